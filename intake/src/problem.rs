//! Says what is wrong with an answer, in the form's language, for browsers that run no script.

use portico::form::model::{Item, Kind, Rule, Text};
use portico::form::{Form, Limit, Problem, ProblemKind};

use crate::words::{Word, Words};

/// The rule's name, for programs.
pub fn code(problem: &Problem) -> &'static str {
    facts(&problem.kind).0
}

/// The question that was answered.
pub fn question(form: &Form, problem: &Problem) -> String {
    let item = form.item(&problem.item);
    let title = item.map(Item::title).unwrap_or_default();
    form.in_its_occurrence(&problem.item, title).own
}

/// What is wrong with the answer.
pub fn explain(words: &Words, form: &Form, problem: &Problem) -> String {
    let own = form
        .item(&problem.item)
        .and_then(|item| own_words(item, &problem.kind));
    own.map_or_else(|| general(words, form, problem), |text| text.own.clone())
}

/// What the form itself says about this problem.
fn own_words<'a>(item: &'a Item, kind: &ProblemKind) -> Option<&'a Text> {
    match kind {
        ProblemKind::Missing | ProblemKind::NoneAnswered { .. } | ProblemKind::NotAgreed => {
            item.missing.as_ref()
        }
        ProblemKind::NotAsAsked => item.rules.iter().find_map(|rule| match rule {
            Rule::Pattern(_, said) => said.as_ref(),
            _ => None,
        }),
        _ => None,
    }
}

fn general(words: &Words, form: &Form, problem: &Problem) -> String {
    let item = form.item(&problem.item);
    let question = |item: Option<&Item>| item.map_or("", |item| &item.text.own).to_owned();
    let number = usize::to_string;
    let holes: Vec<(&str, String)> = match &problem.kind {
        ProblemKind::Missing => vec![("question", question(item))],
        ProblemKind::TooLong { max, now } => vec![("max", number(max)), ("now", number(now))],
        ProblemKind::TooShort { min, .. }
        | ProblemKind::PhoneTooShort { min }
        | ProblemKind::TooFewAnswers { min } => vec![("min", number(min))],
        ProblemKind::PhoneTooLong { max } | ProblemKind::TooManyAnswers { max } => {
            vec![("max", number(max))]
        }
        ProblemKind::NumberTooSmall { min } => vec![("min", min.to_string())],
        ProblemKind::NumberTooLarge { max } => vec![("max", max.to_string())],
        ProblemKind::DateTooEarly {
            min: Limit::Date(date),
        }
        | ProblemKind::DateTooLate {
            max: Limit::Date(date),
        } => {
            vec![("date", date.to_words(&form.months.own))]
        }
        ProblemKind::DateIncomplete { day, month, year } => {
            vec![("parts", parts(words, [*day, *month, *year]))]
        }
        ProblemKind::DateBeforeOther { item } => vec![("question", question(form.item(item)))],
        ProblemKind::Exclusive { code } => vec![("answer", choice(item, code))],
        _ => vec![],
    };
    let holes: Vec<(&str, &str)> = holes
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    words.filled(facts(&problem.kind).1, &holes)
}

/// The missing parts of a date.
fn parts(words: &Words, missing: [bool; 3]) -> String {
    let and = format!(" {} ", words.text(Word::FormWhenAnd));
    let parts: Vec<&str> = [Word::FormPartDay, Word::FormPartMonth, Word::FormPartYear]
        .into_iter()
        .zip(missing)
        .filter(|(_, missing)| *missing)
        .map(|(part, _)| words.text(part))
        .collect();
    parts.join(&and)
}

fn choice(item: Option<&Item>, code: &str) -> String {
    let choices = match item.map(|item| &item.kind) {
        Some(Kind::Choice(choices) | Kind::OpenChoice(choices)) => choices.as_slice(),
        _ => &[],
    };
    let chosen = choices.iter().find(|choice| choice.code == code);
    chosen.map_or("", |choice| &choice.text.own).to_owned()
}

