//! Where things are. Knows paths, does nothing with them.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The folder of this repository and the places in it.
pub struct Project {
    root: PathBuf,
    target: PathBuf,
}

impl Project {
    /// The repository that this `xtask` belongs to; it becomes the working directory.
    pub fn find() -> Result<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest
            .parent()
            .context("xtask lies in a folder of the repository")?
            .to_owned();
        env::set_current_dir(&root).with_context(|| format!("cannot enter {}", root.display()))?;
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => root.join(folder),
            None => root.join("target"),
        };
        Ok(Self { root, target })
    }

    /// A file or folder, named from the root of the repository.
    pub fn at(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// The root of the repository.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The finished site.
    pub fn dist(&self) -> PathBuf {
        self.at("dist")
    }

    /// What a build remembers and its stages; may be deleted at any time.
    pub fn state(&self, path: &str) -> PathBuf {
        self.at("target/portico").join(path)
    }

    /// A program of this workspace, built for this computer.
    pub fn program(&self, name: &str) -> PathBuf {
        self.target
            .join("debug")
            .join(name)
            .with_extension(env::consts::EXE_EXTENSION)
    }

    /// How a path is shown to people: short, from the root of the repository.
    pub fn shown<'a>(&self, path: &'a Path) -> std::path::Display<'a> {
        path.strip_prefix(&self.root).unwrap_or(path).display()
    }
}
