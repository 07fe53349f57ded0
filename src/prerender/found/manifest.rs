//! The web app manifest: what a phone shows where somebody keeps the site among their apps.

use portico::i18n::{Key, Words};
use serde_json::{Value, json};

/// The colour of the page by day, as in `tokens.css`.
const PAGE: &str = "#fcfaf5";

/// The manifest, in the site's first language. It has no scope of its own: links lead on as they do
/// in a browser.
pub fn of(words: Words) -> Value {
    let icon = |name: &str, sizes: &str, kind: &str| json!({"src": format!("/icons/{name}"), "sizes": sizes, "type": kind});
    json!({
        "id": "/",
        "name": words.get(Key::FrameHospital),
        "short_name": words.get(Key::FrameHospital),
        "lang": words.lang(),
        "start_url": "/",
        "display": "browser",
        "background_color": PAGE,
        "theme_color": PAGE,
        "icons": [
            icon("favicon.svg", "any", "image/svg+xml"),
            icon("icon-192.png", "192x192", "image/png"),
            icon("icon-512.png", "512x512", "image/png"),
        ],
    })
}
