//! What the programs of a language are found by, as little as the browser needs of it.

use std::collections::BTreeSet;

use super::{Document, Edition, Program};
use crate::i18n::Key;
use crate::search::{Row, packed, plain, words};

/// What the words of a language may weigh on the way to a phone, in brotli's bytes.
pub const BUDGET: usize = 25_000;

impl Edition {
    /// The programs in the order of the list that shows them: by category.
    pub fn listed(&self) -> impl Iterator<Item = &Document<Program>> {
        self.categories.iter().flat_map(|category| {
            let programs = self.programs.iter();
            programs.filter(|program| program.head.category == category.key)
        })
    }

    /// What each program of the list is found by. English words are there in every language, as many as
    /// there is room for.
    pub fn found_by(&self, english: &Self) -> Vec<Row> {
        let programs: Vec<FoundBy> = self
            .listed()
            .map(|program| FoundBy::new(program, self.model(program, english)))
            .collect();
        let with = |names: usize| -> Vec<Row> {
            let rows = programs.iter().map(|program| program.with(names));
            rows.collect()
        };
        let fits = |names: &usize| weight(&with(*names)) <= BUDGET;
        let names = programs.iter().map(|program| program.english.len());
        let most = names.max().unwrap_or(0);
        // To weigh a thousand programs takes a second: first the ends, where the answer mostly lies.
        let names = if fits(&most) {
            most
        } else if fits(&0) {
            let more: Vec<usize> = (1..most).collect();
            more.partition_point(fits)
        } else {
            0
        };
        with(names)
    }

    /// Words that do not tell what is sought, in the language's own list.
    pub fn vague(&self) -> &str {
        self.locale.text(Key::PagesProgramsVague)
    }

    /// The English program, for what is in another language.
    fn model<'a>(
        &self,
        program: &Document<Program>,
        english: &'a Self,
    ) -> Option<&'a Document<Program>> {
        let translated = self.locale.lang != english.locale.lang;
        english.program(&program.slug).filter(|_| translated)
    }
}

/// A program's own words, and those of its English names.
struct FoundBy {
    own: Row,
    /// For each plain name, its words that are in none before.
    english: Vec<Vec<String>>,
}

impl FoundBy {
    fn new(program: &Document<Program>, model: Option<&Document<Program>>) -> Self {
        let head = &program.head;
        let lines = |own: &[String], general: &[String]| [own, general].concat().join("\n");
        let mut own: Row = [
            head.title.clone(),
            head.name.clone(),
            head.also_called.join("\n"),
            lines(&head.conditions, &head.conditions_general),
            lines(&head.treatments, &head.treatments_general),
            String::new(),
        ];
        if let Some(model) = model {
            own[1] = [&head.name, "\n", &model.head.title].concat();
        }
        let mut known: BTreeSet<String> = own.iter().flat_map(|text| folded(text)).collect();
        let names = model.map_or(&[][..], |model| &model.head.also_called);
        let english = names.iter().map(|name| {
            let new = folded(name).filter(|word| known.insert(word.clone()));
            new.collect()
        });
        let english = english.collect();
        Self { own, english }
    }

    /// With the words of the first so many English plain names.
    fn with(&self, names: usize) -> Row {
        let mut row = self.own.clone();
        row[5] = self
            .english
            .iter()
            .take(names)
            .flatten()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ");
        row
    }
}

/// The words of a text as they are compared.
fn folded(text: &str) -> impl Iterator<Item = String> {
    let words = words(text).into_iter();
    words.map(|word| plain(&word).into_iter().collect())
}

/// What rows weigh on the way to a phone.
pub fn weight(rows: &[Row]) -> usize {
    coding::brotli(packed(rows).as_bytes(), 11).len()
}
