//! What a simulation found.

use ravand_core::calendar::WorkingCalendar;
use ravand_core::{EndId, MICROS_PER_DAY, MICROS_PER_SECOND, ProcessId, RoleId, ScenarioId, StepId, Timestamp};

use crate::error::SimError;
use crate::model::Model;
use crate::statistics::{Estimate, Sample};
use crate::tally::{CaseRecord, StepTally, Tally};

/// What a simulation found. The same model and seed give the same outcome, byte for byte,
/// on any machine and number of threads.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The scenario.
    pub scenario: ScenarioId,
    /// The process.
    pub process: ProcessId,
    /// The seed.
    pub seed: u64,
    /// How many replications there were.
    pub replications: u32,
    /// Counted cases of each replication; on average, rounded, where the scenario says until
    /// when they come.
    pub cases: u32,
    /// Tasks that were simulated, warm-up and all.
    pub tasks: u64,
    /// What is known of every case.
    pub metrics: Metrics,
    /// What a case's time is spent on.
    pub spent: Spent,
    /// How the cases ended; every end of the process, in its order.
    pub ends: Vec<EndOutcome>,
    /// Every step of the process and of those called, in their order.
    pub steps: Vec<StepOutcome>,
    /// Every pool of the scenario.
    pub pools: Vec<PoolOutcome>,
    /// Cases under way at a time, on average.
    pub in_progress: Estimate,
    /// Cases that arrive in a day by the clock; 0 if all arrive at once.
    pub arrived_per_day: Estimate,
    /// Cases that end in a day by the clock.
    pub ended_per_day: Estimate,
}

/// What is known of every counted case. The four parts add up over all tasks of a case,
/// also of those that it called; where tasks run side by side they exceed its elapsed time.
#[derive(Debug, Clone, PartialEq)]
pub struct Metrics {
    /// Days on the calendar; a day begun counts.
    pub calendar_days: Sample,
    /// Working days of the process's calendar.
    pub working_days: Sample,
    /// Seconds by the clock.
    pub elapsed_s: Sample,
    /// Tasks.
    pub tasks: Sample,
    /// Seconds until somebody took a task, by the clock.
    pub queue_s: Sample,
    /// Seconds in which somebody was busy.
    pub work_s: Sample,
    /// Seconds in which somebody had a task in hand and the office was closed.
    pub closed_s: Sample,
    /// Seconds in which a task waited and nobody was to be busy with it.
    pub wait_s: Sample,
}

/// What the tasks of a case spent their time on, in seconds on average, with those of the
/// processes that it called. The first four are over the first visit of each step, the last is
/// all that a second or later visit took: together they are all of it. Where tasks run side by
/// side the sum exceeds a case's elapsed time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spent {
    /// Somebody was busy.
    pub work_s: Estimate,
    /// Until somebody took a task, by the clock.
    pub queue_s: Estimate,
    /// Nobody was to be busy: the applicant, another body, a term.
    pub wait_s: Estimate,
    /// Somebody had a task in hand and the office was closed.
    pub closed_s: Estimate,
    /// Steps that were done again: their work, queue, wait and closed time.
    pub rework_s: Estimate,
}

/// One way to end.
#[derive(Debug, Clone, PartialEq)]
pub struct EndOutcome {
    /// The end.
    pub end: EndId,
    /// Whether in favour of the applicant.
    pub favourable: bool,
    /// How many counted cases ended so.
    pub cases: u64,
    /// Their share.
    pub share: Estimate,
}

/// Means over all counted tasks of a step, in seconds by the clock.
#[derive(Debug, Clone, PartialEq)]
pub struct StepOutcome {
    /// Its process.
    pub process: ProcessId,
    /// The step.
    pub step: StepId,
    /// Tasks of it per case.
    pub visits: f64,
    /// From ready to done.
    pub elapsed_s: f64,
    /// Until somebody took it.
    pub queue_s: f64,
    /// Somebody was busy.
    pub work_s: f64,
    /// In hand while the office was closed.
    pub closed_s: f64,
    /// Nobody was to be busy.
    pub wait_s: f64,
}

/// The people of a role.
#[derive(Debug, Clone, PartialEq)]
pub struct PoolOutcome {
    /// The role.
    pub role: RoleId,
    /// How many they are.
    pub holders: u32,
    /// The share of each one's time.
    pub share: f64,
    /// The share of opening hours in which they were busy, each in their share of time.
    pub load: Estimate,
    /// The share of tasks that found nobody free.
    pub queued: Estimate,
    /// Seconds by the clock until somebody took a task.
    pub queue_s: Estimate,
}

