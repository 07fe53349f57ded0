//! Pages of every kind in every language: they are quiet, ask nobody else, are taken over as they stand,
//! and shut nobody out. One tour looks at everything; each test asks one thing about it.

use std::collections::BTreeMap;
use std::fmt::Debug;

use harness::answer::{FULL, SHORT};
use harness::axe::{self, Violation};
use harness::form::Form;
use harness::{Browser, Fault, Hospital, Screen, get, site, visit};
use serde::Deserialize;
use serde_json::json;
use tokio::sync::OnceCell;

/// What was seen on one page.
struct Page {
    path: String,
    complaints: Vec<String>,
    foreign: Vec<String>,
    nodes: Nodes,
    violations: Vec<Violation>,
}

/// What became of the elements that were there before the app came.
#[derive(Deserialize)]
struct Nodes {
    /// Those that are gone.
    lost: Vec<String>,
    /// Those that are new, other than inside of what the app leaves alone.
    new: Vec<String>,
}

const MARK: &str = "window.before = [...document.querySelectorAll('#app, #app *')]; before.forEach(node => node.before = true)";

const COMPARE: &str = "const name = node => node.outerHTML.slice(0, 120);
    return {
        lost: before.filter(node => !node.isConnected).map(name),
        new: [...document.querySelectorAll('#app *')].filter(node => !node.before && !node.closest('[data-opaque]')).map(name),
    }";

/// Pages of all languages: every one of English and Arabic, one of each kind in the others.
static PAGES: OnceCell<Vec<Page>> = OnceCell::const_new();

async fn pages() -> impl Iterator<Item = &'static Page> {
    let tours = site::LANGUAGES.map(|lang| match lang {
        "en" | "ar" => site::pages(lang),
        _ => site::kinds(lang),
    });
    let seen = PAGES.get_or_init(|| tour(tours.concat())).await;
    seen.iter()
}

async fn tour(paths: Vec<String>) -> Vec<Page> {
    visit(Screen::PHONE, async |hospital, browser| {
        let mut pages = Vec::new();
        for path in paths {
            pages.push(see(hospital, browser, path).await);
        }
        pages
    })
    .await
}

async fn see(hospital: &Hospital, browser: &Browser, path: String) -> Page {
    // The app must come after the look at the page, also where the browser has it already.
    hospital.fail(
        get("/assets/portico-"),
        Fault::header("cache-control", |_| "no-store".into()),
    );
    hospital.fail(get(".wasm"), Fault::Held);
    browser.open(&hospital.url(&path)).await;
    browser.run::<()>(MARK, json!([])).await;
    hospital.mend();
    browser.until(site::LIVE).await;
    let nodes = browser.run(COMPARE, json!([])).await;
    let own = |address: &String| address.starts_with(&hospital.origin());
    Page {
        complaints: browser.complaints().await,
        foreign: browser
            .asked_for()
            .await
            .into_iter()
            .filter(|address| !own(address))
            .collect(),
        nodes,
        violations: axe::violations(browser).await,
        path,
    }
}

/// No page has any of these. What several pages have is said once.
async fn no_page_has<T: Debug>(found: impl Fn(&Page) -> &[T]) {
    let mut with = BTreeMap::<String, Vec<&str>>::new();
    for page in pages().await {
        for one in found(page) {
            with.entry(format!("{one:?}")).or_default().push(&page.path);
        }
    }
    assert!(with.is_empty(), "{with:#?}");
}

#[tokio::test]
async fn no_page_complains_in_the_console() {
    no_page_has(|page| &page.complaints).await;
}

#[tokio::test]
async fn no_page_asks_another_host() {
    no_page_has(|page| &page.foreign).await;
}

#[tokio::test]
async fn the_app_keeps_what_every_page_shows() {
    no_page_has(|page| &page.nodes.lost).await;
}

#[tokio::test]
async fn the_app_adds_nothing_to_a_page_it_takes_over() {
    no_page_has(|page| &page.nodes.new).await;
}

#[tokio::test]
async fn no_page_shuts_anybody_out() {
    no_page_has(|page| &page.violations).await;
}

#[tokio::test]
async fn every_language_has_the_same_pages() {
    let tails = |lang: &str| -> Vec<String> {
        site::pages(lang)
            .iter()
            .map(|path| path[lang.len() + 1..].to_owned())
            .collect()
    };
    for lang in site::LANGUAGES {
        assert_eq!(tails("en"), tails(lang));
    }
}

#[tokio::test]
async fn the_pages_without_the_app_shut_nobody_out() {
    visit(Screen::PHONE, async |hospital, browser| {
        hospital.fail(
            get("/assets/choose"),
            Fault::Answered(200, "text/javascript", String::new()),
        );
        for path in ["/", "/en/nothing-here/"] {
            browser.open(&hospital.url(path)).await;
            axe::finds_nothing(browser, path).await;
        }
    })
    .await;
}

#[tokio::test]
async fn no_step_of_the_form_shuts_anybody_out() {
    visit(Screen::PHONE, async |hospital, browser| {
        for lang in site::DIRECTIONS {
            let form = Form::open(hospital, browser, lang).await;
            form.put(FULL).await;
            for (step, _) in FULL.0 {
                form.go_to(step).await;
                axe::finds_nothing(browser, &format!("{lang} {step}")).await;
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_review_and_the_receipt_shut_nobody_out() {
    for lang in site::DIRECTIONS {
        visit(Screen::PHONE, async |hospital, browser| {
            let form = Form::open(hospital, browser, lang).await;
            form.review(SHORT).await;
            axe::finds_nothing(browser, &format!("{lang} review")).await;
            form.send().await;
            form.receipt().await;
            axe::finds_nothing(browser, &format!("{lang} receipt")).await;
        })
        .await;
    }
}

#[tokio::test]
async fn a_request_says_nothing_in_the_console() {
    visit(Screen::PHONE, async |hospital, browser| {
        let form = Form::open(hospital, browser, "ar").await;
        form.fill(SHORT).await;
        form.send().await;
        form.receipt().await;
        let complaints = browser.complaints().await;
        assert!(complaints.is_empty(), "{complaints:#?}");
    })
    .await;
}
