//! Carries out a delivery in the browser: posts, asks, waits, each with a deadline. Knows no form.

use std::time::Duration;

use leptos::prelude::{set_timeout, window};
use wasm_bindgen::JsValue;

use super::delivery::{Act, Delivery, Heard, Next};
use super::outcome::{Outcome, judge};
use super::parcel::Parcel;
use super::retry_after;
use crate::browser::{call, get, make, object, wait};

/// The largest body that a browser may still send after its page was closed.
const OUTLIVES_THE_PAGE: usize = 60_000;

/// Brings a parcel to its destination, or finds out why not.
pub async fn send(parcel: &Parcel, mut delivery: Delivery, deadline: Duration) -> Outcome {
    let began = js_sys::Date::now();
    let mut next = delivery.begin();
    loop {
        let (pause, act) = match next {
            Next::Act(pause, act) => (pause, act),
            Next::Stop(outcome) => return outcome,
        };
        sleep(pause).await;
        let heard = match act {
            Act::Post => Heard::Posted(post(parcel, deadline).await),
            Act::Ask => Heard::Asked(ask(parcel, deadline).await),
        };
        let elapsed = js_sys::Date::now() - began;
        next = delivery.next(heard, elapsed, js_sys::Math::random());
    }
}

async fn post(parcel: &Parcel, deadline: Duration) -> Outcome {
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
    match answer(&parcel.destination.url, &options, deadline).await {
        Ok(answer) => judge(parcel, answer.status, &answer.body, answer.retry_after),
        Err(outcome) => outcome,
    }
}

/// Whether it is there. All but its receipt tells nothing.
async fn ask(parcel: &Parcel, deadline: Duration) -> Option<super::Receipt> {
    let options = [
        ("cache", "no-store".into()),
        ("headers", object(&[("Accept", "application/json".into())])),
    ];
    let answer = answer(&parcel.asked_at()?, &options, deadline).await.ok()?;
    match judge(parcel, answer.status, &answer.body, None) {
        Outcome::Arrived(receipt) => Some(receipt),
        _ => None,
    }
}

struct Answer {
    status: u16,
    body: String,
    retry_after: Option<u32>,
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
    let now = header("Date")
        .and_then(|date| retry_after::moment(&date))
        .unwrap_or_else(|| js_sys::Date::now() as u64 / 1_000);
    let retry_after = header("Retry-After").and_then(|value| retry_after::seconds(&value, now));
    // A body that breaks off leaves a status without a receipt, which `judge` does not take for one.
    let body = wait(&response, "text", &[]).await.ok();
    Ok(Answer {
        status: get(&response, "status").as_f64().unwrap_or_default() as u16,
        body: body.and_then(|body| body.as_string()).unwrap_or_default(),
        retry_after,
    })
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
