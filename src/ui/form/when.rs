//! A condition in words, for readers without script. Knows no HTML.

use crate::form::Form;
use crate::form::model::{Condition, Enable, Item, Kind, Operator};
use crate::i18n::{Key, Words};

/// When something applies, as a sentence: `key` is what is said around the conditions.
pub fn in_words(form: &Form, when: &Enable, key: Key, words: Words) -> String {
    let joint = words.get(if when.all {
        Key::FormWhenAnd
    } else {
        Key::FormWhenOr
    });
    // "Is answered" says nothing beside a condition on the answer itself.
    let told = when.conditions.iter().filter(|condition| {
        condition.operator != Operator::Exists
            || !when.conditions.iter().any(|other| {
                other.question == condition.question && other.operator != Operator::Exists
            })
    });
    let told: Vec<_> = told.collect();
    let same = |one: &&Condition, other: &&Condition| {
        !when.all
            && one.question == other.question
            && [one.operator, other.operator] == [Operator::Equal; 2]
    };
    let told = told.chunk_by(same).filter_map(|alike| match alike {
        [condition] => one(form, condition, words),
        alike => one_of(form, alike, words),
    });
    let told: Vec<_> = told.collect();
    words.fill(key, &[("conditions", &told.join(&format!(" {joint} ")))])
}

/// Several answers to one question, any of which will do.
fn one_of(form: &Form, conditions: &[&Condition], words: Words) -> Option<String> {
    let item = form.item(&conditions.first()?.question)?;
    let answers = conditions
        .iter()
        .map(|condition| answer(item, &condition.answer, words));
    let answers = answers.collect::<Vec<_>>();
    Some(words.fill(
        Key::FormWhenOneOf,
        &[
            ("question", &item.text.own),
            ("answers", &answers.join(words.get(Key::FormWhenComma))),
        ],
    ))
}

fn one(form: &Form, condition: &Condition, words: Words) -> Option<String> {
    let item = form.item(&condition.question)?;
    let key = match (condition.operator, condition.answer.as_str()) {
        (Operator::Exists, "false") => Key::FormWhenNotAnswered,
        (Operator::Exists, _) => Key::FormWhenAnswered,
        (Operator::Equal, _) => Key::FormWhenAnswer,
        (Operator::NotEqual, _) => Key::FormWhenNotAnswer,
        (Operator::Greater, _) => Key::FormWhenMore,
        (Operator::Less, _) => Key::FormWhenLess,
        (Operator::GreaterOrEqual, _) => Key::FormWhenAtLeast,
        (Operator::LessOrEqual, _) => Key::FormWhenAtMost,
    };
    Some(words.fill(
        key,
        &[
            ("question", &item.text.own),
            ("answer", answer(item, &condition.answer, words)),
        ],
    ))
}

/// How an answer reads.
fn answer<'a>(item: &'a Item, value: &'a str, words: Words) -> &'a str {
    match &item.kind {
        Kind::Choice(choices) | Kind::OpenChoice(choices) => choices
            .iter()
            .find(|choice| choice.code == value)
            .map_or(value, |choice| &choice.text.own),
        Kind::Boolean => words.get(if value == "true" {
            Key::FormYes
        } else {
            Key::FormNo
        }),
        _ => value,
    }
}
