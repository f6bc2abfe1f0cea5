//! Why a case could not go on: what an incident says. A cause is an answer for people and is
//! never asked again; what mends it comes with the command that lets the case go on.

use crate::codes;
use crate::handle::{MOVES_MAX, TASKS_MAX, TOKENS_MAX};
use ravand_feel::{Args, Message};
use std::borrow::Cow;

/// Why a case could not go on. Exhaustive on purpose, as [`Event`](crate::Event) is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// An expression failed.
    Expression {
        /// As it is written.
        source: String,
        /// What went wrong.
        why: Message,
        /// The values that it read.
        values: String,
    },
    /// A condition is neither true nor false.
    Unknown {
        /// As it is written.
        source: String,
        /// The values that it read.
        values: String,
    },
    /// No branch of an exclusive gateway holds.
    NoBranch,
    /// The decision table gave no answer.
    Decision {
        /// What went wrong.
        why: Message,
    },
    /// The due date lies beyond what the calendar covers.
    Due {
        /// What went wrong.
        why: Message,
    },
    /// The flow stops without an end.
    NoEnd,
    /// Tokens wait for others that cannot come any more.
    Deadlock,
    /// The retries of a job are spent.
    RetriesSpent {
        /// What the worker said last.
        reason: String,
    },
    /// A worker threw an error that nothing catches.
    ErrorUncaught {
        /// Its code.
        code: String,
    },
    /// An expression gives what cannot be used there.
    Unusable {
        /// As it is written.
        source: String,
        /// What it gave.
        value: String,
        /// What is wanted.
        wanted: Cow<'static, str>,
        /// The values that it read.
        values: String,
    },
    /// The case would have more of something than [`crate::TOKENS_MAX`].
    TokenLimit,
    /// One command would make more moves than [`crate::MOVES_MAX`].
    MoveLimit,
    /// The case would have more open tasks than [`crate::TASKS_MAX`].
    TaskLimit,
}

impl Cause {
    /// Its words in every language.
    pub fn message(&self) -> Message {
        let (code, args) = match self {
            Cause::Expression { source, why, values } => {
                let args = Args::new().with("source", source).with_message("why", why).with("values", values);
                (&codes::EXPRESSION_FAILED, args)
            }
            Cause::Unknown { source, values } => {
                (&codes::NEITHER, Args::new().with("source", source).with("values", values))
            }
            Cause::NoBranch => (&codes::NO_BRANCH, Args::new()),
            Cause::Decision { why } => (&codes::UNDECIDED, Args::new().with_message("why", why)),
            Cause::Due { why } => (&codes::NO_DUE_DATE, Args::new().with_message("why", why)),
            Cause::Deadlock => (&codes::DEADLOCK, Args::new()),
            Cause::RetriesSpent { reason } => (&codes::RETRIES_SPENT, Args::new().with("reason", reason)),
            Cause::ErrorUncaught { code } => (&codes::ERROR_UNCAUGHT, Args::new().with("error", code)),
            Cause::Unusable { source, value, wanted, values } => {
                let args = Args::new().with("source", source).with("value", value);
                (&codes::UNUSABLE, args.with("wanted", wanted).with("values", values))
            }
            Cause::TokenLimit => (&codes::TOO_MANY_TOKENS, Args::new().with("max", TOKENS_MAX)),
            Cause::NoEnd => (&codes::NO_END, Args::new()),
            Cause::MoveLimit => (&codes::TOO_MANY_MOVES, Args::new().with("max", MOVES_MAX)),
            Cause::TaskLimit => (&codes::TOO_MANY_TASKS, Args::new().with("max", TASKS_MAX)),
        };
        Message::new(code, args)
    }
}
