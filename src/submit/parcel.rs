//! What leaves: one request, frozen, written as its destination understands it. Pure.

use serde::Serialize;
use serde_json::json;

use super::destination::{Destination, DestinationKind};
use super::envelope::Envelope;
use super::form_post;
use super::transaction::transaction;
use crate::form::{Draft, Identity, Submission};
use crate::json::from_json;

/// The media type of FHIR as JSON.
const FHIR: &str = "application/fhir+json";

/// A request that is about to leave.
#[derive(Debug, Clone, Copy)]
pub struct Leaving<'a> {
    /// All of it, as our own contract writes it.
    pub envelope: &'a Envelope,
    /// What was answered.
    pub submission: &'a Submission,
    /// Which request it is.
    pub identity: &'a Identity,
    /// As what it was typed.
    pub draft: &'a Draft,
}

/// One request on its way. It stays as it is through every repeat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Parcel {
    /// The request's UUID.
    pub id: String,
    /// What people call it.
    pub reference: String,
    /// The form's id.
    pub form: String,
    /// Where it goes.
    pub destination: Destination,
    /// What the body is, for `Content-Type`.
    pub media_type: String,
    /// What is posted.
    pub body: String,
    /// Places of the body that an endpoint may complain about, each with its item, where the place's own
    /// name does not tell.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<(String, String)>,
}

from_json! { Parcel { id, reference, form, destination, media_type, body, places } }

impl Parcel {
    /// Writes a request for its destination.
    pub fn of(leaving: Leaving, destination: &Destination) -> Self {
        let Leaving { envelope, .. } = leaving;
        let mut places = Vec::new();
        let (media_type, body) = match destination.kind {
            DestinationKind::Form | DestinationKind::Netlify | DestinationKind::Formspree => {
                let fields = form_post::fields(leaving, destination, &mut places);
                form_post::write(&fields, destination.encoding(), &envelope.id)
            }
            DestinationKind::Fhir => {
                let Leaving {
                    submission,
                    identity,
                    ..
                } = leaving;
                let bundle = transaction(submission, identity, envelope.flagged, &mut places);
                (FHIR.into(), json(&bundle))
            }
            _ => (json_type(destination).into(), json(envelope)),
        };
        Self {
            places,
            ..Self::with(envelope, destination, media_type, body)
        }
    }

    /// Writes a sealed request for an endpoint of our own contract: of the rest, only what it takes to
    /// keep it once and to name it.
    pub fn sealed(envelope: &Envelope, destination: &Destination, sealed: &str) -> Self {
        let body = sealed_json(envelope, sealed);
        Self::with(envelope, destination, json_type(destination).into(), body)
    }

    fn with(
        envelope: &Envelope,
        destination: &Destination,
        media_type: String,
        body: String,
    ) -> Self {
        Self {
            id: envelope.id.clone(),
            reference: envelope.reference.clone(),
            form: envelope.form.clone(),
            destination: destination.clone(),
            media_type,
            body,
            places: Vec::new(),
        }
    }

    /// Where the endpoint can be asked whether the request is there; nowhere if it cannot.
    pub fn asked_at(&self) -> Option<String> {
        let url = self.destination.url.trim_end_matches('/');
        (self.destination.kind == DestinationKind::Json).then(|| [url, "/", &self.id].concat())
    }

    /// The headers it is posted with.
    pub fn headers(&self) -> Vec<(&str, &str)> {
        let accepted = match self.destination.kind {
            DestinationKind::Fhir => FHIR,
            _ => "application/json",
        };
        let mut headers = vec![
            ("Content-Type", self.media_type.as_str()),
            ("Accept", accepted),
        ];
        if self.destination.has_key() {
            headers.push(("Idempotency-Key", &self.id));
        }
        headers
    }

    /// The item that an endpoint means by a field of what it got.
    pub fn item_of<'a>(&'a self, field: &'a str) -> &'a str {
        let place = self.places.iter().find(|(place, _)| place == field);
        place.map_or(field, |(_, item)| item)
    }
}

/// What JSON is called where it goes.
fn json_type(destination: &Destination) -> &'static str {
    if destination.has_key() {
        "application/json"
    } else {
        // The one type of JSON that another host takes without being asked for its leave first.
        "text/plain;charset=UTF-8"
    }
}

/// A request as JSON: what is posted, or what is sealed. A value's own `to_string` would bring a second
/// writer of JSON into the app.
pub fn json(request: &impl Serialize) -> String {
    serde_json::to_string(request).expect("a request is plain data")
}

