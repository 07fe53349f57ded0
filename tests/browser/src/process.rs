//! A program that runs beside a test and ends with it.

use std::os::unix::process::CommandExt;
use std::process::{Command as Blocking, Stdio};

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use crate::deadline::DEADLINE;

/// A running program. It and what it has started end when this is dropped.
pub struct Process(Child);

impl Process {
    /// Starts a program and waits for a line of its output that tells what `find` looks for.
    pub async fn start<T>(command: Blocking, find: impl Fn(&str) -> Option<T>) -> (Self, T) {
        let shown = format!("{command:?}");
        let started = Self::try_start(command, find).await;
        started.unwrap_or_else(|| panic!("{shown} ended at once"))
    }

    /// As `start`; nothing where the program ended before it said so.
    pub async fn try_start<T>(
        mut command: Blocking,
        find: impl Fn(&str) -> Option<T>,
    ) -> Option<(Self, T)> {
        command
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::piped());
        let shown = format!("{command:?}");
        let mut child = Command::from(command)
            .spawn()
            .unwrap_or_else(|error| panic!("{shown}: {error}"));
        let mut lines = BufReader::new(child.stdout.take().expect("it is piped")).lines();
        let process = Self(child);
        let ready = async {
            loop {
                let line = lines.next_line().await.expect("its output is text")?;
                if let Some(found) = find(&line) {
                    return Some(found);
                }
            }
        };
        let found = timeout(DEADLINE, ready)
            .await
            .unwrap_or_else(|_| panic!("{shown} never was ready"))?;
        // Nobody reads on, and a full pipe would stop the program.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Some((process, found))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // A driver's browser is in the driver's group.
        if let Some(id) = self.0.id() {
            let group = format!("-{id}");
            _ = Blocking::new("kill")
                .args(["-TERM", "--", &group])
                .stderr(Stdio::null())
                .status();
        }
    }
}
