//! The copy of a Questionnaire that the built site offers: every language in one file, by FHIR's
//! translation extension, for programs that know nothing of the site's locale files.

use serde_json::{Map, Value, json};

use super::receipt;
use super::translation::{DESCRIPTION, TITLE, missing_key, option_key, pattern_key};
use super::{OURS, TRANSLATION, Translation};

/// The Questionnaire with its translations, each a language's tag and words. What it holds in a
/// language already gives way to those words; lists of answers stay addresses.
pub fn with_translations(source: Value, translations: &[(String, Translation)]) -> Value {
    let mut source = source;
    if let Some(form) = source.as_object_mut() {
        let writer = Writer { translations };
        writer.beside(form, "title", TITLE);
        writer.beside(form, "description", DESCRIPTION);
        for extension in objects(form, "extension") {
            if ours(extension) == Some("receipt") {
                writer.receipt(extension);
            }
        }
        writer.items(form);
    }
    source
}

struct Writer<'a> {
    translations: &'a [(String, Translation)],
}

impl Writer<'_> {
    fn receipt(&self, receipt: &mut Map<String, Value>) {
        let (mut next, mut prepare) = (0, 0);
        for part in objects(receipt, "extension") {
            let key = match url(part) {
                Some("title") => receipt::TITLE.to_owned(),
                Some("text") => receipt::TEXT.to_owned(),
                Some("prepare") => {
                    prepare += 1;
                    receipt::prepare_key(prepare)
                }
                _ => {
                    next += 1;
                    for part in objects(part, "extension") {
                        let key = match url(part) {
                            Some("title") => receipt::next_key(next),
                            _ => receipt::next_text_key(next),
                        };
                        self.beside(part, "valueString", &key);
                    }
                    continue;
                }
            };
            self.beside(part, "valueString", &key);
        }
    }

    fn items(&self, around: &mut Map<String, Value>) {
        for item in objects(around, "item") {
            let id = item
                .get("linkId")
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned();
            self.beside(item, "text", &id);
            for option in objects(item, "answerOption") {
                self.option(option, &id);
            }
            for extension in objects(item, "extension") {
                match ours(extension) {
                    Some("missing-message") => {
                        self.beside(extension, "valueString", &missing_key(&id));
                    }
                    Some("pattern-message") => {
                        self.beside(extension, "valueString", &pattern_key(&id));
                    }
                    _ => {}
                }
            }
            self.items(item);
        }
    }

    fn option(&self, option: &mut Map<String, Value>, id: &str) {
        let Some(coding) = option.get_mut("valueCoding").and_then(Value::as_object_mut) else {
            if let Some(text) = option.get("valueString").and_then(Value::as_str) {
                let key = option_key(id, text);
                self.beside(option, "valueString", &key);
            }
            return;
        };
        if let Some(code) = coding.get("code").and_then(Value::as_str) {
            let key = option_key(id, code);
            self.beside(coding, "display", &key);
        }
    }

    /// Writes the translations of a text beside it.
    fn beside(&self, object: &mut Map<String, Value>, property: &str, key: &str) {
        if !object.get(property).is_some_and(Value::is_string) {
            return;
        }
        for (lang, words) in self.translations {
            let Some(text) = words.get(key).filter(|text| !text.trim().is_empty()) else {
                continue;
            };
            let element = object
                .entry(format!("_{property}"))
                .or_insert_with(|| json!({}));
            let Some(element) = element.as_object_mut() else {
                return;
            };
            let extensions = element.entry("extension").or_insert_with(|| json!([]));
            let Some(extensions) = extensions.as_array_mut() else {
                return;
            };
            extensions.retain(|extension| !is_translation(extension, lang));
            extensions.push(json!({
                "url": TRANSLATION,
                "extension": [
                    { "url": "lang", "valueCode": lang },
                    { "url": "content", "valueString": text },
                ],
            }));
        }
    }
}

fn url(extension: &Map<String, Value>) -> Option<&str> {
    extension.get("url").and_then(Value::as_str)
}

