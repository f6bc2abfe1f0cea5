//! The questions one by one, at the edges of days, hours and years.

use super::{at, compiled, date, holiday, hours, nine_to_five, office};
use crate::calendar::{CalendarError, HolidayDate, WorkingCalendar};
use crate::time::{Length, Timestamp, Unit};
use chrono::{NaiveDate, Weekday};

const MONDAY_MORNING: &str = "2024-03-04T09:00:00Z";
const MONDAY_EVENING: &str = "2024-03-04T17:00:00Z";
const SATURDAY: &str = "2024-03-02T12:00:00Z";

#[track_caller]
fn check(from: &str, amount: f64, unit: Unit, expected: &str) {
    assert_eq!(nine_to_five().add(at(from), amount, unit), Ok(at(expected)));
}

#[test]
fn a_full_day_ends_when_the_office_closes() {
    check(MONDAY_MORNING, 1.0, Unit::WorkingDay, MONDAY_EVENING);
    check(MONDAY_MORNING, 8.0, Unit::WorkingHour, MONDAY_EVENING);
    check(MONDAY_MORNING, 480.0, Unit::WorkingMinute, MONDAY_EVENING);
    check(SATURDAY, 1.0, Unit::WorkingDay, MONDAY_EVENING);
    check(MONDAY_EVENING, 1.0, Unit::WorkingDay, "2024-03-05T17:00:00Z");
    check(MONDAY_EVENING, 0.5, Unit::WorkingDay, "2024-03-05T13:00:00Z");
    check("2024-03-04T16:59:00Z", 2.0, Unit::WorkingMinute, "2024-03-05T09:01:00Z");
}

#[test]
fn nothing_added_moves_nothing() {
    for unit in [Unit::WorkingDay, Unit::WorkingHour, Unit::WorkingMinute, Unit::Day, Unit::Second] {
        check(SATURDAY, 0.0, unit, SATURDAY);
        check(MONDAY_EVENING, -0.0, unit, MONDAY_EVENING);
    }
    // So little that it is nothing must not lead back to the closing before.
    check(MONDAY_MORNING, 1e-12, Unit::WorkingDay, MONDAY_MORNING);
    check(SATURDAY, 1e-12, Unit::WorkingDay, SATURDAY);
}

#[test]
fn tenths_of_a_day_add_up_to_days() {
    let (calendar, mut time) = (nine_to_five(), at(MONDAY_MORNING));
    for _ in 0..30 {
        time = calendar.add(time, 0.1, Unit::WorkingDay).unwrap();
    }
    assert_eq!(time, at("2024-03-06T17:00:00Z"));
    check(MONDAY_MORNING, 0.1 + 0.2 + 0.7, Unit::WorkingDay, MONDAY_EVENING);
    check(MONDAY_MORNING, 3.0 - 2e-10, Unit::WorkingDay, "2024-03-06T17:00:00Z");
    check(MONDAY_MORNING, 3.0 + 2e-10, Unit::WorkingDay, "2024-03-06T17:00:00Z");
}

#[test]
fn clock_units_pay_no_heed_to_opening_hours() {
    check(SATURDAY, 1.0, Unit::Day, "2024-03-03T12:00:00Z");
    check(SATURDAY, 1.5, Unit::Hour, "2024-03-02T13:30:00Z");
    check(SATURDAY, 1.0, Unit::Week, "2024-03-09T12:00:00Z");
    check(SATURDAY, 1.0, Unit::Month, "2024-04-01T12:00:00Z");
    check(SATURDAY, 90.0, Unit::Second, "2024-03-02T12:01:30Z");
    // Farther than the covered years.
    check(SATURDAY, 36_525.0, Unit::Day, "2124-03-03T12:00:00Z");
}

