//! What lies beneath the engine: rows that are read one by one, and a batch that is committed as
//! a whole or not at all.
//!
//! The engine reads, decides, and then commits what it decided together with what it decided on:
//! a [`Batch`] names the version of every case and mailbox that it has looked at. A store that
//! finds another version commits nothing and says [`StoreError::Conflict`]; the engine decides
//! again. Nothing is locked between reading and committing, so that many workers can share one
//! server database; what they share is only this check.
//!
//! Invariants of a store, each held by [`conformance`]: a committed batch is there for every
//! later read, also after a restart; of two batches that expect the same version one is
//! committed; a batch that is refused has left nothing.

pub mod conformance;
mod memory;
mod rows;
mod sqlite;

pub use memory::MemoryStore;
pub use rows::*;
pub use sqlite::{Durability, SCHEMA_VERSION, SqliteStore};

use crate::worklist::{Page, WorkQuery};
use std::collections::BTreeSet;
use std::fmt;

/// Why a store could not do something.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// Somebody else was faster: nothing of the batch was committed.
    #[error("somebody else has changed {0} meanwhile")]
    Conflict(Stream),
    /// The database answered with an error.
    #[error("the database: {0}")]
    Database(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The file is of a later release.
    #[error("the file has schema version {found}; this release knows up to {known}")]
    TooNew {
        /// The version of the file.
        found: u32,
        /// The latest version that this release knows.
        known: u32,
    },
    /// The file is a database of something else.
    #[error("the file is no store of Ravand's")]
    Foreign,
    /// A row that no release has written.
    #[error("a row of `{table}` is none that this release can read")]
    Row {
        /// The table.
        table: &'static str,
    },
}

/// What has versions, or is there once.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stream {
    /// A case.
    Case(u64),
    /// The receivers and letters of a name.
    Mailbox(String),
    /// An idempotency key.
    Key(String),
    /// The versions of a process.
    Process(String),
}

impl fmt::Display for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Stream::Case(case) => write!(f, "case {}", crate::CaseId(*case)),
            Stream::Mailbox(name) => write!(f, "the messages named `{name}`"),
            Stream::Key(key) => write!(f, "the idempotency key `{key}`"),
            Stream::Process(process) => write!(f, "the versions of `{process}`"),
        }
    }
}

/// Rows that come and rows that go. What goes is taken away first.
#[derive(Debug, Clone, PartialEq)]
pub struct Changes<T> {
    /// Rows that go.
    pub gone: Vec<T>,
    /// Rows that come.
    pub new: Vec<T>,
}

impl<T> Default for Changes<T> {
    fn default() -> Self {
        Self { gone: Vec::new(), new: Vec::new() }
    }
}

impl<T: Ord + Clone> Changes<T> {
    /// From what was to what is.
    pub fn between<'r>(before: impl IntoIterator<Item = &'r T>, after: impl IntoIterator<Item = &'r T>) -> Self
    where
        T: 'r,
    {
        let (before, after): (BTreeSet<&T>, BTreeSet<&T>) = (before.into_iter().collect(), after.into_iter().collect());
        let without = |these: &BTreeSet<&T>, those| these.difference(those).map(|row| (*row).clone()).collect();
        Self { gone: without(&before, &after), new: without(&after, &before) }
    }
}

impl<T> Changes<T> {
    /// Adds others.
    pub fn extend(&mut self, others: Self) {
        self.gone.extend(others.gone);
        self.new.extend(others.new);
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.gone.is_empty() && self.new.is_empty()
    }
}

/// Everything that a command changes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Batch {
    /// Cases that were looked at, each with the version that it had; 0 is none yet.
    pub cases_seen: Vec<(u64, u64)>,
    /// Names whose mail was looked at, each with what was known of it.
    pub mail_seen: Vec<(String, Mailbox)>,
    /// What is known of these names from now on.
    pub mail_now: Vec<(String, Mailbox)>,
    /// The answer; its key must be new.
    pub answer: Option<AnswerRow>,
    /// A definition; its process must have no version of that number or digest.
    pub definition: Option<DefinitionRow>,
    /// Cases as they are now.
    pub cases: Vec<CaseRow>,
    /// Entries that are appended.
    pub entries: Vec<EntryRow>,
    /// Personal values.
    pub secrets: Vec<SecretRow>,
    /// Tasks of the worklist.
    pub work: Changes<WorkRow>,
    /// Timers.
    pub timers: Changes<TimerRow>,
    /// Incidents.
    pub incidents: Changes<IncidentRow>,
    /// Open calls.
    pub calls: Changes<CallRow>,
    /// Who waits for messages and signals.
    pub receivers: Changes<ReceiverRow>,
    /// Messages that are kept.
    pub letters: Changes<LetterRow>,
    /// What leaves, and what the host has taken.
    pub outbox: Changes<OutboxRow>,
}