fn facts(kind: &ProblemKind) -> (&'static str, Word) {
    match kind {
        ProblemKind::Missing => ("missing", Word::FormProblemMissing),
        ProblemKind::OwnWordsMissing => ("missing", Word::FormProblemOwnWords),
        ProblemKind::NoneAnswered { .. } => ("missing", Word::FormProblemNoneAnswered),
        ProblemKind::NotAgreed => ("not-agreed", Word::FormProblemAgree),
        ProblemKind::TooLong { .. } => ("too-long", Word::FormProblemTooLong),
        ProblemKind::TooShort { .. } => ("too-short", Word::FormProblemTooShort),
        ProblemKind::NotAsAsked => ("pattern", Word::FormProblemPattern),
        ProblemKind::NotAnEmail => ("email", Word::FormProblemEmail),
        ProblemKind::PhoneHasLetters => ("phone", Word::FormProblemPhoneLetters),
        ProblemKind::PhoneTooShort { .. } => ("phone", Word::FormProblemPhoneShort),
        ProblemKind::PhoneTooLong { .. } => ("phone", Word::FormProblemPhoneLong),
        ProblemKind::NotANumber => ("number", Word::FormProblemNumber),
        ProblemKind::NumberTooSmall { .. } => ("too-small", Word::FormProblemNumberSmall),
        ProblemKind::NumberTooLarge { .. } => ("too-large", Word::FormProblemNumberLarge),
        ProblemKind::DateIncomplete { .. } => ("date", Word::FormProblemDateIncomplete),
        ProblemKind::DateImpossible => ("date", Word::FormProblemDateImpossible),
        ProblemKind::YearNeedsFourDigits => ("date", Word::FormProblemYear),
        ProblemKind::DateTooEarly { min: Limit::Today } => ("too-early", Word::FormProblemDatePast),
        ProblemKind::DateTooEarly { .. } => ("too-early", Word::FormProblemDateEarly),
        ProblemKind::DateTooLate { max: Limit::Today } => ("too-late", Word::FormProblemDateFuture),
        ProblemKind::DateTooLate { .. } => ("too-late", Word::FormProblemDateLate),
        ProblemKind::DateBeforeOther { .. } => ("before-other", Word::FormProblemDateBefore),
        ProblemKind::UnknownChoice => ("choice", Word::FormProblemChoice),
        ProblemKind::Exclusive { .. } => ("exclusive", Word::FormProblemExclusive),
        ProblemKind::TooManyAnswers { .. } => ("too-many-answers", Word::FormProblemTooMany),
        ProblemKind::TooFewAnswers { .. } => ("too-few-answers", Word::FormProblemTooFew),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn says(kind: ProblemKind, said: &str) {
        let problem = Problem {
            item: "birth-date".into(),
            control: String::new(),
            kind,
        };
        assert_eq!(explain(Words::english(), &Form::default(), &problem), said);
    }

    #[test]
    fn a_question_says_which_of_several_it_is_in() {
        let form = serde_json::json!({"id": "f", "url": "u", "version": "1", "lang": "en", "title": {"own": "F"}, "steps": [
            {"id": "step", "text": {"own": "Step"}, "kind": "group", "items": [
                {"id": "record~2", "text": {"own": "Record"}, "kind": "group", "occurrence": {"number": 2, "least": 1}, "items": [
                    {"id": "kind~2", "text": {"own": "Which kind?"}, "kind": "string"}]}]}]});
        let form = serde_json::from_value(form).unwrap();
        let problem = Problem {
            item: "kind~2".into(),
            control: "f-kind~2".into(),
            kind: ProblemKind::Missing,
        };
        assert_eq!(question(&form, &problem), "Record 2: Which kind?");
    }

    #[test]
    fn too_long_says_by_how_much() {
        let said = "Use at most 10 characters; there are 12 now";
        says(ProblemKind::TooLong { max: 10, now: 12 }, said);
    }

    #[test]
    fn an_incomplete_date_names_each_part_it_lacks() {
        let kind = ProblemKind::DateIncomplete {
            day: true,
            month: false,
            year: true,
        };
        says(kind, "The date needs a day and a year too");
    }
}
