//! Requests that were sent and have no receipt yet: keeps them as they were frozen, and sends them again
//! when the network may answer. One for all pages; what is shown of it is not its matter.

use std::time::Duration;

use js_sys::Promise;
use leptos::prelude::*;
use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::clock;
use super::storage::{Place, draft_key};
use super::turn::Turn;
use crate::browser::{call, get, global, wait};
use crate::json::{self, from_json};
use crate::submit::waiting::State;
use crate::submit::{Outcome, Parcel, Waiting, send};

const WAITING: &str = "portico:sent:";
const RECEIPT: &str = "portico:receipt:";

/// How long to wait before trying again by itself, in milliseconds: at first, and at most.
const PAUSE: (u64, u64) = (30_000, 900_000);

/// The longest time for which a busy endpoint is left alone, in milliseconds.
const LONGEST: u64 = 3_600_000;

/// The requests that wait. Copied freely; one for the whole app.
#[derive(Clone, Copy)]
pub struct Outbox(RwSignal<Inside>);

#[derive(Default)]
struct Inside {
    /// What waits, and where it lies.
    waiting: Vec<(Place, Waiting)>,
    /// What is being sent.
    going: Vec<String>,
    /// What was heard last.
    news: Option<News>,
    /// How long the next pause is, in milliseconds.
    pause: u64,
    /// Until when a busy endpoint is left alone.
    quiet_until: u64,
}

/// How sending ended.
#[derive(Debug, Clone, PartialEq)]
pub struct News {
    /// Which request.
    pub id: String,
    /// What people call it.
    pub reference: String,
    /// What is known of it.
    pub outcome: Outcome,
}

/// What a tab remembers of a request that has arrived. No answer is in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Kept {
    /// Which request.
    pub id: String,
    /// What people call it.
    pub reference: String,
    /// When the receipt came, in milliseconds since 1970.
    pub at: u64,
    /// Whether a service took it that gives no receipt.
    pub handed: bool,
}

from_json! { Kept { id, reference, at, handed } }

impl Outbox {
    /// Takes up what waits in this browser. Called once, where the app begins.
    pub fn open() -> Self {
        let outbox = Self(RwSignal::default());
        provide_context(outbox);
        // A hint that the network may answer, and no more: whether it does, only sending tells.
        for event in ["online", "visibilitychange", "pageshow"] {
            _ = window_event_listener_untyped(event, move |_| outbox.hope());
        }
        _ = window_event_listener_untyped("storage", move |_| outbox.load());
        outbox.load();
        spawn_local(async move {
            // The drawer knows better what waits on the device.
            _ = JsFuture::from(Promise::resolve(&get(&global("portico"), "ready"))).await;
            outbox.hope();
            outbox.go_on();
        });
        outbox
    }

    /// The app's own.
    ///
    /// # Panics
    /// Outside of the app.
    pub fn expect() -> Self {
        expect_context()
    }

    /// What is stored, and what could not be.
    fn load(self) {
        let known = self.0.with_untracked(|inside| inside.waiting.clone());
        let mut all = known.clone();
        all.retain(|(place, _)| *place == Place::Page);
        for place in [Place::Tab, Place::Device] {
            let stored = place.all(WAITING);
            let read = stored.iter().filter_map(|text| json::read(text));
            all.extend(read.map(|waiting| (place, waiting)));
        }
        let now = clock::now();
        for (place, waiting) in &mut all {
            let then = waiting.clone().at(now);
            if then != *waiting {
                *waiting = then;
                place.write(&key(waiting), &text(waiting));
            }
        }
        if all != known {
            self.0.update(|inside| inside.waiting = all);
        }
    }

    /// All requests that wait, and whether they are being sent.
    pub fn all(self) -> Vec<(Waiting, bool)> {
        self.0.with(|inside| {
            let waiting = inside.waiting.iter();
            waiting
                .map(|(_, waiting)| (waiting.clone(), inside.going.contains(&waiting.parcel.id)))
                .collect()
        })
    }

    /// A request, and where it lies.
    pub fn find(self, id: &str) -> Option<(Place, Waiting)> {
        self.0.with_untracked(|inside| {
            let mut all = inside.waiting.iter();
            all.find(|(_, waiting)| waiting.parcel.id == id).cloned()
        })
    }

