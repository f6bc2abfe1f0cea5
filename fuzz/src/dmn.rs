//! Any text as a DMN file: read, compiled in both ways, decided on nothing, written and read
//! again, which gives the same decisions.

use ravand_core::Sources;
use ravand_core::decision::{DecisionModel, Strictness};
use ravand_formats::dmn::{read_dmn, write_dmn};
use std::collections::BTreeMap;

/// Decisions of one input that are decided.
const DECIDED_MAX: usize = 20;

/// Runs the target on one input; says whether a model came of it.
pub fn run(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let mut sources = Sources::new();
    let id = sources.add("fuzz.dmn", text);
    let read = read_dmn(&sources, id);
    crate::shown(&read.diagnostics, &sources);
    let Some(dmn) = read.value else { return false };
    crate::shown(&dmn.model.check(), &sources);
    for strictness in [Strictness::Strict, Strictness::Standard] {
        decide(&dmn.model, strictness, &sources);
    }
    if ravand_core::has_errors(&read.diagnostics) {
        return false;
    }
    let written = write_dmn(&dmn);
    let again = sources.add("written.dmn", written.xml);
    let again = read_dmn(&sources, again);
    crate::shown(&again.diagnostics, &sources);
    assert!(again.value.is_some(), "what was written is not read");
    true
}

fn decide(model: &DecisionModel, strictness: Strictness, sources: &Sources) {
    match model.compile(strictness) {
        Ok(compiled) => {
            for id in model.decisions.keys().take(DECIDED_MAX) {
                // What fails says why; nothing else is asked of it.
                drop(compiled.evaluate(id.as_str(), &BTreeMap::new()));
            }
        }
        Err(found) => crate::shown(&found, sources),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_sample_gets_all_the_way_through() {
        assert!(super::run(include_bytes!("sample.dmn")));
    }

    #[test]
    fn what_is_no_model_is_refused_at_the_door() {
        assert!(!super::run(b"<a/>"));
        assert!(!super::run(b"process: x"));
    }
}
