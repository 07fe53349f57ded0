//! Narrow screens and large letters: one never has to scroll sideways.

use harness::answer::FULL;
use harness::form::Form;
use harness::{Browser, Fault, Screen, get, post, site, visit};

/// What reaches beyond the page, where the page can be scrolled sideways.
const BEYOND: &str = "(root => root.scrollWidth <= root.clientWidth ? [] :
    [root.scrollWidth + ' of ' + root.clientWidth, ...[...document.body.querySelectorAll('*')]
        .filter(part => part.checkVisibility())
        .filter(part => (box => box.width && (box.right > root.clientWidth + 1 || box.left < -1))(part.getBoundingClientRect()))
        .map(part => part.tagName + '.' + part.className).slice(0, 12)]
    )(document.documentElement)";

async fn fits(browser: &Browser, what: &str) {
    for screen in [Screen::NARROW, Screen::ZOOMED] {
        browser.resize(screen).await;
        let beyond: Vec<String> = browser.ask(BEYOND).await;
        assert!(beyond.is_empty(), "{what}: {beyond:#?}");
    }
}

#[tokio::test]
async fn every_kind_of_page_fits_in_every_language() {
    visit(Screen::NARROW, async |hospital, browser| {
        for path in site::LANGUAGES.into_iter().flat_map(site::kinds) {
            browser.open(&hospital.url(&path)).await;
            browser.until(site::LIVE).await;
            fits(browser, &path).await;
        }
    })
    .await;
}

#[tokio::test]
async fn the_header_is_one_line_and_its_menus_fit() {
    // What stands in it, each beside the one before.
    const ONE_LINE: &str = "(boxes => boxes.slice(1).every((box, at) =>
            box.top < boxes[at].bottom && box.bottom > boxes[at].top && box.left >= boxes[at].right))
        ([...document.querySelectorAll('.header .brand span span, .header summary')]
            .map(part => { const words = new Range(); words.selectNodeContents(part); return words.getBoundingClientRect(); }).filter(box => box.width).sort((one, other) => one.left - other.left))";
    visit(Screen::NARROW, async |hospital, browser| {
        for lang in site::LANGUAGES {
            browser.open(&hospital.url(&format!("/{lang}/"))).await;
            assert!(browser.ask::<bool>(ONE_LINE).await, "{lang}");
            for menu in [".menu--language", ".menu--pages"] {
                browser.click(&format!("{menu} summary")).await;
                browser.find(&format!("{menu} .menu__link")).await;
                fits(browser, &format!("{lang} {menu}")).await;
                browser.resize(Screen::NARROW).await;
            }
        }
    })
    .await;
}

#[tokio::test]
async fn pages_without_the_app_fit() {
    visit(Screen::NARROW, async |hospital, browser| {
        hospital.fail(
            get("/assets/choose"),
            Fault::Answered(200, "text/javascript", String::new()),
        );
        for path in ["/", "/en/nothing-here/"] {
            browser.open(&hospital.url(path)).await;
            fits(browser, path).await;
        }
    })
    .await;
}

/// Without the app all steps show at once, with all their questions and the rescue bar.
#[tokio::test]
async fn every_step_fits() {
    visit(Screen::NARROW, async |hospital, browser| {
        hospital.fail(
            get(".wasm"),
            Fault::Answered(404, "text/plain", String::new()),
        );
        for lang in site::LANGUAGES {
            Form::open_early(hospital, browser, lang).await;
            browser.find("#rescue").await;
            fits(browser, lang).await;
        }
    })
    .await;
}

#[tokio::test]
async fn mistakes_fit() {
    visit(Screen::NARROW, async |hospital, browser| {
        for lang in site::LANGUAGES {
            let form = Form::open(hospital, browser, lang).await;
            form.go_to("contact").await;
            form.go_on().await;
            browser.find(".summary").await;
            fits(browser, lang).await;
        }
    })
    .await;
}

#[tokio::test]
async fn the_review_the_ladder_and_the_receipt_fit() {
    visit(Screen::NARROW, async |hospital, browser| {
        let form = Form::open(hospital, browser, "ar").await;
        form.review(FULL).await;
        fits(browser, "review").await;
        hospital.fail(
            post("/intake/"),
            Fault::Answered(404, "text/plain", String::new()),
        );
        form.send().await;
        browser.find(".ladder").await;
        fits(browser, "ladder").await;
        hospital.mend();
        form.go_to("consent").await;
        form.go_to("check").await;
        form.send().await;
        form.receipt().await;
        fits(browser, "receipt").await;
    })
    .await;
}
