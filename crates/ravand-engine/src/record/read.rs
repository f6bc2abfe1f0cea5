//! From a stored event to the kernel's: names become the positions of the process that the
//! case was opened with.

use super::event::*;
use super::{Unreadable, cause, unhex, value};
use ravand_core::{DocumentId, RoleId, Timestamp};
use ravand_feel::{Type, Value};
use ravand_kernel::*;
use serde_json::Value as Json;

/// The kernel's event, or `None` for an event of the engine.
///
/// # Errors
/// The process has not what the event names: it is not the one that the case runs by, or
/// somebody has changed what was stored.
pub(crate) fn read(process: &CompiledProcess, stored: &StoredEvent) -> Result<Option<Event>, Unreadable> {
    let find = Positions(process);
    let at = Timestamp::from_micros;
    Ok(Some(match stored {
        StoredEvent::CaseOpened { .. }
        | StoredEvent::TaskClaimed { .. }
        | StoredEvent::TaskUnclaimed { .. }
        | StoredEvent::CaseSuspended { .. }
        | StoredEvent::CaseResumed => return Ok(None),
        StoredEvent::InstanceStarted => Event::InstanceStarted,
        StoredEvent::DataSet { datum, value } => {
            let slot = find.datum(datum)?;
            let value = match value {
                StoredValue::Plain(value) => Recorded::Plain(find.typed(slot, value)?),
                StoredValue::Commitment(digits) => Recorded::Commitment(Commitment(
                    unhex(digits).ok_or_else(|| Unreadable::new("a commitment", digits))?,
                )),
            };
            Event::DataSet { slot, value }
        }
        StoredEvent::TaskCreated { task, step, visit, since, redo, due, activity } => Event::TaskCreated {
            task: (*task).into(),
            step: find.step(step)?,
            visit: *visit,
            redo: redo.map(Into::into),
            since: at(*since),
            due: due.map(at),
            activity: activity.map(Into::into),
        },
        StoredEvent::TaskWithdrawn { task } => Event::TaskWithdrawn { task: (*task).into() },
        StoredEvent::JobFailed { task, left, again_at, reason } => {
            Event::JobFailed { task: (*task).into(), left: *left, again_at: at(*again_at), reason: reason.clone() }
        }
        StoredEvent::TaskCompleted { task, step, outcome, by } => {
            let step = find.step(step)?;
            let outcome = outcome.as_ref().map(|outcome| find.outcome(step, outcome)).transpose()?;
            Event::TaskCompleted { task: (*task).into(), step, outcome, by: by.as_deref().map(ActorId::from) }
        }
        StoredEvent::DecisionMade { step, rule } => Event::DecisionMade { step: find.step(step)?, rule: *rule },
        StoredEvent::StepPassedOver { step, redo } => {
            Event::StepPassedOver { step: find.step(step)?, redo: redo.map(Into::into) }
        }
        StoredEvent::MemberDone { step, redo } => {
            Event::MemberDone { step: find.step(step)?, redo: redo.map(Into::into) }
        }
        StoredEvent::RedoStarted { redo, check, outcome, parent } => {
            let check = find.step(check)?;
            let outcome = find.outcome(check, outcome)?;
            Event::RedoStarted { redo: (*redo).into(), check, outcome, parent: parent.map(Into::into) }
        }
        StoredEvent::RedoFinished { redo, check } => {
            Event::RedoFinished { redo: (*redo).into(), check: find.step(check)? }
        }
        StoredEvent::JumpTaken { from, to } => Event::JumpTaken { from: find.step(from)?, to: find.step(to)? },
        StoredEvent::FlowTaken { node, branch } => Event::FlowTaken { node: find.node(node)?, branch: *branch },
        StoredEvent::BranchesStarted { node } => Event::BranchesStarted { node: find.node(node)? },
        StoredEvent::JoinReached { node } => Event::JoinReached { node: find.node(node)? },
        StoredEvent::JoinPassed { node } => Event::JoinPassed { node: find.node(node)? },
        StoredEvent::ScopeEntered { scope } => Event::ScopeEntered { scope: find.scope(scope)? },
        StoredEvent::ScopeLeft { scope } => Event::ScopeLeft { scope: find.scope(scope)? },
        StoredEvent::CallStarted { call, process, caller } => Event::CallStarted {
            call: (*call).into(),
            process: find.called(process)?,
            caller: match caller {
                StoredCaller::Step(step, redo) => Caller::Step { step: find.step(step)?, redo: redo.map(Into::into) },
                StoredCaller::Node(node) => Caller::Node(find.node(node)?),
                StoredCaller::Activity(activity) => Caller::Activity((*activity).into()),
            },
        },
        StoredEvent::CallReturned { call, favourable } => {
            Event::CallReturned { call: (*call).into(), favourable: *favourable }
        }
        StoredEvent::CallWithdrawn { call } => Event::CallWithdrawn { call: (*call).into() },
        StoredEvent::CaseTermStarted { since } => Event::CaseTermStarted { since: at(*since) },
        StoredEvent::CaseTermPaused { at: since } => Event::CaseTermPaused { at: at(*since) },
        StoredEvent::CaseTermRuns { at: since, due } => Event::CaseTermRuns { at: at(*since), due: at(*due) },
        StoredEvent::DeadlinePassed { deadline } => Event::DeadlinePassed { deadline: (*deadline).into() },
        StoredEvent::TaskReassigned { task } => Event::TaskReassigned { task: (*task).into() },
        StoredEvent::TaskOffered { task, role } => {
            Event::TaskOffered { task: (*task).into(), role: RoleId::from(role.as_str()) }
        }
        StoredEvent::RoleNotified { role, of } => {
            Event::RoleNotified { role: RoleId::from(role.as_str()), of: (*of).into() }
        }
        StoredEvent::BallotCast { task, step, seat, choice, by } => {
            let step = find.step(step)?;
            let (choice, by) = (find.outcome(step, choice)?, by.as_deref().map(ActorId::from));
            Event::BallotCast { task: (*task).into(), step, seat: *seat, choice, by }
        }
        StoredEvent::ApplicantAsked { task, step, at: since, documents, data, reason } => Event::ApplicantAsked {
            task: (*task).into(),
            step: find.step(step)?,
            at: at(*since),
            documents: documents.iter().map(|document| DocumentId::from(document.as_str())).collect(),
            data: data.iter().map(|name| find.datum(name)).collect::<Result<_, _>>()?,
            reason: reason.as_str().into(),
        },
        StoredEvent::ApplicantAnswered { task, at: when, due } => {
            Event::ApplicantAnswered { task: (*task).into(), at: at(*when), due: due.map(at) }
        }
        StoredEvent::IncidentRaised { incident, at, cause } => {
            Event::IncidentRaised { incident: (*incident).into(), at: find.place(at)?, cause: cause::read(cause) }
        }
        StoredEvent::IncidentResolved { incident } => Event::IncidentResolved { incident: (*incident).into() },
        StoredEvent::InstanceEnded { end } => Event::InstanceEnded { end: find.end(end)? },
        StoredEvent::InstanceCancelled => Event::InstanceCancelled,
        of_graph => return read_of_graph(&find, of_graph).map(Some),
    }))
}

