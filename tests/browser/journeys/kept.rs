//! Nothing typed is lost, and nothing is left behind: what a patient keeps on the device, in a file, and
//! what becomes of it.

use std::fs;
use std::path::{Path, PathBuf};

use harness::answer::SHORT;
use harness::browser::Wish;
use harness::form::{Form, READY, held};
use harness::{Browser, Fault, Hospital, Screen, Storage, axe, get, site, until, visit};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

/// What nobody else may find once it was sent or erased.
const TYPED: [&str; 3] = ["Amina", "amina@example.com", "My knee hurts since I fell."];

/// The drafts that are kept on the device.
async fn drafts(browser: &Browser) -> Vec<Value> {
    let all = Storage::of(browser).await;
    let kept = &all.place("databases")["portico/drafts"][1];
    let mut kept = kept.as_array().cloned().unwrap_or_default();
    // Requests that wait lie beside them, and belong to no form.
    kept.retain(|draft| draft["form"].is_string());
    kept
}

/// Waits until so many drafts are kept, one of them with this in it.
async fn kept(browser: &Browser, count: usize, typed: &str) -> Vec<Value> {
    until(&format!("{count} drafts with {typed}"), async || {
        let drafts = drafts(browser).await;
        let there = drafts.iter().any(|draft| {
            draft["text"]
                .as_str()
                .is_some_and(|text| text.contains(typed))
        });
        (drafts.len() == count && (there || typed.is_empty())).then_some(drafts)
    })
    .await
}

async fn choose_to_keep(browser: &Browser) {
    browser
        .until("document.querySelector('#keep:enabled')")
        .await;
    browser.click("label[for=keep]").await;
}

/// A form with answers that are kept on the device.
async fn keep(hospital: &Hospital, browser: &Browser) {
    let form = Form::open(hospital, browser, "en").await;
    form.put(SHORT).await;
    choose_to_keep(browser).await;
    kept(browser, 1, "Amina").await;
}

/// Types on, and waits until that is kept too.
async fn goes_on(browser: &Browser) {
    browser
        .until("document.querySelector('#keep:checked')")
        .await;
    Form::here(browser)
        .put_pairs(&[("family-name".into(), "Wanjiru".into())])
        .await;
    kept(browser, 1, "Wanjiru").await;
}

/// What is said above the form.
async fn said(browser: &Browser) -> String {
    browser.text(".kept:not(:empty)").await
}

/// Waits until this is said above the form.
async fn says(browser: &Browser, key: &str) {
    let text = site::word("en", "form", key);
    let part = text.split('{').next().unwrap_or_default().trim().to_owned();
    until(&text, async || {
        said(browser).await.contains(&part).then_some(())
    })
    .await;
}

/// What is kept becomes older by hours, or younger.
async fn age(browser: &Browser, hours: i64) {
    const AGE: &str = "
        const [hours, done] = arguments;
        indexedDB.open('portico').onsuccess = ({target: {result}}) => {
            const writing = result.transaction('drafts', 'readwrite'), store = writing.objectStore('drafts');
            store.getAll().onsuccess = ({target}) => target.result.forEach(draft => store.put({...draft, saved: draft.saved - hours * 36e5}));
            writing.oncomplete = () => { result.close(); done() };
        };";
    let aged = browser
        .driver()
        .execute_async(AGE.to_owned(), vec![json!(hours)])
        .await;
    aged.expect("drafts can be aged");
}

#[tokio::test]
async fn nothing_is_kept_on_the_device_unless_that_is_chosen() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = Form::open(hospital, browser, "en").await;
        form.put(SHORT).await;
        browser
            .until("document.querySelector('#keep:enabled')")
            .await;
        assert_eq!(drafts(browser).await, [Value::Null; 0]);
    })
    .await;
}

#[tokio::test]
async fn what_was_kept_comes_back_in_a_new_tab() {
    visit(Screen::PHONE, async |hospital, browser| {
        keep(hospital, browser).await;
        browser.open_tab().await;
        let form = Form::open(hospital, browser, "en").await;
        says(browser, "kept_back").await;
        assert_eq!(form.values().await, held(SHORT));
    })
    .await;
}

