//! What each stage of a build is made from. Decides what an editor's rebuild may skip.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use serde_json::Value;

use super::fingerprint::{Fingerprint, Inputs, files_below};
use crate::project::Project;

/// What any of our code is compiled from.
const CODE: [&str; 6] = [
    "src",
    "build.rs",
    "Cargo.toml",
    "Cargo.lock",
    ".cargo",
    "rust-toolchain.toml",
];
/// What only programs of this computer are compiled from, besides.
const HOST: [&str; 2] = ["coding", "seal"];
/// What only Trunk reads.
const BUNDLE: [&str; 2] = ["index.html", "Trunk.toml"];
/// What only the intake server is compiled from: its code, its words and the names of the forms.
const INTAKE: [&str; 3] = ["intake", "public/locales", "public/forms"];
/// What the pages are written from, besides the code.
const PAGES: [&str; 2] = ["public", "style"];
/// The words whose names are compiled in. The words themselves are not.
const NAMES: &str = "public/locales/en";

/// What lies among the code but is read only when pages are written.
const RENDERING: [&str; 9] = [
    "src/prerender",
    "src/answers.js",
    "src/boot.js",
    "src/choose.js",
    "src/drawer.js",
    "src/file.js",
    "src/kept.js",
    "src/received.js",
    "src/seek.js",
];

/// Of the WebAssembly and its glue.
pub fn shell(project: &Project) -> Result<Fingerprint> {
    let code = [&CODE[..], &BUNDLE].concat();
    gathered(
        project,
        &code,
        |path| {
            RENDERING
                .iter()
                .all(|rendering| !path.starts_with(rendering))
        },
        true,
    )
}

/// Of the renderer and checker.
pub fn renderer(project: &Project) -> Result<Fingerprint> {
    gathered(project, &[&CODE[..], &HOST].concat(), |_| true, true)
}

/// Of the intake server.
pub fn intake(project: &Project) -> Result<Fingerprint> {
    gathered(
        project,
        &[&CODE[..], &HOST, &INTAKE].concat(),
        |_| true,
        false,
    )
}

/// Of the pages: everything.
pub fn pages(project: &Project) -> Result<Fingerprint> {
    gathered(
        project,
        &[&CODE[..], &HOST, &BUNDLE, &PAGES].concat(),
        |_| true,
        false,
    )
}

fn gathered(
    project: &Project,
    paths: &[&str],
    counts: impl Fn(&Path) -> bool,
    with_names: bool,
) -> Result<Fingerprint> {
    let mut inputs = Inputs::default();
    for file in below(project, paths)?.iter().filter(|file| counts(file)) {
        inputs.add(
            &file.to_string_lossy(),
            &fs::read(project.root().join(file))?,
        );
    }
    if with_names {
        for file in below(project, &[NAMES])? {
            let text = fs::read_to_string(project.root().join(&file))?;
            inputs.add(&file.to_string_lossy(), names(&text).as_bytes());
        }
    }
    Ok(inputs.fingerprint())
}

/// All files at or below some paths, named from the root.
fn below(project: &Project, paths: &[&str]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        for file in files_below(&project.at(path))? {
            files.push(
                file.strip_prefix(project.root())
                    .unwrap_or(&file)
                    .to_owned(),
            );
        }
    }
    Ok(files)
}

/// The names of words, not the words: changing a word compiles nothing.
fn names(words: &str) -> String {
    match serde_json::from_str(words) {
        Ok(Value::Object(words)) => {
            let mut names: Vec<&str> = words.keys().map(String::as_str).collect();
            names.sort_unstable();
            names.join("\n")
        }
        // A file that cannot be read counts whole; the checker will say what is wrong with it.
        _ => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_word_compiles_nothing() {
        assert_eq!(
            names(r#"{"skip":"Skip"}"#),
            names(r#"{"skip":"Jump over"}"#)
        );
    }

    #[test]
    fn words_in_another_order_compile_nothing() {
        assert_eq!(names(r#"{"a":"1","b":"2"}"#), names(r#"{"b":"2","a":"1"}"#));
    }

    #[test]
    fn a_new_name_compiles_the_app() {
        assert_ne!(
            names(r#"{"skip":"Skip"}"#),
            names(r#"{"skip":"Skip","jump":"Jump"}"#)
        );
    }

    #[test]
    fn a_broken_file_counts_whole() {
        assert_ne!(names("{"), names("{{"));
    }
}
