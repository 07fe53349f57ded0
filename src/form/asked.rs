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
pub fn asked(form: &Form, draft: &Draft) -> Asked {
    let mut places = Vec::new();
    for step in &form.steps {
        place(step, None, &mut places);
    }
    let mut inquiry = Inquiry {
        form,
        draft,
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
    places: Vec<Place<'a>>,
    state: Vec<State>,
}

fn place<'a>(item: &'a Item, parent: Option<usize>, places: &mut Vec<Place<'a>>) {
    let index = places.len();
    places.push(Place { item, parent });
    for child in &item.items {
        place(child, Some(index), places);
    }
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
        asked
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
