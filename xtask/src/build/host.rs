//! The programs that run on this computer: the renderer and checker, and the intake server.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use super::fingerprint::Fingerprint;
use super::inputs;
use crate::process::run_long;
use crate::project::Project;

/// How every cargo command on this computer chooses what it compiles, so that all share one result.
pub const SHARED: [&str; 3] = ["--workspace", "--features", "ssr"];

/// The renderer and checker, compiled when its code has changed.
pub fn prerender(project: &Project) -> Result<Command> {
    let program = ensure(project, "prerender", inputs::renderer(project)?)?;
    Ok(Command::new(program))
}

/// The intake server, compiled when its code or its words have changed.
pub fn intake(project: &Project) -> Result<PathBuf> {
    ensure(project, "intake", inputs::intake(project)?)
}

/// Remembers that the tests have just compiled both programs, with what tests need besides.
pub fn compiled_with_the_tests(project: &Project) -> Result<()> {
    inputs::renderer(project)?.store(&mark(project, "prerender"))?;
    inputs::intake(project)?.store(&mark(project, "intake"))
}

fn mark(project: &Project, name: &str) -> PathBuf {
    project.state(&format!("{name}.fingerprint"))
}

fn ensure(project: &Project, name: &str, fingerprint: Fingerprint) -> Result<PathBuf> {
    let program = project.program(name);
    let mark = mark(project, name);
    if !program.is_file() || !fingerprint.is_stored(&mark) {
        println!("Compiling {name} (the first time takes some minutes).");
        let mut command = Command::new("cargo");
        command.arg("build").args(SHARED).args(["--bin", name]);
        let log = project.state(&format!("log/{name}.log"));
        run_long(&format!("compiling {name}"), &mut command, &log)?;
        fingerprint.store(&mark)?;
    }
    Ok(program)
}
