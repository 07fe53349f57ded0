//! What a form says once its answers have arrived: our extension `receipt` on the Questionnaire.

use super::{Extended, Extension, Questionnaire};

/// The key of the receipt's heading.
pub const TITLE: &str = "!receipt";

/// The key of what stands below the heading.
pub const TEXT: &str = "!receipt-text";

/// The key of the heading of what happens next, counted from 1.
pub fn next_key(number: usize) -> String {
    format!("!next-{number}")
}

/// The key of what is said about it.
pub fn next_text_key(number: usize) -> String {
    format!("!next-{number}-text")
}

/// The key of something to prepare, counted from 1.
pub fn prepare_key(number: usize) -> String {
    format!("!prepare-{number}")
}

/// The receipt as written, each text with its key.
#[derive(Debug, Default)]
pub struct Receipt<'a> {
    /// Heading and text.
    pub said: [Option<(String, &'a Extension)>; 2],
    /// What happens next: heading and text of each.
    pub next: Vec<[Option<(String, &'a Extension)>; 2]>,
    /// What can be prepared.
    pub prepare: Vec<(String, &'a Extension)>,
}

impl<'a> Receipt<'a> {
    /// The receipt of a form; empty where the form has none.
    pub fn of(form: &'a Questionnaire) -> Self {
        let Some(receipt) = form.ours("receipt") else {
            return Self::default();
        };
        let part = |around: &'a Extension, name: &'static str, key: String| {
            Some((key, around.parts(name).next()?))
        };
        Self {
            said: [
                part(receipt, "title", TITLE.into()),
                part(receipt, "text", TEXT.into()),
            ],
            next: (1..)
                .zip(receipt.parts("next"))
                .map(|(number, next)| {
                    [
                        part(next, "title", next_key(number)),
                        part(next, "text", next_text_key(number)),
                    ]
                })
                .collect(),
            prepare: (1..)
                .map(prepare_key)
                .zip(receipt.parts("prepare"))
                .collect(),
        }
    }

    /// All its texts with their keys, in their order.
    pub fn texts(self) -> impl Iterator<Item = (String, String)> {
        let next = self.next.into_iter().flatten();
        let said = self.said.into_iter().chain(next).flatten();
        said.chain(self.prepare)
            .map(|(key, part)| (key, part.text().unwrap_or_default().to_owned()))
    }
}
