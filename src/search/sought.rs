//! A word that is sought, and how well others fit it.

use super::fold::{is_han, plain, words};
use super::parts::parts;
use super::typo;

/// The words of a text without those that do not tell what is sought. Where no other is there, all.
pub(super) fn telling(text: &str, vague: &[String]) -> String {
    let mut telling = String::new();
    for word in words(text) {
        let mut word: String = plain(&word).into_iter().collect();
        if word.starts_with(is_han) {
            for vague in vague.iter().filter(|vague| vague.starts_with(is_han)) {
                word = word.replace(vague, " ");
            }
        } else if vague.contains(&word) {
            continue;
        }
        telling += &word;
        telling.push(' ');
    }
    if telling.trim().is_empty() {
        text.to_owned()
    } else {
        telling
    }
}

/// A word that is sought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    pub(super) letters: Vec<char>,
    /// Which letters it has.
    set: u32,
    /// How many mistakes in it are forgiven now.
    pub(super) mistakes: usize,
}

impl Sought {
    /// The words of a text.
    pub(super) fn of(text: &str) -> Vec<Self> {
        let mut sought = Vec::new();
        for word in words(text) {
            let word = plain(&word);
            let parts = parts(&word);
            let kept = match is_han(word[0]) {
                // The last character by itself says nothing that the pair before it does not.
                true if parts.len() > 1 => &parts[..parts.len() - 1],
                true => &parts[..],
                // Without "the".
                false => &parts[parts.len() - 1..],
            };
            sought.extend(kept.iter().map(|(start, end)| Self {
                letters: word[*start..*end].to_vec(),
                set: typo::letters(&word[*start..*end]),
                mistakes: 0,
            }));
        }
        sought
    }

    /// Forgives so many mistakes, where the word is long enough for them; whether that is more than before.
    pub(super) fn forgive(&mut self, mistakes: usize) -> bool {
        let before = self.mistakes;
        self.mistakes = mistakes.min(typo::forgiven(&self.letters));
        self.mistakes > before
    }

    /// The letters that must be right: all where no mistake is forgiven.
    pub(super) fn right(&self) -> &[char] {
        if self.mistakes == 0 {
            &self.letters
        } else {
            &[]
        }
    }

    /// How well a word of these letters fits, 1 when it is the same.
    pub(super) fn fit(&self, word: &[char], set: u32) -> Option<f32> {
        // A set of letters tells most words apart.
        let other = (self.set & !set).count_ones() as usize > self.mistakes;
        if other || !word.starts_with(self.right()) {
            return None;
        }
        let share = self.letters.len() as f32 / word.len() as f32;
        if word.starts_with(&self.letters) {
            return Some(if share == 1.0 { 1.0 } else { 0.6 + 0.3 * share });
        }
        let mistakes = typo::mistakes(&self.letters, word, self.mistakes)?;
        Some((0.6 - 0.15 * mistakes as f32) * (0.5 + 0.5 * share.min(1.0 / share)))
    }
}
