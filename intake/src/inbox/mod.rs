//! The coordinators' inbox: which requests have arrived, and each of them in full.

pub mod key;
pub mod list;
pub mod request;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use seal::OpenError;

use axum::http::StatusCode;
use axum::response::Response;

use crate::envelope::Envelope;
use crate::page;
use crate::sealed::Closed;
use crate::words::{Word, Words};

/// The questions whose answers make up the patient's name, in every form of the site.
const NAME: [&str; 2] = ["given-name", "family-name"];

fn patient(envelope: &Envelope) -> Option<String> {
    let parts: Vec<&str> = envelope
        .staff
        .entries()
        .filter(|entry| NAME.contains(&entry.id.as_str()) && !entry.answer.is_empty())
        .map(|entry| entry.answer.as_str())
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The mark of a request that must be looked at.
fn flag(text: &str) -> Markup {
    html! { strong class="flag" { (text) } }
}

/// The mark of a request that stays closed.
fn closed(words: &Words, why: &Closed) -> Markup {
    flag(&match why {
        Closed::Key(OpenError::UnknownKey(kid)) => words.filled(Word::InboxSealed, &[("key", kid)]),
        _ => words.text(Word::InboxTampered).to_owned(),
    })
}

fn time(moment: Timestamp, zone: &TimeZone) -> Markup {
    let here = moment.to_zoned_datetime(zone.clone());
    html! {
        time datetime=(moment) { bdi { (here.strftime("%-d %b %Y, %H:%M %Z")) } }
    }
}

fn language(tag: &str) -> Markup {
    html! {
        @match Words::in_language(tag) {
            Some(words) => bdi lang=(words.tag) dir=(words.dir) { (words.name) },
            None => bdi { (tag) },
        }
    }
}

fn failed(words: &Words) -> Response {
    let rest = html! { p { (words.text(Word::FailedLead)) } };
    let title = words.text(Word::FailedTitle);
    page::message(StatusCode::SERVICE_UNAVAILABLE, words, title, &rest)
}

fn missing(words: &Words) -> Response {
    let rest = html! {
        p { (words.text(Word::RequestMissing)) }
        p { a href="/inbox" { (words.text(Word::RequestBack)) } }
    };
    page::message(
        StatusCode::NOT_FOUND,
        words,
        words.text(Word::RequestMissingTitle),
        &rest,
    )
}
