//! Patients whose browser runs no JavaScript.

use harness::answer::SHORT;
use harness::browser::Wish;
use harness::form::Form;
use harness::{Answer, Browser, Hospital, Screen, site, visit};

/// Fills in the whole form, as one page.
async fn filled<'a>(hospital: &Hospital, browser: &'a Browser) -> Form<'a> {
    let form = Form::open_early(hospital, browser, "en").await;
    for (step, _) in SHORT.0 {
        form.fill_step(SHORT, step).await;
    }
    form
}

#[tokio::test]
async fn without_script_the_request_arrives() {
    visit(
        Wish::without_script(Screen::PHONE),
        async |hospital, browser| {
            let form = filled(hospital, browser).await;
            browser.click("[data-send]").await;
            assert_eq!(form.receipt().await, hospital.request().reference);
        },
    )
    .await;
}

#[tokio::test]
async fn without_script_the_receipt_says_what_happens_next() {
    visit(
        Wish::without_script(Screen::PHONE),
        async |hospital, browser| {
            filled(hospital, browser).await;
            browser.click("[data-send]").await;
            let next = browser.text(".receipt__next").await;
            assert!(next.contains("A coordinator reads your request"), "{next}");
        },
    )
    .await;
}

#[tokio::test]
async fn without_script_staff_read_the_answers_too() {
    visit(
        Wish::without_script(Screen::PHONE),
        async |hospital, browser| {
            let form = filled(hospital, browser).await;
            browser.click("[data-send]").await;
            form.receipt().await;
            assert_eq!(hospital.request().staff("country"), Some("Kenya"));
        },
    )
    .await;
}

#[tokio::test]
async fn without_script_a_mistake_is_said_and_the_answers_stay() {
    visit(
        Wish::without_script(Screen::PHONE),
        async |hospital, browser| {
            let form = filled(hospital, browser).await;
            form.answer("phone", Answer::Text("12")).await;
            browser.click("[data-send]").await;
            browser
                .until("location.pathname.startsWith('/intake/')")
                .await;
            let said = browser.text("main, body").await;
            browser.back().await;
            browser.find("[data-send]").await;
            assert_eq!(
                (form.value("given-name").await.as_str(), said.is_empty()),
                ("Amina", false)
            );
        },
    )
    .await;
}

#[tokio::test]
async fn without_script_every_step_and_every_condition_shows() {
    visit(
        Wish::without_script(Screen::PHONE),
        async |hospital, browser| {
            Form::open_early(hospital, browser, "ar").await;
            for (step, _) in SHORT.0 {
                browser.find(&format!("#{step}")).await;
            }
            assert!(browser.shows("[data-item='relation'] .field__when").await);
        },
    )
    .await;
}

#[tokio::test]
async fn without_script_the_links_lead_on() {
    visit(
        Wish::without_script(Screen::PHONE),
        async |hospital, browser| {
            browser.open(&hospital.url("/")).await;
            browser.click("a[href='/ar/']").await;
            browser.click("main a[href^='/ar/programs/']").await;
            let address = browser.address().await;
            assert!(
                site::pages("ar")
                    .iter()
                    .any(|path| hospital.url(path) == address),
                "{address}"
            );
        },
    )
    .await;
}
