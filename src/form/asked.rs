//! Which items are asked, given the answers so far (FHIR `enableWhen`, as R5 words it). Pure.

use std::cmp::Ordering;

use super::answer::{self, Answer};
use super::date::PartialDate;
use super::draft::Draft;
use super::model::{Condition, Form, Item, Operator};

/// The items that are asked now, in the order of the form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked(Vec<String>);

impl Asked {
    /// Whether the item with this id is asked.
    pub fn contains(&self, id: &str) -> bool {
        self.0.iter().any(|asked| asked == id)
    }

    /// The ids of the items that are asked.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// Finds out which items are asked. An item is asked while the group around it is and its
/// conditions hold; a question that is not asked counts as not answered, whatever the draft holds.
/// Of what can be given several times, as many are asked as are needed or filled in.
pub fn asked(form: &Form, draft: &Draft) -> Asked {
    shown(form, draft, &[])
}

/// What a patient has before them: what is asked, and the occurrences that they opened to fill them in.
pub fn shown(form: &Form, draft: &Draft, opened: &[String]) -> Asked {
    let mut places = Vec::new();
    for step in &form.steps {
        place(step, None, &mut places);
    }
    let mut inquiry = Inquiry {
        form,
        draft,
        opened,
        state: vec![State::Open; places.len()],
        places,
    };
    let mut ids = Vec::new();
    for index in 0..inquiry.places.len() {
        if inquiry.is_asked(index) {
            ids.push(inquiry.places[index].item.id.clone());
        }
    }
    Asked(ids)
}

struct Place<'a> {
    item: &'a Item,
    parent: Option<usize>,
    /// The first place that is no longer inside.
    end: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Open,
    /// Being found out: whoever comes by here again goes in a circle. The compiler refuses such
    /// forms; here the circle ends as not asked.
    Under,
    Known(bool),
}

struct Inquiry<'a> {
    form: &'a Form,
    draft: &'a Draft,
    opened: &'a [String],
    places: Vec<Place<'a>>,
    state: Vec<State>,
}

fn place<'a>(item: &'a Item, parent: Option<usize>, places: &mut Vec<Place<'a>>) {
    let index = places.len();
    places.push(Place {
        item,
        parent,
        end: index,
    });
    for child in &item.items {
        place(child, Some(index), places);
    }
    places[index].end = places.len();
}

impl<'a> Inquiry<'a> {
    fn is_asked(&mut self, index: usize) -> bool {
        match self.state[index] {
            State::Known(known) => return known,
            State::Under => return false,
            State::Open => self.state[index] = State::Under,
        }
        let item = self.places[index].item;
        let around = self.places[index]
            .parent
            .is_none_or(|parent| self.is_asked(parent));
        let asked = around
            && item.when.as_ref().is_none_or(|when| {
                if when.all {
                    when.conditions
                        .iter()
                        .all(|condition| self.holds(condition))
                } else {
                    when.conditions
                        .iter()
                        .any(|condition| self.holds(condition))
                }
            });
        self.state[index] = State::Known(asked);
        let spare = item
            .occurrence
            .is_some_and(|occurrence| occurrence.number > occurrence.least);
        if asked && spare && !self.opened.contains(&item.id) && !self.is_filled(index) {
            // What is inside was asked on trial.
            let inside = index + 1..self.places[index].end;
            self.state[inside].fill(State::Open);
            self.state[index] = State::Known(false);
            return false;
        }
        asked
    }

    /// Whether the patient has filled in something of it, supposing that it is asked.
    fn is_filled(&mut self, index: usize) -> bool {
        (index..self.places[index].end).any(|inside| {
            let item = self.places[inside].item;
            !item.hidden
                && self.is_asked(inside)
                && !answer::read(item, self.draft, &self.form.months)
                    .given
                    .is_empty()
        })
    }

    fn holds(&mut self, condition: &'a Condition) -> bool {
        let question = self
            .places
            .iter()
            .position(|place| place.item.id == condition.question);
        let answers = match question {
            Some(index) if self.is_asked(index) => {
                answer::read(self.places[index].item, self.draft, &self.form.months).given
            }
            _ => Vec::new(),
        };
        let any = |fits: fn(Ordering) -> bool| {
            answers
                .iter()
                .any(|answer| compare(answer, &condition.answer).is_some_and(fits))
        };
        match condition.operator {
            Operator::Exists => answers.is_empty() == (condition.answer == "false"),
            Operator::Equal => answers
                .iter()
                .any(|answer| equals(answer, &condition.answer)),
            Operator::NotEqual => !answers
                .iter()
                .any(|answer| equals(answer, &condition.answer)),
            Operator::Greater => any(Ordering::is_gt),
            Operator::Less => any(Ordering::is_lt),
            Operator::GreaterOrEqual => any(Ordering::is_ge),
            Operator::LessOrEqual => any(Ordering::is_le),
        }
    }
}

