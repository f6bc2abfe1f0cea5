//! Fits the staff of a scenario to elapsed times that are known.
//!
//! A step's elapsed time holds touch (somebody is busy), queue and waiting. Of these only
//! touch is known apart. For each pool the fit looks for the *smallest* staff, in whole
//! holders and one share of their time, that still brings its steps back to their elapsed
//! times: a longer queue would make some step last longer than it does. What touch and
//! queue leave unexplained stays as `wait` of the step, exactly. So a step comes back to its
//! elapsed time on average, and queues explain as much of it as they can.
//!
//! A first guess comes from queueing formulae; then the simulator says how far they are
//! off and the guess is mended, a few times, always with the same seed. Deliberately
//! absent: any claim that the staff found is the staff that a district has.

use std::sync::Arc;

use indexmap::IndexMap;
use ravand_core::calendar::{CalendarError, WorkingCalendar};
use ravand_core::{
    CalendarId, Definition, Diagnostic, Distribution, Length, MICROS_PER_DAY, ProcessId, RoleId, Scenario, Spanned,
    StepId, Times, Unit, VariableLength,
};
use ravand_kernel::CompiledProcess;

use crate::distribution::Sampler;
use crate::error::SimError;
use crate::experiment::{Progress, Settings, measured};
use crate::model::{Library, Model, NO_POOL};
use crate::outcome::Outcome;
use crate::tally::Tally;

/// The load that no pool exceeds if the scenario does not say.
pub const LOAD_AT_MOST: f64 = 0.97;
/// How much longer than its elapsed times a pool's steps may last after the fit.
pub const OVERSHOOT_AT_MOST: f64 = 0.01;
/// Holders of one pool that a fit may ask for.
pub const HOLDERS_MAX: u32 = 10_000;
/// How often the guess is mended.
const ROUNDS: u32 = 4;
/// Shares are written to this many parts of the whole, waits to this many parts of a day.
const SHARE_PARTS: f64 = 10_000.0;
const DAY_PARTS: f64 = 1_000.0;

/// What a fit found, or what a fitted scenario amounts to.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CalibrationReport {
    /// Every pool.
    pub pools: Vec<PoolFit>,
    /// Every step of a pool.
    pub steps: Vec<StepFit>,
    /// All of these steps together, per case.
    pub totals: FitTotals,
}

/// The fit of a pool; days are working days, means over its tasks.
#[derive(Debug, Clone, PartialEq)]
pub struct PoolFit {
    /// The role.
    pub role: RoleId,
    /// How many people.
    pub holders: u32,
    /// The share of each one's time.
    pub share: f64,
    /// How much of that they are busy, from 0 to 1.
    pub load: f64,
    /// What the elapsed times of its steps say.
    pub target_days: f64,
    /// Queue and work, simulated.
    pub simulated_days: f64,
    /// What those two leave of the target; below zero if they are longer.
    pub residual_days: f64,
}

/// The fit of a step; days are working days, means over its tasks.
#[derive(Debug, Clone, PartialEq)]
pub struct StepFit {
    /// The step.
    pub step: StepId,
    /// The role that does it.
    pub role: RoleId,
    /// Tasks of it per case.
    pub visits: f64,
    /// Its elapsed time; `None` if nobody said.
    pub elapsed_days: Option<f64>,
    /// Work, if somebody did nothing else.
    pub touch_days: f64,
    /// Everything between ready and worked that is not touch: the queue, and the hours in
    /// which its people do other things.
    pub queue_days: f64,
    /// What the scenario adds as waiting.
    pub wait_days: f64,
}

/// Sums per case, in working days.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct FitTotals {
    /// Elapsed times of the steps of all pools.
    pub elapsed_days: f64,
    /// Touch in them.
    pub touch_days: f64,
    /// Queue in them.
    pub queue_days: f64,
    /// Waiting that neither explains.
    pub wait_days: f64,
}

/// Why nothing was fitted.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum CalibrationError {
    /// The scenario has mistakes.
    #[error("the scenario has {} mistakes", .0.len())]
    Scenario(Vec<Diagnostic>),
    /// A simulation failed.
    #[error("a simulation of the calibration failed")]
    Simulation(#[from] SimError),
}

impl From<Vec<Diagnostic>> for CalibrationError {
    fn from(problems: Vec<Diagnostic>) -> Self {
        Self::Scenario(problems)
    }
}

