//! FHIR extensions as this app reads them: by address, one simple value each.

use serde::Deserialize;

/// Where the extensions of this app live.
pub const OURS: &str = "https://portico.example/fhir/StructureDefinition/";
/// Where the extensions of the FHIR standard live.
pub const STANDARD: &str = "http://hl7.org/fhir/StructureDefinition/";
/// The standard extension that holds a translation of the text it stands on.
pub const TRANSLATION: &str = "http://hl7.org/fhir/StructureDefinition/translation";

/// A named addition to an element. Values of types that are not listed here are not read.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Extension {
    /// Address that says what the addition means.
    pub url: String,
    value_string: Option<String>,
    value_markdown: Option<String>,
    value_code: Option<String>,
    value_uri: Option<String>,
    value_date: Option<String>,
    value_boolean: Option<bool>,
    value_integer: Option<i64>,
    value_codeable_concept: Option<Concept>,
    #[serde(rename = "_valueString")]
    beside_string: Option<Element>,
    extension: Vec<Extension>,
}

/// What stands beside a simple value (FHIR writes it under the same name with `_` before it).
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Element {
    /// Additions to the value, translations among them.
    pub extension: Vec<Extension>,
}

#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
struct Concept {
    coding: Vec<ConceptCoding>,
}

#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
struct ConceptCoding {
    code: Option<String>,
}

impl Extension {
    /// The value as text: string, markdown, code or date.
    pub fn text(&self) -> Option<&str> {
        [
            &self.value_string,
            &self.value_markdown,
            &self.value_code,
            &self.value_date,
        ]
        .into_iter()
        .find_map(|value| value.as_deref())
    }

    /// The value as an address.
    pub fn uri(&self) -> Option<&str> {
        self.value_uri.as_deref()
    }

    /// The value as yes or no.
    pub fn truth(&self) -> Option<bool> {
        self.value_boolean
    }

    /// The value as a whole number.
    pub fn number(&self) -> Option<i64> {
        self.value_integer
    }

    /// The value as it would be typed: text, date or number.
    pub fn value(&self) -> Option<String> {
        self.text()
            .map(str::to_owned)
            .or_else(|| self.value_integer.map(|number| number.to_string()))
    }

    /// The codes of a coded value.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.value_codeable_concept
            .iter()
            .flat_map(|concept| &concept.coding)
            .filter_map(|coding| coding.code.as_deref())
    }

    /// The value's own translation into a language.
    pub fn translated(&self, lang: &str) -> Option<&str> {
        self.beside_string.as_ref()?.translation(lang)
    }

    /// The additions within this one that have this name.
    pub fn parts(&self, name: &'static str) -> impl Iterator<Item = &Extension> {
        self.extension.iter().filter(move |part| part.url == name)
    }

    /// All additions within this one.
    pub fn all_parts(&self) -> &[Extension] {
        &self.extension
    }

    fn part(&self, name: &'static str) -> Option<&str> {
        self.parts(name).next()?.text()
    }
}

impl Element {
    /// The translation into a language: for exactly that tag, else for its language alone.
    pub fn translation(&self, lang: &str) -> Option<&str> {
        let in_tag = |tag: &str| {
            self.extension
                .iter()
                .filter(|extension| extension.url == TRANSLATION)
                .find(|extension| {
                    extension
                        .part("lang")
                        .is_some_and(|found| found.eq_ignore_ascii_case(tag))
                })?
                .part("content")
        };
        in_tag(lang).or_else(|| in_tag(lang.split('-').next()?))
    }
}

/// The extensions of an element, found by the last part of their address.
pub trait Extended {
    /// All of them.
    fn extensions(&self) -> &[Extension];

    /// Those of this app with this name.
    fn all_ours(&self, name: &'static str) -> impl Iterator<Item = &Extension> {
        named(self.extensions(), OURS, name)
    }

    /// The extension of this app with this name.
    fn ours(&self, name: &'static str) -> Option<&Extension> {
        named(self.extensions(), OURS, name).next()
    }

    /// The standard extension with this name.
    fn standard(&self, name: &'static str) -> Option<&Extension> {
        named(self.extensions(), STANDARD, name).next()
    }

    /// Whether a yes-or-no extension of this app says yes.
    fn says(&self, name: &'static str) -> bool {
        self.ours(name).and_then(Extension::truth) == Some(true)
    }
}

fn named<'a>(
    extensions: &'a [Extension],
    base: &'static str,
    name: &'static str,
) -> impl Iterator<Item = &'a Extension> {
    extensions
        .iter()
        .filter(move |extension| extension.url.strip_prefix(base) == Some(name))
}
