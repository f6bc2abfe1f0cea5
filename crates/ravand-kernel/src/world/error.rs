//! Why the world refused something.

use crate::command::Rejection;
use crate::exchange::InstanceKey;
use crate::mail::MailError;

/// Why the world refused something. Nothing happened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WorldError {
    /// Nothing of that id was deployed.
    #[error("no process `{0}` was deployed")]
    NoProcess(String),
    /// There is no such case.
    #[error("there is no case {}", .0.0)]
    NoCase(InstanceKey),
    /// No task of the step is open.
    #[error("no task of step `{0}` is open")]
    NoTask(String),
    /// The step has no such outcome.
    #[error("step `{step}` has no outcome `{outcome}`")]
    NoOutcome {
        /// The step.
        step: String,
        /// What was named.
        outcome: String,
    },
    /// The process has no such datum.
    #[error("the process has no datum `{0}`")]
    NoDatum(String),
    /// The kernel refused the command.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// The message could not be kept.
    #[error(transparent)]
    Mail(#[from] MailError),
}
