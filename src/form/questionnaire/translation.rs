//! A form's words in another language, as translators keep them: one flat file a language, from key
//! to text. Knows which keys a form has, and finds the missing and the mistyped.

use std::collections::{BTreeMap, BTreeSet};

use super::place::Source;
use super::receipt::Receipt;
use super::{Extended, Finding, Item, Questionnaire, Severity};

/// Words by key: `linkId` for a question, `linkId/code` for an option, `linkId!missing` and
/// `linkId!pattern` for its messages, `!title` and `!description` for the form's name and purpose,
/// and those of `receipt` for what is said once the answers have arrived.
pub type Translation = BTreeMap<String, String>;

/// The key of the form's name.
pub const TITLE: &str = "!title";

/// The key of what the form is for.
pub const DESCRIPTION: &str = "!description";

/// The key of an option's words.
pub fn option_key(link_id: &str, code: &str) -> String {
    format!("{link_id}/{code}")
}

/// The key of what is said when an answer is missing.
pub fn missing_key(link_id: &str) -> String {
    format!("{link_id}!missing")
}

/// The key of what is said when an answer does not match its pattern.
pub fn pattern_key(link_id: &str) -> String {
    format!("{link_id}!pattern")
}

/// Reads a translator's file.
pub fn read(text: &str) -> Result<Translation, Vec<Finding>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    serde_json::from_str(text).map_err(|error| vec![super::unreadable(&error)])
}

/// Every text of a form with its key, in the form's order.
pub fn texts(questionnaire: &Questionnaire) -> Vec<(String, String)> {
    let title = questionnaire.title.iter();
    let title = title.map(|text| (TITLE.to_owned(), text.clone()));
    let description = questionnaire.description.iter();
    let description = description.map(|text| (DESCRIPTION.to_owned(), text.clone()));
    let items = questionnaire.items();
    title
        .chain(description)
        .chain(Receipt::of(questionnaire).texts())
        .chain(items.iter().flat_map(|(item, _)| item_texts(item)))
        .collect()
}

/// Every key of a form, in its order.
pub fn keys(questionnaire: &Questionnaire) -> Vec<String> {
    let texts = texts(questionnaire).into_iter();
    texts.map(|(key, _)| key).collect()
}

fn item_texts(item: &Item) -> Vec<(String, String)> {
    let id = &item.link_id;
    let message = |name: &'static str, key: String| {
        let text = item.ours(name)?.text().unwrap_or_default();
        Some((key, text.to_owned()))
    };
    let question = item.text.iter().map(|text| (id.clone(), text.clone()));
    let messages = [
        message("missing-message", missing_key(id)),
        message("pattern-message", pattern_key(id)),
    ];
    let options = item.answer_option.iter().filter_map(|option| {
        let text = option.display().unwrap_or_default();
        Some((option_key(id, &option.code()?), text))
    });
    question
        .chain(messages.into_iter().flatten())
        .chain(options)
        .collect()
}

/// The form's keys that have no words in a translation, in the form's order.
pub fn missing(questionnaire: &Questionnaire, translation: &Translation) -> Vec<String> {
    let has = |key: &String| {
        translation
            .get(key)
            .is_some_and(|text| !text.trim().is_empty())
    };
    keys(questionnaire)
        .into_iter()
        .filter(|key| !has(key))
        .collect()
}

/// Checks a translator's file against its form: every key of the form has words, and there are no
/// other keys.
pub fn check(
    questionnaire: &Questionnaire,
    translation: &Translation,
    source: &str,
) -> Vec<Finding> {
    let source = Source::of(source);
    let known = keys(questionnaire);
    let known_set: BTreeSet<&String> = known.iter().collect();
    let absent = missing(questionnaire, translation);

    let unknown = translation
        .keys()
        .filter(|key| !known_set.contains(key))
        .map(|key| Finding {
            rule: "unknown-key",
            item: None,
            line: source.line(&format!("/{}", key.replace('~', "~0").replace('/', "~1"))),
            message: format!("the form has no `{key}`"),
            fix: match nearest(key, &absent) {
                Some(near) => format!("write `{near}`, or remove the line"),
                None => "remove the line, or correct its key".into(),
            },
            severity: Severity::Error,
        });
    let lacking = absent.iter().map(|key| Finding {
        rule: "missing-key",
        item: None,
        line: 1,
        message: format!("`{key}` has no words here, so patients read it in English"),
        fix: format!("add `\"{key}\": \"…\"`"),
        severity: Severity::Warning,
    });
    unknown.chain(lacking).collect()
}

