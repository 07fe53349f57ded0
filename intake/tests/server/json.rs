//! Requests that the app posts as JSON.

use std::num::NonZeroU32;

use intake::store::Store;
use portico::form::reference;
use serde_json::{Value, json};
use ureq::http::Request;

use crate::support::{ID, Intake, JSON, envelope, envelope_of};

const ADDRESS: &str = "/intake/appointment";

#[test]
fn a_new_request_is_answered_with_a_receipt_that_names_it() {
    let answer = Intake::start().post_json(&envelope());
    assert_eq!(answer.status, 201);
    let receipt = answer.json();
    assert_eq!(
        (&receipt["id"], &receipt["reference"]),
        (&envelope()["id"], &envelope()["reference"])
    );
    assert!(
        receipt["received"]
            .as_str()
            .unwrap()
            .parse::<jiff::Timestamp>()
            .is_ok()
    );
}

#[test]
fn a_new_request_says_where_its_receipt_is() {
    let intake = Intake::start();
    let answer = intake.post_json(&envelope());
    assert_eq!(answer.header("location"), format!("{ADDRESS}/{ID}"));
    assert_eq!(intake.get(answer.header("location")).json(), answer.json());
}

#[test]
fn a_request_that_never_arrived_has_no_receipt() {
    let answer = Intake::start().get(&format!("{ADDRESS}/{ID}"));
    assert_eq!(answer.refusal(), (404, "unknown-request".into()));
}

#[test]
fn a_stored_request_is_found_after_the_database_is_opened_again() {
    let mut intake = Intake::start();
    intake.post_json(&envelope());
    intake.stop();
    let stored = Store::open(&intake.database())
        .unwrap()
        .request(ID)
        .unwrap()
        .unwrap();
    assert_eq!(serde_json::to_value(&stored.parcel).unwrap(), envelope());
}

#[test]
fn the_same_request_again_gets_the_same_receipt() {
    let intake = Intake::start();
    let first = intake.post_json(&envelope());
    let again = intake.post_json(&envelope());
    assert_eq!((again.status, again.json()), (200, first.json()));
}

#[test]
fn the_same_answers_at_another_time_get_the_same_receipt() {
    let intake = Intake::start();
    let first = intake.post_json(&envelope());
    let mut later = envelope();
    later["authored"] = json!("2026-11-25T08:00:00+03:00");
    let again = intake.post_json(&later);
    assert_eq!((again.status, again.json()), (200, first.json()));
}

#[test]
fn another_request_under_the_same_id_is_refused() {
    let intake = Intake::start();
    intake.post_json(&envelope());
    let mut other = envelope();
    other["staff"]["sections"][0]["entries"][0]["answer"] = json!("Leila");
    assert_eq!(intake.post_json(&other).refusal(), (409, "conflict".into()));
}

#[test]
fn two_requests_at_once_with_one_id_are_stored_once() {
    let intake = Intake::start();
    let mut statuses: Vec<u16> = std::thread::scope(|scope| {
        let posts: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| intake.post_json(&envelope()).status))
            .collect();
        posts.into_iter().map(|post| post.join().unwrap()).collect()
    });
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 200, 200, 200, 200, 200, 200, 201]);
    assert_eq!(stored(&intake), 1);
}

#[test]
fn two_requests_with_two_ids_are_two_requests() {
    let intake = Intake::start();
    intake.post_json(&envelope());
    let other = intake.post_json(&envelope_of("0193a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6c"));
    assert_eq!((other.status, stored(&intake)), (201, 2));
}

#[test]
fn a_flagged_request_is_stored_like_any_other() {
    let intake = Intake::start();
    let mut flagged = envelope();
    flagged["flagged"] = json!(true);
    assert_eq!(intake.post_json(&flagged).status, 201);
    assert_eq!(stored(&intake), 1);
}

#[test]
fn a_request_without_idempotency_key_is_refused() {
    let body = envelope().to_string();
    let answer = Intake::start().post(ADDRESS, &[("content-type", JSON)], body);
    assert_eq!(answer.refusal(), (400, "idempotency-key".into()));
}

#[test]
fn a_key_that_is_not_the_request_s_id_is_refused() {
    let headers = [
        ("content-type", JSON),
        ("idempotency-key", "0193a2b4-0000-7000-8000-000000000000"),
    ];
    let answer = Intake::start().post(ADDRESS, &headers, envelope().to_string());
    assert_eq!(answer.refusal(), (400, "idempotency-key".into()));
}

