//! What is wrong with an answer, and where. Has no words: pages translate it.

use super::date::PartialDate;

/// A rule that an answer breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The item's id.
    pub item: String,
    /// The id of the element to move to, e.g. `f-dob-month`.
    pub control: String,
    /// Which rule.
    pub kind: ProblemKind,
}

/// The rules an answer can break. The item's own `missing` and pattern texts say more than a
/// general message, where the form has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// An answer is needed.
    Missing,
    /// Own words were chosen but not written.
    OwnWordsMissing,
    /// One of these items has to be answered.
    NoneAnswered {
        /// Ids of the items.
        items: Vec<String>,
    },
    /// A yes is needed to go on.
    NotAgreed,
    /// More characters than fit.
    TooLong {
        /// Most characters.
        max: usize,
        /// Characters now.
        now: usize,
    },
    /// Fewer characters than needed.
    TooShort {
        /// Fewest characters.
        min: usize,
        /// Characters now.
        now: usize,
    },
    /// Not written as the item asks; the pattern rule carries what to say.
    NotAsAsked,
    /// Cannot be an e-mail address.
    NotAnEmail,
    /// Holds more than a telephone number.
    PhoneHasLetters,
    /// Fewer digits than a telephone number has.
    PhoneTooShort {
        /// Fewest digits.
        min: usize,
    },
    /// More digits than a telephone number has.
    PhoneTooLong {
        /// Most digits.
        max: usize,
    },
    /// Not a whole number.
    NotANumber,
    /// A smaller number than allowed.
    NumberTooSmall {
        /// Smallest number.
        min: i64,
    },
    /// A greater number than allowed.
    NumberTooLarge {
        /// Greatest number.
        max: i64,
    },
    /// Parts of the date are missing.
    DateIncomplete {
        /// The day is missing.
        day: bool,
        /// The month is missing.
        month: bool,
        /// The year is missing.
        year: bool,
    },
    /// No such date.
    DateImpossible,
    /// The year was shortened ("54").
    YearNeedsFourDigits,
    /// An earlier date than allowed.
    DateTooEarly {
        /// Earliest date.
        min: Limit,
    },
    /// A later date than allowed.
    DateTooLate {
        /// Latest date.
        max: Limit,
    },
    /// An earlier date than the one answered to another item.
    DateBeforeOther {
        /// The other item's id.
        item: String,
    },
    /// Not one of the options.
    UnknownChoice,
    /// An option that excludes all others was chosen together with others.
    Exclusive {
        /// The code of that option.
        code: String,
    },
    /// More answers than taken.
    TooManyAnswers {
        /// Most answers.
        max: usize,
    },
    /// Fewer answers than needed.
    TooFewAnswers {
        /// Fewest answers.
        min: usize,
    },
}

/// The end of a range of dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// The day of asking.
    Today,
    /// A fixed date.
    Date(PartialDate),
}

/// All that is wrong, at most one problem an item, in the order of the form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problems(pub(crate) Vec<Problem>);

impl Problems {
    /// Nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many items have a problem.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The problem of this item.
    pub fn of(&self, item: &str) -> Option<&Problem> {
        self.0.iter().find(|problem| problem.item == item)
    }

    /// The problem to look at first.
    pub fn first(&self) -> Option<&Problem> {
        self.0.first()
    }

    /// All problems, in the order of the form.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl IntoIterator for Problems {
    type Item = Problem;
    type IntoIter = std::vec::IntoIter<Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
