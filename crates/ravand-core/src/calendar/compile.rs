//! From the rules that somebody wrote to a [`Table`] of days.
//!
//! Reports every mistake of a calendar, not only the first.

use super::codes;
use super::date::shown_date;
use super::persian::PersianDate;
use super::spec::{CalendarSpec, HolidayDate, HoursRule, WeekendRule};
use super::table::{Day, Opening, Table};
use super::zone::Clock;
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::time::{MICROS_PER_DAY, MICROS_PER_SECOND};
use chrono::{Datelike, Days, NaiveDate, NaiveTime, Timelike, Weekday};
use chrono_tz::{TZ_VARIANTS, Tz};
use ravand_feel::{Args, Language};
use std::collections::{BTreeMap, BTreeSet};

/// The first covered year of the Persian calendar (it begins on 20 March 1996).
pub const FIRST_PERSIAN_YEAR: i32 = 1375;
/// The last covered year of the Persian calendar (it ends on 19 March 2072).
pub const LAST_PERSIAN_YEAR: i32 = 1450;
/// A calendar has at most so many rules of one kind.
pub const RULES_MAX: usize = 1_000;
/// A calendar has at most so many holidays.
pub const HOLIDAYS_MAX: usize = 20_000;
/// A day has at most so many openings.
pub const OPENINGS_MAX: usize = 16;

/// What a checked calendar is.
pub(super) enum Compiled {
    AroundTheClock,
    Table(Table),
}

/// From the microsecond of a day on to another, in local time.
type LocalOpening = (i64, i64);

pub(super) fn compile(spec: &CalendarSpec) -> Result<Compiled, Vec<Diagnostic>> {
    let mut found = Vec::new();
    let (first, last) = coverage();
    check_limits(spec, &mut found);
    if !found.is_empty() {
        return Err(found);
    }
    let zone = read_zone(spec, &mut found);
    check_hours(spec, (first, last), &mut found);
    let hours_are_clear = found.iter().all(|diagnostic| diagnostic.code == &codes::UNKNOWN_ZONE);
    check_weekends(spec, (first, last), &mut found);
    check_holidays(spec, (first, last), &mut found);
    check_exceptions(spec, (first, last), &mut found);
    if found.is_empty() && zone == Some(Tz::UTC) && never_closes(spec) {
        return Ok(Compiled::AroundTheClock);
    }
    let table = build(spec, zone.unwrap_or(Tz::UTC), (first, last));
    if hours_are_clear && table.open_days.is_empty() {
        let args = Args::new().with("calendar", &spec.id);
        found.push(Diagnostic::at(&codes::NEVER_OPEN, spec.id.span, args));
    }
    if found.is_empty() { Ok(Compiled::Table(table)) } else { Err(found) }
}

/// The first and the last covered date.
fn coverage() -> (NaiveDate, NaiveDate) {
    let new_year = |year| PersianDate::new(year, 1, 1).map(PersianDate::gregorian).unwrap_or_default();
    (new_year(FIRST_PERSIAN_YEAR), new_year(LAST_PERSIAN_YEAR + 1) - Days::new(1))
}

fn check_limits(spec: &CalendarSpec, found: &mut Vec<Diagnostic>) {
    let mut check = |of: &str, count: usize, max: usize, span: Span| {
        if count > max {
            let args = Args::new().with("of", of).with("found", count).with("max", max);
            found.push(Diagnostic::at(&codes::TOO_MANY, span, args));
        }
    };
    check("weekends", spec.weekends.len(), RULES_MAX, spec.id.span);
    check("hours", spec.hours.len(), RULES_MAX, spec.id.span);
    check("holidays", spec.holidays.len(), HOLIDAYS_MAX, spec.id.span);
    check("exceptions", spec.exceptions.len(), HOLIDAYS_MAX, spec.id.span);
    let openings = spec.hours.iter().map(|rule| (rule.open.len(), rule.span));
    for (count, span) in openings.chain(spec.exceptions.iter().map(|day| (day.open.len(), day.span))) {
        check("open", count, OPENINGS_MAX, span);
    }
}

fn read_zone(spec: &CalendarSpec, found: &mut Vec<Diagnostic>) -> Option<Tz> {
    let written = spec.zone.value.as_str();
    if let Ok(zone) = written.parse::<Tz>() {
        return Some(zone);
    }
    // `tehran` and `asia/tehran` are the same slip.
    let city = |zone: &str| zone.rsplit('/').next().is_some_and(|city| city.eq_ignore_ascii_case(written));
    let meant = TZ_VARIANTS.iter().map(|zone| zone.name()).find(|name| name.eq_ignore_ascii_case(written));
    let meant = meant.or_else(|| TZ_VARIANTS.iter().map(|zone| zone.name()).find(|name| city(name)));
    let args = Args::new().with("zone", written).with("example", meant.unwrap_or("Asia/Tehran"));
    found.push(Diagnostic::at(&codes::UNKNOWN_ZONE, spec.zone.span, args));
    None
}

