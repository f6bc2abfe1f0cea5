//! Many runs of one model: replications on all cores, put together in a fixed order.
//!
//! Invariant: the split into runs depends on the model and the settings alone, never on
//! the number of threads, and what the runs return is put together in their order. So the
//! same seed gives the same bytes everywhere.

use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};

use ravand_core::Timestamp;
use ravand_kernel::exchange::InstanceKey;
use ravand_kernel::{CompiledProcess, Event};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::error::SimError;
use crate::model::Model;
use crate::outcome::{Outcome, combine};
use crate::random::Address;
use crate::run::{Extent, Nobody, Observer, Run, Seen};
use crate::tally::Tally;

/// Cases that are simulated in one go where cases do not know of each other.
const CASES_PER_RUN: usize = 500;

/// What a host may choose. Only the seed and the two numbers change figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Settings {
    /// Another seed is another world with the same chances.
    pub seed: u64,
    /// How many threads compute; as many as there are cores if not said.
    pub threads: Option<usize>,
    /// Replications in place of the scenario's.
    pub replications: Option<u32>,
    /// Counted cases in place of the scenario's; where that says until when they come, this
    /// many at most.
    pub cases: Option<u32>,
}

/// How far a simulation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Runs that are done.
    pub done: u32,
    /// Runs in all.
    pub total: u32,
}

/// A run of its own: a replication, or a part of one where cases do not know of each other.
struct Part {
    replication: u32,
    cases: Option<Range<usize>>,
}

/// Simulates a model. `progress` is told after each run, from whichever thread did it.
///
/// # Errors
/// The first case that cannot go on ends the simulation; of several, that of the first
/// replication is reported.
pub fn simulate(
    model: &Model<'_>,
    settings: &Settings,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Outcome, SimError> {
    let (outcome, _) = measured(model, settings, progress, false)?;
    Ok(outcome)
}

/// The same with the tallies, for the calibration.
pub(crate) fn measured(
    model: &Model<'_>,
    settings: &Settings,
    progress: &(dyn Fn(Progress) + Sync),
    in_days: bool,
) -> Result<(Outcome, Tally), SimError> {
    let (cases, replications) = counts(model, settings)?;
    let extent = Extent { cases, in_days };
    let address = |replication| Address::of_replication(settings.seed, replication);
    let mut schedules: Vec<Vec<Timestamp>> = Vec::new();
    let mut parts = Vec::new();
    for replication in 0..replications {
        if !model.independent {
            parts.push(Part { replication, cases: None });
            continue;
        }
        let arrivals = Run::new(model, address(replication), extent, Nobody).arrivals()?;
        let starts = (0..arrivals.len()).step_by(CASES_PER_RUN);
        let ranges = starts.map(|from| from..arrivals.len().min(from + CASES_PER_RUN));
        parts.extend(ranges.map(|cases| Part { replication, cases: Some(cases) }));
        schedules.push(arrivals);
    }
    let (done, total) = (AtomicU32::new(0), parts.len() as u32);
    let compute = |part: &Part| {
        let run = Run::new(model, address(part.replication), extent, Nobody);
        let tally = match (&part.cases, schedules.get(part.replication as usize)) {
            (Some(range), Some(arrivals)) => run.one_by_one(range.start as u32, &arrivals[range.clone()]),
            _ => run.together(),
        };
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        progress(Progress { done, total });
        tally
    };
    let computed: Vec<Result<Tally, SimError>> = match settings.threads {
        // Whoever runs many simulations side by side brings the threads.
        Some(1) => parts.iter().map(compute).collect(),
        threads => {
            let builder = rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0));
            let pool = builder.build().map_err(|why| SimError::Threads { why: why.to_string() })?;
            pool.install(|| parts.par_iter().map(compute).collect())
        }
    };
    let mut tallies: Vec<Tally> = vec![Tally::default(); replications as usize];
    for (part, tally) in parts.iter().zip(computed) {
        tallies[part.replication as usize].merge(tally?);
    }
    let nobody = tallies.iter().zip(1..).find(|(tally, _)| tally.cases.is_empty());
    if let Some((_, replication)) = nobody {
        return Err(SimError::NobodyArrives { replication });
    }
    let mut all = Tally::default();
    for tally in &tallies {
        all.merge(Tally { cases: Vec::new(), spans: Vec::new(), ..tally.clone() });
    }
    Ok((combine(model, settings.seed, tallies)?, all))
}

fn counts(model: &Model<'_>, settings: &Settings) -> Result<(u32, u32), SimError> {
    let cases = settings.cases.unwrap_or(model.cases);
    let replications = settings.replications.unwrap_or(model.replications);
    if cases == 0 || replications == 0 {
        return Err(SimError::NoCases { cases, replications });
    }
    Ok((cases, replications))
}

/// An event of a simulated case.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Traced<'e> {
    /// The simulated case, by its number.
    pub case: u32,
    /// The case itself or one that it called: each has its own key.
    pub instance: InstanceKey,
    /// The process of that instance, by whose steps the event's numbers count.
    pub process: &'e CompiledProcess,
    /// When.
    pub at: Timestamp,
    /// What.
    pub event: &'e Event,
}

/// Simulates the first replication on this thread and tells every event of every case, those
/// of the warm-up too. Events of one instance come in their order; where cases queue behind
/// each other, those of different cases come as time goes on.
///
/// # Errors
/// As [`simulate`].
pub fn simulate_traced(
    model: &Model<'_>,
    settings: &Settings,
    trace: &mut impl FnMut(Traced<'_>),
) -> Result<(), SimError> {
    let (cases, _) = counts(model, settings)?;
    let extent = Extent { cases, in_days: false };
    let run = Run::new(model, Address::of_replication(settings.seed, 0), extent, Tracer { model, trace });
    if model.independent {
        let arrivals = run.arrivals()?;
        run.one_by_one(0, &arrivals)?;
    } else {
        run.together()?;
    }
    Ok(())
}

struct Tracer<'t, 'm, F> {
    model: &'t Model<'m>,
    trace: &'t mut F,
}

impl<F: FnMut(Traced<'_>)> Observer for Tracer<'_, '_, F> {
    fn event(&mut self, seen: Seen<'_>) {
        let Seen { case, key, process, at, event } = seen;
        let process = self.model.processes[usize::from(process)].compiled;
        (self.trace)(Traced { case, instance: key, process, at, event });
    }
}