#[test]
fn a_lunch_break_is_closed() {
    let calendar = compiled(&office("UTC", "13:00-17:00 09:00-12:00", &[]));
    let add = |from: &str, amount, unit| calendar.add(at(from), amount, unit).unwrap();
    assert_eq!(add(MONDAY_MORNING, 3.0, Unit::WorkingHour), at("2024-03-04T12:00:00Z"));
    assert_eq!(add(MONDAY_MORNING, 181.0, Unit::WorkingMinute), at("2024-03-04T13:01:00Z"));
    assert_eq!(add("2024-03-04T12:30:00Z", 1.0, Unit::WorkingHour), at("2024-03-04T14:00:00Z"));
    assert_eq!(add(MONDAY_MORNING, 0.5, Unit::WorkingDay), at("2024-03-04T13:30:00Z"));
    assert!(!calendar.is_open(at("2024-03-04T12:00:00Z")));
    assert_eq!(calendar.next_open(at("2024-03-04T12:00:00Z")), Ok(at("2024-03-04T13:00:00Z")));
    let between = calendar.working_micros_between(at("2024-03-04T11:00:00Z"), at("2024-03-04T14:00:00Z"));
    assert_eq!(between, Ok(2 * 3_600_000_000));
}

#[test]
fn open_from_the_opening_up_to_the_closing() {
    let calendar = nine_to_five();
    assert!(calendar.is_open(at(MONDAY_MORNING)));
    assert!(calendar.is_open(at(MONDAY_EVENING).plus_micros(-1)));
    assert!(!calendar.is_open(at(MONDAY_EVENING)));
    assert!(!calendar.is_open(at(MONDAY_MORNING).plus_micros(-1)));
    assert_eq!(calendar.next_open(at(SATURDAY)), Ok(at(MONDAY_MORNING)));
    assert_eq!(calendar.next_open(at("2024-03-04T10:00:00Z")), Ok(at("2024-03-04T10:00:00Z")));
    assert_eq!(calendar.next_open(at(MONDAY_EVENING)), Ok(at("2024-03-05T09:00:00Z")));
    assert_eq!(calendar.opening(date("2024-03-02")), Some(at(MONDAY_MORNING)));
}

#[test]
fn counting_back_is_negative() {
    let (calendar, from, to) = (nine_to_five(), at(MONDAY_MORNING), at("2024-03-05T13:00:00Z"));
    assert_eq!(calendar.working_days_between(from, to), Ok(1.5));
    assert_eq!(calendar.working_days_between(to, from), Ok(-1.5));
    assert_eq!(calendar.working_micros_between(to, from), Ok(-12 * 3_600_000_000));
}

#[test]
fn half_a_day_is_half_of_that_day() {
    let mut spec = office("UTC", "09:00-17:00", &[]);
    let short =
        crate::calendar::HoursRule { days: vec![Weekday::Thu], open: hours("09:00-11:00"), ..spec.hours[0].clone() };
    spec.hours.push(short);
    let calendar = compiled(&spec);
    let thursday = at("2024-03-07T09:00:00Z");
    assert_eq!(calendar.add(thursday, 0.5, Unit::WorkingDay), Ok(at("2024-03-07T10:00:00Z")));
    assert_eq!(calendar.add(thursday, 1.5, Unit::WorkingDay), Ok(at("2024-03-08T13:00:00Z")));
    let wednesday_noon = at("2024-03-06T13:00:00Z");
    assert_eq!(calendar.add(wednesday_noon, 1.0, Unit::WorkingDay), Ok(at("2024-03-07T10:00:00Z")));
}

#[track_caller]
fn due(from: &str, amount: f64, unit: Unit, expected: &str) {
    assert_eq!(nine_to_five().due(at(from), Length::new(amount, unit)), Ok(at(expected)));
}

#[test]
fn a_term_of_working_days_ends_with_the_nth_open_day() {
    due("2024-03-01T08:00:00Z", 1.0, Unit::WorkingDay, MONDAY_EVENING);
    due("2024-03-01T15:00:00Z", 1.0, Unit::WorkingDay, MONDAY_EVENING);
    due(SATURDAY, 1.0, Unit::WorkingDay, MONDAY_EVENING);
    due(MONDAY_MORNING, 5.0, Unit::WorkingDay, "2024-03-11T17:00:00Z");
    due(MONDAY_MORNING, 1.5, Unit::WorkingDay, "2024-03-06T13:00:00Z");
    due(MONDAY_MORNING, 0.0, Unit::WorkingDay, MONDAY_EVENING);
    due(SATURDAY, 0.0, Unit::WorkingDay, SATURDAY);
}

