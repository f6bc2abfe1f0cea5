//! The clock of the whole case: it starts with the case and stands still while any of its
//! tasks waits for the applicant.

use super::Deadline;
use crate::cause::Cause;
use crate::event::{Event, EventSink, Place};
use crate::handle::Run;
use crate::instance::Status;
use ravand_feel::Message;

impl<S: EventSink> Run<'_, S> {
    pub(crate) fn start_case_clock(&mut self) {
        if self.process.sla.is_some() {
            self.emit(Event::CaseTermStarted { since: self.context.now });
        }
    }

    /// At the end of every command, when it is known who waits for whom.
    pub(crate) fn keep_case_clock(&mut self) {
        let (now, process) = (self.context.now, self.process);
        let (Some(clock), Some(sla)) = (self.instance.clock.as_ref(), process.sla.as_ref()) else { return };
        if self.instance.status != Status::Running || clock.passed {
            return;
        }
        let asked = self.instance.tasks.iter().any(|task| task.is_paused());
        if asked {
            // A term that is over does not stop any more.
            let runs = |due| due > now;
            if self.instance.time_of(process, self.context.calendar, Deadline::Case).is_some_and(runs) {
                self.emit(Event::CaseTermPaused { at: now });
            }
            return;
        }
        if clock.due.is_some() || self.instance.incidents.iter().any(|incident| incident.at == Place::CaseTerm) {
            return;
        }
        let mut running = clock.clock(sla.due);
        if clock.is_paused() {
            _ = running.resume(now);
        }
        match running.due(self.context.calendar) {
            Ok(Some(due)) => self.emit(Event::CaseTermRuns { at: now, due }),
            Ok(None) => {}
            Err(why) => {
                let why = Message::new(why.code(), why.args());
                self.incident(Place::CaseTerm, Cause::Due { why });
            }
        }
    }
}
