//! Terms of tasks and of the whole case: by when something has to be done, and what follows
//! when it is not.
//!
//! The host rings. After every command it asks [`Instance::deadlines`] what is next, and gives
//! [`Command::PassDeadline`](crate::Command::PassDeadline) when that time has come; a host that
//! rings for nothing (a simulation of how long things take as they are) has cases without
//! consequences. Invariants: each deadline passes once; what passes is asked of the calendar of
//! that moment, so a holiday that was announced meanwhile postpones it; while the applicant is
//! asked for what is missing, the clock of that task and the clock of the case stand still and
//! nothing passes.
//!
//! | `on_breach` | of a task | of the case |
//! |---|---|---|
//! | `reassign` | whoever has it loses it; it is open to all holders of its role | so for every open task of the city |
//! | `escalate to R` | R may do it too | R may do every task of the city, those to come too |
//! | `notify R` | R is told | R is told |
//! | `consent` | done with its first outcome that leads on, without its data | not allowed: a promise has no statute |
//! | `withdraw`, `refuse` | the case ends unfavourably: at the end `withdrawn` or `refused`, otherwise at the first unfavourable end that is declared, otherwise at one of that name | the same |
//!
//! Where a body [votes](crate::CompiledVote), those who have voted decide if they are a quorum.
//! A task whose deadline has passed stays overdue: whoever gets it next has no new term.
//! Deliberately absent: claims, which are the host's; a term for the applicant's answer.

pub(crate) mod apply;
mod breach;
mod case;
pub(crate) mod compile;
pub(crate) mod notice;

use crate::ids::*;
use crate::instance::{Instance, Status, Task};
use crate::process::CompiledProcess;
use ravand_core::calendar::{Pause, WorkingCalendar};
use ravand_core::{DocumentId, RoleId, Term, TermClock, Timestamp};
use std::fmt;
use std::sync::Arc;

/// A time by which something has to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deadline {
    /// The end of a task's term.
    Task(TaskId),
    /// The end of the case's term.
    Case,
    /// The share of the case's term after which somebody is to look.
    Warning,
}

/// What follows when a term is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Breach {
    /// Whoever has the task loses it.
    Reassign,
    /// This role may do it too.
    Escalate(RoleId),
    /// This role is told.
    Notify(RoleId),
    /// Silence is consent: the task is done, with this outcome if it has any.
    Consent(Option<OutcomeIndex>),
    /// The case ends here.
    End(EndIndex),
}

/// The promise to the citizen.
#[derive(Debug, Clone, PartialEq)]
pub struct CompiledSla {
    /// The whole case's term.
    pub due: Term,
    /// Warn when this share of the term has passed, from 0 to 1.
    pub warn_at: Option<f64>,
    /// What follows when it is over.
    pub on_breach: Option<Breach>,
}

/// The clock of the whole case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseClock {
    /// Since when it runs.
    pub since: Timestamp,
    /// When it stood still, because the applicant was asked.
    pub pauses: Vec<Pause>,
    /// When the term is over, by the calendar of when that was worked out; `None` while it
    /// stands still.
    pub due: Option<Timestamp>,
    /// Whether somebody was warned.
    pub warned: bool,
    /// Whether the term is over and its consequences are drawn.
    pub passed: bool,
}

/// A notice to the applicant: everything that is missing for a step, in one list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The task.
    pub task: TaskId,
    /// Its step.
    pub step: StepIndex,
    /// Documents that are missing.
    pub documents: Vec<DocumentId>,
    /// Data that are missing.
    pub data: Vec<Slot>,
    /// Why.
    pub reason: Arc<str>,
}

impl fmt::Display for Deadline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Deadline::Task(task) => write!(f, "task {task}"),
            Deadline::Case => f.write_str("case"),
            Deadline::Warning => f.write_str("warning"),
        }
    }
}

impl CaseClock {
    /// The clock with its pauses; a holiday that is announced later moves its due instant.
    pub fn clock(&self, term: Term) -> TermClock {
        with_pauses(TermClock::start(self.since, term), &self.pauses)
    }

    /// Whether it stands still.
    pub fn is_paused(&self) -> bool {
        self.pauses.last().is_some_and(|pause| pause.to.is_none())
    }

    /// When somebody is to be warned: when so much of the time from its start to its end has
    /// passed, pauses not counted.
    fn warning(&self, due: Timestamp, share: f64) -> Timestamp {
        let stood = self.pauses.iter().filter_map(|pause| Some(pause.to?.micros_since(pause.from)));
        let span = due.micros_since(self.since) - stood.sum::<i64>();
        due.plus_micros(-(((1.0 - share) * span as f64) as i64))
    }
}

