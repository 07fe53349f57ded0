//! Starts the app in the browser: takes over the page that the document was made for.

#![recursion_limit = "512"]

use leptos::mount::{hydrate_from, mount_to};
use leptos::prelude::*;
use portico::app::App;
use portico::i18n::{Locale, Words};
use portico::json;
use portico::page::Page;
use wasm_bindgen::{JsCast, JsValue};

/// Given by `boot.js` together with the wasm: the page's words, as text.
fn locale() -> Option<Locale> {
    let portico = js_sys::Reflect::get(&window(), &JsValue::from_str("portico")).ok()?;
    let words = js_sys::Reflect::get(&portico, &JsValue::from_str("words")).ok()?;
    json::read(&words.as_string()?)
}

/// The page's data, from the document.
fn page() -> Option<Page> {
    json::read(&document().get_element_by_id("page")?.text_content()?)
}

/// Whether the document still is as it was made: a translator or an extension may have changed it.
/// What lies inside opaque parts does not matter.
fn unchanged(root: &web_sys::Element) -> bool {
    let count = |selector| {
        root.query_selector_all(selector)
            .map_or(0, |nodes| nodes.length())
    };
    let nodes = count("*") - count("[data-opaque] *");
    root.get_attribute("data-nodes") == Some(nodes.to_string())
}

fn main() {
    let root = document()
        .get_element_by_id("app")
        .expect("every page has its root");
    let words = Words::new(locale().expect("boot.js brings the words"));
    let page = page().expect("every page carries its data");
    let here = window().location().pathname().unwrap_or_default();
    let root: web_sys::HtmlElement = root.unchecked_into();
    let made_for_here = page.path == here || format!("{}index.html", page.path) == here;
    let app = move || {
        provide_context(words);
        view! { <App page/> }
    };
    if made_for_here && unchanged(&root) {
        hydrate_from(root.clone(), app).forget();
    } else {
        mount_afresh(root, app);
    }
    _ = document()
        .document_element()
        .map(|html| html.class_list().add_1("live"));
}

/// Draws the page anew where it cannot be taken over. Markup made on the host is kept: the data in the
/// document leaves it out.
fn mount_afresh<N: IntoView + 'static>(
    root: web_sys::HtmlElement,
    app: impl FnOnce() -> N + 'static,
) {
    let kept = web_sys::Element::query_selector_all(&root, "main [data-opaque]").ok();
    root.set_inner_html("");
    mount_to(root.clone(), app).forget();
    let fresh = root.query_selector_all("main [data-opaque]").ok();
    if let (Some(kept), Some(fresh)) = (kept, fresh) {
        for at in 0..fresh.length().min(kept.length()) {
            if let (Some(old), Some(new)) = (kept.get(at), fresh.get(at)) {
                _ = new
                    .parent_node()
                    .map(|parent| parent.replace_child(&old, &new));
            }
        }
    }
}
