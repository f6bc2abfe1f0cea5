//! Any bytes as a file of a bank, as far as they go: text, reader, check, compile, lint.

use crate::shown;
use ravand_core::calendar::WorkingCalendar;
use ravand_core::check::check;
use ravand_core::{Definition, SourceId, Sources, has_errors};
use ravand_formats::{
    FileKind, Read, check_archetypes, decode, expand, kind_of, read_archetype, read_bank, read_calendar,
    read_catalogue, read_decision, read_documents, read_laws, read_overlay, read_process, read_roles, read_scenario,
};
use ravand_kernel::CompiledProcess;
use ravand_lint::{Input, RiskContext, Weights, assess_all, lint};

/// How far some bytes went.
#[derive(Debug, PartialEq, Eq)]
pub enum Reached {
    /// They are no text, or none of a kind that the language knows.
    Nothing,
    /// They are a file of a kind, with or without mistakes.
    Kind,
    /// They are a process without mistakes.
    Compiled,
}

/// Reads, checks, compiles and lints.
pub fn run(bytes: &[u8]) -> Reached {
    let mut sources = Sources::new();
    let id = match decode(bytes.to_vec(), "fuzz.yaml", &mut sources) {
        Ok(id) => id,
        Err(found) => {
            shown(&[found], &sources);
            return Reached::Nothing;
        }
    };
    match kind_of(&sources, id) {
        FileKind::Process => return process(&sources, id),
        FileKind::Overlay => _ = read(read_overlay, &sources, id),
        FileKind::Scenario => _ = read(read_scenario, &sources, id),
        FileKind::Decision => _ = read(read_decision, &sources, id),
        FileKind::Archetype => return archetype(&mut sources, id),
        FileKind::Catalogue => _ = read(read_catalogue, &sources, id),
        FileKind::Bank => _ = read(read_bank, &sources, id),
        FileKind::Roles => _ = read(read_roles, &sources, id),
        FileKind::Documents => _ = read(read_documents, &sources, id),
        FileKind::Laws => _ = read(read_laws, &sources, id),
        FileKind::Calendar => {
            if let Some(spec) = read(read_calendar, &sources, id)
                && let Err(found) = WorkingCalendar::compile(&spec)
            {
                shown(&found, &sources);
            }
        }
        _ => {
            _ = read(read_process, &sources, id);
            return Reached::Nothing;
        }
    }
    Reached::Kind
}

fn read<T>(reader: fn(&Sources, SourceId) -> Read<T>, sources: &Sources, id: SourceId) -> Option<T> {
    let read = reader(sources, id);
    shown(&read.diagnostics, sources);
    read.value
}

fn process(sources: &Sources, id: SourceId) -> Reached {
    match read(read_process, sources, id) {
        Some(file) if runs(&file.definition, sources) => Reached::Compiled,
        _ => Reached::Kind,
    }
}

/// An archetype, and the process that a row makes of it which gives nothing.
fn archetype(sources: &mut Sources, id: SourceId) -> Reached {
    let found = read_archetype(sources, id);
    shown(&found.diagnostics, sources);
    let sound = !has_errors(&found.diagnostics);
    let Some(archetype) = found.value else { return Reached::Kind };
    let row = format!("catalogue: c\nrows: [{{ id: p, title: P, use: {} }}]\n", archetype.id);
    let row = sources.add("row.yaml", row);
    let archetypes = [(archetype.id.value.clone(), archetype)].into_iter().collect();
    shown(&check_archetypes(&archetypes), sources);
    let Some(catalogue) = read(read_catalogue, sources, row) else { return Reached::Kind };
    let made = catalogue.rows.iter().filter_map(|row| {
        let read = expand(row, &catalogue, &archetypes);
        shown(&read.diagnostics, sources);
        read.value
    });
    let runs = made.filter(|expanded| runs(&expanded.file.definition, sources)).count();
    if sound && runs > 0 { Reached::Compiled } else { Reached::Kind }
}

/// Whether a definition is in order; then it compiles, and the linter has a look at it.
pub(crate) fn runs(definition: &Definition, sources: &Sources) -> bool {
    let found = check(definition);
    shown(&found, sources);
    let compiled = CompiledProcess::compile(definition);
    assert!(compiled.is_err() || !has_errors(&found), "{found:?} and yet it compiles");
    if let Err(found) = &compiled {
        shown(found, sources);
        return false;
    }
    let weights = Weights::default();
    let risks = assess_all(definition, &RiskContext::new(&weights));
    for finding in lint(&Input::new(definition, &risks)) {
        shown(&[finding.diagnostic], sources);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{Reached, run};

    #[test]
    fn bytes_go_as_far_as_they_can() {
        assert_eq!(run(b"\xff"), Reached::Nothing);
        assert_eq!(run(b"- a"), Reached::Nothing);
        assert_eq!(run(b"process: p"), Reached::Kind);
        assert_eq!(run(crate::overlay::SAMPLE.as_bytes()), Reached::Compiled);
        let archetype = "archetype: a\nparameters: { v: { type: yes_no, default: no } }\nsteps: { s: {}, t: { if: v } }\nflow: [s, t, { end: { id: e, favourable: yes } }]\n";
        assert_eq!(run(archetype.as_bytes()), Reached::Compiled);
        assert_eq!(run(archetype.replace("if: v", "if: w").as_bytes()), Reached::Kind);
        assert_eq!(run(b"catalogue: c\nrows: []\n"), Reached::Kind);
    }
}
