//! The request as it leaves: made once, then kept as it is through every repeat.

use super::clock;
use crate::form::{Draft, Identity, Reader, Reading, Submission};
use crate::i18n::{Key, Words};
use crate::page::{FormSetup, Sealing};
use crate::submit::envelope::Envelope;
use crate::submit::letter::{self, Attachment};
use crate::submit::paper::{self, Contents, Cover};
use crate::submit::parcel::{json, sealed_json};
use crate::submit::{DestinationKind, Leaving, Parcel, Unsealed, envelope, mailto, sealing, text};
use crate::ui::form::{Advice, File};

/// A request, frozen.
pub struct Request {
    /// What it was made from.
    draft: Draft,
    /// What people call it.
    pub reference: String,
    /// What is posted, or why nothing can be.
    pub parcel: Result<Parcel, Advice>,
    /// For a file that goes by e-mail, where requests are sealed.
    sealed: Option<String>,
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
            sealed: sealed
                .and_then(Result::ok)
                .map(|jwe| sealed_json(&envelope, &jwe)),
            staff: text::text(&staff, &identity.reference),
            text: text::both(&staff, &patient, &identity.reference),
            data: json(&envelope),
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
                let files = match &self.sealed {
                    Some(sealed) => vec![(named(".json"), "application/json", sealed.clone())],
                    None => [File::Page, File::Data]
                        .map(|file| self.file(file, page, words))
                        .into(),
                };
                let attachments: Vec<_> = files
                    .iter()
                    .map(|(name, media_type, text)| Attachment {
                        name,
                        media_type,
                        text,
                    })
                    .collect();
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

/// Seals a request where the site says so. `None`: it leaves open.
async fn seal(envelope: &Envelope, page: &FormSetup) -> Option<Result<String, Advice>> {
    let Sealing { seal, script } = page.sealing.as_ref()?;
    if !seal.holds_on(&clock::authored()[..10]) {
        return Some(Err(Advice::Unsealed));
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