/// What a calibration is made from, as [`Model::build`] takes it.
#[derive(Debug, Clone, Copy)]
pub struct Calibrated<'a> {
    /// The process.
    pub definition: &'a Definition,
    /// The same, compiled.
    pub process: &'a CompiledProcess,
    /// The scenario with `times: work_and_wait`, its work times, its arrivals and the roles
    /// to fit under `staff`; their numbers do not matter to [`calibrate`].
    pub scenario: &'a Scenario,
    /// The calendars.
    pub calendars: &'a IndexMap<CalendarId, Arc<WorkingCalendar>>,
    /// Processes that may be called.
    pub called: &'a Library,
}

/// Fits holders and shares of every role under `staff`, and the waits of their steps.
/// Returns the scenario with these numbers and what they amount to.
///
/// # Errors
/// Mistakes of the scenario, or the error of a simulation.
pub fn calibrate(
    world: &Calibrated<'_>,
    settings: &Settings,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<(Scenario, CalibrationReport), CalibrationError> {
    let mut scenario = world.scenario.clone();
    let survey = survey(world, settings)?;
    let cap = scenario.calibration.as_ref().map_or(LOAD_AT_MOST, |calibration| calibration.load_at_most);
    let mut formula_off = vec![1.0; survey.pools.len()];
    for round in 0..=ROUNDS {
        let mut guesses = Vec::with_capacity(survey.pools.len());
        for (pool, off) in survey.pools.iter().zip(&formula_off) {
            let guess = pool.fit(cap, *off);
            if let Some(staff) = scenario.staff.get_mut(&pool.role) {
                (staff.holders, staff.share) = (guess.holders, guess.share);
            }
            for job in &pool.jobs {
                let held = job.touch / guess.share + off * pool.queue(guess);
                wait(&mut scenario, job, held);
            }
            guesses.push(guess);
        }
        let found = measure(world, &scenario, settings, progress)?;
        for ((pool, guess), off) in survey.pools.iter().zip(&guesses).zip(&mut formula_off) {
            let queue = pool.mean(|job| found.held(&job.step) - job.touch / guess.share);
            let expected = pool.queue(*guess);
            if expected > 0.0 && queue > 0.0 {
                *off = (queue / expected).clamp(0.05, 20.0);
            }
            if round == ROUNDS {
                pool.jobs.iter().for_each(|job| wait(&mut scenario, job, found.held(&job.step)));
            }
        }
    }
    let fitted = Calibrated { scenario: &scenario, ..*world };
    let report = report(&fitted, settings, progress)?;
    Ok((scenario, report))
}

/// Measures a scenario that already holds its numbers.
///
/// # Errors
/// As [`calibrate`].
pub fn report(
    world: &Calibrated<'_>,
    settings: &Settings,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<CalibrationReport, CalibrationError> {
    let survey = survey(world, settings)?;
    let found = measure(world, world.scenario, settings, progress)?;
    let mut report = CalibrationReport { pools: Vec::new(), steps: Vec::new(), totals: FitTotals::default() };
    for pool in &survey.pools {
        let held = pool.mean(|job| found.held(&job.step));
        let target = pool.mean(|job| job.elapsed.unwrap_or_else(|| found.held(&job.step)));
        let outcome = found.outcome.pools.iter().find(|outcome| outcome.role == pool.role);
        report.pools.push(PoolFit {
            role: pool.role.clone(),
            holders: outcome.map_or(0, |outcome| outcome.holders),
            share: outcome.map_or(0.0, |outcome| outcome.share),
            load: outcome.map_or(0.0, |outcome| outcome.load.value),
            target_days: target,
            simulated_days: held,
            residual_days: target - held,
        });
        for job in &pool.jobs {
            let queue_days = found.held(&job.step) - job.touch;
            let wait_days = found.waits.get(&job.step).copied().unwrap_or(0.0);
            let totals = &mut report.totals;
            totals.elapsed_days += job.visits * job.elapsed.unwrap_or(0.0);
            totals.touch_days += job.visits * job.touch;
            totals.queue_days += job.visits * queue_days;
            totals.wait_days += job.visits * wait_days;
            report.steps.push(StepFit {
                step: job.step.clone(),
                role: pool.role.clone(),
                visits: job.visits,
                elapsed_days: job.elapsed,
                touch_days: job.touch,
                queue_days,
                wait_days,
            });
        }
    }
    Ok(report)
}

/// What is known before anybody queues.
struct Survey {
    pools: Vec<PoolSurvey>,
}

struct PoolSurvey {
    role: RoleId,
    /// Cases that arrive in a working day.
    cases_per_day: f64,
    jobs: Vec<Job>,
}

/// A step of a pool; times in working days.
struct Job {
    step: StepId,
    visits: f64,
    elapsed: Option<f64>,
    touch: f64,
    touch_square: f64,
}

/// Some staff.
#[derive(Clone, Copy)]
struct Guess {
    holders: u32,
    share: f64,
}

impl PoolSurvey {
    /// A mean over tasks.
    fn mean(&self, figure: impl Fn(&Job) -> f64) -> f64 {
        let tasks: f64 = self.jobs.iter().map(|job| job.visits).sum();
        let sum: f64 = self.jobs.iter().map(|job| job.visits * figure(job)).sum();
        if tasks > 0.0 { sum / tasks } else { 0.0 }
    }

    /// People that are busy at a time, if each did nothing else.
    fn work(&self) -> f64 {
        self.cases_per_day * self.jobs.iter().map(|job| job.visits * job.touch).sum::<f64>()
    }

    /// The mean time in the queue: Sakasegawa's approximation of M/G/c, which for one
    /// holder is the formula of Pollaczek and Khinchine.
    fn queue(&self, Guess { holders, share }: Guess) -> f64 {
        let load = self.work() / (f64::from(holders) * share);
        let touch = self.mean(|job| job.touch);
        if touch <= 0.0 {
            return 0.0;
        }
        if load >= 1.0 {
            return f64::INFINITY;
        }
        let spread = self.mean(|job| job.touch_square) / (touch * touch);
        let exponent = (2.0 * (f64::from(holders) + 1.0)).sqrt() - 1.0;
        let crowd = libm::pow(load, exponent) / (f64::from(holders) * (1.0 - load));
        spread / 2.0 * crowd * touch / share
    }

    /// How much longer than their elapsed times the steps last, as a share.
    fn overshoot(&self, guess: Guess, off: f64) -> f64 {
        let queue = off * self.queue(guess);
        let target = self.mean(|job| job.elapsed.unwrap_or(0.0));
        let beyond = self.mean(|job| job.elapsed.map_or(0.0, |e| (job.touch / guess.share + queue - e).max(0.0)));
        if target > 0.0 { beyond / target } else { 0.0 }
    }

    /// The smallest staff that makes no step longer than it is.
    fn fit(&self, cap: f64, off: f64) -> Guess {
        let work = self.work();
        let mut holders = ((work / cap).ceil() as u32).clamp(1, HOLDERS_MAX);
        let full = |holders| Guess { holders, share: 1.0 };
        // More people help only against the queue: where touch alone is too long, nothing does.
        let alone = self.overshoot(full(HOLDERS_MAX), 0.0).max(OVERSHOOT_AT_MOST);
        while holders < HOLDERS_MAX && self.overshoot(full(holders), off) > 1.001 * alone {
            holders += 1;
        }
        let (mut low, mut high) = ((work / (cap * f64::from(holders))).min(1.0), 1.0);
        let fits = |share| self.overshoot(Guess { holders, share }, off) <= OVERSHOOT_AT_MOST;
        if low <= 0.0 || !fits(high) {
            low = high;
        } else if fits(low) {
            high = low;
        }
        for _ in 0..60 {
            let middle = (low + high) / 2.0;
            if fits(middle) { high = middle } else { low = middle }
        }
        // Rounded up: rounding down could pass the load.
        let share = ((high * SHARE_PARTS).ceil() / SHARE_PARTS).clamp(1.0 / SHARE_PARTS, 1.0);
        Guess { holders, share }
    }
}

/// Writes what `held` leaves of a step's elapsed time into the scenario.
fn wait(scenario: &mut Scenario, job: &Job, held: f64) {
    let Some(elapsed) = job.elapsed else { return };
    let days = ((elapsed - held).max(0.0) * DAY_PARTS).round() / DAY_PARTS;
    let length = VariableLength { amount: Distribution::Exactly(days), unit: Unit::WorkingDay };
    scenario.wait.insert(job.step.clone(), Spanned::nowhere(length));
}

/// How often each step is visited, learnt without queues, and what is known of its times.
fn survey(world: &Calibrated<'_>, settings: &Settings) -> Result<Survey, CalibrationError> {
    let queues = build(world, world.scenario)?;
    let mut calm = world.scenario.clone();
    calm.times.value = Times::Elapsed;
    let model = build(world, &calm)?;
    let (outcome, _) = measured(&model, settings, &|_| (), false)?;
    let calendar = queues.calendar();
    let rate = Rate::of(calendar, &model)?;
    let cases_per_day = rate.cases_per_day(&outcome);
    let mut pools: Vec<PoolSurvey> = Vec::new();
    pools.extend(queues.pools.iter().map(|pool| PoolSurvey {
        role: pool.role.clone(),
        cases_per_day,
        jobs: Vec::new(),
    }));
    let definition_of = |id: &ProcessId| {
        let main = (*id == world.definition.id.value).then_some(world.definition);
        main.or_else(|| world.called.get(id).map(|(definition, _)| definition))
    };
    let mut visits = outcome.steps.iter().map(|step| step.visits);
    for process in &queues.processes {
        let definition = definition_of(process.compiled.id());
        for (step, model) in process.compiled.steps().iter().zip(&process.steps) {
            let visits = visits.next().unwrap_or(0.0);
            let (true, Some(work)) = (model.pool != NO_POOL, model.work) else { continue };
            let Some(staff) = queues.pools.get(usize::from(model.pool)) else { continue };
            let own = definition.and_then(|d| d.steps.get(&step.id)).and_then(|s| s.attributes.elapsed);
            let elapsed = world.scenario.elapsed.get(&step.id).copied().or(own);
            let full_time = rate.days(Length::new(work.factor * staff.share, work.unit));
            pools[usize::from(model.pool)].jobs.push(Job {
                step: step.id.clone(),
                visits,
                elapsed: elapsed.map(|e| rate.days(e.value.mean())),
                touch: full_time * work.amount.mean(),
                touch_square: full_time * full_time * Sampler::mean_square(&work.amount),
            });
        }
    }
    Ok(Survey { pools })
}

fn build<'a>(world: &Calibrated<'a>, scenario: &Scenario) -> Result<Model<'a>, CalibrationError> {
    Ok(Model::build(world.definition, world.process, scenario, world.calendars, world.called)?)
}

