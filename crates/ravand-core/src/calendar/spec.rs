//! A working calendar as somebody wrote it.
//!
//! Plain data: nothing here is checked, not even that an opening ends after it begins.
//! [`WorkingCalendar::compile`](super::WorkingCalendar::compile) checks it and makes of it
//! what a process can ask.

use crate::id::CalendarId;
use crate::span::{Span, Spanned};
use crate::title::Title;
use chrono::{NaiveDate, NaiveTime, Weekday};

/// When an office is open, as rules that hold from a date on.
///
/// Of several rules the one with the latest `from` on or before a date holds for it. A rule
/// that has an end is an exception while it lasts: it goes before those that have none, and
/// behind its end they hold again. Before the earliest rule without an end that one holds:
/// what was in force in years that nobody wrote down is better guessed from the oldest rule
/// than left closed.
///
/// A date for which an [`Exception`] is written follows it and nothing else. Of the others a
/// holiday closes, then a weekly day off, and then the opening hours are asked.
#[derive(Debug, Clone, PartialEq)]
pub struct CalendarSpec {
    /// Its id.
    pub id: Spanned<CalendarId>,
    /// Its name for people.
    pub title: Title,
    /// An IANA time zone: `Asia/Tehran`. Its history of daylight saving applies.
    pub zone: Spanned<String>,
    /// The weekly days off, dated. None: there is no weekly day off.
    pub weekends: Vec<WeekendRule>,
    /// The opening hours, dated and by weekday.
    pub hours: Vec<HoursRule>,
    /// The days off beside the weekly ones.
    pub holidays: Vec<Holiday>,
    /// Single dates that follow no rule.
    pub exceptions: Vec<Exception>,
}

/// From a date on, these are the weekly days off.
#[derive(Debug, Clone, PartialEq)]
pub struct WeekendRule {
    /// The first date for which the rule holds.
    pub from: Spanned<NaiveDate>,
    /// The last one; `None` where no end is known.
    pub to: Option<Spanned<NaiveDate>>,
    /// The days off; none means that the office works all week.
    pub days: Vec<Weekday>,
}

/// From a date on, these are the opening hours.
///
/// A rule that names weekdays and one for all days may begin on the same date; the named
/// weekdays then follow the rule that names them. A weekday that no rule speaks of is closed.
#[derive(Debug, Clone, PartialEq)]
pub struct HoursRule {
    /// The first date for which the rule holds.
    pub from: NaiveDate,
    /// The last one; `None` where no end is known.
    pub to: Option<NaiveDate>,
    /// The weekdays that it speaks of; empty means all.
    pub days: Vec<Weekday>,
    /// From when to when the office is open, in local time; several where it closes for
    /// lunch, none where it is closed. An end of `00:00` is the midnight that ends the day
    /// (written `24:00`).
    pub open: Vec<(NaiveTime, NaiveTime)>,
    /// Where the rule stands.
    pub span: Span,
}

impl WeekendRule {
    /// From a date on, without an end.
    pub fn new(from: NaiveDate, days: Vec<Weekday>) -> Self {
        Self { from: Spanned::nowhere(from), to: None, days }
    }
}

impl HoursRule {
    /// From a date on, without an end, for all weekdays.
    pub fn new(from: NaiveDate, open: Vec<(NaiveTime, NaiveTime)>) -> Self {
        Self { from, to: None, days: Vec::new(), open, span: Span::default() }
    }
}

/// One date that follows no rule: open on a holiday or a day off, or open for other hours.
#[derive(Debug, Clone, PartialEq)]
pub struct Exception {
    /// When it is.
    pub on: NaiveDate,
    /// Its name for people.
    pub title: Title,
    /// When the office is open on it, as in [`HoursRule::open`].
    pub open: Vec<(NaiveTime, NaiveTime)>,
    /// Where it stands.
    pub span: Span,
}

/// A day off beside the weekly ones.
#[derive(Debug, Clone, PartialEq)]
pub struct Holiday {
    /// When it is.
    pub on: HolidayDate,
    /// Its name for people.
    pub title: Title,
    /// Whether the date was computed and not yet announced. Dates that follow the sight of
    /// the moon are known for certain only when they have come.
    pub estimated: bool,
    /// Where it stands.
    pub span: Span,
}

/// When a holiday is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HolidayDate {
    /// In every year of the Persian calendar that has this day: 30 Esfand is there in leap
    /// years only.
    Solar {
        /// 1 (Farvardin) to 12 (Esfand).
        month: u8,
        /// 1 to 31.
        day: u8,
    },
    /// On this one day.
    Dated(NaiveDate),
}
