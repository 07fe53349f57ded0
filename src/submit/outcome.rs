//! What an endpoint's answer means for the patient. Pure: judges a status and a body, sends nothing.

use serde::Deserialize;

/// How sending ended. Each variant leads to different advice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The endpoint's receipt names our request.
    Arrived(Receipt),
    /// Some answers were not accepted.
    Refused(Vec<Refusal>),
    /// An earlier version of this request is there, and this one is not.
    Different,
    /// The endpoint takes nothing now; it may say for how many seconds.
    Busy(Option<u32>),
    /// The endpoint took nothing, for a reason no patient can mend.
    Failed,
    /// It was sent, but nothing came back that tells what happened.
    Unknown,
    /// The connection failed.
    Unreachable,
}

/// The endpoint's word that it holds the request.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Receipt {
    /// The request's UUID.
    pub id: String,
    /// What people call it.
    pub reference: String,
}

/// What was wrong with the request, in the endpoint's words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Refusal {
    /// The item, where it is about one.
    #[serde(default)]
    pub field: Option<String>,
    /// In English.
    #[serde(default)]
    pub message: String,
}

#[derive(Deserialize)]
struct Errors {
    errors: Vec<Refusal>,
}

/// Judges an answer to the request with this id. Only a receipt that names the request counts as
/// arrived: networks between may answer in the endpoint's place. `busy_for`: for how many seconds the
/// endpoint wants to be left alone.
pub fn judge(id: &str, status: u16, body: &str, busy_for: Option<u32>) -> Outcome {
    match status {
        200..=299 => match serde_json::from_str::<Receipt>(body) {
            Ok(receipt) if receipt.id == id => Outcome::Arrived(receipt),
            _ => Outcome::Unknown,
        },
        409 => Outcome::Different,
        429 | 503 => Outcome::Busy(busy_for),
        400 | 422 => match serde_json::from_str::<Errors>(body) {
            Ok(found) if !found.errors.is_empty() => Outcome::Refused(found.errors),
            _ => Outcome::Failed,
        },
        400..=499 => Outcome::Failed,
        _ => Outcome::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECEIPT: &str =
        r#"{"id":"our-id","reference":"6HAF-6SPZ-0","received":"2026-11-24T02:15:03Z"}"#;

    #[track_caller]
    fn means(status: u16, body: &str, outcome: &Outcome) {
        assert_eq!(&judge("our-id", status, body, None), outcome);
    }

    fn arrived() -> Outcome {
        Outcome::Arrived(Receipt {
            id: "our-id".into(),
            reference: "6HAF-6SPZ-0".into(),
        })
    }

    #[test]
    fn a_receipt_that_names_the_request_means_it_arrived() {
        means(201, RECEIPT, &arrived());
    }

    #[test]
    fn a_repeated_request_has_arrived_too() {
        means(200, RECEIPT, &arrived());
    }

    #[test]
    fn a_receipt_for_another_request_tells_nothing() {
        means(201, &RECEIPT.replace("our-id", "other"), &Outcome::Unknown);
    }

    #[test]
    fn a_login_page_of_a_hotel_tells_nothing() {
        means(
            200,
            "<!doctype html><title>Welcome</title>",
            &Outcome::Unknown,
        );
    }

    #[test]
    fn half_a_receipt_tells_nothing() {
        means(201, &RECEIPT[..40], &Outcome::Unknown);
    }

    #[test]
    fn a_redirect_tells_nothing() {
        means(0, "", &Outcome::Unknown);
    }

    #[test]
    fn a_broken_server_tells_nothing() {
        means(500, "", &Outcome::Unknown);
    }

    #[test]
    fn refused_answers_are_named() {
        let refusal = Refusal {
            field: Some("email".into()),
            message: "Bad".into(),
        };
        means(
            422,
            r#"{"errors":[{"code":"x","field":"email","message":"Bad"}]}"#,
            &Outcome::Refused(vec![refusal]),
        );
    }

    #[test]
    fn a_refusal_without_reasons_is_a_failure() {
        means(400, "", &Outcome::Failed);
    }

    #[test]
    fn a_missing_endpoint_is_a_failure() {
        means(404, "", &Outcome::Failed);
    }

    #[test]
    fn other_answers_under_the_same_id_are_told_apart() {
        means(409, "", &Outcome::Different);
    }

    #[test]
    fn a_busy_endpoint_may_say_how_long() {
        assert_eq!(judge("our-id", 429, "", Some(30)), Outcome::Busy(Some(30)));
    }

    #[test]
    fn a_busy_endpoint_may_say_nothing() {
        means(503, "", &Outcome::Busy(None));
    }
}
