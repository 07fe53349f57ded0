//! Fills in a letter from what was typed in this tab. Nothing of it leaves the page.

use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::dom::{all, by_id, find, typed};
use super::storage::{Place, draft_key};
use crate::form::Draft;

/// Fills in the letter, where the page has one. Blanks without an answer stay, to be filled in by hand.
pub fn attach() {
    let Some(letter) = by_id("main").and_then(|main| find(&main, "[data-letter]")) else {
        return;
    };
    let form = letter.get_attribute("data-letter").unwrap_or_default();
    let draft = typed(&Place::Tab.read(&draft_key(&form)).unwrap_or_default());
    for blank in all(&letter, "[data-from]") {
        let name = blank.get_attribute("data-from").unwrap_or_default();
        let given = name.split(' ').map(|name| answer(&draft, name));
        let given: Vec<_> = given.filter(|text| !text.is_empty()).collect();
        blank.set_text_content(Some(&given.join(" ")));
    }
    if let Some(button) = find(&letter, "[data-print]") {
        let print = Closure::<dyn Fn()>::new(|| _ = window().print()).into_js_value();
        _ = button.add_event_listener_with_callback("click", print.unchecked_ref());
    }
}

/// An answer as it was typed; the parts of a date one after the other.
fn answer(draft: &Draft, name: &str) -> String {
    let parts = ["", ".day", ".month", ".year"];
    let parts = parts.map(|part| [name, part].concat());
    let given = parts.iter().filter_map(|part| draft.get(part));
    let given: Vec<_> = given.filter(|text| !text.is_empty()).collect();
    given.join(" ")
}
