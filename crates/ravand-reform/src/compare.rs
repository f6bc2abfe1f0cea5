//! As it is, reformed, reformed without what is assumed; and each operation by itself.
//!
//! An operation saves *alone* what the process as it is would save with only this one; it
//! is *lost* without it what the reform would lose with all but this one. The two differ
//! because operations help and hide each other, and neither sums to the whole. Chance is
//! addressed, so the compared processes meet the same fate wherever they share a step, and
//! the differences are taken replication by replication.

use crate::ReformError;
use crate::measure::{Side, shares};
use crate::needs::Needs;
use indexmap::IndexMap;
use ravand_core::calendar::WorkingCalendar;
use ravand_core::{CalendarId, Definition, Diagnostic, Overlay, Scenario, Words, merge};
use ravand_lint::Weights;
use ravand_sim::{CompiledProcess, Library, Model, Outcome, Sample, Settings, SimError, Spent, simulate};
use rayon::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

pub use ravand_sim::Estimate;

/// The processes that are compared, in words that follow "the process".
const AS_IT_IS: &Words = &Words { en: "as it is", fa: "در وضع موجود" };
const REFORMED: &Words = &Words { en: "reformed", fa: "پس از اصلاح" };
const RULED: &Words = &Words { en: "without what is assumed", fa: "پس از اصلاح، بدون فرض‌ها" };

/// What is to be compared.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The process as it is.
    pub base: &'a Definition,
    /// The reform.
    pub reform: &'a Overlay,
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The calendars that the two name.
    pub calendars: &'a IndexMap<CalendarId, Arc<WorkingCalendar>>,
    /// The processes that may be called.
    pub called: &'a Library,
    /// The weights of the risk score.
    pub weights: &'a Weights,
    /// Where chance begins.
    pub seed: u64,
    /// Threads; all cores if not said. The answer does not depend on it.
    pub threads: Option<usize>,
    /// Replications in place of the scenario's.
    pub replications: Option<u32>,
    /// Cases in each replication when a single operation is judged; the scenario's if not
    /// said. Fewer are enough where every compared pair meets the same fate.
    pub cases_per_operation: Option<u32>,
}

/// The comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The process as it is.
    pub before: Side,
    /// With the whole reform.
    pub after: Side,
    /// With the reform's changes of the rules, the world as it is today.
    pub after_without_assumptions: Side,
    /// Each operation, in the order of the overlay.
    pub operations: Vec<Effect>,
    /// Replications that were made.
    pub replications: u32,
    /// Cases in each of them.
    pub cases: u32,
    /// Cases in each of them when single operations were judged.
    pub cases_per_operation: u32,
}

/// What one operation does by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    /// Its position in the overlay.
    pub operation: usize,
    /// As it is, minus as it is with only this one; `None` if it cannot stand alone.
    pub saves_alone_days: Option<Estimate>,
    /// The reform without it, minus the reform; `None` if others cannot stand without it.
    pub lost_without_it_days: Option<Estimate>,
    /// The operations without which it cannot stand.
    pub needs: Vec<usize>,
    /// The operations that cannot stand without it.
    pub needed_by: Vec<usize>,
}

/// How far a comparison is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Simulations made.
    pub done: usize,
    /// Simulations to be made.
    pub of: usize,
}

/// What cases spend their time on, in the three worlds of an [`Answer`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Split {
    /// The process as it is.
    pub before: SplitSide,
    /// With the whole reform.
    pub after: SplitSide,
    /// With the reform's changes of the rules, the world as it is today.
    pub after_without_assumptions: SplitSide,
    /// Replications that were made.
    pub replications: u32,
    /// Cases in each of them.
    pub cases: u32,
}

/// One world of a [`Split`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SplitSide {
    /// What the tasks of a case spend their time on.
    pub spent: Spent,
    /// Calendar days of a case, on average.
    pub calendar_days: Estimate,
    /// Working days of a case, on average.
    pub working_days: Estimate,
}

