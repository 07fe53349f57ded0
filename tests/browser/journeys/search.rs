//! Somebody who looks for an illness among the programs.

use harness::axe;
use harness::keyboard::Keyboard;
use harness::{Browser, Fault, Hospital, Screen, get, site, visit};
use thirtyfour::Key;

/// The addresses of the programs that show, in their order.
const SHOWN: &str = "[...document.querySelectorAll('.program-card__link')].filter(link => link.checkVisibility()).map(link => link.pathname)";

async fn open(hospital: &Hospital, browser: &Browser, lang: &str) {
    browser
        .open(&hospital.url(&format!("/{lang}/programs/")))
        .await;
    browser.until(site::LIVE).await;
}

async fn seek<'a>(browser: &'a Browser, typed: &str) -> Keyboard<'a> {
    browser.click("#filter").await;
    let keyboard = Keyboard(browser);
    keyboard.write(typed).await;
    keyboard
}

/// Opens the list of a language and types above it until something is said of what is found.
async fn sought<'a>(
    hospital: &Hospital,
    browser: &'a Browser,
    lang: &str,
    typed: &str,
) -> Keyboard<'a> {
    open(hospital, browser, lang).await;
    let keyboard = seek(browser, typed).await;
    browser.find(".filter__count").await;
    keyboard
}

async fn first(browser: &Browser) -> String {
    let shown: Vec<String> = browser.ask(SHOWN).await;
    shown.first().cloned().unwrap_or_default()
}

#[tokio::test]
async fn what_is_typed_finds_and_is_marked() {
    visit(Screen::PHONE, async |hospital, browser| {
        sought(hospital, browser, "en", "heart att").await;
        let marked: Vec<String> = browser
            .ask("[...document.querySelectorAll('#found li:first-child mark')].map(mark => mark.textContent.toLowerCase())")
            .await;
        assert!(marked.contains(&"heart".into()) && marked.contains(&"att".into()), "{marked:?}");
    })
    .await;
}

#[tokio::test]
async fn a_typing_mistake_is_forgiven() {
    visit(Screen::PHONE, async |hospital, browser| {
        sought(hospital, browser, "en", "storke").await;
        assert_eq!(first(browser).await, "/en/programs/stroke/");
    })
    .await;
}

#[tokio::test]
async fn arabic_is_found_in_every_form_of_its_letters() {
    visit(Screen::PHONE, async |hospital, browser| {
        sought(hospital, browser, "ar", "سكته دماغيه").await;
        assert_eq!(first(browser).await, "/ar/programs/stroke/");
    })
    .await;
}

#[tokio::test]
async fn english_is_found_in_arabic() {
    visit(Screen::PHONE, async |hospital, browser| {
        sought(hospital, browser, "ar", "Breast cancer").await;
        assert_eq!(first(browser).await, "/ar/programs/breast-cancer/");
    })
    .await;
}

#[tokio::test]
async fn how_many_fit_is_announced() {
    visit(Screen::PHONE, async |hospital, browser| {
        sought(hospital, browser, "en", "pituitary tumors and their").await;
        let said = browser.text("#filter-count[role=status] p").await;
        assert_eq!(said, site::word("en", "pages", "programs_found.one"));
    })
    .await;
}

#[tokio::test]
async fn where_nothing_fits_the_form_and_the_whole_list_are_offered() {
    visit(Screen::PHONE, async |hospital, browser| {
        open(hospital, browser, "en").await;
        let before: Vec<String> = browser.ask(SHOWN).await;
        seek(browser, "qqqqq").await;
        browser.find("#nothing a[href='/en/appointment/']").await;
        browser.click("#all").await;
        assert_eq!(browser.ask::<Vec<String>>(SHOWN).await, before);
    })
    .await;
}

