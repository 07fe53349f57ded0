//! The program as it is started.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use intake::store::Store;
use ureq::http::Request;

use crate::support::{FORM, HTML, ID, JSON, TOKEN, envelope, filled_with, form, send, site};

struct Program {
    child: Child,
    address: String,
    inbox: String,
}

impl Program {
    fn start(folder: &Path) -> Self {
        Self::start_with(folder, &["--listen", "127.0.0.1:0"])
    }

    fn start_with(folder: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_intake"))
            .arg("--database")
            .arg(folder.join("intake.sqlite"))
            .arg("--site")
            .arg(site())
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.as_mut().unwrap()).lines();
        let mut value = |name| {
            let line = lines.next().unwrap().unwrap();
            line.strip_prefix(name)
                .unwrap_or_else(|| panic!("{line}"))
                .trim()
                .to_owned()
        };
        let site = value("Site:");
        let inbox = value("Inbox:");
        Self {
            child,
            address: site.trim_end_matches('/').to_owned(),
            inbox,
        }
    }

    fn post_json(&self, body: String) -> u16 {
        let request = Request::post(format!("{}/intake/appointment", self.address))
            .header("content-type", JSON)
            .header("idempotency-key", ID);
        send(request.body(body.into_bytes()).unwrap()).status
    }

    /// Ends the program at once and gives what it logged.
    fn kill(mut self) -> String {
        self.child.kill().unwrap();
        let mut log = String::new();
        self.child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut log)
            .unwrap();
        self.child.wait().unwrap();
        log
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_request_that_was_answered_survives_the_death_of_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let program = Program::start(folder.path());
    assert_eq!(program.post_json(envelope().to_string()), 201);
    program.kill();
    assert!(
        Store::open(&folder.path().join("intake.sqlite"))
            .unwrap()
            .request(ID)
            .unwrap()
            .is_some()
    );
}

#[test]
fn the_printed_address_opens_the_inbox() {
    let folder = tempfile::tempdir().unwrap();
    let program = Program::start(folder.path());
    let answer = send(Request::get(&program.inbox).body(Vec::new()).unwrap());
    assert_eq!((answer.status, answer.header("location")), (303, "/inbox"));
}

#[test]
fn the_log_names_requests_and_nothing_a_patient_typed() {
    let folder = tempfile::tempdir().unwrap();
    let program = Program::start_with(
        folder.path(),
        &["--listen", "127.0.0.1:0", "--token", TOKEN],
    );
    let url = |path: &str| format!("{}{path}", program.address);
    program.post_json(envelope().to_string());
    program.post_json(envelope().to_string().replace("Amal", "\\u0000Amal"));
    program.post_json("Amal".into());
    let body = form(&filled_with("problem", "Amal"));
    let request = Request::post(url("/intake/appointment"))
        .header("content-type", FORM)
        .header("accept", HTML);
    assert_eq!(send(request.body(body.into_bytes()).unwrap()).status, 201);
    for path in [
        "/intake/Amal/Amal",
        "/Amal",
        "/inbox/Amal?token=Amal",
        "/inbox?token=a-token-for-the-tests",
    ] {
        send(Request::get(url(path)).body(Vec::new()).unwrap());
    }
    let log = program.kill();
    assert!(
        log.contains(&format!("POST /intake/{{form}} 201 {ID}")),
        "{log}"
    );
    for secret in ["Amal", "Haddad", TOKEN] {
        assert!(!log.contains(secret), "{log}");
    }
}

#[cfg(unix)]
#[test]
fn the_database_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let program = Program::start(folder.path());
    program.post_json(envelope().to_string());
    for file in ["intake.sqlite", "intake.sqlite-wal"] {
        let rights = folder
            .path()
            .join(file)
            .metadata()
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(rights & 0o077, 0, "{file}");
    }
}

#[test]
fn a_busy_port_is_an_error_unless_the_next_may_be_taken() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let busy = taken.local_addr().unwrap().to_string();
    let refused = Command::new(env!("CARGO_BIN_EXE_intake"))
        .args(["--listen", &busy, "--database"])
        .arg(folder.path().join("intake.sqlite"))
        .output()
        .unwrap();
    assert!(!refused.status.success());
    let program = Program::start_with(folder.path(), &["--listen", &busy, "--try-next-port"]);
    assert_ne!(program.address, format!("http://{busy}"));
}

#[cfg(unix)]
#[test]
fn it_stops_cleanly_when_it_is_told_to() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::start(folder.path());
    let told = Command::new("kill")
        .args(["-INT", &program.child.id().to_string()])
        .status();
    assert!(told.unwrap().success());
    assert!(program.child.wait().unwrap().success());
}

#[test]
fn a_folder_without_a_site_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_intake"))
        .args([
            "--listen",
            "127.0.0.1:0",
            "--site",
            "/nowhere",
            "--database",
        ])
        .arg(folder.path().join("intake.sqlite"))
        .output()
        .unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("no built site in /nowhere"), "{said}");
}
