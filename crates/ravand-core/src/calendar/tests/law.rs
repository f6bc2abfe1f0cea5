//! Terms of statutes, each with its article, on Tehran's calendar of 1401 and 1402: Thursdays
//! and Fridays are closed there.
//!
//! The rules of counting are those of the Civil Procedure Act of 1379, Arts. 442 to 445. The
//! commissions of a city count in the same way.

use super::{at, compiled, date, tehran};
use crate::calendar::persian::PersianDate;
use crate::calendar::{CalendarError, WorkingCalendar, read_date, shown_date};
use crate::term::{Counting, MonthsOf, Term, TermLength};
use crate::time::{Length, Timestamp, Unit};
use ravand_feel::Language;

/// Noon of a Persian date in Tehran.
fn noon(day: &str) -> Timestamp {
    let date = read_date(day).expect("the test writes a date");
    // Tehran is three and a half or four and a half hours ahead.
    Timestamp::from_micros(date.and_hms_opt(8, 0, 0).expect("a time").and_utc().timestamp_micros())
}

fn by_law(amount: u32, unit: Unit) -> Term {
    Term::by_law(Length::new(f64::from(amount), unit))
}

/// Served on one day, a term can be met until another.
#[track_caller]
fn check(served: &str, term: Term, last_day: &str) {
    let calendar = tehran();
    let due = calendar.due(noon(served), term).expect("the calendar knows it");
    let persian = PersianDate::from_gregorian(calendar.last_day(due)).expect("our time");
    assert_eq!(persian.to_string(), last_day, "{term} from {served}");
    // A day is 24 hours (Art. 443): it ends at midnight, not when the office closes.
    assert_ne!(calendar.local_date(due), calendar.last_day(due));
}

#[test]
fn neither_the_day_of_service_nor_that_of_action_counts() {
    // Civil Procedure Act, Arts. 336 and 445: twenty days to appeal. Served on 15 Farvardin, the
    // days from the 16th to 4 Ordibehesht count, and the appeal can be lodged on the 5th.
    check("1401/01/15", by_law(20, Unit::Day), "1401/02/05");
    let (served, calendar) = (noon("1401/01/15"), tehran());
    assert_eq!(calendar.days_counted_by_law(served, noon("1401/02/05")), 20);
    assert_eq!(calendar.days_counted_by_law(served, noon("1401/02/06")), 21);
    assert_eq!(calendar.days_counted_by_law(served, served), 0);
}

#[test]
fn a_last_day_on_which_offices_are_closed_moves() {
    // Art. 444. The ten days end with Esfand; the first four days of the year are holidays.
    check("1401/12/19", by_law(10, Unit::Day), "1402/01/05");
    // 21 Mordad is a Friday. That Tasua and Ashura lie within the term changes nothing.
    check("1401/05/10", by_law(10, Unit::Day), "1401/05/22");
    // A Thursday, a Friday.
    check("1401/03/01", by_law(10, Unit::Day), "1401/03/16");
}

#[test]
fn a_month_has_thirty_days_and_a_year_twelve_of_them() {
    // Art. 443. Thirty days from 16 Farvardin on; 15 Ordibehesht is a Thursday.
    check("1401/01/15", by_law(1, Unit::Month), "1401/02/17");
    check("1401/01/15", by_law(30, Unit::Day), "1401/02/17");
    check("1401/01/15", by_law(2, Unit::Week), "1401/01/30");
    // 360 days, the last of them 9 Farvardin... and the next is an open day.
    check("1401/01/15", by_law(12, Unit::Month), "1402/01/14");
    check("1401/01/15", by_law(360, Unit::Day), "1402/01/14");
}

#[test]
fn the_commission_of_article_100() {
    // Municipalities Act, Art. 100 Note 1: the owner answers within ten days; the case comes
    // before the commission within a week of stopping the works; two months to pull down.
    check("1401/02/10", by_law(10, Unit::Day), "1401/02/21");
    check("1401/02/10", by_law(7, Unit::Day), "1401/02/18");
    check("1401/02/10", by_law(2, Unit::Month), "1401/04/11");
    // Note 10: ten days from service to object, or the vote is final. It is served before a
    // weekend that the last day meets.
    check("1401/08/01", by_law(10, Unit::Day), "1401/08/14");
}

#[test]
fn the_court_and_the_protection_zones() {
    // Administrative Justice Court Act of 1392, Art. 16 Note 2: three months from service,
    // counted by the Civil Procedure Act.
    check("1401/03/20", by_law(3, Unit::Month), "1401/06/19");
    // Bodies with protection zones answer the city within two months.
    check("1401/03/01", by_law(2, Unit::Month), "1401/05/01");
}

