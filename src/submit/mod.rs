//! How a request leaves: as a parcel to the hospital's endpoint, or else as text by e-mail, file or
//! copy. `send`, `sealing` and `hand_over` are the browser's; the rest is pure.

pub mod courier;
pub mod delivery;
pub mod destination;
#[cfg(feature = "host")]
mod destination_rules;
pub mod envelope;
pub mod expression;
pub mod form_post;
#[cfg(feature = "hydrate")]
pub mod hand_over;
pub mod letter;
pub mod mailto;
pub mod outcome;
pub mod paper;
pub mod parcel;
pub mod refusal;
pub mod retry_after;
pub mod seal;
#[cfg(feature = "hydrate")]
pub mod sealing;
#[cfg(feature = "hydrate")]
pub mod send;
pub mod text;
pub mod transaction;
pub mod waiting;

pub use destination::{Destination, DestinationKind, Encoding, Idempotency};
pub use envelope::envelope;
pub use outcome::{Outcome, Receipt, judge};
pub use parcel::{Leaving, Parcel};
pub use refusal::Refusal;
pub use seal::{Seal, Unsealed};
pub use waiting::Waiting;
