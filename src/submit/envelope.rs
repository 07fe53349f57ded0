//! What is posted: one request with its identity, its answers and both readings. Pure; the endpoint's
//! side of the same contract is in `intake`.

use serde::Serialize;
use serde_json::Value;

use crate::form::{Identity, Reader, Reading, Submission};

/// One request, ready to be written as JSON.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Envelope {
    /// The request's UUID.
    pub id: String,
    /// What people call it.
    pub reference: String,
    /// The form's id.
    pub form: String,
    /// The form's version.
    pub version: String,
    /// The language it was filled in.
    pub language: String,
    /// When it was sent first, in the patient's own time.
    pub authored: String,
    /// The patient's time zone; empty where the browser does not tell.
    pub zone: String,
    /// Whether a machine may have filled it in. It is sent all the same.
    pub flagged: bool,
    /// FHIR R4 QuestionnaireResponse.
    pub response: Value,
    /// For staff, in English.
    pub staff: Reading,
    /// For the patient, in their language.
    pub patient: Reading,
}

/// Puts a checked request into its envelope.
pub fn envelope(submission: &Submission, identity: &Identity, flagged: bool) -> Envelope {
    Envelope {
        id: identity.id.clone(),
        reference: identity.reference.clone(),
        form: submission.form().to_owned(),
        version: submission.version().to_owned(),
        language: submission.language().to_owned(),
        authored: identity.authored.clone(),
        zone: identity.zone.clone().unwrap_or_default(),
        flagged,
        response: submission.response(identity),
        staff: submission.reading(Reader::Staff),
        patient: submission.reading(Reader::Patient),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{Date, Draft, Form, Surroundings, check};

    fn written() -> Value {
        let form: Form = serde_json::from_str(include_str!("../../tests/form/every-kind.ar.json"))
            .expect("the form is well formed");
        let pairs = [
            ("requester", "patient"),
            ("given-name", "Amal"),
            ("birth-date.day", "27"),
            ("birth-date.month", "3"),
            ("birth-date.year", "1954"),
            ("email", "amal@example.com"),
            ("problem", "ألم في الصدر"),
            ("agree", "true"),
        ];
        let draft =
            Draft::from_pairs(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let surroundings = Surroundings {
            today: Date::new(2026, 11, 24).expect("a date"),
            count: |text| text.chars().count(),
            matches: |_, _| true,
        };
        let submission = check(&form, &draft, &surroundings).expect("all that is needed is there");
        let identity = Identity {
            id: "01940000-0000-7000-8000-123456789abc".into(),
            reference: "6HAF-6SPZ-0".into(),
            opened: None,
            authored: "2026-11-24T02:15:00+03:00".into(),
            zone: None,
            language: "ar".into(),
        };
        serde_json::to_value(envelope(&submission, &identity, false)).expect("it is plain data")
    }

    #[test]
    fn the_request_keeps_its_identity() {
        assert_eq!(written()["id"], "01940000-0000-7000-8000-123456789abc");
    }

    #[test]
    fn staff_read_english_and_the_patient_their_own_language() {
        assert_eq!(
            (&written()["staff"]["lang"], &written()["patient"]["lang"]),
            (&"en".into(), &"ar".into())
        );
    }

    #[test]
    fn an_unknown_time_zone_is_empty() {
        assert_eq!(written()["zone"], "");
    }
}
