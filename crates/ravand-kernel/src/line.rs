//! Events in one line each, with the process's own ids, for transcripts.

use crate::event::{Event, Recorded};
use crate::graph::element::CompiledGraph;
use crate::graph::state::Awaited;
use crate::ids::*;
use crate::process::CompiledProcess;

impl Event {
    /// The event in one line with the steps' own ids, for transcripts. What the process does
    /// not have is a `?`.
    pub fn line(&self, process: &CompiledProcess) -> String {
        let known = |id: Option<&str>| id.unwrap_or("?").to_owned();
        let id = |step: &StepIndex| known(process.steps.get(step.index()).map(|s| s.id.as_str()));
        let outcome_of = |step: &StepIndex, outcome: &OutcomeIndex| {
            let outcomes = process.steps.get(step.index()).map(|s| &s.outcomes);
            known(outcomes.and_then(|all| all.get(outcome.index())).map(|o| o.name.as_str()))
        };
        let within = |redo: &Option<RedoId>| redo.map_or(String::new(), |r| format!(" in redo {r}"));
        match self {
            Event::InstanceStarted => "started".to_owned(),
            Event::DataSet { slot, value } => {
                let name = process.schema().name(*slot).unwrap_or("?");
                match value {
                    Recorded::Plain(value) => {
                        let shown = process.schema().ty(*slot).map(|t| t.show(value));
                        format!("set {name} = {}", shown.unwrap_or_else(|| value.to_string()))
                    }
                    Recorded::Commitment(_) => format!("set {name} (personal)"),
                }
            }
            Event::TaskCreated { step, visit, redo, .. } => {
                let again = if *visit > 1 { format!(" #{visit}") } else { String::new() };
                format!("todo {}{again}{}", id(step), within(redo))
            }
            Event::TaskCompleted { step, outcome, .. } => match outcome {
                Some(outcome) => format!("done {}: {}", id(step), outcome_of(step, outcome)),
                None => format!("done {}", id(step)),
            },
            Event::DecisionMade { step, rule } => format!("rule {} of {}", u64::from(*rule) + 1, id(step)),
            Event::StepPassedOver { step, .. } => format!("passed over {}", id(step)),
            Event::MemberDone { step, redo } => format!("counts {}{}", id(step), within(redo)),
            Event::RedoStarted { redo, check, .. } => format!("redo {redo} for {}", id(check)),
            Event::RedoFinished { redo, .. } => format!("redo {redo} finished"),
            Event::JumpTaken { from, to } => format!("jump {} -> {}", id(from), id(to)),
            Event::FlowTaken { node, branch } => format!("gateway {node} takes branch {}", u64::from(*branch) + 1),
            Event::BranchesStarted { node } => format!("gateway {node} starts all"),
            Event::JoinReached { node } => format!("gateway {node} reached"),
            Event::JoinPassed { node } => format!("gateway {node} passed"),
            Event::ScopeEntered { scope } => format!("set {scope} entered"),
            Event::ScopeLeft { scope } => format!("set {scope} left"),
            Event::CallStarted { call, process: called, .. } => {
                format!("call {call}: {}", known(process.called.get(called.index()).map(|p| p.as_str())))
            }
            Event::CallReturned { call, favourable } => {
                let how = if *favourable { "favourable" } else { "unfavourable" };
                format!("call {call} returned, {how}")
            }
            Event::IncidentRaised { incident, cause, .. } => format!("incident {incident}: {cause:?}"),
            Event::IncidentResolved { incident } => format!("incident {incident} resolved"),
            Event::InstanceEnded { end } => {
                format!("ended {}", known(process.ends.get(end.index()).map(|e| e.id.as_str())))
            }
            Event::InstanceCancelled => "cancelled".to_owned(),
            Event::TaskWithdrawn { task } => format!("task {task} withdrawn"),
            Event::JobFailed { task, left, reason, .. } => format!("job {task} failed ({reason}), {left} left"),
            Event::CaseTermStarted { .. } => "term of the case starts".to_owned(),
            Event::CaseTermPaused { .. } => "term of the case stands still".to_owned(),
            Event::CaseTermRuns { .. } => "term of the case runs".to_owned(),
            Event::DeadlinePassed { deadline } => format!("deadline of {deadline} passed"),
            Event::TaskReassigned { task } => format!("task {task} reassigned"),
            Event::TaskOffered { task, role } => format!("task {task} offered to {role}"),
            Event::RoleNotified { role, of } => format!("{role} told of {of}"),
            Event::ApplicantAsked { step, documents, data, .. } => {
                let data = data.iter().map(|slot| process.schema().name(*slot).unwrap_or("?"));
                let all: Vec<&str> = documents.iter().map(|document| document.as_str()).chain(data).collect();
                format!("applicant asked at {} for {}", id(step), all.join(", "))
            }
            Event::BallotCast { step, seat, choice, .. } => {
                format!("ballot of seat {seat} on {}: {}", id(step), outcome_of(step, choice))
            }
            Event::ApplicantAnswered { task, .. } => format!("applicant answered for task {task}"),
            Event::CallWithdrawn { call } => format!("call {call} withdrawn"),
            of_graph => of_graph.graph_line(process.graph.as_deref()).unwrap_or_default(),
        }
    }

