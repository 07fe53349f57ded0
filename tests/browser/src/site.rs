//! What the built site holds, and the words its editors wrote.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::place;

/// The languages of the site.
pub const LANGUAGES: [&str; 7] = ["en", "es", "ar", "zh-Hans", "pt", "ru", "fr"];

/// A language of each direction, for what takes long and does not depend on words.
pub const DIRECTIONS: [&str; 2] = ["en", "ar"];

/// True once the app has taken the page over, or at once where the page does without it.
pub const LIVE: &str = "document.querySelector('html.live, html:not([data-glue])')";

/// Address of the form.
pub fn form(lang: &str) -> String {
    form_named("appointment", lang)
}

/// Address of a form.
pub fn form_named(id: &str, lang: &str) -> String {
    format!("/{lang}/{id}/")
}

/// A site of its own: this one with one more form, in the languages that there are words for.
///
/// # Panics
/// When it cannot be built.
pub fn with_form(id: &str, folder: &Path) -> PathBuf {
    let fixtures = place::root().join("tests/fixtures");
    with(folder, |public| {
        for file in [format!("forms/{id}.json"), format!("locales/ar/{id}.json")] {
            fs::copy(fixtures.join(&file), public.join(&file)).expect("the form is a fixture");
        }
    })
}

/// A site of its own: this one with every form going to this destination, as `site.json` writes it.
///
/// # Panics
/// When it cannot be built.
pub fn with_destination(destination: &Value, folder: &Path) -> PathBuf {
    with(folder, |public| {
        let file = public.join("site.json");
        let text = fs::read_to_string(&file).expect("there is a configuration");
        let mut site: Value = serde_json::from_str(&text).expect("it is JSON");
        site["destinations"] = serde_json::json!({ "*": destination });
        fs::write(file, site.to_string()).expect("there is room for it");
    })
}

/// A site of its own: this one, where a program had another name before.
///
/// # Panics
/// When it cannot be built.
pub fn with_former_name(program: &str, former: &str, folder: &Path) -> PathBuf {
    with(folder, |public| {
        let file = public.join(format!("content/en/programs/{program}.md"));
        let text = fs::read_to_string(&file).expect("there is such a program");
        let text = text.replacen(
            "related =",
            &format!("formerly = [\"{former}\"]\nrelated ="),
            1,
        );
        fs::write(file, text).expect("there is room for it");
    })
}

/// This site, changed by its files in `public/` alone.
fn with(folder: &Path, change: impl FnOnce(&Path)) -> PathBuf {
    let (public, site) = (folder.join("public"), folder.join("site"));
    copy(&place::root().join("public"), &public);
    change(&public);
    build(&public, &site);
    site
}

/// A site of its own: this one, with requests that are sealed.
#[derive(Debug)]
pub struct Sealed {
    /// The built site.
    pub site: PathBuf,
    /// What opens its requests.
    pub key: PathBuf,
    /// The last day of its key.
    pub expires: String,
}

/// Makes a key, and builds the site that seals for it.
///
/// # Panics
/// When it cannot be built.
pub fn sealed(folder: &Path) -> Sealed {
    let (public, site) = (folder.join("public"), folder.join("site"));
    let key = folder.join("key.json");
    copy(&place::root().join("public"), &public);
    let made = Command::new(place::intake())
        .arg("keys")
        .arg(&key)
        .output()
        .expect("the intake's program makes keys");
    let said = String::from_utf8_lossy(&made.stdout);
    let seal = said.split("\n\n").next().unwrap_or_default();
    let file = public.join("site.json");
    let settings = fs::read_to_string(&file).expect("the site has settings");
    let settings = settings.replacen('{', &format!("{{{seal},"), 1);
    let read: Value = serde_json::from_str(&settings).expect("what was printed is ready to paste");
    fs::write(file, settings).expect("there is room");
    build(&public, &site);
    let expires = read["seal"]["expires"].as_str();
    Sealed {
        site,
        key,
        expires: expires.expect("a key expires").to_owned(),
    }
}

fn build(public: &Path, site: &Path) {
    let built = Command::new(place::prerender())
        .current_dir(place::root())
        .arg("--public")
        .arg(public)
        .args(["--shell", "target/portico/shell", "--out"])
        .arg(site)
        .output()
        .expect("the site's own builder runs");
    let said = String::from_utf8_lossy(&built.stdout);
    assert!(built.status.success(), "{said}");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("there is room for a copy");
    for entry in fs::read_dir(from).expect("it can be read").flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(from, to).expect("there is room for a copy");
        }
    }
}

/// Addresses of all pages in a language, in a fixed order.
pub fn pages(lang: &str) -> Vec<String> {
    let dist = place::dist();
    let mut found = Vec::new();
    gather(&dist.join(lang), &format!("/{lang}/"), &mut found);
    found.sort();
    found
}

/// One address of each kind of page in a language: of pages that stand in the same folder below the
/// language's own, which differ by their content only, the first.
pub fn kinds(lang: &str) -> Vec<String> {
    let mut alike = BTreeSet::new();
    let mut pages = pages(lang);
    pages.retain(|path| {
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        let [_, folder, _, ..] = parts[..] else {
            return true;
        };
        alike.insert(folder.to_owned())
    });
    pages
}

fn gather(folder: &Path, path: &str, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder)
        .expect("the site can be read")
        .flatten()
    {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            gather(&entry.path(), &format!("{path}{name}/"), found);
        } else if name == "index.html" {
            found.push(path.to_owned());
        }
    }
}

/// What an editor wrote under a key, without what is filled in.
pub fn word(lang: &str, file: &str, key: &str) -> String {
    let path = format!(
        "{}/../../public/locales/{lang}/{file}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let words: Value =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
    words[key]
        .as_str()
        .unwrap_or_else(|| panic!("{path} has no {key}"))
        .to_owned()
}
