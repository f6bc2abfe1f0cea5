//! Changes of weekend and hours that have an end, and days that follow no rule.

use super::{at, compiled, date, holiday, hours, office};
use crate::calendar::{CalendarSpec, Exception, HolidayDate, HoursRule, WeekendRule, WorkingCalendar};
use crate::span::{Span, Spanned};
use crate::title::Title;
use chrono::{Days, NaiveDate, Weekday};

fn until(mut rule: HoursRule, to: &str) -> HoursRule {
    rule.to = Some(date(to));
    rule
}

pub(super) fn exception(on: &str, open: &str) -> Exception {
    Exception { on: date(on), title: Title::default(), open: hours(open), span: Span::default() }
}

fn spec() -> CalendarSpec {
    office("UTC", "08:00-16:00", &[Weekday::Fri])
}

/// The open minutes of a day.
#[track_caller]
fn check(calendar: &WorkingCalendar, on: &str, minutes: i64) {
    let begin = |date: NaiveDate| at(&format!("{date}T00:00:00Z"));
    let open = calendar.working_micros_between(begin(date(on)), begin(date(on) + Days::new(1)));
    assert_eq!(open.map(|micros| micros / 60_000_000), Ok(minutes), "{on}");
}

#[test]
fn ramadan_has_its_hours_and_an_end() {
    let mut spec = spec();
    // The first fast of 1402 was on 23 March 2023, the last on 21 April.
    spec.hours.push(until(HoursRule::new(date("2023-03-23"), hours("09:00-14:00")), "2023-04-21"));
    let calendar = compiled(&spec);
    check(&calendar, "2023-03-22", 480);
    check(&calendar, "2023-03-23", 300);
    check(&calendar, "2023-04-20", 300);
    check(&calendar, "2023-04-21", 0); // a Friday
    check(&calendar, "2023-04-22", 480);
}

#[test]
fn a_rule_with_an_end_goes_before_one_without() {
    let mut spec = spec();
    spec.hours.push(until(HoursRule::new(date("2023-03-23"), hours("09:00-14:00")), "2023-04-21"));
    // New hours for good from the middle of it on, and others for Wednesdays.
    spec.hours.push(HoursRule::new(date("2023-04-01"), hours("07:00-13:00")));
    let wednesday = HoursRule { days: vec![Weekday::Wed], ..HoursRule::new(date("2023-04-03"), hours("07:00-08:00")) };
    spec.hours.push(wednesday);
    let calendar = compiled(&spec);
    check(&calendar, "2023-04-03", 300);
    check(&calendar, "2023-04-05", 300);
    check(&calendar, "2023-04-24", 360);
    check(&calendar, "2023-04-26", 60);
    // A shorter exception within the longer one.
    spec.hours.push(until(HoursRule::new(date("2023-04-10"), hours("09:00-10:00")), "2023-04-12"));
    let calendar = compiled(&spec);
    check(&calendar, "2023-04-09", 300);
    check(&calendar, "2023-04-12", 60);
    check(&calendar, "2023-04-13", 300);
}

#[test]
fn a_weekend_can_have_an_end() {
    let mut spec = spec();
    let end = Some(Spanned::nowhere(date("2023-08-31")));
    spec.weekends
        .push(WeekendRule { to: end, ..WeekendRule::new(date("2023-06-01"), vec![Weekday::Thu, Weekday::Fri]) });
    let calendar = compiled(&spec);
    check(&calendar, "2023-05-25", 480);
    check(&calendar, "2023-06-01", 0);
    check(&calendar, "2023-08-31", 0);
    check(&calendar, "2023-09-07", 480);
    check(&calendar, "2023-09-08", 0);
}

#[test]
fn only_rules_with_an_end_leave_the_rest_closed() {
    let mut spec = spec();
    spec.hours = vec![until(HoursRule::new(date("2023-03-01"), hours("09:00-10:00")), "2023-03-31")];
    let calendar = compiled(&spec);
    check(&calendar, "2023-02-28", 0);
    check(&calendar, "2023-03-01", 60);
    check(&calendar, "2023-04-01", 0);
}

#[test]
fn one_day_follows_no_rule() {
    let mut spec = spec();
    let holidays = ["2023-02-04", "2023-02-18"].map(|day| holiday(HolidayDate::Dated(date(day))));
    spec.holidays.extend(holidays);
    spec.holidays.push(holiday(HolidayDate::Solar { month: 12, day: 29 }));
    spec.exceptions = vec![
        exception("2023-02-04", "08:00-12:00"),             // open on a holiday
        exception("2023-02-10", "10:00-11:00 09:00-10:00"), // open on a Friday
        exception("2023-02-15", "08:00-10:00"),             // half a day
        exception("2023-03-20", "08:00-09:00"),             // open on a holiday of every year
        exception("2023-02-20", ""),                        // closed
    ];
    let calendar = compiled(&spec);
    check(&calendar, "2023-02-04", 240);
    check(&calendar, "2023-02-10", 120);
    check(&calendar, "2023-02-15", 120);
    check(&calendar, "2023-02-18", 0);
    check(&calendar, "2023-02-20", 0);
    check(&calendar, "2023-03-20", 60);
    check(&calendar, "2022-03-20", 0);
    // Half a day is a working day of its own length.
    let end = calendar.add(at("2023-02-15T08:00:00Z"), 1.0, crate::time::Unit::WorkingDay);
    assert_eq!(end, Ok(at("2023-02-15T10:00:00Z")));
}

#[test]
fn an_office_that_is_open_at_night_has_two_days() {
    let calendar = compiled(&office("UTC", "22:00-24:00 00:00-06:00", &[]));
    check(&calendar, "2023-02-15", 480);
    assert!(calendar.is_open(at("2023-02-15T23:59:59Z")) && calendar.is_open(at("2023-02-16T00:00:00Z")));
    assert!(!calendar.is_open(at("2023-02-16T06:00:00Z")));
}

#[test]
fn an_exception_alone_opens_an_office_that_never_closes_otherwise() {
    let mut spec = office("UTC", "00:00-24:00", &[]);
    spec.exceptions.push(exception("2023-02-15", ""));
    let calendar = compiled(&spec);
    assert!(!calendar.is_open(at("2023-02-15T12:00:00Z")));
    assert!(calendar.is_open(at("2023-02-16T00:00:00Z")));
}
