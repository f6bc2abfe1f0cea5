//! A directory of processes.
//!
//! ```text
//! processes/
//!   bank.yaml  roles.yaml  documents.yaml  laws.yaml
//!   calendars/  decisions/  archetypes/  catalogue/  services/
//!   reforms/  variants/  scenarios/  history/
//! ```
//!
//! [`Bank::open`] reads all of it and keeps what could be understood: one broken file never
//! hides the rest. This crate is where files are read; it merges nothing and judges
//! nothing by itself beyond what files say about each other.
#![allow(clippy::disallowed_methods, reason = "this crate is the one that reads files and directories")]

mod catalogue;
pub mod codes;
mod drift;
mod files;
mod history;
mod load;
pub mod matching;
mod parsed;
mod references;
mod search;
pub mod unify;

pub use catalogue::PARTS_MAX;
pub use codes::because;
pub use drift::{Contrast, Difference, Distance, Drift, ELEMENTS_MAX};
pub use files::{FILES_MAX, find, read_bpmn_at};
pub use ravand_formats::{Archetype, BankFile, DistrictDeclaration, LawDeclaration, UnitDeclaration};
pub use search::{Found, Hit, fold};

use indexmap::IndexMap;
use ravand_core::calendar::WorkingCalendar;
use ravand_core::{
    ArchetypeId, CalendarId, CatalogueId, Decision, DecisionId, Definition, Diagnostic, Digest, DocumentDeclaration,
    DocumentId, LawId, Overlay, OverlayId, OverlayKind, ProcessId, RoleDeclaration, RoleId, Scenario, ScenarioId,
    Sources, Span,
};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A bank that was read.
///
/// ```no_run
/// # fn main() -> Result<(), ravand_bank::BankError> {
/// let bank = ravand_bank::Bank::open("processes".as_ref())?;
/// for (id, process) in &bank.processes {
///     println!("{id}: {} steps", process.steps.len());
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Default)]
pub struct Bank {
    /// Where it lies.
    pub root: PathBuf,
    /// Every text that was read.
    pub sources: Sources,
    /// What it says of itself.
    pub about: Option<BankFile>,
    /// Its calendars, ready for use.
    pub calendars: IndexMap<CalendarId, Arc<WorkingCalendar>>,
    /// Its registry of roles.
    pub roles: IndexMap<RoleId, RoleDeclaration>,
    /// Its registry of documents.
    pub documents: IndexMap<DocumentId, DocumentDeclaration>,
    /// Its registry of laws.
    pub laws: IndexMap<LawId, LawDeclaration>,
    /// Decision tables in files of their own.
    pub decisions: IndexMap<DecisionId, Decision>,
    /// Its archetypes.
    pub archetypes: IndexMap<ArchetypeId, Archetype>,
    /// Where the processes come from that a catalogue makes.
    pub origins: IndexMap<ProcessId, Origin>,
    /// Its processes, written out or made by a catalogue, each complete with the registry's roles and documents.
    /// [`Bank::add_file`] is the way to change one: what was found about overlays is then found anew.
    pub processes: IndexMap<ProcessId, Definition>,
    /// Its reforms and variants, by process: `sample-01` of one process is not that of
    /// another. One whose base has moved as merged with what has changed
    /// since, if the old base is in [`Bank::history`] and nothing stands in the way.
    pub overlays: IndexMap<OverlayKey, Overlay>,
    /// The overlays among these that were merged so, as somebody wrote them.
    pub as_written: IndexMap<OverlayKey, Overlay>,
    /// Older versions of its processes, each with its digest.
    pub history: Vec<(Digest, Definition)>,
    /// Its scenarios, by process: `elapsed` of one process is not that of another.
    pub scenarios: IndexMap<(ProcessId, ScenarioId), Scenario>,
    /// Everything that was found wrong, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
    /// What merging overlays with bases that have moved found.
    settled: Vec<Diagnostic>,
    /// Parts that catalogues made so far.
    parts: usize,
    /// The digests of the processes that overlays were written for, as far as they were asked for.
    digests: IndexMap<ProcessId, Digest>,
}

