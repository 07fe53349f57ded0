//! A request that is being sent when the browser ends: it arrives, once and whole, and the page never says
//! so before it has.

use std::fmt;

use harness::answer::FULL;
use harness::database::Request;
use harness::deadline::DEADLINE;
use harness::devtools::Tab;
use harness::dice::Dice;
use harness::form::{PUT, READY};
use harness::{Fault, Hospital, get, place, post, site, until};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::time::{Instant, sleep};

use super::repeat;

const LANG: &str = "ar";

/// How far the request has come when the end comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moment {
    /// Anywhere between the patient's press and the receipt, or just after it.
    Leaving,
    /// The endpoint holds it.
    Held,
    /// The database has it, and the receipt trickles in.
    Stored,
    /// The database has it, the receipt is lost, and asking is in vain.
    Unheard,
    /// Nothing gets through: it waits.
    Waiting,
    /// It waits, and the patient has only now chosen to keep it on the device.
    Chosen,
}

const MOMENTS: [Moment; 6] = [
    Moment::Leaving,
    Moment::Held,
    Moment::Stored,
    Moment::Unheard,
    Moment::Waiting,
    Moment::Chosen,
];

/// How the browser ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// It is killed, and the answers are kept on the device.
    Kill,
    /// The tab's process crashes, and everything is kept in the tab.
    Crash,
}

/// How a request got there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// By itself, after the page was opened again.
    ByItself,
    /// The patient pressed once more.
    Pressed,
    /// It was there already, and nothing of it was left to send.
    Before,
}

/// What came of one request.
struct Came(Moment, How);

impl fmt::Display for Came {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let how = match self.1 {
            How::ByItself => "arrived by itself",
            How::Pressed => "arrived when the patient pressed again",
            How::Before => "had arrived before",
        };
        write!(f, "{:?}, {how}", self.0)
    }
}

/// What the page says, in a word.
const SAYS: &str = "(() => {
    const shown = selector => [...document.querySelectorAll(selector)].find(found => found.checkVisibility());
    if (!document.querySelector('html.live [data-form] [data-item][hidden]')) return 'nothing yet';
    if (shown('.receipt__reference') || shown('#waiting p')?.innerText == ARRIVED) return 'arrived';
    if (shown('.ladder')) return shown('.status__title').innerText;
    if (shown('.status--busy')) return 'sending';
    if (shown('.review .actions button')) return 'review';
    if (document.querySelector('#keep:disabled')) return 'nothing yet';
    return document.querySelector('[name=given-name]').value ? 'answers' : 'empty';
})()";

const PRESS: &str = "document.querySelector('.review .actions button').click()";
const TO_REVIEW: &str = "location.hash = 'check'";

/// A patient's request, in a browser that may end.
struct Patient<'a> {
    hospital: &'a Hospital,
    tab: Tab,
    id: String,
    reference: String,
}

impl<'a> Patient<'a> {
    /// Opens the form and answers everything, up to the review.
    async fn begin(hospital: &'a Hospital, profile: &TempDir, keeps: bool) -> Self {
        let mut tab = Tab::open(profile.path()).await;
        tab.go(&hospital.url(&site::form(LANG))).await;
        tab.until(&format!(
            "{READY} && document.querySelector('#keep:enabled')"
        ))
        .await;
        if keeps {
            tab.ask("document.querySelector('#keep').click()").await;
        }
        tab.run(PUT, json!([FULL.pairs()])).await;
        tab.ask(TO_REVIEW).await;
        tab.until("document.querySelector('.review .actions button')")
            .await;
        let mut value = async |name: &str| {
            let field = format!("document.querySelector('[data-form] [name={name}]').value");
            tab.ask(&field)
                .await
                .as_str()
                .unwrap_or_default()
                .to_owned()
        };
        let (id, reference) = (value("_id").await, value("_reference").await);
        Self {
            hospital,
            tab,
            id,
            reference,
        }
    }

    /// What the hospital has of it.
    fn arrived(&self) -> Option<Request> {
        let mut all = self.hospital.requests().into_iter();
        all.find(|request| request.id == self.id)
    }

    /// Sends, and lets it come as far as this moment.
    async fn send_until(&mut self, moment: Moment) {
        let (sent, asked) = (|| post("/intake/"), || get("/intake/"));
        match moment {
            Moment::Leaving => {}
            Moment::Held => self.hospital.fail(sent(), Fault::Held),
            Moment::Stored => self.hospital.fail(sent(), Fault::Slow(20)),
            Moment::Unheard => {
                self.hospital.fail(sent(), Fault::Lost);
                self.hospital.fail(asked(), Fault::Refused);
            }
            Moment::Waiting | Moment::Chosen => {
                self.hospital.fail(sent(), Fault::Refused);
                self.hospital.fail(asked(), Fault::Refused);
                // Pauses are short.
                self.tab.ask("Math.random = () => 0.02").await;
            }
        }
        let before = self.hospital.posted().len();
        self.tab.ask(PRESS).await;
        match moment {
            Moment::Leaving => {}
            Moment::Held => {
                until("the post", async || {
                    (self.hospital.posted().len() > before).then_some(())
                })
                .await;
            }
            Moment::Stored | Moment::Unheard => {
                until("the request", async || self.arrived()).await;
            }
            Moment::Waiting => self.tab.until("document.querySelector('.ladder')").await,
            Moment::Chosen => {
                let keep = site::word(LANG, "send", "keep");
                let way = "[...document.querySelectorAll('.ladder__way')]
                    .find(way => way.innerText.includes(arguments[0]))";
                self.tab.until("document.querySelector('.ladder')").await;
                self.tab.run(&format!("{way}.click()"), json!([keep])).await;
            }
        }
    }

