//! The contact page in the reader's own time: when the office is open, and whether it is now.

use harness::browser::Wish;
use harness::{Browser, Screen, site, visit};

/// What the device adds to the office hours.
const OWN: &str = "[...document.querySelectorAll('office-hours p')].map(line => line.textContent)";

/// A Wednesday in winter, at noon in Boston.
const OPEN: &str = "2026-01-14T17:00:00Z";
/// The Saturday after it.
const WEEKEND: &str = "2026-01-17T17:00:00Z";
/// The Friday before clocks in Boston go forward, in the evening.
const BEFORE_SUMMER: &str = "2026-03-06T23:00:00Z";

/// What the contact page says to a reader in this zone at this moment.
async fn said(browser: &Browser, address: &str, zone: &str, moment: &str) -> Vec<String> {
    browser.move_to(zone).await;
    browser
        .begin_with(&format!("Date.now = () => Date.parse('{moment}')"))
        .await;
    browser.open(address).await;
    browser.until(site::LIVE).await;
    browser.ask(OWN).await
}

/// The contact page in this language, zone and moment says this.
async fn says(lang: &str, zone: &str, moment: &str, expected: &[&str]) {
    visit(Screen::PHONE, async |hospital, browser| {
        let address = hospital.url(&format!("/{lang}/contact/"));
        assert_eq!(said(browser, &address, zone, moment).await, expected);
    })
    .await;
}

#[tokio::test]
async fn the_office_is_open_in_the_evening_of_dubai() {
    says(
        "en",
        "Asia/Dubai",
        OPEN,
        &[
            "In your time: Monday to Friday, 17:30 to 02:00.",
            "By these hours, the office is open now, until 02:00 in your time.",
        ],
    )
    .await;
}

#[tokio::test]
async fn days_are_those_of_the_reader() {
    says(
        "en",
        "Pacific/Auckland",
        WEEKEND,
        &[
            "In your time: Tuesday to Saturday, 02:30 to 11:00.",
            "By these hours, the office is closed now. In your time, it opens: Tuesday 02:30.",
        ],
    )
    .await;
}

#[tokio::test]
async fn the_change_of_clocks_is_counted_in() {
    says(
        "en",
        "Asia/Dubai",
        BEFORE_SUMMER,
        &[
            "In your time: Monday to Friday, 16:30 to 01:00.",
            "By these hours, the office is closed now. In your time, it opens: Monday 16:30.",
        ],
    )
    .await;
}

#[tokio::test]
async fn a_reader_in_the_offices_own_time_reads_it_once() {
    says(
        "en",
        "America/New_York",
        OPEN,
        &["By these hours, the office is open now, until 17:00 in your time."],
    )
    .await;
}

#[tokio::test]
async fn days_are_named_in_the_readers_language() {
    says(
        "ar",
        "Asia/Riyadh",
        WEEKEND,
        &[
            "بتوقيتكم: من الاثنين إلى الجمعة، من 16:30 إلى 01:00.",
            "بحسب هذه الأوقات، المكتب مغلق الآن. يفتح بتوقيتكم: الاثنين 16:30.",
        ],
    )
    .await;
}

#[tokio::test]
async fn they_are_said_after_moving_from_another_page_too() {
    visit(Screen::PHONE, async |hospital, browser| {
        browser.open(&hospital.url("/en/")).await;
        browser.until(site::LIVE).await;
        browser.click(".footer a[href='/en/contact/']").await;
        browser
            .until("document.querySelector('office-hours p')")
            .await;
    })
    .await;
}

#[tokio::test]
async fn without_script_the_page_says_the_hours_of_the_office_alone() {
    visit(
        Wish::without_script(Screen::PHONE),
        async |hospital, browser| {
            browser.open(&hospital.url("/en/contact/")).await;
            assert_eq!(
                browser.text(".contact .hours").await,
                "Monday to Friday, 08:30 to 17:00, Boston time"
            );
            assert!(!browser.shows("office-hours p").await);
        },
    )
    .await;
}
