//! What is waited for: subscribed to, and carried on from when it has happened.

use super::element::*;
use super::evaluate::Where;
use super::state::{Awaited, Wait};
use crate::cause::Cause;
use crate::event::{Event, EventSink, Place};
use crate::handle::Run;
use crate::ids::*;
use ravand_core::graph::Gather;
use ravand_feel::Value;

impl<S: EventSink> Run<'_, S> {
    /// An activity waits for what these events say: each for itself.
    pub(crate) fn wait_for(&mut self, graph: &CompiledGraph, at: Where, events: &[ElementIndex]) -> Result<(), Cause> {
        let mut wanted = Vec::new();
        for &event in events {
            self.wanted(graph, at, event, &mut wanted)?;
        }
        self.subscribe(at.frame, at.activity, wanted);
        Ok(())
    }

    /// What an event's triggers are to be waited for; nothing is subscribed to if one of
    /// them cannot be worked out.
    fn wanted(
        &self,
        graph: &CompiledGraph,
        at: Where,
        event: ElementIndex,
        into: &mut Vec<(ElementIndex, u16, Awaited)>,
    ) -> Result<(), Cause> {
        for (number, trigger) in graph.triggers(event).iter().enumerate() {
            let what = match trigger {
                Trigger::Message { key, .. } => {
                    Awaited::Message { key: key.as_ref().map_or(Ok(Value::Null), |key| self.value(key, at))? }
                }
                Trigger::Timer(timer) => self.timer(timer, at)?,
                Trigger::Signal { .. } => Awaited::Signal,
                Trigger::Conditional(_) => Awaited::Condition { held: false },
                _ => continue,
            };
            into.push((event, number as u16, what));
        }
        Ok(())
    }

    fn subscribe(&mut self, frame: FrameId, activity: Option<ActivityId>, wanted: Vec<(ElementIndex, u16, Awaited)>) {
        for (element, trigger, what) in wanted {
            self.dirty |= matches!(what, Awaited::Condition { .. });
            let id = WaitId(self.fresh());
            let wait = Wait { id, frame, activity, element, trigger, what, happened: false };
            self.emit(Event::WaitStarted { wait: Box::new(wait) });
        }
    }

    /// The events on the edge of an activity listen before it begins its work; a condition
    /// that holds already fires at once. Whether the activity is to go on.
    pub(crate) fn guard(
        &mut self,
        graph: &CompiledGraph,
        id: ActivityId,
        agenda: &mut Vec<Place>,
    ) -> Result<bool, Cause> {
        let Some(activity) = self.instance.tokens.activity(id) else { return Ok(false) };
        let (frame, element) = (activity.frame, activity.element);
        let listening = self.instance.tokens.waits.iter().any(|wait| wait.activity == Some(id));
        let boundaries = &graph.element(element).boundaries;
        if boundaries.is_empty() || listening {
            return Ok(true);
        }
        let mut wanted = Vec::new();
        for &boundary in boundaries {
            self.wanted(graph, Where::frame(frame), boundary, &mut wanted)?;
        }
        self.subscribe(frame, Some(id), wanted);
        self.look_at_conditions(graph, |wait| wait.activity == Some(id), agenda);
        Ok(self.instance.tokens.activity(id).is_some())
    }

    /// The event subprocesses of a scope listen.
    pub(crate) fn listen(&mut self, graph: &CompiledGraph, frame: FrameId, agenda: &mut Vec<Place>) {
        let Some(of) = self.instance.tokens.frame(frame).map(|frame| frame.element) else { return };
        let mut wanted = Vec::new();
        for &subprocess in &graph.level(of).event_subprocesses {
            let Some(start) = graph.start_of(subprocess) else { continue };
            if let Err(cause) = self.wanted(graph, Where::frame(frame), start, &mut wanted) {
                return self.incident(Place::Enter { frame, element: subprocess }, cause);
            }
        }
        self.subscribe(frame, None, wanted);
        self.look_at_conditions(graph, |wait| wait.frame == frame && wait.activity.is_none(), agenda);
    }

    /// Conditions that have come to hold since they were last looked at fire.
    pub(crate) fn look_at_conditions(
        &mut self,
        graph: &CompiledGraph,
        which: impl Fn(&Wait) -> bool,
        agenda: &mut Vec<Place>,
    ) {
        let open: Vec<WaitId> = self.instance.tokens.waits.iter().filter(|wait| which(wait)).map(|w| w.id).collect();
        for id in open {
            self.look_at_condition(graph, id, agenda);
        }
    }

    pub(crate) fn look_at_condition(&mut self, graph: &CompiledGraph, id: WaitId, agenda: &mut Vec<Place>) {
        let Some(wait) = self.instance.tokens.wait(id) else { return };
        let Awaited::Condition { held } = wait.what else { return };
        let trigger = graph.triggers(wait.element).get(usize::from(wait.trigger));
        let Some(Trigger::Conditional(when)) = trigger else { return };
        let at = Where { frame: wait.frame, activity: wait.activity };
        // What is not known yet does not hold yet: a condition is waited for, not decided.
        let holds = match self.holds_at(when, at) {
            Ok(holds) => holds,
            Err(Cause::Unknown { .. }) => false,
            Err(cause) => return self.incident(Place::Condition(id), cause),
        };
        if holds != held {
            self.emit(Event::ConditionSeen { wait: id, holds });
        }
        if holds && !held {
            self.fire(graph, id, agenda);
        }
    }

    /// What was waited for has happened.
    pub(crate) fn fire(&mut self, graph: &CompiledGraph, id: WaitId, agenda: &mut Vec<Place>) {
        let Some(wait) = self.instance.tokens.wait(id) else { return };
        let (frame, activity, element) = (wait.frame, wait.activity, wait.element);
        let (gather, interrupting, on_edge) = match &graph.element(element).kind {
            Kind::Catch { gather, .. } => (*gather, true, false),
            Kind::Boundary { gather, interrupting, .. } => (*gather, *interrupting, true),
            Kind::Start { gather, interrupting, .. } => (*gather, *interrupting, false),
            _ => (Gather::Any, true, false),
        };
        let of_event = |wait: &&Wait| wait.element == element && wait.activity == activity && wait.frame == frame;
        let others = self.instance.tokens.waits.iter().filter(of_event);
        let complete = gather == Gather::Any || others.filter(|w| w.id != id).all(|wait| wait.happened);
        let again = if interrupting { None } else { self.next_of_cycle(graph, id) };
        let stays = !interrupting && !matches!(wait.what, Awaited::Timer { .. });
        self.emit(Event::WaitFired { wait: id, again, held: !complete || stays });
        if !complete {
            return;
        }
        match activity {
            Some(host) if on_edge => self.boundary_fired(frame, host, element, interrupting, agenda),
            Some(of) => self.awaited(graph, of, element, agenda),
            None => self.begin_event_subprocess(graph, frame, element, interrupting, agenda),
        }
    }

    /// An activity got what it waited for.
    fn awaited(&mut self, graph: &CompiledGraph, id: ActivityId, event: ElementIndex, agenda: &mut Vec<Place>) {
        let Some(activity) = self.instance.tokens.activity(id) else { return };
        let (frame, at) = (activity.frame, activity.element);
        if at == event {
            return agenda.push(Place::Finish(id));
        }
        let Kind::EventBased { parallel } = graph.element(at).kind else { return };
        let here = Where { frame, activity: Some(id) };
        if let Err(cause) = self.assign(&graph.element(event).outputs, here) {
            self.incident(Place::Stuck { frame, element: event }, cause);
        }
        if parallel {
            self.withdraw_waits(|wait| wait.activity == Some(id) && wait.element == event);
        } else {
            self.withdraw_waits(|wait| wait.activity == Some(id));
        }
        if !self.instance.tokens.waits.iter().any(|wait| wait.activity == Some(id)) {
            self.emit(Event::ActivityEnded { activity: id, completed: true });
        }
        agenda.push(Place::Leave { frame, element: event });
    }

    /// A token leaves an activity by an event on its edge.
    pub(crate) fn boundary_fired(
        &mut self,
        frame: FrameId,
        host: ActivityId,
        boundary: ElementIndex,
        interrupting: bool,
        agenda: &mut Vec<Place>,
    ) {
        if interrupting {
            self.interrupt(host, agenda);
        }
        agenda.push(Place::Leave { frame, element: boundary });
    }

    /// The start event of an event subprocess has fired.
    pub(crate) fn begin_event_subprocess(
        &mut self,
        graph: &CompiledGraph,
        frame: FrameId,
        start: ElementIndex,
        interrupting: bool,
        agenda: &mut Vec<Place>,
    ) {
        if interrupting {
            self.clear_frame(frame, agenda);
        }
        if let Some(subprocess) = graph.element(start).parent {
            self.begin_new(graph, frame, subprocess, None, agenda);
        }
    }

    pub(crate) fn withdraw_waits(&mut self, which: impl Fn(&Wait) -> bool) {
        let gone: Vec<WaitId> = self.instance.tokens.waits.iter().filter(|wait| which(wait)).map(|w| w.id).collect();
        for wait in gone {
            self.emit(Event::WaitWithdrawn { wait });
        }
    }
}
