//! `site.json`, the only configuration. Knows no file system: it is given the text.

mod seal;

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::finding::{Finding, line_of};
use crate::form::records::RecordRules;
use crate::i18n::Contact;
use crate::submit::{Destination, Seal};

/// What the hospital decides about its site.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Where the site will stand, without a slash at the end; for canonical links.
    pub base_url: String,
    /// BCP 47 tags of its languages; the first one is the language of staff and of last resort.
    pub languages: Vec<String>,
    /// How patients reach the team.
    pub contact: Contact,
    /// Where each form goes, by the form's name; `*` is said of all others, with `{form}` in its
    /// address for the name.
    pub destinations: BTreeMap<String, Destination>,
    /// What is needed of medical records, where a form asks for them.
    #[serde(default)]
    pub records: Option<RecordRules>,
    /// What requests are sealed for; they leave open where it is absent.
    pub seal: Option<Seal>,
    /// How sending behaves.
    pub submit: Submit,
}

/// How sending behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Submit {
    /// How long an answer is waited for.
    pub timeout_seconds: u32,
    /// The longest `mailto:` address that is still opened, in octets.
    pub mailto_octets: usize,
}

/// Marks of values that were never filled in.
const PLACEHOLDERS: [&str; 4] = [
    "hospital.example",
    "example.org",
    "example.com",
    "000 000 0000",
];

impl Site {
    /// Reads and checks `site.json`.
    ///
    /// # Errors
    /// Everything that must be mended before the site can be built.
    pub fn read(file: &Path, text: &str) -> Result<Self, Vec<Finding>> {
        let mut sealing = seal::check(file, text, seal::today());
        sealing.retain(|finding| !finding.warning);
        if !sealing.is_empty() {
            return Err(sealing);
        }
        let site: Self = serde_json::from_str(text).map_err(|error| {
            vec![Finding::new(
                file,
                error.line().max(1),
                error.to_string(),
                "Compare with `site.json` in docs/edit.md; a comma or a quote may be missing.",
            )]
        })?;
        let findings = site.findings(file, text);
        if findings.is_empty() {
            Ok(site)
        } else {
            Err(findings)
        }
    }

    /// Where a form goes.
    pub fn destination(&self, form: &str) -> Option<Destination> {
        let own = self.destinations.get(form).cloned();
        own.or_else(|| {
            let any = self.destinations.get("*")?.clone();
            let url = any.url.replace("{form}", form);
            Some(Destination { url, ..any })
        })
    }

    fn findings(&self, file: &Path, text: &str) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut refuse = |needle: &str, message: String, fix: &str| {
            findings.push(Finding::new(file, line_of(text, needle), message, fix));
        };
        if !is_origin(&self.base_url) {
            refuse(
                "\"base_url\"",
                format!(
                    "`base_url` is {:?}, which is not the address of a site",
                    self.base_url
                ),
                "Write `https://` and the host, without a slash at the end.",
            );
        }
        if self.languages.is_empty() {
            refuse(
                "\"languages\"",
                "`languages` is empty".into(),
                "Name at least one, as in [\"en\"].",
            );
        }
        if self.contact.email.matches('@').count() != 1 {
            refuse(
                "\"email\"",
                format!(
                    "`contact.email` is {:?}, which is not an e-mail address",
                    self.contact.email
                ),
                "Write the address that patients may write to.",
            );
        }
        if let Some(hours) = &self.contact.hours {
            for time in [&hours.opens, &hours.closes] {
                if minutes(time).is_none() {
                    refuse(
                        "\"hours\"",
                        format!("{time:?} is not a time"),
                        "Write hours and minutes as in \"08:30\".",
                    );
                }
            }
            if hours.days.iter().any(|day| !(1..=7).contains(day)) {
                refuse(
                    "\"days\"",
                    "a day of `hours.days` is not one of 1 to 7".into(),
                    "1 is Monday, 7 is Sunday.",
                );
            }
        }
        for (form, destination) in &self.destinations {
            for (message, fix) in destination.faults() {
                refuse(
                    &format!("\"{form}\""),
                    format!("the destination of `{form}` {message}"),
                    fix,
                );
            }
        }
        if !(5..=120).contains(&self.submit.timeout_seconds) {
            refuse(
                "\"timeout_seconds\"",
                format!("`timeout_seconds` is {}", self.submit.timeout_seconds),
                "Choose 5 to 120 seconds; 20 suits most.",
            );
        }
        if !(300..=8000).contains(&self.submit.mailto_octets) {
            refuse(
                "\"mailto_octets\"",
                format!("`mailto_octets` is {}", self.submit.mailto_octets),
                "Choose 300 to 8000 octets; 1800 works in most mail programs.",
            );
        }
        findings
    }

    /// What will have to be mended soon.
    pub fn warnings(file: &Path, text: &str) -> Vec<Finding> {
        let mut findings = seal::check(file, text, seal::today());
        findings.retain(|finding| finding.warning);
        findings
    }

    /// Values that were never filled in: fine at home, refused in production.
    pub fn placeholders(file: &Path, text: &str) -> Vec<Finding> {
        let lines = text.lines().enumerate();
        lines
            .filter_map(|(at, line)| {
                let mark = PLACEHOLDERS.iter().find(|mark| line.contains(**mark))?;
                Some(Finding::new(
                    file,
                    at + 1,
                    format!("`{mark}` is a placeholder"),
                    "Write the hospital's own value before patients see it.",
                ))
            })
            .collect()
    }
}

