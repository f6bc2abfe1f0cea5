//! The number of a case.

use ravand_core::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Bits of chance in a number; those before them are milliseconds since 1970, until the year 2109.
const CHANCE: u32 = 21;
/// Every number is below this: databases count with a sign.
const NUMBERS: u64 = 1 << 63;

/// The number of a case: larger for later ones, and no secret. Two workers that draw the same in
/// the same millisecond are a conflict like any other, and one of them draws again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CaseId(pub(crate) u64);

impl CaseId {
    pub(crate) fn fresh(now: Timestamp, chance: u128) -> Self {
        let millis = u64::try_from(now.micros().div_euclid(1_000)).unwrap_or(0);
        let low = u64::try_from(chance & ((1 << CHANCE) - 1)).unwrap_or(0);
        // Never 0, which is before the first.
        Self((((millis << CHANCE) | low) % NUMBERS).max(1))
    }

    /// As a number.
    pub const fn number(self) -> u64 {
        self.0
    }
}

/// Sixteen hexadecimal digits.
impl fmt::Display for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// A text that is no number of a case.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no number of a case: sixteen hexadecimal digits")]
pub struct NoCaseId(String);

/// ```
/// use ravand_engine::CaseId;
/// let id: CaseId = "00c5a0b1f2e3d401".parse()?;
/// assert_eq!(id.to_string(), "00c5a0b1f2e3d401");
/// assert!("5".parse::<CaseId>().is_err());
/// # Ok::<(), ravand_engine::NoCaseId>(())
/// ```
impl FromStr for CaseId {
    type Err = NoCaseId;

    fn from_str(text: &str) -> Result<Self, NoCaseId> {
        let wrong = || NoCaseId(text.chars().take(40).collect());
        if text.len() != 16 || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        match u64::from_str_radix(text, 16) {
            Ok(number) if (1..NUMBERS).contains(&number) => Ok(Self(number)),
            _ => Err(wrong()),
        }
    }
}
