//! From the press on "Send" to the receipt, or to the ways on.

use std::future::ready;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::Guide;
use super::steps::CHECK;
use crate::form::{Problem, check};
use crate::i18n::Key;
use crate::live::Stage;
use crate::live::clock;
use crate::live::dom::{fields, find, focus_drawn, set};
use crate::live::outbox::{self, News};
use crate::live::problems::{Fault, said};
use crate::live::sender::Request;
use crate::live::storage::Place;
use crate::live::surroundings::surroundings;
use crate::submit::waiting::State;
use crate::submit::{Outcome, Parcel, Refusal, Waiting, hand_over};
use crate::ui::form::{Advice, Carried, Way, explain};

/// How long to wait when a busy endpoint does not say.
const BUSY_SECONDS: u32 = 30;

impl Guide {
    /// The patient goes back to the answers: they are theirs again until they send them.
    pub(super) fn take_back(&self) {
        let id = self.id();
        self.outbox.give_back(&id, self.open_draft());
    }

    /// Sends what was reviewed. A second click finds it on its way.
    pub fn send(self: &Rc<Self>) {
        if self.stage.get_untracked() == Stage::Sending || self.meets_outcome() {
            return;
        }
        let draft = self.draft();
        let kept = self
            .request
            .borrow()
            .clone()
            .filter(|request| request.parcel.is_ok() && request.is_of(&draft));
        if let Some(request) = kept {
            return self.deliver(ready(request));
        }
        self.make(|request| request);
    }

    /// Makes the request of what the form holds, and sends it.
    fn make(self: &Rc<Self>, change: impl FnOnce(Request) -> Request + 'static) {
        let Some(model) = self.model.get() else {
            return;
        };
        let draft = self.draft();
        match check(model, &draft, &surroundings()) {
            Ok(submission) => {
                let guide = self.clone();
                self.deliver(async move {
                    let request = Request::of(draft, &submission, &guide.page).await;
                    Rc::new(change(request))
                });
            }
            Err(found) => self.show_in_its_step(&self.faults(&found)),
        }
    }

    /// Sends a request as soon as it is made.
    fn deliver(self: &Rc<Self>, request: impl Future<Output = Rc<Request>> + 'static) {
        self.stop(Stage::Sending);
        let guide = self.clone();
        spawn_local(async move {
            let request = request.await;
            guide.request.replace(Some(request.clone()));
            let parcel = match &request.parcel {
                Ok(parcel) => parcel,
                Err(advice) => return guide.stop(Stage::Stuck(*advice)),
            };
            let again = guide.freeze(parcel);
            guide.outbox.send(&parcel.id, again, true);
        });
    }

    /// Stores a request before it leaves, so that it stays the same through all that may come. Whether
    /// it was sent before: then what leaves is what left first.
    fn freeze(&self, parcel: &Parcel) -> bool {
        let found = self.outbox.find(&parcel.id);
        let kept = find(&self.container, "#keep:checked").is_some();
        let place = match &found {
            Some((place, _)) => *place,
            None if kept => Place::Device,
            None => Place::Tab,
        };
        let fresh = Waiting {
            parcel: parcel.clone(),
            draft: self.open_draft(),
            page: window().location().pathname().unwrap_or_default(),
            timeout_seconds: self.page.timeout_seconds,
            since: clock::now(),
            state: State::Network,
            doubt: false,
            broken: false,
            changed: false,
        };
        let Some((_, earlier)) = found else {
            self.outbox.put(place, fresh);
            return false;
        };
        let same_draft = fresh.draft.is_some() && earlier.draft == fresh.draft;
        let same = same_draft || earlier.parcel.body == fresh.parcel.body;
        let waiting = if same {
            Waiting {
                state: State::Network,
                ..earlier
            }
        } else {
            fresh.replaces(&earlier)
        };
        self.outbox.put(place, waiting);
        same
    }

    /// What is kept beside a request that waits: the answers, where they may leave open.
    fn open_draft(&self) -> Option<String> {
        (!self.seals()).then(|| fields(&self.form))
    }

    /// Goes on where this tab was left: with the receipt, or with a request that has none yet.
    pub(super) fn resume(self: &Rc<Self>) -> bool {
        self.go_on() || self.show_receipt()
    }

    /// Goes on with the form's request where it has left and has no receipt yet; whether it does.
    pub(super) fn go_on(self: &Rc<Self>) -> bool {
        let asking = self.model.get().is_some() && self.stage.get_untracked() == Stage::Asking;
        let found = self.outbox.find(&self.id()).filter(|_| asking);
        let Some((_, waiting)) = found.filter(|(_, waiting)| waiting.goes()) else {
            return false;
        };
        set(&self.container, "data-at", CHECK);
        self.make(move |mut request| {
            request.parcel = Ok(waiting.parcel);
            request
        });
        true
    }

    /// Shows the receipt of the request that this tab has sent last.
    pub fn show_receipt(&self) -> bool {
        let stage = self.stage.try_get_untracked();
        if self.model.get().is_none() || matches!(stage, None | Some(Stage::Arrived(_))) {
            return true;
        }
        let Some(kept) = outbox::receipt(&self.name()) else {
            return false;
        };
        self.forget();
        set(&self.container, "data-at", "done");
        self.stop(Stage::Arrived(kept));
        true
    }

