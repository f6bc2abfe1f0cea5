//! Why a case waits, as it is stored: codes and what they speak of, in no language.

use super::event::{StoredArgument, StoredCause, StoredMessage};
use ravand_feel::{Args, Argument, Code, Message};
use ravand_kernel::Cause;
use std::borrow::Cow;

/// The stored form of a cause.
pub(crate) fn write(cause: &Cause) -> StoredCause {
    match cause.clone() {
        Cause::Expression { source, why, values } => StoredCause::Expression { source, why: message(&why), values },
        Cause::Unknown { source, values } => StoredCause::Unknown { source, values },
        Cause::NoBranch => StoredCause::NoBranch,
        Cause::Decision { why } => StoredCause::Decision { why: message(&why) },
        Cause::Due { why } => StoredCause::Due { why: message(&why) },
        Cause::NoEnd => StoredCause::NoEnd,
        Cause::Deadlock => StoredCause::Deadlock,
        Cause::RetriesSpent { reason } => StoredCause::RetriesSpent { reason },
        Cause::ErrorUncaught { code } => StoredCause::ErrorUncaught { code },
        Cause::Unusable { source, value, wanted, values } => {
            StoredCause::Unusable { source, value, wanted: wanted.into_owned(), values }
        }
        Cause::TokenLimit => StoredCause::TokenLimit,
        Cause::MoveLimit => StoredCause::MoveLimit,
        Cause::TaskLimit => StoredCause::TaskLimit,
    }
}

/// The cause that was stored.
pub(crate) fn read(stored: &StoredCause) -> Cause {
    match stored.clone() {
        StoredCause::Expression { source, why, values } => Cause::Expression { source, why: recall(why), values },
        StoredCause::Unknown { source, values } => Cause::Unknown { source, values },
        StoredCause::NoBranch => Cause::NoBranch,
        StoredCause::Decision { why } => Cause::Decision { why: recall(why) },
        StoredCause::Due { why } => Cause::Due { why: recall(why) },
        StoredCause::NoEnd => Cause::NoEnd,
        StoredCause::Deadlock => Cause::Deadlock,
        StoredCause::RetriesSpent { reason } => Cause::RetriesSpent { reason },
        StoredCause::ErrorUncaught { code } => Cause::ErrorUncaught { code },
        StoredCause::Unusable { source, value, wanted, values } => {
            Cause::Unusable { source, value, wanted: Cow::Owned(wanted), values }
        }
        StoredCause::TokenLimit => Cause::TokenLimit,
        StoredCause::MoveLimit => Cause::MoveLimit,
        StoredCause::TaskLimit => Cause::TaskLimit,
    }
}

fn message(message: &Message) -> StoredMessage {
    StoredMessage { code: message.code.id.to_owned(), args: args(&message.args) }
}

fn args(all: &Args) -> Vec<(String, StoredArgument)> {
    let one = |(name, argument): (&str, &Argument)| {
        let stored = match argument {
            Argument::Text(text) => StoredArgument::Text(text.clone()),
            Argument::Both(en, fa) => StoredArgument::Both(en.clone(), fa.clone()),
            Argument::Said { en, fa, args: inner } => StoredArgument::Said(en.to_string(), fa.to_string(), args(inner)),
        };
        (name.to_owned(), stored)
    };
    all.iter().map(one).collect()
}

/// A code is never taken away, so a missing one is of a later version: the case is readable all
/// the same, and the reason says its code.
fn recall(stored: StoredMessage) -> Message {
    match known(&stored.code) {
        Some(code) => Message::new(code, recall_args(stored.args)),
        None => Message::new(&crate::codes::UNKNOWN_REASON, Args::new().with("code", stored.code)),
    }
}

fn recall_args(stored: Vec<(String, StoredArgument)>) -> Args {
    let one = |(name, stored)| {
        let argument = match stored {
            StoredArgument::Text(text) => Argument::Text(text),
            StoredArgument::Both(en, fa) => Argument::Both(en, fa),
            StoredArgument::Said(en, fa, args) => {
                Argument::Said { en: Cow::Owned(en), fa: Cow::Owned(fa), args: recall_args(args) }
            }
        };
        (name, argument)
    };
    stored.into_iter().map(one).collect()
}

/// The codes that a cause can speak with.
fn known(id: &str) -> Option<&'static Code> {
    let all = [
        ravand_feel::codes::ALL,
        ravand_core::calendar::codes::ALL,
        ravand_core::decision::codes::ALL,
        ravand_kernel::codes::ALL,
        crate::codes::ALL,
    ];
    all.into_iter().flatten().find(|code| code.id == id).copied()
}
