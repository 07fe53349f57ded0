//! `intake open`: opens a sealed request from a file, without a server. The file is the sealed request
//! itself, or an e-mail with it.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use mail_parser::{MessageParser, MimeHeaders};
use portico::submit::text;
use seal::{Keys, PrivateKey};
use serde_json::Value;

use crate::envelope::Envelope;
use crate::refusal::Refusal;
use crate::sealed::{Closed, Sealed};
use crate::settings::key;

/// Opens a sealed request from a file.
#[derive(Debug, Args)]
pub struct Open {
    /// The sealed request, or an e-mail (.eml) that it is attached to
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// A private key, as `intake keys` makes it (may be repeated)
    #[arg(long = "key", value_name = "FILE", required = true, value_parser = key)]
    keys: Vec<PrivateKey>,
    /// Write all of the request as JSON, with the FHIR QuestionnaireResponse
    #[arg(long)]
    json: bool,
}

/// Why a file does not open.
#[derive(Debug, thiserror::Error)]
pub enum OpenFileError {
    /// It cannot be read.
    #[error("{}: {error}", file.display())]
    File {
        /// Which one.
        file: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// There is no sealed request in it.
    #[error("{}: there is no sealed request in this file", .0.display())]
    Nothing(PathBuf),
    /// It stays closed.
    #[error("{}: {error}", file.display())]
    Closed {
        /// Which one.
        file: PathBuf,
        /// Why.
        error: Closed,
    },
}

impl Open {
    /// What is in the file: text to read, or JSON.
    pub fn run(self) -> Result<String, OpenFileError> {
        let envelope = open(&self.file, &Keys(self.keys))?;
        Ok(if self.json {
            let json = serde_json::to_string_pretty(&envelope);
            json.expect("a request is plain data") + "\n"
        } else {
            let (staff, patient) = (envelope.staff.into(), envelope.patient.into());
            text::both(&staff, &patient, &envelope.reference)
        })
    }
}

fn open(file: &Path, keys: &Keys) -> Result<Envelope, OpenFileError> {
    let text = std::fs::read(file).map_err(|error| OpenFileError::File {
        file: file.to_owned(),
        error,
    })?;
    let sealed = find(&text).ok_or_else(|| OpenFileError::Nothing(file.to_owned()))?;
    let opened = sealed.map_err(Closed::Unreadable);
    opened
        .and_then(|sealed| sealed.open(keys))
        .map_err(|error| OpenFileError::Closed {
            file: file.to_owned(),
            error,
        })
}

/// The sealed request in a file, or in the first attachment of an e-mail that holds one.
fn find(text: &[u8]) -> Option<Result<Sealed, Refusal>> {
    let read = |text: &[u8]| {
        let value: Value = serde_json::from_slice(text).ok()?;
        value.get("sealed")?;
        Some(Sealed::read(value))
    };
    read(text).or_else(|| {
        let message = MessageParser::default().parse(text)?;
        let mut attached = message
            .attachments()
            .filter(|part| part.is_content_type("application", "json"));
        attached.find_map(|part| read(part.contents()))
    })
}
