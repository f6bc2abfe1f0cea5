//! A calendar so slow and plain that it is obviously right, asked the same questions.
//!
//! It walks minute by minute and looks at the clock on the wall each time; it keeps no table
//! and no sums. Hours that touch a change of the clocks are left to [`super::facts`].

use super::{compiled, date, holiday, hours};
use crate::calendar::persian::PersianDate;
use crate::calendar::{CalendarSpec, HolidayDate, HoursRule, WeekendRule, WorkingCalendar};
use crate::span::Spanned;
use crate::time::{Timestamp, Unit};
use crate::title::Title;
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use chrono_tz::Tz;
use proptest::prelude::*;

const MINUTE: i64 = 60_000_000;
/// So many minutes are walked at most in one direction.
const HORIZON: i64 = 60 * 24 * 60;

struct Slow<'a> {
    spec: &'a CalendarSpec,
    zone: Tz,
}

impl<'a> Slow<'a> {
    fn new(spec: &'a CalendarSpec) -> Self {
        Self { spec, zone: spec.zone.parse().expect("the zone exists") }
    }

    fn wall(&self, minute: i64) -> NaiveDateTime {
        let time = DateTime::from_timestamp_micros(minute * MINUTE).expect("the time has a date");
        time.with_timezone(&self.zone).naive_local()
    }

    fn hours(&self, day: NaiveDate) -> &[(NaiveTime, NaiveTime)] {
        let off = |rule: &&WeekendRule| *rule.from <= day;
        let off = self.spec.weekends.iter().filter(off).max_by_key(|rule| *rule.from);
        let is_holiday = self.spec.holidays.iter().any(|holiday| match holiday.on {
            HolidayDate::Dated(on) => on == day,
            HolidayDate::Solar { month, day: on } => {
                PersianDate::from_gregorian(day).is_some_and(|day| (day.month(), day.day()) == (month, on))
            }
        });
        if is_holiday || off.is_some_and(|rule| rule.days.contains(&day.weekday())) {
            return &[];
        }
        let holds =
            |rule: &&HoursRule| rule.from <= day && (rule.days.is_empty() || rule.days.contains(&day.weekday()));
        let rule = self.spec.hours.iter().filter(holds).max_by_key(|rule| (rule.from, !rule.days.is_empty()));
        rule.map_or(&[], |rule| &rule.open)
    }

    /// Whether the minute that begins here is open.
    fn is_open(&self, minute: i64) -> bool {
        let wall = self.wall(minute);
        let ends = |close: NaiveTime| close == NaiveTime::MIN || wall.time() < close;
        self.hours(wall.date()).iter().any(|(open, close)| *open <= wall.time() && ends(*close))
    }

    fn minutes_between(&self, a: i64, b: i64) -> i64 {
        (a..b).filter(|minute| self.is_open(*minute)).count() as i64
    }

    /// The end of the `count`th open minute.
    fn add_minutes(&self, from: i64, count: i64) -> Option<i64> {
        let open = (from..from + HORIZON).filter(|minute| self.is_open(*minute));
        if count == 0 { Some(from) } else { open.map(|minute| minute + 1).nth(count as usize - 1) }
    }

    /// The open minutes of the local day that holds this minute.
    fn day_of(&self, minute: i64) -> Vec<i64> {
        let day = self.wall(minute).date();
        let near = minute - 26 * 60..minute + 26 * 60;
        near.filter(|minute| self.wall(*minute).date() == day && self.is_open(*minute)).collect()
    }

