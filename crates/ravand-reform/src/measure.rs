//! One side of a comparison: what can be counted, scored and simulated.

use indexmap::IndexMap;
use ravand_core::{Counts, Definition, StepId, count};
use ravand_lint::{Band, Risk, RiskContext, Weights, assess_all};
use ravand_sim::{Estimate, Model, Outcome, Sample, Settings, SimError, Spent, passages};
use std::collections::BTreeMap;

/// Cases from which is read how many of them pass a step.
const SHARE_CASES: u32 = 1_000;

/// One side of a comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// What can be counted.
    pub counts: Counts,
    /// How many steps carry a golden signature's risk.
    pub golden: Golden,
    /// The risk of every step.
    pub risks: IndexMap<StepId, Risk>,
    /// How long a case takes.
    pub calendar_days: Days,
    /// How many cases took how many calendar days, over all replications.
    pub cases_by_days: BTreeMap<u32, u64>,
    /// Working days of a case, on average.
    pub working_days: Estimate,
    /// What the tasks of a case spend their time on.
    pub spent: Spent,
}

/// Steps in the golden band. A design risk, not an accusation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Golden {
    /// With the holders as declared and assumed.
    pub as_declared: usize,
    /// With twice as many holders wherever their number is assumed.
    pub with_assumed_holders_doubled: usize,
}

/// Calendar days of a case, a day begun counted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Days {
    /// The mean.
    pub mean: Estimate,
    /// A tenth of the cases take less.
    pub p10: Estimate,
    /// Half of them take less.
    pub p50: Estimate,
    /// Nine tenths take less.
    pub p90: Estimate,
}

impl Side {
    pub(crate) fn measure(
        definition: &Definition,
        weights: &Weights,
        shares: IndexMap<StepId, f64>,
        outcome: &Outcome,
    ) -> Self {
        let context = RiskContext { shares: Some(&shares), ..RiskContext::new(weights) };
        Self {
            counts: count(definition),
            golden: Golden::count(definition, &context),
            risks: assess_all(definition, &context),
            calendar_days: Days::of(&outcome.metrics.calendar_days),
            cases_by_days: cases_by_days(&outcome.metrics.calendar_days),
            working_days: outcome.metrics.working_days.summary().mean,
            spent: outcome.spent,
        }
    }
}

/// A calendar day begun counts, so the days of a case are a whole number.
fn cases_by_days(sample: &Sample) -> BTreeMap<u32, u64> {
    let mut counts = BTreeMap::new();
    for days in sample.replications().iter().flatten() {
        *counts.entry(*days as u32).or_insert(0) += 1;
    }
    counts
}

/// For every step, the share of favourable cases that pass it: what the score takes where
/// not every path leads through the step.
pub(crate) fn shares(model: &Model<'_>, seed: u64) -> Result<IndexMap<StepId, f64>, SimError> {
    passages(model, &Settings { seed, cases: Some(SHARE_CASES), ..Settings::default() })
}

impl Golden {
    /// Counts the golden steps of a process.
    pub fn count(definition: &Definition, context: &RiskContext<'_>) -> Self {
        let golden = |holders_factor| {
            let context = RiskContext { holders_factor, ..*context };
            assess_all(definition, &context).values().filter(|risk| risk.band == Band::Golden).count()
        };
        Self { as_declared: golden(1.0), with_assumed_holders_doubled: golden(2.0) }
    }
}

impl Days {
    pub(crate) fn of(sample: &Sample) -> Self {
        let summary = sample.summary();
        Self { mean: summary.mean, p10: summary.p10, p50: summary.p50, p90: summary.p90 }
    }
}
