//! What the simulator is told about the world: arrivals, staff, chances, which times.
//! A scenario overrides a process only by name, and a result says that it did.

use crate::id::{CalendarId, DataName, OutcomeName, ProcessId, RoleId, ScenarioId, StepId};
use crate::span::{Span, Spanned};
use crate::step::Kind;
use crate::time::{Distribution, Length, Unit, VariableLength};
use crate::title::Title;
use chrono::NaiveDate;
use indexmap::IndexMap;
use ravand_feel::Number;
use std::fmt;

/// A scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// Its id.
    pub id: Spanned<ScenarioId>,
    /// Its name for people.
    pub title: Title,
    /// What is assumed, for people; shown with every result.
    pub assumptions: Vec<Title>,
    /// The process that it is for.
    pub process: Spanned<ProcessId>,
    /// The first day, from its opening on.
    pub start: Spanned<NaiveDate>,
    /// How many cases count, or until when they come.
    pub extent: Extent,
    /// When they come.
    pub arrivals: Arrivals,
    /// Which of a step's times count.
    pub times: Spanned<Times>,
    /// The calendar of whoever has none of their own; the process's if not said.
    pub calendar: Option<Spanned<CalendarId>>,
    /// Who is there. A role without an entry never queues, and the result says so.
    pub staff: IndexMap<RoleId, Staff>,
    /// What cases are like.
    pub data: IndexMap<DataName, Spanned<DataSource>>,
    /// Chances in place of the process's.
    pub chances: IndexMap<(StepId, OutcomeName), Spanned<f64>>,
    /// Work times by kind, for steps whose role has staff here and that say no work time
    /// of their own.
    pub work_by_kind: IndexMap<Kind, Spanned<VariableLength>>,
    /// Work times in place of the process's.
    pub work: IndexMap<StepId, Spanned<VariableLength>>,
    /// Waiting times in place of the process's.
    pub wait: IndexMap<StepId, Spanned<VariableLength>>,
    /// Elapsed times in place of the process's.
    pub elapsed: IndexMap<StepId, Spanned<VariableLength>>,
    /// The share of cases that carry an error which checks are there to catch, from 0 to 1.
    /// Without effect in a simulation so far; its result says so.
    pub errors: IndexMap<String, Spanned<f64>>,
    /// What things cost. Without effect in a simulation so far; its result says so.
    pub costs: IndexMap<CostOf, Spanned<Cost>>,
    /// How far what the scenario says may be from the truth, as a share of it (0.2 for
    /// ±20%). Without effect in a simulation so far; its result says so.
    pub uncertain: IndexMap<Uncertain, Spanned<f64>>,
    /// Whether called processes run.
    pub calls: Calls,
    /// Whether outcomes that end the case happen.
    pub exits: Exits,
    /// Independent repetitions.
    pub replications: Spanned<u32>,
    /// Cases that arrive in this time from the start are not counted.
    pub warm_up: Option<Spanned<Length>>,
    /// How the staff was fitted, if it was: shown with the result.
    pub calibration: Option<Calibration>,
}

/// How much is simulated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Extent {
    /// This many cases, warm-up not counted.
    Cases(Spanned<u32>),
    /// The cases that come before this day begins, warm-up not counted. They are followed to
    /// their ends, also beyond it.
    Until(Spanned<NaiveDate>),
}

impl Extent {
    /// How many cases count, if that is said.
    pub fn cases(&self) -> Option<u32> {
        match self {
            Extent::Cases(cases) => Some(cases.value),
            Extent::Until(_) => None,
        }
    }

    /// Where it was written.
    pub fn span(&self) -> Span {
        match self {
            Extent::Cases(cases) => cases.span,
            Extent::Until(date) => date.span,
        }
    }
}

/// What a cost is of.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CostOf {
    /// The time of a holder of a role.
    Role(RoleId),
    /// An error that no check caught.
    Escaped(String),
}

impl fmt::Display for CostOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CostOf::Role(role) => role.fmt(f),
            CostOf::Escaped(error) => write!(f, "escaped.{error}"),
        }
    }
}

/// An amount of money in rial, for each unit of time or once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cost {
    /// Rial; zero or more.
    pub rial: Number,
    /// For how much time.
    pub per: Option<Unit>,
}

/// What may be uncertain.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Uncertain {
    /// How often cases come.
    Arrivals,
    /// How many cases carry an error.
    Error(String),
    /// How long a step takes.
    Time(StepId, StepTime),
    /// How often an outcome happens.
    Chance(StepId, OutcomeName),
}

impl fmt::Display for Uncertain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Uncertain::Arrivals => f.write_str("arrivals"),
            Uncertain::Error(error) => write!(f, "errors.{error}"),
            Uncertain::Time(step, time) => write!(f, "{step}.{}", time.as_str()),
            Uncertain::Chance(step, outcome) => write!(f, "{step}.{outcome}"),
        }
    }
}

/// One of a step's times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StepTime {
    /// Somebody is busy.
    Work,
    /// Nobody is.
    Wait,
    /// All of it.
    Elapsed,
}

impl StepTime {
    /// As it is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            StepTime::Work => "work",
            StepTime::Wait => "wait",
            StepTime::Elapsed => "elapsed",
        }
    }
}

/// When cases come.
#[derive(Debug, Clone, PartialEq)]
pub enum Arrivals {
    /// All at the opening of the first day.
    AtStart,
    /// One after another.
    Every {
        /// The time between two.
        between: Spanned<VariableLength>,
        /// On which calendar; the scenario's if not said.
        calendar: Option<Spanned<CalendarId>>,
    },
}

/// Which of a step's times count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Times {
    /// `elapsed`: nobody queues.
    Elapsed,
    /// `work` by staff, with queues, and `wait`.
    WorkAndWait,
}

/// The staff of a role.
#[derive(Debug, Clone, PartialEq)]
pub struct Staff {
    /// How many people.
    pub holders: u32,
    /// The share of each person's time that is for this process, above 0 and at most 1: work
    /// takes 1/share as long.
    pub share: f64,
    /// Their calendar, if not the scenario's.
    pub calendar: Option<Spanned<CalendarId>>,
    /// Where it was written.
    pub span: Span,
}

/// Where a datum comes from when a step asks for it.
#[derive(Debug, Clone, PartialEq)]
pub enum DataSource {
    /// One of some values, each with its chance; they sum to 1.
    Choice(Vec<(String, f64)>),
    /// A number that varies.
    Number(Distribution),
    /// A FEEL expression over other data.
    From(String),
}

/// Whether called processes run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Calls {
    /// They run.
    Simulate,
    /// The case goes on at once.
    Skip,
}

/// Whether outcomes that end the case happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Exits {
    /// They happen.
    Simulate,
    /// Their chance goes to going on.
    Off,
}

/// How a scenario's staff was fitted.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// What the steps' times were fitted to.
    pub to: Times,
    /// No pool was loaded more than this, from 0 to 1.
    pub load_at_most: f64,
}