    /// Takes from each day what it has left, until the amount is used up. In micros.
    fn add_days(&self, from: i64, mut amount: f64) -> Option<f64> {
        let mut minute = from;
        while minute < from + HORIZON {
            let (day, length) = (self.day_of(minute), self.day_of(minute).len() as f64);
            let left: Vec<_> = day.into_iter().filter(|open| *open >= minute).collect();
            if !left.is_empty() && amount * length <= left.len() as f64 + 1e-6 {
                let (whole, part) = ((amount * length).floor(), (amount * length).fract());
                // At the end of a minute, rather than at the beginning of the next open one.
                return match (left.get(whole as usize), whole as usize) {
                    (Some(open), _) if part > 1e-6 => Some((*open as f64 + part) * MINUTE as f64),
                    (_, 0) => Some((from as f64) * MINUTE as f64),
                    (_, whole) => Some((left[whole.min(left.len()) - 1] + 1) as f64 * MINUTE as f64),
                };
            }
            if !left.is_empty() {
                amount -= left.len() as f64 / length;
            }
            let today = self.wall(minute).date();
            minute = (minute..).find(|next| self.wall(*next).date() != today)?;
        }
        None
    }
}

fn weekday() -> impl Strategy<Value = Weekday> {
    (0u8..7).prop_map(|day| Weekday::try_from(day).expect("seven days"))
}

fn openings() -> impl Strategy<Value = Vec<(NaiveTime, NaiveTime)>> {
    prop_oneof![
        2 => Just(hours("07:30-14:30")),
        2 => Just(hours("09:00-12:00 13:00-17:00")),
        1 => Just(hours("13:10-13:11 04:00-05:17 19:00-22:00")),
        1 => Just(hours("00:00-24:00")),
        1 => Just(vec![]),
    ]
}

fn day() -> impl Strategy<Value = NaiveDate> {
    (0u64..500).prop_map(|days| date("2021-09-01") + Days::new(days))
}

/// A calendar with rules that begin around the years 2021 to 2023.
fn specs() -> impl Strategy<Value = CalendarSpec> {
    static ZONES: [&str; 6] =
        ["UTC", "Asia/Tehran", "America/New_York", "Australia/Lord_Howe", "Europe/Berlin", "Asia/Kathmandu"];
    let rule = (proptest::collection::vec(weekday(), 0..3), openings());
    (
        proptest::sample::select(&ZONES[..]),
        proptest::collection::btree_map(day(), proptest::collection::vec(weekday(), 0..3), 0..3),
        proptest::collection::btree_map(day(), rule, 0..3),
        proptest::collection::vec(day(), 0..40),
        proptest::collection::vec((1u8..=12, 1u8..=30), 0..10),
    )
        .prop_map(|(zone, weekends, rules, dated, solar)| {
            let start = date("2000-01-01");
            let weekend = |(from, days)| WeekendRule::new(from, days);
            let hours_of = |from, days, open| HoursRule { days, ..HoursRule::new(from, open) };
            let first = [hours_of(start, vec![], hours("08:00-16:00"))];
            // Some rules close the office; at last it opens again.
            let last = [hours_of(date("2023-06-01"), vec![], hours("08:00-16:00"))];
            let more = rules.into_iter().map(|(from, (days, open))| hours_of(from, days, open));
            let dated = dated.into_iter().map(HolidayDate::Dated);
            let solar = solar.into_iter().map(|(month, day)| HolidayDate::Solar { month, day });
            CalendarSpec {
                id: Spanned::nowhere("random".into()),
                title: Title::default(),
                zone: Spanned::nowhere(zone.to_owned()),
                weekends: [(start, vec![Weekday::Fri])].into_iter().chain(weekends).map(weekend).collect(),
                hours: first.into_iter().chain(more).chain(last).collect(),
                holidays: dated.chain(solar).map(holiday).collect(),
                exceptions: vec![],
            }
        })
}

/// A minute between the autumn of 2021 and that of 2022, when Tehran had its last summer time.
fn minute() -> std::ops::Range<i64> {
    let first = |day: &str| date(day).and_time(NaiveTime::MIN).and_utc().timestamp() / 60;
    first("2021-10-01")..first("2022-10-01")
}

fn instant(minute: i64) -> Timestamp {
    Timestamp::from_micros(minute * MINUTE)
}

