//! Where a request goes is a line of `site.json`: for each kind of destination, what arrives there, and
//! that the patient is told what happened and no more.

use std::fs;
use std::path::Path;

use harness::answer::{SHORT, SUBSCRIPTION};
use harness::form::{Form, held};
use harness::{Browser, Fault, Hospital, Screen, Service, axe, post, site, until, visit_site};
use serde_json::{Value, json};

/// A visit to this site, with all its forms going to this destination.
async fn sends_to(destination: Value, journey: impl AsyncFnOnce(&Hospital, &Browser, &Path)) {
    let folder = tempfile::tempdir().expect("there is room for a site");
    let site = site::with_destination(&destination, folder.path());
    visit_site(&site, Screen::PHONE, async |hospital, browser| {
        journey(hospital, browser, &site).await;
    })
    .await;
}

async fn subscribe(hospital: &Hospital, browser: &Browser) {
    let form = Form::open_named(hospital, browser, "subscribe", "en").await;
    form.review(SUBSCRIPTION).await;
    form.send().await;
}

/// Waits until the page says that the request was handed over, and not that it has arrived. It says so to
/// everybody.
async fn is_handed_over(browser: &Browser, lang: &str) {
    let title = browser.text(".receipt h2").await;
    assert_eq!(title, site::word(lang, "send", "handed_title"));
    axe::finds_nothing(browser, lang).await;
}

/// The problem that stands at a question.
async fn problem_at(browser: &Browser, id: &str) -> String {
    let problem = format!("[data-item='{id}'] .field__problem");
    browser.text(&problem).await
}

/// What is said in this language where nothing was answered.
fn missing(lang: &str) -> String {
    let said = site::word(lang, "form", "problem_missing");
    said.split("{question}")
        .next()
        .unwrap_or_default()
        .to_owned()
}

fn is_filled(value: &str) -> bool {
    !value.is_empty()
}

fn is_of_an_organization(address: &str) -> bool {
    address.ends_with(".org")
}

mod form {
    use super::*;

    fn ours() -> Value {
        json!({"kind": "form", "url": "/intake/{form}"})
    }

    #[tokio::test]
    async fn an_appointment_arrives_with_a_receipt() {
        sends_to(ours(), async |hospital, browser, _| {
            let form = Form::sent(hospital, browser, "ar").await;
            let shown = form.receipt().await;
            let request = hospital.request();
            assert_eq!(
                (shown, request.origin.as_str(), request.staff("problem")),
                (
                    request.reference.clone(),
                    "form",
                    Some("My knee hurts since I fell.")
                )
            );
        })
        .await;
    }

    #[tokio::test]
    async fn a_subscription_arrives_with_a_receipt() {
        sends_to(ours(), async |hospital, browser, _| {
            subscribe(hospital, browser).await;
            let shown = Form::here(browser).receipt().await;
            assert_eq!(shown, hospital.request().reference);
        })
        .await;
    }

    #[tokio::test]
    async fn a_lost_receipt_is_made_up_for_by_posting_again() {
        sends_to(ours(), async |hospital, browser, _| {
            hospital.fail(post("/intake/").once(), Fault::Lost);
            browser.load_dice().await;
            let form = Form::sent(hospital, browser, "en").await;
            assert_eq!(form.receipt().await, hospital.request().reference);
        })
        .await;
    }

    #[tokio::test]
    async fn what_the_intake_refuses_stands_at_its_question() {
        for lang in site::DIRECTIONS {
            sends_to(ours(), async |hospital, browser, site| {
                let form = Form::open(hospital, browser, lang).await;
                form.review(SHORT).await;
                demand_family_name(site, lang);
                form.send().await;
                let problem = problem_at(browser, "family-name").await;
                assert!(problem.contains(&missing(lang)), "{problem}");
            })
            .await;
        }
    }

    /// The hospital changes a question while the form is open somewhere.
    fn demand_family_name(site: &Path, lang: &str) {
        let file = site.join(format!("forms/appointment.{lang}.json"));
        let text = fs::read_to_string(&file).expect("the form is built");
        let mut form: Value = serde_json::from_str(&text).expect("it is JSON");
        let item = find(&mut form, "family-name").expect("it is asked");
        item["required"] = true.into();
        fs::write(file, form.to_string()).expect("it can be written");
    }

    fn find<'a>(value: &'a mut Value, id: &str) -> Option<&'a mut Value> {
        if value["id"] == id {
            return Some(value);
        }
        match value {
            Value::Array(values) => values.iter_mut().find_map(|value| find(value, id)),
            Value::Object(object) => object.values_mut().find_map(|value| find(value, id)),
            _ => None,
        }
    }

    #[tokio::test]
    async fn another_service_gets_the_same_fields_in_parts() {
        let service = Service::plain().await;
        let url = format!("http://{}/take", service.address());
        let destination = json!({"kind": "form", "url": url, "encoding": "multipart"});
        sends_to(destination, async |hospital, browser, _| {
            Form::sent(hospital, browser, "en").await;
            is_handed_over(browser, "en").await;
            let fields = service.only();
            assert_eq!(
                (
                    fields["given-name"].as_str(),
                    fields["birth-date.year"].as_str()
                ),
                ("Amina", "1954")
            );
        })
        .await;
    }
}

