//! Working calendars: when an office is open, and how a length of working time lies on the
//! time line.
//!
//! A [`CalendarSpec`] is what somebody wrote: a time zone, weekly days off, opening hours and
//! holidays, each from a date on. [`WorkingCalendar::compile`] checks it and lays it out day
//! by day over the years [`FIRST_PERSIAN_YEAR`] to [`LAST_PERSIAN_YEAR`] of the Persian
//! calendar, so that questions are answered by look-up: adding time to an instant takes some
//! tens of nanoseconds wherever it falls.
//!
//! Invariant: a calendar never guesses. What lies beyond the covered years is an error, not a
//! day like any other. It reads no clock: *now* is handed in.
//!
//! When a term is over, by the clock, by the office or by law, is said in `due`.
//!
//! Deliberately absent: the lunar calendar is observed, so its holidays are dated data and are
//! never computed.

pub mod codes;
mod compile;
mod date;
mod due;
mod error;
pub mod persian;
mod spec;
mod table;
#[cfg(test)]
mod tests;
mod zone;

pub use compile::{FIRST_PERSIAN_YEAR, HOLIDAYS_MAX, LAST_PERSIAN_YEAR, OPENINGS_MAX, RULES_MAX};
pub use date::{DateMistake, GREGORIAN_YEARS, read_date, shown_date};
pub use due::Pause;
pub use error::CalendarError;
pub use spec::{CalendarSpec, Exception, Holiday, HolidayDate, HoursRule, WeekendRule};

use crate::diagnostic::Diagnostic;
use crate::time::{MICROS_PER_DAY, Timestamp, Unit};
use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;
use compile::Compiled;
use std::sync::Arc;
use table::Table;

/// When an office is open. Immutable, cheap to clone, and shared between threads.
///
/// Working time is counted in one of two ways. *Working minutes and hours* count the time
/// that the office is open. *Working days* count open days: a length of one working day is
/// one day's opening hours, however long that day is open, and half a working day is half of
/// *that* day's hours. Both stand still while the office is closed. Where an instant has to
/// be found for a count, it is the earliest that fits: work that fills a day is done when the
/// office closes, not when it opens again.
///
/// The office is open from the opening up to, not including, the closing.
///
/// ```
/// use chrono::{NaiveDate, NaiveTime, Weekday};
/// use ravand_core::calendar::{CalendarSpec, HoursRule, WeekendRule, WorkingCalendar};
/// use ravand_core::{Spanned, Title, Timestamp, Unit};
///
/// let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
/// let since = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap();
/// let spec = CalendarSpec {
///     id: Spanned::nowhere("office".into()),
///     title: Title::default(),
///     zone: Spanned::nowhere("UTC".to_owned()),
///     weekends: vec![WeekendRule::new(since, vec![Weekday::Sat, Weekday::Sun])],
///     hours: vec![HoursRule::new(since, vec![(time(9), time(17))])],
///     holidays: vec![],
///     exceptions: vec![],
/// };
/// let calendar = WorkingCalendar::compile(&spec).expect("the calendar is sound");
///
/// let at = |text: &str| Timestamp::from_micros(text.parse::<chrono::DateTime<chrono::Utc>>().unwrap().timestamp_micros());
/// let friday = at("2024-03-01T15:00:00Z");
/// let tuesday = at("2024-03-05T11:00:00Z");
/// assert_eq!(calendar.add(friday, 12.0, Unit::WorkingHour), Ok(tuesday));
/// assert_eq!(calendar.working_days_between(friday, tuesday), Ok(1.5));
/// ```
#[derive(Debug, Clone)]
pub struct WorkingCalendar(Hours);

#[derive(Debug, Clone)]
enum Hours {
    AroundTheClock,
    Table(Arc<Table>),
}

const _: () = {
    const fn shared<T: Send + Sync>() {}
    shared::<WorkingCalendar>();
};

