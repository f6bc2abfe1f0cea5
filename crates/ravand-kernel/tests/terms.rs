//! The terms of tasks, and a calendar that changes while a case waits.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why and fails")]

mod support;

use ravand_core::calendar::WorkingCalendar;
use ravand_core::{Sources, Standing, Timestamp};
use ravand_kernel::{Command, Context, Deadline, Event, Instance, Rejection, handle};
use support::process;

/// Art. 100 Note 10 of the Municipalities Act: ten days from service to object.
const OBJECTION: &str = "
process: p
title: P
provenance: synthetic
roles: { owner: { party: applicant } }
ends: { final: { favourable: yes } }
steps:
  appeal: { role: owner, due: 10 days by law, outcomes: { objection: on, none: on } }
  pay: { role: owner }
flow: [appeal, pay, { end: final }]
";

fn calendar(holidays: &str) -> WorkingCalendar {
    let text = format!(
        "calendar: c\nzone: Asia/Tehran\nweekends: [{{ from: 1394/01/01, days: [thursday, friday] }}]\n\
         hours: [{{ from: 1394/01/01, open: 07:30-14:30 }}]\nholidays: {{ dated: [{holidays}] }}\n"
    );
    let mut sources = Sources::new();
    let id = sources.add("c.yaml", text);
    let read = ravand_formats::read_calendar(&sources, id).ok().expect("the calendar is right");
    WorkingCalendar::compile(&read).expect("the calendar is sound")
}

fn noon(date: &str) -> Timestamp {
    let date = ravand_core::calendar::read_date(date).expect("a date");
    Timestamp::from_micros(date.and_hms_opt(8, 0, 0).expect("a time").and_utc().timestamp_micros())
}

#[test]
fn a_holiday_announced_while_the_case_waits_moves_its_task() {
    let process = process(OBJECTION);
    let mut case = Instance::new(&process);
    let mut events: Vec<Event> = Vec::new();
    let before = calendar("");
    let context = Context { now: noon("1401/07/11"), actor: None, calendar: &before, entropy: 1 };
    handle(&context, &process, &mut case, Command::Start { data: &[] }, &mut events).expect("started");

    // 12 to 21 Mehr count, Thursday and Friday are closed, and Saturday the 23rd is the day.
    let task = case.tasks()[0];
    let last_day = |due: Timestamp| ravand_core::calendar::shown_date(before.last_day(due), ravand_core::Language::Fa);
    assert_eq!(task.due.map(last_day).as_deref(), Some("۱۴۰۱/۰۷/۲۳"));

    // The government closes that Saturday: the recorded decision stays, the clock moves on.
    let after = calendar("{ on: 1401/07/23 }");
    let clock = task.clock(&process).expect("the step has a term");
    assert_eq!(clock.due(&before), Ok(task.due));
    assert_eq!(clock.due(&after).map(|due| due.map(last_day)), Ok(Some("۱۴۰۱/۰۷/۲۴".to_owned())));
    let standing = clock.standing(&after, noon("1401/07/24"));
    assert_eq!(standing, Ok(Standing::Open { days_left: 0, working_days_left: 0 }));
    assert_eq!(clock.standing(&before, noon("1401/07/24")), Ok(Standing::Overdue { days: 1, working_days: 1 }));

    // Who rings at the recorded time is told to come again.
    let deadline = Deadline::Task(task.id);
    let ring = Context { now: task.due.expect("a term"), calendar: &after, ..context };
    let early = handle(&ring, &process, &mut case, Command::PassDeadline { deadline }, &mut events);
    assert!(
        matches!(early, Err(Rejection::DeadlineAhead { at, .. }) if clock.due(&after) == Ok(Some(at))),
        "{early:?}"
    );

    // A step without a term has no clock.
    let context = Context { now: noon("1401/07/20"), ..context };
    let outcome = process.step(task.step).outcome("none");
    let done = Command::CompleteTask { task: task.id, outcome, data: &[] };
    handle(&context, &process, &mut case, done, &mut events).expect("done");
    let pay = case.tasks()[0];
    assert_eq!((pay.since, pay.due, pay.clock(&process)), (noon("1401/07/20"), None, None));
}

#[test]
fn the_rest_of_a_term_is_counted_in_open_days() {
    let yaml = OBJECTION.replace("10 days by law", "3 working days");
    let process = process(&yaml.replace("steps:", "documents: { deed: { from: applicant } }\nsteps:"));
    let (mut case, mut events, calendar) = (Instance::new(&process), Vec::<Event>::new(), calendar(""));
    let at = |date| Context { now: noon(date), actor: None, calendar: &calendar, entropy: 1 };
    let last_day = |case: &Instance| {
        let day = |due| ravand_core::calendar::shown_date(calendar.last_day(due), ravand_core::Language::Fa);
        case.tasks()[0].due.map(day)
    };
    handle(&at("1401/07/11"), &process, &mut case, Command::Start { data: &[] }, &mut events).expect("started");
    let (task, documents) = (case.tasks()[0].id, ["deed".into()]);
    // Tuesday, Wednesday, and Saturday after the days on which the offices are closed.
    assert_eq!(last_day(&case).as_deref(), Some("۱۴۰۱/۰۷/۱۶"));

    let ask = Command::AskApplicant { task, documents: &documents, data: &[], reason: "missing" };
    handle(&at("1401/07/12"), &process, &mut case, ask, &mut events).expect("asked on Tuesday");
    assert_eq!((last_day(&case), case.deadlines(&process, &calendar)), (None, Vec::new()));
    let answer = Command::ApplicantAnswered { task, data: &[] };
    handle(&at("1401/07/17"), &process, &mut case, answer, &mut events).expect("answered on Sunday");
    // None of the three days had passed: Sunday, Monday and Tuesday are left.
    assert_eq!(last_day(&case).as_deref(), Some("۱۴۰۱/۰۷/۱۹"));
}
