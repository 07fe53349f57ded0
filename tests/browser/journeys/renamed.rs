//! Somebody who follows an old link to a program that was renamed.

use harness::{Screen, site, visit_site};

#[tokio::test]
async fn the_former_address_of_a_program_leads_to_it() {
    let folder = tempfile::tempdir().expect("there is room for a site");
    let site = site::with_former_name("headache", "migraine", folder.path());
    visit_site(&site, Screen::PHONE, async |hospital, browser| {
        browser.open(&hospital.url("/ar/programs/migraine/")).await;
        browser.find(".program").await;
        assert_eq!(
            browser.address().await,
            hospital.url("/ar/programs/headache/")
        );
    })
    .await;
}
