//! The compiled hours: one row for every covered day, and the two coordinates in which
//! working time is counted.
//!
//! The *open micros* of an instant are the open time from the beginning of the table to it.
//! Its *open days* are the open days before its own day, plus the share of its own day's
//! hours that has passed. Both stand still while the office is closed. Going back from a
//! coordinate to the time line gives the earliest instant that has it.
//!
//! Invariant: `days` is sorted by start and has one row more than there are days, which
//! begins where the last day ends; `openings` is sorted and lies within its day.

use crate::time::MICROS_PER_DAY;
use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;
use std::fmt;

/// Two shares of a day closer than this are the same: sums of fractions that should end at
/// closing time must not spill into the next day.
const SAME_SHARE: f64 = 1e-9;

pub(super) struct Table {
    pub(super) zone: Tz,
    pub(super) first: NaiveDate,
    pub(super) days: Box<[Day]>,
    pub(super) openings: Box<[Opening]>,
    /// The rows of the days that have any opening.
    pub(super) open_days: Box<[u32]>,
    /// The dated holidays that were only estimated, sorted.
    pub(super) estimated: Box<[NaiveDate]>,
    /// The first and the last dated holiday.
    pub(super) dated: Option<(NaiveDate, NaiveDate)>,
}

/// A local day. Everything before it is summed up, so that two rows tell what lies between.
#[derive(Debug, Clone, Copy)]
pub(super) struct Day {
    /// The first instant of the day.
    pub(super) start: i64,
    /// Open micros before it.
    pub(super) open_micros: i64,
    /// Open days before it.
    pub(super) open_days: u32,
    /// Openings before it.
    pub(super) openings: u32,
}

/// From `open` up to, not including, `close`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opening {
    pub(super) open: i64,
    pub(super) close: i64,
}

/// An instant in open days: whole days before it, and the share of its own day.
#[derive(Debug, Clone, Copy)]
struct OpenDays {
    whole: u32,
    share: f64,
}

impl Table {
    /// The number of covered days.
    pub(super) fn len(&self) -> usize {
        self.days.len().saturating_sub(1)
    }

    pub(super) fn last(&self) -> NaiveDate {
        self.date(self.len().saturating_sub(1))
    }

    /// The date of a row.
    pub(super) fn date(&self, row: usize) -> NaiveDate {
        self.first.checked_add_days(chrono::Days::new(row as u64)).unwrap_or(NaiveDate::MAX)
    }

    /// The row of a date.
    pub(super) fn row_of_date(&self, date: NaiveDate) -> Option<usize> {
        let row = i64::from(date.num_days_from_ce()) - i64::from(self.first.num_days_from_ce());
        usize::try_from(row).ok().filter(|row| *row < self.len())
    }

    /// The row of an instant. The very end of the table belongs to its last day.
    pub(super) fn row(&self, at: i64) -> Option<usize> {
        let (begin, end) = (self.days.first()?.start, self.days.last()?.start);
        if at < begin || at > end {
            return None;
        }
        // A day is 24 h long but for a few: the guess is off by one at most around them.
        let last = self.len().checked_sub(1)?;
        let mut row = (((at - begin) / MICROS_PER_DAY) as usize).min(last);
        while self.days.get(row)?.start > at {
            row = row.checked_sub(1)?;
        }
        while row < last && self.days.get(row + 1)?.start <= at {
            row += 1;
        }
        Some(row)
    }

    /// The instant at which a date begins.
    pub(super) fn start(&self, row: usize) -> Option<i64> {
        Some(self.days.get(row)?.start)
    }

    pub(super) fn openings(&self, row: usize) -> Option<&[Opening]> {
        let (day, next) = (self.days.get(row)?, self.days.get(row + 1)?);
        self.openings.get(day.openings as usize..next.openings as usize)
    }

    pub(super) fn is_open(&self, at: i64) -> bool {
        let openings = self.row(at).and_then(|row| self.openings(row));
        openings.is_some_and(|openings| openings.iter().any(|o| o.open <= at && at < o.close))
    }

    /// `at` if it is open, else the next opening.
    pub(super) fn next_open(&self, at: i64) -> Option<i64> {
        let row = self.row(at)?;
        let next = self.openings(row)?.iter().find(|o| at < o.close);
        match next {
            Some(opening) => Some(at.max(opening.open)),
            None => self.first_opening(row + 1),
        }
    }

    /// The first opening in the row or later.
    pub(super) fn first_opening(&self, row: usize) -> Option<i64> {
        let next = self.days.get(row)?.openings;
        Some(self.openings.get(next as usize)?.open)
    }

    /// The open micros of an instant.
    pub(super) fn open_micros(&self, at: i64) -> Option<i64> {
        let row = self.row(at)?;
        Some(self.days.get(row)?.open_micros + elapsed(self.openings(row)?, at))
    }

