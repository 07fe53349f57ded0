//! Caddy, a web server that speaks HTTP/2 with a certificate of its own, as hosts do.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::process::which;

use super::apt;

/// The program `caddy`.
pub fn program() -> Result<PathBuf> {
    if which("caddy").is_none() {
        apt::install(&["caddy"], "the web server Caddy")?;
    }
    which("caddy").context("Caddy was installed but cannot be found")
}
