//! Forms that a browser posts by itself, without script or without wasm.

use intake::envelope::Envelope;
use intake::store::{Store, Stored};
use seal::Keys;

use crate::support::{FORM, ID, Intake, envelope, filled, filled_with, form};

#[test]
fn a_form_without_script_is_stored_with_an_identity_of_its_own() {
    let intake = Intake::start();
    assert_eq!(intake.post_form(&filled()).status, 201);
    let envelope = only(&intake);
    assert_eq!(
        portico::form::reference::of(&envelope.id),
        Some(envelope.reference)
    );
}

#[test]
fn a_form_gives_the_same_response_as_the_app_would() {
    let intake = Intake::start();
    intake.post_form(&filled());
    let response = only(&intake).response;
    assert_eq!(response["resourceType"], "QuestionnaireResponse");
    assert_eq!(
        response["item"][0]["item"][2]["answer"][0]["valueDate"],
        "1984-03-27"
    );
    assert_eq!(
        response["item"][1]["item"][0]["answer"][1]["valueCoding"]["code"],
        "surgery"
    );
}

#[test]
fn a_form_gives_staff_their_english_and_the_patient_their_own_language() {
    let intake = Intake::start();
    intake.post_form(&filled());
    let envelope = only(&intake);
    let care = |reading: &intake::envelope::Reading| {
        reading
            .entries()
            .find(|entry| entry.id == "care-kind")
            .unwrap()
            .answer
            .clone()
    };
    assert_eq!(care(&envelope.staff), "A diagnosis\nSurgery");
    assert_eq!(care(&envelope.patient), "تشخيص\nجراحة");
}

#[test]
fn line_ends_of_a_form_are_kept_as_one_character() {
    let intake = Intake::start();
    intake.post_form(&filled());
    let envelope = only(&intake);
    let problem = envelope
        .staff
        .entries()
        .find(|entry| entry.id == "problem")
        .unwrap();
    assert_eq!(problem.answer, "ألم في الصدر\nمنذ شهر");
}

