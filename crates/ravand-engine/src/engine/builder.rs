//! With what an engine works.

use super::Engine;
use crate::codec::Codec;
use crate::core::Core;
use crate::source::{Clock, Entropy, SystemClock, SystemEntropy};
use crate::store::{Durability, SqliteStore, Store, StoreError};
use ravand_core::calendar::WorkingCalendar;
use std::path::Path;
use std::sync::Arc;

/// Why an engine could not be opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The store could not be opened.
    #[error("the store: {0}")]
    Store(#[from] StoreError),
}

/// The choices of an engine, each with a default.
#[derive(Debug)]
pub struct Builder {
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    calendar: WorkingCalendar,
    codec: Option<Arc<dyn Codec>>,
    durability: Durability,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            clock: Arc::new(SystemClock),
            entropy: Arc::new(SystemEntropy),
            calendar: WorkingCalendar::around_the_clock(),
            codec: None,
            durability: Durability::Full,
        }
    }
}

impl Builder {
    /// Another clock.
    #[must_use]
    pub fn clock(self, clock: impl Clock + 'static) -> Self {
        Self { clock: Arc::new(clock), ..self }
    }

    /// Another source of random bits.
    #[must_use]
    pub fn entropy(self, entropy: impl Entropy + 'static) -> Self {
        Self { entropy: Arc::new(entropy), ..self }
    }

    /// The calendar by which terms are counted. It is no part of a definition: with another one
    /// at the next start, what is open moves as [`Engine::rebuild`] says.
    #[must_use]
    pub fn calendar(self, calendar: WorkingCalendar) -> Self {
        Self { calendar, ..self }
    }

    /// Keeps the texts of definitions, so that a case can be run when its definition is not
    /// deployed any more.
    #[must_use]
    pub fn codec(self, codec: impl Codec + 'static) -> Self {
        Self { codec: Some(Arc::new(codec)), ..self }
    }

    /// What survives a power loss.
    #[must_use]
    pub fn durability(self, durability: Durability) -> Self {
        Self { durability, ..self }
    }

    /// An engine on a file.
    ///
    /// # Errors
    /// The file cannot be opened, is somebody else's, or of a later release.
    pub fn open(self, path: &Path) -> Result<Engine, OpenError> {
        let store = SqliteStore::open(path, self.durability)?;
        Ok(self.with_store(store))
    }

    /// An engine on any store.
    pub fn with_store(self, store: impl Store + 'static) -> Engine {
        self.on_shared(Arc::new(store))
    }

    /// An engine on a store that others use too.
    pub fn on_shared(self, store: Arc<dyn Store>) -> Engine {
        Engine { core: Core::new(store, self.clock, self.entropy, self.calendar, self.codec) }
    }
}
