//! How a command is carried out: once for each key, decided again when somebody else was faster.

use super::Engine;
use crate::case::CaseState;
use crate::error::{CommandError, ReadError};
use crate::record::Unreadable;
use crate::store::{AnswerRow, StoreError};
use crate::unit::Unit;
use crate::{CaseId, KEY_BYTES_MAX, RETRIES_MAX};
use ravand_core::Timestamp;
use ravand_kernel::Actor;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use std::sync::{Arc, PoisonError};

/// Who asks, and under which key.
///
/// The key makes a command safe to repeat: under a key that was used the first answer is given
/// again and nothing happens, and another command under it is refused. A refused command has left
/// no answer; its key is as good as new. Without an actor it is the host itself that acts, and no
/// gate is asked.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    pub(crate) key: &'a str,
    pub(crate) by: Option<&'a Actor>,
}

impl<'a> Request<'a> {
    /// A request of the host itself. A random identifier is a good key.
    pub const fn new(key: &'a str) -> Self {
        Self { key, by: None }
    }

    /// The same, on behalf of somebody.
    #[must_use]
    pub const fn by(self, actor: &'a Actor) -> Self {
        Self { by: Some(actor), ..self }
    }
}

/// What a command answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// The case.
    pub case: CaseId,
    /// How many entries its history had when the command was done.
    pub version: u64,
}

impl Engine {
    /// Carries out a command under its key. `body` is everything that makes it another command.
    pub(super) fn run<A: Serialize + DeserializeOwned>(
        &self,
        request: &Request<'_>,
        body: &Json,
        work: impl Fn(&mut Unit<'_>) -> Result<(A, Option<CaseId>), CommandError>,
    ) -> Result<A, CommandError> {
        if request.key.is_empty() || request.key.len() > KEY_BYTES_MAX {
            return Err(CommandError::KeyUnusable);
        }
        let body = format!("{} {body}", request.by.map_or("", |actor| actor.id.as_str()));
        let _writing = self.core.writing.lock().unwrap_or_else(PoisonError::into_inner);
        for _ in 0..RETRIES_MAX {
            if let Some(row) = self.core.store.answer(request.key)? {
                return recall(&row, &body);
            }
            let now = self.core.clock.now();
            let mut unit = Unit::new(&self.core, now, request.by)?;
            let (answer, case) = work(&mut unit)?;
            let salt = self.core.entropy.draw()?.to_le_bytes().to_vec();
            let row = AnswerRow {
                key: request.key.to_owned(),
                digest: digest(&salt, &body),
                salt,
                answer: serde_json::to_string(&answer).map_err(|why| crate::record::Unstorable(why.to_string()))?,
                case: case.map(|case| case.0),
                at: now.micros(),
            };
            if self.commit(unit, Some(row))? {
                return Ok(answer);
            }
        }
        Err(CommandError::Busy(RETRIES_MAX))
    }

    /// Commits a unit; whether nobody else was faster.
    pub(super) fn commit(&self, unit: Unit<'_>, answer: Option<AnswerRow>) -> Result<bool, CommandError> {
        let (mut batch, states) = unit.finish()?;
        batch.answer = answer;
        match self.core.store.commit(&batch) {
            Ok(()) => {
                let remember = |state: CaseState| self.core.remember(Arc::new(state));
                states.into_iter().for_each(remember);
                Ok(true)
            }
            Err(StoreError::Conflict(_)) => Ok(false),
            Err(why) => Err(why.into()),
        }
    }

    /// A command to one case, with what follows.
    pub(super) fn command(
        &self,
        request: &Request<'_>,
        case: CaseId,
        body: &Json,
        work: impl Fn(&mut Unit<'_>) -> Result<(), CommandError>,
    ) -> Result<Done, CommandError> {
        self.run(request, body, |unit| {
            work(unit)?;
            unit.settle()?;
            Ok((Done { case, version: unit.version(case) }, Some(case)))
        })
    }

    pub(super) fn now(&self) -> Timestamp {
        self.core.clock.now()
    }
}

/// The first answer, if it was given to the same command.
fn recall<A: DeserializeOwned>(row: &AnswerRow, body: &str) -> Result<A, CommandError> {
    if digest(&row.salt, body) != row.digest {
        return Err(CommandError::KeyReused(row.key.clone()));
    }
    serde_json::from_str(&row.answer)
        .map_err(|_| CommandError::Read(ReadError::Row(Unreadable::new("an answer", &row.answer))))
}

/// A command may hold personal values: without a salt of its own they could be guessed from this.
fn digest(salt: &[u8], body: &str) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(b"ravand command v1");
    hash.update(salt);
    hash.update(body.as_bytes());
    hash.finalize().to_vec()
}