/// What begins on one date, has an end or not, and speaks of one weekday or of all.
type RuleKey = (NaiveDate, bool, Option<u32>);

fn check_weekends(spec: &CalendarSpec, covered: (NaiveDate, NaiveDate), found: &mut Vec<Diagnostic>) {
    let mut firsts: BTreeMap<RuleKey, Span> = BTreeMap::new();
    for rule in &spec.weekends {
        check_from(*rule.from, rule.from.span, covered, found);
        let to = rule.to.as_ref();
        check_to(*rule.from, to.map(|to| to.value), to.map_or(rule.from.span, |to| to.span), found);
        let key = (*rule.from, rule.to.is_some(), None);
        match firsts.get(&key) {
            Some(first) => found.push(two_rules(*rule.from, rule.from.span, *first)),
            None => drop(firsts.insert(key, rule.from.span)),
        }
    }
}

fn check_hours(spec: &CalendarSpec, covered: (NaiveDate, NaiveDate), found: &mut Vec<Diagnostic>) {
    let mut firsts: BTreeMap<RuleKey, Span> = BTreeMap::new();
    for rule in &spec.hours {
        check_from(rule.from, rule.span, covered, found);
        check_to(rule.from, rule.to, rule.span, found);
        check_openings(&rule.open, rule.span, found);
        let days: BTreeSet<_> = match rule.days.is_empty() {
            true => BTreeSet::from([None]),
            false => rule.days.iter().map(|day| Some(day.num_days_from_monday())).collect(),
        };
        let key = |day: &Option<u32>| (rule.from, rule.to.is_some(), *day);
        if let Some(first) = days.iter().find_map(|day| firsts.get(&key(day))) {
            found.push(two_rules(rule.from, rule.span, *first));
        }
        for day in &days {
            firsts.entry(key(day)).or_insert(rule.span);
        }
    }
}

fn check_exceptions(spec: &CalendarSpec, covered: (NaiveDate, NaiveDate), found: &mut Vec<Diagnostic>) {
    let mut firsts: BTreeMap<NaiveDate, Span> = BTreeMap::new();
    for day in &spec.exceptions {
        check_openings(&day.open, day.span, found);
        if day.on < covered.0 || day.on > covered.1 {
            found.push(outside(day.on, day.span, covered));
        }
        match firsts.get(&day.on) {
            Some(first) => {
                let args = dates(Args::new(), &[("on", day.on)]);
                let twice = Diagnostic::at(&codes::TWO_EXCEPTIONS, day.span, args);
                found.push(twice.note(*first, &codes::FIRST_EXCEPTION, Args::new()));
            }
            None => drop(firsts.insert(day.on, day.span)),
        }
    }
}

fn check_openings(open: &[(NaiveTime, NaiveTime)], span: Span, found: &mut Vec<Diagnostic>) {
    let mut openings = Vec::new();
    for &(open, close) in open {
        let (from, to) = local_opening(open, close);
        if from < to {
            openings.push((from, to));
        } else {
            let args = Args::new().with("open", clock_time(from)).with("close", clock_time(to));
            found.push(Diagnostic::at(&codes::ENDS_BEFORE_IT_BEGINS, span, args));
        }
    }
    openings.sort_unstable();
    for pair in openings.windows(2) {
        if let [first, second] = pair
            && second.0 < first.1
        {
            let hours = |(from, to): &LocalOpening| format!("{}-{}", clock_time(*from), clock_time(*to));
            let args = Args::new().with("first", hours(first)).with("second", hours(second));
            found.push(Diagnostic::at(&codes::HOURS_OVERLAP, span, args));
        }
    }
}

fn check_holidays(spec: &CalendarSpec, covered: (NaiveDate, NaiveDate), found: &mut Vec<Diagnostic>) {
    for holiday in &spec.holidays {
        match holiday.on {
            HolidayDate::Solar { month: 1..=6, day: 1..=31 } | HolidayDate::Solar { month: 7..=12, day: 1..=30 } => {}
            HolidayDate::Solar { month, day } => {
                let args = Args::new().with("month", month).with("day", day);
                found.push(Diagnostic::at(&codes::NO_SUCH_DAY, holiday.span, args));
            }
            HolidayDate::Dated(date) if date < covered.0 || date > covered.1 => {
                found.push(outside(date, holiday.span, covered));
            }
            HolidayDate::Dated(_) => {}
        }
    }
}

/// A rule that begins after the last covered date never holds. One that begins before the
/// first holds from the first on.
fn check_from(from: NaiveDate, span: Span, covered: (NaiveDate, NaiveDate), found: &mut Vec<Diagnostic>) {
    if from > covered.1 {
        found.push(outside(from, span, covered));
    }
}

