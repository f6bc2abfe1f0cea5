//! Why something could not be done, by family: reading, deploying, commanding.

use crate::CaseId;
use crate::codec::CodecError;
use crate::codes;
use crate::gate::Gate;
use crate::record::{Unreadable, Unstorable};
use crate::source::NoEntropy;
use crate::store::StoreError;
use ravand_core::{Args, Diagnostic, Message};
use ravand_kernel::{Rejection, mail::MailError};

/// Why something could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// There is no such case.
    #[error("there is no case {0}")]
    NoCase(CaseId),
    /// The store does not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The definition that a case runs by is not at hand.
    #[error("the definition {0} is not at hand: deploy it, or open the engine with a codec")]
    NotDeployed(String),
    /// The text of a definition is not the one that was stored.
    #[error("the stored text of the definition {digest}: {why}")]
    Definition {
        /// The digest.
        digest: String,
        /// What is wrong with it.
        why: CodecError,
    },
    /// An entry of a case is not what was written.
    #[error("entry {seq} of case {case} is damaged: {why}")]
    Damaged {
        /// The case.
        case: CaseId,
        /// The entry.
        seq: u64,
        /// What is wrong with it.
        why: Unreadable,
    },
    /// A row beside the entries is not what was written.
    #[error("a stored row is damaged: {0}")]
    Row(#[from] Unreadable),
}

/// Why a definition could not be deployed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DeployError {
    /// It cannot run.
    #[error("the definition cannot run: {} diagnostics", .0.len())]
    Diagnostics(Vec<Diagnostic>),
    /// Its text does not say the same.
    #[error("the definition's text: {0}")]
    Codec(#[from] CodecError),
    /// The store does not answer.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Others deployed the same process again and again.
    #[error("others were faster {0} times in a row: nothing happened")]
    Busy(u32),
}

/// Why a command was not carried out. Nothing happened, with one exception that is named at
/// [`ReadError::Store`]: whether a commit that the database answered with an error has happened
/// is answered by giving the command again under its key.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CommandError {
    /// The kernel refuses it.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// A gate is closed.
    #[error(transparent)]
    Closed(#[from] Gate),
    /// No such process was deployed.
    #[error("no process `{0}` was deployed")]
    NoProcess(String),
    /// The process has no such datum.
    #[error("the process has no datum `{0}`")]
    NoDatum(String),
    /// The step has no such outcome.
    #[error("step `{step}` has no outcome `{outcome}`")]
    NoOutcome {
        /// The step.
        step: String,
        /// What was named.
        outcome: String,
    },
    /// A text is too long.
    #[error("{what} is longer than {max} bytes")]
    TooLong {
        /// Which.
        what: &'static str,
        /// How long it may be.
        max: usize,
    },
    /// The key has no bytes or too many.
    #[error("an idempotency key has between 1 and {max} bytes", max = crate::KEY_BYTES_MAX)]
    KeyUnusable,
    /// The key was used for another command.
    #[error("the idempotency key `{0}` was used for another command")]
    KeyReused(String),
    /// A message could not be kept.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// More would follow than one command may cause.
    #[error("more than {max} commands would follow from this one", max = crate::FOLLOWING_MAX)]
    TooMuch,
    /// A value has no stored form.
    #[error(transparent)]
    Unstorable(#[from] Unstorable),
    /// Others were faster again and again.
    #[error("others were faster {0} times in a row: nothing happened")]
    Busy(u32),
    /// There are no random bits.
    #[error(transparent)]
    Entropy(#[from] NoEntropy),
    /// What is stored could not be read, or not be written.
    #[error(transparent)]
    Read(#[from] ReadError),
}

impl From<StoreError> for CommandError {
    fn from(why: StoreError) -> Self {
        CommandError::Read(ReadError::Store(why))
    }
}

impl From<StoreError> for DeployError {
    fn from(why: StoreError) -> Self {
        DeployError::Read(ReadError::Store(why))
    }
}

impl ReadError {
    /// Its words in every language.
    pub fn message(&self) -> Message {
        let (code, args) = match self {
            ReadError::NoCase(case) => (&codes::NO_CASE, Args::new().with("case", case)),
            ReadError::Store(why) => (&codes::STORE_FAILED, Args::new().with("why", why)),
            ReadError::NotDeployed(digest) => (&codes::NOT_DEPLOYED, Args::new().with("digest", digest)),
            ReadError::Definition { .. } | ReadError::Damaged { .. } | ReadError::Row(_) => {
                (&codes::DAMAGED, Args::new().with("why", self))
            }
        };
        Message::new(code, args)
    }
}

impl CommandError {
    /// Its words in every language.
    pub fn message(&self) -> Message {
        let (code, args) = match self {
            CommandError::Rejected(why) => return why.message(),
            CommandError::Closed(gate) => return gate.message(),
            CommandError::Mail(why) => return why.message(),
            CommandError::Read(why) => return why.message(),
            CommandError::NoProcess(process) => (&codes::NO_PROCESS, Args::new().with("process", process)),
            CommandError::NoDatum(name) => (&codes::NO_DATUM, Args::new().with("name", name)),
            CommandError::NoOutcome { step, outcome } => {
                (&codes::NO_OUTCOME, Args::new().with("step", step).with("outcome", outcome))
            }
            CommandError::TooLong { what, max } => (&codes::TOO_LONG, Args::new().with("what", what).with("max", max)),
            CommandError::KeyUnusable => (&codes::KEY_UNUSABLE, Args::new().with("max", crate::KEY_BYTES_MAX)),
            CommandError::KeyReused(key) => (&codes::KEY_REUSED, Args::new().with("key", key)),
            CommandError::TooMuch => (&codes::TOO_MUCH, Args::new().with("max", crate::FOLLOWING_MAX)),
            CommandError::Unstorable(why) => (&codes::UNSTORABLE, Args::new().with("what", &why.0)),
            CommandError::Busy(times) => (&codes::BUSY, Args::new().with("times", times)),
            CommandError::Entropy(why) => (&codes::STORE_FAILED, Args::new().with("why", why)),
        };
        Message::new(code, args)
    }
}