    /// Whether the page says that the request goes by itself.
    async fn is_promised(&mut self) -> bool {
        let said = self.tab.ask("document.body.innerText").await;
        let said = said.as_str().unwrap_or_default();
        ["waits_device", "asks_device", "waits_tab", "asks_tab"]
            .iter()
            .any(|key| said.contains(&site::word(LANG, "send", key)))
    }

    async fn says(&mut self) -> String {
        let arrived = site::word(LANG, "send", "waiting_arrived");
        let arrived = Value::from(arrived.replace("{reference}", &self.reference));
        let says = SAYS.replace("ARRIVED", &arrived.to_string());
        let says = self.tab.ask(&says).await;
        let says = says.as_str().unwrap_or("nothing yet").to_owned();
        if says == "arrived" {
            assert!(self.arrived().is_some(), "the page claims what is not so");
        }
        says
    }

    /// Does what the page that was opened again leads to, until the request is there.
    async fn finish(&mut self, promised: bool, seen: bool) -> How {
        let (end, mut pressed) = (Instant::now() + DEADLINE, false);
        let stuck = ["unknown_title", "unreachable_title"].map(|key| site::word(LANG, "send", key));
        loop {
            let says = self.says().await;
            match says.as_str() {
                "arrived" if pressed => return How::Pressed,
                "arrived" => return How::ByItself,
                "empty" if seen && self.arrived().is_some() => return How::Before,
                "answers" if !promised => _ = self.tab.ask(TO_REVIEW).await,
                "review" if !promised => {
                    pressed = true;
                    self.tab.ask(PRESS).await;
                }
                "nothing yet" | "sending" | "empty" | "answers" | "review" => {}
                other => assert!(stuck.iter().any(|title| title == other), "it says {other}"),
            }
            assert!(
                Instant::now() < end,
                "it says {says}, promised: {promised}, there: {}",
                self.arrived().is_some()
            );
            sleep(std::time::Duration::from_millis(40)).await;
        }
    }
}

/// All that a request says, without what is its own.
fn answers(request: &Request) -> Value {
    let envelope = &request.envelope;
    let items = &envelope["response"]["item"];
    json!([envelope["staff"], envelope["patient"], items])
}

/// One request that arrives in peace: what all others must be like.
async fn in_peace() -> Value {
    let hospital = Hospital::open(&place::dist()).await;
    let profile = TempDir::new().expect("there is room for a profile");
    let mut patient = Patient::begin(&hospital, &profile, false).await;
    patient.send_until(Moment::Leaving).await;
    patient.finish(true, false).await;
    patient.tab.kill().await;
    answers(&hospital.request())
}

/// One request whose browser ends while it is sent.
async fn disturbed(end: End, seed: u64, whole: &Value) -> Came {
    let hospital = Hospital::open(&place::dist()).await;
    let mut dice = Dice::new(seed);
    let moment = MOMENTS[(seed % MOMENTS.len() as u64) as usize];
    let profile = TempDir::new().expect("there is room for a profile");
    let keeps = end == End::Kill && moment != Moment::Chosen;
    let mut patient = Patient::begin(&hospital, &profile, keeps).await;
    // Whoever looks through the answers has given the last of them half a second ago.
    sleep(dice.between(500, 1_500)).await;
    patient.send_until(moment).await;
    let promised = moment == Moment::Chosen || patient.is_promised().await;
    let longest = if moment == Moment::Leaving {
        600
    } else {
        2_500
    };
    sleep(dice.between(0, longest)).await;
    // What the page says may come true between the question and the end.
    let seen = patient.says().await == "arrived" || moment == Moment::Leaving;
    if end == End::Crash {
        patient.tab.crash().await;
    } else {
        patient.tab.kill().await;
        patient.tab = Tab::open(profile.path()).await;
    }
    let late = dice.below(2) == 0;
    if !late {
        hospital.mend();
    }
    patient.tab.go(&hospital.url(&site::form(LANG))).await;
    if late {
        patient.tab.until(READY).await;
        sleep(dice.between(0, 1_500)).await;
        hospital.mend();
        patient.tab.ask("dispatchEvent(new Event('online'))").await;
    }
    let how = patient.finish(promised, seen).await;
    let arrived = hospital.request();
    assert_eq!(
        (&arrived.id, &arrived.reference),
        (&patient.id, &patient.reference)
    );
    assert_eq!(&answers(&arrived), whole, "not every field arrived");
    patient.tab.kill().await;
    Came(moment, how)
}

/// However often it happens, every request arrives once.
async fn arrives_once(what: &str, end: End) {
    let whole = in_peace().await;
    let tally = repeat(what, async |seed| disturbed(end, seed, &whole).await).await;
    for how in [How::ByItself, How::Pressed, How::Before] {
        let times = tally.well.iter().filter(|came| came.1 == how).count();
        println!("{what}: {how:?} {times}");
    }
    tally.is_well(what);
}

#[tokio::test]
async fn a_request_whose_browser_is_killed_arrives_once() {
    arrives_once("browser killed while sending", End::Kill).await;
}

#[tokio::test]
async fn a_request_whose_tab_crashes_arrives_once() {
    arrives_once("tab crashed while sending", End::Crash).await;
}
