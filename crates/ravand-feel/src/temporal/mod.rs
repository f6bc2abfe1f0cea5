//! Dates, times and durations: FEEL's six kinds of time, without a clock among them.
//!
//! Invariant: a value of these types is a real date or time (no 30 February, no hour 25),
//! and every operation that could leave the range returns `None`. Years go from
//! −999 999 999 to 999 999 999 in the proleptic Gregorian calendar, as ISO 8601 writes
//! them. Deliberately absent: the current time, and time zones by name: an offset says
//! all that a comparison needs, and a zone's history is no business of an expression.

mod date;
mod duration;
mod time;

pub use date::Date;
pub use duration::{DaysDuration, MonthsDuration};
pub use time::{DateTime, Time};

/// Seconds of a day.
pub(crate) const DAY_SECONDS: i64 = 86_400;
/// Nanoseconds of a second.
pub(crate) const NANOS: i128 = 1_000_000_000;
/// Nanoseconds of a day.
pub(crate) const DAY_NANOS: i128 = DAY_SECONDS as i128 * NANOS;

/// Up to `max` digits at the front of a text, as a number; how many there were; the rest.
fn digits(text: &str, max: usize) -> (u64, usize, &str) {
    let length = text.bytes().take(max).take_while(u8::is_ascii_digit).count();
    let (head, rest) = text.split_at(length);
    (head.parse().unwrap_or(0), length, rest)
}

/// Exactly `count` digits.
fn exactly(text: &str, count: usize) -> Option<(u32, &str)> {
    let (value, found, rest) = digits(text, count);
    (found == count).then_some((u32::try_from(value).ok()?, rest))
}

/// Digits after a decimal point, as billionths; further digits are dropped.
fn fraction(text: &str) -> Option<(u32, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let (all, rest) = text.split_at(length);
    if all.is_empty() {
        return None;
    }
    let kept: String = all.chars().chain("000000000".chars()).take(9).collect();
    Some((kept.parse().ok()?, rest))
}

/// Billionths as digits after a point, nothing for none.
fn show_fraction(nanos: u32) -> String {
    if nanos == 0 {
        return String::new();
    }
    format!(".{nanos:09}").trim_end_matches('0').to_owned()
}
