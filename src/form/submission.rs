//! A request that passed its check: the answers of the items that were asked.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::answer::{self, Answer};
use super::asked::Asked;
use super::draft::Draft;
use super::model::{Form, Item, Kind, Months, Text, link_id};
use super::reading::{Reader, Reading};

/// What makes a request one request, through every retry, reload and fallback.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// A UUID, made when the form was opened.
    pub id: String,
    /// What people call it: see `reference`.
    pub reference: String,
    /// When the form was opened, in milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened: Option<u64>,
    /// When it was sent first, in the patient's own time: `2026-11-24T02:15:00+03:00`.
    pub authored: String,
    /// The patient's time zone, an IANA name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// The language the form was filled in.
    pub language: String,
}

/// Answers that fit their form. Only `check` makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    pub(crate) record: Record,
}

/// The items that are asked and their answers, with the form's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Record {
    pub form: String,
    pub url: String,
    pub version: String,
    pub lang: String,
    pub title: Text,
    pub template: Value,
    pub months: Months,
    pub yes: Text,
    pub no: Text,
    pub steps: Vec<Entry>,
}

/// One item that is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub id: String,
    pub text: Text,
    /// Which time, of what can be given several times.
    pub number: Option<usize>,
    pub group: bool,
    pub hidden: bool,
    pub answers: Vec<Answer>,
    pub entries: Vec<Entry>,
}

impl Submission {
    /// For `check`, after it found nothing wrong.
    pub(super) fn of(form: &Form, draft: &Draft, asked: &Asked) -> Self {
        let mut record = Record::of(form, draft, asked);
        record.steps.retain_mut(keep_answered);
        Self { record }
    }

    /// The form's id: `appointment`.
    pub fn form(&self) -> &str {
        &self.record.form
    }

    /// The form's version.
    pub fn version(&self) -> &str {
        &self.record.version
    }

    /// The language the form was filled in.
    pub fn language(&self) -> &str {
        &self.record.lang
    }

    /// The answers of one item; none when it was not asked or not answered.
    pub fn answers(&self, id: &str) -> &[Answer] {
        fn find<'a>(entries: &'a [Entry], id: &str) -> Option<&'a Entry> {
            entries.iter().find_map(|entry| {
                if entry.id == id {
                    Some(entry)
                } else {
                    find(&entry.entries, id)
                }
            })
        }
        find(&self.record.steps, id).map_or(&[], |entry| &entry.answers)
    }

    /// The form's name.
    pub fn title(&self) -> &Text {
        &self.record.title
    }

    /// How the answers become a FHIR transaction; see `Form`.
    pub fn template(&self) -> &Value {
        &self.record.template
    }

    /// All answers, each with the id and the words of its item, in the form's order.
    pub fn given(&self) -> Vec<(&str, &Text, &Answer)> {
        fn gather<'a>(entries: &'a [Entry], given: &mut Vec<(&'a str, &'a Text, &'a Answer)>) {
            for entry in entries {
                let answers = entry.answers.iter();
                given.extend(answers.map(|answer| (entry.id.as_str(), &entry.text, answer)));
                gather(&entry.entries, given);
            }
        }
        let mut given = Vec::new();
        gather(&self.record.steps, &mut given);
        given
    }

    /// Questions and answers for a person to read.
    pub fn reading(&self, reader: Reader) -> Reading {
        Reading::of(&self.record, reader)
    }
}

impl Record {
    pub(crate) fn of(form: &Form, draft: &Draft, asked: &Asked) -> Self {
        let entry = |step| entry(step, form, draft, asked, false);
        Self {
            form: form.id.clone(),
            url: form.url.clone(),
            version: form.version.clone(),
            lang: form.lang.clone(),
            title: form.title.clone(),
            template: form.transaction.clone(),
            months: form.months.clone(),
            yes: form.yes.clone(),
            no: form.no.clone(),
            steps: form.steps.iter().filter_map(entry).collect(),
        }
    }
}

fn entry(item: &Item, form: &Form, draft: &Draft, asked: &Asked, hidden: bool) -> Option<Entry> {
    let silent = matches!(item.kind, Kind::Display | Kind::Unsupported);
    if silent || !asked.contains(&item.id) {
        return None;
    }
    let hidden = hidden || item.hidden;
    let child = |child| entry(child, form, draft, asked, hidden);
    Some(Entry {
        id: item.id.clone(),
        text: item.text.clone(),
        number: item.occurrence.map(|occurrence| occurrence.number),
        group: item.kind == Kind::Group,
        hidden,
        answers: answer::read(item, draft, &form.months).given,
        entries: item.items.iter().filter_map(child).collect(),
    })
}

/// Leaves out what was not answered; a hidden item's unreadable value is nobody's answer.
fn keep_answered(entry: &mut Entry) -> bool {
    entry
        .answers
        .retain(|answer| !matches!(answer, Answer::Unread(_)));
    entry.entries.retain_mut(keep_answered);
    number(&mut entry.entries);
    !entry.answers.is_empty() || !entry.entries.is_empty()
}

/// Numbers what can be given several times by what was given.
fn number(entries: &mut [Entry]) {
    let mut before: Option<(&str, usize)> = None;
    for entry in entries {
        let id = link_id(&entry.id);
        before = entry.number.map(|_| match before {
            Some((same, number)) if same == id => (id, number + 1),
            _ => (id, 1),
        });
        entry.number = before.map(|(_, number)| number);
    }
}
