//! What the journeys stand on: a hospital on this computer whose network can fail, and a browser to
//! visit it with. Knows what a page of Portico looks like; asserts nothing about it.
//!
//! Reading order: `visit` brings a `Hospital` (site, intake, and a `proxy` that fails on demand) and a
//! `Browser` together; a journey fills the `form` from an `answer` sheet, by pointer or by `keyboard`,
//! and looks at what arrived in the `database`.

pub mod answer;
pub mod axe;
pub mod browser;
pub mod database;
pub mod deadline;
pub mod devtools;
pub mod dice;
pub mod form;
pub mod hospital;
mod http;
pub mod keyboard;
pub mod place;
mod process;
pub mod proxy;
pub mod service;
pub mod site;
pub mod storage;
pub mod visit;
pub mod weather;

pub use answer::{Answer, Sheet};
pub use browser::{Browser, Look, Screen};
pub use deadline::until;
pub use hospital::Hospital;
pub use proxy::{Fault, get, post};
pub use service::Service;
pub use storage::Storage;
pub use visit::{visit, visit_site, visit_with};
