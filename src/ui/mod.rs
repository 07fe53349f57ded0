//! Reusable pieces of pages: values in, events out. They know the words, never where a form goes.

mod art;
mod card;
mod crumbs;
mod figures;
pub mod form;
mod frame;
mod hours;
mod opaque;
mod path;
mod section_head;

pub use art::Art;
pub use card::{CardData, HighlightCard, HighlightCardData, ProgramCard};
pub use crumbs::Crumbs;
pub use figures::Figures;
pub use frame::{Footer, Header, Notice, ReviewNote};
pub use hours::{OfficeHours, PostalAddress};
pub use opaque::Opaque;
pub use path::Path;
pub use section_head::SectionHead;