#[test]
fn a_term_of_days_ends_with_the_date() {
    due("2024-03-01T08:00:00Z", 1.0, Unit::Day, "2024-03-03T00:00:00Z");
    due("2024-03-01T00:00:00Z", 1.0, Unit::Day, "2024-03-03T00:00:00Z");
    due("2024-03-01T08:00:00Z", 0.5, Unit::Day, "2024-03-03T00:00:00Z");
    due("2024-03-01T08:00:00Z", 0.0, Unit::Day, "2024-03-02T00:00:00Z");
    due("2024-03-01T08:00:00Z", 1.0, Unit::Week, "2024-03-09T00:00:00Z");
    due("2024-03-01T08:00:00Z", 1.0, Unit::Month, "2024-04-01T00:00:00Z");
    due(SATURDAY, 2.0, Unit::Hour, "2024-03-02T14:00:00Z");
    due(SATURDAY, 2.0, Unit::WorkingHour, "2024-03-04T11:00:00Z");
    let tehran = compiled(&office("Asia/Tehran", "07:30-14:30", &[]));
    let midnight = tehran.due(at("2022-03-20T12:00:00+03:30"), Length::new(1.0, Unit::Day));
    // The midnight that ends the 21st was also 01:00 of the 22nd.
    assert_eq!(midnight, Ok(at("2022-03-22T00:00:00+03:30")));
}

#[test]
fn a_day_begun_counts() {
    let calendar = nine_to_five();
    let days = |a: &str, b: &str| calendar.calendar_days(at(a), at(b));
    assert_eq!(days(MONDAY_MORNING, MONDAY_MORNING), 1);
    assert_eq!(days(MONDAY_MORNING, MONDAY_EVENING), 1);
    assert_eq!(days(MONDAY_MORNING, "2024-03-05T00:00:00Z"), 1);
    assert_eq!(days(MONDAY_MORNING, "2024-03-05T00:00:01Z"), 2);
    assert_eq!(days("2024-03-05T00:00:00Z", "2024-03-05T00:00:00Z"), 1);
    assert_eq!(days(MONDAY_EVENING, MONDAY_MORNING), 1);
    assert_eq!(days("2024-02-28T12:00:00Z", "2024-03-01T12:00:00Z"), 3);
}

#[test]
fn local_dates_are_the_offices() {
    let tehran = compiled(&office("Asia/Tehran", "07:30-14:30", &[]));
    assert_eq!(tehran.local_date(at("2023-01-01T20:29:59Z")), date("2023-01-01"));
    assert_eq!(tehran.local_date(at("2023-01-01T20:30:00Z")), date("2023-01-02"));
    let always = compiled(&office("Asia/Tehran", "00:00-24:00", &[]));
    for midnight in ["2022-06-01T00:00:00+04:30", "2022-12-01T00:00:00+03:30"].map(at) {
        assert!(always.is_open(midnight) && always.is_open(midnight.plus_micros(-1)));
        assert_eq!(always.next_open(midnight), Ok(midnight));
        assert_ne!(always.local_date(midnight), always.local_date(midnight.plus_micros(-1)));
    }
    // Beyond the covered years too, and at the ends of time.
    assert_eq!(tehran.local_date(at("1990-01-01T20:30:00Z")), date("1990-01-02"));
    assert_eq!(tehran.local_date(at("2100-01-01T20:30:00Z")), date("2100-01-02"));
    assert_eq!(tehran.local_date(Timestamp::from_micros(i64::MAX)), NaiveDate::MAX);
    assert_eq!(tehran.local_date(Timestamp::from_micros(i64::MIN)), NaiveDate::MIN);
}

