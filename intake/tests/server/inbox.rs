//! What coordinators see, and what keeps everyone else out.

use serde_json::json;

use crate::support::{ID, Intake, TOKEN, envelope, envelope_of, filled};

#[test]
fn the_token_opens_the_inbox_and_leaves_the_address() {
    let answer = Intake::start().get(&format!("/inbox?token={TOKEN}"));
    assert_eq!((answer.status, answer.header("location")), (303, "/inbox"));
}

#[test]
fn the_cookie_is_out_of_reach_of_scripts_and_of_other_sites() {
    let answer = Intake::start().get(&format!("/inbox?token={TOKEN}"));
    let cookie = answer.header("set-cookie");
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"),
        "{cookie}"
    );
}

#[test]
fn a_wrong_token_opens_nothing() {
    let answer = Intake::start().get("/inbox?token=another-token-for-the-tests");
    assert_eq!((answer.status, answer.header("set-cookie")), (403, ""));
}

#[test]
fn without_the_cookie_every_page_of_the_inbox_is_locked() {
    let intake = Intake::start();
    intake.post_json(&envelope());
    for path in [
        "/inbox",
        "/inbox?page=2",
        &format!("/inbox/{ID}"),
        &format!("/inbox/{ID}/response.json"),
    ] {
        let answer = intake.get(path);
        assert_eq!(answer.status, 403, "{path}");
        assert!(!answer.body.contains("Amal"), "{path}");
    }
}

#[test]
fn the_inbox_may_neither_run_scripts_nor_be_kept_by_the_browser() {
    let answer = Intake::start().read("/inbox");
    assert!(
        answer
            .header("content-security-policy")
            .starts_with("default-src 'none'; style-src 'self'")
    );
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("referrer-policy"), "no-referrer");
}

#[test]
fn an_empty_inbox_says_so() {
    assert!(
        Intake::start()
            .read("/inbox")
            .body
            .contains("No request has arrived yet.")
    );
}

#[test]
fn the_list_shows_who_asks_for_what() {
    let intake = Intake::start();
    intake.post_json(&envelope());
    let body = intake.read("/inbox").body;
    for part in [
        envelope()["reference"].as_str().unwrap(),
        "Amal Haddad",
        "Request an appointment",
        "العربية",
    ] {
        assert!(body.contains(part), "{part}: {body}");
    }
}

#[test]
fn the_newest_request_is_on_top() {
    let intake = Intake::start();
    let other = "0193a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6c";
    intake.post_json(&envelope());
    intake.post_json(&envelope_of(other));
    let body = intake.read("/inbox").body;
    assert!(body.find(other).unwrap() < body.find(ID).unwrap());
}

#[test]
fn the_list_goes_on_on_another_page() {
    let intake = Intake::start();
    for number in 0..51 {
        intake.post_json(&envelope_of(&format!(
            "0193a2b4-5c6d-7e8f-9a0b-{number:012x}"
        )));
    }
    assert!(intake.read("/inbox").body.contains("1 to 50 of 51"));
    assert!(
        intake
            .read("/inbox")
            .body
            .contains(r#"href="/inbox?page=2""#)
    );
    assert!(intake.read("/inbox?page=2").body.contains("51 to 51 of 51"));
}

#[test]
fn a_page_number_that_is_none_shows_the_first_page() {
    let intake = Intake::start();
    intake.post_json(&envelope());
    for page in ["0", "-1", "x", "99999999999999999999999"] {
        assert!(
            intake
                .read(&format!("/inbox?page={page}"))
                .body
                .contains(ID),
            "{page}"
        );
    }
}

#[test]
fn a_flagged_request_is_marked() {
    let intake = Intake::start();
    let mut flagged = envelope();
    flagged["flagged"] = json!(true);
    intake.post_json(&flagged);
    assert!(
        intake
            .read("/inbox")
            .body
            .contains("Check: maybe sent by a machine")
    );
}

#[test]
fn a_request_shows_the_english_reading_first() {
    let intake = Intake::start();
    intake.post_form(&filled());
    let body = request(&intake);
    let place = |text| body.find(text).unwrap_or_else(|| panic!("{text}: {body}"));
    assert!(place("A diagnosis") < place("تشخيص"));
}

#[test]
fn the_patient_s_own_reading_has_its_language_and_direction() {
    let intake = Intake::start();
    intake.post_form(&filled());
    assert!(request(&intake).contains(r#"<div lang="ar" dir="rtl">"#));
}

#[test]
fn an_answer_in_the_patient_s_own_words_has_its_language() {
    let intake = Intake::start();
    intake.post_form(&filled());
    assert!(request(&intake).contains(r#"<dd><bdi lang="ar">أمل</bdi></dd>"#));
}

#[test]
fn a_request_in_english_is_shown_once() {
    let intake = Intake::start();
    let mut english = envelope();
    english["patient"] = english["staff"].clone();
    intake.post_json(&english);
    assert!(
        !intake
            .read(&format!("/inbox/{ID}"))
            .body
            .contains("As the patient saw it")
    );
}

#[test]
fn what_a_patient_typed_is_never_markup() {
    let intake = Intake::start();
    let script = "<script>alert('1')</script>\"&";
    let mut request = envelope();
    for place in [
        "/staff/sections/0/title",
        "/staff/sections/0/entries/0/question",
        "/staff/sections/0/entries/0/answer",
        "/staff/title",
        "/patient/sections/0/entries/0/answer",
    ] {
        *request.pointer_mut(place).unwrap() = json!(script);
    }
    assert_eq!(intake.post_json(&request).status, 201);
    for path in ["/inbox".to_owned(), format!("/inbox/{ID}")] {
        let body = intake.read(&path).body;
        assert!(!body.contains("<script"), "{body}");
        assert!(
            body.contains("&lt;script&gt;alert('1')&lt;/script&gt;&quot;&amp;"),
            "{body}"
        );
    }
}

#[test]
fn a_request_can_be_downloaded_as_fhir() {
    let intake = Intake::start();
    intake.post_json(&envelope());
    let answer = intake.read(&format!("/inbox/{ID}/response.json"));
    assert_eq!(answer.json(), envelope()["response"]);
    assert_eq!(answer.header("content-type"), "application/fhir+json");
    assert!(
        answer
            .header("content-disposition")
            .starts_with("attachment")
    );
}

#[test]
fn a_request_that_is_not_there_has_a_page_that_says_so() {
    let intake = Intake::start();
    assert_eq!(intake.read(&format!("/inbox/{ID}")).status, 404);
    assert_eq!(intake.read("/inbox/%00%27--").status, 404);
}

#[test]
fn times_are_shown_in_the_zone_of_the_office() {
    let intake = Intake::start_with(|settings| {
        settings.zone = jiff::tz::TimeZone::get("Asia/Kolkata").unwrap();
    });
    intake.post_json(&envelope());
    assert!(intake.read("/inbox").body.contains(" IST</bdi>"));
}

#[test]
fn the_patient_s_own_clock_is_shown_as_it_stood_there() {
    let intake = Intake::start();
    intake.post_json(&envelope());
    assert!(
        intake
            .read(&format!("/inbox/{ID}"))
            .body
            .contains("24 Nov 2026, 02:15")
    );
}

/// The page of the newest request.
fn request(intake: &Intake) -> String {
    let list = intake.read("/inbox").body;
    let (_, rest) = list.split_once(r#"href="/inbox/"#).unwrap();
    let (id, _) = rest.split_once('"').unwrap();
    intake.read(&format!("/inbox/{id}")).body
}
