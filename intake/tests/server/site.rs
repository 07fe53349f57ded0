//! The built site, served by the intake.

use ureq::http::Request;

use crate::support::{Answer, Intake};

#[test]
fn a_folder_is_answered_with_its_page() {
    let answer = Intake::start().get("/");
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (200, "text/html; charset=utf-8")
    );
    assert!(answer.body.contains("<h1>Home</h1>"));
}

#[test]
fn a_page_is_asked_for_anew_each_time() {
    assert_eq!(Intake::start().get("/").header("cache-control"), "no-cache");
}

#[test]
fn an_asset_is_kept_for_good() {
    let cache = "public, max-age=31536000, immutable";
    assert_eq!(asset("identity").header("cache-control"), cache);
}

#[test]
fn webassembly_has_its_type() {
    assert_eq!(asset("identity").header("content-type"), "application/wasm");
}

#[test]
fn a_compressed_twin_is_sent_to_browsers_that_read_it() {
    assert_eq!(asset("gzip, br").header("content-encoding"), "br");
    assert_eq!(asset("identity").header("content-encoding"), "");
}

#[test]
fn a_missing_page_is_answered_with_the_site_s_own() {
    let answer = Intake::start().get("/nothing/here");
    assert_eq!(answer.status, 404);
    assert!(
        answer.body.contains("<h1>Nothing here</h1>"),
        "{}",
        answer.body
    );
}

#[test]
fn a_missing_asset_is_never_answered_with_a_page() {
    let answer = Intake::start().get("/assets/app-ffff0000.js");
    assert_eq!((answer.status, answer.body.as_str()), (404, ""));
    assert_eq!(answer.header("cache-control"), "no-cache");
}

#[test]
fn a_file_outside_the_site_is_not_served() {
    for path in [
        "/../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "/assets/..%2f..%2f..%2fCargo.toml",
    ] {
        let answer = Intake::start().get(path);
        assert_eq!(answer.status, 404, "{path}: {}", answer.body);
    }
}

#[test]
fn the_site_brings_its_own_headers() {
    let policy = Intake::start()
        .get("/")
        .header("content-security-policy")
        .to_owned();
    assert!(
        policy.contains("script-src 'self' 'wasm-unsafe-eval'"),
        "{policy}"
    );
}

#[test]
fn of_two_rules_for_one_address_the_later_counts() {
    let answer = Intake::start().get("/ar/");
    assert_eq!(
        answer.header("content-security-policy"),
        "default-src 'none'"
    );
}

#[test]
fn only_an_encrypted_page_asks_for_encryption() {
    let intake = Intake::start();
    let request = Request::get(intake.url("/")).header("x-forwarded-proto", "https");
    let encrypted = intake.send(request.body(Vec::new()).unwrap());
    let asks = |answer: &Answer| {
        answer
            .header("content-security-policy")
            .contains("upgrade-insecure-requests")
    };
    assert_eq!((asks(&encrypted), asks(&intake.get("/"))), (true, false));
}

#[test]
fn without_a_site_there_are_no_pages() {
    let intake = Intake::start_with(|settings| settings.site = None);
    assert_eq!(intake.get("/").status, 404);
}

fn asset(encoding: &str) -> Answer {
    let intake = Intake::start();
    let request = Request::get(intake.url("/assets/app-0123abcd.wasm"));
    intake.send(
        request
            .header("accept-encoding", encoding)
            .body(Vec::new())
            .unwrap(),
    )
}
