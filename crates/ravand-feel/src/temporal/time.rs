//! Times of day, and moments: a date with a time.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use super::date::Date;
use super::duration::{DaysDuration, MonthsDuration};
use super::{DAY_NANOS, DAY_SECONDS, NANOS, exactly, fraction, show_fraction};
use crate::value::NotAValue;

/// Seconds by which an offset may differ from universal time.
const OFFSET_MAX: i32 = 14 * 3_600;
/// Stands for "no offset", so that a moment needs no more room than a text does.
const NO_OFFSET: i32 = i32::MIN;

/// A time of day, with or without its offset from universal time: `08:30:00`,
/// `08:30:00+03:30`.
///
/// ```
/// use ravand_feel::Time;
/// let opening: Time = "07:30:00".parse().unwrap();
/// assert_eq!(opening.hour(), 7);
/// assert!("25:00:00".parse::<Time>().is_err());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Time {
    /// Since midnight.
    seconds: u32,
    nanos: u32,
    offset: i32,
}

/// A moment: a date with a time of day, with or without an offset.
///
/// ```
/// use ravand_feel::DateTime;
/// let moment: DateTime = "2024-03-20T07:30:00+03:30".parse().unwrap();
/// assert_eq!(moment.date().to_string(), "2024-03-20");
/// assert_eq!(moment.to_string(), "2024-03-20T07:30:00+03:30");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateTime {
    date: Date,
    time: Time,
}

impl Time {
    /// The time, if there is such a time. The offset is in seconds east of universal time.
    pub fn new(hour: u32, minute: u32, second: u32, nanos: u32, offset: Option<i32>) -> Option<Time> {
        let exists = hour < 24 && minute < 60 && second < 60 && i128::from(nanos) < NANOS;
        let near = offset.is_none_or(|offset| offset.abs() <= OFFSET_MAX);
        let offset = offset.unwrap_or(NO_OFFSET);
        (exists && near).then(|| Time { seconds: hour * 3_600 + minute * 60 + second, nanos, offset })
    }

    /// Midnight.
    pub(crate) fn midnight(offset: Option<i32>) -> Time {
        Time { seconds: 0, nanos: 0, offset: offset.unwrap_or(NO_OFFSET) }
    }

    /// The hour, from 0.
    pub fn hour(self) -> u32 {
        self.seconds / 3_600
    }

    /// The minute, from 0.
    pub fn minute(self) -> u32 {
        self.seconds / 60 % 60
    }

    /// The whole second, from 0.
    pub fn second(self) -> u32 {
        self.seconds % 60
    }

    /// The part of a second, in billionths.
    pub fn nanos(self) -> u32 {
        self.nanos
    }

    /// The offset from universal time in seconds, if one was said.
    pub fn offset(self) -> Option<i32> {
        (self.offset != NO_OFFSET).then_some(self.offset)
    }

    /// Billionths since midnight.
    pub(crate) fn of_day(self) -> i128 {
        i128::from(self.seconds) * NANOS + i128::from(self.nanos)
    }

    fn of_nanos(nanos: i128, offset: i32) -> Time {
        let nanos = nanos.rem_euclid(DAY_NANOS);
        Time { seconds: (nanos / NANOS) as u32, nanos: (nanos % NANOS) as u32, offset }
    }

    /// The time so much later, around midnight if need be.
    pub fn plus(self, span: DaysDuration) -> Time {
        Time::of_nanos(self.of_day() + span.nanos() % DAY_NANOS, self.offset)
    }

    /// From `other` to this one; `None` where only one of them has an offset.
    pub(crate) fn since(self, other: Time) -> Option<DaysDuration> {
        DaysDuration::of_nanos(self.universal(other)? - other.universal(self)?)
    }

    /// Billionths since midnight of universal time, or of nobody's where neither has one.
    fn universal(self, other: Time) -> Option<i128> {
        match (self.offset(), other.offset()) {
            (Some(offset), Some(_)) => Some(self.of_day() - i128::from(offset) * NANOS),
            (None, None) => Some(self.of_day()),
            _ => None,
        }
    }

    /// Which is earlier; `None` where only one of them has an offset.
    pub fn compare(self, other: Time) -> Option<Ordering> {
        Some(self.universal(other)?.cmp(&other.universal(self)?))
    }

    fn read(text: &str) -> Option<(Time, &str)> {
        let (hour, rest) = exactly(text, 2)?;
        let (minute, rest) = exactly(rest.strip_prefix(':')?, 2)?;
        let (second, rest) = exactly(rest.strip_prefix(':')?, 2)?;
        let (nanos, rest) = match rest.strip_prefix('.') {
            Some(rest) => fraction(rest)?,
            None => (0, rest),
        };
        let (offset, rest) = read_offset(rest)?;
        Some((Time::new(hour, minute, second, nanos, offset)?, rest))
    }
}

