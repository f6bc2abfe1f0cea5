//! What follows when a term is over.

use super::{Breach, Deadline};
use crate::event::{Event, EventSink};
use crate::handle::Run;
use crate::ids::*;
use ravand_core::{Party, RoleId};

impl<S: EventSink> Run<'_, S> {
    /// A deadline has passed; it is checked that it has.
    pub(crate) fn pass(&mut self, deadline: Deadline) {
        let process = self.process;
        self.emit(Event::DeadlinePassed { deadline });
        if let Deadline::Task(task) = deadline
            && self.close_vote(task, 0)
        {
            return;
        }
        let breach = match deadline {
            Deadline::Task(task) => {
                let step = self.instance.task(task).map(|task| task.step);
                step.and_then(|step| process.step(step).on_breach.as_ref())
            }
            Deadline::Case => process.sla.as_ref().and_then(|sla| sla.on_breach.as_ref()),
            Deadline::Warning => None,
        };
        let Some(breach) = breach else { return };
        match breach {
            Breach::Reassign => self.concerned(deadline).into_iter().for_each(|task| {
                self.emit(Event::TaskReassigned { task });
            }),
            Breach::Escalate(role) => self.concerned(deadline).into_iter().for_each(|task| self.offer(task, role)),
            Breach::Notify(role) => self.emit(Event::RoleNotified { role: role.clone(), of: deadline }),
            Breach::Consent(outcome) => {
                if let Deadline::Task(task) = deadline {
                    self.complete(task, *outcome, None, &[]);
                }
            }
            Breach::End(end) => self.end_case(*end),
        }
    }

    /// The tasks that a deadline is about: of the case, those that are the city's to do.
    fn concerned(&self, deadline: Deadline) -> Vec<TaskId> {
        let of_city = |step: StepIndex| self.process.step(step).party == Party::City;
        match deadline {
            Deadline::Task(task) => vec![task],
            _ => self.instance.tasks.iter().filter(|task| of_city(task.step)).map(|task| task.id).collect(),
        }
    }

    fn offer(&mut self, task: TaskId, role: &RoleId) {
        self.emit(Event::TaskOffered { task, role: role.clone() });
    }

    /// A new task of a case that was escalated is offered like those that were open then.
    pub(crate) fn offer_new(&mut self, task: TaskId, step: StepIndex) {
        let process = self.process;
        let late = self.instance.clock.as_ref().is_some_and(|clock| clock.passed);
        let breach = process.sla.as_ref().and_then(|sla| sla.on_breach.as_ref());
        if let Some(Breach::Escalate(role)) = breach
            && late
            && process.step(step).party == Party::City
        {
            self.offer(task, role);
        }
    }
}
