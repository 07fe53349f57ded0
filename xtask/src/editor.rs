//! What editors of `public/` run: the checker, one form as a page, translators' files, and what a patient finds.

use std::path::Path;
use std::process::{Command, exit};

use anyhow::{Context, Result, bail};

use crate::build::host;
use crate::process;
use crate::project::Project;

/// Checks `public/`; findings name file, line and fix.
pub fn check(project: &Project, production: bool) -> Result<()> {
    let mut command = host::prerender(project)?;
    command.arg("--check");
    if production {
        command.arg("--production");
    }
    pass_on(&mut command)
}

/// Checks one Questionnaire and writes its steps as a page that opens from disk.
pub fn form(project: &Project, file: &Path, lang: &str) -> Result<()> {
    if !file.is_file() {
        bail!("there is no file {}", file.display());
    }
    let page = project.at("target/form/index.html");
    let mut command = host::prerender(project)?;
    command
        .arg("--form")
        .arg(file)
        .args(["--lang", lang])
        .arg("--out")
        .arg(&page);
    pass_on(&mut command)?;
    println!("The form as a page: {}", page.display());
    Ok(())
}

/// Writes a translator's file, or reads one.
pub fn words(project: &Project, direction: &str, lang: &str, file: &Path) -> Result<()> {
    let mut command = host::prerender(project)?;
    command.arg(direction).arg(file).args(["--lang", lang]);
    pass_on(&mut command)
}

/// Prints the programs that are found, by the names of their files, best first.
pub fn search(project: &Project, query: &str, lang: &str) -> Result<()> {
    let mut command = host::prerender(project)?;
    command.args(["--lang", lang, "--search", query]);
    pass_on(&mut command)
}

/// Runs a checker that says itself what is wrong, and ends as it ends.
fn pass_on(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start {}", process::shown(command)))?;
    if !status.success() {
        exit(status.code().unwrap_or(1));
    }
    Ok(())
}
