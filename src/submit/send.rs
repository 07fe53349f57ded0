//! Posts a request in the browser, with a deadline and a few patient repeats. Knows no form.

use std::time::Duration;

use leptos::prelude::{set_timeout, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestInit, Response};

use super::outcome::{Outcome, judge};
use super::parcel::Parcel;

/// How long to wait before each repeat, at most, in milliseconds.
const WAITS: [f64; 2] = [1_000.0, 4_000.0];

/// Sends the request, and again where nothing is known of it: the endpoint keeps one request once.
pub async fn send(parcel: &Parcel, deadline: Duration) -> Outcome {
    let mut outcome = attempt(parcel, deadline).await;
    for wait in WAITS {
        if !matches!(outcome, Outcome::Unreachable | Outcome::Unknown) {
            break;
        }
        pause(wait * (0.5 + js_sys::Math::random() / 2.0)).await;
        outcome = attempt(parcel, deadline).await;
    }
    outcome
}

async fn attempt(parcel: &Parcel, deadline: Duration) -> Outcome {
    let Ok(abort) = AbortController::new() else {
        return Outcome::Unreachable;
    };
    let signal = abort.signal();
    set_timeout(move || abort.abort(), deadline);
    let options = RequestInit::new();
    options.set_method("POST");
    options.set_body(&JsValue::from_str(&parcel.body));
    options.set_signal(Some(&signal));
    options.set_credentials(web_sys::RequestCredentials::Omit);
    options.set_redirect(web_sys::RequestRedirect::Manual);
    options.set_headers(&headers(parcel));
    match answer(&parcel.destination.url, &options).await {
        Ok((status, body, retry_after)) => judge(&parcel.id, status, &body, retry_after.as_deref()),
        // The deadline passed: the request may well be there.
        Err(_) if signal.aborted() => Outcome::Unknown,
        Err(_) => Outcome::Unreachable,
    }
}

async fn answer(
    url: &str,
    options: &RequestInit,
) -> Result<(u16, String, Option<String>), JsValue> {
    let response = JsFuture::from(window().fetch_with_str_and_init(url, options)).await?;
    let response: Response = response.dyn_into()?;
    let retry_after = response.headers().get("Retry-After")?;
    // A body that breaks off leaves a status without a receipt, which `judge` does not take for one.
    let body = match response.text() {
        Ok(text) => JsFuture::from(text).await.ok(),
        Err(_) => None,
    };
    Ok((
        response.status(),
        body.and_then(|body| body.as_string()).unwrap_or_default(),
        retry_after,
    ))
}

fn headers(parcel: &Parcel) -> JsValue {
    let headers = js_sys::Object::new();
    for (name, value) in [
        ("Content-Type", parcel.media_type.as_str()),
        ("Accept", "application/json"),
        ("Idempotency-Key", &parcel.id),
    ] {
        _ = js_sys::Reflect::set(&headers, &name.into(), &value.into());
    }
    headers.into()
}

async fn pause(milliseconds: f64) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        _ = window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds as i32);
    });
    _ = JsFuture::from(promise).await;
}