    /// The latest news.
    pub fn news(self) -> Option<News> {
        self.0.with(|inside| inside.news.clone())
    }

    /// The patient has read the news.
    pub fn read(self) {
        self.0.update(|inside| inside.news = None);
    }

    /// Stores a request in the place of what was stored of it.
    pub fn put(self, place: Place, waiting: Waiting) {
        let before = self.take_out(&waiting.parcel.id);
        if place != Place::Device {
            release(before);
        }
        let stored = [place, Place::Tab]
            .into_iter()
            .find(|place| place.write(&key(&waiting), &text(&waiting)));
        let place = stored.unwrap_or(Place::Page);
        self.0
            .update(|inside| inside.waiting.push((place, waiting)));
    }

    /// Erases what is stored of a request.
    pub fn erase(self, id: &str) {
        release(self.take_out(id));
    }

    fn take_out(self, id: &str) -> Option<(Place, Waiting)> {
        let (place, waiting) = self.find(id)?;
        place.erase(&key(&waiting));
        self.0.update(|inside| {
            inside
                .waiting
                .retain(|(_, waiting)| waiting.parcel.id != id)
        });
        Some((place, waiting))
    }

    /// Stores a request as [`Self::put`] does. On the device, when this is over, it outlasts a browser that
    /// is killed.
    pub async fn keep(self, place: Place, waiting: Waiting) {
        self.put(place, waiting.clone());
        if place == Place::Device {
            _ = wait(&global("portico"), "hold", &held(&waiting, text(&waiting))).await;
        }
    }

    /// The patient has it back: it does not go by itself, and lies in this tab alone.
    pub fn give_back(self, id: &str, draft: Option<String>) {
        if let Some((_, waiting)) = self.find(id) {
            let draft = waiting.draft.clone().or(draft);
            let state = State::Patient;
            self.put(
                Place::Tab,
                Waiting {
                    draft,
                    state,
                    ..waiting
                },
            );
        }
    }

    /// Sends a request now. `again`: it was sent before.
    pub fn send(self, id: &str, again: bool, awaited: bool) {
        let id = id.to_owned();
        let going = self.0.with_untracked(|inside| inside.going.contains(&id));
        let Some((place, waiting)) = self.find(&id).filter(|_| !going) else {
            return;
        };
        self.0.update(|inside| inside.going.push(id.clone()));
        spawn_local(async move {
            let turn = match place {
                Place::Device => Some(Turn::wait(&id).await),
                _ => None,
            };
            // Another tab may have brought it there meanwhile.
            self.load();
            let found = self.find(&id);
            if !awaited && found.is_none() {
                return self.done(&id, turn);
            }
            let (place, waiting) = found.unwrap_or((place, waiting));
            let delivery = waiting.delivery(again);
            self.keep(place, waiting.clone().going()).await;
            let delivery = if awaited { delivery } else { delivery.quiet() };
            let deadline = Duration::from_secs(waiting.timeout_seconds.into());
            let outcome = send::send(&waiting.parcel, delivery, deadline).await;
            let reference = waiting.parcel.reference.clone();
            let (place, waiting) = self.find(&id).unwrap_or((place, waiting));
            self.settle(place, waiting, &outcome);
            self.done(&id, turn);
            let news = News {
                id,
                reference,
                outcome,
            };
            self.0.update(|inside| inside.news = Some(news));
        });
    }

    fn done(self, id: &str, turn: Option<Turn>) {
        if let Some(turn) = turn {
            turn.end();
        }
        self.0
            .update(|inside| inside.going.retain(|other| other != id));
    }

    /// Keeps what must be kept after this outcome.
    fn settle(self, place: Place, waiting: Waiting, outcome: &Outcome) {
        if let Outcome::Busy(Some(seconds)) = outcome {
            let named = (u64::from(*seconds) * 1_000).min(LONGEST);
            let until = clock::now() + named;
            self.0.update(|inside| inside.quiet_until = until);
        }
        let Parcel { id, form, .. } = waiting.parcel.clone();
        match waiting.clone().after(outcome, is_here(&id)) {
            Some(after) => self.put(place, after),
            None => {
                let handed = *outcome == Outcome::Handed;
                if handed || matches!(outcome, Outcome::Arrived(_)) {
                    arrived(&form, &id, &waiting.parcel.reference, handed);
                }
                // Last: a browser that is killed before this asks again, and hears that it has arrived.
                self.erase(&id);
            }
        }
    }