mod formspree {
    use super::*;

    async fn at_formspree(journey: impl AsyncFnOnce(&Hospital, &Browser, &Service)) {
        let service = Service::formspree().await;
        let url = format!("http://{}/f/abcdwxyz", service.address());
        let destination = json!({"kind": "formspree", "url": url});
        sends_to(destination, async |hospital, browser, _| {
            journey(hospital, browser, &service).await;
        })
        .await;
    }

    #[tokio::test]
    async fn an_appointment_is_handed_over() {
        at_formspree(async |hospital, browser, service| {
            let form = Form::sent(hospital, browser, "ar").await;
            is_handed_over(browser, "ar").await;
            let (fields, shown) = (service.only(), form.receipt().await);
            assert_eq!(
                (fields["_reference"].as_str(), fields["_replyto"].as_str()),
                (shown.as_str(), "amina@example.com")
            );
            assert!(fields["answers-in-english"].contains("My knee hurts since I fell."));
        })
        .await;
    }

    #[tokio::test]
    async fn a_subscription_is_handed_over() {
        at_formspree(async |hospital, browser, service| {
            subscribe(hospital, browser).await;
            is_handed_over(browser, "en").await;
            assert_eq!(service.only()["subscriber-email"], "dr.okoro@example.org");
        })
        .await;
    }

    #[tokio::test]
    async fn what_it_misses_stands_at_its_question() {
        for lang in site::DIRECTIONS {
            at_formspree(async |hospital, browser, service| {
                service.demand(("family-name", "REQUIRED_FIELD_EMPTY", is_filled));
                Form::sent(hospital, browser, lang).await;
                let problem = problem_at(browser, "family-name").await;
                assert!(problem.contains(&missing(lang)), "{problem}");
            })
            .await;
        }
    }

    #[tokio::test]
    async fn what_it_calls_by_another_name_stands_at_its_question_too() {
        at_formspree(async |hospital, browser, service| {
            service.demand(("_replyto", "TYPE_EMAIL", is_of_an_organization));
            let form = Form::sent(hospital, browser, "ar").await;
            problem_at(browser, "email").await;
            form.put_pairs(&[("email".into(), "amina@example.org".into())])
                .await;
            form.go_to("check").await;
            form.send().await;
            is_handed_over(browser, "ar").await;
            assert_eq!(service.only()["email"], "amina@example.org");
        })
        .await;
    }

    #[tokio::test]
    async fn a_form_that_was_closed_there_leaves_the_other_ways() {
        at_formspree(async |hospital, browser, service| {
            service.close();
            let form = Form::sent(hospital, browser, "en").await;
            let title = browser.text(".status__title").await;
            assert_eq!(title, site::word("en", "send", "failed_title"));
            browser.find(".ladder").await;
            assert_eq!(form.values().await, held(SHORT));
        })
        .await;
    }

    #[tokio::test]
    async fn what_was_not_answered_is_not_sent_again_unasked() {
        at_formspree(async |hospital, browser, service| {
            drop_answers(browser).await;
            Form::sent(hospital, browser, "en").await;
            browser.find(".ladder").await;
            service.only();
            let text = browser.text(".status").await;
            assert!(
                text.contains(&site::word("en", "send", "unknown_twice_text")),
                "{text}"
            );
        })
        .await;
    }

    /// A network that lets requests out and half of every answer in.
    async fn drop_answers(browser: &Browser) {
        const HALF: &str = "const text = Response.prototype.text;
            Response.prototype.text = async function () {
                const all = await text.call(this);
                return this.url.includes('/f/') ? all.slice(0, 5) : all;
            }";
        browser.begin_with(HALF).await;
    }
}

mod netlify {
    use super::*;

    async fn at_netlify(journey: impl AsyncFnOnce(&Hospital, &Browser, &Service)) {
        let destination = json!({"kind": "netlify", "url": "/"});
        sends_to(destination, async |hospital, browser, site| {
            let service = Service::netlify(site).await;
            hospital.fail(post("^/$"), Fault::Elsewhere(service.address()));
            journey(hospital, browser, &service).await;
        })
        .await;
    }

    #[tokio::test]
    async fn an_appointment_is_handed_over_whole() {
        at_netlify(async |hospital, browser, service| {
            let form = Form::sent(hospital, browser, "ar").await;
            is_handed_over(browser, "ar").await;
            let (fields, shown) = (service.only(), form.receipt().await);
            assert_eq!(fields["_reference"], shown);
            for (name, value) in SHORT.pairs() {
                assert!(fields[&name].contains(&value), "{name}: {fields:?}");
            }
            assert!(fields["answers-in-english"].contains("My knee hurts since I fell."));
        })
        .await;
    }

