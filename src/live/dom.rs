//! The few things that are done to the document by hand.

use leptos::prelude::{document, request_animation_frame};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, FormData, HtmlElement, HtmlFormElement};

use crate::browser::{call, global, make};
use crate::form::Draft;
use crate::form::model::Text;

/// The first element that fits.
pub fn find(within: &Element, selector: &str) -> Option<Element> {
    within.query_selector(selector).ok().flatten()
}

/// All elements that fit.
pub fn all(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(nodes) = within.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..nodes.length())
        .filter_map(|at| nodes.get(at)?.dyn_into().ok())
        .collect()
}

/// The element with this id.
pub fn by_id(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// A new element with a class and words, marked where they are English on another language's page.
pub fn element(tag: &str, class: &str, text: &Text) -> Element {
    let element = document().create_element(tag).expect("a tag of ours");
    if !class.is_empty() {
        element.set_class_name(class);
    }
    element.set_text_content(Some(&text.own));
    if text.untranslated {
        set(&element, "lang", "en");
        set(&element, "dir", "ltr");
    }
    element
}

/// Sets an attribute.
pub fn set(element: &Element, name: &str, value: &str) {
    _ = element.set_attribute(name, value);
}

/// Sets an attribute, or removes it.
pub fn toggle(element: &Element, name: &str, value: bool) {
    _ = element.toggle_attribute_with_force(name, value);
}

/// Moves focus to an element.
pub fn focus(element: &Element) {
    _ = element.unchecked_ref::<HtmlElement>().focus();
}

/// Moves focus to the heading of what has just been drawn.
pub fn focus_drawn() {
    request_animation_frame(|| {
        if let Ok(Some(heading)) = document().query_selector("main [data-focus]") {
            heading.scroll_into_view();
            focus(&heading);
        }
    });
}

/// What the form holds now.
pub fn draft(form: &HtmlFormElement) -> Draft {
    let Ok(data) = FormData::new_with_form(form) else {
        return Draft::default();
    };
    pairs(&data)
}

/// What `boot.js` has written of a form.
pub fn typed(text: &str) -> Draft {
    make("URLSearchParams", &[text.into()])
        .map(|fields| pairs(&fields))
        .unwrap_or_default()
}

fn pairs(fields: &JsValue) -> Draft {
    let pair = |entry: JsValue| {
        let entry: js_sys::Array = entry.unchecked_into();
        Some((entry.get(0).as_string()?, entry.get(1).as_string()?))
    };
    Draft::from_pairs(js_sys::Array::from(fields).iter().filter_map(pair))
}

/// What the form holds now, as `boot.js` writes it.
pub fn fields(form: &HtmlFormElement) -> String {
    make("FormData", &[form.into()])
        .and_then(|data| make("URLSearchParams", &[data]))
        .and_then(|fields| call(&fields, "toString", &[]))
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// Calls a function that `boot.js` gives, with the form.
pub fn boot(name: &str, form: &HtmlFormElement) {
    _ = call(&global("portico"), name, &[form.into()]);
}
