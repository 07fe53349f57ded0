//! Lighthouse, which loads pages as a mid-range phone on slow 4G would.

use std::path::PathBuf;

use anyhow::Result;

use crate::project::Project;

use super::{node, npm};

/// The program `lighthouse`, to be run by node.
pub fn program(project: &Project) -> Result<PathBuf> {
    node::ensure()?;
    Ok(npm::modules(project, "bench", "Lighthouse")?.join("lighthouse/cli/index.js"))
}
