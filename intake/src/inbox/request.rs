//! One request: the English reading for staff, the patient's own below it, and its FHIR resource.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::key::Coordinator;
use super::list::fact;
use super::{closed, failed, flag, language, missing, patient, time};
use crate::app::{App, Shared};
use crate::envelope::{Entry, Envelope, Reading};
use crate::log::About;
use crate::page;
use crate::parcel::Parcel;
use crate::sealed::Closed;
use crate::settings::Settings;
use crate::store::Stored;
use crate::words::{Word, Words};

/// `GET /inbox/{id}`
pub async fn show(State(app): Shared, _: Coordinator, Path(id): Path<String>) -> Response {
    let words = app.settings.language;
    match app.with_store(move |store| store.request(&id)).await {
        Ok(Some(stored)) => {
            let title = stored.parcel.reference();
            let main = match stored.parcel.open(&app.keys) {
                Ok(envelope) => view(&app.settings, &stored, &envelope),
                Err(why) => closed_view(&app.settings, &stored, &why),
            };
            about(&stored, page::page(StatusCode::OK, words, title, &main))
        }
        Ok(None) => missing(words),
        Err(_) => failed(words),
    }
}

/// `GET /inbox/{id}/response.json`
pub async fn download(State(app): Shared, _: Coordinator, Path(id): Path<String>) -> Response {
    file(&app, id, "application/fhir+json", |parcel| {
        let envelope = parcel.open(&app.keys).ok()?;
        Some(format!("{:#}\n", envelope.response))
    })
    .await
}

/// `GET /inbox/{id}/sealed.json`: the request as it came, for `intake open`.
pub async fn sealed(State(app): Shared, _: Coordinator, Path(id): Path<String>) -> Response {
    file(&app, id, "application/json", |parcel| match parcel {
        Parcel::Sealed(sealed) => serde_json::to_string(sealed).ok(),
        Parcel::Open(_) => None,
    })
    .await
}

/// Something of a request as a file, where it has that.
async fn file(
    app: &App,
    id: String,
    kind: &'static str,
    contents: impl FnOnce(&Parcel) -> Option<String>,
) -> Response {
    let words = app.settings.language;
    let stored = match app.with_store(move |store| store.request(&id)).await {
        Ok(Some(stored)) => stored,
        Ok(None) => return missing(words),
        Err(_) => return failed(words),
    };
    let parcel = &stored.parcel;
    let Some(text) = contents(parcel) else {
        return missing(words);
    };
    let mut response = page::with_headers(text.into_response());
    let file = format!(
        "attachment; filename=\"{}-{}.json\"",
        parcel.form(),
        parcel.reference()
    );
    let file = HeaderValue::from_str(&file).expect("names and references are plain ASCII");
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_DISPOSITION, file);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    about(&stored, response)
}

fn about(stored: &Stored, mut response: Response) -> Response {
    response
        .extensions_mut()
        .insert(About(stored.parcel.id().to_owned()));
    response
}

/// A request that stays closed, and what can be done about it.
fn closed_view(settings: &Settings, stored: &Stored, why: &Closed) -> Markup {
    let words = settings.language;
    let parcel = &stored.parcel;
    let plain = |text: &str| html! { bdi { (text) } };
    html! {
        header class="head" {
            p class="head__back" { a href="/inbox" { (words.text(Word::RequestBack)) } }
            h1 { bdi class="head__reference" translate="no" { (parcel.reference()) } }
            p { (closed(words, why)) }
            dl class="facts" {
                (fact(words, Word::InboxForm, &plain(parcel.form())))
                (fact(words, Word::InboxReceived, &time(stored.received, &settings.zone)))
                (fact(words, Word::RequestId, &plain(parcel.id())))
            }
            p class="head__action" {
                a class="button" href={ "/inbox/" (parcel.id()) "/sealed.json" } download {
                    (words.text(Word::RequestSealedDownload))
                }
            }
        }
        main {
            p { (words.text(Word::RequestSealedLead)) }
        }
    }
}

fn view(settings: &Settings, stored: &Stored, envelope: &Envelope) -> Markup {
    let words = settings.language;
    let translated = envelope.patient != envelope.staff;
    html! {
        header class="head" {
            p class="head__back" { a href="/inbox" { (words.text(Word::RequestBack)) } }
            h1 {
                @if let Some(name) = patient(envelope) { bdi lang="" { (name) } " " }
                bdi class="head__reference" translate="no" { (envelope.reference) }
            }
            @if envelope.flagged { p { (flag(words.text(Word::InboxFlagged))) } }
            (facts(settings, stored, envelope))
            p class="head__action" {
                a class="button" href={ "/inbox/" (envelope.id) "/response.json" } download {
                    (words.text(Word::RequestDownload))
                }
            }
        }
        main {
            (reading(words, Word::RequestStaff, &envelope.staff))
            @if translated { (reading(words, Word::RequestPatient, &envelope.patient)) }
        }
    }
}

fn facts(settings: &Settings, stored: &Stored, envelope: &Envelope) -> Markup {
    let words = settings.language;
    let plain = |text: &str| html! { bdi { (text) } };
    html! {
        dl class="facts" {
            (fact(words, Word::InboxForm, &html! { bdi lang="en" { (envelope.staff.title) } }))
            (fact(words, Word::InboxReceived, &time(stored.received, &settings.zone)))
            (fact(words, Word::InboxLanguage, &language(&envelope.language)))
            @if !envelope.zone.is_empty() {
                (fact(words, Word::RequestWritten, &plain(&written(&envelope.authored))))
                (fact(words, Word::RequestZone, &plain(&envelope.zone)))
            }
            (fact(words, Word::RequestVersion, &plain(&envelope.version)))
            (fact(words, Word::RequestId, &plain(&envelope.id)))
        }
    }
}

/// The patient's own clock, as it stood there.
fn written(authored: &str) -> String {
    jiff::fmt::temporal::Pieces::parse(authored).map_or_else(
        |_| authored.to_owned(),
        |pieces| {
            let time = pieces.time().unwrap_or_default();
            pieces
                .date()
                .to_datetime(time)
                .strftime("%-d %b %Y, %H:%M")
                .to_string()
        },
    )
}

fn reading(words: &Words, heading: Word, reading: &Reading) -> Markup {
    let dir = Words::in_language(&reading.lang).map_or("auto", |words| words.dir.as_str());
    html! {
        section class="reading" {
            h2 class="reading__for" { (words.text(heading)) }
            div lang=(reading.lang) dir=(dir) {
                @for section in &reading.sections {
                    h3 { (section.title) }
                    (entries(&section.entries))
                }
            }
        }
    }
}

fn entries(entries: &[Entry]) -> Markup {
    let same_group = |one: &Entry, next: &Entry| one.group == next.group;
    html! {
        @for group in entries.chunk_by(same_group) {
            @match &group[0].group {
                Some(title) => div class="group" { h4 { (title) } (answers(group)) },
                None => (answers(group)),
            }
        }
    }
}

fn answers(entries: &[Entry]) -> Markup {
    html! {
        dl class="answers" {
            @for entry in entries {
                div {
                    dt { bdi { (entry.question) } }
                    dd { bdi lang=[entry.answer_lang.as_deref()] { (entry.answer) } }
                }
            }
        }
    }
}
