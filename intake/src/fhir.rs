//! `POST /fhir`: takes a FHIR R4 transaction, all of it or nothing. The QuestionnaireResponse in it is the
//! request that coordinators see; the same form engine that runs in the browser checks it.

mod outcome;
mod request;
mod transaction;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde_json::{Value, json};

use self::outcome::Outcome;
use self::transaction::Transaction;
use crate::app::{App, Sender, Shared, now};
use crate::log::About;
use crate::receipt::{media_type, read};
use crate::refusal::Refusal;
use crate::store::{Kept, Resource};

/// The media type of FHIR as JSON.
const FHIR: &str = "application/fhir+json";

/// `POST /fhir`
pub async fn take(State(app): Shared, sender: Sender, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let outcome = match app.admit(sender) {
        Ok(()) => accept(&app, &parts.headers, body).await,
        Err(refusal) => Err(refusal.into()),
    };
    match outcome {
        Ok((id, bundle)) => {
            let mut response = written(StatusCode::OK, &bundle);
            response.extensions_mut().insert(About(id));
            response
        }
        Err(outcome) => outcome.into_response(),
    }
}

/// Reads a transaction, checks it and stores it; gives the request's id with the answer.
async fn accept(app: &App, headers: &HeaderMap, body: Body) -> Result<(String, Value), Outcome> {
    if ![FHIR, "application/json"].contains(&media_type(headers).as_str()) {
        return Err(Refusal::WrongType.into());
    }
    let transaction = Transaction::read(&read(body).await?)?;
    let envelope = request::envelope(app, &transaction).await?;
    let (id, entries) = (envelope.id.clone(), transaction.entries);
    let received = now();
    let kept = app
        .with_store(move |store| store.keep_all(envelope.into(), entries, received))
        .await?;
    match kept {
        (Kept::Conflict(receipt), _) => Err(Refusal::Conflict(receipt).into()),
        (_, resources) => Ok((id, answer(&resources, received))),
    }
}

/// The transaction-response.
fn answer(resources: &[(Resource, bool)], received: Timestamp) -> Value {
    let entry = |(resource, is_new): &(Resource, bool)| {
        let status = if *is_new { "201 Created" } else { "200 OK" };
        let mut response = json!({
            "status": status,
            "location": format!("{}/{}/_history/1", resource.kind, resource.id),
            "etag": "W/\"1\"",
        });
        if *is_new {
            response["lastModified"] = received.to_string().into();
        }
        json!({ "response": response })
    };
    let entries: Vec<Value> = resources.iter().map(entry).collect();
    json!({ "resourceType": "Bundle", "type": "transaction-response", "entry": entries })
}

/// A resource as an answer, which no cache may keep.
fn written(status: StatusCode, resource: &Value) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(FHIR)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (status, headers, resource.to_string()).into_response()
}
