//! The request as it leaves: made once, then kept as it is through every repeat.

use super::clock;
use crate::form::{Draft, Identity, Reader, Reading, Submission};
use crate::i18n::{Key, Words};
use crate::page::FormSetup;
use crate::submit::letter::{self, Attachment};
use crate::submit::paper::{self, Contents, Cover};
use crate::submit::{Destination, Leaving, Parcel, envelope, mailto, text};
use crate::ui::form::File;

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
    /// To copy: for staff and for the patient.
    pub text: String,
    /// For the patient, and for staff.
    readings: (Reading, Reading),
    /// All of it, for a program.
    data: String,
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
        let leaving = Leaving {
            envelope: &envelope,
            submission,
            identity: &identity,
            draft: &draft,
        };
        let destination = destination.filter(|destination| destination.is_posted());
        Self {
            parcel: destination.map(|destination| Parcel::of(leaving, destination)),
            staff: text::text(&staff, &identity.reference),
            text: text::both(&staff, &patient, &identity.reference),
            data: serde_json::to_string(&envelope).expect("an envelope is plain data"),
            reference: identity.reference,
            readings: (patient, staff),
            draft,
        }
    }

    /// Whether it was made from this very draft.
    pub fn is_of(&self, draft: &Draft) -> bool {
        self.draft == *draft
    }

    /// A file of it: its name, its type, and what is in it.
    pub fn file(
        &self,
        file: File,
        page: &FormSetup,
        words: Words,
    ) -> (String, &'static str, String) {
        let named = |ending: &str| [&self.reference, ending].concat();
        match file {
            File::Page => (named(".html"), "text/html", self.page(page, words)),
            File::Data => (named(".json"), "application/json", self.data.clone()),
            File::Letter => {
                let files = [File::Page, File::Data].map(|file| self.file(file, page, words));
                let attachments = files.each_ref().map(|(name, media_type, text)| Attachment {
                    name,
                    media_type,
                    text,
                });
                let letter = letter::letter(
                    page.email(&words.locale().contact),
                    &self.subject(page, words),
                    &words.fill(Key::SendLetter, &[("reference", &self.reference)]),
                    &["portico-", &self.reference].concat(),
                    &attachments,
                );
                (named(".eml"), "message/rfc822", letter)
            }
        }
    }

    /// As a page to read and to print.
    fn page(&self, page: &FormSetup, words: Words) -> String {
        let locale = words.locale();
        let language = locale
            .languages
            .iter()
            .find(|language| language.tag == locale.lang);
        let said = words.fill(Key::SendFileSaid, &[("time", &clock::said(clock::now()))]);
        let cover = Cover {
            lang: &locale.lang,
            dir: language.map_or("ltr", |language| &language.dir),
            title: &page.title,
            reference: &self.reference,
            lines: &[said],
        };
        paper::page(cover, Contents::Open(&self.readings.0, &self.readings.1))
    }

    fn subject(&self, page: &FormSetup, words: Words) -> String {
        words.fill(
            Key::SendMailSubject,
            &[("title", &page.title), ("reference", &self.reference)],
        )
    }

    /// Its e-mail: whole if that can be opened, short otherwise.
    pub fn mail(&self, page: &FormSetup, words: Words) -> mailto::Mail {
        let subject = self.subject(page, words);
        let short = words.fill(Key::SendMailShort, &[("reference", &self.reference)]);
        mailto::fitting(
            page.email(&words.locale().contact),
            &subject,
            &self.staff,
            &short,
            page.mailto_octets,
        )
    }
}
