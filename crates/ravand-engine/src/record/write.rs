//! From an event of the kernel to its stored form. The match has no `_`: an event that the
//! kernel gets later does not compile until it has a stored form.

use super::event::*;
use super::{Unstorable, cause, hex, value};
use ravand_feel::{Type, Value};
use ravand_kernel::*;
use serde_json::Value as Json;

/// The stored form of an event of this process.
///
/// # Errors
/// A value that has no stored form, or an event of another process.
pub(crate) fn write(process: &CompiledProcess, event: &Event) -> Result<StoredEvent, Unstorable> {
    let names = Names(process);
    Ok(match event {
        Event::InstanceStarted => StoredEvent::InstanceStarted,
        Event::DataSet { slot, value } => {
            let value = match value {
                Recorded::Plain(value) => StoredValue::Plain(names.typed(*slot, value)?),
                Recorded::Commitment(commitment) => StoredValue::Commitment(hex(&commitment.0)),
            };
            StoredEvent::DataSet { datum: names.datum(*slot)?, value }
        }
        Event::TaskCreated { task, step, visit, redo, since, due, activity } => StoredEvent::TaskCreated {
            task: (*task).into(),
            step: names.step(*step)?,
            visit: *visit,
            redo: redo.map(Into::into),
            since: since.micros(),
            due: due.map(|due| due.micros()),
            activity: activity.map(Into::into),
        },
        Event::TaskWithdrawn { task } => StoredEvent::TaskWithdrawn { task: (*task).into() },
        Event::JobFailed { task, left, again_at, reason } => StoredEvent::JobFailed {
            task: (*task).into(),
            left: *left,
            again_at: again_at.micros(),
            reason: reason.clone(),
        },
        Event::TaskCompleted { task, step, outcome, by } => StoredEvent::TaskCompleted {
            task: (*task).into(),
            step: names.step(*step)?,
            outcome: outcome.map(|outcome| names.outcome(*step, outcome)).transpose()?,
            by: by.as_ref().map(|by| by.as_str().to_owned()),
        },
        Event::DecisionMade { step, rule } => StoredEvent::DecisionMade { step: names.step(*step)?, rule: *rule },
        Event::StepPassedOver { step, redo } => {
            StoredEvent::StepPassedOver { step: names.step(*step)?, redo: redo.map(Into::into) }
        }
        Event::MemberDone { step, redo } => {
            StoredEvent::MemberDone { step: names.step(*step)?, redo: redo.map(Into::into) }
        }
        Event::RedoStarted { redo, check, outcome, parent } => StoredEvent::RedoStarted {
            redo: (*redo).into(),
            check: names.step(*check)?,
            outcome: names.outcome(*check, *outcome)?,
            parent: parent.map(Into::into),
        },
        Event::RedoFinished { redo, check } => {
            StoredEvent::RedoFinished { redo: (*redo).into(), check: names.step(*check)? }
        }
        Event::JumpTaken { from, to } => StoredEvent::JumpTaken { from: names.step(*from)?, to: names.step(*to)? },
        Event::FlowTaken { node, branch } => StoredEvent::FlowTaken { node: names.node(*node)?, branch: *branch },
        Event::BranchesStarted { node } => StoredEvent::BranchesStarted { node: names.node(*node)? },
        Event::JoinReached { node } => StoredEvent::JoinReached { node: names.node(*node)? },
        Event::JoinPassed { node } => StoredEvent::JoinPassed { node: names.node(*node)? },
        Event::ScopeEntered { scope } => StoredEvent::ScopeEntered { scope: names.scope(*scope)? },
        Event::ScopeLeft { scope } => StoredEvent::ScopeLeft { scope: names.scope(*scope)? },
        Event::CallStarted { call, process, caller } => StoredEvent::CallStarted {
            call: (*call).into(),
            process: names.called(*process)?,
            caller: match caller {
                Caller::Step { step, redo } => StoredCaller::Step(names.step(*step)?, redo.map(Into::into)),
                Caller::Node(node) => StoredCaller::Node(names.node(*node)?),
                Caller::Activity(activity) => StoredCaller::Activity((*activity).into()),
            },
        },
        Event::CallReturned { call, favourable } => {
            StoredEvent::CallReturned { call: (*call).into(), favourable: *favourable }
        }
        Event::CallWithdrawn { call } => StoredEvent::CallWithdrawn { call: (*call).into() },
        Event::CaseTermStarted { since } => StoredEvent::CaseTermStarted { since: since.micros() },
        Event::CaseTermPaused { at } => StoredEvent::CaseTermPaused { at: at.micros() },
        Event::CaseTermRuns { at, due } => StoredEvent::CaseTermRuns { at: at.micros(), due: due.micros() },
        Event::DeadlinePassed { deadline } => StoredEvent::DeadlinePassed { deadline: (*deadline).into() },
        Event::TaskReassigned { task } => StoredEvent::TaskReassigned { task: (*task).into() },
        Event::TaskOffered { task, role } => StoredEvent::TaskOffered { task: (*task).into(), role: role.to_string() },
        Event::RoleNotified { role, of } => StoredEvent::RoleNotified { role: role.to_string(), of: (*of).into() },
        Event::BallotCast { task, step, seat, choice, by } => StoredEvent::BallotCast {
            task: (*task).into(),
            step: names.step(*step)?,
            seat: *seat,
            choice: names.outcome(*step, *choice)?,
            by: by.as_ref().map(|by| by.as_str().to_owned()),
        },
        Event::ApplicantAsked { task, step, at, documents, data, reason } => StoredEvent::ApplicantAsked {
            task: (*task).into(),
            step: names.step(*step)?,
            at: at.micros(),
            documents: documents.iter().map(ToString::to_string).collect(),
            data: data.iter().map(|slot| names.datum(*slot)).collect::<Result<_, _>>()?,
            reason: reason.to_string(),
        },
        Event::ApplicantAnswered { task, at, due } => {
            StoredEvent::ApplicantAnswered { task: (*task).into(), at: at.micros(), due: due.map(|due| due.micros()) }
        }
        Event::IncidentRaised { incident, at, cause } => StoredEvent::IncidentRaised {
            incident: (*incident).into(),
            at: names.place(*at)?,
            cause: cause::write(cause),
        },
        Event::IncidentResolved { incident } => StoredEvent::IncidentResolved { incident: (*incident).into() },
        Event::InstanceEnded { end } => StoredEvent::InstanceEnded { end: names.end(*end)? },
        Event::InstanceCancelled => StoredEvent::InstanceCancelled,
        Event::FrameOpened { .. }
        | Event::FrameClosed { .. }
        | Event::FrameCleared { .. }
        | Event::NextTaken { .. }
        | Event::SequenceFlowTaken { .. }
        | Event::TokenArrived { .. }
        | Event::TokensTaken { .. }
        | Event::ResetAwaited { .. }
        | Event::EndReached { .. }
        | Event::ActivityStarted { .. }
        | Event::ActivityEnded { .. }
        | Event::RepeatStarted { .. }
        | Event::ResultCollected { .. }
        | Event::LocalSet { .. }
        | Event::WaitStarted { .. }
        | Event::WaitFired { .. }
        | Event::WaitWithdrawn { .. }
        | Event::ConditionSeen { .. }
        | Event::MessageThrown { .. }
        | Event::SignalThrown { .. }
        | Event::ErrorThrown { .. }
        | Event::EscalationThrown { .. }
        | Event::CompensationStarted { .. }
        | Event::CompensationTaken { .. } => return of_graph(&names, event),
    })
}

