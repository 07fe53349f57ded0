//! Very many requests are sent through a network that fails in every way, by the code that the app sends
//! with, to the real intake. Time runs faster, for all of it alike. `cargo xtask soak sending` has as many
//! requests as one likes, and takes the seed of a run that failed.

use std::env;
use std::fmt;
use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use futures_util::StreamExt;
use futures_util::stream;
use harness::answer::SHORT;
use harness::database::Database;
use harness::hospital::Intake;
use harness::weather::{Network, dice};
use harness::{place, until};
use portico::form::{Date, Draft, Form, Identity, Reader, Surroundings, check, reference};
use portico::submit::courier::{Answer, Courier, bring};
use portico::submit::waiting::State;
use portico::submit::{Destination, Leaving, Outcome, Parcel, Waiting, envelope};
use serde_json::{Value, json};

/// How much faster than for a patient time runs.
const FASTER: f64 = 20.0;

/// How long an answer is waited for, by the patient's time.
const DEADLINE: Duration = Duration::from_secs(20);

/// So many patients at once.
const PATIENTS: usize = 32;

/// How long a browser waits before it tries again by itself, in milliseconds of the patient's time; at
/// first, and at most.
const PAUSE: (f64, f64) = (30_000.0, 900_000.0);

/// So often a patient tries before it counts as lost.
const TRIES: usize = 60;

/// A courier over HTTP, whose clock runs faster.
struct Native {
    http: reqwest::Client,
    began: Instant,
    dice: std::cell::RefCell<fastrand::Rng>,
}

impl Native {
    async fn fetch(&self, request: reqwest::RequestBuilder) -> Result<Answer, Outcome> {
        let request = request.timeout(DEADLINE.div_f64(FASTER));
        let response = request.send().await.map_err(|error| match error {
            // The deadline passed: the request may well be there.
            late if late.is_timeout() => Outcome::Unknown,
            _ => Outcome::Unreachable,
        })?;
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let header = |name: &str| Some(headers.get(name)?.to_str().ok()?.to_owned());
        let body = response.text().await.ok();
        Ok(Answer::of(status, body, header, 0))
    }
}

impl Courier for Native {
    async fn post(&self, parcel: &Parcel) -> Result<Answer, Outcome> {
        let mut request = self.http.post(&parcel.destination.url);
        for (name, value) in parcel.headers() {
            request = request.header(name, value);
        }
        self.fetch(request.body(parcel.body.clone())).await
    }

    async fn ask(&self, url: &str) -> Result<Answer, Outcome> {
        let request = self.http.get(url).header("Accept", "application/json");
        self.fetch(request).await
    }

    async fn wait(&self, milliseconds: f64) {
        let wait = Duration::from_secs_f64(milliseconds / 1_000.0);
        tokio::time::sleep(wait.div_f64(FASTER)).await;
    }

    fn elapsed(&self) -> f64 {
        self.began.elapsed().as_secs_f64() * 1_000.0 * FASTER
    }

    fn chance(&self) -> f64 {
        self.dice.borrow_mut().f64()
    }
}

/// What staff read: the id of every question, and its answer.
type Answers = Vec<(String, String)>;

/// What all patients share.
struct Place {
    form: Form,
    url: String,
    http: reqwest::Client,
    network: Network,
    database: Database,
    seed: u64,
}

/// One patient's request, and the versions of it that left.
struct Patient<'a> {
    place: &'a Place,
    kind: &'static str,
    identity: Identity,
    dice: fastrand::Rng,
    versions: Vec<Answers>,
}

/// What became of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// The receipt came for the answers as they were sent last.
    Arrived,
    /// The patient knows that earlier answers are there.
    Earlier,
}

/// What the patient was told.
#[derive(Debug, Clone, Copy, Default)]
struct Told {
    requests: usize,
    arrived: usize,
    earlier: usize,
    deliveries: usize,
    changed: usize,
    reloads: usize,
    not_arrived: usize,
}

impl Told {
    fn and(self, other: Self) -> Self {
        Self {
            requests: self.requests + other.requests,
            arrived: self.arrived + other.arrived,
            earlier: self.earlier + other.earlier,
            deliveries: self.deliveries + other.deliveries,
            changed: self.changed + other.changed,
            reloads: self.reloads + other.reloads,
            not_arrived: self.not_arrived + other.not_arrived,
        }
    }
}

