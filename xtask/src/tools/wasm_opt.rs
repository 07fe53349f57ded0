//! wasm-opt, which makes the WebAssembly smaller. Debian's is too old for what Rust writes today.

use std::path::PathBuf;

use anyhow::Result;

use crate::project::Project;

use super::{node, npm};

/// The folder with the program `wasm-opt`.
pub fn folder(project: &Project) -> Result<PathBuf> {
    node::ensure()?;
    Ok(npm::modules(
        project,
        "build",
        "wasm-opt, which makes the WebAssembly smaller",
    )?
    .join(".bin"))
}
