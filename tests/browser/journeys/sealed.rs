//! A site that seals requests: nobody between the patient and whoever holds the hospital's key reads them.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use harness::answer::SHORT;
use harness::browser::Wish;
use harness::form::{Form, held};
use harness::site::Sealed;
use harness::{Browser, Fault, Hospital, Screen, Storage, axe, get, place, post, site, visit_with};
use serde_json::{Value, json};

/// What nobody on the way may read.
const TYPED: [&str; 3] = ["Amina", "amina@example.com", "My knee hurts since I fell."];

const TOKEN: &str = "a-token-for-the-tests";

/// Visits a site that seals. The intake holds the key.
async fn visit_sealed(
    wish: impl Into<Wish>,
    journey: impl AsyncFnOnce(&Hospital, &Browser, &Sealed),
) {
    let folder = tempfile::tempdir().expect("there is room for a site");
    let sealed = site::sealed(folder.path());
    let key = sealed.key.to_str().expect("a plain path");
    let arguments = ["--token", TOKEN, "--key", key];
    visit_with(&sealed.site, &arguments, wish, async |hospital, browser| {
        journey(hospital, browser, &sealed).await
    })
    .await;
}

/// Sends to an endpoint that cannot be reached.
async fn stuck(journey: impl AsyncFnOnce(&Hospital, &Browser, &Sealed)) {
    visit_sealed(Screen::PHONE, async |hospital, browser, sealed| {
        hospital.fail(post("/intake/"), Fault::Refused);
        hospital.fail(get("/intake/"), Fault::Refused);
        browser.load_dice().await;
        Form::sent(hospital, browser, "en").await;
        browser.find(".ladder").await;
        journey(hospital, browser, sealed).await;
    })
    .await;
}

/// Those of the typed words that are in these bytes.
fn found(bytes: &[u8]) -> Vec<&'static str> {
    let holds = |word: &str| {
        bytes
            .windows(word.len())
            .any(|window| window == word.as_bytes())
    };
    TYPED.into_iter().filter(|word| holds(word)).collect()
}

/// Runs a program with this input, and gives its output if it succeeds.
fn run(command: &mut Command, input: &str) -> Option<String> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let mut stdin = child.stdin.take().expect("it was piped");
    stdin.write_all(input.as_bytes()).expect("it reads");
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    let text = String::from_utf8(output.stdout).expect("it writes text");
    output.status.success().then_some(text)
}

/// Opens a saved file as a coordinator does.
fn opened(file: &Path, sealed: &Sealed) -> Option<String> {
    let mut command = Command::new(place::intake());
    command.arg("open").arg(file).arg("--key").arg(&sealed.key);
    run(&mut command, "")
}

/// Clicks what saves a file, and waits for it.
async fn saved(browser: &Browser, folder: &Path, click: &str, ending: &str) -> std::path::PathBuf {
    browser.save_downloads_in(folder).await;
    let text = site::word("en", "send", click);
    browser
        .run::<()>(
            "[...document.querySelectorAll('.page__after button')].find(one => one.innerText.includes(arguments[0])).click()",
            json!([text]),
        )
        .await;
    harness::until("the file", async || {
        let files = std::fs::read_dir(folder).ok()?.flatten();
        let mut files = files.map(|file| file.path());
        files.find(|file| {
            file.extension().is_some_and(|found| found == ending)
                && file.metadata().is_ok_and(|data| data.len() > 0)
        })
    })
    .await
}

#[tokio::test]
async fn another_library_opens_what_a_browser_has_sealed() {
    visit_sealed(Screen::PHONE, async |hospital, browser, sealed| {
        Form::sent(hospital, browser, "en").await.receipt().await;
        let request = hospital.request();
        let jwe = request.envelope["sealed"].as_str().expect("it is sealed");
        let mut node = Command::new("node");
        node.arg(place::root().join("xtask/npm/test/open.mjs"))
            .arg(place::node_modules())
            .arg(&sealed.key);
        let text = run(&mut node, jwe).expect("it opens");
        let inside: Value = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!(inside["id"], request.id);
        assert_eq!(found(text.as_bytes()), TYPED);
    })
    .await;
}