impl fmt::Display for Told {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let Self {
            requests,
            arrived,
            earlier,
            deliveries,
            changed,
            reloads,
            not_arrived,
        } = self;
        write!(
            out,
            "{requests} requests in {deliveries} deliveries: {arrived} arrived as they were sent last, \
             {earlier} as they were sent first, and the patient knows. {changed} were changed and \
             {reloads} pages loaded again on the way; {not_arrived} times it was said that a request \
             has not arrived. 0 lost, 0 stored twice, 0 false receipts"
        )
    }
}

impl<'a> Patient<'a> {
    fn new(place: &'a Place, number: usize) -> Self {
        let mut dice = dice(place.seed, &number.to_string());
        let random = dice.u64(..) & 0xffff_ffff_ffff;
        let id = format!("01940000-{:04x}-7000-8000-{random:012x}", number % 0x1_0000);
        Self {
            place,
            kind: if number % 4 == 3 { "form" } else { "json" },
            identity: Identity {
                reference: reference::of(&id).expect("every UUID has one"),
                id,
                opened: None,
                authored: "2026-11-24T02:15:00+03:00".into(),
                zone: None,
                language: place.form.lang.clone(),
            },
            dice,
            versions: Vec::new(),
        }
    }

    /// The request with answers that nobody else has.
    fn parcel(&mut self) -> Parcel {
        let words = ["ألم", "في", "الصدر", "pain", "since", "2024"];
        let length = self.dice.usize(1..200);
        let story: Vec<&str> = (0..length)
            .map(|_| self.dice.choice(words).expect("there are words"))
            .collect();
        let story = format!("{} {}", self.versions.len(), story.join(" "));
        let mut pairs = SHORT.pairs();
        pairs.retain(|(name, _)| name != "problem");
        pairs.push(("problem".into(), story));
        pairs.push(("_lang".into(), self.place.form.lang.clone()));
        let draft = Draft::from_pairs(pairs);
        let submission = check(&self.place.form, &draft, &surroundings()).expect("no problems");
        let envelope = envelope(&submission, &self.identity, false);
        let staff = submission.reading(Reader::Staff);
        let staff = serde_json::to_value(staff).expect("a reading is plain data");
        self.versions.push(answers(&staff));
        let leaving = Leaving {
            envelope: &envelope,
            submission: &submission,
            identity: &self.identity,
            draft: &draft,
        };
        let destination = json!({"kind": self.kind, "url": self.place.url});
        let destination: Destination = serde_json::from_value(destination).expect("a destination");
        Parcel::of(leaving, &destination)
    }

    fn waiting(&mut self) -> Waiting {
        Waiting {
            parcel: self.parcel(),
            draft: None,
            page: "/en/appointment/".into(),
            timeout_seconds: 20,
            since: 0,
            state: State::Network,
            doubt: false,
            broken: false,
            changed: false,
        }
    }

    /// Sends until it is known what is there, as a patient and their browser do.
    async fn send(mut self) -> Told {
        let mut told = Told {
            requests: 1,
            ..Told::default()
        };
        let mut waiting = self.waiting();
        let (mut again, mut awaited) = (false, true);
        let mut pause = PAUSE.0;
        for _ in 0..TRIES {
            let courier = Native {
                http: self.place.http.clone(),
                began: Instant::now(),
                dice: self.dice.fork().into(),
            };
            let delivery = waiting.delivery(again);
            let delivery = if awaited { delivery } else { delivery.quiet() };
            told.deliveries += 1;
            let going = bring(&waiting.parcel, delivery, &courier);
            let leaves = self.dice.u8(0..10) == 0;
            let patience = DEADLINE.div_f64(FASTER).mul_f64(self.dice.f64());
            let outcome = if leaves {
                // The page is loaded again in the middle of it.
                match tokio::time::timeout(patience, going).await {
                    Ok(outcome) => outcome,
                    Err(_) => {
                        told.reloads += 1;
                        waiting = waiting.going();
                        again = true;
                        continue;
                    }
                }
            } else {
                going.await
            };
            match self.judge(&waiting, &outcome) {
                Some(End::Arrived) => {
                    told.arrived += 1;
                    return told;
                }
                Some(End::Earlier) => {
                    told.earlier += 1;
                    return told;
                }
                None => {}
            }
            courier.wait(pause).await;
            pause = (pause * 2.0).min(PAUSE.1);
            told.not_arrived += usize::from(denies(&outcome));
            waiting = waiting
                .after(&outcome, true)
                .expect("it waits until it is there");
            (again, awaited) = (true, !waiting.goes() || self.dice.bool());
            if self.dice.u8(0..12) == 0 {
                told.changed += 1;
                waiting = self.waiting().replaces(&waiting);
                (again, awaited) = (false, true);
            }
            waiting.state = State::Network;
        }
        panic!("{} never arrived", self.identity.id);
    }

