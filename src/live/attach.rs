//! Finds the form in the document, fetches what it asks, and listens.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlFormElement};

use super::dom::{boot, find};
use super::guide::Guide;
use super::outbox::Outbox;
use super::{Stage, filter};
use crate::browser::fetch_text;
use crate::form::Form;
use crate::i18n::Words;
use crate::json;
use crate::page::FormSetup;
use crate::submit::sealing;

/// Attaches to the form of this page. Until its questions have come, only sending is held back.
pub fn attach(page: FormSetup, stage: RwSignal<Stage>) -> Option<Rc<Guide>> {
    let body = document().document_element()?;
    let container = find(&body, "main [data-form]")?;
    let form: HtmlFormElement = find(&container, "form")?.unchecked_into();
    let root = container.closest(".page").ok().flatten()?;
    let words = Words::expect();
    boot("save", &form);
    boot("keep", &form);
    let guide = Rc::new(Guide {
        title: document().title(),
        filters: filter::add(&form, words),
        model: OnceCell::new(),
        target: RefCell::default(),
        request: RefCell::default(),
        page,
        container,
        form,
        words,
        stage,
        outbox: Outbox::expect(),
    });
    if let Some(sealing) = &guide.page.sealing {
        sealing::prepare(&sealing.script);
    }
    listen(&root, &guide);
    let loading = guide.clone();
    spawn_local(async move {
        match load(&loading.page.model).await {
            Ok(model) => loading.begin(model),
            // Without its questions the form still is a plain one.
            Err(_) => boot("fail", &loading.form),
        }
    });
    Some(guide)
}

async fn load(url: &str) -> Result<Form, JsValue> {
    json::read(&fetch_text(url).await?).ok_or(JsValue::NULL)
}

/// Listeners on the page end with it; those on the window are taken away.
fn listen(root: &Element, guide: &Rc<Guide>) {
    let heard = guide.clone();
    let on_event =
        Closure::<dyn Fn(Event)>::new(move |event: Event| heard.hear(&event)).into_js_value();
    for name in ["click", "submit", "input", "change"] {
        _ = root.add_event_listener_with_callback(name, on_event.unchecked_ref());
    }
    let moved = guide.clone();
    let on_move = window_event_listener_untyped("hashchange", move |_| moved.arrive());
    // A page that comes back from the browser's memory may be older than what this tab has sent since.
    let shown = guide.clone();
    let on_show = window_event_listener_untyped("pageshow", move |_| _ = shown.show_receipt());
    on_cleanup(move || {
        on_move.remove();
        on_show.remove();
    });
}
