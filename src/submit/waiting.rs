//! A request that has been sent and of which no receipt has come: it waits on the patient's device, as it
//! was frozen. Pure: it is told the time, and stores nothing.

use serde::Serialize;

use super::delivery::Delivery;
use super::outcome::Outcome;
use super::parcel::Parcel;
use crate::json::{cases_from_json, from_json};

/// How long a request waits, in milliseconds. After that it is erased, and the patient is told.
const LIMIT: u64 = 72 * 3_600_000;

/// A request that waits.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Waiting {
    /// What is sent.
    pub parcel: Parcel,
    /// The form as it was when it was sent; nothing where that must not be kept.
    pub draft: Option<String>,
    /// Address of the form's page.
    pub page: String,
    /// How long an answer is waited for, in seconds.
    pub timeout_seconds: u32,
    /// When it was sent first, in milliseconds since 1970.
    pub since: u64,
    /// What it waits for.
    pub state: State,
    /// Whether it may have arrived: nothing was heard of some post.
    pub doubt: bool,
    /// Whether the connection of some post failed, or its answer is still waited for.
    pub broken: bool,
    /// Whether other answers were posted earlier under the same identity. What is there may be those.
    pub changed: bool,
}

/// What a request waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum State {
    /// The network: it goes by itself.
    Network,
    /// The patient, who has taken it back.
    Patient,
    /// The patient, who does not know yet that the endpoint did not take it.
    Stopped,
    /// To be told of: it was erased.
    Expired,
}

from_json! {
    Waiting { parcel, draft, page, timeout_seconds, since, state, doubt, broken, changed }
}

cases_from_json! {
    State { Network = "Network", Patient = "Patient", Stopped = "Stopped", Expired = "Expired" }
}

impl Waiting {
    /// How to bring it there. `again`: it was sent before.
    pub fn delivery(&self, again: bool) -> Delivery {
        let asks = !self.changed && self.parcel.asked_at().is_some();
        let once = self.parcel.destination.keeps_once();
        let delivery = Delivery::new(asks, once).after(self.doubt, self.broken);
        if again { delivery.again() } else { delivery }
    }

    /// As it is while it is being sent: should the page go before the answer comes, it may be there.
    pub fn going(mut self) -> Self {
        self.broken = true;
        self
    }

    /// Whether it goes by itself.
    pub fn goes(&self) -> bool {
        self.state == State::Network && self.parcel.destination.keeps_once()
    }

    /// What is kept after this outcome; nothing once it is there, or its answers must change.
    /// `seen`: the patient looks at the page that says so.
    pub fn after(mut self, outcome: &Outcome, seen: bool) -> Option<Self> {
        self.broken = *outcome == Outcome::Unreachable;
        match outcome {
            Outcome::Unknown => self.doubt = true,
            Outcome::Unreachable | Outcome::Busy(_) => self.doubt = false,
            Outcome::Failed | Outcome::Different | Outcome::Refused(_) if !seen => {
                self.state = State::Stopped;
            }
            Outcome::Failed | Outcome::Different => self.state = State::Patient,
            _ => return None,
        }
        Some(self)
    }

    /// A newer version takes its place, under the same identity.
    pub fn replaces(mut self, earlier: &Self) -> Self {
        self.changed = earlier.changed || self.parcel.body != earlier.parcel.body;
        (self.doubt, self.broken) = (earlier.doubt, earlier.broken);
        self
    }

    /// As it is at this time: what has waited too long is emptied, also where the clock was set back.
    pub fn at(mut self, now: u64) -> Self {
        if now.abs_diff(self.since) > LIMIT && self.state != State::Expired {
            self.state = State::Expired;
            self.parcel.body.clear();
            self.draft = None;
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;
    use crate::submit::delivery::{Act, Heard, Next};

    fn waiting() -> Waiting {
        let stored = serde_json::json!({
            "parcel": {"id": "our-id", "reference": "6HAF-6SPZ-0", "form": "appointment",
                "destination": {"kind": "json", "url": "/intake/appointment"},
                "media_type": "application/json", "body": "{}"},
            "draft": "email=a", "page": "/en/appointment/", "timeout_seconds": 20, "since": 0,
            "state": "Network", "doubt": true, "changed": false,
        });
        json::read(&stored.to_string()).expect("it is written as it is stored")
    }

    #[test]
    fn what_was_stored_is_read_as_it_was() {
        let stored = serde_json::to_string(&waiting()).expect("it can be written");
        assert_eq!(json::read(&stored), Some(waiting()));
    }

    fn with_other_answers() -> Waiting {
        let mut newer = waiting();
        newer.parcel.body = "[]".into();
        newer.replaces(&waiting())
    }

    #[test]
    fn what_was_sent_before_is_asked_for_first() {
        let begin = waiting().delivery(true).begin();
        assert_eq!(begin, Next::Act(0.0, Act::Ask));
    }

    #[test]
    fn a_receipt_for_earlier_answers_is_never_asked_for() {
        let begin = with_other_answers().delivery(true).begin();
        assert_eq!(begin, Next::Act(0.0, Act::Post));
    }

    #[test]
    fn the_same_answers_again_are_the_same_request() {
        assert!(!waiting().replaces(&waiting()).changed);
    }

    #[test]
    fn of_earlier_answers_that_may_have_arrived_it_is_not_said_that_they_have_not() {
        let mut delivery = with_other_answers().delivery(false).quiet();
        let next = delivery.next(Heard::Posted(Outcome::Failed), 0.0, 0.5);
        assert_eq!(next, Next::Stop(Outcome::Unknown));
    }

    #[test]
    fn a_page_that_goes_while_it_sends_does_not_know_what_became_of_it() {
        let mut stored = waiting();
        stored.doubt = false;
        let mut delivery = stored.going().delivery(true).quiet();
        let next = delivery.next(Heard::Posted(Outcome::Busy(None)), 0.0, 0.5);
        assert_eq!(next, Next::Stop(Outcome::Unknown));
    }

    #[test]
    fn what_was_turned_away_is_not_there() {
        let mut stored = waiting();
        stored.doubt = false;
        let after = stored.going().after(&Outcome::Busy(None), true);
        assert_eq!(after.map(|waiting| waiting.broken), Some(false));
    }

    #[test]
    fn after_three_days_nothing_of_it_is_left_but_its_name() {
        let expired = waiting().at(LIMIT + 1);
        assert_eq!(
            (expired.state, expired.parcel.body.as_str(), expired.draft),
            (State::Expired, "", None)
        );
    }

    #[test]
    fn it_waits_for_three_days() {
        assert_eq!(waiting().at(LIMIT - 1), waiting());
    }

    #[test]
    fn what_the_network_lost_goes_on_waiting() {
        let after = waiting().after(&Outcome::Unreachable, true);
        assert!(after.is_some_and(|waiting| waiting.goes()));
    }

    #[test]
    fn nobody_misses_that_a_request_was_not_taken() {
        let after = waiting().after(&Outcome::Failed, false);
        assert_eq!(after.map(|waiting| waiting.state), Some(State::Stopped));
    }
}
