//! Terms: by when something has to be done, counted from its start.
//!
//! A [`Length`] says how much time passes; a [`Term`] says in addition how it is counted, and
//! the law counts differently from a clock. Only a calendar finds the instant at which a term
//! is over: [`WorkingCalendar::due`](crate::calendar::WorkingCalendar::due).
//!
//! Deliberately absent: terms of people who live abroad (two months from service, Art. 446 of
//! the Civil Procedure Act) and the longest of several people's terms (Art. 447) depend on who
//! somebody is, which no definition knows; a date that a court has set (Arts. 448 and 449) is
//! a date and not a term.

use crate::time::{Length, Unit};
use ravand_feel::{Language, persian};
use std::fmt;

/// A term as a person wrote it: `3 working days`, `10 days by law`, `2 Persian months`.
///
/// ```
/// use ravand_core::{Length, Term, Unit};
/// assert_eq!(Term::by_law(Length::new(10.0, Unit::Day)).to_string(), "10 days by law");
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Term {
    /// How long it is.
    pub length: TermLength,
    /// How it is counted.
    pub counting: Counting,
}

/// How long a term is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TermLength {
    /// An amount of time. A month has thirty days.
    Length(Length),
    /// To the day of the same number, so many months later; where that month is too short, to
    /// its last day.
    Months {
        /// How many.
        count: u32,
        /// Whose months.
        of: MonthsOf,
    },
}

/// Whose months are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MonthsOf {
    /// Those of the Persian calendar.
    Persian,
    /// Those of the Gregorian calendar.
    Gregorian,
}

/// How a term is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Counting {
    /// The day on which it starts does not count; it is over at the end of its last day,
    /// whatever day that is.
    Plain,
    /// As Iran's Civil Procedure Act of 1379 counts: neither the day of service nor the day of
    /// action belongs to the term (Art. 445), and a last day on which the offices are closed
    /// moves to the day on which they open again (Art. 444). A month has thirty days, a year
    /// twelve such months (Art. 443).
    ByLaw,
}

impl Term {
    /// This length, counted as a clock or a calendar on the wall does.
    pub const fn plain(length: Length) -> Self {
        Self { length: TermLength::Length(length), counting: Counting::Plain }
    }

    /// This length, counted as the law does. It should be in whole days, working days, weeks
    /// or months ([`Term::is_countable_by_law`]).
    pub const fn by_law(length: Length) -> Self {
        Self { length: TermLength::Length(length), counting: Counting::ByLaw }
    }

    /// So many months of a calendar.
    pub const fn months(count: u32, of: MonthsOf) -> Self {
        Self { length: TermLength::Months { count, of }, counting: Counting::Plain }
    }

    /// As people read it: `10 days by law`, «۱۰ روز با احتساب قانونی».
    pub fn in_words(&self, language: Language) -> String {
        if language == Language::En {
            return self.to_string();
        }
        let length = match self.length {
            TermLength::Length(length) => length.in_words(language),
            TermLength::Months { count, of: MonthsOf::Persian } => format!("{count} ماه خورشیدی"),
            TermLength::Months { count, of: MonthsOf::Gregorian } => format!("{count} ماه میلادی"),
        };
        persian::digits(&match self.counting {
            Counting::Plain => length,
            Counting::ByLaw => format!("{length} با احتساب قانونی"),
        })
    }

    /// Whether the law's counting can be used on it: years, months, weeks and days are the
    /// units of a term (Art. 442), working days those of later statutes; a part of a day is
    /// none of them.
    pub fn is_countable_by_law(&self) -> bool {
        match self.length {
            TermLength::Months { .. } => true,
            TermLength::Length(Length { amount, unit }) => {
                matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::WorkingDay) && amount.fract() == 0.0
            }
        }
    }
}

impl From<Length> for Term {
    fn from(length: Length) -> Self {
        Self::plain(length)
    }
}

impl MonthsOf {
    /// As it is written: `Persian`.
    pub const fn as_str(self) -> &'static str {
        match self {
            MonthsOf::Persian => "Persian",
            MonthsOf::Gregorian => "Gregorian",
        }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length {
            TermLength::Length(length) => write!(f, "{length}")?,
            TermLength::Months { count, of } => write!(f, "{count} {} months", of.as_str())?,
        }
        match self.counting {
            Counting::Plain => Ok(()),
            Counting::ByLaw => f.write_str(" by law"),
        }
    }
}