fn of_graph(names: &Names<'_>, event: &Event) -> Result<StoredEvent, Unstorable> {
    let code = |code: &Option<std::sync::Arc<str>>| code.as_ref().map(|code| code.to_string());
    Ok(match event {
        Event::FrameOpened { frame, activity, queue } => StoredEvent::FrameOpened {
            frame: (*frame).into(),
            activity: activity.map(Into::into),
            queue: queue.iter().map(|element| names.element(*element)).collect::<Result<_, _>>()?,
        },
        Event::FrameClosed { frame } => StoredEvent::FrameClosed { frame: (*frame).into() },
        Event::FrameCleared { frame } => StoredEvent::FrameCleared { frame: (*frame).into() },
        Event::NextTaken { frame } => StoredEvent::NextTaken { frame: (*frame).into() },
        Event::SequenceFlowTaken { frame, flow } => {
            StoredEvent::SequenceFlowTaken { frame: (*frame).into(), flow: names.flow(*flow)? }
        }
        Event::TokenArrived { frame, flow } => {
            StoredEvent::TokenArrived { frame: (*frame).into(), flow: names.flow(*flow)? }
        }
        Event::TokensTaken { frame, element, flows } => StoredEvent::TokensTaken {
            frame: (*frame).into(),
            element: names.element(*element)?,
            flows: flows.iter().map(|flow| names.flow(*flow)).collect::<Result<_, _>>()?,
        },
        Event::ResetAwaited { frame, element, waits } => {
            StoredEvent::ResetAwaited { frame: (*frame).into(), element: names.element(*element)?, waits: *waits }
        }
        Event::EndReached { frame, element } => {
            StoredEvent::EndReached { frame: (*frame).into(), element: names.element(*element)? }
        }
        Event::ActivityStarted { activity, element, frame, of } => StoredEvent::ActivityStarted {
            activity: (*activity).into(),
            element: names.element(*element)?,
            frame: (*frame).into(),
            of: of.map(Into::into),
        },
        Event::ActivityEnded { activity, completed } => {
            StoredEvent::ActivityEnded { activity: (*activity).into(), completed: *completed }
        }
        Event::RepeatStarted { activity, total, items } => StoredEvent::RepeatStarted {
            activity: (*activity).into(),
            total: *total,
            items: items.iter().map(|item| value::write(item, &Type::Any)).collect::<Result<_, _>>()?,
        },
        Event::ResultCollected { activity, value } => {
            let value = value::write(value, &Type::Any)?;
            StoredEvent::ResultCollected { activity: (*activity).into(), value }
        }
        Event::LocalSet { activity, slot, value } => {
            let (datum, value) = (names.datum(*slot)?, names.typed(*slot, value)?);
            StoredEvent::LocalSet { activity: (*activity).into(), datum, value }
        }
        Event::WaitStarted { wait } => StoredEvent::WaitStarted { wait: names.wait(wait)? },
        Event::WaitFired { wait, again, held } => StoredEvent::WaitFired {
            wait: (*wait).into(),
            held: *held,
            again: again.map(|(at, left)| (at.micros(), left)),
        },
        Event::WaitWithdrawn { wait } => StoredEvent::WaitWithdrawn { wait: (*wait).into() },
        Event::ConditionSeen { wait, holds } => StoredEvent::ConditionSeen { wait: (*wait).into(), holds: *holds },
        Event::MessageThrown { name, key } => {
            StoredEvent::MessageThrown { name: name.to_string(), key: value::write(key, &Type::Any)? }
        }
        Event::SignalThrown { name } => StoredEvent::SignalThrown { name: name.to_string() },
        Event::ErrorThrown { code: thrown, caught } => StoredEvent::ErrorThrown { code: code(thrown), caught: *caught },
        Event::EscalationThrown { code: thrown, caught } => {
            StoredEvent::EscalationThrown { code: code(thrown), caught: *caught }
        }
        Event::CompensationStarted { activity, frame, only, then } => StoredEvent::CompensationStarted {
            activity: (*activity).into(),
            frame: (*frame).into(),
            only: only.map(|element| names.element(element)).transpose()?,
            then: match then {
                Then::Leave => StoredThen::Leave,
                Then::Cancel => StoredThen::Cancel,
                Then::Nothing => StoredThen::Nothing,
            },
        },
        Event::CompensationTaken { activity } => StoredEvent::CompensationTaken { activity: (*activity).into() },
        other => return Err(Unstorable(format!("{other:?}"))),
    })
}

