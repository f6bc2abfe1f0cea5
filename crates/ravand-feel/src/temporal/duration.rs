//! The two kinds of duration. They do not mix: a month has no fixed number of days.

use std::fmt;
use std::str::FromStr;

use super::{DAY_NANOS, DAY_SECONDS, NANOS, digits, fraction, show_fraction};
use crate::number::Number;
use crate::value::NotAValue;

/// Seconds that a duration may have: some 31 million years.
const SECONDS_MAX: i64 = 1_000_000_000_000_000;
/// Months that a duration may have.
const MONTHS_MAX: i64 = 100_000_000_000;

/// A length of time in days, hours, minutes and seconds: `P1DT2H`. Exact to a billionth
/// of a second.
///
/// ```
/// use ravand_feel::DaysDuration;
/// let length: DaysDuration = "PT36H".parse().unwrap();
/// assert_eq!(length.to_string(), "P1DT12H");          // one way to write a length
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct DaysDuration {
    /// Rounded towards the past, so that `nanos` is never negative.
    seconds: i64,
    nanos: u32,
}

/// A length of time in years and months: `P1Y2M`.
///
/// ```
/// use ravand_feel::MonthsDuration;
/// let length: MonthsDuration = "P14M".parse().unwrap();
/// assert_eq!(length.to_string(), "P1Y2M");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct MonthsDuration(i64);

impl DaysDuration {
    /// So many seconds, `None` beyond some 31 million years.
    pub fn of_seconds(seconds: i64) -> Option<DaysDuration> {
        DaysDuration::of_nanos(i128::from(seconds) * NANOS)
    }

    /// So many billionths of a second.
    pub(crate) fn of_nanos(nanos: i128) -> Option<DaysDuration> {
        let seconds = i64::try_from(nanos.div_euclid(NANOS)).ok()?;
        let within = seconds.unsigned_abs() <= SECONDS_MAX.unsigned_abs();
        within.then_some(DaysDuration { seconds, nanos: nanos.rem_euclid(NANOS) as u32 })
    }

    pub(crate) fn nanos(self) -> i128 {
        i128::from(self.seconds) * NANOS + i128::from(self.nanos)
    }

    /// Its length in seconds.
    pub fn seconds(self) -> Option<Number> {
        let nanos = Number::from(i64::from(self.nanos)).checked_div(Number::from(NANOS as i64))?;
        Number::from(self.seconds).checked_add(nanos)
    }

    /// So many seconds, cut to a billionth.
    pub(crate) fn of_number(seconds: Number) -> Option<DaysDuration> {
        let whole = seconds.floor();
        let nanos = seconds.checked_sub(whole)?.checked_mul(Number::from(NANOS as i64))?.floor().to_i64()?;
        let seconds = i128::from(whole.to_i64()?) * NANOS;
        DaysDuration::of_nanos(seconds + i128::from(nanos))
    }

    pub(super) fn whole_days_floor(self) -> i64 {
        self.seconds.div_euclid(DAY_SECONDS)
    }

    /// The length without its sign, as days, hours, minutes, whole seconds, billionths.
    pub(crate) fn parts(self) -> (i64, i64, i64, i64, u32) {
        let nanos = self.nanos().unsigned_abs() as i128;
        let (days, rest) = ((nanos / DAY_NANOS) as i64, nanos % DAY_NANOS);
        let seconds = (rest / NANOS) as i64;
        (days, seconds / 3_600, seconds / 60 % 60, seconds % 60, (rest % NANOS) as u32)
    }

    pub(crate) fn is_negative(self) -> bool {
        self.seconds < 0
    }

    /// The sum, `None` if it is too long.
    pub fn checked_add(self, other: DaysDuration) -> Option<DaysDuration> {
        DaysDuration::of_nanos(self.nanos() + other.nanos())
    }

    /// This length towards the other side.
    pub(crate) fn checked_neg(self) -> Option<DaysDuration> {
        DaysDuration::of_nanos(-self.nanos())
    }

