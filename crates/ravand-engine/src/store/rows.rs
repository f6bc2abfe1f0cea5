//! What a store holds, row by row.

use crate::record::Link;

/// A definition that was deployed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinitionRow {
    /// Its digest.
    pub digest: String,
    /// The process.
    pub process: String,
    /// Its version: the first of a process is 1, the largest is started.
    pub number: u32,
    /// When it was deployed, in microseconds since 1970.
    pub deployed_at: i64,
    /// As its codec wrote it, if there is one.
    pub text: Option<String>,
}

/// How far a case is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CaseStatus {
    /// Under way.
    Running,
    /// At an end.
    Ended,
    /// Stopped.
    Cancelled,
}

impl CaseStatus {
    /// As a word.
    pub const fn as_str(self) -> &'static str {
        match self {
            CaseStatus::Running => "running",
            CaseStatus::Ended => "ended",
            CaseStatus::Cancelled => "cancelled",
        }
    }

    /// The status of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        [CaseStatus::Running, CaseStatus::Ended, CaseStatus::Cancelled].into_iter().find(|s| s.as_str() == word)
    }
}

/// A case at a glance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// Its number.
    pub id: u64,
    /// Its process.
    pub process: String,
    /// The digest of its definition.
    pub digest: String,
    /// The unit that it belongs to.
    pub unit: Option<String>,
    /// What people call it.
    pub subject: Option<String>,
    /// How far it is.
    pub status: CaseStatus,
    /// The end that it came to.
    pub end: Option<String>,
    /// Whether it is suspended.
    pub suspended: bool,
    /// How many entries it has: whoever appends says how many there were.
    pub version: u64,
    /// The end of its chain.
    pub head: Link,
    /// When it was opened, in microseconds since 1970.
    pub opened_at: i64,
    /// When its last entry was written.
    pub changed_at: i64,
}

/// An entry of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRow {
    /// The case.
    pub case: u64,
    /// Its place in the case, from 1 and without a gap.
    pub seq: u64,
    /// Its text: see [`Entry`](crate::record::Entry).
    pub text: String,
    /// The chain after it.
    pub link: Link,
}

/// A task in the worklist.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct WorkRow {
    /// The case.
    pub case: u64,
    /// The task, unique in its case.
    pub task: u32,
    /// The process.
    pub process: String,
    /// The step.
    pub step: String,
    /// The case's unit.
    pub unit: Option<String>,
    /// What people call the case.
    pub subject: Option<String>,
    /// Roles of which one is enough; none is needed if there is none.
    pub roles: Vec<String>,
    /// Who has taken it.
    pub claimed_by: Option<String>,
    /// Since when, in microseconds since 1970.
    pub since: i64,
    /// By when; `None` without a term, or while it stands still.
    pub due: Option<i64>,
    /// What a text is looked for in: see [`folded`](crate::folded).
    pub search: String,
}

/// Something that is due at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimerRow {
    /// When, in microseconds since 1970.
    pub at: i64,
    /// In which case.
    pub case: u64,
    /// What.
    pub what: TimerKind,
}

/// What is due. At one time in one case timers fire before terms are over, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimerKind {
    /// A timer that is waited for.
    Wait(u32),
    /// The term of a task.
    Task(u32),
    /// The term of the case.
    Case,
    /// The warning before it.
    Warning,
}

impl TimerKind {
    /// As a number of its sort and one of its own, in which a store keeps and orders it.
    pub const fn parts(self) -> (u8, u32) {
        match self {
            TimerKind::Wait(wait) => (0, wait),
            TimerKind::Task(task) => (1, task),
            TimerKind::Case => (2, 0),
            TimerKind::Warning => (3, 0),
        }
    }

    /// From these.
    pub const fn of_parts(sort: u8, number: u32) -> Option<Self> {
        Some(match sort {
            0 => TimerKind::Wait(number),
            1 => TimerKind::Task(number),
            2 => TimerKind::Case,
            3 => TimerKind::Warning,
            _ => return None,
        })
    }
}

/// A place at which a case waits to be mended.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct IncidentRow {
    /// The case.
    pub case: u64,
    /// The incident, unique in its case.
    pub incident: u32,
    /// The process.
    pub process: String,
    /// The case's unit.
    pub unit: Option<String>,
}

/// A call that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CallRow {
    /// The called case.
    pub child: u64,
    /// The caller.
    pub parent: u64,
    /// The call, unique in the caller.
    pub call: u32,
    /// How deep it is nested.
    pub depth: u32,
}

/// Somebody who waits for a message or listens for a signal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReceiverRow {
    /// The name.
    pub name: String,
    /// Whether it is a signal's.
    pub signal: bool,
    /// The place in the order of asking, unique for the name.
    pub place: u64,
    /// What tells apart, as stored JSON; `null` takes any.
    pub key: String,
    /// The case.
    pub case: u64,
    /// Its wait.
    pub wait: u32,
}

/// A message that nobody waits for yet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LetterRow {
    /// The name.
    pub name: String,
    /// The place in the order of sending, unique for the name.
    pub place: u64,
    /// What tells apart, as stored JSON; `null` is for anybody.
    pub key: String,
    /// What it carries, as stored JSON: pairs of a name and a value.
    pub data: String,
    /// Until when it is kept, in microseconds since 1970; `None` is for ever.
    pub until: Option<i64>,
}

/// What is known of a name: whoever changes its receivers or letters says what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mailbox {
    /// How often it was changed.
    pub version: u64,
    /// The next place.
    pub next: u64,
}

/// The answer to a command, for those who ask again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerRow {
    /// The idempotency key.
    pub key: String,
    /// The salt of the digest.
    pub salt: Vec<u8>,
    /// SHA-256 over the salt and the command.
    pub digest: Vec<u8>,
    /// The answer, as JSON.
    pub answer: String,
    /// The case that it speaks of.
    pub case: Option<u64>,
    /// When it was given, in microseconds since 1970.
    pub at: i64,
}

/// A personal value, with the salt of the commitment that stands in the entry.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretRow {
    /// The case.
    pub case: u64,
    /// The entry.
    pub seq: u64,
    /// The datum.
    pub datum: String,
    /// The salt.
    pub salt: Vec<u8>,
    /// The value, as an expression would write it.
    pub text: String,
}

/// Never with its value: rows are logged.
impl std::fmt::Debug for SecretRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { case, seq, datum, .. } = self;
        write!(f, "SecretRow {{ case: {case}, seq: {seq}, datum: {datum:?}, .. }}")
    }
}

/// Something that leaves the engine. The entry that it follows from is its stable id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct OutboxRow {
    /// The case.
    pub case: u64,
    /// The entry.
    pub seq: u64,
}
