//! Decides. A command is checked against the whole case first and refused without a trace,
//! or it is carried out: every decision becomes an event, is applied at once and told to
//! the sink, so that the next decision sees what is true then. What cannot be decided on
//! the way is an incident: the case waits at that place and nothing is lost.

use crate::admit::admit;
use crate::apply::apply;
use crate::cause::Cause;
use crate::command::{Command, Context, Rejection};
use crate::event::{Caller, Event, EventSink, Place, Recorded};
use crate::graph::element::CompiledGraph;
use crate::graph::throw::Climbing;
use crate::ids::*;
use crate::instance::{Instance, Status};
use crate::process::{CompiledProcess, CompiledStep, CompiledTarget, Node, Seat};
use crate::secret::{Secret, salt};
use crate::term::notice::Asked;
use ravand_core::Timestamp;
use ravand_feel::{Expression, Message, Value};
use std::collections::VecDeque;

/// Moves that one command may make: nodes of the flow entered, steps started, decided or
/// left behind. What is still to be done then waits as incidents.
pub const MOVES_MAX: u32 = 100_000;
/// Activities that may be under way in one case, and instances of one activity.
pub const TOKENS_MAX: usize = 10_000;
/// Tasks that may be open in one case.
pub const TASKS_MAX: usize = 100_000;

/// Carries out a command on a case.
///
/// # Errors
/// A [`Rejection`]; the case is then as it was and the sink heard nothing.
pub fn handle(
    context: &Context<'_>,
    process: &CompiledProcess,
    instance: &mut Instance,
    command: Command<'_>,
    sink: &mut impl EventSink,
) -> Result<(), Rejection> {
    admit(context, process, instance, &command)?;
    let mut run = Run { context, process, instance, sink, salts: 0, later: VecDeque::new(), dirty: false };
    match command {
        Command::Start { data } => run.begin_case(None, data),
        Command::StartAt { element, data } => run.begin_case(Some(element), data),
        Command::Trigger { wait, data } => {
            run.record(data);
            run.carry_on(|run, graph, agenda| run.fire(graph, wait, agenda));
        }
        Command::SetData { data } => {
            run.record(data);
            run.carry_on(|_, _, _| {});
        }
        Command::FailJob { task, reason } => run.job_failed(task, reason),
        Command::ThrowError { task, code } => {
            run.carry_on(|run, graph, agenda| run.job_throws(graph, task, Climbing::Error, code, agenda));
        }
        Command::Escalate { task, code } => {
            run.carry_on(|run, graph, agenda| run.job_throws(graph, task, Climbing::Escalation, code, agenda));
        }
        Command::FailCall { call, code } => {
            run.carry_on(|run, graph, agenda| run.call_throws(graph, call, Climbing::Error, code, agenda));
        }
        Command::EscalateCall { call, code } => {
            run.carry_on(|run, graph, agenda| run.call_throws(graph, call, Climbing::Escalation, code, agenda));
        }
        Command::CompleteTask { task, outcome, data } => {
            run.complete(task, outcome, context.actor.map(|actor| actor.id.clone()), data);
        }
        Command::CastBallot { task, seat, choice } => run.cast(task, seat, choice),
        Command::PassDeadline { deadline } => run.pass(deadline),
        Command::AskApplicant { task, documents, data, reason } => {
            run.ask_applicant(Asked { task, documents, data, reason });
        }
        Command::ApplicantAnswered { task, data } => run.answered(task, data),
        Command::ReturnFromCall { call, favourable } => run.returned(call, favourable),
        Command::RetryIncident { incident, data } => {
            let at = run.instance.incidents.iter().find(|i| i.id == incident).map(|i| i.at);
            run.emit(Event::IncidentResolved { incident });
            run.record(data);
            if let Some(at) = at {
                run.go(at);
            }
        }
        Command::Cancel => run.cancel(),
    }
    run.keep_case_clock();
    Ok(())
}

/// One command on its way.
pub(crate) struct Run<'a, S> {
    pub(crate) context: &'a Context<'a>,
    pub(crate) process: &'a CompiledProcess,
    pub(crate) instance: &'a mut Instance,
    sink: &'a mut S,
    salts: u32,
    /// Events that throw when everything else has come to rest.
    pub(crate) later: VecDeque<(FrameId, ElementIndex)>,
    /// Whether data have changed since conditions were looked at.
    pub(crate) dirty: bool,
}

