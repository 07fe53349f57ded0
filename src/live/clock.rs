//! The patient's clock: what day it is for them, and when they send.

use js_sys::Date as Clock;
use leptos::prelude::document;

use crate::browser::{call, get, object};
use crate::form::Date;

/// The day it is where the patient is.
pub fn today() -> Option<Date> {
    let now = Clock::new_0();
    Date::new(
        now.get_full_year() as u16,
        now.get_month() as u8 + 1,
        now.get_date() as u8,
    )
}

/// The moment, in the patient's own time: `2026-11-24T02:15:00+03:00`.
pub fn authored() -> String {
    let now = Clock::new_0();
    // JavaScript counts how far UTC is ahead.
    let offset = -(now.get_timezone_offset() as i32);
    let local = Clock::new(&(now.get_time() + f64::from(offset) * 60_000.0).into());
    let text = String::from(local.to_iso_string());
    let sign = if offset < 0 { '-' } else { '+' };
    let offset = offset.unsigned_abs();
    format!("{}{sign}{:02}:{:02}", &text[..19], offset / 60, offset % 60)
}

/// Milliseconds since 1970.
pub fn now() -> u64 {
    Clock::now() as u64
}

/// A moment, as people of the page's language say it.
pub fn said(at: u64) -> String {
    let lang = document().document_element().map(|html| get(&html, "lang"));
    let options = object(&[("dateStyle", "long".into()), ("timeStyle", "short".into())]);
    call(
        &Clock::new(&(at as f64).into()),
        "toLocaleString",
        &[lang.unwrap_or_default(), options],
    )
    .ok()
    .and_then(|said| said.as_string())
    .unwrap_or_default()
}
