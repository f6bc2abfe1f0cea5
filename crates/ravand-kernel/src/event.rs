//! What happened. An event records a decision, never its cause: replaying events through
//! [`crate::apply`] gives the same instance without evaluating anything again.

use crate::cause::Cause;
use crate::graph::state::{Then, Wait};
use crate::ids::*;
use crate::secret::{Commitment, Secret};
use crate::term::Deadline;
use ravand_core::{DocumentId, RoleId, Timestamp};
use ravand_feel::Value;
use std::sync::Arc;

/// A decision that was taken. Exhaustive on purpose: whoever stores events is not to compile
/// until a new one has a stored form.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The case began.
    InstanceStarted,
    /// A datum got a value.
    DataSet {
        /// Which.
        slot: Slot,
        /// Its value, or a commitment to it.
        value: Recorded,
    },
    /// Somebody has something to do.
    TaskCreated {
        /// The task.
        task: TaskId,
        /// Its step.
        step: StepIndex,
        /// For the how-many-th time this step is started in this case, from 1.
        visit: u32,
        /// The redo that it belongs to.
        redo: Option<RedoId>,
        /// Since when: a term is counted from here.
        since: Timestamp,
        /// By when it is to be done, by the calendar of that time.
        due: Option<Timestamp>,
        /// The activity of a graph that it is.
        activity: Option<ActivityId>,
    },
    /// A task vanished, because the case went another way.
    TaskWithdrawn {
        /// The task.
        task: TaskId,
    },
    /// A worker failed at a job.
    JobFailed {
        /// The job's task.
        task: TaskId,
        /// How often workers may still try.
        left: u32,
        /// From when on.
        again_at: Timestamp,
        /// What the worker said.
        reason: String,
    },
    /// It was done.
    TaskCompleted {
        /// The task.
        task: TaskId,
        /// Its step.
        step: StepIndex,
        /// How it came out, if the step has outcomes.
        outcome: Option<OutcomeIndex>,
        /// Who did it, if the host said so.
        by: Option<ActorId>,
    },
    /// The step's table decided.
    DecisionMade {
        /// The step.
        step: StepIndex,
        /// The rule that counted, from 0.
        rule: u32,
    },
    /// The step's condition did not hold: it counts as done.
    StepPassedOver {
        /// The step.
        step: StepIndex,
        /// The redo that it belongs to.
        redo: Option<RedoId>,
    },
    /// Order by documents: the step is done for those who wait for it.
    MemberDone {
        /// The step.
        step: StepIndex,
        /// Only for those in this redo.
        redo: Option<RedoId>,
    },
    /// A check sent its branch back: the path from where its outcome leads back to, up to the
    /// check itself, is repeated.
    RedoStarted {
        /// The redo.
        redo: RedoId,
        /// The check.
        check: StepIndex,
        /// The outcome that said so.
        outcome: OutcomeIndex,
        /// The redo in which the check itself ran.
        parent: Option<RedoId>,
    },
    /// The check let the repeated branch pass.
    RedoFinished {
        /// The redo.
        redo: RedoId,
        /// The check.
        check: StepIndex,
    },
    /// The token jumped to another step.
    JumpTaken {
        /// From.
        from: StepIndex,
        /// To.
        to: StepIndex,
    },
    /// An exclusive gateway took a branch.
    FlowTaken {
        /// The gateway.
        node: NodeIndex,
        /// The branch, from 0.
        branch: u32,
    },
    /// A parallel gateway started its branches.
    BranchesStarted {
        /// The gateway.
        node: NodeIndex,
    },
    /// A branch reached the end of its parallel gateway.
    JoinReached {
        /// The joining gateway.
        node: NodeIndex,
    },
    /// All branches were there.
    JoinPassed {
        /// The joining gateway.
        node: NodeIndex,
    },
    /// A set of steps ordered by documents began.
    ScopeEntered {
        /// The set.
        scope: ScopeIndex,
    },
    /// All its steps are done.
    ScopeLeft {
        /// The set.
        scope: ScopeIndex,
    },
    /// Another process was called.
    CallStarted {
        /// The call.
        call: CallId,
        /// The process.
        process: CalledIndex,
        /// Who called.
        caller: Caller,
    },
    /// It came to an end.
    CallReturned {
        /// The call.
        call: CallId,
        /// Whether in favour of the applicant.
        favourable: bool,
    },
    /// A call is not waited for any more: the called case is to be stopped.
    CallWithdrawn {
        /// The call.
        call: CallId,
    },
    /// A scope was entered.
    FrameOpened {
        /// The scope.
        frame: FrameId,
        /// The subprocess that it is the inside of; `None` for the case itself.
        activity: Option<ActivityId>,
        /// Ad-hoc, one after another: what is to be done, last first.
        queue: Vec<ElementIndex>,
    },
    /// A scope was left; whatever stood before its gateways vanished.
    FrameClosed {
        /// The scope.
        frame: FrameId,
    },
    /// Whatever stood before the gateways of a scope vanished: something else took its place.
    FrameCleared {
        /// The scope.
        frame: FrameId,
    },
    /// Ad-hoc: the next activity was taken up.
    NextTaken {
        /// The scope.
        frame: FrameId,
    },
    /// A token took a sequence flow.
    SequenceFlowTaken {
        /// The scope.
        frame: FrameId,
        /// The flow.
        flow: FlowIndex,
    },
    /// A token came before an element that waits for more.
    TokenArrived {
        /// The scope.
        frame: FrameId,
        /// The flow by which it came.
        flow: FlowIndex,
    },
    /// Tokens before an element went into it.
    TokensTaken {
        /// The scope.
        frame: FrameId,
        /// The element.
        element: ElementIndex,
        /// The flow of each token.
        flows: Vec<FlowIndex>,
    },
    /// A complex gateway let a token pass and waits for the rest, or has seen the rest.
    ResetAwaited {
        /// The scope.
        frame: FrameId,
        /// The gateway.
        element: ElementIndex,
        /// Whether it waits.
        waits: bool,
    },
    /// An end event was reached.
    EndReached {
        /// The scope.
        frame: FrameId,
        /// The event.
        element: ElementIndex,
    },
    /// An activity began, or an event is waited for.
    ActivityStarted {
        /// It.
        activity: ActivityId,
        /// Its element.
        element: ElementIndex,
        /// The scope.
        frame: FrameId,
        /// The repeated or compensating activity that it is part of.
        of: Option<ActivityId>,
    },
    /// It came to an end.
    ActivityEnded {
        /// It.
        activity: ActivityId,
        /// Whether it was completed, rather than interrupted.
        completed: bool,
    },
    /// An activity is done for each of several, or again and again.
    RepeatStarted {
        /// The activity.
        activity: ActivityId,
        /// How many times, if that is known.
        total: Option<u32>,
        /// Over what, if over a collection.
        items: Vec<Value>,
    },
    /// One of several gave its result.
    ResultCollected {
        /// One of them.
        activity: ActivityId,
        /// What it gave.
        value: Value,
    },
    /// A datum that only one activity sees got a value.
    LocalSet {
        /// The activity.
        activity: ActivityId,
        /// Which datum.
        slot: Slot,
        /// Its value.
        value: Value,
    },
    /// Something is waited for.
    WaitStarted {
        /// The wait.
        wait: Box<Wait>,
    },
    /// What was waited for has happened.
    WaitFired {
        /// The wait.
        wait: WaitId,
        /// A cycle's next time, and how often after that; it is over otherwise.
        again: Option<(Timestamp, Option<u32>)>,
        /// Whether others of the same event are still waited for.
        held: bool,
    },
    /// It is not waited for any more.
    WaitWithdrawn {
        /// The wait.
        wait: WaitId,
    },
    /// A condition that is waited for was looked at.
    ConditionSeen {
        /// The wait.
        wait: WaitId,
        /// Whether it holds.
        holds: bool,
    },
    /// A message was sent.
    MessageThrown {
        /// Its name.
        name: Arc<str>,
        /// What tells apart those who wait for it.
        key: Value,
    },
    /// A signal was given.
    SignalThrown {
        /// Its name.
        name: Arc<str>,
    },
    /// An error was thrown.
    ErrorThrown {
        /// Its code.
        code: Option<Arc<str>>,
        /// Whether somebody in the case catches it.
        caught: bool,
    },
    /// An escalation was thrown.
    EscalationThrown {
        /// Its code.
        code: Option<Arc<str>>,
        /// Whether somebody in the case catches it.
        caught: bool,
    },
    /// What was done in a scope is being compensated, the last first.
    CompensationStarted {
        /// The activity that stands for it.
        activity: ActivityId,
        /// The scope.
        frame: FrameId,
        /// Only this activity.
        only: Option<ElementIndex>,
        /// What follows.
        then: Then,
    },
    /// The next of them was taken up.
    CompensationTaken {
        /// The activity that stands for it.
        activity: ActivityId,
    },
    /// A term for the whole case began.
    CaseTermStarted {
        /// When.
        since: Timestamp,
    },
    /// It stands still: the applicant is asked.
    CaseTermPaused {
        /// Since when.
        at: Timestamp,
    },
    /// It runs, at first or again.
    CaseTermRuns {
        /// Since when.
        at: Timestamp,
        /// When it is over, by the calendar of that time.
        due: Timestamp,
    },
    /// A deadline has passed; what follows from it are the next events.
    DeadlinePassed {
        /// Which.
        deadline: Deadline,
    },
    /// Whoever has the task loses it: it is open to everybody who may do it.
    TaskReassigned {
        /// The task.
        task: TaskId,
    },
    /// A further role may do the task.
    TaskOffered {
        /// The task.
        task: TaskId,
        /// The role.
        role: RoleId,
    },
    /// A role is to be told that a deadline has passed.
    RoleNotified {
        /// The role.
        role: RoleId,
        /// The deadline.
        of: Deadline,
    },
    /// A seat of a body that votes has voted.
    BallotCast {
        /// The task that is voted on.
        task: TaskId,
        /// Its step.
        step: StepIndex,
        /// The seat, by its position.
        seat: u16,
        /// For what.
        choice: OutcomeIndex,
        /// Who cast it, if the host said so.
        by: Option<ActorId>,
    },
    /// The applicant is asked for what is missing; the task's term stands still.
    ApplicantAsked {
        /// The task.
        task: TaskId,
        /// Its step.
        step: StepIndex,
        /// When.
        at: Timestamp,
        /// Documents that are missing.
        documents: Vec<DocumentId>,
        /// Data that are missing.
        data: Vec<Slot>,
        /// Why.
        reason: Arc<str>,
    },
    /// The applicant answered; the task's term goes on.
    ApplicantAnswered {
        /// The task.
        task: TaskId,
        /// When.
        at: Timestamp,
        /// When the term is over, if there is one, by the calendar of that time.
        due: Option<Timestamp>,
    },
    /// Something could not be decided; the case waits at this place until somebody mends it.
    IncidentRaised {
        /// The incident.
        incident: IncidentId,
        /// Where the case waits.
        at: Place,
        /// Why.
        cause: Cause,
    },
    /// Somebody mended it; the case goes on from there.
    IncidentResolved {
        /// The incident.
        incident: IncidentId,
    },
    /// The case came to an end; whatever was still open vanished.
    InstanceEnded {
        /// Which end.
        end: EndIndex,
    },
    /// Somebody stopped the case; whatever was still open vanished.
    InstanceCancelled,
}

