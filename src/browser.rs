//! The browser's own parts by their names: a few general calls instead of an import for each of them,
//! which every page would have to fetch.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A part of something; undefined where it is missing or denied.
pub fn get(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}

/// A part of the window.
pub fn global(name: &str) -> JsValue {
    get(&js_sys::global(), name)
}

/// Calls a method.
///
/// # Errors
/// What it throws; also where it is missing.
pub fn call(of: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(of, &method.into())?.dyn_into()?;
    method.apply(of, &array(arguments))
}

/// Calls a method that gives a promise, and waits for what comes.
///
/// # Errors
/// What it throws, or what the promise is rejected with.
pub async fn wait(of: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    JsFuture::from(call(of, method, arguments)?.dyn_into::<Promise>()?).await
}

/// The text at an address of this site.
///
/// # Errors
/// What `fetch` throws.
pub async fn fetch_text(address: &str) -> Result<String, JsValue> {
    let answer = wait(&js_sys::global(), "fetch", &[address.into()]).await?;
    let text = wait(&answer, "text", &[]).await?;
    Ok(text.as_string().unwrap_or_default())
}

/// Makes one of a class.
///
/// # Errors
/// What it throws; also where the class is missing.
pub fn make(class: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let class: Function = global(class).dyn_into()?;
    Reflect::construct(&class, &array(arguments))
}

/// A plain object.
pub fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

fn array(values: &[JsValue]) -> Array {
    values.iter().collect()
}