    #[tokio::test]
    async fn a_subscription_is_handed_over() {
        at_netlify(async |hospital, browser, service| {
            subscribe(hospital, browser).await;
            is_handed_over(browser, "en").await;
            assert_eq!(service.only()["form-name"], "subscribe");
        })
        .await;
    }

    #[tokio::test]
    async fn the_page_of_a_hotel_is_not_taken_for_its_answer() {
        at_netlify(async |hospital, browser, _| {
            let welcome = "<!doctype html><title>Welcome</title>".into();
            hospital.fail(post("^/$"), Fault::Answered(200, "text/html", welcome));
            Form::sent(hospital, browser, "en").await;
            let title = browser.text(".status__title").await;
            assert_eq!(title, site::word("en", "send", "unknown_title"));
        })
        .await;
    }
}

mod by_hand {
    use super::*;

    const EMAIL: &str = "visits@mail.example";

    /// A request that the patient sends. Nothing is posted, and nothing is said to have arrived.
    async fn by_hand(kind: &str, lang: &str, look: impl AsyncFnOnce(&Browser, Form<'_>)) {
        let destination = json!({"kind": kind, "email": EMAIL});
        sends_to(destination, async |hospital, browser, _| {
            let form = Form::sent(hospital, browser, lang).await;
            browser.find(".ladder").await;
            look(browser, form).await;
            assert!(hospital.posted().is_empty());
            assert!(!browser.shows(".receipt").await);
            assert_eq!(form.values().await, held(SHORT));
        })
        .await;
    }

    /// Takes the way with this title, and waits for the file that it saves.
    async fn saved(browser: &Browser, way: &str, ending: &str) -> String {
        let folder = tempfile::tempdir().expect("there is room");
        browser.save_downloads_in(folder.path()).await;
        let name: String = browser
            .ask("document.querySelector('[name=_reference]').value")
            .await;
        let file = folder.path().join(format!("{name}.{ending}"));
        const CLICK: &str = "[...document.querySelectorAll('.ladder__way, .ladder__files button')]
            .find(way => way.innerText.includes(arguments[0])).click()";
        browser.run::<()>(CLICK, json!([way])).await;
        // The browser makes the file first, and fills it then.
        until("the file", async || {
            let text = fs::read_to_string(&file).ok()?;
            (text.ends_with("</html>\n") || text.trim_end().ends_with("--")).then_some(text)
        })
        .await
    }

    #[tokio::test]
    async fn a_request_by_mail_is_said_to_be_ready_and_not_sent() {
        for lang in site::DIRECTIONS {
            by_hand("mailto", lang, async |browser, _| {
                let title = browser.text(".status__title").await;
                assert_eq!(title, site::word(lang, "send", "by_mail_title"));
                axe::finds_nothing(browser, lang).await;
            })
            .await;
        }
    }

    #[tokio::test]
    async fn the_mail_goes_to_the_address_that_site_json_names() {
        by_hand("mailto", "en", async |browser, _| {
            let mail: String = browser
                .ask("document.querySelector('a.ladder__way[href^=mailto]').href")
                .await;
            assert!(mail.starts_with(&format!("mailto:{EMAIL}?")), "{mail}");
        })
        .await;
    }

    #[tokio::test]
    async fn the_letter_holds_everything() {
        by_hand("mailto", "en", async |browser, form| {
            let way = site::word("en", "send", "file_letter");
            let reference = form.value("_reference").await;
            let letter = saved(browser, &way, "eml").await;
            for part in [
                format!("To: {EMAIL}"),
                format!("{reference}.html"),
                format!("{reference}.json"),
            ] {
                assert!(letter.contains(&part), "{part} is not in {letter}");
            }
        })
        .await;
    }

    #[tokio::test]
    async fn a_file_is_said_to_be_ready_and_not_sent() {
        for lang in site::DIRECTIONS {
            by_hand("download", lang, async |browser, _| {
                let title = browser.text(".status__title").await;
                assert_eq!(title, site::word(lang, "send", "by_file_title"));
                let text = browser.text(".status").await;
                assert!(text.contains(EMAIL), "{text}");
            })
            .await;
        }
    }

    #[tokio::test]
    async fn the_file_holds_everything() {
        by_hand("download", "ar", async |browser, _| {
            let way = site::word("ar", "send", "file");
            let page = saved(browser, &way, "html").await;
            for part in ["Amina", "My knee hurts since I fell.", "Kenya", "كينيا"] {
                assert!(page.contains(part), "{part} is not in {page}");
            }
        })
        .await;
    }

    #[tokio::test]
    async fn a_subscription_can_be_sent_by_hand_too() {
        let destination = json!({"kind": "download", "email": EMAIL});
        sends_to(destination, async |hospital, browser, _| {
            subscribe(hospital, browser).await;
            let page = saved(browser, &site::word("en", "send", "file"), "html").await;
            assert!(page.contains("dr.okoro@example.org"), "{page}");
        })
        .await;
    }
}
