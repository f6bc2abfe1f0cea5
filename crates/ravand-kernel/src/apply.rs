//! The only thing that changes an [`Instance`]. Total: it never fails and it never decides.
//! An event that names what its process does not have (a step, an end …) changes nothing, so
//! that whatever an instance holds exists in its process; one that comes at the wrong time
//! changes as little as it can.

use crate::event::{Caller, Event, Place, Recorded};
use crate::graph::{self, state::Doing};
use crate::ids::*;
use crate::instance::{Incident, Instance, PendingCall, Redo, Status, Task};
use crate::process::{CompiledProcess, Node, Seat};
use crate::term;
use crate::vote::Ballot;

/// Takes an event over into the case.
pub fn apply(process: &CompiledProcess, instance: &mut Instance, event: &Event) {
    if !fits(process, event) {
        return;
    }
    match event {
        Event::InstanceStarted => instance.status = Status::Running,
        Event::DataSet { slot, value } => set(instance, *slot, value),
        Event::TaskCreated { task, step, visit, redo, since, due, activity } => {
            instance.next_id = instance.next_id.max(task.0.saturating_add(1));
            if let Some(visits) = instance.visits.get_mut(step.index()) {
                *visits = *visit;
            }
            let (id, step, visit, redo, since, due, activity) = (*task, *step, *visit, *redo, *since, *due, *activity);
            let (pause, passed) = (None, false);
            instance.tasks.push(Task { id, step, visit, redo, since, due, activity, pause, passed });
            if let Some(activity) = activity.and_then(|activity| instance.tokens.activity_mut(activity)) {
                activity.doing = Doing::Task(id);
            }
        }
        Event::TaskCompleted { task, step, by, .. } => {
            if let Some(at) = instance.tasks.iter().position(|t| t.id == *task) {
                let done = instance.tasks.swap_remove(at);
                instance.forget_task(*task);
                if done.activity.is_some() {
                    instance.tokens.failed.retain(|job| job.task != *task);
                }
            }
            remember(process, instance, *step, by);
        }
        Event::BallotCast { task, step, seat, choice, by } => {
            instance.ballots.push(Ballot { task: *task, seat: *seat, choice: *choice, by: by.clone() });
            remember(process, instance, *step, by);
        }
        Event::MemberDone { step, redo } => member_done(process, instance, *step, *redo),
        Event::RedoStarted { redo, check, outcome, parent } => {
            redo_started(process, instance, *redo, *check, *outcome, *parent);
        }
        Event::RedoFinished { redo, .. } => instance.redos.retain(|r| r.id != *redo),
        Event::JoinReached { node } => {
            if let Some(Node::Join { join, .. }) = process.nodes.get(node.index()) {
                let reached = &mut instance.joins[*join as usize];
                *reached = reached.saturating_add(1);
            }
        }
        Event::JoinPassed { node } => {
            if let Some(Node::Join { join, incoming, .. }) = process.nodes.get(node.index()) {
                let reached = &mut instance.joins[*join as usize];
                *reached = reached.saturating_sub(*incoming);
            }
        }
        Event::ScopeEntered { scope } => scope_entered(process, instance, *scope),
        Event::CallStarted { call, caller, .. } => {
            instance.next_id = instance.next_id.max(call.0.saturating_add(1));
            instance.calls.push(PendingCall { id: *call, caller: *caller });
            if let Caller::Activity(activity) = caller
                && let Some(activity) = instance.tokens.activity_mut(*activity)
            {
                activity.doing = Doing::Call(*call);
            }
        }
        Event::TaskWithdrawn { task } => {
            instance.tasks.retain(|open| open.id != *task);
            instance.forget_task(*task);
            instance.tokens.failed.retain(|job| job.task != *task);
        }
        Event::CallReturned { call, .. } | Event::CallWithdrawn { call } => instance.calls.retain(|c| c.id != *call),
        Event::IncidentRaised { incident, at, cause } => {
            instance.next_id = instance.next_id.max(incident.0.saturating_add(1));
            instance.incidents.push(Incident { id: *incident, at: *at, cause: cause.clone() });
        }
        Event::IncidentResolved { incident } => instance.incidents.retain(|i| i.id != *incident),
        Event::InstanceEnded { end } => over(instance, Status::Ended(*end)),
        Event::InstanceCancelled => over(instance, Status::Cancelled),
        // Decisions whose effect is the event that follows them.
        Event::DecisionMade { .. }
        | Event::StepPassedOver { .. }
        | Event::JumpTaken { .. }
        | Event::FlowTaken { .. }
        | Event::BranchesStarted { .. }
        | Event::ScopeLeft { .. } => {}
        of_term if term::apply::apply(instance, of_term) => {}
        of_graph => {
            if let Some(graph) = process.graph() {
                graph::apply::apply(graph, instance, of_graph);
            }
        }
    }
}

