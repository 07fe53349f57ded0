//! A request as an e-mail that is ready to be sent from a mail program (RFC 5322, 2045, 2047). Pure.

/// A file that goes with the letter.
#[derive(Debug, Clone, Copy)]
pub struct Attachment<'a> {
    /// Its name, in ASCII.
    pub name: &'a str,
    /// What it is.
    pub media_type: &'a str,
    /// What is in it.
    pub text: &'a str,
}

/// Writes the letter. `mark`: in ASCII, what parts its parts; no line of base64 has a hyphen.
pub fn letter(
    to: &str,
    subject: &str,
    text: &str,
    mark: &str,
    attachments: &[Attachment],
) -> String {
    // Mail programs open what was never sent as a draft.
    let mut letter = [
        "X-Unsent: 1\r\nTo: ",
        to,
        "\r\nSubject: ",
        &encoded_words(subject),
        "\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"",
        mark,
        "\"\r\n\r\n",
    ]
    .concat();
    let lines = text.replace('\n', "\r\n");
    part(&mut letter, mark, "text/plain; charset=utf-8", "", &lines);
    for Attachment {
        name,
        media_type,
        text,
    } in attachments
    {
        let named = [
            "\r\nContent-Disposition: attachment; filename=\"",
            name,
            "\"",
        ]
        .concat();
        part(
            &mut letter,
            mark,
            &[media_type, "; charset=utf-8"].concat(),
            &named,
            text,
        );
    }
    letter.push_str(&["--", mark, "--\r\n"].concat());
    letter
}

fn part(letter: &mut String, mark: &str, media_type: &str, more: &str, text: &str) {
    let head = ["--", mark, "\r\nContent-Type: ", media_type, more];
    letter.push_str(&head.concat());
    letter.push_str("\r\nContent-Transfer-Encoding: base64\r\n\r\n");
    let encoded = base64(text.as_bytes());
    for line in encoded.as_bytes().chunks(76) {
        letter.extend(line.iter().map(|byte| char::from(*byte)));
        letter.push_str("\r\n");
    }
}

/// Text in a header: words of at most 75 characters, none of which ends inside of a letter.
fn encoded_words(text: &str) -> String {
    const LONGEST: usize = 36;
    let mut words = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.floor_char_boundary(LONGEST.min(rest.len()));
        words.push(["=?UTF-8?B?", &base64(&rest.as_bytes()[..end]), "?="].concat());
        rest = &rest[end..];
    }
    words.join("\r\n ")
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * at)) as usize & 63];
            text.push(if at > three.len() as u32 {
                '='
            } else {
                sign.into()
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use mail_parser::{MessageParser, MimeHeaders};
    use proptest::prelude::*;

    use super::*;

    fn written(subject: &str, text: &str) -> String {
        let attachments = [
            Attachment {
                name: "6HAF-6SPZ-0.html",
                media_type: "text/html",
                text: "<p>أمل</p>",
            },
            Attachment {
                name: "6HAF-6SPZ-0.json",
                media_type: "application/json",
                text,
            },
        ];
        letter(
            "a@hospital.example",
            subject,
            text,
            "portico-1",
            &attachments,
        )
    }

    #[test]
    fn mail_programs_open_it_as_a_draft() {
        let letter = written("s", "t");
        let message = MessageParser::default().parse(&letter).expect("a message");
        assert_eq!(message.header_raw("X-Unsent").map(str::trim), Some("1"));
    }

    #[test]
    fn it_is_addressed_to_the_hospital() {
        let letter = written("s", "t");
        let message = MessageParser::default().parse(&letter).expect("a message");
        let to = message.to().and_then(|to| to.first()?.address());
        assert_eq!(to, Some("a@hospital.example"));
    }

    #[test]
    fn both_files_go_with_it() {
        let letter = written("s", "t");
        let message = MessageParser::default().parse(&letter).expect("a message");
        let names: Vec<_> = message
            .attachments()
            .filter_map(|attached| attached.attachment_name())
            .collect();
        assert_eq!(names, ["6HAF-6SPZ-0.html", "6HAF-6SPZ-0.json"]);
    }

    #[test]
    fn no_line_is_longer_than_mail_allows() {
        let letter = written(&"م".repeat(200), &"م".repeat(900));
        assert!(letter.split("\r\n").all(|line| line.len() <= 78));
    }

    proptest! {
        #[test]
        fn subject_and_text_come_out_as_they_went_in(subject in "\\PC{1,120}", text in "[\\PC\\n]{1,400}") {
            // Spaces at the ends of a header mean nothing.
            let subject = format!("a{subject}b");
            let letter = written(&subject, &text);
            prop_assert!(letter.is_ascii());
            let message = MessageParser::default().parse(&letter).expect("a message");
            prop_assert_eq!(message.subject(), Some(subject.as_str()));
            prop_assert_eq!(message.body_text(0).expect("a text").replace("\r\n", "\n"), text.clone());
            let attached = message.attachment(1).expect("two files");
            prop_assert_eq!(attached.contents(), text.as_bytes());
        }
    }
}
