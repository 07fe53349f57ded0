//! Checks what `site.json` says of medical records against the forms that ask for them.

use std::fs;
use std::path::Path;

use portico::finding::{Finding, line_of};
use portico::form::compile::Sets;
use portico::form::records::{RecordRules, kinds};

use crate::forms::FormSource;

/// Kinds of records that no form knows.
pub fn check(public: &Path, rules: Option<&RecordRules>, forms: &[FormSource]) -> Vec<Finding> {
    let Some(rules) = rules else {
        return Vec::new();
    };
    let forms: Vec<_> = forms
        .iter()
        .map(|form| form.compile(&Sets::default(), "en"))
        .collect();
    let known = forms.iter().flat_map(kinds);
    let known: Vec<&str> = known.map(|kind| kind.code.as_str()).collect();
    let file = public.join("site.json");
    let text = fs::read_to_string(&file).unwrap_or_default();
    let named = rules.needed.iter().chain(rules.fresh_months.keys());
    let unknown = named.filter(|kind| !known.contains(&kind.as_str()));
    unknown
        .map(|kind| {
            let message = format!("`records` names `{kind}`, which no form asks for");
            let fix = format!("Use one of {}.", known.join(", "));
            Finding::new(&file, line_of(&text, "\"records\""), message, fix)
        })
        .collect()
}