impl From<Deadline> for StoredDeadline {
    fn from(deadline: Deadline) -> Self {
        match deadline {
            Deadline::Task(task) => StoredDeadline::Task(task.into()),
            Deadline::Case => StoredDeadline::Case,
            Deadline::Warning => StoredDeadline::Warning,
        }
    }
}

/// Positions to names.
struct Names<'a>(&'a CompiledProcess);

/// What the process does not have: an event of another process.
fn missing(what: &str, index: impl std::fmt::Display) -> Unstorable {
    Unstorable(format!("{what} number {index}, which the process does not have"))
}

impl Names<'_> {
    fn step(&self, step: StepIndex) -> Result<String, Unstorable> {
        self.0.steps().get(step.index()).map(|step| step.id.to_string()).ok_or_else(|| missing("step", step))
    }

    fn outcome(&self, step: StepIndex, outcome: OutcomeIndex) -> Result<String, Unstorable> {
        let outcomes = self.0.steps().get(step.index()).map(|step| &step.outcomes);
        let found = outcomes.and_then(|all| all.get(outcome.index()));
        found.map(|outcome| outcome.name.to_string()).ok_or_else(|| missing("outcome", outcome))
    }

    fn datum(&self, slot: Slot) -> Result<String, Unstorable> {
        self.0.schema().name(slot).map(str::to_owned).ok_or_else(|| missing("datum", slot))
    }

    fn typed(&self, slot: Slot, value: &Value) -> Result<Json, Unstorable> {
        value::write(value, self.0.schema().ty(slot).unwrap_or(&Type::Any))
    }

    fn node(&self, node: NodeIndex) -> Result<String, Unstorable> {
        self.0.node_id(node).map(str::to_owned).ok_or_else(|| missing("node", node))
    }

    fn scope(&self, scope: ScopeIndex) -> Result<String, Unstorable> {
        self.0.scope_id(scope).map(str::to_owned).ok_or_else(|| missing("set", scope))
    }

    fn called(&self, process: CalledIndex) -> Result<String, Unstorable> {
        let called = self.0.called().get(process.index());
        called.map(ToString::to_string).ok_or_else(|| missing("called process", process))
    }

    fn end(&self, end: EndIndex) -> Result<String, Unstorable> {
        self.0.ends().get(end.index()).map(|end| end.id.to_string()).ok_or_else(|| missing("end", end))
    }

    fn element(&self, element: ElementIndex) -> Result<String, Unstorable> {
        let found = self.0.graph().and_then(|graph| graph.elements().get(element.index()));
        found.map(|element| element.id.to_string()).ok_or_else(|| missing("element", element))
    }

    fn flow(&self, flow: FlowIndex) -> Result<String, Unstorable> {
        let found = self.0.graph().and_then(|graph| graph.flows().get(flow.index()));
        found.map(|flow| flow.id.to_string()).ok_or_else(|| missing("flow", flow))
    }

    fn wait(&self, wait: &Wait) -> Result<StoredWait, Unstorable> {
        Ok(StoredWait {
            id: wait.id.into(),
            frame: wait.frame.into(),
            activity: wait.activity.map(Into::into),
            element: self.element(wait.element)?,
            trigger: wait.trigger,
            what: match &wait.what {
                Awaited::Timer { at, left } => StoredAwaited::Timer { at: at.micros(), left: *left },
                Awaited::Message { key } => StoredAwaited::Message { key: value::write(key, &Type::Any)? },
                Awaited::Signal => StoredAwaited::Signal,
                Awaited::Condition { held } => StoredAwaited::Condition { held: *held },
            },
            happened: wait.happened,
        })
    }

    fn place(&self, at: Place) -> Result<StoredPlace, Unstorable> {
        let within = |redo: Option<RedoId>| redo.map(Into::into);
        Ok(match at {
            Place::Node(node) => StoredPlace::Node(self.node(node)?),
            Place::Start { step, redo } => StoredPlace::Start { step: self.step(step)?, redo: within(redo) },
            Place::Decide { step, redo, outcome } => StoredPlace::Decide {
                step: self.step(step)?,
                redo: within(redo),
                outcome: outcome.map(|outcome| self.outcome(step, outcome)).transpose()?,
            },
            Place::Done { step, redo } => StoredPlace::Done { step: self.step(step)?, redo: within(redo) },
            Place::Arrive { frame, flow } => StoredPlace::Arrive { frame: frame.into(), flow: self.flow(flow)? },
            Place::Enter { frame, element } => {
                StoredPlace::Enter { frame: frame.into(), element: self.element(element)? }
            }
            Place::Leave { frame, element } => {
                StoredPlace::Leave { frame: frame.into(), element: self.element(element)? }
            }
            Place::Stuck { frame, element } => {
                StoredPlace::Stuck { frame: frame.into(), element: self.element(element)? }
            }
            Place::Begin(activity) => StoredPlace::Begin(activity.into()),
            Place::Repeat(activity) => StoredPlace::Repeat(activity.into()),
            Place::Judge(activity) => StoredPlace::Judge(activity.into()),
            Place::Finish(activity) => StoredPlace::Finish(activity.into()),
            Place::Compensate(activity) => StoredPlace::Compensate(activity.into()),
            Place::Job(task) => StoredPlace::Job(task.into()),
            Place::Condition(wait) => StoredPlace::Condition(wait.into()),
            Place::CaseTerm => StoredPlace::CaseTerm,
        })
    }
}
