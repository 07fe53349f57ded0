//! Telephone numbers: kept as typed, with the plain international number beside it where it has one.
//! Knows no country's numbering.

use super::{digits, typed};

/// Fewest digits of a number.
pub const MIN: usize = 7;
/// Most digits of an international number (E.164).
pub const MAX: usize = 15;

/// A telephone number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// As the patient wrote it, without stray characters.
    pub typed: String,
    /// `+` and digits, when it began with `+` or `00`.
    pub international: Option<String>,
}

/// Why something is no telephone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneProblem {
    /// Something else than digits and signs between them.
    Letters,
    /// Fewer digits than any number has.
    TooShort,
    /// More digits than any number has.
    TooLong,
}

/// Reads a number in any script's digits, with spaces, brackets, dots, slashes and dashes between.
pub fn parse(text: &str) -> Result<Phone, PhoneProblem> {
    let typed = typed::token(text);
    let mut plus = false;
    let mut number = String::new();
    for letter in typed.chars() {
        if let Some(digit) = digits::value(letter) {
            number.push((b'0' + digit) as char);
        } else if is_plus(letter) && number.is_empty() && !plus {
            plus = true;
        } else if !is_separator(letter) {
            return Err(PhoneProblem::Letters);
        }
    }
    let abroad = if plus {
        Some(number.as_str())
    } else {
        number.strip_prefix("00")
    };
    let count = abroad.unwrap_or(&number).len();
    if count < MIN {
        return Err(PhoneProblem::TooShort);
    }
    if count > MAX {
        return Err(PhoneProblem::TooLong);
    }
    let international = abroad.map(|abroad| {
        let mut whole = String::from("+");
        whole.push_str(&without_trunk_zero(&typed, abroad));
        whole
    });
    Ok(Phone {
        typed,
        international,
    })
}

/// In "+44 (0)20 7946 0958" the zero is dialled at home only.
fn without_trunk_zero(typed: &str, number: &str) -> String {
    let plain = digits::normalise(typed);
    let plain = plain.as_bytes();
    let count = |bytes: &[u8]| bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
    let dialled_first = count(plain) - number.len();
    let zero = plain
        .windows(3)
        .position(|three| three == b"(0)")
        .and_then(|at| plain.get(..at));
    let zero = zero
        .and_then(|before| count(before).checked_sub(dialled_first))
        .filter(|&place| place > 0);
    let digits = number.chars().enumerate();
    digits
        .filter(|(place, _)| Some(*place) != zero)
        .map(|(_, digit)| digit)
        .collect()
}

fn is_plus(letter: char) -> bool {
    matches!(letter, '+' | '＋' | '⁺' | '﬩' | '➕')
}

fn is_separator(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(
            letter,
            '(' | ')' | '[' | ']' | '（' | '）' | '.' | '．' | '·' | '/' | '-' | '‐'
                ..='―' | '−' | '－' | 'ـ'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn accepts(typed: &str, international: Option<&str>) {
        let phone = parse(typed).unwrap_or_else(|problem| panic!("{typed}: {problem:?}"));
        assert_eq!(phone.international.as_deref(), international);
    }

    #[track_caller]
    fn refuses(typed: &str, problem: PhoneProblem) {
        assert_eq!(parse(typed), Err(problem));
    }

    #[test]
    fn a_number_is_kept_as_typed() {
        assert_eq!(
            parse(" +961 (70) 12-34.56 ").unwrap().typed,
            "+961 (70) 12-34.56"
        );
    }

    #[test]
    fn a_number_that_begins_with_plus_or_two_zeros_is_international() {
        accepts("+961 70 123 456", Some("+96170123456"));
        accepts("00961 70 123 456", Some("+96170123456"));
        accepts("(+961) 70/123/456", Some("+96170123456"));
    }

    #[test]
    fn a_number_without_country_code_is_accepted() {
        accepts("070 123 456", None);
    }

    #[test]
    fn digits_and_plus_of_any_script_are_read() {
        accepts("＋٩٦١ ٧٠ ١٢٣ ٤٥٦", Some("+96170123456"));
        accepts("۰۰۹۸ ۲۱ ۱۲۳۴۵۶۷", Some("+98211234567"));
    }

    #[test]
    fn marks_left_by_copying_do_not_matter() {
        accepts(
            "\u{202a}+961\u{a0}70\u{2011}123456\u{202c}",
            Some("+96170123456"),
        );
    }

    #[test]
    fn the_zero_dialled_at_home_is_left_out_abroad() {
        accepts("+44 (0)20 7946 0958", Some("+442079460958"));
        accepts("0044 (٠)20 7946 0958", Some("+442079460958"));
        accepts("+(0)20 7946 0958", Some("+02079460958"));
    }

    #[test]
    fn seven_to_fifteen_digits_are_a_number() {
        accepts("1234567", None);
        accepts("+123456789012345", Some("+123456789012345"));
        refuses("123456", PhoneProblem::TooShort);
        refuses("+1234567890123456", PhoneProblem::TooLong);
    }

    #[test]
    fn letters_are_refused() {
        refuses("+961 70 123 456 ext 7", PhoneProblem::Letters);
        refuses("1-800-HOSPITAL", PhoneProblem::Letters);
    }

    #[test]
    fn a_second_plus_is_refused() {
        refuses("+961 70 123 456 + 7", PhoneProblem::Letters);
    }
}
