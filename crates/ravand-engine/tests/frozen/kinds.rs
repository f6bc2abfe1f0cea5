//! One event of each kind. Whoever adds a kind adds it here and writes the file of a new version;
//! `number` does not compile until then.

use ravand_engine::record::{
    StoredArgument, StoredAwaited, StoredCaller, StoredCause, StoredDeadline, StoredEvent, StoredMessage, StoredPlace,
    StoredThen, StoredValue, StoredWait,
};
use serde_json::{Value as Json, json};

/// All of them.
#[rustfmt::skip]
pub(crate) fn every_kind() -> Vec<StoredEvent> {
    let why = || StoredMessage {
        code: "KE014".to_owned(),
        args: vec![
            ("a".to_owned(), StoredArgument::Text("1".to_owned())),
            ("b".to_owned(), StoredArgument::Both("1".to_owned(), "۱".to_owned())),
            ("c".to_owned(), StoredArgument::Said("{x}".to_owned(), "{x}".to_owned(), vec![])),
        ],
    };
    let s = |text: &str| text.to_owned();
    let wait = |what| StoredWait { id: 3, frame: 1, activity: Some(2), element: s("e"), trigger: 0, what, happened: false };
    let (task, step, at) = (1, s("s"), -5);
    let all = vec![
        StoredEvent::CaseOpened {
            process: s("p"), digest: s("v1:sha256:00"), unit: Some(s("u")), subject: Some(s("پلاک")), caller: Some((7, 8)),
        },
        StoredEvent::TaskClaimed { task, by: s("m") },
        StoredEvent::TaskUnclaimed { task },
        StoredEvent::CaseSuspended { reason: s("r") },
        StoredEvent::CaseResumed,
        StoredEvent::InstanceStarted,
        StoredEvent::DataSet { datum: s("d"), value: StoredValue::Plain(json!({ "number": "1.50" })) },
        StoredEvent::TaskCreated { task, step: step.clone(), visit: 2, since: at, redo: Some(4), due: Some(9), activity: Some(5) },
        StoredEvent::TaskWithdrawn { task },
        StoredEvent::JobFailed { task, left: 2, again_at: at, reason: s("r") },
        StoredEvent::TaskCompleted { task, step: step.clone(), outcome: Some(s("o")), by: Some(s("m")) },
        StoredEvent::DecisionMade { step: step.clone(), rule: 3 },
        StoredEvent::StepPassedOver { step: step.clone(), redo: None },
        StoredEvent::MemberDone { step: step.clone(), redo: Some(4) },
        StoredEvent::RedoStarted { redo: 4, check: step.clone(), outcome: s("o"), parent: Some(1) },
        StoredEvent::RedoFinished { redo: 4, check: step.clone() },
        StoredEvent::JumpTaken { from: step.clone(), to: step.clone() },
        StoredEvent::FlowTaken { node: s("2/0"), branch: 1 },
        StoredEvent::BranchesStarted { node: s("2") },
        StoredEvent::JoinReached { node: s("2/join") },
        StoredEvent::JoinPassed { node: s("2/join") },
        StoredEvent::ScopeEntered { scope: s("flow") },
        StoredEvent::ScopeLeft { scope: s("flow") },
        StoredEvent::CallStarted { call: 6, process: s("q"), caller: StoredCaller::Step(step.clone(), Some(4)) },
        StoredEvent::CallReturned { call: 6, favourable: true },
        StoredEvent::CallWithdrawn { call: 6 },
        StoredEvent::FrameOpened { frame: 1, activity: Some(2), queue: vec![s("e")] },
        StoredEvent::FrameClosed { frame: 1 },
        StoredEvent::FrameCleared { frame: 1 },
        StoredEvent::NextTaken { frame: 1 },
        StoredEvent::SequenceFlowTaken { frame: 1, flow: s("f") },
        StoredEvent::TokenArrived { frame: 1, flow: s("f") },
        StoredEvent::TokensTaken { frame: 1, element: s("e"), flows: vec![s("f")] },
        StoredEvent::ResetAwaited { frame: 1, element: s("e"), waits: true },
        StoredEvent::EndReached { frame: 1, element: s("e") },
        StoredEvent::ActivityStarted { activity: 2, element: s("e"), frame: 1, of: Some(1) },
        StoredEvent::ActivityEnded { activity: 2, completed: false },
        StoredEvent::RepeatStarted { activity: 2, total: Some(3), items: vec![json!("a")] },
        StoredEvent::ResultCollected { activity: 2, value: json!([true, null]) },
        StoredEvent::LocalSet { activity: 2, datum: s("d"), value: json!({ "enum": "main" }) },
        StoredEvent::WaitStarted { wait: wait(StoredAwaited::Message { key: json!("k") }) },
        StoredEvent::WaitFired { wait: 3, held: false, again: Some((9, Some(1))) },
        StoredEvent::WaitWithdrawn { wait: 3 },
        StoredEvent::ConditionSeen { wait: 3, holds: true },
        StoredEvent::MessageThrown { name: s("n"), key: Json::Null },
        StoredEvent::SignalThrown { name: s("n") },
        StoredEvent::ErrorThrown { code: Some(s("c")), caught: false },
        StoredEvent::EscalationThrown { code: None, caught: true },
        StoredEvent::CompensationStarted { activity: 2, frame: 1, then: StoredThen::Leave, only: Some(s("e")) },
        StoredEvent::CompensationTaken { activity: 2 },
        StoredEvent::CaseTermStarted { since: at },
        StoredEvent::CaseTermPaused { at },
        StoredEvent::CaseTermRuns { at, due: 9 },
        StoredEvent::DeadlinePassed { deadline: StoredDeadline::Task(1) },
        StoredEvent::TaskReassigned { task },
        StoredEvent::TaskOffered { task, role: s("r") },
        StoredEvent::RoleNotified { role: s("r"), of: StoredDeadline::Warning },
        StoredEvent::BallotCast { task, step: step.clone(), seat: 2, choice: s("o"), by: Some(s("m")) },
        StoredEvent::ApplicantAsked { task, step, at, documents: vec![s("x")], data: vec![s("d")], reason: s("r") },
        StoredEvent::ApplicantAnswered { task, at, due: Some(9) },
        StoredEvent::IncidentRaised {
            incident: 8,
            at: StoredPlace::Decide { step: s("s"), redo: None, outcome: Some(s("o")) },
            cause: StoredCause::Expression { source: s("a > 1"), why: why(), values: s("a = null") },
        },
        StoredEvent::IncidentResolved { incident: 8 },
        StoredEvent::InstanceEnded { end: s("e") },
        StoredEvent::InstanceCancelled,
    ];
    // Each once, and as many as there are.
    assert_eq!(all.len(), all.iter().map(number).collect::<std::collections::BTreeSet<_>>().len());
    assert_eq!(all.iter().map(number).max(), Some(all.len() as u32 - 1));
    all
}