#[tokio::test]
async fn what_was_kept_comes_back_without_the_app() {
    visit(Screen::PHONE, async |hospital, browser| {
        keep(hospital, browser).await;
        browser.open_tab().await;
        let refused = |policy: &str| policy.replace(" 'wasm-unsafe-eval'", "");
        hospital.fail(
            get("^/ar/"),
            Fault::header("content-security-policy", refused),
        );
        let form = Form::open_early(hospital, browser, "ar").await;
        browser.find("#rescue").await;
        browser.find(".kept:not(:empty)").await;
        assert_eq!(form.values().await, held(SHORT));
    })
    .await;
}

#[tokio::test]
async fn what_was_kept_is_the_same_request() {
    visit(Screen::PHONE, async |hospital, browser| {
        keep(hospital, browser).await;
        let id = Form::here(browser).value("_id").await;
        browser.open_tab().await;
        let form = Form::open(hospital, browser, "ar").await;
        browser.find(".kept:not(:empty)").await;
        assert_eq!(form.value("_id").await, id);
    })
    .await;
}

#[tokio::test]
async fn a_reload_goes_on_keeping() {
    visit(Screen::PHONE, async |hospital, browser| {
        keep(hospital, browser).await;
        browser.reload().await;
        browser.until(READY).await;
        goes_on(browser).await;
    })
    .await;
}

#[tokio::test]
async fn another_language_goes_on_keeping() {
    visit(Screen::PHONE, async |hospital, browser| {
        keep(hospital, browser).await;
        browser.choose_language("ar").await;
        browser.until(READY).await;
        goes_on(browser).await;
    })
    .await;
}

#[tokio::test]
async fn reading_another_page_goes_on_keeping() {
    visit(Screen::PHONE, async |hospital, browser| {
        keep(hospital, browser).await;
        Form::here(browser).read_elsewhere().await;
        browser
            .until("document.querySelector('#keep:checked')")
            .await;
        assert_eq!(Form::here(browser).values().await, held(SHORT));
    })
    .await;
}

#[tokio::test]
async fn a_page_from_the_browsers_memory_goes_on_keeping() {
    visit(Screen::PHONE, async |hospital, browser| {
        keep(hospital, browser).await;
        browser.open(&hospital.url("/robots.txt")).await;
        browser.back().await;
        browser.until(READY).await;
        let form = Form::here(browser);
        form.put_pairs(&[("family-name".into(), "Wanjiru".into())])
            .await;
        kept(browser, 1, "Wanjiru").await;
        assert_eq!(form.value("given-name").await, "Amina");
    })
    .await;
}

#[tokio::test]
async fn a_form_reached_by_a_link_keeps_too() {
    visit(Screen::PHONE, async |hospital, browser| {
        browser.open(&hospital.url("/en/")).await;
        browser.until(site::LIVE).await;
        browser
            .run::<()>(
                "document.querySelector('main a[href^=\"/en/appointment/\"]').click()",
                json!([]),
            )
            .await;
        browser.until(READY).await;
        choose_to_keep(browser).await;
        Form::here(browser).put(SHORT).await;
        kept(browser, 1, "Amina").await;
    })
    .await;
}

#[tokio::test]
async fn whoever_chooses_otherwise_keeps_nothing() {
    visit(Screen::PHONE, async |hospital, browser| {
        keep(hospital, browser).await;
        browser.click("label[for=keep]").await;
        kept(browser, 0, "").await;
    })
    .await;
}

#[tokio::test]
async fn an_empty_form_is_one_press_away_and_costs_nothing() {
    visit(Screen::PHONE, async |hospital, browser| {
        keep(hospital, browser).await;
        browser.open_tab().await;
        let form = Form::open(hospital, browser, "en").await;
        browser.click("[data-kept='empty']").await;
        says(browser, "kept_list").await;
        assert_eq!(form.values().await, [].into());
        kept(browser, 1, "Amina").await;
    })
    .await;
}

