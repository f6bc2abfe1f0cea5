//! Activities: begun, at work, done.

use super::element::*;
use super::evaluate::Where;
use super::state::Doing;
use crate::cause::Cause;
use crate::event::{Caller, Event, EventSink, Place};
use crate::handle::{Run, TOKENS_MAX};
use crate::ids::*;
use ravand_core::graph::SubProcess;

impl<S: EventSink> Run<'_, S> {
    /// A new activity, or an event that is waited for.
    pub(crate) fn begin_new(
        &mut self,
        _: &CompiledGraph,
        frame: FrameId,
        element: ElementIndex,
        of: Option<ActivityId>,
        agenda: &mut Vec<Place>,
    ) {
        if self.instance.tokens.activities.len() >= TOKENS_MAX {
            return self.incident(Place::Enter { frame, element }, Cause::TokenLimit);
        }
        let activity = ActivityId(self.fresh());
        self.emit(Event::ActivityStarted { activity, element, frame, of });
        agenda.push(Place::Begin(activity));
    }

    /// Its events on the edge first, then its work, once or again and again.
    pub(crate) fn begin(&mut self, graph: &CompiledGraph, id: ActivityId, agenda: &mut Vec<Place>) {
        let Some(activity) = self.instance.tokens.activity(id) else { return };
        let (frame, at, of) = (activity.frame, activity.element, activity.of);
        let element = graph.element(at);
        let one_of_several = of.is_some_and(|of| self.instance.tokens.repeating(of).is_some());
        if !one_of_several {
            match self.guard(graph, id, agenda) {
                Ok(true) => {}
                Ok(false) => return,
                Err(cause) => return self.incident(Place::Begin(id), cause),
            }
            if let Some(repeat) = &element.repeat {
                return match self.begin_repeat(repeat, id, frame) {
                    Ok(()) => agenda.push(Place::Repeat(id)),
                    Err(cause) => self.incident(Place::Begin(id), cause),
                };
            }
        }
        let here = Where { frame, activity: Some(id) };
        if let Err(cause) = self.assign(&element.inputs, here).and_then(|()| self.work(graph, id, frame, at, agenda)) {
            self.incident(Place::Begin(id), cause);
        }
    }

    fn work(
        &mut self,
        graph: &CompiledGraph,
        id: ActivityId,
        frame: FrameId,
        at: ElementIndex,
        agenda: &mut Vec<Place>,
    ) -> Result<(), Cause> {
        let element = graph.element(at);
        let here = Where { frame, activity: Some(id) };
        if let Some(when) = element.step.and_then(|step| self.process.steps[step.index()].when.as_ref())
            && !self.holds_at(when, here)?
        {
            if let Some(step) = element.step {
                self.emit(Event::StepPassedOver { step, redo: None });
            }
            agenda.push(Place::Finish(id));
            return Ok(());
        }
        match &element.kind {
            Kind::Work(_) => self.task(element.step, id)?,
            Kind::Rule => match element.step {
                Some(step) if self.process.steps[step.index()].decision.is_some() => agenda.push(Place::Judge(id)),
                step => self.task(step, id)?,
            },
            Kind::Send(message) => {
                self.throw(graph, here, message, agenda)?;
                agenda.push(Place::Finish(id));
            }
            Kind::Script { text, result } => {
                let value = self.value(text, here)?;
                if let Some(slot) = *result {
                    if !self.process.schema.ty(slot).is_some_and(|ty| ty.admits(&value)) {
                        return Err(self.unusable(text, &value, "a value of the datum's type", here));
                    }
                    self.put([(slot, value)], here);
                }
                agenda.push(Place::Finish(id));
            }
            Kind::Receive { .. } | Kind::Catch { .. } => self.wait_for(graph, here, &[at])?,
            Kind::EventBased { .. } => {
                let events: Vec<_> = element.outgoing.iter().map(|flow| graph.flow(*flow).to).collect();
                self.wait_for(graph, here, &events)?;
            }
            Kind::Call(process) => self.call(*process, Caller::Activity(id)),
            Kind::SubProcess(sub, _) => self.open(graph, Some(id), at, sub, agenda),
            _ => agenda.push(Place::Finish(id)),
        }
        Ok(())
    }

    fn task(&mut self, step: Option<StepIndex>, activity: ActivityId) -> Result<(), Cause> {
        match step {
            Some(step) => self.create_task(step, None, Some(activity)),
            None => Ok(()),
        }
    }

    /// Enters a subprocess.
    fn open(
        &mut self,
        graph: &CompiledGraph,
        activity: Option<ActivityId>,
        at: ElementIndex,
        sub: &SubProcess,
        agenda: &mut Vec<Place>,
    ) {
        let level = &graph.element(at).level;
        let one_by_one = matches!(sub, SubProcess::AdHoc { sequential: true, .. });
        let queue: Vec<_> = if one_by_one { level.starts.iter().rev().copied().collect() } else { Vec::new() };
        let frame = FrameId(self.fresh());
        self.emit(Event::FrameOpened { frame, activity, queue });
        if *sub == SubProcess::Event {
            if let Some(start) = graph.start_of(at) {
                agenda.push(Place::Leave { frame, element: start });
            }
        } else if !one_by_one {
            self.start_level(graph, frame, at.into(), agenda);
        }
    }

    /// Tokens for everything that begins a scope, after its event subprocesses listen.
    pub(crate) fn start_level(
        &mut self,
        graph: &CompiledGraph,
        frame: FrameId,
        of: Option<ElementIndex>,
        agenda: &mut Vec<Place>,
    ) {
        let level = graph.level(of);
        agenda.extend(level.starts.iter().rev().map(|start| Place::Enter { frame, element: *start }));
        self.listen(graph, frame, agenda);
    }

    /// How a task came out becomes a datum that flows can ask for.
    pub(crate) fn record_outcome(&mut self, step: StepIndex, outcome: Option<OutcomeIndex>, activity: ActivityId) {
        let step = self.process.step(step);
        let named = step.outcome_slot.zip(outcome.and_then(|outcome| step.outcomes.get(outcome.index())));
        let Some((slot, outcome)) = named else { return };
        let Some(frame) = self.instance.tokens.activity(activity).map(|activity| activity.frame) else { return };
        let value = self.process.schema().ty(slot).and_then(|ty| ty.read(outcome.name.as_str()));
        if let Some(value) = value {
            self.put([(slot, value)], Where { frame, activity: Some(activity) });
        }
    }

    /// The table of a business rule task decides.
    pub(crate) fn judge(&mut self, graph: &CompiledGraph, id: ActivityId, agenda: &mut Vec<Place>) {
        let Some(activity) = self.instance.tokens.activity(id) else { return };
        if let Some(step) = graph.element(activity.element).step
            && let Err(cause) = self.decide_by_table(step)
        {
            return self.incident(Place::Judge(id), cause);
        }
        agenda.push(Place::Finish(id));
    }

    /// The work of an activity is done.
    pub(crate) fn finish(&mut self, graph: &CompiledGraph, id: ActivityId, agenda: &mut Vec<Place>) {
        let Some(activity) = self.instance.tokens.activity(id) else { return };
        let (frame, at, of) = (activity.frame, activity.element, activity.of);
        let element = graph.element(at);
        let here = Where { frame, activity: Some(id) };
        let outcome = if matches!(activity.doing, Doing::Repeating(_)) {
            self.gather_results(element, id, here)
        } else {
            self.assign(&element.outputs, here).and_then(|()| self.give_result(graph, element, id, here))
        };
        if let Err(cause) = outcome {
            return self.incident(Place::Finish(id), cause);
        }
        self.withdraw_waits(|wait| wait.activity == Some(id));
        self.emit(Event::ActivityEnded { activity: id, completed: true });
        match of {
            Some(of) if self.instance.tokens.repeating(of).is_some() => agenda.push(Place::Repeat(of)),
            Some(of) => agenda.push(Place::Compensate(of)),
            None => {
                let enough = self.ad_hoc_done(graph, frame, agenda);
                // Nothing follows an event subprocess.
                if !enough && !matches!(element.kind, Kind::SubProcess(SubProcess::Event, _)) {
                    agenda.push(Place::Leave { frame, element: at });
                }
            }
        }
    }

    /// Whether the scope is an ad-hoc subprocess that has enough.
    pub(crate) fn ad_hoc_done(&mut self, graph: &CompiledGraph, frame: FrameId, agenda: &mut Vec<Place>) -> bool {
        let inside = self.instance.tokens.frame(frame).and_then(|frame| frame.element);
        let Some(inside) = inside else { return false };
        let Kind::SubProcess(SubProcess::AdHoc { cancel_remaining, .. }, Some(enough)) = &graph.element(inside).kind
        else {
            return false;
        };
        match self.holds_at(enough, Where::frame(frame)) {
            Ok(false) => return false,
            Ok(true) if *cancel_remaining => self.clear_frame(frame, agenda),
            Ok(true) => self.emit(Event::FrameCleared { frame }),
            Err(cause) => self.incident(Place::Stuck { frame, element: inside }, cause),
        }
        true
    }
}
