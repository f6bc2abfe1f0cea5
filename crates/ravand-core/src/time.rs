//! Instants and lengths of time.
//!
//! A [`Timestamp`] is a point on the world's time line; a [`Length`] is what a person
//! wrote: `3 working days`, `2 h`. Only a calendar (see [`crate::calendar`]) can lay a
//! working length on the time line; a calendar length needs none.

use ravand_feel::{Language, Words, persian};
use std::fmt;

/// Microseconds in a second.
pub const MICROS_PER_SECOND: i64 = 1_000_000;
/// Microseconds in 24 hours.
pub const MICROS_PER_DAY: i64 = 86_400 * MICROS_PER_SECOND;

/// A point in time: microseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From microseconds since the Unix epoch.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since the Unix epoch.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// This point plus a number of microseconds; stays at the end of time if it would
    /// pass it.
    #[must_use]
    pub const fn plus_micros(self, micros: i64) -> Self {
        Self(self.0.saturating_add(micros))
    }

    /// Microseconds from `earlier` to this point.
    pub const fn micros_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// The unit of a [`Length`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A second by the clock.
    Second,
    /// 60 seconds by the clock.
    Minute,
    /// 60 minutes by the clock.
    Hour,
    /// 24 hours by the clock; as a term, a date on the calendar.
    Day,
    /// Seven days.
    Week,
    /// Thirty days (Civil Procedure Act, Art. 443).
    Month,
    /// A minute in which the office is open.
    WorkingMinute,
    /// An hour in which the office is open.
    WorkingHour,
    /// One day's opening hours, however long that day is open.
    WorkingDay,
}

impl Unit {
    /// Whether a calendar is needed to lay it on the time line.
    pub const fn is_working(self) -> bool {
        matches!(self, Unit::WorkingMinute | Unit::WorkingHour | Unit::WorkingDay)
    }

    /// Microseconds of one unit; `None` for a working day, which every calendar and
    /// date makes differently long.
    pub const fn micros(self) -> Option<i64> {
        match self {
            Unit::Second => Some(MICROS_PER_SECOND),
            Unit::Minute | Unit::WorkingMinute => Some(60 * MICROS_PER_SECOND),
            Unit::Hour | Unit::WorkingHour => Some(3_600 * MICROS_PER_SECOND),
            Unit::Day => Some(MICROS_PER_DAY),
            Unit::Week => Some(7 * MICROS_PER_DAY),
            Unit::Month => Some(30 * MICROS_PER_DAY),
            Unit::WorkingDay => None,
        }
    }

    /// As it is written: `working days`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Unit::Second => "s",
            Unit::Minute => "min",
            Unit::Hour => "h",
            Unit::Day => "days",
            Unit::Week => "weeks",
            Unit::Month => "months",
            Unit::WorkingMinute => "working minutes",
            Unit::WorkingHour => "working hours",
            Unit::WorkingDay => "working days",
        }
    }
}

/// An amount of time as a person wrote it. The amount is finite and not negative.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Length {
    /// How many.
    pub amount: f64,
    /// Of what.
    pub unit: Unit,
}

impl Length {
    /// `amount` units.
    pub const fn new(amount: f64, unit: Unit) -> Self {
        Self { amount, unit }
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount, self.unit.as_str())
    }
}

/// How a quantity varies, as data: the simulator draws from it by the inverse of its
/// distribution function. All amounts are in one unit that stands beside it.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Distribution {
    /// Always the same.
    Exactly(f64),
    /// `min .. mode .. max`, a triangle.
    Triangle {
        /// Smallest.
        min: f64,
        /// Most frequent.
        mode: f64,
        /// Largest.
        max: f64,
    },
    /// Every value between two is as likely as any other.
    Uniform {
        /// Smallest.
        min: f64,
        /// Largest.
        max: f64,
    },
    /// Without memory.
    Exponential {
        /// Mean.
        mean: f64,
    },
    /// The logarithm is normal. Mean and standard deviation are of the value itself.
    Lognormal {
        /// Mean.
        mean: f64,
        /// Standard deviation.
        sd: f64,
    },
}

