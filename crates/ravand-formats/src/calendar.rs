//! A working calendar, as it is written. `ravand-core` compiles it and finds what does not
//! fit together; here is only its shape.

use crate::codes as ya;
use crate::ident::id;
use crate::reader::{Cx, Fields, Keys, Place, Read, read_file};
use crate::value::{date, title, yes_no};
use chrono::{NaiveDate, NaiveTime, Weekday};
use ravand_core::calendar::{CalendarSpec, Holiday, HolidayDate, HoursRule, WeekendRule};
use ravand_core::{Args, SourceId, Sources};

/// Keys of a calendar.
pub(crate) static CALENDAR: Keys =
    Keys { known: &["calendar", "title", "zone", "weekends", "hours", "holidays"], later: &[] };
/// Keys of a rule of weekly days off.
pub(crate) static WEEKEND: Keys = Keys { known: &["from", "days"], later: &[] };
/// Keys of a rule of opening hours.
pub(crate) static HOURS: Keys = Keys { known: &["from", "days", "open"], later: &[] };
/// Kinds of holidays.
pub(crate) static HOLIDAYS: Keys = Keys { known: &["solar", "dated"], later: &[] };
/// Keys of a holiday.
pub(crate) static HOLIDAY: Keys = Keys { known: &["on", "title", "estimated"], later: &[] };

pub(crate) const WEEKDAYS: &[(&str, Weekday)] = &[
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
];

/// Reads a working calendar.
pub fn read_calendar(sources: &Sources, id: SourceId) -> Read<CalendarSpec> {
    read_file(sources, id, "calendar", &CALENDAR, calendar)
}

fn calendar(fields: &Fields<'_>, cx: &mut Cx) -> Option<CalendarSpec> {
    let id = fields.require("calendar", cx, id);
    let zone = fields.require("zone", cx, |p, cx| p.string(cx));
    let hours = fields.require("hours", cx, |p, cx| p.list(cx, hours_rule));
    let title = fields.read("title", cx, title).unwrap_or_default();
    let weekends = fields.read("weekends", cx, |p, cx| p.list(cx, weekend_rule)).unwrap_or_default();
    let holidays = fields.read("holidays", cx, holidays).unwrap_or_default();
    Some(CalendarSpec { id: id?, title, zone: zone?, weekends, hours: hours?, holidays })
}

fn weekend_rule(place: &Place<'_>, cx: &mut Cx) -> Option<WeekendRule> {
    let fields = Fields::open(place, &WEEKEND, cx)?;
    let from = fields.require("from", cx, date);
    let days = fields.require("days", cx, days);
    Some(WeekendRule { from: from?, days: days? })
}

fn hours_rule(place: &Place<'_>, cx: &mut Cx) -> Option<HoursRule> {
    let fields = Fields::open(place, &HOURS, cx)?;
    let from = fields.require("from", cx, date);
    let days = fields.read("days", cx, days).unwrap_or_default();
    let open =
        fields.require(
            "open",
            cx,
            |p, cx| {
                if p.is_list() { p.list(cx, opening) } else { opening(p, cx).map(|one| vec![one]) }
            },
        );
    Some(HoursRule { from: from?.value, days, open: open?, span: place.node.span })
}

fn days(place: &Place<'_>, cx: &mut Cx) -> Option<Vec<Weekday>> {
    place.list(cx, |p, cx| p.word(cx, WEEKDAYS).map(|d| d.value))
}

/// `07:30-14:30`; `24:00` is the midnight that ends the day.
fn opening(place: &Place<'_>, cx: &mut Cx) -> Option<(NaiveTime, NaiveTime)> {
    let text = place.text(cx)?;
    let times = text.value.split_once('-').and_then(|(open, close)| {
        let close = close.trim();
        let close = if close == "24:00" { NaiveTime::default() } else { clock(close)? };
        Some((clock(open.trim())?, close))
    });
    if times.is_none() {
        place.report(cx, &ya::NOT_CLOCK, Args::new().with("found", text.value));
    }
    times
}

fn clock(text: &str) -> Option<NaiveTime> {
    let (hour, minute) = text.split_once(':')?;
    NaiveTime::from_hms_opt(two_digits(hour)?, two_digits(minute)?, 0)
}

fn two_digits(text: &str) -> Option<u32> {
    let plain = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

fn holidays(place: &Place<'_>, cx: &mut Cx) -> Option<Vec<Holiday>> {
    let fields = Fields::open(place, &HOLIDAYS, cx)?;
    let solar = fields.read("solar", cx, |p, cx| p.list(cx, |p, cx| holiday(p, cx, solar_day)));
    let dated = fields.read("dated", cx, |p, cx| p.list(cx, |p, cx| holiday(p, cx, dated_day)));
    let mut all = solar.unwrap_or_default();
    all.extend(dated.unwrap_or_default());
    Some(all)
}

fn holiday(place: &Place<'_>, cx: &mut Cx, day: fn(&Place<'_>, &mut Cx) -> Option<HolidayDate>) -> Option<Holiday> {
    let fields = Fields::open(place, &HOLIDAY, cx)?;
    let on = fields.require("on", cx, day);
    let title = fields.read("title", cx, title).unwrap_or_default();
    let estimated = fields.read("estimated", cx, yes_no).is_some_and(|e| e.value);
    Some(Holiday { on: on?, title, estimated, span: place.node.span })
}

/// `01/13`: month and day of the Persian year.
fn solar_day(place: &Place<'_>, cx: &mut Cx) -> Option<HolidayDate> {
    let text = place.text(cx)?;
    let day = text.value.split_once('/').and_then(|(month, day)| {
        let (month, day) = (two_digits(month)?, two_digits(day)?);
        // The first six months have 31 days, the others 30 (Esfand only in leap years).
        let days = if month <= 6 { 31 } else { 30 };
        let exists = (1..=12).contains(&month) && (1..=days).contains(&day);
        exists.then_some(HolidayDate::Solar { month: month as u8, day: day as u8 })
    });
    if day.is_none() {
        place.report(cx, &ya::NOT_SOLAR, Args::new().with("found", text.value));
    }
    day
}

fn dated_day(place: &Place<'_>, cx: &mut Cx) -> Option<HolidayDate> {
    date(place, cx).map(|d: ravand_core::Spanned<NaiveDate>| HolidayDate::Dated(d.value))
}
