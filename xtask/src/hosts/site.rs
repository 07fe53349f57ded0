//! What hosts need to know of `site.json`. Does not check it; the checker does.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

/// The addresses of `site.json`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Where the site is published, as a host name.
    pub host: String,
    /// Other origins that take requests; empty when the site's own host does.
    pub intakes: Vec<String>,
    /// Whether some request goes to a path on the site's own host.
    pub own_intake: bool,
}

impl Site {
    /// Reads `site.json`.
    pub fn read(file: &Path) -> Result<Self> {
        let text =
            fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        Self::from_json(&text).with_context(|| format!("{} is not JSON", file.display()))
    }

    /// Takes what is needed from the text of `site.json`.
    pub fn from_json(text: &str) -> Result<Self> {
        let site: Value = serde_json::from_str(text)?;
        let host = site["base_url"]
            .as_str()
            .and_then(origin)
            .and_then(|own| own.split("//").nth(1).map(str::to_owned));
        let destinations = site["destinations"].as_object();
        let destinations = || destinations.into_iter().flat_map(|all| all.values());
        let urls: Vec<&str> = destinations()
            .filter_map(|destination| destination["url"].as_str())
            .collect();
        // The host itself takes what goes to Netlify.
        let own_intake = destinations().any(|destination| {
            let url = destination["url"].as_str();
            destination["kind"] != "netlify" && url.is_some_and(|url| origin(url).is_none())
        });
        let mut intakes: Vec<String> = urls.iter().filter_map(|url| origin(url)).collect();
        intakes.sort();
        intakes.dedup();
        Ok(Self {
            host: host.unwrap_or_else(|| "localhost".to_owned()),
            intakes,
            own_intake,
        })
    }
}

/// Scheme, host and port of an absolute address; `None` for a path.
fn origin(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    (!authority.is_empty()).then(|| format!("{scheme}://{authority}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_no_other_origin() {
        let site = Site::from_json(r#"{"base_url":"https://a.example","destinations":{"appointment":{"url":"/intake/appointment"}}}"#).expect("JSON");
        assert_eq!(
            site,
            Site {
                host: "a.example".into(),
                intakes: vec![],
                own_intake: true
            }
        );
    }

    #[test]
    fn two_requests_to_one_host_name_it_once() {
        let site = Site::from_json(
            r#"{"base_url":"https://a.example/","destinations":{
                "appointment":{"url":"https://intake.example:8443/a?b"},
                "opinion":{"url":"https://intake.example:8443/c"}}}"#,
        )
        .expect("JSON");
        assert_eq!(site.intakes, ["https://intake.example:8443"]);
        assert!(!site.own_intake);
    }

    #[test]
    fn a_site_without_destinations_sends_by_e_mail_only() {
        let site = Site::from_json(r#"{"base_url":"https://a.example"}"#).expect("JSON");
        assert!(site.intakes.is_empty() && !site.own_intake);
    }

    #[test]
    fn what_the_patient_mails_reaches_no_other_host() {
        let site = Site::from_json(
            r#"{"base_url":"https://a.example","destinations":{
                "appointment":{"kind":"mailto","email":"a@b.example"}}}"#,
        )
        .expect("JSON");
        assert!(site.intakes.is_empty() && !site.own_intake);
    }

    #[test]
    fn a_host_that_takes_forms_needs_no_intake() {
        let site = Site::from_json(
            r#"{"base_url":"https://a.example","destinations":{
                "appointment":{"kind":"netlify","url":"/"}}}"#,
        )
        .expect("JSON");
        assert!(site.intakes.is_empty() && !site.own_intake);
    }
}
