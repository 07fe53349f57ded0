//! Where the office is, and when it is open in its own time.

use leptos::prelude::*;

use crate::i18n::{Key, Words};

/// The office hours, where `site.json` names them.
#[component]
pub fn OfficeHours() -> impl IntoView {
    let words = Words::expect();
    words.locale().contact.hours.as_ref().map(|hours| {
        let times = [
            ("opens", hours.opens.as_str()),
            ("closes", hours.closes.as_str()),
        ];
        view! { <p class="hours">{words.fill(Key::PagesOfficeHours, &times)}</p> }
    })
}

/// The postal address, as it is written on an envelope.
#[component]
pub fn PostalAddress() -> impl IntoView {
    let lines = Words::expect()
        .locale()
        .contact
        .address
        .iter()
        .map(|line| view! { <span class="address__line">{line.as_str()}</span> });
    view! { <address class="address" lang="en" dir="ltr">{lines.collect_view()}</address> }
}