/// Rows on a disk or elsewhere. See the [module](self) for what holds of every store.
///
/// Every read sees whole batches only; two reads need not see the same ones.
pub trait Store: Send + Sync + fmt::Debug {
    /// Commits a batch as a whole.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] and nothing was committed; otherwise the database's, and whether
    /// it was committed must be asked for by its idempotency key.
    fn commit(&self, batch: &Batch) -> Result<(), StoreError>;

    /// A case.
    ///
    /// # Errors
    /// The database's, here as below.
    fn case(&self, case: u64) -> Result<Option<CaseRow>, StoreError>;

    /// Cases with a larger number than this, in the order of their numbers.
    ///
    /// # Errors
    /// The database's.
    fn cases_after(&self, case: u64, limit: usize) -> Result<Vec<CaseRow>, StoreError>;

    /// Entries of a case behind this one, in order.
    ///
    /// # Errors
    /// The database's.
    fn entries_after(&self, case: u64, seq: u64, limit: usize) -> Result<Vec<EntryRow>, StoreError>;

    /// The answer that was given under an idempotency key.
    ///
    /// # Errors
    /// The database's.
    fn answer(&self, key: &str) -> Result<Option<AnswerRow>, StoreError>;

    /// A definition by its digest.
    ///
    /// # Errors
    /// The database's.
    fn definition(&self, digest: &str) -> Result<Option<DefinitionRow>, StoreError>;

    /// The latest version of a process.
    ///
    /// # Errors
    /// The database's.
    fn latest(&self, process: &str) -> Result<Option<DefinitionRow>, StoreError>;

    /// The latest version of every process, by its id.
    ///
    /// # Errors
    /// The database's.
    fn latest_of_all(&self) -> Result<Vec<DefinitionRow>, StoreError>;

    /// A page of the worklist.
    ///
    /// # Errors
    /// The database's.
    fn worklist(&self, query: &WorkQuery) -> Result<Page, StoreError>;

    /// The tasks of one case in the worklist, by their numbers.
    ///
    /// # Errors
    /// The database's.
    fn work_of(&self, case: u64) -> Result<Vec<WorkRow>, StoreError>;

    /// Timers whose time is not after `until`, the earliest first.
    ///
    /// # Errors
    /// The database's.
    fn timers_until(&self, until: i64, limit: usize) -> Result<Vec<TimerRow>, StoreError>;

    /// Timers of one case, the earliest first.
    ///
    /// # Errors
    /// The database's.
    fn timers_of(&self, case: u64) -> Result<Vec<TimerRow>, StoreError>;

    /// The earliest time of a timer.
    ///
    /// # Errors
    /// The database's.
    fn next_timer(&self) -> Result<Option<i64>, StoreError>;

    /// Open incidents behind this one, in the order of their cases.
    ///
    /// # Errors
    /// The database's.
    fn incidents_after(&self, case: u64, incident: u32, limit: usize) -> Result<Vec<IncidentRow>, StoreError>;

    /// Open incidents of one case, by their numbers.
    ///
    /// # Errors
    /// The database's.
    fn incidents_of(&self, case: u64) -> Result<Vec<IncidentRow>, StoreError>;

    /// The call that a case is.
    ///
    /// # Errors
    /// The database's.
    fn call(&self, child: u64) -> Result<Option<CallRow>, StoreError>;

    /// The calls that a case has open.
    ///
    /// # Errors
    /// The database's.
    fn calls_of(&self, parent: u64) -> Result<Vec<CallRow>, StoreError>;

    /// What is known of the mail of a name.
    ///
    /// # Errors
    /// The database's.
    fn mailbox(&self, name: &str) -> Result<Mailbox, StoreError>;

    /// Who waits for a message of that name that has this key, in the order of asking: everybody
    /// whose own key is the same or `null`, and everybody if it is `null`.
    ///
    /// # Errors
    /// The database's.
    fn receivers(&self, name: &str, key: &str) -> Result<Vec<ReceiverRow>, StoreError>;

    /// Who listens for a signal, in the order of asking.
    ///
    /// # Errors
    /// The database's.
    fn listeners(&self, name: &str) -> Result<Vec<ReceiverRow>, StoreError>;

    /// What a case waits for.
    ///
    /// # Errors
    /// The database's.
    fn receivers_of(&self, case: u64) -> Result<Vec<ReceiverRow>, StoreError>;

    /// Messages that are kept for whoever waits with this key: see [`Store::receivers`].
    ///
    /// # Errors
    /// The database's.
    fn letters(&self, name: &str, key: &str) -> Result<Vec<LetterRow>, StoreError>;

    /// How many messages are kept.
    ///
    /// # Errors
    /// The database's.
    fn letters_kept(&self) -> Result<usize, StoreError>;

    /// What has not been taken from the outbox, in order per case.
    ///
    /// # Errors
    /// The database's.
    fn outbox(&self, limit: usize) -> Result<Vec<OutboxRow>, StoreError>;

    /// The personal value that was given last for a datum.
    ///
    /// # Errors
    /// The database's.
    fn secret(&self, case: u64, datum: &str) -> Result<Option<SecretRow>, StoreError>;
}
