//! What follows from a case for the lists in which it is found: a pure function of its entries
//! and the calendar. What a command changes is the difference of two of these, and whether a
//! store tells the truth is whether it has the same.

use crate::case::CaseState;
use crate::store::{Batch, Changes, IncidentRow, TimerKind, TimerRow, WorkRow};
use crate::worklist::folded;
use ravand_core::calendar::WorkingCalendar;
use ravand_kernel::{Awaited, Deadline, Task};

/// The rows of one case.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Projection {
    pub(crate) work: Vec<WorkRow>,
    pub(crate) timers: Vec<TimerRow>,
    pub(crate) incidents: Vec<IncidentRow>,
}

impl Projection {
    pub(crate) fn of(case: &CaseState, calendar: &WorkingCalendar) -> Self {
        if !case.is_running() {
            return Self::default();
        }
        // What is suspended is nobody's to do, and no clock of it rings; what rang meanwhile
        // rings when it is resumed.
        let (mut work, mut timers) =
            if case.suspended { (Vec::new(), Vec::new()) } else { (work(case), timers(case, calendar)) };
        work.sort_by_key(|row| row.task);
        timers.sort_unstable();
        let incident = |incident: &ravand_kernel::Incident| IncidentRow {
            case: case.id,
            incident: incident.id.into(),
            process: case.process.id().to_string(),
            unit: case.unit.clone(),
        };
        let mut incidents: Vec<IncidentRow> = case.instance.incidents().iter().map(incident).collect();
        incidents.sort_by_key(|row| row.incident);
        Self { work, timers, incidents }
    }

    /// Adds to a batch what changes from one to the other.
    pub(crate) fn changes(before: &Self, after: &Self, batch: &mut Batch) {
        batch.work.extend(Changes::between(&before.work, &after.work));
        batch.timers.extend(Changes::between(&before.timers, &after.timers));
        batch.incidents.extend(Changes::between(&before.incidents, &after.incidents));
    }
}

fn work(case: &CaseState) -> Vec<WorkRow> {
    let row = |task: &Task| {
        let step = case.process.step(task.step);
        let seats = step.vote.iter().flat_map(|vote| &vote.members);
        let offered = case.instance.offered_to(task.id);
        let mut roles: Vec<String> = Vec::new();
        for role in step.role.iter().chain(seats).chain(offered).map(ToString::to_string) {
            if !roles.contains(&role) {
                roles.push(role);
            }
        }
        WorkRow {
            case: case.id,
            task: task.id.into(),
            process: case.process.id().to_string(),
            step: step.id.to_string(),
            unit: case.unit.clone(),
            subject: case.subject.clone(),
            roles,
            claimed_by: case.claims.get(&task.id).map(|by| by.as_str().to_owned()),
            since: task.since.micros(),
            due: task.due.map(|due| due.micros()),
            search: folded(&format!("{} {}", case.subject.as_deref().unwrap_or_default(), step.id)),
        }
    };
    case.instance.tasks().iter().map(row).collect()
}

fn timers(case: &CaseState, calendar: &WorkingCalendar) -> Vec<TimerRow> {
    let deadlines = case.instance.deadlines(&case.process, calendar).into_iter().map(|(at, deadline)| {
        let what = match deadline {
            Deadline::Task(task) => TimerKind::Task(task.into()),
            Deadline::Case => TimerKind::Case,
            Deadline::Warning => TimerKind::Warning,
        };
        TimerRow { at: at.micros(), case: case.id, what }
    });
    let waits = case.instance.waits().iter().filter_map(|wait| match wait.what {
        Awaited::Timer { at, .. } if !wait.happened => {
            Some(TimerRow { at: at.micros(), case: case.id, what: TimerKind::Wait(wait.id.into()) })
        }
        _ => None,
    });
    deadlines.chain(waits).collect()
}
