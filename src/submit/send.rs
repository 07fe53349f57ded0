//! The browser as a courier: `fetch`, each time with a deadline. Knows no form.

use std::time::Duration;

use leptos::prelude::{set_timeout, window};
use wasm_bindgen::JsValue;

use super::courier::{Answer, Courier, bring};
use super::delivery::Delivery;
use super::outcome::Outcome;
use super::parcel::Parcel;
use crate::browser::{call, get, make, object, wait};

/// The largest body that a browser may still send after its page was closed.
const OUTLIVES_THE_PAGE: usize = 60_000;

/// Brings a parcel to its destination, or finds out why not.
pub async fn send(parcel: &Parcel, delivery: Delivery, deadline: Duration) -> Outcome {
    let began = js_sys::Date::now();
    bring(parcel, delivery, &Browser { began, deadline }).await
}

struct Browser {
    /// When it began, in milliseconds since 1970.
    began: f64,
    /// How long an answer is waited for.
    deadline: Duration,
}

impl Courier for Browser {
    async fn post(&self, parcel: &Parcel) -> Result<Answer, Outcome> {
        let headers = parcel.headers();
        let headers: Vec<_> = headers
            .iter()
            .map(|(name, value)| (*name, JsValue::from_str(value)))
            .collect();
        let options = [
            ("method", "POST".into()),
            ("body", parcel.body.as_str().into()),
            ("keepalive", (parcel.body.len() < OUTLIVES_THE_PAGE).into()),
            ("headers", object(&headers)),
        ];
        answer(&parcel.destination.url, &options, self.deadline).await
    }

    async fn ask(&self, url: &str) -> Result<Answer, Outcome> {
        let options = [
            ("cache", "no-store".into()),
            ("headers", object(&[("Accept", "application/json".into())])),
        ];
        answer(url, &options, self.deadline).await
    }

    async fn wait(&self, milliseconds: f64) {
        sleep(milliseconds).await;
    }

    fn elapsed(&self) -> f64 {
        js_sys::Date::now() - self.began
    }

    fn chance(&self) -> f64 {
        js_sys::Math::random()
    }
}

async fn answer(
    url: &str,
    options: &[(&str, JsValue)],
    deadline: Duration,
) -> Result<Answer, Outcome> {
    let abort = make("AbortController", &[]).map_err(|_| Outcome::Unreachable)?;
    let signal = get(&abort, "signal");
    set_timeout(move || _ = call(&abort, "abort", &[]), deadline);
    let all = [
        options,
        &[
            ("signal", signal.clone()),
            ("credentials", "omit".into()),
            ("redirect", "manual".into()),
        ],
    ]
    .concat();
    let response = match wait(&window(), "fetch", &[url.into(), object(&all)]).await {
        Ok(response) => response,
        // The deadline passed: the request may well be there.
        Err(_) if get(&signal, "aborted").is_truthy() => return Err(Outcome::Unknown),
        Err(_) => return Err(Outcome::Unreachable),
    };
    let header = |name: &str| {
        call(&get(&response, "headers"), "get", &[name.into()])
            .ok()?
            .as_string()
    };
    let status = get(&response, "status").as_f64().unwrap_or_default() as u16;
    let body = wait(&response, "text", &[]).await.ok();
    let body = body.and_then(|body| body.as_string());
    let clock = js_sys::Date::now() as u64 / 1_000;
    Ok(Answer::of(status, body, header, clock))
}

/// Waits so many milliseconds.
pub async fn sleep(milliseconds: f64) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        _ = call(
            &window(),
            "setTimeout",
            &[resolve.into(), milliseconds.into()],
        );
    });
    _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}
