//! The process model: definitions, overlays and scenarios as data, and what can be said of
//! them without running anything.
//!
//! | module | question |
//! |---|---|
//! | [`check`] | is a definition, or a scenario for it, consistent? |
//! | [`merge`] | what does an overlay make of a definition? |
//! | [`diff`](diff()) | which overlay makes one definition of another? |
//! | [`rebase`] | what becomes of an overlay whose base has moved? |
//! | [`provenance`] | which line and which operation gave an attribute? |
//! | [`digest`] | do two texts mean the same process? |
//! | [`documents`] | under order by documents, which step waits for which? |
//! | [`schema`] | what do its expressions and decision tables mean to FEEL? |
//! | [`decision`] | what is a decision made of, and what does it decide? |
//! | [`count`](count()) | how many steps, signatures, documents has it? |
//! | [`calendar`] | when is an office open, and when is a term over? |
//!
//! Everything is pure: no clock, no files, no running cases. What a person wrote wrongly is
//! a [`Diagnostic`] at its [`Span`]; findings are collected, never first-only.

pub mod calendar;
pub mod check;
mod clock;
mod count;
pub mod decision;
mod definition;
mod diagnostic;
mod diff;
pub mod digest;
pub mod documents;
pub mod graph;
mod id;
pub mod merge;
mod named;
mod overlay;
pub mod provenance;
#[cfg(test)]
mod random;
pub mod rebase;
mod scenario;
pub mod schema;
mod span;
mod step;
mod suggest;
mod term;
#[cfg(test)]
mod testing;
mod time;
mod title;

pub use clock::{ClockError, PAUSES_MAX, Standing, TermClock};
pub use count::{Counts, count};
pub use definition::*;
pub use diagnostic::{Diagnostic, Note, has_errors};
pub use diff::diff;
pub use digest::{Digest, DigestPrefix};
pub use id::*;
pub use overlay::*;
pub use ravand_feel::{Args, Argument, Code, Language, Message, Severity, Words, codes, persian};
pub use scenario::*;
pub use span::{SourceId, Sources, Span, Spanned};
pub use step::*;
pub use term::{Counting, MonthsOf, Term, TermLength};
pub use time::*;
pub use title::Title;
