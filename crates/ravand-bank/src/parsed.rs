//! What a text says, before it is put into the bank.
//!
//! Reading a text needs nothing of the bank, so that many are read at once; what is many in a
//! bank is kept here. Putting them in is done one after another, in the order of the files.

use ravand_core::{Scenario, SourceId, Sources};
use ravand_formats::{self as formats, FileKind, OverlayFile, ProcessFile, Read};
use rayon::prelude::*;

/// A text of one of the kinds that are many; any other is read when its turn comes.
pub(crate) enum Parsed {
    Process(Box<Read<ProcessFile>>),
    Overlay(Box<Read<OverlayFile>>),
    Scenario(Box<Read<Scenario>>),
    Other(FileKind),
}

impl Parsed {
    pub(crate) fn of(sources: &Sources, source: SourceId, kind: FileKind) -> Self {
        match kind {
            FileKind::Process => Self::Process(Box::new(formats::read_process(sources, source))),
            FileKind::Overlay => Self::Overlay(Box::new(formats::read_overlay(sources, source))),
            FileKind::Scenario => Self::Scenario(Box::new(formats::read_scenario(sources, source))),
            other => Self::Other(other),
        }
    }

    /// All of them, on as many cores as there are, in the order given.
    pub(crate) fn all(sources: &Sources, texts: Vec<(SourceId, FileKind)>) -> Vec<(SourceId, Self)> {
        texts.into_par_iter().map(|(source, kind)| (source, Self::of(sources, source, kind))).collect()
    }
}
