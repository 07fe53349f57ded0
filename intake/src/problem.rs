//! Says what is wrong with an answer, in the form's language, for browsers that run no script.

use portico::form::model::{Item, Rule, Text};
use portico::form::{Form, Limit, Problem, ProblemKind};

use crate::words::{Word, Words};

/// The rule's name, for programs.
pub fn code(problem: &Problem) -> &'static str {
    facts(&problem.kind).0
}

/// The question that was answered.
pub fn question<'a>(form: &'a Form, problem: &Problem) -> &'a str {
    form.item(&problem.item).map_or("", |item| &item.text.own)
}

/// What is wrong with the answer.
pub fn explain(words: &Words, form: &Form, problem: &Problem) -> String {
    let own = form
        .item(&problem.item)
        .and_then(|item| own_words(item, &problem.kind));
    own.map_or_else(
        || general(words, form, &problem.kind),
        |text| text.own.clone(),
    )
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

fn general(words: &Words, form: &Form, kind: &ProblemKind) -> String {
    let number = usize::to_string;
    let holes: Vec<(&str, String)> = match kind {
        ProblemKind::TooLong { max, now } => vec![("max", number(max)), ("now", number(now))],
        ProblemKind::TooShort { min, .. } | ProblemKind::TooFewAnswers { min } => {
            vec![("min", number(min))]
        }
        ProblemKind::TooManyAnswers { max } => vec![("max", number(max))],
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
        ProblemKind::DateBeforeOther { item } => {
            let other = form.item(item).map_or("", |item| item.text.own.as_str());
            vec![("other", other.to_owned())]
        }
        _ => vec![],
    };
    let holes: Vec<(&str, &str)> = holes
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    words.filled(facts(kind).1, &holes)
}

fn facts(kind: &ProblemKind) -> (&'static str, Word) {
    match kind {
        ProblemKind::Missing => ("missing", Word::ProblemMissing),
        ProblemKind::OwnWordsMissing => ("missing", Word::ProblemOwnWords),
        ProblemKind::NoneAnswered { .. } => ("missing", Word::ProblemMissing),
        ProblemKind::NotAgreed => ("not-agreed", Word::ProblemAgree),
        ProblemKind::TooLong { .. } => ("too-long", Word::ProblemTooLong),
        ProblemKind::TooShort { .. } => ("too-short", Word::ProblemTooShort),
        ProblemKind::NotAsAsked => ("pattern", Word::ProblemOther),
        ProblemKind::NotAnEmail => ("email", Word::ProblemEmail),
        ProblemKind::PhoneHasLetters
        | ProblemKind::PhoneTooShort { .. }
        | ProblemKind::PhoneTooLong { .. } => ("phone", Word::ProblemPhone),
        ProblemKind::NotANumber => ("number", Word::ProblemNumber),
        ProblemKind::NumberTooSmall { .. } => ("too-small", Word::ProblemNumberTooSmall),
        ProblemKind::NumberTooLarge { .. } => ("too-large", Word::ProblemNumberTooLarge),
        ProblemKind::DateIncomplete { .. } => ("date", Word::ProblemDateIncomplete),
        ProblemKind::DateImpossible => ("date", Word::ProblemDate),
        ProblemKind::YearNeedsFourDigits => ("date", Word::ProblemYear),
        ProblemKind::DateTooEarly { min: Limit::Today } => ("too-early", Word::ProblemDatePast),
        ProblemKind::DateTooEarly {
            min: Limit::Date(_),
        } => ("too-early", Word::ProblemDateEarly),
        ProblemKind::DateTooLate { max: Limit::Today } => ("too-late", Word::ProblemDateFuture),
        ProblemKind::DateTooLate {
            max: Limit::Date(_),
        } => ("too-late", Word::ProblemDateLate),
        ProblemKind::DateBeforeOther { .. } => ("before-other", Word::ProblemDateBefore),
        ProblemKind::UnknownChoice => ("choice", Word::ProblemOther),
        ProblemKind::Exclusive { .. } => ("exclusive", Word::ProblemExclusive),
        ProblemKind::TooManyAnswers { .. } => ("too-many-answers", Word::ProblemTooMany),
        ProblemKind::TooFewAnswers { .. } => ("too-few-answers", Word::ProblemTooFew),
    }
}
