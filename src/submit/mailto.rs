//! `mailto:` addresses (RFC 6068) that mail programs can open. Pure; opens nothing.

/// The whole message if its address fits into so many octets, else the short one. Nothing is ever cut:
/// half a message looks whole to those who read it.
pub fn fitting(to: &str, subject: &str, whole: &str, short: &str, limit: usize) -> Mail {
    let address = address(to, subject, whole);
    if address.len() <= limit {
        Mail {
            address,
            whole: true,
        }
    } else {
        Mail {
            address: self::address(to, subject, short),
            whole: false,
        }
    }
}

/// An e-mail that is ready to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// The `mailto:` address.
    pub address: String,
    /// Whether all answers are in it.
    pub whole: bool,
}

/// The address of a message.
pub fn address(to: &str, subject: &str, body: &str) -> String {
    let mut address = String::from("mailto:");
    escape(to, "@", &mut address);
    address.push_str("?subject=");
    escape(subject, "", &mut address);
    address.push_str("&body=");
    escape(body, "", &mut address);
    address
}

/// Percent-encodes all but the unreserved characters and those kept. Line breaks become CRLF.
pub(super) fn escape(text: &str, kept: &str, into: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes().filter(|byte| *byte != b'\r') {
        match byte {
            b'\n' => into.push_str("%0D%0A"),
            _ if byte.is_ascii_alphanumeric()
                || b"-._~".contains(&byte)
                || kept.as_bytes().contains(&byte) =>
            {
                into.push(byte.into());
            }
            _ => {
                into.push('%');
                into.push(HEX[usize::from(byte >> 4)].into());
                into.push(HEX[usize::from(byte & 15)].into());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What a mail program makes of a part of the address.
    fn decoded(part: &str) -> String {
        let mut bytes = part.bytes();
        let mut read = Vec::new();
        while let Some(byte) = bytes.next() {
            if byte == b'%' {
                let digits = [
                    bytes.next().expect("a digit"),
                    bytes.next().expect("a digit"),
                ];
                let digits = str::from_utf8(&digits).expect("ASCII");
                read.push(u8::from_str_radix(digits, 16).expect("two hexadecimal digits"));
            } else {
                read.push(byte);
            }
        }
        String::from_utf8(read).expect("no character was cut")
    }

    fn body_of(mail: &Mail) -> String {
        decoded(mail.address.split_once("&body=").expect("a body").1)
    }

    #[test]
    fn lines_end_as_mail_wants_them() {
        assert_eq!(
            address("a@b.example", "s", "1\n2"),
            "mailto:a@b.example?subject=s&body=1%0D%0A2"
        );
    }

    #[test]
    fn a_plus_is_not_read_as_a_space() {
        assert!(address("a@b.example", "s", "+961").ends_with("%2B961"));
    }

    #[test]
    fn an_arabic_letter_takes_six_octets() {
        assert_eq!(
            address("a@b.example", "", "م").len(),
            "mailto:a@b.example?subject=&body=".len() + 6
        );
    }

    #[test]
    fn a_message_that_fits_is_sent_whole() {
        assert!(fitting("a@b.example", "s", "all of it", "short", 100).whole);
    }

    #[test]
    fn a_message_that_does_not_fit_is_replaced_by_the_short_one() {
        let mail = fitting("a@b.example", "s", &"م".repeat(400), "short", 1800);
        assert_eq!((body_of(&mail).as_str(), mail.whole), ("short", false));
    }

    proptest! {
        #[test]
        fn an_address_is_plain_ascii_and_either_fits_or_is_the_short_one(text in "\\PC{0,900}", limit in 300_usize..2000) {
            let mail = fitting("a@b.example", "s", &text, "short", limit);
            prop_assert!(mail.address.is_ascii());
            prop_assert!(mail.address.len() <= limit);
            prop_assert_eq!(body_of(&mail), if mail.whole { text } else { "short".to_owned() });
        }
    }
}
