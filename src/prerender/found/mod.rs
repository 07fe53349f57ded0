//! What machines read of the site: search engines, feed readers, and programs that show a link to somebody.
//! Knows no question and no request.

pub mod feed;
pub mod guide;
pub mod linked;
pub mod manifest;
pub mod map;
pub mod preview;
