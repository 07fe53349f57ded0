//! wasm-bindgen's program, which must be of the very version that the app is linked with.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::project::Project;

use super::cargo_install::Crate;

/// The folder with the program `wasm-bindgen`.
pub fn folder(project: &Project) -> Result<PathBuf> {
    let lock = fs::read_to_string(project.at("Cargo.lock")).context("cannot read Cargo.lock")?;
    let version = locked_version(&lock).context("Cargo.lock does not name wasm-bindgen")?;
    Crate {
        name: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version,
        // Its own lock file names a crate version that was withdrawn.
        locked: false,
        purpose: "it joins the WebAssembly with the browser. It is compiled here, once: 3 to 9 minutes.",
    }
    .folder()
}

fn locked_version(lock: &str) -> Option<&str> {
    let (_, after) = lock.split_once("name = \"wasm-bindgen\"\nversion = \"")?;
    after.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_the_one_of_the_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"9.9.9\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"…\"\n";
        assert_eq!(locked_version(lock), Some("0.2.130"));
    }
}
