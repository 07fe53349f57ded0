//! Questions answered by typing.

use leptos::prelude::*;

use super::field_frame::{FieldFrame, described_by};
use crate::form::model::{Item, Kind};

/// What kinds of one line ask of the keyboard and of the browser.
struct Traits {
    kind: &'static str,
    dir: &'static str,
    inputmode: Option<&'static str>,
    spellcheck: Option<&'static str>,
    autocapitalize: Option<&'static str>,
    class: &'static str,
}

impl Traits {
    fn of(item: &Item) -> Self {
        let plain = Self {
            kind: "text",
            dir: "auto",
            inputmode: None,
            spellcheck: None,
            autocapitalize: None,
            class: "field__input",
        };
        let off = (Some("false"), Some("off"));
        let (spellcheck, autocapitalize) = off;
        match item.kind {
            Kind::Email => Self {
                kind: "email",
                dir: "ltr",
                inputmode: Some("email"),
                spellcheck,
                autocapitalize,
                ..plain
            },
            Kind::Phone => Self {
                kind: "tel",
                dir: "ltr",
                inputmode: Some("tel"),
                spellcheck,
                autocapitalize,
                ..plain
            },
            Kind::Integer => Self {
                inputmode: Some("numeric"),
                spellcheck,
                class: "field__input field__input--short",
                ..plain
            },
            _ if names_someone(item) => Self {
                spellcheck,
                autocapitalize: Some("words"),
                ..plain
            },
            _ => plain,
        }
    }
}

/// A name is nobody's spelling mistake.
fn names_someone(item: &Item) -> bool {
    let token = item.autocomplete.as_deref().unwrap_or_default();
    token.contains("name") || item.id.contains("name")
}

/// A question answered with one line: text, an address, a number.
#[component]
pub fn TextField(
    /// The question.
    item: Item,
) -> impl IntoView {
    let traits = Traits::of(&item);
    let (id, name, described) = (item.control_id(), item.id.clone(), described_by(&item));
    let (autocomplete, value) = (
        item.autocomplete.clone().unwrap_or_else(|| "off".into()),
        item.initial.first().cloned(),
    );

    view! {
        <FieldFrame item>
            <input
                class=traits.class
                type=traits.kind
                id=id
                name=name
                value=value
                dir=traits.dir
                inputmode=traits.inputmode
                spellcheck=traits.spellcheck
                autocapitalize=traits.autocapitalize
                autocomplete=autocomplete
                enterkeyhint="next"
                aria-describedby=described
            />
        </FieldFrame>
    }
}

/// A question answered with several lines.
#[component]
pub fn TextArea(
    /// The question.
    item: Item,
) -> impl IntoView {
    let (id, name, described) = (item.control_id(), item.id.clone(), described_by(&item));
    let (autocomplete, value) = (
        item.autocomplete.clone().unwrap_or_else(|| "off".into()),
        item.initial.first().cloned(),
    );

    view! {
        <FieldFrame item>
            <textarea class="field__area" id=id name=name rows="6" dir="auto" autocomplete=autocomplete aria-describedby=described>
                {value}
            </textarea>
        </FieldFrame>
    }
}

#[cfg(test)]
mod tests {
    use crate::ui::form::item::tests::drawn;

    fn field(kind: &str, more: serde_json::Value) -> String {
        let mut item = serde_json::json!({"id": "q", "text": {"own": "Question"}, "kind": kind});
        item.as_object_mut()
            .expect("an object")
            .extend(more.as_object().expect("an object").clone());
        drawn(item)
    }

    fn plain(kind: &str) -> String {
        field(kind, serde_json::json!({}))
    }

    #[test]
    fn a_label_names_its_control() {
        assert!(
            plain("string").contains(r#"<label for="f-q" class="field__label">"#),
            "{}",
            plain("string")
        );
    }

    #[test]
    fn a_hint_is_tied_to_its_control() {
        let html = field("string", serde_json::json!({"hint": {"own": "Help"}}));
        assert!(
            html.contains(r#"id="f-q-hint""#) && html.contains(r#"aria-describedby="f-q-hint""#),
            "{html}"
        );
    }

    #[test]
    fn a_question_without_a_hint_is_described_by_nothing() {
        assert!(!plain("string").contains("aria-describedby"));
    }

    #[test]
    fn what_needs_no_answer_says_so() {
        assert!(plain("string").contains("(optional)"));
    }

    #[test]
    fn what_needs_an_answer_says_nothing_more() {
        assert!(!field("string", serde_json::json!({"required": true})).contains("(optional)"));
    }

    #[test]
    fn typed_text_takes_its_own_direction() {
        assert!(plain("string").contains(r#"dir="auto""#));
    }

    #[test]
    fn an_email_address_runs_from_left_to_right() {
        assert!(plain("email").contains(r#"dir="ltr""#));
    }

    #[test]
    fn a_telephone_number_brings_up_its_keyboard() {
        assert!(plain("phone").contains(r#"inputmode="tel""#));
    }

    #[test]
    fn a_name_is_not_checked_for_spelling() {
        let html = field("string", serde_json::json!({"autocomplete": "given-name"}));
        assert!(html.contains(r#"spellcheck="false""#), "{html}");
    }

    #[test]
    fn a_browser_fills_in_nothing_unless_asked_to() {
        assert!(plain("string").contains(r#"autocomplete="off""#));
    }

    #[test]
    fn nothing_that_is_typed_is_cut() {
        let html = field("text", serde_json::json!({"rules": [{"max-length": 10}]}));
        assert!(!html.contains("maxlength"), "{html}");
    }

    #[test]
    fn words_without_translation_are_marked_as_english() {
        let html = drawn(
            serde_json::json!({"id": "q", "text": {"own": "Question", "untranslated": true}, "kind": "string"}),
        );
        assert!(
            html.contains(r#"<span lang="en" dir="ltr">Question</span>"#),
            "{html}"
        );
    }

    #[test]
    fn a_condition_is_told_in_words() {
        let when = serde_json::json!({"conditions": [{"question": "requester", "operator": "exists", "answer": "true"}]});
        assert!(
            field("string", serde_json::json!({ "when": when }))
                .contains(r#"<p class="field__when">Answer this only if"#)
        );
    }
}
