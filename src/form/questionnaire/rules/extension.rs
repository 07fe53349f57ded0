//! The extensions of this app: known names, right values, on items they mean something for.

use super::limit::extension_place;
use super::{Entry, Review, advice};
use crate::form::questionnaire::{Extended, Extension, Item, ItemType, OURS};

/// An extension of ours, the item types it is for (all, where empty), and what its value must be.
pub(super) struct Known {
    pub name: &'static str,
    on: &'static [ItemType],
    value: Value,
}

enum Value {
    Words,
    Truth,
    Item,
    OneOf(&'static [&'static str]),
    Autocomplete,
}

const DATE: &[ItemType] = &[ItemType::Date];

pub(super) const KNOWN: [Known; 11] = [
    Known {
        name: "autocomplete",
        on: &[],
        value: Value::Autocomplete,
    },
    Known {
        name: "entry",
        on: &[ItemType::String],
        value: Value::OneOf(&["email", "phone"]),
    },
    Known {
        name: "one-of",
        on: &[],
        value: Value::Item,
    },
    Known {
        name: "not-before",
        on: DATE,
        value: Value::Item,
    },
    Known {
        name: "partial-date",
        on: DATE,
        value: Value::Truth,
    },
    Known {
        name: "must-be-true",
        on: &[ItemType::Boolean],
        value: Value::Truth,
    },
    Known {
        name: "missing-message",
        on: &[],
        value: Value::Words,
    },
    Known {
        name: "pattern-message",
        on: &[],
        value: Value::Words,
    },
    Known {
        name: "min-today",
        on: DATE,
        value: Value::Truth,
    },
    Known {
        name: "max-today",
        on: DATE,
        value: Value::Truth,
    },
    Known {
        name: "outcome",
        on: &[ItemType::Group],
        value: Value::Truth,
    },
];

/// Checks one item's extensions of ours.
pub fn check(review: &mut Review, entry: &Entry) {
    let item = entry.item;
    for (index, extension) in item.extension.iter().enumerate() {
        let Some(name) = extension.url.strip_prefix(OURS) else {
            continue;
        };
        let at = format!("/extension/{index}");
        let Some(known) = KNOWN.iter().find(|known| known.name == name) else {
            let names = KNOWN.map(|known| known.name).join(", ");
            let found = advice(
                "extension",
                &at,
                format!("this site has no extension `{name}`"),
                format!("use one of {names}"),
            );
            review.error(entry, found);
            continue;
        };
        if let Some(kind) = item
            .item_type()
            .filter(|kind| !known.on.is_empty() && !known.on.contains(kind))
        {
            let on = known.on[0];
            let found = advice(
                known.name,
                &at,
                format!("`{name}` means nothing on a `{kind}`"),
                format!("remove it, or make the item a `{on}`"),
            );
            review.error(entry, found);
        }
        check_value(review, entry, extension, known, &at);
    }
    check_one_of(review, entry);
}

fn check_value(review: &mut Review, entry: &Entry, extension: &Extension, known: &Known, at: &str) {
    let name = known.name;
    let text = extension.text().filter(|text| !text.trim().is_empty());
    let (wrong, fix) = match &known.value {
        Value::Truth => (
            extension.truth().is_none(),
            "write `\"valueBoolean\": true`".to_owned(),
        ),
        Value::Words => (
            text.is_none(),
            "write the words as its `valueString`".to_owned(),
        ),
        Value::OneOf(values) => (
            !text.is_some_and(|text| values.contains(&text)),
            format!("write one of {} as its `valueCode`", values.join(", ")),
        ),
        Value::Autocomplete => (
            !text.is_some_and(is_autocomplete),
            "use a token of the HTML standard, for example `given-name`".to_owned(),
        ),
        Value::Item => {
            let other = text.and_then(|id| review.named(id));
            let dated = name != "not-before" || is_date(other);
            (
                other.is_none() || !dated,
                format!(
                    "write the `linkId` of {} as its `valueString`",
                    if name == "not-before" {
                        "a date question"
                    } else {
                        "another question"
                    }
                ),
            )
        }
    };
    if wrong {
        let value = extension.value().unwrap_or_default();
        let message = match known.value {
            Value::Item if review.named(&value).is_none() => {
                format!("`{name}` names `{value}`, which is no item of this form")
            }
            _ => format!("`{value}` is no value for `{name}`"),
        };
        review.error(entry, advice(name, at, message, fix));
    }
}

fn is_date(item: Option<&Item>) -> bool {
    item.and_then(Item::item_type) == Some(ItemType::Date)
}

/// Items that stand in for each other must all say so, or the patient meets the rule on one only.
fn check_one_of(review: &mut Review, entry: &Entry) {
    let item = entry.item;
    let mutual = |other: &Item| {
        other
            .all_ours("one-of")
            .any(|back| back.text() == Some(item.link_id.as_str()))
    };
    let others: Vec<&str> = item
        .all_ours("one-of")
        .filter_map(Extension::text)
        .collect();
    for id in others {
        let Some(other) = review.named(id).filter(|other| !mutual(other)) else {
            continue;
        };
        if other.link_id != item.link_id {
            let at = extension_place(entry, "/one-of");
            review.warning(
                entry,
                advice(
                    "one-of",
                    &at,
                    format!("`{id}` does not name this item in turn"),
                    format!("give `{id}` a `one-of` with `{}` too", item.link_id),
                ),
            );
        }
    }
}

/// Whether a text is an autofill detail of the HTML standard, as axe-core accepts it.
fn is_autocomplete(text: &str) -> bool {
    let mut tokens: Vec<&str> = text.split_ascii_whitespace().collect();
    let Some(field) = tokens.pop() else {
        return false;
    };
    let contact = CONTACT_FIELDS.contains(&field);
    if !contact && !FIELDS.contains(&field) {
        return text == "off" || text == "on";
    }
    if contact
        && tokens
            .last()
            .is_some_and(|token| CONTACT_KINDS.contains(token))
    {
        tokens.pop();
    }
    if tokens
        .last()
        .is_some_and(|token| ["shipping", "billing"].contains(token))
    {
        tokens.pop();
    }
    match tokens[..] {
        [] => true,
        [section] => section
            .strip_prefix("section-")
            .is_some_and(|name| !name.is_empty()),
        _ => false,
    }
}

const CONTACT_KINDS: [&str; 5] = ["home", "work", "mobile", "fax", "pager"];

const CONTACT_FIELDS: [&str; 10] = [
    "tel",
    "tel-country-code",
    "tel-national",
    "tel-area-code",
    "tel-local",
    "tel-local-prefix",
    "tel-local-suffix",
    "tel-extension",
    "email",
    "impp",
];

const FIELDS: [&str; 33] = [
    "name",
    "honorific-prefix",
    "given-name",
    "additional-name",
    "family-name",
    "honorific-suffix",
    "nickname",
    "username",
    "organization-title",
    "organization",
    "street-address",
    "address-line1",
    "address-line2",
    "address-line3",
    "address-level4",
    "address-level3",
    "address-level2",
    "address-level1",
    "country",
    "country-name",
    "postal-code",
    "language",
    "bday",
    "bday-day",
    "bday-month",
    "bday-year",
    "sex",
    "url",
    "photo",
    "transaction-currency",
    "transaction-amount",
    "one-time-code",
    "cc-name",
];