impl Distribution {
    /// The expected value.
    pub fn mean(&self) -> f64 {
        match *self {
            Distribution::Exactly(value) => value,
            Distribution::Triangle { min, mode, max } => (min + mode + max) / 3.0,
            Distribution::Uniform { min, max } => (min + max) / 2.0,
            Distribution::Exponential { mean } | Distribution::Lognormal { mean, .. } => mean,
        }
    }
}

/// As it is written for a number without a unit: `triangle(1 .. 2 .. 5)`.
impl fmt::Display for Distribution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Distribution::Exactly(value) => write!(f, "exactly {value}"),
            Distribution::Triangle { min, mode, max } => write!(f, "triangle({min} .. {mode} .. {max})"),
            Distribution::Uniform { min, max } => write!(f, "uniform({min} .. {max})"),
            Distribution::Exponential { mean } => write!(f, "exponential({mean})"),
            Distribution::Lognormal { mean, sd } => write!(f, "lognormal(mean {mean}, sd {sd})"),
        }
    }
}

/// A length that varies: `0.5 .. 1 .. 1.75 working days`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VariableLength {
    /// How the amount varies.
    pub amount: Distribution,
    /// Its unit.
    pub unit: Unit,
}

impl VariableLength {
    /// The expected length.
    pub fn mean(&self) -> Length {
        Length::new(self.amount.mean(), self.unit)
    }
}

impl Unit {
    /// Its name in a sentence; in Persian it stands behind a number and has no plural.
    pub const fn words(self) -> Words {
        let (en, fa) = match self {
            Unit::Second => ("seconds", "ثانیه"),
            Unit::Minute => ("minutes", "دقیقه"),
            Unit::Hour => ("hours", "ساعت"),
            Unit::Day => ("days", "روز"),
            Unit::Week => ("weeks", "هفته"),
            Unit::Month => ("months", "ماه"),
            Unit::WorkingMinute => ("working minutes", "دقیقهٔ کاری"),
            Unit::WorkingHour => ("working hours", "ساعت کاری"),
            Unit::WorkingDay => ("working days", "روز کاری"),
        };
        Words { en, fa }
    }
}

impl Length {
    /// As people read it: `3 working days`, «۳ روز کاری».
    pub fn in_words(&self, language: Language) -> String {
        match language {
            Language::En => self.to_string(),
            Language::Fa => persian::digits(&format!("{} {}", self.amount, self.unit.words().fa)),
        }
    }
}

impl VariableLength {
    /// As people read it: as it is written in English, in words in Persian.
    pub fn in_words(&self, language: Language) -> String {
        if language == Language::En {
            return self.to_string();
        }
        let unit = self.unit.words().fa;
        persian::digits(&match self.amount {
            Distribution::Exactly(value) => format!("همیشه {value} {unit}"),
            Distribution::Triangle { min, mode, max } => format!("{min} تا {max} {unit}، بیشتر {mode}"),
            Distribution::Uniform { min, max } => format!("{min} تا {max} {unit}، همه به یک احتمال"),
            Distribution::Exponential { mean } => format!("به طور نمایی، میانگین {mean} {unit}"),
            Distribution::Lognormal { mean, sd } => {
                format!("به طور لگ‌نرمال، میانگین {mean} و انحراف معیار {sd} {unit}")
            }
        })
    }
}

impl fmt::Display for VariableLength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = self.unit.as_str();
        match self.amount {
            Distribution::Exactly(value) => write!(f, "exactly {value} {unit}"),
            Distribution::Triangle { min, mode, max } => {
                write!(f, "{min} .. {mode} .. {max} {unit}")
            }
            Distribution::Uniform { min, max } => write!(f, "uniform({min} .. {max} {unit})"),
            Distribution::Exponential { mean } => write!(f, "exponential({mean} {unit})"),
            Distribution::Lognormal { mean, sd } => {
                write!(f, "lognormal(mean {mean} {unit}, sd {sd} {unit})")
            }
        }
    }
}
