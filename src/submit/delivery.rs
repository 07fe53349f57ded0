//! Decides how a request is delivered: post it, ask whether it has arrived, wait, or stop. Pure: it is
//! told what was heard, how much time has passed, and a throw of the dice. What carries it out, and
//! over which network, is not its business.

use super::outcome::{Outcome, Receipt};

/// How long to wait before each repeat, at most, in milliseconds; a throw of the dice decides how much
/// of it, so that many who lost the same server do not come back all at once.
const PAUSES: [f64; 4] = [1_000.0, 2_000.0, 4_000.0, 8_000.0];

/// After so many milliseconds nothing new is begun: a patient looks at the page all this time.
const PATIENCE: f64 = 60_000.0;

/// What is to be done next.
#[derive(Debug, Clone, PartialEq)]
pub enum Next {
    /// This, after so many milliseconds.
    Act(f64, Act),
    /// Nothing: this is how it ended.
    Stop(Outcome),
}

/// What can be done for a request. Both may be done as often as one likes: the endpoint keeps a request
/// once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Send it.
    Post,
    /// Ask whether it is there.
    Ask,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Heard {
    /// The answer to a post.
    Posted(Outcome),
    /// The answer to a question: a receipt that names the request, or nothing that tells.
    Asked(Option<Receipt>),
}

/// One request on its way.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// Whether the endpoint can be asked.
    asks: bool,
    /// Whether it keeps a request once, however often it comes.
    once: bool,
    /// How often it may still be repeated.
    repeats: usize,
    /// What to begin with.
    first: Act,
    /// Whether nothing was heard of an earlier post.
    doubt: bool,
    /// Whether the connection of an earlier post failed: it has probably not arrived, and may have.
    broken: bool,
}

impl Delivery {
    /// A request that the patient sends, and waits for. `asks`: the endpoint can be asked whether it is
    /// there; `once`: it keeps it once, however often it comes.
    pub fn new(asks: bool, once: bool) -> Self {
        Self {
            asks,
            once,
            repeats: PAUSES.len(),
            first: Act::Post,
            doubt: false,
            broken: false,
        }
    }

    /// Something of it was posted before. `doubt`: nothing was heard of that; `broken`: the connection
    /// failed.
    pub fn after(self, doubt: bool, broken: bool) -> Self {
        Self {
            doubt,
            broken,
            ..self
        }
    }

    /// This very request was posted before, and may be there.
    pub fn again(mut self) -> Self {
        self.first = self.act(true);
        self
    }

    /// Nobody waits for it: it is tried once.
    pub fn quiet(mut self) -> Self {
        self.repeats = 0;
        self
    }

    /// What to begin with.
    pub fn begin(&self) -> Next {
        Next::Act(0.0, self.first)
    }

    /// What to do after this was heard. `elapsed`: milliseconds since the beginning; `chance`: from 0 to
    /// below 1.
    pub fn next(&mut self, heard: Heard, elapsed: f64, chance: f64) -> Next {
        let outcome = match heard {
            Heard::Asked(Some(receipt)) => return Next::Stop(Outcome::Arrived(receipt)),
            Heard::Asked(None) => return Next::Act(0.0, Act::Post),
            Heard::Posted(outcome) => outcome,
        };
        self.doubt |= outcome == Outcome::Unknown;
        self.broken |= outcome == Outcome::Unreachable;
        let pause = PAUSES[PAUSES.len() - self.repeats.max(1)] * chance;
        let (pause, lost) = match outcome {
            Outcome::Unknown | Outcome::Unreachable => (pause, true),
            Outcome::Busy(seconds) => {
                let named = seconds.map(|seconds| f64::from(seconds) * 1_000.0);
                (named.unwrap_or_default() + pause, false)
            }
            _ => return Next::Stop(self.truth(outcome)),
        };
        let unasked = lost && !self.once;
        if unasked || self.repeats == 0 || elapsed + pause > PATIENCE {
            return Next::Stop(self.truth(outcome));
        }
        self.repeats -= 1;
        Next::Act(pause, self.act(lost))
    }

    /// Where a post may have arrived, asking is cheaper than sending everything again.
    fn act(&self, lost: bool) -> Act {
        if lost && self.asks {
            Act::Ask
        } else {
            Act::Post
        }
    }

