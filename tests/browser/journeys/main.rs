//! Patients' journeys through the built site, in a real browser, against the real intake. Each asks one
//! thing. `cargo xtask test journeys` runs them.

mod articles;
mod destination;
mod early;
mod endpoint;
mod fhir;
mod history;
mod hours;
mod kept;
mod keystroke;
mod kills;
mod long_list;
mod mistake;
mod narrow;
mod new_form;
mod odd_input;
mod opinion;
mod page;
mod renamed;
mod request;
mod rescue;
mod sealed;
mod search;
mod sending;
mod sent;
mod shared_facts;
mod subscription;
mod without_script;
