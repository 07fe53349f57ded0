//! Articles: their questions open, and links to a part of a page lead there.

use harness::browser::Wish;
use harness::{Browser, Screen, site, visit};

/// How far a part of the page is from the upper edge, in CSS pixels.
async fn distance(browser: &Browser, id: &str) -> f64 {
    browser
        .ask(&format!(
            "document.getElementById('{id}').getBoundingClientRect().top"
        ))
        .await
}

#[tokio::test]
async fn a_question_opens_without_script() {
    visit(
        Wish::without_script(Screen::PHONE),
        async |hospital, browser| {
            browser.open(&hospital.url("/en/questions/")).await;
            assert!(!browser.shows("#pay .prose").await);
            browser.click("#pay summary").await;
            browser.find("#pay .prose").await;
        },
    )
    .await;
}

#[tokio::test]
async fn a_link_within_an_article_leads_to_its_part() {
    visit(Screen::PHONE, async |hospital, browser| {
        browser.open(&hospital.url("/en/planning/")).await;
        browser.until(site::LIVE).await;
        browser.click(".prose a[href='#interpreters']").await;
        browser
            .until("Math.abs(document.getElementById('interpreters').getBoundingClientRect().top) < 60")
            .await;
    })
    .await;
}

#[tokio::test]
async fn a_link_leads_to_a_part_of_another_article() {
    visit(Screen::PHONE, async |hospital, browser| {
        browser.open(&hospital.url("/en/questions/")).await;
        browser.until(site::LIVE).await;
        browser.click("#interpreter summary").await;
        browser.click("#interpreter a").await;
        browser.until("document.getElementById('interpreters')").await;
        browser
            .until("Math.abs(document.getElementById('interpreters').getBoundingClientRect().top) < 60")
            .await;
        assert!(distance(browser, "interpreters").await > -1.0);
    })
    .await;
}

#[tokio::test]
async fn a_form_names_the_article_that_prepares_for_it() {
    visit(Screen::PHONE, async |hospital, browser| {
        browser.open(&hospital.url("/en/second-opinion/")).await;
        browser.until(site::LIVE).await;
        browser
            .click("main a[href='/en/second-opinion-steps/']")
            .await;
        browser.find("#steps").await;
    })
    .await;
}
