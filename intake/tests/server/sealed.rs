//! Sealed requests: taken and kept as they came, opened for those who hold the key.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use seal::{PrivateKey, PublicKey};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{ID, Intake, envelope, envelope_of, sealed, tampered};

const TYPED: &str = "Amal";

fn holding(key: &PrivateKey) -> Intake {
    Intake::start_with(|settings| settings.keys = vec![key.clone()])
}

/// Everything that the intake has written to the disk.
fn disk(intake: &mut Intake) -> Vec<u8> {
    let database = intake.database();
    let beside = ["", "-wal", "-shm"].map(|end| format!("{}{end}", database.display()));
    let files = beside.iter().filter_map(|file| fs::read(file).ok());
    files.flatten().collect()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}

#[test]
fn a_sealed_request_is_kept_as_it_came() {
    let key = PrivateKey::generate("a");
    let intake = holding(&key);
    let sent = sealed(&envelope(), &key.public());
    assert_eq!(intake.post_json(&sent).status, 201);
    let kept = intake.read(&format!("/inbox/{ID}/sealed.json"));
    assert_eq!(kept.json(), sent);
}

#[test]
fn no_answer_of_a_sealed_request_is_on_the_disk_even_after_it_was_shown() {
    let key = PrivateKey::generate("a");
    let mut intake = holding(&key);
    intake.post_json(&sealed(&envelope(), &key.public()));
    assert!(intake.read(&format!("/inbox/{ID}")).body.contains(TYPED));
    let disk = disk(&mut intake);
    assert!(holds(&disk, ID), "the request is not on the disk");
    assert!(!holds(&disk, TYPED));
}

#[test]
fn the_inbox_opens_what_it_has_the_key_for() {
    let key = PrivateKey::generate("a");
    let intake = holding(&key);
    intake.post_json(&sealed(&envelope(), &key.public()));
    assert!(intake.read("/inbox").body.contains("Amal Haddad"));
}

#[test]
fn the_same_sealed_request_again_gets_the_same_receipt() {
    let key = PrivateKey::generate("a");
    let intake = Intake::start();
    let sent = sealed(&envelope(), &key.public());
    let first = intake.post_json(&sent).json();
    let again = intake.post_json(&sent);
    assert_eq!((again.status, again.json()), (200, first));
}

#[test]
fn a_request_for_a_key_that_is_not_held_is_kept_and_marked() {
    let intake = holding(&PrivateKey::generate("ours"));
    let sent = sealed(&envelope(), &PrivateKey::generate("theirs").public());
    assert_eq!(intake.post_json(&sent).status, 201);
    for path in ["/inbox", &format!("/inbox/{ID}")] {
        let body = intake.read(path).body;
        assert!(
            body.contains("Sealed for a key this intake does not hold: theirs"),
            "{path}"
        );
    }
}

#[test]
fn without_a_key_a_sealed_request_is_kept() {
    let sent = sealed(&envelope(), &PrivateKey::generate("a").public());
    assert_eq!(Intake::start().post_json(&sent).status, 201);
}

#[test]
fn a_request_that_was_changed_on_its_way_is_refused() {
    let key = PrivateKey::generate("a");
    let answer = holding(&key).post_json(&tampered(&sealed(&envelope(), &key.public())));
    assert_eq!(answer.refusal(), (403, "tampered".into()));
}

#[test]
fn a_request_for_another_key_of_the_same_name_is_refused() {
    let other = PrivateKey::generate("a").public();
    let answer = holding(&PrivateKey::generate("a")).post_json(&sealed(&envelope(), &other));
    assert_eq!(answer.refusal(), (403, "tampered".into()));
}

#[test]
fn a_request_under_the_name_of_another_one_is_refused() {
    let key = PrivateKey::generate("a");
    let other = envelope_of("0193a2b4-5c6d-7e8f-9a0b-000000000000");
    // A reference goes with its id: neither is taken with that of another.
    let changes: [&[(&str, Value)]; 3] = [
        &[
            ("id", other["id"].clone()),
            ("reference", other["reference"].clone()),
        ],
        &[("form", "second-opinion".into())],
        &[("version", "2.0.0".into())],
    ];
    for changed in changes {
        let mut sent = sealed(&envelope(), &key.public());
        for (name, value) in changed {
            sent[*name] = value.clone();
        }
        let form = sent["form"].as_str().unwrap();
        let headers = [
            ("content-type", "application/json"),
            ("idempotency-key", sent["id"].as_str().unwrap()),
        ];
        let intake = Intake::start_with(|settings| {
            settings.keys = vec![key.clone()];
            settings.site = None;
        });
        let answer = intake.post(&format!("/intake/{form}"), &headers, sent.to_string());
        assert_eq!(answer.refusal(), (403, "tampered".into()), "{changed:?}");
    }
}

#[test]
fn what_was_kept_without_the_key_and_was_changed_shows_nothing() {
    let key = PrivateKey::generate("a");
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("intake.sqlite");
    let at = |keys: Vec<PrivateKey>| {
        let database = database.clone();
        Intake::start_with(move |settings| {
            settings.database = database;
            settings.keys = keys;
        })
    };
    at(vec![]).post_json(&tampered(&sealed(&envelope(), &key.public())));
    let body = at(vec![key]).read(&format!("/inbox/{ID}")).body;
    assert!(body.contains("does not open: it was changed"), "{body}");
}

