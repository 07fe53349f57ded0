//! Rust programs that are fetched as source and compiled here.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::process::{answer, run_long, which};

use super::shelf;

/// A program from a crate, at one version.
pub struct Crate<'a> {
    /// The crate's name.
    pub name: &'a str,
    /// The program's name, which answers `--version`.
    pub program: &'a str,
    /// The one version that is right.
    pub version: &'a str,
    /// Whether the crate's own lock file is used.
    pub locked: bool,
    /// What the program is for and how long compiling it takes, for people.
    pub purpose: &'a str,
}

impl Crate<'_> {
    /// The folder with the program: where the path has it, or else the shelf.
    pub fn folder(&self) -> Result<PathBuf> {
        if let Some(found) = which(self.program)
            && answer(Command::new(&found).arg("--version"))
                .is_some_and(|text| is_version(&text, self.version))
            && let Some(folder) = found.parent()
        {
            return Ok(folder.to_owned());
        }
        let name = format!("{}-{}", self.program, self.version);
        let folder = shelf::take(&name, |folder| {
            println!(
                "Installing {} {}: {}",
                self.program, self.version, self.purpose
            );
            let mut command = Command::new("cargo");
            command
                .args(["install", self.name, "--version", self.version, "--root"])
                .arg(folder);
            if self.locked {
                command.arg("--locked");
            }
            // A program that runs for seconds need not be compiled for minutes more.
            command
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
                .env("CARGO_PROFILE_RELEASE_LTO", "off");
            command
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
                .env("CARGO_PROFILE_RELEASE_DEBUG", "0");
            // Its own, because what this workspace is built with is none of its business.
            command.env("CARGO_TARGET_DIR", folder.join("target"));
            run_long(
                &format!("compiling {}", self.program),
                &mut command,
                &shelf::log(&name)?,
            )?;
            Ok(std::fs::remove_dir_all(folder.join("target"))?)
        })?;
        Ok(folder.join("bin"))
    }
}

/// Whether a program's answer to `--version` names this version.
fn is_version(answer: &str, version: &str) -> bool {
    answer.split_whitespace().any(|word| word == version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_compared_whole() {
        assert!(is_version("trunk 0.21.14", "0.21.14"));
        assert!(is_version("wasm-bindgen 0.2.130 (abc)", "0.2.130"));
        assert!(!is_version("trunk 0.21.14", "0.21.1"));
    }
}
