//! A hospital on this computer: the built site and the intake, behind a network that fails on demand.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::database::{Database, Request};
use crate::place;
use crate::process::Process;
use crate::proxy::{Fault, Proxy, Seen, Which};

/// A running intake. It and what it holds go when it is dropped.
pub struct Intake {
    address: SocketAddr,
    folder: TempDir,
    _process: Process,
}

/// A running hospital: an intake that is reached through a proxy.
pub struct Hospital {
    proxy: Proxy,
    intake: Intake,
}

impl Intake {
    /// Opens one with this site and an empty database, started with more arguments. `log`: where it says
    /// what it does.
    pub async fn open(site: &Path, arguments: &[&str], log: Stdio) -> Self {
        let folder = tempfile::tempdir().expect("there is room for a database");
        let mut command = Command::new(place::intake());
        command
            .args(["--listen", "127.0.0.1:0", "--rate", "100000", "--site"])
            .arg(site)
            .args(arguments);
        command.arg("--database").arg(folder.path().join(DATABASE));
        command.stderr(log);
        let (process, address) = Process::start(command, address).await;
        Self {
            address,
            folder,
            _process: process,
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What it holds.
    pub fn database(&self) -> Database {
        Database::open(&self.folder.path().join(DATABASE))
    }
}

impl Hospital {
    /// Opens one with this site, and an empty database.
    pub async fn open(site: &Path) -> Self {
        Self::open_with(site, &[]).await
    }

    /// Opens one whose intake is started with more arguments.
    pub async fn open_with(site: &Path, arguments: &[&str]) -> Self {
        let intake = Intake::open(site, arguments, Stdio::inherit()).await;
        Self {
            proxy: Proxy::start(intake.address()).await,
            intake,
        }
    }

    /// A page's whole address.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin())
    }

    /// Where the hospital is.
    pub fn origin(&self) -> String {
        format!("http://{}", self.proxy.address())
    }

    /// From now on, this goes wrong with these requests.
    pub fn fail(&self, which: Which, fault: Fault) {
        self.proxy.fail(which, fault);
    }

    /// From now on, nothing goes wrong.
    pub fn mend(&self) {
        self.proxy.mend();
    }

    /// What was posted so far.
    pub fn posted(&self) -> Vec<Seen> {
        self.proxy
            .seen()
            .into_iter()
            .filter(|seen| seen.method == "POST")
            .collect()
    }

    /// What was fetched so far from addresses that contain this.
    pub fn fetched(&self, part: &str) -> Vec<Seen> {
        self.proxy
            .seen()
            .into_iter()
            .filter(|seen| seen.method == "GET" && seen.target.contains(part))
            .collect()
    }

    /// Everything that the intake has written to the disk.
    pub fn disk(&self) -> Vec<u8> {
        let files =
            fs::read_dir(self.intake.folder.path()).expect("the intake's folder can be read");
        let files = files
            .flatten()
            .filter_map(|file| fs::read(file.path()).ok());
        files.flatten().collect()
    }

    /// The requests that arrived.
    pub fn requests(&self) -> Vec<Request> {
        self.intake.database().all()
    }

    /// The only request that arrived.
    ///
    /// # Panics
    /// When none did, or several.
    #[track_caller]
    pub fn request(&self) -> Request {
        let requests = self.requests();
        assert_eq!(requests.len(), 1, "{requests:#?}");
        requests.into_iter().next().expect("there is one")
    }
}

const DATABASE: &str = "intake.sqlite";

/// The intake says where its site is.
fn address(line: &str) -> Option<SocketAddr> {
    line.strip_prefix("Site:")?
        .trim()
        .strip_prefix("http://")?
        .trim_end_matches('/')
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_intake_says_where_it_is() {
        assert_eq!(
            address("Site:  http://127.0.0.1:8080/"),
            "127.0.0.1:8080".parse().ok()
        );
    }

    #[test]
    fn the_inbox_is_not_the_site() {
        assert_eq!(address("Inbox: http://127.0.0.1:8080/inbox?token=x"), None);
    }
}
