//! What was sent: it waits where it does not arrive, goes by itself, arrives once, and leaves no answer
//! behind.

use harness::answer::SHORT;
use harness::form::{Form, READY, held};
use harness::keyboard::Keyboard;
use harness::{Browser, Fault, Hospital, Screen, axe, get, post, site, until, visit};
use serde_json::json;
use thirtyfour::prelude::*;

/// Nothing gets through to the intake, nor back.
fn cut_off(hospital: &Hospital, fault: Fault) {
    hospital.fail(post("/intake/"), fault.clone());
    hospital.fail(get("/intake/"), fault);
}

/// A request that was sent and did not arrive.
async fn waiting(look: impl AsyncFnOnce(&Hospital, &Browser, Form<'_>)) {
    visit(Screen::PHONE, async |hospital, browser| {
        cut_off(hospital, Fault::Refused);
        browser.load_dice().await;
        let form = Form::sent(hospital, browser, "en").await;
        browser.find(".ladder").await;
        look(hospital, browser, form).await;
    })
    .await;
}

/// A request that has arrived.
async fn arrived(look: impl AsyncFnOnce(&Hospital, &Browser, String)) {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = Form::sent(hospital, browser, "en").await;
        let reference = form.receipt().await;
        look(hospital, browser, reference).await;
    })
    .await;
}

/// The way with this title.
async fn take_way(browser: &Browser, key: &str) {
    let title = site::word("en", "send", key);
    const CLICK: &str =
        "[...document.querySelectorAll('.ladder__way, .waiting button, .receipt button')]
        .find(way => way.innerText.includes(arguments[0])).click()";
    browser.run::<()>(CLICK, json!([title])).await;
}

/// What the browser says when it has found a network.
async fn find_network(browser: &Browser) {
    browser
        .run::<()>("dispatchEvent(new Event('online'))", json!([]))
        .await;
}

/// Everything that this tab and this device have stored.
async fn stored(browser: &Browser) -> String {
    browser
        .ask("JSON.stringify([{...sessionStorage}, {...localStorage}])")
        .await
}

