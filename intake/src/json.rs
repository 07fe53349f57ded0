//! A request posted by the app, as JSON.

use axum::http::HeaderMap;
use seal::Keys;

use crate::app::IDEMPOTENCY_KEY;
use crate::parcel::Parcel;
use crate::refusal::{Fault, Refusal};

/// Reads the request; its id must be the `Idempotency-Key`, its form the one that was called.
pub fn read(form: &str, headers: &HeaderMap, body: &[u8], keys: &Keys) -> Result<Parcel, Refusal> {
    let key = headers.get(&IDEMPOTENCY_KEY).ok_or(Refusal::Key)?;
    let parcel = Parcel::read(body, keys)?;
    if key.as_bytes() != parcel.id().as_bytes() {
        return Err(Refusal::Key);
    }
    if parcel.form() != form {
        return Err(Refusal::Invalid(vec![Fault {
            code: "form",
            field: Some("/form".into()),
            message: "Not the form of this address".into(),
        }]));
    }
    Ok(parcel)
}