#[test]
fn working_days_where_a_statute_says_so() {
    // Served on Sunday 3 Mehr: 4, 6, 9, 10, 11, 12 and 16 Mehr count (the 5th and the 13th are
    // holidays, 7, 8, 14 and 15 are weekends), and on the 17th one can act.
    check("1401/07/03", by_law(7, Unit::WorkingDay), "1401/07/17");
}

#[test]
fn months_of_a_calendar_are_another_thing() {
    let months = |count, of, counting| Term { length: TermLength::Months { count, of }, counting };
    check("1401/06/31", Term::months(1, MonthsOf::Persian), "1401/07/30");
    check("1401/01/15", Term::months(1, MonthsOf::Persian), "1401/02/15");
    check("1401/01/15", months(1, MonthsOf::Persian, Counting::ByLaw), "1401/02/17");
    check("1399/12/30", Term::months(12, MonthsOf::Persian), "1400/12/29");
    check("1401/01/15", Term::months(12, MonthsOf::Persian), "1402/01/15");
    // From 31 January to 28 February 2023.
    check("1401/11/11", Term::months(1, MonthsOf::Gregorian), "1401/12/09");
}

#[test]
fn terms_in_words() {
    let check = |term: Term, en: &str, fa: &str| {
        assert_eq!((term.in_words(Language::En).as_str(), term.in_words(Language::Fa).as_str()), (en, fa));
        assert_eq!(term.to_string(), en);
    };
    check(by_law(10, Unit::Day), "10 days by law", "۱۰ روز با احتساب قانونی");
    check(Term::months(2, MonthsOf::Persian), "2 Persian months", "۲ ماه خورشیدی");
    check(Term::months(12, MonthsOf::Gregorian), "12 Gregorian months", "۱۲ ماه میلادی");
    check(Length::new(2.5, Unit::WorkingDay).into(), "2.5 working days", "۲٫۵ روز کاری");
}

#[test]
fn days_left_and_days_overdue() {
    let calendar = tehran();
    let due = calendar.due(noon("1401/05/10"), by_law(10, Unit::Day)).unwrap();
    let left = |day: &str| (calendar.days_left(noon(day), due), calendar.working_days_left(noon(day), due).unwrap());
    assert_eq!(left("1401/05/10"), (12, 6));
    assert_eq!(left("1401/05/19"), (3, 1));
    assert_eq!(left("1401/05/21"), (1, 1));
    assert_eq!(left("1401/05/22"), (0, 0));
    assert_eq!(left("1401/05/25"), (-3, -3));
}

#[test]
fn the_law_counts_no_hours() {
    for (amount, unit) in [(4.0, Unit::Hour), (2.5, Unit::Day), (4.0, Unit::WorkingHour), (0.5, Unit::Month)] {
        let term = Term::by_law(Length::new(amount, unit));
        let answer = tehran().due(noon("1401/01/15"), term);
        assert_eq!(answer, Err(CalendarError::NotALegalTerm { term }));
    }
    let error = CalendarError::NotALegalTerm { term: by_law(4, Unit::Hour) };
    assert_eq!(error.code().message.fill(Language::En, &error.args()), "the law counts no term in `4 h by law`");
}

#[test]
fn a_term_beyond_the_covered_years_is_an_error() {
    let calendar = compiled(&super::office("UTC", "09:00-17:00", &[]));
    let late = at("2072-03-10T00:00:00Z");
    for term in [by_law(10, Unit::Day), by_law(12, Unit::WorkingDay), Term::months(1, MonthsOf::Persian)] {
        assert!(calendar.due(late, term).is_err(), "{term}");
    }
    for of in [MonthsOf::Persian, MonthsOf::Gregorian] {
        assert!(calendar.due(late, Term::months(u32::MAX, of)).is_err());
    }
    let always = WorkingCalendar::around_the_clock();
    assert!(always.due(late, by_law(u32::MAX, Unit::Month)).is_err());
    let error = calendar.due(late, by_law(10, Unit::Day)).unwrap_err();
    let told = error.code().message.fill(Language::Fa, &error.args());
    assert!(told.contains("۱۳۷۵/۰۱/۰۱") && told.contains("۱۴۵۰/۱۲/"), "{told}");
    assert_eq!(shown_date(date("2022-10-07"), Language::Fa), "۱۴۰۱/۰۷/۱۵");
}
