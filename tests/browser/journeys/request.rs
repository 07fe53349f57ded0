//! The main job: an appointment is asked for, and the request arrives.

use harness::answer::{FULL, SHORT, STORY};
use harness::database::Request;
use harness::form::Form;
use harness::keyboard::Keyboard;
use harness::{Browser, Fault, Hospital, Screen, post, visit};
use serde_json::Value;
use thirtyfour::prelude::*;
use tokio::sync::OnceCell;

/// A daughter fills the form in for her mother: in Arabic, on a telephone, with a keyboard.
async fn by_keyboard(hospital: &Hospital, browser: &Browser) -> String {
    let form = Form::open(hospital, browser, "ar").await;
    let keyboard = Keyboard(browser);
    for (step, answers) in FULL.0 {
        browser.find(&format!("#{step}")).await;
        for (id, answer) in *answers {
            keyboard.answer(id, *answer).await;
        }
        keyboard.go_on().await;
    }
    keyboard.tab_to("the way to send", |focus| focus.send).await;
    keyboard.press(Key::Enter).await;
    form.receipt().await
}

/// What became of the daughter's journey, which the tests below share.
struct Arrived {
    shown: String,
    requests: Vec<Request>,
}

static DAUGHTER: OnceCell<Arrived> = OnceCell::const_new();

async fn daughter() -> &'static Arrived {
    let journey = visit(Screen::PHONE, async |hospital, browser| {
        let shown = by_keyboard(hospital, browser).await;
        Arrived {
            shown,
            requests: hospital.requests(),
        }
    });
    DAUGHTER.get_or_init(|| journey).await
}

async fn daughters_request() -> &'static Request {
    &daughter().await.requests[0]
}

#[tokio::test]
async fn a_daughters_request_arrives_once() {
    assert_eq!(daughter().await.requests.len(), 1);
}

#[tokio::test]
async fn the_reference_she_sees_is_the_one_that_arrived() {
    assert_eq!(daughter().await.shown, daughters_request().await.reference);
}

#[tokio::test]
async fn staff_read_her_request_in_english() {
    let request = daughters_request().await;
    assert_eq!(
        (
            request.envelope["staff"]["lang"].as_str(),
            request.staff("requester"),
            request.staff("country")
        ),
        (
            Some("en"),
            Some("I am a relative or friend of the patient"),
            Some("Lebanon")
        )
    );
}

#[tokio::test]
async fn she_reads_her_request_in_arabic() {
    let request = daughters_request().await;
    assert_eq!(
        (
            request.envelope["patient"]["lang"].as_str(),
            request.patient("country")
        ),
        (Some("ar"), Some("لبنان"))
    );
}

#[tokio::test]
async fn her_words_arrive_as_she_wrote_them() {
    assert_eq!(daughters_request().await.staff("problem"), Some(STORY));
}

#[tokio::test]
async fn staff_know_which_words_are_in_arabic() {
    let request = daughters_request().await;
    let sections = request.envelope["staff"]["sections"]
        .as_array()
        .expect("there are sections");
    let mut entries = sections
        .iter()
        .flat_map(|section| section["entries"].as_array().expect("there are entries"));
    let problem = entries
        .find(|entry| entry["id"] == "problem")
        .expect("there is a problem");
    assert_eq!(problem["answer_lang"], "ar");
}

#[tokio::test]
async fn a_date_in_arabic_digits_is_the_date_it_says() {
    let response = daughters_request().await.envelope["response"].to_string();
    assert!(
        response.contains(r#""valueDate":"1954-03-27""#),
        "{response}"
    );
}

#[tokio::test]
async fn everything_she_answered_is_in_the_response() {
    let mut ids = Vec::new();
    gather_ids(
        &daughters_request().await.envelope["response"]["item"],
        &mut ids,
    );
    let answered = FULL
        .0
        .iter()
        .flat_map(|(_, answers)| *answers)
        .map(|(id, _)| *id);
    let missing: Vec<_> = answered
        .filter(|id| !ids.iter().any(|found| found == id))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

fn gather_ids(items: &Value, ids: &mut Vec<String>) {
    for item in items.as_array().into_iter().flatten() {
        ids.extend(item["linkId"].as_str().map(str::to_owned));
        gather_ids(&item["item"], ids);
    }
}

#[tokio::test]
async fn a_request_whose_first_answer_is_lost_arrives_once() {
    visit(Screen::PHONE, async |hospital, browser| {
        hospital.fail(post("/intake/").once(), Fault::Lost);
        let shown = by_keyboard(hospital, browser).await;
        assert_eq!(hospital.request().reference, shown);
    })
    .await;
}

#[tokio::test]
async fn a_patient_takes_the_short_path_in_english() {
    visit(Screen::DESK, async |hospital, browser| {
        let form = Form::open(hospital, browser, "en").await;
        form.fill(SHORT).await;
        form.send().await;
        let shown = form.receipt().await;
        assert_eq!(hospital.request().reference, shown);
    })
    .await;
}

#[tokio::test]
async fn a_second_click_sends_nothing_more() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = Form::open(hospital, browser, "en").await;
        form.review(SHORT).await;
        const TWICE: &str = "const send = document.querySelector('.review .actions button'); send.click(); send.click()";
        browser.run::<()>(TWICE, serde_json::json!([])).await;
        form.receipt().await;
        assert_eq!(hospital.posted().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn nothing_typed_stays_in_the_browser_after_the_receipt() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = Form::open(hospital, browser, "en").await;
        form.review(SHORT).await;
        form.send().await;
        form.receipt().await;
        let kept: String = browser
            .ask("JSON.stringify([{...sessionStorage}, {...localStorage}, document.cookie])")
            .await;
        assert!(!kept.contains("amina"), "{kept}");
    })
    .await;
}

#[tokio::test]
async fn nothing_about_the_patient_is_in_an_address() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = Form::open(hospital, browser, "en").await;
        form.fill(SHORT).await;
        form.send().await;
        form.receipt().await;
        let addresses = browser.asked_for().await.join("\n");
        assert!(!addresses.to_lowercase().contains("amina"), "{addresses}");
    })
    .await;
}
