//! A working calendar, as it is written. `ravand-core` compiles it and finds what does not
//! fit together; here is only its shape.

use crate::codes as ya;
use crate::ident::id;
use crate::reader::{Cx, Fields, Keys, Place, Read, read_file};
use crate::value::{date, has_foreign_digits, has_invisible, title, yes_no};
use chrono::{NaiveDate, NaiveTime, Weekday};
use ravand_core::calendar::{CalendarSpec, Exception, Holiday, HolidayDate, HoursRule, WeekendRule};
use ravand_core::{Args, SourceId, Sources};

/// Keys of a calendar.
pub(crate) static CALENDAR: Keys =
    Keys { known: &["calendar", "title", "zone", "weekends", "hours", "holidays", "exceptions"], later: &[] };
/// Keys of a rule of weekly days off.
pub(crate) static WEEKEND: Keys = Keys { known: &["from", "to", "days"], later: &[] };
/// Keys of a rule of opening hours.
pub(crate) static HOURS: Keys = Keys { known: &["from", "to", "days", "open"], later: &[] };
/// Keys of a single date that follows no rule.
pub(crate) static EXCEPTION: Keys = Keys { known: &["on", "title", "open"], later: &[] };
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
    let exceptions = fields.read("exceptions", cx, |p, cx| p.list(cx, exception)).unwrap_or_default();
    Some(CalendarSpec { id: id?, title, zone: zone?, weekends, hours: hours?, holidays, exceptions })
}

fn weekend_rule(place: &Place<'_>, cx: &mut Cx) -> Option<WeekendRule> {
    let fields = Fields::open(place, &WEEKEND, cx)?;
    let from = fields.require("from", cx, date);
    let to = fields.read("to", cx, date);
    let days = fields.require("days", cx, days);
    // A rule whose end was not understood would hold for ever.
    (to.is_some() || !fields.wrote("to")).then_some(WeekendRule { from: from?, to, days: days? })
}

fn hours_rule(place: &Place<'_>, cx: &mut Cx) -> Option<HoursRule> {
    let fields = Fields::open(place, &HOURS, cx)?;
    let from = fields.require("from", cx, date);
    let days = fields.read("days", cx, days).unwrap_or_default();
    let to = fields.read("to", cx, date).map(|to| to.value);
    let open = fields.require("open", cx, openings);
    let rule = HoursRule { from: from?.value, to, days, open: open?, span: place.node.span };
    (to.is_some() || !fields.wrote("to")).then_some(rule)
}

fn exception(place: &Place<'_>, cx: &mut Cx) -> Option<Exception> {
    let fields = Fields::open(place, &EXCEPTION, cx)?;
    let on = fields.require("on", cx, date);
    let title = fields.read("title", cx, title).unwrap_or_default();
    let open = fields.require("open", cx, openings);
    Some(Exception { on: on?.value, title, open: open?, span: place.node.span })
}

/// One opening or a list of them.
fn openings(place: &Place<'_>, cx: &mut Cx) -> Option<Vec<(NaiveTime, NaiveTime)>> {
    if place.is_list() { place.list(cx, opening) } else { opening(place, cx).map(|one| vec![one]) }
}

fn days(place: &Place<'_>, cx: &mut Cx) -> Option<Vec<Weekday>> {
    place.list(cx, |p, cx| p.word(cx, WEEKDAYS).map(|d| d.value))
}

/// `07:30-14:30`; `24:00` is the midnight that ends the day.
fn opening(place: &Place<'_>, cx: &mut Cx) -> Option<(NaiveTime, NaiveTime)> {
    let text = place.text(cx)?;
    if has_invisible(place, &text, cx) || has_foreign_digits(place, &text, cx) {
        return None;
    }
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

/// A text of Persian digits in Latin ones; any other as it is.
fn persian_day(text: &str) -> String {
    let digit = |c: char| u32::from(c).checked_sub(u32::from('۰')).and_then(|value| char::from_digit(value, 10));
    if text.bytes().any(|b| b.is_ascii_digit()) {
        return text.to_owned();
    }
    text.chars().map(|c| digit(c).unwrap_or(c)).collect()
}

/// `01/13` or `۰۱/۱۳`: month and day of the Persian year.
fn solar_day(place: &Place<'_>, cx: &mut Cx) -> Option<HolidayDate> {
    let text = place.text(cx)?;
    if has_invisible(place, &text, cx) {
        return None;
    }
    let latin = persian_day(text.value);
    let day = latin.split_once('/').and_then(|(month, day)| {
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
