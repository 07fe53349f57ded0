//! Keeps requests in one SQLite file. A request that `keep` has answered for is on the disk.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::parcel::Parcel;

const VERSION: i64 = 2;

/// What each version added to the one before.
const SCHEMA: [&str; 2] = [REQUESTS, RESOURCES];

const REQUESTS: &str = "
CREATE TABLE request (
    sequence  INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,
    reference TEXT NOT NULL,
    form      TEXT NOT NULL,
    received  TEXT NOT NULL,
    origin    TEXT NOT NULL CHECK (origin IN ('script', 'form', 'nameless')),
    envelope  TEXT NOT NULL CHECK (json_valid(envelope))
) STRICT;
CREATE INDEX request_of_origin ON request (origin, form, received);
";

const RESOURCES: &str = "
CREATE TABLE resource (
    sequence  INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,
    type      TEXT NOT NULL,
    system    TEXT,
    value     TEXT,
    request   TEXT NOT NULL,
    received  TEXT NOT NULL,
    resource  TEXT NOT NULL CHECK (json_valid(resource)),
    UNIQUE (type, system, value)
) STRICT;
CREATE INDEX resource_of_request ON resource (request);
";

/// How long the same answers from a browser without script count as the same request.
const SAME_REQUEST: SignedDuration = SignedDuration::from_hours(24);

/// The requests that have arrived. Clones share one connection.
#[derive(Clone)]
pub struct Store {
    connection: Arc<Mutex<Connection>>,
}

/// Proof that a request has arrived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// The request's id, as it was sent.
    pub id: String,
    /// What the patient writes down.
    pub reference: String,
    /// When it arrived, by this service's clock.
    pub received: Timestamp,
}

/// How a request came, which decides what counts as the same request again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Sent by the app, as JSON: the same when its answers are, and what staff read of them; where it is
    /// sealed, when all of it is.
    Script,
    /// A form post or a FHIR transaction whose identity the browser made: the same when its answers are.
    Form,
    /// A form post without identity (no script ran): the same when a form post of the last day has
    /// its answers.
    Nameless,
}

/// What became of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// It is new, and stored.
    New(Receipt),
    /// It had arrived before.
    Again(Receipt),
    /// Another request has this id.
    Conflict(Receipt),
}

/// A resource of a FHIR transaction, before it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its type.
    pub kind: String,
    /// What the other entries call it.
    pub url: String,
    /// System and value: one that is stored already under this identifier is not stored again.
    pub identifier: Option<(String, String)>,
    /// The resource, as it was sent.
    pub resource: Value,
}

/// A stored resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// Its type.
    pub kind: String,
    /// Its id in this database.
    pub id: String,
}

/// A stored request.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// When it arrived.
    pub received: Timestamp,
    /// What arrived.
    pub parcel: Parcel,
}

/// Some of the stored requests, newest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// The requests on this page.
    pub requests: Vec<Stored>,
    /// How many there are on all pages.
    pub total: usize,
}

