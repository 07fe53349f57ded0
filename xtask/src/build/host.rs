//! The programs that run on this computer: the renderer and checker, and the intake server.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use super::inputs;
use crate::process::run_long;
use crate::project::Project;

/// How every cargo command on this computer chooses what it compiles, so that all share one result.
pub const SHARED: [&str; 3] = ["--workspace", "--features", "ssr"];

/// The renderer and checker, compiled when the code has changed.
pub fn prerender(project: &Project) -> Result<Command> {
    ensure(project)?;
    Ok(Command::new(project.program("prerender")))
}

/// The intake server, compiled when the code has changed.
pub fn intake(project: &Project) -> Result<PathBuf> {
    ensure(project)?;
    Ok(project.program("intake"))
}

fn ensure(project: &Project) -> Result<()> {
    let fingerprint = inputs::programs(project)?;
    let mark = project.state("programs.fingerprint");
    let here = ["prerender", "intake"]
        .iter()
        .all(|name| project.program(name).is_file());
    if here && fingerprint.is_stored(&mark) {
        return Ok(());
    }
    println!("Compiling the programs of this computer (the first time takes some minutes).");
    let mut command = Command::new("cargo");
    command
        .arg("build")
        .args(SHARED)
        .args(["--bin", "prerender", "--bin", "intake"]);
    run_long(
        "compiling",
        &mut command,
        &project.state("log/programs.log"),
    )?;
    fingerprint.store(&mark)
}
