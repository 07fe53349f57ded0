//! How a request leaves: as an envelope to the hospital's endpoint, or else as text by e-mail, file or
//! copy. `envelope`, `outcome`, `mailto` and `text` are pure; `send` and `hand_over` are the browser's.

pub mod envelope;
#[cfg(feature = "hydrate")]
pub mod hand_over;
pub mod mailto;
pub mod outcome;
#[cfg(feature = "hydrate")]
pub mod send;
pub mod text;

pub use envelope::envelope;
pub use outcome::{Outcome, Receipt, Refusal, judge};
