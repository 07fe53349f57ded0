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
        if let Some((suffix, kind)) = self.problem(item) {
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
                    return Some(ProblemKind::NoneAnswered {
                        items: items.clone(),
                    });
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
