//! Every text of the site beside its translation: what translators are given, what comes back from them,
//! and what completeness is counted in.

#[cfg(test)]
#[path = "../../../tests/copy/mod.rs"]
mod copy;
mod documents;
mod import;
mod po;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use portico::finding::Finding;

pub use import::import;
pub use po::{read, write};

/// A text of the site in English, and in another language where it is translated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The file that holds it, without the language's folder: `locales/send.json`.
    pub file: String,
    /// Its name in that file.
    pub key: String,
    /// The English text.
    pub english: String,
    /// The translation.
    pub own: Option<String>,
}

impl Entry {
    /// The text's name in the whole site: `locales/send.json#again`.
    pub fn place(&self) -> String {
        format!("{}#{}", self.file, self.key)
    }
}

/// All texts that there are to translate into a language, in a fixed order.
///
/// # Errors
/// What cannot be read.
pub fn entries(public: &Path, lang: &str) -> Result<Vec<Entry>, Vec<Finding>> {
    let mut entries = words::entries(public, lang)?;
    entries.extend(documents::entries(public, lang)?);
    entries.retain(|entry| !entry.english.trim().is_empty());
    Ok(entries)
}

/// How much of the site stands in a language, of which these are the texts.
pub fn completeness(lang: &str, entries: &[Entry]) -> String {
    let done = entries.iter().filter(|entry| entry.own.is_some()).count();
    let all = entries.len();
    format!("{lang}: {} % of {all} texts", done * 100 / all.max(1))
}

/// A file in the folder of a language.
fn in_language(public: &Path, file: &str, lang: &str) -> PathBuf {
    let (area, name) = file.split_once('/').unwrap_or(("", file));
    public.join(area).join(lang).join(name)
}

/// A file that is there already, or nothing.
fn text_of(file: &Path) -> Option<String> {
    fs::read_to_string(file).ok()
}

/// The files of a folder with one of these endings, by name; none where there is no folder.
fn files_in(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|file| file.extension().is_some_and(|found| found == ending))
        .collect();
    files.sort();
    files
}

fn name_of(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::copy::Copy;
    use super::*;

    impl Copy {
        /// All files of a language, by name.
        fn files(&self, lang: &str) -> BTreeMap<PathBuf, String> {
            let mut files = BTreeMap::new();
            for area in ["content", "locales"] {
                gather(&self.0.join(area).join(lang), &mut files);
            }
            files
        }
    }

    fn gather(folder: &Path, files: &mut BTreeMap<PathBuf, String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                gather(&path, files);
            } else {
                files.insert(path.clone(), fs::read_to_string(&path).unwrap());
            }
        }
    }

    const OTHERS: [&str; 6] = ["es", "ar", "zh-Hans", "pt", "ru", "fr"];

    #[test]
    fn what_is_exported_and_imported_changes_no_file() {
        let site = Copy::new("words-same");
        for lang in OTHERS {
            let before = site.files(lang);
            let file = write(lang, &entries(&site.0, lang).unwrap());
            let imported = import(&site.0, lang, &read(&file).unwrap()).unwrap();
            assert_eq!((imported.written.len(), imported.unknown.len()), (0, 0));
            assert_eq!(site.files(lang), before, "{lang}");
        }
    }

    #[test]
    fn a_language_is_made_from_its_file_alone() {
        let site = Copy::new("words-anew");
        for lang in ["ar", "zh-Hans"] {
            let before = entries(&site.0, lang).unwrap();
            let file = write(lang, &before);
            for area in ["content", "locales"] {
                fs::remove_dir_all(site.0.join(area).join(lang)).unwrap();
            }
            let imported = import(&site.0, lang, &read(&file).unwrap()).unwrap();
            assert_eq!(imported.unfinished, Vec::<String>::new());
            assert_eq!(entries(&site.0, lang).unwrap(), before);
            assert_eq!(write(lang, &entries(&site.0, lang).unwrap()), file);
        }
    }

    #[test]
    fn a_changed_text_changes_its_line_alone() {
        let site = Copy::new("words-line");
        let before = site.files("fr");
        let place = "locales/send.json#again".to_owned();
        import(&site.0, "fr", &[(place, "Encore".to_owned())].into()).unwrap();
        let after = site.files("fr");
        let changed: Vec<_> = before
            .iter()
            .flat_map(|(file, text)| text.lines().zip(after[file].lines()))
            .filter(|(old, new)| old != new)
            .map(|(_, new)| new.trim())
            .collect();
        assert_eq!(changed, [r#""again": "Encore","#]);
    }

    #[test]
    fn a_document_is_made_when_all_of_it_is_translated() {
        let site = Copy::new("words-half").without("content/fr");
        let places = [("title", "Cœur"), ("summary", "Le cœur")].map(|(key, text)| {
            let place = format!("content/programs/heart-center.md#{key}");
            (place, text.to_owned())
        });
        let imported = import(&site.0, "fr", &places.into()).unwrap();
        assert_eq!(imported.unfinished, ["content/programs/heart-center.md"]);
        assert_eq!(imported.written, Vec::<PathBuf>::new());
    }

    #[test]
    fn a_text_of_no_place_is_named() {
        let site = Copy::new("words-place");
        let place = "locales/send.json#agian".to_owned();
        let imported = import(
            &site.0,
            "fr",
            &[(place.clone(), "Encore".to_owned())].into(),
        );
        assert_eq!(imported.unwrap().unknown, [place]);
    }

    #[test]
    fn what_is_not_translated_counts() {
        let site = Copy::new("words-percent").without("content/fr");
        let said = |lang| completeness(lang, &entries(&site.0, lang).unwrap());
        let percent = |said: String| {
            let (_, rest) = said.split_once(": ").unwrap();
            rest.split_once(" %").unwrap().0.parse::<u32>().unwrap()
        };
        assert!((95..=100).contains(&percent(said("es"))));
        assert!((20..80).contains(&percent(said("fr"))));
    }
}
