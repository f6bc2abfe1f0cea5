//! What events of terms change.

use super::{CaseClock, Deadline, Notice};
use crate::event::Event;
use crate::ids::*;
use crate::instance::{Instance, Task};
use ravand_core::calendar::Pause;

/// Takes an event over into the case; whether it is one of terms.
pub(crate) fn apply(instance: &mut Instance, event: &Event) -> bool {
    match event {
        Event::CaseTermStarted { since } => {
            let (since, pauses) = (*since, Vec::new());
            instance.clock = Some(CaseClock { since, pauses, due: None, warned: false, passed: false });
        }
        Event::CaseTermPaused { at } => {
            if let Some(clock) = &mut instance.clock {
                clock.pauses.push(Pause { from: *at, to: None });
                clock.due = None;
            }
        }
        Event::CaseTermRuns { at, due } => {
            if let Some(clock) = &mut instance.clock {
                if let Some(pause) = clock.pauses.last_mut() {
                    pause.to = pause.to.or(Some(*at));
                }
                clock.due = Some(*due);
            }
        }
        Event::DeadlinePassed { deadline } => match deadline {
            Deadline::Task(task) => on_task(instance, *task, |task| task.passed = true),
            Deadline::Case => instance.clock.iter_mut().for_each(|clock| clock.passed = true),
            Deadline::Warning => instance.clock.iter_mut().for_each(|clock| clock.warned = true),
        },
        Event::TaskOffered { task, role } => instance.offers.push((*task, role.clone())),
        Event::ApplicantAsked { task, step, at, documents, data, reason } => {
            let (documents, data, reason) = (documents.clone(), data.clone(), reason.clone());
            instance.notices.push(Notice { task: *task, step: *step, documents, data, reason });
            on_task(instance, *task, |task| {
                task.pause = Some(Pause { from: *at, to: None });
                task.due = None;
            });
        }
        Event::ApplicantAnswered { task, at, due } => on_task(instance, *task, |task| {
            task.pause = task.pause.map(|pause| Pause { to: Some(*at), ..pause });
            task.due = *due;
        }),
        // What the host is told.
        Event::TaskReassigned { .. } | Event::RoleNotified { .. } => {}
        _ => return false,
    }
    true
}

fn on_task(instance: &mut Instance, id: TaskId, change: impl FnOnce(&mut Task)) {
    if let Some(task) = instance.tasks.iter_mut().find(|task| task.id == id) {
        change(task);
    }
}
