//! The model interchange files of the BPMN MIWG: read, written and read again, they say the
//! same, the diagram and what does not execute included.

use crate::dmn::Outcome;
use ravand::formats::bpmn::read_bpmn;
use ravand::formats::xml::{decode_xml, write_xml};
use std::path::Path;

/// Runs every `*.bpmn` of a folder.
///
/// # Errors
/// When the folder cannot be read.
#[allow(clippy::disallowed_methods, reason = "the suite is files")]
pub fn run(folder: &Path) -> std::io::Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut files: Vec<_> = std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "bpmn"));
    files.sort();
    for file in files {
        match judge(std::fs::read(&file)?) {
            Ok(()) => outcome.passed += 1,
            Err(why) => outcome.failures.push(format!("{}: {why}", file.display())),
        }
    }
    Ok(outcome)
}

fn judge(bytes: Vec<u8>) -> Result<(), String> {
    let mut sources = ravand::core::Sources::new();
    let said = |found: Vec<ravand::core::Diagnostic>, sources: &ravand::core::Sources| {
        let lines = found.iter().filter(|one| one.is_error());
        lines.map(|one| one.one_line(sources, ravand::core::Language::En)).collect::<Vec<_>>().join(" / ")
    };
    let first = decode_xml(bytes, "given", &mut sources).map_err(|found| found.message(ravand::core::Language::En))?;
    let given = read_bpmn(&sources, first).ok().map_err(|found| said(found, &sources))?;
    let again = sources.add("written", write_xml(&given.document));
    let again = read_bpmn(&sources, again).ok().map_err(|found| said(found, &sources))?;
    if !given.document.means_the_same(&again.document) {
        return Err("what is written differs from what was read".to_owned());
    }
    let flows = |file: &ravand::formats::bpmn::BpmnFile| -> Vec<usize> {
        file.processes.iter().map(|one| one.flow.graph.as_ref().map_or(0, |graph| graph.flows.len())).collect()
    };
    if flows(&given) != flows(&again) {
        return Err("the processes differ".to_owned());
    }
    given.processes.iter().try_for_each(crate::forms::agree)
}
