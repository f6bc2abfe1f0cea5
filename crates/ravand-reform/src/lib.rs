//! What a reform changes, and which of its operations saves what: counts by the linter's
//! score, days by simulation of the kernel that will run the result.
//!
//! Every figure is a pure function of the definitions, the scenario and the seed. The
//! durations and chances are the scenario's and the process's own: this crate assumes
//! nothing, and tells apart what the reform itself claims about the world (operations
//! marked `assumed`) from what it changes.

mod compare;
mod measure;
mod needs;
mod survey;

pub use compare::{Answer, Effect, Estimate, Progress, Request, Split, SplitSide, compare, split};
pub use measure::{Days, Golden, Side};
pub use ravand_sim::Spent;
pub use survey::{More, Survey, Surveyed, Variant, survey};

use ravand_core::{Diagnostic, Words};
use ravand_sim::SimError;

/// Why a comparison could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReformError {
    /// The process, the merged process or the scenario is not in order.
    #[error("the process {} cannot be used: {} findings", what.en, found.len())]
    Diagnostics {
        /// Which process was being looked at, in words that follow "the process".
        what: &'static Words,
        /// Everything that stands against it.
        found: Vec<Diagnostic>,
    },
    /// No threads could be had.
    #[error("no threads could be started")]
    Threads(#[from] rayon::ThreadPoolBuildError),
    /// A simulation failed.
    #[error("the simulation of the process {} failed", what.en)]
    Simulation {
        /// Which process was being simulated, likewise.
        what: &'static Words,
        /// Why.
        #[source]
        source: SimError,
    },
}
