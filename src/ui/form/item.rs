//! Chooses the component for an item.

use leptos::prelude::*;

use super::choice_field::{CheckBox, ChoiceField};
use super::date_field::DateField;
use super::field_frame::{Beside, Drawn, Phrase};
use super::repeat::Repeat;
use super::select_field::SelectField;
use super::text_field::{TextArea, TextField};
use crate::form::model::{Choice, Control, Item, Kind, Text};
use crate::i18n::{Key, Words};

/// More options than this are a list that opens, unless the form says otherwise.
const MOST_BUTTONS: usize = 12;

/// Items in their order.
pub fn items(items: Vec<Item>) -> AnyView {
    let again = |_: &Item, next: &Item| next.occurrence.is_some_and(|it| it.number > 1);
    let drawn = items.chunk_by(again).map(|alike| {
        if alike[0].occurrence.is_some() {
            view! { <Repeat occurrences=alike.to_vec()/> }.into_any()
        } else {
            one(alike[0].clone())
        }
    });
    drawn.collect_view().into_any()
}

/// One item, whatever stands beside it.
pub fn one(mut item: Item) -> AnyView {
    if item.hidden {
        return view! { <Kept item/> }.into_any();
    }
    // Questions inside a question follow it; those inside a group stand in it.
    let inside = if item.kind == Kind::Group {
        Vec::new()
    } else {
        std::mem::take(&mut item.items)
    };
    let question = match item.kind.clone() {
        Kind::Group => view! { <Group item/> }.into_any(),
        Kind::Display => view! { <Reading item/> }.into_any(),
        Kind::Unsupported => view! { <Unsupported item/> }.into_any(),
        Kind::Boolean if item.control == Control::CheckBox => view! { <CheckBox item/> }.into_any(),
        Kind::Boolean => view! { <ChoiceField item choices=yes_or_no() open=false/> }.into_any(),
        Kind::Choice(choices) => choice(item, choices, false),
        Kind::OpenChoice(choices) => choice(item, choices, true),
        Kind::Text => view! { <TextArea item/> }.into_any(),
        Kind::Date => view! { <DateField item/> }.into_any(),
        Kind::String | Kind::Integer | Kind::Email | Kind::Phone => {
            view! { <TextField item/> }.into_any()
        }
    };
    if inside.is_empty() {
        question
    } else {
        view! { {question}{items(inside)} }.into_any()
    }
}

fn choice(item: Item, choices: Vec<Choice>, open: bool) -> AnyView {
    if as_list(&item, &choices) {
        view! { <SelectField item choices open/> }.into_any()
    } else {
        view! { <ChoiceField item choices open/> }.into_any()
    }
}

fn yes_or_no() -> Vec<Choice> {
    let form = Drawn::expect();
    let choices = [("true", &form.yes), ("false", &form.no)];
    let choice = |(code, text): (&str, &Text)| Choice {
        code: code.into(),
        system: None,
        text: text.clone(),
        exclusive: false,
        later: false,
    };
    choices.map(choice).into()
}

fn as_list(item: &Item, choices: &[Choice]) -> bool {
    let listed = matches!(item.control, Control::DropDown | Control::Autocomplete);
    !item.repeats && (listed || item.control == Control::Plain && choices.len() > MOST_BUTTONS)
}

/// Questions that belong together.
#[component]
fn Group(item: Item) -> impl IntoView {
    let id = item.id.clone();
    let tabindex = item.occurrence.map(|_| "-1");
    view! {
        <fieldset class="field-group" data-item=id>
            <legend class="field-group__title" tabindex=tabindex><Phrase text=item.title()/></legend>
            <Beside item=item.clone()/>
            {items(item.items)}
        </fieldset>
    }
}

/// A text to read, or the way to somewhere else.
#[component]
fn Reading(item: Item) -> impl IntoView {
    let (id, text) = (item.id.clone(), item.text.clone());
    let content = match item.link.clone() {
        Some(link) => {
            view! { <a class="button button--quiet" href=link><Phrase text/></a> }.into_any()
        }
        None => view! { <p class="field__text"><Phrase text/></p> }.into_any(),
    };
    view! {
        <div class="field" data-item=id>
            {content}
            <Beside item/>
        </div>
    }
}

/// A question of a type that this app does not ask.
#[component]
fn Unsupported(item: Item) -> impl IntoView {
    let words = Words::expect();
    let instead = words.fill(
        Key::FormUnsupported,
        &[("email", &words.locale().contact.email)],
    );
    view! {
        <div class="field" data-item=item.id.clone()>
            <p class="field__label"><Phrase text=item.text/></p>
            <p class="field__hint">{instead}</p>
        </div>
    }
}

/// Values that are sent and never shown.
#[component]
fn Kept(item: Item) -> impl IntoView {
    item.initial
        .iter()
        .map(|value| view! { <input type="hidden" name=item.id.clone() value=value.clone()/> })
        .collect_view()
}

#[cfg(test)]
pub mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::form::Form;
    use crate::i18n::Locale;
    use crate::i18n::locales::WordFiles;

    /// A form that has every kind of item.
    pub fn form() -> Form {
        serde_json::from_str(include_str!("../../../tests/form/every-kind.ar.json"))
            .expect("the form is well formed")
    }

    /// The English words of the site.
    pub fn words() -> Words {
        let files = WordFiles::read(Path::new("public"), "en").expect("the words are well formed");
        let contact =
            serde_json::json!({"email": "a@hospital.example", "phone": "+1 000", "address": []});
        Words::new(Locale {
            lang: "en".into(),
            reviewed: true,
            texts: files.texts(&files),
            plurals: files.plurals(&files),
            languages: Vec::new(),
            forms: Vec::new(),
            articles: Vec::new(),
            contact: serde_json::from_value(contact).expect("a contact"),
            art: Vec::new(),
        })
    }

    /// Draws with the English words at hand.
    pub fn render(content: impl FnOnce() -> AnyView) -> String {
        let owner = Owner::new_root(None);
        let html = owner.with(|| {
            provide_context(words());
            provide_context(Drawn(Arc::new(form())));
            content().to_html()
        });
        owner.unset_with_forced_cleanup();
        html
    }

    /// An item made from JSON, drawn.
    pub fn drawn(json: serde_json::Value) -> String {
        let item: Item = serde_json::from_value(json).expect("an item");
        render(|| items(vec![item]))
    }

    #[test]
    fn every_question_of_a_form_is_in_its_page() {
        let form = form();
        let html = render(|| crate::ui::form::body(&form));
        for item in form.items().filter(|item| !item.hidden) {
            assert!(
                html.contains(&format!(r#"data-item="{}""#, item.id)),
                "{}",
                item.id
            );
        }
    }

    #[test]
    fn a_hidden_item_is_still_sent() {
        let html = drawn(
            serde_json::json!({"id": "source", "text": {"own": "x"}, "kind": "string", "hidden": true, "initial": ["web"]}),
        );
        assert!(
            html.contains(r#"<input type="hidden" name="source" value="web""#),
            "{html}"
        );
    }

    #[test]
    fn a_type_that_is_not_asked_names_the_address_to_write_to() {
        let html =
            drawn(serde_json::json!({"id": "file", "text": {"own": "x"}, "kind": "unsupported"}));
        assert!(html.contains("a@hospital.example"), "{html}");
    }
}
