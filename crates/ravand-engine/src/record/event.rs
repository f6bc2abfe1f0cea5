//! What is stored of an event. A contract: the meaning of a kind never changes, and a field is
//! never taken away; what means something new is a new kind. Files of every released version are
//! replayed in the tests.
//!
//! Steps, outcomes, elements, flows and data stand under their own ids, nodes of a flow under
//! their place in it; with the digest that the case was opened with they mean the same for ever.
//! Numbers of tasks, waits and the like are the case's own and stay as they are. Instants are
//! microseconds since 1970.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

type Micros = i64;

/// An event of a case, as it is stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[allow(missing_docs, reason = "each kind is the kernel's event of that name, whose docs say what its fields are")]
#[rustfmt::skip]
pub enum StoredEvent {
    /// The engine opened a case of this definition. Always a case's first event.
    CaseOpened {
        process: String, digest: String,
        #[serde(skip_serializing_if = "Option::is_none")] unit: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")] subject: Option<String>,
        /// The case and the call that it was started by.
        #[serde(skip_serializing_if = "Option::is_none")] caller: Option<(u64, u32)>,
    },
    /// Somebody took a task for themselves.
    TaskClaimed { task: u32, by: String },
    /// They gave it back.
    TaskUnclaimed { task: u32 },
    /// Nobody may go on with the case until it is resumed.
    CaseSuspended { reason: String },
    CaseResumed,

