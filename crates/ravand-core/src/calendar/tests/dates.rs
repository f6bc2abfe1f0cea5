//! How dates are written, and how the Persian calendar runs, day by day.

use crate::calendar::persian::{PersianDate, is_leap, month_days};
use crate::calendar::{read_date, shown_date};
use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;
use ravand_feel::Language;

/// A text gives a Gregorian date, or a code and the way out that its help names.
#[track_caller]
fn check(text: &str, expected: &str) {
    let found = match read_date(text) {
        Ok(date) => date.to_string(),
        Err(mistake) => {
            let args = mistake.args().with("found", text);
            let help = mistake.code().help.fill(Language::En, &args);
            let ways: Vec<&str> = help.split('`').skip(1).step_by(2).collect();
            // Every way out must lead out.
            for way in &ways {
                assert!(read_date(way).is_ok(), "{text}: {way}");
            }
            format!("{} {}", mistake.code().id, ways.join(" "))
        }
    };
    assert_eq!(found, expected, "{text}");
}

#[test]
fn dates_of_two_calendars() {
    check("1401/07/15", "2022-10-07");
    check("۱۴۰۱/۰۷/۱۵", "2022-10-07");
    check("2022-10-07", "2022-10-07");
    check("1399/12/30", "2021-03-20");
    check("1403/12/30", "2025-03-20");
    check("2024-02-29", "2024-02-29");
    check("1180/01/01", "1801-03-21");
}

#[test]
fn days_that_do_not_exist() {
    check("1401/13/01", "CA036 1401/07/15 2022-10-07");
    check("1401/00/01", "CA036 1401/07/15 2022-10-07");
    check("2022-13-01", "CA036 1401/07/15 2022-10-07");
    check("1401-13-01", "CA036 1401/07/15 2022-10-07");
    check("1401/12/30", "CA038 1401/12/29 1402/01/01");
    check("1401/07/31", "CA037 1401/07/30");
    check("1401/01/32", "CA037 1401/01/31");
    check("1401/01/00", "CA037 1401/01/31");
    check("1403/12/31", "CA037 1403/12/30");
    check("2023-02-29", "CA037 2023-02-28");
    check("2022-09-31", "CA037 2022-09-30");
    check("9999-12-31", "CA035 1401/07/15 2022-10-07");
    check("0001/01/01", "CA035 1401/07/15 2022-10-07");
}

#[test]
fn one_calendar_for_the_other() {
    check("1401-07-15", "CA039 1401/07/15 2022-10-07");
    check("2022/10/07", "CA040 2022-10-07 1401/07/15");
    // Each in its own sense a date, but of which calendar?
    check("1401-02-31", "CA039 1401/02/31 2022-05-21");
}

#[test]
fn digits_and_order() {
    check("۱۴۰۱/07/15", "CA031 1401/07/15");
    check("۱۴۰1/۰۷/۱۵", "CA031 1401/07/15");
    check("١٤٠١/٠٧/١٥", "CA032 1401/07/15");
    check("۲۰۲۲-۱۰-۰۷", "CA032 2022-10-07");
    check("1401/7/15", "CA033 1401/07/15");
    check("2024-1-1", "CA033 2024-01-01");
    check("15/07/1401", "CA034 1401/07/15");
    check("07-10-2022", "CA034 2022-10-07");
    for text in [
        "",
        "soon",
        "1401",
        "1401/07",
        "1401/07/15/1",
        "1401.07.15",
        "1401/07-15",
        "01/07/15",
        "14010715",
        "1401/007/15",
        "-1401/07/15",
        "1401/07/15 ",
        "+401/07/15",
        "۱۴۰۱/۰۷",
        "1401//15",
        "١/٢/٣",
    ] {
        check(text, "CA030 1401/07/15 2022-10-07");
    }
}

#[test]
fn numbers_in_a_persian_message_are_persian() {
    let mistake = read_date("1401/12/30").unwrap_err();
    let told = mistake.code().message.fill(Language::Fa, &mistake.args().with("found", "1401/12/30"));
    assert!(told.contains("سال ۱۴۰۱ کبیسه نیست"), "{told}");
    let help = mistake.code().help.fill(Language::Fa, &mistake.args());
    assert!(help.contains("۱۳۹۹ و ۱۴۰۳"), "{help}");
}

/// The leap years from 1380 to 1420 as almanacs print them.
const LEAP: [i32; 10] = [1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412, 1416, 1420];

/// Every day of 1380 to 1420, counted off one by one from 1 Farvardin 1380, 21 March 2001.
#[test]
fn every_day_of_forty_one_years() {
    let mut gregorian = NaiveDate::from_ymd_opt(2001, 3, 21).unwrap();
    let mut days = 0;
    for year in 1380..=1420 {
        let leap = LEAP.contains(&year);
        assert_eq!(is_leap(year), leap, "{year}");
        for month in 1..=12u8 {
            let length = if month <= 6 {
                31
            } else if month <= 11 || leap {
                30
            } else {
                29
            };
            assert_eq!(month_days(year, month), length, "{year}/{month}");
            for day in 1..=length {
                let persian = PersianDate::new(year, month, day).expect("the day exists");
                assert_eq!(persian.gregorian(), gregorian, "{persian}");
                assert_eq!(PersianDate::from_gregorian(gregorian), Some(persian));
                assert_eq!(read_date(&persian.to_string()), Ok(gregorian));
                assert_eq!(read_date(&shown_date(gregorian, Language::Fa)), Ok(gregorian));
                assert_eq!(read_date(&shown_date(gregorian, Language::En)), Ok(gregorian));
                gregorian = gregorian.succ_opt().unwrap();
                days += 1;
            }
            assert_eq!(PersianDate::new(year, month, length + 1), None);
        }
    }
    assert_eq!(days, 41 * 365 + 10);
}

#[test]
fn months_later_by_hand() {
    let later = |from: (i32, u8, u8), months| {
        PersianDate::new(from.0, from.1, from.2).unwrap().plus_months(months).map(|date| date.to_string())
    };
    assert_eq!(later((1401, 1, 31), 6).as_deref(), Some("1401/07/30"));
    assert_eq!(later((1401, 12, 29), 1).as_deref(), Some("1402/01/29"));
    assert_eq!(later((1399, 12, 30), 48).as_deref(), Some("1403/12/30"));
    assert_eq!(later((1399, 12, 30), 12).as_deref(), Some("1400/12/29"));
    assert_eq!(later((1401, 1, 1), 0).as_deref(), Some("1401/01/01"));
    assert_eq!(later((1401, 1, 1), u32::MAX), None);
}

proptest! {
    #[test]
    fn no_text_is_a_danger(text in "[0-9۰-۹٠-٩/٫.\u{200F}a -]{0,14}") {
        if let Err(mistake) = read_date(&text) {
            for language in [Language::En, Language::Fa] {
                let args = mistake.args().with("found", &text);
                prop_assert!(!mistake.code().message.fill(language, &args).contains("{"), "{text}");
                prop_assert!(!mistake.code().help.fill(language, &args).contains("{"), "{text}");
            }
        }
    }

    #[test]
    fn what_is_shown_is_read(days in 657_500i32..800_000) {
        let date = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
        prop_assume!((1801..2199).contains(&date.year()));
        prop_assert_eq!(read_date(&shown_date(date, Language::Fa)), Ok(date));
        prop_assert_eq!(read_date(&shown_date(date, Language::En)), Ok(date));
    }
}
