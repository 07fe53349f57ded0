//! The request forms: questions, answers and rules. Pure: no DOM, no clock, no network.

#[cfg(feature = "host")]
pub mod compile;
pub mod model;
#[cfg(feature = "host")]
pub mod questionnaire;
