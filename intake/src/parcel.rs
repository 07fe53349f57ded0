//! What arrives and is kept: a request, open or sealed.

use std::borrow::Cow;

use seal::Keys;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::envelope::Envelope;
use crate::refusal::Refusal;
use crate::sealed::{Closed, Sealed};

/// One request as it arrived.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Parcel {
    /// Only a key opens it.
    Sealed(Sealed),
    /// Everybody can read it.
    Open(Box<Envelope>),
}

impl Parcel {
    /// Reads a posted body and checks it, with the keys at hand where it is sealed.
    pub fn read(body: &[u8], keys: &Keys) -> Result<Self, Refusal> {
        let value: Value = serde_json::from_slice(body).map_err(|_| Refusal::Malformed)?;
        if value.get("sealed").is_none() {
            return Ok(Self::Open(Box::new(Envelope::of(value)?)));
        }
        let sealed = Sealed::read(value)?;
        sealed.check(keys)?;
        Ok(Self::Sealed(sealed))
    }

    /// UUID of the request.
    pub fn id(&self) -> &str {
        match self {
            Self::Sealed(sealed) => &sealed.id,
            Self::Open(envelope) => &envelope.id,
        }
    }

    /// What people call it.
    pub fn reference(&self) -> &str {
        match self {
            Self::Sealed(sealed) => &sealed.reference,
            Self::Open(envelope) => &envelope.reference,
        }
    }

    /// Name of its form.
    pub fn form(&self) -> &str {
        match self {
            Self::Sealed(sealed) => &sealed.form,
            Self::Open(envelope) => &envelope.form,
        }
    }

    /// Language of the page that was filled in, where that can be seen.
    pub fn language(&self) -> &str {
        match self {
            Self::Sealed(_) => "en",
            Self::Open(envelope) => &envelope.language,
        }
    }

    /// Whether both are open and hold the same answers to the same form.
    pub fn has_answers_of(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Open(one), Self::Open(other)) => {
                one.form == other.form && one.answers() == other.answers()
            }
            _ => false,
        }
    }

    /// Whether staff read the same of both: the same answers, in the same words.
    pub fn reads_like(&self, other: &Self) -> bool {
        let both = (self, other);
        let alike =
            matches!(both, (Self::Open(one), Self::Open(other)) if one.staff == other.staff);
        alike && self.has_answers_of(other)
    }

    /// What was answered, opened where it is sealed.
    pub fn open(&self, keys: &Keys) -> Result<Cow<'_, Envelope>, Closed> {
        match self {
            Self::Sealed(sealed) => sealed.open(keys).map(Cow::Owned),
            Self::Open(envelope) => Ok(Cow::Borrowed(envelope)),
        }
    }
}

impl From<Envelope> for Parcel {
    fn from(envelope: Envelope) -> Self {
        Self::Open(Box::new(envelope))
    }
}
