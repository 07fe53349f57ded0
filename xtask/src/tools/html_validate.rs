//! html-validate, which reads pages as strictly as a browser should: bad HTML breaks hydration.

use std::path::PathBuf;

use anyhow::Result;

use crate::project::Project;

use super::{node, npm};

/// The program `html-validate`, to be run by node.
pub fn program(project: &Project) -> Result<PathBuf> {
    node::ensure()?;
    Ok(npm::test_modules(project)?.join("html-validate/bin/html-validate.mjs"))
}
