//! What a browser posts: one request with the answers and their two readings, and the check that
//! it has that shape. Knows no form's questions, no database and no network.

use std::borrow::Cow;

use jiff::ZonedDateTime;
use portico::form::reference;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::refusal::{Fault, Refusal};

/// The longest text in a request, in characters.
pub const LONGEST_TEXT: usize = 20_000;

/// One request of one patient.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Envelope {
    /// UUID, made when the form was opened.
    pub id: String,
    /// What the patient writes down; made from the id.
    pub reference: String,
    /// Name of the form.
    pub form: String,
    /// Version of the form.
    pub version: String,
    /// BCP 47 tag of the page that was filled in.
    pub language: String,
    /// When it was sent, by the patient's clock (RFC 3339).
    pub authored: String,
    /// The patient's IANA time zone; empty where the browser did not tell.
    #[serde(default)]
    pub zone: String,
    /// Whether a machine may have filled it in. Such a request is kept like any other.
    #[serde(default)]
    pub flagged: bool,
    /// FHIR R4 QuestionnaireResponse.
    pub response: Value,
    /// Questions and answers in English.
    pub staff: Reading,
    /// Questions and answers as the patient saw them.
    pub patient: Reading,
}

/// Questions and answers as text, in one language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// BCP 47 tag.
    pub lang: String,
    /// The form's name.
    pub title: String,
    /// The form's steps.
    pub sections: Vec<Section>,
}

/// One step of the form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Heading.
    pub title: String,
    /// What was answered.
    pub entries: Vec<Entry>,
}

/// One question with its answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The question's `linkId`.
    pub id: String,
    /// Heading of the group inside the step, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The question.
    pub question: String,
    /// The answer; several lines where several were given.
    #[serde(default)]
    pub answer: String,
    /// BCP 47 tag of an answer in the patient's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_lang: Option<String>,
}

impl Envelope {
    /// Reads a posted body and checks its shape.
    pub fn read(body: &[u8]) -> Result<Self, Refusal> {
        Self::of(serde_json::from_slice(body).map_err(|_| Refusal::Malformed)?)
    }

    /// Checks the shape of what was posted.
    pub fn of(value: Value) -> Result<Self, Refusal> {
        let mut faults = Vec::new();
        check_texts(&value, &mut Vec::new(), &mut faults);
        if !faults.is_empty() {
            return Err(Refusal::Invalid(faults));
        }
        let envelope: Self = serde_path_to_error::deserialize(value).map_err(|error| {
            // The error's own text may quote an answer; its place is enough.
            Refusal::Invalid(vec![Fault {
                code: "shape",
                field: Some(pointer(error.path())),
                message: "Something here is missing or of another type".into(),
            }])
        })?;
        let faults = envelope.faults();
        if faults.is_empty() {
            Ok(envelope)
        } else {
            Err(Refusal::Invalid(faults))
        }
    }

    /// The answers alone: what stays the same when a request is sent again by another way.
    pub fn answers(&self) -> &Value {
        &self.response["item"]
    }

    /// Which request it is.
    pub fn names(&self) -> Names<'_> {
        [&self.id, &self.reference, &self.form, &self.version]
    }

    fn faults(&self) -> Vec<Fault> {
        let mut faults = names_faults(self.names());
        faults.extend(broken(&[
            (
                is_language(&self.language),
                "language",
                "/language",
                "Not a language tag",
            ),
            (
                is_moment(&self.authored),
                "authored",
                "/authored",
                "Not an RFC 3339 time",
            ),
            (
                is_zone(&self.zone),
                "zone",
                "/zone",
                "Not a time zone's name",
            ),
            (
                self.response["resourceType"] == "QuestionnaireResponse",
                "response",
                "/response/resourceType",
                "Not a QuestionnaireResponse",
            ),
            (
                matches!(self.response.get("item"), None | Some(Value::Array(_))),
                "response",
                "/response/item",
                "Not a list",
            ),
            (
                self.staff.tags_hold(),
                "language",
                "/staff",
                "Not a language tag",
            ),
            (
                self.patient.tags_hold(),
                "language",
                "/patient",
                "Not a language tag",
            ),
        ]));
        faults
    }
}

/// Id, reference, form and version: which request it is.
pub type Names<'a> = [&'a str; 4];

/// What is wrong with these names.
pub fn names_faults([id, reference, form, version]: Names<'_>) -> Vec<Fault> {
    broken(&[
        (
            is_canonical_uuid(id),
            "id",
            "/id",
            "Not a UUID in lower case with hyphens",
        ),
        (
            reference::normal(reference)
                .is_some_and(|reference| reference::of(id).is_none_or(|own| own == reference)),
            "reference",
            "/reference",
            "Not the reference of this id, or its check character is wrong",
        ),
        (is_name(form), "form", "/form", "Not the name of a form"),
        (is_version(version), "version", "/version", "Not a version"),
    ])
}

