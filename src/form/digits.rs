//! Decimal digits of every script, read as 0 to 9. Knows nothing of numbers.

/// The zeros of Unicode's decimal digits; the other nine follow each.
pub const ZEROS: [char; 66] = [
    '0',
    '\u{660}',
    '\u{6f0}',
    '\u{7c0}',
    '\u{966}',
    '\u{9e6}',
    '\u{a66}',
    '\u{ae6}',
    '\u{b66}',
    '\u{be6}',
    '\u{c66}',
    '\u{ce6}',
    '\u{d66}',
    '\u{de6}',
    '\u{e50}',
    '\u{ed0}',
    '\u{f20}',
    '\u{1040}',
    '\u{1090}',
    '\u{17e0}',
    '\u{1810}',
    '\u{1946}',
    '\u{19d0}',
    '\u{1a80}',
    '\u{1a90}',
    '\u{1b50}',
    '\u{1bb0}',
    '\u{1c40}',
    '\u{1c50}',
    '\u{a620}',
    '\u{a8d0}',
    '\u{a900}',
    '\u{a9d0}',
    '\u{a9f0}',
    '\u{aa50}',
    '\u{abf0}',
    '\u{ff10}',
    '\u{104a0}',
    '\u{10d30}',
    '\u{11066}',
    '\u{110f0}',
    '\u{11136}',
    '\u{111d0}',
    '\u{112f0}',
    '\u{11450}',
    '\u{114d0}',
    '\u{11650}',
    '\u{116c0}',
    '\u{11730}',
    '\u{118e0}',
    '\u{11950}',
    '\u{11c50}',
    '\u{11d50}',
    '\u{11da0}',
    '\u{16a60}',
    '\u{16ac0}',
    '\u{16b50}',
    '\u{1d7ce}',
    '\u{1d7d8}',
    '\u{1d7e2}',
    '\u{1d7ec}',
    '\u{1d7f6}',
    '\u{1e140}',
    '\u{1e2f0}',
    '\u{1e950}',
    '\u{1fbf0}',
];

/// The value of a digit in any script.
pub fn value(letter: char) -> Option<u8> {
    ZEROS.iter().find_map(|&zero| {
        let distance = (letter as u32).wrapping_sub(zero as u32);
        (distance < 10).then_some(distance as u8)
    })
}

/// The text with every script's digits written as ASCII.
pub fn normalise(text: &str) -> String {
    text.chars()
        .map(|letter| value(letter).map_or(letter, |digit| (b'0' + digit) as char))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(typed: &str, expected: &str) {
        assert_eq!(normalise(typed), expected);
    }

    #[test]
    fn digits_of_any_script_become_ascii() {
        reads("٢٧", "27");
        reads("۱۹۵۴", "1954");
        reads("२०२६", "2026");
        reads("１２", "12");
        reads("๓", "3");
    }

    #[test]
    fn all_else_stays() {
        reads("مارس ٣ mars ½ ² Ⅳ 四", "مارس 3 mars ½ ² Ⅳ 四");
    }
}