/// What the fast calendar must answer, if the slow one found an answer in its horizon.
fn agree(calendar: &WorkingCalendar, slow: &Slow<'_>, from: i64, minutes: i64, days: f64) -> Result<(), TestCaseError> {
    let start = instant(from);
    prop_assert_eq!(calendar.is_open(start), slow.is_open(from));
    prop_assert_eq!(calendar.local_date(start), slow.wall(from).date());
    let next = (from..from + HORIZON).find(|minute| slow.is_open(*minute));
    if let Some(next) = next {
        prop_assert_eq!(calendar.next_open(start), Ok(instant(next)));
    }
    let open = slow.minutes_between(from, from + minutes);
    prop_assert_eq!(calendar.working_micros_between(start, instant(from + minutes)), Ok(open * MINUTE));
    if let Some(end) = slow.add_minutes(from, minutes) {
        prop_assert_eq!(calendar.add(start, minutes as f64, Unit::WorkingMinute), Ok(instant(end)));
        prop_assert_eq!(calendar.add(start, minutes as f64 / 60.0, Unit::WorkingHour), Ok(instant(end)));
    }
    if let Some(end) = slow.add_days(from, days) {
        let fast = calendar.add(start, days, Unit::WorkingDay).map(|time| time.micros() as f64);
        let error = fast.map(|fast| (fast - end).abs());
        prop_assert!(error.is_ok_and(|error| error <= 100.0), "fast {:?}, slow {}", fast, end);
    }
    Ok(())
}

fn amounts() -> impl Strategy<Value = f64> {
    prop_oneof![0.0..12.0f64, (0u8..48).prop_map(|quarters| f64::from(quarters) / 4.0)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_slow_calendar_agrees(
        spec in specs(),
        questions in proptest::collection::vec((minute(), 0i64..6_000, amounts()), 8),
    ) {
        let (calendar, slow) = (compiled(&spec), Slow::new(&spec));
        for (from, minutes, days) in questions {
            agree(&calendar, &slow, from, minutes, days)?;
        }
    }

    #[test]
    fn the_laws_of_adding(
        spec in specs(),
        questions in proptest::collection::vec((minute(), 0..MINUTE, 0.0..300.0f64, 0.0..300.0f64), 200),
    ) {
        let calendar = compiled(&spec);
        for (from, micros, x, y) in questions {
            let from = instant(from).plus_micros(micros);
            laws(&calendar, from, x, y)?;
        }
    }
}

fn laws(calendar: &WorkingCalendar, from: Timestamp, x: f64, y: f64) -> Result<(), TestCaseError> {
    let (less, more) = (x.min(y), x.max(y));
    let days =
        |from, amount| calendar.add(from, amount, Unit::WorkingDay).map_err(|e| TestCaseError::fail(e.to_string()));
    let minutes = |from, amount: f64| {
        calendar.add(from, amount.floor(), Unit::WorkingMinute).map_err(|e| TestCaseError::fail(e.to_string()))
    };
    for add in [&days as &dyn Fn(Timestamp, f64) -> Result<Timestamp, TestCaseError>, &minutes] {
        let end = add(from, less)?;
        prop_assert!(from <= end && end <= add(from, more)?, "more time ends later");
        prop_assert!(end <= add(from.plus_micros(7_777_777_777), less)?, "who starts later ends later");
        prop_assert!(end == from || calendar.is_open(end.plus_micros(-1)), "the end is the earliest");
    }
    let (there, counted) = (days(from, x)?, minutes(from, x)?);
    let between = calendar.working_days_between(from, there);
    prop_assert!(between.is_ok_and(|between| (between - x).abs() < 2e-8), "{:?} is not {}", between, x);
    prop_assert_eq!(calendar.working_micros_between(from, counted), Ok(x.floor() as i64 * MINUTE));
    prop_assert_eq!(minutes(counted, y)?, minutes(from, x.floor() + y.floor())?, "in two steps or in one");
    Ok(())
}
