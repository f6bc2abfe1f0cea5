//! Tests of working calendars: what is known ([`facts`], [`law`]), what is asked ([`questions`],
//! [`rules`], [`clock`]), what is written wrongly ([`mistakes`], [`dates`]), and slow calendars that must
//! agree, minute by minute ([`slow`]) and day by day ([`days`]).

mod clock;
mod dates;
mod days;
mod facts;
mod law;
mod mistakes;
mod questions;
mod rules;
mod slow;

use super::{CalendarSpec, Holiday, HolidayDate, HoursRule, WeekendRule, WorkingCalendar};
use crate::span::{Span, Spanned};
use crate::time::Timestamp;
use crate::title::Title;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc, Weekday};

/// An instant: `2024-03-01T15:00:00Z`, or with an offset.
fn at(text: &str) -> Timestamp {
    let time: DateTime<Utc> = text.parse().expect("the test writes an instant");
    Timestamp::from_micros(time.timestamp_micros())
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("the test writes a date")
}

/// `09:00-12:00 13:00-17:00`; an end of 24:00 is midnight.
fn hours(text: &str) -> Vec<(NaiveTime, NaiveTime)> {
    let time =
        |text: &str| NaiveTime::parse_from_str(&text.replace("24:", "00:"), "%H:%M").expect("the test writes a time");
    let opening = |text: &str| text.split_once('-').map(|(open, close)| (time(open), time(close))).expect("a-b");
    text.split_whitespace().map(opening).collect()
}

/// A calendar that is open at these hours but for these weekdays.
fn office(zone: &str, open: &str, off: &[Weekday]) -> CalendarSpec {
    CalendarSpec {
        id: Spanned::nowhere("office".into()),
        title: Title::default(),
        zone: Spanned::nowhere(zone.to_owned()),
        weekends: vec![WeekendRule::new(date("2000-01-01"), off.to_vec())],
        hours: vec![HoursRule::new(date("2000-01-01"), hours(open))],
        holidays: vec![],
        exceptions: vec![],
    }
}

fn holiday(on: HolidayDate) -> Holiday {
    Holiday { on, title: Title::default(), estimated: false, span: Span::default() }
}

fn compiled(spec: &CalendarSpec) -> WorkingCalendar {
    WorkingCalendar::compile(spec).expect("the test's calendar is sound")
}

/// Monday to Friday, 9 to 17, UTC.
fn nine_to_five() -> WorkingCalendar {
    compiled(&office("UTC", "09:00-17:00", &[Weekday::Sat, Weekday::Sun]))
}

/// Offices in Tehran with the official holidays of 1401 and 1402.
fn tehran() -> WorkingCalendar {
    let solar = [(1, 1), (1, 2), (1, 3), (1, 4), (1, 12), (1, 13), (3, 14), (3, 15), (11, 22), (12, 29), (12, 30)];
    let dated = "2022-04-23 2022-05-03 2022-05-04 2022-05-27 2022-07-10 2022-07-18 2022-08-07 2022-08-08 2022-09-17 \
                 2022-09-25 2022-09-27 2022-10-05 2022-10-14 2022-12-27 2023-02-04 2023-02-18 2023-03-08 2023-04-12 \
                 2023-04-22 2023-04-23 2023-05-16 2023-06-29 2023-07-07 2023-07-27 2023-07-28 2023-09-06 2023-09-14 \
                 2023-09-16 2023-09-24 2023-10-03 2023-12-17 2024-01-25 2024-02-08 2024-02-25";
    let mut spec = office("Asia/Tehran", "07:30-14:30", &[Weekday::Thu, Weekday::Fri]);
    spec.holidays.extend(solar.map(|(month, day)| holiday(HolidayDate::Solar { month, day })));
    spec.holidays.extend(dated.split_whitespace().map(|day| holiday(HolidayDate::Dated(date(day)))));
    compiled(&spec)
}
