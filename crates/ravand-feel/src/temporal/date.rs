//! A day of the proleptic Gregorian calendar.

use std::fmt;
use std::str::FromStr;

use super::duration::{DaysDuration, MonthsDuration};
use super::exactly;

/// Years of a date.
const YEAR_MAX: i32 = 999_999_999;
/// Days of four hundred years.
const ERA_DAYS: i64 = 146_097;

/// A day, as ISO 8601 writes it: `2024-03-20`.
///
/// ```
/// use ravand_feel::Date;
/// let leap: Date = "2024-02-29".parse().unwrap();
/// assert_eq!(leap.to_string(), "2024-02-29");
/// assert_eq!(Date::new(2023, 2, 29), None);
/// assert_eq!(leap.weekday(), 4);                      // a Thursday; Monday is 1
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

impl Date {
    /// The day, if there is such a day.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Date> {
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        let exists = year.unsigned_abs() <= YEAR_MAX.unsigned_abs()
            && (1..=12).contains(&month)
            && (1..=month_length(year, month)).contains(&day);
        exists.then_some(Date { year, month, day })
    }

    /// The year; 0 is the year before 1.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, from 1.
    pub fn month(self) -> u32 {
        self.month.into()
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u32 {
        self.day.into()
    }

    /// The day of the week, Monday 1 to Sunday 7.
    pub fn weekday(self) -> u32 {
        // 1970-01-01 was a Thursday.
        (self.days() + 3).rem_euclid(7) as u32 + 1
    }

    /// The day of the year, from 1.
    pub fn day_of_year(self) -> u32 {
        let first = Date { month: 1, day: 1, ..self };
        (self.days() - first.days()) as u32 + 1
    }

    /// The week of the year after ISO 8601: week 1 holds the year's first Thursday.
    pub fn week_of_year(self) -> u32 {
        let thursday = Date::of_days(self.days() + 4 - i64::from(self.weekday())).unwrap_or(self);
        (thursday.day_of_year() - 1) / 7 + 1
    }

    /// Days since 1970-01-01.
    pub fn days(self) -> i64 {
        // Years begin in March here, so that a leap day is the last of its year.
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let month = (i64::from(self.month) + 9) % 12;
        let of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// The day so many days after 1970-01-01.
    pub fn of_days(days: i64) -> Option<Date> {
        let shifted = days.checked_add(719_468)?;
        let era = shifted.div_euclid(ERA_DAYS);
        let of_era = shifted.rem_euclid(ERA_DAYS);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = era.checked_mul(400)? + year_of_era + i64::from(month <= 2);
        Date::new(i32::try_from(year).ok()?, month as u32, day as u32)
    }

    /// The same day so many months later; the last of the month where it has no such day.
    pub fn checked_add_months(self, months: MonthsDuration) -> Option<Date> {
        let total = (i64::from(self.year) * 12 + i64::from(self.month) - 1).checked_add(months.months())?;
        let (year, month) = (i32::try_from(total.div_euclid(12)).ok()?, total.rem_euclid(12) as u32 + 1);
        let last = u32::from(month_length(year, month as u8));
        Date::new(year, month, self.day().min(last))
    }

    /// The day on which a span that began with this day ends; a part of a day is cut off
    /// towards the past.
    pub fn checked_add_days(self, span: DaysDuration) -> Option<Date> {
        Date::of_days(self.days().checked_add(span.whole_days_floor())?)
    }

    /// Whole months from this day to `later`, negative if that is earlier.
    pub(crate) fn months_until(self, later: Date) -> i64 {
        let months = |date: Date| i64::from(date.year) * 12 + i64::from(date.month);
        let difference = months(later) - months(self);
        if difference > 0 && later.day < self.day {
            difference - 1
        } else if difference < 0 && later.day > self.day {
            difference + 1
        } else {
            difference
        }
    }

    /// Reads a date at the front of a text.
    pub(super) fn read(text: &str) -> Option<(Date, &str)> {
        let (negative, unsigned) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (year, length, rest) = super::digits(unsigned, 10);
        // Four digits at least; a longer year has no leading zero.
        if !(4..=9).contains(&length) || (length > 4 && unsigned.starts_with('0')) {
            return None;
        }
        let year = i32::try_from(year).ok()?;
        let (month, rest) = exactly(rest.strip_prefix('-')?, 2)?;
        let (day, rest) = exactly(rest.strip_prefix('-')?, 2)?;
        Some((Date::new(if negative { -year } else { year }, month, day)?, rest))
    }
}

fn month_length(year: i32, month: u8) -> u8 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl FromStr for Date {
    type Err = super::super::value::NotAValue;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match Date::read(text) {
            Some((date, "")) => Ok(date),
            _ => Err(Self::Err::new(text, "date")),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{:02}-{:02}", self.year.unsigned_abs(), self.month, self.day)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