#[tokio::test]
async fn what_is_typed_stands_in_no_address() {
    visit(Screen::PHONE, async |hospital, browser| {
        browser.open(&hospital.url("/en/")).await;
        browser.until(site::LIVE).await;
        seek(browser, "zugzwang").await.press(Key::Enter).await;
        browser.find("#nothing").await;
        let mut addresses = browser.asked_for().await;
        addresses.push(browser.address().await);
        let telling: Vec<_> = addresses
            .iter()
            .filter(|address| address.contains("zugzwang"))
            .collect();
        assert!(telling.is_empty(), "{telling:?}");
        assert_eq!(browser.address().await, hospital.url("/en/programs/"));
    })
    .await;
}

#[tokio::test]
async fn home_leads_to_what_is_found() {
    visit(Screen::PHONE, async |hospital, browser| {
        browser.open(&hospital.url("/en/")).await;
        browser.until(site::LIVE).await;
        seek(browser, "stroke").await.press(Key::Enter).await;
        browser.find("#found").await;
        assert_eq!(first(browser).await, "/en/programs/stroke/");
    })
    .await;
}

#[tokio::test]
async fn home_leads_to_what_is_found_before_the_app_comes() {
    visit(Screen::PHONE, async |hospital, browser| {
        hospital.fail(get(".wasm"), Fault::Held);
        browser.open(&hospital.url("/en/")).await;
        browser.until("window.portico?.keep").await;
        seek(browser, "stroke").await.press(Key::Enter).await;
        browser.until("location.pathname == '/en/programs/'").await;
        hospital.mend();
        browser.find("#found").await;
        assert_eq!(first(browser).await, "/en/programs/stroke/");
    })
    .await;
}

#[tokio::test]
async fn who_comes_back_from_a_program_still_sees_what_was_found() {
    visit(Screen::PHONE, async |hospital, browser| {
        sought(hospital, browser, "en", "stroke").await;
        let before: Vec<String> = browser.ask(SHOWN).await;
        browser.click("#found .program-card__link").await;
        browser.find(".program").await;
        browser
            .run::<()>("history.back()", serde_json::json!([]))
            .await;
        browser.find("#found").await;
        assert_eq!(browser.ask::<Vec<String>>(SHOWN).await, before);
    })
    .await;
}

#[tokio::test]
async fn the_keyboard_leads_from_the_field_to_the_best() {
    visit(Screen::DESK, async |hospital, browser| {
        let keyboard = sought(hospital, browser, "en", "stroke").await;
        keyboard.press(Key::Tab).await;
        let best = "document.activeElement == document.querySelector('#found .program-card__link')";
        assert!(browser.ask::<bool>(best).await);
    })
    .await;
}

#[tokio::test]
async fn the_list_is_shortened_without_the_app() {
    visit(Screen::PHONE, async |hospital, browser| {
        hospital.fail(get(".wasm"), Fault::Refused);
        browser.open(&hospital.url("/en/programs/")).await;
        browser.until("document.querySelector('html.failed')").await;
        let before: Vec<String> = browser.ask(SHOWN).await;
        seek(browser, "heart attack").await;
        browser
            .until("document.querySelector('#programs .group[hidden]')")
            .await;
        let after: Vec<String> = browser.ask(SHOWN).await;
        assert!(
            after.contains(&"/en/programs/cardiology/".into()) && after.len() < before.len() / 2,
            "{after:?}"
        );
    })
    .await;
}

async fn what_is_found_shuts_nobody_out(lang: &str, typed: &str) {
    visit(Screen::PHONE, async |hospital, browser| {
        sought(hospital, browser, lang, typed).await;
        let violations = axe::violations(browser).await;
        assert!(violations.is_empty(), "{violations:#?}");
    })
    .await;
}

#[tokio::test]
async fn what_is_found_shuts_nobody_out_in_english() {
    what_is_found_shuts_nobody_out("en", "heart").await;
}

#[tokio::test]
async fn what_is_found_shuts_nobody_out_in_arabic() {
    what_is_found_shuts_nobody_out("ar", "قلب").await;
}

#[tokio::test]
async fn nothing_found_shuts_nobody_out() {
    what_is_found_shuts_nobody_out("en", "qqqqq").await;
}
