//! A second opinion is asked for from afar: records one by one, a letter to the doctor, and another way
//! for whom it is not.

use harness::answer::{OPINION, SECOND_RECORD};
use harness::form::Form;
use harness::{Answer, Browser, Hospital, Screen, axe, site, visit};
use serde_json::{Value, json};

const FORM: &str = "second-opinion";

async fn open<'a>(hospital: &Hospital, browser: &'a Browser, lang: &str) -> Form<'a> {
    Form::open_named(hospital, browser, FORM, lang).await
}

/// Goes through the form by pointer, and adds the second record.
async fn fill(form: Form<'_>, browser: &Browser) {
    for (step, _) in OPINION.0 {
        browser.find(&format!("#{step}")).await;
        form.fill_step(OPINION, step).await;
        if *step == "records" {
            browser.click("[data-repeat='record'] [data-add]").await;
            form.fill_step(SECOND_RECORD, step).await;
        }
        form.go_on().await;
    }
    browser.find(".review").await;
}

#[tokio::test]
async fn a_son_asks_in_arabic_with_two_records() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = open(hospital, browser, "ar").await;
        fill(form, browser).await;
        form.send().await;
        let shown = form.receipt().await;
        let request = hospital.request();
        let steps = &request.envelope["response"]["item"];
        assert_eq!(
            (shown, count(steps, "record")),
            (request.reference.clone(), 2)
        );
    })
    .await;
}

fn count(items: &Value, id: &str) -> usize {
    let items = items.as_array().into_iter().flatten();
    items
        .map(|item| usize::from(item["linkId"] == id) + count(&item["item"], id))
        .sum()
}

#[tokio::test]
async fn a_patient_in_hospital_is_told_another_way_and_can_come_back() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = open(hospital, browser, "ar").await;
        form.fill_step(OPINION, "before").await;
        form.answer("in-hospital", Answer::One("yes")).await;
        form.go_on().await;
        browser.find("#ask-the-ward a[href='/ar/contact/']").await;
        browser.click("#ask-the-ward [data-back]").await;
        form.answer("in-hospital", Answer::One("no")).await;
        form.go_on().await;
        browser.find("#you").await;
    })
    .await;
}

#[tokio::test]
async fn old_and_missing_records_are_pointed_out_and_hold_nobody_up() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = open(hospital, browser, "ar").await;
        form.put(OPINION).await;
        form.go_to("records").await;
        let beside = browser.text("[data-repeat='record'] .advice").await;
        form.go_to("check").await;
        let again = browser.text(".review .advice").await;
        for said in [beside, again] {
            assert!(said.contains("سجل 1") && said.contains("تقرير"), "{said}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_letter_to_the_doctor_is_filled_in_on_the_device() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = open(hospital, browser, "ar").await;
        form.put(OPINION).await;
        form.go_to("treating-doctor").await;
        browser.click("[data-item='letter'] a").await;
        for sheet in [".letter__sheet[lang='ar']", ".letter__sheet[lang='en']"] {
            let text = browser.text(sheet).await;
            assert!(
                text.contains("Khalil") && text.contains("د. رنا عيسى"),
                "{text}"
            );
        }
        let addresses = browser.asked_for().await.join(" ");
        assert!(!addresses.contains("Khalil"), "{addresses}");
    })
    .await;
}

#[tokio::test]
async fn no_step_of_a_second_opinion_shuts_anybody_out() {
    for lang in site::DIRECTIONS {
        visit(Screen::PHONE, async |hospital, browser| {
            let form = open(hospital, browser, lang).await;
            form.put(OPINION).await;
            for (step, _) in OPINION.0 {
                form.go_to(step).await;
                axe::finds_nothing(browser, &format!("{lang} {step}")).await;
            }
            form.go_to("check").await;
            axe::finds_nothing(browser, &format!("{lang} review")).await;
            form.send().await;
            form.receipt().await;
            axe::finds_nothing(browser, &format!("{lang} receipt")).await;
        })
        .await;
    }
}

#[tokio::test]
async fn an_outcome_shuts_nobody_out() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = open(hospital, browser, "ar").await;
        let yes = |id: &str| (id.to_owned(), "yes".to_owned());
        for (question, outcome) in [
            ("operation-dated", "ask-before-operation"),
            ("in-hospital", "ask-the-ward"),
        ] {
            form.put_pairs(&[yes(question)]).await;
            browser
                .run::<()>("location.hash = arguments[0]", json!([outcome]))
                .await;
            browser.find(&format!("#{outcome}")).await;
            axe::finds_nothing(browser, outcome).await;
        }
    })
    .await;
}