/// `Z`, `+03:30`, `-05:00:10`, or nothing.
fn read_offset(text: &str) -> Option<(Option<i32>, &str)> {
    if let Some(rest) = text.strip_prefix('Z').or_else(|| text.strip_prefix('z')) {
        return Some((Some(0), rest));
    }
    let sign = match text.as_bytes().first() {
        Some(b'+') => 1,
        Some(b'-') => -1,
        _ => return Some((None, text)),
    };
    let (hours, rest) = exactly(text.get(1..)?, 2)?;
    let (minutes, rest) = exactly(rest.strip_prefix(':')?, 2)?;
    let (seconds, rest) = match rest.strip_prefix(':') {
        Some(rest) => exactly(rest, 2)?,
        None => (0, rest),
    };
    if minutes > 59 || seconds > 59 {
        return None;
    }
    Some((Some(sign * (hours * 3_600 + minutes * 60 + seconds) as i32), rest))
}

impl DateTime {
    /// That time on that date.
    pub fn new(date: Date, time: Time) -> DateTime {
        DateTime { date, time }
    }

    /// Its date, where it was written.
    pub fn date(self) -> Date {
        self.date
    }

    /// Its time of day.
    pub fn time(self) -> Time {
        self.time
    }

    fn local(self) -> i128 {
        i128::from(self.date.days()) * DAY_NANOS + self.time.of_day()
    }

    fn of_local(local: i128, offset: i32) -> Option<DateTime> {
        let date = Date::of_days(i64::try_from(local.div_euclid(DAY_NANOS)).ok()?)?;
        Some(DateTime { date, time: Time::of_nanos(local, offset) })
    }

    fn universal(self, other: DateTime) -> Option<i128> {
        match (self.time.offset(), other.time.offset()) {
            (Some(offset), Some(_)) => Some(self.local() - i128::from(offset) * NANOS),
            (None, None) => Some(self.local()),
            _ => None,
        }
    }

    /// Which is earlier; `None` where only one of them has an offset.
    pub fn compare(self, other: DateTime) -> Option<Ordering> {
        Some(self.universal(other)?.cmp(&other.universal(self)?))
    }

    /// From `other` to this one; `None` where only one of them has an offset.
    pub(crate) fn since(self, other: DateTime) -> Option<DaysDuration> {
        DaysDuration::of_nanos(self.universal(other)? - other.universal(self)?)
    }

    /// The moment so much later.
    pub fn checked_add_days(self, span: DaysDuration) -> Option<DateTime> {
        DateTime::of_local(self.local() + span.nanos(), self.time.offset)
    }

    /// The same time of day so many months later.
    pub fn checked_add_months(self, months: MonthsDuration) -> Option<DateTime> {
        Some(DateTime { date: self.date.checked_add_months(months)?, ..self })
    }
}

impl FromStr for Time {
    type Err = NotAValue;

    fn from_str(text: &str) -> Result<Self, NotAValue> {
        match Time::read(text.strip_prefix('T').unwrap_or(text)) {
            Some((time, "")) => Ok(time),
            _ => Err(NotAValue::new(text, "time")),
        }
    }
}

impl FromStr for DateTime {
    type Err = NotAValue;

    /// `2024-03-20T07:30:00`; a date alone is its midnight.
    fn from_str(text: &str) -> Result<Self, NotAValue> {
        let wrong = || NotAValue::new(text, "date_time");
        let (date, rest) = Date::read(text).ok_or_else(wrong)?;
        if rest.is_empty() {
            return Ok(DateTime { date, time: Time::midnight(None) });
        }
        let rest = rest.strip_prefix('T').ok_or_else(wrong)?;
        // 24:00:00 is the midnight that ends the day.
        if rest == "24:00:00" {
            let next = Date::of_days(date.days() + 1).ok_or_else(wrong)?;
            return Ok(DateTime { date: next, time: Time::midnight(None) });
        }
        match Time::read(rest) {
            Some((time, "")) => Ok(DateTime { date, time }),
            _ => Err(wrong()),
        }
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}:{:02}{}", self.hour(), self.minute(), self.second(), show_fraction(self.nanos))?;
        match self.offset() {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(offset) => {
                let (sign, seconds) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs());
                write!(f, "{sign}{:02}:{:02}", seconds / 3_600, seconds / 60 % 60)?;
                if seconds % 60 > 0 { write!(f, ":{:02}", seconds % 60) } else { Ok(()) }
            }
        }
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}", self.date, self.time)
    }
}

impl fmt::Debug for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Debug for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

const _: () = assert!(OFFSET_MAX < DAY_SECONDS as i32);
