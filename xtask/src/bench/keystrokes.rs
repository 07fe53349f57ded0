//! How long a keystroke in the search takes. The journeys drive the browser and know the limits.

use anyhow::{Result, bail};

use crate::process;
use crate::project::Project;
use crate::test;

/// Measures, prints a table, and fails when a keystroke takes too long.
pub fn measure(project: &Project) -> Result<()> {
    let mut command = test::journeys(project, &["keystroke::", "--ignored"])?;
    let log = project.state("log").join("keystrokes.log");
    if !process::logged("keystrokes", &mut command, &log, true)?.success() {
        bail!(
            "A keystroke takes too long. The whole output: {}",
            project.shown(&log)
        );
    }
    Ok(())
}