/// Where the time goes, and nothing else: for a scenario that knows queues, beside an answer by
/// one that does not. No operation is judged by itself.
///
/// # Errors
/// As [`compare`].
pub fn split(request: &Request<'_>) -> Result<Split, ReformError> {
    let side = |what, selected: &dyn Fn(usize) -> bool| {
        let definition = merged(request, selected).map_err(|found| ReformError::Diagnostics { what, found })?;
        let found = outcome(request, &definition, None, request.threads).map_err(|failure| failure.into_error(what))?;
        let side = SplitSide {
            spent: found.spent,
            calendar_days: found.metrics.calendar_days.summary().mean,
            working_days: found.metrics.working_days.summary().mean,
        };
        Ok::<_, ReformError>((side, found.cases))
    };
    let (before, cases) = side(AS_IT_IS, &|_| false)?;
    Ok(Split {
        before,
        after: side(REFORMED, &|_| true)?.0,
        after_without_assumptions: side(RULED, &|index| !request.reform.changes[index].assumed)?.0,
        replications: request.replications.unwrap_or(request.scenario.replications.value),
        cases,
    })
}

/// Compares.
///
/// ```
/// use ravand_reform::{ReformError, Request, compare};
/// # fn show(request: &Request<'_>) -> Result<(), ReformError> {
/// let answer = compare(request, &|progress| eprintln!("{} of {}", progress.done, progress.of))?;
/// let [before, after] = [&answer.before, &answer.after].map(|side| side.calendar_days.mean.value);
/// println!("{before:.0} days become {after:.0}");
/// for effect in &answer.operations {
///     match (&effect.saves_alone_days, &effect.needs[..]) {
///         (Some(saved), _) => println!("{}: saves {:.1} days alone", effect.operation, saved.value),
///         (None, needs) => println!("{}: cannot stand without {needs:?}", effect.operation),
///     }
/// }
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// If the process, the reform or the scenario is not in order, or a simulation fails. An
/// operation that cannot stand alone is no error: see [`Effect::needs`].
pub fn compare(request: &Request<'_>, progress: &(dyn Fn(Progress) + Sync)) -> Result<Answer, ReformError> {
    let changes = &request.reform.changes;
    let of = 3 + 2 + 2 * changes.len();
    let done = AtomicUsize::new(0);
    let step = || progress(Progress { done: done.fetch_add(1, Ordering::Relaxed) + 1, of });
    progress(Progress { done: 0, of });

    let all = |_: usize| true;
    let none = |_: usize| false;
    let ruled = |index: usize| !changes[index].assumed;
    let side = |what, selected: &dyn Fn(usize) -> bool| {
        let definition = merged(request, selected).map_err(|found| ReformError::Diagnostics { what, found })?;
        let full = outcome(request, &definition, None, request.threads).map_err(|failure| failure.into_error(what))?;
        let side = side_of(request, &definition, &full).map_err(|failure| failure.into_error(what))?;
        step();
        Ok::<_, ReformError>((side, full.cases))
    };
    let (before, cases) = side(AS_IT_IS, &none)?;
    let (after, _) = side(REFORMED, &all)?;
    let (after_without_assumptions, _) = side(RULED, &ruled)?;

    let fewer = request.cases_per_operation;
    let reference = |what, selected: &dyn Fn(usize) -> bool| {
        let definition = merged(request, selected).map_err(|found| ReformError::Diagnostics { what, found })?;
        let means = days(request, &definition, fewer, request.threads).map_err(|failure| failure.into_error(what))?;
        step();
        Ok::<_, ReformError>(means)
    };
    let as_is = reference(AS_IT_IS, &none)?;
    let reformed = reference(REFORMED, &all)?;

    let judge = |operation: usize| {
        let alone = try_days(request, &|index| index == operation);
        step();
        let without = try_days(request, &|index| index != operation);
        step();
        let needs = Needs { request, count: changes.len() };
        Effect {
            operation,
            needs: if alone.is_none() { needs.of(operation) } else { Vec::new() },
            needed_by: if without.is_none() { needs.needed_by(operation) } else { Vec::new() },
            saves_alone_days: alone.map(|alone| difference(&as_is, &alone)),
            lost_without_it_days: without.map(|without| difference(&without, &reformed)),
        }
    };
    // Operations are independent of each other: each is simulated on one thread.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(request.threads.unwrap_or(0)).build()?;
    let operations = pool.install(|| (0..changes.len()).into_par_iter().map(judge).collect());
    Ok(Answer {
        before,
        after,
        after_without_assumptions,
        operations,
        replications: request.replications.unwrap_or(request.scenario.replications.value),
        cases,
        cases_per_operation: fewer.map_or(cases, |fewer| fewer.min(cases)),
    })
}

