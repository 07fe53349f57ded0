//! Where the tests find what they need: as `cargo xtask test` names it, or where it usually is.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The built site.
pub fn dist() -> PathBuf {
    let dist = named("PORTICO_DIST").unwrap_or_else(|| root().join("dist"));
    assert!(
        dist.join("en/index.html").is_file(),
        "there is no site in {}: run `cargo xtask build`",
        dist.display()
    );
    dist
}

/// The intake's program.
pub fn intake() -> PathBuf {
    named("PORTICO_INTAKE").unwrap_or_else(|| root().join("target/debug/intake"))
}

/// The program that writes the site.
pub fn prerender() -> PathBuf {
    intake().with_file_name("prerender")
}

/// The browser's driver.
pub fn chromedriver() -> PathBuf {
    named("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into())
}

/// The browser, where it is not for the driver to find.
pub fn chromium() -> Option<PathBuf> {
    named("CHROMIUM")
}

/// The script of axe-core.
///
/// # Panics
/// Where `PORTICO_AXE` does not name it.
pub fn axe() -> PathBuf {
    named("PORTICO_AXE").expect("PORTICO_AXE names axe.min.js: run `cargo xtask test journeys`")
}

/// The packages of npm that tests look with.
///
/// # Panics
/// Where `PORTICO_NODE_MODULES` does not name their folder.
pub fn node_modules() -> PathBuf {
    named("PORTICO_NODE_MODULES")
        .expect("PORTICO_NODE_MODULES names node_modules: run `cargo xtask test journeys`")
}

/// Where the picture of a failed journey is put, without its ending.
pub fn picture(name: &str) -> PathBuf {
    let folder = root().join("target/portico/log/journeys");
    _ = fs::create_dir_all(&folder);
    folder.join(name)
}

/// Removes the picture of an earlier failure.
pub fn forget_picture(name: &str) {
    for ending in ["png", "html"] {
        _ = fs::remove_file(picture(name).with_extension(ending));
    }
}

fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from)
}

/// The project.
pub fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}
