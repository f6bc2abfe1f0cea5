//! The clocks of terms: pauses, and a calendar that changes while they run.

use super::{compiled, date, holiday, hours, nine_to_five, office};
use crate::calendar::{CalendarSpec, HolidayDate, HoursRule, Pause, WorkingCalendar};
use crate::clock::{ClockError, PAUSES_MAX, Standing, TermClock};
use crate::term::Term;
use crate::time::{Length, MICROS_PER_DAY, Timestamp, Unit};
use chrono::Weekday;
use proptest::prelude::*;

fn at(text: &str) -> Timestamp {
    super::at(&format!("{text}:00Z"))
}

fn days(amount: f64) -> Length {
    Length::new(amount, Unit::Day)
}

/// A term that begins on Monday 4 March 2024 at ten, with pauses `from-to`, is over when.
#[track_caller]
fn check(term: impl Into<Term>, pauses: &[(&str, &str)], due: &str) {
    let mut clock = TermClock::start(at("2024-03-04T10:00"), term);
    for (from, to) in pauses {
        clock.pause(at(from)).unwrap();
        clock.resume(at(to)).unwrap();
    }
    assert_eq!(clock.due(&nine_to_five()), Ok(Some(at(due))));
}

#[test]
fn exact_terms_stand_still_exactly() {
    check(Length::new(4.0, Unit::Hour), &[("2024-03-04T11:00", "2024-03-04T11:30")], "2024-03-04T14:30");
    check(Length::new(4.0, Unit::Hour), &[("2024-03-04T11:00", "2024-03-06T11:00")], "2024-03-06T14:00");
    // Two of ten working hours have passed; the pause ends on a Saturday.
    check(Length::new(10.0, Unit::WorkingHour), &[("2024-03-04T12:00", "2024-03-09T12:00")], "2024-03-11T17:00");
    let twice = [("2024-03-04T11:00", "2024-03-04T12:00"), ("2024-03-04T12:00", "2024-03-04T13:00")];
    check(Length::new(90.0, Unit::WorkingMinute), &twice, "2024-03-04T13:30");
}

#[test]
fn terms_in_days_stand_still_by_dates() {
    check(days(5.0), &[("2024-03-05T11:00", "2024-03-05T15:00")], "2024-03-10T00:00");
    check(days(5.0), &[("2024-03-05T11:00", "2024-03-08T09:00")], "2024-03-13T00:00");
    // The date of the start does not count anyway.
    check(days(5.0), &[("2024-03-04T11:00", "2024-03-07T09:00")], "2024-03-12T00:00");
    // A weekend in a pause takes no working day.
    check(Length::new(5.0, Unit::WorkingDay), &[("2024-03-08T11:00", "2024-03-11T09:00")], "2024-03-12T17:00");
    check(Length::new(5.0, Unit::WorkingDay), &[("2024-03-09T11:00", "2024-03-10T09:00")], "2024-03-11T17:00");
    check(days(0.0), &[("2024-03-04T11:00", "2024-03-07T09:00")], "2024-03-08T00:00");
}

#[test]
fn a_pause_on_the_day_of_action_leaves_a_day_of_action() {
    // Four days count, the fifth is Saturday 9 March: closed, so one could act on Monday.
    let term = Term::by_law(days(4.0));
    check(term, &[], "2024-03-12T00:00");
    check(term, &[("2024-03-11T10:00", "2024-03-14T10:00")], "2024-03-15T00:00");
    check(term, &[("2024-03-11T10:00", "2024-03-16T10:00")], "2024-03-19T00:00");
    check(term, &[("2024-03-10T10:00", "2024-03-10T11:00")], "2024-03-12T00:00");
}

#[test]
fn a_pause_after_the_end_changes_nothing() {
    check(days(5.0), &[("2024-03-10T00:00", "2024-04-10T00:00")], "2024-03-10T00:00");
    check(Length::new(4.0, Unit::Hour), &[("2024-03-04T14:00", "2024-03-04T15:00")], "2024-03-04T14:00");
}

