//! Finds programs and puts the best first: by name, then plain words, then conditions.

use std::rc::Rc;

use super::index::{Hit, Index};
use super::mark::Marker;
use super::sought::{Sought, telling};

/// How many mistakes in a word are forgiven.
const MOST: usize = 2;

/// Where fewer than these have all words, what has only some of them is found too if it is nearly as good
/// as the best. Where none has, so many are.
const FEW: usize = 3;

/// How good that is.
const NEARLY: f32 = 0.6;

/// How much it counts to be found in several names, beside the best of them.
const OFTEN: f32 = 0.1;

/// What was found.
#[derive(Debug)]
pub struct Found<'a> {
    /// The programs, best first.
    pub programs: Vec<Match<'a>>,
    /// Marks what was sought.
    pub marker: Marker,
}

/// A program that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match<'a> {
    /// Its place among all programs.
    pub program: usize,
    /// What it was found by, where that is not its name.
    pub by: Option<&'a str>,
}

/// How well a term fits what is sought.
#[derive(Debug, Clone, Copy, Default)]
struct Fit {
    /// How many letters its words have that are sought, those of half a fit counted half.
    letters: f32,
    /// How well they fit; long and rare words count more.
    value: f32,
}

/// How well a program does.
#[derive(Debug, Clone, Copy, Default)]
struct Score {
    /// Which of the words it has, as a set.
    words: u32,
    /// Of its best term.
    best: f32,
    term: usize,
    /// Of all its terms.
    all: f32,
}

impl Index {
    /// Finds what has every word that was typed and tells something. In words that are nowhere as they were
    /// typed, one mistake is forgiven, then two. Where there is little, also what has most of the words.
    pub fn find(&self, typed: &str) -> Found<'_> {
        let mut words = Sought::of(&telling(typed, &self.vague));
        let every = words
            .iter()
            .enumerate()
            .fold(0, |set, (at, _)| set | bit(at));
        let mut hits: Vec<_> = words.iter().map(|word| self.hits(word)).collect();
        let mut mistakes = 0;
        let scores = loop {
            let scores = self.scores(&words, &hits);
            if mistakes == MOST || scores.iter().any(|score| score.words == every) {
                break scores;
            }
            mistakes += 1;
            for (word, hits) in words.iter_mut().zip(&mut hits) {
                if hits.is_empty() && word.forgive(mistakes) {
                    *hits = self.hits(word);
                }
            }
        };
        // Sorted by putting each in its place: the browser then need not fetch code that sorts.
        let mut found: Vec<(f32, usize)> = Vec::new();
        for (program, score) in scores.iter().enumerate() {
            if score.words > 0 {
                let total = score.total();
                let place = found.partition_point(|other| other.0 >= total);
                found.insert(place, (total, program));
            }
        }
        let whole = scores.iter().filter(|score| score.words == every).count();
        let best = found.first().map_or(0.0, |best| best.0);
        let mut place = 0;
        found.retain(|(total, program)| {
            place += 1;
            let near = whole < FEW && *total >= best * NEARLY;
            scores[*program].words == every || near || whole == 0 && place <= FEW
        });
        let program = |(_, program)| Match {
            program,
            by: self.shown(&self.terms[scores[program].term]),
        };
        Found {
            programs: found.into_iter().map(program).collect(),
            marker: Marker::of(words),
        }
    }

    /// How well every program does.
    fn scores(&self, words: &[Sought], hits: &[Rc<[Hit]>]) -> Vec<Score> {
        let mut scores = vec![Score::default(); self.programs()];
        let mut fits = vec![Fit::default(); self.terms.len()];
        for (at, (word, hits)) in words.iter().zip(hits).enumerate() {
            let letters = word.letters.len() as f32;
            let rarity = (self.terms.len() as f32 / hits.len() as f32).sqrt();
            for hit in hits.iter() {
                scores[self.terms[hit.term].program].words |= bit(at);
                fits[hit.term].letters += letters * hit.fit;
                fits[hit.term].value += letters * hit.fit * rarity;
            }
        }
        let typed: usize = words.iter().map(|word| word.letters.len()).sum();
        let typed = typed as f32;
        for (at, (term, fit)) in self.terms.iter().zip(&fits).enumerate() {
            if fit.letters == 0.0 {
                continue;
            }
            let share = fit.letters * fit.letters / (typed * term.length as f32);
            let value = fit.value / typed * term.weight() * share;
            let score = &mut scores[term.program];
            score.all += value;
            if value > score.best {
                (score.best, score.term) = (value, at);
            }
        }
        scores
    }
}

impl Score {
    fn total(&self) -> f32 {
        self.best + self.all * OFTEN
    }
}

/// The place of a word in a set of them.
fn bit(word: usize) -> u32 {
    1 << (word & 31)
}
