//! Compact JWE (RFC 7516), of the one kind that the site's own browsers write.

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use p256::elliptic_curve::Generate;
use p256::{SecretKey, ecdh::SharedSecret};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::key::{PrivateKey, PublicKey, coordinates, point};

const ALG: &str = "ECDH-ES";
const ENC: &str = "A256GCM";
const NONCE: usize = 12;
const TAG: usize = 16;

/// A sealed message that has the right shape. It may still have been changed on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jwe {
    head: String,
    kid: String,
    point: p256::PublicKey,
    nonce: [u8; NONCE],
    /// With the tag at its end.
    sealed: Vec<u8>,
}

/// Why a text is no sealed message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ShapeError {
    /// There are not five parts of base64url, the second one empty.
    #[error("it does not have the parts of a compact JWE")]
    Parts,
    /// It is sealed in another way.
    #[error("it is not sealed with {ALG} and {ENC} for a named key")]
    Kind,
    /// The sender's own key is none.
    #[error("its `epk` is not a key of P-256")]
    Point,
}

/// Why a sealed message stays closed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// It names a key that is not at hand.
    #[error("it is sealed for the key {0:?}, which is not at hand")]
    UnknownKey(String),
    /// The key that it names does not open it.
    #[error("it does not open: it was changed on its way, or sealed for another key")]
    Closed,
}

impl Jwe {
    /// Reads a compact JWE.
    pub fn read(text: &str) -> Result<Self, ShapeError> {
        let parts: Vec<&str> = text.split('.').collect();
        let [head, "", nonce, sealed, tag] = parts[..] else {
            return Err(ShapeError::Parts);
        };
        let octets = |part: &str| BASE64.decode(part).map_err(|_| ShapeError::Parts);
        let header: Value = serde_json::from_slice(&octets(head)?).map_err(|_| ShapeError::Kind)?;
        let kid = header["kid"].as_str().ok_or(ShapeError::Kind)?;
        // A member that must be understood, or a packed content, is not of this kind.
        let other = ["crit", "zip"].iter().any(|name| !header[name].is_null());
        if header["alg"] != ALG || header["enc"] != ENC || other {
            return Err(ShapeError::Kind);
        }
        let (mut sealed, tag) = (octets(sealed)?, octets(tag)?);
        if tag.len() != TAG {
            return Err(ShapeError::Parts);
        }
        sealed.extend(tag);
        Ok(Self {
            head: head.to_owned(),
            kid: kid.to_owned(),
            point: point(&header["epk"]).map_err(|_| ShapeError::Point)?,
            nonce: octets(nonce)?.try_into().map_err(|_| ShapeError::Parts)?,
            sealed,
        })
    }

    /// Name of the key that it is sealed for.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// Opens it.
    pub fn open(&self, key: &PrivateKey) -> Result<Vec<u8>, OpenError> {
        let payload = Payload {
            msg: &self.sealed,
            aad: self.head.as_bytes(),
        };
        cipher(&key.secret.diffie_hellman(&self.point))
            .decrypt(&Nonce::from(self.nonce), payload)
            .map_err(|_| OpenError::Closed)
    }
}

/// Seals as a browser does.
pub fn seal(text: &[u8], key: &PublicKey) -> String {
    let own = SecretKey::generate();
    let header = json!({
        "alg": ALG, "enc": ENC, "kid": key.kid, "cty": "application/json",
        "epk": coordinates(&own.public_key()),
    });
    let head = BASE64.encode(header.to_string());
    let mut nonce = [0; NONCE];
    getrandom::fill(&mut nonce).expect("the system gives random numbers");
    let payload = Payload {
        msg: text,
        aad: head.as_bytes(),
    };
    let sealed = cipher(&own.diffie_hellman(&key.point))
        .encrypt(&Nonce::from(nonce), payload)
        .expect("a text fits into a message");
    let (sealed, tag) = sealed.split_at(sealed.len() - TAG);
    let [nonce, sealed, tag] = [nonce.as_slice(), sealed, tag].map(|part| BASE64.encode(part));
    format!("{head}..{nonce}.{sealed}.{tag}")
}

