//! Personal values. An event holds a commitment: SHA-256 over a salt of its own and the
//! value. Without the salt even a guessed national code cannot be compared; value and salt
//! lie in the host's vault and can be erased there.

use crate::ids::Slot;
use sha2::{Digest, Sha256};

/// SHA-256 over a version, the salt and the value's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Commitment(pub [u8; 32]);

/// What the vault keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// The datum.
    pub slot: Slot,
    /// Its value as an expression would write it, enum values by their name.
    pub text: String,
    /// The salt, different for every value.
    pub salt: [u8; 32],
    /// The commitment that stands in the event.
    pub commitment: Commitment,
}

impl Secret {
    /// Commits to a value with a salt.
    pub fn seal(slot: Slot, text: String, salt: [u8; 32]) -> Self {
        let commitment = commit(&salt, &text);
        Self { slot, text, salt, commitment }
    }

    /// Whether the commitment in an event is to this value.
    pub fn opens(&self, commitment: &Commitment) -> bool {
        commit(&self.salt, &self.text) == *commitment
    }
}

/// The salt of the `nth` secret of a command that was given `entropy`.
pub(crate) fn salt(entropy: u128, nth: u32) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"ravand salt v1");
    hash.update(entropy.to_le_bytes());
    hash.update(nth.to_le_bytes());
    hash.finalize().into()
}

fn commit(salt: &[u8; 32], text: &str) -> Commitment {
    let mut hash = Sha256::new();
    hash.update(b"ravand value v1");
    hash.update(salt);
    hash.update(text.as_bytes());
    Commitment(hash.finalize().into())
}