/// Minutes since midnight of `HH:MM`.
pub fn minutes(time: &str) -> Option<u32> {
    let (hour, minute) = time.split_once(':')?;
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour <= 24 && minute < 60).then_some(hour * 60 + minute)
}

fn is_origin(url: &str) -> bool {
    let host = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    host.is_some_and(|host| !host.is_empty() && !host.contains(['/', ' ', '?', '#']))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = include_str!("../public/site.json");

    fn messages(text: &str) -> Vec<String> {
        let findings =
            Site::read(Path::new("public/site.json"), text).expect_err("it should be refused");
        findings.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn our_own_site_is_accepted() {
        Site::read(Path::new("public/site.json"), GOOD).expect("public/site.json is right");
    }

    #[test]
    fn a_missing_comma_is_named_with_its_line() {
        let broken = GOOD.replacen("\"languages\"", "\"languages", 1);
        assert!(
            messages(&broken)[0].starts_with("public/site.json:"),
            "{:?}",
            messages(&broken)
        );
    }

    #[test]
    fn an_unknown_setting_is_refused() {
        let broken = GOOD.replacen("\"languages\"", "\"langauges\"", 1);
        assert!(messages(&broken)[0].contains("langauges"));
    }

    #[test]
    fn a_destination_without_encryption_is_refused() {
        let broken = GOOD.replacen("/intake/appointment", "http://intake.hospital.example/a", 1);
        assert!(messages(&broken)[0].contains("cannot reach safely"));
    }

    /// What is said of our own site with this destination for appointments.
    fn said_of(destination: &str) -> Vec<String> {
        let own = r#"{ "kind": "json", "url": "/intake/appointment" }"#;
        messages(&GOOD.replacen(own, destination, 1))
    }

    #[test]
    fn what_is_wrong_with_a_destination_is_named_with_its_line_and_a_fix() {
        let said = said_of(r#"{ "kind": "mailto" }"#).join("\n");
        assert!(
            said.contains("public/site.json:11:") && said.contains("Write `email`"),
            "{said}"
        );
    }

    #[test]
    fn an_unknown_option_of_a_destination_is_refused() {
        let said = said_of(r#"{ "kind": "json", "url": "/a", "retries": 3 }"#);
        assert!(said[0].contains("retries"), "{said:?}");
    }

    #[test]
    fn a_form_that_is_not_named_goes_where_all_others_go() {
        let site = Site::read(Path::new("public/site.json"), GOOD).expect("it is right");
        let goes = site.destination("feedback").map(|found| found.url);
        assert_eq!(goes.as_deref(), Some("/intake/feedback"));
    }

    #[test]
    fn placeholders_are_found_for_production() {
        assert!(!Site::placeholders(Path::new("public/site.json"), GOOD).is_empty());
    }
}
