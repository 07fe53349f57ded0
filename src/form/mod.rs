//! The request forms: questions, answers and rules. Pure: no DOM, no clock, no network.
//!
//! Reading order: `model` is what is asked, `draft` what was typed, `answer` how it is read,
//! `asked` which questions apply, `way` which step comes next, `check` what is wrong; `submission` is what a passed check makes,
//! `response` and `reading` are how it leaves, for machines and for people.

pub mod answer;
pub mod asked;
pub mod check;
#[cfg(feature = "host")]
pub mod compile;
pub mod date;
pub mod digits;
pub mod draft;
pub mod email;
pub mod model;
pub mod phone;
pub mod problem;
#[cfg(feature = "host")]
pub mod questionnaire;
pub mod reading;
pub mod records;
pub mod reference;
pub mod response;
pub mod submission;
pub mod typed;
pub mod way;

pub use asked::{Asked, asked, shown};
pub use check::{Surroundings, check, check_step};
pub use date::{Date, PartialDate};
pub use draft::Draft;
pub use model::Form;
pub use problem::{Limit, Problem, ProblemKind, Problems};
pub use reading::{Reader, Reading, review};
pub use submission::{Identity, Submission};

#[cfg(test)]
pub(crate) mod sample;
