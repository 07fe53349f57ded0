//! Why a request is not taken, and how that is said to a program. Knows nothing of pages.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::store::Receipt;

/// Why a request is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The body is not JSON.
    Malformed,
    /// The `Idempotency-Key` is missing, or is not the request's id.
    Key,
    /// No form has this name.
    UnknownForm,
    /// No request has this id.
    UnknownRequest,
    /// Another request has arrived under this id; with its receipt.
    Conflict(Receipt),
    /// The body is larger than this service takes.
    TooLarge,
    /// The body is of a type that this service does not read.
    WrongType,
    /// The body is readable, but breaks rules.
    Invalid(Vec<Fault>),
    /// A key at hand should open what is sealed, and does not, or something else is inside.
    Tampered,
    /// Too many requests from one address; seconds to wait.
    TooMany(u64),
    /// The database does not answer.
    Unavailable,
}

/// One broken rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Which rule, for programs.
    pub code: &'static str,
    /// Where: a question's `linkId`, or a JSON pointer into the body, which starts with `/`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Which rule, in English. Never holds what was typed.
    pub message: String,
}

#[derive(Serialize)]
struct Faults {
    errors: Vec<Fault>,
}

impl Refusal {
    /// The HTTP status that says so.
    pub fn status(&self) -> StatusCode {
        match self {
            Refusal::Malformed | Refusal::Key => StatusCode::BAD_REQUEST,
            Refusal::Tampered => StatusCode::FORBIDDEN,
            Refusal::UnknownForm | Refusal::UnknownRequest => StatusCode::NOT_FOUND,
            Refusal::Conflict(_) => StatusCode::CONFLICT,
            Refusal::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Refusal::WrongType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Refusal::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Refusal::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Refusal::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// How long to wait before trying again, in seconds, where waiting helps.
    pub fn retry_after(&self) -> Option<u64> {
        match self {
            Refusal::TooMany(seconds) => Some(*seconds),
            Refusal::Unavailable => Some(5),
            _ => None,
        }
    }

    /// What is wrong, for a program.
    pub fn faults(self) -> Vec<Fault> {
        let (code, message) = match self {
            Refusal::Invalid(faults) => return faults,
            Refusal::Malformed => ("malformed", "The body is not JSON"),
            Refusal::Key => (
                "idempotency-key",
                "Idempotency-Key must be the request's id",
            ),
            Refusal::UnknownForm => ("unknown-form", "There is no form of this name"),
            Refusal::UnknownRequest => ("unknown-request", "No request has arrived under this id"),
            Refusal::Conflict(_) => ("conflict", "Another request has arrived under this id"),
            Refusal::TooLarge => ("too-large", "The body is larger than 1 MiB"),
            Refusal::WrongType => ("wrong-type", "This address does not take this content type"),
            Refusal::Tampered => (
                "tampered",
                "What is sealed does not open with the key that it names, or belongs to another \
                 request: it was changed on its way",
            ),
            Refusal::TooMany(_) => ("too-many", "Too many requests from one address"),
            Refusal::Unavailable => ("unavailable", "The request could not be stored just now"),
        };
        vec![Fault {
            code,
            field: None,
            message: message.into(),
        }]
    }

    /// Adds `Retry-After` where waiting helps.
    pub fn with_wait(&self, mut response: Response) -> Response {
        if let Some(seconds) = self.retry_after() {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let waits = self.clone();
        let response = (
            self.status(),
            Json(Faults {
                errors: self.faults(),
            }),
        )
            .into_response();
        waits.with_wait(response)
    }
}
