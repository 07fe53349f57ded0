//! A request posted by a browser's own form, without script or without wasm. The same form engine
//! that runs in the browser checks it here, and makes the same request of it.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};
use portico::form::{
    Date, Draft, Form, Identity, Problems, Reader, Submission, Surroundings, check, reference,
};
use regex::Regex;
use unicode_segmentation::UnicodeSegmentation;
use uuid::Uuid;

use crate::app::{App, now};
use crate::envelope::{Envelope, LONGEST_TEXT, is_canonical_uuid};
use crate::forms;
use crate::problem;
use crate::refusal::{Fault, Refusal};
use crate::store::Origin;
use crate::words::Words;

/// Why a posted form is not taken.
pub enum FormRefusal {
    /// For a reason that a JSON request could meet as well.
    Refusal(Refusal),
    /// Its answers break the form's rules.
    Problems(Box<Form>, Problems),
}

impl From<Refusal> for FormRefusal {
    fn from(refusal: Refusal) -> Self {
        Self::Refusal(refusal)
    }
}

/// Reads the posted pairs and checks them against the form of the built site.
pub async fn read(app: &App, form: &str, body: &[u8]) -> Result<(Envelope, Origin), FormRefusal> {
    let draft = Draft::from_pairs(form_urlencoded::parse(body).into_owned());
    let hidden = |name| draft.get(name).unwrap_or_default();
    let site = app.settings.site.as_deref().ok_or(Refusal::WrongType)?;
    let form = forms::load(site, form, hidden("_lang")).await;
    let form = form.ok_or(Refusal::UnknownForm)?;
    let sent = sent(now(), hidden("_zone"));
    let oversized = |(_, value): &(String, String)| value.chars().count() > LONGEST_TEXT;
    match check(&form, &draft, &surroundings(&sent)) {
        Ok(_) if draft.pairs().iter().any(oversized) => Err(Refusal::TooLarge.into()),
        Ok(submission) => {
            let (id, origin) = identity(hidden("_id"));
            let flagged = !hidden("_website").is_empty();
            Ok((envelope(&submission, id, &sent, flagged), origin))
        }
        Err(problems) => Err(FormRefusal::Problems(Box::new(form), problems)),
    }
}

/// The broken rules of a form post, for a sender that is a program.
pub fn refusal(form: &Form, problems: &Problems) -> Refusal {
    let words = Words::english();
    let fault = |problem| Fault {
        code: problem::code(problem),
        field: Some(problem.item.clone()),
        message: problem::explain(words, form, problem),
    };
    Refusal::Invalid(problems.iter().map(fault).collect())
}

/// The identity that the browser made, or a new one where no script ran.
fn identity(posted: &str) -> (String, Origin) {
    let posted = posted.to_ascii_lowercase();
    match is_canonical_uuid(&posted) {
        true => (posted, Origin::Form),
        false => (Uuid::now_v7().to_string(), Origin::Nameless),
    }
}

fn envelope(submission: &Submission, id: String, sent: &ZonedDateTime, flagged: bool) -> Envelope {
    let reference = reference::of(&id).expect("every UUID has a reference");
    let authored = sent.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    let zone = sent.time_zone();
    let zone = zone.iana_name().filter(|_| !zone.is_unknown());
    let language = submission.language().to_owned();
    let identity = Identity {
        id: id.clone(),
        reference: reference.clone(),
        opened: None,
        authored: authored.clone(),
        zone: zone.map(str::to_owned),
        language: language.clone(),
    };
    Envelope {
        id,
        reference,
        form: submission.form().to_owned(),
        version: submission.version().to_owned(),
        language,
        authored,
        zone: zone.unwrap_or_default().to_owned(),
        flagged,
        response: submission.response(&identity),
        staff: submission.reading(Reader::Staff).into(),
        patient: submission.reading(Reader::Patient).into(),
    }
}

/// The time of sending where the patient is; in UTC where the browser did not tell the zone.
fn sent(now: Timestamp, zone: &str) -> ZonedDateTime {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::unknown());
    now.to_zoned_datetime(zone)
}

fn surroundings(sent: &ZonedDateTime) -> Surroundings {
    let number = |part: i8| u8::try_from(part).expect("months and days are positive");
    let year = u16::try_from(sent.year()).expect("this year is positive");
    let today = Date::new(year, number(sent.month()), number(sent.day()));
    Surroundings {
        today: today.expect("today is a date"),
        count,
        matches,
    }
}

/// Characters as a person counts them.
pub fn count(text: &str) -> usize {
    text.graphemes(true).count()
}

/// The site's build has checked every pattern; one that cannot be read refuses nobody.
pub fn matches(pattern: &str, text: &str) -> bool {
    Regex::new(&format!("^(?:{pattern})$")).map_or(true, |pattern| pattern.is_match(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_asking_is_the_patient_s() {
        let now = "2026-11-24T22:00:00Z".parse().unwrap();
        assert_eq!(
            surroundings(&sent(now, "Asia/Riyadh")).today,
            Date::new(2026, 11, 25).unwrap()
        );
    }

    #[test]
    fn where_the_zone_is_unknown_the_day_of_asking_is_that_of_utc() {
        let now = "2026-11-24T23:59:59Z".parse().unwrap();
        let today = surroundings(&sent(now, "<script>")).today;
        assert_eq!(today, Date::new(2026, 11, 24).unwrap());
    }

    #[test]
    fn a_pattern_covers_the_whole_answer() {
        assert!(matches("a|b", "b"));
        assert!(!matches("a|b", "ab"));
    }

    #[test]
    fn characters_are_counted_as_a_person_sees_them() {
        assert_eq!(count("e\u{301}"), 1);
    }

    #[test]
    fn an_identity_in_capitals_is_the_same_identity() {
        let (id, origin) = identity("0193A2B4-5C6D-7E8F-9A0B-1C2D3E4F5A6B");
        assert_eq!(
            (id.as_str(), origin),
            ("0193a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b", Origin::Form)
        );
    }

    #[test]
    fn without_script_every_request_gets_an_identity_of_its_own() {
        let ((one, origin), (other, _)) = (identity(""), identity(""));
        assert_eq!(origin, Origin::Nameless);
        assert_ne!(one, other);
    }
}