/// Those of the rules that do not hold: code, place, message.
fn broken(rules: &[(bool, &'static str, &str, &str)]) -> Vec<Fault> {
    rules
        .iter()
        .filter(|(holds, ..)| !holds)
        .map(|(_, code, field, message)| Fault {
            code,
            field: Some((*field).into()),
            message: (*message).into(),
        })
        .collect()
}

impl Reading {
    /// All questions with their answers, in order.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.sections.iter().flat_map(|section| &section.entries)
    }

    fn tags_hold(&self) -> bool {
        is_language(&self.lang)
            && self
                .entries()
                .filter_map(|entry| entry.answer_lang.as_deref())
                .all(is_language)
    }
}

impl From<portico::form::Reading> for Reading {
    fn from(reading: portico::form::Reading) -> Self {
        let entry = |line: portico::form::reading::Line| Entry {
            id: line.id,
            group: line.group,
            question: line.question,
            answer: line.answer.unwrap_or_default(),
            answer_lang: line.answer_lang,
        };
        let section = |section: portico::form::reading::Section| Section {
            title: section.title,
            entries: section.entries.into_iter().map(entry).collect(),
        };
        Self {
            lang: reading.lang,
            title: reading.title,
            sections: reading.sections.into_iter().map(section).collect(),
        }
    }
}

impl From<Reading> for portico::form::Reading {
    fn from(reading: Reading) -> Self {
        let line = |entry: Entry| portico::form::reading::Line {
            id: entry.id,
            group: entry.group,
            question: entry.question,
            answer: Some(entry.answer),
            answer_lang: entry.answer_lang,
        };
        let section = |section: Section| portico::form::reading::Section {
            id: String::new(),
            title: section.title,
            entries: section.entries.into_iter().map(line).collect(),
        };
        Self {
            lang: reading.lang,
            title: reading.title,
            sections: reading.sections.into_iter().map(section).collect(),
        }
    }
}

/// Whether a UUID is written as this service writes it.
pub fn is_canonical_uuid(text: &str) -> bool {
    Uuid::try_parse(text).is_ok_and(|id| id.to_string() == text)
}

/// Whether a text could name a form.
pub fn is_name(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Whether a text has the form of a BCP 47 tag.
pub fn is_language(text: &str) -> bool {
    let subtag = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    text.len() <= 35 && text.split('-').all(subtag) && text.as_bytes()[0].is_ascii_alphabetic()
}

/// Whether a text could be an IANA time zone's name, or is empty.
pub fn is_zone(text: &str) -> bool {
    text.len() <= 64
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"/_+-".contains(&byte))
}

fn is_version(text: &str) -> bool {
    (1..=32).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-+".contains(&byte))
}

fn is_moment(text: &str) -> bool {
    text.len() <= 35
        && (text.parse::<jiff::Timestamp>().is_ok() || text.parse::<ZonedDateTime>().is_ok())
}

/// What may stand in a text: everything printable, line ends and tabs.
pub fn is_plain(letter: char) -> bool {
    !letter.is_control() || letter == '\n' || letter == '\t'
}

/// Looks at every text, names of members included.
pub fn check_texts<'a>(value: &'a Value, place: &mut Vec<Cow<'a, str>>, faults: &mut Vec<Fault>) {
    match value {
        Value::String(text) => check_text(text, place, faults),
        Value::Array(values) => {
            for (number, value) in values.iter().enumerate() {
                place.push(number.to_string().into());
                check_texts(value, place, faults);
                place.pop();
            }
        }
        Value::Object(members) => {
            for (name, value) in members {
                place.push("…".into());
                check_text(name, place, faults);
                place.pop();
                place.push(name.into());
                check_texts(value, place, faults);
                place.pop();
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn check_text(text: &str, place: &[Cow<'_, str>], faults: &mut Vec<Fault>) {
    let mut find = |code, message: String| {
        let field = place.iter().map(|part| format!("/{part}")).collect();
        faults.push(Fault {
            code,
            field: Some(field),
            message,
        });
    };
    if text.chars().count() > LONGEST_TEXT {
        find("too-long", format!("Longer than {LONGEST_TEXT} characters"));
    }
    if !text.chars().all(is_plain) {
        find("control-character", "Holds a control character".into());
    }
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{key}"),
            Segment::Enum { variant } => format!("/{variant}"),
            Segment::Unknown => "/…".into(),
        })
        .collect()
}
