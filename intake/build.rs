//! Embeds the intake's words, one file a language, and the names of the forms, so that a new
//! language or form is a new file under `public/` and no change here.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let public = fs::canonicalize("../public").expect("the intake is built beside `public/`");
    let code = languages(&public.join("locales")) + &forms(&public.join("forms"));
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap()).join("embedded.rs");
    fs::write(out, code).unwrap();
}

/// `Word`, a variant for each English text, and `LANGUAGES`: tag, the language's own description,
/// words.
fn languages(locales: &Path) -> String {
    println!("cargo::rerun-if-changed={}", locales.display());
    let mut code = String::from(
        "/// The languages with words of the intake: tag, `language.json`, `intake.json`.\n\
         pub const LANGUAGES: &[(&str, &str, &str)] = &[\n",
    );
    for folder in entries(locales) {
        let (language, words) = (folder.join("language.json"), folder.join("intake.json"));
        if !words.exists() {
            continue;
        }
        println!("cargo::rerun-if-changed={}", words.display());
        println!("cargo::rerun-if-changed={}", language.display());
        let tag = folder.file_name().unwrap();
        writeln!(
            code,
            "({tag:?}, include_str!({language:?}), include_str!({words:?})),"
        )
        .unwrap();
    }
    code + "];\n" + &word_keys(&locales.join("en/intake.json"))
}

fn word_keys(file: &Path) -> String {
    let text = fs::read_to_string(file).expect("the English words of the intake");
    let words: BTreeMap<String, String> =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let mut variants = String::new();
    let mut names = String::new();
    for key in words.keys() {
        let variant = camel_case(key);
        writeln!(variants, "    {variant},").unwrap();
        writeln!(names, "            Word::{variant} => {key:?},").unwrap();
    }
    format!(
        "/// A text of `intake.json`.\n#[derive(Debug, Clone, Copy, PartialEq, Eq)]\n\
         #[allow(missing_docs)]\npub enum Word {{\n{variants}}}\n\
         impl Word {{\n    /// Its key in the file.\n    pub fn key(self) -> &'static str {{\n        \
         match self {{\n{names}        }}\n    }}\n}}\n"
    )
}

/// `FORMS`: the names of the Questionnaires.
fn forms(folder: &Path) -> String {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut names: Vec<String> = entries(folder)
        .iter()
        .filter(|file| {
            file.extension()
                .is_some_and(|extension| extension == "json")
        })
        .map(|file| file.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    format!(
        "/// The forms of the site this was built with.\npub const FORMS: &[&str] = &{names:?};\n"
    )
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .map(|entries| entries.map(|entry| entry.unwrap().path()).collect())
        .unwrap_or_default();
    entries.sort();
    entries
}

fn camel_case(key: &str) -> String {
    key.split('_')
        .map(|part| {
            let mut letters = part.chars();
            letters.next().map_or(String::new(), |first| {
                first.to_uppercase().chain(letters).collect()
            })
        })
        .collect()
}
