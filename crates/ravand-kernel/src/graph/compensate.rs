//! Compensation: what was done is undone, the last first, with the data as they were.

use super::element::*;
use super::state::{Doing, Then};
use crate::event::{Event, EventSink, Place};
use crate::handle::Run;
use crate::ids::*;
use ravand_core::graph::SubProcess;

impl<S: EventSink> Run<'_, S> {
    /// An event throws compensation: for its own scope, or from within an event subprocess
    /// for the scope around that.
    pub(crate) fn compensate_from(
        &mut self,
        graph: &CompiledGraph,
        frame: FrameId,
        at: ElementIndex,
        only: Option<ElementIndex>,
        then: Then,
        agenda: &mut Vec<Place>,
    ) {
        let mut target = frame;
        while let Some(scope) = self.instance.tokens.frame(target) {
            let in_handler = scope
                .element
                .is_some_and(|element| matches!(graph.element(element).kind, Kind::SubProcess(SubProcess::Event, _)));
            let elsewhere = only.is_some_and(|only| graph.element(only).parent != scope.element);
            let outer = scope.activity.and_then(|id| self.instance.tokens.activity(id)).map(|one| one.frame);
            match outer {
                Some(outer) if in_handler || elsewhere => target = outer,
                _ => break,
            }
        }
        self.start_compensation(graph, (frame, target), at, only, then, agenda);
    }

    /// An activity in `frame` that compensates what was done in `target`.
    pub(crate) fn start_compensation(
        &mut self,
        _: &CompiledGraph,
        (frame, target): (FrameId, FrameId),
        at: ElementIndex,
        only: Option<ElementIndex>,
        then: Then,
        agenda: &mut Vec<Place>,
    ) {
        let activity = ActivityId(self.fresh());
        self.emit(Event::ActivityStarted { activity, element: at, frame, of: None });
        self.emit(Event::CompensationStarted { activity, frame: target, only, then });
        agenda.push(Place::Compensate(activity));
    }

    /// Takes up the next that is compensated.
    pub(crate) fn compensate(&mut self, graph: &CompiledGraph, id: ActivityId, agenda: &mut Vec<Place>) {
        let Some(activity) = self.instance.tokens.activity(id) else { return };
        let (frame, at) = (activity.frame, activity.element);
        let Doing::Compensating(state) = &activity.doing else { return };
        let then = state.then;
        match state.queue.last().map(|next| next.element) {
            Some(next) => {
                self.emit(Event::CompensationTaken { activity: id });
                match graph.element(next).handler {
                    Some(handler) => self.begin_new(graph, frame, handler, Some(id), agenda),
                    None => agenda.push(Place::Compensate(id)),
                }
            }
            None => {
                self.emit(Event::ActivityEnded { activity: id, completed: true });
                match then {
                    Then::Leave => agenda.push(Place::Leave { frame, element: at }),
                    Then::Cancel => self.cancelled(graph, frame, agenda),
                    Then::Nothing => {}
                }
            }
        }
    }

    /// The transaction whose inside this was is left by its cancel event.
    fn cancelled(&mut self, graph: &CompiledGraph, frame: FrameId, agenda: &mut Vec<Place>) {
        let tokens = &self.instance.tokens;
        let Some(mut id) = tokens.frame(frame).and_then(|frame| frame.activity) else { return };
        while let Some(of) = tokens.activity(id).and_then(|activity| activity.of) {
            id = of;
        }
        let Some(activity) = tokens.activity(id) else { return };
        let outer = activity.frame;
        let cancels =
            |boundary: &&ElementIndex| graph.triggers(**boundary).iter().any(|one| matches!(one, Trigger::Cancel));
        let boundary = graph.element(activity.element).boundaries.iter().find(cancels).copied();
        self.interrupt(id, agenda);
        if let Some(element) = boundary {
            agenda.push(Place::Leave { frame: outer, element });
        }
    }
}
