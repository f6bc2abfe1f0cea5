//! Whether two definitions mean the same: a digest over their canonical form.
//!
//! The form is versioned, and a version never changes: `v1:sha256:…` of today is that of
//! every later release (`tests` keep frozen samples). It does not depend on the order of
//! declarations and of the languages of a title, on comments, on places in files, on what
//! overlays gave it, or on whether somebody wrote out a default; an attribute that the
//! language gets later is left out where it says its default, so that old digests stay.
//! The order of a flow, of the rules of a table and of its columns is meaning, and counts.

mod canonical;
mod graph;
mod logic;
#[cfg(test)]
mod tests;
mod words;

pub use canonical::{Entries, Entry, canonical, entries};
pub(crate) use canonical::{declaration_entries, flow_text, part};

use crate::definition::Definition;
use sha2::{Digest as _, Sha256};
use std::fmt;

/// What every digest of this version begins with.
const PREFIX: &str = "v1:sha256:";
/// Digits of a whole digest.
const DIGITS: usize = 64;
/// Fewer digits of a digest than these name nothing.
pub const PREFIX_DIGITS_MIN: usize = 6;
/// Digits of [`Digest::short`].
const SHORT_DIGITS: usize = 12;

/// The digest of a definition.
///
/// ```
/// use ravand_core::{Definition, Digest, DigestPrefix};
/// let digest = Digest::of(&Definition::empty("shop-sign-permit"));
/// assert!(digest.as_str().starts_with("v1:sha256:"));
/// let short = DigestPrefix::parse(&digest.short()).expect("a digest");
/// assert!(short.begins(&digest));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(String);

impl Digest {
    /// The digest of a definition.
    pub fn of(definition: &Definition) -> Self {
        let mut text = String::with_capacity(PREFIX.len() + DIGITS);
        text.push_str(PREFIX);
        for byte in Sha256::digest(canonical(definition)) {
            for digit in [byte >> 4, byte & 15] {
                text.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
            }
        }
        Self(text)
    }

    /// As it is written: `v1:sha256:` and 64 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same with twelve digits, enough to name one of a bank's definitions.
    pub fn short(&self) -> String {
        self.0.chars().take(PREFIX.len() + SHORT_DIGITS).collect()
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The beginning of a digest, as a person writes it: `v1:sha256:1f0c27`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DigestPrefix(String);

impl DigestPrefix {
    /// A digest or its beginning, of at least [`PREFIX_DIGITS_MIN`] digits.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix(PREFIX)?;
        let hexadecimal = digits.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        let long_enough = (PREFIX_DIGITS_MIN..=DIGITS).contains(&digits.len());
        (hexadecimal && long_enough).then(|| Self(text.to_owned()))
    }

    /// Whether it is the beginning of this digest.
    pub fn begins(&self, digest: &Digest) -> bool {
        digest.0.starts_with(&self.0)
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&Digest> for DigestPrefix {
    fn from(digest: &Digest) -> Self {
        Self(digest.short())
    }
}

impl fmt::Display for DigestPrefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
