//! The answers of one item, read from a draft. Knows the item's kind, not its further rules.

use super::date::{self, Boxes, Part, PartialDate};
use super::draft::Draft;
use super::model::{Choice, Control, Item, Kind, Months, Rule};
use super::phone::{self, Phone, PhoneProblem};
use super::problem::ProblemKind;
use super::{digits, email, typed};

/// The control value that chooses the patient's own words among an open choice's radio buttons.
pub const OWN_WORDS: &str = "_other";

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Yes or no.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A date, as much as is known.
    Date(PartialDate),
    /// One of the options.
    Choice(Choice),
    /// The patient's own words, on a question for text or in place of an option.
    Words(String),
    /// An e-mail address.
    Email(String),
    /// A telephone number.
    Phone(Phone),
    /// What could not be read, as typed. Never in a submission.
    Unread(String),
}

/// What an item was answered, and what could not be read of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers {
    /// The answers, in order.
    pub given: Vec<Answer>,
    /// The first problem, with what follows the item's control id (`""`, `-month`, `-other`).
    pub problem: Option<(&'static str, ProblemKind)>,
}

/// Reads the answers of an item. A hidden item that the draft does not hold has its initial values.
pub fn read(item: &Item, draft: &Draft, months: &Months) -> Answers {
    let mut answers = Answers::default();
    match &item.kind {
        Kind::Group | Kind::Display | Kind::Unsupported => {}
        Kind::Date => read_date(item, draft, months, &mut answers),
        Kind::Choice(choices) => read_choices(item, choices, draft, &mut answers),
        Kind::OpenChoice(choices) => {
            read_choices(item, choices, draft, &mut answers);
            read_own_words(item, draft, &mut answers);
        }
        kind => {
            for value in values(item, draft) {
                read_value(kind, value, &mut answers);
            }
        }
    }
    answers
}

fn values<'a>(item: &'a Item, draft: &'a Draft) -> Vec<&'a str> {
    let typed = draft.all(&item.id);
    if typed.is_empty() && item.hidden {
        item.initial.iter().map(String::as_str).collect()
    } else {
        typed
    }
}

fn read_value(kind: &Kind, value: &str, answers: &mut Answers) {
    let value = if *kind == Kind::Text {
        typed::lines(value)
    } else {
        typed::line(value)
    };
    if value.is_empty() {
        return;
    }
    let read = match kind {
        Kind::String | Kind::Text => Ok(Answer::Words(value)),
        Kind::Boolean => match value.as_str() {
            "true" => Ok(Answer::Boolean(true)),
            "false" => Ok(Answer::Boolean(false)),
            _ => Err((ProblemKind::UnknownChoice, value)),
        },
        Kind::Integer => integer(&value)
            .map(Answer::Integer)
            .map_err(|kind| (kind, value)),
        Kind::Email => email::parse(&value)
            .map(Answer::Email)
            .ok_or((ProblemKind::NotAnEmail, value)),
        _ => phone::parse(&value)
            .map(Answer::Phone)
            .map_err(|problem| (phone_problem(problem), value)),
    };
    answers.push(read, "");
}

fn phone_problem(problem: PhoneProblem) -> ProblemKind {
    match problem {
        PhoneProblem::Letters => ProblemKind::PhoneHasLetters,
        PhoneProblem::TooShort => ProblemKind::PhoneTooShort { min: phone::MIN },
        PhoneProblem::TooLong => ProblemKind::PhoneTooLong { max: phone::MAX },
    }
}

