//! What others know: the Persian calendar, Iran's clocks, the reference simulation.

use super::{at, compiled, date, hours, nine_to_five, office, tehran};
use crate::calendar::persian::{PersianDate, YEAR_MAX, YEAR_MIN};
use crate::calendar::{HolidayDate, HoursRule, WeekendRule, WorkingCalendar};
use crate::time::Unit;
use chrono::{Datelike, NaiveDate, Weekday};
use proptest::prelude::*;

#[track_caller]
fn same_day(year: i32, month: u8, day: u8, gregorian: &str) {
    let persian = PersianDate::new(year, month, day).expect("the day exists");
    assert_eq!(persian.gregorian(), date(gregorian));
    assert_eq!(PersianDate::from_gregorian(date(gregorian)), Some(persian));
}

#[test]
fn nowruz_and_leap_years() {
    same_day(1375, 1, 1, "1996-03-20");
    same_day(1399, 12, 30, "2021-03-20");
    same_day(1400, 1, 1, "2021-03-21");
    same_day(1401, 1, 1, "2022-03-21");
    same_day(1403, 1, 1, "2024-03-20");
    same_day(1403, 12, 30, "2025-03-20");
    same_day(1404, 1, 1, "2025-03-21");
    same_day(1408, 12, 30, "2030-03-20");
    let leap = |year: &i32| PersianDate::new(*year, 12, 30).is_some();
    assert_eq!((1395..=1410).filter(leap).collect::<Vec<_>>(), [1395, 1399, 1403, 1408]);
}

#[test]
fn days_that_do_not_exist() {
    for (year, month, day) in [(1401, 12, 30), (1401, 7, 31), (1401, 13, 1), (1401, 0, 1), (1401, 1, 0), (1401, 1, 32)]
    {
        assert_eq!(PersianDate::new(year, month, day), None, "{year}/{month}/{day}");
    }
    assert_eq!(PersianDate::new(YEAR_MIN - 1, 1, 1), None);
    assert_eq!(PersianDate::new(YEAR_MAX + 1, 1, 1), None);
    assert_eq!(PersianDate::from_gregorian(NaiveDate::MIN), None);
    assert_eq!(PersianDate::from_gregorian(NaiveDate::MAX), None);
}

proptest! {
    #[test]
    fn there_and_back(days in 657_000i32..1_317_000) {
        let gregorian = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
        let persian = PersianDate::from_gregorian(gregorian).unwrap();
        prop_assert_eq!(persian.gregorian(), gregorian);
        prop_assert_eq!(PersianDate::from_gregorian(gregorian.succ_opt().unwrap()).map(|next| next > persian), Some(true));
    }
}

#[track_caller]
fn opens(calendar: &WorkingCalendar, on: &str, expected: &str) {
    assert_eq!(calendar.opening(date(on)), Some(at(expected)));
}

#[test]
fn daylight_saving_in_tehran_until_2022() {
    let calendar = compiled(&office("Asia/Tehran", "07:30-14:30", &[]));
    opens(&calendar, "2022-03-21", "2022-03-21T07:30:00+03:30");
    opens(&calendar, "2022-03-22", "2022-03-22T07:30:00+04:30");
    opens(&calendar, "2022-09-21", "2022-09-21T07:30:00+04:30");
    opens(&calendar, "2022-09-22", "2022-09-22T07:30:00+03:30");
    opens(&calendar, "2023-03-22", "2023-03-22T07:30:00+03:30");
    opens(&calendar, "2023-07-01", "2023-07-01T07:30:00+03:30");
    // No daylight saving in 2006 and 2007 either.
    opens(&calendar, "2006-07-01", "2006-07-01T07:30:00+03:30");
    opens(&calendar, "2008-07-01", "2008-07-01T07:30:00+04:30");
}

