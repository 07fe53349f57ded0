//! Outcomes, the steps that end the way through a form with words; and the links that texts carry.

use super::limit::extension_place;
use super::{Entry, Review, advice};
use crate::form::questionnaire::{Extended, Item, ItemType, Questionnaire};

/// Checks one item.
pub fn check(review: &mut Review, entry: &Entry) {
    if entry.item.says("outcome") {
        check_outcome(review, entry);
    }
    check_link(review, entry);
}

/// Checks that a form has a step to begin with.
pub fn check_form(review: &mut Review, questionnaire: &Questionnaire) {
    let Some(first) = questionnaire
        .item
        .first()
        .filter(|item| item.says("outcome"))
    else {
        return;
    };
    let entry = review.entries[0].clone();
    let found = advice(
        "outcome-first",
        "",
        format!(
            "the form begins with `{}`, where its way ends",
            first.link_id
        ),
        "put it after the step that decides about it",
    );
    review.error(&entry, found);
}

fn check_outcome(review: &mut Review, entry: &Entry) {
    let item = entry.item;
    let at = extension_place(entry, "/outcome");
    if entry.parent.is_some() {
        let found = advice(
            "outcome-place",
            &at,
            "an outcome is a step, and this group stands within another",
            "move the group to the first level",
        );
        review.error(entry, found);
    }
    if item.enable_when.is_empty() {
        let found = advice(
            "outcome-condition",
            &at,
            "it has no condition, so nobody could get past it",
            "add `enableWhen`: the answers that lead here",
        );
        review.error(entry, found);
    }
    let asks = |inside: &&Item| inside.item_type() != Some(ItemType::Display);
    if let Some(question) = item.item.iter().find(asks) {
        let found = advice(
            "outcome-question",
            "/item",
            format!(
                "it holds `{}`, a `{}`; an outcome has texts to read only",
                question.link_id, question.kind
            ),
            "make it a `display`, or move it to a step before",
        );
        review.error(entry, found);
    }
}

fn check_link(review: &mut Review, entry: &Entry) {
    let Some(link) = entry.item.standard("questionnaire-supportLink") else {
        return;
    };
    let at = extension_place(entry, "/questionnaire-supportLink");
    if entry.item.item_type() != Some(ItemType::Display) {
        let found = advice(
            "link-place",
            &at,
            format!("a `{}` shows no link", entry.item.kind),
            "move the link to a `display`, whose text then leads there",
        );
        review.warning(entry, found);
    } else if !link.uri().is_some_and(is_address) {
        let uri = link.uri().or(link.text()).unwrap_or_default();
        let found = advice(
            "link-address",
            &at,
            format!("`{uri}` is no address that a page can lead to"),
            "write as its `valueUri` an `https://` address, or a path of this site such as `/{lang}/contact/`",
        );
        review.error(entry, found);
    }
}

/// A path of this site, or an address that every browser knows how to open.
fn is_address(uri: &str) -> bool {
    let path = uri.starts_with('/') && !uri.starts_with("//");
    let known = ["https://", "mailto:", "tel:"]
        .iter()
        .any(|start| uri.strip_prefix(start).is_some_and(|rest| !rest.is_empty()));
    (path || known) && !uri.contains(char::is_whitespace)
}
