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

/// The office hours in the reader's own time, and whether the office is open now. `hours.js` writes them,
/// for only the device knows.
#[cfg(feature = "ssr")]
#[component]
pub fn OwnHours() -> impl IntoView {
    let words = Words::expect();
    words.locale().contact.hours.as_ref().map(|hours| {
        let days: String = hours.days.iter().map(u8::to_string).collect();
        view! {
            <office-hours
                class="hours"
                data-zone=hours.zone.as_str()
                data-days=days
                data-opens=hours.opens.as_str()
                data-closes=hours.closes.as_str()
                data-own=words.get(Key::PagesHoursOwn)
                data-open=words.get(Key::PagesHoursOpen)
                data-closed=words.get(Key::PagesHoursClosed)
            ></office-hours>
        }
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