/// How long a working day of a calendar is, on average over a year.
struct Rate {
    open_micros_per_day: f64,
    days_per_clock_day: f64,
}

/// A year, over which weekends and most holidays even out.
const YEAR_DAYS: i64 = 365;

impl Rate {
    fn of(calendar: &WorkingCalendar, model: &Model<'_>) -> Result<Self, CalibrationError> {
        let beyond =
            |source: CalendarError| SimError::Calendar { case: 0, at: model.process().id().to_string(), source };
        let (from, to) = (model.start(), model.start().plus_micros(YEAR_DAYS * MICROS_PER_DAY));
        let days = calendar.working_days_between(from, to).map_err(beyond)?;
        let open = calendar.working_micros_between(from, to).map_err(beyond)?;
        Ok(Self { open_micros_per_day: open as f64 / days, days_per_clock_day: days / YEAR_DAYS as f64 })
    }

    /// A length in working days.
    fn days(&self, length: Length) -> f64 {
        match (length.unit.micros(), length.unit.is_working()) {
            (None, _) => length.amount,
            (Some(micros), true) => length.amount * micros as f64 / self.open_micros_per_day,
            (Some(micros), false) => length.amount * micros as f64 / MICROS_PER_DAY as f64 * self.days_per_clock_day,
        }
    }

