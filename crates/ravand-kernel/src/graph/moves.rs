//! One move of a token in a graph, and what begins and mends a case.

use super::element::*;
use crate::cause::Cause;
use crate::event::{Event, EventSink, Place};
use crate::handle::Run;
use crate::ids::*;

impl<S: EventSink> Run<'_, S> {
    /// Moves one token. A place that has vanished since it was noted is passed over.
    pub(crate) fn move_in_graph(&mut self, place: Place, agenda: &mut Vec<Place>) {
        let Some(graph) = self.process.graph() else { return };
        if place.frame().is_some_and(|frame| self.instance.tokens.frame(frame).is_none()) {
            return;
        }
        match place {
            Place::Arrive { frame, flow } => self.arrive(graph, frame, flow, agenda),
            Place::Enter { frame, element } => self.enter_element(graph, frame, element, agenda),
            Place::Leave { frame, element } => self.leave(graph, frame, element, agenda),
            Place::Begin(activity) => self.begin(graph, activity, agenda),
            Place::Repeat(activity) => self.repeat(graph, activity, agenda),
            Place::Judge(activity) => self.judge(graph, activity, agenda),
            Place::Finish(activity) => self.finish(graph, activity, agenda),
            Place::Compensate(activity) => self.compensate(graph, activity, agenda),
            Place::Stuck { frame, element } => match graph.element(element).kind {
                Kind::SubProcess(..) => _ = self.ad_hoc_done(graph, frame, agenda),
                _ => self.look_again(graph, frame, element, agenda),
            },
            Place::Condition(wait) => self.look_at_condition(graph, wait, agenda),
            Place::Job(task) => self.job_again(task),
            Place::Node(_) | Place::Start { .. } | Place::Decide { .. } | Place::Done { .. } | Place::CaseTerm => {}
        }
    }

    /// Opens the case's own scope and begins it, or at an element that was triggered.
    pub(crate) fn begin_graph(&mut self, graph: &CompiledGraph, at: Option<ElementIndex>, agenda: &mut Vec<Place>) {
        let frame = FrameId(self.fresh());
        self.emit(Event::FrameOpened { frame, activity: None, queue: Vec::new() });
        let Some(at) = at else {
            return self.start_level(graph, frame, None, agenda);
        };
        agenda.push(Place::Leave { frame, element: at });
        // A parallel instantiating gateway waits for its other events.
        let gates = graph.element(at).incoming.iter().map(|flow| graph.flow(*flow).from);
        let gate =
            gates.into_iter().find(|gate| matches!(graph.element(*gate).kind, Kind::EventBased { parallel: true }));
        if let Some(gate) = gate {
            self.wait_for_others(graph, frame, gate, at);
        }
        self.listen(graph, frame, agenda);
    }

    fn wait_for_others(&mut self, graph: &CompiledGraph, frame: FrameId, gate: ElementIndex, but: ElementIndex) {
        let events = graph.element(gate).outgoing.iter().map(|flow| graph.flow(*flow).to);
        let others: Vec<ElementIndex> = events.filter(|event| *event != but).collect();
        if others.is_empty() {
            return;
        }
        let activity = ActivityId(self.fresh());
        self.emit(Event::ActivityStarted { activity, element: gate, frame, of: None });
        let here = super::evaluate::Where { frame, activity: Some(activity) };
        if let Err(cause) = self.wait_for(graph, here, &others) {
            self.incident(Place::Begin(activity), cause);
        }
    }

    /// A worker failed: the job rests, or nobody may try any more.
    pub(crate) fn job_failed(&mut self, task: TaskId, reason: &str) {
        let Some(&open) = self.instance.task(task) else { return };
        let job = self.process.job(open.step);
        let before = self.instance.tokens.failed.iter().find(|failed| failed.task == task).map(|failed| failed.left);
        let left = before.unwrap_or_else(|| job.map_or(1, |job| job.retries)).saturating_sub(1);
        let frame = open.activity.and_then(|id| self.instance.tokens.activity(id)).map(|one| one.frame);
        let rest = job.and_then(|job| job.backoff.as_ref()).zip(frame);
        let again_at = rest.map(|(backoff, frame)| self.after(backoff, super::evaluate::Where::frame(frame)));
        let (again_at, wrong) = match again_at {
            None => (self.context.now, None),
            Some(Ok(at)) => (at, None),
            Some(Err(cause)) => (self.context.now, Some(cause)),
        };
        self.emit(Event::JobFailed { task, left, again_at, reason: reason.to_owned() });
        if let Some(cause) = wrong {
            self.incident(Place::Job(task), cause);
        } else if left == 0 {
            self.incident(Place::Job(task), Cause::RetriesSpent { reason: reason.to_owned() });
        }
    }

    /// Somebody mended what a job failed at: workers may try it once more.
    fn job_again(&mut self, task: TaskId) {
        if self.instance.task(task).is_some() {
            let again_at = self.context.now;
            self.emit(Event::JobFailed { task, left: 1, again_at, reason: String::new() });
        }
    }
}
