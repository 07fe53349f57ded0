//! Requests as chance has them: answers to every form of the site, and what leaves of them.

use std::path::Path;
use std::sync::LazyLock;

use portico::form::compile::{Sets, Translation, compile};
use portico::form::model::{Item, Kind, Rule, Text};
use portico::form::questionnaire;
use portico::form::{Date, Draft, Form, Identity, Submission, Surroundings, check, reference};
use portico::names;
use portico::submit::transaction::transaction;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;

/// The forms of the site.
pub const FORMS: [&str; 3] = ["appointment", "second-opinion", "subscribe"];

/// A form of the site, in English.
pub fn form(name: &str) -> Form {
    // A test runs in the folder of its crate, which this is or which is inside of it.
    let folders = ["public/forms", "../public/forms"].map(Path::new);
    let folder = folders.into_iter().find(|folder| folder.is_dir());
    let file = folder
        .expect("the forms are there")
        .join(format!("{name}.json"));
    let text = std::fs::read_to_string(file).expect("the form is there");
    let form = questionnaire::read(&text).expect("the form can be read");
    compile(&form, &Translation::new(), &sets(), "en")
}

fn sets() -> Sets {
    let name = Text {
        own: "Heart care".into(),
        ..Text::default()
    };
    let program = names::Program {
        slug: "heart-center".into(),
        name,
        stands_out: true,
    };
    names::sets("en", vec![program], Text::default(), Text::default())
}

fn surroundings() -> Surroundings {
    Surroundings {
        today: Date::new(2026, 11, 24).expect("a date"),
        count: |text| text.chars().count(),
        matches: |pattern, text| {
            regex::Regex::new(&format!("^(?:{pattern})$")).is_ok_and(|it| it.is_match(text))
        },
    }
}

/// A value that could answer an item, as this throw of the dice has it.
fn values(item: &Item, dice: usize) -> Vec<(String, String)> {
    let pick = |from: &[&str]| from[dice % from.len()].to_owned();
    let later = item
        .rules
        .iter()
        .any(|rule| matches!(rule, Rule::MinValue(min) if min == "today"));
    let own = |value: String| vec![(item.id.clone(), value)];
    match &item.kind {
        Kind::Group | Kind::Display | Kind::Unsupported => Vec::new(),
        Kind::Boolean => own("true".into()),
        Kind::Integer => own(pick(&["0", "2", "٣"])),
        Kind::Email => own(pick(&["amal@example.com", "a.b+c@hospital.example"])),
        Kind::Phone => own(pick(&["+961 70 123 456", "00201001234567", "0155 23456"])),
        Kind::String => own(pick(&["Amal", "NCT01234567", "Li", "O'Neil-Haddad"])),
        Kind::Text => own(pick(&[
            "ألم في الصدر\nمنذ شهر",
            "$0 | $text:x ? \"quoted\" \\",
            "膝が痛い",
        ])),
        Kind::Date => {
            let parts = if later {
                ["27", "2", "2027"]
            } else {
                ["5", "3", "1984"]
            };
            let names = [".day", ".month", ".year"];
            let named = names.map(|name| [&item.id, name].concat());
            named.into_iter().zip(parts.map(str::to_owned)).collect()
        }
        Kind::Choice(choices) | Kind::OpenChoice(choices) if !choices.is_empty() => {
            let chosen = &choices[dice % choices.len()];
            let own_words = matches!(item.kind, Kind::OpenChoice(_)) && dice.is_multiple_of(3);
            if own_words {
                let other = (format!("{}.other", item.id), "words of my own".to_owned());
                return vec![(item.id.clone(), "_other".to_owned()), other];
            }
            let another = &choices[(dice / 7) % choices.len()];
            let mut all = own(chosen.code.clone());
            if item.repeats && !chosen.exclusive && !another.exclusive && another != chosen {
                all.extend(own(another.code.clone()));
            }
            all
        }
        Kind::Choice(_) | Kind::OpenChoice(_) => own("words of my own".into()),
    }
}

/// Answers by chance, mended until the form takes them.
fn answered(form: &Form, throws: &[usize]) -> Option<Submission> {
    let items: Vec<&Item> = form.items().collect();
    let mut throws = throws.iter().copied().cycle();
    let mut throw = move || throws.next().unwrap_or_default();
    let mut answers: Vec<Vec<(String, String)>> = items
        .iter()
        .map(|item| match throw() {
            dice if item.required || dice % 3 > 0 => values(item, dice / 3),
            _ => Vec::new(),
        })
        .collect();
    for _ in 0..40 {
        let draft = Draft::from_pairs(answers.iter().flatten().cloned().collect::<Vec<_>>());
        let problems = match check(form, &draft, &surroundings()) {
            Ok(submission) => return Some(submission),
            Err(problems) => problems,
        };
        for problem in &problems {
            let at = items.iter().position(|item| item.id == problem.item);
            let at = at.expect("a problem is of an item");
            let empty = !answers[at].is_empty() && throw().is_multiple_of(2);
            answers[at] = if empty {
                Vec::new()
            } else {
                values(items[at], throw())
            };
        }
    }
    None
}

/// A request as it leaves.
pub struct Request {
    /// The form's name.
    pub form: &'static str,
    /// Which request it is.
    pub identity: Identity,
    /// What was answered.
    pub submission: Submission,
    /// The transaction.
    pub bundle: Value,
}

/// Many requests of each form, always the same ones.
pub static REQUESTS: LazyLock<Vec<Request>> = LazyLock::new(|| {
    let requests = FORMS.map(|name| {
        let form = form(name);
        let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        let throws = proptest::collection::vec(0usize..10_000, 150);
        let drawn = (0..60).map(|_| throws.new_tree(&mut runner).expect("numbers").current());
        let answered: Vec<_> = drawn
            .filter_map(|throws| answered(&form, &throws))
            .collect();
        assert!(
            answered.len() > 40,
            "{name}: {} requests only",
            answered.len()
        );
        let numbered = answered.into_iter().enumerate();
        numbered.map(move |(number, submission)| {
            let id = format!("01940000-0000-7000-8000-{:08x}{number:04x}", name.len());
            let identity = Identity {
                reference: reference::of(&id).expect("every UUID has one"),
                id,
                opened: None,
                authored: "2026-11-24T02:15:00+03:00".into(),
                zone: None,
                language: "en".into(),
            };
            let bundle = transaction(&submission, &identity, false, &mut Vec::new());
            Request {
                form: name,
                identity,
                submission,
                bundle,
            }
        })
    });
    requests.into_iter().flatten().collect()
});
