//! Limits on an answer: length, pattern, bounds and number.

use super::{Entry, Review, advice};
use crate::form::date::PartialDate;
use crate::form::questionnaire::{Extended, Extension, ItemType};

/// Checks one item's limits.
pub fn check(review: &mut Review, entry: &Entry) {
    check_length(review, entry);
    check_pattern(review, entry);
    check_bounds(review, entry);
    check_number(review, entry);
}

fn check_length(review: &mut Review, entry: &Entry) {
    use ItemType::*;
    let item = entry.item;
    let min = item.standard("minLength").and_then(Extension::number);
    if let Some(max) = item.max_length {
        let may = |kind| {
            matches!(
                kind,
                Boolean | Decimal | Integer | String | Text | Url | OpenChoice
            )
        };
        if item.item_type().is_some_and(|kind| !may(kind)) {
            review.error(
                entry,
                advice(
                    "que-10",
                    "/maxLength",
                    format!("a `{}` has no length", item.kind),
                    "remove `maxLength`, or make it a `string` or `text`",
                ),
            );
        }
        if max < 1 || min.is_some_and(|min| min > max) {
            review.error(
                entry,
                advice(
                    "max-length",
                    "/maxLength",
                    format!("no answer has at most {max} characters{}", at_least(min)),
                    "raise `maxLength`",
                ),
            );
        }
    }
}

fn at_least(min: Option<i64>) -> String {
    min.map(|min| format!(" and at least {min}"))
        .unwrap_or_default()
}

fn check_pattern(review: &mut Review, entry: &Entry) {
    let item = entry.item;
    let regex = item.standard("regex");
    if regex.is_none() && item.ours("pattern-message").is_some() {
        review.warning(
            entry,
            advice(
                "pattern-message",
                "/extension",
                "it says what to do when a pattern does not match, but has no pattern",
                "add the `regex` extension, or remove the message",
            ),
        );
    }
    let Some(pattern) = regex.and_then(Extension::text) else {
        return;
    };
    let at = extension_place(entry, "/regex");
    if !matches!(
        item.item_type(),
        Some(ItemType::String | ItemType::Text | ItemType::Url)
    ) {
        review.warning(
            entry,
            advice(
                "regex",
                &at,
                format!("a pattern is not looked at for a `{}`", item.kind),
                "remove the `regex` extension",
            ),
        );
    }
    if let Err(error) = regex::Regex::new(pattern) {
        let why = error.to_string();
        let why = why.lines().last().unwrap_or_default();
        let why = why.trim_start_matches("error: ");
        review.error(
            entry,
            advice(
                "regex",
                &at,
                format!("the pattern cannot be read: {why}"),
                "correct it; look-around and back references are not understood",
            ),
        );
    } else if let Some(part) = NOT_IN_JAVASCRIPT
        .iter()
        .find(|part| pattern.contains(**part))
    {
        review.error(
            entry,
            advice(
                "regex",
                &at,
                format!("browsers read `{part}` in the pattern otherwise than the server"),
                "write the pattern without it",
            ),
        );
    }
}

/// What Rust's patterns have and JavaScript's have not, or mean something else by.
const NOT_IN_JAVASCRIPT: [&str; 9] = [
    "(?P", "(?i", "(?s", "(?m", "(?x", "(?u", "[[:", r"\A", r"\z",
];

fn check_bounds(review: &mut Review, entry: &Entry) {
    let item = entry.item;
    let [min, max] = ["minValue", "maxValue"].map(|name| {
        let value = item.standard(name).and_then(Extension::value)?;
        Some((name, value))
    });
    for (name, value) in [&min, &max].into_iter().flatten() {
        let right = match item.item_type() {
            Some(ItemType::Date) => PartialDate::from_iso(value).is_some(),
            Some(ItemType::Integer) => value.parse::<i64>().is_ok(),
            _ => continue,
        };
        if !right {
            review.error(
                entry,
                advice(
                    "bounds",
                    &extension_place(entry, &format!("/{name}")),
                    format!("`{value}` is no bound for a `{}`", item.kind),
                    "write a `valueDate` such as 1900-01-01, or a `valueInteger`",
                ),
            );
            return;
        }
    }
    let (Some((_, min)), Some((_, max))) = (min, max) else {
        return;
    };
    let crossed = match item.item_type() {
        Some(ItemType::Date) => min > max,
        _ => min.parse::<i64>().ok() > max.parse::<i64>().ok(),
    };
    if crossed {
        review.error(
            entry,
            advice(
                "bounds",
                &extension_place(entry, "/maxValue"),
                format!("no answer is at least {min} and at most {max}"),
                "raise `maxValue` or lower `minValue`",
            ),
        );
    }
}

fn check_number(review: &mut Review, entry: &Entry) {
    let item = entry.item;
    let repeats = item.repeats == Some(true);
    let takes_one = |kind: ItemType| !kind.is_choice() && !kind.can_occur_again();
    if repeats && item.item_type().is_some_and(takes_one) {
        let found = advice(
            "repeats",
            "/repeats",
            format!("this site takes one answer to a `{}`", item.kind),
            "remove `repeats`, make it a `choice`, or put it into a group that repeats",
        );
        if item.item_type() != Some(ItemType::Display) {
            review.warning(entry, found);
        }
    }
    let [min, max] = ["questionnaire-minOccurs", "questionnaire-maxOccurs"]
        .map(|name| item.standard(name).and_then(Extension::number));
    let most = max.unwrap_or(i64::MAX);
    if min.is_some_and(|min| min > most) || max.is_some_and(|max| max < 1) {
        review.error(
            entry,
            advice(
                "occurs",
                &extension_place(entry, "/questionnaire-maxOccurs"),
                "the fewest answers it needs are more than the most it takes",
                "raise maxOccurs or lower minOccurs",
            ),
        );
    }
    if !repeats && [min, max].into_iter().flatten().any(|number| number > 1) {
        review.error(
            entry,
            advice(
                "occurs",
                &extension_place(entry, "/questionnaire-maxOccurs"),
                "it counts answers but takes one",
                "add `\"repeats\": true`, or remove minOccurs and maxOccurs",
            ),
        );
    }
}

/// The place of the first extension whose address ends so; of the extensions, where there is none.
pub fn extension_place(entry: &Entry, tail: &str) -> String {
    let extensions = entry.item.extension.iter();
    match extensions
        .enumerate()
        .find(|(_, extension)| extension.url.ends_with(tail))
    {
        Some((index, _)) => format!("/extension/{index}"),
        None => "/extension".to_owned(),
    }
}