/// An office whose holidays can still be announced.
fn announced(on: &[&str]) -> WorkingCalendar {
    let mut spec: CalendarSpec = office("UTC", "09:00-17:00", &[Weekday::Sat, Weekday::Sun]);
    spec.holidays.extend(on.iter().map(|day| holiday(HolidayDate::Dated(date(day)))));
    compiled(&spec)
}

#[test]
fn a_holiday_moves_what_is_open_and_leaves_what_is_over() {
    let (before, after) = (announced(&[]), announced(&["2024-03-08"]));
    let start = at("2024-03-04T10:00");
    let due = |clock: &TermClock, calendar| clock.due(calendar).unwrap().unwrap();
    let working = TermClock::start(start, Length::new(4.0, Unit::WorkingDay));
    let by_law = TermClock::start(start, Term::by_law(days(3.0)));
    let plain = TermClock::start(start, days(4.0));
    assert_eq!((due(&working, &before), due(&working, &after)), (at("2024-03-08T17:00"), at("2024-03-11T17:00")));
    assert_eq!((due(&by_law, &before), due(&by_law, &after)), (at("2024-03-09T00:00"), at("2024-03-12T00:00")));
    // Four days are four days, holiday or not.
    assert_eq!(due(&plain, &before), due(&plain, &after));

    // The government announces on Saturday that Friday was a holiday. Who looked on Friday
    // evening has seen the term run out, and that stays; who has not looked has not.
    let (mut seen, mut unseen) = (working.clone(), working.clone());
    assert_eq!(seen.look(&before, at("2024-03-08T16:59")), Ok(false));
    assert_eq!(seen.look(&before, at("2024-03-08T17:00")), Ok(true));
    assert_eq!(seen.look(&before, at("2024-03-08T18:00")), Ok(false), "it runs out once");
    assert_eq!(due(&seen, &after), at("2024-03-08T17:00"));
    assert_eq!(seen.standing(&after, at("2024-03-09T10:00")), Ok(Standing::Overdue { days: 1, working_days: 0 }));
    assert_eq!(unseen.look(&after, at("2024-03-09T10:00")), Ok(false));
    assert_eq!(
        unseen.standing(&after, at("2024-03-09T10:00")),
        Ok(Standing::Open { days_left: 2, working_days_left: 1 })
    );

    // What was done late is late for good, and what was done in time is in time.
    let mut late = seen.clone();
    late.done(&after, at("2024-03-09T10:00")).unwrap();
    assert_eq!(late.standing(&after, at("2024-03-20T10:00")), Ok(Standing::Done { late: true }));
    let mut met = working.clone();
    met.done(&before, at("2024-03-08T16:00")).unwrap();
    assert_eq!(due(&met, &after), at("2024-03-08T17:00"));
    assert_eq!(met.standing(&after, at("2024-03-20T10:00")), Ok(Standing::Done { late: false }));
    // A term that ran out does not come back by a pause.
    seen.pause(at("2024-03-09T11:00")).unwrap();
    seen.resume(at("2024-03-20T11:00")).unwrap();
    assert_eq!(due(&seen, &after), at("2024-03-08T17:00"));
}

/// Shorter hours from a date on move what is counted in hours.
#[test]
fn a_change_of_hours_moves_open_terms() {
    let mut spec = office("UTC", "09:00-17:00", &[Weekday::Sat, Weekday::Sun]);
    let short = HoursRule { to: Some(date("2024-03-08")), ..HoursRule::new(date("2024-03-05"), hours("09:00-13:00")) };
    let clock = TermClock::start(at("2024-03-04T10:00"), Length::new(15.0, Unit::WorkingHour));
    assert_eq!(clock.due(&compiled(&spec)), Ok(Some(at("2024-03-05T17:00"))));
    spec.hours.push(short);
    assert_eq!(clock.due(&compiled(&spec)), Ok(Some(at("2024-03-06T13:00"))));
}