    /// Something is known of a request, perhaps of this one.
    pub fn hear_news(&self, news: News) {
        if news.id != self.id() {
            return;
        }
        self.outbox.read();
        let stage = self.stage.get_untracked();
        // Nobody is told twice that nothing has happened.
        let settles = match news.outcome {
            Outcome::Arrived(_) | Outcome::Handed => true,
            Outcome::Unknown | Outcome::Unreachable | Outcome::Busy(_) => stage == Stage::Sending,
            _ => matches!(stage, Stage::Sending | Stage::Stuck(_)),
        };
        if settles {
            self.settle(news.outcome);
        }
    }

    fn settle(&self, outcome: Outcome) {
        match outcome {
            Outcome::Arrived(_) | Outcome::Handed => _ = self.show_receipt(),
            Outcome::Refused(refusals) => self.refused(refusals),
            Outcome::Different => self.stop(Stage::Stuck(Advice::Different)),
            Outcome::Busy(seconds) => {
                self.stop(Stage::Stuck(Advice::Busy(seconds.unwrap_or(BUSY_SECONDS))))
            }
            Outcome::Failed => self.stop(Stage::Stuck(Advice::Failed)),
            Outcome::Unknown => self.stop(Stage::Stuck(Advice::Unknown)),
            Outcome::Unreachable => self.stop(Stage::Stuck(Advice::Unreachable)),
        }
    }

    fn stop(&self, stage: Stage) {
        self.stage.set(stage);
        focus_drawn();
    }

    /// Answers that the endpoint refused go back to their questions, with the form's own words for the
    /// mistake where it has some. The endpoint's words are English.
    fn refused(&self, refusals: Vec<Refusal>) {
        let fault = |refusal: Refusal| {
            let (model, field) = (self.model.get()?, refusal.field.as_deref()?);
            // A date is refused under its own name or under that of its day.
            let of = |name: &str| model.item(name);
            let item = of(field).or_else(|| of(field.rsplit_once('.')?.0))?;
            let own = self.words.get(Key::SendRefusedField);
            let (item, control) = (item.id.clone(), item.control_id());
            let text = if let Some(kind) = refusal.kind() {
                let problem = Problem {
                    item: item.clone(),
                    control: control.clone(),
                    kind,
                };
                explain(&problem, model, self.words)
            } else if self.words.lang() == "en" {
                said([own, " ", &refusal.message].concat())
            } else {
                said(own.to_owned())
            };
            Some(Fault {
                item,
                control,
                text,
            })
        };
        let faults: Vec<_> = refusals.into_iter().filter_map(fault).collect();
        if faults.is_empty() {
            return self.stop(Stage::Stuck(Advice::Refused));
        }
        self.stage.set(Stage::Asking);
        self.show_in_its_step(&faults);
    }

    /// Takes a way on other than waiting.
    pub fn take(self: &Rc<Self>, way: Way) {
        let Some(request) = self.request.borrow().clone() else {
            return;
        };
        match way {
            Way::Again => self.send(),
            Way::Keep => self.keep(),
            Way::File(file) => {
                let (name, media_type, text) = request.file(file, &self.page, self.words);
                _ = hand_over::download(&name, media_type, &text);
            }
            Way::Copy => spawn_local(async move { _ = hand_over::copy(&request.text).await }),
            // The link itself opens the mail program.
            Way::Mail => {}
        }
    }

    /// Lets the request wait on this device, and the answers with it.
    fn keep(self: &Rc<Self>) {
        let guide = self.clone();
        spawn_local(async move {
            if let Some((_, waiting)) = guide.outbox.find(&guide.id()) {
                guide.outbox.keep(Place::Device, waiting).await;
            }
            if let Some(stage) = guide.stage.try_get_untracked() {
                guide.stop(stage);
            }
        });
    }

    /// Where the request waits, if it goes by itself.
    pub fn waits(&self) -> Option<Place> {
        let found = self.outbox.find(&self.id());
        found
            .filter(|(_, waiting)| waiting.goes())
            .map(|(place, _)| place)
    }

    /// Whether the endpoint can be asked whether the request is there.
    pub fn asks(&self) -> bool {
        let request = self.request.borrow();
        let parcel = request.as_ref().map(|request| &request.parcel);
        matches!(parcel, Some(Ok(parcel)) if parcel.asked_at().is_some())
    }

    /// What people call the request.
    pub fn reference(&self) -> String {
        self.request
            .borrow()
            .as_ref()
            .map(|request| request.reference.clone())
            .unwrap_or_default()
    }

    /// The request as an e-mail.
    pub fn mail(&self) -> (String, Carried) {
        let request = self.request.borrow();
        let request = request
            .as_ref()
            .expect("only a request that was made gets stuck");
        request.mail(&self.page, self.words)
    }

    /// The request as text.
    pub fn text(&self) -> String {
        self.request
            .borrow()
            .as_ref()
            .map(|request| request.text.clone())
            .unwrap_or_default()
    }
}
