//! Moving between pages in the browser: fetches the next page's data, shows it, and puts focus, title
//! and scroll where a reader expects them.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use leptos_router::location::{BrowserUrl, LocationProvider};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;

use crate::browser::fetch_text;
use crate::i18n::{Key, Words};
use crate::json;
use crate::page::Page;

/// What is remembered of the pages that were visited in this document.
#[derive(Default)]
struct Visited {
    /// Pages by path.
    pages: HashMap<String, Page>,
    /// How far down each page was read, in CSS pixels.
    scrolled: HashMap<String, f64>,
    /// The path that is shown.
    path: String,
    /// Whether the next one is a step through the history.
    traversing: bool,
}

impl Visited {
    /// Notes that a page is shown; how far down it was read, if one comes back to it.
    fn arrive(&mut self, path: String) -> Option<f64> {
        let traversing = std::mem::take(&mut self.traversing);
        let top = self.scrolled.get(&path).copied().filter(|_| traversing);
        self.path = path;
        top
    }
}

/// Follows the address: whenever its path changes, loads that page and shows it. A page that cannot be
/// loaded is left to the browser, which has its own ways to say so.
pub fn follow(shown: RwSignal<Page>) {
    let words = Words::expect();
    let browser = expect_context::<BrowserUrl>();
    let path = use_location().pathname;
    let visited = Rc::new(RefCell::new(Visited {
        path: path.get_untracked(),
        ..Visited::default()
    }));
    notice_traversal(&visited);

    Effect::new(move |previous: Option<String>| {
        let path = path.get();
        let Some(previous) = previous.filter(|previous| *previous != path) else {
            return path;
        };
        let (visited, browser, next) = (visited.clone(), browser.clone(), path.clone());
        visited
            .borrow_mut()
            .scrolled
            .insert(previous, window().scroll_y().unwrap_or_default());
        spawn_local(async move {
            let known = visited.borrow().pages.get(&next).cloned();
            let page = match known {
                Some(page) => page,
                None => match load(&next).await {
                    Ok(page) => page,
                    Err(_) => return leave(&next),
                },
            };
            visited
                .borrow_mut()
                .pages
                .insert(next.clone(), page.clone());
            describe(words, &page);
            shown.set(page);
            browser.ready_to_complete();
            request_animation_frame(move || arrive(visited.borrow_mut().arrive(next)));
        });
        path
    });
}

/// Back and forward are known from links by the event they begin with, of which the router may hear first.
/// The browser must not scroll on its own before the page is there; when the document is left, it shall
/// again.
fn notice_traversal(visited: &Rc<RefCell<Visited>>) {
    let noticed = visited.clone();
    let restoration = |mode| {
        if let Ok(history) = window().history() {
            _ = history.set_scroll_restoration(mode);
        }
    };
    restoration(web_sys::ScrollRestoration::Manual);
    _ = window_event_listener_untyped("popstate", move |_| {
        let mut visited = noticed.borrow_mut();
        visited.traversing = window()
            .location()
            .pathname()
            .is_ok_and(|path| path != visited.path);
    });
    _ = window_event_listener_untyped("pagehide", move |_| {
        restoration(web_sys::ScrollRestoration::Auto)
    });
    _ = window_event_listener_untyped("pageshow", move |_| {
        restoration(web_sys::ScrollRestoration::Manual)
    });
}

async fn load(path: &str) -> Result<Page, JsValue> {
    let text = fetch_text(&[path, "page.json"].concat()).await?;
    json::read(&text).ok_or(JsValue::NULL)
}

fn leave(path: &str) {
    _ = window().location().assign(path);
}

/// The head of the document, as the prerendered page would have it.
fn describe(words: Words, page: &Page) {
    document().set_title(&words.fill(Key::FrameTitle, &[("page", &page.title)]));
    if let Ok(Some(description)) = document().query_selector("meta[name=description]") {
        _ = description.set_attribute("content", &page.description);
    }
}

/// Puts the reader at the page's heading, or where they left it.
fn arrive(top: Option<f64>) {
    if let Ok(Some(heading)) = document().query_selector("main h1") {
        _ = heading.set_attribute("tabindex", "-1");
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        _ = heading
            .unchecked_into::<web_sys::HtmlElement>()
            .focus_with_options(&options);
    }
    if let Some(top) = top {
        window().scroll_to_with_x_and_y(0.0, top);
    }
}
