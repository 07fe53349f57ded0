//! Shows what is wrong in a step: a summary on top that takes focus, and the problem at each question.

use web_sys::Element;

use super::dom::{all, element, find, set, toggle};
use crate::form::model::Text;
use crate::i18n::{Plural, Words};

/// The summary's id.
pub const SUMMARY: &str = "problems";

/// What takes an answer, the first of which a problem is put before.
const CONTROLS: &str =
    ".field__filter, .field__input, .field__select, .field__area, .choice, .date, .choice__other";

/// One thing to look at.
pub struct Fault {
    /// The item.
    pub item: String,
    /// Id of the element to move to.
    pub control: String,
    /// What to say.
    pub text: Text,
}

/// Takes away every problem that is shown.
pub fn clear(form: &Element) {
    for shown in all(form, ".summary, .field__problem") {
        shown.remove();
    }
    for field in all(form, ".field--problem") {
        _ = field.class_list().remove_1("field--problem");
        for bearer in all(&field, "[aria-invalid], [aria-describedby]")
            .iter()
            .chain([&field])
        {
            _ = bearer.remove_attribute("aria-invalid");
            describe(bearer, &field, false);
        }
    }
}

/// Shows these problems, the summary in this step.
pub fn show(form: &Element, step: &Element, faults: &[Fault], words: Words) {
    clear(form);
    let summary = element("div", "summary", &Text::default());
    set(&summary, "id", SUMMARY);
    set(&summary, "role", "alert");
    set(&summary, "tabindex", "-1");
    let title = words.plural(Plural::FormProblems, faults.len(), &[]);
    _ = summary.append_child(&element("h2", "summary__title", &said(title)));
    for fault in faults {
        let line = element("p", "", &Text::default());
        let link = element("a", "", &fault.text);
        set(&link, "href", &["#", &fault.control].concat());
        set(&link, "rel", "external");
        set(&link, "data-control", &fault.control);
        _ = line.append_child(&link);
        _ = summary.append_child(&line);
        if let Some(field) = find(form, &["[data-item=\"", &fault.item, "\"]"].concat()) {
            mark(&field, fault);
        }
    }
    _ = step.insert_before(&summary, step.first_child().as_ref());
}

/// Words of ours as words of a form.
pub fn said(own: String) -> Text {
    Text {
        own,
        ..Text::default()
    }
}

/// The problem stands before the control and is tied to it.
fn mark(field: &Element, fault: &Fault) {
    let problem = element("p", "field__problem", &fault.text);
    set(&problem, "id", &["f-", &fault.item, "-problem"].concat());
    let control = find(field, CONTROLS);
    // A box inside of another element is not a child of the field itself.
    let control = control.filter(|control| control.parent_element().as_ref() == Some(field));
    _ = field.insert_before(&problem, control.as_deref());
    _ = field.class_list().add_1("field--problem");
    let one_of_several = field.get_attribute("role").is_some();
    if one_of_several {
        set(field, "aria-invalid", "true");
    } else {
        for input in all(field, "[name]") {
            set(&input, "aria-invalid", "true");
        }
    }
    let fieldset = field.tag_name() == "FIELDSET";
    if let Some(bearer) = if fieldset {
        Some(field.clone())
    } else {
        find(field, "[name]")
    } {
        describe(&bearer, field, true);
    }
}

/// Ties hint, count and problem to the element that is described by them.
pub fn describe(bearer: &Element, field: &Element, invalid: bool) {
    let item = field.get_attribute("data-item").unwrap_or_default();
    let parts = ["hint", "problem", "count"].map(|part| ["f-", &item, "-", part].concat());
    let there = |id: &&String| find(field, &["[id=\"", id.as_str(), "\"]"].concat()).is_some();
    let ids: Vec<&str> = parts.iter().filter(there).map(String::as_str).collect();
    if ids.is_empty() {
        toggle(bearer, "aria-describedby", false);
    } else if invalid || bearer.has_attribute("aria-describedby") {
        set(bearer, "aria-describedby", &ids.join(" "));
    }
}
