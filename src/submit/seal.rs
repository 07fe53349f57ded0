//! What a request is sealed for, as `site.json` says it, and whether that still holds. Pure: seals
//! nothing.

use serde::{Deserialize, Serialize};

use crate::json::{FromJson, Json, from_json};

/// What a request is sealed for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seal {
    /// The hospital's public key.
    pub key: Key,
    /// The last day on which it seals, as `2027-11-24`.
    pub expires: String,
}

/// A public JSON Web Key (RFC 7517) of the curve P-256.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// Its name.
    pub kid: String,
    /// `EC`.
    pub kty: String,
    /// `P-256`.
    pub crv: String,
    /// Where its point lies, in base64url.
    pub x: String,
    /// Where its point lies, in base64url.
    pub y: String,
    /// `enc`.
    #[serde(rename = "use", default, skip_serializing)]
    pub purpose: Option<String>,
    /// `ECDH-ES`.
    #[serde(default, skip_serializing)]
    pub alg: Option<String>,
}

from_json! { Seal { key, expires } }

impl FromJson for Key {
    fn from_json(json: Json) -> Self {
        Self {
            kid: json.field("kid"),
            kty: json.field("kty"),
            crv: json.field("crv"),
            x: json.field("x"),
            y: json.field("y"),
            purpose: None,
            alg: None,
        }
    }
}

/// Why a request was not sealed. Nothing of it has left the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsealed {
    /// What seals could not be fetched.
    Unreachable,
    /// This browser cannot seal here.
    Impossible,
}

impl Seal {
    /// Whether it may still be used on this day, `2026-11-24`.
    pub fn holds_on(&self, day: &str) -> bool {
        day <= self.expires.as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seal() -> Seal {
        serde_json::from_str(
            r#"{"key": {"kid": "a", "kty": "EC", "crv": "P-256", "x": "", "y": "", "use": "enc"},
                "expires": "2027-11-24"}"#,
        )
        .expect("it is written as in site.json")
    }

    #[test]
    fn a_key_seals_on_its_last_day() {
        assert!(seal().holds_on("2027-11-24"));
    }

    #[test]
    fn a_key_seals_no_more_on_the_day_after() {
        assert!(!seal().holds_on("2027-11-25"));
    }
}