/// Waits until the bar says this of the request.
async fn says(browser: &Browser, key: &str, reference: &str) {
    let text = site::word("en", "send", key).replace("{reference}", reference);
    until(&text, async || {
        let said: String = browser
            .ask("document.querySelector('#waiting p')?.innerText || ''")
            .await;
        (said == text).then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_request_goes_by_itself_when_the_network_is_back() {
    waiting(async |hospital, browser, form| {
        hospital.mend();
        find_network(browser).await;
        assert_eq!(form.receipt().await, hospital.request().reference);
    })
    .await;
}

#[tokio::test]
async fn a_phone_that_finds_its_network_again_sends() {
    visit(Screen::PHONE, async |hospital, browser| {
        browser.load_dice().await;
        let form = Form::open(hospital, browser, "en").await;
        form.review(SHORT).await;
        browser.set_offline(true).await;
        form.send().await;
        browser.find(".ladder").await;
        browser.set_offline(false).await;
        assert_eq!(form.receipt().await, hospital.request().reference);
    })
    .await;
}

/// Whatever goes wrong with the first post, the request is there once, under the reference that is shown.
async fn arrives_once_after(fault: Fault) {
    visit(Screen::PHONE, async |hospital, browser| {
        hospital.fail(post("/intake/").once(), fault);
        browser.load_dice().await;
        let form = Form::sent(hospital, browser, "en").await;
        assert_eq!(form.receipt().await, hospital.request().reference);
    })
    .await;
}

#[tokio::test]
async fn a_post_that_is_refused_is_made_up_for() {
    arrives_once_after(Fault::Refused).await;
}

#[tokio::test]
async fn a_receipt_that_is_lost_is_made_up_for() {
    arrives_once_after(Fault::Lost).await;
}

#[tokio::test]
async fn half_a_receipt_is_made_up_for() {
    arrives_once_after(Fault::changed(|receipt| {
        receipt[..receipt.len() / 2].to_owned()
    }))
    .await;
}

#[tokio::test]
async fn an_empty_receipt_is_made_up_for() {
    arrives_once_after(Fault::changed(|_| String::new())).await;
}

#[tokio::test]
async fn the_page_of_a_hotel_is_made_up_for() {
    let welcome = "<!doctype html><title>Welcome</title>";
    arrives_once_after(Fault::Answered(200, "text/html", welcome.into())).await;
}

#[tokio::test]
async fn a_broken_server_is_made_up_for() {
    arrives_once_after(Fault::Answered(500, "text/plain", String::new())).await;
}

#[tokio::test]
async fn too_many_requests_are_made_up_for() {
    arrives_once_after(Fault::Answered(429, "text/plain", String::new())).await;
}

#[tokio::test]
async fn a_lost_receipt_is_asked_for_instead_of_sending_again() {
    visit(Screen::PHONE, async |hospital, browser| {
        hospital.fail(post("/intake/"), Fault::Lost);
        let form = Form::sent(hospital, browser, "en").await;
        form.receipt().await;
        assert_eq!(hospital.posted().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_busy_hospital_is_left_alone_as_long_as_it_asks() {
    visit(Screen::PHONE, async |hospital, browser| {
        hospital.fail(
            post("/intake/").once(),
            Fault::Answered(503, "text/plain", String::new()),
        );
        hospital.fail(
            post("/intake/").once(),
            Fault::header("retry-after", |_| "2".into()),
        );
        let form = Form::open(hospital, browser, "en").await;
        form.review(SHORT).await;
        let began = std::time::Instant::now();
        form.send().await;
        form.receipt().await;
        assert!(began.elapsed().as_secs() >= 2, "{:?}", began.elapsed());
    })
    .await;
}

#[tokio::test]
async fn a_reload_in_the_middle_of_sending_goes_on_with_the_same_request() {
    visit(Screen::PHONE, async |hospital, browser| {
        hospital.fail(post("/intake/").once(), Fault::Held);
        let form = Form::sent(hospital, browser, "en").await;
        until("the post", async || {
            (!hospital.posted().is_empty()).then_some(())
        })
        .await;
        browser.reload().await;
        form.receipt().await;
        hospital.mend();
        let posted = hospital.posted();
        assert!(
            posted
                .iter()
                .all(|seen| (&seen.key, &seen.body) == (&posted[0].key, &posted[0].body))
        );
        hospital.request();
    })
    .await;
}

#[tokio::test]
async fn ten_clicks_send_once() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = Form::open(hospital, browser, "en").await;
        form.review(SHORT).await;
        const CLICKS: &str = "const button = document.querySelector('.review .actions button');
            for (let n = 0; n < 10; n++) button.click()";
        browser.run::<()>(CLICKS, json!([])).await;
        form.receipt().await;
        assert_eq!(hospital.posted().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn after_arriving_nothing_typed_is_left_in_the_browser() {
    arrived(async |_, browser, _| {
        let stored = stored(browser).await;
        for typed in ["Amina", "amina@", "amina%40", "knee"] {
            assert!(!stored.contains(typed), "{typed}: {stored}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_reload_shows_the_receipt_again() {
    arrived(async |_, browser, reference| {
        browser.reload().await;
        assert_eq!(browser.text(".receipt__reference").await, reference);
    })
    .await;
}

#[tokio::test]
async fn going_back_to_the_form_shows_the_receipt_and_sends_nothing() {
    arrived(async |hospital, browser, reference| {
        browser.open(&hospital.url("/en/contact/")).await;
        browser.back().await;
        assert_eq!(browser.text(".receipt__reference").await, reference);
        assert_eq!(hospital.posted().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_other_language_shows_the_receipt_too() {
    arrived(async |hospital, browser, reference| {
        browser.open(&hospital.url("/ar/appointment/")).await;
        assert_eq!(browser.text(".receipt__reference").await, reference);
    })
    .await;
}

#[tokio::test]
async fn a_new_request_has_a_reference_of_its_own() {
    arrived(async |hospital, browser, reference| {
        take_way(browser, "new").await;
        browser.find("#you").await;
        let form = Form::here(browser);
        form.review(SHORT).await;
        form.send().await;
        browser.find(".receipt__reference").await;
        assert_ne!(form.receipt().await, reference);
        assert_eq!(hospital.requests().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn every_page_says_that_a_request_waits() {
    waiting(async |hospital, browser, form| {
        let reference = form.value("_reference").await;
        browser.open(&hospital.url("/en/contact/")).await;
        says(browser, "waiting_network", &reference).await;
    })
    .await;
}

#[tokio::test]
async fn a_request_goes_from_any_page() {
    waiting(async |hospital, browser, _| {
        browser.open(&hospital.url("/en/contact/")).await;
        browser.find("#waiting").await;
        hospital.mend();
        find_network(browser).await;
        until("the request", async || {
            (hospital.requests().len() == 1).then_some(())
        })
        .await;
        let reference = hospital.request().reference;
        says(browser, "waiting_arrived", &reference).await;
    })
    .await;
}

#[tokio::test]
async fn a_request_that_is_taken_back_has_everything_typed() {
    waiting(async |hospital, browser, form| {
        browser.open(&hospital.url("/en/contact/")).await;
        browser.find("#waiting button").await;
        take_way(browser, "waiting_back").await;
        browser.until(READY).await;
        browser.find(".review").await;
        assert_eq!(form.values().await, held(SHORT));
    })
    .await;
}

#[tokio::test]
async fn a_request_that_was_taken_back_does_not_go_by_itself() {
    waiting(async |hospital, browser, _| {
        browser.open(&hospital.url("/en/contact/")).await;
        browser.find("#waiting button").await;
        take_way(browser, "waiting_back").await;
        browser.find(".review .actions button").await;
        let before = hospital.posted().len();
        hospital.mend();
        find_network(browser).await;
        browser.open(&hospital.url("/en/contact/")).await;
        browser.until(site::LIVE).await;
        assert!(hospital.posted().len() == before && !browser.shows("#waiting").await);
    })
    .await;
}

#[tokio::test]
async fn taken_back_and_sent_again_it_is_the_same_request() {
    waiting(async |hospital, browser, form| {
        browser.click(".actions a[href='#consent']").await;
        browser.find("#consent").await;
        browser.reload().await;
        browser.until(READY).await;
        form.go_to("check").await;
        hospital.mend();
        form.send().await;
        form.receipt().await;
        let posted = hospital.posted();
        assert!(posted.iter().all(|seen| seen.body == posted[0].body));
    })
    .await;
}

#[tokio::test]
async fn changed_answers_are_never_said_to_have_arrived_when_the_earlier_ones_did() {
    visit(Screen::PHONE, async |hospital, browser| {
        hospital.fail(get("/intake/"), Fault::Refused);
        hospital.fail(post("/intake/"), Fault::Lost);
        browser.load_dice().await;
        let form = Form::sent(hospital, browser, "en").await;
        browser.find(".ladder").await;
        hospital.mend();
        form.go_to("care").await;
        form.type_into("problem", " And my back.").await;
        form.go_to("check").await;
        form.send().await;
        assert_eq!(
            browser.text(".status__title").await,
            site::word("en", "send", "different_title")
        );
    })
    .await;
}

/// A request that waits on the device, after its tab was closed.
async fn next_visit(look: impl AsyncFnOnce(&Hospital, &Browser, String)) {
    waiting(async |hospital, browser, form| {
        let reference = form.value("_reference").await;
        take_way(browser, "keep").await;
        browser
            .until("document.body.innerText.includes('on this device for up to three days, and is sent')")
            .await;
        // A new tab remembers nothing of the one that is closed.
        let driver = browser.driver();
        let new = driver.new_tab().await.expect("there is room for a tab");
        driver.close_window().await.expect("the tab can be closed");
        driver.switch_to_window(new).await.expect("it is there");
        browser.open(&hospital.url("/en/contact/")).await;
        look(hospital, browser, reference).await;
    })
    .await;
}

#[tokio::test]
async fn a_request_kept_on_the_device_goes_at_the_next_visit() {
    next_visit(async |hospital, browser, reference| {
        says(browser, "waiting_network", &reference).await;
        hospital.mend();
        browser.open(&hospital.url("/en/programs/")).await;
        until("the request", async || {
            (hospital.requests().len() == 1).then_some(())
        })
        .await;
        assert_eq!(hospital.request().reference, reference);
    })
    .await;
}

#[tokio::test]
async fn a_request_kept_on_the_device_comes_back_with_everything_typed() {
    next_visit(async |_, browser, _| {
        browser.find("#waiting button").await;
        take_way(browser, "waiting_back").await;
        browser.until(READY).await;
        assert_eq!(Form::here(browser).values().await, held(SHORT));
    })
    .await;
}

#[tokio::test]
async fn after_three_days_a_request_is_erased_and_the_patient_is_told() {
    next_visit(async |hospital, browser, reference| {
        const AGE: &str =
            "const key = Object.keys(localStorage).find(key => key.startsWith('portico:sent:'));
            const waiting = JSON.parse(localStorage[key]);
            waiting.since -= 73 * 36e5;
            localStorage[key] = JSON.stringify(waiting)";
        browser.run::<()>(AGE, json!([])).await;
        browser.open(&hospital.url("/en/programs/")).await;
        says(browser, "waiting_expired", &reference).await;
        assert!(!stored(browser).await.contains("Amina"));
    })
    .await;
}

/// What `localStorage` holds of a request that waits on the device. A killed browser may lose it, or come
/// back with what was there some seconds ago.
const STORED: &str =
    "Object.entries(localStorage).find(([key]) => key.startsWith('portico:sent:'))";

#[tokio::test]
async fn a_request_on_the_device_outlasts_a_browser_that_is_killed() {
    next_visit(async |hospital, browser, reference| {
        browser.find("#waiting").await;
        browser.run::<()>("localStorage.clear()", json!([])).await;
        hospital.mend();
        browser.open(&hospital.url("/en/programs/")).await;
        says(browser, "waiting_arrived", &reference).await;
        assert_eq!(hospital.request().reference, reference);
    })
    .await;
}

#[tokio::test]
async fn a_request_that_was_taken_back_stays_so_when_the_browser_is_killed() {
    next_visit(async |hospital, browser, _| {
        browser.find("#waiting button").await;
        let stored: [String; 2] = browser.ask(STORED).await;
        take_way(browser, "waiting_back").await;
        browser.find(".review .actions button").await;
        const PUT_BACK: &str = "localStorage.setItem(...arguments[0])";
        browser.run::<()>(PUT_BACK, json!([stored])).await;
        let before = hospital.posted().len();
        hospital.mend();
        browser.open(&hospital.url("/en/programs/")).await;
        browser.until(&format!("{} && !{STORED}", site::LIVE)).await;
        assert_eq!(hospital.posted().len(), before);
    })
    .await;
}

#[tokio::test]
async fn two_tabs_bring_it_there_once() {
    next_visit(async |hospital, browser, _| {
        let driver = browser.driver();
        hospital.mend();
        for _ in 0..2 {
            driver.new_tab().await.expect("there is room for a tab");
        }
        for handle in driver.windows().await.expect("the browser answers") {
            driver
                .switch_to_window(handle)
                .await
                .expect("the tab is there");
            browser.open(&hospital.url("/en/programs/")).await;
        }
        until("the request", async || {
            (!hospital.requests().is_empty()).then_some(())
        })
        .await;
        browser
            .until("!Object.keys(localStorage).some(key => key.startsWith('portico:sent:'))")
            .await;
        hospital.request();
    })
    .await;
}

#[tokio::test]
async fn every_way_on_is_reached_by_keyboard_in_either_direction() {
    waiting(async |hospital, browser, _| {
        for lang in site::DIRECTIONS {
            browser
                .open(&hospital.url(&format!("/{lang}/appointment/")))
                .await;
            browser.find(".ladder").await;
            browser
                .until("document.activeElement.matches('.status')")
                .await;
            let ways: usize = browser
                .ask("document.querySelectorAll('.ladder__way, .ladder__files button').length")
                .await;
            for _ in 0..ways {
                Keyboard(browser).press(Key::Tab).await;
                let on_a_way: bool = browser
                    .ask("document.activeElement.matches('.ladder__way, .ladder__files button')")
                    .await;
                assert!(on_a_way, "{lang}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn what_waits_shuts_nobody_out() {
    waiting(async |hospital, browser, _| {
        for lang in site::DIRECTIONS {
            browser
                .open(&hospital.url(&format!("/{lang}/contact/")))
                .await;
            browser.find("#waiting").await;
            axe::finds_nothing(browser, lang).await;
        }
    })
    .await;
}
