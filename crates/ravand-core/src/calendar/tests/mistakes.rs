//! What can be written wrongly.

use super::rules::exception;
use super::{at, date, holiday, hours, office};
use crate::calendar::{
    CalendarSpec, HOLIDAYS_MAX, HolidayDate, HoursRule, OPENINGS_MAX, WeekendRule, WorkingCalendar, codes,
};
use crate::span::Spanned;
use crate::time::Unit;
use chrono::Weekday;
use ravand_feel::Language;

/// The codes that a change to a sound calendar brings, in order.
#[track_caller]
fn check(change: impl FnOnce(&mut CalendarSpec), expected: &str) {
    let mut spec = office("Asia/Tehran", "07:30-14:30", &[Weekday::Fri]);
    change(&mut spec);
    let found = WorkingCalendar::compile(&spec).expect_err("the calendar has a mistake");
    let ids: Vec<_> = found.iter().map(|diagnostic| diagnostic.code.id).collect();
    assert_eq!(ids.join(" "), expected);
}

#[test]
fn each_mistake_has_its_code() {
    check(|spec| spec.zone.value = "Asia/Teheran".to_owned(), "CA001");
    check(|spec| spec.hours[0].open = hours("14:30-07:30"), "CA002");
    check(|spec| spec.hours[0].open = hours("09:00-09:00 10:00-11:00"), "CA002");
    check(|spec| spec.hours[0].open = hours("12:00-17:00 09:00-12:01"), "CA003");
    check(|spec| spec.holidays.push(holiday(HolidayDate::Solar { month: 13, day: 1 })), "CA004");
    check(|spec| spec.holidays.push(holiday(HolidayDate::Solar { month: 7, day: 31 })), "CA004");
    check(|spec| spec.holidays.push(holiday(HolidayDate::Solar { month: 1, day: 0 })), "CA004");
    check(|spec| spec.hours.clear(), "CA005");
    check(|spec| spec.hours[0].open.clear(), "CA005");
    check(|spec| spec.weekends[0].days = super::super::compile::WEEK.to_vec(), "CA005");
    check(|spec| (spec.hours[0].days, spec.weekends[0].days) = (vec![Weekday::Fri], vec![Weekday::Fri]), "CA005");
    check(|spec| spec.holidays.push(holiday(HolidayDate::Dated(date("1401-08-07")))), "CA006");
    check(|spec| spec.hours[0].from = date("2080-01-01"), "CA006");
    check(|spec| spec.weekends.push(spec.weekends[0].clone()), "CA007");
    check(|spec| spec.hours.push(spec.hours[0].clone()), "CA007");
    check(|spec| spec.hours[0].open = vec![spec.hours[0].open[0]; OPENINGS_MAX + 1], "CA008");
    check(|spec| spec.holidays = vec![holiday(HolidayDate::Solar { month: 1, day: 1 }); HOLIDAYS_MAX + 1], "CA008");
    check(|spec| spec.hours[0].to = Some(date("1999-12-31")), "CA009");
    check(|spec| spec.weekends[0].to = Some(Spanned::nowhere(date("1999-12-31"))), "CA009");
    check(|spec| spec.exceptions = vec![exception("2023-02-15", "09:00-10:00"); 2], "CA010");
    check(|spec| spec.exceptions.push(exception("2023-02-15", "10:00-09:00")), "CA002");
    check(|spec| spec.exceptions.push(exception("2023-02-15", "09:00-11:00 10:00-12:00")), "CA003");
    check(|spec| spec.exceptions.push(exception("1401-02-15", "09:00-10:00")), "CA006");
    check(|spec| spec.exceptions.push(exception("2023-02-15", &"09:00-10:00 ".repeat(OPENINGS_MAX + 1))), "CA008");
    check(|spec| spec.exceptions = vec![exception("2023-02-15", "09:00-10:00"); HOLIDAYS_MAX + 1], "CA008");
}

/// Two rules may begin on one date if only one of them has an end.
#[test]
fn an_exception_may_begin_with_a_rule() {
    let mut spec = office("Asia/Tehran", "07:30-14:30", &[Weekday::Fri]);
    let short = HoursRule { to: Some(date("2000-01-31")), ..HoursRule::new(date("2000-01-01"), hours("09:00-10:00")) };
    spec.hours.push(short);
    assert!(WorkingCalendar::compile(&spec).is_ok());
}

#[test]
fn all_mistakes_are_told_at_once() {
    let change = |spec: &mut CalendarSpec| {
        spec.zone.value = "Mars/Olympus".to_owned();
        spec.hours[0].open = hours("14:30-07:30");
        spec.weekends.push(WeekendRule::new(date("2090-01-01"), vec![]));
        spec.holidays.push(holiday(HolidayDate::Solar { month: 13, day: 1 }));
        spec.holidays.push(holiday(HolidayDate::Dated(date("1401-08-07"))));
    };
    check(change, "CA001 CA002 CA006 CA004 CA006");
    check(|spec| (spec.zone.value, spec.hours) = ("Tehran/".to_owned(), vec![]), "CA001 CA005");
}

#[test]
fn a_zone_is_guessed_from_its_city() {
    for written in ["tehran", "asia/tehran", "Tehran", "ASIA/TEHRAN"] {
        let found = WorkingCalendar::compile(&office(written, "09:00-17:00", &[])).unwrap_err();
        assert_eq!(found[0].args.get("example"), Some("Asia/Tehran"));
    }
    let found = WorkingCalendar::compile(&office("berlin", "09:00-17:00", &[])).unwrap_err();
    let message = found[0].message(Language::En);
    assert_eq!(message, "nobody knows the time zone `berlin`");
    assert!(found[0].help(Language::En).contains("`Europe/Berlin`"));
}

#[test]
fn hours_that_touch_do_not_overlap() {
    let spec = office("UTC", "09:00-12:00 12:00-24:00 00:00-09:00", &[Weekday::Fri]);
    assert!(WorkingCalendar::compile(&spec).is_ok());
}

#[test]
fn a_rule_older_than_the_covered_years_still_holds() {
    let mut spec = office("UTC", "09:00-17:00", &[Weekday::Fri]);
    spec.weekends[0].from = Spanned::nowhere(date("1979-01-01"));
    spec.hours[0].from = date("1979-01-01");
    let calendar = WorkingCalendar::compile(&spec).expect("the calendar is sound");
    assert!(calendar.is_open(at("2024-03-04T10:00:00Z")));
}

#[test]
fn every_argument_of_a_message_is_there_in_both_languages() {
    let names = |text: &str| {
        let parts = text.split('{').skip(1).filter_map(|part| part.split_once('}'));
        let mut names: Vec<_> = parts.map(|(name, _)| name.to_owned()).filter(|name| !name.contains(' ')).collect();
        names.sort();
        names.dedup();
        names
    };
    for code in codes::ALL {
        for words in [&code.message, &code.help] {
            assert_eq!(names(words.en), names(words.fa), "{}", code.id);
        }
    }
    let beyond = WorkingCalendar::compile(&office("UTC", "09:00-17:00", &[])).unwrap();
    let error = beyond.add(at("2090-01-01T00:00:00Z"), 1.0, Unit::WorkingDay).unwrap_err();
    let told = error.code().message.fill(Language::En, &error.args());
    assert_eq!(told, "the calendar covers 1996-03-20 to 2072-03-19, and the time lies beyond");
    assert_eq!(told, error.to_string());
}
