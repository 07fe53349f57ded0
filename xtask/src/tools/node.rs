//! Node and npm, for the tools that are written in JavaScript.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process::{answer, which};

use super::apt;

/// What the tools of `xtask/npm/` ask for.
const OLDEST: (u32, u32) = (20, 19);

/// Makes sure that node and npm are here and young enough.
pub fn ensure() -> Result<()> {
    if which("node").is_none() || which("npm").is_none() {
        apt::install(&["nodejs", "npm"], "Node.js with npm")?;
    }
    let text =
        answer(Command::new("node").arg("--version")).context("node does not say its version")?;
    if version(&text).is_none_or(|version| version < OLDEST) {
        bail!(
            "Node.js {}.{} or newer is needed, and this is {text}. Install a newer one from https://nodejs.org, then run the same command again.",
            OLDEST.0,
            OLDEST.1
        );
    }
    Ok(())
}

fn version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.trim().strip_prefix('v')?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_as_numbers() {
        assert!(version("v20.19.0").expect("a version") >= OLDEST);
        assert!(version("v9.99.0").expect("a version") < OLDEST);
        assert_eq!(version("node"), None);
    }
}
