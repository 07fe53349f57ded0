//! The two addresses of the intake: take a request and answer with a receipt, and show a receipt
//! again. Which kind of body came decides who reads it; whom it came from, what answers look like.

use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::app::{Sender, Shared, now};
use crate::form_post::{self, FormRefusal};
use crate::log::About;
use crate::refusal::Refusal;
use crate::site::is_encrypted;
use crate::store::{Kept, Origin, Receipt};
use crate::words::Words;
use crate::{forms, json, page};

/// The largest body that is taken, in bytes.
const LARGEST_BODY: usize = 1024 * 1024;

/// A larger body is read up to here before it is refused: a connection that is cut while the
/// browser still sends looks like a broken network, not like an answer.
const LARGEST_REFUSAL: usize = 4 * LARGEST_BODY;

/// What a body can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Json,
    Form,
}

/// `POST /intake/{form}`
pub async fn take(
    State(app): Shared,
    form: Result<Path<String>, PathRejection>,
    sender: Sender,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let name = form.map(|Path(name)| name).unwrap_or_default();
    let kind = kind(&parts.headers);
    let for_people = kind != Some(Kind::Json) && accepts(&parts.headers, "text/html");
    let asked = header_text(&parts.headers, header::ACCEPT_LANGUAGE);
    let refuse = |refusal: Refusal| match for_people {
        true => page::refusal(Words::for_reader(asked), &refusal),
        false => refusal.into_response(),
    };

    if let Err(refusal) = app.admit(sender) {
        return refuse(refusal);
    }
    if !forms::is_known(&name, app.settings.site.as_deref()) {
        return refuse(Refusal::UnknownForm);
    }
    let Some(kind) = kind else {
        return refuse(Refusal::WrongType);
    };
    let body = match read(body).await {
        Ok(body) => body,
        Err(refusal) => return refuse(refusal),
    };
    let posted = match kind {
        Kind::Json => json::read(&name, &parts.headers, &body)
            .map(|envelope| (envelope, Origin::Script))
            .map_err(FormRefusal::Refusal),
        Kind::Form => form_post::read(&app, &name, &body).await,
    };
    let (envelope, origin) = match posted {
        Ok(posted) => posted,
        Err(FormRefusal::Refusal(refusal)) => return refuse(refusal),
        Err(FormRefusal::Problems(form, problems)) if for_people => {
            let words = Words::in_language(&form.lang).unwrap_or_else(Words::english);
            return page::problems(words, &form, &problems);
        }
        Err(FormRefusal::Problems(form, problems)) => {
            return refuse(form_post::refusal(&form, &problems));
        }
    };
    let language = envelope.language.clone();
    let words = Words::in_language(&language).unwrap_or_else(Words::english);
    let kept = app.with_store(move |store| store.keep(&envelope, origin, now()));
    let (status, receipt) = match kept.await {
        Ok(Kept::New(receipt)) => (StatusCode::CREATED, receipt),
        Ok(Kept::Again(receipt)) => (StatusCode::OK, receipt),
        Ok(Kept::Conflict(Receipt { id, reference, .. })) => {
            let refusal = Refusal::Conflict(reference);
            let response = match for_people {
                true => page::refusal(words, &refusal),
                false => refusal.into_response(),
            };
            return about(id, response);
        }
        Err(refusal) if for_people => return page::refusal(words, &refusal),
        Err(refusal) => return refusal.into_response(),
    };
    let location = format!("/intake/{name}/{}", receipt.id);
    let id = receipt.id.clone();
    let mut response = match for_people {
        true => {
            let encrypted = is_encrypted(&parts.headers);
            let site = app.site.as_ref();
            site.and_then(|site| site.received(&language, &receipt.reference, encrypted))
                .unwrap_or_else(|| page::receipt(words, &receipt))
        }
        false => Json(receipt).into_response(),
    };
    *response.status_mut() = status;
    let location = HeaderValue::from_str(&location).expect("names and ids are plain ASCII");
    response.headers_mut().insert(header::LOCATION, location);
    about(id, private(response))
}

/// `GET /intake/{form}/{id}`: whether a request has arrived, for a sender that never heard.
pub async fn show(
    State(app): Shared,
    path: Result<Path<(String, String)>, PathRejection>,
) -> Response {
    let Ok(Path((form, id))) = path else {
        return Refusal::UnknownRequest.into_response();
    };
    let found = app.with_store(move |store| store.request(&id)).await;
    match found {
        Ok(Some(stored)) if stored.envelope.form == form => about(
            stored.envelope.id.clone(),
            private(Json(stored.receipt()).into_response()),
        ),
        Ok(_) => Refusal::UnknownRequest.into_response(),
        Err(refusal) => refusal.into_response(),
    }
}

async fn read(body: Body) -> Result<axum::body::Bytes, Refusal> {
    let body = to_bytes(body, LARGEST_REFUSAL)
        .await
        .map_err(|_| Refusal::TooLarge)?;
    if body.len() > LARGEST_BODY {
        Err(Refusal::TooLarge)
    } else {
        Ok(body)
    }
}

fn kind(headers: &HeaderMap) -> Option<Kind> {
    let essence = header_text(headers, header::CONTENT_TYPE)
        .split(';')
        .next()?
        .trim();
    if essence.eq_ignore_ascii_case("application/json") {
        Some(Kind::Json)
    } else if essence.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        Some(Kind::Form)
    } else {
        None
    }
}

fn accepts(headers: &HeaderMap, essence: &str) -> bool {
    header_text(headers, header::ACCEPT).contains(essence)
}

fn header_text(headers: &HeaderMap, name: header::HeaderName) -> &str {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

fn about(id: String, mut response: Response) -> Response {
    response.extensions_mut().insert(About(id));
    response
}

fn private(mut response: Response) -> Response {
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
