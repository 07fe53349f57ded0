//! FHIR's rules for Questionnaires and ours, each checked by its name.

use super::{Finding, Questionnaire};

/// Everything that is wrong with a Questionnaire; the text it was read from tells the lines.
pub fn check(_questionnaire: &Questionnaire, _source: &str) -> Vec<Finding> {
    Vec::new()
}
