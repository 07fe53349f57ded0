//! How many typing mistakes lie between what was typed and a word.

/// Words with more letters are compared as they stand.
const LONGEST: usize = 24;

/// How many mistakes are forgiven in a word: one under six letters, two above. None where half of the word
/// would be left: in two letters, which would find nearly every program, and in pairs of Chinese characters.
pub fn forgiven(word: &[char]) -> usize {
    match word.len() {
        0..3 => 0,
        3..6 => 1,
        _ => 2,
    }
}

/// The letters of a word as a set of 32: a word without a letter of another one differs from it.
pub fn letters(word: &[char]) -> u32 {
    word.iter()
        .fold(0, |set, letter| set | 1 << (*letter as u32 & 31))
}

/// How many mistakes lie between what was typed and the beginning of a word, if no more than `limit`: a
/// letter too few, too many or another one, or two that have changed places.
pub fn mistakes(typed: &[char], word: &[char], limit: usize) -> Option<usize> {
    let word = &word[..word.len().min(typed.len() + limit)];
    if word.len() + limit < typed.len() || typed.len() > LONGEST {
        return None;
    }
    // The rows of the table: two letters ago, one ago, and this one.
    let mut rows = [[0_u8; LONGEST + 3]; 3];
    let width = word.len() + 1;
    for (at, cell) in rows[2].iter_mut().enumerate() {
        *cell = at as u8;
    }
    for (down, letter) in typed.iter().enumerate() {
        rows.rotate_left(1);
        let [before, last, row] = &mut rows;
        row[0] = down as u8 + 1;
        for (across, other) in word.iter().enumerate() {
            let changed = last[across] + u8::from(letter != other);
            let mut least = changed.min(last[across + 1] + 1).min(row[across] + 1);
            let swapped =
                down > 0 && across > 0 && typed[down - 1] == *other && word[across - 1] == *letter;
            if swapped {
                least = least.min(before[across - 1] + 1);
            }
            row[across + 1] = least;
        }
        if row[..width].iter().all(|cell| usize::from(*cell) > limit) {
            return None;
        }
    }
    rows[2][..width]
        .iter()
        .min()
        .map(|least| usize::from(*least))
        .filter(|least| *least <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn differ(typed: &str, word: &str, by: Option<usize>) {
        let [typed, word] = [typed, word].map(|text| text.chars().collect::<Vec<_>>());
        assert_eq!(mistakes(&typed, &word, 2), by);
    }

    #[test]
    fn letters_may_be_missing_added_or_changed() {
        differ("brest", "breast", Some(1));
        differ("breeast", "breast", Some(1));
        differ("diabetis", "diabetes", Some(1));
    }

    #[test]
    fn two_letters_that_changed_places_are_one_mistake() {
        differ("storke", "stroke", Some(1));
    }

    #[test]
    fn only_the_beginning_of_a_word_need_be_typed() {
        differ("diabit", "diabetes", Some(1));
    }

    #[test]
    fn more_mistakes_than_the_limit_are_another_word() {
        differ("liver", "heart", None);
        differ("transplantation", "graft", None);
    }
}
