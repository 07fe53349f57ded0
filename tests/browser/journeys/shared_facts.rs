//! Whoever has begun one form need not type the same facts into another.

use harness::answer::SHORT;
use harness::form::Form;
use harness::{Browser, Hospital, Screen, axe, visit};

/// Leaves an appointment half done, and opens the form for a second opinion.
async fn from_one_to_another<'a>(hospital: &Hospital, browser: &'a Browser) -> Form<'a> {
    let form = Form::open(hospital, browser, "en").await;
    form.put(SHORT).await;
    let form = Form::open_named(hospital, browser, "second-opinion", "en").await;
    browser.find(".offer").await;
    form
}

#[tokio::test]
async fn what_was_typed_into_one_form_need_not_be_typed_into_another() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = from_one_to_another(hospital, browser).await;
        browser.click(".offer button").await;
        browser.find(".offer p:focus").await;
        let values = form.values().await;
        let value = |name: &str| values.get(name).map(|values| values.join(""));
        assert_eq!(
            (
                value("given-name"),
                value("country"),
                value("birth-date.year")
            ),
            (Some("Amina".into()), Some("KE".into()), Some("1954".into()))
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_agrees_to_something_by_having_agreed_to_something_else() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = from_one_to_another(hospital, browser).await;
        browser.click(".offer button").await;
        browser.find(".offer p:focus").await;
        assert!(!form.values().await.contains_key("health-consent"));
    })
    .await;
}

#[tokio::test]
async fn whoever_would_rather_start_empty_does() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = from_one_to_another(hospital, browser).await;
        browser.click(".offer .button--quiet").await;
        assert!(!browser.shows(".offer").await && form.values().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn nothing_is_offered_to_a_form_that_is_begun() {
    visit(Screen::PHONE, async |hospital, browser| {
        from_one_to_another(hospital, browser).await;
        let form = Form::open(hospital, browser, "en").await;
        assert!(!browser.shows(".offer").await);
        assert_eq!(form.value("given-name").await, "Amina");
    })
    .await;
}

#[tokio::test]
async fn the_offer_shuts_nobody_out() {
    visit(Screen::PHONE, async |hospital, browser| {
        from_one_to_another(hospital, browser).await;
        axe::finds_nothing(browser, "the offer").await;
    })
    .await;
}