fn read_date(item: &Item, draft: &Draft, months: &Months, answers: &mut Answers) {
    let part = |name| draft.part(&item.id, name);
    let boxes = Boxes {
        day: part("day"),
        month: part("month"),
        year: part("year"),
    };
    let partial = item.rules.contains(&Rule::PartialDate);
    match date::parse(boxes, months, partial) {
        Ok(Some(date)) => answers.given.push(Answer::Date(date)),
        Ok(None) => {
            for value in values(item, draft) {
                let value = digits::normalise(&typed::token(value));
                if !value.is_empty() {
                    let date = PartialDate::from_iso(&value)
                        .filter(|date| partial || date.day().is_some());
                    answers.push(
                        date.map(Answer::Date)
                            .ok_or((ProblemKind::DateImpossible, value)),
                        "",
                    );
                }
            }
        }
        Err((part, kind)) => {
            let mut unread = String::new();
            for text in [boxes.day, boxes.month, boxes.year].map(typed::token) {
                if !unread.is_empty() && !text.is_empty() {
                    unread.push(' ');
                }
                unread.push_str(&text);
            }
            let suffix = match part {
                Part::Day => "",
                Part::Month => "-month",
                Part::Year => "-year",
            };
            answers.push(Err((kind, unread)), suffix);
        }
    }
}

fn read_choices(item: &Item, choices: &[Choice], draft: &Draft, answers: &mut Answers) {
    for value in values(item, draft) {
        if value.is_empty() || (value == OWN_WORDS && matches!(item.kind, Kind::OpenChoice(_))) {
            continue;
        }
        let choice = choices.iter().find(|choice| choice.code == value);
        let read = choice
            .cloned()
            .map(Answer::Choice)
            .ok_or((ProblemKind::UnknownChoice, typed::line(value)));
        if !read
            .as_ref()
            .is_ok_and(|answer| answers.given.contains(answer))
        {
            answers.push(read, "");
        }
    }
}

fn read_own_words(item: &Item, draft: &Draft, answers: &mut Answers) {
    // Radio buttons have one for own words: who went on to choose another left the words behind.
    let is_list = matches!(item.control, Control::DropDown | Control::Autocomplete);
    if !item.repeats && !is_list && !answers.given.is_empty() {
        return;
    }
    let words = typed::line(draft.part(&item.id, "other"));
    if !words.is_empty() {
        answers.given.push(Answer::Words(words));
    } else if draft.all(&item.id).contains(&OWN_WORDS) && answers.problem.is_none() {
        answers.problem = Some(("-other", ProblemKind::OwnWordsMissing));
    }
}

/// A whole number in any script's digits, as large as FHIR's integers go.
fn integer(text: &str) -> Result<i64, ProblemKind> {
    let text = digits::normalise(&typed::token(text));
    let (negative, text) = match text.strip_prefix(['-', '−', '－', '‐', '‑', '–']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix(['+', '＋']).unwrap_or(&text)),
    };
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(ProblemKind::NotANumber);
    }
    let size = text.parse().unwrap_or(i64::MAX);
    let number = if negative { -size } else { size };
    let (min, max) = (i32::MIN.into(), i32::MAX.into());
    if number < min {
        return Err(ProblemKind::NumberTooSmall { min });
    }
    if number > max {
        return Err(ProblemKind::NumberTooLarge { max });
    }
    Ok(number)
}

