//! The steps of a test run, as data: a name, a command, what it needs, how its results are counted.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::build::host::SHARED;
use crate::tools::chromium::Chromium;
use crate::tools::wasm_target::WebRust;

/// How a step's passed and failed tests are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counting {
    /// The step is one test.
    Itself,
    /// The step runs cargo's tests, which say their numbers.
    Tests,
}

/// One step.
pub struct Step {
    /// A short name, also of its log.
    pub name: &'static str,
    /// What is run.
    pub command: Command,
    /// The step without which this one is left out.
    pub needs: Option<&'static str>,
    /// How results are counted.
    pub counting: Counting,
}

/// Where tests find what they need.
pub struct Place {
    /// The repository.
    pub root: PathBuf,
    /// The built site.
    pub dist: PathBuf,
    /// The intake server.
    pub intake: PathBuf,
    /// This program.
    pub xtask: PathBuf,
    /// The packages of npm that tests look with.
    pub modules: PathBuf,
    /// FHIR's schema.
    pub fhir_schema: PathBuf,
    /// Where tests leave FHIR resources for others to read.
    pub fhir: PathBuf,
    /// axe-core's script.
    pub axe: PathBuf,
    /// The browser.
    pub chromium: Chromium,
    /// The Rust that compiles for the browser.
    pub rust: WebRust,
}

impl Place {
    /// Tells a command where things are.
    pub fn lend(&self, command: &mut Command) {
        command
            .env("PORTICO_DIST", &self.dist)
            .env("PORTICO_INTAKE", &self.intake)
            .env("PORTICO_AXE", &self.axe)
            .env("PORTICO_NODE_MODULES", &self.modules)
            .env("PORTICO_FHIR_SCHEMA", &self.fhir_schema)
            .env("PORTICO_FHIR", &self.fhir)
            .env("CHROMIUM", &self.chromium.browser)
            .env("CHROMEDRIVER", &self.chromium.driver)
            // Results are read from the output.
            .env("CARGO_TERM_COLOR", "never");
    }
}

/// All steps, in the order in which they are run: what fails quickly first.
pub fn all(place: &Place, [html, linked, fhir]: [Command; 3]) -> Vec<Step> {
    let mut steps = vec![
        Step::new("format", cargo(&["fmt", "--all", "--check"])),
        Step::new(
            "lint",
            shared("clippy", &["--all-targets"], &["--", "-D", "warnings"]),
        ),
        Step::new("lint-browser", lint_for_the_browser(place)),
        // It stands apart from all other targets, as a test that is run by itself.
        Step::new(
            "lint-journeys",
            shared("clippy", &["--test", "journeys"], &["--", "-D", "warnings"]),
        ),
        Step::new(COMPILE, shared("test", &["--no-run"], &[])),
        Step::new("tests", shared("test", &["--no-fail-fast"], &[]))
            .counted(Counting::Tests)
            .after(COMPILE),
        Step::new("fhir", fhir).after("tests"),
        Step::new("build", build(&place.xtask)),
        Step::new("html", html).after("build"),
        Step::new("linked", linked).after("build"),
    ];
    for (name, path) in [
        ("built", "tests/built.rs"),
        ("journeys", "tests/browser/Cargo.toml"),
    ] {
        if place.root.join(path).exists() {
            let command = shared("test", &["--no-fail-fast", "--test", name], &[]);
            steps.push(
                Step::new(name, command)
                    .counted(Counting::Tests)
                    .after("build"),
            );
        }
    }
    steps
}

/// The step that compiles all tests, and the programs of this computer with them.
pub const COMPILE: &str = "compile";

impl Step {
    fn new(name: &'static str, command: Command) -> Self {
        Self {
            name,
            command,
            needs: None,
            counting: Counting::Itself,
        }
    }

    fn counted(self, counting: Counting) -> Self {
        Self { counting, ..self }
    }

    fn after(self, needed: &'static str) -> Self {
        Self {
            needs: Some(needed),
            ..self
        }
    }
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(arguments);
    command
}

/// A cargo command that shares what it compiles with all others on this computer.
pub fn shared(verb: &str, before: &[&str], after: &[&str]) -> Command {
    let mut command = cargo(&[verb]);
    command.args(SHARED).args(before).args(after);
    command
}

fn lint_for_the_browser(place: &Place) -> Command {
    let mut command = cargo(&["clippy", "--package", "portico", "--features", "hydrate"]);
    command.args(["--target", "wasm32-unknown-unknown", "--", "-D", "warnings"]);
    place.rust.lend(&mut command, &[]);
    command
}

fn build(xtask: &Path) -> Command {
    let mut command = Command::new(xtask);
    command.arg("build");
    command
}
