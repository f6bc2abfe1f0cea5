//! A calendar that walks day by day and knows nothing else, over the Persian years 1380 to 1420,
//! with random weekends, hours, holidays and exceptions; the fast one must agree.
//!
//! A counter-example prints its smallest case and its seed.

use super::rules::exception;
use super::{compiled, date, holiday, hours};
use crate::calendar::persian::PersianDate;
use crate::calendar::{CalendarSpec, HolidayDate, HoursRule, Pause, WeekendRule, WorkingCalendar};
use crate::span::Spanned;
use crate::term::{Counting, MonthsOf, Term, TermLength};
use crate::time::{Length, Timestamp, Unit};
use crate::title::Title;
use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeZone, Weekday};
use chrono_tz::Tz;
use proptest::prelude::*;

/// 1 Farvardin 1380.
const FIRST: &str = "2001-03-21";
/// 1 Farvardin 1421.
const END: &str = "2042-03-21";

/// What one day is, worked out from the rules as they are written.
struct Day {
    date: NaiveDate,
    start: i64,
    open: Vec<(i64, i64)>,
}

struct Slow(Vec<Day>);

impl Slow {
    fn new(spec: &CalendarSpec) -> Self {
        let zone: Tz = spec.zone.parse().expect("the zone exists");
        let instant = |date: NaiveDate, time: NaiveTime| {
            zone.from_local_datetime(&date.and_time(time)).earliest().expect("no gap").timestamp_micros()
        };
        let midnight = |date: NaiveDate| {
            // Tehran's summers began at midnight: the day then began at one.
            let hour = (0..2).find_map(|hour| zone.from_local_datetime(&date.and_hms_opt(hour, 0, 0)?).earliest());
            hour.expect("the day begins").timestamp_micros()
        };
        let dates = date(FIRST).iter_days().take_while(|day| *day < date(END));
        let day = |date| {
            let openings = rule_of(spec, date).into_iter().map(|(a, b)| (instant(date, a), instant(date, b)));
            let mut open: Vec<_> = openings.collect();
            open.sort_unstable();
            Day { date, start: midnight(date), open }
        };
        Self(dates.map(day).collect())
    }

    fn date_of(&self, at: i64) -> NaiveDate {
        self.0.iter().rev().find(|day| day.start <= at).expect("within the years").date
    }

    fn end_of(&self, date: NaiveDate) -> Option<i64> {
        self.0.iter().find(|day| day.date > date).map(|day| day.start)
    }

    fn is_open(&self, date: NaiveDate) -> bool {
        self.0.iter().any(|day| day.date == date && !day.open.is_empty())
    }

    fn open_between(&self, a: i64, b: i64) -> i64 {
        self.0.iter().flat_map(|day| &day.open).map(|(open, close)| (b.min(*close) - a.max(*open)).max(0)).sum()
    }

    fn add(&self, from: i64, mut micros: i64) -> Option<i64> {
        for (open, close) in self.0.iter().flat_map(|day| &day.open) {
            let begin = from.max(*open);
            if begin < *close {
                if micros <= close - begin {
                    return Some(begin + micros);
                }
                micros -= close - begin;
            }
        }
        None
    }

    /// A pause matters if it begins before the end that the pauses before it leave.
    fn due(&self, from: i64, term: Term, pauses: &[(i64, i64)]) -> Option<i64> {
        for (count, pause) in pauses.iter().enumerate() {
            let due = self.walk(from, term, &pauses[..count])?;
            if due <= pause.0 {
                return Some(due);
            }
        }
        self.walk(from, term, pauses)
    }

    /// Day after day: which count, on which one can act.
    fn walk(&self, from: i64, term: Term, pauses: &[(i64, i64)]) -> Option<i64> {
        let start = self.date_of(from);
        let pauses: Vec<_> = pauses.iter().map(|(a, b)| (self.date_of(*a), self.date_of(*b))).collect();
        let stands = |date: NaiveDate| pauses.iter().any(|(a, b)| *a <= date && date < *b);
        let by_law = term.counting == Counting::ByLaw;
        let (mut left, working) = match term.length {
            TermLength::Length(Length { amount, unit: Unit::WorkingDay }) => (amount as i64, true),
            TermLength::Length(Length { amount, unit }) => {
                let days = match unit {
                    Unit::Day => 1,
                    Unit::Week => 7,
                    _ => 30,
                };
                (amount as i64 * days, false)
            }
            TermLength::Months { count, of } => ((months_later(start, count, of) - start).num_days(), false),
        };
        let mut days = self.0.iter().filter(|day| day.date > start && !stands(day.date));
        let mut last = None;
        while left > 0 {
            let day = days.next()?;
            if !working || !day.open.is_empty() {
                left -= 1;
                last = Some(day);
            }
        }
        if by_law {
            // The day of action.
            return days.find(|day| !day.open.is_empty()).and_then(|day| self.end_of(day.date));
        }
        let last = last?;
        if working { last.open.last().map(|(_, close)| *close) } else { self.end_of(last.date) }
    }
}

