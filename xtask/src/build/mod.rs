//! Builds the site in stages, each only when what it is made from has changed:
//! programs of this computer, then the app for the browser, then the pages, then `dist/`.

pub mod compress;
pub mod fingerprint;
pub mod host;
mod inputs;
mod pages;
pub mod publish;
mod shell;

use std::env;
use std::fs::{self, File, TryLockError};
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result};

use crate::progress::minutes;
use crate::project::Project;

/// Builds `dist/`.
pub fn build(project: &Project) -> Result<()> {
    let began = Instant::now();
    let _alone = alone(project)?;
    let inputs = inputs::pages(project)?;
    let mark = project.state("pages.fingerprint");
    if !project.state("site").is_dir() || !inputs.is_stored(&mark) {
        // First, because it is quick: a mistake in a text must not wait for the compiler.
        pages::check(project)?;
        shell::ensure(project)?;
        pages::write(project, &project.state("shell"))?;
        inputs.store(&mark)?;
    }
    let changes = publish::publish(project)?;
    if changes == 0 {
        println!("dist/ is up to date.");
    } else {
        println!(
            "dist/ is ready: {changes} files changed, in {}.",
            minutes(began.elapsed())
        );
    }
    Ok(())
}

/// Waits for another build of this folder. The lock ends with what is given back.
fn alone(project: &Project) -> Result<File> {
    let file = project.state("build.lock");
    fs::create_dir_all(project.state(""))?;
    let lock = File::create(&file)?;
    if let Err(TryLockError::WouldBlock) = lock.try_lock() {
        println!("Waiting for another build of this folder.");
        lock.lock()?;
    }
    Ok(lock)
}

/// Writes the pages and `dist/` from what Trunk has just bundled, when Trunk was started by hand.
pub fn render(project: &Project) -> Result<()> {
    let shell = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context("only Trunk calls this, as its hook")?;
    pages::write(project, &shell)?;
    publish::publish(project)?;
    Ok(())
}
