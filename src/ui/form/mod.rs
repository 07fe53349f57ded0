//! A request form. Its body is written on the host once and left alone by the app, so that nothing the
//! app does can touch what a patient typed; `review`, `status` and `receipt` are the app's own.
//! DOM contract of the body: ARCHITECTURE.md.

#[cfg(feature = "ssr")]
mod body;
#[cfg(feature = "ssr")]
mod choice_field;
#[cfg(feature = "ssr")]
mod date_field;
#[cfg(feature = "ssr")]
mod field_frame;
#[cfg(feature = "ssr")]
mod item;
#[cfg(feature = "ssr")]
mod keep;
#[cfg(feature = "ssr")]
mod outcome;
mod problem;
mod receipt;
#[cfg(feature = "ssr")]
mod repeat;
#[cfg(feature = "ssr")]
mod rescue;
mod review;
#[cfg(feature = "ssr")]
mod select_field;
mod status;
#[cfg(feature = "ssr")]
mod step;
#[cfg(feature = "ssr")]
mod text_field;
mod waiting;
#[cfg(feature = "ssr")]
mod when;

#[cfg(feature = "ssr")]
pub use body::{FormBody, body};
#[cfg(feature = "ssr")]
pub use keep::{Keep, Said};
pub use problem::explain;
pub use receipt::{Acts, Receipt};
#[cfg(feature = "ssr")]
pub use rescue::Rescue;
pub use review::Review;
pub use status::{Advice, Carried, Copied, File, Ladder, Sending, Status, Way};
pub use waiting::{Act, Wait, WaitingRequest};