/// Why the database is of no use.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite refused.
    #[error("the database refused: {0}")]
    Database(#[from] rusqlite::Error),
    /// The file could not be made.
    #[error("the database file could not be made: {0}")]
    File(#[from] std::io::Error),
    /// A later version of this program wrote the file.
    #[error("the database is of a later version ({0}); this program knows version {VERSION}")]
    Later(i64),
    /// What is stored cannot be read back.
    #[error("a stored request cannot be read")]
    Unreadable,
}

impl Store {
    /// Opens the file, which is made, for its owner alone, where it is missing.
    pub fn open(file: &Path) -> Result<Self, StoreError> {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        make_private(file)?;
        let mut connection = Connection::open(file)?;
        connection.busy_timeout(Duration::from_secs(5))?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        // With WAL, only `full` has every commit on the disk before it returns.
        connection.pragma_update(None, "synchronous", "full")?;
        lay_out(&mut connection)?;
        Ok(Self {
            connection: Arc::new(Mutex::new(connection)),
        })
    }

    /// Stores a request once, however often and at whatever time it comes.
    pub fn keep(
        &self,
        parcel: &Parcel,
        origin: Origin,
        now: Timestamp,
    ) -> Result<Kept, StoreError> {
        let mut connection = self.connection.lock().expect("no query panics");
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let kept = keep(&transaction, parcel, origin, now)?;
        transaction.commit()?;
        Ok(kept)
    }

    /// Stores a request and its resources once, all or none; says of each whether it is new.
    pub fn keep_all(
        &self,
        parcel: Parcel,
        entries: Vec<Entry>,
        now: Timestamp,
    ) -> Result<(Kept, Vec<(Resource, bool)>), StoreError> {
        let mut connection = self.connection.lock().expect("no query panics");
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let kept = keep(&transaction, &parcel, Origin::Form, now)?;
        if matches!(kept, Kept::Conflict(_)) {
            return Ok((kept, Vec::new()));
        }
        let mut resources = Vec::new();
        for entry in &entries {
            let stored = find_resource(&transaction, entry)?;
            let is_new = stored.is_none();
            let id = stored.unwrap_or_else(|| Uuid::now_v7().to_string());
            let kind = entry.kind.clone();
            resources.push((Resource { kind, id }, is_new));
        }
        for (entry, (resource, _)) in entries.iter().zip(&resources).filter(|(_, (_, new))| *new) {
            let mut written = entry.resource.clone();
            written["id"] = resource.id.as_str().into();
            resolve(&mut written, &entries, &resources);
            let (system, value) = entry.identifier.clone().unzip();
            transaction.execute(
                "INSERT INTO resource (id, type, system, value, request, received, resource)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![
                    resource.id,
                    resource.kind,
                    system,
                    value,
                    parcel.id(),
                    now.to_string(),
                    written.to_string()
                ],
            )?;
        }
        transaction.commit()?;
        Ok((kept, resources))
    }

    /// The request with this id.
    pub fn request(&self, id: &str) -> Result<Option<Stored>, StoreError> {
        let connection = self.connection.lock().expect("no query panics");
        Ok(find(&connection, id)?.map(|(stored, _)| stored))
    }

    /// A page of requests, newest first; pages count from 0.
    pub fn listing(&self, page: usize, per_page: usize) -> Result<Listing, StoreError> {
        let connection = self.connection.lock().expect("no query panics");
        let total: i64 =
            connection.query_row("SELECT count(*) FROM request", [], |row| row.get(0))?;
        let mut statement = connection.prepare_cached(
            "SELECT received, envelope, origin FROM request
             ORDER BY sequence DESC LIMIT ?1 OFFSET ?2",
        )?;
        let limit = i64::try_from(per_page).unwrap_or(i64::MAX);
        let offset = i64::try_from(page.saturating_mul(per_page)).unwrap_or(i64::MAX);
        let requests = statement
            .query_map([limit, offset], columns)?
            .map(|row| read(row?).map(|(stored, _)| stored))
            .collect::<Result<_, _>>()?;
        Ok(Listing {
            requests,
            total: usize::try_from(total).unwrap_or_default(),
        })
    }
}

impl Stored {
    /// Proof that it has arrived.
    pub fn receipt(&self) -> Receipt {
        receipt(&self.parcel, self.received)
    }
}

impl Origin {
    fn name(self) -> &'static str {
        match self {
            Origin::Script => "script",
            Origin::Form => "form",
            Origin::Nameless => "nameless",
        }
    }

    fn of(name: &str) -> Option<Self> {
        [Origin::Script, Origin::Form, Origin::Nameless]
            .into_iter()
            .find(|origin| origin.name() == name)
    }
}

fn receipt(parcel: &Parcel, received: Timestamp) -> Receipt {
    Receipt {
        id: parcel.id().to_owned(),
        reference: parcel.reference().to_owned(),
        received,
    }
}

/// Whoever opens their saved answers on another device sends them at another time, perhaps in another
/// language. A form post writes all but its answers anew each time it is sent; likewise when a request comes
/// once by script and once without.
fn is_same(stored: &Parcel, first: Origin, sent: &Parcel, origin: Origin) -> bool {
    match (first, origin) {
        (Origin::Script, Origin::Script) => stored == sent || stored.reads_like(sent),
        _ => stored.has_answers_of(sent),
    }
}

/// Stores a request, unless it is there.
fn keep(
    connection: &Connection,
    parcel: &Parcel,
    origin: Origin,
    now: Timestamp,
) -> Result<Kept, StoreError> {
    if let Some((stored, first)) = find(connection, parcel.id())? {
        return Ok(match is_same(&stored.parcel, first, parcel, origin) {
            true => Kept::Again(stored.receipt()),
            false => Kept::Conflict(stored.receipt()),
        });
    }
    let text = serde_json::to_string(parcel).map_err(|_| StoreError::Unreadable)?;
    if origin == Origin::Nameless
        && let Some(stored) = find_nameless(connection, parcel.form(), &text, now)?
    {
        return Ok(Kept::Again(stored.receipt()));
    }
    connection.execute(
        "INSERT INTO request (id, reference, form, received, origin, envelope)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            parcel.id(),
            parcel.reference(),
            parcel.form(),
            now.to_string(),
            origin.name(),
            text
        ],
    )?;
    Ok(Kept::New(receipt(parcel, now)))
}