fn equals(answer: &Answer, value: &str) -> bool {
    match answer {
        Answer::Boolean(yes) => value == if *yes { "true" } else { "false" },
        Answer::Integer(number) => value.parse() == Ok(*number),
        Answer::Date(date) => PartialDate::from_iso(value) == Some(*date),
        Answer::Choice(choice) => choice.code == value,
        Answer::Words(words) | Answer::Email(words) => words == value,
        Answer::Phone(phone) => phone.typed == value,
        Answer::Unread(_) => false,
    }
}

/// Numbers and dates have an order; nothing else does.
fn compare(answer: &Answer, value: &str) -> Option<Ordering> {
    match answer {
        Answer::Integer(number) => Some(number.cmp(&value.parse().ok()?)),
        Answer::Date(date) => Some(date.compare(PartialDate::from_iso(value)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::model::{Enable, Kind};
    use crate::form::sample::{draft, form};

    #[track_caller]
    fn asks(pairs: &[(&str, &str)], id: &str) {
        assert!(
            asked(&form(), &draft(pairs)).contains(id),
            "{id} should be asked"
        );
    }

    #[track_caller]
    fn spares(pairs: &[(&str, &str)], id: &str) {
        assert!(
            !asked(&form(), &draft(pairs)).contains(id),
            "{id} should not be asked"
        );
    }

    /// Whether the condition on an item of the sample form holds.
    #[track_caller]
    fn holds(
        pairs: &[(&str, &str)],
        question: &str,
        operator: Operator,
        answer: &str,
        expected: bool,
    ) {
        let mut form = form();
        let condition = Condition {
            question: question.into(),
            operator,
            answer: answer.into(),
        };
        let note = form.steps[1]
            .items
            .iter_mut()
            .find(|item| item.kind == Kind::Display);
        note.expect("a note").when = Some(Enable {
            all: true,
            conditions: vec![condition],
        });
        assert_eq!(
            asked(&form, &draft(pairs)).contains("care-note"),
            expected,
            "{pairs:?}"
        );
    }

    #[test]
    fn an_item_without_conditions_is_asked() {
        asks(&[], "requester");
    }

    #[test]
    fn all_conditions_have_to_hold_where_the_form_says_all() {
        spares(&[], "your-name");
        spares(&[("requester", "patient")], "your-name");
        asks(&[("requester", "family")], "your-name");
    }

    #[test]
    fn one_condition_is_enough_where_the_form_says_any() {
        let mut form = form();
        let name = form.steps[0]
            .items
            .iter_mut()
            .find(|item| item.id == "your-name");
        name.and_then(|item| item.when.as_mut())
            .expect("conditions")
            .all = false;
        assert!(asked(&form, &draft(&[])).contains("your-name"));
    }

    #[test]
    fn an_answer_exists_when_something_was_typed() {
        asks(&[("phone", "+96170123456")], "messaging");
        asks(&[("phone", "not a number yet")], "messaging");
        spares(&[("phone", "  ")], "messaging");
    }

    #[test]
    fn an_answer_may_have_to_be_absent() {
        holds(&[], "phone", Operator::Exists, "false", true);
        holds(
            &[("phone", "+96170123456")],
            "phone",
            Operator::Exists,
            "false",
            false,
        );
    }

    #[test]
    fn an_unticked_box_has_no_answer() {
        holds(&[], "agree", Operator::Equal, "false", false);
        holds(&[], "agree", Operator::NotEqual, "true", true);
        holds(
            &[("agree", "true")],
            "agree",
            Operator::NotEqual,
            "true",
            false,
        );
    }

    #[test]
    fn one_of_several_answers_is_enough_to_equal() {
        let pairs = [
            ("phone", "+96170123456"),
            ("messaging", "signal"),
            ("messaging", "whatsapp"),
        ];
        holds(&pairs, "messaging", Operator::Equal, "whatsapp", true);
        holds(&pairs, "messaging", Operator::NotEqual, "whatsapp", false);
        holds(&pairs, "messaging", Operator::NotEqual, "telegram", true);
    }

    #[test]
    fn an_unknown_option_equals_nothing() {
        holds(
            &[("requester", "robot")],
            "requester",
            Operator::Equal,
            "robot",
            false,
        );
    }

    #[test]
    fn numbers_are_compared_as_numbers() {
        holds(
            &[("companions", "10")],
            "companions",
            Operator::Greater,
            "2",
            true,
        );
        holds(
            &[("companions", "٣")],
            "companions",
            Operator::Equal,
            "3",
            true,
        );
        holds(
            &[("companions", "2")],
            "companions",
            Operator::Greater,
            "2",
            false,
        );
        holds(
            &[("companions", "2")],
            "companions",
            Operator::GreaterOrEqual,
            "2",
            true,
        );
        holds(
            &[("companions", "2")],
            "companions",
            Operator::LessOrEqual,
            "1",
            false,
        );
        holds(
            &[("companions", "-1")],
            "companions",
            Operator::Less,
            "0",
            true,
        );
    }

    #[test]
    fn nothing_typed_is_neither_more_nor_less() {
        holds(&[], "companions", Operator::Less, "5", false);
        holds(&[], "companions", Operator::GreaterOrEqual, "0", false);
    }

    #[test]
    fn dates_are_compared_as_dates() {
        let born = [
            ("birth-date.day", "9"),
            ("birth-date.month", "مارس"),
            ("birth-date.year", "2010"),
        ];
        holds(&born, "birth-date", Operator::Greater, "2008-11-24", true);
        holds(&born, "birth-date", Operator::Equal, "2010-03-09", true);
        holds(&born, "birth-date", Operator::Less, "2010-03-09", false);
    }

    #[test]
    fn words_have_no_order() {
        holds(
            &[("problem", "b")],
            "problem",
            Operator::Greater,
            "a",
            false,
        );
        holds(&[("problem", " a ")], "problem", Operator::Equal, "a", true);
    }

    #[test]
    fn own_words_are_an_answer() {
        holds(
            &[("diet.other", "بلا غلوتين")],
            "diet",
            Operator::Exists,
            "true",
            true,
        );
        holds(
            &[("diet", "_other")],
            "diet",
            Operator::Exists,
            "true",
            false,
        );
    }

    #[test]
    fn a_group_that_is_not_asked_spares_what_is_inside() {
        spares(&[("has-doctor", "false")], "doctor-name");
        asks(&[("has-doctor", "true")], "doctor-name");
    }

    #[test]
    fn a_question_that_is_not_asked_has_no_answers() {
        let letter = ("doctor-writes", "true");
        asks(&[("has-doctor", "true"), letter], "letter-date");
        spares(&[("has-doctor", "false"), letter], "letter-date");
        holds(
            &[("has-doctor", "false"), letter],
            "doctor-writes",
            Operator::Exists,
            "true",
            false,
        );
    }

    #[test]
    fn a_question_that_the_form_does_not_have_has_no_answers() {
        holds(
            &[("ghost", "true")],
            "ghost",
            Operator::Exists,
            "true",
            false,
        );
    }

    #[test]
    fn conditions_in_a_circle_end_as_not_asked() {
        let mut form = form();
        let on = |question: &str| {
            let condition = Condition {
                question: question.into(),
                operator: Operator::Exists,
                answer: "true".into(),
            };
            Some(Enable {
                all: true,
                conditions: vec![condition],
            })
        };
        form.steps[1].items[1].when = on("began");
        form.steps[1].items[2].when = on("problem");
        let asked = asked(&form, &draft(&[("problem", "a"), ("began.year", "2020")]));
        assert!(!asked.contains("problem"));
    }

    #[test]
    fn what_is_asked_comes_in_the_order_of_the_form() {
        let asked = asked(&form(), &draft(&[]));
        assert_eq!(
            asked.iter().take(3).collect::<Vec<_>>(),
            ["you", "requester", "given-name"]
        );
    }

    #[test]
    fn a_further_occurrence_is_asked_when_something_is_filled_in() {
        spares(&[], "hospital~2");
        asks(&[("hospital-name~2", "X")], "hospital~2");
        asks(&[("operated~2", "false")], "hospital-name~2");
        spares(&[("hospital-name~2", " ")], "hospital~2");
    }

    #[test]
    fn an_occurrence_that_is_needed_is_asked_at_once() {
        asks(&[], "wish");
        spares(&[], "wish~2");
    }

    #[test]
    fn what_is_not_asked_fills_in_nothing() {
        let date = ("operated-on~2.year", "2019");
        spares(&[date], "hospital~2");
        spares(&[date], "operated-on~2");
        asks(&[date, ("operated~2", "true")], "operated-on~2");
    }

    #[test]
    fn conditions_look_at_their_own_occurrence() {
        let pairs = [("operated~2", "true"), ("hospital-name~3", "X")];
        asks(&pairs, "operated-on~2");
        spares(&pairs, "operated-on~3");
    }

    #[test]
    fn an_occurrence_that_was_opened_shows_its_questions() {
        let opened = ["hospital~2".to_owned()];
        let shown = shown(&form(), &draft(&[]), &opened);
        assert!(shown.contains("hospital-name~2"));
        assert!(!shown.contains("operated-on~2") && !shown.contains("hospital~3"));
    }
}