#[test]
fn a_sealed_request_that_breaks_rules_inside_is_refused() {
    let key = PrivateKey::generate("a");
    let mut broken = envelope();
    broken["authored"] = "yesterday".into();
    let answer = holding(&key).post_json(&sealed(&broken, &key.public()));
    assert_eq!(answer.refusal(), (422, "authored".into()));
}

#[test]
fn what_is_called_sealed_and_is_not_is_refused() {
    let mut sent = sealed(&envelope(), &PrivateKey::generate("a").public());
    sent["sealed"] = "chest pain".into();
    assert_eq!(
        Intake::start().post_json(&sent).refusal(),
        (422, "sealed".into())
    );
}

#[test]
fn nothing_open_goes_beside_what_is_sealed() {
    let mut sent = sealed(&envelope(), &PrivateKey::generate("a").public());
    sent["staff"] = envelope()["staff"].clone();
    assert_eq!(
        Intake::start().post_json(&sent).refusal(),
        (422, "shape".into())
    );
}

/// A folder with a key that `intake keys` has made.
struct Desk {
    folder: TempDir,
    public: Value,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let made = intake(&["keys", path(&folder.path().join("key.json"))]);
        let said = String::from_utf8(made.stdout).unwrap();
        let seal = said.split("\n\n").next().unwrap();
        let public: Value = serde_json::from_str(&format!("{{{seal}}}")).expect(&said);
        Self {
            folder,
            public: public["seal"].clone(),
        }
    }

    fn key(&self) -> PathBuf {
        self.folder.path().join("key.json")
    }

    fn public(&self) -> PublicKey {
        PublicKey::read(&self.public["key"]).unwrap()
    }

    fn open(&self, name: &str, text: &str, more: &[&str]) -> Output {
        let file = self.folder.path().join(name);
        fs::write(&file, text).unwrap();
        let key = self.key();
        intake(&[&["open", path(&file), "--key", path(&key)], more].concat())
    }
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn intake(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_intake"));
    command.args(arguments).output().unwrap()
}

#[test]
fn a_saved_request_opens_as_text() {
    let desk = Desk::new();
    let opened = desk.open(
        "a.json",
        &sealed(&envelope(), &desk.public()).to_string(),
        &[],
    );
    let text = String::from_utf8(opened.stdout).unwrap();
    assert!(text.contains("Given names\n  Amal\n"), "{text}");
}

#[test]
fn a_saved_request_opens_as_json() {
    let desk = Desk::new();
    let text = sealed(&envelope(), &desk.public()).to_string();
    let opened = desk.open("a.json", &text, &["--json"]);
    let request: Value = serde_json::from_slice(&opened.stdout).unwrap();
    assert_eq!(request, envelope());
}

#[test]
fn a_saved_e_mail_opens_too() {
    let desk = Desk::new();
    let text = sealed(&envelope(), &desk.public()).to_string();
    let attachment = portico::submit::letter::Attachment {
        name: "a.json",
        media_type: "application/json",
        text: &text,
    };
    let letter =
        portico::submit::letter::letter("a@b.example", "s", "t", "portico-1", &[attachment]);
    let opened = desk.open("a.eml", &letter, &[]);
    assert!(String::from_utf8(opened.stdout).unwrap().contains(TYPED));
}

#[test]
fn what_does_not_open_says_why() {
    let desk = Desk::new();
    let changed = tampered(&sealed(&envelope(), &desk.public())).to_string();
    let foreign = sealed(&envelope(), &PrivateKey::generate("theirs").public()).to_string();
    for (text, why) in [
        (changed.as_str(), "it was changed on its way"),
        (
            &foreign,
            "sealed for the key \"theirs\", which is not at hand",
        ),
        ("{}", "there is no sealed request in this file"),
    ] {
        let opened = desk.open("a.json", text, &[]);
        let said = String::from_utf8(opened.stderr).unwrap();
        assert!(!opened.status.success() && said.contains(why), "{said}");
    }
}

#[test]
fn a_new_key_is_ready_for_the_site() {
    let desk = Desk::new();
    assert_eq!(desk.public["key"].get("d"), None);
    let expires = desk.public["expires"].as_str().unwrap();
    assert!(expires.parse::<jiff::civil::Date>().is_ok(), "{expires}");
}

#[cfg(unix)]
#[test]
fn a_private_key_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(Desk::new().key())
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_private_key_is_never_written_over() {
    let desk = Desk::new();
    let before = fs::read(desk.key()).unwrap();
    let again = intake(&["keys", path(&desk.key())]);
    assert!(!again.status.success());
    assert_eq!(fs::read(desk.key()).unwrap(), before);
}

#[test]
fn a_file_that_is_no_private_key_starts_nothing() {
    let desk = Desk::new();
    let file = desk.folder.path().join("public.json");
    fs::write(&file, json!(desk.public["key"]).to_string()).unwrap();
    let said = intake(&["--key", path(&file)]).stderr;
    assert!(
        String::from_utf8(said)
            .unwrap()
            .contains("it is no private key")
    );
}
