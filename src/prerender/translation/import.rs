//! Brings texts that came back from translators into the files of their language.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use portico::finding::Finding;

use super::{Entry, documents, entries, in_language, text_of, words};

/// What became of the texts.
#[derive(Debug, Default)]
pub struct Imported {
    /// Files that were changed or made.
    pub written: Vec<PathBuf>,
    /// Documents that were not made, since not all of their texts are translated: a page is shown in its
    /// language as a whole, or in English.
    pub unfinished: Vec<String>,
    /// Places that the site does not have.
    pub unknown: Vec<String>,
}

/// Writes the texts, by their places, that differ from what is there. Blank ones leave what is there.
///
/// # Errors
/// What cannot be read or written.
pub fn import(
    public: &Path,
    lang: &str,
    texts: &BTreeMap<String, String>,
) -> Result<Imported, Vec<Finding>> {
    let entries = entries(public, lang)?;
    let mut imported = Imported::default();
    let known = |place: &&String| entries.iter().any(|entry| entry.place() == **place);
    imported.unknown = texts
        .keys()
        .filter(|place| !known(place))
        .cloned()
        .collect();
    for of_file in entries.chunk_by(|one, other| one.file == other.file) {
        let file = &of_file[0].file;
        let new = |entry: &Entry| {
            let text = texts
                .get(&entry.place())
                .filter(|text| !text.trim().is_empty())?;
            (entry.own.as_ref() != Some(text)).then(|| (entry.key.clone(), text.clone()))
        };
        let changes: BTreeMap<String, String> = of_file.iter().filter_map(new).collect();
        if changes.is_empty() {
            continue;
        }
        let path = in_language(public, file, lang);
        let there = text_of(&path);
        let whole = |entry: &Entry| entry.own.is_some() || changes.contains_key(&entry.key);
        if there.is_none() && file.ends_with(".md") && !of_file.iter().all(whole) {
            imported.unfinished.push(file.clone());
            continue;
        }
        let refused = |error: String| {
            let fix = "Mend the file, and import again.";
            vec![Finding::new(&path, 1, error, fix)]
        };
        let after = if file.ends_with(".json") {
            with_words(there.unwrap_or_else(|| "{\n}\n".into()), of_file, &changes)
        } else {
            // A new document has the names, addresses and sources of the English one.
            let model = || text_of(&in_language(public, file, "en")).unwrap_or_default();
            let source = there.unwrap_or_else(|| match file.as_str() {
                documents::CATEGORIES => String::new(),
                _ => model(),
            });
            documents::with(file, &source, &changes).map_err(refused)?
        };
        write(&path, &after).map_err(|error| refused(error.to_string()))?;
        imported.written.push(path);
    }
    Ok(imported)
}

fn with_words(source: String, entries: &[Entry], changes: &BTreeMap<String, String>) -> String {
    let mut before = Vec::new();
    let mut after = source;
    for entry in entries {
        if let Some(text) = changes.get(&entry.key) {
            after = words::with(&after, &entry.key, text, &before);
        }
        before.push(entry.key.clone());
    }
    after
}

fn write(file: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(file, text)
}
