//! The request as it leaves: made once, then kept as it is through every repeat.

use super::clock;
use crate::form::{Draft, Identity, Reader, Reading, Submission};
use crate::i18n::{Key, Words};
use crate::page::{FormSetup, Sealing};
use crate::submit::envelope::Envelope;
use crate::submit::letter::{self, Attachment};
use crate::submit::paper::{self, Cover};
use crate::submit::parcel::{json, sealed_json};
use crate::submit::{DestinationKind, Leaving, Parcel, Unsealed, envelope, mailto, sealing, text};
use crate::ui::form::{Advice, Carried, File};

/// A request, frozen.
pub struct Request {
    /// What it was made from.
    draft: Draft,
    /// What people call it.
    pub reference: String,
    /// What is posted, or why nothing can be.
    pub parcel: Result<Parcel, Advice>,
    /// For an e-mail: in English, for staff.
    staff: String,
    /// To copy: for staff and for the patient.
    pub text: String,
    /// For the patient, and for staff.
    readings: (Reading, Reading),
    /// All of it, for a program of the hospital, sealed where the site seals; nothing where that failed.
    data: Option<String>,
}

impl Request {
    /// Makes the request of a checked draft.
    pub async fn of(draft: Draft, submission: &Submission, page: &FormSetup) -> Self {
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
        let sealed = seal(&envelope, page).await;
        Self {
            parcel: parcel(leaving, page, sealed.as_ref()),
            data: match &sealed {
                None => Some(json(&envelope)),
                Some(Ok(sealed)) => Some(sealed_json(&envelope, sealed)),
                Some(Err(_)) => None,
            },
            staff: text::text(&staff, &identity.reference),
            text: text::both(&staff, &patient, &identity.reference),
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
            File::Data => {
                let data = self.data.clone().unwrap_or_default();
                (named(".json"), "application/json", data)
            }
            File::Letter => {
                let files = [File::Page, File::Data].map(|file| self.file(file, page, words));
                let attachments = files.each_ref().map(|(name, media_type, text)| Attachment {
                    name,
                    media_type,
                    text,
                });
                // What is to be sealed has no page that everybody can read beside it.
                let open = usize::from(page.sealing.is_some());
                let letter = letter::letter(
                    page.email(&words.locale().contact),
                    &self.subject(page, words),
                    &words.fill(Key::SendLetter, &[("reference", &self.reference)]),
                    &["portico-", &self.reference].concat(),
                    &attachments[open..],
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
        paper::page(cover, &self.readings.0, &self.readings.1)
    }

    fn subject(&self, page: &FormSetup, words: Words) -> String {
        words.fill(
            Key::SendMailSubject,
            &[("title", &page.title), ("reference", &self.reference)],
        )
    }

    /// Its e-mail, and how the answers leave with it: in the e-mail if that can be opened, else in a file.
    pub fn mail(&self, page: &FormSetup, words: Words) -> (String, Carried) {
        let email = page.email(&words.locale().contact);
        let subject = self.subject(page, words);
        let (carried, short) = match (&page.sealing, &self.data) {
            (None, _) => (Carried::InFile, Key::SendMailShort),
            (_, Some(_)) => (Carried::Sealed, Key::SendMailSealed),
            _ => (Carried::Nowhere, Key::SendMailUnsealed),
        };
        let short = words.fill(short, &[("reference", &self.reference)]);
        if page.sealing.is_some() {
            return (mailto::address(email, &subject, &short), carried);
        }
        let mail = mailto::fitting(email, &subject, &self.staff, &short, page.mailto_octets);
        let carried = if mail.whole { Carried::InMail } else { carried };
        (mail.address, carried)
    }
}

/// Seals a request where the site says so. `None`: it leaves open.
async fn seal(envelope: &Envelope, page: &FormSetup) -> Option<Result<String, Advice>> {
    let Sealing { seal, script } = page.sealing.as_ref()?;
    if !seal.holds_on(&clock::authored()[..10]) {
        return Some(Err(Advice::KeyExpired));
    }
    let sealed = sealing::seal(script, &seal.key, &json(envelope)).await;
    Some(sealed.map_err(|unsealed| match unsealed {
        Unsealed::Unreachable => Advice::Unreachable,
        Unsealed::Impossible => Advice::Unsealed,
    }))
}

/// Writes a request for its destination. What is to be sealed never leaves open.
fn parcel(
    leaving: Leaving,
    page: &FormSetup,
    sealed: Option<&Result<String, Advice>>,
) -> Result<Parcel, Advice> {
    let destination = page.destination.as_ref().ok_or(Advice::Off)?;
    match (destination.kind, sealed) {
        (_, Some(Err(advice))) => Err(*advice),
        (DestinationKind::Mailto, None) => Err(Advice::ByMail),
        // What is sealed is a file.
        (DestinationKind::Mailto | DestinationKind::Download, _) => Err(Advice::ByFile),
        (_, None) => Ok(Parcel::of(leaving, destination)),
        (_, Some(Ok(sealed))) => Ok(Parcel::sealed(leaving.envelope, destination, sealed)),
    }
}
