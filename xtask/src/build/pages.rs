//! Every page as HTML, written by the app itself on this computer.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::host;
use crate::project::Project;

/// Refuses to go on when something in `public/` is wrong; the checker says what.
pub fn check(project: &Project) -> Result<()> {
    if !host::prerender(project)?
        .arg("--check")
        .status()
        .context("cannot start the checker")?
        .success()
    {
        bail!("The site was not built: please correct the above in public/.");
    }
    Ok(())
}

/// Writes all pages from the output of Trunk.
pub fn write(project: &Project, shell: &Path) -> Result<()> {
    let mut command: Command = host::prerender(project)?;
    command
        .arg("--shell")
        .arg(shell)
        .arg("--out")
        .arg(project.state("site"));
    if !command
        .status()
        .context("cannot start the renderer")?
        .success()
    {
        bail!("The pages could not be written.");
    }
    Ok(())
}
