//! What every question has around its control: label, hint, and the condition in words.

use std::sync::Arc;

use leptos::prelude::*;

use super::when::in_words;
use crate::form::Form;
use crate::form::model::{Item, Rule, Text};
use crate::i18n::{Key, Words};

/// The form that is being drawn: a condition names questions elsewhere in it.
#[derive(Clone)]
pub struct Drawn(pub Arc<Form>);

impl Drawn {
    /// The form.
    ///
    /// # Panics
    /// Outside of `body`, which provides it.
    pub fn expect() -> Arc<Form> {
        use_context::<Self>().expect("the body provides its form").0
    }
}

/// Words of the form, marked as English where they stand on a page of another language.
#[component]
pub fn Phrase(
    /// The words.
    text: Text,
) -> impl IntoView {
    if text.untranslated {
        view! { <span lang="en" dir="ltr">{text.own}</span> }.into_any()
    } else {
        text.own.into_any()
    }
}

/// A question with one control: label, hint and control as one piece.
#[component]
pub fn FieldFrame(
    /// The question.
    item: Item,
    /// The control.
    children: Children,
) -> impl IntoView {
    let (id, control) = (item.id.clone(), item.control_id());
    view! {
        <div class="field" data-item=id>
            <label class="field__label" for=control><Question item=item.clone()/></label>
            <Beside item/>
            {children()}
        </div>
    }
}

/// A question with several controls: the question is their legend.
#[component]
pub fn GroupFrame(
    /// The question.
    item: Item,
    /// `radiogroup` where one of several is chosen.
    #[prop(optional)]
    role: Option<&'static str>,
    /// The controls.
    children: Children,
) -> impl IntoView {
    let (id, described) = (item.id.clone(), described_by(&item));
    view! {
        <fieldset class="field" data-item=id role=role aria-describedby=described>
            <legend class="field__label"><Question item=item.clone()/></legend>
            <Beside item/>
            {children()}
        </fieldset>
    }
}

/// Hint and condition.
#[component]
pub fn Beside(
    /// The question.
    item: Item,
) -> impl IntoView {
    let words = Words::expect();
    let id = described_by(&item);
    let hint = item
        .hint
        .map(|text| view! { <p class="field__hint" id=id><Phrase text/></p> });
    let when = item.when.map(|when| {
        view! { <p class="field__when">{in_words(&Drawn::expect(), &when, Key::FormWhen, words)}</p> }
    });
    view! { {hint}{when} }
}

/// The question itself; what needs no answer says so.
#[component]
fn Question(item: Item) -> impl IntoView {
    let needed = item.required || item.rules.iter().any(|rule| matches!(rule, Rule::OneOf(_)));
    let optional = (!needed).then(|| {
        view! { " "<span class="field__optional">{Words::expect().get(Key::FormOptional)}</span> }
    });
    view! { <Phrase text=item.title()/>{optional} }
}

/// Id of the hint, for `aria-describedby`.
pub fn described_by(item: &Item) -> Option<String> {
    item.hint.as_ref().map(|_| item.control_id() + "-hint")
}
