//! Sets of npm packages, pinned by the lock files in `xtask/npm/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::build::fingerprint::Fingerprint;
use crate::process::run_long;
use crate::project::Project;

use super::{node, shelf};

/// The `node_modules` of what tests look with.
pub fn test_modules(project: &Project) -> Result<PathBuf> {
    modules(project, "test", "what the tests look with")
}

/// The `node_modules` of one set, installed when it is not here yet.
pub fn modules(project: &Project, set: &str, purpose: &str) -> Result<PathBuf> {
    let source = project.at("xtask/npm").join(set);
    let lock = source.join("package-lock.json");
    let pinned = fs::read(&lock).with_context(|| format!("cannot read {}", lock.display()))?;
    let name = format!("npm-{set}-{}", Fingerprint::of_bytes(&pinned).short());
    let folder = shelf::take(&name, |folder| install(&source, folder, &name, purpose))?;
    Ok(folder.join("node_modules"))
}

fn install(source: &Path, folder: &Path, name: &str, purpose: &str) -> Result<()> {
    node::ensure()?;
    println!("Installing {purpose} (npm).");
    for file in ["package.json", "package-lock.json"] {
        fs::copy(source.join(file), folder.join(file))?;
    }
    let mut command = Command::new("npm");
    command
        .args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"])
        .current_dir(folder);
    run_long(
        &format!("installing {purpose}"),
        &mut command,
        &shelf::log(name)?,
    )
}