fn read_of_graph(find: &Positions<'_>, stored: &StoredEvent) -> Result<Event, Unreadable> {
    let any = |stored: &Json| value::read(stored, &Type::Any);
    let code = |code: &Option<String>| code.as_deref().map(std::sync::Arc::<str>::from);
    Ok(match stored {
        StoredEvent::FrameOpened { frame, activity, queue } => Event::FrameOpened {
            frame: (*frame).into(),
            activity: activity.map(Into::into),
            queue: queue.iter().map(|element| find.element(element)).collect::<Result<_, _>>()?,
        },
        StoredEvent::FrameClosed { frame } => Event::FrameClosed { frame: (*frame).into() },
        StoredEvent::FrameCleared { frame } => Event::FrameCleared { frame: (*frame).into() },
        StoredEvent::NextTaken { frame } => Event::NextTaken { frame: (*frame).into() },
        StoredEvent::SequenceFlowTaken { frame, flow } => {
            Event::SequenceFlowTaken { frame: (*frame).into(), flow: find.flow(flow)? }
        }
        StoredEvent::TokenArrived { frame, flow } => {
            Event::TokenArrived { frame: (*frame).into(), flow: find.flow(flow)? }
        }
        StoredEvent::TokensTaken { frame, element, flows } => Event::TokensTaken {
            frame: (*frame).into(),
            element: find.element(element)?,
            flows: flows.iter().map(|flow| find.flow(flow)).collect::<Result<_, _>>()?,
        },
        StoredEvent::ResetAwaited { frame, element, waits } => {
            Event::ResetAwaited { frame: (*frame).into(), element: find.element(element)?, waits: *waits }
        }
        StoredEvent::EndReached { frame, element } => {
            Event::EndReached { frame: (*frame).into(), element: find.element(element)? }
        }
        StoredEvent::ActivityStarted { activity, element, frame, of } => Event::ActivityStarted {
            activity: (*activity).into(),
            element: find.element(element)?,
            frame: (*frame).into(),
            of: of.map(Into::into),
        },
        StoredEvent::ActivityEnded { activity, completed } => {
            Event::ActivityEnded { activity: (*activity).into(), completed: *completed }
        }
        StoredEvent::RepeatStarted { activity, total, items } => Event::RepeatStarted {
            activity: (*activity).into(),
            total: *total,
            items: items.iter().map(any).collect::<Result<_, _>>()?,
        },
        StoredEvent::ResultCollected { activity, value } => {
            Event::ResultCollected { activity: (*activity).into(), value: any(value)? }
        }
        StoredEvent::LocalSet { activity, datum, value } => {
            let slot = find.datum(datum)?;
            Event::LocalSet { activity: (*activity).into(), slot, value: find.typed(slot, value)? }
        }
        StoredEvent::WaitStarted { wait } => Event::WaitStarted { wait: Box::new(find.wait(wait)?) },
        StoredEvent::WaitFired { wait, held, again } => Event::WaitFired {
            wait: (*wait).into(),
            again: again.map(|(at, left)| (Timestamp::from_micros(at), left)),
            held: *held,
        },
        StoredEvent::WaitWithdrawn { wait } => Event::WaitWithdrawn { wait: (*wait).into() },
        StoredEvent::ConditionSeen { wait, holds } => Event::ConditionSeen { wait: (*wait).into(), holds: *holds },
        StoredEvent::MessageThrown { name, key } => Event::MessageThrown { name: name.as_str().into(), key: any(key)? },
        StoredEvent::SignalThrown { name } => Event::SignalThrown { name: name.as_str().into() },
        StoredEvent::ErrorThrown { code: thrown, caught } => Event::ErrorThrown { code: code(thrown), caught: *caught },
        StoredEvent::EscalationThrown { code: thrown, caught } => {
            Event::EscalationThrown { code: code(thrown), caught: *caught }
        }
        StoredEvent::CompensationStarted { activity, frame, then, only } => Event::CompensationStarted {
            activity: (*activity).into(),
            frame: (*frame).into(),
            only: only.as_ref().map(|element| find.element(element)).transpose()?,
            then: match then {
                StoredThen::Leave => Then::Leave,
                StoredThen::Cancel => Then::Cancel,
                StoredThen::Nothing => Then::Nothing,
            },
        },
        StoredEvent::CompensationTaken { activity } => Event::CompensationTaken { activity: (*activity).into() },
        other => return Err(Unreadable::new("an event of a graph", format_args!("{other:?}"))),
    })
}

