//! Says what is missing or too old among the records, below them and on the review.

use web_sys::Element;

use super::dom::{element, find, set};
use super::problems::said;
use crate::form::Draft;
use crate::form::asked::Asked;
use crate::form::model::Form;
use crate::form::records::{Advice, RECORD, RecordRules, advise};
use crate::i18n::{Key, Plural, Words};

use super::surroundings::surroundings;

/// What there is to see to, in words.
pub fn lines(
    model: &Form,
    draft: &Draft,
    asked: &Asked,
    rules: &RecordRules,
    words: Words,
) -> Vec<String> {
    let about = |key, record: &str| words.fill(key, &[("record", record)]);
    let line = |advice| match advice {
        Advice::Needed(kind) => about(Key::FormRecordNeeded, &kind.own),
        Advice::Old(record, months) => words.plural(
            Plural::FormRecordOld,
            months.into(),
            &[("record", &record.own)],
        ),
        Advice::Untranslated(record) => about(Key::FormRecordUntranslated, &record.own),
        Advice::Nameless(record) => about(Key::FormRecordNameless, &record.own),
    };
    let found = advise(model, draft, asked, rules, surroundings().today);
    found.into_iter().map(line).collect()
}

/// Shows the lines below the records. What is said already is not said again.
pub fn show(form: &Element, lines: &[String], words: Words) {
    let repeat = ["[data-repeat=", RECORD, "]"].concat();
    let Some(repeat) = find(form, &repeat) else {
        return;
    };
    let place = find(&repeat, ".advice").unwrap_or_else(|| {
        let place = element("div", "advice", &said(String::new()));
        set(&place, "role", "status");
        _ = repeat.append_child(&place);
        place
    });
    let text = lines.join("\n");
    if place.get_attribute("data-said").as_deref() == Some(&text) {
        return;
    }
    set(&place, "data-said", &text);
    place.set_text_content(None);
    if lines.is_empty() {
        return;
    }
    let title = element(
        "p",
        "advice__title",
        &said(words.get(Key::FormRecordAdvice).into()),
    );
    _ = place.append_child(&title);
    for line in lines {
        _ = place.append_child(&element("p", "", &said(line.clone())));
    }
}