#[test]
fn the_receipt_is_the_page_that_the_site_was_built_with() {
    let intake = Intake::start();
    let answer = intake.post_form(&filled_with("_lang", "en"));
    let reference = only(&intake).reference;
    assert!(
        answer.body.contains(&format!("<bdi>{reference}</bdi>")),
        "{}",
        answer.body
    );
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[test]
fn the_address_of_a_receipt_leads_back_to_the_site() {
    let answer = Intake::start().get("/intake/appointment");
    assert_eq!((answer.status, answer.header("location")), (303, "/"));
}

#[test]
fn where_the_site_has_no_receipt_page_a_plain_one_is_sent_in_the_form_s_language() {
    let intake = Intake::start();
    let answer = intake.post_form(&filled());
    let reference = only(&intake).reference;
    assert!(
        answer.body.contains(r#"<html lang="ar" dir="rtl">"#),
        "{}",
        answer.body
    );
    assert!(answer.body.contains(&reference), "{}", answer.body);
}

#[test]
fn the_identity_that_the_browser_made_is_kept() {
    let intake = Intake::start();
    intake.post_form(&filled_with("_id", ID));
    assert_eq!(only(&intake).id, ID);
}

#[test]
fn a_form_sent_twice_gets_the_same_receipt() {
    let intake = Intake::start();
    let first = intake.post_form(&filled_with("_id", ID));
    let again = intake.post_form(&filled_with("_id", ID));
    assert_eq!((first.status, again.status), (201, 200));
    assert_eq!(again.body, first.body);
    only(&intake);
}

#[test]
fn a_form_sent_twice_without_script_is_one_request() {
    let intake = Intake::start();
    let first = intake.post_form(&filled());
    let again = intake.post_form(&filled());
    assert_eq!((first.status, again.status), (201, 200));
    assert_eq!(again.body, first.body);
    only(&intake);
}

#[test]
fn two_forms_with_other_answers_without_script_are_two_requests() {
    let intake = Intake::start();
    intake.post_form(&filled());
    assert_eq!(
        intake.post_form(&filled_with("given-name", "ليلى")).status,
        201
    );
}

#[test]
fn other_answers_under_the_same_identity_are_refused_with_the_reference() {
    let intake = Intake::start();
    intake.post_form(&filled_with("_id", ID));
    let mut other = filled_with("_id", ID);
    other.retain(|(name, _)| *name != "family-name");
    let answer = intake.post_form(&other);
    assert_eq!(answer.status, 409);
    assert!(
        answer.body.contains(&only(&intake).reference),
        "{}",
        answer.body
    );
}

#[test]
fn a_request_that_came_by_script_and_comes_again_as_a_form_is_one_request() {
    let intake = Intake::start();
    intake.post_form(&filled_with("_id", ID));
    let mut sent_again = envelope();
    sent_again["response"] = only(&intake).response;
    assert_eq!(intake.post_json(&sent_again).status, 200);
    only(&intake);
}

#[test]
fn a_filled_trap_flags_the_request_and_keeps_it() {
    let intake = Intake::start();
    let answer = intake.post_form(&filled_with("_website", "https://cheap.example"));
    assert_eq!(answer.status, 201);
    assert!(only(&intake).flagged);
}

#[test]
fn a_missing_answer_is_asked_for_in_the_form_s_language() {
    let answer = Intake::start().post_form(&filled_with("given-name", ""));
    assert_eq!(answer.status, 422);
    assert!(
        answer.body.contains(r#"<html lang="ar" dir="rtl">"#),
        "{}",
        answer.body
    );
    assert!(
        answer.body.contains("<dt>الاسم</dt><dd>اكتب الاسم</dd>"),
        "{}",
        answer.body
    );
}

#[test]
fn a_form_with_problems_is_not_stored() {
    let intake = Intake::start();
    intake.post_form(&filled_with("given-name", ""));
    assert_eq!(requests(&intake), []);
}

#[test]
fn a_program_that_posts_a_form_is_told_which_question_has_a_problem() {
    let headers = [("content-type", FORM), ("accept", "application/json")];
    let body = form(&filled_with("birth-date.year", "3000"));
    let answer = Intake::start().post("/intake/appointment", &headers, body);
    assert_eq!(answer.refusal(), (422, "too-late".into()));
    assert_eq!(answer.json()["errors"][0]["field"], "birth-date");
}

#[test]
fn a_program_that_posts_a_form_gets_its_receipt_as_json() {
    let headers = [("content-type", FORM), ("accept", "application/json")];
    let answer = Intake::start().post(
        "/intake/appointment",
        &headers,
        form(&filled_with("_id", ID)),
    );
    assert_eq!(
        (answer.status, answer.json()["id"].as_str()),
        (201, Some(ID))
    );
}

#[test]
fn control_characters_are_taken_out_of_a_form() {
    let intake = Intake::start();
    assert_eq!(
        intake
            .post_form(&filled_with("given-name", "A\0mal\u{1b}"))
            .status,
        201
    );
    assert_eq!(only(&intake).staff.entries().next().unwrap().answer, "Amal");
}

#[test]
fn an_answer_of_a_hundred_thousand_letters_is_answered_by_naming_its_question() {
    let long = "ا".repeat(100_000);
    let mut pairs = filled();
    pairs.retain(|(name, _)| *name != "problem");
    pairs.push(("problem", &long));
    let answer = Intake::start().post_form(&pairs);
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("ما المشكلة؟"), "{}", answer.body);
}

#[test]
fn a_language_that_is_a_path_is_read_as_no_language() {
    let intake = Intake::start();
    assert_eq!(
        intake
            .post_form(&filled_with("_lang", "../../etc/passwd"))
            .status,
        201
    );
    assert_eq!(only(&intake).language, "en");
}

#[test]
fn without_a_site_there_are_no_questions_to_check_a_form_against() {
    let intake = Intake::start_with(|settings| settings.site = None);
    assert_eq!(intake.post_form(&filled()).status, 415);
}

#[test]
fn the_zone_that_the_browser_told_is_the_zone_of_the_request() {
    let intake = Intake::start();
    intake.post_form(&filled_with("_zone", "Asia/Riyadh"));
    let envelope = only(&intake);
    assert_eq!(envelope.zone, "Asia/Riyadh");
    assert!(
        envelope.authored.ends_with("+03:00"),
        "{}",
        envelope.authored
    );
}

#[test]
fn where_the_browser_told_no_zone_none_is_made_up() {
    let intake = Intake::start();
    intake.post_form(&filled());
    assert_eq!(only(&intake).zone, "");
}

fn requests(intake: &Intake) -> Vec<Stored> {
    Store::open(&intake.database())
        .unwrap()
        .listing(0, 10)
        .unwrap()
        .requests
}

#[track_caller]
fn only(intake: &Intake) -> Envelope {
    let requests = requests(intake);
    assert_eq!(requests.len(), 1);
    let envelope = requests[0].parcel.open(&Keys::default());
    envelope.expect("it is open").into_owned()
}
