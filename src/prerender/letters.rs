//! Checks letters against the forms whose answers fill them in.

use portico::content::{Document, Letter, blanks};
use portico::finding::Finding;

use crate::forms::FormSource;

/// Blanks that no question fills in: the request's reference, and what is written by hand.
const OTHERS: [&str; 6] = [
    "email",
    "phone",
    "address",
    "_reference",
    "signature",
    "date",
];

/// What is wrong with a letter.
pub fn check(letter: &Document<Letter>, forms: &[FormSource]) -> Vec<Finding> {
    let Some(form) = forms.iter().find(|form| form.id() == letter.slug) else {
        let message = format!(
            "there is no form `{}` whose answers could fill it in",
            letter.slug
        );
        let fix = "Give the letter the name of a file in `public/forms`.";
        return vec![letter.finding("+++", message, fix)];
    };
    let unknown = blanks(&letter.html)
        .into_iter()
        .filter(|name| !OTHERS.contains(name) && !form.is_typed(name));
    unknown
        .map(|name| {
            let message = format!("`{name}` is no question of the form that is answered by typing");
            let fix = "Write the `linkId` of a text or a date, or signature, date or _reference.";
            letter.finding(name, message, fix)
        })
        .collect()
}
