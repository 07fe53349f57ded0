//! What the intake holds: its database, read beside it.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, Params};
use serde_json::Value;

/// A request as it is stored.
#[derive(Debug, Clone)]
pub struct Request {
    /// Its UUID.
    pub id: String,
    /// What people call it.
    pub reference: String,
    /// `script`, `form` or `nameless`.
    pub origin: String,
    /// All of it.
    pub envelope: Value,
}

impl Request {
    /// What staff read under a question.
    pub fn staff(&self, id: &str) -> Option<&str> {
        answer(&self.envelope["staff"], id)
    }

    /// What the patient reads under a question.
    pub fn patient(&self, id: &str) -> Option<&str> {
        answer(&self.envelope["patient"], id)
    }
}

fn answer<'a>(reading: &'a Value, id: &str) -> Option<&'a str> {
    let sections = reading["sections"].as_array()?;
    let mut entries = sections
        .iter()
        .filter_map(|section| section["entries"].as_array())
        .flatten();
    entries.find(|entry| entry["id"] == id)?["answer"].as_str()
}

/// A database that the intake writes, read while it does.
pub struct Database(Connection);

impl Database {
    /// Opens one.
    ///
    /// # Panics
    /// When the intake has not made it.
    pub fn open(file: &Path) -> Self {
        let opened = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY);
        Self(opened.expect("the intake made it"))
    }

    /// All requests, the oldest first.
    pub fn all(&self) -> Vec<Request> {
        self.requests("1 = 1", [])
    }

    /// The request with this id.
    pub fn request(&self, id: &str) -> Option<Request> {
        self.requests("id = ?1", [id]).into_iter().next()
    }

    fn requests(&self, which: &str, values: impl Params) -> Vec<Request> {
        let query = format!(
            "SELECT id, reference, origin, envelope FROM request WHERE {which} ORDER BY sequence"
        );
        let mut query = self.0.prepare_cached(&query).expect("the intake's table");
        let rows = query.query_map(values, |row| {
            let envelope: String = row.get(3)?;
            Ok(Request {
                id: row.get(0)?,
                reference: row.get(1)?,
                origin: row.get(2)?,
                envelope: serde_json::from_str(&envelope).expect("the intake stores JSON"),
            })
        });
        rows.expect("the table can be read")
            .map(|row| row.expect("a row"))
            .collect()
    }
}
