//! Lists too long for a page: it draws a part, and the app offers all.

use harness::answer::Answer;
use harness::form::{Form, READY};
use harness::keyboard::Keyboard;
use harness::{Browser, Fault, Hospital, Screen, get, site, visit};

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
        browser
            .click("[data-item='contact-language'] .field__filter")
            .await;
        Keyboard(browser).write("cherok").await;
        assert_eq!(form.value("contact-language").await, LANGUAGE);
    })
    .await;
}
