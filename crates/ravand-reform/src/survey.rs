//! What the variants of a process cost the citizen beside the process itself.
//!
//! The same scenario, cases and fates for all: a difference in days is the variant's own.

use crate::compare::{Request, difference, outcome, side_of};
use crate::{ReformError, Side};
use indexmap::IndexMap;
use ravand_core::calendar::WorkingCalendar;
use ravand_core::{CalendarId, Definition, Overlay, Scenario, Words};
use ravand_lint::Weights;
use ravand_sim::{Estimate, Library, Sample};
use rayon::prelude::*;
use std::sync::Arc;

const BASE: &Words = &Words { en: "without a variant", fa: "بدون گونه" };
const VARIANT: &Words = &Words { en: "with a variant", fa: "با گونه" };

/// What is surveyed.
#[derive(Debug, Clone, Copy)]
pub struct Survey<'a> {
    /// The process.
    pub base: &'a Definition,
    /// How offices differ from it.
    pub variants: &'a [&'a Overlay],
    /// The world in which all of them are simulated.
    pub scenario: &'a Scenario,
    /// The calendars that the scenario and the processes name.
    pub calendars: &'a IndexMap<CalendarId, Arc<WorkingCalendar>>,
    /// The processes that are called, compiled.
    pub called: &'a Library,
    /// The weights of the design-risk score.
    pub weights: &'a Weights,
    /// The seed of chance.
    pub seed: u64,
    /// How many threads; all cores if `None`.
    pub threads: Option<usize>,
    /// Independent replications, in place of the scenario's.
    pub replications: Option<u32>,
    /// Cases of a replication, in place of the scenario's.
    pub cases: Option<u32>,
}

/// The process and each variant, measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Surveyed {
    /// The process itself.
    pub base: Side,
    /// Independent replications of each.
    pub replications: usize,
    /// Cases of each that were simulated, over all replications.
    pub cases: u64,
    /// Its variants, in the order of the survey.
    pub variants: Vec<Variant>,
}

/// A variant, measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// What can be counted, scored and simulated of it.
    pub side: Side,
    /// How many calendar days a case takes longer than in the process itself.
    pub longer_days: Estimate,
}

/// How many more of each a variant asks for than the process itself; fewer are below 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct More {
    /// Approvals.
    pub signatures: i64,
    /// Documents that the applicant brings.
    pub documents: i64,
    /// Steps face to face.
    pub visits: i64,
    /// Golden signatures: a design risk.
    pub golden: i64,
}

impl Surveyed {
    /// The variants, as places in [`Surveyed::variants`], what costs a case most days first:
    /// the order in which retiring them pays.
    pub fn costliest_first(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.variants.len()).collect();
        let days = |at: &usize| self.variants[*at].longer_days.value;
        order.sort_by(|a, b| days(b).total_cmp(&days(a)));
        order
    }

    /// How many more of each a variant asks for than the process itself.
    pub fn more(&self, variant: &Variant) -> More {
        let more = |of: fn(&Side) -> usize| of(&variant.side) as i64 - of(&self.base) as i64;
        More {
            signatures: more(|side| side.counts.approvals),
            documents: more(|side| side.counts.documents),
            visits: more(|side| side.counts.face_to_face),
            golden: more(|side| side.golden.as_declared),
        }
    }
}

/// Measures the process and all its variants.
///
/// # Errors
/// If one of them, or the scenario, is not in order, or a simulation fails.
pub fn survey(survey: &Survey<'_>) -> Result<Surveyed, ReformError> {
    let nothing = Overlay::empty("nothing", &survey.base.id.value);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(survey.threads.unwrap_or(0)).build()?;
    let (base, base_days) = survey.measure(&nothing, BASE)?;
    let measured = |variant: &&Overlay| {
        let (side, days) = survey.measure(variant, VARIANT)?;
        Ok(Variant { side, longer_days: difference(&days, &base_days) })
    };
    let variants: Vec<Result<Variant, ReformError>> =
        pool.install(|| survey.variants.par_iter().map(measured).collect());
    // Of several that fail it is the first that is told of, whichever was done first.
    let variants: Result<Vec<Variant>, ReformError> = variants.into_iter().collect();
    let cases = base_days.replications().iter().map(|cases| cases.len() as u64).sum();
    Ok(Surveyed { base, replications: base_days.replications().len(), cases, variants: variants? })
}

impl Survey<'_> {
    fn measure(&self, variant: &Overlay, what: &'static Words) -> Result<(Side, Sample), ReformError> {
        let request = Request {
            base: self.base,
            reform: variant,
            scenario: self.scenario,
            calendars: self.calendars,
            called: self.called,
            weights: self.weights,
            seed: self.seed,
            threads: Some(1),
            replications: self.replications,
            cases_per_operation: self.cases,
        };
        let definition =
            crate::compare::merged(&request, &|_| true).map_err(|found| ReformError::Diagnostics { what, found })?;
        let found = outcome(&request, &definition, self.cases, Some(1)).map_err(|failure| failure.into_error(what))?;
        let side = side_of(&request, &definition, &found).map_err(|failure| failure.into_error(what))?;
        Ok((side, found.metrics.calendar_days))
    }
}
