//! The intake's own pages for people: their frame, and what a patient without script reads after
//! sending. Every value is escaped; there is no script on them.

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};
use portico::form::{Form, Problems};

use crate::problem;
use crate::refusal::Refusal;
use crate::store::Receipt;
use crate::words::{Word, Words};

const HEADERS: [(HeaderName, &str); 6] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-store"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// `GET /intake/style.css`
pub async fn style() -> impl IntoResponse {
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, include_str!("../style/intake.css"))
}

/// A page of ours: a title of the window, and what stands in the page.
pub fn page(status: StatusCode, words: &Words, title: &str, main: &Markup) -> Response {
    let html = html! {
        (DOCTYPE)
        html lang=(words.tag) dir=(words.dir) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                meta name="robots" content="noindex";
                title { (title) }
                link rel="stylesheet" href="/intake/style.css";
            }
            body { (main) }
        }
    };
    with_headers((status, Html(html.into_string())).into_response())
}

/// A page with a heading and a few paragraphs.
pub fn message(status: StatusCode, words: &Words, title: &str, rest: &Markup) -> Response {
    let main = html! {
        main class="message" {
            h1 { (title) }
            (rest)
        }
    };
    page(status, words, title, &main)
}

/// Adds the headers that every answer for people has.
pub fn with_headers(mut response: Response) -> Response {
    for (name, value) in HEADERS {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}

/// The receipt, for a site that has no page for it.
pub fn receipt(words: &Words, receipt: &Receipt) -> Response {
    let rest = html! {
        p { (words.text(Word::ReceivedLead)) }
        (reference(words, &receipt.reference))
        p { (words.text(Word::ReceivedKeep)) }
    };
    let title = words.text(Word::ReceivedTitle);
    message(StatusCode::OK, words, title, &rest)
}

/// The answers that have to be changed before the form can be sent.
pub fn problems(words: &Words, form: &Form, problems: &Problems) -> Response {
    let rest = html! {
        p { (words.text(Word::ProblemsLead)) }
        dl class="problems" {
            @for problem in problems {
                div {
                    dt { (problem::question(form, problem)) }
                    dd { (problem::explain(words, form, problem)) }
                }
            }
        }
    };
    message(
        StatusCode::UNPROCESSABLE_ENTITY,
        words,
        words.text(Word::ProblemsTitle),
        &rest,
    )
}

/// Why a request was not taken.
pub fn refusal(words: &Words, refusal: &Refusal) -> Response {
    let (title, lead) = match refusal {
        Refusal::Conflict(_) => (Word::ConflictTitle, Word::ConflictLead),
        Refusal::UnknownForm => (Word::RefusedTitle, Word::RefusedUnknownForm),
        Refusal::TooLarge => (Word::RefusedTitle, Word::RefusedTooLarge),
        Refusal::TooMany(_) => (Word::RefusedTitle, Word::RefusedTooMany),
        Refusal::Unavailable => (Word::RefusedTitle, Word::RefusedUnavailable),
        Refusal::WrongType
        | Refusal::Malformed
        | Refusal::Key
        | Refusal::Invalid(_)
        | Refusal::Tampered
        | Refusal::UnknownRequest => (Word::RefusedTitle, Word::RefusedType),
    };
    let seconds = refusal.retry_after().unwrap_or_default().to_string();
    let rest = html! {
        p { (words.filled(lead, &[("seconds", &seconds)])) }
        @match refusal {
            Refusal::Conflict(arrived) => (reference(words, &arrived.reference)),
            _ => p { (words.text(Word::RefusedBack)) },
        }
    };
    refusal.with_wait(message(refusal.status(), words, words.text(title), &rest))
}

fn reference(words: &Words, reference: &str) -> Markup {
    html! {
        dl class="reference" {
            dt { (words.text(Word::ReceivedReference)) }
            dd translate="no" { bdi { (reference) } }
        }
    }
}
