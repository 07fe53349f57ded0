//! The short reference that people read out and write down, made from a request's UUID.
//!
//! Eight characters of Crockford's base 32 hold the UUID's last 40 bits, most significant first; a
//! ninth checks them (Luhn, modulo 32). Written `XXXX-XXXX-C`. `boot.js` makes the same.

use super::digits;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The reference of a request; `None` when this is no UUID.
pub fn of(uuid: &str) -> Option<String> {
    if !is_uuid(uuid) {
        return None;
    }
    let bits = u64::from_str_radix(uuid.get(26..)?, 16).ok()?;
    let mut symbols = [0; 8];
    for (place, symbol) in symbols.iter_mut().enumerate() {
        *symbol = (bits >> (35 - 5 * place)) as u8 & 31;
    }
    Some(write(symbols, luhn(symbols)))
}

/// A reference as it is kept, from how people write it: lower case, dashes and spaces do not matter, O
/// is read as 0, I and L as 1. `None` when it is none.
pub fn normal(text: &str) -> Option<String> {
    let mut symbols = [0; 9];
    let mut count = 0;
    for letter in text.chars() {
        if letter.is_whitespace() || matches!(letter, '-' | '‐'..='―' | '−') {
            continue;
        }
        *symbols.get_mut(count)? = symbol(letter)?;
        count += 1;
    }
    let [code @ .., check] = symbols;
    (count == 9 && luhn(code) == check).then(|| write(code, check))
}

/// Whether this has a UUID's shape.
pub fn is_uuid(text: &str) -> bool {
    let fits = |(place, byte): (usize, u8)| match place {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    text.len() == 36 && text.bytes().enumerate().all(fits)
}

fn symbol(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => digits::value(other).map_or(other, |digit| (b'0' + digit) as char),
    };
    ALPHABET
        .iter()
        .position(|&known| known as char == letter)
        .map(|place| place as u8)
}

fn luhn(symbols: [u8; 8]) -> u8 {
    let mut sum = 0;
    for (place, symbol) in symbols.iter().rev().enumerate() {
        let weighted = if place % 2 == 0 { symbol * 2 } else { *symbol };
        sum += weighted / 32 + weighted % 32;
    }
    (32 - sum % 32) % 32
}

fn write(symbols: [u8; 8], check: u8) -> String {
    let mut text = String::with_capacity(11);
    for (place, symbol) in symbols.into_iter().chain([check]).enumerate() {
        if place == 4 || place == 8 {
            text.push('-');
        }
        text.push(ALPHABET[usize::from(symbol)] as char);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn names(uuid: &str, reference: &str) {
        assert_eq!(of(uuid).as_deref(), Some(reference));
    }

    #[track_caller]
    fn accepts(text: &str) {
        assert_eq!(normal(text).as_deref(), Some("28T5-CY4E-1"), "{text}");
    }

    #[track_caller]
    fn refuses(text: &str) {
        assert_eq!(normal(text), None, "{text}");
    }

    #[test]
    fn a_reference_is_made_from_the_last_forty_bits() {
        names("01940000-0000-7000-8000-000000000000", "0000-0000-0");
        names("01940000-0000-7000-8000-000000000001", "0000-0001-Y");
        names("01940000-0000-7000-8000-0084000000ff", "GG00-007Z-9");
        names("01940000-0000-7000-8000-123456789abc", "6HB7-H6NW-K");
        names("01940000-0000-7000-8000-ffffffffffff", "ZZZZ-ZZZZ-8");
    }

    #[test]
    fn what_is_no_uuid_has_no_reference() {
        assert_eq!(of("123456789abc"), None);
        assert_eq!(of("01940000-0000-7000-8000-12345678é"), None);
    }

    #[test]
    fn a_reference_is_known_however_it_is_written() {
        accepts("28T5-CY4E-1");
        accepts("28t5cy4e1");
        accepts(" 28T5 CY4E – 1 ");
    }

    #[test]
    fn letters_that_look_like_digits_are_read_as_such() {
        accepts("28T5-CY4E-I");
        accepts("28T5-CY4E-l");
        assert_eq!(normal("oooo-OOOO-o").as_deref(), Some("0000-0000-0"));
    }

    #[test]
    fn digits_of_any_script_are_read() {
        accepts("٢٨T٥-CY٤E-١");
    }

    #[test]
    fn a_wrong_reference_is_refused() {
        refuses("");
        refuses("28T5-CY4E");
        refuses("28T5-CY4E-2");
        refuses("28T5-CY4E-11");
        refuses("28T5-CYUS-1");
    }

    #[test]
    fn a_uuid_is_known_by_its_shape() {
        assert!(is_uuid("01940000-0000-7000-8000-123456789ABC"));
        assert!(!is_uuid("01940000x0000-7000-8000-123456789abc"));
        assert!(!is_uuid("01940000-0000-7000-8000-123456789abg"));
        assert!(!is_uuid("01940000-0000-7000-8000-123456789ab"));
    }
}
