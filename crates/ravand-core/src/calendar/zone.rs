//! Local time on the time line.
//!
//! Where the clock is set back, a local time that comes twice means the first; where it is
//! set forward, one that never comes means the instant of the change. So the map from local
//! time to the time line never goes back.

use crate::time::MICROS_PER_SECOND;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone};
use chrono_tz::Tz;

/// Farther than any clock was ever set forward.
const GAP_SECONDS_MAX: i64 = 26 * 3_600;

/// Asks one zone for dates in order. It remembers the distance to UTC, which changes at most
/// a few times a year, and so is spared most searches in the zone's history.
#[derive(Clone, Copy)]
pub(super) struct Clock {
    zone: Tz,
    /// Seconds that local time is ahead of UTC, where it was asked last.
    offset: i64,
}

impl Clock {
    pub(super) fn new(zone: Tz) -> Self {
        Self { zone, offset: 0 }
    }

    /// The first instant of a local date.
    pub(super) fn begin(&mut self, date: NaiveDate) -> i64 {
        let begin = self.at(date, 0);
        if begin != self.guess(wall(date, 0)) {
            self.offset = offset(self.zone, begin);
        }
        begin
    }

    /// The instant at which so many micros of a local day have passed by the clock on the
    /// wall.
    pub(super) fn at(&self, date: NaiveDate, micros: i64) -> i64 {
        let wall = wall(date, micros);
        // With the distance that held earlier: of two instants with this local time it
        // gives the first.
        let guess = self.guess(wall);
        if offset(self.zone, guess) == self.offset {
            return guess;
        }
        let local = utc(wall).and_then(|local| self.zone.from_local_datetime(&local).earliest());
        local.map_or_else(|| self.after_gap(wall), |instant| instant.timestamp_micros())
    }

    /// The instant at which the clock shows `wall`, if it has not been changed since.
    fn guess(&self, wall: i64) -> i64 {
        wall - self.offset * MICROS_PER_SECOND
    }

    /// The first instant, to the second, at which the clock shows `wall` or later.
    fn after_gap(&self, wall: i64) -> i64 {
        let wall = wall.div_euclid(MICROS_PER_SECOND);
        let (mut before, mut after) = (wall - GAP_SECONDS_MAX, wall + GAP_SECONDS_MAX);
        while after - before > 1 {
            let middle = before + (after - before) / 2;
            match middle + offset(self.zone, middle * MICROS_PER_SECOND) >= wall {
                true => after = middle,
                false => before = middle,
            }
        }
        after * MICROS_PER_SECOND
    }
}

/// So many micros after a local midnight, as if the zone were UTC.
fn wall(date: NaiveDate, micros: i64) -> i64 {
    date.and_time(NaiveTime::MIN).and_utc().timestamp_micros() + micros
}

/// The local date of an instant; the nearest date there is for one far beyond all dates.
pub(super) fn local_date(zone: Tz, at: i64) -> NaiveDate {
    let local = at.saturating_add(offset(zone, at) * MICROS_PER_SECOND);
    utc(local).map_or_else(|| nearest_date(at), |local| local.date())
}

/// Seconds that local time is ahead of UTC at an instant.
fn offset(zone: Tz, at: i64) -> i64 {
    let offset = utc(at).map(|utc| zone.offset_from_utc_datetime(&utc).fix().local_minus_utc());
    offset.map_or(0, i64::from)
}

fn utc(micros: i64) -> Option<NaiveDateTime> {
    DateTime::from_timestamp_micros(micros).map(|time| time.naive_utc())
}

fn nearest_date(at: i64) -> NaiveDate {
    if at < 0 { NaiveDate::MIN } else { NaiveDate::MAX }
}