#[test]
fn beyond_the_covered_years_is_an_error() {
    let calendar = nine_to_five();
    let (from, to) = calendar.covered();
    assert_eq!((from, to), (date("1996-03-20"), date("2072-03-19")));
    let beyond = CalendarError::BeyondCoverage { from, to };
    let (first, last) = (at("1996-03-20T00:00:00Z"), at("2072-03-20T00:00:00Z"));
    let (before, after) = (first.plus_micros(-1), last.plus_micros(1));
    for time in [before, after, Timestamp::from_micros(i64::MIN), Timestamp::from_micros(i64::MAX)] {
        assert_eq!(calendar.add(time, 1.0, Unit::WorkingDay), Err(beyond));
        assert_eq!(calendar.add(time, 0.0, Unit::WorkingMinute), Err(beyond));
        assert_eq!(calendar.working_micros_between(first, time), Err(beyond));
        assert_eq!(calendar.working_days_between(time, last), Err(beyond));
        assert_eq!(calendar.next_open(time), Err(beyond));
        assert_eq!(calendar.due(time, Length::new(1.0, Unit::WorkingDay)), Err(beyond));
        assert!(!calendar.is_open(time));
    }
    assert_eq!(calendar.next_open(last), Err(beyond));
    assert_eq!(calendar.opening(to.succ_opt().unwrap()), None);
    assert_eq!(calendar.opening(from.pred_opt().unwrap()), None);
    let all = calendar.working_days_between(first, last).unwrap();
    assert_eq!(calendar.add(first, all, Unit::WorkingDay), Ok(at("2072-03-18T17:00:00Z")));
    for amount in [all + 0.01, all + 1.0, 1e15, f64::MAX] {
        assert_eq!(calendar.add(first, amount, Unit::WorkingDay), Err(beyond), "{amount}");
        for unit in [Unit::WorkingDay, Unit::Day, Unit::Week, Unit::Month] {
            assert!(calendar.due(first, Length::new(amount * 2.0, unit)).is_err(), "{amount} {unit:?}");
        }
    }
    assert_eq!(calendar.add(first, all * 8.0, Unit::WorkingHour), Ok(at("2072-03-18T17:00:00Z")));
    assert_eq!(calendar.add(first, all * 8.0 + 0.1, Unit::WorkingHour), Err(beyond));
    assert_eq!(calendar.add(first, f64::MAX, Unit::Second), Err(beyond));
}

#[test]
fn only_amounts_of_time_are_added() {
    for calendar in [nine_to_five(), WorkingCalendar::around_the_clock()] {
        for amount in [-1.0, f64::INFINITY, f64::NEG_INFINITY, f64::NAN] {
            for unit in [Unit::WorkingDay, Unit::WorkingHour, Unit::Day, Unit::Second] {
                let answers =
                    [calendar.add(at(SATURDAY), amount, unit), calendar.due(at(SATURDAY), Length::new(amount, unit))];
                let refused = |answer: &Result<_, _>| matches!(answer, Err(CalendarError::NotALength { .. }));
                assert!(answers.iter().all(refused), "{amount} {unit:?}");
            }
        }
    }
}

#[test]
fn around_the_clock_never_closes() {
    let written = compiled(&office("UTC", "00:00-24:00", &[]));
    for calendar in [WorkingCalendar::around_the_clock(), written] {
        let (epoch, saturday) = (Timestamp::from_micros(0), at(SATURDAY));
        assert_eq!(calendar.add(epoch, 1.5, Unit::WorkingDay), Ok(at("1970-01-02T12:00:00Z")));
        assert_eq!(calendar.add(saturday, 2.0, Unit::WorkingHour), Ok(at("2024-03-02T14:00:00Z")));
        assert_eq!(calendar.working_days_between(at(MONDAY_MORNING), saturday), Ok(-1.875));
        assert_eq!(calendar.next_open(saturday), Ok(saturday));
        assert!(calendar.is_open(Timestamp::from_micros(i64::MIN)));
        assert_eq!(calendar.opening(date("1900-01-01")), Some(at("1900-01-01T00:00:00Z")));
        assert_eq!(calendar.due(saturday, Length::new(1.0, Unit::WorkingDay)), Ok(at("2024-03-04T00:00:00Z")));
        assert_eq!(calendar.calendar_days(saturday, at("2024-03-04T00:00:00Z")), 2);
        assert!(calendar.add(Timestamp::from_micros(i64::MAX), 1.0, Unit::Second).is_err());
    }
}

#[test]
fn estimates_are_known_as_such() {
    let mut spec = office("UTC", "09:00-17:00", &[]);
    let days = ["2026-05-27", "2028-05-06", "2027-05-17"].map(date);
    spec.holidays.extend(days.map(|day| holiday(HolidayDate::Dated(day))));
    spec.holidays[1].estimated = true;
    spec.holidays[2].estimated = true;
    let calendar = compiled(&spec);
    assert_eq!(calendar.estimated_holidays(days[0], days[1]), [days[2], days[1]]);
    assert_eq!(calendar.estimated_holidays(days[0], days[2]), [days[2]]);
    assert!(calendar.estimated_holidays(days[1], days[0]).is_empty());
    assert_eq!(calendar.dated_holidays(), Some((days[0], days[1])));
}