const SECOND: f64 = MICROS_PER_SECOND as f64;

/// Puts replications together, in their order.
pub(crate) fn combine(model: &Model<'_>, seed: u64, tallies: Vec<Tally>) -> Result<Outcome, SimError> {
    let windows: Vec<_> = tallies.iter().map(|tally| window(model, tally)).collect();
    let in_progress = tallies.iter().zip(&windows).map(|(tally, window)| crowd(tally, *window));
    let in_progress = Estimate::of(&in_progress.collect::<Vec<_>>());
    let ended_per_day = tallies.iter().zip(&windows).map(|(tally, window)| ended(tally, *window));
    let ended_per_day = Estimate::of(&ended_per_day.collect::<Vec<_>>());
    let arrived_per_day = tallies.iter().zip(&windows).map(|(tally, window)| arrived(tally, *window));
    let arrived_per_day = Estimate::of(&arrived_per_day.collect::<Vec<_>>());
    let pools = pools(model, &tallies, &windows)?;
    Ok(Outcome {
        scenario: model.scenario.clone(),
        process: model.process().id().clone(),
        seed,
        replications: tallies.len() as u32,
        cases: cases(&tallies),
        tasks: tallies.iter().map(|tally| tally.all_tasks).sum(),
        metrics: metrics(model, &tallies)?,
        spent: spent(&tallies),
        ends: ends(model, &tallies),
        steps: steps(model, &tallies),
        pools,
        in_progress,
        arrived_per_day,
        ended_per_day,
    })
}

fn cases(tallies: &[Tally]) -> u32 {
    let all: usize = tallies.iter().map(|tally| tally.cases.len()).sum();
    let replications = tallies.len().max(1);
    u32::try_from((all + replications / 2) / replications).unwrap_or(u32::MAX)
}

fn metrics(model: &Model<'_>, tallies: &[Tally]) -> Result<Metrics, SimError> {
    let calendar = model.calendar();
    let sample = |figure: &dyn Fn(&CaseRecord) -> f64| {
        Sample::new(tallies.iter().map(|tally| tally.cases.iter().map(figure).collect()).collect())
    };
    let mut working_days = Vec::with_capacity(tallies.len());
    for tally in tallies {
        let days: Result<Vec<f64>, SimError> = tally.cases.iter().map(|case| days_of(model, calendar, case)).collect();
        working_days.push(days?);
    }
    let seconds = |micros: i64| micros as f64 / SECOND;
    Ok(Metrics {
        calendar_days: sample(&|case| calendar.calendar_days(case.start, case.end) as f64),
        working_days: Sample::new(working_days),
        elapsed_s: sample(&|case| seconds(case.end.micros_since(case.start))),
        tasks: sample(&|case| f64::from(case.tasks)),
        queue_s: sample(&|case| seconds(case.parts.queue)),
        work_s: sample(&|case| seconds(case.parts.work)),
        closed_s: sample(&|case| seconds(case.parts.closed)),
        wait_s: sample(&|case| seconds(case.parts.wait)),
    })
}

fn spent(tallies: &[Tally]) -> Spent {
    let part = |figure: fn(&CaseRecord) -> i64| {
        let mean = |tally: &Tally| {
            let sum: i128 = tally.cases.iter().map(|case| i128::from(figure(case))).sum();
            ratio(sum as f64 / SECOND, tally.cases.len() as f64)
        };
        Estimate::of(&tallies.iter().map(mean).collect::<Vec<_>>())
    };
    Spent {
        work_s: part(|case| case.parts.work - case.again.work),
        queue_s: part(|case| case.parts.queue - case.again.queue),
        wait_s: part(|case| case.parts.wait - case.again.wait),
        closed_s: part(|case| case.parts.closed - case.again.closed),
        rework_s: part(|case| case.again.sum()),
    }
}

fn days_of(model: &Model<'_>, calendar: &WorkingCalendar, case: &CaseRecord) -> Result<f64, SimError> {
    calendar.working_days_between(case.start, case.end).map_err(|source| SimError::Calendar {
        case: case.number,
        at: model.process().id().to_string(),
        source,
    })
}