/// The key that was probably meant, among those the file still lacks.
fn nearest<'a>(key: &str, absent: &'a [String]) -> Option<&'a String> {
    absent
        .iter()
        .map(|candidate| (strsim::jaro_winkler(key, candidate), candidate))
        .filter(|(likeness, _)| *likeness > 0.85)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Questionnaire {
        let text = r#"{"resourceType":"Questionnaire","title":"Form","item":[
            {"linkId":"name","type":"string","text":"Name"},
            {"linkId":"sex","type":"choice","text":"Sex","answerOption":[
                {"valueCoding":{"code":"f/m","display":"Either"}}]}]}"#;
        super::super::read(text).expect("a Questionnaire")
    }

    fn found(text: &str) -> Vec<Finding> {
        check(&form(), &read(text).expect("a translation"), text)
    }

    #[test]
    fn every_text_of_a_form_has_a_key() {
        assert_eq!(keys(&form()), ["!title", "name", "sex", "sex/f/m"]);
    }

    #[test]
    fn what_a_form_says_around_its_questions_has_keys_too() {
        let text = r#"{"resourceType":"Questionnaire","title":"Form","description":"For you",
            "extension":[{"url":"https://portico.example/fhir/StructureDefinition/receipt","extension":[
                {"url":"text","valueString":"It is here"},
                {"url":"next","extension":[{"url":"title","valueString":"Read"},{"url":"text","valueString":"Soon"}]},
                {"url":"prepare","valueString":"Papers"}]}]}"#;
        let form = super::super::read(text).expect("a Questionnaire");
        let expected = [
            "!title",
            "!description",
            "!receipt-text",
            "!next-1",
            "!next-1-text",
            "!prepare-1",
        ];
        assert_eq!(keys(&form), expected);
    }

    #[test]
    fn missing_keys_come_in_the_forms_order() {
        let some = read(r#"{"sex":"Geschlecht","name":" "}"#).expect("a translation");
        assert_eq!(missing(&form(), &some), ["!title", "name", "sex/f/m"]);
    }

    #[test]
    fn a_complete_translation_has_nothing_wrong() {
        let text = r#"{"!title":"a","name":"b","sex":"c","sex/f/m":"d"}"#;
        assert_eq!(found(text), []);
    }

    #[test]
    fn a_mistyped_key_is_found_on_its_line_with_the_right_one() {
        let text = "{\"!title\":\"a\",\n\"nane\":\"b\",\n\"sex\":\"c\",\"sex/f/m\":\"d\"}";
        let found: Vec<Finding> = found(text).into_iter().filter(Finding::is_error).collect();
        assert_eq!(
            (found.len(), found[0].rule, found[0].line),
            (1, "unknown-key", 2)
        );
        assert!(found[0].fix.contains("`name`"), "{}", found[0].fix);
    }

    #[test]
    fn a_missing_key_is_only_doubtful() {
        let found = found(r#"{"!title":"a","name":"b","sex":"c"}"#);
        assert_eq!((found.len(), found[0].rule), (1, "missing-key"));
        assert!(!found[0].is_error());
    }

    #[test]
    fn a_file_that_is_no_flat_list_is_refused_at_its_line() {
        let error = read("{\"name\":\n{}}").expect_err("a nested file");
        assert_eq!((error[0].rule, error[0].line), ("shape", 2));
    }
}