/// A number for each kind, without a gap: the largest says how many there are.
#[rustfmt::skip]
fn number(event: &StoredEvent) -> u32 {
    use StoredEvent as E;
    match event {
        E::CaseOpened { .. } => 0, E::TaskClaimed { .. } => 1, E::TaskUnclaimed { .. } => 2,
        E::CaseSuspended { .. } => 3, E::CaseResumed => 4, E::InstanceStarted => 5, E::DataSet { .. } => 6,
        E::TaskCreated { .. } => 7, E::TaskWithdrawn { .. } => 8, E::JobFailed { .. } => 9,
        E::TaskCompleted { .. } => 10, E::DecisionMade { .. } => 11, E::StepPassedOver { .. } => 12,
        E::MemberDone { .. } => 13, E::RedoStarted { .. } => 14, E::RedoFinished { .. } => 15,
        E::JumpTaken { .. } => 16, E::FlowTaken { .. } => 17, E::BranchesStarted { .. } => 18,
        E::JoinReached { .. } => 19, E::JoinPassed { .. } => 20, E::ScopeEntered { .. } => 21,
        E::ScopeLeft { .. } => 22, E::CallStarted { .. } => 23, E::CallReturned { .. } => 24,
        E::CallWithdrawn { .. } => 25, E::FrameOpened { .. } => 26, E::FrameClosed { .. } => 27,
        E::FrameCleared { .. } => 28, E::NextTaken { .. } => 29, E::SequenceFlowTaken { .. } => 30,
        E::TokenArrived { .. } => 31, E::TokensTaken { .. } => 32, E::ResetAwaited { .. } => 33,
        E::EndReached { .. } => 34, E::ActivityStarted { .. } => 35, E::ActivityEnded { .. } => 36,
        E::RepeatStarted { .. } => 37, E::ResultCollected { .. } => 38, E::LocalSet { .. } => 39,
        E::WaitStarted { .. } => 40, E::WaitFired { .. } => 41, E::WaitWithdrawn { .. } => 42,
        E::ConditionSeen { .. } => 43, E::MessageThrown { .. } => 44, E::SignalThrown { .. } => 45,
        E::ErrorThrown { .. } => 46, E::EscalationThrown { .. } => 47, E::CompensationStarted { .. } => 48,
        E::CompensationTaken { .. } => 49, E::CaseTermStarted { .. } => 50, E::CaseTermPaused { .. } => 51,
        E::CaseTermRuns { .. } => 52, E::DeadlinePassed { .. } => 53, E::TaskReassigned { .. } => 54,
        E::TaskOffered { .. } => 55, E::RoleNotified { .. } => 56, E::BallotCast { .. } => 57,
        E::ApplicantAsked { .. } => 58, E::ApplicantAnswered { .. } => 59, E::IncidentRaised { .. } => 60,
        E::IncidentResolved { .. } => 61, E::InstanceEnded { .. } => 62, E::InstanceCancelled => 63,
    }
}
