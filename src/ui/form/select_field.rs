//! Questions answered from a list that opens.

use leptos::prelude::*;

use super::choice_field::OwnWords;
use super::field_frame::{FieldFrame, described_by};
use crate::form::model::{Choice, Control, Item};
use crate::i18n::{Key, Words};

/// One answer from a list. Long lists are marked for the app, which lets them be searched by typing,
/// and offers the answers that are not drawn.
#[component]
pub fn SelectField(
    /// The question.
    item: Item,
    /// The answers to choose from.
    choices: Vec<Choice>,
    /// Whether an answer in own words is taken too.
    open: bool,
) -> impl IntoView {
    let words = Words::expect();
    let initial = item.initial.first().cloned();
    let more = choices.iter().any(|choice| choice.later).then_some("true");
    let drawn = choices.into_iter().filter(|choice| !choice.later);
    let options = drawn.map(|choice| {
        let (lang, dir) = if choice.text.untranslated {
            (Some("en"), Some("ltr"))
        } else {
            (None, None)
        };
        let selected = initial.as_ref() == Some(&choice.code);
        view! {
            <option value=choice.code selected=selected lang=lang dir=dir>{choice.text.own}</option>
        }
    });
    let options = options.collect_view();
    let own_words = open.then(|| {
        view! { <OwnWords item=item.clone() label=Key::FormNotListed button=false/> }
    });
    let (id, name, described) = (item.control_id(), item.id.clone(), described_by(&item));
    let (searched, none) = (item.control == Control::Autocomplete, initial.is_none());
    let autocomplete = item.autocomplete.clone().unwrap_or_else(|| "off".into());

    view! {
        <FieldFrame item>
            <select class="field__select" id=id name=name autocomplete=autocomplete data-filter=searched data-more=more aria-describedby=described>
                <option value="" selected=none>{words.get(Key::FormChoose)}</option>
                {options}
            </select>
            {own_words}
        </FieldFrame>
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::ui::form::item::tests::drawn;

    fn list(control: &str) -> String {
        let options = json!([{"code": "LB", "text": {"own": "Lebanon", "untranslated": true}}]);
        drawn(
            json!({"id": "q", "text": {"own": "Country"}, "kind": {"choice": options}, "control": control}),
        )
    }

    #[test]
    fn a_list_begins_with_no_answer() {
        assert!(
            list("drop-down").contains(r#"<option value="" selected>"#),
            "{}",
            list("drop-down")
        );
    }

    #[test]
    fn a_list_to_search_is_marked() {
        assert!(list("autocomplete").contains("data-filter"));
    }

    #[test]
    fn a_short_list_is_not() {
        assert!(!list("drop-down").contains("data-filter"));
    }

    #[test]
    fn an_option_without_translation_is_marked_as_english() {
        assert!(
            list("drop-down").contains(r#"<option value="LB" lang="en" dir="ltr">"#),
            "{}",
            list("drop-down")
        );
    }
}
