//! Chance that can be had again, for journeys that something happens to at any moment.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;

/// Dice whose throws follow from a seed.
#[derive(Debug)]
pub struct Dice(u64);

/// The seed that `PORTICO_SEED` names, else any.
///
/// # Panics
/// Where it names no number.
pub fn seed() -> u64 {
    match std::env::var("PORTICO_SEED") {
        Ok(named) => named.parse().expect("PORTICO_SEED is a number"),
        Err(_) => RandomState::new().build_hasher().finish() % 1_000_000_000,
    }
}

impl Dice {
    /// Dice that fall as this seed says.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below another one (SplitMix64).
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end.max(1)
    }

    /// A time between two, in milliseconds.
    pub fn between(&mut self, least: u64, most: u64) -> Duration {
        Duration::from_millis(least + self.below(most - least))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_falls_the_same() {
        let throws = |seed| {
            let mut dice = Dice::new(seed);
            [(); 9].map(|()| dice.below(1_000))
        };
        assert_eq!(throws(7), throws(7));
    }

    #[test]
    fn seeds_that_follow_each_other_fall_differently() {
        assert_ne!(Dice::new(7).below(1_000_000), Dice::new(8).below(1_000_000));
    }
}