#[test]
fn what_is_not_json_is_refused() {
    malformed("{\"id\": ");
    malformed("");
    malformed("<script>alert(1)</script>");
}

#[test]
fn half_a_surrogate_pair_is_not_text() {
    malformed(&envelope().to_string().replace("Amal", "\\ud800"));
}

#[test]
fn json_that_nests_without_end_is_refused() {
    malformed(&"[".repeat(500_000));
}

#[test]
fn a_body_that_is_no_utf_8_is_refused() {
    let mut body = envelope().to_string().into_bytes();
    let place = body.iter().position(|&byte| byte == b'A').unwrap();
    body[place] = 0xff;
    let headers = [("content-type", JSON), ("idempotency-key", ID)];
    let answer = Intake::start().post(ADDRESS, &headers, body);
    assert_eq!(answer.refusal(), (400, "malformed".into()));
}

#[test]
fn a_request_larger_than_a_mebibyte_is_refused() {
    let body = format!("\"{}\"", "a".repeat(1024 * 1024));
    let headers = [("content-type", JSON), ("idempotency-key", ID)];
    let answer = Intake::start().post(ADDRESS, &headers, body);
    assert_eq!(answer.refusal(), (413, "too-large".into()));
}

#[test]
fn another_content_type_is_refused() {
    let headers = [("content-type", "text/plain"), ("idempotency-key", ID)];
    let answer = Intake::start().post(ADDRESS, &headers, envelope().to_string());
    assert_eq!(answer.refusal(), (415, "wrong-type".into()));
}

#[test]
fn a_content_type_with_its_encoding_is_taken() {
    let headers = [
        ("content-type", "application/json; charset=utf-8"),
        ("idempotency-key", ID),
    ];
    let answer = Intake::start().post(ADDRESS, &headers, envelope().to_string());
    assert_eq!(answer.status, 201);
}

#[test]
fn a_form_that_does_not_exist_is_refused() {
    let headers = [("content-type", JSON), ("idempotency-key", ID)];
    let answer = Intake::start().post("/intake/nothing", &headers, envelope().to_string());
    assert_eq!(answer.refusal(), (404, "unknown-form".into()));
}

#[test]
fn a_request_posted_to_another_form_is_refused() {
    invalid("/form", &json!("newsletter"), "form");
}

#[test]
fn an_id_that_is_no_uuid_is_refused() {
    invalid("/id", &json!("1"), "id");
}

#[test]
fn a_reference_with_a_wrong_check_character_is_refused() {
    let reference = envelope()["reference"].as_str().unwrap().to_owned();
    let (code, check) = reference.split_at(reference.len() - 1);
    let wrong = if check == "0" { "1" } else { "0" };
    invalid("/reference", &json!(format!("{code}{wrong}")), "reference");
}

#[test]
fn the_reference_of_another_request_is_refused() {
    let other = reference::of("01890a5d-ac96-774b-bcce-b302099a8058").unwrap();
    invalid("/reference", &json!(other), "reference");
}

#[test]
fn a_response_that_is_another_resource_is_refused() {
    invalid("/response/resourceType", &json!("Patient"), "response");
}

#[test]
fn a_time_that_is_none_is_refused() {
    invalid("/authored", &json!("yesterday"), "authored");
}

#[test]
fn a_language_that_is_none_is_refused() {
    invalid("/language", &json!("ar\" onload=\""), "language");
}

#[test]
fn an_answer_of_a_hundred_thousand_letters_is_refused() {
    invalid(
        "/staff/sections/0/entries/0/answer",
        &json!("ا".repeat(100_000)),
        "too-long",
    );
}

#[test]
fn control_characters_are_refused() {
    for character in ["\0", "\u{1b}", "\u{7f}", "\u{85}"] {
        invalid(
            "/staff/sections/0/entries/0/answer",
            &json!(character),
            "control-character",
        );
    }
}

#[test]
fn line_ends_and_tabs_are_taken() {
    let mut request = envelope();
    request["staff"]["sections"][0]["entries"][0]["answer"] = json!("one\n\ttwo");
    assert_eq!(Intake::start().post_json(&request).status, 201);
}