/// The id of the resource that is stored under an entry's identifier.
fn find_resource(connection: &Connection, entry: &Entry) -> rusqlite::Result<Option<String>> {
    let Some((system, value)) = &entry.identifier else {
        return Ok(None);
    };
    connection
        .prepare_cached("SELECT id FROM resource WHERE type = ?1 AND system = ?2 AND value = ?3")?
        .query_row([&entry.kind, system, value], |row| row.get(0))
        .optional()
}

/// Writes references between entries as they are stored.
fn resolve(value: &mut Value, entries: &[Entry], resources: &[(Resource, bool)]) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                let entry = entries
                    .iter()
                    .position(|entry| *field == entry.url.as_str());
                match entry.filter(|_| name == "reference") {
                    Some(at) => {
                        let (Resource { kind, id }, _) = &resources[at];
                        *field = format!("{kind}/{id}").into();
                    }
                    None => resolve(field, entries, resources),
                }
            }
        }
        Value::Array(values) => {
            for value in values {
                resolve(value, entries, resources);
            }
        }
        _ => {}
    }
}

fn find(connection: &Connection, id: &str) -> Result<Option<(Stored, Origin)>, StoreError> {
    connection
        .prepare_cached("SELECT received, envelope, origin FROM request WHERE id = ?1")?
        .query_row([id], columns)
        .optional()?
        .map(read)
        .transpose()
}

fn find_nameless(
    connection: &Connection,
    form: &str,
    envelope: &str,
    now: Timestamp,
) -> Result<Option<Stored>, StoreError> {
    let since = now.saturating_sub(SAME_REQUEST).unwrap_or(Timestamp::MIN);
    connection
        .prepare_cached(
            "SELECT received, envelope, origin FROM request
             WHERE origin = 'nameless' AND form = ?1 AND received > ?2
               AND envelope -> '$.response.item' = ?3 -> '$.response.item'
             ORDER BY sequence DESC LIMIT 1",
        )?
        .query_row(params![form, since.to_string(), envelope], columns)
        .optional()?
        .map(|row| read(row).map(|(stored, _)| stored))
        .transpose()
}

type Columns = (String, String, String);

fn columns(row: &Row<'_>) -> rusqlite::Result<Columns> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
}

fn read((received, envelope, origin): Columns) -> Result<(Stored, Origin), StoreError> {
    let unreadable = StoreError::Unreadable;
    let (Ok(received), Ok(parcel), Some(origin)) = (
        received.parse(),
        serde_json::from_str(&envelope),
        Origin::of(&origin),
    ) else {
        return Err(unreadable);
    };
    Ok((Stored { received, parcel }, origin))
}

/// Makes the tables that the file lacks. The version is read under the lock: two programs may start at once.
fn lay_out(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    match transaction.pragma_query_value(None, "user_version", |row| row.get(0))? {
        version @ 0..=VERSION => {
            for added in SCHEMA.iter().skip(version as usize) {
                transaction.execute_batch(added)?;
            }
        }
        later => return Err(StoreError::Later(later)),
    }
    transaction.pragma_update(None, "user_version", VERSION)?;
    Ok(transaction.commit()?)
}

/// Makes the file readable for its owner alone; SQLite gives the files beside it the same rights.
#[cfg(unix)]
fn make_private(file: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    std::fs::OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .mode(0o600)
        .open(file)
        .map(drop)
}

#[cfg(not(unix))]
fn make_private(_: &Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_programs_may_open_a_new_file_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("intake.sqlite");
        std::thread::scope(|scope| {
            let opened: Vec<_> = (0..8).map(|_| scope.spawn(|| Store::open(&file))).collect();
            for store in opened {
                assert_eq!(
                    store.join().unwrap().unwrap().listing(0, 1).unwrap().total,
                    0
                );
            }
        });
    }

    #[test]
    fn the_folder_of_a_new_file_is_made_too() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Store::open(&folder.path().join("new/intake.sqlite")).is_ok());
    }

    #[test]
    fn a_file_of_a_later_version_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("intake.sqlite");
        let later = Connection::open(&file).unwrap();
        later.pragma_update(None, "user_version", 3).unwrap();
        assert!(matches!(Store::open(&file), Err(StoreError::Later(3))));
    }

    #[test]
    fn every_commit_is_on_the_disk_before_it_returns() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("intake.sqlite")).unwrap();
        let connection = store.connection.lock().unwrap();
        let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
        const FULL: i64 = 2;
        assert_eq!(pragma("synchronous").unwrap(), FULL);
        let journal: String = connection
            .pragma_query_value(None, "journal_mode", |row| row.get(0))
            .unwrap();
        assert_eq!(journal, "wal");
    }
}
