//! Makes the typed keys of the words in `public/locales/en`, so that a wrong key does not compile.
//! `frame.json` with `skip` gives `Key::FrameSkip`; `pages.json` with `count.one`, `count.other`
//! gives `Plural::PagesCount`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

fn main() {
    let locale = Path::new("public/locales/en");
    println!("cargo::rerun-if-changed={}", locale.display());
    let mut keys = BTreeSet::new();
    let mut plurals = BTreeSet::new();
    for file in word_files(locale) {
        println!("cargo::rerun-if-changed={}", file.display());
        let area = file.file_stem().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&file).unwrap();
        let words: BTreeMap<String, String> = serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        for key in words.keys() {
            match key.split_once('.') {
                Some((base, form)) if FORMS.contains(&form) => {
                    plurals.insert(format!("{area}.{base}"));
                }
                Some(_) => panic!(
                    "{}: `{key}`: only plural forms follow a dot",
                    file.display()
                ),
                None => {
                    keys.insert(format!("{area}.{key}"));
                }
            }
        }
    }
    let code = enumeration("Key", "One text for people.", &keys)
        + &enumeration("Plural", "One text that changes with a number.", &plurals);
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap()).join("keys.rs");
    fs::write(out, code).unwrap();
}

/// The files of interface words: all but the language's own description and those of the intake.
fn word_files(locale: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(locale)
        .map(|entries| entries.map(|entry| entry.unwrap().path()).collect())
        .unwrap_or_default();
    files.retain(|file| {
        file.extension()
            .is_some_and(|extension| extension == "json")
            && !["language", "intake"]
                .iter()
                .any(|name| file.file_stem() == Some(name.as_ref()))
    });
    files.sort();
    files
}

fn enumeration(name: &str, doc: &str, keys: &BTreeSet<String>) -> String {
    let mut code = format!(
        "/// {doc} Its number is its place in the words file.\n\
         #[derive(Debug, Clone, Copy, PartialEq, Eq)]\n#[repr(u16)]\n#[allow(missing_docs)]\n\
         pub enum {name} {{\n"
    );
    for key in keys {
        writeln!(code, "    {},", variant(key)).unwrap();
    }
    if keys.is_empty() {
        code.push_str("    None,\n");
    }
    write!(code, "}}\nimpl {name} {{\n    /// Every key as written in the locale files, in order.\n    #[cfg(feature = \"host\")]\n    pub const NAMES: &[&str] = &[\n").unwrap();
    for key in keys {
        writeln!(code, "        {key:?},").unwrap();
    }
    code.push_str("    ];\n}\n");
    code
}

fn variant(key: &str) -> String {
    key.split(['.', '_'])
        .map(|part| {
            let mut letters = part.chars();
            letters
                .next()
                .map(|first| first.to_ascii_uppercase())
                .into_iter()
                .chain(letters)
                .collect::<String>()
        })
        .collect()
}