    /// Sends everything that goes by itself.
    fn try_all(self) {
        let goes = self.0.with_untracked(|inside| {
            let mut goes = inside.waiting.clone();
            goes.retain(|(_, waiting)| waiting.goes() && inside.quiet_until < clock::now());
            goes
        });
        for (_, waiting) in goes {
            self.send(&waiting.parcel.id, true, false);
        }
    }

    /// The network may answer again.
    fn hope(self) {
        self.load();
        if get(&document(), "visibilityState") != "hidden" {
            self.0.update_untracked(|inside| inside.pause = PAUSE.0);
            self.try_all();
        }
    }

    /// Tries again after pauses that grow.
    fn go_on(self) {
        let pause = self.0.with_untracked(|inside| inside.pause).max(PAUSE.0);
        set_timeout(
            move || {
                self.0
                    .update_untracked(|inside| inside.pause = (pause * 2).min(PAUSE.1));
                self.load();
                self.try_all();
                self.go_on();
            },
            Duration::from_millis(pause),
        );
    }
}

/// Whether the form of this request is on the page that shows.
pub fn is_here(id: &str) -> bool {
    let field = document().query_selector("main [data-form] [name=_id]");
    field.is_ok_and(|field| field.is_some_and(|field| get(&field, "value") == *id))
}

/// The receipt of this form's request, as long as the tab is open and no new request was begun.
pub fn receipt(form: &str) -> Option<Kept> {
    json::read(&Place::Tab.read(&[RECEIPT, form].concat())?)
}

/// A new request begins.
pub fn forget_receipt(form: &str) {
    Place::Tab.erase(&[RECEIPT, form].concat());
}

/// The endpoint has it: no answer of it stays on the device.
fn arrived(form: &str, id: &str, reference: &str, handed: bool) {
    _ = call(&global("portico"), "erase", &[id.into()]);
    let draft = draft_key(form);
    if Place::Tab
        .read(&draft)
        .is_none_or(|draft| draft.contains(id))
    {
        Place::Tab.erase(&draft);
        let (id, reference) = (id.to_owned(), reference.to_owned());
        let kept = Kept {
            id,
            reference,
            at: clock::now(),
            handed,
        };
        let kept = serde_json::to_string(&kept).expect("a receipt is plain data");
        Place::Tab.write(&[RECEIPT, form].concat(), &kept);
    }
}

/// The answers of a request, where they still are in this tab.
pub fn draft_here(form: &str, id: &str) -> Option<String> {
    let draft = Place::Tab.read(&draft_key(form));
    draft.filter(|draft| draft.contains(id))
}

/// Puts answers back into this tab, where the form's page finds them; whether there is room for them: other
/// answers may stand there.
pub fn restore(form: &str, id: &str, draft: &str, sure: impl FnOnce() -> bool) -> bool {
    let key = draft_key(form);
    let begun = |text: String| {
        let mut fields = text.split('&').filter(|field| !field.starts_with('_'));
        !text.contains(id) && fields.any(|field| !field.ends_with('='))
    };
    let free = !Place::Tab.read(&key).is_some_and(begun) || sure();
    free && Place::Tab.write(&key, draft)
}

/// What waited on the device waits there no more.
fn release(before: Option<(Place, Waiting)>) {
    if let Some((Place::Device, waiting)) = before {
        _ = call(&global("portico"), "hold", &held(&waiting, String::new()));
    }
}

/// A request as the drawer holds it.
fn held(waiting: &Waiting, text: String) -> [JsValue; 3] {
    [
        key(waiting).into(),
        text.into(),
        (waiting.since as f64).into(),
    ]
}

fn key(waiting: &Waiting) -> String {
    [WAITING, &waiting.parcel.id].concat()
}

fn text(waiting: &Waiting) -> String {
    serde_json::to_string(waiting).expect("a request is plain data")
}
