//! Carries out a delivery over some network and by some clock, which are the courier's matter: a browser
//! has its own, and so have tests that send very often.

use super::delivery::{Act, Delivery, Heard, Next};
use super::outcome::{Outcome, Receipt, judge};
use super::parcel::Parcel;
use super::retry_after;

/// What an endpoint, or something before it, answered.
#[derive(Debug, Clone)]
pub struct Answer {
    /// HTTP's status.
    pub status: u16,
    /// All of the body; empty where it broke off, which nobody takes for a receipt.
    pub body: String,
    /// For how many seconds the endpoint wants to be left alone.
    pub busy_for: Option<u32>,
}

impl Answer {
    /// Reads it. `header`: a header's value by its name; `clock`: seconds since 1970, for endpoints that
    /// do not tell their time.
    pub fn of(
        status: u16,
        body: Option<String>,
        header: impl Fn(&str) -> Option<String>,
        clock: u64,
    ) -> Self {
        let now = header("Date").and_then(|date| retry_after::moment(&date));
        let now = now.unwrap_or(clock);
        Self {
            status,
            body: body.unwrap_or_default(),
            busy_for: header("Retry-After").and_then(|value| retry_after::seconds(&value, now)),
        }
    }
}

/// A network, a clock and a pair of dice.
#[allow(async_fn_in_trait)]
pub trait Courier {
    /// Posts a parcel. Without an answer it is unreachable, or after the deadline unknown.
    async fn post(&self, parcel: &Parcel) -> Result<Answer, Outcome>;
    /// Fetches what is at this address now.
    async fn ask(&self, url: &str) -> Result<Answer, Outcome>;
    /// Lets so many milliseconds pass.
    async fn wait(&self, milliseconds: f64);
    /// How many milliseconds have passed since the beginning.
    fn elapsed(&self) -> f64;
    /// From 0 to below 1.
    fn chance(&self) -> f64;
}

/// Brings a parcel to its destination, or finds out why not.
pub async fn bring(parcel: &Parcel, mut delivery: Delivery, courier: &impl Courier) -> Outcome {
    let mut next = delivery.begin();
    loop {
        let (pause, act) = match next {
            Next::Act(pause, act) => (pause, act),
            Next::Stop(outcome) => return outcome,
        };
        courier.wait(pause).await;
        let heard = match act {
            Act::Post => Heard::Posted(match courier.post(parcel).await {
                Ok(answer) => judge(parcel, answer.status, &answer.body, answer.busy_for),
                Err(outcome) => outcome,
            }),
            Act::Ask => Heard::Asked(ask(parcel, courier).await),
        };
        next = delivery.next(heard, courier.elapsed(), courier.chance());
    }
}

/// Whether it is there. All but its receipt tells nothing.
async fn ask(parcel: &Parcel, courier: &impl Courier) -> Option<Receipt> {
    let answer = courier.ask(&parcel.asked_at()?).await.ok()?;
    match judge(parcel, answer.status, &answer.body, None) {
        Outcome::Arrived(receipt) => Some(receipt),
        _ => None,
    }
}