/// A value in an event.
#[derive(Debug, Clone, PartialEq)]
pub enum Recorded {
    /// As it is.
    Plain(Value),
    /// A personal value: its commitment here, itself in the vault.
    Commitment(Commitment),
}

/// Who called another process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller {
    /// An outcome of a step.
    Step {
        /// The step.
        step: StepIndex,
        /// The redo in which it ran.
        redo: Option<RedoId>,
    },
    /// A call in the flow.
    Node(NodeIndex),
    /// An activity of a graph.
    Activity(ActivityId),
}

/// A point at which the case is about to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Before a node of the flow.
    Node(NodeIndex),
    /// Before the start of a step.
    Start {
        /// The step.
        step: StepIndex,
        /// The redo in which it runs.
        redo: Option<RedoId>,
    },
    /// After a step's completion, before its table decides.
    Decide {
        /// The step.
        step: StepIndex,
        /// The redo in which it ran.
        redo: Option<RedoId>,
        /// How it came out.
        outcome: Option<OutcomeIndex>,
    },
    /// After a step, before what follows it.
    Done {
        /// The step.
        step: StepIndex,
        /// The redo in which it ran.
        redo: Option<RedoId>,
    },
    /// At the end of a sequence flow.
    Arrive {
        /// The scope.
        frame: FrameId,
        /// The flow.
        flow: FlowIndex,
    },
    /// Before an element of a graph.
    Enter {
        /// The scope.
        frame: FrameId,
        /// The element.
        element: ElementIndex,
    },
    /// After an element of a graph, before the flows that lead away.
    Leave {
        /// The scope.
        frame: FrameId,
        /// The element.
        element: ElementIndex,
    },
    /// Before the work of an activity.
    Begin(ActivityId),
    /// Before the next round of a repeated activity.
    Repeat(ActivityId),
    /// After an activity's task, before its table decides.
    Judge(ActivityId),
    /// After the work of an activity.
    Finish(ActivityId),
    /// Before the next thing that is compensated.
    Compensate(ActivityId),
    /// A job that no worker may try any more.
    Job(TaskId),
    /// Tokens wait before an element for others that cannot come.
    Stuck {
        /// The scope.
        frame: FrameId,
        /// The element.
        element: ElementIndex,
    },
    /// A condition that is waited for.
    Condition(WaitId),
    /// The term of the whole case, of which the calendar knows no end.
    CaseTerm,
}

/// Where events go.
pub trait EventSink {
    /// Takes an event that was just applied.
    fn event(&mut self, event: &Event);

    /// Takes a personal value for the vault. It comes just before the event that holds its
    /// commitment.
    fn secret(&mut self, secret: &Secret) {
        let _ = secret;
    }
}

impl EventSink for Vec<Event> {
    fn event(&mut self, event: &Event) {
        self.push(event.clone());
    }
}

/// A sink that keeps nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Forget;

impl EventSink for Forget {
    fn event(&mut self, _: &Event) {}
}
