//! Chance, for journeys that something happens to at any moment.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;

/// A number below another one.
pub fn below(end: u64) -> u64 {
    RandomState::new().build_hasher().finish() % end.max(1)
}

/// A time between two, in milliseconds.
pub fn between(least: u64, most: u64) -> Duration {
    Duration::from_millis(least + below(most - least))
}
