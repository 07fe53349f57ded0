//! Moving about: between languages, steps and pages, and back again.

use harness::answer::SHORT;
use harness::form::{Form, READY, held};
use harness::keyboard::Keyboard;
use harness::{Browser, Hospital, Screen, site, visit};
use serde_json::json;
use thirtyfour::prelude::*;

#[tokio::test]
async fn another_language_keeps_everything_typed() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = Form::open(hospital, browser, "en").await;
        form.put(SHORT).await;
        browser.choose_language("ar").await;
        browser.until(READY).await;
        assert_eq!(form.values().await, held(SHORT));
    })
    .await;
}

#[tokio::test]
async fn another_language_opens_at_the_same_step() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = Form::open(hospital, browser, "en").await;
        form.put(SHORT).await;
        form.go_to("travel").await;
        browser.choose_language("ru").await;
        browser.until(READY).await;
        assert!(browser.shows("#travel").await && !browser.shows("#you").await);
        assert_eq!(form.values().await, held(SHORT));
    })
    .await;
}

#[tokio::test]
async fn every_page_is_the_same_page_in_every_language() {
    visit(Screen::PHONE, async |hospital, browser| {
        browser.open(&hospital.url("/en/privacy/")).await;
        for lang in site::LANGUAGES.into_iter().skip(1) {
            browser.choose_language(lang).await;
            let path: String = browser.ask("location.pathname").await;
            assert_eq!(path, format!("/{lang}/privacy/"));
        }
    })
    .await;
}

#[tokio::test]
async fn the_menus_close_on_escape_on_a_press_elsewhere_and_when_a_page_is_chosen() {
    visit(Screen::PHONE, async |hospital, browser| {
        browser.open(&hospital.url("/en/")).await;
        browser.until(site::LIVE).await;
        let closed = "!document.querySelector('.menu[open]')";
        browser.click(".menu--language summary").await;
        Keyboard(browser).press(Key::Escape).await;
        browser
            .until(&format!(
                "{closed} && document.activeElement.matches('.menu--language summary')"
            ))
            .await;
        browser.click(".menu--language summary").await;
        browser.click(".menu--pages summary").await;
        browser
            .until("document.querySelectorAll('.menu[open]').length == 1")
            .await;
        browser.click(".menu--pages a[href='/en/contact/']").await;
        browser
            .until(&format!("location.pathname == '/en/contact/' && {closed}"))
            .await;
        browser.click(".menu--pages summary").await;
        browser.click(".notice").await;
        browser.until(closed).await;
    })
    .await;
}

#[tokio::test]
async fn another_language_keeps_the_identity_of_the_request() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = Form::open(hospital, browser, "en").await;
        form.put(SHORT).await;
        let before = form.value("_id").await;
        browser.choose_language("ar").await;
        browser.until(READY).await;
        assert_eq!(form.value("_id").await, before);
    })
    .await;
}

#[tokio::test]
async fn a_request_is_in_the_language_in_which_it_is_sent() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = Form::open(hospital, browser, "en").await;
        form.put(SHORT).await;
        browser.choose_language("ar").await;
        browser.until(READY).await;
        form.go_to("check").await;
        form.send().await;
        form.receipt().await;
        assert_eq!(hospital.request().envelope["language"], "ar");
    })
    .await;
}

#[tokio::test]
async fn a_reload_keeps_everything_typed() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = Form::open(hospital, browser, "en").await;
        form.put(SHORT).await;
        browser.reload().await;
        browser.until(READY).await;
        assert_eq!(form.values().await, held(SHORT));
    })
    .await;
}

#[tokio::test]
async fn a_reload_stays_at_the_step() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = Form::open(hospital, browser, "en").await;
        form.go_to("travel").await;
        browser.reload().await;
        browser.until(READY).await;
        assert!(browser.shows("#travel").await && !browser.shows("#you").await);
    })
    .await;
}

#[tokio::test]
async fn reading_another_page_keeps_everything_typed() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = Form::open(hospital, browser, "en").await;
        form.put(SHORT).await;
        form.read_elsewhere().await;
        assert_eq!(form.values().await, held(SHORT));
    })
    .await;
}

#[tokio::test]
async fn back_leads_to_the_step_before() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = Form::open(hospital, browser, "en").await;
        form.fill_step(SHORT, "you").await;
        form.go_on().await;
        browser.find("#patient").await;
        browser.back().await;
        browser.find("#you").await;
        assert!(!browser.shows("#patient").await);
    })
    .await;
}

/// Home, read far down, and on to the programs by a link.
async fn read_on(hospital: &Hospital, browser: &Browser) {
    browser.open(&hospital.url("/en/")).await;
    browser.until(site::LIVE).await;
    browser
        .run::<()>("document.here = true; scrollTo(0, 900)", json!([]))
        .await;
    browser.until("scrollY == 900").await;
    browser
        .run::<()>(
            "document.querySelector('main a[href=\"/en/programs/\"]').click()",
            json!([]),
        )
        .await;
    browser.until("location.pathname == '/en/programs/' && document.activeElement == document.querySelector('main h1')").await;
}

#[tokio::test]
async fn a_link_leads_to_the_heading_of_the_next_page() {
    visit(Screen::PHONE, async |hospital, browser| {
        read_on(hospital, browser).await;
        assert!(browser.ask::<bool>("document.here && scrollY == 0").await);
    })
    .await;
}

#[tokio::test]
async fn the_next_page_is_announced() {
    visit(Screen::PHONE, async |hospital, browser| {
        read_on(hospital, browser).await;
        let said: String = browser
            .ask("document.querySelector('.visually-hidden[role=status]').textContent")
            .await;
        assert!(browser.title().await.starts_with(&said), "{said}");
    })
    .await;
}

#[tokio::test]
async fn back_leads_to_where_one_was_reading() {
    visit(Screen::PHONE, async |hospital, browser| {
        read_on(hospital, browser).await;
        browser.back().await;
        browser
            .until("location.pathname == '/en/' && scrollY == 900")
            .await;
    })
    .await;
}

#[tokio::test]
async fn back_leads_to_the_heading() {
    visit(Screen::PHONE, async |hospital, browser| {
        read_on(hospital, browser).await;
        browser.back().await;
        browser.until("location.pathname == '/en/' && document.activeElement == document.querySelector('main h1')").await;
    })
    .await;
}

#[tokio::test]
async fn forward_leads_on_again() {
    visit(Screen::PHONE, async |hospital, browser| {
        read_on(hospital, browser).await;
        browser.back().await;
        browser.until("location.pathname == '/en/' && scrollY == 900").await;
        browser.driver().forward().await.expect("there is a page after");
        browser.until("location.pathname == '/en/programs/' && document.activeElement == document.querySelector('main h1')").await;
    })
    .await;
}

#[tokio::test]
async fn the_browsers_language_chooses_at_the_bare_address() {
    visit(Screen::PHONE, async |hospital, browser| {
        browser.open(&hospital.url("/")).await;
        browser.until("location.pathname == '/en/'").await;
    })
    .await;
}
