//! What of a word counts as a word by itself.

use super::fold::is_han;

/// Which parts of a word count as words: all of it, and an Arabic one without "the", which is written
/// together with it. In Chinese, every two characters and the last one.
pub fn parts(word: &[char]) -> Vec<(usize, usize)> {
    let end = word.len();
    if is_han(word[0]) {
        (0..end).map(|at| (at, end.min(at + 2))).collect()
    } else if word.starts_with(&['ا', 'ل']) && end > 4 {
        vec![(0, end), (2, end)]
    } else {
        vec![(0, end)]
    }
}
