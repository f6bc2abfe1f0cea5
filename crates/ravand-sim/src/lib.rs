//! Discrete-event simulation of the kernel: how long would cases take if they arrived so,
//! people worked so and checks failed so often?
//!
//! There is no second implementation of flow here: every case is a kernel
//! [`Instance`](ravand_kernel::Instance), and what a simulated step leads to is what it
//! would lead to in the engine. A [`Model`] is a process and a scenario, checked and
//! resolved; [`simulate`] runs its replications on all cores; an [`Outcome`] holds what was
//! found, every figure with its interval; [`calibrate`] fits a scenario's staff to elapsed
//! times.
//!
//! Randomness is addressed ([`Address`]): same seed, same bytes, on any number of threads,
//! and two scenarios meet the same fate wherever they share a step.
//!
//! Deliberately absent: clocks, files, priorities, people who differ from each other, and
//! what is not known about the inputs. An interval says how well the *model* is known.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use std::sync::Arc;
//! use ravand_core::calendar::WorkingCalendar;
//! # use ravand_core::{Block, Definition, EndDeclaration, Spanned, Step};
//! use ravand_kernel::CompiledProcess;
//! use ravand_sim::{Library, Model, Settings, simulate};
//!
//! # let mut letter = Definition::empty("letter");
//! # letter.steps.insert("write".into(), Step::default());
//! # letter.ends.insert("sent".into(), EndDeclaration::favourable());
//! # letter.flow.blocks = vec![
//! #     Block::Step(Spanned::nowhere("write".into())),
//! #     Block::End(Spanned::nowhere("sent".into())),
//! # ];
//! # use ravand_core::{Arrivals, Calls, Exits, Extent, Scenario, Times, Title};
//! # let mut scenario = Scenario {
//! #     id: Spanned::nowhere("today".into()), title: Title::default(), assumptions: vec![],
//! #     process: Spanned::nowhere("letter".into()), start: Spanned::nowhere("2024-01-01".parse()?),
//! #     extent: Extent::Cases(Spanned::nowhere(1000)), arrivals: Arrivals::AtStart, times: Spanned::nowhere(Times::Elapsed),
//! #     calendar: Some(Spanned::nowhere("open".into())), staff: Default::default(), data: Default::default(),
//! #     chances: Default::default(), work_by_kind: Default::default(), work: Default::default(),
//! #     wait: Default::default(), elapsed: Default::default(), errors: Default::default(),
//! #     costs: Default::default(), uncertain: Default::default(), calls: Calls::Simulate, exits: Exits::Simulate,
//! #     replications: Spanned::nowhere(4), warm_up: None, calibration: None,
//! # };
//! # use ravand_core::{Distribution, Unit, VariableLength};
//! # let hours = VariableLength { amount: Distribution::Triangle { min: 1.0, mode: 2.0, max: 6.0 }, unit: Unit::Hour };
//! # scenario.elapsed.insert("write".into(), Spanned::nowhere(hours));
//! // `letter` is one step of one to six hours, most often two; `scenario` has 1000 cases.
//! let process = CompiledProcess::compile(&letter).map_err(|d| format!("{d:?}"))?;
//! let calendars = [("open".into(), Arc::new(WorkingCalendar::around_the_clock()))].into_iter().collect();
//! let called = Library::new();
//! let model = Model::build(&letter, &process, &scenario, &calendars, &called).map_err(|d| format!("{d:?}"))?;
//! let outcome = simulate(&model, &Settings { seed: 1, ..Settings::default() }, &|_| ())?;
//! let hours = outcome.metrics.elapsed_s.summary().mean.value / 3600.0;
//! assert!((hours - 3.0).abs() < 0.1);
//! # Ok(())
//! # }
//! ```

mod build;
mod calibrate;
pub mod codes;
mod distribution;
mod error;
mod experiment;
mod model;
mod outcome;
mod passages;
mod random;
mod run;
mod sources;
mod statistics;
mod tally;
mod world;

pub use calibrate::{
    Calibrated, CalibrationError, CalibrationReport, FitTotals, HOLDERS_MAX, LOAD_AT_MOST, OVERSHOOT_AT_MOST, PoolFit,
    StepFit, calibrate, report,
};
pub use distribution::Sampler;
pub use error::{ARRIVALS_MAX, OPEN_CASES_MAX, SimError};
pub use experiment::{Progress, Settings, Traced, simulate, simulate_traced};
pub use model::{Library, Model};
pub use outcome::{EndOutcome, Metrics, Outcome, PoolOutcome, Spent, StepOutcome};
pub use passages::passages;
pub use random::{Address, Purpose, hash_text};
/// What a [`Model`] is built from; its own crate executes it.
pub use ravand_kernel::{CompiledProcess, too_large};
pub use run::TASKS_PER_CASE_MAX;
pub use sources::DECIMALS;
pub use statistics::{CONFIDENCE, Estimate, Interval, Sample, Summary};
pub use world::OPEN_TASKS_MAX;
