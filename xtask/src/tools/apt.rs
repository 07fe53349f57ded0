//! Installs packages of the system, or says which to install by hand.

use std::process::Command;
use std::sync::OnceLock;

use anyhow::{Result, bail};

use crate::process::{self, run_long, which};

use super::shelf;

/// Installs packages, saying what they are for.
pub fn install(packages: &[&str], purpose: &str) -> Result<()> {
    let names = packages.join(" ");
    if which("apt-get").is_none() {
        bail!(
            "{purpose} is missing, and this system has no apt-get to install it with.\nPlease install by hand what Debian calls: {names}\nThen run the same command again."
        );
    }
    println!("Installing {purpose} from the system's packages: {names}");
    refresh_lists()?;
    let mut install = apt_get()?;
    install
        .args(["install", "--yes", "--no-install-recommends"])
        .args(packages);
    run_long(
        &format!("installing {purpose}"),
        &mut install,
        &shelf::log("apt-install")?,
    )
}

/// Runs `apt-get update` once a run. A list that cannot be refreshed may still be good enough.
fn refresh_lists() -> Result<()> {
    static REFRESHED: OnceLock<()> = OnceLock::new();
    if REFRESHED.set(()).is_ok() {
        let log = shelf::log("apt-update")?;
        if !process::logged(
            "refreshing the list of packages",
            apt_get()?.arg("update"),
            &log,
            false,
        )?
        .success()
        {
            eprintln!(
                "  the list of packages could not be refreshed; going on with the one that is here"
            );
        }
    }
    Ok(())
}

fn apt_get() -> Result<Command> {
    let mut command = as_root("env")?;
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    Ok(command)
}

/// A program that runs with the rights to change the system.
pub fn as_root(program: &str) -> Result<Command> {
    let root = process::answer(Command::new("id").arg("-u")).is_some_and(|id| id == "0");
    if root {
        return Ok(Command::new(program));
    }
    if which("sudo").is_none() {
        bail!(
            "installing packages needs an administrator, and there is no sudo; run this command once as root"
        );
    }
    let mut command = Command::new("sudo");
    command.arg(program);
    Ok(command)
}
