//! Brings `dist/` to what it should be: pages, compressed copies, settings for hosts. Touches only what differs.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::compress::{self, Coding, Effort, Job};
use super::fingerprint::files_below;
use crate::hosts::{self, Site};
use crate::project::Project;

/// Files by their path below `dist/`.
type Files = BTreeMap<String, Vec<u8>>;

/// Updates `dist/` and says how many files changed.
pub fn publish(project: &Project) -> Result<usize> {
    let site = Site::read(&project.at("public/site.json"))?;
    let mut files = read(&project.state("site"))?;
    for (path, bytes) in compressed(&files, &project.state("compressed"))? {
        files.insert(path, bytes);
    }
    for (path, text) in hosts::beside_the_pages(&site) {
        files.insert(path.to_owned(), text.into_bytes());
    }
    let samples = hosts::for_own_servers(&site)
        .into_iter()
        .map(|(path, text)| (path.to_owned(), text.into_bytes()));
    bring_to(&project.at("target/hosts"), &samples.collect())?;
    bring_to(&project.dist(), &files)
}

/// All files below a folder, by their path from there.
pub fn read(folder: &Path) -> Result<Files> {
    files_below(folder)?
        .into_iter()
        .map(|file| {
            let path = file
                .strip_prefix(folder)
                .unwrap_or(&file)
                .to_string_lossy()
                .replace('\\', "/");
            Ok((path, fs::read(&file)?))
        })
        .collect()
}

/// The smaller copies of all files that have one.
pub fn compressed(files: &Files, cache: &Path) -> Result<Files> {
    let (names, jobs): (Vec<String>, Vec<Job>) = files
        .iter()
        .filter(|(path, bytes)| compress::compressible(path, bytes))
        .flat_map(|(path, bytes)| {
            let effort = if path.starts_with("assets/") {
                Effort::Most
            } else {
                Effort::Enough
            };
            Coding::ALL.map(|coding| {
                let job = Job {
                    bytes,
                    coding,
                    effort,
                };
                (format!("{path}.{}", coding.ending()), job)
            })
        })
        .unzip();
    let copies = names.into_iter().zip(compress::compress(&jobs, cache)?);
    Ok(copies
        .filter_map(|(name, copy)| Some((name, copy?)))
        .collect())
}

/// Makes a folder hold exactly these files; what is right already is not written again.
pub fn bring_to(folder: &Path, files: &Files) -> Result<usize> {
    let before = read(folder)?;
    let mut changes = 0;
    // Assets first: whoever serves the folder meanwhile never meets a page whose files are missing.
    let (assets, pages): (Vec<_>, Vec<_>) = files
        .iter()
        .partition(|(path, _)| path.starts_with("assets/"));
    for (path, bytes) in assets.into_iter().chain(pages) {
        if before.get(path) != Some(bytes) {
            write_whole(&folder.join(path), bytes)?;
            changes += 1;
        }
    }
    for path in before.keys().filter(|path| !files.contains_key(*path)) {
        fs::remove_file(folder.join(path))?;
        changes += 1;
    }
    remove_empty_folders(folder)?;
    Ok(changes)
}

/// Writes a file so that a reader sees the old or the new one, never half of it.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().context("a file lies in a folder")?;
    fs::create_dir_all(folder)?;
    let half = folder.join(".half");
    fs::write(&half, bytes)?;
    fs::rename(&half, path).with_context(|| format!("cannot write {}", path.display()))
}

/// Removes the folders below this one that hold nothing.
fn remove_empty_folders(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry?.path();
        if path.is_dir() {
            remove_empty_folders(&path)?;
            if fs::read_dir(&path)?.next().is_none() {
                fs::remove_dir(&path)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> Files {
        list.iter()
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
            .collect()
    }

    #[test]
    fn a_folder_is_brought_to_what_it_should_be() {
        let folder = std::env::temp_dir().join(format!("portico-publish-{}", std::process::id()));
        let old = files(&[
            ("en/index.html", "old"),
            ("ar/index.html", "same"),
            ("gone/a.txt", "x"),
        ]);
        assert_eq!(bring_to(&folder, &old).expect("written"), 3);
        let new = files(&[
            ("en/index.html", "new"),
            ("ar/index.html", "same"),
            ("assets/a.js", "y"),
        ]);
        assert_eq!(
            bring_to(&folder, &new).expect("written"),
            3,
            "one changed, one new, one gone"
        );
        assert_eq!(read(&folder).expect("read"), new);
        assert!(!folder.join("gone").exists());
        assert_eq!(bring_to(&folder, &new).expect("nothing to do"), 0);
    }
}
