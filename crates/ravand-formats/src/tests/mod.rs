//! Tests of the readers, by what they are about.

mod archetypes;
mod language;
mod layout;
mod mistakes;
mod models;
mod printed;
mod properties;
mod schema;
mod understood;
mod words;

use crate::{FileKind, kind_of};
use ravand_core::{Diagnostic, Language, Sources};

/// Every diagnostic of a text, read as what its first key says it is.
fn read_any(text: &str) -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::new();
    let id = sources.add("test.yaml", text);
    let diagnostics = match kind_of(&sources, id) {
        FileKind::Overlay => crate::read_overlay(&sources, id).diagnostics,
        FileKind::Scenario => crate::read_scenario(&sources, id).diagnostics,
        FileKind::Calendar => crate::read_calendar(&sources, id).diagnostics,
        FileKind::Decision => crate::read_decision(&sources, id).diagnostics,
        FileKind::Archetype => crate::read_archetype(&sources, id).diagnostics,
        FileKind::Catalogue => crate::read_catalogue(&sources, id).diagnostics,
        FileKind::Bank => crate::read_bank(&sources, id).diagnostics,
        FileKind::Roles => crate::read_roles(&sources, id).diagnostics,
        FileKind::Documents => crate::read_documents(&sources, id).diagnostics,
        FileKind::Laws => crate::read_laws(&sources, id).diagnostics,
        FileKind::Process | FileKind::Unknown => crate::read_process(&sources, id).diagnostics,
    };
    (sources, diagnostics)
}

/// `3:5 YA004 a tab stands in the indentation`, one to a line.
fn listed(sources: &Sources, diagnostics: &[Diagnostic]) -> Vec<String> {
    let line = |d: &Diagnostic| {
        let (line, column) = d.span.map_or((0, 0), |span| sources.line_column(span));
        format!("{line}:{column} {} {}", d.code.id, d.message(Language::En))
    };
    diagnostics.iter().map(line).collect()
}
