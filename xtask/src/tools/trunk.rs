//! Trunk, which bundles the WebAssembly.

use std::path::PathBuf;

use anyhow::Result;

use super::cargo_install::Crate;

/// The folder with the program `trunk`.
pub fn folder() -> Result<PathBuf> {
    Crate {
        name: "trunk",
        program: "trunk",
        version: "0.21.14",
        locked: true,
        purpose: "it bundles the WebAssembly. It is compiled here, once: 5 to 15 minutes.",
    }
    .folder()
}
