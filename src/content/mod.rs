//! What the hospital writes: programs, research highlights and articles, one Markdown file each.
//! Read on the host only; pages carry what they show of it.

mod article;
mod document;
mod found_by;
mod highlight;
mod letter;
mod library;
mod links;
mod program;
mod section;
mod specialties;

pub use article::{Article, First, Shape, with_contact, with_sealing};
pub use document::Document;
pub use found_by::{BUDGET, weight};
pub use highlight::Highlight;
pub use letter::{Letter, blanks, with_blanks};
pub use library::{Category, Edition, Library, files_of_forms};
pub use program::{Program, Standing};
use section::ids;
pub use section::{Section, sections};
