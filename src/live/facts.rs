//! Offers to a form that is still empty what was typed into another form of this tab: nobody is asked
//! twice. Fields are filled in at the patient's own word only.

use std::collections::BTreeSet;

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlFormElement, HtmlInputElement};

use super::dom::{all, boot, element, find, focus, set, typed};
use super::problems::said;
use super::storage::{Place, draft_key};
use crate::form::Draft;
use crate::form::model::{Form, Rule};
use crate::i18n::{Key, Plural, Words};

/// Answers to questions that this form asks too.
pub struct Facts {
    /// What the other form is called.
    title: String,
    /// Names of fields and their values.
    pairs: Vec<(String, String)>,
}

/// What another form of this tab knows already, where this one holds nothing yet.
pub fn known(model: &Form, draft: &Draft, words: Words) -> Option<Facts> {
    let answered = |(name, value): &(String, String)| {
        let item = model.item(question(name))?;
        (!value.is_empty() && item.initial.is_empty()).then_some(item)
    };
    if draft.pairs().iter().any(|pair| answered(pair).is_some()) {
        return None;
    }
    let others = words
        .locale()
        .forms
        .iter()
        .filter(|form| form.id != model.id);
    others
        .filter_map(|form| {
            let text = Place::Tab.read(&draft_key(&form.id))?;
            let pairs = typed(&text).pairs().to_vec();
            let agrees = |pair: &(String, String)| {
                answered(pair).is_some_and(|item| !item.rules.contains(&Rule::MustBeTrue))
            };
            Some(Facts {
                title: form.title.clone(),
                pairs: pairs.into_iter().filter(agrees).collect(),
            })
        })
        .find(|facts| !facts.pairs.is_empty())
}

/// Draws the offer above the form. `on_use` is called once the answers are in the form.
pub fn offer(facts: Facts, form: &HtmlFormElement, words: Words, on_use: impl Fn() + 'static) {
    let place = element("div", "offer when-live", &said(String::new()));
    let text = words.fill(Key::FormOffer, &[("title", &facts.title)]);
    _ = place.append_child(&element("p", "offer__text", &said(text)));
    let actions = element("div", "actions", &said(String::new()));
    _ = place.append_child(&actions);
    let (offer, filled) = (place.clone(), form.clone());
    let yes = move || {
        let count = put(&filled, &facts.pairs);
        boot("save", &filled);
        on_use();
        offer.set_text_content(None);
        let line = element(
            "p",
            "",
            &said(words.plural(Plural::FormOfferDone, count, &[])),
        );
        set(&line, "tabindex", "-1");
        _ = offer.append_child(&line);
        focus(&line);
    };
    let (offer, left) = (place.clone(), form.clone());
    let no = move || {
        offer.remove();
        if let Some(heading) = find(&left, "h2[tabindex]") {
            focus(&heading);
        }
    };
    button(&actions, "button", words.get(Key::FormOfferUse), yes);
    button(
        &actions,
        "button button--quiet",
        words.get(Key::FormOfferNo),
        no,
    );
    if let Some(around) = form.parent_element() {
        _ = around.insert_before(&place, Some(form));
    }
}

fn button(within: &Element, class: &str, text: &str, act: impl Fn() + 'static) {
    let button = element("button", class, &said(text.into()));
    set(&button, "type", "button");
    let act = Closure::<dyn Fn()>::new(act).into_js_value();
    _ = button.add_event_listener_with_callback("click", act.unchecked_ref());
    _ = within.append_child(&button);
}

/// Puts values into the fields of these names; of how many questions.
fn put(form: &Element, pairs: &[(String, String)]) -> usize {
    let mut questions = BTreeSet::new();
    for (name, value) in pairs {
        for field in all(form, &["[name=\"", name, "\"]"].concat()) {
            let kind = field.get_attribute("type").unwrap_or_default();
            if kind != "radio" && kind != "checkbox" {
                _ = Reflect::set(&field, &"value".into(), &value.into());
            } else if field.get_attribute("value").as_ref() == Some(value) {
                field.unchecked_ref::<HtmlInputElement>().set_checked(true);
            } else {
                continue;
            }
            questions.insert(question(name));
        }
    }
    questions.len()
}

/// The question that a field belongs to.
fn question(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}
