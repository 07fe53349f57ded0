//! Installs what the tests need, runs all of them, and says in the end what passed.

pub mod soak;
mod step;
mod summary;

use std::env;
use std::io::{Write, stdout};
use std::process::Command;
use std::time::Instant;

use anyhow::Result;

use self::step::{COMPILE, Place, Step};
use self::summary::{Outcome, Summary};
use crate::build::{self, host};
use crate::process::{self, last_lines};
use crate::project::Project;
use crate::tools::{
    axe, chromium, fhir_schema, fhir_validator, fonts, html_validate, npm, rust_tools, wasm_target,
};

/// Runs all steps, or those whose name contains one of `only`.
pub fn test(project: &Project, only: &[String]) -> Result<()> {
    let place = equip(project)?;
    let html = html_validate::command(project, &place.dist)?;
    let linked = html_validate::linked(project, &place.dist)?;
    let fhir = fhir_validator::command(project, &place.fhir)?;
    let echo = env::var("CI").is_ok_and(|ci| !ci.is_empty() && ci != "false");
    let mut summary = Summary::default();
    for step in step::all(&place, [html, linked, fhir]) {
        if !only.is_empty() && !only.iter().any(|part| step.name.contains(part.as_str())) {
            continue;
        }
        let missing = step.needs.filter(|needed| summary.has_failed(needed));
        let outcome = match missing {
            Some(needed) => {
                println!("\n▸ {}: left out, because {needed} failed", step.name);
                Outcome::left_out(step.name)
            }
            None => run(project, &place, step, echo)?,
        };
        summary.add(outcome);
    }
    print!("\n{summary}");
    stdout().flush()?;
    if summary.all_well() {
        Ok(())
    } else {
        std::process::exit(1)
    }
}

/// Journeys through the built site that say themselves what they see, one after the other.
pub fn journeys(project: &Project, which: &[&str]) -> Result<Command> {
    let place = equip(project)?;
    build::build(project)?;
    let after = [&["--"], which, &["--nocapture", "--test-threads=1"]].concat();
    let mut command = step::shared("test", &["--test", "journeys"], &after);
    place.lend(&mut command);
    Ok(command)
}

/// Everything the steps need, installed before the first of them.
fn equip(project: &Project) -> Result<Place> {
    rust_tools::ensure()?;
    let rust = wasm_target::ensure()?;
    let chromium = chromium::ensure()?;
    fonts::ensure()?;
    Ok(Place {
        root: project.root().to_owned(),
        dist: project.dist(),
        intake: project.program("intake"),
        xtask: env::current_exe()?,
        modules: npm::test_modules(project)?,
        fhir_schema: fhir_schema::file(project)?,
        fhir: project.state("fhir"),
        axe: axe::script(project)?,
        chromium,
        rust,
    })
}

fn run(project: &Project, place: &Place, step: Step, echo: bool) -> Result<Outcome> {
    println!("\n▸ {}: {}", step.name, process::shown(&step.command));
    let log = project.state("log").join(format!("test-{}.log", step.name));
    let mut command = step.command;
    place.lend(&mut command);
    let began = Instant::now();
    let status = process::logged(step.name, &mut command, &log, echo)?;
    let text = std::fs::read_to_string(&log)?;
    if !status.success() && !echo {
        println!(
            "{}\nThe whole output: {}",
            last_lines(&text),
            project.shown(&log)
        );
    }
    if step.name == COMPILE && status.success() {
        host::compiled_with_the_tests(project)?;
    }
    let outcome = Outcome::of(
        step.name,
        step.counting,
        status.success(),
        &text,
        began.elapsed(),
    );
    println!("{outcome}");
    Ok(outcome)
}
