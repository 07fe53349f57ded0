//! Chromium and its driver, for browser tests and measurements.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::process::which;

use super::apt;

/// Names under which a Chromium is installed.
const BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
];

/// The browser and the driver that belongs to it.
pub struct Chromium {
    /// The browser.
    pub browser: PathBuf,
    /// Its WebDriver.
    pub driver: PathBuf,
}

/// Chromium as `CHROMIUM` and `CHROMEDRIVER` name it, or as it is installed.
pub fn ensure() -> Result<Chromium> {
    if find().is_none() {
        apt::install(&["chromium", "chromium-driver"], "Chromium with its driver")?;
    }
    find().context("Chromium was installed but cannot be found; name it in CHROMIUM and its driver in CHROMEDRIVER")
}

fn find() -> Option<Chromium> {
    let browser = named("CHROMIUM").or_else(|| BROWSERS.iter().find_map(|name| which(name)))?;
    let driver = named("CHROMEDRIVER").or_else(|| which("chromedriver"))?;
    Some(Chromium { browser, driver })
}

fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable)
        .map(PathBuf::from)
        .filter(|path| path.is_file())
}
