//! A problem in the reader's words. The form's own words come first, general ones else.

use crate::form::model::{Kind, Rule, Text};
use crate::form::{Form, Limit, Problem, ProblemKind};
use crate::i18n::{Key, Words};

/// What to say: the words, and whether they are English on a page of another language.
pub fn explain(problem: &Problem, form: &Form, words: Words) -> Text {
    use ProblemKind as P;
    let Some(item) = form.item(&problem.item) else {
        return Text::default();
    };
    let number = |key, hole: &str, number: String| words.fill(key, &[(hole, &number)]);
    let own = match &problem.kind {
        P::Missing | P::NoneAnswered { .. } | P::NotAgreed => item.missing.clone(),
        P::NotAsAsked => item.rules.iter().find_map(|rule| match rule {
            Rule::Pattern(_, said) => said.clone(),
            _ => None,
        }),
        _ => None,
    };
    if let Some(own) = own {
        return own;
    }
    let said = match &problem.kind {
        P::Missing => words.fill(Key::FormProblemMissing, &[("question", &item.text.own)]),
        P::OwnWordsMissing => words.get(Key::FormProblemOwnWords).into(),
        P::NoneAnswered { .. } => words.get(Key::FormProblemNoneAnswered).into(),
        P::NotAgreed => words.get(Key::FormProblemAgree).into(),
        P::TooLong { max, now } => words.fill(
            Key::FormProblemTooLong,
            &[("max", &max.to_string()), ("now", &now.to_string())],
        ),
        P::TooShort { min, .. } => number(Key::FormProblemTooShort, "min", min.to_string()),
        P::NotAsAsked => words.get(Key::FormProblemPattern).into(),
        P::NotAnEmail => words.get(Key::FormProblemEmail).into(),
        P::PhoneHasLetters => words.get(Key::FormProblemPhoneLetters).into(),
        P::PhoneTooShort { min } => number(Key::FormProblemPhoneShort, "min", min.to_string()),
        P::PhoneTooLong { max } => number(Key::FormProblemPhoneLong, "max", max.to_string()),
        P::NotANumber => words.get(Key::FormProblemNumber).into(),
        P::NumberTooSmall { min } => number(Key::FormProblemNumberSmall, "min", min.to_string()),
        P::NumberTooLarge { max } => number(Key::FormProblemNumberLarge, "max", max.to_string()),
        P::DateIncomplete { day, month, year } => {
            let parts = [
                (day, Key::FormPartDay),
                (month, Key::FormPartMonth),
                (year, Key::FormPartYear),
            ];
            let parts: Vec<_> = parts
                .into_iter()
                .filter(|(missing, _)| **missing)
                .map(|(_, key)| words.get(key))
                .collect();
            let parts = parts.join(&[" ", words.get(Key::FormWhenAnd), " "].concat());
            words.fill(Key::FormProblemDateIncomplete, &[("parts", &parts)])
        }
        P::DateImpossible => words.get(Key::FormProblemDateImpossible).into(),
        P::YearNeedsFourDigits => words.get(Key::FormProblemYear).into(),
        P::DateTooEarly { min: Limit::Today } => words.get(Key::FormProblemDatePast).into(),
        P::DateTooLate { max: Limit::Today } => words.get(Key::FormProblemDateFuture).into(),
        P::DateTooEarly {
            min: Limit::Date(date),
        } => number(
            Key::FormProblemDateEarly,
            "date",
            date.to_words(&form.months.own),
        ),
        P::DateTooLate {
            max: Limit::Date(date),
        } => number(
            Key::FormProblemDateLate,
            "date",
            date.to_words(&form.months.own),
        ),
        P::DateBeforeOther { item } => {
            let other = form.item(item).map_or("", |item| &item.text.own);
            words.fill(Key::FormProblemDateBefore, &[("question", other)])
        }
        P::UnknownChoice => words.get(Key::FormProblemChoice).into(),
        P::Exclusive { code } => {
            let answer = match &item.kind {
                Kind::Choice(choices) | Kind::OpenChoice(choices) => choices
                    .iter()
                    .find(|choice| choice.code == *code)
                    .map_or("", |choice| &choice.text.own),
                _ => "",
            };
            words.fill(Key::FormProblemExclusive, &[("answer", answer)])
        }
        P::TooManyAnswers { max } => number(Key::FormProblemTooMany, "max", max.to_string()),
        P::TooFewAnswers { min } => number(Key::FormProblemTooFew, "min", min.to_string()),
    };
    Text {
        own: said,
        ..Text::default()
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::ui::form::item::tests::{form, words};

    fn explained(form: &Form, item: &str, kind: ProblemKind) -> String {
        let problem = Problem {
            item: item.into(),
            control: format!("f-{item}"),
            kind,
        };
        explain(&problem, form, words()).own
    }

    #[track_caller]
    fn says(item: &str, kind: ProblemKind, said: &str) {
        assert_eq!(explained(&form(), item, kind), said);
    }

    #[test]
    fn a_form_says_itself_what_is_missing() {
        let mut form = form();
        let own = Text {
            own: "Tell us who is asking".into(),
            ..Text::default()
        };
        form.steps[0].items[0].missing = Some(own.clone());
        let item = form.steps[0].items[0].id.clone();
        assert_eq!(explained(&form, &item, ProblemKind::Missing), own.own);
    }

    #[test]
    fn too_long_says_by_how_much() {
        says(
            "email",
            ProblemKind::TooLong { max: 10, now: 12 },
            "Use at most 10 characters; there are 12 now",
        );
    }

    #[test]
    fn an_incomplete_date_names_each_part_it_lacks() {
        let kind = ProblemKind::DateIncomplete {
            day: true,
            month: false,
            year: true,
        };
        says("birth-date", kind, "The date needs a day and a year too");
    }
}
