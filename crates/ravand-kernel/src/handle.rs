//! Decides. A command is checked against the whole case first and refused without a trace,
//! or it is carried out: every decision becomes an event, is applied at once and told to
//! the sink, so that the next decision sees what is true then. What cannot be decided on
//! the way is an incident: the case waits at that place and nothing is lost.

use crate::apply::apply;
use crate::command::{Command, Context, Rejection};
use crate::event::{Caller, Cause, Event, EventSink, Place, Recorded};
use crate::ids::*;
use crate::instance::{Instance, Status};
use crate::process::{CompiledProcess, CompiledStep, CompiledTarget, Node, Seat};
use crate::secret::{Secret, salt};
use ravand_core::Timestamp;
use ravand_feel::{Expression, Message, Value};

/// Moves that one command may make: nodes of the flow entered, steps started, decided or
/// left behind. What is still to be done then waits as incidents.
pub const MOVES_MAX: u32 = 100_000;
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
    admit(process, instance, &command)?;
    let mut run = Run { context, process, instance, sink, salts: 0 };
    match command {
        Command::Start { data } => {
            run.emit(Event::InstanceStarted);
            run.record(data);
            run.go(Place::Node(process.start));
        }
        Command::CompleteTask { task, outcome, data } => run.complete(task, outcome, data),
        Command::ReturnFromCall { call, favourable } => run.returned(call, favourable),
        Command::RetryIncident { incident, data } => {
            let at = run.instance.incidents.iter().find(|i| i.id == incident).map(|i| i.at);
            run.emit(Event::IncidentResolved { incident });
            run.record(data);
            if let Some(at) = at {
                run.go(at);
            }
        }
        Command::Cancel => run.emit(Event::InstanceCancelled),
    }
    Ok(())
}

/// Everything that can be held against a command, before its first event.
fn admit(process: &CompiledProcess, instance: &Instance, command: &Command<'_>) -> Result<(), Rejection> {
    match (instance.status, command) {
        (Status::NotStarted, Command::Start { data }) => return admit_data(process, data),
        (Status::NotStarted, _) => return Err(Rejection::NotStarted),
        (Status::Running, Command::Start { .. }) => return Err(Rejection::AlreadyStarted),
        (Status::Running, _) => {}
        (Status::Ended(_) | Status::Cancelled, _) => return Err(Rejection::Over),
    }
    match *command {
        Command::CompleteTask { task, outcome, data } => {
            let open = instance.task(task).ok_or(Rejection::UnknownTask(task))?;
            admit_data(process, data)?;
            admit_completion(process, process.step(open.step), outcome, data)
        }
        Command::ReturnFromCall { call, .. } => {
            let open = instance.calls.iter().any(|c| c.id == call);
            if open { Ok(()) } else { Err(Rejection::UnknownCall(call)) }
        }
        Command::RetryIncident { incident, data } => {
            if !instance.incidents.iter().any(|i| i.id == incident) {
                return Err(Rejection::UnknownIncident(incident));
            }
            admit_data(process, data)
        }
        Command::Start { .. } | Command::Cancel => Ok(()),
    }
}

fn admit_data(process: &CompiledProcess, data: &[(Slot, Value)]) -> Result<(), Rejection> {
    for (slot, value) in data {
        let ty = process.schema.ty(*slot).ok_or(Rejection::UnknownData(*slot))?;
        if !ty.admits(value) {
            // A rejection is logged and shown: the vault's values are not for that.
            let personal = process.is_personal(*slot);
            return Err(Rejection::WrongType {
                name: process.schema.name(*slot).unwrap_or("?").to_owned(),
                expected: ty.to_string(),
                value: (!personal).then(|| value.to_string()),
            });
        }
    }
    Ok(())
}

fn admit_completion(
    process: &CompiledProcess,
    step: &CompiledStep,
    outcome: Option<OutcomeIndex>,
    data: &[(Slot, Value)],
) -> Result<(), Rejection> {
    let target = match outcome {
        Some(outcome) => match step.outcomes.get(outcome.index()) {
            Some(known) => known.target,
            None => {
                let step = step.id.to_string();
                return Err(Rejection::UnknownOutcome { step, outcome });
            }
        },
        None if step.outcomes.is_empty() => CompiledTarget::On,
        None => {
            let names: Vec<_> = step.outcomes.iter().map(|o| format!("`{}`", o.name)).collect();
            let outcomes = names.join(", ");
            return Err(Rejection::OutcomeMissing { step: step.id.to_string(), outcomes });
        }
    };
    // Who sends a file back need not have filled in what a complete one would hold.
    if !matches!(target, CompiledTarget::On | CompiledTarget::Call(_)) {
        return Ok(());
    }
    // The last value counts: a null behind a value takes it back.
    let last = |slot: Slot| data.iter().rev().find(|(s, _)| *s == slot);
    let given = |slot: Slot| last(slot).is_some_and(|(_, value)| !value.is_null());
    match step.asks.iter().find(|slot| !given(**slot)) {
        None => Ok(()),
        Some(slot) => Err(Rejection::DataMissing {
            step: step.id.to_string(),
            name: process.schema.name(*slot).unwrap_or("?").to_owned(),
        }),
    }
}

