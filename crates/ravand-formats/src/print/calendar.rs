//! A working calendar.

use super::value::{date, title};
use super::yaml::{Doc, Map, Style};
use crate::calendar::WEEKDAYS;
use chrono::{NaiveTime, Weekday};
use ravand_core::calendar::{CalendarSpec, Exception, Holiday, HolidayDate, HoursRule, WeekendRule};

/// A working calendar as YAML. Holidays of every year come before those of one day.
pub fn print_calendar(calendar: &CalendarSpec) -> String {
    let CalendarSpec { id, title: name, zone, weekends, hours, holidays, exceptions } = calendar;
    let mut map = Map::new(Style::Spaced);
    map.put("calendar", Doc::text(&id.value));
    map.say("title", title(name));
    map.put("zone", Doc::text(&zone.value));
    map.group("weekends", Doc::styled_list(weekends.iter().map(weekend), Style::Open));
    map.put("hours", Doc::styled_list(hours.iter().map(self::hours), Style::Open));
    let (solar, dated): (Vec<_>, Vec<_>) =
        holidays.iter().partition(|holiday| matches!(holiday.on, HolidayDate::Solar { .. }));
    let mut kinds = Map::new(Style::Open);
    for (key, kind) in [("solar", solar), ("dated", dated)] {
        kinds.group(key, Doc::styled_list(kind.into_iter().map(holiday), Style::Open));
    }
    map.group("holidays", Doc::Map(kinds));
    map.group("exceptions", Doc::styled_list(exceptions.iter().map(exception), Style::Open));
    Doc::Map(map).print()
}

fn weekend(rule: &WeekendRule) -> Doc {
    let WeekendRule { from, to, days } = rule;
    let mut map = Map::new(Style::Fit);
    map.put("from", date(from.value));
    map.say("to", to.as_ref().map(|to| date(to.value)));
    map.put("days", self::days(days));
    Doc::Map(map)
}

fn days(days: &[Weekday]) -> Doc {
    let word = |day: &Weekday| WEEKDAYS.iter().find(|(_, meaning)| meaning == day).map(|(word, _)| Doc::text(word));
    Doc::list(days.iter().filter_map(word))
}

fn hours(rule: &HoursRule) -> Doc {
    let HoursRule { from, to, days, open, span: _ } = rule;
    let mut map = Map::new(Style::Fit);
    map.put("from", date(*from));
    map.say("to", to.map(date));
    map.group("days", self::days(days));
    map.put("open", openings(open));
    Doc::Map(map)
}

fn exception(day: &Exception) -> Doc {
    let Exception { on, title: name, open, span: _ } = day;
    let mut map = Map::new(Style::Fit);
    map.put("on", date(*on));
    map.say("title", title(name));
    map.put("open", openings(open));
    Doc::Map(map)
}

fn openings(open: &[(NaiveTime, NaiveTime)]) -> Doc {
    match open {
        [one] => opening(one),
        several => Doc::list(several.iter().map(opening)),
    }
}

/// `07:30-14:30`; the midnight that ends a day is `24:00`.
fn opening((from, to): &(NaiveTime, NaiveTime)) -> Doc {
    let to = if *to == NaiveTime::default() { "24:00".to_owned() } else { to.format("%H:%M").to_string() };
    Doc::Text(format!("{}-{to}", from.format("%H:%M")))
}

fn holiday(holiday: &Holiday) -> Doc {
    let Holiday { on, title: name, estimated, span: _ } = holiday;
    let mut map = Map::new(Style::Fit);
    map.put(
        "on",
        match on {
            HolidayDate::Solar { month, day } => Doc::Text(format!("{month:02}/{day:02}")),
            HolidayDate::Dated(day) => date(*day),
        },
    );
    map.say("title", title(name));
    map.say("estimated", estimated.then(|| Doc::yes_no(true)));
    Doc::Map(map)
}