impl From<StoredDeadline> for Deadline {
    fn from(stored: StoredDeadline) -> Self {
        match stored {
            StoredDeadline::Task(task) => Deadline::Task(task.into()),
            StoredDeadline::Case => Deadline::Case,
            StoredDeadline::Warning => Deadline::Warning,
        }
    }
}

/// Names to positions.
struct Positions<'a>(&'a CompiledProcess);

impl Positions<'_> {
    fn step(&self, id: &str) -> Result<StepIndex, Unreadable> {
        self.0.step_index(id).ok_or_else(|| Unreadable::new("a step of the process", id))
    }

    fn outcome(&self, step: StepIndex, name: &str) -> Result<OutcomeIndex, Unreadable> {
        self.0.step(step).outcome(name).ok_or_else(|| Unreadable::new("an outcome of its step", name))
    }

    fn datum(&self, name: &str) -> Result<Slot, Unreadable> {
        self.0.schema().slot(name).ok_or_else(|| Unreadable::new("a datum of the process", name))
    }

    fn typed(&self, slot: Slot, stored: &Json) -> Result<Value, Unreadable> {
        value::read(stored, self.0.schema().ty(slot).unwrap_or(&Type::Any))
    }

    fn node(&self, id: &str) -> Result<NodeIndex, Unreadable> {
        self.0.node_index(id).ok_or_else(|| Unreadable::new("a node of the process", id))
    }

    fn scope(&self, id: &str) -> Result<ScopeIndex, Unreadable> {
        self.0.scope_index(id).ok_or_else(|| Unreadable::new("a set of steps of the process", id))
    }

    fn called(&self, id: &str) -> Result<CalledIndex, Unreadable> {
        self.0.called_index(id).ok_or_else(|| Unreadable::new("a process that the process calls", id))
    }

    fn end(&self, id: &str) -> Result<EndIndex, Unreadable> {
        self.0.end_index(id).ok_or_else(|| Unreadable::new("an end of the process", id))
    }

    fn element(&self, id: &str) -> Result<ElementIndex, Unreadable> {
        let found = self.0.graph().and_then(|graph| graph.element_index(id));
        found.ok_or_else(|| Unreadable::new("an element of the process", id))
    }

    fn flow(&self, id: &str) -> Result<FlowIndex, Unreadable> {
        let found = self.0.graph().and_then(|graph| graph.flow_index(id));
        found.ok_or_else(|| Unreadable::new("a sequence flow of the process", id))
    }

    fn wait(&self, stored: &StoredWait) -> Result<Wait, Unreadable> {
        Ok(Wait {
            id: stored.id.into(),
            frame: stored.frame.into(),
            activity: stored.activity.map(Into::into),
            element: self.element(&stored.element)?,
            trigger: stored.trigger,
            what: match &stored.what {
                StoredAwaited::Timer { at, left } => Awaited::Timer { at: Timestamp::from_micros(*at), left: *left },
                StoredAwaited::Message { key } => Awaited::Message { key: value::read(key, &Type::Any)? },
                StoredAwaited::Signal => Awaited::Signal,
                StoredAwaited::Condition { held } => Awaited::Condition { held: *held },
            },
            happened: stored.happened,
        })
    }

    fn place(&self, stored: &StoredPlace) -> Result<Place, Unreadable> {
        let within = |redo: &Option<u32>| redo.map(Into::into);
        Ok(match stored {
            StoredPlace::Node(node) => Place::Node(self.node(node)?),
            StoredPlace::Start { step, redo } => Place::Start { step: self.step(step)?, redo: within(redo) },
            StoredPlace::Decide { step, redo, outcome } => {
                let step = self.step(step)?;
                let outcome = outcome.as_ref().map(|outcome| self.outcome(step, outcome)).transpose()?;
                Place::Decide { step, redo: within(redo), outcome }
            }
            StoredPlace::Done { step, redo } => Place::Done { step: self.step(step)?, redo: within(redo) },
            StoredPlace::Arrive { frame, flow } => Place::Arrive { frame: (*frame).into(), flow: self.flow(flow)? },
            StoredPlace::Enter { frame, element } => {
                Place::Enter { frame: (*frame).into(), element: self.element(element)? }
            }
            StoredPlace::Leave { frame, element } => {
                Place::Leave { frame: (*frame).into(), element: self.element(element)? }
            }
            StoredPlace::Stuck { frame, element } => {
                Place::Stuck { frame: (*frame).into(), element: self.element(element)? }
            }
            StoredPlace::Begin(activity) => Place::Begin((*activity).into()),
            StoredPlace::Repeat(activity) => Place::Repeat((*activity).into()),
            StoredPlace::Judge(activity) => Place::Judge((*activity).into()),
            StoredPlace::Finish(activity) => Place::Finish((*activity).into()),
            StoredPlace::Compensate(activity) => Place::Compensate((*activity).into()),
            StoredPlace::Job(task) => Place::Job((*task).into()),
            StoredPlace::Condition(wait) => Place::Condition((*wait).into()),
            StoredPlace::CaseTerm => Place::CaseTerm,
        })
    }
}