/// One command on its way.
struct Run<'a, S> {
    context: &'a Context<'a>,
    process: &'a CompiledProcess,
    instance: &'a mut Instance,
    sink: &'a mut S,
    salts: u32,
}

impl<S: EventSink> Run<'_, S> {
    fn emit(&mut self, event: Event) {
        apply(self.process, self.instance, &event);
        self.sink.event(&event);
    }

    fn record(&mut self, data: &[(Slot, Value)]) {
        for (slot, value) in data {
            self.set(*slot, value.clone());
        }
    }

    fn set(&mut self, slot: Slot, value: Value) {
        if !self.process.is_personal(slot) {
            return self.emit(Event::DataSet { slot, value: Recorded::Plain(value) });
        }
        let shown = self.process.schema.ty(slot).map_or_else(String::new, |ty| ty.show(&value));
        let secret = Secret::seal(slot, shown, salt(self.context.entropy, self.salts));
        self.salts += 1;
        self.sink.secret(&secret);
        self.emit(Event::DataSet { slot, value: Recorded::Commitment(secret.commitment) });
    }

    fn fresh(&self) -> u32 {
        self.instance.next_id
    }

    fn complete(&mut self, task: TaskId, outcome: Option<OutcomeIndex>, data: &[(Slot, Value)]) {
        let Some(&open) = self.instance.task(task) else { return };
        let (step, redo) = (open.step, open.redo);
        let by = self.context.actor.map(|actor| actor.id.clone());
        self.emit(Event::TaskCompleted { task, step, outcome, by });
        self.record(data);
        self.go(Place::Decide { step, redo, outcome });
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
            None => {}
        }
    }

    /// Moves on from a place until every token waits for somebody.
    fn go(&mut self, from: Place) {
        let mut agenda = std::mem::take(&mut self.instance.agenda);
        agenda.push(from);
        let mut moves = 0;
        while let Some(place) = agenda.pop() {
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
            }
            if self.instance.status != Status::Running {
                agenda.clear();
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
        if self.instance.tasks.len() >= TASKS_MAX {
            return self.incident(here, Cause::TaskLimit);
        }
        match self.due(compiled) {
            Err(cause) => self.incident(here, cause),
            Ok(due) => {
                let task = TaskId(self.fresh());
                let visit = self.instance.visits(step).saturating_add(1);
                let since = self.context.now;
                self.emit(Event::TaskCreated { task, step, visit, redo, since, due });
            }
        }
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
        if let Some(table) = compiled.decision.and_then(|d| process.tables.get(d)) {
            match table.evaluate(&self.instance.data) {
                Err(why) => {
                    let cause = Cause::Decision { why: Message::new(why.code(), why.args()) };
                    return self.incident(Place::Decide { step, redo, outcome }, cause);
                }
                Ok(decided) => {
                    self.emit(Event::DecisionMade { step, rule: decided.rule as u32 });
                    let outputs = table.outputs().iter().zip(decided.outputs.iter());
                    for (slot, value) in outputs {
                        self.set(*slot, value.clone());
                    }
                }
            }
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

    fn call(&mut self, process: CalledIndex, caller: Caller) {
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
        let schema = &self.process.schema;
        let show = |slot: &Slot| {
            let name = schema.name(*slot).unwrap_or("?");
            let value = self.instance.data.get(usize::from(*slot)).unwrap_or(&Value::Null);
            let shown = schema.ty(*slot).map_or_else(|| value.to_string(), |ty| ty.show(value));
            format!("{name} = {shown}")
        };
        slots.iter().map(show).collect::<Vec<_>>().join(", ")
    }

    fn incident(&mut self, at: Place, cause: Cause) {
        let incident = IncidentId(self.fresh());
        self.emit(Event::IncidentRaised { incident, at, cause });
    }
}
