//! Serves a folder as visitors get it: encrypted, over HTTP/2, by a real web server with our own sample
//! of its settings.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::hosts::{self, Site};
use crate::project::Project;
use crate::start::Server;
use crate::tools::caddy;

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
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let address = format!("https://localhost:{port}");
        let state = project.state("bench");
        fs::create_dir_all(&state)?;
        let site = Site::read(&project.at("public/site.json"))?;
        let file = state.join(format!("{port}.Caddyfile"));
        fs::write(&file, settings(&site, &address, folder, &state))?;
        let mut command = Command::new(caddy::program()?);
        command
            .args(["run", "--adapter", "caddyfile", "--config"])
            .arg(&file)
            .stdout(Stdio::null())
            .stderr(fs::File::create(state.join(format!("{port}.log")))?);
        let server = Server::start(&mut command)?;
        let began = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if began.elapsed() > PATIENCE {
                bail!("the server does not answer at {address}");
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(Self {
            address,
            _server: server,
        })
    }
}

/// Our sample, for this folder and address, with a certificate that Caddy makes itself.
fn settings(site: &Site, address: &str, folder: &Path, state: &Path) -> String {
    let sample = hosts::caddyfile(site)
        .replace(
            "/var/www/portico",
            &format!("{:?}", folder.display().to_string()),
        )
        .replace(
            &format!("\n{} {{\n", site.host),
            &format!("\n{address} {{\n\ttls internal\n"),
        );
    format!(
        "{{\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n\tdefault_bind 127.0.0.1\n\tstorage file_system {:?}\n}}\n{sample}",
        state.join("caddy").display().to_string()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_bent_to_a_folder_and_an_address() {
        let site = Site::from_json(r#"{"base_url":"https://a.example"}"#).expect("JSON");
        let text = settings(
            &site,
            "https://localhost:1",
            Path::new("/d"),
            Path::new("/s"),
        );
        assert!(
            text.contains("\nhttps://localhost:1 {\n\ttls internal\n"),
            "{text}"
        );
        assert!(text.contains("root * \"/d\""), "{text}");
    }
}
