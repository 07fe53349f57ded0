//! Writes out what can be given several times: each occurrence is an item of its own, and what its
//! questions say about each other stays within it.

use crate::form::model::{Item, Kind, Occurrence, Rule, occurrence_id};

/// The most times that something can be given. All of them are in the page.
pub const MOST: usize = 10;

/// Writes out repeating groups and questions answered in words, inside of these steps. Where the form
/// does not say how often, or says more than `MOST`, they are asked once.
pub fn write_out(steps: &mut [Item]) {
    for step in steps {
        step.repeats = false;
        write_out_inside(step);
    }
}

fn write_out_inside(around: &mut Item) {
    for mut item in std::mem::take(&mut around.items) {
        let written = occurs_again(&item.kind);
        let most = bound(&item, |rule| match rule {
            Rule::MaxAnswers(most) => Some(*most),
            _ => None,
        });
        match most.filter(|most| written && item.repeats && (2..=MOST).contains(most)) {
            Some(most) => around.items.extend(occurrences(item, most)),
            None => {
                item.repeats &= !written;
                write_out_inside(&mut item);
                around.items.push(item);
            }
        }
    }
}

/// Whether what repeats stands several times below each other: groups and answers in words do, choices
/// take several answers at once.
fn occurs_again(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Group | Kind::String | Kind::Text | Kind::Email | Kind::Phone
    )
}

fn bound(item: &Item, of: fn(&Rule) -> Option<usize>) -> Option<usize> {
    item.rules.iter().find_map(of)
}

fn occurrences(mut item: Item, most: usize) -> impl Iterator<Item = Item> {
    let least = bound(&item, |rule| match rule {
        Rule::MinAnswers(least) => Some(*least),
        _ => None,
    });
    let least = least.unwrap_or(1).min(most);
    item.rules
        .retain(|rule| !matches!(rule, Rule::MinAnswers(_) | Rule::MaxAnswers(_)));
    prepare(&mut item);
    let mut names = Vec::new();
    name(&item, &mut names);
    (1..=most).map(move |number| {
        let mut item = item.clone();
        item.required &= number <= least;
        item.occurrence = Some(Occurrence { number, least });
        if number > 1 {
            rename(&mut item, number, &names);
        }
        item
    })
}

/// Nothing repeats within what repeats, and nothing is filled in before the patient does it: an
/// occurrence is there when something in it is filled in.
fn prepare(item: &mut Item) {
    item.repeats &= !occurs_again(&item.kind);
    if !item.hidden {
        item.initial.clear();
    }
    item.items.iter_mut().for_each(prepare);
}

fn name(item: &Item, names: &mut Vec<String>) {
    names.push(item.id.clone());
    for child in &item.items {
        name(child, names);
    }
}

/// Gives the items of an occurrence their ids. A browser knows one value to fill in, not several.
fn rename(item: &mut Item, number: usize, names: &[String]) {
    let rename_one = |id: &mut String| {
        if names.contains(id) {
            *id = occurrence_id(id, number);
        }
    };
    rename_one(&mut item.id);
    item.autocomplete = None;
    for condition in item.when.iter_mut().flat_map(|when| &mut when.conditions) {
        rename_one(&mut condition.question);
    }
    for rule in &mut item.rules {
        match rule {
            Rule::NotBefore(other) => rename_one(other),
            Rule::OneOf(others) => others.iter_mut().for_each(rename_one),
            _ => {}
        }
    }
    for child in &mut item.items {
        rename(child, number, names);
    }
}