    /// Cases that arrive in a working day.
    fn cases_per_day(&self, outcome: &Outcome) -> f64 {
        outcome.arrived_per_day.value / self.days_per_clock_day
    }
}

/// What a simulation with queues found.
struct Found {
    outcome: Outcome,
    /// Working days from ready to worked, mean by step.
    held: IndexMap<StepId, f64>,
    /// Waits of the scenario, mean by step.
    waits: IndexMap<StepId, f64>,
}

impl Found {
    fn held(&self, step: &StepId) -> f64 {
        self.held.get(step).copied().unwrap_or(0.0)
    }
}

fn measure(
    world: &Calibrated<'_>,
    scenario: &Scenario,
    settings: &Settings,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Found, CalibrationError> {
    let model = build(world, scenario)?;
    let (outcome, tally): (Outcome, Tally) = measured(&model, settings, progress, true)?;
    let rate = Rate::of(model.calendar(), &model)?;
    let (mut held, mut waits) = (IndexMap::new(), IndexMap::new());
    for (process, sums) in model.processes.iter().zip(&tally.steps) {
        for ((step, of), sum) in process.compiled.steps().iter().zip(&process.steps).zip(sums) {
            if of.pool == NO_POOL {
                continue;
            }
            let mean = if sum.tasks > 0 { sum.in_hand_days / sum.tasks as f64 } else { 0.0 };
            held.insert(step.id.clone(), mean);
            let wait = of.wait.map_or(0.0, |wait| rate.days(Length::new(wait.amount.mean(), wait.unit)));
            waits.insert(step.id.clone(), wait);
        }
    }
    Ok(Found { outcome, held, waits })
}
