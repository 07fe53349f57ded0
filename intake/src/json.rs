//! A request posted by the app, as JSON.

use axum::http::HeaderMap;

use crate::app::IDEMPOTENCY_KEY;
use crate::envelope::Envelope;
use crate::refusal::{Fault, Refusal};

/// Reads the envelope; its id must be the `Idempotency-Key`, its form the one that was called.
pub fn read(form: &str, headers: &HeaderMap, body: &[u8]) -> Result<Envelope, Refusal> {
    let key = headers.get(&IDEMPOTENCY_KEY).ok_or(Refusal::Key)?;
    let envelope = Envelope::read(body)?;
    if key.as_bytes() != envelope.id.as_bytes() {
        return Err(Refusal::Key);
    }
    if envelope.form != form {
        return Err(Refusal::Invalid(vec![Fault {
            code: "form",
            field: Some("/form".into()),
            message: "Not the form of this address".into(),
        }]));
    }
    Ok(envelope)
}
