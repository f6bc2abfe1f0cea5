//! The sink that the kernel tells its decisions to.

use ravand_core::Timestamp;
use ravand_kernel::exchange::InstanceKey;
use ravand_kernel::{Caller, Cause, Event, EventSink, Place, StepIndex};

use super::{Heard, Observer, Seen, What};

/// The kernel's sink: keeps what the world must act upon.
pub(super) struct Ear<'r, O> {
    pub(super) observer: &'r mut O,
    pub(super) heard: &'r mut Vec<Heard>,
    pub(super) incident: Option<(Place, Cause)>,
    pub(super) calls: u32,
    pub(super) slot: u32,
    pub(super) serial: u32,
    pub(super) case: u32,
    pub(super) key: InstanceKey,
    pub(super) process: u16,
    pub(super) at: Timestamp,
    /// The step and visit that the command completes.
    pub(super) from: Option<(StepIndex, u32)>,
}

impl<O: Observer> EventSink for Ear<'_, O> {
    fn event(&mut self, event: &Event) {
        let Self { case, key, process, at, .. } = *self;
        self.observer.event(Seen { case, key, process, at, event });
        let what = match event {
            Event::TaskCreated { task, step, visit, .. } => What::Task { task: *task, step: *step, visit: *visit },
            Event::CallStarted { call, process, caller } => {
                self.calls += 1;
                let from = self.from.filter(|_| matches!(caller, Caller::Step { .. }));
                What::Call { call: *call, process: *process, from }
            }
            Event::InstanceEnded { end } => What::Ended(*end),
            Event::InstanceCancelled => What::Cancelled,
            Event::IncidentRaised { at, cause, .. } => {
                self.incident = Some((*at, cause.clone()));
                return;
            }
            _ => return,
        };
        self.heard.push(Heard { slot: self.slot, serial: self.serial, what });
    }
}
