//! An invented form that has every kind of item, and drafts of it, for tests.

use super::check::Surroundings;
use super::date::Date;
use super::draft::Draft;
use super::model::Form;
use super::submission::Identity;

/// The form.
pub fn form() -> Form {
    serde_json::from_str(include_str!("../../tests/form/every-kind.ar.json"))
        .expect("the form is well formed")
}

/// A Tuesday; characters are counted as `char`; the pattern `latin` stands for ASCII letters.
pub fn surroundings() -> Surroundings {
    Surroundings {
        today: Date::new(2026, 11, 24).expect("a date"),
        count: |text| text.chars().count(),
        matches: |pattern, text| {
            pattern == "latin" && text.bytes().all(|byte| byte.is_ascii_alphabetic())
        },
    }
}

/// A draft of these pairs.
pub fn draft(pairs: &[(&str, &str)]) -> Draft {
    Draft::from_pairs(
        pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    )
}

/// What is needed and nothing more.
pub const LEAST: [(&str, &str); 8] = [
    ("requester", "patient"),
    ("given-name", "Amal"),
    ("birth-date.day", "٢٧"),
    ("birth-date.month", "مارس"),
    ("birth-date.year", "1954"),
    ("email", "amal@example.com"),
    ("problem", "ألم في الصدر"),
    ("agree", "true"),
];

/// What is needed, with these values in place of its own, or after them.
pub fn least_with(pairs: &[(&str, &str)]) -> Draft {
    let kept = LEAST
        .iter()
        .filter(|(name, _)| !pairs.iter().any(|(other, _)| other == name));
    let both: Vec<_> = kept.chain(pairs).copied().collect();
    draft(&both)
}

/// One request's identity.
pub fn identity() -> Identity {
    Identity {
        id: "01940000-0000-7000-8000-123456789abc".into(),
        reference: "6HB7-H6NW-K".into(),
        opened: Some(1_800_000_000_000),
        authored: "2026-11-24T02:15:00+03:00".into(),
        zone: Some("Asia/Riyadh".into()),
        language: "ar".into(),
    }
}
