//! Portico: the digital front door of a hospital for patients abroad.
//!
//! Reading order: what people wrote (`content`, `i18n`), what is asked (`form`), how it leaves
//! (`submit`), and how it looks (`page`, `ui`). ARCHITECTURE.md has the map and the invariants.

#![recursion_limit = "512"]

#[cfg(feature = "view")]
pub mod app;
#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "host")]
pub mod config;
#[cfg(feature = "host")]
pub mod content;
#[cfg(feature = "host")]
pub mod finding;
pub mod form;
pub mod i18n;
pub mod json;
#[cfg(feature = "hydrate")]
pub mod live;
pub mod markup;
#[cfg(feature = "host")]
pub mod names;
#[cfg(feature = "hydrate")]
mod navigate;
#[cfg(feature = "view")]
pub mod page;
pub mod route;
pub mod search;
pub mod submit;
#[cfg(feature = "view")]
pub mod ui;