fn months_later(start: NaiveDate, count: u32, of: MonthsOf) -> NaiveDate {
    let number = |date: NaiveDate| match of {
        MonthsOf::Gregorian => (date.month(), date.day()),
        MonthsOf::Persian => {
            let persian = PersianDate::from_gregorian(date).expect("our time");
            (u32::from(persian.month()), u32::from(persian.day()))
        }
    };
    let next = |date: NaiveDate| date.succ_opt().expect("our time");
    // On to the first of the countth month from now ...
    let (mut date, mut firsts) = (start, 0);
    while firsts < count {
        date = next(date);
        firsts += u32::from(number(date).1 == 1);
    }
    // ... then to the day of that number, or the last one.
    let month = number(date).0;
    while number(date).1 < number(start).1 && number(next(date)).0 == month {
        date = next(date);
    }
    date
}

/// The hours of a date, straight from what is written.
fn rule_of(spec: &CalendarSpec, day: NaiveDate) -> Vec<(NaiveTime, NaiveTime)> {
    if let Some(exception) = spec.exceptions.iter().find(|exception| exception.on == day) {
        return exception.open.clone();
    }
    let persian = PersianDate::from_gregorian(day).expect("our time");
    let is_holiday = spec.holidays.iter().any(|holiday| match holiday.on {
        HolidayDate::Dated(on) => on == day,
        HolidayDate::Solar { month, day: on } => (persian.month(), persian.day()) == (month, on),
    });
    let weekends = spec.weekends.iter().filter(|rule| *rule.from <= day);
    let lasts = |rule: &&WeekendRule| rule.to.as_ref().is_none_or(|to| day <= **to);
    let weekend = weekends.filter(lasts).max_by_key(|rule| (rule.to.is_some(), *rule.from));
    if is_holiday || weekend.is_some_and(|rule| rule.days.contains(&day.weekday())) {
        return vec![];
    }
    let holds = |rule: &&HoursRule| {
        let lasts = rule.to.is_none_or(|to| day <= to);
        lasts && rule.from <= day && (rule.days.is_empty() || rule.days.contains(&day.weekday()))
    };
    let rules = spec.hours.iter().filter(holds);
    let rule = rules.max_by_key(|rule| (rule.to.is_some(), rule.from, !rule.days.is_empty()));
    rule.map_or(vec![], |rule| rule.open.clone())
}

fn weekday() -> impl Strategy<Value = Weekday> {
    (0u8..7).prop_map(|day| Weekday::try_from(day).expect("seven days"))
}

/// Any date of the forty-one years.
fn day() -> impl Strategy<Value = NaiveDate> {
    let days = (date(END) - date(FIRST)).num_days() as u64;
    (0..days).prop_map(|days| date(FIRST) + Days::new(days))
}

fn openings() -> impl Strategy<Value = Vec<(NaiveTime, NaiveTime)>> {
    prop_oneof![
        4 => Just(hours("07:30-14:30")),
        3 => Just(hours("09:00-12:00 13:00-17:00")),
        1 => Just(hours("13:10-13:11 04:00-05:17 19:00-22:00")),
        1 => Just(vec![]),
    ]
}

/// How long a rule with an end lasts; `None` for one without.
fn end() -> impl Strategy<Value = Option<u64>> {
    prop_oneof![3 => Just(None), 2 => (0u64..120).prop_map(Some)]
}

fn specs() -> impl Strategy<Value = CalendarSpec> {
    let weekends = proptest::collection::btree_map(day(), (end(), proptest::collection::vec(weekday(), 0..3)), 0..12);
    let rules = (end(), proptest::collection::vec(weekday(), 0..3), openings());
    (
        proptest::sample::select(&["Asia/Tehran", "UTC"][..]),
        weekends,
        proptest::collection::btree_map(day(), rules, 0..12),
        proptest::collection::vec(day(), 0..300),
        proptest::collection::vec((1u8..=12, 1u8..=30), 0..12),
        proptest::collection::btree_map(day(), openings(), 0..60),
    )
        .prop_map(|(zone, weekends, rules, dated, solar, exceptions)| {
            let start = date("2000-01-01");
            let to = |from: NaiveDate, days: Option<u64>| days.map(|days| from + Days::new(days));
            let weekend = |(from, (days, off))| WeekendRule {
                to: to(from, days).map(Spanned::nowhere),
                ..WeekendRule::new(from, off)
            };
            let rule =
                |(from, (days, on, open))| HoursRule { to: to(from, days), days: on, ..HoursRule::new(from, open) };
            let dated = dated.into_iter().map(HolidayDate::Dated);
            let solar = solar.into_iter().map(|(month, day)| HolidayDate::Solar { month, day });
            let days = exceptions.into_iter().map(|(on, open)| {
                let mut day = exception(FIRST, "");
                (day.on, day.open) = (on, open);
                day
            });
            CalendarSpec {
                id: Spanned::nowhere("random".into()),
                title: Title::default(),
                zone: Spanned::nowhere(zone.to_owned()),
                weekends: [WeekendRule::new(start, vec![Weekday::Fri])]
                    .into_iter()
                    .chain(weekends.into_iter().map(weekend))
                    .collect(),
                hours: [HoursRule::new(start, hours("08:00-16:00"))]
                    .into_iter()
                    .chain(rules.into_iter().map(rule))
                    .collect(),
                holidays: dated.chain(solar).map(holiday).collect(),
                exceptions: days.collect(),
            }
        })
}

