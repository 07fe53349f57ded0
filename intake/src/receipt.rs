//! The two addresses of the intake: take a request and answer with a receipt, and show a receipt
//! again. Which kind of body came decides who reads it; whom it came from, what answers look like.

use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use portico::form::{Form, Problems};

use crate::app::{App, Sender, Shared, now};
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

/// Who reads the answer.
#[derive(Debug, Clone, Copy)]
enum Recipient {
    /// The app, or another program: JSON.
    Program,
    /// A person whose browser runs no script: a page in these words.
    Person(&'static Words),
}

/// `POST /intake/{form}`
pub async fn take(
    State(app): Shared,
    form: Result<Path<String>, PathRejection>,
    sender: Sender,
    request: Request,
) -> Response {
    let name = form.map(|Path(name)| name).unwrap_or_default();
    let (parts, body) = request.into_parts();
    let mut recipient = Recipient::of(&parts.headers);
    let admitted = app.admit(sender).map_err(FormRefusal::Refusal);
    let outcome = match admitted {
        Ok(()) => accept(&app, &name, &parts.headers, body, &mut recipient).await,
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok((status, receipt, language)) => {
            let encrypted = is_encrypted(&parts.headers);
            let page = recipient.receipt(&app, &receipt, [&name, &language], encrypted);
            let location = format!("/intake/{name}/{}", receipt.id);
            let location = HeaderValue::from_str(&location).expect("names and ids are ASCII");
            let page = (status, [(header::LOCATION, location)], page);
            about(&receipt, private(page.into_response()))
        }
        Err(FormRefusal::Refusal(refusal)) => recipient.refusal(refusal),
        Err(FormRefusal::Problems(form, problems)) => recipient.problems(&form, &problems),
    }
}

/// `GET /intake/{form}`: a browser that shows the receipt of a form may ask for its address again.
pub async fn reopen(State(app): Shared) -> Response {
    match &app.site {
        Some(_) => Redirect::to("/").into_response(),
        None => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    }
}

/// Reads a request, checks it and stores it; gives its language with its receipt.
async fn accept(
    app: &App,
    name: &str,
    headers: &HeaderMap,
    body: Body,
    recipient: &mut Recipient,
) -> Result<(StatusCode, Receipt, String), FormRefusal> {
    if !forms::is_known(name, app.settings.site.as_deref()) {
        return Err(Refusal::UnknownForm.into());
    }
    let kind = kind(headers).ok_or(Refusal::WrongType)?;
    let body = read(body).await?;
    let (parcel, origin) = match kind {
        Kind::Json => {
            let parcel = json::read(name, headers, &body, &app.keys)?;
            (parcel, Origin::Script)
        }
        Kind::Form => {
            let (envelope, origin) = form_post::read(app, name, &body).await?;
            (envelope.into(), origin)
        }
    };
    let language = parcel.language().to_owned();
    recipient.speak(&language);
    match app
        .with_store(move |store| store.keep(&parcel, origin, now()))
        .await?
    {
        Kept::New(receipt) => Ok((StatusCode::CREATED, receipt, language)),
        Kept::Again(receipt) => Ok((StatusCode::OK, receipt, language)),
        Kept::Conflict(receipt) => Err(Refusal::Conflict(receipt).into()),
    }
}

impl Recipient {
    fn of(headers: &HeaderMap) -> Self {
        let accepted = header_text(headers, header::ACCEPT);
        if kind(headers) == Some(Kind::Json) || !accepted.contains("text/html") {
            return Self::Program;
        }
        let asked = header_text(headers, header::ACCEPT_LANGUAGE);
        Self::Person(Words::for_reader(asked))
    }

    /// From now on in the language of the form.
    fn speak(&mut self, language: &str) {
        if let Self::Person(words) = self {
            *words = Words::in_language(language).unwrap_or_else(Words::english);
        }
    }

    fn receipt(
        self,
        app: &App,
        receipt: &Receipt,
        [form, language]: [&str; 2],
        encrypted: bool,
    ) -> Response {
        match self {
            Self::Program => Json(receipt).into_response(),
            Self::Person(words) => app
                .site
                .as_ref()
                .and_then(|site| site.received(form, language, &receipt.reference, encrypted))
                .unwrap_or_else(|| page::receipt(words, receipt)),
        }
    }

    fn refusal(self, refusal: Refusal) -> Response {
        let response = match self {
            Self::Program => refusal.clone().into_response(),
            Self::Person(words) => page::refusal(words, &refusal),
        };
        match &refusal {
            Refusal::Conflict(arrived) => about(arrived, response),
            _ => response,
        }
    }

    fn problems(mut self, form: &Form, problems: &Problems) -> Response {
        self.speak(&form.lang);
        match self {
            Self::Program => form_post::refusal(form, problems).into_response(),
            Self::Person(words) => page::problems(words, form, problems),
        }
    }
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
        Ok(Some(stored)) if stored.parcel.form() == form => {
            let receipt = stored.receipt();
            about(&receipt, private(Json(&receipt).into_response()))
        }
        Ok(_) => Refusal::UnknownRequest.into_response(),
        Err(refusal) => refusal.into_response(),
    }
}

/// Reads a body as long as it is not too large.
pub async fn read(body: Body) -> Result<axum::body::Bytes, Refusal> {
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
    match media_type(headers).as_str() {
        "application/json" => Some(Kind::Json),
        "application/x-www-form-urlencoded" => Some(Kind::Form),
        _ => None,
    }
}

/// The media type of a body, without its parameters.
pub fn media_type(headers: &HeaderMap) -> String {
    let whole = header_text(headers, header::CONTENT_TYPE);
    let essence = whole.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

fn header_text(headers: &HeaderMap, name: header::HeaderName) -> &str {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

fn about(receipt: &Receipt, mut response: Response) -> Response {
    response.extensions_mut().insert(About(receipt.id.clone()));
    response
}

fn private(mut response: Response) -> Response {
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
