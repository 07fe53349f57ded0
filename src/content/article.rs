//! A page of prose: how to plan a visit, questions and answers, privacy.

use serde::Deserialize;

use super::{Document, Section, ids, sections};
use crate::finding::Finding;
use crate::i18n::locales::lent;
use crate::i18n::{Contact, PageName};

/// Pages about this site itself, which is their source.
const ABOUT_THE_SITE: [&str; 2] = ["privacy", "accessibility"];

/// Addresses of other pages.
const TAKEN: [&str; 3] = ["programs", "research", "contact"];

/// The head of an article's file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// Its heading, 60 characters at most.
    pub title: String,
    /// What it says, in a sentence or two, 200 characters at most.
    pub summary: String,
    /// Its place among the articles that pages recommend; those without one stand only at the foot.
    #[serde(default)]
    pub order: Option<u8>,
    /// The form that it prepares for.
    #[serde(default)]
    pub form: Option<String>,
    /// How its text is shown.
    #[serde(default)]
    pub shape: Shape,
    /// What to keep in mind while reading.
    #[serde(default)]
    pub caveat: Option<String>,
    /// Where its facts are from.
    #[serde(default)]
    pub sources: Vec<String>,
    /// What was done for the first time, the oldest first.
    #[serde(default)]
    pub firsts: Vec<First>,
}

/// How an article is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// As it is written.
    #[default]
    Prose,
    /// Each `###` is a question that opens.
    Questions,
    /// With the research highlights of every field below it.
    Highlights,
}

/// Something that was done for the first time.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct First {
    /// When.
    pub year: u16,
    /// What, in a few words, 60 characters at most.
    pub title: String,
    /// In a sentence or two.
    pub text: String,
    /// Slug of the program that goes on with it.
    #[serde(default)]
    pub program: Option<String>,
    /// Where it is from.
    pub sources: Vec<String>,
}

impl Document<Article> {
    /// As links name it.
    pub fn name(&self) -> PageName {
        PageName {
            id: self.slug.clone(),
            title: if self.borrowed {
                lent(&self.head.title)
            } else {
                self.head.title.clone()
            },
        }
    }

    /// Whether it tells of research rather than of a patient's way.
    pub fn tells_of_research(&self) -> bool {
        self.head.shape == Shape::Highlights || !self.head.firsts.is_empty()
    }

    /// Its questions, each with its answer below it, where it is made of questions.
    pub fn questions(&self) -> Vec<Section> {
        if self.head.shape != Shape::Questions {
            return Vec::new();
        }
        let (_, groups) = sections(&self.html, 2);
        let questions = groups.iter().flat_map(|group| sections(&group.html, 3).1);
        questions.collect()
    }

    /// What is wrong with it, seen beside the programs and the forms.
    pub fn findings(&self, programs: &[&str], forms: &[String]) -> Vec<Finding> {
        let head = &self.head;
        let mut findings = Vec::new();
        findings.extend(self.too_long("title", &head.title, 60));
        findings.extend(self.too_long("summary", &head.summary, 200));
        if TAKEN.contains(&self.slug.as_str()) || forms.contains(&self.slug) {
            let message = format!("another page has the address `{}`", self.slug);
            findings.push(self.finding("+++", message, "Give the file another name."));
        }
        if let Some(form) = head.form.as_ref().filter(|form| !forms.contains(form)) {
            let message = format!("there is no form `{form}`");
            let fix = "Write the name of a file in `public/forms`.";
            findings.push(self.finding("form =", message, fix));
        }
        if head.firsts.is_empty() && !ABOUT_THE_SITE.contains(&self.slug.as_str()) {
            findings.extend(self.unsourced(&head.sources));
        }
        if head.shape == Shape::Questions && self.questions().is_empty() {
            let fix = "Write each question behind `### `, in a group behind `## `.";
            findings.push(self.finding("shape =", "there is no question".to_owned(), fix));
        }
        for first in &head.firsts {
            findings.extend(self.too_long("title", &first.title, 60));
            findings.extend(self.unknown_programs(first.program.as_slice(), programs));
            if first.sources.is_empty() {
                let line = format!("year = {}", first.year);
                let fix = "Name the page or paper that carries it in `sources`.";
                findings.push(self.finding(&line, "no source is named".to_owned(), fix));
            }
        }
        findings
    }

    /// A finding if this translation has not the parts of the English file.
    pub fn parts_missing_beside(&self, english: &Self) -> Option<Finding> {
        let parts = |document: &Self| {
            let years = document
                .head
                .firsts
                .iter()
                .map(|first| first.year.to_string());
            ids(&document.html)
                .map(str::to_owned)
                .chain(years)
                .collect::<Vec<_>>()
        };
        let (own, model) = (parts(self), parts(english));
        let at = own
            .iter()
            .zip(&model)
            .take_while(|(own, model)| own == model);
        let at = at.count();
        (own != model).then(|| match (own.get(at), model.get(at)) {
            (_, Some(part)) => {
                let message = format!("`{part}` of the English file is missing or out of place");
                let fix =
                    "Translate that part too, and keep the name in braces behind its heading.";
                self.finding("+++", message, fix)
            }
            (part, None) => {
                let part = part.map(String::as_str).unwrap_or_default();
                let message = format!("`{part}` is not in the English file");
                self.finding(part, message, "Write it in English too, or remove it.")
            }
        })
    }
}

/// Prose as it holds for this site: what stands between `{sealing}` and `{/sealing}` only where requests
/// are sealed.
pub fn with_sealing(html: &str, seals: bool) -> String {
    let (start, end) = ("<p>{sealing}</p>", "<p>{/sealing}</p>");
    let Some((before, rest)) = html.split_once(start) else {
        return html.to_owned();
    };
    let (inside, after) = rest.split_once(end).unwrap_or((rest, ""));
    [before, if seals { inside } else { "" }, after].concat()
}

/// Prose with the contact details in the places that ask for them.
pub fn with_contact(html: &str, contact: &Contact) -> String {
    html.replace(
        "{email}",
        &format!("<a href=\"mailto:{0}\"><bdi>{0}</bdi></a>", contact.email),
    )
    .replace(
        "{phone}",
        &format!("<bdi dir=\"ltr\">{}</bdi>", contact.phone),
    )
    .replace(
        "{address}",
        &format!("<bdi>{}</bdi>", contact.address.join(", ")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<p>a</p><p>{sealing}</p><p>b</p><p>{/sealing}</p><p>c</p>";

    #[test]
    fn only_a_site_that_seals_says_so() {
        assert_eq!(with_sealing(PAGE, true), "<p>a</p><p>b</p><p>c</p>");
        assert_eq!(with_sealing(PAGE, false), "<p>a</p><p>c</p>");
    }

    #[test]
    fn a_page_that_says_nothing_of_seals_stays_as_it_is() {
        assert_eq!(with_sealing("<p>a</p>", false), "<p>a</p>");
    }
}
