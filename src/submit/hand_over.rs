//! Hands a text over to the patient in the browser: as a file, or to be pasted.

use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

use crate::browser::{call, get, global, make, object, wait};

/// Saves a text under this name.
pub fn download(name: &str, media_type: &str, text: &str) -> Result<(), JsValue> {
    let parts: js_sys::Array = [JsValue::from(text)].iter().collect();
    let blob = make(
        "Blob",
        &[parts.into(), object(&[("type", media_type.into())])],
    )?;
    let address = call(&global("URL"), "createObjectURL", &[blob])?;
    let link: HtmlElement = document().create_element("a")?.unchecked_into();
    link.set_attribute("href", &address.as_string().unwrap_or_default())?;
    link.set_attribute("download", name)?;
    link.click();
    Ok(())
}

/// Puts a text where it can be pasted from; whether that was allowed.
pub async fn copy(text: &str) -> bool {
    // Only pages that came over an encrypted connection have a clipboard.
    let clipboard = get(&window().navigator(), "clipboard");
    wait(&clipboard, "writeText", &[text.into()]).await.is_ok()
}
