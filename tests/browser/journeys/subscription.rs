//! Medical professionals subscribe to Advances in Motion, on one short page.

use harness::answer::SUBSCRIPTION;
use harness::form::Form;
use harness::{Answer, Screen, axe, site, visit};

const FORM: &str = "subscribe";

#[tokio::test]
async fn a_doctors_subscription_arrives() {
    visit(Screen::DESK, async |hospital, browser| {
        let form = Form::open_named(hospital, browser, FORM, "en").await;
        form.fill(SUBSCRIPTION).await;
        form.send().await;
        let shown = form.receipt().await;
        let request = hospital.request();
        assert_eq!(
            (shown, request.staff("specialties")),
            (request.reference.clone(), Some("Heart and blood vessels"))
        );
    })
    .await;
}

#[tokio::test]
async fn one_page_does_not_count_its_steps() {
    visit(Screen::PHONE, async |hospital, browser| {
        Form::open_named(hospital, browser, FORM, "ar").await;
        assert!(!browser.shows(".progress").await);
    })
    .await;
}

#[tokio::test]
async fn whoever_is_no_professional_is_led_to_the_pages_for_patients() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = Form::open_named(hospital, browser, FORM, "ar").await;
        form.answer("profession", Answer::One("none")).await;
        form.go_on().await;
        browser.click("#for-patients a[href='/ar/programs/']").await;
        browser.until("location.pathname == '/ar/programs/'").await;
        assert!(hospital.posted().is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_subscription_shuts_nobody_out() {
    for lang in site::DIRECTIONS {
        visit(Screen::PHONE, async |hospital, browser| {
            let form = Form::open_named(hospital, browser, FORM, lang).await;
            form.answer("profession", Answer::One("none")).await;
            form.go_on().await;
            browser.find("#for-patients").await;
            axe::finds_nothing(browser, &format!("{lang} outcome")).await;
            form.go_to("professional").await;
            form.put(SUBSCRIPTION).await;
            axe::finds_nothing(browser, &format!("{lang} form")).await;
            form.go_to("check").await;
            form.send().await;
            form.receipt().await;
            axe::finds_nothing(browser, &format!("{lang} receipt")).await;
        })
        .await;
    }
}
