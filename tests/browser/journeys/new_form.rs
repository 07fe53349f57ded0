//! A form that nobody here has heard of: its two files in `public/` are all that is added.

use harness::answer::Answer;
use harness::form::Form;
use harness::{Browser, Hospital, Screen, Sheet, site, visit_site};

const FEEDBACK: Sheet = Sheet(&[
    (
        "stay",
        &[
            ("content", Answer::One("no")),
            ("better", Answer::Text("The soup")),
        ],
    ),
    ("words", &[("thanks", Answer::Text("Sister Mary"))]),
]);

async fn with_feedback(journey: impl AsyncFnOnce(&Hospital, &Browser)) {
    let folder = tempfile::tempdir().expect("there is room for a site");
    let site = site::with_form("feedback", folder.path());
    visit_site(&site, Screen::PHONE, journey).await;
}

#[tokio::test]
async fn a_new_form_is_asked_checked_and_sent() {
    with_feedback(async |hospital, browser| {
        let form = Form::open_named(hospital, browser, "feedback", "en").await;
        form.fill(FEEDBACK).await;
        form.send().await;
        let shown = form.receipt().await;
        let request = hospital.request();
        assert_eq!(
            (shown, request.staff("better")),
            (request.reference.clone(), Some("The soup"))
        );
    })
    .await;
}

#[tokio::test]
async fn a_new_form_speaks_the_languages_it_has_words_for() {
    with_feedback(async |hospital, browser| {
        let form = Form::open_named(hospital, browser, "feedback", "ar").await;
        form.fill(FEEDBACK).await;
        let review = browser.text(".review").await;
        assert!(review.contains("من تودّون شكره؟"), "{review}");
    })
    .await;
}

#[tokio::test]
async fn a_new_form_is_found_from_every_page() {
    with_feedback(async |hospital, browser| {
        browser.open(&hospital.url("/en/contact/")).await;
        browser.click("footer a[href='/en/feedback/']").await;
        browser.find("[data-form='feedback']").await;
    })
    .await;
}
