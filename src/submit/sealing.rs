//! Seals a request in the browser, by its own cryptography. What does it is a script of its own,
//! `seal.js`, which only sites that seal load.

use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

use super::seal::{Key, Unsealed};
use crate::browser::wait;

#[wasm_bindgen]
extern "C" {
    /// The browser's own.
    #[wasm_bindgen(js_name = import)]
    fn import(url: &str) -> Promise;
}

/// Fetches what seals, so that it is there when it is needed.
pub fn prepare(script: &str) {
    // Whatever goes wrong is met again when it is needed.
    _ = import(script);
}

/// Seals a text for a key.
///
/// # Errors
/// Why it is not sealed.
pub async fn seal(script: &str, key: &Key, text: &str) -> Result<String, Unsealed> {
    let module = JsFuture::from(import(script))
        .await
        .map_err(|_| Unsealed::Unreachable)?;
    let given = serde_json::to_string(&(key, text)).expect("keys and texts are plain data");
    wait(&module, "default", &[given.into()])
        .await
        .ok()
        .and_then(|sealed| sealed.as_string())
        .ok_or(Unsealed::Impossible)
}
