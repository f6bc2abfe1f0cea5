//! What happened. An event records a decision, never its cause: replaying events through
//! [`crate::apply`] gives the same instance without evaluating anything again.

use crate::codes;
use crate::handle::{MOVES_MAX, TASKS_MAX};
use crate::ids::*;
use crate::process::CompiledProcess;
use crate::secret::{Commitment, Secret};
use ravand_core::Timestamp;
use ravand_feel::{Args, Message, Value};

/// A decision that was taken.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
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
}

/// Why a case could not go on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cause {
    /// An expression failed.
    Expression {
        /// As it is written.
        source: String,
        /// What went wrong.
        why: Message,
        /// The values that it read.
        values: String,
    },
    /// A condition is neither true nor false.
    Unknown {
        /// As it is written.
        source: String,
        /// The values that it read.
        values: String,
    },
    /// No branch of an exclusive gateway holds.
    NoBranch,
    /// The decision table gave no answer.
    Decision {
        /// What went wrong.
        why: Message,
    },
    /// The due date lies beyond what the calendar covers.
    Due {
        /// What went wrong.
        why: Message,
    },
    /// The flow stops without an end.
    NoEnd,
    /// One command would make more moves than [`crate::MOVES_MAX`].
    MoveLimit,
    /// The case would have more open tasks than [`crate::TASKS_MAX`].
    TaskLimit,
}

impl Cause {
    /// Its words in every language.
    pub fn message(&self) -> Message {
        let (code, args) = match self {
            Cause::Expression { source, why, values } => {
                let args = Args::new().with("source", source).with_message("why", why).with("values", values);
                (&codes::EXPRESSION_FAILED, args)
            }
            Cause::Unknown { source, values } => {
                (&codes::NEITHER, Args::new().with("source", source).with("values", values))
            }
            Cause::NoBranch => (&codes::NO_BRANCH, Args::new()),
            Cause::Decision { why } => (&codes::UNDECIDED, Args::new().with_message("why", why)),
            Cause::Due { why } => (&codes::NO_DUE_DATE, Args::new().with_message("why", why)),
            Cause::NoEnd => (&codes::NO_END, Args::new()),
            Cause::MoveLimit => (&codes::TOO_MANY_MOVES, Args::new().with("max", MOVES_MAX)),
            Cause::TaskLimit => (&codes::TOO_MANY_TASKS, Args::new().with("max", TASKS_MAX)),
        };
        Message::new(code, args)
    }
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
        }
    }
}
