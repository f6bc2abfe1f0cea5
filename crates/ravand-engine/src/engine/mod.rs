//! The engine: one value, without globals and without threads of its own.

mod builder;
mod cases;
mod clock;
mod look;
mod run;
mod work;

pub use builder::{Builder, OpenError};
pub use cases::NewCase;
pub use clock::{Failed, Rung};
pub use look::{Finding, HistoryEntry, OpenIncident, Outgoing};
pub use run::{Done, Request};
pub use work::Completion;

use crate::RETRIES_MAX;
use crate::core::Core;
use crate::error::{DeployError, ReadError};
use crate::store::{Batch, DefinitionRow, StoreError};
use ravand_core::{Definition, Digest};
use ravand_kernel::CompiledProcess;
use std::path::Path;
use std::sync::Arc;

/// Durable cases. Share it between threads in an [`Arc`].
///
/// **What is durable when.** A call that returns `Ok` has committed: its entries, everything that
/// followed in other cases, the lists that show it, and its answer under the idempotency key are
/// there together, also after the process dies, and with
/// [`Durability::Full`](crate::store::Durability::Full) after a power loss. A call that returns an
/// error has changed nothing, but for [`ReadError::Store`](crate::ReadError::Store) from a commit,
/// of which the database itself does not know: give the command again under the same key, and it
/// is carried out once.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use ravand_core::{Block, Definition, EndDeclaration, Spanned, Step};
/// use ravand_engine::{Completion, Engine, NewCase, Request, WorkQuery};
/// use ravand_kernel::Actor;
///
/// let mut definition = Definition::empty("letter");
/// definition.steps.insert("write".into(), Step::default());
/// definition.ends.insert("sent".into(), EndDeclaration::favourable());
/// definition.flow.blocks =
///     vec![Block::Step(Spanned::nowhere("write".into())), Block::End(Spanned::nowhere("sent".into()))];
///
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("city.db");
/// let engine = Engine::open(&path)?;
/// engine.deploy(&definition)?;
/// let case = engine.start(&Request::new("request-1"), &NewCase::of("letter").in_unit("district-05"))?.case;
///
/// let maryam = Actor { id: "maryam".into(), roles: vec![], units: vec!["district-05".into()] };
/// let open = engine.worklist(&WorkQuery::open_to(&maryam))?;
/// let task = open.tasks[0].task;
/// engine.claim(&Request::new("request-2").by(&maryam), case, task)?;
/// engine.complete(&Request::new("request-3").by(&maryam), case, task, &Completion::done())?;
/// assert_eq!(engine.case(case)?.row().end.as_deref(), Some("sent"));
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Engine {
    core: Core,
}

/// Used from any thread.
const _: () = {
    const fn shared<T: Send + Sync>() {}
    shared::<Engine>();
};

/// A definition that was deployed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deployed {
    /// Its digest.
    pub digest: Digest,
    /// Its version: the first of a process is 1.
    pub number: u32,
}

impl Engine {
    /// Opens a file with a machine's clock and the system's chance, around the clock, with full
    /// durability, and makes it if there is none. [`Engine::builder`] has the choices.
    ///
    /// # Errors
    /// The file cannot be opened, is somebody else's, or of a later release.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        Self::builder().open(path)
    }

    /// Choices.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Deploys a definition: cases of its process are started with it from now on. One that was
    /// deployed before keeps its version and is only made known to this engine.
    ///
    /// Deployments need no idempotency key: a digest is one.
    ///
    /// # Errors
    /// It cannot run, its text does not say the same, or the store does not answer.
    pub fn deploy(&self, definition: &Definition) -> Result<Deployed, DeployError> {
        let process = CompiledProcess::compile(definition).map_err(DeployError::Diagnostics)?;
        let digest = Digest::of(definition);
        let text = self.text_of(definition, &digest)?;
        for _ in 0..RETRIES_MAX {
            let number = match self.core.store.definition(digest.as_str())? {
                Some(row) => row.number,
                None => match self.store_definition(definition, &digest, text.clone()) {
                    Ok(number) => number,
                    Err(StoreError::Conflict(_)) => continue,
                    Err(why) => return Err(why.into()),
                },
            };
            // A digest does not tell the order in which things were declared: what runs now is to be
            // what is read after a restart.
            match self.core.process(digest.as_str()) {
                Err(ReadError::NotDeployed(_)) => self.core.keep(digest.as_str(), Arc::new(process)),
                known => _ = known?,
            }
            return Ok(Deployed { digest, number });
        }
        Err(DeployError::Busy(RETRIES_MAX))
    }

    /// The text that the store keeps: it must say the same.
    fn text_of(&self, definition: &Definition, digest: &Digest) -> Result<Option<String>, DeployError> {
        let Some(codec) = &self.core.codec else { return Ok(None) };
        let text = codec.write(definition)?;
        let read = Digest::of(&codec.read(&text)?);
        if read != *digest {
            let why = format!("read back it has the digest {read} instead of {digest}");
            return Err(DeployError::Codec(crate::codec::CodecError(why)));
        }
        Ok(Some(text))
    }

    fn store_definition(
        &self,
        definition: &Definition,
        digest: &Digest,
        text: Option<String>,
    ) -> Result<u32, StoreError> {
        let process = definition.id.value.to_string();
        let number = self.core.store.latest(&process)?.map_or(0, |row| row.number) + 1;
        let (digest, deployed_at) = (digest.to_string(), self.core.clock.now().micros());
        let row = DefinitionRow { digest, process, number, deployed_at, text };
        self.core.store.commit(&Batch { definition: Some(row), ..Batch::default() })?;
        Ok(number)
    }
}
