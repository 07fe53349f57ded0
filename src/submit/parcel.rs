//! What leaves: one request, frozen, written as its destination understands it. Pure.

use serde::{Deserialize, Serialize};

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

fn json(envelope: &Envelope) -> String {
    serde_json::to_string(envelope).expect("an envelope is plain data")
}