impl<S: EventSink> Run<'_, S> {
    pub(crate) fn emit(&mut self, event: Event) {
        apply(self.process, self.instance, &event);
        self.sink.event(&event);
    }

    pub(crate) fn record(&mut self, data: &[(Slot, Value)]) {
        for (slot, value) in data {
            self.set(*slot, value.clone());
        }
    }

    pub(crate) fn set(&mut self, slot: Slot, value: Value) {
        self.dirty = true;
        if !self.process.is_personal(slot) {
            return self.emit(Event::DataSet { slot, value: Recorded::Plain(value) });
        }
        let shown = self.process.schema.ty(slot).map_or_else(String::new, |ty| ty.show(&value));
        let secret = Secret::seal(slot, shown, salt(self.context.entropy, self.salts));
        self.salts += 1;
        self.sink.secret(&secret);
        self.emit(Event::DataSet { slot, value: Recorded::Commitment(secret.commitment) });
    }

    pub(crate) fn fresh(&self) -> u32 {
        self.instance.next_id
    }

    pub(crate) fn complete(
        &mut self,
        task: TaskId,
        outcome: Option<OutcomeIndex>,
        by: Option<ActorId>,
        data: &[(Slot, Value)],
    ) {
        let Some(&open) = self.instance.task(task) else { return };
        let (step, redo, activity) = (open.step, open.redo, open.activity);
        self.emit(Event::TaskCompleted { task, step, outcome, by });
        if let Some(activity) = activity {
            self.record_outcome(step, outcome, activity);
        }
        self.record(data);
        self.go(match activity {
            Some(activity) => Place::Judge(activity),
            None => Place::Decide { step, redo, outcome },
        });
    }

    fn returned(&mut self, call: CallId, favourable: bool) {
        let caller = self.instance.calls.iter().find(|c| c.id == call).map(|c| c.caller);
        self.emit(Event::CallReturned { call, favourable });
        match caller {
            Some(Caller::Step { step, redo }) => self.go(Place::Done { step, redo }),
            Some(Caller::Node(node)) => {
                if let Node::Call { next, .. } = self.process.nodes[node.index()] {
                    self.go(Place::Node(next));
                }
            }
            Some(Caller::Activity(activity)) => self.go(Place::Finish(activity)),
            None => {}
        }
    }

    /// Begins the case, or at an element that something outside has triggered.
    fn begin_case(&mut self, at: Option<ElementIndex>, data: &[(Slot, Value)]) {
        self.emit(Event::InstanceStarted);
        self.start_case_clock();
        self.record(data);
        if self.process.graph().is_none() {
            return self.go(Place::Node(self.process.start));
        }
        self.carry_on(|run, graph, agenda| run.begin_graph(graph, at, agenda));
    }

    /// Does something in a graph and moves on until every token waits for somebody.
    pub(crate) fn carry_on(&mut self, first: impl FnOnce(&mut Self, &CompiledGraph, &mut Vec<Place>)) {
        let Some(graph) = self.process.graph() else { return };
        let mut agenda = std::mem::take(&mut self.instance.agenda);
        first(self, graph, &mut agenda);
        self.instance.agenda = agenda;
        self.run_on();
    }

    /// Stops everything, each thing by an event of its own.
    fn cancel(&mut self) {
        self.clear();
        self.emit(Event::InstanceCancelled);
    }

    /// The case ends, whatever is still open.
    pub(crate) fn end_case(&mut self, end: EndIndex) {
        self.clear();
        self.emit(Event::InstanceEnded { end });
    }

    fn clear(&mut self) {
        let root = self.instance.tokens.frames.first().map(|frame| frame.id);
        if let Some(root) = root {
            let mut agenda = Vec::new();
            self.clear_frame(root, &mut agenda);
        }
    }

    /// Moves on from a place until every token waits for somebody.
    fn go(&mut self, from: Place) {
        self.instance.agenda.push(from);
        self.run_on();
    }

    fn run_on(&mut self) {
        let mut agenda = std::mem::take(&mut self.instance.agenda);
        let mut moves = 0;
        loop {
            let Some(place) = agenda.pop() else {
                match self.process.graph() {
                    Some(graph) if self.instance.status == Status::Running => self.settle(graph, &mut agenda),
                    _ => break,
                }
                if agenda.is_empty() && self.later.is_empty() && !self.dirty {
                    break;
                }
                continue;
            };
            moves += 1;
            if moves > MOVES_MAX {
                self.incident(place, Cause::MoveLimit);
                continue;
            }
            match place {
                Place::Node(node) => self.enter(node, &mut agenda),
                Place::Start { step, redo } => self.start(step, redo, &mut agenda),
                Place::Decide { step, redo, outcome } => {
                    self.decide(step, redo, outcome, &mut agenda);
                }
                Place::Done { step, redo } => self.done(step, redo, &mut agenda),
                // It is looked at when the command is over.
                Place::CaseTerm => {}
                of_graph => self.move_in_graph(of_graph, &mut agenda),
            }
            if self.instance.status != Status::Running {
                agenda.clear();
                self.later.clear();
                self.dirty = false;
            }
        }
        self.instance.agenda = agenda;
    }

    fn enter(&mut self, node: NodeIndex, agenda: &mut Vec<Place>) {
        let process = self.process;
        match &process.nodes[node.index()] {
            Node::Step(step) => agenda.push(Place::Start { step: *step, redo: None }),
            Node::Exclusive(choices) => {
                for (branch, choice) in choices.iter().enumerate() {
                    let holds = match &choice.when {
                        None => Ok(true),
                        Some(when) => self.holds(when),
                    };
                    match holds {
                        Ok(false) => {}
                        Ok(true) => {
                            self.emit(Event::FlowTaken { node, branch: branch as u32 });
                            return agenda.push(Place::Node(choice.to));
                        }
                        Err(cause) => return self.incident(Place::Node(node), cause),
                    }
                }
                self.incident(Place::Node(node), Cause::NoBranch);
            }
            Node::Fork(targets) => {
                self.emit(Event::BranchesStarted { node });
                // The agenda is a stack: the first branch starts first.
                agenda.extend(targets.iter().rev().map(|to| Place::Node(*to)));
            }
            Node::Join { join, incoming, next } => {
                self.emit(Event::JoinReached { node });
                if self.instance.joins[*join as usize] >= *incoming {
                    self.emit(Event::JoinPassed { node });
                    agenda.push(Place::Node(*next));
                }
            }
            Node::Call { process: called, .. } => self.call(*called, Caller::Node(node)),
            Node::Scope(scope) => {
                self.emit(Event::ScopeEntered { scope: *scope });
                let compiled = &process.scopes[scope.index()];
                let ready = compiled.members.iter().zip(&compiled.waits).filter(|(_, w)| **w == 0);
                agenda.extend(ready.rev().map(|(step, _)| Place::Start { step: *step, redo: None }));
            }
            Node::End(end) => self.emit(Event::InstanceEnded { end: *end }),
            Node::Off => self.incident(Place::Node(node), Cause::NoEnd),
        }
    }

    fn start(&mut self, step: StepIndex, redo: Option<RedoId>, agenda: &mut Vec<Place>) {
        let process = self.process;
        let compiled = &process.steps[step.index()];
        let here = Place::Start { step, redo };
        if let Some(when) = &compiled.when {
            match self.holds(when) {
                Ok(true) => {}
                Ok(false) => {
                    self.emit(Event::StepPassedOver { step, redo });
                    return agenda.push(Place::Done { step, redo });
                }
                Err(cause) => return self.incident(here, cause),
            }
        }
        if let Err(cause) = self.create_task(step, redo, None) {
            self.incident(here, cause);
        }
    }

    pub(crate) fn create_task(
        &mut self,
        step: StepIndex,
        redo: Option<RedoId>,
        activity: Option<ActivityId>,
    ) -> Result<(), Cause> {
        if self.instance.tasks.len() >= TASKS_MAX {
            return Err(Cause::TaskLimit);
        }
        let process = self.process;
        let due = self.due(&process.steps[step.index()])?;
        let task = TaskId(self.fresh());
        let visit = self.instance.visits(step).saturating_add(1);
        let since = self.context.now;
        self.emit(Event::TaskCreated { task, step, visit, redo, since, due, activity });
        self.offer_new(task, step);
        Ok(())
    }

    fn due(&self, step: &CompiledStep) -> Result<Option<Timestamp>, Cause> {
        let Some(term) = step.due else { return Ok(None) };
        match self.context.calendar.due(self.context.now, term) {
            Ok(due) => Ok(Some(due)),
            Err(why) => Err(Cause::Due { why: Message::new(why.code(), why.args()) }),
        }
    }

    /// After a completion: the table decides, then the outcome leads somewhere.
    fn decide(
        &mut self,
        step: StepIndex,
        redo: Option<RedoId>,
        outcome: Option<OutcomeIndex>,
        agenda: &mut Vec<Place>,
    ) {
        let process = self.process;
        let compiled = &process.steps[step.index()];
        if let Err(cause) = self.decide_by_table(step) {
            return self.incident(Place::Decide { step, redo, outcome }, cause);
        }
        let chosen = outcome.and_then(|o| Some((o, compiled.outcomes.get(o.index())?)));
        let Some((outcome, chosen)) = chosen else {
            return agenda.push(Place::Done { step, redo });
        };
        match chosen.target {
            CompiledTarget::On => agenda.push(Place::Done { step, redo }),
            CompiledTarget::BackTo(to) if chosen.plan.is_some() => {
                let id = RedoId(self.fresh());
                self.emit(Event::RedoStarted { redo: id, check: step, outcome, parent: redo });
                agenda.push(Place::Start { step: to, redo: Some(id) });
            }
            CompiledTarget::BackTo(to) | CompiledTarget::SkipTo(to) => {
                self.emit(Event::JumpTaken { from: step, to });
                match process.steps[to.index()].seat {
                    Seat::Flow { node, .. } => agenda.push(Place::Node(node)),
                    Seat::Member { .. } | Seat::Nowhere => {
                        self.incident(Place::Done { step, redo }, Cause::NoEnd);
                    }
                }
            }
            CompiledTarget::Call(called) => self.call(called, Caller::Step { step, redo }),
            CompiledTarget::End(end) => self.emit(Event::InstanceEnded { end }),
        }
    }

    pub(crate) fn decide_by_table(&mut self, step: StepIndex) -> Result<(), Cause> {
        let process = self.process;
        let decision = process.steps[step.index()].decision.and_then(|decision| process.decisions.get(decision));
        let Some(decision) = decision else { return Ok(()) };
        let decided = decision.evaluate(&self.instance.data).map_err(|why| Cause::Decision { why })?;
        if let Some(rule) = decided.rule {
            self.emit(Event::DecisionMade { step, rule: rule as u32 });
        }
        for (slot, value) in decided.slots.iter().zip(decided.values) {
            self.set(*slot, value);
        }
        Ok(())
    }

    pub(crate) fn call(&mut self, process: CalledIndex, caller: Caller) {
        let call = CallId(self.fresh());
        self.emit(Event::CallStarted { call, process, caller });
    }

    /// A step is behind us: who waits for it may start.
    fn done(&mut self, step: StepIndex, redo: Option<RedoId>, agenda: &mut Vec<Place>) {
        let process = self.process;
        match (process.steps[step.index()].seat, redo) {
            (Seat::Flow { next, .. }, _) => agenda.push(Place::Node(next)),
            (Seat::Member { scope, member }, None) => {
                self.emit(Event::MemberDone { step, redo });
                let (compiled, state) = (&process.scopes[scope.index()], &self.instance.scopes[scope.index()]);
                for &next in compiled.successors[usize::from(member)].iter().rev() {
                    if state.waits[usize::from(next)] == 0 {
                        let step = compiled.members[usize::from(next)];
                        agenda.push(Place::Start { step, redo });
                    }
                }
                if state.open == 0 {
                    self.emit(Event::ScopeLeft { scope });
                    agenda.push(Place::Node(compiled.next));
                }
            }
            (Seat::Member { .. }, Some(id)) => self.done_again(step, id, agenda),
            (Seat::Nowhere, _) => self.incident(Place::Done { step, redo }, Cause::NoEnd),
        }
    }

    /// The same within a redo: only its own branch hears of it, until its check lets it pass.
    fn done_again(&mut self, step: StepIndex, id: RedoId, agenda: &mut Vec<Place>) {
        let process = self.process;
        let Some(redo) = self.instance.redo(id) else { return };
        if redo.check == step {
            let parent = redo.parent;
            self.emit(Event::RedoFinished { redo: id, check: step });
            return agenda.push(Place::Done { step, redo: parent });
        }
        let plan = &process.plans[redo.plan as usize];
        self.emit(Event::MemberDone { step, redo: Some(id) });
        let (Some(redo), Some(member)) = (self.instance.redo(id), plan.members.iter().position(|m| *m == step)) else {
            return;
        };
        for &next in plan.successors[member].iter().rev() {
            if redo.waits[usize::from(next)] == 0 {
                let step = plan.members[usize::from(next)];
                agenda.push(Place::Start { step, redo: Some(id) });
            }
        }
    }

    /// Whether a condition holds; what is neither true nor false is nobody's to guess.
    fn holds(&self, when: &Expression) -> Result<bool, Cause> {
        match when.evaluate_bool(&self.instance.data) {
            Ok(Some(holds)) => Ok(holds),
            Ok(None) => Err(Cause::Unknown { source: when.source().to_owned(), values: self.values(when.reads()) }),
            Err(why) => Err(Cause::Expression {
                source: when.source().to_owned(),
                why: Message::new(why.code(), why.args()),
                values: self.values(when.reads()),
            }),
        }
    }

    fn values(&self, slots: &[Slot]) -> String {
        self.shown(slots, &self.instance.data)
    }

    /// What an expression read, in words.
    pub(crate) fn shown(&self, slots: &[Slot], data: &[Value]) -> String {
        let schema = &self.process.schema;
        let show = |slot: &Slot| {
            let name = schema.name(*slot).unwrap_or("?");
            let value = data.get(usize::from(*slot)).unwrap_or(&Value::Null);
            let shown = schema.ty(*slot).map_or_else(|| value.to_string(), |ty| ty.show(value));
            format!("{name} = {shown}")
        };
        slots.iter().map(show).collect::<Vec<_>>().join(", ")
    }

    pub(crate) fn incident(&mut self, at: Place, cause: Cause) {
        let incident = IncidentId(self.fresh());
        self.emit(Event::IncidentRaised { incident, at, cause });
    }
}
