//! Reads a language's word files on the host and lays its words out in the order of the keys.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::plural::{place_of, rules};
use super::words::{Key, Language, Plural};
use crate::finding::{Finding, line_of};

/// Forms of a text that changes with a number, by CLDR's names.
pub const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Stands before words in English on a page of another language, so that they keep their direction there,
/// in attributes too (LEFT-TO-RIGHT ISOLATE).
pub const BORROWED: char = '\u{2066}';
/// Stands after them (POP DIRECTIONAL ISOLATE).
pub const RETURNED: char = '\u{2069}';

/// The forms that a language has.
pub fn forms_of(lang: &str) -> Vec<&'static str> {
    let Some(rules) = rules(lang) else {
        return vec!["other"];
    };
    let mut forms: Vec<_> = rules
        .categories()
        .map(|category| FORMS[place_of(category)])
        .collect();
    forms.sort_unstable();
    forms
}

/// `language.json`: the language's own description.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// Its name in itself.
    pub name: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    /// The qualified person who reviewed the words; the site says so where there is none.
    pub reviewed_by: Option<String>,
    /// ISO date of that review.
    pub reviewed_on: Option<String>,
}

/// The words of one language, by key.
#[derive(Debug, Clone)]
pub struct WordFiles {
    /// BCP 47 tag, the folder's name.
    pub lang: String,
    /// The language's description.
    pub about: About,
    /// `frame.skip` to its text.
    texts: BTreeMap<String, String>,
}

impl WordFiles {
    /// Reads `public/locales/<lang>`.
    ///
    /// # Errors
    /// A language that does not describe itself, and files that are not flat JSON objects of texts. A file
    /// that is missing is not translated yet.
    pub fn read(public: &Path, lang: &str) -> Result<Self, Vec<Finding>> {
        let folder = public.join("locales").join(lang);
        let file = folder.join("language.json");
        let about = read_json(&file)?;
        let mut texts = BTreeMap::new();
        let mut findings = Vec::new();
        for area in areas() {
            let file = folder.join(format!("{area}.json"));
            if !file.exists() {
                continue;
            }
            match read_json::<BTreeMap<String, String>>(&file) {
                Ok(words) => {
                    texts.extend(
                        words
                            .into_iter()
                            .map(|(key, text)| (format!("{area}.{key}"), text)),
                    );
                }
                Err(found) => findings.extend(found),
            }
        }
        if findings.is_empty() {
            Ok(Self {
                lang: lang.to_owned(),
                about,
                texts,
            })
        } else {
            Err(findings)
        }
    }

    /// How the language presents itself.
    pub fn language(&self) -> Language {
        Language {
            tag: self.lang.clone(),
            name: self.about.name.clone(),
            dir: self.about.dir.clone(),
        }
    }

    /// Texts in the order of `Key`, English where this language has none.
    pub fn texts(&self, english: &Self) -> Vec<String> {
        let own = |name: &str| self.texts.get(name).cloned();
        Key::NAMES
            .iter()
            .map(|name| own(name).unwrap_or_else(|| borrowed(english.texts.get(*name))))
            .collect()
    }

    /// Texts that change with a number, in the order of `Plural`.
    pub fn plurals(&self, english: &Self) -> Vec<[String; 6]> {
        let forms_of = |files: &Self, name: &str| {
            FORMS.map(|form| {
                files
                    .texts
                    .get(&format!("{name}.{form}"))
                    .cloned()
                    .unwrap_or_default()
            })
        };
        Plural::NAMES
            .iter()
            .map(|name| {
                let own = forms_of(self, name);
                if own[5].is_empty() {
                    forms_of(english, name).map(|form| borrowed(Some(&form)))
                } else {
                    own
                }
            })
            .collect()
    }