    fn graph_line(&self, graph: Option<&CompiledGraph>) -> Option<String> {
        let id = |element: &ElementIndex| {
            graph.and_then(|graph| graph.elements.get(element.index())).map_or("?", |element| element.id.as_str())
        };
        let by = |flow: &FlowIndex| {
            graph.and_then(|graph| graph.flows.get(flow.index())).map_or("?", |flow| flow.id.as_str())
        };
        let code = |code: &Option<std::sync::Arc<str>>| code.as_deref().unwrap_or("without a code").to_owned();
        let whether = |caught: &bool| if *caught { "" } else { ", uncaught" };
        Some(match self {
            Event::FrameOpened { frame, activity: None, .. } => format!("scope {frame} opened"),
            Event::FrameOpened { frame, activity: Some(of), .. } => format!("scope {frame} opened for {of}"),
            Event::FrameClosed { frame } => format!("scope {frame} closed"),
            Event::FrameCleared { frame } => format!("scope {frame} cleared"),
            Event::NextTaken { frame } => format!("scope {frame}: next"),
            Event::SequenceFlowTaken { flow, .. } => format!("flow {}", by(flow)),
            Event::TokenArrived { flow, .. } => format!("token waits after {}", by(flow)),
            Event::TokensTaken { element, flows, .. } => format!("{} takes {}", id(element), flows.len()),
            Event::ResetAwaited { element, waits: true, .. } => format!("{} waits for the rest", id(element)),
            Event::ResetAwaited { element, .. } => format!("{} is reset", id(element)),
            Event::EndReached { element, .. } => format!("end {}", id(element)),
            Event::ActivityStarted { activity, element, .. } => format!("begin {} as {activity}", id(element)),
            Event::ActivityEnded { activity, completed: true } => format!("{activity} completed"),
            Event::ActivityEnded { activity, .. } => format!("{activity} interrupted"),
            Event::RepeatStarted { activity, total: Some(total), .. } => format!("{activity}: {total} times"),
            Event::RepeatStarted { activity, .. } => format!("{activity}: again and again"),
            Event::ResultCollected { activity, value } => format!("{activity} gives {value}"),
            Event::LocalSet { activity, slot, value } => format!("{activity} has slot {slot} = {value}"),
            Event::WaitStarted { wait } => match &wait.what {
                Awaited::Timer { at, .. } => format!("wait {} at {} for {}", wait.id, id(&wait.element), at.micros()),
                Awaited::Message { .. } => format!("wait {} at {} for a message", wait.id, id(&wait.element)),
                Awaited::Signal => format!("wait {} at {} for a signal", wait.id, id(&wait.element)),
                Awaited::Condition { .. } => format!("wait {} at {} for a condition", wait.id, id(&wait.element)),
            },
            Event::WaitFired { wait, .. } => format!("wait {wait} fires"),
            Event::WaitWithdrawn { wait } => format!("wait {wait} withdrawn"),
            Event::ConditionSeen { wait, holds } => format!("wait {wait} holds: {holds}"),
            Event::MessageThrown { name, .. } => format!("message {name}"),
            Event::SignalThrown { name } => format!("signal {name}"),
            Event::ErrorThrown { code: thrown, caught } => format!("error {}{}", code(thrown), whether(caught)),
            Event::EscalationThrown { code: thrown, caught } => {
                format!("escalation {}{}", code(thrown), whether(caught))
            }
            Event::CompensationStarted { activity, frame, .. } => format!("{activity} compensates scope {frame}"),
            Event::CompensationTaken { activity } => format!("{activity}: next compensation"),
            _ => return None,
        })
    }
}