#[test]
fn a_missing_part_is_named_by_its_place() {
    let mut request = envelope();
    request["staff"]["sections"][0]
        .as_object_mut()
        .unwrap()
        .remove("title");
    let answer = Intake::start().post_json(&request);
    assert_eq!(answer.refusal(), (422, "shape".into()));
    assert_eq!(answer.json()["errors"][0]["field"], "/staff/sections/0");
}

#[test]
fn a_refusal_never_repeats_an_answer() {
    let mut request = envelope();
    request["staff"]["sections"] = json!("a secret");
    request["language"] = json!("another secret");
    let answer = Intake::start().post_json(&request);
    assert_eq!(answer.status, 422);
    assert!(!answer.body.contains("secret"), "{}", answer.body);
}

#[test]
fn an_address_that_sends_too_much_is_told_when_to_come_back() {
    let intake = Intake::start_with(|settings| settings.rate = NonZeroU32::new(2).unwrap());
    let statuses = [(); 3].map(|()| intake.post_json(&envelope()).status);
    assert_eq!(statuses, [201, 200, 429]);
    let answer = intake.post_json(&envelope());
    assert_eq!(answer.refusal(), (429, "too-many".into()));
    let seconds: u64 = answer.header("retry-after").parse().unwrap();
    assert!((1..=30).contains(&seconds), "{seconds}");
}

#[test]
fn behind_a_proxy_each_patient_has_their_own_limit() {
    let intake = Intake::start_with(|settings| {
        settings.rate = NonZeroU32::MIN;
        settings.behind_proxy = true;
    });
    let from = |sender| {
        let headers = [
            ("content-type", JSON),
            ("idempotency-key", ID),
            ("x-forwarded-for", sender),
        ];
        intake
            .post(ADDRESS, &headers, envelope().to_string())
            .status
    };
    assert_eq!(from("203.0.113.9, 192.0.2.1"), 201);
    assert_eq!(from("203.0.113.9, 192.0.2.2"), 200);
    assert_eq!(from("198.51.100.7, 192.0.2.1"), 429);
}

#[test]
fn a_page_of_an_allowed_origin_may_ask_before_it_sends() {
    let answer = preflight("https://www.hospital.example");
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.header("access-control-allow-origin"),
        "https://www.hospital.example"
    );
    let headers = answer.header("access-control-allow-headers");
    assert!(
        headers.contains("idempotency-key") && headers.contains("content-type"),
        "{headers}"
    );
}

#[test]
fn a_page_of_another_origin_is_not_allowed() {
    let answer = preflight("https://www.elsewhere.example");
    assert_eq!(answer.header("access-control-allow-origin"), "");
}

#[test]
fn a_page_of_an_allowed_origin_may_read_a_refusal() {
    let intake = with_origin();
    let headers = [
        ("content-type", JSON),
        ("origin", "https://www.hospital.example"),
    ];
    let answer = intake.post(ADDRESS, &headers, "{");
    assert_eq!(answer.status, 400);
    assert_eq!(
        answer.header("access-control-allow-origin"),
        "https://www.hospital.example"
    );
}

fn with_origin() -> Intake {
    Intake::start_with(|settings| {
        settings.origins = vec!["https://www.hospital.example".parse().unwrap()];
    })
}

fn preflight(origin: &str) -> crate::support::Answer {
    let intake = with_origin();
    let request = Request::options(intake.url(ADDRESS))
        .header("origin", origin)
        .header("access-control-request-method", "POST")
        .header(
            "access-control-request-headers",
            "content-type,idempotency-key",
        );
    intake.send(request.body(Vec::new()).unwrap())
}

#[track_caller]
fn malformed(body: &str) {
    let headers = [("content-type", JSON), ("idempotency-key", ID)];
    let answer = Intake::start().post(ADDRESS, &headers, body);
    assert_eq!(answer.refusal(), (400, "malformed".into()));
}

#[track_caller]
fn invalid(place: &str, value: &Value, code: &str) {
    let mut request = envelope();
    *request.pointer_mut(place).unwrap() = value.clone();
    let key = request["id"].as_str().unwrap_or(ID).to_owned();
    let headers = [("content-type", JSON), ("idempotency-key", key.as_str())];
    let answer = Intake::start().post(ADDRESS, &headers, request.to_string());
    assert_eq!(answer.refusal(), (422, code.into()));
    assert_eq!(answer.json()["errors"][0]["field"], place);
}

fn stored(intake: &Intake) -> usize {
    Store::open(&intake.database())
        .unwrap()
        .listing(0, 1)
        .unwrap()
        .total
}
