//! Patients who type before the app has come.

use harness::answer::SHORT;
use harness::form::{Form, READY, held};
use harness::keyboard::Keyboard;
use harness::{Fault, Screen, get, visit};
use serde_json::json;

#[tokio::test]
async fn what_is_typed_before_the_app_comes_stays() {
    visit(Screen::PHONE, async |hospital, browser| {
        hospital.fail(get(".wasm"), Fault::Held);
        let form = Form::open_early(hospital, browser, "en").await;
        for step in ["you", "patient", "contact"] {
            form.fill_step(SHORT, step).await;
            form.go_on().await;
        }
        let before = form.values().await;
        hospital.mend();
        browser.until(READY).await;
        assert_eq!(form.values().await, before);
    })
    .await;
}

#[tokio::test]
async fn the_app_takes_over_the_very_fields_that_were_typed_into() {
    visit(Screen::PHONE, async |hospital, browser| {
        hospital.fail(get(".wasm"), Fault::Held);
        Form::open_early(hospital, browser, "en").await;
        browser.run::<()>("for (const field of document.forms[0].elements) field.mine = true", json!([])).await;
        hospital.mend();
        browser.until(READY).await;
        let lost: Vec<String> =
            browser.ask("[...document.forms[0].elements].filter(({mine, name}) => name && !mine).map(({name}) => name)").await;
        assert_eq!(lost, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn typing_goes_on_while_the_app_arrives() {
    visit(Screen::PHONE, async |hospital, browser| {
        hospital.fail(get("/assets/portico-"), Fault::Slow(50_000));
        let form = Form::open_early(hospital, browser, "en").await;
        let keyboard = Keyboard(browser);
        form.go_on().await;
        browser.click("#f-called").await;
        let mut typed = String::new();
        while !browser.ask::<bool>(&format!("!!{READY}")).await {
            keyboard.write("ab ").await;
            typed += "ab ";
        }
        keyboard.write("end").await;
        assert_eq!(form.value("called").await, typed + "end");
    })
    .await;
}

#[tokio::test]
async fn the_focus_stays_where_it_was_when_the_app_comes() {
    visit(Screen::PHONE, async |hospital, browser| {
        hospital.fail(get(".wasm"), Fault::Held);
        let form = Form::open_early(hospital, browser, "en").await;
        form.go_on().await;
        form.type_into("called", "Am").await;
        hospital.mend();
        browser.until(READY).await;
        assert_eq!(
            browser.ask::<String>("document.activeElement.id").await,
            "f-called"
        );
    })
    .await;
}

#[tokio::test]
async fn a_request_begun_before_the_app_came_arrives() {
    visit(Screen::PHONE, async |hospital, browser| {
        hospital.fail(get(".wasm"), Fault::Held);
        let form = Form::open_early(hospital, browser, "en").await;
        form.put(SHORT).await;
        hospital.mend();
        browser.until(READY).await;
        assert_eq!(form.values().await, held(SHORT));
        form.go_to("check").await;
        form.send().await;
        assert_eq!(form.receipt().await, hospital.request().reference);
    })
    .await;
}
