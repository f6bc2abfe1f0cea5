//! The applicant is asked for what is missing: once for each step, with one list. Until the
//! answer comes, the office's terms stand still.

use super::with_pauses;
use crate::command::Rejection;
use crate::event::{Event, EventSink};
use crate::handle::Run;
use crate::ids::*;
use crate::instance::{Instance, Task};
use crate::process::CompiledProcess;
use ravand_core::calendar::{Pause, WorkingCalendar};
use ravand_core::{DocumentId, Timestamp};
use ravand_feel::{Message, Value};

/// What a notice asks for.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) task: TaskId,
    pub(crate) documents: &'a [DocumentId],
    pub(crate) data: &'a [Slot],
    pub(crate) reason: &'a str,
}

/// Whether the applicant may be asked.
pub(crate) fn admit_asking(
    (now, calendar): (Timestamp, &WorkingCalendar),
    process: &CompiledProcess,
    instance: &Instance,
    asked: Asked<'_>,
) -> Result<(), Rejection> {
    let task = instance.task(asked.task).ok_or(Rejection::UnknownTask(asked.task))?;
    let step = || process.step(task.step).id.to_string();
    if instance.notices.iter().any(|notice| notice.step == task.step) {
        return Err(Rejection::AskedBefore { step: step() });
    }
    if asked.documents.is_empty() && asked.data.is_empty() {
        return Err(Rejection::NothingAsked { step: step() });
    }
    if let Some(slot) = asked.data.iter().find(|slot| process.schema.ty(**slot).is_none()) {
        return Err(Rejection::UnknownData(*slot));
    }
    if let Some(document) = asked.documents.iter().find(|document| !process.documents.contains(*document)) {
        return Err(Rejection::UnknownDocument(document.to_string()));
    }
    if task.passed || task.due_by(process, calendar).is_some_and(|due| due <= now) {
        return Err(Rejection::TermOver { step: step() });
    }
    Ok(())
}

/// Whether an answer is what was asked for, and the calendar knows how the term goes on.
pub(crate) fn admit_answer(
    (now, calendar): (Timestamp, &WorkingCalendar),
    process: &CompiledProcess,
    instance: &Instance,
    (task, data): (TaskId, &[(Slot, Value)]),
) -> Result<(), Rejection> {
    let open = instance.task(task).ok_or(Rejection::UnknownTask(task))?;
    let step = || process.step(open.step).id.to_string();
    let notice = instance.notices.iter().find(|notice| notice.task == task && open.is_paused());
    let notice = notice.ok_or_else(|| Rejection::NotAsked { step: step() })?;
    let given = |slot: &Slot| data.iter().any(|(given, value)| given == slot && !value.is_null());
    if let Some(slot) = notice.data.iter().find(|slot| !given(slot)) {
        let name = process.schema.name(*slot).unwrap_or("?").to_owned();
        return Err(Rejection::DataMissing { step: step(), name });
    }
    resumed(process, open, now, calendar).map(|_| ())
}

/// When a task's term is over if it goes on now.
fn resumed(
    process: &CompiledProcess,
    task: &Task,
    now: Timestamp,
    calendar: &WorkingCalendar,
) -> Result<Option<Timestamp>, Rejection> {
    let Some(term) = process.step(task.step).due else { return Ok(None) };
    let pause = task.pause.map(|pause| Pause { to: Some(now), ..pause });
    let clock = with_pauses(ravand_core::TermClock::start(task.since, term), pause.as_slice());
    clock.due(calendar).map_err(|why| Rejection::NoDue(Message::new(why.code(), why.args())))
}

impl<S: EventSink> Run<'_, S> {
    pub(crate) fn ask_applicant(&mut self, asked: Asked<'_>) {
        let Some(step) = self.instance.task(asked.task).map(|task| task.step) else { return };
        self.emit(Event::ApplicantAsked {
            task: asked.task,
            step,
            at: self.context.now,
            documents: asked.documents.to_vec(),
            data: asked.data.to_vec(),
            reason: asked.reason.into(),
        });
    }

    pub(crate) fn answered(&mut self, task: TaskId, data: &[(Slot, Value)]) {
        let Some(&open) = self.instance.task(task) else { return };
        let (at, calendar) = (self.context.now, self.context.calendar);
        let due = resumed(self.process, &open, at, calendar).unwrap_or(open.due);
        self.emit(Event::ApplicantAnswered { task, at, due });
        self.record(data);
        self.carry_on(|_, _, _| {});
    }
}
