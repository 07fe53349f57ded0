//! What leaves: one request, frozen, written as its destination understands it. Pure.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::destination::{Destination, DestinationKind};
use super::envelope::Envelope;

/// One request on its way. It stays as it is through every repeat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcel {
    /// The request's UUID.
    pub id: String,
    /// What people call it.
    pub reference: String,
    /// The form's id.
    pub form: String,
    /// Where it goes.
    pub destination: Destination,
    /// What the body is, for `Content-Type`.
    pub media_type: String,
    /// What is posted.
    pub body: String,
}

impl Parcel {
    /// Writes a request for its destination.
    pub fn of(envelope: &Envelope, destination: &Destination) -> Self {
        let (media_type, body) = match destination.kind {
            DestinationKind::Json => ("application/json", json(envelope)),
        };
        Self::with(envelope, destination, media_type, body)
    }

    /// Writes a sealed request for its destination: of the rest, only what it takes to keep it once and to
    /// name it.
    pub fn sealed(envelope: &Envelope, destination: &Destination, sealed: &str) -> Self {
        let (media_type, body) = match destination.kind {
            DestinationKind::Json => ("application/json", sealed_json(envelope, sealed)),
        };
        Self::with(envelope, destination, media_type, body)
    }

    fn with(
        envelope: &Envelope,
        destination: &Destination,
        media_type: &str,
        body: String,
    ) -> Self {
        Self {
            id: envelope.id.clone(),
            reference: envelope.reference.clone(),
            form: envelope.form.clone(),
            destination: destination.clone(),
            media_type: media_type.into(),
            body,
        }
    }

    /// Where the endpoint can be asked whether the request is there; nowhere if it cannot.
    pub fn asked_at(&self) -> Option<String> {
        match self.destination.kind {
            DestinationKind::Json => {
                Some([self.destination.url.trim_end_matches('/'), "/", &self.id].concat())
            }
        }
    }
}

/// A request as JSON: what is posted, or what is sealed.
pub fn json(envelope: &Envelope) -> String {
    serde_json::to_string(envelope).expect("an envelope is plain data")
}

/// A sealed request as JSON, with what it takes to keep it once and to name it.
pub fn sealed_json(envelope: &Envelope, sealed: &str) -> String {
    json!({
        "id": envelope.id,
        "reference": envelope.reference,
        "form": envelope.form,
        "version": envelope.version,
        "sealed": sealed,
    })
    .to_string()
}
