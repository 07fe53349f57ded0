//! Embeds the intake's words, one file a language, and the names of the forms, so that a new
//! language or form is a new file under `public/` and no change here.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// How the words begin that the intake takes from the forms' pages.
const FORM_WORDS: [&str; 3] = ["problem_", "part_", "when_and"];

fn main() {
    let public = fs::canonicalize("../public").expect("the intake is built beside `public/`");
    let code = languages(&public.join("locales")) + &forms(&public.join("forms"));
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap()).join("embedded.rs");
    fs::write(out, code).unwrap();
}

/// `Word`, a variant for each English text, and `LANGUAGES`: tag, the language's own description,
/// words of the intake, words of the forms.
fn languages(locales: &Path) -> String {
    println!("cargo::rerun-if-changed={}", locales.display());
    let mut code = String::from(
        "/// The languages with words of the intake: tag, and three files.\n\
         pub const LANGUAGES: &[(&str, &str, &str, &str)] = &[\n",
    );
    for folder in entries(locales) {
        let [language, intake, form] =
            ["language.json", "intake.json", "form.json"].map(|name| folder.join(name));
        if !intake.exists() {
            continue;
        }
        let tag = folder.file_name().unwrap();
        write!(code, "({tag:?}").unwrap();
        for file in [&language, &intake, &form] {
            println!("cargo::rerun-if-changed={}", file.display());
            match file.exists() {
                true => write!(code, ", include_str!({file:?})").unwrap(),
                false => code += ", \"{}\"",
            }
        }
        code += "),\n";
    }
    code + "];\n" + &word_keys(&locales.join("en"))
}

fn word_keys(folder: &Path) -> String {
    let keys = |name: &str| {
        let file = folder.join(name);
        let text = fs::read_to_string(&file).expect("the English words");
        let words: BTreeMap<String, String> = serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        words.into_keys()
    };
    // What is wrong with an answer is said in the words of the form's page.
    let of_form = keys("form.json")
        .filter(|key| {
            FORM_WORDS
                .iter()
                .any(|beginning| key.starts_with(beginning))
        })
        .map(|key| format!("form_{key}"));
    let mut variants = String::new();
    let mut names = String::new();
    for key in keys("intake.json").chain(of_form) {
        let variant = camel_case(&key);
        writeln!(variants, "    {variant},").unwrap();
        writeln!(names, "            Word::{variant} => {key:?},").unwrap();
    }
    format!(
        "/// A text of `intake.json`, or of `form.json`.\n#[derive(Debug, Clone, Copy, PartialEq, Eq)]\n\
         #[allow(missing_docs)]\npub enum Word {{\n{variants}}}\n\
         impl Word {{\n    /// Its key in `intake.json`, or `form_` and its key in `form.json`.\n    \
         pub fn key(self) -> &'static str {{\n        \
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
