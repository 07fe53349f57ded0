//! What was typed, made fit to keep: trimmed, without control characters. Never changes a word.
//!
//! Directional characters: the overrides (U+202D, U+202E) make text read as what it is not and are
//! removed everywhere. Embeddings and isolates (U+202A to U+202C, U+2066 to U+2069) come along when
//! a name or number is copied from another program; they are removed from answers of one line,
//! which are shown within other text, and kept in long answers, where their effect ends with the
//! paragraph. The marks (U+200E, U+200F, U+061C) and joiners belong to spelling and stay.

/// An answer of one line.
pub fn line(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => kept.push(' '),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            _ if letter.is_control() => {}
            _ => kept.push(letter),
        }
    }
    trimmed(kept)
}

/// An answer of several lines. Line ends become `\n`.
pub fn lines(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' => {
                if letters.peek() != Some(&'\n') {
                    kept.push('\n');
                }
            }
            '\u{2028}' | '\u{2029}' => kept.push('\n'),
            '\n' | '\t' => kept.push(letter),
            '\u{202d}' | '\u{202e}' => {}
            _ if letter.is_control() => {}
            _ => kept.push(letter),
        }
    }
    trimmed(kept)
}

/// Something short with a form of its own (a date, a number, a telephone number, an address):
/// also without the invisible characters that copying leaves behind.
pub fn token(text: &str) -> String {
    let mut kept = line(text);
    kept.retain(|letter| {
        !matches!(
            letter,
            '\u{200b}'..='\u{200f}' | '\u{61c}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
        )
    });
    trimmed(kept)
}

/// Text to compare words by: without case, Arabic vowel signs, alef forms and full stops at the end.
/// Covers the scripts with case that month names are written in, without Unicode's large tables.
pub fn folded(text: &str) -> String {
    let text = text.trim().trim_end_matches('.');
    text.chars().filter_map(fold).collect()
}

fn fold(letter: char) -> Option<char> {
    let code = letter as u32;
    let shifted = |by: u32| char::from_u32(code + by);
    match letter {
        '\u{640}' | '\u{64b}'..='\u{652}' => None,
        'أ' | 'إ' | 'آ' | 'ٱ' => Some('ا'),
        'ى' => Some('ي'),
        'ة' => Some('ه'),
        'A'..='Z' => shifted(32),
        'À'..='Þ' if letter != '×' => shifted(32),
        'İ' | 'ı' => Some('i'),
        'ς' => Some('σ'),
        'Α'..='Ω' | 'А'..='Я' => shifted(32),
        'Ѐ'..='Џ' => shifted(80),
        '\u{139}'..='\u{148}' | '\u{179}'..='\u{17e}' => shifted(code % 2),
        '\u{100}'..='\u{177}' => shifted(1 - code % 2),
        _ => Some(letter),
    }
}

fn trimmed(text: String) -> String {
    let short = text.trim();
    if short.len() == text.len() {
        text
    } else {
        short.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_trimmed() {
        assert_eq!(line(" \u{a0}Amal Haddad\t"), "Amal Haddad");
    }

    #[test]
    fn inner_space_is_kept_as_typed() {
        assert_eq!(line("Amal  Haddad"), "Amal  Haddad");
    }

    #[test]
    fn a_line_has_no_line_ends() {
        assert_eq!(line("Hamra\r\nBeirut"), "Hamra  Beirut");
    }

    #[test]
    fn control_characters_are_removed() {
        assert_eq!(line("Am\0al\u{7f}\u{85}"), "Amal");
        assert_eq!(lines("Am\0al\u{7}\u{9f}"), "Amal");
    }

    #[test]
    fn line_ends_are_written_one_way() {
        assert_eq!(lines("a\r\nb\rc\nd\u{2028}e\tf"), "a\nb\nc\nd\ne\tf");
    }

    #[test]
    fn directional_embeddings_and_isolates_leave_short_answers() {
        assert_eq!(line("\u{202a}+961 70\u{202c}\u{2068}x\u{2069}"), "+961 70x");
    }

    #[test]
    fn directional_isolates_stay_in_long_answers() {
        assert_eq!(
            lines("من \u{2068}MGH\u{2069} في"),
            "من \u{2068}MGH\u{2069} في"
        );
    }

    #[test]
    fn directional_overrides_leave_every_answer() {
        assert_eq!(line("a\u{202e}b"), "ab");
        assert_eq!(lines("a\u{202d}b\u{202e}c"), "abc");
    }

    #[test]
    fn joiners_of_persian_and_marks_of_direction_stay_in_words() {
        assert_eq!(line("می\u{200c}خواهم\u{200f}"), "می\u{200c}خواهم\u{200f}");
    }

    #[test]
    fn tokens_lose_invisible_characters() {
        assert_eq!(token("\u{200e}+961\u{200b} 70\u{feff}"), "+961 70");
    }

    #[track_caller]
    fn same(one: &str, other: &str) {
        assert_eq!(folded(one), folded(other));
    }

    #[test]
    fn words_are_compared_without_case() {
        same("MARCH", "march");
        same("MÄRZ", "märz");
        same("AOÛT", "août");
        same("ЯНВАРЬ", "январь");
        same("ΜΆΡΤΙΟΣ".replace('Ά', "ά").as_str(), "μάρτιος");
        same("ŞUBAT", "şubat");
        same("ŽUJAN", "žujan");
        same("ŁUTY", "łuty");
    }

    #[test]
    fn words_are_compared_without_full_stop_at_the_end() {
        same("Sept.", "sept");
    }

    #[test]
    fn arabic_words_are_compared_as_people_type_them() {
        same("أغسطس", "اغسطس");
        same("آب", "اب");
        same("مارِس", "مارس");
    }

    #[test]
    fn different_words_stay_different() {
        assert_ne!(folded("مارس"), folded("مايو"));
        assert_ne!(folded("juin"), folded("juil"));
    }
}
