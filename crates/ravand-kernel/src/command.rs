//! What is asked of a case, what the world adds to it, and what is refused.

use crate::codes;
use crate::ids::*;
use crate::term::Deadline;
use ravand_core::calendar::WorkingCalendar;
use ravand_core::{DocumentId, RoleId, Timestamp};
use ravand_feel::{Args, Language, Message, Value};

/// What the world adds to a command.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The time.
    pub now: Timestamp,
    /// Who asks, if somebody does.
    pub actor: Option<&'a Actor>,
    /// The calendar of the process. It is no part of a definition: a holiday announced
    /// tomorrow moves due dates without a new version.
    pub calendar: &'a WorkingCalendar,
    /// Fresh random bits from the host, different for every command. Salts of personal
    /// values are made from them and nothing else is.
    pub entropy: u128,
}

/// Somebody, as the host knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub id: ActorId,
    /// The roles that they hold now.
    pub roles: Vec<RoleId>,
    /// The units that they belong to.
    pub units: Vec<String>,
}

/// What is asked of a case.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Command<'a> {
    /// Begin.
    Start {
        /// What is known from the start.
        data: &'a [(Slot, Value)],
    },
    /// Begin at an element that something outside has triggered: see
    /// [`CompiledGraph::start_triggers`](crate::CompiledGraph::start_triggers).
    StartAt {
        /// The element.
        element: ElementIndex,
        /// What is known from the start.
        data: &'a [(Slot, Value)],
    },
    /// What was waited for has happened: a time has come, a message or a signal.
    Trigger {
        /// The wait.
        wait: WaitId,
        /// What came with it.
        data: &'a [(Slot, Value)],
    },
    /// Data have changed; conditions that are waited for are looked at again.
    SetData {
        /// The data.
        data: &'a [(Slot, Value)],
    },
    /// A worker failed at a job; others may try, as often as the job allows.
    FailJob {
        /// Its task.
        task: TaskId,
        /// What the worker said.
        reason: &'a str,
    },
    /// A job ends with an error of the business, for an error event to catch.
    ThrowError {
        /// Its task.
        task: TaskId,
        /// The error's code.
        code: &'a str,
    },
    /// Whoever does a task escalates, for an escalation event to catch.
    Escalate {
        /// The task.
        task: TaskId,
        /// The escalation's code.
        code: &'a str,
    },
    /// A called process ended with an error that it did not catch.
    FailCall {
        /// Which call.
        call: CallId,
        /// The error's code.
        code: &'a str,
    },
    /// A called process escalates.
    EscalateCall {
        /// Which call.
        call: CallId,
        /// The escalation's code.
        code: &'a str,
    },
    /// A task is done.
    CompleteTask {
        /// Which.
        task: TaskId,
        /// How it came out; needed exactly if the step has outcomes.
        outcome: Option<OutcomeIndex>,
        /// What the step asks for; needed in full if the outcome leads on.
        data: &'a [(Slot, Value)],
    },
    /// A called process came to an end.
    ReturnFromCall {
        /// Which call.
        call: CallId,
        /// Whether in favour of the applicant.
        favourable: bool,
    },
    /// A seat of a body that votes on a task votes. The task is done when the result cannot
    /// change any more.
    CastBallot {
        /// The task.
        task: TaskId,
        /// The seat, by its position among the members.
        seat: u16,
        /// For what.
        choice: OutcomeIndex,
    },
    /// A deadline has passed: see [`Instance::deadlines`](crate::Instance::deadlines).
    PassDeadline {
        /// Which.
        deadline: Deadline,
    },
    /// The applicant is asked for everything that is missing for a task. The clocks of the task
    /// and of the case stand still until [`Command::ApplicantAnswered`].
    AskApplicant {
        /// The task.
        task: TaskId,
        /// Documents that are missing.
        documents: &'a [DocumentId],
        /// Data that are missing.
        data: &'a [Slot],
        /// Why; it is stored and holds nothing personal.
        reason: &'a str,
    },
    /// The applicant answered: the clocks go on.
    ApplicantAnswered {
        /// The task.
        task: TaskId,
        /// All the data that were asked for.
        data: &'a [(Slot, Value)],
    },
    /// The cause of an incident was mended: go on from where the case waits.
    RetryIncident {
        /// Which.
        incident: IncidentId,
        /// Data that mend it.
        data: &'a [(Slot, Value)],
    },
    /// Stop.
    Cancel,
}