/// Whether everything that the event names exists in the process.
fn fits(process: &CompiledProcess, event: &Event) -> bool {
    let step = |step: &StepIndex| step.index() < process.steps.len();
    let node = |node: &NodeIndex| node.index() < process.nodes.len();
    let graph = process.graph();
    let scope = |scope: &ScopeIndex| scope.index() < process.scopes.len();
    match event {
        Event::TaskCreated { step: at, .. }
        | Event::TaskCompleted { step: at, .. }
        | Event::DecisionMade { step: at, .. }
        | Event::StepPassedOver { step: at, .. }
        | Event::MemberDone { step: at, .. }
        | Event::RedoStarted { check: at, .. }
        | Event::RedoFinished { check: at, .. }
        | Event::BallotCast { step: at, .. }
        | Event::ApplicantAsked { step: at, .. } => step(at),
        Event::JumpTaken { from, to } => step(from) && step(to),
        Event::FlowTaken { node: at, .. }
        | Event::BranchesStarted { node: at }
        | Event::JoinReached { node: at }
        | Event::JoinPassed { node: at } => node(at),
        Event::ScopeEntered { scope: at } | Event::ScopeLeft { scope: at } => scope(at),
        Event::CallStarted { process: called, caller, .. } => {
            let caller = match caller {
                Caller::Step { step: at, .. } => step(at),
                Caller::Node(at) => node(at),
                Caller::Activity(_) => true,
            };
            caller && called.index() < process.called.len()
        }
        Event::IncidentRaised { at, .. } => match at {
            Place::Node(at) => node(at),
            Place::Start { step: at, .. } | Place::Decide { step: at, .. } | Place::Done { step: at, .. } => step(at),
            Place::Arrive { flow, .. } => graph.is_some_and(|graph| flow.index() < graph.flows.len()),
            Place::Enter { element, .. } | Place::Leave { element, .. } | Place::Stuck { element, .. } => {
                graph.is_some_and(|graph| element.index() < graph.elements.len())
            }
            _ => true,
        },
        Event::InstanceEnded { end } => end.index() < process.ends.len(),
        // A slot that nobody has is passed over where it is set.
        Event::DataSet { .. }
        | Event::InstanceStarted
        | Event::CallReturned { .. }
        | Event::IncidentResolved { .. }
        | Event::InstanceCancelled
        | Event::TaskWithdrawn { .. }
        | Event::CallWithdrawn { .. }
        | Event::CaseTermStarted { .. }
        | Event::CaseTermPaused { .. }
        | Event::CaseTermRuns { .. }
        | Event::DeadlinePassed { .. }
        | Event::TaskReassigned { .. }
        | Event::TaskOffered { .. }
        | Event::RoleNotified { .. }
        | Event::ApplicantAnswered { .. } => true,
        of_graph => graph.is_some_and(|graph| graph::apply::fits(graph, of_graph)),
    }
}

fn set(instance: &mut Instance, slot: Slot, value: &Recorded) {
    let slot = usize::from(slot);
    match value {
        Recorded::Plain(value) => {
            if let Some(place) = instance.data.get_mut(slot) {
                place.clone_from(value);
            }
        }
        Recorded::Commitment(commitment) => {
            if let Some(place) = instance.commitments.get_mut(slot) {
                *place = Some(*commitment);
            }
        }
    }
}

/// Who did a step, or voted on it, for those who are kept apart from them.
fn remember(process: &CompiledProcess, instance: &mut Instance, step: StepIndex, by: &Option<ActorId>) {
    if process.steps.get(step.index()).is_some_and(|step| step.remember_actor) {
        instance.done_by[step.index()].extend(by.clone());
    }
}

fn member_done(process: &CompiledProcess, instance: &mut Instance, step: StepIndex, redo: Option<RedoId>) {
    match redo {
        None => {
            let Some(Seat::Member { scope, member }) = process.steps.get(step.index()).map(|s| s.seat) else {
                return;
            };
            let state = &mut instance.scopes[scope.index()];
            state.open = state.open.saturating_sub(1);
            for &next in &process.scopes[scope.index()].successors[usize::from(member)] {
                let waits = &mut state.waits[usize::from(next)];
                *waits = waits.saturating_sub(1);
            }
        }
        Some(id) => {
            let Some(redo) = instance.redos.iter_mut().find(|r| r.id == id) else { return };
            let plan = &process.plans[redo.plan as usize];
            let Some(member) = plan.members.iter().position(|m| *m == step) else { return };
            for &next in &plan.successors[member] {
                let waits = &mut redo.waits[usize::from(next)];
                *waits = waits.saturating_sub(1);
            }
        }
    }
}

fn redo_started(
    process: &CompiledProcess,
    instance: &mut Instance,
    id: RedoId,
    check: StepIndex,
    outcome: OutcomeIndex,
    parent: Option<RedoId>,
) {
    instance.next_id = instance.next_id.max(id.0.saturating_add(1));
    let outcome = process.steps.get(check.index()).and_then(|s| s.outcomes.get(outcome.index()));
    let Some(plan) = outcome.and_then(|o| o.plan) else { return };
    let waits = process.plans[plan as usize].waits.clone();
    instance.redos.push(Redo { id, check, plan, parent, waits });
}

fn scope_entered(process: &CompiledProcess, instance: &mut Instance, scope: ScopeIndex) {
    let Some(compiled) = process.scopes.get(scope.index()) else { return };
    instance.scopes[scope.index()].enter(compiled);
}

fn over(instance: &mut Instance, status: Status) {
    instance.status = status;
    instance.tasks.clear();
    instance.offers.clear();
    instance.ballots.clear();
    instance.redos.clear();
    instance.calls.clear();
    instance.incidents.clear();
    let error = instance.tokens.error.take();
    instance.tokens.clear();
    instance.tokens.error = error;
}
