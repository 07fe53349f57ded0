//! Questions and answers for a person to read: staff in English, the patient in their language.
//! The same shape serves the review before sending, the receipt, the e-mail and the inbox.

use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::asked::Asked;
use super::draft::Draft;
use super::model::{Form, Text};
use super::submission::{Entry, Record};

/// Whom a reading is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// The patient, in the language of the form.
    Patient,
    /// Hospital staff, in English.
    Staff,
}

/// A request written out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// Its language, a BCP 47 tag.
    pub lang: String,
    /// The form's name.
    pub title: String,
    /// One for each step that asks something, in order.
    pub sections: Vec<Section>,
}

/// A step written out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The step's id.
    pub id: String,
    /// The step's heading.
    pub title: String,
    /// Its questions, in order.
    pub entries: Vec<Line>,
}

/// A question and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The item's id; its control is `f-<id>`.
    pub id: String,
    /// The heading of the group inside the step, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The question.
    pub question: String,
    /// The answer, several on a line each; `None` only in a review, when there is none yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// The language of an answer in the patient's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_lang: Option<String>,
}

/// What has been answered so far, for the patient to check: every question that is asked, answered
/// or not, complete or not. Hidden items are not in it.
pub fn review(form: &Form, draft: &Draft, asked: &Asked) -> Reading {
    Reading::of(&Record::of(form, draft, asked), Reader::Patient)
}

impl Reading {
    pub(super) fn of(record: &Record, reader: Reader) -> Self {
        let mut sections = Vec::new();
        for step in &record.steps {
            let mut entries = Vec::new();
            for entry in &step.entries {
                reader.collect(record, entry, None, &mut entries);
            }
            if !entries.is_empty() {
                let title = reader.words(&step.text).to_owned();
                sections.push(Section {
                    id: step.id.clone(),
                    title,
                    entries,
                });
            }
        }
        let lang = match reader {
            Reader::Patient => record.lang.clone(),
            Reader::Staff => "en".to_owned(),
        };
        Self {
            lang,
            title: reader.words(&record.title).to_owned(),
            sections,
        }
    }
}

impl Reader {
    fn words(self, text: &Text) -> &str {
        match self {
            Self::Patient => &text.own,
            Self::Staff => text.english(),
        }
    }

    fn collect(self, record: &Record, entry: &Entry, group: Option<&str>, lines: &mut Vec<Line>) {
        if entry.hidden && self == Self::Patient {
            return;
        }
        let text = self.words(&entry.text);
        if entry.group {
            for child in &entry.entries {
                self.collect(record, child, Some(text), lines);
            }
            return;
        }
        let own_words = |answer: &Answer| matches!(answer, Answer::Words(_));
        let answered = !entry.answers.is_empty();
        let typed = answered && entry.answers.iter().all(own_words);
        let answers: Vec<String> = entry
            .answers
            .iter()
            .map(|answer| self.answer(record, answer))
            .collect();
        lines.push(Line {
            id: entry.id.clone(),
            group: group.map(str::to_owned),
            question: text.to_owned(),
            answer: answered.then(|| answers.join("\n")),
            answer_lang: typed.then(|| record.lang.clone()),
        });
        for child in &entry.entries {
            self.collect(record, child, group, lines);
        }
    }

    fn answer(self, record: &Record, answer: &Answer) -> String {
        match answer {
            Answer::Boolean(yes) => {
                let words = self.words(if *yes { &record.yes } else { &record.no });
                let plain = if *yes { "true" } else { "false" };
                if words.is_empty() { plain } else { words }.to_owned()
            }
            Answer::Integer(number) => number.to_string(),
            Answer::Date(date) => date.to_words(match self {
                Self::Patient => &record.months.own,
                Self::Staff => &record.months.en,
            }),
            Answer::Choice(choice) => self.words(&choice.text).to_owned(),
            Answer::Words(text) | Answer::Email(text) | Answer::Unread(text) => text.clone(),
            Answer::Phone(phone) => phone.typed.clone(),
        }
    }
}
