//! What the hospital writes: programs, research highlights and articles, one Markdown file each.
//! Read on the host only; pages carry what they show of it.

mod article;
mod document;
mod highlight;
mod letter;
mod library;
mod program;
mod specialties;

pub use article::{Article, with_contact, with_sealing};
pub use document::Document;
pub use highlight::Highlight;
pub use letter::{blanks, with_blanks};
pub use library::{Edition, Library};
pub use program::{Program, Standing};