    /// Reads what follows the `P`, with the sign known.
    fn read(text: &str, negative: bool) -> Option<DaysDuration> {
        let mut total: i128 = 0;
        let (days, time) = text.split_once('T').map_or((text, None), |(days, time)| (days, Some(time)));
        if !days.is_empty() {
            let (count, length, rest) = digits(days, 16);
            if length == 0 || rest != "D" {
                return None;
            }
            total += i128::from(count) * DAY_NANOS;
        } else if time.is_none() {
            return None;
        }
        if let Some(mut rest) = time {
            if rest.is_empty() {
                return None;
            }
            for (unit, seconds) in [('H', 3_600), ('M', 60), ('S', 1)] {
                let (count, length, tail) = digits(rest, 16);
                let (nanos, tail) = match tail.strip_prefix('.').filter(|_| unit == 'S' && length > 0) {
                    Some(tail) => fraction(tail)?,
                    None => (0, tail),
                };
                if let Some(after) = tail.strip_prefix(unit).filter(|_| length > 0) {
                    total += i128::from(count) * seconds * NANOS + i128::from(nanos);
                    rest = after;
                }
            }
            if !rest.is_empty() {
                return None;
            }
        }
        DaysDuration::of_nanos(if negative { -total } else { total })
    }
}

impl MonthsDuration {
    /// So many months, `None` beyond some eight thousand million years.
    pub fn of_months(months: i64) -> Option<MonthsDuration> {
        (months.unsigned_abs() <= MONTHS_MAX.unsigned_abs()).then_some(MonthsDuration(months))
    }

    /// Its length in months.
    pub fn months(self) -> i64 {
        self.0
    }

    /// The sum, `None` if it is too long.
    pub fn checked_add(self, other: MonthsDuration) -> Option<MonthsDuration> {
        MonthsDuration::of_months(self.0 + other.0)
    }

    pub(crate) fn neg(self) -> MonthsDuration {
        MonthsDuration(-self.0)
    }

    fn read(text: &str, negative: bool) -> Option<MonthsDuration> {
        let mut rest = text;
        let mut total = 0_i64;
        for (unit, months) in [('Y', 12), ('M', 1)] {
            let (count, length, tail) = digits(rest, 12);
            if let Some(after) = tail.strip_prefix(unit).filter(|_| length > 0) {
                total = total.checked_add(i64::try_from(count).ok()?.checked_mul(months)?)?;
                rest = after;
            }
        }
        let whole = rest.is_empty() && !text.is_empty();
        MonthsDuration::of_months(if negative { -total } else { total }).filter(|_| whole)
    }
}

fn sign_and_rest(text: &str) -> Option<(bool, &str)> {
    let (negative, rest) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    Some((negative, rest.strip_prefix('P')?))
}

impl FromStr for DaysDuration {
    type Err = NotAValue;

    fn from_str(text: &str) -> Result<Self, NotAValue> {
        let read = sign_and_rest(text).and_then(|(negative, rest)| DaysDuration::read(rest, negative));
        read.ok_or_else(|| NotAValue::new(text, "duration"))
    }
}

impl FromStr for MonthsDuration {
    type Err = NotAValue;

    fn from_str(text: &str) -> Result<Self, NotAValue> {
        let read = sign_and_rest(text).and_then(|(negative, rest)| MonthsDuration::read(rest, negative));
        read.ok_or_else(|| NotAValue::new(text, "months_duration"))
    }
}

impl fmt::Display for DaysDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_negative() {
            f.write_str("-")?;
        }
        f.write_str("P")?;
        let (days, hours, minutes, seconds, nanos) = self.parts();
        if days > 0 {
            write!(f, "{days}D")?;
        }
        if (hours, minutes, seconds, nanos) == (0, 0, 0, 0) {
            return f.write_str(if days > 0 { "" } else { "T0S" });
        }
        f.write_str("T")?;
        for (count, unit) in [(hours, 'H'), (minutes, 'M')] {
            if count > 0 {
                write!(f, "{count}{unit}")?;
            }
        }
        if seconds > 0 || nanos > 0 {
            write!(f, "{seconds}{}S", show_fraction(nanos))?;
        }
        Ok(())
    }
}

impl fmt::Display for MonthsDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total = self.0.unsigned_abs();
        let (years, months) = (total / 12, total % 12);
        f.write_str(if self.0 < 0 { "-P" } else { "P" })?;
        if years > 0 {
            write!(f, "{years}Y")?;
        }
        if months > 0 || years == 0 {
            write!(f, "{months}M")?;
        }
        Ok(())
    }
}

impl fmt::Debug for DaysDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Debug for MonthsDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
