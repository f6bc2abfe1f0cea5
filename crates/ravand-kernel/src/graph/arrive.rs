//! A token comes to the end of a sequence flow, and into what stands there.

use super::element::*;
use super::evaluate::Where;
use crate::cause::Cause;
use crate::event::{Event, EventSink, Place};
use crate::handle::Run;
use crate::ids::*;
use ravand_feel::{Number, Value};

impl<S: EventSink> Run<'_, S> {
    /// A token has taken a flow.
    pub(crate) fn arrive(&mut self, graph: &CompiledGraph, frame: FrameId, flow: FlowIndex, agenda: &mut Vec<Place>) {
        let at = graph.flow(flow).to;
        let element = graph.element(at);
        let joins = element.incoming.len() > 1;
        match &element.kind {
            Kind::Parallel | Kind::Inclusive | Kind::Complex { .. } if joins => {
                self.emit(Event::TokenArrived { frame, flow });
                self.look_again(graph, frame, at, agenda);
            }
            _ if element.start_quantity > 1 => {
                self.emit(Event::TokenArrived { frame, flow });
                self.look_again(graph, frame, at, agenda);
            }
            _ => agenda.push(Place::Enter { frame, element: at }),
        }
    }

    /// Tokens stand before an element that waits for more: whether they are enough.
    /// Inclusive gateways are asked when everything else has come to rest.
    pub(crate) fn look_again(
        &mut self,
        graph: &CompiledGraph,
        frame: FrameId,
        at: ElementIndex,
        agenda: &mut Vec<Place>,
    ) {
        let element = graph.element(at);
        let Some(state) = self.instance.tokens.frame(frame) else { return };
        let flows = match &element.kind {
            Kind::Parallel => {
                if !element.incoming.iter().all(|flow| state.arrived(*flow) > 0) {
                    return;
                }
                element.incoming.clone()
            }
            Kind::Complex { activation } => {
                if state.resetting.contains(&at) {
                    return;
                }
                let count = state.arrived_at(graph, at);
                match self.activated(graph, activation.as_deref(), count, frame) {
                    Ok(true) => {}
                    Ok(false) => return,
                    Err(cause) => return self.incident(Place::Stuck { frame, element: at }, cause),
                }
                self.emit(Event::ResetAwaited { frame, element: at, waits: true });
                self.one_of_each(frame, element)
            }
            Kind::Inclusive => return,
            _ => match self.enough(frame, element) {
                Some(flows) => flows,
                None => return,
            },
        };
        let gateway = matches!(element.kind, Kind::Parallel | Kind::Complex { .. });
        self.emit(Event::TokensTaken { frame, element: at, flows });
        agenda.push(if gateway { Place::Leave { frame, element: at } } else { Place::Enter { frame, element: at } });
    }

    fn activated(
        &self,
        graph: &CompiledGraph,
        activation: Option<&ravand_feel::Expression>,
        count: u32,
        frame: FrameId,
    ) -> Result<bool, Cause> {
        // Where nothing is said, the first token is enough.
        let Some(activation) = activation else { return Ok(true) };
        let counts: Vec<_> = (graph.counters.activation.into_iter())
            .map(|slot| (slot, Value::Number(Number::from(i64::from(count)))))
            .collect();
        self.holds_with(activation, Where::frame(frame), &counts)
    }

    /// One token of each flow by which some have come.
    pub(crate) fn one_of_each(&self, frame: FrameId, element: &CompiledElement) -> Vec<FlowIndex> {
        let Some(state) = self.instance.tokens.frame(frame) else { return Vec::new() };
        element.incoming.iter().copied().filter(|flow| state.arrived(*flow) > 0).collect()
    }

    /// As many tokens as an activity wants to begin, by whatever flow they came.
    fn enough(&self, frame: FrameId, element: &CompiledElement) -> Option<Vec<FlowIndex>> {
        let state = self.instance.tokens.frame(frame)?;
        let mut flows = Vec::new();
        for &flow in &element.incoming {
            let wanted = (element.start_quantity as usize).saturating_sub(flows.len());
            let there = (state.arrived(flow) as usize).min(wanted);
            flows.extend(std::iter::repeat_n(flow, there));
        }
        (flows.len() >= element.start_quantity as usize).then_some(flows)
    }

    /// A token goes into an element.
    pub(crate) fn enter_element(
        &mut self,
        graph: &CompiledGraph,
        frame: FrameId,
        at: ElementIndex,
        agenda: &mut Vec<Place>,
    ) {
        match &graph.element(at).kind {
            Kind::Start { .. }
            | Kind::Boundary { .. }
            | Kind::Exclusive
            | Kind::Parallel
            | Kind::Inclusive
            | Kind::Complex { .. } => agenda.push(Place::Leave { frame, element: at }),
            Kind::Throw { triggers } | Kind::End { triggers, .. } => {
                // A signal is given when everything else of the command has come to rest, so
                // that whoever is about to listen hears it.
                if triggers.iter().any(|trigger| matches!(trigger, Trigger::Signal { .. })) {
                    self.later.push_back((frame, at));
                } else {
                    self.throw_event(graph, frame, at, agenda);
                }
            }
            Kind::Catch { triggers, .. } if triggers.iter().all(|trigger| matches!(trigger, Trigger::Link(_))) => {
                agenda.push(Place::Leave { frame, element: at });
            }
            _ => self.begin_new(graph, frame, at, None, agenda),
        }
    }
}
