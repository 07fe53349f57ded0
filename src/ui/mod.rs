//! Reusable pieces of pages: values in, events out. They know the words, never where a form goes.

mod art;
#[cfg(feature = "ssr")]
mod card;
#[cfg(feature = "ssr")]
mod crumbs;
#[cfg(feature = "ssr")]
mod figures;
pub mod form;
mod frame;
mod hours;
#[cfg(feature = "ssr")]
mod opaque;
#[cfg(feature = "ssr")]
mod path;
#[cfg(feature = "ssr")]
mod section_head;

pub use art::Art;
#[cfg(feature = "ssr")]
pub use card::{CardData, HighlightCard, HighlightCardData, ProgramCard};
#[cfg(feature = "ssr")]
pub use crumbs::Crumbs;
#[cfg(feature = "ssr")]
pub use figures::Figures;
pub use frame::{Footer, Header, Notice, ReviewNote};
pub use hours::{OfficeHours, PostalAddress};
#[cfg(feature = "ssr")]
pub use opaque::Opaque;
#[cfg(feature = "ssr")]
pub use path::Path;
#[cfg(feature = "ssr")]
pub use section_head::SectionHead;
