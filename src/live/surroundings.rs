//! What a check is told about the world in a browser.

use js_sys::{Array, Intl, RegExp};

use super::clock;
use crate::browser::{get, global};
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
    if text.is_ascii() || get(&global("Intl"), "Segmenter").is_undefined() {
        return text.chars().count();
    }
    let segmenter = Intl::Segmenter::new(&Array::new(), &js_sys::Object::new());
    Array::from(&segmenter.segment(text)).length() as usize
}

fn matches(pattern: &str, text: &str) -> bool {
    RegExp::new(&["^(?:", pattern, ")$"].concat(), "u").test(text)
}
