//! Checks a draft against its form. Pure: no signals, no DOM, no clock.

use std::cmp::Ordering;

use super::answer::{self, Answer, Answers};
use super::asked::{Asked, asked};
use super::date::{Date, PartialDate};
use super::draft::Draft;
use super::email;
use super::model::{Choice, Form, Item, Kind, Rule};
use super::problem::{Limit, Problem, ProblemKind, Problems};
use super::submission::Submission;

/// What a check has to be told about the world.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings {
    /// The day of asking, where the patient is.
    pub today: Date,
    /// Counts characters as a person sees them (grapheme clusters).
    pub count: fn(&str) -> usize,
    /// Whether the whole text, the second argument, matches the pattern, the first.
    pub matches: fn(&str, &str) -> bool,
}

/// Checks the whole form. Only this makes a `Submission`.
pub fn check(
    form: &Form,
    draft: &Draft,
    surroundings: &Surroundings,
) -> Result<Submission, Problems> {
    let check = Check {
        form,
        draft,
        surroundings,
        asked: asked(form, draft),
    };
    let mut problems = Vec::new();
    for step in &form.steps {
        check.visit(step, &mut problems);
    }
    if problems.is_empty() {
        Ok(Submission::of(form, draft, &check.asked))
    } else {
        Err(Problems(problems))
    }
}

/// Checks one step; empty when it is fine.
pub fn check_step(
    form: &Form,
    step_id: &str,
    draft: &Draft,
    surroundings: &Surroundings,
) -> Problems {
    let check = Check {
        form,
        draft,
        surroundings,
        asked: asked(form, draft),
    };
    let mut problems = Vec::new();
    if let Some(step) = form.steps.iter().find(|step| step.id == step_id) {
        check.visit(step, &mut problems);
    }
    Problems(problems)
}

struct Check<'a> {
    form: &'a Form,
    draft: &'a Draft,
    surroundings: &'a Surroundings,
    asked: Asked,
}