    /// Keys that English has and this language has not, and keys that nobody asks for.
    pub fn compare(&self, public: &Path) -> Vec<Finding> {
        let mut findings = Vec::new();
        let file_of = |name: &str| {
            let area = name.split('.').next().unwrap_or_default();
            public
                .join("locales")
                .join(&self.lang)
                .join(format!("{area}.json"))
        };
        let other = |name: &&str| format!("{name}.other");
        let wanted = Key::NAMES
            .iter()
            .map(ToString::to_string)
            .chain(Plural::NAMES.iter().map(other));
        let mut missing = BTreeMap::<PathBuf, Vec<String>>::new();
        for name in wanted.filter(|name| !self.texts.contains_key(name)) {
            let (_, key) = name.split_once('.').unwrap_or_default();
            let of_file = missing.entry(file_of(&name)).or_default();
            of_file.push(format!("`{key}`"));
        }
        for (file, keys) in missing {
            findings.push(
                Finding::new(
                    &file,
                    1,
                    format!("not translated, so shown in English: {}", some(&keys)),
                    "Translate it from the file of the same name in public/locales/en.",
                )
                .warning(),
            );
        }
        for name in self.texts.keys() {
            let base = name.rsplit_once('.').map_or("", |(base, _)| base);
            if !Key::NAMES.contains(&name.as_str()) && !Plural::NAMES.contains(&base) {
                let file = file_of(name);
                let (_, key) = name.split_once('.').unwrap_or_default();
                let line = line_of(
                    &fs::read_to_string(&file).unwrap_or_default(),
                    &format!("\"{key}\""),
                );
                findings.push(Finding::new(
                    &file,
                    line,
                    format!("nobody asks for the text `{key}`"),
                    "Correct its name, or remove it.",
                ));
            }
        }
        findings
    }

    /// Holes such as `{count}` that stand in English but not here, or the reverse.
    pub fn compare_holes(&self, english: &Self, public: &Path) -> Vec<Finding> {
        let pairs = self
            .texts
            .iter()
            .filter_map(|(name, text)| Some((name, text, english.texts.get(name)?)));
        pairs
            .filter(|(name, text, model)| !is_small_number(name) && holes(text) != holes(model))
            .map(|(name, text, model)| {
                let (area, key) = name.split_once('.').unwrap_or_default();
                let file: PathBuf = public
                    .join("locales")
                    .join(&self.lang)
                    .join(format!("{area}.json"));
                let line = line_of(
                    &fs::read_to_string(&file).unwrap_or_default(),
                    &format!("\"{key}\""),
                );
                Finding::new(
                    &file,
                    line,
                    format!(
                        "`{key}` has the holes {:?}, English has {:?}",
                        holes(text),
                        holes(model)
                    ),
                    "Use the same names in braces as the English text.",
                )
            })
            .collect()
    }
}

/// English words for a page of another language.
pub fn lent(english: &str) -> String {
    format!("{BORROWED}{english}{RETURNED}")
}

fn borrowed(english: Option<&String>) -> String {
    let text = english.filter(|text| !text.is_empty());
    text.map_or_else(String::new, |text| lent(text))
}

/// The first of many names, and how many more there are.
pub fn some(names: &[String]) -> String {
    const SHOWN: usize = 5;
    let shown = names[..names.len().min(SHOWN)].join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// One, two or none may be told in words, without the number.
fn is_small_number(name: &str) -> bool {
    [".zero", ".one", ".two"]
        .iter()
        .any(|form| name.ends_with(form))
}

fn holes(text: &str) -> Vec<&str> {
    let mut found: Vec<_> = text
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
        .collect();
    found.sort_unstable();
    found
}

/// The word files every language has, as named by the keys.
fn areas() -> Vec<&'static str> {
    let names = Key::NAMES.iter().chain(Plural::NAMES);
    let mut areas: Vec<_> = names.filter_map(|name| name.split('.').next()).collect();
    areas.sort_unstable();
    areas.dedup();
    areas
}

/// Reads a JSON file, or tells what is wrong with it.
///
/// # Errors
/// One finding, with the line.
pub fn read_json<T: for<'a> Deserialize<'a>>(file: &Path) -> Result<T, Vec<Finding>> {
    let text = fs::read_to_string(file).map_err(|error| {
        vec![Finding::new(
            file,
            1,
            error.to_string(),
            "Create the file; English is the model.",
        )]
    })?;
    serde_json::from_str(&text).map_err(|error| {
        let fix = "Mend the JSON on this line; a comma or a quote may be missing.";
        vec![Finding::new(
            file,
            error.line().max(1),
            error.to_string(),
            fix,
        )]
    })
}
