//! What events throw, and who in the case catches it.

use super::element::*;
use super::evaluate::Where;
use super::state::{Doing, Then};
use crate::cause::Cause;
use crate::event::{Event, EventSink, Place};
use crate::handle::Run;
use crate::ids::*;
use ravand_core::graph::SubProcess;
use ravand_feel::Value;
use std::sync::Arc;

/// What climbs through the scopes until somebody catches it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Climbing {
    Error,
    Escalation,
}

impl Climbing {
    /// How well a trigger catches it: its own code before a catcher of everything.
    fn caught_by(self, trigger: &Trigger, code: Option<&str>) -> Option<u8> {
        let wanted = match (self, trigger) {
            (Climbing::Error, Trigger::Error { code }) | (Climbing::Escalation, Trigger::Escalation { code }) => code,
            _ => return None,
        };
        match wanted.as_deref() {
            None => Some(1),
            wanted if wanted == code => Some(2),
            _ => None,
        }
    }
}

impl<S: EventSink> Run<'_, S> {
    /// An intermediate throw event or an end event throws, and is left or has ended.
    pub(crate) fn throw_event(
        &mut self,
        graph: &CompiledGraph,
        frame: FrameId,
        at: ElementIndex,
        agenda: &mut Vec<Place>,
    ) {
        let is_end = matches!(graph.element(at).kind, Kind::End { .. });
        if is_end {
            self.emit(Event::EndReached { frame, element: at });
        }
        let mut waits = false;
        for trigger in graph.triggers(at) {
            match trigger {
                Trigger::Compensation { activity, wait } => {
                    let then = match (wait, is_end) {
                        (true, false) => Then::Leave,
                        _ => Then::Nothing,
                    };
                    waits |= then == Then::Leave;
                    self.compensate_from(graph, frame, at, *activity, then, agenda);
                }
                Trigger::Cancel => self.cancel_transaction(graph, frame, at, agenda),
                Trigger::Terminate => self.clear_frame(frame, agenda),
                Trigger::Link(Some(to)) => return agenda.push(Place::Enter { frame, element: *to }),
                other => {
                    if let Err(cause) = self.throw(graph, Where::frame(frame), other, agenda) {
                        return self.incident(Place::Enter { frame, element: at }, cause);
                    }
                }
            }
            // What was thrown may have ended the scope of the thrower.
            if self.instance.tokens.frame(frame).is_none() {
                return;
            }
        }
        if !is_end && !waits {
            agenda.push(Place::Leave { frame, element: at });
        }
    }

    /// Throws what does not depend on where the event stands.
    pub(crate) fn throw(
        &mut self,
        graph: &CompiledGraph,
        at: Where,
        trigger: &Trigger,
        agenda: &mut Vec<Place>,
    ) -> Result<(), Cause> {
        match trigger {
            Trigger::Message { name, key } => {
                let key = key.as_ref().map_or(Ok(Value::Null), |key| self.value(key, at))?;
                self.emit(Event::MessageThrown { name: name.clone(), key });
            }
            Trigger::Signal { name } => {
                self.emit(Event::SignalThrown { name: name.clone() });
                self.hear(graph, name, agenda);
            }
            Trigger::Error { code } => {
                let caught = self.climb(graph, Climbing::Error, code.clone(), at, agenda);
                if !caught {
                    self.uncaught_error(at, agenda);
                }
            }
            Trigger::Escalation { code } => {
                self.climb(graph, Climbing::Escalation, code.clone(), at, agenda);
            }
            _ => {}
        }
        Ok(())
    }

    /// Whoever in this case listens to a signal hears it; other cases are the host's.
    fn hear(&mut self, graph: &CompiledGraph, name: &str, agenda: &mut Vec<Place>) {
        let hears = |wait: &&super::state::Wait| {
            let trigger = graph.triggers(wait.element).get(usize::from(wait.trigger));
            matches!(trigger, Some(Trigger::Signal { name: other }) if **other == *name) && !wait.happened
        };
        let who: Vec<WaitId> = self.instance.tokens.waits.iter().filter(hears).map(|wait| wait.id).collect();
        for wait in who {
            self.fire(graph, wait, agenda);
        }
    }

    /// An error or an escalation climbs from a place through the scopes around it. Whether
    /// somebody catches it.
    pub(crate) fn climb(
        &mut self,
        graph: &CompiledGraph,
        what: Climbing,
        code: Option<Arc<str>>,
        from: Where,
        agenda: &mut Vec<Place>,
    ) -> bool {
        let found = self.catcher(graph, what, code.as_deref(), from);
        let caught = found.is_some();
        self.emit(match what {
            Climbing::Error => Event::ErrorThrown { code, caught },
            Climbing::Escalation => Event::EscalationThrown { code, caught },
        });
        match found {
            Some(Catcher::Boundary { frame, host, event, interrupting }) => {
                self.boundary_fired(frame, host, event, interrupting, agenda);
            }
            Some(Catcher::Start { frame, event, interrupting }) => {
                self.begin_event_subprocess(graph, frame, event, interrupting, agenda);
            }
            None => {}
        }
        caught
    }

    fn catcher(&self, graph: &CompiledGraph, what: Climbing, code: Option<&str>, from: Where) -> Option<Catcher> {
        let tokens = &self.instance.tokens;
        let mut inner = from.activity;
        let mut frame = from.frame;
        loop {
            // The events on the edge sit on the outermost of a repeated activity.
            while let Some(activity) = inner.and_then(|id| tokens.activity(id)) {
                let edge = graph.element(activity.element).boundaries.iter().copied();
                let outermost = activity.of.is_none_or(|of| tokens.repeating(of).is_none());
                if outermost && let Some(event) = best(graph, edge, what, code) {
                    let interrupting = what == Climbing::Error || is_interrupting(graph, event);
                    return Some(Catcher::Boundary { frame: activity.frame, host: activity.id, event, interrupting });
                }
                frame = activity.frame;
                match activity.of {
                    Some(of) => inner = Some(of),
                    None => break,
                }
            }
            let scope = tokens.frame(frame)?;
            // An event subprocess does not catch what it throws itself.
            let own = inner.and_then(|id| tokens.activity(id)).is_some_and(|activity| {
                matches!(graph.element(activity.element).kind, Kind::SubProcess(SubProcess::Event, _))
            });
            if !own {
                let starts = graph.level(scope.element).event_subprocesses.iter();
                let starts = starts.filter_map(|subprocess| graph.start_of(*subprocess));
                if let Some(event) = best(graph, starts, what, code) {
                    let interrupting = what == Climbing::Error || is_interrupting(graph, event);
                    return Some(Catcher::Start { frame, event, interrupting });
                }
            }
            inner = Some(scope.activity?);
        }
    }

    /// An error that nobody in the case catches ends it.
    pub(crate) fn uncaught_error(&mut self, at: Where, agenda: &mut Vec<Place>) {
        let end = self.instance.tokens.frame(at.frame).and_then(|frame| frame.end);
        let Some(end) = end.or_else(|| self.graph().map(|graph| graph.fallback_end)) else { return };
        agenda.clear();
        self.later.clear();
        self.emit(Event::InstanceEnded { end });
    }

    /// Something that a multi-instance activity throws to its own edge, without ending itself.
    pub(crate) fn throw_to_edge(
        &mut self,
        graph: &CompiledGraph,
        host: ActivityId,
        trigger: &Trigger,
        agenda: &mut Vec<Place>,
    ) {
        let Some(activity) = self.instance.tokens.activity(host) else { return };
        let frame = activity.frame;
        let catches =
            |boundary: &&ElementIndex| graph.triggers(**boundary).iter().any(|other| same_event(other, trigger));
        match graph.element(activity.element).boundaries.iter().find(catches) {
            Some(boundary) => agenda.push(Place::Leave { frame, element: *boundary }),
            None => {
                if let Err(cause) = self.throw(graph, Where { frame, activity: Some(host) }, trigger, agenda) {
                    self.incident(Place::Repeat(host), cause);
                }
            }
        }
    }

    /// Everything else in the transaction stops, what was done is compensated, and the
    /// transaction is left by its cancel event.
    fn cancel_transaction(&mut self, graph: &CompiledGraph, frame: FrameId, at: ElementIndex, agenda: &mut Vec<Place>) {
        let mut frame = frame;
        loop {
            let Some(scope) = self.instance.tokens.frame(frame) else { return };
            let is_transaction = scope.element.is_some_and(|element| {
                matches!(graph.element(element).kind, Kind::SubProcess(SubProcess::Transaction, _))
            });
            if is_transaction {
                break;
            }
            let outer = scope.activity.and_then(|id| self.instance.tokens.activity(id)).map(|one| one.frame);
            let Some(outer) = outer else { return };
            frame = outer;
        }
        self.clear_frame(frame, agenda);
        self.start_compensation(graph, (frame, frame), at, None, Then::Cancel, agenda);
    }

    /// A worker says that a job ends with an error of the business.
    pub(crate) fn job_throws(
        &mut self,
        graph: &CompiledGraph,
        task: TaskId,
        what: Climbing,
        code: &str,
        agenda: &mut Vec<Place>,
    ) {
        let Some(activity) = self.instance.task(task).and_then(|open| open.activity) else { return };
        let Some(frame) = self.instance.tokens.activity(activity).map(|one| one.frame) else { return };
        let at = Where { frame, activity: Some(activity) };
        let known = self.catcher(graph, what, Some(code), at).is_some();
        if known || what == Climbing::Escalation {
            self.climb(graph, what, Some(code.into()), at, agenda);
        } else {
            self.incident(Place::Job(task), Cause::ErrorUncaught { code: code.to_owned() });
        }
    }

    /// A called case ended with an error, or escalates.
    pub(crate) fn call_throws(
        &mut self,
        graph: &CompiledGraph,
        call: CallId,
        what: Climbing,
        code: &str,
        agenda: &mut Vec<Place>,
    ) {
        let calls = self.instance.tokens.activities.iter();
        let Some(activity) = calls.into_iter().find(|activity| activity.doing == Doing::Call(call)) else { return };
        let at = Where { frame: activity.frame, activity: Some(activity.id) };
        if what == Climbing::Error {
            self.emit(Event::CallWithdrawn { call });
        }
        if !self.climb(graph, what, Some(code.into()), at, agenda) && what == Climbing::Error {
            self.uncaught_error(at, agenda);
        }
    }
}

