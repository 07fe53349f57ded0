//! The answers to choose from, and those present at the start.

use std::collections::BTreeSet;

use super::{Entry, Review, advice};
use crate::form::compile::{ANSWER_SETS, answer_set};
use crate::form::questionnaire::{Item, ItemType, OURS};

/// Checks one item's options.
pub fn check(review: &mut Review, entry: &Entry) {
    let item = entry.item;
    let kind = item.item_type();
    let has_options = !item.answer_option.is_empty();
    let has_set = item.answer_value_set.is_some();

    if has_options && has_set {
        review.error(
            entry,
            advice(
                "que-4",
                "/answerValueSet",
                "it has both `answerOption` and `answerValueSet`",
                "keep one of them",
            ),
        );
    }
    if (has_options || has_set) && kind.is_some_and(|kind| !may_have_options(kind)) {
        review.error(
            entry,
            advice(
                "que-5",
                if has_set {
                    "/answerValueSet"
                } else {
                    "/answerOption"
                },
                format!("a `{}` cannot have answers to choose from", item.kind),
                "make it a `choice`, or remove the options",
            ),
        );
    } else if has_options && kind.is_some_and(|kind| !kind.is_choice()) {
        review.warning(
            entry,
            advice(
                "option-ignored",
                "/answerOption",
                format!(
                    "a `{}` is typed here, so patients do not see its options",
                    item.kind
                ),
                "make it a `choice`",
            ),
        );
    }
    if kind.is_some_and(ItemType::is_choice) {
        if !has_options && !has_set {
            review.error(
                entry,
                advice(
                    "no-options",
                    "",
                    "there is nothing to choose from",
                    "add `answerOption` or `answerValueSet`",
                ),
            );
        }
        check_options(review, entry);
        check_set(review, entry);
    }
    check_initial(review, entry);
}

fn may_have_options(kind: ItemType) -> bool {
    use ItemType::*;
    !matches!(
        kind,
        Group | Display | Boolean | Text | Url | Attachment | Reference
    )
}

fn check_options(review: &mut Review, entry: &Entry) {
    let mut seen = BTreeSet::new();
    for (index, option) in entry.item.answer_option.iter().enumerate() {
        let at = format!("/answerOption/{index}");
        let Some(code) = option.code().filter(|code| !code.trim().is_empty()) else {
            review.error(
                entry,
                advice(
                    "option-code",
                    &at,
                    "an option has no code",
                    "give it a `valueCoding` with a `code`",
                ),
            );
            continue;
        };
        let coding = option.value_coding.as_ref();
        if coding.is_none() {
            review.warning(
                entry,
                advice(
                    "option-kind",
                    &at,
                    format!(
                        "the option `{code}` has no coding, so answers carry it as a bare code"
                    ),
                    "write it as a `valueCoding`",
                ),
            );
        }
        if coding.is_some_and(|coding| {
            coding
                .display
                .as_deref()
                .is_none_or(|it| it.trim().is_empty())
        }) {
            review.error(
                entry,
                advice(
                    "option-text",
                    &at,
                    format!("the option `{code}` has no words"),
                    "add its `display`",
                ),
            );
        }
        if !seen.insert(code.clone()) {
            review.error(
                entry,
                advice(
                    "option-duplicate",
                    &at,
                    format!("two options have the code `{code}`"),
                    "give each option a code of its own",
                ),
            );
        }
    }
}

fn check_set(review: &mut Review, entry: &Entry) {
    let Some(address) = entry.item.answer_value_set.as_deref() else {
        return;
    };
    if answer_set(address).is_some_and(|name| ANSWER_SETS.contains(&name)) {
        return;
    }
    let base = OURS.trim_end_matches("StructureDefinition/");
    let found = advice(
        "answer-value-set",
        "/answerValueSet",
        format!("this site has no list of answers `{address}`, so nothing can be chosen"),
        format!(
            "use {base}ValueSet/{}, or write `answerOption`s",
            ANSWER_SETS.join(", …/")
        ),
    );
    if address.starts_with(base) {
        review.error(entry, found);
    } else {
        review.warning(entry, found);
    }
}

fn check_initial(review: &mut Review, entry: &Entry) {
    let item = entry.item;
    let kind = item.item_type();
    let at = "/initial";
    if item.initial.is_empty() {
        return;
    }
    if matches!(kind, Some(ItemType::Group | ItemType::Display)) {
        review.error(
            entry,
            advice(
                "que-8",
                at,
                format!(
                    "a `{}` takes no answer, so it cannot start with one",
                    item.kind
                ),
                "remove `initial`",
            ),
        );
    }
    if !item.answer_option.is_empty() {
        review.error(
            entry,
            advice(
                "que-11",
                at,
                "it has both `answerOption` and `initial`",
                "write `\"initialSelected\": true` in the option instead",
            ),
        );
    }
    if item.initial.len() > 1 && item.repeats != Some(true) {
        review.error(
            entry,
            advice(
                "que-13",
                at,
                "it starts with several answers but takes one",
                "keep one, or add `\"repeats\": true`",
            ),
        );
    }
}

/// The codes that an item's answer may have; `None` where they are not in the form.
pub fn codes(item: &Item) -> Option<BTreeSet<String>> {
    let listed = item.item_type() == Some(ItemType::Choice) && item.answer_value_set.is_none();
    listed.then(|| {
        item.answer_option
            .iter()
            .filter_map(|option| option.code())
            .collect()
    })
}
