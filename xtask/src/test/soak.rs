//! What is proven by doing it very often: too long for every test run, where a few times must do.

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::process;
use crate::project::Project;

/// What a patient is doing when the browser ends.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum During {
    /// They type.
    Typing,
    /// They have pressed "Send".
    Sending,
}

/// Kills so many browsers, and lets so many tabs crash, in the middle of this or of everything.
pub fn kills(project: &Project, during: Option<During>, count: usize) -> Result<()> {
    let name = match during {
        None => "kills",
        Some(During::Typing) => "kills::typing",
        Some(During::Sending) => "kills::sending",
    };
    soak(project, name, &[("PORTICO_KILLS", Some(count.to_string()))])
}

/// Sends so many requests through a network that fails, with the bad luck that belongs to the seed.
pub fn sending(project: &Project, requests: usize, seed: Option<u32>) -> Result<()> {
    soak(
        project,
        "sending",
        &[
            ("PORTICO_REQUESTS", Some(requests.to_string())),
            ("PORTICO_SEED", seed.map(|seed| seed.to_string())),
        ],
    )
}

/// Runs the journeys of this name alone, as the environment says.
fn soak(project: &Project, name: &str, environment: &[(&str, Option<String>)]) -> Result<()> {
    let only = format!("{name}::");
    let mut command = super::journeys(project, &[&only])?;
    for (variable, value) in environment {
        if let Some(value) = value {
            command.env(variable, value);
        }
    }
    let name = format!("soak-{}", name.replace("::", "-"));
    let log = project.state("log").join(format!("{name}.log"));
    if !process::logged(&name, &mut command, &log, true)?.success() {
        bail!(
            "Something was lost. The whole output: {}",
            project.shown(&log)
        );
    }
    Ok(())
}
