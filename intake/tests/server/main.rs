//! Tests of the running intake: real requests over real TCP, a real SQLite file.

mod form_post;
mod inbox;
mod json;
mod openapi;
mod program;
mod sealed;
mod shape;
mod site;
mod support;
mod tidy;
