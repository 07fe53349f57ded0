//! What an endpoint's answer means for the patient. Pure: judges a status and a body, sends nothing.

use serde_json::Value;

use super::destination::DestinationKind;
use super::parcel::Parcel;
use super::refusal::Refusal;

/// How sending ended. Each variant leads to different advice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The endpoint's receipt names our request.
    Arrived(Receipt),
    /// A service took the request that gives no receipt which names it.
    Handed,
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The request's UUID.
    pub id: String,
    /// What people call it.
    pub reference: String,
}

/// What stands in every page of this site, and in no other page. See `prerender::document`.
pub const MARK: &str = r#"<meta name="generator" content="Portico">"#;

/// Judges an answer to this parcel. Only a receipt that names the request counts as arrived, and only
/// what no network between would answer in the endpoint's place counts as handed over. `busy_for`: for
/// how many seconds the endpoint wants to be left alone.
pub fn judge(parcel: &Parcel, status: u16, body: &str, busy_for: Option<u32>) -> Outcome {
    use DestinationKind::{Fhir, Form, Formspree, Netlify};
    let kind = parcel.destination.kind;
    let answer: Value = serde_json::from_str(body).unwrap_or_default();
    if let Some(receipt) = receipt(parcel, &answer).filter(|_| is_good(status)) {
        return Outcome::Arrived(receipt);
    }
    if kind == Fhir && is_good(status) && all_stored(parcel, &answer) {
        let Parcel { id, reference, .. } = parcel.clone();
        return Outcome::Arrived(Receipt { id, reference });
    }
    let handed = match kind {
        // Formspree says in the body what became of a request, whatever the status.
        Formspree => accepts(&answer),
        Form => is_good(status) && accepts(&answer),
        // Netlify answers with the page that was posted to. A host that takes no forms answers with an
        // error, and a network between with a page of its own.
        Netlify => is_good(status) && body.contains(MARK),
        _ => false,
    };
    if handed {
        return Outcome::Handed;
    }
    let refusals = Refusal::all(parcel, &answer);
    let about_fields = refusals.iter().any(|refusal| refusal.field.is_some());
    match status {
        _ if kind == Formspree && about_fields => Outcome::Refused(refusals),
        _ if kind == Formspree && says_no(&answer) => Outcome::Failed,
        200..=299 => Outcome::Unknown,
        // Of other servers it says that two writers met, and that nothing was stored.
        409 if kind == Fhir && !refusals.iter().any(|refusal| refusal.code == "conflict") => {
            Outcome::Busy(None)
        }
        409 => Outcome::Different,
        400 | 422 if kind == Fhir && !about_fields => Outcome::Failed,
        429 => Outcome::Busy(busy_for),
        // What says for how long is the endpoint; a gateway that has lost it says the same status.
        503 if busy_for.is_some() => Outcome::Busy(busy_for),
        400 | 422 if !refusals.is_empty() => Outcome::Refused(refusals),
        400..=499 => Outcome::Failed,
        _ => Outcome::Unknown,
    }
}

fn is_good(status: u16) -> bool {
    (200..300).contains(&status)
}

/// The receipt, where it names the request.
fn receipt(parcel: &Parcel, answer: &Value) -> Option<Receipt> {
    let names_it = answer["id"] == parcel.id.as_str();
    let reference = answer["reference"].as_str().filter(|_| names_it)?;
    Some(Receipt {
        id: parcel.id.clone(),
        reference: reference.to_owned(),
    })
}

/// Whether a FHIR server says of every resource of a transaction that it has it.
fn all_stored(parcel: &Parcel, answer: &Value) -> bool {
    let sent: Value = serde_json::from_str(&parcel.body).unwrap_or_default();
    let stored = |entry: &Value| {
        let status = entry["response"]["status"].as_str();
        status.is_some_and(|status| status.starts_with('2'))
    };
    match (sent["entry"].as_array(), answer["entry"].as_array()) {
        (Some(sent), Some(entries)) => {
            answer["type"] == "transaction-response"
                && sent.len() == entries.len()
                && entries.iter().all(stored)
        }
        _ => false,
    }
}

/// Whether a form service says that it took the request.
fn accepts(answer: &Value) -> bool {
    !says_no(answer)
        && (answer["next"].is_string() || answer["ok"] == true || answer["success"] == true)
}

