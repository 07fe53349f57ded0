//! `intake keys`: makes the two halves of a key. The public one is printed for `site.json`; the private
//! one is written to a file for its owner alone, and never over another one.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use seal::PrivateKey;
use serde_json::json;

/// Makes a pair of keys to seal requests with.
#[derive(Debug, Args)]
pub struct MakeKeys {
    /// Where the private key is written; this file must not exist yet, and must never be published
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// For how many days patients' browsers seal with the public key
    #[arg(long, value_name = "DAYS", default_value_t = 365, value_parser = clap::value_parser!(i32).range(1..=1500))]
    days: i32,
}

impl MakeKeys {
    /// Writes the private key, and gives what is to be said about both.
    pub fn run(self) -> io::Result<String> {
        let today = Timestamp::now().to_zoned_datetime(TimeZone::UTC).date();
        let key = PrivateKey::generate(&name(today)?);
        write(&self.file, &format!("{:#}\n", key.jwk())).map_err(|error| {
            let why = match error.kind() {
                io::ErrorKind::AlreadyExists => {
                    "is there already and is left as it is; name a new file".to_owned()
                }
                _ => error.to_string(),
            };
            io::Error::new(error.kind(), format!("{} {why}", self.file.display()))
        })?;
        let expires = today.saturating_add(self.days.days());
        let seal = json!({"key": key.public().jwk(), "expires": expires});
        Ok(format!(
            "\"seal\": {seal:#}\n\n\
             Put this into public/site.json and publish the site.\n\
             The private key is in {file}. Only it opens what patients send: keep a copy of it in a safe\n\
             place, never beside the site, and start the intake with --key {file}.\n",
            file = self.file.display()
        ))
    }
}

/// A name that no other key has: the day, and four letters by chance.
fn name(today: Date) -> io::Result<String> {
    let mut chance = [0; 2];
    getrandom::fill(&mut chance).map_err(io::Error::other)?;
    Ok(format!("{today}-{:02x}{:02x}", chance[0], chance[1]))
}

fn write(file: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(file)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
