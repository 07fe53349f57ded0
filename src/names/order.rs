//! The order of the reader's alphabet.

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorPreferences};
use icu_locale_core::Locale;

/// Sorts by a text as readers of the language expect: accents beside their letters, Chinese by its
/// sound. A tag that is none sorts by the order common to all languages.
pub fn in_order<T>(lang: &str, values: &mut [T], text: fn(&T) -> &String) {
    let locale = lang.parse().unwrap_or(Locale::UNKNOWN);
    let preferences = CollatorPreferences::from(&locale);
    let collator = Collator::try_new(preferences, CollatorOptions::default())
        .expect("the collator carries its data for every language");
    values.sort_by(|one, other| collator.compare(text(one), text(other)));
}
