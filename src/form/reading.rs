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

impl Section {
    /// Its lines, those of one group together below the group's heading.
    pub fn groups(&self) -> impl Iterator<Item = (Option<&str>, &[Line])> {
        let groups = self.entries.chunk_by(|one, next| one.group == next.group);
        groups.map(|lines| (lines[0].group.as_deref(), lines))
    }
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
        let title = entry
            .number
            .map(|number| entry.text.numbered(number, entry.group));
        let text = self.words(title.as_ref().unwrap_or(&entry.text));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::sample::{draft, form, least_with, surroundings};
    use crate::form::{asked, check};

    fn reading(reader: Reader, pairs: &[(&str, &str)]) -> Reading {
        check(&form(), &least_with(pairs), &surroundings())
            .expect("no problems")
            .reading(reader)
    }

    fn reviewed(pairs: &[(&str, &str)]) -> Reading {
        let draft = draft(pairs);
        review(&form(), &draft, &asked(&form(), &draft))
    }

    fn line<'a>(reading: &'a Reading, id: &str) -> Option<&'a Line> {
        reading
            .sections
            .iter()
            .flat_map(|section| &section.entries)
            .find(|line| line.id == id)
    }

    #[track_caller]
    fn says(reading: &Reading, id: &str, question: &str, answer: &str) {
        let line = line(reading, id).expect("a line");
        assert_eq!(
            (line.question.as_str(), line.answer.as_deref()),
            (question, Some(answer))
        );
    }

    #[test]
    fn staff_read_english() {
        let reading = reading(Reader::Staff, &[]);
        assert_eq!(
            (reading.lang.as_str(), reading.title.as_str()),
            ("en", "Every kind")
        );
        assert_eq!(reading.sections[0].title, "You");
        says(
            &reading,
            "requester",
            "Who is filling this in?",
            "The patient",
        );
        says(&reading, "birth-date", "Date of birth", "27 March 1954");
        says(&reading, "agree", "I agree", "Yes");
    }

    #[test]
    fn patients_read_their_language() {
        let reading = reading(Reader::Patient, &[]);
        assert_eq!(
            (reading.lang.as_str(), reading.title.as_str()),
            ("ar", "كل الأنواع")
        );
        says(&reading, "requester", "من يملأ هذا النموذج؟", "المريض");
        says(&reading, "birth-date", "تاريخ الميلاد", "27 مارس 1954");
        says(&reading, "agree", "أوافق", "نعم");
    }

    #[test]
    fn own_words_carry_their_language() {
        let reading = reading(Reader::Staff, &[("diet.other", "بلا غلوتين")]);
        for id in ["problem", "diet"] {
            assert_eq!(
                line(&reading, id).and_then(|line| line.answer_lang.as_deref()),
                Some("ar")
            );
        }
    }

    #[test]
    fn chosen_answers_and_addresses_carry_no_language() {
        let reading = reading(Reader::Staff, &[("diet", "halal")]);
        for id in ["requester", "email", "birth-date", "diet"] {
            assert_eq!(
                line(&reading, id).map(|line| &line.answer_lang),
                Some(&None),
                "{id}"
            );
        }
    }

    #[test]
    fn several_answers_have_a_line_each() {
        let pairs = [
            ("phone", "+96170123456"),
            ("messaging", "signal"),
            ("messaging", "whatsapp"),
        ];
        says(
            &reading(Reader::Staff, &pairs),
            "messaging",
            "Messaging apps",
            "Signal\nWhatsApp",
        );
    }

    #[test]
    fn an_inner_group_is_named_with_its_questions() {
        let reading = reading(
            Reader::Staff,
            &[("has-doctor", "true"), ("doctor-name", "Sami")],
        );
        let group = line(&reading, "doctor-name").and_then(|line| line.group.as_deref());
        assert_eq!(group, Some("Your doctor"));
    }

    #[test]
    fn a_reading_of_a_submission_has_answers_only() {
        let reading = reading(Reader::Patient, &[]);
        let lines = reading.sections.iter().flat_map(|section| &section.entries);
        assert!(lines.clone().count() > 0);
        assert!(lines.clone().all(|line| line.answer.is_some()));
    }

    #[test]
    fn hidden_items_are_for_staff() {
        assert!(line(&reading(Reader::Staff, &[]), "source").is_some());
        assert!(line(&reading(Reader::Patient, &[]), "source").is_none());
        assert!(line(&reviewed(&[]), "source").is_none());
    }

    #[test]
    fn a_review_has_every_question_that_is_asked() {
        let reading = reviewed(&[("requester", "family")]);
        let you: Vec<_> = reading.sections[0]
            .entries
            .iter()
            .map(|line| line.id.as_str())
            .collect();
        assert_eq!(
            you,
            [
                "requester",
                "your-name",
                "given-name",
                "birth-date",
                "email",
                "phone"
            ]
        );
        assert_eq!(
            line(&reading, "your-name").map(|line| &line.answer),
            Some(&None)
        );
    }

    #[test]
    fn a_review_shows_what_cannot_be_read_as_typed() {
        let reading = reviewed(&[
            ("birth-date.day", "31"),
            ("birth-date.month", "2"),
            ("companions", "two"),
        ]);
        says(&reading, "birth-date", "تاريخ الميلاد", "31 2");
        says(&reading, "companions", "عدد المرافقين", "two");
    }

    #[test]
    fn a_section_is_known_by_its_step() {
        let sections = reviewed(&[]).sections;
        let ids: Vec<_> = sections.iter().map(|section| section.id.as_str()).collect();
        assert_eq!(ids, ["you", "care", "consent"]);
    }

    #[test]
    fn texts_to_read_are_no_questions() {
        let reading = reviewed(&[]);
        assert!(line(&reading, "care-note").is_none());
        assert!(line(&reading, "scan").is_none());
    }

    #[test]
    fn what_was_given_several_times_is_numbered() {
        let pairs = [
            ("hospital-name", "A"),
            ("hospital-name~3", "B"),
            ("wish", "a"),
            ("wish~2", "b"),
        ];
        let reading = reading(Reader::Staff, &pairs);
        let groups = ["hospital-name", "hospital-name~3"]
            .map(|id| line(&reading, id).and_then(|line| line.group.clone()));
        assert_eq!(
            groups,
            ["Hospital 1", "Hospital 2"].map(|group| Some(group.into()))
        );
        says(&reading, "wish", "Wish", "a");
        says(&reading, "wish~2", "Wish (2)", "b");
    }

    #[test]
    fn a_review_numbers_as_the_form_does() {
        let reading = reviewed(&[("hospital-name~3", "B")]);
        let group = line(&reading, "hospital-name~3").and_then(|line| line.group.as_deref());
        assert_eq!(group, Some("المستشفى 3"));
    }
}