    InstanceStarted,
    DataSet { datum: String, value: StoredValue },
    TaskCreated {
        task: u32, step: String, visit: u32, since: Micros,
        #[serde(skip_serializing_if = "Option::is_none")] redo: Option<u32>,
        #[serde(skip_serializing_if = "Option::is_none")] due: Option<Micros>,
        #[serde(skip_serializing_if = "Option::is_none")] activity: Option<u32>,
    },
    TaskWithdrawn { task: u32 },
    JobFailed { task: u32, left: u32, again_at: Micros, reason: String },
    TaskCompleted {
        task: u32, step: String,
        #[serde(skip_serializing_if = "Option::is_none")] outcome: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")] by: Option<String>,
    },
    DecisionMade { step: String, rule: u32 },
    StepPassedOver { step: String, #[serde(skip_serializing_if = "Option::is_none")] redo: Option<u32> },
    MemberDone { step: String, #[serde(skip_serializing_if = "Option::is_none")] redo: Option<u32> },
    RedoStarted {
        redo: u32, check: String, outcome: String,
        #[serde(skip_serializing_if = "Option::is_none")] parent: Option<u32>,
    },
    RedoFinished { redo: u32, check: String },
    JumpTaken { from: String, to: String },
    FlowTaken { node: String, branch: u32 },
    BranchesStarted { node: String },
    JoinReached { node: String },
    JoinPassed { node: String },
    ScopeEntered { scope: String },
    ScopeLeft { scope: String },
    CallStarted { call: u32, process: String, caller: StoredCaller },
    CallReturned { call: u32, favourable: bool },
    CallWithdrawn { call: u32 },
    FrameOpened {
        frame: u32,
        #[serde(skip_serializing_if = "Option::is_none")] activity: Option<u32>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] queue: Vec<String>,
    },
    FrameClosed { frame: u32 },
    FrameCleared { frame: u32 },
    NextTaken { frame: u32 },
    SequenceFlowTaken { frame: u32, flow: String },
    TokenArrived { frame: u32, flow: String },
    TokensTaken { frame: u32, element: String, flows: Vec<String> },
    ResetAwaited { frame: u32, element: String, waits: bool },
    EndReached { frame: u32, element: String },
    ActivityStarted {
        activity: u32, element: String, frame: u32,
        #[serde(skip_serializing_if = "Option::is_none")] of: Option<u32>,
    },
    ActivityEnded { activity: u32, completed: bool },
    RepeatStarted {
        activity: u32,
        #[serde(skip_serializing_if = "Option::is_none")] total: Option<u32>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] items: Vec<Json>,
    },
    ResultCollected { activity: u32, value: Json },
    LocalSet { activity: u32, datum: String, value: Json },
    WaitStarted { wait: StoredWait },
    WaitFired {
        wait: u32, held: bool,
        #[serde(skip_serializing_if = "Option::is_none")] again: Option<(Micros, Option<u32>)>,
    },
    WaitWithdrawn { wait: u32 },
    ConditionSeen { wait: u32, holds: bool },
    MessageThrown { name: String, key: Json },
    SignalThrown { name: String },
    ErrorThrown { #[serde(skip_serializing_if = "Option::is_none")] code: Option<String>, caught: bool },
    EscalationThrown { #[serde(skip_serializing_if = "Option::is_none")] code: Option<String>, caught: bool },
    CompensationStarted {
        activity: u32, frame: u32, then: StoredThen,
        #[serde(skip_serializing_if = "Option::is_none")] only: Option<String>,
    },
    CompensationTaken { activity: u32 },
    CaseTermStarted { since: Micros },
    CaseTermPaused { at: Micros },
    CaseTermRuns { at: Micros, due: Micros },
    DeadlinePassed { deadline: StoredDeadline },
    TaskReassigned { task: u32 },
    TaskOffered { task: u32, role: String },
    RoleNotified { role: String, of: StoredDeadline },
    BallotCast {
        task: u32, step: String, seat: u16, choice: String,
        #[serde(skip_serializing_if = "Option::is_none")] by: Option<String>,
    },
    ApplicantAsked { task: u32, step: String, at: Micros, documents: Vec<String>, data: Vec<String>, reason: String },
    ApplicantAnswered { task: u32, at: Micros, #[serde(skip_serializing_if = "Option::is_none")] due: Option<Micros> },
    IncidentRaised { incident: u32, at: StoredPlace, cause: StoredCause },
    IncidentResolved { incident: u32 },
    InstanceEnded { end: String },
    InstanceCancelled,
}

/// A datum's value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StoredValue {
    /// As it is.
    Plain(Json),
    /// Of a personal value: the commitment, in hexadecimal digits.
    Commitment(String),
}

/// Who called another process.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum StoredCaller {
    /// An outcome of a step, in a redo.
    Step(String, Option<u32>),
    /// A call in the flow.
    Node(String),
    /// An activity of a graph.
    Activity(u32),
}

/// A deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StoredDeadline {
    /// Of a task.
    Task(u32),
    /// Of the case.
    Case,
    /// Somebody is to look.
    Warning,
}

/// What follows a compensation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StoredThen {
    /// The throwing event is left.
    Leave,
    /// A transaction was cancelled.
    Cancel,
    /// Nothing.
    Nothing,
}

/// Something that is waited for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the kernel's `Wait`, whose docs say what its fields are")]
pub struct StoredWait {
    pub id: u32,
    pub frame: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub activity: Option<u32>,
    pub element: String,
    pub trigger: u16,
    pub what: StoredAwaited,
    pub happened: bool,
}

/// For what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[allow(missing_docs, reason = "the kernel's `Awaited`, whose docs say what its fields are")]
pub enum StoredAwaited {
    Timer { at: Micros, left: Option<u32> },
    Message { key: Json },
    Signal,
    Condition { held: bool },
}

/// Where a case waits to be mended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[allow(missing_docs, reason = "the kernel's `Place`, whose docs say what its fields are")]
#[rustfmt::skip]
pub enum StoredPlace {
    Node(String),
    Start { step: String, redo: Option<u32> },
    Decide { step: String, redo: Option<u32>, outcome: Option<String> },
    Done { step: String, redo: Option<u32> },
    Arrive { frame: u32, flow: String },
    Enter { frame: u32, element: String },
    Leave { frame: u32, element: String },
    Begin(u32),
    Repeat(u32),
    Judge(u32),
    Finish(u32),
    Compensate(u32),
    Job(u32),
    Stuck { frame: u32, element: String },
    Condition(u32),
    CaseTerm,
}

/// Why it waits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[allow(missing_docs, reason = "the kernel's `Cause`, whose docs say what its fields are")]
#[rustfmt::skip]
pub enum StoredCause {
    Expression { source: String, why: StoredMessage, values: String },
    Unknown { source: String, values: String },
    NoBranch,
    Decision { why: StoredMessage },
    Due { why: StoredMessage },
    NoEnd,
    Deadlock,
    RetriesSpent { reason: String },
    ErrorUncaught { code: String },
    Unusable { source: String, value: String, wanted: String, values: String },
    TokenLimit,
    MoveLimit,
    TaskLimit,
}

/// A message: its code and what it speaks of, never the sentence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoredMessage {
    /// The id of its code.
    pub code: String,
    /// Its arguments.
    pub args: Vec<(String, StoredArgument)>,
}

/// What a message speaks of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum StoredArgument {
    /// The same in every language.
    Text(String),
    /// In English and in Persian.
    Both(String, String),
    /// Words with arguments of their own, in English and in Persian.
    Said(String, String, Vec<(String, StoredArgument)>),
}
