//! Why a transaction is not taken, as FHIR says it: an OperationOutcome.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::written;
use crate::refusal::Refusal;

/// Our own codes of what is wrong with an answer.
const PROBLEMS: &str = "https://portico.example/fhir/CodeSystem/problem";

/// Why nothing was stored.
pub enum Outcome {
    /// For a reason that any request could meet.
    Refusal(Refusal),
    /// These places of the bundle are wrong.
    Issues(Vec<Issue>),
}

/// What is wrong with a place of the bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// FHIR's kind of issue.
    pub kind: &'static str,
    /// Which rule, in our own code.
    pub code: &'static str,
    /// Where, as FHIRPath.
    pub place: String,
    /// What is wrong, for whoever filled in the form or sent it. Never holds what was typed.
    pub said: String,
}

impl Issue {
    /// A place that is not as a transaction has it.
    pub fn structure(place: impl Into<String>, said: impl Into<String>) -> Self {
        Self {
            kind: "structure",
            code: "structure",
            place: place.into(),
            said: said.into(),
        }
    }

    fn written(&self) -> Value {
        let mut issue = issue(self.kind, self.code, &self.said);
        issue["expression"] = json!([self.place]);
        issue
    }
}

impl From<Refusal> for Outcome {
    fn from(refusal: Refusal) -> Self {
        Self::Refusal(refusal)
    }
}

impl From<Vec<Issue>> for Outcome {
    fn from(issues: Vec<Issue>) -> Self {
        Self::Issues(issues)
    }
}

impl IntoResponse for Outcome {
    fn into_response(self) -> Response {
        match self {
            Self::Issues(issues) => {
                let issues: Vec<Value> = issues.iter().map(Issue::written).collect();
                written(StatusCode::UNPROCESSABLE_ENTITY, &outcome(issues))
            }
            Self::Refusal(refusal) => {
                let faults = refusal.clone().faults();
                let issues = faults
                    .iter()
                    .map(|fault| issue(kind(&refusal), fault.code, &fault.message));
                let outcome = outcome(issues.collect());
                refusal.with_wait(written(refusal.status(), &outcome))
            }
        }
    }
}

fn issue(kind: &str, code: &str, said: &str) -> Value {
    json!({
        "severity": "error",
        "code": kind,
        "details": { "coding": [{ "system": PROBLEMS, "code": code }], "text": said },
    })
}

fn outcome(issues: Vec<Value>) -> Value {
    json!({ "resourceType": "OperationOutcome", "issue": issues })
}

/// FHIR's kind of issue for a refusal.
fn kind(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::UnknownForm | Refusal::UnknownRequest => "not-found",
        Refusal::Conflict(_) => "conflict",
        Refusal::TooLarge => "too-long",
        Refusal::WrongType => "not-supported",
        Refusal::TooMany(_) => "throttled",
        Refusal::Unavailable => "transient",
        Refusal::Malformed | Refusal::Key | Refusal::Invalid(_) | Refusal::Tampered => "structure",
    }
}
