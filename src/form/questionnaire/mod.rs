//! FHIR R4 Questionnaires, the files that forms are written in: read, and checked against FHIR's
//! rules and ours. Host only; knows nothing of pages or answers.

mod extension;
mod finding;
mod place;
pub mod publish;
pub mod receipt;
mod resource;
pub mod rules;
pub mod translation;

pub use extension::{Element, Extended, Extension, OURS, STANDARD, TRANSLATION};
pub use finding::{Finding, InFile, Severity};
pub use resource::{AnswerOption, Coding, EnableWhen, Initial, Item, ItemType, Questionnaire};
pub use translation::Translation;

/// Reads a Questionnaire. Fails only where the text is not JSON or not shaped as a Questionnaire;
/// `rules::check` finds the rest.
pub fn read(text: &str) -> Result<Questionnaire, Vec<Finding>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let questionnaire: Questionnaire =
        serde_json::from_str(text).map_err(|error| vec![unreadable(&error)])?;
    if questionnaire.resource_type == "Questionnaire" {
        Ok(questionnaire)
    } else {
        Err(vec![Finding {
            rule: "resource-type",
            item: None,
            line: place::Source::of(text).line("/resourceType"),
            message: format!(
                "this is not a Questionnaire: `resourceType` is `{}`",
                questionnaire.resource_type
            ),
            fix: "write `\"resourceType\": \"Questionnaire\"`".into(),
            severity: Severity::Error,
        }])
    }
}

fn unreadable(error: &serde_json::Error) -> Finding {
    let (rule, fix) = if error.is_data() {
        (
            "shape",
            "write the value as FHIR R4 has it: see the Questionnaire page of the standard",
        )
    } else {
        (
            "json",
            "look for a missing comma, quote or bracket there or just before",
        )
    };
    Finding {
        rule,
        item: None,
        line: error.line().max(1),
        message: error.to_string(),
        fix: fix.into(),
        severity: Severity::Error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(text: &str, rule: &str, line: usize) {
        let found = read(text).expect_err("the text is no Questionnaire");
        assert_eq!((found[0].rule, found[0].line), (rule, line), "{}", found[0]);
    }

    #[test]
    fn a_text_that_is_not_json_is_refused_at_its_line() {
        refused("{\n\"resourceType\": \"Questionnaire\",,\n}", "json", 2);
        refused("", "json", 1);
    }

    #[test]
    fn a_value_of_the_wrong_shape_is_refused_at_its_line() {
        refused(
            "{\"resourceType\":\"Questionnaire\",\n\"item\": {}}",
            "shape",
            2,
        );
    }

    #[test]
    fn another_resource_is_refused() {
        refused("{\n\"resourceType\": \"Patient\"}", "resource-type", 2);
    }

    #[test]
    fn a_byte_order_mark_is_passed_over() {
        assert!(read("\u{feff}{\"resourceType\":\"Questionnaire\"}").is_ok());
    }

    #[test]
    fn what_is_not_needed_is_passed_over() {
        let text = r#"{"resourceType":"Questionnaire","contained":[{"a":1}],"meta":{"x":null}}"#;
        assert!(read(text).is_ok());
    }

    #[test]
    fn a_finding_names_file_line_rule_and_remedy() {
        let finding = Finding {
            rule: "que-2",
            item: None,
            line: 41,
            message: "two".into(),
            fix: "one".into(),
            severity: Severity::Error,
        };
        assert_eq!(
            finding.in_file("a.json").to_string(),
            "a.json:41: que-2: two\n  fix: one"
        );
    }
}