impl Answers {
    fn push(&mut self, read: Result<Answer, (ProblemKind, String)>, suffix: &'static str) {
        match read {
            Ok(answer) => self.given.push(answer),
            Err((kind, unread)) => {
                self.given.push(Answer::Unread(unread));
                if self.problem.is_none() {
                    self.problem = Some((suffix, kind));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::sample::{draft, form};

    #[track_caller]
    fn answered(id: &str, pairs: &[(&str, &str)]) -> Vec<Answer> {
        let form = form();
        let answers = read(form.item(id).expect("an item"), &draft(pairs), &form.months);
        assert_eq!(answers.problem, None);
        answers.given
    }

    #[track_caller]
    fn unread(id: &str, pairs: &[(&str, &str)]) -> (&'static str, ProblemKind) {
        let form = form();
        let answers = read(form.item(id).expect("an item"), &draft(pairs), &form.months);
        answers.problem.expect("a problem")
    }

    #[track_caller]
    fn counts(typed: &str, number: i64) {
        assert_eq!(
            answered("companions", &[("companions", typed)]),
            [Answer::Integer(number)]
        );
    }

    #[track_caller]
    fn is_no_number(typed: &str) {
        assert_eq!(
            unread("companions", &[("companions", typed)]),
            ("", ProblemKind::NotANumber)
        );
    }

    #[test]
    fn numbers_are_read_in_any_script() {
        counts(" 7 ", 7);
        counts("٧", 7);
        counts("+7", 7);
        counts("-3", -3);
        counts("−٣", -3);
    }

    #[test]
    fn what_is_no_whole_number_is_refused() {
        is_no_number("seven");
        is_no_number("1.5");
        is_no_number("--1");
        is_no_number("-");
    }

    #[test]
    fn numbers_end_where_fhirs_do() {
        let (min, max) = (i64::from(i32::MIN), i64::from(i32::MAX));
        let read = |typed: &str| unread("companions", &[("companions", typed)]).1;
        counts("2147483647", max);
        counts("-2147483648", min);
        assert_eq!(read("2147483648"), ProblemKind::NumberTooLarge { max });
        assert_eq!(read("-2147483649"), ProblemKind::NumberTooSmall { min });
        assert_eq!(
            read("99999999999999999999"),
            ProblemKind::NumberTooLarge { max }
        );
    }

    #[test]
    fn options_are_read_by_their_code() {
        let [Answer::Choice(choice)] = &answered("requester", &[("requester", "family")])[..]
        else {
            panic!("one option")
        };
        assert_eq!(choice.text.english(), "A relative");
    }

    #[test]
    fn an_option_that_the_form_does_not_have_is_refused() {
        assert_eq!(
            unread("requester", &[("requester", "robot")]),
            ("", ProblemKind::UnknownChoice)
        );
    }

    #[test]
    fn the_empty_option_of_a_list_is_no_answer() {
        assert_eq!(answered("requester", &[("requester", "")]), []);
    }

    #[test]
    fn an_option_sent_twice_is_one_answer() {
        let twice = [("messaging", "signal"), ("messaging", "signal")];
        assert_eq!(answered("messaging", &twice).len(), 1);
    }

    #[test]
    fn own_words_stand_in_place_of_an_option() {
        let words = [("diet", "_other"), ("diet.other", " بلا غلوتين ")];
        assert_eq!(
            answered("diet", &words),
            [Answer::Words("بلا غلوتين".into())]
        );
    }

    #[test]
    fn own_words_are_left_behind_when_an_option_is_chosen_after_them() {
        let both = [("diet.other", "no nuts"), ("diet", "halal")];
        assert!(matches!(answered("diet", &both)[..], [Answer::Choice(_)]));
    }

    #[test]
    fn own_words_that_were_chosen_have_to_be_written() {
        assert_eq!(
            unread("diet", &[("diet", "_other")]),
            ("-other", ProblemKind::OwnWordsMissing)
        );
    }

    #[test]
    fn own_words_are_an_option_of_open_choices_only() {
        assert_eq!(
            unread("requester", &[("requester", "_other")]).1,
            ProblemKind::UnknownChoice
        );
    }

    #[test]
    fn yes_and_no_are_read() {
        assert_eq!(
            answered("has-doctor", &[("has-doctor", "false")]),
            [Answer::Boolean(false)]
        );
        assert_eq!(
            unread("has-doctor", &[("has-doctor", "maybe")]).1,
            ProblemKind::UnknownChoice
        );
    }

    #[test]
    fn a_hidden_item_has_its_initial_value() {
        assert_eq!(answered("source", &[]), [Answer::Words("web".into())]);
        assert_eq!(
            answered("source", &[("source", "letter")]),
            [Answer::Words("letter".into())]
        );
    }

    #[test]
    fn an_unread_date_is_kept_as_typed() {
        let form = form();
        let typed = draft(&[("birth-date.day", "31"), ("birth-date.year", "54")]);
        let answers = read(
            form.item("birth-date").expect("an item"),
            &typed,
            &form.months,
        );
        assert_eq!(answers.given, [Answer::Unread("31 54".into())]);
    }
}
