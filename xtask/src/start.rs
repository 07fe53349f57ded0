//! Serves the site on this computer, with the intake server and its inbox.

use std::process::{Child, Command};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::build::{self, host};
use crate::project::Project;

/// How often the server is asked whether it still runs.
const PULSE: Duration = Duration::from_millis(100);
/// How long the server may take to end what it is doing.
const GRACE: Duration = Duration::from_secs(5);

/// Builds, serves, and stops on Ctrl-C.
pub fn start(project: &Project, listen: &str) -> Result<()> {
    build::build(project)?;
    let mut command = Command::new(host::intake(project)?);
    command
        .arg("--site")
        .arg(project.dist())
        .args(["--listen", listen]);
    command
        .arg("--database")
        .arg(project.state("intake.sqlite"))
        .arg("--try-next-port");
    println!("Stop with Ctrl-C.\n");
    Server::start(&mut command)?.run()
}

/// A server that ends with this program.
pub struct Server(Child);

impl Server {
    /// Starts a server; it prints its addresses itself.
    pub fn start(command: &mut Command) -> Result<Self> {
        Ok(Self(command.spawn().context("cannot start the server")?))
    }

    /// Waits until the server ends, or stops it on Ctrl-C.
    fn run(mut self) -> Result<()> {
        let asked = Arc::new(AtomicBool::new(false));
        let ask = Arc::clone(&asked);
        ctrlc::set_handler(move || ask.store(true, Ordering::SeqCst))?;
        while !asked.load(Ordering::SeqCst) {
            if let Some(status) = self.0.try_wait()? {
                // On a terminal Ctrl-C reaches the server too, and may reach it first.
                if status.success() || asked.load(Ordering::SeqCst) {
                    return Ok(());
                }
                bail!("the server ended by itself ({status})");
            }
            thread::sleep(PULSE);
        }
        self.stop();
        println!("\nStopped.");
        Ok(())
    }

    /// Asks the server to end, and ends it when it does not.
    fn stop(&mut self) {
        // Where there is no program `kill`, the server is ended at once below.
        let told = Command::new("kill")
            .arg(self.0.id().to_string())
            .status()
            .is_ok_and(|status| status.success());
        let patience = Instant::now() + GRACE;
        while told && Instant::now() < patience && matches!(self.0.try_wait(), Ok(None)) {
            thread::sleep(PULSE);
        }
        // It may have ended already; then there is nothing to end.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if matches!(self.0.try_wait(), Ok(None)) {
            self.stop();
        }
    }
}
