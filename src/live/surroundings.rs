//! What a check is told about the world in a browser.

use js_sys::{Array, Intl, Reflect, RegExp};

use super::clock;
use crate::form::{Date, Surroundings};

/// The patient's day, and the browser's own ways with text.
pub fn surroundings() -> Surroundings {
    // A clock outside of all calendars must not stop a request.
    let today = clock::today()
        .or_else(|| Date::new(2026, 1, 1))
        .expect("a date");
    Surroundings {
        today,
        count,
        matches,
    }
}

/// Characters as a person sees them, where the browser knows.
pub fn count(text: &str) -> usize {
    if text.is_ascii()
        || !Reflect::has(&js_sys::global(), &"Intl".into()).is_ok_and(|_| knows_characters())
    {
        return text.chars().count();
    }
    let segmenter = Intl::Segmenter::new(&Array::new(), &js_sys::Object::new());
    Array::from(&segmenter.segment(text)).length() as usize
}

fn knows_characters() -> bool {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).unwrap_or_default();
    Reflect::has(&intl, &"Segmenter".into()).unwrap_or_default()
}

fn matches(pattern: &str, text: &str) -> bool {
    RegExp::new(&["^(?:", pattern, ")$"].concat(), "u").test(text)
}
