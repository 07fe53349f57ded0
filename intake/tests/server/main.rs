//! Tests of the running intake: real requests over real TCP, a real SQLite file.

#[path = "../../../tests/shared/chance.rs"]
mod chance;
mod fhir;
mod form_post;
mod inbox;
mod json;
mod openapi;
mod program;
#[path = "../../../tests/shared/schema.rs"]
mod schema;
mod sealed;
mod shape;
mod site;
mod support;
mod tidy;
