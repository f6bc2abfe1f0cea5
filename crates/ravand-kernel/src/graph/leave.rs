//! A token leaves an element by the flows whose conditions hold.

use super::element::*;
use super::evaluate::Where;
use crate::cause::Cause;
use crate::event::{Event, EventSink, Place};
use crate::handle::Run;
use crate::ids::*;

impl<S: EventSink> Run<'_, S> {
    /// A token leaves an element; where no flow leads away, it is consumed.
    pub(crate) fn leave(&mut self, graph: &CompiledGraph, frame: FrameId, at: ElementIndex, agenda: &mut Vec<Place>) {
        let element = graph.element(at);
        if element.outgoing.is_empty() {
            return;
        }
        let taken = match self.ways(graph, frame, element) {
            Ok(taken) => taken,
            Err(cause) => return self.incident(Place::Leave { frame, element: at }, cause),
        };
        if taken.is_empty() {
            return self.incident(Place::Leave { frame, element: at }, Cause::NoBranch);
        }
        // The agenda is a stack: the first flow is taken first.
        for &flow in taken.iter().rev() {
            for _ in 0..element.completion_quantity {
                agenda.push(Place::Arrive { frame, flow });
            }
        }
        for &flow in &taken {
            self.emit(Event::SequenceFlowTaken { frame, flow });
        }
    }

    fn ways(&self, graph: &CompiledGraph, frame: FrameId, element: &CompiledElement) -> Result<Vec<FlowIndex>, Cause> {
        let at = Where::frame(frame);
        if matches!(element.kind, Kind::Parallel) {
            return Ok(element.outgoing.clone());
        }
        let exclusive = matches!(element.kind, Kind::Exclusive);
        let (mut taken, mut conditional) = (Vec::new(), false);
        for &flow in element.outgoing.iter().filter(|flow| !graph.flow(**flow).default) {
            let holds = match &graph.flow(flow).when {
                None => true,
                Some(when) => {
                    let holds = self.holds_at(when, at)?;
                    conditional |= holds;
                    holds
                }
            };
            if holds {
                taken.push(flow);
                if exclusive {
                    return Ok(taken);
                }
            }
        }
        // The default is for when no condition holds, whatever goes on without one; at a
        // gateway a flow without a condition always holds.
        let gateway = matches!(element.kind, Kind::Exclusive | Kind::Inclusive | Kind::Complex { .. });
        if !conditional && (taken.is_empty() || !gateway) {
            taken.extend(element.outgoing.iter().copied().filter(|flow| graph.flow(*flow).default));
        }
        Ok(taken)
    }
}