enum Catcher {
    Boundary { frame: FrameId, host: ActivityId, event: ElementIndex, interrupting: bool },
    Start { frame: FrameId, event: ElementIndex, interrupting: bool },
}

/// The event that catches best.
fn best(
    graph: &CompiledGraph,
    events: impl Iterator<Item = ElementIndex>,
    what: Climbing,
    code: Option<&str>,
) -> Option<ElementIndex> {
    let rank = |event: ElementIndex| {
        let triggers = graph.triggers(event).iter();
        triggers.filter_map(|trigger| what.caught_by(trigger, code)).max()
    };
    // Of equals the first.
    let better = |best: (u8, ElementIndex), one: (u8, ElementIndex)| if one.0 > best.0 { one } else { best };
    events.filter_map(|event| Some((rank(event)?, event))).reduce(better).map(|(_, event)| event)
}

fn is_interrupting(graph: &CompiledGraph, event: ElementIndex) -> bool {
    match graph.element(event).kind {
        Kind::Boundary { interrupting, .. } | Kind::Start { interrupting, .. } => interrupting,
        _ => true,
    }
}

fn same_event(caught: &Trigger, thrown: &Trigger) -> bool {
    match (caught, thrown) {
        (Trigger::Signal { name }, Trigger::Signal { name: other }) => name == other,
        (Trigger::Message { name, .. }, Trigger::Message { name: other, .. }) => name == other,
        (Trigger::Escalation { code }, Trigger::Escalation { code: thrown })
        | (Trigger::Error { code }, Trigger::Error { code: thrown }) => code.is_none() || code == thrown,
        (Trigger::Compensation { .. }, Trigger::Compensation { .. }) | (Trigger::Cancel, Trigger::Cancel) => true,
        _ => false,
    }
}
