//! A research highlight.

use serde::Deserialize;

use super::Document;
use crate::finding::Finding;

/// The head of a highlight's file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Highlight {
    /// What was found, 90 characters at most.
    pub title: String,
    /// In a sentence or two, 200 characters at most.
    pub summary: String,
    /// Year of publication, where the source shows one.
    #[serde(default)]
    pub year: Option<u16>,
    /// Journal, or who announced it.
    pub journal: String,
    /// Slugs of the programs it belongs to.
    #[serde(default)]
    pub programs: Vec<String>,
    /// What it does not show.
    #[serde(default)]
    pub caveat: Option<String>,
    /// ISO date on which it came to this site, for the feed. Only English says it.
    #[serde(default)]
    pub added: Option<String>,
    /// Where its facts are from.
    pub sources: Vec<String>,
}

impl Document<Highlight> {
    /// What is wrong with it, seen beside the programs.
    pub fn findings(&self, programs: &[&str]) -> Vec<Finding> {
        let head = &self.head;
        let mut findings = Vec::new();
        findings.extend(self.too_long("title", &head.title, 90));
        findings.extend(self.too_long("summary", &head.summary, 200));
        findings.extend(self.unknown_programs(&head.programs, programs));
        findings.extend(self.unsourced(&head.sources));
        let added = head.added.as_deref();
        if added.is_some_and(|date| date.parse::<jiff::civil::Date>().is_err()) {
            findings.push(self.finding(
                "added =",
                "`added` is no date".into(),
                "Write year, month and day: added = \"2026-11-24\".",
            ));
        }
        findings
    }
}