    /// Whether what is said is true, and whether it is the end.
    fn judge(&self, waiting: &Waiting, outcome: &Outcome) -> Option<End> {
        let id = &self.identity.id;
        let under_way = self.place.network.carries(id);
        let stored = self.place.database.request(id);
        let held = stored
            .as_ref()
            .map(|request| answers(&request.envelope["staff"]));
        match outcome {
            Outcome::Arrived(receipt) => {
                let request = stored.as_ref();
                let request =
                    request.unwrap_or_else(|| panic!("{id}: a receipt, and nothing is there"));
                assert_eq!(request.reference, receipt.reference, "{id}");
                assert_eq!(
                    held.as_ref(),
                    self.versions.last(),
                    "{id}: a receipt for other answers"
                );
                Some(End::Arrived)
            }
            Outcome::Different => {
                let earlier = self.versions.split_last().expect("some left").1;
                assert!(
                    waiting.changed && held.is_some_and(|held| earlier.contains(&held)),
                    "{id}: no earlier answers are there"
                );
                Some(End::Earlier)
            }
            denied if denies(denied) => {
                assert!(
                    stored.is_none(),
                    "{id}: {denied:?} is said, and it is there"
                );
                assert!(
                    !under_way,
                    "{id}: {denied:?} is said, and it may still arrive"
                );
                None
            }
            Outcome::Unknown | Outcome::Unreachable => None,
            other => panic!("{id}: {other:?}"),
        }
    }
}

/// All answers of a reading.
fn answers(reading: &Value) -> Answers {
    let sections = reading["sections"].as_array().into_iter().flatten();
    let entries = sections.flat_map(|section| section["entries"].as_array().into_iter().flatten());
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    entries
        .map(|entry| (text(&entry["id"]), text(&entry["answer"])))
        .collect()
}

/// Whether the patient is told that the request has not arrived.
fn denies(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Failed | Outcome::Busy(_))
}

fn surroundings() -> Surroundings {
    Surroundings {
        today: Date::new(2026, 11, 24).expect("a date"),
        count: |text| text.chars().count(),
        // What is typed here fits.
        matches: |_, _| true,
    }
}

fn form() -> Form {
    let file = place::dist().join("forms/appointment.ar.json");
    let text = fs::read_to_string(file).expect("the form is built");
    serde_json::from_str(&text).expect("it is a form")
}

/// A number from the environment.
fn named(variable: &str) -> Option<u64> {
    let value = env::var(variable).ok()?;
    Some(
        value
            .parse()
            .unwrap_or_else(|_| panic!("{variable} is a number")),
    )
}

#[tokio::test]
async fn whatever_the_network_does_every_request_arrives_once_and_nobody_is_told_otherwise() {
    let requests = named("PORTICO_REQUESTS").unwrap_or(300) as usize;
    let seed = named("PORTICO_SEED").unwrap_or_else(|| fastrand::u64(..) >> 32);
    println!("seed {seed}: PORTICO_SEED={seed} throws the same dice again");
    let intake = Intake::open(&place::dist(), &[], Stdio::null()).await;
    let late = DEADLINE.div_f64(FASTER).mul_f64(3.0);
    let network = Network::start(intake.address(), seed, late).await;
    let place = Place {
        form: form(),
        url: format!("http://{}/intake/appointment", network.address()),
        http: reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .pool_max_idle_per_host(0)
            .no_proxy()
            .build()
            .expect("a client"),
        database: intake.database(),
        network,
        seed,
    };
    let began = Instant::now();
    let patients = stream::iter(0..requests).map(|number| Patient::new(&place, number).send());
    let mut sent = patients.buffer_unordered(PATIENTS);
    let mut told = Told::default();
    while let Some(one) = sent.next().await {
        told = told.and(one);
        if told.requests % 1_000 == 0 {
            println!("{} of {requests}", told.requests);
        }
    }
    until("late messages", async || {
        (!place.network.is_busy()).then_some(())
    })
    .await;
    let stored = place.database.all();
    assert_eq!(stored.len(), requests, "as many are there as were sent");
    println!(
        "{told}. {:.0} s, seed {seed}",
        began.elapsed().as_secs_f64()
    );
    for (weather, times) in place.network.log() {
        println!("{times:>7} {weather}");
    }
}