/// The process with the selected operations.
pub(crate) fn merged(request: &Request<'_>, selected: &dyn Fn(usize) -> bool) -> Result<Definition, Vec<Diagnostic>> {
    merge::apply_selected(request.base, request.reform, selected)
}

/// Why there are no days.
pub(crate) enum Failure {
    Diagnostics(Vec<Diagnostic>),
    Simulation(SimError),
}

impl Failure {
    pub(crate) fn into_error(self, what: &'static Words) -> ReformError {
        match self {
            Failure::Diagnostics(found) => ReformError::Diagnostics { what, found },
            Failure::Simulation(source) => ReformError::Simulation { what, source },
        }
    }
}

/// The calendar days of every case, replication by replication.
pub(crate) fn days(
    request: &Request<'_>,
    definition: &Definition,
    cases: Option<u32>,
    threads: Option<usize>,
) -> Result<Sample, Failure> {
    Ok(outcome(request, definition, cases, threads)?.metrics.calendar_days)
}

/// What can be counted, scored and simulated of a process that was simulated.
pub(crate) fn side_of(request: &Request<'_>, definition: &Definition, found: &Outcome) -> Result<Side, Failure> {
    let shares = with_model(request, definition, |model| shares(model, request.seed))?;
    Ok(Side::measure(definition, request.weights, shares, found))
}

/// All that a simulation of a definition finds.
pub(crate) fn outcome(
    request: &Request<'_>,
    definition: &Definition,
    cases: Option<u32>,
    threads: Option<usize>,
) -> Result<Outcome, Failure> {
    let settings = Settings { seed: request.seed, threads, replications: request.replications, cases };
    with_model(request, definition, |model| simulate(model, &settings, &|_| {}))
}

/// Builds the model of a definition and asks it something.
fn with_model<T>(
    request: &Request<'_>,
    definition: &Definition,
    ask: impl FnOnce(&Model<'_>) -> Result<T, SimError>,
) -> Result<T, Failure> {
    let process = CompiledProcess::compile(definition).map_err(Failure::Diagnostics)?;
    let model = Model::build(definition, &process, request.scenario, request.calendars, request.called)
        .map_err(Failure::Diagnostics)?;
    ask(&model).map_err(Failure::Simulation)
}

/// The days with the selected operations, or `None` if they cannot stand like that.
fn try_days(request: &Request<'_>, selected: &dyn Fn(usize) -> bool) -> Option<Sample> {
    let definition = merged(request, selected).ok()?;
    days(request, &definition, request.cases_per_operation, Some(1)).ok()
}

/// The mean of `more` minus that of `less`, by replications that met the same fate.
pub(crate) fn difference(more: &Sample, less: &Sample) -> Estimate {
    let mean = |values: &Vec<f64>| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let pairs = more.replications().iter().zip(less.replications());
    let differences: Vec<f64> = pairs.map(|(more, less)| mean(more) - mean(less)).collect();
    Estimate::of(&differences)
}
