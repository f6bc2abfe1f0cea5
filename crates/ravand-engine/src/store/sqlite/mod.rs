//! A store in one SQLite file.
//!
//! The journal is a write-ahead log, so that reading does not wait for writing. Whoever commits
//! takes the file's write lock first (`BEGIN IMMEDIATE`) and checks the versions under it: two
//! processes on one file are two workers on one database. With [`Durability::Full`], the default,
//! a commit has reached the disk when it returns.

mod read;
mod schema;
mod write;

pub use schema::SCHEMA_VERSION;

use super::{Batch, StoreError};
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How often a write asks for the file while another process has it, before that is an error: ten
/// seconds and more.
const ASKED_MAX: i32 = 40_000;

/// Statements that stay compiled.
const STATEMENTS: usize = 128;

/// What survives a power loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Durability {
    /// Every command that was answered. Each waits for the disk once.
    #[default]
    Full,
    /// Every command that was answered, if only the process dies; after a power loss the last
    /// ones may be missing, each as a whole and only from the end. For bulk work that can be
    /// done again.
    Relaxed,
}

/// A store in one file.
///
/// ```
/// use ravand_engine::store::{Durability, SqliteStore, Store};
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("city.db");
/// let store = SqliteStore::open(&path, Durability::Full)?;
/// assert_eq!(store.letters_kept()?, 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct SqliteStore {
    writer: Mutex<Connection>,
    reader: Mutex<Connection>,
}

impl SqliteStore {
    /// Opens a file, makes it if there is none, and brings it to the version of this release.
    ///
    /// # Errors
    /// The file cannot be opened, is somebody else's, or of a later release.
    pub fn open(path: &Path, durability: Durability) -> Result<Self, StoreError> {
        let mut writer = Connection::open(path).map_err(database)?;
        configure(&mut writer, durability)?;
        // Before anything is written into somebody else's file.
        schema::is_ours(&writer)?;
        write_ahead(&writer)?;
        schema::migrate(&mut writer)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut reader = Connection::open_with_flags(path, flags).map_err(database)?;
        configure(&mut reader, durability)?;
        reader.pragma_update(None, "query_only", true).map_err(database)?;
        Ok(Self { writer: Mutex::new(writer), reader: Mutex::new(reader) })
    }

    fn reader(&self) -> MutexGuard<'_, Connection> {
        self.reader.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn commit_batch(&self, batch: &Batch) -> Result<(), StoreError> {
        let mut connection = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(database)?;
        // What returns early takes back everything: a transaction that is dropped is rolled back.
        write::check(&transaction, batch)?;
        write::rows(&transaction, batch).map_err(database)?;
        transaction.commit().map_err(database)
    }
}

/// Says whether to ask for the file again. It asks soon, and not ever later as SQLite's own
/// handler does: whoever writes without a pause leaves it free for a moment only, and who slept
/// too long would find it taken until the other is done.
fn ask_again(asked: i32) -> bool {
    std::thread::sleep(Duration::from_micros(u64::from(150 + asked.unsigned_abs() % 7 * 40)));
    asked < ASKED_MAX
}

/// Keeps a write-ahead log from now on. A file says so itself: only the first who opens it changes
/// it, and of several that are first at once SQLite turns all but one away without asking again.
fn write_ahead(connection: &Connection) -> Result<(), StoreError> {
    let mut asked = 0;
    loop {
        let mode = |row: &rusqlite::Row<'_>| row.get::<_, String>(0);
        match connection.pragma_update_and_check(None, "journal_mode", "wal", mode) {
            Err(why) if why.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && ask_again(asked) => asked += 1,
            answer => return answer.map(|_| ()).map_err(database),
        }
    }
}

fn configure(connection: &mut Connection, durability: Durability) -> Result<(), StoreError> {
    connection.busy_handler(Some(ask_again)).map_err(database)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    let set = |name: &str, value: &str| connection.pragma_update(None, name, value).map_err(database);
    set(
        "synchronous",
        match durability {
            Durability::Full => "FULL",
            Durability::Relaxed => "NORMAL",
        },
    )?;
    set("foreign_keys", "ON")?;
    set("trusted_schema", "OFF")?;
    set("cell_size_check", "ON")
}

pub(super) fn database(why: rusqlite::Error) -> StoreError {
    StoreError::Database(Box::new(why))
}
