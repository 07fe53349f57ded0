//! Mistakes: said once one goes on, at the top and at the question, and nothing typed is lost.

use harness::answer::SHORT;
use harness::form::{Form, held};
use harness::{Browser, Fault, Hospital, Screen, axe, post, site, visit};

/// Goes on from the first step without an answer.
async fn goes_on_too_early(lang: &str, look: impl AsyncFnOnce(&Browser)) {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = Form::open(hospital, browser, lang).await;
        form.go_on().await;
        browser.find(".summary").await;
        look(browser).await;
    })
    .await;
}

#[tokio::test]
async fn nothing_is_said_to_be_wrong_before_one_goes_on() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = Form::open(hospital, browser, "en").await;
        form.go_to("contact").await;
        form.type_into("email", "no address").await;
        form.type_into("phone", "1").await;
        assert!(!browser.shows(".summary, .field__problem").await);
    })
    .await;
}

#[tokio::test]
async fn the_summary_takes_the_focus() {
    goes_on_too_early("en", async |browser| {
        browser
            .until("document.activeElement.matches('.summary')")
            .await;
    })
    .await;
}

#[tokio::test]
async fn the_title_says_that_something_is_wrong() {
    goes_on_too_early("en", async |browser| {
        assert!(
            browser.title().await.starts_with("Error: "),
            "{}",
            browser.title().await
        );
    })
    .await;
}

#[tokio::test]
async fn the_summary_leads_to_the_question() {
    goes_on_too_early("en", async |browser| {
        browser.click(".summary a").await;
        browser
            .until("document.activeElement.name == 'requester'")
            .await;
    })
    .await;
}

#[tokio::test]
async fn the_question_says_the_same_as_the_summary() {
    goes_on_too_early("ar", async |browser| {
        assert_eq!(
            browser.text(".summary a").await,
            browser.text(".field__problem").await
        );
    })
    .await;
}

#[tokio::test]
async fn the_problem_is_tied_to_its_question() {
    goes_on_too_early("en", async |browser| {
        const TIED: &str = "document.querySelector('[data-item=requester]').getAttribute('aria-describedby').split(' ')";
        assert!(browser.ask::<Vec<String>>(TIED).await.contains(&"f-requester-problem".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_form_with_mistakes_shuts_nobody_out() {
    for lang in site::LANGUAGES {
        goes_on_too_early(lang, async |browser| {
            axe::finds_nothing(browser, lang).await;
        })
        .await;
    }
}

#[tokio::test]
async fn a_mended_mistake_is_forgotten() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = Form::open(hospital, browser, "en").await;
        form.go_on().await;
        browser.find(".summary").await;
        form.fill_step(SHORT, "you").await;
        form.go_on().await;
        browser.find("#patient").await;
        assert!(!browser.title().await.starts_with("Error: "));
    })
    .await;
}

#[tokio::test]
async fn the_review_leads_back_to_what_is_missing() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = Form::open(hospital, browser, "en").await;
        form.put(SHORT).await;
        form.put_pairs(&[("problem".into(), String::new())]).await;
        browser
            .run::<()>("location.hash = 'check'", serde_json::json!([]))
            .await;
        browser.find("#care .summary").await;
        assert!(!browser.shows(".review").await);
    })
    .await;
}

#[tokio::test]
async fn an_answer_can_be_changed_from_the_review() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = Form::open(hospital, browser, "en").await;
        form.review(SHORT).await;
        browser
            .click(".review__change[data-control='f-email']")
            .await;
        browser
            .until("document.activeElement.id == 'f-email'")
            .await;
    })
    .await;
}

/// The endpoint does not take one answer.
async fn refused(look: impl AsyncFnOnce(&Hospital, &Browser, Form<'_>)) {
    const ANSWER: &str =
        r#"{"errors":[{"code":"unknown-host","field":"email","message":"No such host."}]}"#;
    visit(Screen::PHONE, async |hospital, browser| {
        hospital.fail(
            post("/intake/").once(),
            Fault::Answered(422, "application/json", ANSWER.into()),
        );
        let form = Form::sent(hospital, browser, "en").await;
        browser.find("#contact .summary").await;
        look(hospital, browser, form).await;
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_was_refused_returns_to_its_step() {
    refused(async |_, browser, _| {
        browser
            .until("document.activeElement.matches('#contact .summary')")
            .await;
    })
    .await;
}

#[tokio::test]
async fn what_the_endpoint_says_stands_at_the_question() {
    refused(async |_, browser, _| {
        assert!(
            browser
                .text("#f-email-problem")
                .await
                .contains("No such host.")
        );
    })
    .await;
}

#[tokio::test]
async fn a_refusal_keeps_everything_typed() {
    refused(async |_, _, form| {
        assert_eq!(form.values().await, held(SHORT));
    })
    .await;
}

#[tokio::test]
async fn a_refused_answer_can_be_mended_and_sent() {
    refused(async |hospital, _, form| {
        form.put_pairs(&[("email".into(), "amina@example.org".into())])
            .await;
        form.go_to("check").await;
        form.send().await;
        form.receipt().await;
        assert_eq!(hospital.request().staff("email"), Some("amina@example.org"));
    })
    .await;
}