/// Whether a form service says that it did not.
fn says_no(answer: &Value) -> bool {
    answer.get("error").is_some()
        || answer["errors"]
            .as_array()
            .is_some_and(|errors| !errors.is_empty())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn parcel(kind: &str) -> Parcel {
        let destination = format!(r#"{{"kind":"{kind}","url":"/a"}}"#);
        Parcel {
            id: "our-id".into(),
            reference: "6HAF-6SPZ-0".into(),
            form: "appointment".into(),
            destination: serde_json::from_str(&destination).expect("a destination"),
            media_type: String::new(),
            body: String::new(),
            places: vec![("_replyto".into(), "email".into())],
        }
    }

    #[track_caller]
    fn of(kind: &str, status: u16, body: &str, outcome: &Outcome) {
        assert_eq!(&judge(&parcel(kind), status, body, None), outcome);
    }

    fn refused(field: &str, code: &str, message: &str) -> Outcome {
        Outcome::Refused(vec![Refusal {
            field: Some(field.into()),
            code: code.into(),
            message: message.into(),
        }])
    }

    const RECEIPT: &str =
        r#"{"id":"our-id","reference":"6HAF-6SPZ-0","received":"2026-11-24T02:15:03Z"}"#;

    #[track_caller]
    fn means(status: u16, body: &str, outcome: &Outcome) {
        of("json", status, body, outcome);
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
        means(
            422,
            r#"{"errors":[{"code":"x","field":"email","message":"Bad"}]}"#,
            &refused("email", "x", "Bad"),
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
        assert_eq!(
            judge(&parcel("json"), 429, "", Some(30)),
            Outcome::Busy(Some(30))
        );
    }

    #[test]
    fn a_busy_endpoint_may_say_nothing() {
        means(429, "", &Outcome::Busy(None));
    }

    #[test]
    fn a_gateway_that_lost_the_endpoint_tells_nothing() {
        means(503, "", &Outcome::Unknown);
    }

    const LOGIN: &str = "<!doctype html><title>Welcome</title>";

    #[test]
    fn a_form_post_that_our_intake_has_taken_has_arrived() {
        of("form", 201, RECEIPT, &arrived());
    }

    #[test]
    fn a_form_service_that_says_yes_was_handed_the_request() {
        of("form", 200, r#"{"ok":true}"#, &Outcome::Handed);
        of("form", 200, r#"{"success":true}"#, &Outcome::Handed);
        of("form", 200, r#"{"success":false}"#, &Outcome::Unknown);
    }

    #[test]
    fn formspree_says_yes_in_the_body() {
        of("formspree", 200, r#"{"next":"/thanks"}"#, &Outcome::Handed);
        of("formspree", 200, r#"{"ok":true}"#, &Outcome::Handed);
    }

    #[test]
    fn formspree_says_no_in_the_body_whatever_the_status() {
        let no = r#"{"next":"/thanks","errors":[{"code":"INACTIVE","message":"m"}]}"#;
        of("formspree", 200, no, &Outcome::Failed);
        of(
            "formspree",
            200,
            r#"{"error":"Form not found"}"#,
            &Outcome::Failed,
        );
    }

    #[test]
    fn formspree_names_a_field_by_its_own_name() {
        let no = r#"{"errors":[{"code":"TYPE_EMAIL","field":"_replyto","message":"m"}]}"#;
        of("formspree", 422, no, &refused("email", "TYPE_EMAIL", "m"));
    }

    #[test]
    fn a_page_tells_nothing_of_a_form_service() {
        of("formspree", 200, LOGIN, &Outcome::Unknown);
        of("form", 200, LOGIN, &Outcome::Unknown);
    }

    #[test]
    fn netlify_answers_with_a_page_of_this_site() {
        let page = format!("<!DOCTYPE html><html><head>{MARK}</head></html>");
        of("netlify", 200, &page, &Outcome::Handed);
    }

    #[test]
    fn another_page_tells_nothing_of_netlify() {
        of("netlify", 200, LOGIN, &Outcome::Unknown);
    }

    #[test]
    fn a_host_that_found_no_form_has_taken_nothing() {
        let page = format!("<!DOCTYPE html><html><head>{MARK}</head></html>");
        of("netlify", 404, &page, &Outcome::Failed);
    }

    fn of_fhir(status: u16, body: &Value) -> Outcome {
        let sent =
            json!({ "entry": [{ "resource": { "resourceType": "Patient", "gender": "x" } }] });
        let parcel = Parcel {
            body: sent.to_string(),
            places: vec![("0.gender".into(), "sex".into())],
            ..parcel("fhir")
        };
        judge(&parcel, status, &body.to_string(), None)
    }

    fn stored(status: &str) -> Value {
        let entry = json!([{ "response": { "status": status } }]);
        json!({ "resourceType": "Bundle", "type": "transaction-response", "entry": entry })
    }

    #[test]
    fn a_transaction_of_which_everything_is_stored_has_arrived() {
        for status in ["201 Created", "200 OK"] {
            assert_eq!(of_fhir(200, &stored(status)), arrived());
        }
    }

    #[test]
    fn a_transaction_of_which_something_is_missing_is_in_doubt() {
        let mut fewer = stored("201");
        fewer["entry"] = json!([]);
        for answer in [fewer, stored("404"), json!({ "resourceType": "Bundle" })] {
            assert_eq!(of_fhir(200, &answer), Outcome::Unknown);
        }
    }

    #[test]
    fn an_issue_is_about_the_item_whose_answer_stands_there() {
        let issue =
            json!({ "code": "value", "diagnostics": "m", "expression": ["Patient.gender"] });
        let outcome = json!({ "resourceType": "OperationOutcome", "issue": [issue] });
        assert_eq!(of_fhir(422, &outcome), refused("sex", "value", "m"));
    }

    #[test]
    fn an_issue_about_no_answer_is_a_failure() {
        let issue = json!({ "code": "security", "diagnostics": "m" });
        assert_eq!(of_fhir(400, &json!({ "issue": [issue] })), Outcome::Failed);
    }

    #[test]
    fn two_writers_that_meet_are_no_other_answers() {
        assert_eq!(of_fhir(409, &json!({})), Outcome::Busy(None));
        let ours = json!({ "issue": [{ "details": { "coding": [{ "code": "conflict" }] } }] });
        assert_eq!(of_fhir(409, &ours), Outcome::Different);
    }

    #[test]
    fn a_page_of_this_site_is_no_receipt_of_ours() {
        of("json", 200, MARK, &Outcome::Unknown);
    }
}
