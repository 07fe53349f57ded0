//! Browsers that are killed, and tabs that crash, while a patient types and while a request is being sent:
//! a few of each in every test run, as many as one likes with `cargo xtask soak kills`.

mod sending;
mod typing;

use std::fmt::Display;
use std::panic::AssertUnwindSafe;

use futures_util::FutureExt;
use harness::dice;

/// How often each happens.
fn count() -> u64 {
    let named = std::env::var("PORTICO_KILLS").ok();
    named.map_or(3, |count| count.parse().expect("PORTICO_KILLS is a number"))
}

/// How it went: what came of all that went well, and the seeds of what did not.
struct Tally<T> {
    well: Vec<T>,
    failed: Vec<u64>,
}

/// Lets something happen as often as it should, each time with dice of its own: `PORTICO_SEED` with a seed
/// that is said here, and `PORTICO_KILLS=1`, let it happen again.
async fn repeat<T: Display>(what: &str, mut happening: impl AsyncFnMut(u64) -> T) -> Tally<T> {
    let mut tally = Tally {
        well: Vec::new(),
        failed: Vec::new(),
    };
    let first = dice::seed();
    for seed in first..first + count() {
        match AssertUnwindSafe(happening(seed)).catch_unwind().await {
            Ok(came) => {
                println!("{what}, seed {seed}: {came}");
                tally.well.push(came);
            }
            Err(_) => {
                println!("{what}, seed {seed}: FAILED");
                tally.failed.push(seed);
            }
        }
    }
    tally
}

impl<T> Tally<T> {
    /// All went well.
    fn is_well(&self, what: &str) {
        assert!(
            self.failed.is_empty(),
            "{what}: {} of {} went wrong, with the seeds {:?}",
            self.failed.len(),
            count(),
            self.failed
        );
    }
}
