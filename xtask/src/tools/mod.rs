//! The programs that building, testing and measuring need; each module knows one of them:
//! is it here at the right version, and if not, how does it come here.

mod apt;
pub mod axe;
pub mod caddy;
mod cargo_install;
pub mod chromium;
pub mod fhir_schema;
pub mod fhir_validator;
pub mod fonts;
pub mod html_validate;
pub mod lighthouse;
mod node;
pub mod npm;
pub mod rust_tools;
mod shelf;
pub mod trunk;
pub mod wasm_bindgen;
pub mod wasm_opt;
pub mod wasm_target;
