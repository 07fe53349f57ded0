//! What a hospital needs of medical records, and what is missing or too old among those a patient names.
//! Advice only: it holds nobody up.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::answer::{self, Answer};
use super::asked::Asked;
use super::date::{Date, PartialDate};
use super::draft::Draft;
use super::model::{Choice, Form, Item, Kind, Text, link_id};
use crate::json::from_json;

/// The group that is given once for each record, and its questions.
pub const RECORD: &str = "record";
const KIND: &str = "record-kind";
const DATE: &str = "record-date";
const LANGUAGE: &str = "record-language";
const NAMED: &str = "record-named";

/// What a hospital needs of medical records, from `site.json`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordRules {
    /// Kinds that are needed in any case, by their codes.
    #[serde(default)]
    pub needed: Vec<String>,
    /// After how many months a record of a kind may be too old.
    #[serde(default)]
    pub fresh_months: BTreeMap<String, u16>,
}

from_json! { RecordRules { needed, fresh_months } }

/// Something to see to before the records are sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Advice {
    /// A kind of record is not among them.
    Needed(Text),
    /// A record may be too old.
    Old(Text, u16),
    /// A record needs an English translation.
    Untranslated(Text),
    /// The patient's name and date of birth are not on a record.
    Nameless(Text),
}

/// What there is to see to. Nothing before the first record is named.
pub fn advise(
    form: &Form,
    draft: &Draft,
    asked: &Asked,
    rules: &RecordRules,
    today: Date,
) -> Vec<Advice> {
    let records = form
        .items()
        .filter(|item| link_id(&item.id) == RECORD && asked.contains(&item.id));
    let (mut found, mut kinds) = (Vec::new(), Vec::new());
    for record in records {
        let chosen = |id| {
            let item = record.items.iter().find(|item| link_id(&item.id) == id)?;
            draft.get(&item.id).filter(|code| !code.is_empty())
        };
        let Some(kind) = chosen(KIND) else {
            continue;
        };
        kinds.push(kind);
        let old = rules.fresh_months.get(kind).filter(|months| {
            date(form, record, draft).is_some_and(|date| age(date, today) > i32::from(**months))
        });
        found.extend(old.map(|months| Advice::Old(record.title(), *months)));
        if chosen(LANGUAGE) == Some("other") {
            found.push(Advice::Untranslated(record.title()));
        }
        if chosen(NAMED) == Some("no") {
            found.push(Advice::Nameless(record.title()));
        }
    }
    if !kinds.is_empty() {
        let needed = rules.needed.iter();
        let missing = needed.filter(|kind| !kinds.contains(&kind.as_str()));
        found.extend(missing.filter_map(|kind| Some(Advice::Needed(name(form, kind)?))));
    }
    found
}

/// The kinds of records that a form knows.
pub fn kinds(form: &Form) -> &[Choice] {
    match form.item(KIND).map(|item| &item.kind) {
        Some(Kind::Choice(choices)) => choices,
        _ => &[],
    }
}

/// How a kind of record is called.
fn name(form: &Form, kind: &str) -> Option<Text> {
    let kind = kinds(form).iter().find(|choice| choice.code == kind)?;
    Some(kind.text.clone())
}

fn date(form: &Form, record: &Item, draft: &Draft) -> Option<PartialDate> {
    let item = record.items.iter().find(|item| link_id(&item.id) == DATE)?;
    match answer::read(item, draft, &form.months).given.first()? {
        Answer::Date(date) => Some(*date),
        _ => None,
    }
}

/// How many months ago; the fewest, where the month is not known.
fn age(date: PartialDate, today: Date) -> i32 {
    let months = |year: u16, month: u8| i32::from(year) * 12 + i32::from(month);
    months(today.year(), today.month()) - months(date.year(), date.month().unwrap_or(12))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::form::asked;

    fn form() -> Form {
        let record = |number: usize, end: &str| {
            let choice = |id: &str, codes: &[&str]| {
                let choices = codes
                    .iter()
                    .map(|code| json!({"code": code, "text": {"own": code}}));
                let choices: Vec<_> = choices.collect();
                json!({"id": format!("{id}{end}"), "text": {"own": id}, "kind": {"choice": choices}})
            };
            json!({"id": format!("record{end}"), "text": {"own": "Record"}, "kind": "group",
            "occurrence": {"number": number, "least": 1}, "items": [
                choice("record-kind", &["report", "imaging"]),
                {"id": format!("record-date{end}"), "text": {"own": "When"}, "kind": "date", "rules": ["partial-date"]},
                choice("record-language", &["english", "other"]),
                choice("record-named", &["yes", "no"]),
            ]})
        };
        let steps = json!([{"id": "records", "text": {"own": "Records"}, "kind": "group",
            "items": [record(1, ""), record(2, "~2")]}]);
        let form = json!({"id": "f", "url": "", "version": "", "lang": "en", "title": {"own": "F"}, "steps": steps});
        serde_json::from_value(form).expect("a form")
    }

    fn advice(pairs: &[(&str, &str)]) -> Vec<Advice> {
        let pairs = pairs
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_string()));
        let (form, draft) = (form(), Draft::from_pairs(pairs));
        let rules = RecordRules {
            needed: vec!["report".into()],
            fresh_months: BTreeMap::from([("imaging".into(), 6)]),
        };
        let today = Date::new(2026, 11, 24).expect("a date");
        advise(&form, &draft, &asked(&form, &draft), &rules, today)
    }

    fn text(own: &str) -> Text {
        Text {
            own: own.into(),
            ..Text::default()
        }
    }

    #[test]
    fn nobody_is_advised_before_the_first_record() {
        assert_eq!(advice(&[]), []);
    }

    #[test]
    fn a_kind_that_is_needed_is_missed() {
        assert_eq!(
            advice(&[("record-kind", "imaging")]),
            [Advice::Needed(text("report"))]
        );
    }

    #[test]
    fn a_kind_that_is_given_later_is_not_missed() {
        assert_eq!(
            advice(&[("record-kind", "imaging"), ("record-kind~2", "report")]),
            []
        );
    }

    #[test]
    fn an_old_record_is_named() {
        let pairs = [
            ("record-kind", "report"),
            ("record-kind~2", "imaging"),
            ("record-date~2.month", "4"),
            ("record-date~2.year", "2026"),
        ];
        assert_eq!(advice(&pairs), [Advice::Old(text("Record 2"), 6)]);
    }

    #[test]
    fn a_record_of_this_year_is_not_called_old() {
        let pairs = [
            ("record-kind", "report"),
            ("record-kind~2", "imaging"),
            ("record-date~2.year", "2026"),
        ];
        assert_eq!(advice(&pairs), []);
    }

    #[test]
    fn a_record_in_another_language_needs_a_translation() {
        let pairs = [("record-kind", "report"), ("record-language", "other")];
        assert_eq!(advice(&pairs), [Advice::Untranslated(text("Record 1"))]);
    }

    #[test]
    fn a_record_without_a_name_on_it_is_named() {
        let pairs = [("record-kind", "report"), ("record-named", "no")];
        assert_eq!(advice(&pairs), [Advice::Nameless(text("Record 1"))]);
    }
}
