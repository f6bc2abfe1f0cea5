//! What a calendar cannot answer.

use super::codes;
use super::date::shown_date;
use crate::term::Term;
use chrono::NaiveDate;
use ravand_feel::{Args, Code, Language};

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
    /// A term by law in hours or in parts of a day.
    #[error("the law counts no term in {term}")]
    NotALegalTerm {
        /// What was given.
        term: Term,
    },
}

impl CalendarError {
    /// The code whose words tell a person about it.
    pub fn code(&self) -> &'static Code {
        match self {
            CalendarError::BeyondCoverage { .. } => &codes::BEYOND_COVERAGE,
            CalendarError::NotALength { .. } => &codes::NOT_A_LENGTH,
            CalendarError::NotALegalTerm { .. } => &codes::NOT_A_LEGAL_TERM,
        }
    }

    /// What those words speak of.
    pub fn args(&self) -> Args {
        match self {
            CalendarError::BeyondCoverage { from, to } => [("from", *from), ("to", *to)]
                .into_iter()
                .fold(Args::new(), |args, (name, date)| args.with_persian(name, date, shown_date(date, Language::Fa))),
            CalendarError::NotALength { amount } => Args::new().with("amount", amount),
            CalendarError::NotALegalTerm { term } => Args::new().with("term", term),
        }
    }
}
