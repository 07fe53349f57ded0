//! The request forms: questions, answers and rules. Pure: no DOM, no clock, no network.

pub mod model;
