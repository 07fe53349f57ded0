//! What the programs of a language are found by, as little as the browser needs of it.

use std::collections::BTreeSet;

use super::{Document, Edition, Program};
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
        let plain = |program: &Document<Program>| program.head.also_called.len();
        let most = english.programs.iter().map(plain).max().unwrap_or(0);
        let all = self.rows(english, most);
        if weight(&all) <= BUDGET {
            return all;
        }
        let room = (0..most).collect::<Vec<_>>();
        let too_many = room.partition_point(|names| weight(&self.rows(english, *names)) <= BUDGET);
        self.rows(english, too_many.saturating_sub(1))
    }

    /// With the words of the first so many English plain names.
    fn rows(&self, english: &Self, names: usize) -> Vec<Row> {
        let row = |program: &Document<Program>| {
            let head = &program.head;
            let mut row: Row = Default::default();
            row[0].clone_from(&head.title);
            row[1].clone_from(&head.name);
            row[2] = head.also_called.join("\n");
            row[3] = [&head.conditions[..], &head.conditions_general]
                .concat()
                .join("\n");
            row[4] = [&head.treatments[..], &head.treatments_general]
                .concat()
                .join("\n");
            if let Some(model) = english.program(&program.slug)
                && self.locale.lang != english.locale.lang
            {
                row[1] = [&head.name, "\n", &model.head.title].concat();
                let mut known: BTreeSet<String> =
                    row.iter().flat_map(|text| folded(text)).collect();
                let names = model.head.also_called.iter().take(names);
                let others = names
                    .flat_map(|name| folded(name))
                    .filter(|word| known.insert(word.clone()));
                row[5] = others.collect::<Vec<_>>().join(" ");
            }
            row
        };
        self.listed().map(row).collect()
    }
}

/// The words of a text as they are compared.
fn folded(text: &str) -> impl Iterator<Item = String> {
    let words = words(text).into_iter();
    words.map(|word| plain(&word).into_iter().collect())
}

/// What rows weigh on the way to a phone.
pub fn weight(rows: &[Row]) -> usize {
    let text = packed(rows);
    let mut compressed = Vec::new();
    let settings = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        ..Default::default()
    };
    // Writing to memory cannot fail.
    _ = brotli::BrotliCompress(&mut text.as_bytes(), &mut compressed, &settings);
    compressed.len()
}
