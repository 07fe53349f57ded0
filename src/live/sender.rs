//! The request as it leaves: made once, then kept as it is through every repeat.

use super::clock;
use crate::form::{Draft, Identity, Reader, Submission};
use crate::i18n::{Key, Words};
use crate::page::FormSetup;
use crate::submit::{Destination, Parcel, envelope, mailto, text};

/// A request, frozen.
pub struct Request {
    /// What it was made from.
    draft: Draft,
    /// What people call it.
    pub reference: String,
    /// What is posted; nothing where there is nowhere to.
    pub parcel: Option<Parcel>,
    /// For an e-mail: in English, for staff.
    staff: String,
    /// For a file: for staff and for the patient.
    pub text: String,
}

impl Request {
    /// Makes the request of a checked draft.
    pub async fn of(
        draft: Draft,
        submission: &Submission,
        destination: Option<&Destination>,
    ) -> Self {
        let hidden = |name| draft.get(name).unwrap_or_default().to_owned();
        let identity = Identity {
            id: hidden("_id"),
            reference: hidden("_reference"),
            opened: hidden("_opened").parse().ok(),
            authored: clock::authored(),
            zone: draft
                .get("_zone")
                .filter(|zone| !zone.is_empty())
                .map(str::to_owned),
            language: submission.language().to_owned(),
        };
        let flagged = draft.get("_website").is_some_and(|trap| !trap.is_empty());
        let envelope = envelope(submission, &identity, flagged);
        let (staff, patient) = (
            submission.reading(Reader::Staff),
            submission.reading(Reader::Patient),
        );
        Self {
            parcel: destination.map(|destination| Parcel::of(&envelope, destination)),
            staff: text::text(&staff, &identity.reference),
            text: text::both(&staff, &patient, &identity.reference),
            reference: identity.reference,
            draft,
        }
    }

    /// Whether it was made from this very draft.
    pub fn is_of(&self, draft: &Draft) -> bool {
        self.draft == *draft
    }

    /// Its e-mail: whole if that can be opened, short otherwise.
    pub fn mail(&self, page: &FormSetup, words: Words) -> mailto::Mail {
        let subject = words.fill(
            Key::SendMailSubject,
            &[("title", &page.title), ("reference", &self.reference)],
        );
        let short = words.fill(Key::SendMailShort, &[("reference", &self.reference)]);
        mailto::fitting(
            &words.locale().contact.email,
            &subject,
            &self.staff,
            &short,
            page.mailto_octets,
        )
    }
}
