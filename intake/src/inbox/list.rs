//! The list of requests, newest first.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::key::{Coordinator, unlock};
use super::{closed, failed, flag, language, patient, time};
use crate::app::{App, Shared};
use crate::page;
use crate::store::{Listing, Stored};
use crate::words::{Word, Words};

/// How many requests stand on a page.
const PER_PAGE: usize = 50;

/// What the address may hold.
#[derive(Default, Deserialize)]
pub struct Asked {
    token: Option<String>,
    page: Option<usize>,
}

/// `GET /inbox`
pub async fn show(
    State(app): Shared,
    asked: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
    coordinator: Result<Coordinator, Response>,
) -> Response {
    let Query(asked) = asked.unwrap_or(Query(Asked {
        token: None,
        page: None,
    }));
    if let Some(token) = asked.token {
        return unlock(&app.settings, &token, &headers);
    }
    if let Err(locked) = coordinator {
        return locked;
    }
    let words = app.settings.language;
    let number = asked.page.unwrap_or(1).max(1) - 1;
    match app
        .with_store(move |store| store.listing(number, PER_PAGE))
        .await
    {
        Ok(listing) => {
            let main = view(&app, number, &listing);
            page::page(StatusCode::OK, words, words.text(Word::InboxTitle), &main)
        }
        Err(_) => failed(words),
    }
}

fn view(app: &App, number: usize, listing: &Listing) -> Markup {
    let words = app.settings.language;
    let empty = if listing.total == 0 {
        Word::InboxEmpty
    } else {
        Word::InboxNoPage
    };
    html! {
        header class="head" {
            h1 { (words.text(Word::InboxTitle)) }
            @if !listing.requests.is_empty() {
                p class="head__note" { (count(words, number, listing)) }
            }
        }
        main {
            @if listing.requests.is_empty() {
                p class="empty" { (words.text(empty)) }
            } @else {
                ol class="requests" {
                    @for stored in &listing.requests { (row(app, stored)) }
                }
                (pages(words, number, listing.total))
            }
        }
    }
}

fn row(app: &App, stored: &Stored) -> Markup {
    let words = app.settings.language;
    let parcel = &stored.parcel;
    let contents = parcel.open(&app.keys);
    let title = contents
        .as_ref()
        .map_or(parcel.form(), |envelope| &envelope.staff.title);
    html! {
        li class="request" {
            a class="request__link" href={ "/inbox/" (parcel.id()) } translate="no" {
                bdi { (parcel.reference()) }
            }
            p class="request__patient" {
                @match &contents {
                    Ok(envelope) => {
                        @match patient(envelope) {
                            Some(name) => bdi lang="" { (name) },
                            None => span class="quiet" { (words.text(Word::InboxNameless)) },
                        }
                        @if envelope.flagged { (flag(words.text(Word::InboxFlagged))) }
                    }
                    Err(why) => (closed(words, why)),
                }
            }
            dl class="request__facts" {
                (fact(words, Word::InboxForm, &html! { bdi lang="en" { (title) } }))
                @if let Ok(envelope) = &contents {
                    (fact(words, Word::InboxLanguage, &language(&envelope.language)))
                }
                (fact(words, Word::InboxReceived, &time(stored.received, &app.settings.zone)))
            }
        }
    }
}

/// A name with its value.
pub fn fact(words: &Words, name: Word, value: &Markup) -> Markup {
    html! {
        div { dt { (words.text(name)) } dd { (value) } }
    }
}

fn count(words: &Words, number: usize, listing: &Listing) -> String {
    let before = number * PER_PAGE;
    let (from, to) = (
        (before + 1).to_string(),
        (before + listing.requests.len()).to_string(),
    );
    let total = listing.total.to_string();
    words.filled(
        Word::InboxCount,
        &[("from", &from), ("to", &to), ("total", &total)],
    )
}

fn pages(words: &Words, number: usize, total: usize) -> Markup {
    let more = (number + 1) * PER_PAGE < total;
    html! {
        @if number > 0 || more {
            nav class="pages" aria-label=(words.text(Word::InboxPages)) {
                @if number > 0 {
                    a href={ "/inbox?page=" (number) } rel="prev" { (words.text(Word::InboxNewer)) }
                }
                @if more {
                    a href={ "/inbox?page=" (number + 2) } rel="next" { (words.text(Word::InboxOlder)) }
                }
            }
        }
    }
}
