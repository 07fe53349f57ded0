//! A validator of FHIR that is not ours, for what leaves as FHIR.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::project::Project;

use super::{node, npm};

/// Reads all resources of a folder and fails when one of them is wrong.
pub fn command(project: &Project, resources: &Path) -> Result<Command> {
    node::ensure()?;
    let mut command = Command::new("node");
    command
        .arg(project.at("xtask/npm/test/fhir.mjs"))
        .arg(npm::test_modules(project)?)
        .arg(resources);
    Ok(command)
}
