//! A hospital that takes requests as FHIR: they arrive as anywhere else, and what a FHIR server says is
//! wrong is said where it is.

use std::path::Path;

use harness::form::Form;
use harness::{Browser, Fault, Hospital, Screen, post, site, visit_site};
use serde_json::{Value, json};

async fn with_fhir(journey: impl AsyncFnOnce(&Hospital, &Browser)) {
    let folder = tempfile::tempdir().expect("there is room for a site");
    visit_site(&with_destination(folder.path()), Screen::PHONE, journey).await;
}

fn with_destination(folder: &Path) -> std::path::PathBuf {
    let fhir = json!({ "kind": "fhir", "url": "/fhir" });
    site::with_destination(&fhir, folder)
}

/// A FHIR server that refuses one element.
fn refusal(element: &str, code: &str) -> Fault {
    let issue = json!({ "severity": "error", "code": code, "expression": [element] });
    let outcome = json!({ "resourceType": "OperationOutcome", "issue": [issue] });
    Fault::Answered(422, "application/fhir+json", outcome.to_string())
}

#[tokio::test]
async fn a_transaction_brings_the_request_to_the_inbox() {
    with_fhir(async |hospital, browser| {
        let form = Form::sent(hospital, browser, "ar").await;
        let shown = form.receipt().await;
        let request = hospital.request();
        assert_eq!(
            (shown, request.staff("country")),
            (request.reference.clone(), Some("Kenya"))
        );
    })
    .await;
}

#[tokio::test]
async fn what_leaves_is_a_transaction_with_the_patient_in_it() {
    with_fhir(async |hospital, browser| {
        Form::sent(hospital, browser, "en").await.receipt().await;
        let posted = &hospital.posted()[0];
        let bundle: Value = serde_json::from_str(&posted.body).expect("JSON");
        assert_eq!(posted.target, "/fhir");
        assert_eq!(bundle["entry"][0]["resource"]["birthDate"], "1954-03-27");
    })
    .await;
}

#[tokio::test]
async fn a_transaction_whose_answer_is_lost_is_there_once() {
    with_fhir(async |hospital, browser| {
        hospital.fail(post("/fhir").once(), Fault::Lost);
        browser.load_dice().await;
        let form = Form::sent(hospital, browser, "en").await;
        assert_eq!(form.receipt().await, hospital.request().reference);
        assert_eq!(hospital.posted().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn an_element_that_a_server_refuses_is_shown_at_its_question() {
    with_fhir(async |hospital, browser| {
        hospital.fail(
            post("/fhir"),
            refusal("Bundle.entry[0].resource.birthDate", "value"),
        );
        Form::sent(hospital, browser, "ar").await;
        let said = browser
            .text("[data-item='birth-date'] .field__problem")
            .await;
        assert_eq!(said, site::word("ar", "send", "refused_field"));
    })
    .await;
}

#[tokio::test]
async fn an_element_that_a_server_misses_is_asked_for_in_the_form_s_words() {
    with_fhir(async |hospital, browser| {
        hospital.fail(post("/fhir"), refusal("Patient.name.given", "required"));
        Form::sent(hospital, browser, "ar").await;
        let said = browser
            .text("[data-item='given-name'] .field__problem")
            .await;
        assert_eq!(said, site::word("ar", "appointment", "given-name!missing"));
    })
    .await;
}
