//! Serves a folder as visitors get it: compressed copies, all headers.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::build::host;
use crate::project::Project;
use crate::start::Server;

/// How long a server may take to answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// A folder that is being served.
pub struct Served {
    /// Where, without a slash at the end.
    pub address: String,
    _server: Server,
}

impl Served {
    /// Starts a server for a folder and waits until it answers.
    pub fn start(project: &Project, folder: &Path) -> Result<Self> {
        // The port is free a moment from now as well, in all likelihood; otherwise the wait below says so.
        let listen = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
        fs::create_dir_all(project.state("bench"))?;
        let mut command = Command::new(host::intake(project)?);
        command
            .arg("--site")
            .arg(folder)
            .args(["--listen", &listen]);
        command
            .arg("--database")
            .arg(project.state("bench/intake.sqlite"))
            .stdout(Stdio::null());
        let server = Server::start(&mut command)?;
        let began = Instant::now();
        while TcpStream::connect(&listen).is_err() {
            if began.elapsed() > PATIENCE {
                bail!("the server does not answer at {listen}");
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(Self {
            address: format!("http://{listen}"),
            _server: server,
        })
    }
}
