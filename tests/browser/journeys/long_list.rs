//! Lists too long for a page: it draws a part, and the app offers all.

use harness::answer::Answer;
use harness::form::{Form, READY};
use harness::keyboard::Keyboard;
use harness::{Browser, Fault, Hospital, Screen, get, site, visit};
use serde_json::json;

/// A program that the page leaves to the app.
const PROGRAM: &str = "sarcoma";

/// A language that it leaves to the app.
const LANGUAGE: &str = "chr";

/// Opens the form with the program chosen.
async fn chosen<'a>(hospital: &Hospital, browser: &'a Browser) -> Form<'a> {
    let form = Form::open(hospital, browser, "en").await;
    form.go_to("care").await;
    form.answer("program-known", Answer::One("known")).await;
    form.answer("program", Answer::One(PROGRAM)).await;
    form
}

#[tokio::test]
async fn the_page_leaves_programs_to_the_app() {
    visit(Screen::PHONE, async |hospital, browser| {
        hospital.fail(get(".wasm"), Fault::Held);
        Form::open_early(hospital, browser, "en").await;
        let drawn = format!("!!document.querySelector('#f-program [value={PROGRAM}]')");
        assert!(!browser.ask::<bool>(&drawn).await);
    })
    .await;
}

#[tokio::test]
async fn a_program_that_the_page_does_not_draw_can_be_chosen() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = chosen(hospital, browser).await;
        assert_eq!(form.value("program").await, PROGRAM);
    })
    .await;
}

#[tokio::test]
async fn it_is_still_chosen_after_a_reload() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = chosen(hospital, browser).await;
        browser.reload().await;
        browser.until(READY).await;
        assert_eq!(form.value("program").await, PROGRAM);
    })
    .await;
}

#[tokio::test]
async fn it_is_still_chosen_when_the_app_does_not_come_back() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = chosen(hospital, browser).await;
        hospital.fail(get(".wasm"), Fault::Held);
        browser.reload().await;
        form.restored().await;
        assert_eq!(form.value("program").await, PROGRAM);
    })
    .await;
}

#[tokio::test]
async fn a_link_can_name_a_program_that_the_page_does_not_draw() {
    visit(Screen::PHONE, async |hospital, browser| {
        let path = format!("{}?program={PROGRAM}", site::form("en"));
        browser.open(&hospital.url(&path)).await;
        browser.until(READY).await;
        assert_eq!(Form::here(browser).value("program").await, PROGRAM);
    })
    .await;
}

#[tokio::test]
async fn a_language_is_found_by_typing_that_the_page_does_not_draw() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = Form::open(hospital, browser, "en").await;
        form.go_to("contact").await;
        browser.click(&line("contact-language")).await;
        Keyboard(browser).write("cherok").await;
        assert_eq!(form.value("contact-language").await, LANGUAGE);
    })
    .await;
}

/// Seeks in a list before the questions have come, which then come.
async fn sought_early(browser: &Browser, hospital: &Hospital, place: (&str, &str), text: &str) {
    let (step, list) = place;
    hospital.fail(get("/assets/form-"), Fault::Held);
    let form = Form::open_early(hospital, browser, "en").await;
    form.go_to(step).await;
    browser.click(&line(list)).await;
    Keyboard(browser).write(text).await;
    hospital.mend();
    browser.until(READY).await;
}

/// The line above a list.
fn line(list: &str) -> String {
    format!("[data-item='{list}'] .field__filter")
}

async fn offered(browser: &Browser, list: &str) -> Vec<String> {
    browser
        .ask(&format!(
            "[...document.querySelectorAll('#f-{list} option')].map(({{value}}) => value)"
        ))
        .await
}

#[tokio::test]
async fn what_is_sought_before_the_questions_come_is_found_when_they_are_there() {
    visit(Screen::PHONE, async |hospital, browser| {
        sought_early(browser, hospital, ("contact", "contact-language"), "cherok").await;
        assert_eq!(offered(browser, "contact-language").await, ["", LANGUAGE]);
    })
    .await;
}

#[tokio::test]
async fn a_list_that_was_shortened_before_the_questions_came_is_whole_and_in_order_again() {
    visit(Screen::PHONE, async |hospital, browser| {
        sought_early(browser, hospital, ("patient", "country"), "fran").await;
        browser
            .run::<()>(
                "const line = document.querySelector(arguments[0]);
                 line.value = '';
                 line.dispatchEvent(new Event('input', {bubbles: true}))",
                json!([line("country")]),
            )
            .await;
        let again = offered(browser, "country").await;
        Form::open(hospital, browser, "en").await;
        assert_eq!(again, offered(browser, "country").await);
    })
    .await;
}
