//! The words of all programs, cut up once so that they can be gone through at every keystroke.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::fold::{fold, plain, words};
use super::parts::parts;
use super::sought::Sought;
use super::typo;

/// What a program is found by: title, the hospital's own name, plain words, conditions, treatments, and
/// English words on other languages' pages. Names of several stand one a line.
pub type Row = [String; FIELDS];

const FIELDS: usize = 6;

/// How much it counts to be found there, in the order of `Row`.
const WEIGHTS: [f32; FIELDS] = [10.0, 9.0, 6.0, 3.0, 2.5, 4.0];

/// Plain words, conditions and treatments: the card has the names.
const SHOWN: std::ops::Range<usize> = 2..5;

/// The words of all programs.
#[derive(Debug)]
pub struct Index {
    rows: Vec<Row>,
    pub(super) terms: Vec<Term>,
    /// In the order of their letters: those that begin alike stand together.
    words: Vec<Word>,
    /// Words that do not tell what is sought, such as "problem" and "my".
    pub(super) vague: Vec<String>,
    /// What was sought last, and where it was found: as one types on, only the last word is another.
    known: RefCell<Vec<(Sought, Rc<[Hit]>)>>,
}

/// How many words are remembered: those of a sentence, with more and more mistakes forgiven.
const KNOWN: usize = 24;

/// A name of something, of several words.
#[derive(Debug)]
pub(super) struct Term {
    pub program: usize,
    pub field: usize,
    pub line: usize,
    /// How many letters its words have.
    pub length: usize,
}

impl Term {
    pub fn weight(&self) -> f32 {
        WEIGHTS[self.field]
    }
}

/// A word, or a pair of Chinese characters.
#[derive(Debug)]
struct Word {
    letters: Vec<char>,
    /// Which letters it has.
    set: u32,
    /// The terms that it stands in, in their order.
    terms: Vec<usize>,
}

/// A term in which a word was found, and how well it fits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    pub term: usize,
    pub fit: f32,
}

impl Index {
    /// Cuts up the words of programs. `vague` are words that do not tell what is sought, spaces between them.
    pub fn new(rows: Vec<Row>, vague: &str) -> Self {
        let mut terms: Vec<Term> = Vec::new();
        let mut places: BTreeMap<Vec<char>, Vec<usize>> = BTreeMap::new();
        for (program, row) in rows.iter().enumerate() {
            for (field, text) in row.iter().enumerate() {
                for (line, text) in text.split('\n').enumerate() {
                    let words = words(text);
                    for word in &words {
                        let word = plain(word);
                        for (start, end) in parts(&word) {
                            let known = places.entry(word[start..end].to_vec()).or_default();
                            if known.last() != Some(&terms.len()) {
                                known.push(terms.len());
                            }
                        }
                    }
                    terms.push(Term {
                        program,
                        field,
                        line,
                        length: words.iter().map(Vec::len).sum(),
                    });
                }
            }
        }
        let word = |(letters, terms): (Vec<char>, _)| Word {
            set: typo::letters(&letters),
            letters,
            terms,
        };
        let words = places.into_iter().map(word).collect();
        Self {
            rows,
            terms,
            words,
            vague: fold(vague).split_whitespace().map(str::to_owned).collect(),
            known: RefCell::default(),
        }
    }

    /// How many programs there are.
    pub fn programs(&self) -> usize {
        self.rows.len()
    }

    /// A term as it was written, where a reader cannot see it on the program's card.
    pub(super) fn shown(&self, term: &Term) -> Option<&str> {
        let mut lines = self.rows[term.program][term.field].split('\n');
        lines.nth(term.line).filter(|_| SHOWN.contains(&term.field))
    }

    /// All terms in which a word is found.
    pub(super) fn hits(&self, sought: &Sought) -> Rc<[Hit]> {
        let mut known = self.known.borrow_mut();
        if let Some((_, hits)) = known.iter().find(|(word, _)| word == sought) {
            return hits.clone();
        }
        let hits: Rc<[Hit]> = self.seek(sought).into();
        if known.len() == KNOWN {
            known.remove(0);
        }
        known.push((sought.clone(), hits.clone()));
        hits
    }

    fn seek(&self, sought: &Sought) -> Vec<Hit> {
        let mut fits = vec![0.0_f32; self.terms.len()];
        for word in self.candidates(sought) {
            if let Some(fit) = sought.fit(&word.letters, word.set) {
                for term in &word.terms {
                    fits[*term] = fit.max(fits[*term]);
                }
            }
        }
        let hits = fits.into_iter().enumerate();
        hits.filter(|(_, fit)| *fit > 0.0)
            .map(|(term, fit)| Hit { term, fit })
            .collect()
    }

    /// The words that may fit: those that begin with what is right in any case.
    fn candidates(&self, sought: &Sought) -> &[Word] {
        let right = sought.right();
        let start = self.words.partition_point(|word| *word.letters < *right);
        let words = &self.words[start..];
        let end = words.partition_point(|word| word.letters.starts_with(right));
        &words[..end]
    }
}
