//! A copy of `public/` that a test may change.

use std::fs;
use std::path::{Path, PathBuf};
use std::process;

/// The copy; removed when the test ends.
pub struct Copy(pub PathBuf);

impl Copy {
    /// Makes it under a name that no other test uses.
    pub fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("portico-{name}-{}", process::id()));
        _ = fs::remove_dir_all(&folder);
        copy(Path::new("public"), &folder);
        Self(folder)
    }

    /// Takes a file or a folder away.
    pub fn without(self, place: &str) -> Self {
        let place = self.0.join(place);
        if place.is_dir() {
            fs::remove_dir_all(place).unwrap();
        } else {
            fs::remove_file(place).unwrap();
        }
        self
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        _ = fs::remove_dir_all(&self.0);
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, target).unwrap();
        }
    }
}
