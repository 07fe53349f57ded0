//! Rust's standard library for WebAssembly: from rustup, or else made from Debian's sources.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::process::{answer, run_long, which};

use super::{apt, shelf};

const TARGET: &str = "wasm32-unknown-unknown";
/// Where Debian keeps its Rust.
const DEBIAN: &str = "/usr/bin";
/// Compiles the standard library from Debian's packaged sources.
const MAKE: &str = include_str!("debian_wasm.sh");

/// The Rust that compiles for the browser.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum WebRust {
    /// The one in use.
    Own,
    /// Debian's, beside the one in use.
    Debian,
}

impl WebRust {
    /// Lets a command use this Rust, with more folders of programs before the path's.
    pub fn lend(self, command: &mut Command, folders: &[PathBuf]) {
        let mut path: Vec<PathBuf> = folders.to_vec();
        if self == Self::Debian {
            path.push(DEBIAN.into());
            for variable in ["RUSTUP_TOOLCHAIN", "RUSTC", "CARGO"] {
                command.env_remove(variable);
            }
        }
        path.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
        command.env(
            "PATH",
            env::join_paths(path).unwrap_or_else(|_| OsString::from(DEBIAN)),
        );
    }
}

/// Makes sure that some Rust here compiles for the browser.
pub fn ensure() -> Result<WebRust> {
    if compiles("rustc") {
        return Ok(WebRust::Own);
    }
    let debian = format!("{DEBIAN}/rustc");
    if compiles(&debian) {
        return Ok(WebRust::Debian);
    }
    if which("rustup").is_some() {
        println!("Adding Rust's standard library for WebAssembly with rustup.");
        let log = shelf::log("rustup-target")?;
        let added = run_long(
            "adding the WebAssembly target",
            Command::new("rustup").args(["target", "add", TARGET]),
            &log,
        );
        if added.is_ok() && compiles("rustc") {
            return Ok(WebRust::Own);
        }
        println!("rustup could not add it. Debian's own Rust will do.");
    }
    apt::install(
        &[
            "rustc-web",
            "cargo-web",
            "rust-web-src",
            "rust-web-clippy",
            "lld",
        ],
        "a Rust that compiles for WebAssembly",
    )?;
    println!("Compiling its standard library for WebAssembly, once: about 2 minutes.");
    let mut command = apt::as_root("sh")?;
    command.args(["-c", MAKE, "sh", TARGET]);
    run_long(
        "compiling the standard library",
        &mut command,
        &shelf::log("wasm-std")?,
    )?;
    Ok(WebRust::Debian)
}

/// Whether this compiler has a standard library for WebAssembly.
fn compiles(rustc: &str) -> bool {
    let folder = answer(Command::new(rustc).args(["--print", "target-libdir", "--target", TARGET]));
    folder.is_some_and(|folder| has_std(Path::new(&folder)))
}

fn has_std(folder: &Path) -> bool {
    folder.read_dir().is_ok_and(|files| {
        files
            .flatten()
            .any(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
    })
}
