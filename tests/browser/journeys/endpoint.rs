//! Endpoints that fail: patients are told the truth, keep everything, and have other ways.

use harness::answer::SHORT;
use harness::form::{Form, held};
use harness::{Browser, Fault, Hospital, Screen, axe, get, post, site, visit};
use thirtyfour::prelude::*;

/// Sends to an endpoint that fails like this, every time.
async fn stuck(fault: Fault, look: impl AsyncFnOnce(&Hospital, &Browser, Form<'_>)) {
    stuck_in("en", fault, look).await;
}

async fn stuck_in(lang: &str, fault: Fault, look: impl AsyncFnOnce(&Hospital, &Browser, Form<'_>)) {
    visit(Screen::PHONE, async |hospital, browser| {
        hospital.fail(post("/intake/"), fault.clone());
        hospital.fail(get("/intake/"), fault);
        hospital.fail(get("/appointment/$"), patient_for_a_second());
        browser.load_dice().await;
        let form = Form::sent(hospital, browser, lang).await;
        browser.find(".ladder").await;
        look(hospital, browser, form).await;
    })
    .await;
}

/// The page waits for an answer as long as `site.json` says; here for a second.
fn patient_for_a_second() -> Fault {
    Fault::changed(|page| page.replace(r#""timeout_seconds":20"#, r#""timeout_seconds":1"#))
}

/// A hotel's network that answers everything with its own page.
fn portal() -> Fault {
    Fault::Answered(
        200,
        "text/html",
        "<!doctype html><title>Welcome to our hotel</title>".into(),
    )
}

#[track_caller]
fn says(text: &str, key: &str) {
    assert_eq!(text, site::word("en", "send", key));
}

async fn title(browser: &Browser) -> String {
    browser.text(".status__title").await
}

/// The way with this title.
async fn way(browser: &Browser, lang: &str, key: &str) -> WebElement {
    let title = site::word(lang, "send", key);
    for way in browser
        .driver()
        .find_all(By::Css(".ladder__way"))
        .await
        .expect("the browser answers")
    {
        if way
            .text()
            .await
            .expect("it is still there")
            .contains(&title)
        {
            return way;
        }
    }
    panic!("there is no way called “{title}”")
}

#[tokio::test]
async fn an_endpoint_that_is_away_is_said_to_be_out_of_reach() {
    stuck(Fault::Refused, async |_, browser, _| {
        says(&title(browser).await, "unreachable_title");
    })
    .await;
}

#[tokio::test]
async fn of_an_endpoint_that_says_nothing_nothing_is_claimed() {
    stuck(Fault::Held, async |_, browser, _| {
        says(&title(browser).await, "unknown_title");
    })
    .await;
}

#[tokio::test]
async fn the_welcome_page_of_a_hotel_is_no_receipt() {
    stuck(portal(), async |_, browser, _| {
        says(&title(browser).await, "unknown_title");
    })
    .await;
}

#[tokio::test]
async fn of_an_endpoint_that_breaks_nothing_is_claimed() {
    stuck(
        Fault::Answered(500, "text/plain", "oh".into()),
        async |_, browser, _| {
            says(&title(browser).await, "unknown_title");
        },
    )
    .await;
}

#[tokio::test]
async fn a_missing_endpoint_is_a_failure() {
    stuck(
        Fault::Answered(404, "text/plain", "".into()),
        async |_, browser, _| {
            says(&title(browser).await, "failed_title");
        },
    )
    .await;
}

#[tokio::test]
async fn a_request_that_did_not_arrive_keeps_everything_typed() {
    stuck(Fault::Refused, async |_, browser, form| {
        browser.reload().await;
        form.restored().await;
        assert_eq!(form.values().await, held(SHORT));
    })
    .await;
}

#[tokio::test]
async fn what_did_not_arrive_takes_the_focus() {
    stuck(Fault::Refused, async |_, browser, _| {
        browser
            .until("document.activeElement.matches('.status')")
            .await;
    })
    .await;
}

/// Fails, is mended, and is tried again: the request is there once, under the reference that is shown.
async fn arrives_once_when_tried_again(fault: Fault, key: &str) {
    stuck(fault, async |hospital, browser, form| {
        hospital.mend();
        way(browser, "en", key)
            .await
            .click()
            .await
            .expect("it can be clicked");
        assert_eq!(form.receipt().await, hospital.request().reference);
    })
    .await;
}

#[tokio::test]
async fn trying_again_brings_the_request_there_once() {
    arrives_once_when_tried_again(Fault::Refused, "again").await;
}

#[tokio::test]
async fn trying_again_after_silence_brings_the_request_there_once() {
    arrives_once_when_tried_again(Fault::Held, "ask").await;
}

#[tokio::test]
async fn trying_again_after_lost_answers_brings_the_request_there_once() {
    arrives_once_when_tried_again(Fault::Lost, "again").await;
}

#[tokio::test]
async fn every_attempt_is_the_same_request() {
    stuck(Fault::Refused, async |hospital, _, _| {
        let posted = hospital.posted();
        let first = &posted[0];
        assert!(
            posted.len() > 1
                && posted.iter().all(|seen| seen.key.is_some()
                    && (&seen.key, &seen.body) == (&first.key, &first.body))
        );
    })
    .await;
}

#[tokio::test]
async fn an_email_is_ready_that_mail_programs_can_open() {
    stuck_in("ar", Fault::Refused, async |_, browser, _| {
        let mail = way(browser, "ar", "mail")
            .await
            .attr("href")
            .await
            .expect("it is there")
            .expect("it is a link");
        assert!(
            mail.starts_with("mailto:international") && mail.len() <= 1800,
            "{mail}"
        );
    })
    .await;
}

#[tokio::test]
async fn the_answers_can_be_copied() {
    stuck(Fault::Refused, async |_, browser, _| {
        way(browser, "en", "copy")
            .await
            .click()
            .await
            .expect("it can be clicked");
        browser.find(".copybox__text").await;
        let text: String = browser
            .ask("document.querySelector('.copybox .copybox__text').value")
            .await;
        assert!(text.contains("My knee hurts since I fell."), "{text}");
    })
    .await;
}

#[tokio::test]
async fn the_answers_can_be_downloaded() {
    stuck_in("ar", Fault::Refused, async |_, browser, form| {
        let folder = tempfile::tempdir().expect("there is room");
        browser.save_downloads_in(folder.path()).await;
        let file = folder
            .path()
            .join(format!("{}.html", form.value("_reference").await));
        way(browser, "ar", "file")
            .await
            .click()
            .await
            .expect("it can be clicked");
        // The browser makes the file first, and fills it then.
        let text = harness::until("the file", async || {
            let text = std::fs::read_to_string(&file).ok()?;
            text.ends_with("</html>\n").then_some(text)
        })
        .await;
        assert!(text.contains("Kenya") && text.contains("كينيا"), "{text}");
    })
    .await;
}

#[tokio::test]
async fn what_did_not_arrive_shuts_nobody_out() {
    for lang in site::DIRECTIONS {
        stuck_in(lang, Fault::Refused, async |_, browser, _| {
            axe::finds_nothing(browser, lang).await;
        })
        .await;
    }
}