#[tokio::test]
async fn of_several_that_are_kept_one_is_chosen() {
    visit(Screen::PHONE, async |hospital, browser| {
        keep(hospital, browser).await;
        browser.open_tab().await;
        let form = Form::open(hospital, browser, "en").await;
        browser.click("[data-kept='empty']").await;
        form.put_pairs(&[("given-name".into(), "Juma".into())])
            .await;
        choose_to_keep(browser).await;
        kept(browser, 2, "Juma").await;
        browser.open_tab().await;
        let form = Form::open(hospital, browser, "en").await;
        says(browser, "kept_list").await;
        browser.click("li + li [data-kept='open']").await;
        until("the older ones", async || {
            (form.value("given-name").await == "Amina").then_some(())
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn one_of_several_can_be_erased() {
    visit(Screen::PHONE, async |hospital, browser| {
        keep(hospital, browser).await;
        browser.open_tab().await;
        Form::open(hospital, browser, "en").await;
        browser.click("[data-kept='empty']").await;
        browser.click("[data-kept='erase']").await;
        browser.answer(true).await;
        kept(browser, 0, "").await;
    })
    .await;
}

#[tokio::test]
async fn two_tabs_keep_a_draft_each() {
    visit(Screen::PHONE, async |hospital, browser| {
        let first = Form::open(hospital, browser, "en").await;
        first
            .put_pairs(&[("given-name".into(), "Amina".into())])
            .await;
        let before = browser.open_tab().await;
        Form::open(hospital, browser, "en")
            .await
            .put_pairs(&[("given-name".into(), "Juma".into())])
            .await;
        choose_to_keep(browser).await;
        kept(browser, 1, "Juma").await;
        browser.lead_to(&before).await;
        choose_to_keep(browser).await;
        let drafts = kept(browser, 2, "Amina").await;
        assert!(
            drafts
                .iter()
                .any(|draft| draft["text"].to_string().contains("Juma")),
            "{drafts:#?}"
        );
    })
    .await;
}

/// One draft in two tabs: the second one has written into it, then the first one does.
async fn in_two_tabs(look: impl AsyncFnOnce(&Browser, Vec<Value>)) {
    visit(Screen::PHONE, async |hospital, browser| {
        keep(hospital, browser).await;
        let before = browser.open_tab().await;
        let form = Form::open(hospital, browser, "en").await;
        says(browser, "kept_back").await;
        form.put_pairs(&[("family-name".into(), "Wanjiru".into())])
            .await;
        kept(browser, 1, "Wanjiru").await;
        browser.lead_to(&before).await;
        Form::here(browser)
            .put_pairs(&[("family-name".into(), "Otieno".into())])
            .await;
        let drafts = kept(browser, 2, "Otieno").await;
        look(browser, drafts).await;
    })
    .await;
}

#[tokio::test]
async fn of_one_draft_in_two_tabs_nothing_is_overwritten() {
    in_two_tabs(async |_, drafts| {
        let text = Value::from(drafts).to_string();
        assert!(
            text.contains("Wanjiru") && text.contains("Otieno"),
            "{text}"
        );
    })
    .await;
}

#[tokio::test]
async fn whoever_has_one_draft_in_two_tabs_is_told() {
    in_two_tabs(async |browser, _| says(browser, "kept_fork").await).await;
}

#[tokio::test]
async fn of_one_draft_in_two_tabs_each_is_a_request_of_its_own() {
    in_two_tabs(async |browser, drafts| {
        let id = Form::here(browser).value("_id").await;
        let own: Vec<_> = drafts.iter().filter(|draft| draft["id"] == *id).collect();
        assert!(
            own.len() == 1 && own[0]["text"].to_string().contains("Otieno"),
            "{drafts:#?}"
        );
    })
    .await;
}

#[tokio::test]
async fn erasing_leaves_nothing_typed_anywhere() {
    visit(Screen::PHONE, async |hospital, browser| {
        keep(hospital, browser).await;
        browser.click("[data-clear]").await;
        browser.answer(true).await;
        kept(browser, 0, "").await;
        let found = Storage::of(browser).await;
        assert_eq!(found.holds(&TYPED), [""; 0], "{found:#?}");
    })
    .await;
}

#[tokio::test]
async fn erasing_works_without_the_app() {
    visit(Screen::PHONE, async |hospital, browser| {
        hospital.fail(get(".wasm"), Fault::Held);
        let form = Form::open_early(hospital, browser, "en").await;
        form.put(SHORT).await;
        choose_to_keep(browser).await;
        kept(browser, 1, "Amina").await;
        browser.click("[data-clear]").await;
        browser.answer(true).await;
        kept(browser, 0, "").await;
        let found = Storage::of(browser).await;
        assert_eq!(found.holds(&TYPED), [""; 0], "{found:#?}");
        hospital.mend();
    })
    .await;
}

#[tokio::test]
async fn the_same_search_finds_what_is_kept() {
    visit(Screen::PHONE, async |hospital, browser| {
        keep(hospital, browser).await;
        assert_eq!(Storage::of(browser).await.holds(&TYPED), TYPED);
    })
    .await;
}

#[tokio::test]
async fn after_sending_nothing_is_kept_on_the_device() {
    visit(Screen::PHONE, async |hospital, browser| {
        keep(hospital, browser).await;
        let form = Form::here(browser);
        form.go_to("check").await;
        form.send().await;
        form.receipt().await;
        kept(browser, 0, "").await;
        let found = Storage::of(browser).await;
        assert_eq!(found.holds(&TYPED), [""; 0], "{found:#?}");
    })
    .await;
}

#[tokio::test]
async fn after_sending_without_the_app_nothing_is_kept_on_the_device() {
    visit(Screen::PHONE, async |hospital, browser| {
        hospital.fail(get(".wasm"), Fault::missing());
        let form = Form::open_early(hospital, browser, "en").await;
        browser.find("#rescue").await;
        form.put(SHORT).await;
        choose_to_keep(browser).await;
        kept(browser, 1, "Amina").await;
        browser.click("[data-send]").await;
        form.receipt().await;
        kept(browser, 0, "").await;
        let found = Storage::of(browser).await;
        assert_eq!(found.holds(&TYPED), [""; 0], "{found:#?}");
    })
    .await;
}

/// After so many hours, any page of the site erases what was kept.
async fn erased_after(hours: i64) {
    visit(Screen::PHONE, async |hospital, browser| {
        keep(hospital, browser).await;
        browser.open_tab().await;
        browser.open(&hospital.url("/robots.txt")).await;
        age(browser, hours).await;
        browser.open(&hospital.url("/en/contact/")).await;
        kept(browser, 0, "").await;
        let found = Storage::of(browser).await;
        assert_eq!(found.holds(&TYPED), [""; 0], "{found:#?}");
    })
    .await;
}

#[tokio::test]
async fn after_three_days_any_page_erases_what_was_kept() {
    erased_after(73).await;
}

#[tokio::test]
async fn a_clock_that_was_set_back_keeps_nothing_for_longer() {
    erased_after(-73).await;
}

#[tokio::test]
async fn before_three_days_everything_comes_back() {
    visit(Screen::PHONE, async |hospital, browser| {
        keep(hospital, browser).await;
        browser.open_tab().await;
        browser.open(&hospital.url("/robots.txt")).await;
        age(browser, 71).await;
        let form = Form::open(hospital, browser, "en").await;
        browser.find(".kept:not(:empty)").await;
        assert_eq!(form.values().await, held(SHORT));
    })
    .await;
}

/// The form has changed since the draft was kept: what is said then.
async fn in_a_changed_form(
    change: fn(String) -> String,
    look: impl AsyncFnOnce(&Browser, Form<'_>),
) {
    visit(Screen::PHONE, async |hospital, browser| {
        keep(hospital, browser).await;
        browser.open_tab().await;
        hospital.fail(get("^/en/appointment/$"), Fault::changed(change));
        let form = Form::open(hospital, browser, "en").await;
        browser.find(".kept:not(:empty)").await;
        look(browser, form).await;
    })
    .await;
}

/// A question has gone, and a choice.
fn without(page: String) -> String {
    page.replace("name=\"email\"", "name=\"mail\"").replace(
        "name=\"payer\" value=\"self\"",
        "name=\"payer\" value=\"myself\"",
    )
}

#[tokio::test]
async fn a_changed_form_takes_back_what_still_fits() {
    in_a_changed_form(without, async |_, form| {
        let mut fitting = held(SHORT);
        fitting.retain(|name, _| !["email", "payer"].contains(&name.as_str()));
        assert_eq!(form.values().await, fitting);
    })
    .await;
}

#[tokio::test]
async fn whoever_loses_an_answer_to_a_changed_form_is_told() {
    in_a_changed_form(without, async |browser, _| says(browser, "kept_part").await).await;
}

#[tokio::test]
async fn an_answer_that_has_no_place_any_more_is_kept_nowhere() {
    in_a_changed_form(without, async |browser, _| {
        until("nothing of the answer", async || {
            let found = drafts(browser).await;
            (!Value::from(found).to_string().contains("amina%40")).then_some(())
        })
        .await;
        let lost = ["amina@example.com"];
        assert_eq!(Storage::of(browser).await.holds(&lost), [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn a_form_of_another_version_that_fits_says_nothing_of_it() {
    let newer: fn(String) -> String =
        |page| page.replace("name=\"_version\" value=\"", "name=\"_version\" value=\"9");
    in_a_changed_form(newer, async |browser, form| {
        says(browser, "kept_back").await;
        assert_eq!(form.values().await, held(SHORT));
    })
    .await;
}

/// The file that the form is saved to.
async fn save(browser: &Browser, folder: &Path) -> PathBuf {
    browser.save_downloads_in(folder).await;
    browser
        .until("document.querySelector('[data-file=save]:enabled')")
        .await;
    browser.click("[data-file='save']").await;
    until("the file", async || {
        let files = fs::read_dir(folder).ok()?;
        let mut files = files.filter_map(|file| Some(file.ok()?.path()));
        let file = files.find(|file| file.extension().is_some_and(|ending| ending == "json"))?;
        (fs::metadata(&file).ok()?.len() > 0).then_some(file)
    })
    .await
}

async fn open(browser: &Browser, file: &Path) {
    browser
        .until("document.querySelector('[data-file=open]:enabled')")
        .await;
    let input = browser
        .driver()
        .find(By::Css("input[type=file]"))
        .await
        .expect("the form opens files");
    input
        .send_keys(file.to_string_lossy())
        .await
        .expect("the file can be chosen");
}

/// A form that was saved to a file, and the file.
async fn saved(look: impl AsyncFnOnce(&Hospital, &Browser, PathBuf)) {
    visit(Screen::PHONE, async |hospital, browser| {
        let folder = tempfile::tempdir().expect("there is room");
        let form = Form::open(hospital, browser, "en").await;
        form.put(SHORT).await;
        let file = save(browser, folder.path()).await;
        look(hospital, browser, file).await;
    })
    .await;
}

#[tokio::test]
async fn a_file_brings_everything_to_another_device() {
    saved(async |hospital, _, file| {
        let other = Browser::start(Screen::DESK.into()).await;
        let form = Form::open(hospital, &other, "ar").await;
        open(&other, &file).await;
        other.find(".kept:not(:empty)").await;
        let values = form.values().await;
        other.quit().await;
        assert_eq!(values, held(SHORT));
    })
    .await;
}

#[tokio::test]
async fn sent_from_two_devices_it_is_one_request() {
    saved(async |hospital, browser, file| {
        let form = Form::here(browser);
        form.go_to("check").await;
        form.send().await;
        let reference = form.receipt().await;
        browser.open_tab().await;
        let other = Form::open(hospital, browser, "en").await;
        open(browser, &file).await;
        browser.find(".kept:not(:empty)").await;
        assert_eq!(other.value("_reference").await, reference);
        assert_eq!(other.value("_id").await, hospital.request().id);
    })
    .await;
}

#[tokio::test]
async fn a_file_holds_answers_and_what_they_are_of() {
    saved(async |_, browser, file| {
        let text = fs::read_to_string(file).expect("the file is text");
        let saved: Value = serde_json::from_str(&text).expect("the file is JSON");
        let id = Form::here(browser).value("_id").await;
        let facts = [
            &saved["portico"],
            &saved["form"],
            &saved["language"],
            &saved["id"],
            &saved["answers"]["given-name"],
        ];
        assert_eq!(
            facts,
            [
                &json!(1),
                &json!("appointment"),
                &json!("en"),
                &json!(id),
                &json!(["Amina"])
            ]
        );
    })
    .await;
}

/// A form with an answer, into which a file of this text is opened.
async fn opened(text: String, look: impl AsyncFnOnce(&Browser, Form<'_>)) {
    visit(Screen::PHONE, async |hospital, browser| {
        let folder = tempfile::tempdir().expect("there is room");
        let file = folder.path().join("answers.json");
        fs::write(&file, text).expect("there is room");
        let form = Form::open(hospital, browser, "en").await;
        form.put_pairs(&[("given-name".into(), "Juma".into())])
            .await;
        open(browser, &file).await;
        look(browser, form).await;
    })
    .await;
}

/// A file that is refused, and why; nothing has changed.
async fn refuses(text: impl Into<String>, key: &str) {
    opened(text.into(), async |browser, form| {
        says(browser, key).await;
        assert_eq!(form.value("given-name").await, "Juma");
    })
    .await;
}

/// A file of the appointment form.
const FILE: &str =
    r#"{"portico":1,"form":"appointment","version":"1.0.0","answers":{"given-name":["Amina"]}}"#;

#[tokio::test]
async fn a_file_that_is_no_file_of_ours_is_refused() {
    refuses("\u{89}PNG", "file_broken").await;
}

#[tokio::test]
async fn a_file_that_ends_too_early_is_refused() {
    refuses(&FILE[..40], "file_broken").await;
}

#[tokio::test]
async fn a_huge_file_is_refused() {
    refuses(FILE.replace("Amina", &"a".repeat(1_100_000)), "file_broken").await;
}

#[tokio::test]
async fn a_file_of_another_form_is_refused() {
    refuses(FILE.replace("appointment", "second-opinion"), "file_other").await;
}

#[tokio::test]
async fn a_file_of_a_newer_site_is_refused() {
    refuses(FILE.replace("\"portico\":1", "\"portico\":2"), "file_newer").await;
}

#[tokio::test]
async fn answers_are_replaced_by_those_of_a_file_when_the_patient_agrees() {
    opened(FILE.into(), async |browser, form| {
        browser.answer(true).await;
        says(browser, "file_back").await;
        assert_eq!(form.value("given-name").await, "Amina");
    })
    .await;
}

#[tokio::test]
async fn answers_stay_when_the_patient_does_not_agree() {
    opened(FILE.into(), async |browser, form| {
        browser.answer(false).await;
        assert_eq!(form.value("given-name").await, "Juma");
    })
    .await;
}

#[tokio::test]
async fn names_that_the_form_does_not_know_are_not_taken_from_a_file() {
    let file = FILE.replace(
        "\"answers\":{",
        "\"answers\":{\"_lang\":[\"xx\"],\"__proto__\":[\"x\"],\"unknown\":[\"x\"],",
    );
    opened(file, async |browser, form| {
        browser.answer(true).await;
        says(browser, "kept_part").await;
        assert_eq!(
            (form.value("_lang").await, form.values().await),
            (
                "en".into(),
                [("given-name".into(), vec!["Amina".into()])].into()
            )
        );
    })
    .await;
}

/// Whether the browser asks before the page is left.
const ASKS: &str = "!dispatchEvent(new Event('beforeunload', {cancelable: true}))";

#[tokio::test]
async fn where_storage_is_denied_the_page_says_so() {
    visit(
        Wish::without_storage(Screen::PHONE),
        async |hospital, browser| {
            Form::open(hospital, browser, "en").await;
            assert_eq!(
                browser.text(".keep__where").await,
                site::word("en", "form", "safe_memory")
            );
        },
    )
    .await;
}

#[tokio::test]
async fn where_storage_is_denied_keeping_is_not_offered() {
    visit(
        Wish::without_storage(Screen::PHONE),
        async |hospital, browser| {
            Form::open(hospital, browser, "en").await;
            assert!(!browser.shows("#keep").await);
        },
    )
    .await;
}

#[tokio::test]
async fn where_storage_is_denied_the_browser_asks_before_the_page_is_left() {
    visit(
        Wish::without_storage(Screen::PHONE),
        async |hospital, browser| {
            Form::open(hospital, browser, "en").await;
            assert!(browser.ask::<bool>(ASKS).await);
        },
    )
    .await;
}

#[tokio::test]
async fn where_storage_is_denied_a_file_still_opens() {
    visit(
        Wish::without_storage(Screen::PHONE),
        async |hospital, browser| {
            let folder = tempfile::tempdir().expect("there is room");
            let file = folder.path().join("answers.json");
            fs::write(&file, FILE).expect("there is room");
            let form = Form::open(hospital, browser, "en").await;
            open(browser, &file).await;
            says(browser, "file_back").await;
            assert_eq!(form.value("given-name").await, "Amina");
        },
    )
    .await;
}

#[tokio::test]
async fn where_storage_works_nobody_is_asked_before_leaving() {
    visit(Screen::PHONE, async |hospital, browser| {
        Form::open(hospital, browser, "en").await.put(SHORT).await;
        assert!(!browser.ask::<bool>(ASKS).await);
    })
    .await;
}

/// Fills the tab's storage to its last letter.
const FULL: &str = "for (let size = 2 ** 24; size >= 1; size /= 2) {
    try { sessionStorage['full' + size] = 'x'.repeat(size); } catch {}
}";

#[tokio::test]
async fn where_the_tabs_storage_is_full_the_page_says_so() {
    visit(Screen::PHONE, async |hospital, browser| {
        browser.begin_with(FULL).await;
        let form = Form::open(hospital, browser, "en").await;
        form.put(SHORT).await;
        assert_eq!(
            browser.text(".keep__where").await,
            site::word("en", "form", "safe_memory")
        );
    })
    .await;
}

#[tokio::test]
async fn where_the_tabs_storage_is_full_another_page_and_back_keeps_everything() {
    visit(Screen::PHONE, async |hospital, browser| {
        browser.begin_with(FULL).await;
        let form = Form::open(hospital, browser, "en").await;
        form.put(SHORT).await;
        form.read_elsewhere().await;
        assert_eq!(form.values().await, held(SHORT));
    })
    .await;
}

/// Every transaction takes its time, as on a phone that is busy.
const SLOW: &str = "const real = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (...all) {
        const begun = real.apply(this, all), store = begun.objectStore('drafts'), end = performance.now() + 700;
        const again = () => performance.now() < end && (store.get('').onsuccess = again);
        again();
        return begun;
    }";

#[tokio::test]
async fn a_slow_database_is_not_taken_for_another_tab() {
    visit(Screen::PHONE, async |hospital, browser| {
        browser.begin_with(SLOW).await;
        keep(hospital, browser).await;
        let form = Form::here(browser);
        form.go_to("care").await;
        for typed in [" It began in May.", " It hurts at night.", " Please help."] {
            form.type_into("problem", typed).await;
            let last = typed.trim().replace(' ', "+");
            assert_eq!(kept(browser, 1, &last).await.len(), 1);
        }
        assert!(!browser.shows(".kept:not(:empty)").await);
    })
    .await;
}

#[tokio::test]
async fn without_a_database_keeping_is_not_offered_and_the_tab_keeps() {
    visit(Screen::PHONE, async |hospital, browser| {
        browser.begin_with("IDBFactory.prototype.open = () => { throw new DOMException('denied', 'InvalidStateError') }").await;
        let form = Form::open(hospital, browser, "en").await;
        browser.until("document.querySelector('.keep__choice').hidden").await;
        form.put(SHORT).await;
        browser.reload().await;
        browser.until(READY).await;
        assert_eq!(form.values().await, held(SHORT));
    })
    .await;
}

#[tokio::test]
async fn where_the_device_is_full_the_page_says_so_and_the_tab_keeps() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = Form::open(hospital, browser, "en").await;
        form.put(SHORT).await;
        browser
            .until("document.querySelector('#keep:enabled')")
            .await;
        browser.allow_bytes(&hospital.origin(), 1).await;
        browser.click("label[for=keep]").await;
        says(browser, "kept_full").await;
        assert!(
            !browser
                .ask::<bool>("document.querySelector('#keep').checked")
                .await
        );
        browser.reload().await;
        browser.until(READY).await;
        assert_eq!(form.values().await, held(SHORT));
    })
    .await;
}

#[tokio::test]
async fn what_has_come_back_shuts_nobody_out() {
    visit(Screen::PHONE, async |hospital, browser| {
        keep(hospital, browser).await;
        browser.open_tab().await;
        Form::open(hospital, browser, "en").await;
        says(browser, "kept_back").await;
        axe::finds_nothing(browser, "what has come back").await;
    })
    .await;
}
