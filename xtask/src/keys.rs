//! Makes keys to seal requests with. The intake's own program does it; this keeps the private one out of
//! the repository.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::build::host;
use crate::project::Project;

/// Writes the private key to a file, and prints what goes into `site.json`.
pub fn keys(project: &Project, file: &Path, days: u16) -> Result<()> {
    if file.starts_with(project.root()) {
        bail!(
            "{} is inside of this repository, where it could be published with the site.\n\
             Name a file elsewhere, such as ../portico-key.json",
            file.display()
        );
    }
    let made = Command::new(host::intake(project)?)
        .arg("keys")
        .arg(file)
        .args(["--days", &days.to_string()])
        .status()
        .context("cannot start the intake")?;
    if !made.success() {
        bail!("no key was made");
    }
    Ok(())
}
