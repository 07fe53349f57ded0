//! FHIR's rules for Questionnaires (`que-1` …) and ours, each finding under its rule's name. Rules
//! that need a terminology server are left to others.

mod condition;
mod definition;
mod extension;
mod limit;
mod option;
mod outcome;
mod receipt;
mod repeat;
mod structure;

use std::collections::BTreeMap;

use super::place::Source;
use super::{Finding, Item, Questionnaire, Severity};

/// Everything that is wrong with a Questionnaire, in the order of its lines. The text it was read
/// from tells the lines.
pub fn check(questionnaire: &Questionnaire, source: &str) -> Vec<Finding> {
    let mut review = Review::of(questionnaire, source);
    structure::check_form(&mut review, questionnaire);
    outcome::check_form(&mut review, questionnaire);
    receipt::check(&mut review, questionnaire);
    for entry in review.entries.clone() {
        structure::check(&mut review, &entry);
        option::check(&mut review, &entry);
        limit::check(&mut review, &entry);
        extension::check(&mut review, &entry);
        condition::check(&mut review, &entry);
        repeat::check(&mut review, &entry);
        outcome::check(&mut review, &entry);
        definition::check(&mut review, &entry);
    }
    condition::check_circles(&mut review);
    let mut findings = review.findings;
    findings.sort_by_key(|finding| finding.line);
    findings
}

/// A check under way: the form's items, and what was found so far.
struct Review<'a> {
    source: Source<'a>,
    entries: Vec<Entry<'a>>,
    by_id: BTreeMap<&'a str, usize>,
    findings: Vec<Finding>,
}

/// An item with its place.
#[derive(Clone)]
struct Entry<'a> {
    item: &'a Item,
    /// Where it stands in the file, as a JSON pointer.
    place: String,
    /// Which entry it stands in.
    parent: Option<usize>,
}

/// What is wrong, and what to do.
struct Advice<'a> {
    rule: &'static str,
    /// The property the finding is about, as a JSON pointer below the item.
    at: &'a str,
    message: String,
    fix: String,
}

impl<'a> Review<'a> {
    fn of(questionnaire: &'a Questionnaire, source: &'a str) -> Self {
        let mut entries = Vec::new();
        gather(&questionnaire.item, "", None, &mut entries);
        let mut by_id = BTreeMap::new();
        for (index, entry) in entries.iter().enumerate() {
            by_id.entry(entry.item.link_id.as_str()).or_insert(index);
        }
        Self {
            source: Source::of(source),
            entries,
            by_id,
            findings: Vec::new(),
        }
    }

    /// The entries around one, from the innermost.
    fn around(&self, entry: &Entry<'a>) -> impl Iterator<Item = &Entry<'a>> {
        let parent = |entry: &Entry| entry.parent.map(|parent| &self.entries[parent]);
        std::iter::successors(parent(entry), move |entry| parent(entry))
    }

    /// The item with this id; the first, where several bear it.
    fn named(&self, id: &str) -> Option<&'a Item> {
        self.by_id.get(id).map(|index| self.entries[*index].item)
    }

    fn error(&mut self, entry: &Entry, advice: Advice) {
        self.about(entry, advice, Severity::Error);
    }

    fn warning(&mut self, entry: &Entry, advice: Advice) {
        self.about(entry, advice, Severity::Warning);
    }

    fn about(&mut self, entry: &Entry, advice: Advice, severity: Severity) {
        let id = entry.item.link_id.as_str();
        let at = if advice.at.is_empty() {
            "/linkId"
        } else {
            advice.at
        };
        self.findings.push(Finding {
            rule: advice.rule,
            item: (!id.is_empty()).then(|| id.to_owned()),
            line: self.source.line(&[entry.place.as_str(), at].concat()),
            message: if id.is_empty() {
                advice.message
            } else {
                format!("item `{id}`: {}", advice.message)
            },
            fix: advice.fix,
            severity,
        });
    }

    fn about_form(&mut self, advice: Advice, severity: Severity) {
        self.findings.push(Finding {
            rule: advice.rule,
            item: None,
            line: self.source.line(advice.at),
            message: advice.message,
            fix: advice.fix,
            severity,
        });
    }
}

fn gather<'a>(
    items: &'a [Item],
    around: &str,
    parent: Option<usize>,
    entries: &mut Vec<Entry<'a>>,
) {
    for (index, item) in items.iter().enumerate() {
        let place = format!("{around}/item/{index}");
        let own = entries.len();
        entries.push(Entry {
            item,
            place: place.clone(),
            parent,
        });
        gather(&item.item, &place, Some(own), entries);
    }
}

/// Shorthand for an advice about a property.
fn advice<'a>(
    rule: &'static str,
    at: &'a str,
    message: impl Into<String>,
    fix: impl Into<String>,
) -> Advice<'a> {
    Advice {
        rule,
        at,
        message: message.into(),
        fix: fix.into(),
    }
}

#[cfg(test)]
mod tests;
