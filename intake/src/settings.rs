//! What whoever starts the intake decides.

use std::fmt;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::str::FromStr;

use axum::http::HeaderValue;
use clap::Args;
use jiff::tz::TimeZone;
use seal::PrivateKey;
use subtle::ConstantTimeEq;

use crate::words::Words;

/// What whoever starts the intake decides.
#[derive(Debug, Clone, Args)]
pub struct Settings {
    /// Keep the requests in this SQLite file; it is made where it is missing
    #[arg(long, value_name = "FILE", default_value = "intake.sqlite")]
    pub database: PathBuf,
    /// Also serve the built site in this folder; without it, only JSON requests are taken
    #[arg(long, value_name = "DIR")]
    pub site: Option<PathBuf>,
    /// The inbox opens with this token: 16 or more letters, digits, - or _ [default: a new one at every start]
    #[arg(long, value_name = "TOKEN", default_value_t = Token::random(), hide_default_value = true)]
    pub token: Token,
    /// Take JSON requests from pages of this origin too, like https://www.hospital.example (may be repeated)
    #[arg(long = "allow-origin", value_name = "ORIGIN", value_parser = origin)]
    pub origins: Vec<HeaderValue>,
    /// Take at most so many requests a minute from one address
    #[arg(long, value_name = "REQUESTS", default_value = "60")]
    pub rate: NonZeroU32,
    /// A proxy of ours stands in front: the sender's address is the last one in X-Forwarded-For
    #[arg(long)]
    pub behind_proxy: bool,
    /// Open sealed requests with the private key in this file, as `intake keys` makes it (may be repeated)
    #[arg(long = "key", value_name = "FILE", value_parser = key)]
    pub keys: Vec<PrivateKey>,
    /// Language of the inbox's own words
    #[arg(long, value_name = "TAG", default_value = "en", value_parser = language)]
    pub language: &'static Words,
    /// Time zone of the times in the inbox, like America/New_York
    #[arg(long, value_name = "ZONE", default_value = "UTC", value_parser = zone)]
    pub zone: TimeZone,
}

/// What opens the inbox.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// A new one that nobody can guess.
    pub fn random() -> Self {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).expect("the system gives random numbers");
        Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// Whether this is the token, in a time that does not tell how much of it is right.
    pub fn is(&self, text: &str) -> bool {
        self.0.as_bytes().ct_eq(text.as_bytes()).into()
    }
}

impl FromStr for Token {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        match text.len() >= 16 && text.bytes().all(allowed) {
            true => Ok(Self(text.into())),
            false => Err("16 or more letters, digits, - or _ are needed"),
        }
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

fn origin(text: &str) -> Result<HeaderValue, &'static str> {
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '*', '@', '?', '#']) => {
            HeaderValue::from_str(text).map_err(|_| "not an origin")
        }
        _ => Err(
            "an origin is a scheme and a host without a path, like https://www.hospital.example",
        ),
    }
}

/// Reads a private key's file.
pub fn key(file: &str) -> Result<PrivateKey, String> {
    let text = std::fs::read_to_string(file).map_err(|error| error.to_string())?;
    let jwk = serde_json::from_str(&text).map_err(|_| "it is not JSON".to_owned())?;
    PrivateKey::read(&jwk).map_err(|error| format!("it is no private key: {error}"))
}

fn language(tag: &str) -> Result<&'static Words, &'static str> {
    Words::in_language(tag).ok_or("there are no words in this language")
}

fn zone(name: &str) -> Result<TimeZone, &'static str> {
    TimeZone::get(name).map_err(|_| "no time zone has this name")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_random_tokens_differ() {
        assert_ne!(Token::random().to_string(), Token::random().to_string());
    }

    #[test]
    fn a_token_is_only_itself() {
        let token: Token = "0123456789abcdef".parse().unwrap();
        assert!(token.is("0123456789abcdef"));
        assert!(!token.is("0123456789abcdeF"));
        assert!(!token.is("0123456789abcde"));
        assert!(!token.is(""));
    }

    #[test]
    fn a_short_token_is_refused() {
        assert!("secret".parse::<Token>().is_err());
    }

    #[test]
    fn a_token_that_a_link_would_change_is_refused() {
        assert!("0123456789abcde&".parse::<Token>().is_err());
    }

    #[test]
    fn a_random_token_is_one_that_could_be_given() {
        assert!(Token::random().to_string().parse::<Token>().is_ok());
    }

    #[test]
    fn an_origin_has_a_scheme_and_no_path() {
        assert!(origin("https://www.hospital.example").is_ok());
        assert!(origin("https://www.hospital.example/").is_err());
        assert!(origin("www.hospital.example").is_err());
        assert!(origin("*").is_err());
    }
}
