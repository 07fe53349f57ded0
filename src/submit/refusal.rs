//! What an endpoint says is wrong with a request, in whichever way it says so. Pure.

use serde_json::Value;

use super::expression;
use super::parcel::Parcel;
use crate::form::ProblemKind;

/// What was wrong with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The item, where it is about one.
    pub field: Option<String>,
    /// What kind of mistake, in the endpoint's code.
    pub code: String,
    /// In the endpoint's words, which are English.
    pub message: String,
}

impl Refusal {
    /// All that an answer says: `{"errors": [{"field", "code", "message"}]}`, or an OperationOutcome.
    pub fn all(parcel: &Parcel, answer: &Value) -> Vec<Self> {
        if let Some(issues) = answer["issue"].as_array() {
            return issues.iter().map(|issue| Self::of(parcel, issue)).collect();
        }
        let errors = answer["errors"].as_array();
        errors
            .into_iter()
            .flatten()
            .map(|error| Self {
                field: error["field"]
                    .as_str()
                    .map(|field| parcel.item_of(field).to_owned()),
                code: text(&error["code"]),
                message: text(&error["message"]),
            })
            .collect()
    }

    /// An issue of an OperationOutcome.
    fn of(parcel: &Parcel, issue: &Value) -> Self {
        let first = |all: &Value, or: &Value| text(if all.is_string() { all } else { or });
        let details = &issue["details"];
        let place = first(&issue["expression"][0], &issue["location"][0]);
        Self {
            field: expression::item(parcel, &place),
            code: first(&details["coding"][0]["code"], &issue["code"]),
            message: first(&details["text"], &issue["diagnostics"]),
        }
    }

    /// The mistake as the form itself would have found it, where the code names one: then there are
    /// words for it in every language.
    pub fn kind(&self) -> Option<ProblemKind> {
        Some(match self.code.as_str() {
            "missing" | "required" | "REQUIRED_FIELD_MISSING" | "REQUIRED_FIELD_EMPTY" => {
                ProblemKind::Missing
            }
            "email" | "TYPE_EMAIL" => ProblemKind::NotAnEmail,
            "number" | "TYPE_NUMERIC" => ProblemKind::NotANumber,
            _ => return None,
        })
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
