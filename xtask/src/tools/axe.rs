//! axe-core, with which the browser tests look for what shuts people out.

use std::path::PathBuf;

use anyhow::Result;

use crate::project::Project;

use super::npm;

/// The script that a test runs inside a page.
pub fn script(project: &Project) -> Result<PathBuf> {
    Ok(npm::test_modules(project)?.join("axe-core/axe.min.js"))
}