impl Command<'_> {
    /// Completes a task that has no outcomes and asks for nothing.
    pub const fn complete(task: TaskId) -> Command<'static> {
        Command::CompleteTask { task, outcome: None, data: &[] }
    }
}

/// Why a command was refused. Nothing happened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Rejection {
    /// The case has not begun.
    #[error("the case has not begun: start it first")]
    NotStarted,
    /// The case has already begun.
    #[error("the case has already begun")]
    AlreadyStarted,
    /// The case is over.
    #[error("the case is over")]
    Over,
    /// No such task is open.
    #[error("task {0} is not open: it was completed, or it vanished when the case went another way")]
    UnknownTask(TaskId),
    /// The process has no start that anybody may use: something outside triggers it.
    #[error("the process is started by a message, a signal, a time or a condition, not by itself")]
    StartedFromOutside,
    /// Nothing outside triggers this element.
    #[error("element {0} is no start of the process that something outside triggers")]
    NoSuchStart(ElementIndex),
    /// Nothing of that id is waited for.
    #[error("nothing waits as {0}: it has happened, or it vanished when the case went another way")]
    UnknownWait(WaitId),
    /// The time has not come.
    #[error("the time of wait {wait} has not come")]
    NotYet {
        /// The wait.
        wait: WaitId,
        /// Its time.
        at: Timestamp,
    },
    /// Conditions are looked at by the case itself.
    #[error("wait {0} is for a condition, which the case looks at itself when data change")]
    NotFromOutside(WaitId),
    /// The task is none that can fail so.
    #[error("step `{step}` is no task of a graph: it is completed or waits")]
    NotAJob {
        /// The step.
        step: String,
    },
    /// No such call is open.
    #[error("call {0} is not open")]
    UnknownCall(CallId),
    /// No such incident is open.
    #[error("incident {0} is not open")]
    UnknownIncident(IncidentId),
    /// The step's applicant was asked before: a deficiency notice comes once, with one list.
    #[error("for step `{step}` the applicant was asked before: everything that is missing belongs into one notice")]
    AskedBefore {
        /// The step.
        step: String,
    },
    /// A notice that asks for nothing.
    #[error("the notice for step `{step}` asks for nothing")]
    NothingAsked {
        /// The step.
        step: String,
    },
    /// The applicant was not asked, or has answered.
    #[error("for step `{step}` no answer of the applicant is waited for")]
    NotAsked {
        /// The step.
        step: String,
    },
    /// The process has no such document.
    #[error("the process knows no document `{0}`")]
    UnknownDocument(String),
    /// The term is over: it cannot stand still any more.
    #[error("the term of step `{step}` is over: it cannot stand still any more")]
    TermOver {
        /// The step.
        step: String,
    },
    /// Nobody votes on this step.
    #[error("nobody votes on step `{step}`")]
    NoVote {
        /// The step.
        step: String,
    },
    /// The body has no such seat.
    #[error("the body that votes on step `{step}` has no seat number {seat}")]
    NoSeat {
        /// The step.
        step: String,
        /// The seat.
        seat: u16,
    },
    /// A seat has one ballot.
    #[error("seat number {seat} has voted on step `{step}`")]
    SeatVoted {
        /// The step.
        step: String,
        /// The seat.
        seat: u16,
    },
    /// There is no such deadline, it stands still, or it has passed.
    #[error("no deadline of {0} runs: there is none, it stands still, or it has passed")]
    NoDeadline(Deadline),
    /// The deadline lies ahead.
    #[error("the deadline of {deadline} lies ahead")]
    DeadlineAhead {
        /// Which.
        deadline: Deadline,
        /// When it passes, by the calendar of now.
        at: Timestamp,
    },
    /// The calendar does not know when the term would be over.
    #[error("{}", self.message().message(Language::En))]
    NoDue(Message),
    /// The step has outcomes and none was named.
    #[error("step `{step}` needs an outcome: one of {outcomes}")]
    OutcomeMissing {
        /// The step.
        step: String,
        /// Its outcomes.
        outcomes: String,
    },
    /// The step does not have this outcome.
    #[error("step `{step}` has no outcome number {outcome}")]
    UnknownOutcome {
        /// The step.
        step: String,
        /// What was named.
        outcome: OutcomeIndex,
    },
    /// The step asks for a datum that was not given.
    #[error("step `{step}` asks for `{name}`, which was not given")]
    DataMissing {
        /// The step.
        step: String,
        /// The datum.
        name: String,
    },
    /// There is no such datum.
    #[error("the process knows no datum number {0}")]
    UnknownData(Slot),
    /// A value is not of its datum's type.
    #[error("{}", self.message().message(Language::En))]
    WrongType {
        /// The datum.
        name: String,
        /// Its type.
        expected: String,
        /// What was given; `None` where the datum is personal.
        value: Option<String>,
    },
}

