//! The WebAssembly, its glue and the page template, as Trunk bundles them. Knows no language.

use std::process::Command;

use anyhow::Result;

use super::inputs;
use crate::process::run_long;
use crate::project::Project;
use crate::tools::{trunk, wasm_bindgen, wasm_opt, wasm_target};

/// Tells the hook in `Trunk.toml` that the pages will be written later.
const RENDERED_LATER: &str = "PORTICO_RENDERED_LATER";

/// Bundles the app when its code has changed.
pub fn ensure(project: &Project) -> Result<()> {
    let fingerprint = inputs::shell(project)?;
    let mark = project.state("shell.fingerprint");
    if project.state("shell/index.html").is_file() && fingerprint.is_stored(&mark) {
        return Ok(());
    }
    let rust = wasm_target::ensure()?;
    let folders = [
        trunk::folder()?,
        wasm_bindgen::folder(project)?,
        wasm_opt::folder(project)?,
    ];
    println!("Compiling the app for the browser (the first time takes some minutes).");
    // Trunk works offline, so that it takes our tools and looks for no others.
    run_long(
        "fetching crates",
        Command::new("cargo").arg("fetch"),
        &project.state("log/fetch.log"),
    )?;
    let mut command = Command::new("trunk");
    command.args([
        "build",
        "--release",
        "--offline",
        "--skip-version-check",
        "--color",
        "never",
    ]);
    // Trunk 0.21.14 refuses to start where NO_COLOR is 1. Can go when it does not.
    command.env(RENDERED_LATER, "yes").env_remove("NO_COLOR");
    rust.lend(&mut command, &folders);
    run_long(
        "compiling for the browser",
        &mut command,
        &project.state("log/trunk.log"),
    )?;
    fingerprint.store(&mark)
}
