//! What every command uses: the store, the clock, chance, the calendar, compiled processes, and
//! the cases that were looked at lately.

use crate::case::CaseState;
use crate::codec::{Codec, CodecError};
use crate::error::ReadError;
use crate::project::Projection;
use crate::source::{Clock, Entropy};
use crate::store::{DefinitionRow, Store};
use crate::{CACHED_MAX, CaseId};
use ravand_core::Digest;
use ravand_core::calendar::WorkingCalendar;
use ravand_kernel::CompiledProcess;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Entries that are read at once.
const ENTRIES_READ: usize = 4_096;

/// A process with the digest of its definition.
pub(crate) type Known = (Arc<str>, Arc<CompiledProcess>);

#[derive(Debug)]
pub(crate) struct Core {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
    pub(crate) calendar: WorkingCalendar,
    pub(crate) codec: Option<Arc<dyn Codec>>,
    /// By digest. A digest means the same for ever.
    processes: Mutex<BTreeMap<Arc<str>, Arc<CompiledProcess>>>,
    /// Cases as they were; each is asked for its version before it is used.
    cases: Mutex<BTreeMap<u64, Arc<CaseState>>>,
    /// Threads of one process wait for each other and need not decide twice.
    pub(crate) writing: Mutex<()>,
}

impl Core {
    pub(crate) fn new(
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
        calendar: WorkingCalendar,
        codec: Option<Arc<dyn Codec>>,
    ) -> Self {
        let (processes, cases, writing) = Default::default();
        Self { store, clock, entropy, calendar, codec, processes, cases, writing }
    }

    /// Keeps a process at hand.
    pub(crate) fn keep(&self, digest: &str, process: Arc<CompiledProcess>) {
        let mut processes = self.processes.lock().unwrap_or_else(PoisonError::into_inner);
        processes.insert(digest.into(), process);
    }

    /// The process of a digest.
    pub(crate) fn process(&self, digest: &str) -> Result<Known, ReadError> {
        if let Some((digest, process)) = self.at_hand(digest) {
            return Ok((digest, process));
        }
        let row = self.store.definition(digest)?;
        let text = row.and_then(|row| row.text).ok_or_else(|| ReadError::NotDeployed(digest.to_owned()))?;
        let codec = self.codec.as_ref().ok_or_else(|| ReadError::NotDeployed(digest.to_owned()))?;
        let wrong = |why| ReadError::Definition { digest: digest.to_owned(), why };
        let definition = codec.read(&text).map_err(wrong)?;
        if Digest::of(&definition).as_str() != digest {
            return Err(wrong(CodecError("it is another definition".to_owned())));
        }
        let process = CompiledProcess::compile(&definition)
            .map_err(|found| wrong(CodecError(format!("it cannot run: {} diagnostics", found.len()))))?;
        self.keep(digest, Arc::new(process));
        self.at_hand(digest).ok_or_else(|| ReadError::NotDeployed(digest.to_owned()))
    }

    fn at_hand(&self, digest: &str) -> Option<Known> {
        let processes = self.processes.lock().unwrap_or_else(PoisonError::into_inner);
        processes.get_key_value(digest).map(|(digest, process)| (digest.clone(), process.clone()))
    }

    /// The version of a process that is started now, with its digest.
    pub(crate) fn latest(&self, process: &str) -> Result<Option<Known>, ReadError> {
        let Some(DefinitionRow { digest, .. }) = self.store.latest(process)? else { return Ok(None) };
        self.process(&digest).map(Some)
    }

    /// That of every process.
    pub(crate) fn all_latest(&self) -> Result<Vec<Arc<CompiledProcess>>, ReadError> {
        let rows = self.store.latest_of_all()?;
        rows.iter().map(|row| self.process(&row.digest).map(|(_, process)| process)).collect()
    }

    /// A case as it is stored now.
    pub(crate) fn load(&self, case: u64) -> Result<Option<Arc<CaseState>>, ReadError> {
        let Some(row) = self.store.case(case)? else { return Ok(None) };
        let cached = self.cases.lock().unwrap_or_else(PoisonError::into_inner).get(&case).cloned();
        let usable = cached.filter(|state| state.version <= row.version && *state.digest == *row.digest);
        if let Some(state) = usable.as_ref().filter(|state| state.version == row.version) {
            return Ok(Some(state.clone()));
        }
        let mut state = match usable {
            Some(state) => (*state).clone(),
            None => self.empty(case, &row.digest)?,
        };
        self.read_on(&mut state, Some(row.version))?;
        let state = Arc::new(state);
        self.remember(state.clone());
        Ok(Some(state))
    }

    /// A case before its first entry.
    pub(crate) fn empty(&self, case: u64, digest: &str) -> Result<CaseState, ReadError> {
        let (digest, process) = self.process(digest)?;
        Ok(CaseState::new(case, process, digest))
    }

    /// Replays the entries that a case has not taken yet, up to a version or all.
    pub(crate) fn read_on(&self, state: &mut CaseState, until: Option<u64>) -> Result<(), ReadError> {
        loop {
            let wanted = until.map_or(ENTRIES_READ, |until| {
                usize::try_from(until.saturating_sub(state.version)).unwrap_or(ENTRIES_READ).min(ENTRIES_READ)
            });
            let rows =
                if wanted == 0 { Vec::new() } else { self.store.entries_after(state.id, state.version, wanted)? };
            if rows.is_empty() {
                return match until {
                    Some(until) if state.version < until => Err(ReadError::Damaged {
                        case: CaseId(state.id),
                        seq: state.version + 1,
                        why: crate::record::Unreadable::new("an entry", "nothing"),
                    }),
                    _ => Ok(()),
                };
            }
            for row in &rows {
                state.replay(row)?;
            }
        }
    }

    pub(crate) fn remember(&self, state: Arc<CaseState>) {
        let mut cases = self.cases.lock().unwrap_or_else(PoisonError::into_inner);
        // Ids grow with time: the oldest case goes first, and is read again if somebody asks.
        while cases.len() >= CACHED_MAX && !cases.contains_key(&state.id) {
            cases.pop_first();
        }
        cases.insert(state.id, state);
    }

    /// The rows of a case as the store has them.
    pub(crate) fn stored_projection(&self, case: u64) -> Result<Projection, ReadError> {
        let (work, mut timers) = (self.store.work_of(case)?, self.store.timers_of(case)?);
        timers.sort_unstable();
        let incidents = self.store.incidents_of(case)?;
        Ok(Projection { work, timers, incidents })
    }
}
