//! One running case. Everything in it follows from its events; nothing outside
//! [`crate::apply`] writes it.

use crate::cause::Cause;
use crate::event::{Caller, Place};
use crate::graph::state::{Activity, FailedJob, Frame, Tokens, Wait};
use crate::ids::*;
use crate::process::{CompiledProcess, Scope};
use crate::secret::Commitment;
use crate::term::{CaseClock, Notice, with_pauses};
use crate::vote::Ballot;
use ravand_core::calendar::Pause;
use ravand_core::{RoleId, TermClock, Timestamp};
use ravand_feel::Value;

/// One running case.
#[derive(Debug, Clone)]
pub struct Instance {
    pub(crate) status: Status,
    pub(crate) data: Vec<Value>,
    pub(crate) commitments: Vec<Option<Commitment>>,
    pub(crate) tasks: Vec<Task>,
    pub(crate) visits: Vec<u32>,
    pub(crate) joins: Vec<u32>,
    pub(crate) scopes: Vec<ScopeState>,
    pub(crate) redos: Vec<Redo>,
    pub(crate) calls: Vec<PendingCall>,
    pub(crate) incidents: Vec<Incident>,
    pub(crate) tokens: Tokens,
    /// The clock of the whole case.
    pub(crate) clock: Option<CaseClock>,
    /// Further roles that may do a task.
    pub(crate) offers: Vec<(TaskId, RoleId)>,
    /// Ballots of votes that are open.
    pub(crate) ballots: Vec<Ballot>,
    /// What the applicant was asked for.
    pub(crate) notices: Vec<Notice>,
    /// Who did a step, each time that it was done, for steps that a separation or a binding of
    /// duties names.
    pub(crate) done_by: Vec<Vec<ActorId>>,
    /// One counter for tasks, calls, redos and incidents.
    pub(crate) next_id: u32,
    /// Moves still to be made within one command; empty between commands.
    pub(crate) agenda: Vec<Place>,
}

/// How far a case is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Not begun.
    NotStarted,
    /// Under way.
    Running,
    /// At an end.
    Ended(EndIndex),
    /// Stopped by somebody.
    Cancelled,
}

/// Something that somebody has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// Its step.
    pub step: StepIndex,
    /// For the how-many-th time the step is started.
    pub visit: u32,
    /// The redo that it belongs to.
    pub redo: Option<RedoId>,
    /// Since when: a term is counted from here.
    pub since: Timestamp,
    /// By when it is to be done, by the calendar of the time when it was created, or went on
    /// after a pause; `None` also while it stands still. What it is by another calendar says
    /// [`Task::due_by`].
    pub due: Option<Timestamp>,
    /// The activity of a graph that it is.
    pub activity: Option<ActivityId>,
    /// When its term stood still, because the applicant was asked.
    pub pause: Option<Pause>,
    /// Whether its term is over and the consequences are drawn.
    pub passed: bool,
}

impl Task {
    /// The clock of its term, as it was started; `None` if the step has no term. A holiday that
    /// is announced later moves its due instant.
    pub fn clock(&self, process: &CompiledProcess) -> Option<TermClock> {
        let term = process.steps.get(self.step.index())?.due?;
        Some(with_pauses(TermClock::start(self.since, term), self.pause.as_slice()))
    }

    /// Whether it waits for the applicant.
    pub fn is_paused(&self) -> bool {
        self.pause.is_some_and(|pause| pause.to.is_none())
    }
}