/// A sealed request as JSON, with what it takes to keep it once and to name it.
pub fn sealed_json(envelope: &Envelope, sealed: &str) -> String {
    json(&json!({
        "id": envelope.id,
        "reference": envelope.reference,
        "form": envelope.form,
        "version": envelope.version,
        "sealed": sealed,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::sample::{form, identity, least_with, surroundings};
    use crate::form::{Form, check};
    use crate::submit::envelope;

    /// A request of the sample form, for a destination as `site.json` writes it.
    fn parcel(destination: &str, form: &Form, draft: &Draft) -> Parcel {
        let submission = check(form, draft, &surroundings()).expect("no problems");
        let envelope = envelope(&submission, &identity(), false);
        let leaving = Leaving {
            envelope: &envelope,
            submission: &submission,
            identity: &identity(),
            draft,
        };
        Parcel::of(
            leaving,
            &serde_json::from_str(destination).expect("a destination"),
        )
    }

    fn sent(destination: &str) -> Parcel {
        let draft = least_with(&[
            ("_id", "01940000-0000-7000-8000-123456789abc"),
            ("your-name", "nobody asked"),
            ("phone", "+961 70 123 456"),
        ]);
        parcel(destination, &form(), &draft)
    }

    fn pairs(parcel: &Parcel) -> Vec<(String, String)> {
        form_urlencoded::parse(parcel.body.as_bytes())
            .into_owned()
            .collect()
    }

    fn value(parcel: &Parcel, name: &str) -> Option<String> {
        let found = pairs(parcel).into_iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value)
    }

    const FORM: &str = r#"{"kind":"form","url":"/intake/every-kind"}"#;
    const FORMSPREE: &str = r#"{"kind":"formspree","url":"https://formspree.io/f/x"}"#;
    const FHIR_TYPE: &str = "application/fhir+json";
    const NETLIFY: &str = r#"{"kind":"netlify","url":"/"}"#;

    #[test]
    fn our_own_contract_names_the_request_in_a_header() {
        let parcel = sent(r#"{"kind":"json","url":"/intake/every-kind"}"#);
        assert!(
            parcel
                .headers()
                .contains(&("Idempotency-Key", parcel.id.as_str()))
        );
    }

    #[test]
    fn a_simple_endpoint_is_sent_nothing_that_needs_leave_first() {
        let parcel = sent(r#"{"kind":"json","url":"https://a.example/x","idempotency":"body"}"#);
        let expected = [
            ("Content-Type", "text/plain;charset=UTF-8"),
            ("Accept", "application/json"),
        ];
        assert_eq!(parcel.headers(), expected);
    }

    #[test]
    fn form_fields_have_the_names_of_their_controls() {
        assert_eq!(value(&sent(FORM), "birth-date.day").as_deref(), Some("٢٧"));
    }

    #[test]
    fn an_answer_that_was_not_asked_for_stays_here() {
        assert_eq!(value(&sent(FORM), "your-name"), None);
    }

    #[test]
    fn form_fields_give_the_same_request_back() {
        let back = Draft::from_pairs(pairs(&sent(FORM)));
        let again = check(&form(), &back, &surroundings()).expect("no problems");
        let draft = least_with(&[("phone", "+961 70 123 456")]);
        let first = check(&form(), &draft, &surroundings()).expect("no problems");
        assert_eq!(again.response(&identity()), first.response(&identity()));
    }

    #[test]
    fn a_form_post_says_which_request_it_is() {
        assert_eq!(
            value(&sent(FORM), "_id").as_deref(),
            Some("01940000-0000-7000-8000-123456789abc")
        );
    }

    #[test]
    fn parts_of_a_body_are_told_apart_by_what_no_answer_holds() {
        let parcel = sent(r#"{"kind":"form","url":"/a","encoding":"multipart"}"#);
        let boundary = parcel.media_type.split_once("boundary=").expect("one").1;
        let part = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\namal@example.com\r\n"
        );
        assert!(parcel.body.contains(&part), "{}", parcel.body);
        assert!(parcel.body.ends_with(&format!("--{boundary}--\r\n")));
    }

    #[test]
    fn formspree_is_told_whom_to_reply_to() {
        let body: serde_json::Value = serde_json::from_str(&sent(FORMSPREE).body).expect("JSON");
        assert_eq!(body["_replyto"], "amal@example.com");
    }

    #[test]
    fn formspree_never_drops_what_a_machine_may_have_filled_in() {
        let body: serde_json::Value = serde_json::from_str(&sent(FORMSPREE).body).expect("JSON");
        assert_eq!(body["_gotcha"], "");
    }

    #[test]
    fn staff_of_a_form_service_read_the_answers_in_english() {
        let answers = value(&sent(NETLIFY), "answers-in-english").expect("they are there");
        assert!(answers.contains("Name in Latin letters"), "{answers}");
    }

    #[test]
    fn netlify_is_told_which_form_it_is() {
        assert_eq!(
            pairs(&sent(NETLIFY))[0],
            ("form-name".into(), "every-kind".into())
        );
    }

    #[test]
    fn a_fhir_server_is_sent_a_transaction() {
        let parcel = sent(r#"{"kind":"fhir","url":"https://a.example/r4"}"#);
        let body: serde_json::Value = serde_json::from_str(&parcel.body).expect("JSON");
        assert_eq!(body["type"], "transaction");
        let expected = [("Content-Type", FHIR_TYPE), ("Accept", FHIR_TYPE)];
        assert_eq!(parcel.headers(), expected);
    }

    #[test]
    fn what_is_written_for_a_service_is_the_same_every_time() {
        for destination in [FORM, FORMSPREE, NETLIFY] {
            assert_eq!(sent(destination), sent(destination));
        }
    }
}
