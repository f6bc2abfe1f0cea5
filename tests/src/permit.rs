//! The building permit of the bank and what its simulated cases did, told to a judge.
//!
//! Cases go through the kernel in the scenario `elapsed`, and every event becomes the line
//! that a person would read. What is right is the judge's: nothing is decided here.

use crate::transcript::{Judge, Needs, TableError};
use ravand::bank::{Bank, BankError};
use ravand::core::{Definition, Diagnostic, Scenario, merge};
use ravand::kernel::CompiledProcess;
use ravand::sim::{Library, Model, Settings, SimError, simulate_traced};
use std::path::Path;

/// The frozen table of who needs what.
pub const NEEDS: &str = include_str!("../data/needs.txt");
/// The end at which every step had its turn.
const WHOLE_END: &str = "issued";

/// The permit as it is and as reformed, with what it takes to simulate it.
#[derive(Debug)]
pub struct Permit {
    /// The bank that ships with the project.
    pub bank: Bank,
    /// Of 129 steps.
    pub as_it_is: Definition,
    /// Of 66 steps, ordered by documents.
    pub reformed: Definition,
    /// All cases begin at once and nobody queues.
    pub elapsed: Scenario,
}

/// What a judge found.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// Tasks that were started.
    pub starts: u64,
    /// Branches that were sent back.
    pub redos: u64,
    /// How often something was wrong.
    pub complaint_count: u64,
    /// The first of them, in words.
    pub complaints: Vec<String>,
    /// Why the simulation ended before all cases had.
    pub stopped: Option<SimError>,
}

/// Why cases could not be judged at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PermitError {
    /// The bank does not open.
    #[error("the bank does not open")]
    Bank(#[from] BankError),
    /// The bank lacks something.
    #[error("the bank has no {0}")]
    Missing(&'static str),
    /// Something in it is not in order.
    #[error("{what}: {} diagnostics, first {:?}", found.len(), found.first().map(|d| d.code.id))]
    Diagnostics {
        /// What was being made.
        what: &'static str,
        /// What is wrong.
        found: Vec<Diagnostic>,
    },
    /// The frozen table is broken.
    #[error("the table of who needs what is broken")]
    Table(#[from] TableError),
}

impl Permit {
    /// Reads the bank and merges the reform.
    ///
    /// # Errors
    /// If the bank lacks one of them or they do not go together.
    pub fn open() -> Result<Self, PermitError> {
        let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../processes"));
        let bank = Bank::open(root)?;
        let as_it_is = bank.processes.get("building-permit").ok_or(PermitError::Missing("permit"))?.clone();
        let reform = bank.overlay("building-permit", "permit-1401").ok_or(PermitError::Missing("reform"))?;
        let reformed = merge::apply(&as_it_is, reform).map_err(diagnostics("merging the reform"))?;
        let elapsed = bank
            .scenarios_of(&as_it_is.id.value)
            .find(|scenario| scenario.id.value.as_str() == "elapsed")
            .ok_or(PermitError::Missing("scenario `elapsed`"))?
            .clone();
        Ok(Self { bank, as_it_is, reformed, elapsed })
    }

    /// Lets cases of a definition run and a judge read along.
    ///
    /// # Errors
    /// If the definition does not compile or does not fit the scenario.
    pub fn judge(
        &self,
        definition: &Definition,
        scenario: &Scenario,
        needs: &Needs,
        (cases, seed): (u32, u64),
    ) -> Result<Verdict, PermitError> {
        let process = CompiledProcess::compile(definition).map_err(diagnostics("compiling"))?;
        let library = Library::new();
        let model = Model::build(definition, &process, scenario, &self.bank.calendars, &library)
            .map_err(diagnostics("building the model"))?;
        let settings = Settings { seed, cases: Some(cases), replications: Some(1), threads: Some(1) };
        let mut judge = Judge::new(needs, WHOLE_END);
        let mut current = None;
        let stopped = simulate_traced(&model, &settings, &mut |traced| {
            if current.replace(traced.case) != Some(traced.case) {
                judge.next_case(traced.case);
            }
            judge.line(&traced.event.line(traced.process));
        });
        Ok(Verdict {
            starts: judge.starts(),
            redos: judge.redos(),
            complaint_count: judge.complaint_count(),
            complaints: judge.complaints().iter().map(ToString::to_string).collect(),
            stopped: stopped.err(),
        })
    }

    /// The same in several worlds at once, a thread for each; their verdicts in the order of
    /// the seeds, which count up from `seed`.
    ///
    /// # Errors
    /// As [`Permit::judge`].
    pub fn judge_worlds(
        &self,
        needs: &Needs,
        (worlds, cases_each, seed): (u64, u32, u64),
    ) -> Result<Vec<Verdict>, PermitError> {
        let judge = |seed| self.judge(&self.reformed, &self.elapsed, needs, (cases_each, seed));
        std::thread::scope(|scope| {
            let threads: Vec<_> = (seed..seed + worlds).map(|seed| scope.spawn(move || judge(seed))).collect();
            let joined = threads.into_iter().map(|thread| match thread.join() {
                Ok(verdict) => verdict,
                Err(panic) => std::panic::resume_unwind(panic),
            });
            joined.collect()
        })
    }
}

fn diagnostics(what: &'static str) -> impl FnOnce(Vec<Diagnostic>) -> PermitError {
    move |found| PermitError::Diagnostics { what, found }
}
