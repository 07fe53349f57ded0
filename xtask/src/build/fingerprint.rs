//! What a step was made from, in one number: the same inputs, the same fingerprint.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// The SHA-256 of a step's inputs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The fingerprint of some bytes.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(
            Sha256::digest(bytes)
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect(),
        )
    }

    /// Enough of it to name a file.
    pub fn short(&self) -> &str {
        &self.0[..16]
    }

    /// Whether a step has left this fingerprint.
    pub fn is_stored(&self, file: &Path) -> bool {
        fs::read_to_string(file).is_ok_and(|stored| stored == self.0)
    }

    /// Leaves this fingerprint after a step that ended well.
    pub fn store(&self, file: &Path) -> Result<()> {
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(file, &self.0).with_context(|| format!("cannot write {}", file.display()))
    }
}

/// Gathers the inputs of one step.
#[derive(Default)]
pub struct Inputs(Sha256);

impl Inputs {
    /// Adds a name and its bytes.
    pub fn add(&mut self, name: &str, bytes: &[u8]) {
        for part in [name.as_bytes(), bytes] {
            self.0.update((part.len() as u64).to_le_bytes());
            self.0.update(part);
        }
    }

    /// The fingerprint of everything that was added.
    pub fn fingerprint(self) -> Fingerprint {
        Fingerprint(
            self.0
                .finalize()
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect(),
        )
    }
}

/// All files at or below a path, in an order that is always the same.
pub fn files_below(path: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    gather(path, &mut files).with_context(|| format!("cannot read {}", path.display()))?;
    files.sort();
    Ok(files)
}

fn gather(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if path.is_file() {
        files.push(path.to_owned());
    } else if path.is_dir() {
        for entry in fs::read_dir(path)? {
            gather(&entry?.path(), files)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(inputs: &[(&str, &str)]) -> Fingerprint {
        let mut gathered = Inputs::default();
        for (name, bytes) in inputs {
            gathered.add(name, bytes.as_bytes());
        }
        gathered.fingerprint()
    }

    #[test]
    fn the_same_inputs_have_the_same_fingerprint() {
        assert_eq!(of(&[("a", "1"), ("b", "2")]), of(&[("a", "1"), ("b", "2")]));
    }

    #[test]
    fn a_changed_renamed_or_moved_byte_changes_it() {
        let before = of(&[("a", "1"), ("b", "2")]);
        assert_ne!(before, of(&[("a", "1"), ("b", "3")]));
        assert_ne!(before, of(&[("a", "1"), ("c", "2")]));
        assert_ne!(before, of(&[("a", "1b"), ("", "2")]));
    }

    #[test]
    fn bytes_have_the_sha_256_that_everybody_else_computes() {
        assert_eq!(Fingerprint::of_bytes(b"abc").short(), "ba7816bf8f01cfea");
    }

    #[test]
    fn files_come_in_one_order() {
        let folder = std::env::temp_dir().join(format!("portico-files-{}", std::process::id()));
        fs::create_dir_all(folder.join("b")).expect("a folder");
        for file in ["c", "b/a", "a"] {
            fs::write(folder.join(file), "").expect("a file");
        }
        let names: Vec<_> = files_below(&folder).expect("files");
        assert_eq!(names, ["a", "b/a", "c"].map(|file| folder.join(file)));
    }
}
