//! What several tests of the form engine need.

use portico::form::Identity;

/// The identity of a request.
pub fn identity() -> Identity {
    Identity {
        id: "01940000-0000-7000-8000-123456789abc".into(),
        reference: "6HB7-H6NW-K".into(),
        opened: None,
        authored: "2026-11-24T02:15:00+03:00".into(),
        zone: None,
        language: "ar".into(),
    }
}
