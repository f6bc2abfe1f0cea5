//! What a calendar cannot answer.

use super::codes;
use chrono::NaiveDate;
use ravand_feel::{Args, Code};

/// A question to which a calendar has no answer. It never guesses and never wraps around.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum CalendarError {
    /// The time asked about, or the answer, lies outside the dates that the calendar covers.
    #[error("the calendar covers {from} to {to}, and the time lies beyond")]
    BeyondCoverage {
        /// The first date covered.
        from: NaiveDate,
        /// The last date covered.
        to: NaiveDate,
    },
    /// A length of time is finite and not negative.
    #[error("{amount} is not an amount of time")]
    NotALength {
        /// What was given.
        amount: f64,
    },
}

impl CalendarError {
    /// The code whose words tell a person about it.
    pub fn code(&self) -> &'static Code {
        match self {
            CalendarError::BeyondCoverage { .. } => &codes::BEYOND_COVERAGE,
            CalendarError::NotALength { .. } => &codes::NOT_A_LENGTH,
        }
    }

    /// What those words speak of.
    pub fn args(&self) -> Args {
        match self {
            CalendarError::BeyondCoverage { from, to } => Args::new().with("from", from).with("to", to),
            CalendarError::NotALength { amount } => Args::new().with("amount", amount),
        }
    }
}
