//! A process and a scenario made ready to run: every name is resolved, every time and
//! chance stands in a dense array beside the compiled step that it belongs to.
//!
//! Invariant: what can be wrong in a scenario is found while a [`Model`] is built, all of
//! it, with its place; a run only fails on what a case does. Deliberately absent: flow.
//! Where a case goes is the kernel's.

use std::sync::Arc;

use indexmap::IndexMap;
use ravand_core::calendar::WorkingCalendar;
use ravand_core::{
    CalendarId, Definition, Diagnostic, Distribution, ProcessId, RoleId, Scenario, ScenarioId, Timestamp, Unit,
};
use ravand_feel::{Expression, Value};
use ravand_kernel::{CompiledProcess, Slot};

use crate::distribution::Sampler;

/// The processes that the simulated one may call, and those that they may call.
pub type Library = IndexMap<ProcessId, (Definition, CompiledProcess)>;

/// A process and a scenario, ready to be simulated with
/// [`simulate`](crate::simulate). It is not changed by a run and can be shared.
#[derive(Debug, Clone)]
pub struct Model<'a> {
    pub(crate) scenario: ScenarioId,
    /// The first is the one simulated; the others are called, directly or not.
    pub(crate) processes: Vec<ProcessModel<'a>>,
    pub(crate) calendars: Vec<Arc<WorkingCalendar>>,
    pub(crate) pools: Vec<PoolModel>,
    pub(crate) arrivals: Option<ArrivalModel>,
    /// Nobody queues, so cases do not know of each other.
    pub(crate) independent: bool,
    pub(crate) start: Timestamp,
    /// Who arrives before is not counted.
    pub(crate) counted_from: Timestamp,
    /// How many count; with `until`, as many as come.
    pub(crate) cases: u32,
    /// Who arrives from here on is not counted.
    pub(crate) until: Option<Timestamp>,
    pub(crate) replications: u32,
    pub(crate) assumptions: Vec<Diagnostic>,
}

/// The position of a calendar in [`Model::calendars`].
pub(crate) type CalendarIndex = u16;
/// Stands for "no pool".
pub(crate) const NO_POOL: u16 = u16::MAX;

#[derive(Debug, Clone)]
pub(crate) struct ProcessModel<'a> {
    pub(crate) compiled: &'a CompiledProcess,
    pub(crate) calendar: CalendarIndex,
    pub(crate) steps: Vec<StepModel>,
    /// By the kernel's number of a called process; `None` while calls are skipped.
    pub(crate) called: Vec<Option<u16>>,
}

#[derive(Debug, Clone)]
pub(crate) struct StepModel {
    /// Of its text id, so that two scenarios share it.
    pub(crate) hash: u64,
    pub(crate) pool: u16,
    /// Somebody is busy; divided by the pool's share already when it is used.
    pub(crate) work: Option<Time>,
    /// Nobody is.
    pub(crate) wait: Option<Time>,
    /// `wait` is an elapsed time, and is drawn as one.
    pub(crate) wait_is_elapsed: bool,
    /// Outcomes with the upper bounds of their share of [0, 1); the last bound is 1.
    pub(crate) outcomes: Vec<(u16, f64)>,
    /// What it asks for, in an order in which each can be worked out.
    pub(crate) asks: Vec<(Slot, Source)>,
}

/// A length that varies, on a calendar.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Time {
    pub(crate) sampler: Sampler,
    /// What the sampler was made from.
    pub(crate) amount: Distribution,
    pub(crate) unit: Unit,
    pub(crate) calendar: CalendarIndex,
    /// What a drawn amount is multiplied by: 1/share of a pool, 1/60 for seconds that are
    /// counted in working minutes.
    pub(crate) factor: f64,
}

/// Where a datum comes from.
#[derive(Debug, Clone)]
pub(crate) enum Source {
    /// Values with the upper bounds of their share; the last bound is 1.
    Choice {
        hash: u64,
        values: Vec<(Value, f64)>,
    },
    /// Rounded to [`DECIMALS`](crate::sources::DECIMALS).
    Number {
        hash: u64,
        sampler: Sampler,
    },
    From(Expression),
}

#[derive(Debug, Clone)]
pub(crate) struct PoolModel {
    pub(crate) role: RoleId,
    pub(crate) holders: u32,
    pub(crate) share: f64,
    pub(crate) calendar: CalendarIndex,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct ArrivalModel {
    pub(crate) between: Time,
}

impl<'a> Model<'a> {
    /// Resolves a scenario against the process that it is for.
    ///
    /// `called` holds every process that may be called, by its id; it may hold more. With
    /// `calls: skip` it may be empty.
    ///
    /// # Errors
    /// Every mistake of the scenario, with its place.
    pub fn build(
        definition: &Definition,
        process: &'a CompiledProcess,
        scenario: &Scenario,
        calendars: &IndexMap<CalendarId, Arc<WorkingCalendar>>,
        called: &'a Library,
    ) -> Result<Self, Vec<Diagnostic>> {
        crate::build::build(definition, process, scenario, calendars, called)
    }

    /// What a result of this model rests on: what the scenario puts in place of the
    /// process's own, roles that nobody queues for, elapsed times that count as waiting.
    /// None is an error; together they belong beside every figure.
    pub fn assumptions(&self) -> &[Diagnostic] {
        &self.assumptions
    }

    /// The scenario's id.
    pub fn scenario(&self) -> &ScenarioId {
        &self.scenario
    }

    /// The simulated process.
    pub fn process(&self) -> &'a CompiledProcess {
        self.processes[0].compiled
    }

    /// The calendar on which a case's days are counted.
    pub fn calendar(&self) -> &WorkingCalendar {
        &self.calendars[usize::from(self.processes[0].calendar)]
    }

    /// The first instant.
    pub fn start(&self) -> Timestamp {
        self.start
    }

    /// How many tasks a case has on average cannot be known before it ran; how many steps
    /// the processes have can.
    pub fn step_count(&self) -> usize {
        self.processes.iter().map(|process| process.steps.len()).sum()
    }
}