/// The name of an extension of ours.
fn ours(extension: &Map<String, Value>) -> Option<&str> {
    url(extension)?.strip_prefix(OURS)
}

fn is_translation(extension: &Value, lang: &str) -> bool {
    extension["url"] == TRANSLATION
        && extension["extension"].as_array().is_some_and(|parts| {
            parts
                .iter()
                .any(|part| part["url"] == "lang" && part["valueCode"] == lang)
        })
}

/// The objects in a list property.
fn objects<'a>(
    around: &'a mut Map<String, Value>,
    property: &str,
) -> impl Iterator<Item = &'a mut Map<String, Value>> {
    around
        .get_mut(property)
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten()
        .filter_map(Value::as_object_mut)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published(source: Value) -> Value {
        let words = [
            ("q", "Frage"),
            ("q/a", "Antwort"),
            ("q!missing", "Fehlt"),
            ("!title", "Name"),
        ];
        let words = words.map(|(key, text)| (key.to_owned(), text.to_owned()));
        with_translations(source, &[("de".to_owned(), Translation::from(words))])
    }

    fn content(element: &Value) -> &Value {
        &element["extension"][0]["extension"][1]["valueString"]
    }

    #[test]
    fn every_text_gets_its_translation_beside_it() {
        let form = published(json!({
            "title": "Name",
            "item": [{ "linkId": "g", "item": [{
                "linkId": "q",
                "text": "Question",
                "answerOption": [{ "valueCoding": { "code": "a", "display": "Answer" } }],
                "extension": [{ "url": format!("{OURS}missing-message"), "valueString": "Missing" }],
            }] }],
        }));
        let item = &form["item"][0]["item"][0];
        assert_eq!(content(&form["_title"]), "Name");
        assert_eq!(content(&item["_text"]), "Frage");
        assert_eq!(
            content(&item["answerOption"][0]["valueCoding"]["_display"]),
            "Antwort"
        );
        assert_eq!(content(&item["extension"][0]["_valueString"]), "Fehlt");
    }

    #[test]
    fn what_is_said_around_the_questions_is_translated_too() {
        let words = [
            ("!description", "Zweck"),
            ("!next-2-text", "Bald"),
            ("!prepare-1", "Akten"),
        ];
        let words = words.map(|(key, text)| (key.to_owned(), text.to_owned()));
        let next =
            json!({ "url": "next", "extension": [{ "url": "text", "valueString": "Soon" }] });
        let receipt = json!([next, next, { "url": "prepare", "valueString": "Records" }]);
        let form = json!({
            "description": "Purpose",
            "extension": [{ "url": format!("{OURS}receipt"), "extension": receipt }],
        });
        let form = with_translations(form, &[("de".to_owned(), Translation::from(words))]);
        let parts = &form["extension"][0]["extension"];
        assert_eq!(content(&form["_description"]), "Zweck");
        assert_eq!(parts[0]["extension"][0].get("_valueString"), None);
        assert_eq!(content(&parts[1]["extension"][0]["_valueString"]), "Bald");
        assert_eq!(content(&parts[2]["_valueString"]), "Akten");
    }

    #[test]
    fn a_text_without_translation_stays_alone() {
        let form = published(json!({ "item": [{ "linkId": "other", "text": "Question" }] }));
        assert_eq!(
            form["item"][0],
            json!({ "linkId": "other", "text": "Question" })
        );
    }

    #[test]
    fn publishing_twice_changes_nothing_more() {
        let once = published(json!({ "item": [{ "linkId": "q", "text": "Question" }] }));
        assert_eq!(published(once.clone()), once);
    }

    #[test]
    fn other_additions_to_a_text_stay() {
        let mark = json!({ "url": "https://else.example", "valueBoolean": true });
        let form = published(json!({
            "item": [{ "linkId": "q", "text": "Question", "_text": { "extension": [mark] } }],
        }));
        assert_eq!(form["item"][0]["_text"]["extension"][0], mark);
        assert_eq!(
            form["item"][0]["_text"]["extension"]
                .as_array()
                .map(Vec::len),
            Some(2)
        );
    }
}
