//! Patients' journeys through the built site, in a real browser, against the real intake. Each asks one
//! thing. `cargo xtask test journeys` runs them.

mod early;
mod endpoint;
mod history;
mod kept;
mod kills;
mod mistake;
mod narrow;
mod odd_input;
mod page;
mod request;
mod rescue;
mod sent;
mod without_script;
