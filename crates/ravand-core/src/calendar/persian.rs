//! Dates of the Persian calendar (Solar Hijri), as Iran's offices write them.
//!
//! The arithmetic is `icu_calendar`'s; this is the little of it that calendars and reports
//! need. No dates of the lunar calendar are here: those are observed, not computed.

use chrono::{Datelike, NaiveDate};
use icu_calendar::Date;
use icu_calendar::cal::Persian;
use icu_calendar::types::RataDie;
use std::fmt;

/// The first year in which the leap-year rule is known to agree with the sky.
pub const YEAR_MIN: i32 = 1178;
/// The last such year.
pub const YEAR_MAX: i32 = 3000;

/// A date of the Persian calendar between the years [`YEAR_MIN`] and [`YEAR_MAX`].
///
/// ```
/// use ravand_core::calendar::persian::PersianDate;
///
/// let nowruz = PersianDate::new(1401, 1, 1).expect("every year has a first day");
/// assert_eq!(nowruz.gregorian().to_string(), "2022-03-21");
/// assert_eq!(nowruz.to_string(), "1401/01/01");
/// assert_eq!(PersianDate::new(1401, 12, 30), None); // 1401 is no leap year
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersianDate {
    year: i32,
    month: u8,
    day: u8,
}

impl PersianDate {
    /// This day, if the calendar has it.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let date = Date::try_new_persian(year, month, day).ok()?;
        (YEAR_MIN..=YEAR_MAX).contains(&year).then_some(Self::of(date))
    }

    /// The same day, given by the Gregorian calendar; `None` outside the years of this type.
    pub fn from_gregorian(date: NaiveDate) -> Option<Self> {
        let days = RataDie::new(i64::from(date.num_days_from_ce()));
        let date = Self::of(Date::from_rata_die(days, Persian));
        (YEAR_MIN..=YEAR_MAX).contains(&date.year).then_some(date)
    }

    /// The same day by the Gregorian calendar.
    pub fn gregorian(self) -> NaiveDate {
        Date::try_new_persian(self.year, self.month, self.day)
            .ok()
            .and_then(|date| i32::try_from(date.to_rata_die().to_i64_date()).ok())
            .and_then(NaiveDate::from_num_days_from_ce_opt)
            // Out of reach: `new` and `from_gregorian` let only existing days in.
            .unwrap_or_default()
    }

    /// The year.
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 (Farvardin) to 12 (Esfand).
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// The day of the same number so many months later, or the last of that month if it is
    /// shorter; `None` outside the years of this type.
    ///
    /// ```
    /// use ravand_core::calendar::persian::PersianDate;
    /// let shahrivar = PersianDate::new(1401, 6, 31).expect("it has 31 days");
    /// assert_eq!(shahrivar.plus_months(1), PersianDate::new(1401, 7, 30));
    /// ```
    pub fn plus_months(self, months: u32) -> Option<Self> {
        let months = i64::from(self.year) * 12 + i64::from(self.month) - 1 + i64::from(months);
        let year = i32::try_from(months / 12).ok().filter(|year| (YEAR_MIN..=YEAR_MAX).contains(year))?;
        let month = (months % 12 + 1) as u8;
        Self::new(year, month, self.day.min(month_days(year, month)))
    }

    fn of(date: Date<Persian>) -> Self {
        Self { year: date.era_year().year, month: date.month().ordinal, day: date.day_of_month().0 }
    }
}

/// Whether a year of the Persian calendar has 366 days.
pub fn is_leap(year: i32) -> bool {
    PersianDate::new(year, 12, 30).is_some()
}

/// The days of a month, 1 (Farvardin) to 12 (Esfand), in a year of the Persian calendar.
pub fn month_days(year: i32, month: u8) -> u8 {
    match month {
        ..=6 => 31,
        7..=11 => 30,
        _ if is_leap(year) => 30,
        _ => 29,
    }
}

impl fmt::Display for PersianDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{:02}/{:02}", self.year, self.month, self.day)
    }
}
