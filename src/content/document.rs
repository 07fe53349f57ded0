//! A content file: TOML between `+++` lines, then Markdown.

use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Event, Options, Parser, html};
use serde::de::DeserializeOwned;

use crate::finding::{Finding, line_of};

/// A content file, read.
#[derive(Debug, Clone)]
pub struct Document<T> {
    /// The file's name without its ending; the same in every language.
    pub slug: String,
    /// Where it was read from.
    pub file: PathBuf,
    /// The text as it stands in the file.
    source: String,
    /// What stands between the `+++` lines.
    pub head: T,
    /// The Markdown below as HTML. Raw HTML in it is shown as text.
    pub html: String,
    /// Whether it stands in English for want of a translation.
    pub borrowed: bool,
}

impl<T: DeserializeOwned> Document<T> {
    /// Reads one file.
    ///
    /// # Errors
    /// One finding with the line.
    pub fn read(file: &Path) -> Result<Self, Finding> {
        let source = fs::read_to_string(file).map_err(|error| {
            Finding::new(
                file,
                1,
                error.to_string(),
                "Create the file, in UTF-8; another of its folder is the model.",
            )
        })?;
        let (head, body) = source
            .strip_prefix("+++\n")
            .and_then(|rest| {
                rest.split_once("\n+++\n")
                    .or_else(|| Some((rest.strip_suffix("\n+++")?, "")))
            })
            .ok_or_else(|| {
                Finding::new(
                    file,
                    1,
                    "the file does not begin with a head between two `+++` lines",
                    "Copy the head of another file of this folder.",
                )
            })?;
        let parsed = toml::from_str(head).map_err(|error| {
            let before = error
                .span()
                .map_or("", |span| head.get(..span.start).unwrap_or_default());
            let line = before.matches('\n').count() + 2;
            Finding::new(
                file,
                line,
                error.message().to_owned(),
                "Compare this line with another file of this folder.",
            )
        })?;
        let slug = file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let html = markdown(body);
        Ok(Self {
            slug,
            file: file.to_owned(),
            head: parsed,
            html,
            source,
            borrowed: false,
        })
    }

    /// Reads every `.md` file of a folder, by name. `{lang}` in an address becomes the language.
    ///
    /// # Errors
    /// Every file that cannot be read.
    pub fn read_all(folder: &Path, lang: &str) -> Result<Vec<Self>, Vec<Finding>> {
        let entries = fs::read_dir(folder).map_err(|error| {
            vec![Finding::new(
                folder,
                1,
                error.to_string(),
                "Create the folder; public/content/en is the model.",
            )]
        })?;
        let mut files: Vec<_> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .collect();
        files.retain(|file| file.extension().is_some_and(|ending| ending == "md"));
        files.sort();
        let (mut documents, mut findings) = (Vec::new(), Vec::new());
        for file in files {
            match Self::read(&file) {
                Ok(mut document) => {
                    document.html = document.html.replace(LANG, lang);
                    documents.push(document);
                }
                Err(finding) => findings.push(finding),
            }
        }
        if findings.is_empty() {
            Ok(documents)
        } else {
            Err(findings)
        }
    }
}

impl<T> Document<T> {
    /// The same for a page of another language, for want of a translation.
    pub fn lent(&self, lang: &str) -> Self
    where
        T: Clone + DeserializeOwned,
    {
        // Links in it lead on in the reader's language.
        let own = Self::read(&self.file).unwrap_or_else(|_| self.clone());
        Self {
            borrowed: true,
            html: own.html.replace(LANG, lang),
            ..own
        }
    }

    /// A finding at the line where the needle stands.
    pub fn finding(&self, needle: &str, message: String, fix: &str) -> Finding {
        Finding::new(&self.file, line_of(&self.source, needle), message, fix)
    }

    /// Findings about slugs that name no program.
    pub fn unknown_programs(&self, slugs: &[String], programs: &[&str]) -> Vec<Finding> {
        let unknown = slugs
            .iter()
            .filter(|slug| !programs.contains(&slug.as_str()));
        let finding = |slug: &String| {
            let message = format!("there is no program `{slug}`");
            let fix = "Correct the slug, or remove it.";
            self.finding(&format!("\"{slug}\""), message, fix)
        };
        unknown.map(finding).collect()
    }

    /// A finding if no source carries the facts.
    pub fn unsourced(&self, sources: &[String]) -> Option<Finding> {
        sources.is_empty().then(|| {
            let fix = "Name the page or paper that carries these facts.";
            self.finding("sources =", "no source is named".to_owned(), fix)
        })
    }

    /// A finding if a text is longer than it may be.
    pub fn too_long(&self, key: &str, text: &str, most: usize) -> Option<Finding> {
        let length = text.chars().count();
        (length > most).then(|| {
            let message = format!("`{key}` has {length} characters, {most} fit");
            self.finding(
                &format!("{key} ="),
                message,
                "Shorten it; the page's text can say the rest.",
            )
        })
    }
}

/// `{lang}` in an address, as HTML has it.
const LANG: &str = "%7Blang%7D";

/// Markdown as HTML; raw HTML becomes text, so that content can never carry script. Links within the page
/// are left to the browser.
fn markdown(text: &str) -> String {
    let parser = Parser::new_ext(text, Options::ENABLE_HEADING_ATTRIBUTES);
    let events = parser.map(|event| match event {
        Event::Html(raw) | Event::InlineHtml(raw) => Event::Text(raw),
        other => other,
    });
    let mut out = String::new();
    html::push_html(&mut out, events);
    out.replace("<a href=\"#", "<a rel=\"external\" href=\"#")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_has_the_name_in_braces_behind_it() {
        let html = markdown("## The cost {#cost}");
        assert_eq!(html, "<h2 id=\"cost\">The cost</h2>\n");
    }

    #[test]
    fn script_in_content_becomes_text() {
        assert!(!markdown("a <script>alert(1)</script> b").contains("<script"));
    }
}
