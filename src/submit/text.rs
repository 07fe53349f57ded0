//! A request as plain text, to read, to copy, to save or to mail. Pure.

use crate::form::Reading;

/// Writes a reading out: headings, questions, answers on the lines below.
pub fn text(reading: &Reading, reference: &str) -> String {
    let mut text = format!("{}\n{reference}\n", reading.title);
    for section in &reading.sections {
        text.push_str(&format!("\n# {}\n", section.title));
        for (group, lines) in section.groups() {
            if let Some(group) = group {
                text.push_str(&format!("{group}\n"));
            }
            for line in lines {
                let answer = line.answer.as_deref().unwrap_or("-").replace('\n', "\n  ");
                text.push_str(&format!("{}\n  {answer}\n", line.question));
            }
        }
    }
    text
}

/// For staff and for the patient, in one text; once where both read the same language.
pub fn both(staff: &Reading, patient: &Reading, reference: &str) -> String {
    let mut all = text(staff, reference);
    if staff.lang != patient.lang {
        all.push_str("\n----\n\n");
        all.push_str(&text(patient, reference));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(lang: &str) -> Reading {
        serde_json::from_value(serde_json::json!({
            "lang": lang,
            "title": "A request",
            "sections": [{"id": "you", "title": "You", "entries": [
                {"id": "name", "question": "Your name", "answer": "Amal"},
                {"id": "care", "question": "Which care?", "answer": "Trial\nSurgery"},
            ]}],
        }))
        .expect("it is a reading")
    }

    #[test]
    fn an_answer_stands_below_its_question() {
        assert!(text(&reading("en"), "6HAF-6SPZ-0").contains("Your name\n  Amal\n"));
    }

    #[test]
    fn several_answers_stand_on_a_line_each() {
        assert!(text(&reading("en"), "6HAF-6SPZ-0").contains("  Trial\n  Surgery\n"));
    }

    #[test]
    fn the_reference_is_in_the_text() {
        assert!(text(&reading("en"), "6HAF-6SPZ-0").contains("6HAF-6SPZ-0"));
    }

    #[test]
    fn two_languages_are_both_written_out() {
        assert_eq!(
            both(&reading("en"), &reading("ar"), "r")
                .matches("Your name")
                .count(),
            2
        );
    }

    #[test]
    fn one_language_is_written_once() {
        assert_eq!(
            both(&reading("en"), &reading("en"), "r")
                .matches("Your name")
                .count(),
            1
        );
    }
}