#[test]
fn where_a_clock_stands() {
    let calendar = nine_to_five();
    let mut clock = TermClock::start(at("2024-03-04T10:00"), Term::by_law(days(4.0)));
    let standing = |clock: &TermClock, now: &str| clock.standing(&calendar, at(now)).unwrap();
    assert_eq!(standing(&clock, "2024-03-04T10:00"), Standing::Open { days_left: 7, working_days_left: 5 });
    assert_eq!(standing(&clock, "2024-03-11T23:59"), Standing::Open { days_left: 0, working_days_left: 0 });
    assert_eq!(standing(&clock, "2024-03-12T00:00"), Standing::Overdue { days: 1, working_days: 1 });
    clock.pause(at("2024-03-06T10:00")).unwrap();
    assert_eq!(standing(&clock, "2024-03-20T10:00"), Standing::Paused { since: at("2024-03-06T10:00") });
    clock.done(&calendar, at("2024-03-20T10:00")).unwrap();
    assert_eq!(standing(&clock, "2024-03-20T10:00"), Standing::Done { late: false });
}

#[test]
fn what_a_clock_refuses() {
    let calendar = nine_to_five();
    let mut clock = TermClock::start(at("2024-03-04T10:00"), days(5.0));
    assert_eq!(clock.resume(at("2024-03-04T11:00")), Err(ClockError::NotPaused));
    assert_eq!(clock.pause(at("2024-03-04T09:00")), Err(ClockError::BackInTime));
    clock.pause(at("2024-03-04T11:00")).unwrap();
    assert_eq!(clock.pause(at("2024-03-04T12:00")), Err(ClockError::AlreadyPaused));
    assert_eq!(clock.resume(at("2024-03-04T10:59")), Err(ClockError::BackInTime));
    clock.resume(at("2024-03-04T11:00")).unwrap();
    assert_eq!(clock.done(&calendar, at("2024-03-04T10:30")), Err(ClockError::BackInTime));
    for _ in 1..PAUSES_MAX {
        clock.pause(at("2024-03-04T11:00")).unwrap();
        clock.resume(at("2024-03-04T11:00")).unwrap();
    }
    assert_eq!(clock.pause(at("2024-03-04T12:00")), Err(ClockError::TooManyPauses));
    clock.done(&calendar, at("2024-03-04T12:00")).unwrap();
    for refused in [clock.pause(at("2024-03-05T12:00")), clock.done(&calendar, at("2024-03-05T12:00"))] {
        assert_eq!(refused, Err(ClockError::Ended));
    }
    let mut never = TermClock::start(at("2072-03-18T10:00"), Length::new(5.0, Unit::WorkingDay));
    assert!(matches!(never.done(&calendar, at("2072-03-18T11:00")), Err(ClockError::Calendar(_))));
}

proptest! {
    /// An exact term has run for as long as it is long, however often it stood still.
    #[test]
    fn an_exact_term_runs_its_length(
        working in any::<bool>(),
        minutes in 1i64..3_000,
        gaps in proptest::collection::vec((1i64..700, 0i64..3_000), 0..6),
    ) {
        let calendar = nine_to_five();
        let unit = if working { Unit::WorkingMinute } else { Unit::Minute };
        let start = at("2024-03-04T10:00");
        let (mut pauses, mut now) = (Vec::new(), start);
        for (gap, length) in gaps {
            let from = now.plus_micros(gap * 60_000_000);
            now = from.plus_micros(length * 60_000_000);
            pauses.push(Pause { from, to: Some(now) });
        }
        let due = calendar.due_with_pauses(start, Length::new(minutes as f64, unit), &pauses).unwrap().unwrap();
        let between = |a: Timestamp, b: Timestamp| match working {
            true => calendar.working_micros_between(a, b).unwrap(),
            false => b.micros_since(a),
        };
        let stood: i64 = pauses.iter().filter(|pause| pause.from < due).map(|pause| between(pause.from, pause.to.unwrap())).sum();
        prop_assert_eq!(between(start, due) - stood, minutes * 60_000_000);
        // It is not over in a pause.
        let in_pause = |pause: &Pause| pause.from < due && due < pause.to.unwrap();
        prop_assert!(!pauses.iter().any(in_pause), "{:?} in {:?}", due, pauses);
        prop_assert!(due >= start && due.micros_since(start) < 60 * MICROS_PER_DAY);
    }
}
