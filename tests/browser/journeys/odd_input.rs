//! Input that nobody expects, tried in the browser.

use harness::answer::SHORT;
use harness::form::{Form, READY};
use harness::{Answer, Browser, Hospital, Screen, site, visit};

/// The short path, with another answer to one question.
async fn with<'a>(hospital: &Hospital, browser: &'a Browser, name: &str, value: &str) -> Form<'a> {
    let form = Form::open(hospital, browser, "en").await;
    form.put(SHORT).await;
    form.put_pairs(&[(name.into(), value.into())]).await;
    form
}

/// What is said about a problem told in a hundred thousand letters.
async fn told_at_length(look: impl AsyncFnOnce(&Browser, Form<'_>)) {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = with(hospital, browser, "problem", &"x".repeat(100_000)).await;
        form.go_to("care").await;
        form.go_on().await;
        browser.find("#f-problem-problem").await;
        look(browser, form).await;
    })
    .await;
}

#[tokio::test]
async fn a_text_that_is_far_too_long_is_counted() {
    told_at_length(async |browser, _| {
        let said = browser.text("#f-problem-problem").await;
        assert!(said.contains("4000") && said.contains("100000"), "{said}");
    })
    .await;
}

#[tokio::test]
async fn a_text_that_is_far_too_long_is_kept() {
    told_at_length(async |browser, form| {
        browser.reload().await;
        browser.until(READY).await;
        assert_eq!(form.value("problem").await.len(), 100_000);
    })
    .await;
}

/// The answer as the review shows it.
async fn reviewed(browser: &Browser, id: &str) -> String {
    browser
        .text(&format!(
            ".review__row:has([data-control='f-{id}']) .review__answer"
        ))
        .await
}

#[tokio::test]
async fn a_script_in_an_answer_is_only_text() {
    const SCRIPT: &str = "<script>window.ran = 1</script><img src=x onerror='window.ran = 1'>";
    visit(Screen::PHONE, async |hospital, browser| {
        let form = with(hospital, browser, "problem", SCRIPT).await;
        form.go_to("check").await;
        assert_eq!(reviewed(browser, "problem").await, SCRIPT);
        assert!(
            browser
                .ask::<bool>(
                    "!window.ran && !document.querySelector('.review img, .review script')"
                )
                .await
        );
    })
    .await;
}

#[tokio::test]
async fn a_script_in_an_answer_arrives_as_text() {
    const SCRIPT: &str = "</script><script>alert(1)</script>";
    visit(Screen::PHONE, async |hospital, browser| {
        let form = with(hospital, browser, "problem", SCRIPT).await;
        form.go_to("check").await;
        form.send().await;
        form.receipt().await;
        assert_eq!(hospital.request().staff("problem"), Some(SCRIPT));
    })
    .await;
}

#[tokio::test]
async fn a_mark_that_turns_text_round_turns_nothing_else() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = with(hospital, browser, "problem", "pain \u{202e}eenk ym ni").await;
        form.go_to("check").await;
        let isolated: bool = browser
            .ask("[...document.querySelectorAll('.review__answer')].every(answer => getComputedStyle(answer).unicodeBidi.match(/isolate|plaintext/))")
            .await;
        assert!(isolated);
    })
    .await;
}

#[tokio::test]
async fn half_a_character_does_not_stop_a_request() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = with(hospital, browser, "problem", "").await;
        let half = "const field = document.querySelector('#f-problem'); field.value = 'pain \\ud83d and \\u0007 bell';
            field.dispatchEvent(new Event('input', {bubbles: true}))";
        browser.run::<()>(half, serde_json::json!([])).await;
        form.go_to("check").await;
        form.send().await;
        form.receipt().await;
        assert!(hospital.request().staff("problem").is_some_and(|problem| problem.starts_with("pain ")));
    })
    .await;
}

/// A date of birth that is none, and what is said about it.
async fn born(day: &'static str, month: &'static str, year: &'static str) -> String {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = Form::open(hospital, browser, "en").await;
        form.go_to("patient").await;
        form.answer("birth-date", Answer::Date(day, month, year))
            .await;
        form.go_on().await;
        browser.text("#f-birth-date-problem").await
    })
    .await
}

#[tokio::test]
async fn there_is_no_29_february_in_most_years() {
    assert_eq!(
        born("29", "2", "2023").await,
        site::word("en", "form", "problem_date_impossible")
    );
}

#[tokio::test]
async fn nobody_is_born_in_the_year_0() {
    let said = born("1", "1", "0000").await;
    assert!(
        [
            site::word("en", "form", "problem_year"),
            site::word("en", "form", "problem_date_impossible")
        ]
        .contains(&said),
        "{said}"
    );
}

#[tokio::test]
async fn a_link_can_name_the_program() {
    visit(Screen::PHONE, async |hospital, browser| {
        browser
            .open(&hospital.url(&format!("{}?program=heart-center", site::form("en"))))
            .await;
        browser.until(READY).await;
        assert_eq!(Form::here(browser).value("program").await, "heart-center");
    })
    .await;
}

/// Opens the form by a link that names a program which there is not.
async fn by_a_wrong_link(look: impl AsyncFnOnce(&Browser)) {
    visit(Screen::PHONE, async |hospital, browser| {
        let path = format!(
            "{}?program=%3Cscript%3Ealert(1)%3C/script%3E'%5D",
            site::form("en")
        );
        browser.open(&hospital.url(&path)).await;
        browser.until(READY).await;
        look(browser).await;
    })
    .await;
}

#[tokio::test]
async fn a_program_that_there_is_not_is_said() {
    by_a_wrong_link(async |browser| {
        assert_eq!(
            browser.text("[data-form] [role='status']").await,
            site::word("en", "form", "program_unknown")
        );
    })
    .await;
}

#[tokio::test]
async fn a_program_that_there_is_not_is_not_chosen() {
    by_a_wrong_link(async |browser| {
        assert_eq!(Form::here(browser).value("program").await, "");
    })
    .await;
}
