//! What is proven by doing it very often: too long for every test run, where a few times must do.

use anyhow::{Result, bail};

use super::step::shared;
use crate::build;
use crate::process;
use crate::project::Project;

/// Kills so many browsers, and lets so many tabs crash, while somebody types in them.
pub fn kills(project: &Project, count: usize) -> Result<()> {
    let place = super::equip(project)?;
    build::build(project)?;
    let mut command = shared(
        "test",
        &["--test", "journeys"],
        &["--", "kills::", "--nocapture", "--test-threads=1"],
    );
    place.lend(&mut command);
    command.env("PORTICO_KILLS", count.to_string());
    let log = project.state("log").join("soak-kills.log");
    if !process::logged("soak-kills", &mut command, &log, true)?.success() {
        bail!(
            "Something was lost. The whole output: {}",
            project.shown(&log)
        );
    }
    Ok(())
}
