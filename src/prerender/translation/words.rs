//! The flat files of `public/locales`: words of the interface, of the intake and of the forms.

use std::collections::BTreeMap;
use std::path::Path;

use portico::finding::Finding;
use portico::i18n::locales::{FORMS, forms_of, read_json};

use super::{Entry, files_in, in_language, name_of};
use crate::forms::FormSource;

type Texts = BTreeMap<String, String>;

/// The texts of the flat files of a language.
pub fn entries(public: &Path, lang: &str) -> Result<Vec<Entry>, Vec<Finding>> {
    let mut entries = Vec::new();
    for file in files_in(&public.join("locales/en"), "json") {
        let file = format!("locales/{}", name_of(&file));
        if file != "locales/language.json" {
            let english: Texts = read_json(&in_language(public, &file, "en"))?;
            let keys = keys(&english, lang);
            entries.extend(beside(public, &file, lang, keys)?);
        }
    }
    for form in FormSource::read_all(public, &[])? {
        let file = format!("locales/{}.json", form.id());
        entries.extend(beside(public, &file, lang, form.texts())?);
    }
    Ok(entries)
}

/// Each English text beside its translation.
fn beside(
    public: &Path,
    file: &str,
    lang: &str,
    english: Vec<(String, String)>,
) -> Result<Vec<Entry>, Vec<Finding>> {
    let own = in_language(public, file, lang);
    let own: Texts = if own.exists() {
        read_json(&own)?
    } else {
        Texts::new()
    };
    let entry = |(key, english): (String, String)| Entry {
        file: file.to_owned(),
        own: own
            .get(&key)
            .filter(|text| !text.trim().is_empty())
            .cloned(),
        key,
        english,
    };
    Ok(english.into_iter().map(entry).collect())
}

/// The keys that a language needs: of a text that changes with a number, the language's own forms.
fn keys(english: &Texts, lang: &str) -> Vec<(String, String)> {
    let mut keys = Vec::new();
    for (key, text) in english {
        match key
            .rsplit_once('.')
            .filter(|(_, form)| FORMS.contains(form))
        {
            None => keys.push((key.clone(), text.clone())),
            // None of them is said in a way of its own where English does so.
            Some((_, "zero")) => keys.push((key.clone(), text.clone())),
            Some((base, "other")) => keys.extend(forms_of(lang).into_iter().map(|form| {
                let key = format!("{base}.{form}");
                let model = english.get(&key).unwrap_or(text);
                (key.clone(), model.clone())
            })),
            Some(_) => {}
        }
    }
    keys.sort();
    keys.dedup_by(|one, other| one.0 == other.0);
    keys
}

/// Sets a text in a flat file, on its line; a new one comes after those that stand before it in English.
pub fn with(source: &str, key: &str, text: &str, before: &[String]) -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let begins =
        |line: &str, key: &str| line.trim_start().starts_with(&format!("{}:", quoted(key)));
    let mut lines: Vec<String> = source.lines().map(str::to_owned).collect();
    let new = format!("  {}: {}", quoted(key), quoted(text));
    if let Some(line) = lines.iter_mut().find(|line| begins(line, key)) {
        let comma = if line.trim_end().ends_with(',') {
            ","
        } else {
            ""
        };
        *line = new + comma;
    } else {
        let after = before
            .iter()
            .rev()
            .find_map(|key| lines.iter().position(|line| begins(line, key)));
        let at = after.map_or(1, |at| at + 1).min(lines.len());
        let last = lines[at..].iter().all(|line| !line.contains(':'));
        if let Some(line) = after.map(|at| &mut lines[at])
            && !line.trim_end().ends_with(',')
        {
            line.push(',');
        }
        lines.insert(at, if last { new } else { new + "," });
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &str = "{\n  \"a\": \"1\",\n\n  \"c\": \"3\"\n}\n";

    #[test]
    fn a_text_is_changed_on_its_line() {
        let after = with(TWO, "c", "\"drei\"", &[]);
        assert_eq!(
            after,
            "{\n  \"a\": \"1\",\n\n  \"c\": \"\\\"drei\\\"\"\n}\n"
        );
    }

    #[test]
    fn a_new_text_comes_after_what_stands_before_it_in_english() {
        let after = with(TWO, "b", "2", &["a".into()]);
        assert_eq!(
            after,
            "{\n  \"a\": \"1\",\n  \"b\": \"2\",\n\n  \"c\": \"3\"\n}\n"
        );
    }

    #[test]
    fn a_new_last_text_leaves_the_file_in_order() {
        let after = with(TWO, "d", "4", &["a".into(), "c".into()]);
        assert_eq!(
            after,
            "{\n  \"a\": \"1\",\n\n  \"c\": \"3\",\n  \"d\": \"4\"\n}\n"
        );
    }

    #[test]
    fn a_first_text_can_be_written_into_an_empty_file() {
        assert_eq!(with("{\n}\n", "a", "1", &[]), "{\n  \"a\": \"1\"\n}\n");
    }

    #[test]
    fn a_language_is_asked_for_its_own_plural_forms() {
        let english = [("n.one".to_owned(), "{count} day".to_owned())];
        let english = english
            .into_iter()
            .chain([("n.other".to_owned(), "{count} days".to_owned())]);
        let keys: Vec<_> = keys(&english.collect(), "ar")
            .into_iter()
            .map(|(key, _)| key)
            .collect();
        assert_eq!(
            keys,
            ["n.few", "n.many", "n.one", "n.other", "n.two", "n.zero"]
        );
    }
}