#[test]
fn a_day_without_midnight_and_a_day_that_never_was() {
    // The clocks of São Paulo went from 23:59:59 to 01:00.
    let calendar = compiled(&office("America/Sao_Paulo", "00:00-24:00", &[]));
    opens(&calendar, "2018-11-04", "2018-11-04T01:00:00-02:00");
    let night = calendar.working_micros_between(at("2018-11-03T12:00:00-03:00"), at("2018-11-04T12:00:00-02:00"));
    assert_eq!(night, Ok(23 * 3_600_000_000));
    // Samoa went from 29 December 2011 to the 31st.
    let calendar = compiled(&office("Pacific/Apia", "08:00-16:00", &[]));
    opens(&calendar, "2011-12-30", "2011-12-31T08:00:00+14:00");
    let days = calendar.working_days_between(at("2011-12-29T08:00:00-10:00"), at("2011-12-31T16:00:00+14:00"));
    assert_eq!(days, Ok(2.0));
}

#[test]
fn friday_afternoon_and_twelve_hours() {
    let (friday, tuesday) = (at("2024-03-01T15:00:00Z"), at("2024-03-05T11:00:00Z"));
    assert_eq!(nine_to_five().add(friday, 12.0, Unit::WorkingHour), Ok(tuesday));
    assert_eq!(nine_to_five().add(friday, 1.5, Unit::WorkingDay), Ok(tuesday));
}

#[test]
fn the_permit_as_it_is_takes_a_year() {
    let calendar = tehran();
    let start = calendar.opening(date("2022-04-03")).unwrap();
    assert_eq!(start, at("2022-04-03T07:30:00+04:30"));
    let end = calendar.add(start, 238.7, Unit::WorkingDay).unwrap();
    assert_eq!(calendar.calendar_days(start, end), 366);
}

#[track_caller]
fn closed_all_day(calendar: &WorkingCalendar, on: &str) {
    assert_ne!(calendar.local_date(calendar.opening(date(on)).unwrap()), date(on), "{on} is open");
}

#[track_caller]
fn open_on(calendar: &WorkingCalendar, on: &str) {
    assert_eq!(calendar.local_date(calendar.opening(date(on)).unwrap()), date(on), "{on} is closed");
}

#[test]
fn solar_holidays_come_every_year_that_has_them() {
    let mut spec = office("Asia/Tehran", "07:30-14:30", &[]);
    spec.holidays.push(super::holiday(HolidayDate::Solar { month: 12, day: 30 }));
    let calendar = compiled(&spec);
    closed_all_day(&calendar, "2021-03-20");
    closed_all_day(&calendar, "2025-03-20");
    // In a common year the day after 29 Esfand is Nowruz, of which this calendar knows nothing.
    open_on(&calendar, "2022-03-20");
    open_on(&calendar, "2022-03-21");
    closed_all_day(&tehran(), "1997-04-02");
    closed_all_day(&tehran(), "2071-04-02");
}

#[test]
fn rules_hold_from_their_date_on() {
    let mut spec = office("UTC", "09:00-17:00", &[Weekday::Fri]);
    spec.weekends.push(WeekendRule::new(date("2024-03-01"), vec![Weekday::Thu, Weekday::Fri]));
    let rule = |from: &str, days: &[Weekday], open: &str| HoursRule {
        days: days.to_vec(),
        ..HoursRule::new(date(from), hours(open))
    };
    // A named weekday wins over a rule for all days of the same date, in whatever order.
    spec.hours.insert(0, rule("2000-01-01", &[Weekday::Wed], "09:00-12:00"));
    spec.hours.push(rule("2024-03-01", &[], "10:00-16:00"));
    let calendar = compiled(&spec);
    open_on(&calendar, "2024-02-29");
    closed_all_day(&calendar, "2024-03-07");
    closed_all_day(&calendar, "2024-02-23");
    // Before the first rule the first one holds.
    open_on(&calendar, "1999-12-30");
    closed_all_day(&calendar, "1999-12-31");
    let length = |on: &str| {
        let (begin, end) = (at(&format!("{on}T00:00:00Z")), at(&format!("{on}T23:59:59Z")));
        calendar.working_micros_between(begin, end).unwrap() / 3_600_000_000
    };
    assert_eq!(length("2024-02-28"), 3);
    assert_eq!(length("1999-12-29"), 3);
    assert_eq!(length("2024-02-27"), 8);
    assert_eq!(length("2024-03-06"), 6);
    assert_eq!(date("2024-03-06").weekday(), Weekday::Wed);
}
