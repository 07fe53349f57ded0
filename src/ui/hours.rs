//! When the office is open, in the office's own time.

use leptos::prelude::*;

use crate::i18n::{Key, Words};

/// The office hours, where `site.json` names them.
#[component]
pub fn OfficeHours() -> impl IntoView {
    let words = Words::expect();
    words.locale().contact.hours.as_ref().map(|hours| {
        let times = [("opens", hours.opens.as_str()), ("closes", hours.closes.as_str())];
        view! { <p class="card__note">{words.fill(Key::PagesOfficeHours, &times)}</p> }
    })
}