impl Check<'_> {
    fn visit(&self, item: &Item, problems: &mut Vec<Problem>) {
        if item.hidden || !self.asked.contains(&item.id) {
            return;
        }
        if let Some((suffix, kind)) = self.problem(item)
            && !is_said(item, &kind, problems)
        {
            let mut control = item.control_id();
            control.push_str(suffix);
            problems.push(Problem {
                item: item.id.clone(),
                control,
                kind,
            });
        }
        for child in &item.items {
            self.visit(child, problems);
        }
    }

    /// The first thing wrong with an item: missing, then unreadable, then against a rule.
    fn problem(&self, item: &Item) -> Option<(&'static str, ProblemKind)> {
        if matches!(item.kind, Kind::Group | Kind::Display | Kind::Unsupported) {
            return None;
        }
        let Answers { given, problem } = answer::read(item, self.draft, &self.form.months);
        if problem.is_some() {
            return problem;
        }
        if given.is_empty() {
            return self.absence(item).map(|kind| ("", kind));
        }
        if !item.repeats && given.len() > 1 {
            return Some(("", ProblemKind::TooManyAnswers { max: 1 }));
        }
        if let Some(code) = exclusive(&given) {
            return Some(("", ProblemKind::Exclusive { code }));
        }
        for answer in &given {
            let broken = match answer {
                Answer::Email(address) => self.too_long(address, email::MAX),
                _ => None,
            };
            if broken.is_some() {
                return broken.map(|kind| ("", kind));
            }
        }
        // An open choice has the patient's words in a box of their own.
        let words = if matches!(item.kind, Kind::OpenChoice(_)) {
            "-other"
        } else {
            ""
        };
        item.rules
            .iter()
            .find_map(|rule| self.broken(rule, &given, words))
    }

    fn absence(&self, item: &Item) -> Option<ProblemKind> {
        for rule in &item.rules {
            match rule {
                Rule::MustBeTrue => return Some(ProblemKind::NotAgreed),
                Rule::OneOf(items) if !items.iter().any(|id| self.is_answered(id)) => {
                    let items = items.clone();
                    return Some(ProblemKind::NoneAnswered { items });
                }
                _ => {}
            }
        }
        item.required.then_some(ProblemKind::Missing)
    }

    fn broken(
        &self,
        rule: &Rule,
        given: &[Answer],
        words: &'static str,
    ) -> Option<(&'static str, ProblemKind)> {
        let each = |fault: &dyn Fn(&Answer) -> Option<ProblemKind>| {
            given.iter().find_map(fault).map(|kind| (words, kind))
        };
        match rule {
            Rule::MaxLength(max) => each(&|answer| self.too_long(text(answer)?, *max)),
            Rule::MinLength(min) => each(&|answer| self.too_short(text(answer)?, *min)),
            Rule::Pattern(pattern, _) => each(&|answer| {
                let fits = (self.surroundings.matches)(pattern, text(answer)?);
                (!fits).then_some(ProblemKind::NotAsAsked)
            }),
            Rule::MinValue(min) => each(&|answer| self.below(answer, min)),
            Rule::MaxValue(max) => each(&|answer| self.above(answer, max)),
            Rule::NotBefore(other) => each(&|answer| self.before_other(answer, other)),
            Rule::MaxAnswers(max) if given.len() > *max => {
                Some(("", ProblemKind::TooManyAnswers { max: *max }))
            }
            Rule::MinAnswers(min) if given.len() < *min => {
                Some(("", ProblemKind::TooFewAnswers { min: *min }))
            }
            Rule::MustBeTrue if given.contains(&Answer::Boolean(false)) => {
                Some(("", ProblemKind::NotAgreed))
            }
            _ => None,
        }
    }

    fn too_long(&self, text: &str, max: usize) -> Option<ProblemKind> {
        let now = (self.surroundings.count)(text);
        (now > max).then_some(ProblemKind::TooLong { max, now })
    }

    fn too_short(&self, text: &str, min: usize) -> Option<ProblemKind> {
        let now = (self.surroundings.count)(text);
        (now < min).then_some(ProblemKind::TooShort { min, now })
    }

    fn below(&self, answer: &Answer, min: &str) -> Option<ProblemKind> {
        match answer {
            Answer::Integer(number) => {
                let min = min.parse().ok()?;
                (*number < min).then_some(ProblemKind::NumberTooSmall { min })
            }
            Answer::Date(date) => {
                let (limit, min) = self.limit(min)?;
                date.compare(min)
                    .is_lt()
                    .then_some(ProblemKind::DateTooEarly { min: limit })
            }
            _ => None,
        }
    }

    fn above(&self, answer: &Answer, max: &str) -> Option<ProblemKind> {
        match answer {
            Answer::Integer(number) => {
                let max = max.parse().ok()?;
                (*number > max).then_some(ProblemKind::NumberTooLarge { max })
            }
            Answer::Date(date) => {
                let (limit, max) = self.limit(max)?;
                date.compare(max)
                    .is_gt()
                    .then_some(ProblemKind::DateTooLate { max: limit })
            }
            _ => None,
        }
    }

    fn limit(&self, value: &str) -> Option<(Limit, PartialDate)> {
        if value == "today" {
            return Some((Limit::Today, self.surroundings.today.into()));
        }
        let date = PartialDate::from_iso(value)?;
        Some((Limit::Date(date), date))
    }

    fn before_other(&self, answer: &Answer, other: &str) -> Option<ProblemKind> {
        let Answer::Date(date) = answer else {
            return None;
        };
        let later = self.given(other).into_iter().any(|other| match other {
            Answer::Date(other) => date.compare(other) == Ordering::Less,
            _ => false,
        });
        later.then(|| ProblemKind::DateBeforeOther {
            item: other.to_owned(),
        })
    }

    /// Something was typed for this item; whether it can be read is said there.
    fn is_answered(&self, id: &str) -> bool {
        !self.given(id).is_empty()
    }

    fn given(&self, id: &str) -> Vec<Answer> {
        match self.form.item(id) {
            Some(item) if self.asked.contains(id) => {
                answer::read(item, self.draft, &self.form.months).given
            }
            _ => Vec::new(),
        }
    }
}

/// That none of several items is answered is said once, at the first of them.
fn is_said(item: &Item, kind: &ProblemKind, problems: &[Problem]) -> bool {
    matches!(kind, ProblemKind::NoneAnswered { .. })
        && problems.iter().any(|problem| match &problem.kind {
            ProblemKind::NoneAnswered { items } => items.contains(&item.id),
            _ => false,
        })
}

