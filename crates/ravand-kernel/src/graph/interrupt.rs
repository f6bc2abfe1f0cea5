//! What is under way is stopped: with it everything inside.

use super::state::Doing;
use crate::event::{Event, EventSink, Place};
use crate::handle::Run;
use crate::ids::*;

impl<S: EventSink> Run<'_, S> {
    /// Stops an activity.
    pub(crate) fn interrupt(&mut self, id: ActivityId, agenda: &mut Vec<Place>) {
        let Some(activity) = self.instance.tokens.activity(id) else { return };
        match activity.doing {
            Doing::Task(task) if self.instance.task(task).is_some() => {
                self.mend(|place| place == Place::Job(task));
                self.emit(Event::TaskWithdrawn { task });
            }
            Doing::Call(call) if self.instance.calls.iter().any(|open| open.id == call) => {
                self.emit(Event::CallWithdrawn { call });
            }
            Doing::Body(frame) => {
                self.clear_frame(frame, agenda);
                self.emit(Event::FrameClosed { frame });
            }
            _ => {}
        }
        let parts = self.instance.tokens.activities.iter().filter(|part| part.of == Some(id));
        for part in parts.map(|part| part.id).collect::<Vec<_>>() {
            self.interrupt(part, agenda);
        }
        self.withdraw_waits(|wait| wait.activity == Some(id));
        self.mend(|place| place.activity() == Some(id));
        self.emit(Event::ActivityEnded { activity: id, completed: false });
    }

    /// Stops everything in a scope and its listening; the scope itself stays open.
    pub(crate) fn clear_frame(&mut self, frame: FrameId, agenda: &mut Vec<Place>) {
        let of_frame = self.instance.tokens.activities.iter().filter(|one| one.frame == frame && one.of.is_none());
        for activity in of_frame.map(|activity| activity.id).collect::<Vec<_>>() {
            self.interrupt(activity, agenda);
        }
        self.withdraw_waits(|wait| wait.frame == frame && wait.activity.is_none());
        self.mend(|place| place.frame() == Some(frame));
        agenda.retain(|place| place.frame() != Some(frame));
        self.later.retain(|(other, _)| *other != frame);
        self.emit(Event::FrameCleared { frame });
    }

    /// Incidents at places that are gone are gone.
    fn mend(&mut self, gone: impl Fn(Place) -> bool) {
        let incidents = self.instance.incidents.iter().filter(|incident| gone(incident.at));
        for incident in incidents.map(|incident| incident.id).collect::<Vec<_>>() {
            self.emit(Event::IncidentResolved { incident });
        }
    }
}

impl Place {
    /// The scope that a token stands in at this place, if it stands on no activity.
    pub(crate) fn frame(&self) -> Option<FrameId> {
        match self {
            Place::Arrive { frame, .. }
            | Place::Enter { frame, .. }
            | Place::Leave { frame, .. }
            | Place::Stuck { frame, .. } => Some(*frame),
            _ => None,
        }
    }

    /// The activity that a token stands on.
    pub(crate) fn activity(&self) -> Option<ActivityId> {
        match self {
            Place::Begin(id) | Place::Repeat(id) | Place::Judge(id) | Place::Finish(id) | Place::Compensate(id) => {
                Some(*id)
            }
            _ => None,
        }
    }
}
