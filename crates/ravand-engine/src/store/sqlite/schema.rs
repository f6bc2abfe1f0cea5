//! The tables, version by version. A file says its version in `user_version`; what a later
//! release adds is a step that brings a file from one version to the next, and no step that was
//! released is ever changed.

use super::super::StoreError;
use super::database;
use rusqlite::{Connection, TransactionBehavior};

/// The version that this release writes.
pub const SCHEMA_VERSION: u32 = 1;

/// Says that a file is ours: "RVND".
const APPLICATION_ID: i64 = 0x5256_4e44;

/// From each version to the next.
const STEPS: [&str; SCHEMA_VERSION as usize] = [V1];

const V1: &str = "
CREATE TABLE definitions (
    digest TEXT PRIMARY KEY, process TEXT NOT NULL, number INTEGER NOT NULL,
    deployed_at INTEGER NOT NULL, text TEXT,
    UNIQUE (process, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE cases (
    id INTEGER PRIMARY KEY, process TEXT NOT NULL, digest TEXT NOT NULL, unit TEXT, subject TEXT,
    status TEXT NOT NULL, end TEXT, suspended INTEGER NOT NULL, version INTEGER NOT NULL, head BLOB NOT NULL,
    opened_at INTEGER NOT NULL, changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE entries (
    case_id INTEGER NOT NULL, seq INTEGER NOT NULL, text TEXT NOT NULL, link BLOB NOT NULL,
    PRIMARY KEY (case_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE vault (
    case_id INTEGER NOT NULL, seq INTEGER NOT NULL, datum TEXT NOT NULL, salt BLOB NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (case_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE answers (
    key TEXT PRIMARY KEY, salt BLOB NOT NULL, digest BLOB NOT NULL, answer TEXT NOT NULL,
    case_id INTEGER, at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE work (
    case_id INTEGER NOT NULL, task INTEGER NOT NULL, process TEXT NOT NULL, step TEXT NOT NULL,
    unit TEXT, subject TEXT, claimed_by TEXT, since INTEGER NOT NULL, due INTEGER,
    due_key INTEGER NOT NULL, search TEXT NOT NULL,
    PRIMARY KEY (case_id, task)
) STRICT, WITHOUT ROWID;
CREATE INDEX work_by_due ON work (due_key, case_id, task);
CREATE INDEX work_by_since ON work (since, case_id, task);
CREATE INDEX work_by_person ON work (claimed_by, due_key, case_id, task) WHERE claimed_by IS NOT NULL;

CREATE TABLE work_roles (
    case_id INTEGER NOT NULL, task INTEGER NOT NULL, place INTEGER NOT NULL, role TEXT NOT NULL,
    PRIMARY KEY (case_id, task, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE timers (
    at INTEGER NOT NULL, case_id INTEGER NOT NULL, sort INTEGER NOT NULL, number INTEGER NOT NULL,
    PRIMARY KEY (at, case_id, sort, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX timers_by_case ON timers (case_id);

CREATE TABLE incidents (
    case_id INTEGER NOT NULL, incident INTEGER NOT NULL, process TEXT NOT NULL, unit TEXT,
    PRIMARY KEY (case_id, incident)
) STRICT, WITHOUT ROWID;

CREATE TABLE calls (
    child INTEGER PRIMARY KEY, parent INTEGER NOT NULL, call INTEGER NOT NULL, depth INTEGER NOT NULL
) STRICT;
CREATE INDEX calls_by_parent ON calls (parent);

CREATE TABLE mailboxes (
    name TEXT PRIMARY KEY, version INTEGER NOT NULL, next INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE receivers (
    name TEXT NOT NULL, signal INTEGER NOT NULL, place INTEGER NOT NULL, key TEXT NOT NULL,
    case_id INTEGER NOT NULL, wait INTEGER NOT NULL,
    PRIMARY KEY (name, signal, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX receivers_by_key ON receivers (name, key);
CREATE INDEX receivers_by_case ON receivers (case_id);

CREATE TABLE letters (
    name TEXT NOT NULL, place INTEGER NOT NULL, key TEXT NOT NULL, data TEXT NOT NULL, until INTEGER,
    PRIMARY KEY (name, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX letters_by_key ON letters (name, key);

CREATE TABLE outbox (
    case_id INTEGER NOT NULL, seq INTEGER NOT NULL,
    PRIMARY KEY (case_id, seq)
) STRICT, WITHOUT ROWID;
";

/// Brings a file to the version of this release, in one transaction.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(database)?;
    is_ours(&transaction)?;
    let version = number(&transaction, "user_version")?;
    let found = u32::try_from(version).unwrap_or(u32::MAX);
    let Some(steps) = STEPS.get(found as usize..) else {
        return Err(StoreError::TooNew { found, known: SCHEMA_VERSION });
    };
    if steps.is_empty() {
        return Ok(());
    }
    for step in steps {
        transaction.execute_batch(step).map_err(database)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID).map_err(database)?;
    transaction.pragma_update(None, "user_version", SCHEMA_VERSION).map_err(database)?;
    transaction.commit().map_err(database)
}

/// Whether a file is ours, or nobody's yet.
pub(super) fn is_ours(connection: &Connection) -> Result<(), StoreError> {
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", (), |row| row.get(0)).map_err(database)?;
    let ours = number(connection, "application_id")? == APPLICATION_ID;
    if ours || tables == 0 { Ok(()) } else { Err(StoreError::Foreign) }
}

fn number(connection: &Connection, pragma: &str) -> Result<i64, StoreError> {
    connection.pragma_query_value(None, pragma, |row| row.get(0)).map_err(database)
}
