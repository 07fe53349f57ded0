//! A sealed request: what it says of itself in the open, and how it is opened. It is kept as it came;
//! what is inside is looked at in memory only.

use seal::{Jwe, Keys, OpenError, ShapeError};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::envelope::{Envelope, Names, names_faults};
use crate::refusal::{Fault, Refusal};

/// A request whose answers only a key of the hospital opens.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sealed {
    /// As in the request inside.
    pub id: String,
    /// As in the request inside.
    pub reference: String,
    /// As in the request inside.
    pub form: String,
    /// As in the request inside.
    pub version: String,
    /// The request, as compact JWE.
    pub sealed: String,
}

/// Why a sealed request stays closed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Closed {
    /// It is not sealed in the one way that this service knows.
    #[error(transparent)]
    Shape(#[from] ShapeError),
    /// No key opens it.
    #[error(transparent)]
    Key(#[from] OpenError),
    /// Somebody has put it under another name.
    #[error("it opens, but the request inside is another one than its outside says")]
    Another,
    /// What is inside is no request.
    #[error("it opens, but there is no readable request inside")]
    Unreadable(Refusal),
}

impl Sealed {
    /// Reads a posted body that has the member `sealed`.
    pub fn read(value: Value) -> Result<Self, Refusal> {
        // The error's own text may quote what was posted.
        let sealed: Self = serde_json::from_value(value).map_err(|_| {
            fault(
                "shape",
                "",
                "A sealed request has the members id, reference, form, version and sealed, all texts",
            )
        })?;
        let faults = names_faults(sealed.names());
        if !faults.is_empty() {
            return Err(Refusal::Invalid(faults));
        }
        match Jwe::read(&sealed.sealed) {
            Ok(_) => Ok(sealed),
            Err(error) => Err(fault("sealed", "/sealed", &error.to_string())),
        }
    }

    /// Refuses what a key at hand should open and does not, and what has rules broken inside. What no key
    /// at hand opens is taken as it is.
    pub fn check(&self, keys: &Keys) -> Result<(), Refusal> {
        match self.open(keys) {
            Ok(_) | Err(Closed::Key(OpenError::UnknownKey(_))) => Ok(()),
            Err(Closed::Unreadable(refusal)) => Err(refusal),
            Err(_) => Err(Refusal::Tampered),
        }
    }

    /// The request inside.
    pub fn open(&self, keys: &Keys) -> Result<Envelope, Closed> {
        let text = keys.open(&Jwe::read(&self.sealed)?)?;
        let envelope = Envelope::read(&text).map_err(Closed::Unreadable)?;
        if envelope.names() == self.names() {
            Ok(envelope)
        } else {
            Err(Closed::Another)
        }
    }

    fn names(&self) -> Names<'_> {
        [&self.id, &self.reference, &self.form, &self.version]
    }
}

fn fault(code: &'static str, field: &str, message: &str) -> Refusal {
    Refusal::Invalid(vec![Fault {
        code,
        field: Some(field.into()),
        message: message.into(),
    }])
}
