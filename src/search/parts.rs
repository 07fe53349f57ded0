//! What of a word counts as a word by itself.

use super::fold::is_han;

/// Arabic "the", by itself and with "and", "in" and "for": all are written together with the word.
const JOINED: [&str; 4] = ["ال", "وال", "بال", "لل"];

/// What only looks as if it began so: "parent", "adults", "balloon".
const WHOLE: [&str; 4] = ["والد", "بالغي", "بالغو", "بالون"];

/// How many letters of a word are left at least.
const LEAST: usize = 3;

/// Which parts of a word count as words: all of it, and an Arabic one without "the". In Chinese, every two
/// characters and the last one.
pub fn parts(word: &[char]) -> Vec<(usize, usize)> {
    let end = word.len();
    if is_han(word[0]) {
        (0..end).map(|at| (at, end.min(at + 2))).collect()
    } else {
        let bare = JOINED.iter().find_map(|joined| begins(word, joined));
        let bare = bare.filter(|start| {
            end >= start + LEAST && !WHOLE.iter().any(|whole| begins(word, whole).is_some())
        });
        let bare = bare.map(|start| (start, end));
        [(0, end)].into_iter().chain(bare).collect()
    }
}

/// How many letters the beginning has, if the word has it.
fn begins(word: &[char], beginning: &str) -> Option<usize> {
    let letters = beginning.chars().count();
    word.iter()
        .copied()
        .take(letters)
        .eq(beginning.chars())
        .then_some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn counts(word: &str, bare: Option<&str>) {
        let word: Vec<char> = word.chars().collect();
        let parts = parts(&word);
        let found = parts
            .get(1)
            .map(|(start, end)| word[*start..*end].iter().collect());
        assert_eq!(found, bare.map(str::to_owned));
    }

    #[test]
    fn what_arabic_writes_before_a_word_is_taken_off() {
        counts("القلب", Some("قلب"));
        counts("بالكبد", Some("كبد"));
        counts("والكلي", Some("كلي"));
        counts("للبالغين", Some("بالغين"));
    }

    #[test]
    fn what_only_looks_like_it_stays() {
        counts("والدتي", None);
        counts("بالغين", None);
        counts("الم", None);
    }
}
