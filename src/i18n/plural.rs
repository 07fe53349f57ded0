//! Which form of a text a number takes, by CLDR's rules: the browser's own `Intl` on the page, a
//! crate of the same rules on the host.

/// Place of the plural form in zero, one, two, few, many, other.
#[cfg(feature = "hydrate")]
pub fn category(lang: &str, count: usize) -> usize {
    use std::cell::OnceCell;

    use js_sys::{Array, Intl, Object};

    thread_local! {
        /// The rules of the document's language: it has one, and they are slow to make.
        static RULES: OnceCell<Intl::PluralRules> = const { OnceCell::new() };
    }
    let form = RULES.with(|rules| {
        let make = || Intl::PluralRules::new(&Array::of1(&lang.into()), &Object::new());
        rules.get_or_init(make).select(count as f64)
    });
    let form = form.as_string().unwrap_or_default();
    ["zero", "one", "two", "few", "many"]
        .iter()
        .position(|name| *name == form)
        .unwrap_or(5)
}

/// Place of the plural form in zero, one, two, few, many, other.
#[cfg(all(feature = "host", not(feature = "hydrate")))]
pub fn category(lang: &str, count: usize) -> usize {
    rules(lang).map_or(5, |rules| place_of(rules.category_for(count)))
}

/// The rules of a language, from CLDR.
#[cfg(feature = "host")]
pub fn rules(lang: &str) -> Option<icu_plurals::PluralRules> {
    let locale: icu_locale_core::Locale = lang.parse().ok()?;
    icu_plurals::PluralRules::try_new(locale.into(), Default::default()).ok()
}

/// Place of a plural form by its name in CLDR.
#[cfg(feature = "host")]
pub fn place_of(category: icu_plurals::PluralCategory) -> usize {
    use icu_plurals::PluralCategory::{Few, Many, One, Other, Two, Zero};
    [Zero, One, Two, Few, Many, Other]
        .iter()
        .position(|one| *one == category)
        .unwrap_or(5)
}

/// Place of the plural form where neither page nor host rules are built in: other.
#[cfg(not(any(feature = "host", feature = "hydrate")))]
pub fn category(_lang: &str, _count: usize) -> usize {
    5
}
