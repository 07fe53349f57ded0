//! Reusable pieces of pages: values in, events out. They know the words, never where a form goes.

mod art;
#[cfg(feature = "ssr")]
mod card;
#[cfg(feature = "ssr")]
mod caveat;
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
mod reading;
#[cfg(feature = "ssr")]
mod section_head;
#[cfg(feature = "ssr")]
mod sources;

pub use art::Art;
#[cfg(feature = "ssr")]
pub use card::{CardData, HighlightCard, HighlightCardData, ProgramCard};
#[cfg(feature = "ssr")]
pub use caveat::Caveat;
#[cfg(feature = "ssr")]
pub use crumbs::Crumbs;
#[cfg(feature = "ssr")]
pub use figures::Figures;
pub use frame::{Footer, Header, Notice, ReviewNote};
#[cfg(feature = "ssr")]
pub use hours::OwnHours;
pub use hours::{OfficeHours, PostalAddress};
#[cfg(feature = "ssr")]
pub use opaque::Opaque;
#[cfg(feature = "ssr")]
pub use path::Path;
#[cfg(feature = "ssr")]
pub use reading::Reading;
#[cfg(feature = "ssr")]
pub use section_head::SectionHead;
#[cfg(feature = "ssr")]
pub use sources::Sources;
