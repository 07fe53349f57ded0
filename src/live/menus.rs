//! Closes the menus of the header: on Escape, on a press elsewhere, and when a link in them is followed.

use js_sys::Reflect;
use leptos::prelude::{document, window, window_event_listener_untyped};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use super::dom::{all, find, focus, toggle};
use crate::browser::get;

/// Listens as long as the page is there.
pub fn attend() {
    _ = window_event_listener_untyped("click", |event| {
        let pressed = |selector| target(&event)?.closest(selector).ok().flatten();
        // Another language opens at the same step of a form.
        if let (Some(link), Ok(step)) = (pressed("a[hreflang]"), window().location().hash()) {
            _ = Reflect::set(&link, &"hash".into(), &step.into());
        }
        close(pressed("summary"), false);
    });
    _ = window_event_listener_untyped("keydown", |event| {
        if get(&event, "key") == "Escape" {
            close(None, true);
        }
    });
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Closes what is open, but not the menu whose button is pressed: it opens and closes by itself.
fn close(pressed: Option<Element>, back: bool) {
    let Some(body) = document().body() else {
        return;
    };
    for menu in all(&body, ".menu[open]") {
        let button = find(&menu, "summary");
        if button != pressed {
            toggle(&menu, "open", false);
            if let Some(button) = button.filter(|_| back) {
                focus(&button);
            }
        }
    }
}