/// The process that an overlay changes, and its id.
pub type OverlayKey = (ProcessId, OverlayId);

/// Where a process comes from that a catalogue makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The archetype that its row uses.
    pub archetype: ArchetypeId,
    /// The catalogue of its row.
    pub catalogue: CatalogueId,
    /// Where the row stands.
    pub row: Span,
    /// Where all rows of the catalogue stand: what is wrong in another one is not wrong here.
    pub rows: Span,
}

/// Why a bank could not be opened at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BankError {
    /// There is no such directory, or it is a file.
    #[error("`{}` is no directory that can be read", path.display())]
    NoDirectory {
        /// The path.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
    /// The directory has no `bank.yaml`.
    #[error("`{}` holds no bank.yaml, so it is not a bank", path.display())]
    NoBank {
        /// The path.
        path: PathBuf,
    },
    /// A directory holds more files than [`FILES_MAX`].
    #[error("`{}` holds more than {FILES_MAX} files", path.display())]
    TooManyFiles {
        /// The path.
        path: PathBuf,
    },
    /// A file that was asked for cannot be read.
    #[error("`{}` cannot be read", path.display())]
    Unreadable {
        /// The path.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
}

/// What a single file turned out to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Loaded {
    /// A process.
    Process(ProcessId),
    /// A reform or variant.
    Overlay(OverlayKey),
    /// A scenario, of its process.
    Scenario(ProcessId, ScenarioId),
    /// Something else, or nothing that could be understood.
    Other,
}

impl Bank {
    /// Reads a bank.
    ///
    /// # Errors
    /// Only if there is no bank at that place; what is wrong in its files is in
    /// [`Bank::diagnostics`].
    pub fn open(root: &Path) -> Result<Self, BankError> {
        load::open(root)
    }

    /// Reads one more file into the bank, in place of what has the same id.
    ///
    /// # Errors
    /// If it cannot be read; what is wrong in it is in [`Bank::diagnostics`].
    pub fn add_file(&mut self, path: &Path) -> Result<Loaded, BankError> {
        load::add_file(self, path)
    }

    /// An overlay of a process.
    pub fn overlay(&self, process: &str, id: &str) -> Option<&Overlay> {
        self.overlays.get(&(ProcessId::from(process), OverlayId::from(id)))
    }

    /// The reforms of a process, by id.
    pub fn reforms_of(&self, process: &ProcessId) -> Vec<&Overlay> {
        self.overlays_of(process, OverlayKind::Reform)
    }

    /// The variants of a process, by id.
    pub fn variants_of(&self, process: &ProcessId) -> Vec<&Overlay> {
        self.overlays_of(process, OverlayKind::Variant)
    }

    fn overlays_of(&self, process: &ProcessId, kind: OverlayKind) -> Vec<&Overlay> {
        let mut found: Vec<_> =
            self.overlays.values().filter(|overlay| overlay.kind == kind && overlay.of.value == *process).collect();
        found.sort_by(|a, b| a.id.value.cmp(&b.id.value));
        found
    }

    /// The scenarios of a process.
    pub fn scenarios_of<'a>(&'a self, process: &'a ProcessId) -> impl Iterator<Item = &'a Scenario> {
        self.scenarios.iter().filter(move |((p, _), _)| p == process).map(|(_, s)| s)
    }

    /// All processes that these definitions call, directly and through others; those that the
    /// bank does not have are left out. A definition may be one with an overlay merged, which
    /// calls what the bank's own does not.
    pub fn called_by(&self, callers: &[&Definition]) -> Vec<&Definition> {
        references::called_by(self, callers)
    }

    /// A process with all that it calls, directly and through others; those that the bank
    /// does not have are left out.
    pub fn with_called(&self, process: &ProcessId) -> Vec<&Definition> {
        let process = self.processes.get(process);
        let called = process.map(|process| self.called_by(&[process])).unwrap_or_default();
        process
            .into_iter()
            .chain(called.into_iter().filter(|called| process.is_none_or(|it| it.id != called.id)))
            .collect()
    }
}
