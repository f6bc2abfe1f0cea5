//! What the engine asks the world for: the time, and chance. Both are handed in, so that a test
//! has its own.

use ravand_core::Timestamp;
use std::fmt;

/// Says what time it is.
pub trait Clock: Send + Sync + fmt::Debug {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "the one place where the time comes from")]
    fn now(&self) -> Timestamp {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        // A clock that stands before 1970 stands at its beginning.
        let micros = since.map_or(0, |since| i64::try_from(since.as_micros()).unwrap_or(i64::MAX));
        Timestamp::from_micros(micros)
    }
}

/// The system gave no random bits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no random bits: {0}")]
pub struct NoEntropy(pub String);

/// Gives random bits: numbers of cases and salts of personal values are made of them. Whoever
/// can foresee them can guess personal values from their commitments.
pub trait Entropy: Send + Sync + fmt::Debug {
    /// Fresh bits, different each time.
    ///
    /// # Errors
    /// There are none.
    fn draw(&self) -> Result<u128, NoEntropy>;
}

/// The operating system's.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn draw(&self) -> Result<u128, NoEntropy> {
        let mut bits = [0; 16];
        getrandom::fill(&mut bits).map_err(|why| NoEntropy(why.to_string()))?;
        Ok(u128::from_le_bytes(bits))
    }
}
