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
    let bits = u64::from_str_radix(&uuid[26..], 16).ok()?;
    let mut symbols = [0; 8];
    for (place, symbol) in symbols.iter_mut().enumerate() {
        *symbol = (bits >> (35 - 5 * place)) as u8 & 31;
    }
    Some(write(symbols, luhn(symbols)))
}

/// Whether this is a reference, as people write it: lower case, dashes and spaces do not matter, O
/// is read as 0, I and L as 1.
pub fn valid(text: &str) -> bool {
    normal(text).is_some()
}

/// A reference as it is kept, from how people write it; `None` when it is none.
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
