//! Rust's own formatter and linter, which a minimal installation lacks.

use std::process::Command;

use anyhow::Result;

use crate::process::{answer, run_long};

use super::shelf;

/// Makes sure that `cargo fmt` and `cargo clippy` work.
pub fn ensure() -> Result<()> {
    // rustup has programs of these names even where the parts are missing, so they are tried.
    let works = |name: &str| answer(Command::new("cargo").args([name, "--version"])).is_some();
    if works("fmt") && works("clippy") {
        return Ok(());
    }
    println!("Adding Rust's formatter and linter with rustup.");
    let mut command = Command::new("rustup");
    command.args(["component", "add", "rustfmt", "clippy"]);
    run_long(
        "adding the formatter and linter",
        &mut command,
        &shelf::log("rustup-components")?,
    )
}