impl WorkingCalendar {
    /// Checks a calendar and lays it out. Fails with every mistake found.
    ///
    /// One in UTC that never closes is [`WorkingCalendar::around_the_clock`], without bounds.
    pub fn compile(spec: &CalendarSpec) -> Result<Self, Vec<Diagnostic>> {
        compile::compile(spec).map(|compiled| match compiled {
            Compiled::AroundTheClock => Self::around_the_clock(),
            Compiled::Table(table) => Self(Hours::Table(Arc::new(table))),
        })
    }

    /// The calendar that is always open, as long as time lasts; its days are those of UTC and
    /// its working day has 24 hours.
    pub const fn around_the_clock() -> Self {
        Self(Hours::AroundTheClock)
    }

    /// The instant that lies `amount` units after `from`.
    ///
    /// Working units count as the type says: from a closed instant one first moves to the next
    /// opening, and the answer is the earliest instant by which the length has passed. An
    /// amount of 0 gives `from` itself, open or not. Working days that end within a billionth
    /// of a day of a closing end at the closing.
    ///
    /// All other units are plain time by the clock: a day has 24 hours and a month 30 such
    /// days, whatever the zone's clocks do, and the answer may lie beyond the covered years.
    ///
    /// # Errors
    ///
    /// The amount is negative or not finite, or the covered years do not reach.
    #[inline]
    pub fn add(&self, from: Timestamp, amount: f64, unit: Unit) -> Result<Timestamp, CalendarError> {
        if !(amount.is_finite() && amount >= 0.0) {
            return Err(CalendarError::NotALength { amount });
        }
        let table = match &self.0 {
            Hours::Table(table) if unit.is_working() => table,
            _ => return self.add_clock_time(from, amount, unit.micros().unwrap_or(MICROS_PER_DAY)),
        };
        let at = match unit.micros() {
            Some(micros) => whole_micros(amount, micros).and_then(|micros| table.add_micros(from.micros(), micros)),
            None => table.add_days(from.micros(), amount),
        };
        self.covered_or(at)
    }

    /// The open time from `a` to `b` in microseconds; negative where `b` is the earlier.
    ///
    /// # Errors
    ///
    /// An instant lies beyond the covered years.
    pub fn working_micros_between(&self, a: Timestamp, b: Timestamp) -> Result<i64, CalendarError> {
        match &self.0 {
            Hours::AroundTheClock => b.micros().checked_sub(a.micros()).ok_or_else(|| self.beyond()),
            Hours::Table(table) => {
                let count = |at: Timestamp| table.open_micros(at.micros()).ok_or_else(|| self.beyond());
                Ok(count(b)? - count(a)?)
            }
        }
    }

    /// The working days from `a` to `b`; negative where `b` is the earlier. The inverse of
    /// [`WorkingCalendar::add`] for working days.
    ///
    /// # Errors
    ///
    /// An instant lies beyond the covered years.
    pub fn working_days_between(&self, a: Timestamp, b: Timestamp) -> Result<f64, CalendarError> {
        match &self.0 {
            Hours::AroundTheClock => Ok(self.working_micros_between(a, b)? as f64 / MICROS_PER_DAY as f64),
            Hours::Table(table) => table.open_days_between(a.micros(), b.micros()).ok_or_else(|| self.beyond()),
        }
    }

    /// `at` itself if the office is open then, else the next opening.
    ///
    /// # Errors
    ///
    /// `at` or the next opening lies beyond the covered years.
    pub fn next_open(&self, at: Timestamp) -> Result<Timestamp, CalendarError> {
        match &self.0 {
            Hours::AroundTheClock => Ok(at),
            Hours::Table(table) => self.covered_or(table.next_open(at.micros())),
        }
    }

    /// Whether the office is open. Beyond the covered years it is not.
    pub fn is_open(&self, at: Timestamp) -> bool {
        match &self.0 {
            Hours::AroundTheClock => true,
            Hours::Table(table) => table.is_open(at.micros()),
        }
    }