    /// The open days from one instant to another, without the loss of digits that the
    /// difference of two long counts would have.
    pub(super) fn open_days_between(&self, a: i64, b: i64) -> Option<f64> {
        let (a, b) = (self.open_days_in(self.row(a)?, a)?, self.open_days_in(self.row(b)?, b)?);
        Some(f64::from(b.whole) - f64::from(a.whole) + (b.share - a.share))
    }

    /// The earliest instant that has `micros` more open micros than `from`; `from` itself
    /// if that is none.
    pub(super) fn add_micros(&self, from: i64, micros: i64) -> Option<i64> {
        let row = self.row(from)?;
        if micros <= 0 {
            return Some(from);
        }
        let elapsed = elapsed(self.openings(row)?, from);
        let target = self.days.get(row)?.open_micros.checked_add(elapsed)?.checked_add(micros)?;
        let row = self.row_reaching(row, target)?;
        self.instant_in(row, target - self.days.get(row)?.open_micros)
    }

    /// The earliest instant that has `amount` more open days than `from`; `from` itself if
    /// that is none.
    pub(super) fn add_days(&self, from: i64, amount: f64) -> Option<i64> {
        let place = self.open_days_in(self.row(from)?, from)?;
        if amount <= 0.0 {
            return Some(from);
        }
        Some(self.at_open_days(place.whole, place.share + amount)?.max(from))
    }

    /// The end of the open day number `count` after `row`'s own; a fraction is a share of
    /// the open day that follows. With 0 the end of the last open day up to this one, or
    /// the beginning of the table if there is none.
    pub(super) fn end_of_open_day_after(&self, row: usize, count: f64) -> Option<i64> {
        self.at_open_days(self.days.get(row + 1)?.open_days, count)
    }

    /// The open days before a row; one row behind the last is allowed.
    pub(super) fn open_days_before(&self, row: usize) -> Option<u32> {
        Some(self.days.get(row)?.open_days)
    }

    /// The row itself if it is an open day, else the next that is.
    pub(super) fn open_row(&self, row: usize) -> Option<usize> {
        self.open_days.get(self.open_days_before(row)? as usize).map(|row| *row as usize)
    }

    fn open_days_in(&self, row: usize, at: i64) -> Option<OpenDays> {
        let (day, next) = (self.days.get(row)?, self.days.get(row + 1)?);
        let length = next.open_micros - day.open_micros;
        let share = match length {
            0 => 0.0,
            _ => elapsed(self.openings(row)?, at) as f64 / length as f64,
        };
        Some(OpenDays { whole: day.open_days, share })
    }

    /// The earliest instant whose open days are `whole + more`.
    fn at_open_days(&self, whole: u32, more: f64) -> Option<i64> {
        let mut days = more.floor();
        let mut share = more - days;
        if share > 1.0 - SAME_SHARE {
            (days, share) = (days + 1.0, 0.0);
        } else if share < SAME_SHARE {
            share = 0.0;
        }
        if days > self.open_days.len() as f64 {
            return None;
        }
        let whole = whole as usize + days as usize;
        if share > 0.0 {
            let row = *self.open_days.get(whole)? as usize;
            let length = self.days.get(row + 1)?.open_micros - self.days.get(row)?.open_micros;
            let elapsed = (share * length as f64).round() as i64;
            if elapsed > 0 {
                return self.instant_in(row, elapsed);
            }
        }
        match whole.checked_sub(1) {
            Some(before) => self.end_of_openings(*self.open_days.get(before)? as usize),
            None => self.start(0),
        }
    }

    /// The first row, `row` or later, by whose end `target` open micros have passed: in
    /// doubling steps, because most lengths are a few days.
    fn row_reaching(&self, row: usize, target: i64) -> Option<usize> {
        let ends = self.days.get(row + 1..)?;
        let mut reach = 1;
        while ends.get(reach - 1).is_some_and(|end| end.open_micros < target) {
            reach *= 2;
        }
        let from = reach / 2;
        let near = ends.get(from..reach.min(ends.len()))?;
        let found = from + near.partition_point(|end| end.open_micros < target);
        (found < ends.len()).then_some(row + found)
    }

    /// The earliest instant in a row by which `elapsed` of its open micros have passed.
    fn instant_in(&self, row: usize, mut elapsed: i64) -> Option<i64> {
        for opening in self.openings(row)? {
            let length = opening.close - opening.open;
            if elapsed <= length {
                return Some(opening.open + elapsed);
            }
            elapsed -= length;
        }
        None
    }

    fn end_of_openings(&self, row: usize) -> Option<i64> {
        Some(self.openings(row)?.last()?.close)
    }
}

impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the rows: there are tens of thousands.
        f.debug_struct("Table")
            .field("zone", &self.zone)
            .field("first", &self.first)
            .field("days", &self.len())
            .field("open_days", &self.open_days.len())
            .finish_non_exhaustive()
    }
}

/// The part of these openings that has passed at an instant.
fn elapsed(openings: &[Opening], at: i64) -> i64 {
    openings.iter().map(|o| (at.min(o.close) - o.open).max(0)).sum()
}