/// An end before the beginning leaves no date.
fn check_to(from: NaiveDate, to: Option<NaiveDate>, span: Span, found: &mut Vec<Diagnostic>) {
    if let Some(to) = to.filter(|to| *to < from) {
        let args = dates(Args::new(), &[("from", from), ("to", to)]);
        found.push(Diagnostic::at(&codes::RULE_ENDS_FIRST, span, args));
    }
}

/// Dates, as each language reads them.
fn dates(args: Args, dates: &[(&'static str, NaiveDate)]) -> Args {
    dates.iter().fold(args, |args, (name, date)| args.with_persian(name, date, shown_date(*date, Language::Fa)))
}

fn outside(date: NaiveDate, span: Span, (from, to): (NaiveDate, NaiveDate)) -> Diagnostic {
    let args = dates(Args::new(), &[("date", date), ("from", from), ("to", to)]);
    Diagnostic::at(&codes::OUTSIDE_COVERAGE, span, args)
}

fn two_rules(from: NaiveDate, span: Span, first: Span) -> Diagnostic {
    let args = dates(Args::new(), &[("from", from)]);
    Diagnostic::at(&codes::TWO_RULES, span, args).note(first, &codes::FIRST_RULE, Args::new())
}

fn never_closes(spec: &CalendarSpec) -> bool {
    let all_day = |rule: &HoursRule| matches!(rule.open.as_slice(), [(open, close)] if local_opening(*open, *close) == (0, MICROS_PER_DAY));
    spec.holidays.is_empty()
        && spec.exceptions.is_empty()
        && spec.weekends.iter().all(|rule| rule.days.is_empty())
        && !spec.hours.is_empty()
        && spec.hours.iter().any(|rule| rule.to.is_none())
        && spec.hours.iter().all(|rule| rule.days.is_empty() && all_day(rule))
}

fn build(spec: &CalendarSpec, zone: Tz, (first, last): (NaiveDate, NaiveDate)) -> Table {
    let rules = DayRules::of(spec);
    let holidays = holidays(spec);
    let exceptions: BTreeMap<NaiveDate, Vec<LocalOpening>> =
        spec.exceptions.iter().map(|day| (day.on, local_openings(&day.open))).collect();
    let mut table = Tables::default();
    let mut clock = Clock::new(zone);
    let mut start = clock.begin(first);
    for (row, date) in first.iter_days().take_while(|date| *date <= last).enumerate() {
        let today = clock;
        let next = clock.begin(date + Days::new(1));
        // On nearly every day the clocks stay as they are, and no history has to be asked.
        let plain = next - start == MICROS_PER_DAY;
        let at = |micros| match micros {
            MICROS_PER_DAY => next,
            _ if plain => start + micros,
            _ => today.at(date, micros).clamp(start, next),
        };
        let open = match exceptions.get(&date) {
            Some(open) => open.as_slice(),
            None if holidays.contains(&date) => &[],
            None => rules.openings(date),
        };
        let openings = open.iter().map(|&(from, to)| Opening { open: at(from), close: at(to) });
        // Hours that lie wholly in a gap of the clocks do not take place.
        table.push(row, start, openings.filter(|opening| opening.open < opening.close));
        start = next;
    }
    table.finish(spec, zone, first, start)
}

/// The table while it grows.
#[derive(Default)]
struct Tables {
    days: Vec<Day>,
    openings: Vec<Opening>,
    open_days: Vec<u32>,
    open_micros: i64,
}

impl Tables {
    fn push(&mut self, row: usize, start: i64, openings: impl Iterator<Item = Opening>) {
        self.mark(start);
        let before = self.openings.len();
        self.openings.extend(openings);
        let new = self.openings.get(before..).unwrap_or_default();
        self.open_micros += new.iter().map(|o| o.close - o.open).sum::<i64>();
        if !new.is_empty() {
            self.open_days.push(row as u32);
        }
    }

    fn mark(&mut self, start: i64) {
        self.days.push(Day {
            start,
            open_micros: self.open_micros,
            open_days: self.open_days.len() as u32,
            openings: self.openings.len() as u32,
        });
    }

    fn finish(mut self, spec: &CalendarSpec, zone: Tz, first: NaiveDate, end: i64) -> Table {
        self.mark(end);
        let dated = spec.holidays.iter().filter_map(|holiday| match holiday.on {
            HolidayDate::Dated(date) => Some((date, holiday.estimated)),
            HolidayDate::Solar { .. } => None,
        });
        let dated: BTreeMap<NaiveDate, bool> = dated.collect();
        Table {
            zone,
            first,
            days: self.days.into(),
            openings: self.openings.into(),
            open_days: self.open_days.into(),
            estimated: dated.iter().filter(|(_, estimated)| **estimated).map(|(date, _)| *date).collect(),
            dated: dated.keys().next().copied().zip(dated.keys().next_back().copied()),
        }
    }
}

fn holidays(spec: &CalendarSpec) -> BTreeSet<NaiveDate> {
    let mut dates = BTreeSet::new();
    for holiday in &spec.holidays {
        match holiday.on {
            HolidayDate::Dated(date) => drop(dates.insert(date)),
            HolidayDate::Solar { month, day } => {
                let years = FIRST_PERSIAN_YEAR..=LAST_PERSIAN_YEAR;
                let days = years.filter_map(|year| PersianDate::new(year, month, day));
                dates.extend(days.map(PersianDate::gregorian));
            }
        }
    }
    dates
}

/// The dated rules, sorted for look-up.
struct DayRules {
    weekends: Dated<[bool; 7]>,
    /// For each weekday from Monday.
    hours: [Dated<Vec<LocalOpening>>; 7],
}

impl DayRules {
    fn of(spec: &CalendarSpec) -> Self {
        let off = |rule: &WeekendRule| WEEK.map(|day| rule.days.contains(&day));
        let rules = spec.weekends.iter().map(|rule| (*rule.from, rule.to.as_ref().map(|to| to.value), off(rule)));
        Self { weekends: Dated::of(rules), hours: WEEK.map(|day| hours_of(spec, day)) }
    }

    /// The local openings of a day that is neither a holiday nor an exception.
    fn openings(&self, date: NaiveDate) -> &[LocalOpening] {
        let day = date.weekday().num_days_from_monday() as usize;
        let off = self.weekends.holding(date).and_then(|days| days.get(day));
        if off.copied().unwrap_or(false) {
            return &[];
        }
        let hours = self.hours.get(day).and_then(|rules| rules.holding(date));
        hours.map_or(&[], Vec::as_slice)
    }
}

/// Rules of one kind, each sort ordered by its first date.
struct Dated<T> {
    lasting: Vec<(NaiveDate, T)>,
    /// With their last date.
    ending: Vec<(NaiveDate, NaiveDate, T)>,
}

impl<T> Dated<T> {
    /// Of rules that begin on the same date the later one of the list wins.
    fn of(rules: impl Iterator<Item = (NaiveDate, Option<NaiveDate>, T)>) -> Self {
        let (mut lasting, mut ending) = (BTreeMap::new(), Vec::new());
        for (from, to, rule) in rules {
            match to {
                None => drop(lasting.insert(from, rule)),
                Some(to) => ending.push((from, to, rule)),
            }
        }
        ending.sort_by_key(|(from, ..)| *from);
        Self { lasting: lasting.into_iter().collect(), ending }
    }

    /// The rule with an end that has begun last and lasts, else the one without an end that
    /// has begun last, else the first of these.
    fn holding(&self, date: NaiveDate) -> Option<&T> {
        let begun = self.ending.partition_point(|(from, ..)| *from <= date);
        let ending = self.ending.get(..begun).unwrap_or_default().iter().rev();
        let mut lasting = ending.filter(|(_, to, _)| date <= *to).map(|(.., rule)| rule);
        lasting.next().or_else(|| {
            let begun = self.lasting.partition_point(|(from, _)| *from <= date);
            self.lasting.get(begun.saturating_sub(1)).map(|(_, rule)| rule)
        })
    }
}

pub(super) const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// What is said of one weekday.
fn hours_of(spec: &CalendarSpec, day: Weekday) -> Dated<Vec<LocalOpening>> {
    let general = spec.hours.iter().filter(|rule| rule.days.is_empty());
    // After the general ones, so that a rule that names the day wins over them.
    let named = spec.hours.iter().filter(|rule| rule.days.contains(&day));
    Dated::of(general.chain(named).map(|rule| (rule.from, rule.to, local_openings(&rule.open))))
}

fn local_openings(open: &[(NaiveTime, NaiveTime)]) -> Vec<LocalOpening> {
    let mut openings: Vec<_> = open.iter().map(|&(open, close)| local_opening(open, close)).collect();
    openings.sort_unstable();
    openings
}

/// An end of 00:00 is the midnight that ends the day.
fn local_opening(open: NaiveTime, close: NaiveTime) -> LocalOpening {
    let close = micros_of_day(close);
    (micros_of_day(open), if close == 0 { MICROS_PER_DAY } else { close })
}

fn micros_of_day(time: NaiveTime) -> i64 {
    // A leap second has no place on the time line: it counts as the second before it.
    let fraction = i64::from(time.nanosecond() / 1_000).min(MICROS_PER_SECOND - 1);
    i64::from(time.num_seconds_from_midnight()) * MICROS_PER_SECOND + fraction
}

fn clock_time(micros: i64) -> String {
    let minutes = micros / (60 * MICROS_PER_SECOND);
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}
