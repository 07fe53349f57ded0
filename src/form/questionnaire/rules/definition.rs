//! Definitions, which say where an answer stands in FHIR resources.

use super::{Entry, Review, advice};
use crate::form::compile::transaction::{elements, fault};

/// Checks one item.
pub fn check(review: &mut Review, entry: &Entry) {
    let definition = entry.item.definition.as_deref().unwrap_or_default();
    if let Some(fault) = fault(definition) {
        let element = definition.rsplit('#').next().unwrap_or_default();
        let near = elements().into_iter().max_by(|one, other| {
            let near = |name: &str| strsim::jaro_winkler(name, element);
            near(one).total_cmp(&near(other))
        });
        let near = near.unwrap_or_default();
        let found = advice(
            "definition",
            "/definition",
            format!("{fault}; the answer leaves in the QuestionnaireResponse alone"),
            format!("write one that it does, such as `{near}`, or remove it"),
        );
        review.warning(entry, found);
    }
}