impl Task {
    /// When its term is over by this calendar; `None` without a term, or while it stands still.
    pub fn due_by(&self, process: &CompiledProcess, calendar: &WorkingCalendar) -> Option<Timestamp> {
        // A calendar without an answer moves nothing.
        let recorded = self.due?;
        self.clock(process)?.due(calendar).unwrap_or(Some(recorded))
    }
}

impl Instance {
    /// What a host is to ring for: the deadlines that have consequences, each at its time by
    /// this calendar. Ask again after every command and when the calendar has changed.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use ravand_core::calendar::WorkingCalendar;
    /// use ravand_core::{Block, Definition, Length, OnBreach, Spanned, Step, StepId, Timestamp, Unit};
    /// use ravand_kernel::{Command, CompiledProcess, Context, Instance, handle};
    ///
    /// let mut step = Step::default();
    /// step.attributes.due = Some(Spanned::nowhere(Length::new(10.0, Unit::Day).into()));
    /// step.attributes.on_breach = Some(Spanned::nowhere(OnBreach::Withdraw));
    /// let mut definition = Definition::empty("payment");
    /// definition.steps.insert(StepId::from("pay"), step);
    /// definition.ends.insert("paid".into(), ravand_core::EndDeclaration::favourable());
    /// definition.flow.blocks =
    ///     vec![Block::Step(Spanned::nowhere("pay".into())), Block::End(Spanned::nowhere("paid".into()))];
    /// let process = CompiledProcess::compile(&definition).map_err(|d| format!("{d:?}"))?;
    ///
    /// let calendar = WorkingCalendar::around_the_clock();
    /// let at = |now| Context { now, actor: None, calendar: &calendar, entropy: 7 };
    /// let (mut case, mut events) = (Instance::new(&process), Vec::new());
    /// handle(&at(Timestamp::from_micros(0)), &process, &mut case, Command::Start { data: &[] }, &mut events)?;
    /// let (due, deadline) = case.deadlines(&process, &calendar)[0];
    /// handle(&at(due), &process, &mut case, Command::PassDeadline { deadline }, &mut events)?;
    /// let ended = events.last().map(|event| event.line(&process));
    /// assert_eq!(ended.as_deref(), Some("ended withdrawn"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn deadlines(&self, process: &CompiledProcess, calendar: &WorkingCalendar) -> Vec<(Timestamp, Deadline)> {
        if self.status != Status::Running {
            return Vec::new();
        }
        let has_consequences = |task: &&Task| {
            let step = process.step(task.step);
            step.on_breach.is_some() || step.vote.is_some()
        };
        let tasks = self.tasks.iter().filter(has_consequences).map(|task| Deadline::Task(task.id));
        let case = process.sla.iter().flat_map(|sla| {
            let breach = sla.on_breach.as_ref().map(|_| Deadline::Case);
            breach.into_iter().chain(sla.warn_at.map(|_| Deadline::Warning))
        });
        let open = tasks.chain(case);
        open.filter_map(|deadline| Some((self.time_of(process, calendar, deadline)?, deadline))).collect()
    }

    /// When a deadline passes; `None` if there is none, it stands still, or it has passed.
    pub(crate) fn time_of(
        &self,
        process: &CompiledProcess,
        calendar: &WorkingCalendar,
        deadline: Deadline,
    ) -> Option<Timestamp> {
        if let Deadline::Task(task) = deadline {
            return self.task(task).filter(|task| !task.passed)?.due_by(process, calendar);
        }
        let (clock, sla) = self.clock.as_ref().zip(process.sla.as_ref())?;
        let recorded = clock.due.filter(|_| !clock.passed)?;
        let due = clock.clock(sla.due).due(calendar).unwrap_or(Some(recorded))?;
        match deadline {
            Deadline::Warning => Some(clock.warning(due, sla.warn_at.filter(|_| !clock.warned)?)),
            _ => Some(due),
        }
    }

    /// The clock of the whole case, if a term was promised for it.
    pub fn case_clock(&self) -> Option<&CaseClock> {
        self.clock.as_ref()
    }

    /// Roles that may do a task beside its own.
    pub fn offered_to(&self, task: TaskId) -> impl Iterator<Item = &RoleId> {
        self.offers.iter().filter(move |(offered, _)| *offered == task).map(|(_, role)| role)
    }

    /// Everything that the applicant was asked for, open or not, oldest first.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }
}

/// A clock that stood still at these times.
pub(crate) fn with_pauses(mut clock: TermClock, pauses: &[Pause]) -> TermClock {
    for pause in pauses {
        // Facts come in the order of time; one that does not is passed over.
        _ = clock.pause(pause.from);
        _ = pause.to.map(|to| clock.resume(to));
    }
    clock
}
