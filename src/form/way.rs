//! Which step follows which: the next one that is asked, or an outcome that the answers lead to. Pure.

use super::asked::Asked;
use super::model::{Form, Item};

/// What follows a step; nothing follows the last one, but the review. An outcome follows the step that
/// decides it and every later one.
pub fn after<'a>(form: &'a Form, asked: &Asked, step: &str) -> Option<&'a Item> {
    let here = form.steps.iter().position(|other| other.id == step)?;
    let decided = |outcome: &&Item| decider(form, outcome).is_none_or(|decider| decider <= here);
    let mut rest = form.steps[here + 1..].iter();
    outcomes(form, asked)
        .find(decided)
        .or_else(|| rest.find(|step| !step.outcome && asked.contains(&step.id)))
}

/// The outcome that the answers lead to.
pub fn outcome<'a>(form: &'a Form, asked: &Asked) -> Option<&'a Item> {
    outcomes(form, asked).next()
}

/// The step that the way to an outcome branches off from: the last one that its conditions are about.
pub fn before<'a>(form: &'a Form, outcome: &Item) -> Option<&'a Item> {
    decider(form, outcome).map(|place| &form.steps[place])
}

fn outcomes<'a>(form: &'a Form, asked: &Asked) -> impl Iterator<Item = &'a Item> {
    form.steps
        .iter()
        .filter(|step| step.outcome && asked.contains(&step.id))
}

fn decider(form: &Form, outcome: &Item) -> Option<usize> {
    let conditions = outcome.when.iter().flat_map(|when| &when.conditions);
    let steps = conditions.filter_map(|condition| form.step_of(&condition.question));
    steps
        .filter_map(|step| form.steps.iter().position(|other| other.id == step.id))
        .max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::asked;
    use crate::form::model::{Condition, Enable, Operator};
    use crate::form::sample::{draft, form};

    /// The sample form, with an outcome in the end for who is no patient.
    fn with_outcome() -> Form {
        let mut form = form();
        let mut outcome = form.steps[2].clone();
        outcome.id = "sorry".into();
        outcome.outcome = true;
        outcome.items.clear();
        outcome.when = Some(Enable {
            all: true,
            conditions: vec![Condition {
                question: "companions".into(),
                operator: Operator::Greater,
                answer: "5".into(),
            }],
        });
        form.steps.push(outcome);
        form
    }

    #[track_caller]
    fn leads(companions: &str, from: &str, to: Option<&str>) {
        let form = with_outcome();
        let asked = asked(&form, &draft(&[("companions", companions)]));
        let next = after(&form, &asked, from).map(|step| step.id.as_str());
        assert_eq!(next, to);
    }

    #[test]
    fn a_step_leads_to_the_next_one() {
        leads("1", "you", Some("care"));
        leads("1", "care", Some("consent"));
    }

    #[test]
    fn the_last_step_leads_to_the_review() {
        leads("1", "consent", None);
    }

    #[test]
    fn the_step_that_decides_leads_to_the_outcome() {
        leads("6", "care", Some("sorry"));
        leads("6", "consent", Some("sorry"));
    }

    #[test]
    fn the_way_to_the_deciding_step_stays_open() {
        leads("6", "you", Some("care"));
    }

    #[test]
    fn an_outcome_leads_back_to_what_decided_it() {
        let form = with_outcome();
        let before = before(&form, &form.steps[3]).map(|step| step.id.as_str());
        assert_eq!(before, Some("care"));
    }

    #[test]
    fn an_outcome_stands_between_the_answers_and_the_review() {
        let form = with_outcome();
        let at = |companions| outcome(&form, &asked(&form, &draft(&[("companions", companions)])));
        assert_eq!(at("6").map(|step| step.id.as_str()), Some("sorry"));
        assert_eq!(at("5"), None);
    }
}