    /// The first opening on or after a local date; `None` beyond the covered years.
    pub fn opening(&self, date: NaiveDate) -> Option<Timestamp> {
        let at = match &self.0 {
            Hours::AroundTheClock => date.and_time(NaiveTime::MIN).and_utc().timestamp_micros(),
            Hours::Table(table) => table.first_opening(table.row_of_date(date)?)?,
        };
        Some(Timestamp::from_micros(at))
    }

    /// When a local date begins, open or not; `None` beyond the covered years.
    pub fn beginning(&self, date: NaiveDate) -> Option<Timestamp> {
        let at = match &self.0 {
            Hours::AroundTheClock => date.and_time(NaiveTime::MIN).and_utc().timestamp_micros(),
            Hours::Table(table) => table.start(table.row_of_date(date)?)?,
        };
        Some(Timestamp::from_micros(at))
    }

    /// The date that the calendar on the office's wall shows.
    pub fn local_date(&self, at: Timestamp) -> NaiveDate {
        let at = at.micros();
        match &self.0 {
            Hours::AroundTheClock => zone::local_date(Tz::UTC, at),
            Hours::Table(table) => match table.row(at) {
                Some(row) if table.start(row + 1) != Some(at) => table.date(row),
                _ => zone::local_date(table.zone, at),
            },
        }
    }

    /// The number of local dates from `start` to `end`: a day begun counts as a whole one. An
    /// end at midnight belongs to the day that it ends. An end before the start counts as the
    /// start: 1.
    pub fn calendar_days(&self, start: Timestamp, end: Timestamp) -> i64 {
        // The last moment that was still spent.
        let last = if end > start { end.plus_micros(-1) } else { start };
        (self.local_date(last) - self.local_date(start)).num_days() + 1
    }

    /// The first and the last date that the calendar knows.
    pub fn covered(&self) -> (NaiveDate, NaiveDate) {
        match &self.0 {
            Hours::AroundTheClock => (NaiveDate::MIN, NaiveDate::MAX),
            Hours::Table(table) => (table.first, table.last()),
        }
    }

    /// The dated holidays from one date to another, both included, that were only estimated
    /// when they were written down. Who shows a result that rests on them should say so.
    pub fn estimated_holidays(&self, from: NaiveDate, to: NaiveDate) -> &[NaiveDate] {
        let Hours::Table(table) = &self.0 else { return &[] };
        let begin = table.estimated.partition_point(|date| *date < from);
        let end = table.estimated.partition_point(|date| *date <= to);
        table.estimated.get(begin..end).unwrap_or_default()
    }

    /// The first and the last dated holiday: outside of these dates the calendar knows only
    /// the holidays that come every year.
    pub fn dated_holidays(&self) -> Option<(NaiveDate, NaiveDate)> {
        match &self.0 {
            Hours::AroundTheClock => None,
            Hours::Table(table) => table.dated,
        }
    }

    fn add_clock_time(&self, from: Timestamp, amount: f64, unit: i64) -> Result<Timestamp, CalendarError> {
        let at = whole_micros(amount, unit).and_then(|micros| from.micros().checked_add(micros));
        self.covered_or(at)
    }

    #[inline]
    fn covered_or(&self, at: Option<i64>) -> Result<Timestamp, CalendarError> {
        match at {
            Some(at) => Ok(Timestamp::from_micros(at)),
            None => Err(self.beyond()),
        }
    }

    #[cold]
    fn beyond(&self) -> CalendarError {
        let (from, to) = self.covered();
        CalendarError::BeyondCoverage { from, to }
    }
}

/// `amount` units in whole micros; `None` if they are more than a number can hold.
#[inline]
fn whole_micros(amount: f64, unit: i64) -> Option<i64> {
    let micros = (amount * unit as f64).round();
    // 2^63 is the first that does not fit.
    (micros < i64::MAX as f64).then_some(micros as i64)
}
