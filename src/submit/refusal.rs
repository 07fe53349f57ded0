//! What an endpoint says is wrong with a request, in whichever way it says so. Pure.

use serde_json::Value;

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
    /// All that an answer says: `{"errors": [{"field", "code", "message"}]}`.
    pub fn all(parcel: &Parcel, answer: &Value) -> Vec<Self> {
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

    /// The mistake as the form itself would have found it, where the code names one: then there are
    /// words for it in every language.
    pub fn kind(&self) -> Option<ProblemKind> {
        Some(match self.code.as_str() {
            "missing" | "REQUIRED_FIELD_MISSING" | "REQUIRED_FIELD_EMPTY" => ProblemKind::Missing,
            "email" | "TYPE_EMAIL" => ProblemKind::NotAnEmail,
            "number" | "TYPE_NUMERIC" => ProblemKind::NotANumber,
            _ => return None,
        })
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