    /// What this last answer means, after all that went before: that a later post was not taken says
    /// nothing of an earlier one.
    fn truth(&self, outcome: Outcome) -> Outcome {
        match outcome {
            Outcome::Unreachable if self.doubt => Outcome::Unknown,
            Outcome::Busy(_) | Outcome::Failed if self.doubt || self.broken => Outcome::Unknown,
            outcome => outcome,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn receipt() -> Receipt {
        Receipt {
            id: "our-id".into(),
            reference: "6HAF-6SPZ-0".into(),
        }
    }

    /// Answers each act, at no cost of time, until it stops; what was done, and how it ended.
    fn run(mut delivery: Delivery, mut answer: impl FnMut(Act) -> Heard) -> (Vec<Act>, Outcome) {
        let (mut done, mut next) = (Vec::new(), delivery.begin());
        loop {
            match next {
                Next::Stop(outcome) => return (done, outcome),
                Next::Act(_, act) => {
                    done.push(act);
                    next = delivery.next(answer(act), 0.0, 0.5);
                }
            }
        }
    }

    fn always(outcome: Outcome) -> impl FnMut(Act) -> Heard {
        move |act| match act {
            Act::Post => Heard::Posted(outcome.clone()),
            Act::Ask => Heard::Asked(None),
        }
    }

    fn posts(done: &[Act]) -> usize {
        done.iter().filter(|act| **act == Act::Post).count()
    }

    #[test]
    fn what_arrives_at_once_is_sent_once() {
        let (done, outcome) = run(
            Delivery::new(true, true),
            always(Outcome::Arrived(receipt())),
        );
        assert_eq!(
            (done, outcome),
            (vec![Act::Post], Outcome::Arrived(receipt()))
        );
    }

    #[test]
    fn after_silence_it_asks_before_it_sends_again() {
        let (done, _) = run(Delivery::new(true, true), always(Outcome::Unknown));
        assert_eq!(done[..3], [Act::Post, Act::Ask, Act::Post]);
    }

    #[test]
    fn a_receipt_that_comes_on_asking_counts() {
        let (done, outcome) = run(Delivery::new(true, true), |act| match act {
            Act::Post => Heard::Posted(Outcome::Unknown),
            Act::Ask => Heard::Asked(Some(receipt())),
        });
        assert_eq!(
            (done, outcome),
            (vec![Act::Post, Act::Ask], Outcome::Arrived(receipt()))
        );
    }

    #[test]
    fn an_endpoint_that_cannot_be_asked_is_only_sent_to() {
        let (done, _) = run(Delivery::new(false, true).again(), always(Outcome::Unknown));
        assert!(!done.contains(&Act::Ask), "{done:?}");
    }

    #[test]
    fn it_gives_up_after_four_repeats() {
        let (done, outcome) = run(Delivery::new(true, true), always(Outcome::Unreachable));
        assert_eq!((posts(&done), outcome), (5, Outcome::Unreachable));
    }

    #[test]
    fn what_is_tried_quietly_is_tried_once() {
        let (done, _) = run(
            Delivery::new(true, true).quiet(),
            always(Outcome::Unreachable),
        );
        assert_eq!(posts(&done), 1);
    }

    #[test]
    fn what_may_be_there_is_asked_for_first() {
        assert_eq!(
            Delivery::new(true, true).quiet().again().begin(),
            Next::Act(0.0, Act::Ask)
        );
    }

    #[test]
    fn where_every_post_counts_nothing_is_sent_again_unasked() {
        let (done, _) = run(Delivery::new(false, false), always(Outcome::Unreachable));
        assert_eq!(done, [Act::Post]);
    }

    #[test]
    fn the_pauses_grow_and_the_dice_decide() {
        let mut delivery = Delivery::new(false, true);
        let pauses = [1.0, 1.0, 0.5, 0.25].map(|chance| {
            match delivery.next(Heard::Posted(Outcome::Unreachable), 0.0, chance) {
                Next::Act(pause, _) => pause,
                Next::Stop(outcome) => panic!("stopped: {outcome:?}"),
            }
        });
        assert_eq!(pauses, [1_000.0, 2_000.0, 2_000.0, 2_000.0]);
    }

    #[test]
    fn a_busy_endpoint_is_given_the_time_it_asks_for() {
        let next = Delivery::new(true, true).next(Heard::Posted(Outcome::Busy(Some(5))), 0.0, 0.5);
        assert_eq!(next, Next::Act(5_500.0, Act::Post));
    }

    #[test]
    fn nobody_looks_at_a_page_for_an_hour() {
        let next =
            Delivery::new(true, true).next(Heard::Posted(Outcome::Busy(Some(3_600))), 0.0, 0.5);
        assert_eq!(next, Next::Stop(Outcome::Busy(Some(3_600))));
    }

    #[test]
    fn after_a_minute_nothing_new_is_begun() {
        let next = Delivery::new(true, true).next(Heard::Posted(Outcome::Unknown), 59_900.0, 0.5);
        assert_eq!(next, Next::Stop(Outcome::Unknown));
    }

    #[test]
    fn a_later_failure_does_not_make_an_earlier_silence_known() {
        for last in [Outcome::Unreachable, Outcome::Busy(None), Outcome::Failed] {
            let mut first = true;
            let (_, outcome) = run(Delivery::new(false, true), |_| {
                let heard = if std::mem::take(&mut first) {
                    Outcome::Unknown
                } else {
                    last.clone()
                };
                Heard::Posted(heard)
            });
            assert_eq!(outcome, Outcome::Unknown, "{last:?}");
        }
    }

    #[test]
    fn what_was_not_taken_at_last_may_have_arrived_over_a_connection_that_failed() {
        let mut delivery = Delivery::new(false, true).quiet().after(false, true);
        assert_eq!(
            delivery.next(Heard::Posted(Outcome::Failed), 0.0, 0.5),
            Next::Stop(Outcome::Unknown)
        );
    }

    #[test]
    fn whoever_never_reached_anything_is_told_so() {
        let (_, outcome) = run(Delivery::new(true, true), always(Outcome::Unreachable));
        assert_eq!(outcome, Outcome::Unreachable);
    }

    #[test]
    fn what_is_refused_is_not_sent_again() {
        let (done, _) = run(
            Delivery::new(true, true),
            always(Outcome::Refused(Vec::new())),
        );
        assert_eq!(done, [Act::Post]);
    }
}
