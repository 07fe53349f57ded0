//! Portico: the digital front door of a hospital for patients abroad.
//!
//! Reading order: what people wrote (`content`, `i18n`), what is asked (`form`), how it leaves
//! (`submit`), and how it looks (`page`, `ui`). ARCHITECTURE.md has the map and the invariants.

pub mod form;
