//! When an item is asked: conditions on other items' answers.

use std::collections::BTreeSet;

use super::{Entry, Review, advice, option};
use crate::form::compile::operator;
use crate::form::model::Operator;
use crate::form::questionnaire::{EnableWhen, Item, ItemType};

/// Checks one item's conditions, each by itself.
pub fn check(review: &mut Review, entry: &Entry) {
    let item = entry.item;
    match item.enable_behavior.as_deref() {
        Some("all" | "any") => {}
        Some(other) => review.error(
            entry,
            advice(
                "enable-behavior",
                "/enableBehavior",
                format!("`{other}` is no way to join conditions"),
                "write `all` or `any`",
            ),
        ),
        None if item.enable_when.len() > 1 => review.error(
            entry,
            advice(
                "que-12",
                "/enableWhen",
                "it has several conditions and does not say how they are joined",
                "add `\"enableBehavior\": \"all\"` or `\"any\"`",
            ),
        ),
        None => {}
    }
    for (index, when) in item.enable_when.iter().enumerate() {
        check_condition(review, entry, when, &format!("/enableWhen/{index}"));
    }
}

fn check_condition(review: &mut Review, entry: &Entry, when: &EnableWhen, at: &str) {
    check_operator(review, entry, when, at);
    let id = when.question.as_str();
    let at_question = format!("{at}/question");
    let Some(question) = review.named(id) else {
        let found = advice(
            "enable-when-dangling",
            &at_question,
            format!("its condition is about `{id}`, which is no item of this form"),
            "correct the name, or remove the condition",
        );
        review.error(entry, found);
        return;
    };
    if matches!(
        question.item_type(),
        Some(ItemType::Group | ItemType::Display)
    ) {
        let found = advice(
            "enable-when-unanswered",
            &at_question,
            format!(
                "its condition is about `{id}`, a `{}`, which is never answered",
                question.kind
            ),
            "name a question",
        );
        review.error(entry, found);
        return;
    }
    if operator(&when.operator) != Some(Operator::Exists) {
        check_answer(review, entry, when, question, at);
    }
}

fn check_operator(review: &mut Review, entry: &Entry, when: &EnableWhen, at: &str) {
    let Some(operator) = operator(&when.operator) else {
        let found = advice(
            "enable-when-operator",
            at,
            format!("`{}` is no comparison", when.operator),
            "write exists, =, !=, >, <, >= or <= as its `operator`",
        );
        review.error(entry, found);
        return;
    };
    if operator == Operator::Exists && when.answer_boolean.is_none() {
        let found = advice(
            "que-7",
            at,
            "`exists` is asked for without yes or no",
            "write `\"answerBoolean\": true` or `false`",
        );
        review.error(entry, found);
    } else if when.answer().is_none() {
        let found = advice(
            "enable-when-operator",
            at,
            "the condition has nothing to compare with",
            "add its answer, for example `answerCoding`",
        );
        review.error(entry, found);
    }
}

fn check_answer(review: &mut Review, entry: &Entry, when: &EnableWhen, question: &Item, at: &str) {
    let Some(answer) = when.answer() else { return };
    let id = &question.link_id;
    let fits = match question.item_type() {
        Some(ItemType::Boolean) => when.answer_boolean.is_some(),
        Some(ItemType::Integer) => when.answer_integer.is_some(),
        Some(ItemType::Decimal) => when.answer_decimal.is_some() || when.answer_integer.is_some(),
        Some(ItemType::Date) => when.answer_date.is_some(),
        Some(ItemType::Choice | ItemType::OpenChoice) => {
            when.answer_coding.is_some()
                || question
                    .answer_option
                    .iter()
                    .all(|option| option.value_coding.is_none())
        }
        Some(ItemType::String | ItemType::Text) => when.answer_string.is_some(),
        _ => true,
    };
    if !fits {
        let found = advice(
            "enable-when-type",
            at,
            format!(
                "its condition compares `{id}`, a `{}`, with an answer of another type",
                question.kind
            ),
            "use the answer type of the question, for example `answerCoding` for a `choice`",
        );
        review.warning(entry, found);
    }
    if option::codes(question).is_some_and(|codes| !codes.contains(&answer)) {
        let found = advice(
            "enable-when-option",
            at,
            format!("its condition waits for `{answer}`, which `{id}` does not offer"),
            "use the code of one of its options",
        );
        review.warning(entry, found);
    }
}

/// Finds items that are asked only after themselves. An item waits for the items its conditions are
/// about, and for the group around it.
pub fn check_circles(review: &mut Review) {
    let waits: Vec<Vec<usize>> = review
        .entries
        .iter()
        .map(|entry| {
            let questions = entry.item.enable_when.iter();
            let named = questions.filter_map(|when| review.by_id.get(when.question.as_str()));
            named.copied().chain(entry.parent).collect()
        })
        .collect();

    let mut told = BTreeSet::new();
    for index in 0..review.entries.len() {
        let entry = review.entries[index].clone();
        if entry.item.enable_when.is_empty() || told.contains(&index) {
            continue;
        }
        let Some(circle) = circle(index, &waits) else {
            continue;
        };
        told.extend(circle.iter().copied());
        let names: Vec<&str> = circle
            .iter()
            .map(|index| review.entries[*index].item.link_id.as_str())
            .collect();
        let found = advice(
            "enable-when-circular",
            "/enableWhen",
            format!("it is asked only after itself: {}", names.join(" → ")),
            "remove one of these conditions",
        );
        review.error(&entry, found);
    }
}

/// The shortest way from an item back to itself, both ends included.
fn circle(start: usize, waits: &[Vec<usize>]) -> Option<Vec<usize>> {
    let mut came_from = vec![None; waits.len()];
    let mut queue = std::collections::VecDeque::from([start]);
    while let Some(here) = queue.pop_front() {
        for &next in &waits[here] {
            if next == start {
                let mut way = vec![start, here];
                let mut step = here;
                while let Some(before) = came_from[step].filter(|_| step != start) {
                    way.push(before);
                    step = before;
                }
                if way.last() != Some(&start) {
                    way.push(start);
                }
                way.reverse();
                return Some(way);
            }
            if came_from[next].is_none() {
                came_from[next] = Some(here);
                queue.push_back(next);
            }
        }
    }
    None
}
