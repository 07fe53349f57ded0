//! The folder of tools that several checkouts share. Knows nothing of any tool.

use std::env;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Written last, so that a half-made tool is never taken for a whole one.
const MARK: &str = ".complete";

/// The folder of one tool at one version; `install` fills it when nobody has done so yet.
pub fn take(name: &str, install: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
    take_from(&folder()?, name, install)
}

/// Where what was installed is written down.
pub fn log(name: &str) -> Result<PathBuf> {
    Ok(folder()?.join(format!("{name}.log")))
}

fn folder() -> Result<PathBuf> {
    if let Some(folder) = env::var_os("PORTICO_TOOLS") {
        return Ok(PathBuf::from(folder).join("portico/tools"));
    }
    let cache = env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cache")))
        .context("there is no home folder for tools; name one in PORTICO_TOOLS")?;
    Ok(cache.join("portico/tools"))
}

fn take_from(
    shelf: &Path,
    name: &str,
    install: impl FnOnce(&Path) -> Result<()>,
) -> Result<PathBuf> {
    let folder = shelf.join(name);
    if folder.join(MARK).exists() {
        return Ok(folder);
    }
    fs::create_dir_all(shelf).with_context(|| format!("cannot make {}", shelf.display()))?;
    let lock = File::create(shelf.join(format!("{name}.lock")))?;
    if let Err(TryLockError::WouldBlock) = lock.try_lock() {
        println!("Waiting for another run that is installing {name}.");
        lock.lock()?;
    }
    if folder.join(MARK).exists() {
        return Ok(folder);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    install(&folder)?;
    File::create(folder.join(MARK))?;
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    use anyhow::bail;

    use super::*;

    fn empty_shelf(name: &str) -> PathBuf {
        let shelf = env::temp_dir().join(format!("portico-shelf-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&shelf);
        shelf
    }

    #[test]
    fn a_tool_is_installed_once_by_runs_at_the_same_time() {
        let shelf = empty_shelf("once");
        let installs = AtomicUsize::new(0);
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    take_from(&shelf, "hammer-1", |folder| {
                        installs.fetch_add(1, Ordering::SeqCst);
                        Ok(fs::write(folder.join("hammer"), "")?)
                    })
                    .expect("installed")
                });
            }
        });
        assert_eq!(installs.load(Ordering::SeqCst), 1);
        assert!(shelf.join("hammer-1/hammer").exists());
    }

    #[test]
    fn a_failed_installation_is_begun_anew() {
        let shelf = empty_shelf("anew");
        take_from(&shelf, "saw-1", |folder| {
            fs::write(folder.join("half"), "")?;
            bail!("no network")
        })
        .expect_err("failed");
        take_from(&shelf, "saw-1", |folder| {
            assert!(
                !folder.join("half").exists(),
                "what the first try left is gone"
            );
            Ok(())
        })
        .expect("installed");
    }
}
