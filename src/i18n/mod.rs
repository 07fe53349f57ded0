//! Languages and words. Knows no sentence: all of them are in `public/locales`.

#[cfg(feature = "host")]
pub mod locales;
mod plural;
mod words;

pub use words::{Art, Contact, Hours, Key, Language, Locale, PageName, Plural, Words};
