//! Why a simulation ended without a result.

use ravand_core::calendar::CalendarError;
use ravand_core::{Args, Code, Language};
use ravand_feel::EvalError;
use ravand_kernel::exchange::ExchangeError;
use ravand_kernel::{Cause, CompiledProcess, Place, Rejection};

use crate::codes;
use crate::run::TASKS_PER_CASE_MAX;

/// Cases that may arrive in one run, those of the warm-up counted.
pub const ARRIVALS_MAX: usize = 10_000_000;
/// Cases that may be open at once in one run.
pub const OPEN_CASES_MAX: usize = 1_000_000;

/// Why a simulation ended without a result. Nothing is ever left out of a result in
/// silence: the first case that cannot go on ends the whole run.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SimError {
    /// The process could not decide how a case goes on.
    #[error("case {case} cannot go on at `{at}`: {}", cause.message().message(Language::En))]
    Incident {
        /// The case's number.
        case: u32,
        /// The step, or the process if it is no step.
        at: String,
        /// Why.
        cause: Box<Cause>,
    },
    /// A time lies beyond what a calendar covers.
    #[error("case {case} reaches beyond its calendar at `{at}`")]
    Calendar {
        /// The case's number.
        case: u32,
        /// The step.
        at: String,
        /// What the calendar says.
        source: CalendarError,
    },
    /// The kernel refused what the scenario says.
    #[error("the kernel refused a command for case {case} at `{at}`")]
    Refused {
        /// The case's number.
        case: u32,
        /// The step, or the process.
        at: String,
        /// Why.
        source: Rejection,
    },
    /// An expression under `data:` failed.
    #[error("case {case} cannot be given `{name}` at `{at}`")]
    Datum {
        /// The case's number.
        case: u32,
        /// The step.
        at: String,
        /// The datum.
        name: String,
        /// Why.
        source: EvalError,
    },
    /// An expression under `data:` gave nothing.
    #[error("case {case} cannot be given `{name}` at `{at}`: what it is worked out from is not known yet")]
    Unknown {
        /// The case's number.
        case: u32,
        /// The step.
        at: String,
        /// The datum.
        name: String,
    },
    /// A case has more tasks than [`TASKS_PER_CASE_MAX`].
    #[error("case {case} has more than {TASKS_PER_CASE_MAX} tasks: a loop is never left")]
    EndlessCase {
        /// The case's number.
        case: u32,
    },
    /// More cases are open than [`OPEN_CASES_MAX`].
    #[error("more than {OPEN_CASES_MAX} cases are open at once: more work arrives than the staff can do")]
    TooManyCases,
    /// More cases arrive than [`ARRIVALS_MAX`] until the last counted one.
    #[error("more than {ARRIVALS_MAX} cases arrive until the last counted one")]
    TooManyArrivals,
    /// Calls nest too deep.
    #[error("case {case} calls too deep")]
    Calls {
        /// The case's number.
        case: u32,
        /// Why.
        source: ExchangeError,
    },
    /// A case waits for nothing.
    #[error("case {case} waits for nothing and does not end")]
    Stalled {
        /// The case's number.
        case: u32,
    },
    /// Nothing was asked for.
    #[error("nothing is simulated: {cases} cases, {replications} replications")]
    NoCases {
        /// Cases asked for.
        cases: u32,
        /// Replications asked for.
        replications: u32,
    },
    /// Nobody comes before the day at which the scenario ends.
    #[error("no case arrives in replication {replication} before the scenario ends")]
    NobodyArrives {
        /// The replication, from 1.
        replication: u32,
    },
    /// The threads could not be started.
    #[error("no threads to compute on: {why}")]
    Threads {
        /// What the system says.
        why: String,
    },
}

impl SimError {
    /// Its words in every language.
    pub fn code(&self) -> &'static Code {
        match self {
            Self::Incident { .. } => &codes::INCIDENT,
            Self::Calendar { .. } => &codes::BEYOND_CALENDAR,
            Self::Refused { .. } => &codes::REFUSED,
            Self::Datum { .. } => &codes::BAD_DATUM,
            Self::Unknown { .. } => &codes::UNKNOWN_YET,
            Self::EndlessCase { .. } => &codes::ENDLESS_CASE,
            Self::TooManyCases => &codes::TOO_MANY_CASES,
            Self::TooManyArrivals => &codes::TOO_MANY_ARRIVALS,
            Self::Calls { .. } => &codes::CALLS_TOO_DEEP,
            Self::Stalled { .. } => &codes::STALLED,
            Self::NoCases { .. } => &codes::NO_CASES,
            Self::NobodyArrives { .. } => &codes::NOBODY_ARRIVES,
            Self::Threads { .. } => &codes::NO_THREADS,
        }
    }

    /// What is wrong, in `language`.
    pub fn message(&self, language: Language) -> String {
        self.code().message.fill(language, &self.args())
    }

    /// How to mend it, in `language`.
    pub fn help(&self, language: Language) -> String {
        self.code().help.fill(language, &self.args())
    }

    /// The arguments of those words.
    pub fn args(&self) -> Args {
        let case = |case: &u32, at: &str| Args::new().with("case", case).with("step", format!("`{at}`"));
        match self {
            Self::Incident { case: number, at, cause } => case(number, at).with_message("cause", &cause.message()),
            Self::Calendar { case: number, at, source } => {
                case(number, at).with_said("why", source.code().message, source.args())
            }
            Self::Refused { case: number, at, source } => case(number, at).with_message("why", &source.message()),
            Self::Datum { case: number, at, name, source } => {
                case(number, at).with("name", name).with_said("why", source.code().message, source.args())
            }
            Self::Unknown { case: number, at, name } => case(number, at).with("name", name),
            Self::EndlessCase { case } => Args::new().with("case", case).with("max", TASKS_PER_CASE_MAX),
            Self::TooManyCases => Args::new().with("max", OPEN_CASES_MAX),
            Self::TooManyArrivals => Args::new().with("max", ARRIVALS_MAX),
            Self::Calls { case, source } => Args::new().with("case", case).with_message("why", &source.message()),
            Self::Stalled { case } => Args::new().with("case", case),
            Self::NoCases { cases, replications } => {
                Args::new().with("cases", cases).with("replications", replications)
            }
            Self::NobodyArrives { replication } => Args::new().with("replication", replication),
            Self::Threads { why } => Args::new().with("why", why),
        }
    }
}

/// The step at which a case waits, or its process.
pub(crate) fn name_of(process: &CompiledProcess, place: Place) -> String {
    match place {
        Place::Start { step, .. } | Place::Decide { step, .. } | Place::Done { step, .. } => {
            process.step(step).id.to_string()
        }
        _ => process.id().to_string(),
    }
}
