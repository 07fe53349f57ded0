//! What axe-core finds on a page: things that shut people out.

use std::fs;

use serde::Deserialize;
use serde_json::json;

use crate::browser::{Browser, Look};
use crate::place;

/// All rules in the light theme; in the dark one, what depends on colours.
const RUN: &str = "
    const [dark, done] = arguments;
    const rules = dark ? {runOnly: {type: 'rule', values: ['color-contrast', 'link-in-text-block']}} : {};
    axe.run(document, {resultTypes: ['violations'], ...rules}).then(
        found => done(found.violations.map(({id, help, nodes}) => ({id, help, nodes: nodes.map(({html, failureSummary}) => html.slice(0, 300) + ' : ' + failureSummary)}))),
        error => done([{id: 'axe', help: String(error), nodes: []}]));";

/// One rule that a page breaks.
#[derive(Debug, Deserialize)]
pub struct Violation {
    /// The rule.
    pub id: String,
    /// What it asks for.
    pub help: String,
    /// Where it is broken.
    pub nodes: Vec<String>,
}

/// Asserts that axe finds nothing on the page that is open.
///
/// # Panics
/// When it does; says what, and in which state of the page.
pub async fn finds_nothing(browser: &Browser, state: &str) {
    let found = violations(browser).await;
    assert!(found.is_empty(), "{state}: {found:#?}");
}

/// What axe finds on the page that is open, in both themes. What still moves is let finish first.
pub async fn violations(browser: &Browser) -> Vec<Violation> {
    let script = fs::read_to_string(place::axe()).expect("axe-core is installed");
    browser
        .run::<()>(&format!("if (!window.axe) {{ {script} }}"), json!([]))
        .await;
    let mut found = Vec::new();
    for (look, dark) in [(Look::Light, false), (Look::Dark, true)] {
        browser.ask_for(look).await;
        browser
            .until("document.getAnimations().every(({playState}) => playState != 'running')")
            .await;
        let returned = browser
            .driver()
            .execute_async(RUN.to_owned(), vec![json!(dark)])
            .await
            .expect("axe runs");
        found.extend(
            returned
                .convert::<Vec<Violation>>()
                .expect("axe says what it found"),
        );
    }
    browser.ask_for(Look::Light).await;
    found
}
