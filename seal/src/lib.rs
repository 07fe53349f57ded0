//! Sealed requests on the hospital's side: keys, and opening what a browser has sealed. Knows no form,
//! no site and no file.
//!
//! A sealed request is a compact JWE (RFC 7516) with ECDH-ES on P-256 (RFC 7518, 4.6) and AES-256-GCM.
//! Patients' browsers seal with WebCrypto, in `src/submit/seal.js`.

mod jwe;
mod key;

pub use jwe::{Jwe, OpenError, ShapeError, seal};
pub use key::{KeyError, Keys, PrivateKey, PublicKey};
