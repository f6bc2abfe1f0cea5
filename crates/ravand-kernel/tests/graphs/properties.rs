//! Random graphs under random commands.

use crate::model::graph;
use proptest::prelude::*;
use ravand_core::calendar::WorkingCalendar;
use ravand_core::{Length, OnBreach, Spanned, Timestamp, Unit};
use ravand_feel::{Number, Value};
use ravand_kernel::{
    Awaited, Command, CompiledProcess, Context, Deadline, Event, Instance, Status, StepIndex, TaskId, WaitId, apply,
    handle,
};
use std::collections::BTreeSet;

/// What an applicant brings.
const ANSWER: &[(u16, Value)] = &[(0, Value::Bool(true))];

const KINDS: &[&str] = &[
    "user",
    "user",
    "job",
    "xor",
    "and",
    "or",
    "some",
    "twice",
    "catch message:m",
    "catch signal:s",
    "catch after:P1D",
    "throw signal:s",
    "throw escalation:e",
    "throw undo",
    "end",
    "end error:e",
    "end terminate",
    "set y x~+~1",
];

/// Elements with any flows between them: unstructured, and often badly so.
pub(crate) fn lines() -> impl Strategy<Value = String> {
    let elements = prop::collection::vec((0..KINDS.len(), any::<bool>()), 2..10);
    let flows = prop::collection::vec((0_usize..10, 0_usize..10, 0_u8..4), 2..16);
    (elements, flows, any::<bool>()).prop_map(|(elements, flows, inside)| {
        let indent = if inside { "  " } else { "" };
        let mut lines = String::from(if inside { "s0 start\np sub\nz user\nb0 on p error beside\nq user\ns0 -> p\np -> z\nb0 -> q\n" } else { "" });
        lines.push_str(&format!("{indent}e0 start\n"));
        for (at, (kind, edge)) in elements.iter().enumerate() {
            lines.push_str(&format!("{indent}n{at} {}\n", KINDS[*kind]));
            if *edge && KINDS[*kind] == "user" {
                lines.push_str(&format!("{indent}h{at} handler\n{indent}u{at} undone n{at} h{at}\n{indent}k{at} on n{at} signal:s beside\n{indent}k{at} -> n0\n"));
            }
        }
        lines.push_str(&format!("{indent}e0 -> n0\n"));
        for (from, to, how) in flows {
            let (from, to) = (from % elements.len(), to % elements.len());
            let when = ["", "", " when x = 1", " otherwise"][usize::from(how)];
            lines.push_str(&format!("{indent}n{from} -> n{to}{when}\n"));
        }
        lines
    })
}

/// A command that fits the case more often than not.
fn command(instance: &Instance, what: u8, which: usize) -> Command<'static> {
    let task =
        |which: usize| instance.tasks().get(which % instance.tasks().len().max(1)).map_or(TaskId::from(9), |t| t.id);
    let wait = instance.waits().get(which % instance.waits().len().max(1)).map_or(WaitId::from(9), |w| w.id);
    match what {
        0..=5 => Command::complete(task(which)),
        6 | 7 => Command::Trigger { wait, data: &[] },
        8 => Command::FailJob { task: task(which), reason: "r" },
        9 => Command::ThrowError { task: task(which), code: "e" },
        10 => Command::Escalate { task: task(which), code: "e" },
        11 => match instance.incidents().first() {
            Some(incident) => Command::RetryIncident { incident: incident.id, data: &[] },
            None => Command::SetData { data: &[] },
        },
        12 => Command::Cancel,
        13 => Command::PassDeadline { deadline: Deadline::Task(task(which)) },
        14 => Command::AskApplicant { task: task(which), documents: &[], data: &[0], reason: "missing" },
        15 => Command::ApplicantAnswered { task: task(which), data: ANSWER },
        _ => Command::SetData { data: &[] },
    }
}

fn sound(process: &CompiledProcess, case: &Instance) -> Result<(), TestCaseError> {
    // A case may have thousands of each.
    let frames: BTreeSet<_> = case.frames().iter().map(|frame| frame.id).collect();
    let activities: BTreeSet<_> = case.activities().iter().map(|one| one.id).collect();
    let frame = |id| frames.contains(&id);
    let activity = |id| activities.contains(&id);
    for one in case.activities() {
        prop_assert!(frame(one.frame), "an activity without a scope");
    }
    for one in case.frames() {
        prop_assert!(one.activity.is_none_or(activity), "a scope without its activity");
    }
    for wait in case.waits() {
        prop_assert!(frame(wait.frame) && wait.activity.is_none_or(activity), "a wait without its host");
    }
    for task in case.tasks() {
        prop_assert!(task.activity.is_some_and(activity), "a task without its activity");
        prop_assert!(task.step.index() < process.steps().len(), "a step of nobody: {:?}", StepIndex::from(0));
    }
    match case.status() {
        // A token is never lost: who runs, waits for somebody.
        Status::Running => prop_assert!(
            !case.tasks().is_empty() || !case.waits().is_empty() || !case.incidents().is_empty(),
            "nobody can do anything"
        ),
        _ => prop_assert!(
            case.tasks().is_empty()
                && case.waits().is_empty()
                && case.frames().is_empty()
                && case.activities().is_empty()
        ),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn replay_equals_state_and_two_kernels_agree(
        lines in lines(),
        x in 0_i64..2,
        commands in prop::collection::vec((0_u8..18, 0_usize..8, 0_i64..3), 0..25),
    ) {
        let mut definition = graph(&lines);
        for (number, step) in definition.steps.values_mut().enumerate() {
            let breach = [OnBreach::Refuse, OnBreach::Reassign, OnBreach::Consent][number % 3].clone();
            step.attributes.due = Some(Spanned::nowhere(Length::new(1.0, Unit::Day).into()));
            step.attributes.on_breach = Some(Spanned::nowhere(breach));
            step.attributes.silence_basis = Some(Spanned::nowhere("a law".to_owned()));
        }
        let Ok(process) = CompiledProcess::compile(&definition) else { return Ok(()) };
        let calendar = WorkingCalendar::around_the_clock();
        let (mut case, mut twin, mut replayed) =
            (Instance::new(&process), Instance::new(&process), Instance::new(&process));
        let data = [(0, Value::Number(Number::from(x)))];
        let mut now = 0;
        let steps = std::iter::once(None).chain(commands.into_iter().map(Some));
        for step in steps {
            let given = match step {
                None => Command::Start { data: &data },
                Some((what, which, days)) => {
                    now += days * 86_400_000_000;
                    command(&case, what, which)
                }
            };
            let context = Context { now: Timestamp::from_micros(now), actor: None, calendar: &calendar, entropy: 1 };
            let (mut events, mut again): (Vec<Event>, Vec<Event>) = (Vec::new(), Vec::new());
            let before = case.clone();
            let answer = handle(&context, &process, &mut case, given, &mut events);
            let other = handle(&context, &process, &mut twin, given, &mut again);
            prop_assert_eq!(&answer, &other);
            prop_assert_eq!(&events, &again);
            if answer.is_err() {
                prop_assert!(events.is_empty());
                prop_assert_eq!(&before, &case);
            }
            events.iter().for_each(|event| apply(&process, &mut replayed, event));
            prop_assert_eq!(&replayed, &case);
            if case.status() != Status::NotStarted {
                sound(&process, &case)?;
            }
            let due = |w: &ravand_kernel::Wait| matches!(w.what, Awaited::Timer { .. });
            prop_assert!(case.status() == Status::Running || !case.waits().iter().any(due));
        }
    }
}