/// The code of an exclusive option that does not stand alone.
fn exclusive(given: &[Answer]) -> Option<String> {
    if given.len() < 2 {
        return None;
    }
    given.iter().find_map(|answer| match answer {
        Answer::Choice(Choice {
            code,
            exclusive: true,
            ..
        }) => Some(code.clone()),
        _ => None,
    })
}

fn text(answer: &Answer) -> Option<&str> {
    match answer {
        Answer::Words(words) | Answer::Email(words) => Some(words),
        Answer::Phone(phone) => Some(&phone.typed),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::model::Control;
    use crate::form::sample::{LEAST, draft, form, least_with, surroundings};

    #[track_caller]
    fn accepts(pairs: &[(&str, &str)]) {
        let problems = check(&form(), &least_with(pairs), &surroundings()).err();
        assert_eq!(problems, None);
    }

    /// The draft has one problem, this one, and this is the control to move to.
    #[track_caller]
    fn rejects(pairs: &[(&str, &str)], control: &str, kind: ProblemKind) {
        let problems = check(&form(), &least_with(pairs), &surroundings()).expect_err("a problem");
        let found: Vec<_> = problems
            .iter()
            .map(|problem| (problem.control.as_str(), &problem.kind))
            .collect();
        assert_eq!(found, [(control, &kind)]);
    }

    fn date<'a>(name: [&'a str; 3], value: [&'a str; 3]) -> [(&'a str, &'a str); 3] {
        [
            (name[0], value[0]),
            (name[1], value[1]),
            (name[2], value[2]),
        ]
    }

    const BIRTH: [&str; 3] = ["birth-date.day", "birth-date.month", "birth-date.year"];
    const BEGAN: [&str; 3] = ["began.day", "began.month", "began.year"];
    const EARLIEST: [&str; 3] = ["earliest.day", "earliest.month", "earliest.year"];
    const LATEST: [&str; 3] = ["latest.day", "latest.month", "latest.year"];

    #[test]
    fn what_is_needed_is_enough() {
        accepts(&[]);
    }

    #[test]
    fn everything_missing_is_said_in_the_order_of_the_form() {
        let problems = check(&form(), &draft(&[]), &surroundings()).expect_err("problems");
        let items: Vec<_> = problems
            .iter()
            .map(|problem| problem.item.as_str())
            .collect();
        assert_eq!(
            items,
            [
                "requester",
                "given-name",
                "birth-date",
                "email",
                "problem",
                "agree"
            ]
        );
    }

    #[test]
    fn space_is_no_answer() {
        rejects(
            &[("given-name", " \u{a0} ")],
            "f-given-name",
            ProblemKind::Missing,
        );
    }

    #[test]
    fn an_item_that_is_not_asked_has_no_problem() {
        accepts(&[("your-name", "")]);
        rejects(
            &[("requester", "family")],
            "f-your-name",
            ProblemKind::Missing,
        );
    }

    #[test]
    fn an_optional_item_may_stay_empty() {
        accepts(&[("companions", "")]);
    }

    #[test]
    fn length_is_counted_in_characters_not_bytes() {
        accepts(&[("problem", &"م".repeat(40))]);
        rejects(
            &[("problem", &"م".repeat(41))],
            "f-problem",
            ProblemKind::TooLong { max: 40, now: 41 },
        );
    }

    #[test]
    fn length_is_counted_without_space_around() {
        accepts(&[("problem", &format!(" {} \r\n", "م".repeat(40)))]);
    }

    #[test]
    fn a_short_answer_may_be_too_short() {
        let family = ("requester", "family");
        rejects(
            &[family, ("your-name", "م")],
            "f-your-name",
            ProblemKind::TooShort { min: 2, now: 1 },
        );
    }

    #[test]
    fn an_answer_matches_its_pattern() {
        rejects(
            &[("given-name", "أمل")],
            "f-given-name",
            ProblemKind::NotAsAsked,
        );
    }

    #[test]
    fn an_address_that_cannot_be_one_is_refused() {
        rejects(&[("email", "amal")], "f-email", ProblemKind::NotAnEmail);
    }

    #[test]
    fn an_address_longer_than_mail_can_carry_is_refused() {
        let address = format!("{}@example.com", "a".repeat(243));
        rejects(
            &[("email", &address)],
            "f-email",
            ProblemKind::TooLong { max: 254, now: 255 },
        );
    }

    #[test]
    fn a_telephone_number_that_cannot_be_one_is_refused() {
        rejects(
            &[("phone", "call me")],
            "f-phone",
            ProblemKind::PhoneHasLetters,
        );
        rejects(
            &[("phone", "12345")],
            "f-phone",
            ProblemKind::PhoneTooShort { min: 7 },
        );
        rejects(
            &[("phone", "1234567890123456")],
            "f-phone",
            ProblemKind::PhoneTooLong { max: 15 },
        );
    }

    #[test]
    fn one_of_two_items_is_enough() {
        accepts(&[("email", ""), ("phone", "+96170123456")]);
    }

    #[test]
    fn none_of_two_items_is_said_once() {
        let items = vec!["email".to_owned(), "phone".to_owned()];
        rejects(
            &[("email", "")],
            "f-email",
            ProblemKind::NoneAnswered { items },
        );
    }

    #[test]
    fn an_unreadable_answer_is_not_also_a_missing_one() {
        rejects(
            &[("email", ""), ("phone", "12345")],
            "f-phone",
            ProblemKind::PhoneTooShort { min: 7 },
        );
    }

    #[test]
    fn the_box_of_a_date_that_is_wrong_is_the_one_to_move_to() {
        let kind = ProblemKind::DateIncomplete {
            day: false,
            month: true,
            year: false,
        };
        rejects(&date(BIRTH, ["27", "", "1954"]), "f-birth-date-month", kind);
        rejects(
            &date(BIRTH, ["27", "3", "54"]),
            "f-birth-date-year",
            ProblemKind::YearNeedsFourDigits,
        );
        rejects(
            &date(BIRTH, ["31", "2", "1954"]),
            "f-birth-date",
            ProblemKind::DateImpossible,
        );
    }

    #[test]
    fn a_date_is_not_before_the_earliest() {
        let min = Limit::Date(PartialDate::from_iso("1900-01-01").expect("a date"));
        accepts(&date(BIRTH, ["1", "1", "1900"]));
        rejects(
            &date(BIRTH, ["31", "12", "1899"]),
            "f-birth-date",
            ProblemKind::DateTooEarly { min },
        );
    }

    #[test]
    fn a_date_is_not_after_today_where_the_form_says_so() {
        accepts(&date(BIRTH, ["24", "11", "2026"]));
        rejects(
            &date(BIRTH, ["25", "11", "2026"]),
            "f-birth-date",
            ProblemKind::DateTooLate { max: Limit::Today },
        );
    }

    #[test]
    fn a_date_is_not_before_today_where_the_form_says_so() {
        accepts(&date(EARLIEST, ["24", "11", "2026"]));
        rejects(
            &date(EARLIEST, ["23", "11", "2026"]),
            "f-earliest",
            ProblemKind::DateTooEarly { min: Limit::Today },
        );
    }

    #[test]
    fn a_month_that_runs_is_not_after_today() {
        accepts(&date(BEGAN, ["", "11", "2026"]));
        accepts(&date(BEGAN, ["", "", "2026"]));
        rejects(
            &date(BEGAN, ["", "12", "2026"]),
            "f-began",
            ProblemKind::DateTooLate { max: Limit::Today },
        );
    }

    #[test]
    fn a_date_is_not_before_another_one() {
        let earliest = date(EARLIEST, ["10", "1", "2027"]);
        accepts(&[earliest, date(LATEST, ["10", "1", "2027"])].concat());
        let kind = ProblemKind::DateBeforeOther {
            item: "earliest".into(),
        };
        rejects(
            &[earliest, date(LATEST, ["9", "1", "2027"])].concat(),
            "f-latest",
            kind,
        );
    }

    #[test]
    fn a_date_stands_alone_when_the_other_is_not_answered() {
        accepts(&date(LATEST, ["9", "1", "2027"]));
    }

    #[test]
    fn a_number_stays_within_its_range() {
        accepts(&[("companions", "١٠")]);
        rejects(
            &[("companions", "11")],
            "f-companions",
            ProblemKind::NumberTooLarge { max: 10 },
        );
        rejects(
            &[("companions", "-1")],
            "f-companions",
            ProblemKind::NumberTooSmall { min: 0 },
        );
        rejects(
            &[("companions", "two")],
            "f-companions",
            ProblemKind::NotANumber,
        );
    }

    #[test]
    fn an_unknown_option_is_a_problem() {
        rejects(&[("diet", "robot")], "f-diet", ProblemKind::UnknownChoice);
    }

    #[test]
    fn one_option_is_taken_where_the_item_does_not_repeat() {
        let both = [("diet", "halal"), ("diet", "vegetarian")];
        rejects(&both, "f-diet", ProblemKind::TooManyAnswers { max: 1 });
    }

    #[test]
    fn an_exclusive_option_stands_alone() {
        let phone = ("phone", "+96170123456");
        accepts(&[phone, ("messaging", "none")]);
        let kind = ProblemKind::Exclusive {
            code: "none".into(),
        };
        rejects(
            &[phone, ("messaging", "signal"), ("messaging", "none")],
            "f-messaging",
            kind,
        );
    }

    #[test]
    fn more_options_than_taken_are_a_problem() {
        let phone = ("phone", "+96170123456");
        let three = [
            phone,
            ("messaging", "signal"),
            ("messaging", "whatsapp"),
            ("messaging", "telegram"),
        ];
        rejects(
            &three,
            "f-messaging",
            ProblemKind::TooManyAnswers { max: 2 },
        );
    }

    #[test]
    fn several_answers_may_be_needed_once_there_is_one() {
        accepts(&[("questions", "")]);
        accepts(&[("questions", "a"), ("questions", ""), ("questions", "b")]);
        rejects(
            &[("questions", "a")],
            "f-questions",
            ProblemKind::TooFewAnswers { min: 2 },
        );
    }

    #[test]
    fn own_words_keep_the_rules_of_their_item() {
        accepts(&[("diet", "_other"), ("diet.other", "بلا غلوتين")]);
        rejects(
            &[("diet", "_other"), ("diet.other", &"a".repeat(31))],
            "f-diet-other",
            ProblemKind::TooLong { max: 30, now: 31 },
        );
    }

    #[test]
    fn own_words_beside_an_option_of_a_list_are_two_answers() {
        let mut form = form();
        let diet = form.steps[1]
            .items
            .iter_mut()
            .find(|item| item.id == "diet");
        diet.expect("an open choice").control = Control::DropDown;
        let both = least_with(&[("diet", "halal"), ("diet.other", "no nuts")]);
        let problems = check(&form, &both, &surroundings()).expect_err("a problem");
        let kind = ProblemKind::TooManyAnswers { max: 1 };
        assert_eq!(
            problems.of("diet").map(|problem| &problem.kind),
            Some(&kind)
        );
    }

    #[test]
    fn consent_has_to_be_given() {
        rejects(&[("agree", "")], "f-agree", ProblemKind::NotAgreed);
        rejects(&[("agree", "false")], "f-agree", ProblemKind::NotAgreed);
    }

    #[test]
    fn a_hidden_item_is_not_the_patients_to_fix() {
        let mut form = form();
        let source = &mut form.steps[2].items[1];
        source.required = true;
        source.initial.clear();
        source.rules.push(Rule::MinLength(9));
        assert!(check(&form, &draft(&LEAST), &surroundings()).is_ok());
    }

    #[test]
    fn a_step_is_checked_alone() {
        let problems = check_step(&form(), "care", &draft(&[]), &surroundings());
        let items: Vec<_> = problems
            .iter()
            .map(|problem| problem.item.as_str())
            .collect();
        assert_eq!(items, ["problem"]);
    }

    #[test]
    fn a_step_sees_the_answers_of_other_steps() {
        let mut form = form();
        let conditions = form.steps[0].items[1].when.clone();
        form.steps[1].when = conditions;
        assert!(check_step(&form, "care", &draft(&[]), &surroundings()).is_empty());
        let family = draft(&[("requester", "family")]);
        assert_eq!(check_step(&form, "care", &family, &surroundings()).len(), 1);
    }

    #[test]
    fn an_unknown_step_has_no_problems() {
        assert!(check_step(&form(), "ghost", &draft(&[]), &surroundings()).is_empty());
    }

    #[test]
    fn an_occurrence_that_was_begun_has_to_be_whole() {
        rejects(
            &[("operated~2", "true")],
            "f-hospital-name~2",
            ProblemKind::Missing,
        );
        accepts(&[("operated~2", "true"), ("hospital-name~2", "X")]);
    }
}