impl Rejection {
    /// Its words in every language.
    pub fn message(&self) -> Message {
        let (code, args) = match self {
            Rejection::NotStarted => (&codes::NOT_STARTED, Args::new()),
            Rejection::AlreadyStarted => (&codes::ALREADY_STARTED, Args::new()),
            Rejection::Over => (&codes::OVER, Args::new()),
            Rejection::UnknownTask(task) => (&codes::UNKNOWN_TASK, Args::new().with("task", task)),
            Rejection::StartedFromOutside => (&codes::STARTED_FROM_OUTSIDE, Args::new()),
            Rejection::NoSuchStart(element) => (&codes::NO_SUCH_START, Args::new().with("element", element)),
            Rejection::UnknownWait(wait) => (&codes::UNKNOWN_WAIT, Args::new().with("wait", wait)),
            Rejection::NotYet { wait, .. } => (&codes::NOT_YET, Args::new().with("wait", wait)),
            Rejection::NotFromOutside(wait) => (&codes::NOT_FROM_OUTSIDE, Args::new().with("wait", wait)),
            Rejection::NotAJob { step } => (&codes::NOT_A_JOB, Args::new().with("step", step)),
            Rejection::UnknownCall(call) => (&codes::UNKNOWN_CALL, Args::new().with("call", call)),
            Rejection::UnknownIncident(incident) => (&codes::UNKNOWN_INCIDENT, Args::new().with("incident", incident)),
            Rejection::AskedBefore { step } => (&codes::ASKED_BEFORE, Args::new().with("step", step)),
            Rejection::NothingAsked { step } => (&codes::NOTHING_ASKED, Args::new().with("step", step)),
            Rejection::NotAsked { step } => (&codes::NOT_ASKED, Args::new().with("step", step)),
            Rejection::UnknownDocument(document) => (&codes::UNKNOWN_DOCUMENT, Args::new().with("document", document)),
            Rejection::TermOver { step } => (&codes::TERM_OVER, Args::new().with("step", step)),
            Rejection::NoVote { step } => (&codes::NO_VOTE, Args::new().with("step", step)),
            Rejection::NoSeat { step, seat } => (&codes::NO_SEAT, Args::new().with("step", step).with("seat", seat)),
            Rejection::SeatVoted { step, seat } => {
                (&codes::SEAT_VOTED, Args::new().with("step", step).with("seat", seat))
            }
            Rejection::NoDeadline(deadline) => (&codes::NO_DEADLINE, Args::new().with_words("of", of(*deadline))),
            Rejection::DeadlineAhead { deadline, .. } => {
                (&codes::DEADLINE_AHEAD, Args::new().with_words("of", of(*deadline)))
            }
            Rejection::NoDue(why) => (&codes::NO_DUE_DATE, Args::new().with_message("why", why)),
            Rejection::OutcomeMissing { step, outcomes } => {
                (&codes::OUTCOME_MISSING, Args::new().with("step", step).with("outcomes", outcomes))
            }
            Rejection::UnknownOutcome { step, outcome } => {
                (&codes::UNKNOWN_OUTCOME, Args::new().with("step", step).with("outcome", outcome))
            }
            Rejection::DataMissing { step, name } => {
                (&codes::DATA_MISSING, Args::new().with("step", step).with("name", name))
            }
            Rejection::UnknownData(slot) => (&codes::UNKNOWN_DATA, Args::new().with("slot", slot)),
            Rejection::WrongType { name, expected, value } => {
                let args = Args::new().with("name", name).with("expected", expected);
                let args = match value {
                    Some(value) => args.with("value", format_args!("`{value}`")),
                    None => args.with_words("value", codes::PERSONAL),
                };
                (&codes::WRONG_TYPE, args)
            }
        };
        Message::new(code, args)
    }
}

/// What a deadline is of, in words.
fn of(deadline: Deadline) -> ravand_core::Words {
    match deadline {
        Deadline::Task(_) => codes::OF_TASK,
        Deadline::Case => codes::OF_CASE,
        Deadline::Warning => codes::OF_WARNING,
    }
}