/// The key that both sides derive: one round of the Concat KDF, with no names of the two sides.
fn cipher(shared: &SharedSecret) -> Aes256Gcm {
    let mut round = Sha256::new();
    round.update(1_u32.to_be_bytes());
    round.update(shared.raw_secret_bytes());
    round.update((ENC.len() as u32).to_be_bytes());
    round.update(ENC);
    round.update([0; 8]);
    round.update(256_u32.to_be_bytes());
    Aes256Gcm::new_from_slice(&round.finalize()).expect("SHA-256 gives 32 octets")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Keys;

    fn opened(text: &str, key: &PrivateKey) -> Result<Vec<u8>, OpenError> {
        Jwe::read(text).expect("it has the shape").open(key)
    }

    /// The text with another first letter in one of its parts.
    fn changed(text: &str, part: usize) -> String {
        let mut parts: Vec<String> = text.split('.').map(str::to_owned).collect();
        let first = if parts[part].starts_with('A') {
            "B"
        } else {
            "A"
        };
        parts[part].replace_range(..1, first);
        parts.join(".")
    }

    #[test]
    fn what_was_changed_on_its_way_does_not_open() {
        let key = PrivateKey::generate("a");
        let text = seal(b"chest pain", &key.public());
        for part in 2..5 {
            let closed = opened(&changed(&text, part), &key);
            assert_eq!(closed, Err(OpenError::Closed), "part {part}");
        }
    }

    #[test]
    fn another_header_does_not_open_the_same_content() {
        let key = PrivateKey::generate("a");
        let text = seal(b"chest pain", &key.public());
        let (head, rest) = text.split_once('.').expect("it has parts");
        let mut header: Value = serde_json::from_slice(&BASE64.decode(head).unwrap()).unwrap();
        header["cty"] = "text/plain".into();
        let text = format!("{}.{rest}", BASE64.encode(header.to_string()));
        assert_eq!(opened(&text, &key), Err(OpenError::Closed));
    }

    #[test]
    fn another_key_of_the_same_name_does_not_open_it() {
        let text = seal(b"chest pain", &PrivateKey::generate("a").public());
        assert_eq!(
            opened(&text, &PrivateKey::generate("a")),
            Err(OpenError::Closed)
        );
    }

    #[test]
    fn an_older_key_opens_what_was_sealed_for_it() {
        let (old, new) = (PrivateKey::generate("old"), PrivateKey::generate("new"));
        let jwe = Jwe::read(&seal(b"x", &old.public())).expect("it has the shape");
        assert_eq!(Keys(vec![new, old]).open(&jwe), Ok(b"x".to_vec()));
    }

    #[test]
    fn a_key_that_is_not_at_hand_is_named() {
        let text = seal(b"x", &PrivateKey::generate("lost").public());
        assert_eq!(
            Keys::default().open(&Jwe::read(&text).expect("it has the shape")),
            Err(OpenError::UnknownKey("lost".into()))
        );
    }

    #[test]
    fn a_message_of_another_algorithm_is_refused() {
        let header = BASE64.encode(r#"{"alg":"dir","enc":"A256GCM","kid":"a"}"#);
        assert_eq!(
            Jwe::read(&format!("{header}..AAAA.AAAA.AAAA")),
            Err(ShapeError::Kind)
        );
    }

    #[test]
    fn a_text_is_no_sealed_message() {
        assert_eq!(Jwe::read("{}"), Err(ShapeError::Parts));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn what_is_sealed_opens_to_the_same(text in prop::collection::vec(any::<u8>(), 0..4000)) {
            let key = PrivateKey::generate("a");
            prop_assert_eq!(opened(&seal(&text, &key.public()), &key), Ok(text));
        }
    }
}
