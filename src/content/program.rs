//! A treatment program or center of the hospital.

use serde::Deserialize;

use super::Document;
use crate::finding::Finding;

/// The head of a program's file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Program {
    /// The hospital's own name of it.
    pub name: String,
    /// A short plain title in the file's language, 60 characters at most.
    pub title: String,
    /// Key of `categories.toml`.
    pub category: String,
    /// The drawing that stands for it; that of its category where absent.
    #[serde(default)]
    pub art: Option<String>,
    /// What it is in a sentence, 160 characters at most.
    pub summary: String,
    /// Conditions the hospital itself names.
    #[serde(default)]
    pub conditions: Vec<String>,
    /// Conditions such a program treats in general.
    #[serde(default)]
    pub conditions_general: Vec<String>,
    /// Treatments the hospital itself names.
    #[serde(default)]
    pub treatments: Vec<String>,
    /// Treatments such a program gives in general.
    #[serde(default)]
    pub treatments_general: Vec<String>,
    /// Plain words people use for it.
    #[serde(default)]
    pub also_called: Vec<String>,
    /// Slugs of programs near to it.
    #[serde(default)]
    pub related: Vec<String>,
    /// Slugs that it had before; who follows them is led here. Those of the English file count.
    #[serde(default)]
    pub formerly: Vec<String>,
    /// Why it stands out.
    #[serde(default)]
    pub standing: Vec<Standing>,
    /// Where its facts are from.
    pub sources: Vec<String>,
}

/// Why a program stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Among the treatments that patients from abroad seek most.
    Common,
    /// A multidisciplinary center of excellence.
    Center,
}

impl Document<Program> {
    /// What is wrong with it, seen beside its fellows.
    pub fn findings(&self, slugs: &[&str], categories: &[&str]) -> Vec<Finding> {
        let head = &self.head;
        let mut findings = Vec::new();
        findings.extend(self.too_long("title", &head.title, 60));
        findings.extend(self.too_long("summary", &head.summary, 160));
        if !categories.contains(&head.category.as_str()) {
            let message = format!("the category `{}` is not in categories.toml", head.category);
            findings.push(self.finding(
                "category =",
                message,
                "Add it there, or use one that is there.",
            ));
        }
        findings.extend(self.unknown_programs(&head.related, slugs));
        findings.extend(self.taken(slugs));
        findings.extend(self.unsourced(&head.sources));
        findings
    }

    /// Former slugs under which there is a program today.
    fn taken(&self, slugs: &[&str]) -> impl Iterator<Item = Finding> {
        let taken = self.head.formerly.iter();
        let taken = taken.filter(|slug| slugs.contains(&slug.as_str()));
        taken.map(|slug| {
            let message = format!("`{slug}` is another program today");
            self.finding(
                &format!("\"{slug}\""),
                message,
                "Remove it from `formerly`, or give the other program another name.",
            )
        })
    }
}
