//! The texts of `public/content`: what is said between the `+++` lines, and the prose below.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use portico::finding::Finding;
use toml_edit::{Array, DocumentMut, Item, Table, value};

use super::{Entry, files_in, in_language, name_of, text_of};

/// What is translated of a head; names, addresses and sources are the same in every language.
const FIELDS: [&str; 9] = [
    "title",
    "summary",
    "conditions",
    "conditions_general",
    "treatments",
    "treatments_general",
    "also_called",
    "journal",
    "caveat",
];
/// What is translated of each thing that was done first.
const IN_FIRSTS: [&str; 2] = ["title", "text"];
/// The prose below the head.
const PROSE: &str = "prose";
/// The names of the groups of programs.
pub const CATEGORIES: &str = "content/categories.toml";

type Texts = BTreeMap<String, String>;

/// The texts of the content of a language.
pub fn entries(public: &Path, lang: &str) -> Result<Vec<Entry>, Vec<Finding>> {
    let mut files = vec![CATEGORIES.to_owned()];
    for kind in ["programs", "highlights", "pages", "letters"] {
        let english = files_in(&public.join("content/en").join(kind), "md");
        files.extend(
            english
                .iter()
                .map(|file| format!("content/{kind}/{}", name_of(file))),
        );
    }
    let mut entries = Vec::new();
    for file in files {
        let english = in_language(public, &file, "en");
        let source = fs::read_to_string(&english)
            .map_err(|error| vec![unreadable(&english, &error.to_string())])?;
        let path = in_language(public, &file, lang);
        let own = match text_of(&path) {
            Some(source) => {
                texts(&file, &source).map_err(|error| vec![unreadable(&path, &error)])?
            }
            None => Texts::new(),
        };
        let english = texts(&file, &source).map_err(|error| vec![unreadable(&english, &error)])?;
        entries.extend(english.into_iter().map(|(key, english)| Entry {
            own: own.get(&key).filter(|text| !text.is_empty()).cloned(),
            file: file.clone(),
            key,
            english,
        }));
    }
    Ok(entries)
}

fn unreadable(file: &Path, error: &str) -> Finding {
    let fix = "Compare it with another file of this folder.";
    Finding::new(file, 1, error.to_owned(), fix)
}

/// The texts of a file by their names; a list is one text, an element a line.
fn texts(file: &str, source: &str) -> Result<Texts, String> {
    let (head, prose) = split(file, source);
    let head: DocumentMut = head
        .parse()
        .map_err(|error: toml_edit::TomlError| error.to_string())?;
    let mut texts = Texts::new();
    for (key, item) in head.iter() {
        if file == CATEGORIES || FIELDS.contains(&key) {
            texts.insert(key.to_owned(), said(item));
        }
        for (number, first) in firsts(item) {
            for field in IN_FIRSTS {
                let text = first.get(field).map(said).unwrap_or_default();
                texts.insert(format!("{key}.{number}.{field}"), text);
            }
        }
    }
    if file != CATEGORIES {
        texts.insert(PROSE.to_owned(), prose.trim().to_owned());
    }
    Ok(texts)
}

/// What stands several times under a name, counted from 1.
fn firsts(item: &Item) -> impl Iterator<Item = (usize, &Table)> {
    let tables = item.as_array_of_tables();
    (1..).zip(tables.into_iter().flatten())
}

/// The table that a key such as `firsts.2.title` names, and the name in it.
fn inside<'a>(head: &'a mut DocumentMut, key: &'a str) -> Option<(&'a mut Table, &'a str)> {
    let mut parts = key.splitn(3, '.');
    let (list, number, field) = (parts.next()?, parts.next()?, parts.next()?);
    let tables = head.get_mut(list)?.as_array_of_tables_mut()?;
    let at = number.parse::<usize>().ok()?.checked_sub(1)?;
    Some((tables.get_mut(at)?, field))
}

fn said(item: &Item) -> String {
    match item.as_array() {
        Some(list) => {
            let elements: Vec<_> = list.iter().filter_map(|element| element.as_str()).collect();
            elements.join("\n")
        }
        None => item.as_str().unwrap_or_default().to_owned(),
    }
}

/// The head and the prose of a file.
fn split<'a>(file: &str, source: &'a str) -> (&'a str, &'a str) {
    if file == CATEGORIES {
        return (source, "");
    }
    let inside = source.strip_prefix("+++\n").unwrap_or(source);
    inside
        .split_once("\n+++\n")
        .or_else(|| Some((inside.strip_suffix("\n+++")?, "")))
        .unwrap_or((inside, ""))
}

/// Sets texts in a file; all else in it stays as it is.
pub fn with(file: &str, source: &str, texts: &Texts) -> Result<String, String> {
    let (head, prose) = split(file, source);
    let mut head: DocumentMut = head
        .parse()
        .map_err(|error: toml_edit::TomlError| error.to_string())?;
    for (key, text) in texts.iter().filter(|(key, _)| *key != PROSE) {
        if let Some((first, field)) = inside(&mut head, key) {
            first[field] = value(text.as_str());
            continue;
        }
        let is_list = head.get(key).is_some_and(Item::is_array);
        let new = if is_list {
            list(text)
        } else {
            value(text.as_str())
        };
        match head.get_mut(key) {
            Some(item) => *item = new,
            None => _ = head.insert(key, new),
        }
    }
    let head = head.to_string();
    if file == CATEGORIES {
        return Ok(head);
    }
    let prose = match texts.get(PROSE) {
        Some(text) => format!("\n{text}\n"),
        None => prose.to_owned(),
    };
    Ok(format!("+++\n{}\n+++\n{prose}", head.trim_end()))
}

/// A list as editors write it: an element a line.
fn list(text: &str) -> Item {
    let mut list: Array = text.lines().filter(|line| !line.is_empty()).collect();
    for element in list.iter_mut() {
        element.decor_mut().set_prefix("\n  ");
    }
    list.set_trailing("\n");
    list.set_trailing_comma(true);
    value(list)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEART: &str = "+++\nname = \"Heart Center\"\ntitle = \"Heart\" # short\nconditions = [\"a\", \"b\"]\n+++\n\nProse.\n";
    const FILE: &str = "content/programs/heart.md";

    #[test]
    fn names_are_no_texts_to_translate() {
        let keys: Vec<_> = texts(FILE, HEART).unwrap().into_keys().collect();
        assert_eq!(keys, ["conditions", "prose", "title"]);
    }

    #[test]
    fn a_list_is_one_text_with_an_element_a_line() {
        assert_eq!(texts(FILE, HEART).unwrap()["conditions"], "a\nb");
    }

    #[test]
    fn what_is_set_is_read_again_and_the_rest_stays() {
        let new: Texts = [("title", "Herz"), ("conditions", "c\nd"), (PROSE, "Text.")]
            .map(|(key, text)| (key.to_owned(), text.to_owned()))
            .into();
        let after = with(FILE, HEART, &new).unwrap();
        assert_eq!(texts(FILE, &after).unwrap(), new);
        assert!(after.contains("name = \"Heart Center\"\n"), "{after}");
    }
}
