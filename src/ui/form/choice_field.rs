//! Questions answered by choosing among what is shown.

use leptos::prelude::*;

use super::field_frame::{Beside, GroupFrame, Phrase, described_by};
use crate::form::model::{Choice, Item};
use crate::i18n::{Key, Words};

/// One answer of several, or several of them, each on a line.
#[component]
pub fn ChoiceField(
    /// The question.
    item: Item,
    /// The answers to choose from.
    choices: Vec<Choice>,
    /// Whether an answer in own words is taken too.
    open: bool,
) -> impl IntoView {
    let kind = if item.repeats { "checkbox" } else { "radio" };
    let options = choices.into_iter().enumerate().map(|(at, choice)| {
        let id = if at == 0 {
            item.control_id()
        } else {
            format!("{}-{at}", item.control_id())
        };
        let checked = item.initial.contains(&choice.code);
        view! {
            <label class="choice">
                <input
                    class="choice__box"
                    type=kind
                    id=id
                    name=item.id.clone()
                    value=choice.code
                    checked=checked
                    data-exclusive=choice.exclusive
                />
                <span class="choice__text"><Phrase text=choice.text/></span>
            </label>
        }
    });
    let options = options.collect_view();
    let own_words = open.then(|| {
        view! { <OwnWords label=Key::FormOtherWords button=!item.repeats item=item.clone()/> }
    });
    let role = (!item.repeats).then_some("radiogroup");

    match role {
        Some(role) => view! { <GroupFrame item role>{options}{own_words}</GroupFrame> }.into_any(),
        None => view! { <GroupFrame item>{options}{own_words}</GroupFrame> }.into_any(),
    }
}

/// A line for an answer that is not among those to choose from.
#[component]
pub fn OwnWords(
    /// The question.
    item: Item,
    /// What is said above it.
    label: Key,
    /// Whether a radio button leads to it.
    button: bool,
) -> impl IntoView {
    let words = Words::expect();
    let id = item.control_id() + "-other";
    let button = button.then(|| {
        view! {
            <label class="choice">
                <input class="choice__box" type="radio" id=format!("{id}-choice") name=item.id.clone() value="_other"/>
                <span class="choice__text">{words.get(Key::FormOther)}</span>
            </label>
        }
    });
    view! {
        {button}
        <div class="choice__other">
            <label for=id.clone()>{words.get(label)}</label>
            <input class="field__input" type="text" id=id name=format!("{}.other", item.id) dir="auto" autocomplete="off" enterkeyhint="next"/>
        </div>
    }
}

/// A single box to tick.
#[component]
pub fn CheckBox(
    /// The sentence to agree to.
    item: Item,
) -> impl IntoView {
    let checked = item.initial.first().is_some_and(|value| value == "true");
    view! {
        <div class="field" data-item=item.id.clone()>
            <Beside item=item.clone()/>
            <label class="choice">
                <input
                    class="choice__box"
                    type="checkbox"
                    id=item.control_id()
                    name=item.id.clone()
                    value="true"
                    checked=checked
                    aria-describedby=described_by(&item)
                />
                <span class="choice__text"><Phrase text=item.text/></span>
            </label>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::ui::form::item::tests::drawn;

    fn choice(more: serde_json::Value) -> String {
        let options = json!([{"code": "a", "text": {"own": "First"}}, {"code": "b", "text": {"own": "Second"}, "exclusive": true}]);
        let mut item = json!({"id": "q", "text": {"own": "Question"}, "kind": {"choice": options}});
        item.as_object_mut()
            .expect("an object")
            .extend(more.as_object().expect("an object").clone());
        drawn(item)
    }

    #[test]
    fn one_of_several_is_chosen_with_radio_buttons() {
        assert_eq!(choice(json!({})).matches(r#"type="radio""#).count(), 2);
    }

    #[test]
    fn several_are_chosen_with_boxes() {
        assert_eq!(
            choice(json!({"repeats": true}))
                .matches(r#"type="checkbox""#)
                .count(),
            2
        );
    }

    #[test]
    fn the_question_is_the_legend_of_its_answers() {
        assert!(choice(json!({})).contains(r#"<legend class="field__label">"#));
    }

    #[test]
    fn the_first_answer_bears_the_id_of_the_question() {
        assert!(
            choice(json!({})).contains(r#"id="f-q" name="q" value="a""#),
            "{}",
            choice(json!({}))
        );
    }

    #[test]
    fn an_answer_that_excludes_the_others_is_marked() {
        assert_eq!(
            choice(json!({"repeats": true}))
                .matches("data-exclusive")
                .count(),
            1
        );
    }

    #[test]
    fn own_words_have_a_name_of_their_own() {
        let options = json!([{"code": "a", "text": {"own": "First"}}]);
        let html = choice(json!({"kind": {"open-choice": options}}));
        assert!(
            html.contains(r#"name="q.other""#) && html.contains(r#"value="_other""#),
            "{html}"
        );
    }

    #[test]
    fn a_single_box_says_yes() {
        let html = choice(json!({"kind": "boolean", "control": "check-box"}));
        assert!(
            html.contains(r#"type="checkbox" id="f-q" name="q" value="true""#),
            "{html}"
        );
    }

    #[test]
    fn yes_and_no_are_two_radio_buttons() {
        let html = choice(json!({"kind": "boolean"}));
        assert!(
            html.contains(r#"value="true""#) && html.contains(r#"value="false""#),
            "{html}"
        );
    }
}
