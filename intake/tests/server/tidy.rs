//! Rules about the intake's own files that the compiler cannot keep.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn every_word_is_used() {
    let sources: String = files(&root().join("src"))
        .iter()
        .map(|file| read(file))
        .collect();
    let words = read(&root().join("../public/locales/en/intake.json"));
    let words: BTreeMap<String, String> = serde_json::from_str(&words).unwrap();
    for key in words.keys() {
        let variant: String = key.split('_').map(capitalised).collect();
        let used = sources
            .match_indices(&format!("Word::{variant}"))
            .any(|(place, found)| {
                !sources[place + found.len()..].starts_with(|next: char| next.is_alphanumeric())
            });
        assert!(used, "{key}");
    }
}

#[test]
fn styles_read_the_same_in_either_direction() {
    let style = read(&root().join("style/intake.css"));
    for side in ["-left", "-right", "left:", "right:", "translateX"] {
        assert!(!style.contains(side), "`{side}`; use a logical property");
    }
}

#[test]
fn markup_is_never_written_past_the_escaping() {
    for file in files(&root().join("src")) {
        assert!(!read(&file).contains("PreEscaped"), "{}", file.display());
    }
}

fn capitalised(part: &str) -> String {
    let (first, rest) = part.split_at(1);
    first.to_uppercase() + rest
}

fn files(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap()
}
