//! The names taken from the Unicode CLDR, read from `cldr.json` beside this file. `snapshot.mjs`
//! writes that file and says how; `LICENSE-UNICODE` is its licence.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

#[derive(Deserialize)]
struct Snapshot {
    version: String,
    countries: Vec<String>,
    languages: Vec<String>,
    names: BTreeMap<String, Names>,
}

/// Names in one language.
#[derive(Deserialize)]
pub struct Names {
    /// In the order of `country_codes`.
    pub countries: Vec<Option<String>>,
    /// In the order of `language_codes`.
    pub languages: Vec<Option<String>>,
    /// As written within a date.
    pub months: Vec<String>,
    /// Other names of each month.
    pub also: Vec<Vec<String>>,
}

fn snapshot() -> &'static Snapshot {
    static SNAPSHOT: OnceLock<Snapshot> = OnceLock::new();
    SNAPSHOT.get_or_init(|| {
        serde_json::from_str(include_str!("cldr.json")).expect("snapshot.mjs wrote cldr.json")
    })
}

/// The version of CLDR that the names are from.
pub fn version() -> &'static str {
    &snapshot().version
}

/// The codes of all countries.
pub fn country_codes() -> &'static [String] {
    &snapshot().countries
}

/// The tags of all languages.
pub fn language_codes() -> &'static [String] {
    &snapshot().languages
}

/// The languages that names are given in.
#[cfg(test)]
pub fn readers() -> impl Iterator<Item = &'static str> {
    snapshot().names.keys().map(String::as_str)
}

/// Names in English.
pub fn in_english() -> &'static Names {
    snapshot()
        .names
        .get("en")
        .expect("snapshot.mjs always writes English")
}

/// Names in a language: for the tag, or what is left of it without its last parts. Chinese is told
/// apart by script, which a tag with a region leaves unsaid.
pub fn of(lang: &str) -> Option<&'static Names> {
    let names = &snapshot().names;
    let mut tag = match lang {
        "zh" | "zh-CN" | "zh-SG" => "zh-Hans",
        "zh-TW" | "zh-HK" | "zh-MO" => "zh-Hant",
        "no" => "nb",
        tag => tag,
    };
    loop {
        if let Some(found) = names.get(tag) {
            return Some(found);
        }
        tag = tag.rsplit_once('-')?.0;
    }
}