#[tokio::test]
async fn after_sending_nothing_typed_is_in_the_database_or_in_the_browser() {
    visit_sealed(Screen::PHONE, async |hospital, browser, _| {
        Form::sent(hospital, browser, "ar").await.receipt().await;
        let disk = hospital.disk();
        let reference = hospital.request().reference;
        assert!(
            disk.windows(reference.len())
                .any(|window| window == reference.as_bytes())
        );
        assert_eq!(found(&disk), [""; 0]);
        assert_eq!(Storage::of(browser).await.holds(&TYPED), [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn whoever_holds_the_key_reads_the_answers_in_the_inbox() {
    visit_sealed(Screen::DESK, async |hospital, browser, _| {
        Form::sent(hospital, browser, "en").await.receipt().await;
        let id = hospital.request().id;
        browser
            .open(&hospital.url(&format!("/inbox?token={TOKEN}")))
            .await;
        browser.open(&hospital.url(&format!("/inbox/{id}"))).await;
        let shown = browser.text("main").await;
        assert!(shown.contains("My knee hurts since I fell."), "{shown}");
    })
    .await;
}

#[tokio::test]
async fn what_waits_to_be_sent_is_sealed() {
    stuck(async |_, browser, _| {
        let storage = Storage::of(browser).await;
        let session = storage.place("session").as_object().expect("it is a list");
        let mut waiting = session
            .iter()
            .filter(|(key, _)| key.starts_with("portico:sent:"));
        let (_, waiting) = waiting.next().expect("a request waits");
        assert_eq!(found(waiting.to_string().as_bytes()), [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn the_file_to_download_is_sealed() {
    stuck(async |_, browser, sealed| {
        let folder = tempfile::tempdir().expect("there is room");
        let file = saved(browser, folder.path(), "file_sealed", "json").await;
        assert_eq!(found(&std::fs::read(&file).expect("it is there")), [""; 0]);
        assert_eq!(
            found(opened(&file, sealed).expect("it opens").as_bytes()),
            TYPED
        );
    })
    .await;
}

#[tokio::test]
async fn the_e_mail_draft_carries_the_sealed_file_alone() {
    stuck(async |_, browser, sealed| {
        let folder = tempfile::tempdir().expect("there is room");
        let file = saved(browser, folder.path(), "file_letter", "eml").await;
        let letter = std::fs::read_to_string(&file).expect("it is there");
        assert_eq!(letter.matches("Content-Disposition: attachment").count(), 1);
        assert_eq!(
            found(opened(&file, sealed).expect("it opens").as_bytes()),
            TYPED
        );
    })
    .await;
}

#[tokio::test]
async fn the_e_mail_that_opens_holds_no_answer() {
    stuck(async |_, browser, _| {
        let address: String = browser
            .ask("decodeURIComponent(document.querySelector('.ladder a[href^=mailto]').href)")
            .await;
        assert!(
            address.contains("in the sealed file that I attach"),
            "{address}"
        );
        assert_eq!(found(address.as_bytes()), [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn with_an_expired_key_nothing_leaves_and_nothing_is_lost() {
    visit_sealed(Screen::PHONE, async |hospital, browser, sealed| {
        let expires = sealed.expires.clone();
        let aged = Fault::changed(move |page| page.replace(&expires, "2020-01-01"));
        hospital.fail(get("/appointment/$"), aged);
        let form = Form::sent(hospital, browser, "en").await;
        let said = browser.text(".status").await;
        assert!(
            said.contains(&site::word("en", "send", "expired_text")),
            "{said}"
        );
        assert_eq!(hospital.posted().len(), 0);
        assert_eq!(form.values().await, held(SHORT));
        axe::finds_nothing(browser, "an expired key").await;
    })
    .await;
}

#[tokio::test]
async fn a_site_that_seals_shuts_nobody_out() {
    for lang in site::LANGUAGES {
        visit_sealed(Screen::PHONE, async |hospital, browser, _| {
            hospital.fail(post("/intake/"), Fault::Refused);
            hospital.fail(get("/intake/"), Fault::Refused);
            browser.load_dice().await;
            Form::open(hospital, browser, lang).await;
            axe::finds_nothing(browser, &format!("{lang} form")).await;
            let form = Form::sent(hospital, browser, lang).await;
            browser.find(".ladder").await;
            axe::finds_nothing(browser, &format!("{lang} ways on")).await;
            hospital.mend();
            browser.click(".ladder__way").await;
            form.receipt().await;
            axe::finds_nothing(browser, &format!("{lang} receipt")).await;
        })
        .await;
    }
}

#[tokio::test]
async fn without_script_nothing_can_be_posted_and_the_page_says_how_to_reach_the_hospital() {
    visit_sealed(
        Wish::without_script(Screen::PHONE),
        async |hospital, browser, _| {
            Form::open_early(hospital, browser, "en").await;
            let text = browser.text("main").await;
            assert!(text.contains("Ordinary e-mail is not encrypted."), "{text}");
            for sends in ["form[action]", "[data-send]"] {
                assert!(!browser.shows(sends).await, "{sends}");
            }
        },
    )
    .await;
}

#[tokio::test]
async fn when_the_app_fails_no_answer_is_written_into_an_e_mail() {
    visit_sealed(Screen::PHONE, async |hospital, browser, _| {
        hospital.fail(get(".wasm"), Fault::missing());
        let form = Form::open_early(hospital, browser, "en").await;
        browser.find("#rescue").await;
        form.put(SHORT).await;
        let address: String = browser
            .run(
                "const link = document.querySelector('[data-rescue=mail]');
                 addEventListener('click', event => event.preventDefault());
                 link.click();
                 return decodeURIComponent(link.href);",
                json!([]),
            )
            .await;
        assert_eq!(found(address.as_bytes()), [""; 0]);
        assert!(!browser.shows("[data-send]").await);
    })
    .await;
}
