//! What people type finds what they mean: every line of `queries.toml`, in every language of the site.
#![cfg(feature = "host")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use icu_normalizer::DecomposingNormalizerBorrowed;
use portico::content::{BUDGET, Edition, Library, weight};
use portico::search::{Index, Row, fold};

/// Queries to the programs that may answer them, by language.
type Table = BTreeMap<String, BTreeMap<String, Vec<String>>>;

static LIBRARY: LazyLock<Library> =
    LazyLock::new(|| Library::read(Path::new("public"), &[]).expect("the site's content"));

static TABLE: LazyLock<Table> = LazyLock::new(|| table("tests/queries.toml"));

static SENTENCES: LazyLock<Table> = LazyLock::new(|| table("tests/sentences.toml"));

fn table(file: &str) -> Table {
    let text = fs::read_to_string(file).expect("the table");
    toml::from_str(&text).expect("queries and programs")
}

/// One a language of the site.
static FINDERS: LazyLock<Vec<Finder>> =
    LazyLock::new(|| LIBRARY.editions.iter().map(Finder::of).collect());

/// What programs of a language are found by.
struct Finder {
    lang: &'static str,
    slugs: Vec<&'static str>,
    vague: &'static str,
    rows: Vec<Row>,
}

impl Finder {
    fn of(edition: &'static Edition) -> Self {
        let slugs = edition.listed().map(|program| program.slug.as_str());
        let rows = edition.found_by(&LIBRARY.editions[0]);
        Self {
            lang: &edition.locale.lang,
            slugs: slugs.collect(),
            vague: edition.vague(),
            rows,
        }
    }

    /// Finds them as the browser does.
    fn finding(&self) -> impl Fn(&str) -> Vec<&'static str> {
        let index = Index::new(self.rows.clone(), self.vague);
        move |typed| {
            let found = index.find(typed).programs;
            let programs = found.iter().map(|found| self.slugs[found.program]);
            programs.collect()
        }
    }
}

#[test]
fn every_query_finds_its_program_among_the_first_three() {
    finds(&TABLE);
}

#[test]
fn words_that_tell_nothing_do_not_lead_away() {
    finds(&SENTENCES);
}

/// Every query of a table finds a program that it names among the first three.
#[track_caller]
fn finds(table: &Table) {
    let mut wrong = Vec::new();
    for finder in &*FINDERS {
        let find = finder.finding();
        for (query, wanted) in &table[finder.lang] {
            let mut found = find(query);
            found.truncate(3);
            if !found
                .iter()
                .any(|slug| wanted.iter().any(|one| one == slug))
            {
                let lang = finder.lang;
                wrong.push(format!("{lang}: {query}: {found:?} instead of {wanted:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_program_is_the_first_that_its_title_finds() {
    for finder in &*FINDERS {
        let find = finder.finding();
        for (slug, row) in finder.slugs.iter().zip(&finder.rows) {
            let title = &row[0];
            assert_eq!(find(title).first(), Some(slug), "{title}");
        }
    }
}

#[test]
fn no_letter_of_the_content_keeps_an_accent_or_another_form() {
    let unicode = DecomposingNormalizerBorrowed::new_nfkd();
    let texts = FINDERS.iter().flat_map(|finder| &finder.rows).flatten();
    let letters = texts.flat_map(|text| text.chars());
    for letter in letters.filter(|letter| letter.is_alphanumeric()) {
        let letter = letter.to_string();
        let decomposed = unicode.normalize(&letter);
        assert_eq!(fold(&letter), fold(&decomposed), "{letter}");
    }
}

#[test]
fn the_tables_name_programs_that_there_are() {
    let languages = TABLE.values().chain(SENTENCES.values());
    for wanted in languages.flat_map(BTreeMap::values).flatten() {
        assert!(LIBRARY.editions[0].program(wanted).is_some(), "{wanted}");
    }
}

#[test]
fn the_table_has_many_queries_of_every_language() {
    for finder in &*FINDERS {
        let count = TABLE[finder.lang].len();
        assert!(count >= 30, "{}: {count}", finder.lang);
    }
}

#[test]
fn the_words_of_a_language_keep_their_budget() {
    for finder in &*FINDERS {
        let weight = weight(&finder.rows);
        assert!(weight <= BUDGET, "{}: {weight}", finder.lang);
    }
}