/// A place at which the case waits to be mended.
#[derive(Debug, Clone, PartialEq)]
pub struct Incident {
    /// Its id.
    pub id: IncidentId,
    /// Where.
    pub at: Place,
    /// Why.
    pub cause: Cause,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct ScopeState {
    /// For each member, how many of those before it are not done.
    pub(crate) waits: Vec<u16>,
    /// How many members are not done.
    pub(crate) open: u32,
}

impl ScopeState {
    /// Nobody is done.
    pub(crate) fn enter(&mut self, scope: &Scope) {
        self.waits.clear();
        self.waits.extend_from_slice(&scope.waits);
        self.open = scope.members.len() as u32;
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Redo {
    pub(crate) id: RedoId,
    pub(crate) check: StepIndex,
    /// The plan in the process.
    pub(crate) plan: u32,
    pub(crate) parent: Option<RedoId>,
    /// For each member of the plan, how many of those before it are not done again.
    pub(crate) waits: Vec<u16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PendingCall {
    pub(crate) id: CallId,
    pub(crate) caller: Caller,
}

impl Instance {
    /// A case that has not begun.
    pub fn new(process: &CompiledProcess) -> Self {
        let mut instance = Self {
            status: Status::NotStarted,
            data: Vec::new(),
            commitments: Vec::new(),
            tasks: Vec::new(),
            visits: Vec::new(),
            joins: Vec::new(),
            scopes: Vec::new(),
            redos: Vec::new(),
            calls: Vec::new(),
            incidents: Vec::new(),
            tokens: Tokens::default(),
            clock: None,
            offers: Vec::new(),
            ballots: Vec::new(),
            notices: Vec::new(),
            done_by: Vec::new(),
            next_id: 0,
            agenda: Vec::new(),
        };
        instance.reset(process);
        instance
    }

    /// Makes it a case that has not begun, in the memory that it has.
    pub fn reset(&mut self, process: &CompiledProcess) {
        fn fill<T: Clone>(vec: &mut Vec<T>, len: usize, value: T) {
            vec.clear();
            vec.resize(len, value);
        }
        self.status = Status::NotStarted;
        self.data.clear();
        self.data.extend_from_slice(process.defaults());
        fill(&mut self.commitments, process.defaults().len(), None);
        self.tasks.clear();
        fill(&mut self.visits, process.steps().len(), 0);
        fill(&mut self.joins, process.join_count, 0);
        self.scopes.resize(process.scopes.len(), ScopeState::default());
        // As long as its set from the beginning, so that nobody has to ask whether it began.
        self.scopes.iter_mut().zip(&process.scopes).for_each(|(state, scope)| state.enter(scope));
        self.redos.clear();
        self.calls.clear();
        self.incidents.clear();
        self.tokens.clear();
        self.clock = None;
        self.offers.clear();
        self.ballots.clear();
        self.notices.clear();
        fill(&mut self.done_by, process.steps().len(), Vec::new());
        self.next_id = 0;
        self.agenda.clear();
    }

    /// How far it is.
    pub fn status(&self) -> Status {
        self.status
    }

    /// What is to be done, in no particular order.
    pub fn tasks(&self) -> &[Task] {
        &self.tasks
    }

    /// The task with that id, if it is open.
    pub fn task(&self, id: TaskId) -> Option<&Task> {
        self.tasks.iter().find(|t| t.id == id)
    }

    /// What it knows, by slot. Personal data stay null here: see [`Instance::commitment`].
    pub fn data(&self) -> &[Value] {
        &self.data
    }

    /// The commitment to a personal datum, if it was given.
    pub fn commitment(&self, slot: Slot) -> Option<&Commitment> {
        self.commitments.get(usize::from(slot)).and_then(Option::as_ref)
    }

    /// Where it waits to be mended.
    pub fn incidents(&self) -> &[Incident] {
        &self.incidents
    }

    /// What it waits for: times, messages, signals, conditions.
    pub fn waits(&self) -> &[Wait] {
        &self.tokens.waits
    }

    /// What is under way in a graph.
    pub fn activities(&self) -> &[Activity] {
        &self.tokens.activities
    }

    /// The scopes of a graph that are under way.
    pub fn frames(&self) -> &[Frame] {
        &self.tokens.frames
    }

    /// Jobs at which a worker has failed; others may be done at once.
    pub fn failed_jobs(&self) -> &[FailedJob] {
        &self.tokens.failed
    }

    /// The code of the error that ended the case, if one did.
    pub fn error(&self) -> Option<&str> {
        self.tokens.error.as_deref()
    }

    /// How often a step was started.
    pub fn visits(&self, step: StepIndex) -> u32 {
        self.visits.get(step.index()).copied().unwrap_or(0)
    }

    /// Who did a step that a separation or a binding of duties names, the last of them last.
    pub(crate) fn doers(&self, step: StepIndex) -> &[ActorId] {
        self.done_by.get(step.index()).map_or(&[], Vec::as_slice)
    }

    /// What belonged to a task that is gone.
    pub(crate) fn forget_task(&mut self, task: TaskId) {
        self.offers.retain(|(offered, _)| *offered != task);
        self.ballots.retain(|ballot| ballot.task != task);
    }

    pub(crate) fn redo(&self, id: RedoId) -> Option<&Redo> {
        self.redos.iter().find(|r| r.id == id)
    }
}

/// The agenda is scratch space and no part of what a case is; the order of open tasks is
/// no part of it either, but replay keeps it, so it is compared.
impl PartialEq for Instance {
    fn eq(&self, other: &Self) -> bool {
        self.status == other.status
            && self.data == other.data
            && self.commitments == other.commitments
            && self.tasks == other.tasks
            && self.visits == other.visits
            && self.joins == other.joins
            && self.scopes == other.scopes
            && self.redos == other.redos
            && self.calls == other.calls
            && self.incidents == other.incidents
            && self.tokens == other.tokens
            && self.clock == other.clock
            && self.offers == other.offers
            && self.ballots == other.ballots
            && self.notices == other.notices
            && self.done_by == other.done_by
            && self.next_id == other.next_id
    }
}
