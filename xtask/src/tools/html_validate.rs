//! html-validate, which reads pages as strictly as a browser should: bad HTML breaks hydration.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::project::Project;

use super::{node, npm};

/// Reads all pages below a folder and fails when one of them is wrong.
pub fn command(project: &Project, pages: &Path) -> Result<Command> {
    reader("validate.mjs", project, pages)
}

/// Holds what pages say to search engines against the vocabulary of schema.org.
pub fn linked(project: &Project, pages: &Path) -> Result<Command> {
    reader("linked.mjs", project, pages)
}

fn reader(script: &str, project: &Project, pages: &Path) -> Result<Command> {
    node::ensure()?;
    let mut command = Command::new("node");
    command
        .arg(project.at("xtask/npm/test").join(script))
        .arg(npm::test_modules(project)?)
        .arg(pages);
    Ok(command)
}
