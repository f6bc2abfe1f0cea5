//! Events as they are stored: named, versioned, and chained.
//!
//! An [`Entry`] is one line of a case's history: when, who, what. It is stored as the JSON text
//! that was hashed, byte for byte, so that no reader has to write it again to check the chain.

mod cause;
mod event;
mod read;
mod value;
mod write;

pub use event::*;
pub(crate) use read::read;
pub(crate) use value::{read as read_value, write as write_value};
pub(crate) use write::write;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fmt;

/// The version of entries that this release writes.
pub const ENTRY_VERSION: u32 = 1;

/// What has no stored form; the command that wanted to store it is not carried out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} has no stored form")]
pub struct Unstorable(pub(crate) String);

/// Something stored that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("stored as {expected}: `{found}`")]
pub struct Unreadable {
    /// What it should be.
    pub expected: &'static str,
    /// What stands there, shortened.
    pub found: String,
}

impl Unreadable {
    pub(crate) fn new(expected: &'static str, found: impl fmt::Display) -> Self {
        Self { expected, found: found.to_string().chars().take(200).collect() }
    }
}

/// One line of a case's history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The version of its form.
    pub v: u32,
    /// When it was written, in microseconds since 1970.
    pub at: i64,
    /// Who gave the command, as the host knows them; `None` is the host itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// What happened.
    pub event: StoredEvent,
}

impl Entry {
    /// The text that is stored and hashed.
    ///
    /// # Errors
    /// It has no JSON form; entries of this crate have one.
    pub fn text(&self) -> Result<String, Unstorable> {
        serde_json::to_string(self).map_err(|why| Unstorable(why.to_string()))
    }

    /// Reads a stored text.
    ///
    /// # Errors
    /// It is none, or of a version that this release does not know.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        let entry: Self =
            serde_json::from_str(text).map_err(|why| Unreadable::new("an entry", format_args!("{why}: {text}")))?;
        if entry.v != ENTRY_VERSION {
            return Err(Unreadable::new("an entry of version 1", text));
        }
        Ok(entry)
    }
}

/// A link of a case's chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Link(pub [u8; 32]);

impl Link {
    /// Before the first entry of a case. Every case has a chain of its own.
    pub fn first(case: u64) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"ravand case v1");
        hash.update(case.to_be_bytes());
        Self(hash.finalize().into())
    }

    /// After one more entry.
    #[must_use]
    pub fn then(self, entry: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"ravand entry v1");
        hash.update(self.0);
        hash.update(entry.as_bytes());
        Self(hash.finalize().into())
    }
}

/// In hexadecimal digits.
impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

pub(crate) fn unhex(digits: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if digits.len() != 64 || !digits.is_ascii() {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(bytes)
}
