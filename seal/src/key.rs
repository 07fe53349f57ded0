//! Keys as JSON Web Keys (RFC 7517): the public part is in `site.json`, the private one never leaves the
//! hospital.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use p256::SecretKey;
use p256::elliptic_curve::Generate;
use p256::elliptic_curve::sec1::ToSec1Point;
use serde_json::{Value, json};

use crate::jwe::{Jwe, OpenError};

/// How many octets a coordinate or a private number of P-256 has.
const OCTETS: usize = 32;

/// What seals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
    /// Its name.
    pub kid: String,
    pub(crate) point: p256::PublicKey,
}

/// What opens.
#[derive(Clone)]
pub struct PrivateKey {
    /// Its name.
    pub kid: String,
    pub(crate) secret: SecretKey,
}

/// Keys that open, old ones among them.
#[derive(Debug, Clone, Default)]
pub struct Keys(pub Vec<PrivateKey>);

/// Why a JSON Web Key is of no use here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// It is not of this kind.
    #[error("`{0}` is not {1:?}")]
    Kind(&'static str, &'static str),
    /// It has no name.
    #[error("`kid`, the key's name, is missing")]
    NoName,
    /// A number is not written as base64url of 32 octets.
    #[error("`{0}` is not a number of P-256")]
    Number(&'static str),
    /// No such point is on the curve.
    #[error("`x` and `y` are no point on the curve P-256")]
    OffCurve,
    /// The private number does not belong to the public point.
    #[error("`d` does not belong to `x` and `y`")]
    NoPair,
}

impl PublicKey {
    /// Reads a JSON Web Key.
    pub fn read(jwk: &Value) -> Result<Self, KeyError> {
        for (name, wanted) in [("kty", "EC"), ("crv", "P-256")] {
            if jwk[name] != wanted {
                return Err(KeyError::Kind(name, wanted));
            }
        }
        for (name, wanted) in [("use", "enc"), ("alg", "ECDH-ES")] {
            if !jwk[name].is_null() && jwk[name] != wanted {
                return Err(KeyError::Kind(name, wanted));
            }
        }
        let kid = jwk["kid"].as_str().filter(|kid| !kid.is_empty());
        Ok(Self {
            kid: kid.ok_or(KeyError::NoName)?.to_owned(),
            point: point(jwk)?,
        })
    }

    /// Writes the key for `site.json`.
    pub fn jwk(&self) -> Value {
        let mut jwk = coordinates(&self.point);
        jwk["kid"] = self.kid.as_str().into();
        jwk["use"] = "enc".into();
        jwk["alg"] = "ECDH-ES".into();
        jwk
    }
}

impl PrivateKey {
    /// Makes a new one.
    pub fn generate(kid: &str) -> Self {
        Self {
            kid: kid.to_owned(),
            secret: SecretKey::generate(),
        }
    }

    /// Reads a JSON Web Key.
    pub fn read(jwk: &Value) -> Result<Self, KeyError> {
        let public = PublicKey::read(jwk)?;
        let secret =
            SecretKey::from_slice(&number(jwk, "d")?).map_err(|_| KeyError::Number("d"))?;
        if secret.public_key() != public.point {
            return Err(KeyError::NoPair);
        }
        Ok(Self {
            kid: public.kid,
            secret,
        })
    }

    /// Writes all of it. Nobody else may see it.
    pub fn jwk(&self) -> Value {
        let mut jwk = self.public().jwk();
        jwk["d"] = BASE64.encode(self.secret.to_bytes()).into();
        jwk
    }

    /// What seals for it.
    pub fn public(&self) -> PublicKey {
        PublicKey {
            kid: self.kid.clone(),
            point: self.secret.public_key(),
        }
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PrivateKey({:?})", self.kid)
    }
}

impl Keys {
    /// Opens with the key that the message names.
    pub fn open(&self, jwe: &Jwe) -> Result<Vec<u8>, OpenError> {
        let key = self.0.iter().find(|key| key.kid == jwe.kid());
        jwe.open(key.ok_or_else(|| OpenError::UnknownKey(jwe.kid().to_owned()))?)
    }
}

/// The point of a JSON Web Key.
pub(crate) fn point(jwk: &Value) -> Result<p256::PublicKey, KeyError> {
    let uncompressed = [vec![4], number(jwk, "x")?, number(jwk, "y")?].concat();
    p256::PublicKey::from_sec1_bytes(&uncompressed).map_err(|_| KeyError::OffCurve)
}

/// A point as a JSON Web Key without a name.
pub(crate) fn coordinates(point: &p256::PublicKey) -> Value {
    let octets = point.to_sec1_point(false);
    let (x, y) = octets.as_bytes()[1..].split_at(OCTETS);
    json!({"kty": "EC", "crv": "P-256", "x": BASE64.encode(x), "y": BASE64.encode(y)})
}

fn number(jwk: &Value, name: &'static str) -> Result<Vec<u8>, KeyError> {
    jwk[name]
        .as_str()
        .and_then(|text| BASE64.decode(text).ok())
        .filter(|octets| octets.len() == OCTETS)
        .ok_or(KeyError::Number(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: &str, value: Value) -> Value {
        let mut jwk = PrivateKey::generate("a").jwk();
        jwk[name] = value;
        jwk
    }

    #[test]
    fn a_private_key_is_read_back() {
        let key = PrivateKey::generate("2026");
        let read = PrivateKey::read(&key.jwk()).expect("it was just written");
        assert_eq!((read.public(), read.jwk()), (key.public(), key.jwk()));
    }

    #[test]
    fn the_public_part_tells_nothing_private() {
        let key = PrivateKey::generate("2026");
        assert_eq!(key.public().jwk().get("d"), None);
    }

    #[test]
    fn another_curve_is_refused() {
        let refused = PublicKey::read(&with("crv", "P-384".into()));
        assert_eq!(refused, Err(KeyError::Kind("crv", "P-256")));
    }

    #[test]
    fn a_key_that_signs_is_refused() {
        let refused = PublicKey::read(&with("use", "sig".into()));
        assert_eq!(refused, Err(KeyError::Kind("use", "enc")));
    }

    #[test]
    fn a_key_without_a_name_is_refused() {
        assert_eq!(
            PublicKey::read(&with("kid", Value::Null)),
            Err(KeyError::NoName)
        );
    }

    #[test]
    fn a_point_beside_the_curve_is_refused() {
        let other = PrivateKey::generate("b").jwk();
        let refused = PublicKey::read(&with("y", other["y"].clone()));
        assert_eq!(refused, Err(KeyError::OffCurve));
    }

    #[test]
    fn a_number_that_is_too_short_is_refused() {
        let refused = PublicKey::read(&with("x", "AAAA".into()));
        assert_eq!(refused, Err(KeyError::Number("x")));
    }

    #[test]
    fn halves_of_two_keys_are_no_key() {
        let other = PrivateKey::generate("b").jwk();
        let refused = PrivateKey::read(&with("d", other["d"].clone()));
        assert_eq!(refused.map(|_| ()), Err(KeyError::NoPair));
    }
}