/// An instant from which six years still lie within.
fn instant() -> impl Strategy<Value = i64> {
    let first = date(FIRST).and_time(NaiveTime::MIN).and_utc().timestamp_micros() + 86_400_000_000;
    let end = date("2035-01-01").and_time(NaiveTime::MIN).and_utc().timestamp_micros();
    first..end
}

fn terms() -> impl Strategy<Value = Term> {
    static UNITS: [Unit; 4] = [Unit::Day, Unit::Week, Unit::Month, Unit::WorkingDay];
    let length = (proptest::sample::select(&UNITS[..]), 1u32..60)
        .prop_map(|(unit, amount)| TermLength::Length(Length::new(f64::from(amount), unit)));
    let months = (1u32..40, any::<bool>()).prop_map(|(count, persian)| TermLength::Months {
        count,
        of: if persian { MonthsOf::Persian } else { MonthsOf::Gregorian },
    });
    let counting = any::<bool>().prop_map(|by_law| if by_law { Counting::ByLaw } else { Counting::Plain });
    (prop_oneof![3 => length, 1 => months], counting).prop_map(|(length, counting)| Term { length, counting })
}

/// Gaps and lengths of pauses, in micros.
fn pauses() -> impl Strategy<Value = Vec<(i64, i64)>> {
    let days = |days: i64| 0..days * 86_400_000_000;
    proptest::collection::vec((days(20), days(12)), 0..4)
}

/// One question: from when, how much, which term, and when it stood still.
type Question = (i64, i64, Term, Vec<(i64, i64)>);

fn agree(fast: &WorkingCalendar, slow: &Slow, (from, more, term, gaps): Question) -> Result<(), TestCaseError> {
    let at = Timestamp::from_micros;
    let start = at(from);
    prop_assert_eq!(fast.local_date(start), slow.date_of(from));
    prop_assert_eq!(fast.working_micros_between(start, at(from + more)), Ok(slow.open_between(from, from + more)));
    if let Some(end) = slow.add(from, more / 4) {
        prop_assert_eq!(fast.add(start, (more / 4) as f64 / 60e6, Unit::WorkingMinute).map(Timestamp::micros), Ok(end));
    }
    let mut pauses = Vec::new();
    let mut now = from;
    for (gap, length) in gaps {
        pauses.push((now + gap, now + gap + length));
        now += gap + length;
    }
    if let Some(due) = slow.due(from, term, &[]) {
        prop_assert_eq!(fast.due(start, term).map(Timestamp::micros), Ok(due), "{} from {}", term, slow.date_of(from));
        questions_back(fast, slow, from, term, due)?;
    }
    if let Some(due) = slow.due(from, term, &pauses) {
        let pause = |&(a, b): &(i64, i64)| Pause { from: at(a), to: Some(at(b)) };
        let given: Vec<Pause> = pauses.iter().map(pause).collect();
        let found = fast.due_with_pauses(start, term, &given);
        prop_assert_eq!(found.map(|due| due.map(Timestamp::micros)), Ok(Some(due)), "{} with {:?}", term, pauses);
    }
    Ok(())
}

/// The questions back are the inverse of the question forth.
fn questions_back(fast: &WorkingCalendar, slow: &Slow, from: i64, term: Term, due: i64) -> Result<(), TestCaseError> {
    let (start, end) = (Timestamp::from_micros(from), Timestamp::from_micros(due));
    let (today, last) = (slow.date_of(from), fast.last_day(end));
    prop_assert_eq!(fast.days_left(start, end), (last - today).num_days());
    let open = slow.0.iter().filter(|day| day.date > today && day.date <= last && !day.open.is_empty()).count() as i64;
    prop_assert_eq!(fast.working_days_left(start, end), Ok(open));
    if term.counting == Counting::ByLaw {
        prop_assert!(slow.is_open(last), "one can act on the last day");
        if let TermLength::Length(Length { amount, unit: Unit::Day }) = term.length {
            prop_assert!(fast.days_counted_by_law(start, end.plus_micros(-1)) >= amount as i64);
        }
    }
    Ok(())
}

proptest! {
    // A case takes a tenth of a second: without a limit a failure would be shrunk for minutes.
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn day_by_day_over_forty_one_years(
        spec in specs(),
        questions in proptest::collection::vec((instant(), 0..200_000_000_000_000i64, terms(), pauses()), 16),
    ) {
        let (fast, slow) = (compiled(&spec), Slow::new(&spec));
        for question in questions {
            agree(&fast, &slow, question)?;
        }
    }
}