fn ends(model: &Model<'_>, tallies: &[Tally]) -> Vec<EndOutcome> {
    let ends = model.process().ends().iter().enumerate();
    let outcome = |(index, end): (usize, &ravand_kernel::CompiledEnd)| {
        let count = |tally: &Tally| tally.cases.iter().filter(|case| case.how.index() == index).count();
        let shares: Vec<f64> = tallies.iter().map(|t| ratio(count(t) as f64, t.cases.len() as f64)).collect();
        EndOutcome {
            end: end.id.clone(),
            favourable: end.favourable,
            cases: tallies.iter().map(|tally| count(tally) as u64).sum(),
            share: Estimate::of(&shares),
        }
    };
    ends.map(outcome).collect()
}

fn steps(model: &Model<'_>, tallies: &[Tally]) -> Vec<StepOutcome> {
    let cases: usize = tallies.iter().map(|tally| tally.cases.len()).sum();
    let mut found = Vec::with_capacity(model.step_count());
    for (index, process) in model.processes.iter().enumerate() {
        for (position, step) in process.compiled.steps().iter().enumerate() {
            let mut sum = StepTally::default();
            for tally in tallies.iter().filter_map(|t| t.steps.get(index)?.get(position)) {
                sum.merge(tally);
            }
            let mean = |micros: i128| ratio(micros as f64 / SECOND, sum.tasks as f64);
            found.push(StepOutcome {
                process: process.compiled.id().clone(),
                step: step.id.clone(),
                visits: ratio(sum.tasks as f64, cases as f64),
                elapsed_s: mean(sum.queue + sum.work + sum.closed + sum.wait),
                queue_s: mean(sum.queue),
                work_s: mean(sum.work),
                closed_s: mean(sum.closed),
                wait_s: mean(sum.wait),
            });
        }
    }
    found
}

fn pools(model: &Model<'_>, tallies: &[Tally], windows: &[Window]) -> Result<Vec<PoolOutcome>, SimError> {
    let mut found = Vec::with_capacity(model.pools.len());
    for (index, pool) in model.pools.iter().enumerate() {
        let calendar = &model.calendars[usize::from(pool.calendar)];
        let (mut loads, mut queued, mut queues) = (Vec::new(), Vec::new(), Vec::new());
        for (tally, (from, to)) in tallies.iter().zip(windows) {
            let Some(sum) = tally.pools.get(index) else { continue };
            let open = calendar.working_micros_between(*from, *to).map_err(|source| SimError::Calendar {
                case: 0,
                at: pool.role.to_string(),
                source,
            })?;
            loads.push(ratio(sum.busy as f64, open as f64 * f64::from(pool.holders)));
            queued.push(ratio(sum.queued as f64, sum.tasks as f64));
            queues.push(ratio(sum.queue as f64 / SECOND, sum.tasks as f64));
        }
        found.push(PoolOutcome {
            role: pool.role.clone(),
            holders: pool.holders,
            share: pool.share,
            load: Estimate::of(&loads),
            queued: Estimate::of(&queued),
            queue_s: Estimate::of(&queues),
        });
    }
    Ok(found)
}

/// From when to when crowds and loads are measured.
type Window = (Timestamp, Timestamp);

/// From the first case that counts to the arrival of the last; if all arrive at once, to
/// the end of the last.
fn window(model: &Model<'_>, tally: &Tally) -> Window {
    if let Some(window) = tally.window {
        return window;
    }
    let last = if model.arrivals.is_some() {
        tally.cases.iter().map(|case| case.start).max()
    } else {
        tally.cases.iter().map(|case| case.end).max()
    };
    (model.counted_from, last.unwrap_or(model.counted_from))
}

/// Cases under way in the window, on average.
fn crowd(tally: &Tally, (from, to): Window) -> f64 {
    let inside = |(start, end): &(Timestamp, Timestamp)| {
        let micros = (*end).min(to).micros_since((*start).max(from));
        i128::from(micros.max(0))
    };
    let sum: i128 = tally.spans.iter().map(inside).sum();
    ratio(sum as f64, to.micros_since(from) as f64)
}

fn ended(tally: &Tally, (from, to): Window) -> f64 {
    let count = tally.spans.iter().filter(|(_, end)| *end > from && *end <= to).count();
    ratio(count as f64 * MICROS_PER_DAY as f64, to.micros_since(from) as f64)
}

fn arrived(tally: &Tally, (from, to): Window) -> f64 {
    let count = tally.spans.iter().filter(|(start, _)| *start > from && *start <= to).count();
    ratio(count as f64 * MICROS_PER_DAY as f64, to.micros_since(from) as f64)
}

/// 0 if there is nothing to divide by.
fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}
