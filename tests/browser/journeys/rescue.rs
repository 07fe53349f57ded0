//! When the app does not come, or stops: nothing is lost, and the form still leaves the device.

use harness::answer::SHORT;
use harness::form::{Form, READY, held};
use harness::proxy::Which;
use harness::{Browser, Fault, Hospital, Screen, axe, get, visit};
use serde_json::json;

/// Every page's WebAssembly.
fn wasm() -> Which {
    get(".wasm")
}

/// The form's own page.
fn page() -> Which {
    get("^/en/appointment/$")
}

/// A policy, set somewhere on the way, that does not know WebAssembly.
fn refused() -> Fault {
    Fault::header("content-security-policy", |policy| {
        policy.replace(" 'wasm-unsafe-eval'", "")
    })
}

/// A network that takes comments out of pages: the app misses its marks, and panics.
fn tampered() -> Fault {
    Fault::changed(|page| page.replace("<!>", "").replace("<!---->", ""))
}

/// Breaks what the app needs from the document, as an extension may: the app panics at the next use.
const BREAK: &str = "document.createElement = () => { throw new Error('broken') }";

/// The patient has begun when it happens; then they go on, and send.
async fn leaves_all_the_same(which: Which, fault: Fault) {
    visit(Screen::PHONE, async |hospital, browser| {
        hospital.fail(which, fault);
        let form = Form::open_early(hospital, browser, "en").await;
        form.fill_step(SHORT, "you").await;
        goes_on_and_sends(hospital, browser, form).await;
    })
    .await;
}

async fn goes_on_and_sends(hospital: &Hospital, browser: &Browser, form: Form<'_>) {
    browser.find("#rescue").await;
    for (step, _) in SHORT.0.iter().skip(1) {
        form.fill_step(SHORT, step).await;
    }
    assert_eq!(form.values().await, held(SHORT));
    browser.click("[data-send]").await;
    assert_eq!(form.receipt().await, hospital.request().reference);
}

#[tokio::test]
async fn the_form_leaves_when_the_app_is_missing() {
    leaves_all_the_same(wasm(), Fault::missing()).await;
}

#[tokio::test]
async fn the_form_leaves_when_the_app_is_refused() {
    leaves_all_the_same(page(), refused()).await;
}

#[tokio::test]
async fn the_form_leaves_when_the_app_panics_at_its_start() {
    leaves_all_the_same(page(), tampered()).await;
}

#[tokio::test]
async fn the_form_leaves_when_the_app_panics_later() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = Form::open(hospital, browser, "en").await;
        form.fill_step(SHORT, "you").await;
        form.go_on().await;
        browser.find("#patient").await;
        browser.run::<()>(BREAK, json!([])).await;
        form.go_on().await;
        goes_on_and_sends(hospital, browser, form).await;
    })
    .await;
}

#[tokio::test]
async fn the_form_leaves_when_its_questions_do_not_come() {
    leaves_all_the_same(get("/assets/form-"), Fault::missing()).await;
}

#[tokio::test]
async fn the_form_leaves_when_the_words_do_not_come() {
    leaves_all_the_same(get("/assets/locale-"), Fault::missing()).await;
}

/// What one types is still there after the failure, and after the page was loaded again.
async fn keeps_what_was_typed(which: Which, fault: Fault) {
    visit(Screen::PHONE, async |hospital, browser| {
        hospital.fail(which, fault);
        let form = Form::open_early(hospital, browser, "en").await;
        browser.find("#rescue").await;
        form.put(SHORT).await;
        browser.reload().await;
        browser.find("#rescue").await;
        assert_eq!(form.values().await, held(SHORT));
    })
    .await;
}

#[tokio::test]
async fn the_draft_is_kept_without_the_app() {
    keeps_what_was_typed(wasm(), Fault::missing()).await;
}

#[tokio::test]
async fn the_draft_is_kept_where_the_app_panics() {
    keeps_what_was_typed(page(), tampered()).await;
}

#[tokio::test]
async fn the_draft_goes_on_where_the_app_works_again() {
    visit(Screen::PHONE, async |hospital, browser| {
        hospital.fail(wasm(), Fault::missing());
        let form = Form::open_early(hospital, browser, "en").await;
        browser.find("#rescue").await;
        form.put(SHORT).await;
        hospital.mend();
        browser.click("#rescue a.button").await;
        browser.until(READY).await;
        assert_eq!(form.values().await, held(SHORT));
    })
    .await;
}

/// The rescue bar over a form that was begun.
async fn rescued(look: impl AsyncFnOnce(&Browser)) {
    visit(Screen::PHONE, async |hospital, browser| {
        hospital.fail(wasm(), Fault::missing());
        let form = Form::open_early(hospital, browser, "en").await;
        browser.find("#rescue").await;
        form.put(SHORT).await;
        look(browser).await;
    })
    .await;
}

#[tokio::test]
async fn the_rescue_bar_shows_the_answers_to_copy() {
    rescued(async |browser| {
        browser.click("#rescue [data-rescue='copy']").await;
        browser.find("#rescue textarea").await;
        let text: String = browser
            .ask("document.querySelector('#rescue textarea').value")
            .await;
        assert!(text.contains("My knee hurts since I fell."), "{text}");
    })
    .await;
}

#[tokio::test]
async fn the_rescue_bar_saves_the_answers() {
    rescued(async |browser| {
        let folder = tempfile::tempdir().expect("there is room");
        browser.save_downloads_in(folder.path()).await;
        browser.click("#rescue [data-rescue='file']").await;
        // The browser makes the file first, and fills it then.
        let text = harness::until("the file", async || {
            let text = std::fs::read_to_string(folder.path().join("answers.txt")).ok()?;
            (!text.is_empty()).then_some(text)
        })
        .await;
        assert!(text.contains("My knee hurts since I fell."), "{text}");
    })
    .await;
}

#[tokio::test]
async fn the_rescue_bar_shuts_nobody_out() {
    rescued(async |browser| {
        axe::finds_nothing(browser, "the rescue bar").await;
    })
    .await;
}
