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
    /// Year of publication.
    pub year: u16,
    /// Journal, or who announced it.
    pub journal: String,
    /// Slugs of the programs it belongs to.
    #[serde(default)]
    pub programs: Vec<String>,
    /// What it does not show.
    #[serde(default)]
    pub caveat: Option<String>,
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
        for slug in head
            .programs
            .iter()
            .filter(|slug| !programs.contains(&slug.as_str()))
        {
            let message = format!("there is no program `{slug}`");
            findings.push(self.finding(
                &format!("\"{slug}\""),
                message,
                "Correct the slug, or remove it.",
            ));
        }
        if head.sources.is_empty() {
            let message = "no source is named".to_owned();
            findings.push(self.finding(
                "sources =",
                message,
                "Name the page or paper that carries these facts.",
            ));
        }
        findings
    }
}
