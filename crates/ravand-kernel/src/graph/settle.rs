//! When everything has come to rest: scopes that are empty are left, gateways that waited for
//! what can no longer come let their tokens pass, conditions are looked at again.

use super::element::*;
use crate::cause::Cause;
use crate::event::{Event, EventSink, Place};
use crate::handle::Run;
use crate::ids::*;

impl<S: EventSink> Run<'_, S> {
    /// Takes up what can go on now that every token waits; nothing if the case is at rest.
    pub(crate) fn settle(&mut self, graph: &CompiledGraph, agenda: &mut Vec<Place>) {
        if let Some((frame, element)) = self.later.pop_front() {
            return self.throw_event(graph, frame, element, agenda);
        }
        if std::mem::take(&mut self.dirty) {
            self.look_at_conditions(graph, |_| true, agenda);
            if !agenda.is_empty() {
                return;
            }
        }
        // The innermost scopes are the youngest.
        let frames: Vec<FrameId> = self.instance.tokens.frames.iter().rev().map(|frame| frame.id).collect();
        for frame in frames {
            self.settle_frame(graph, frame, agenda);
            if !agenda.is_empty() {
                return;
            }
        }
    }

    fn settle_frame(&mut self, graph: &CompiledGraph, frame: FrameId, agenda: &mut Vec<Place>) {
        let Some(state) = self.instance.tokens.frame(frame) else { return };
        let waiting: Vec<ElementIndex> = state.arrivals.iter().map(|(flow, _)| graph.flow(*flow).to).collect();
        let resetting = state.resetting.clone();
        let inside = self.positions(graph, frame);
        for element in resetting {
            if self.reset(graph, frame, element, &inside) {
                return self.settle_frame(graph, frame, agenda);
            }
        }
        for &element in &waiting {
            if self.pass_inclusive(graph, frame, element, &inside) {
                return agenda.push(Place::Leave { frame, element });
            }
        }
        let incident = self.instance.incidents.iter().any(|incident| incident.at.frame() == Some(frame));
        if incident || self.instance.tokens.activities.iter().any(|activity| activity.frame == frame) {
            return;
        }
        let Some(state) = self.instance.tokens.frame(frame) else { return };
        if let Some(&next) = state.queue.last() {
            self.emit(Event::NextTaken { frame });
            return agenda.push(Place::Enter { frame, element: next });
        }
        match waiting.first() {
            Some(&element) => self.incident(Place::Stuck { frame, element }, Cause::Deadlock),
            None => self.leave_frame(frame, agenda),
        }
    }

    /// Where tokens are in a scope, gateways that wait aside.
    fn positions(&self, graph: &CompiledGraph, frame: FrameId) -> Vec<ElementIndex> {
        let tokens = &self.instance.tokens;
        let active = tokens.activities.iter().filter(|one| one.frame == frame && one.of.is_none());
        let mut positions: Vec<ElementIndex> = active.map(|activity| activity.element).collect();
        for incident in self.instance.incidents.iter().filter(|incident| incident.at.frame() == Some(frame)) {
            match incident.at {
                Place::Enter { element, .. } | Place::Leave { element, .. } | Place::Stuck { element, .. } => {
                    positions.push(element);
                }
                Place::Arrive { flow, .. } => positions.push(graph.flow(flow).from),
                _ => {}
            }
        }
        if let Some(state) = tokens.frame(frame) {
            positions.extend(state.arrivals.iter().map(|(flow, _)| graph.flow(*flow).to));
        }
        positions
    }

    /// The standard's rule for inclusive gateways: for every token that could still come by
    /// a flow without one, there is a flow with one by which it could come as well.
    fn pass_inclusive(
        &mut self,
        graph: &CompiledGraph,
        frame: FrameId,
        at: ElementIndex,
        inside: &[ElementIndex],
    ) -> bool {
        let element = graph.element(at);
        if !matches!(element.kind, Kind::Inclusive) {
            return false;
        }
        let Some(state) = self.instance.tokens.frame(frame) else { return false };
        let ways = element.incoming.iter().zip(&element.upstream);
        let (with, without): (Vec<_>, Vec<_>) = ways.partition(|(flow, _)| state.arrived(**flow) > 0);
        let may_come = |position: &ElementIndex| {
            *position != at
                && without.iter().any(|(_, reach)| reach.has(*position))
                && !with.iter().any(|(_, reach)| reach.has(*position))
        };
        if with.is_empty() || inside.iter().any(may_come) {
            return false;
        }
        let flows = self.one_of_each(frame, element);
        self.emit(Event::TokensTaken { frame, element: at, flows });
        true
    }

    /// A complex gateway that let a token pass has seen the rest: they vanish.
    fn reset(&mut self, graph: &CompiledGraph, frame: FrameId, at: ElementIndex, inside: &[ElementIndex]) -> bool {
        let element = graph.element(at);
        let may_come =
            |position: &ElementIndex| *position != at && element.upstream.iter().any(|reach| reach.has(*position));
        if inside.iter().any(may_come) {
            return false;
        }
        loop {
            let flows = self.one_of_each(frame, element);
            if flows.is_empty() {
                break;
            }
            self.emit(Event::TokensTaken { frame, element: at, flows });
        }
        self.emit(Event::ResetAwaited { frame, element: at, waits: false });
        true
    }

    /// Nothing is in a scope any more.
    fn leave_frame(&mut self, frame: FrameId, agenda: &mut Vec<Place>) {
        let Some(state) = self.instance.tokens.frame(frame) else { return };
        match state.activity {
            Some(activity) => {
                self.withdraw_waits(|wait| wait.frame == frame && wait.activity.is_none());
                self.emit(Event::FrameClosed { frame });
                agenda.push(Place::Finish(activity));
            }
            None => {
                let end = state.end.or_else(|| self.graph().map(|graph| graph.fallback_end));
                if let Some(end) = end {
                    self.emit(Event::InstanceEnded { end });
                }
            }
        }
    }
}
