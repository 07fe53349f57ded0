//! Groups and questions that can be given several times: how often, where they may stand, and what may
//! stand in them.

use super::limit::extension_place;
use super::{Entry, Review, advice};
use crate::form::compile::MOST_OCCURRENCES;
use crate::form::questionnaire::{Extended, Extension, ItemType};

/// Checks one item.
pub fn check(review: &mut Review, entry: &Entry) {
    let around = review
        .around(entry)
        .find(|around| around.item.occurs_again())
        .map(|around| around.item.link_id.clone());
    if entry.item.occurs_again() {
        check_number(review, entry);
        check_place(review, entry, around.as_deref());
    }
    if around.is_some() || entry.item.occurs_again() {
        check_initial(review, entry);
    }
    check_conditions(review, entry);
}

fn check_number(review: &mut Review, entry: &Entry) {
    let most = entry
        .item
        .standard("questionnaire-maxOccurs")
        .and_then(Extension::number);
    if most.is_some_and(|most| most <= MOST_OCCURRENCES as i64) {
        return;
    }
    let (at, message) = match most {
        Some(most) => (
            extension_place(entry, "/questionnaire-maxOccurs"),
            format!("it can be given {most} times, and this site has room for {MOST_OCCURRENCES}"),
        ),
        None => (
            "/repeats".to_owned(),
            "it repeats, and does not say how often".to_owned(),
        ),
    };
    let fix = format!("add `questionnaire-maxOccurs`, a whole number from 2 to {MOST_OCCURRENCES}");
    let found = advice("repeat-most", &at, message, fix);
    // Other tools leave the number open; a question is then asked once.
    if entry.item.item_type() == Some(ItemType::Group) || most.is_some() {
        review.error(entry, found);
    } else {
        review.warning(entry, found);
    }
}

fn check_place(review: &mut Review, entry: &Entry, around: Option<&str>) {
    if let Some(around) = around {
        let found = advice(
            "repeat-nested",
            "/repeats",
            format!("it repeats within `{around}`, which repeats itself"),
            "remove one `repeats`, or ask for the rest in a `text`",
        );
        review.error(entry, found);
    } else if entry.parent.is_none() && entry.item.item_type() == Some(ItemType::Group) {
        let found = advice(
            "repeat-step",
            "/repeats",
            "a group of the first level is a step, and steps do not repeat",
            "put the group that repeats into a group of its own",
        );
        review.error(entry, found);
    }
}

fn check_initial(review: &mut Review, entry: &Entry) {
    let item = entry.item;
    let hidden = item
        .standard("questionnaire-hidden")
        .and_then(Extension::truth);
    if !item.initial.is_empty() && hidden != Some(true) {
        let found = advice(
            "repeat-initial",
            "/initial",
            "what can be given several times begins empty, so `initial` is passed over",
            "remove `initial`",
        );
        review.warning(entry, found);
    }
}

/// From outside, only the first occurrence can be asked about.
fn check_conditions(review: &mut Review, entry: &Entry) {
    let item = entry.item;
    for (index, when) in item.enable_when.iter().enumerate() {
        let question = review.by_id.get(when.question.as_str());
        let Some(question) = question.map(|index| &review.entries[*index]) else {
            continue;
        };
        let holds = |around: &&Entry| around.item.occurs_again();
        let repeated = std::iter::once(question)
            .chain(review.around(question))
            .find(holds);
        let Some(repeated) = repeated else { continue };
        let inside = std::iter::once(entry)
            .chain(review.around(entry))
            .any(|around| around.place == repeated.place);
        if !inside {
            let message = format!(
                "its condition is about `{}`, which can be given several times; only the first counts",
                when.question
            );
            let at = format!("/enableWhen/{index}");
            let found = advice(
                "repeat-condition",
                &at,
                message,
                "ask about a question that is asked once",
            );
            review.warning(entry, found);
        }
    }
}
