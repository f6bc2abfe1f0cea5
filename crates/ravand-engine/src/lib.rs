//! Cases that survive: the kernel's two state machines over a store.
//!
//! # How it is made
//!
//! **Entries are the truth.** Whatever happens to a case is an [entry](record::Entry): when, who,
//! and an event in its [stored form](record::StoredEvent). The kernel's events carry positions of
//! a compiled process; stored ones carry the steps' own ids, and a case's first entry the digest
//! of its definition, so that they mean the same for ever. Entries of a case are numbered without
//! a gap, and each is hashed into the case's [chain](record::Link). The text that was hashed is
//! the text that is stored.
//!
//! **Everything else follows from them**: the case at a glance, the worklist, timers, incidents
//! are rows that one pure function makes of a case and a calendar; what a command changes is the
//! difference of two such answers. [`Engine::verify`] replays and compares, [`Engine::rebuild`]
//! makes them anew. Not from entries of a case, and therefore truths of their own: definitions,
//! answers to idempotency keys, personal values (in the vault, so that they can be erased),
//! messages that nobody waits for yet, and what was taken from the outbox.
//!
//! **A command is one unit.** It is decided in memory, by [`ravand_kernel::handle`], on what was
//! read; what follows in other cases is carried out by [`ravand_kernel::follow`], the same glue
//! that the test world uses, over the part of calls and mail that was brought for it. Then
//! everything is committed in one [batch](store::Batch) that also names the versions that it was
//! decided on. If somebody else was faster, nothing is committed and it is decided again. Between
//! reading and committing nothing is locked, so that many workers can share one database.
//!
//! **The host** authenticates, hands in people with their roles and units, rings
//! ([`Engine::run_due`]), and carries away what [leaves](Engine::outbox). The engine has no
//! thread, no global, and reads clock and chance only through what it was built with.
//!
//! Deliberately absent, so far: snapshots (a case is replayed when it is first touched, and kept
//! in memory after that), jobs of workers, delegation and substitution, erasing, the log of all
//! cases with its checkpoints, moving cases between versions, backup and archive.
//!
//! A case from start to end: [`Engine`].

mod case;
mod codec;
pub mod codes;
mod core;
mod engine;
mod error;
mod gate;
mod id;
mod project;
pub mod record;
mod source;
pub mod store;
mod unit;
mod unit_mail;
mod worklist;

pub use case::Case;
pub use codec::{Codec, CodecError};
pub use engine::{
    Builder, Completion, Deployed, Done, Engine, Failed, Finding, HistoryEntry, NewCase, OpenError, OpenIncident,
    Outgoing, Request, Rung,
};
pub use error::{CommandError, DeployError, ReadError};
pub use gate::Gate;
pub use id::{CaseId, NoCaseId};
pub use source::{Clock, Entropy, NoEntropy, SystemClock, SystemEntropy};
pub use worklist::{Order, PAGE_MAX, Page, PageKey, Whose, WorkItem, WorkQuery, folded};

/// Bytes of an idempotency key.
pub const KEY_BYTES_MAX: usize = 200;
/// Bytes of a text that a command brings beside its data: a subject, a reason, a name.
pub const TEXT_BYTES_MAX: usize = 4_096;
/// Commands, in all cases together, that may follow from one.
pub const FOLLOWING_MAX: usize = 100_000;
/// How often a command is decided again because somebody else was faster.
pub const RETRIES_MAX: u32 = 32;
/// Cases that are kept in memory.
pub const CACHED_MAX: usize = 10_000;
