//! Any text as a BPMN file: read, drawn, written in both languages and read again; what can
//! be executed takes some steps.

use crate::commands::drive;
use ravand_core::{Definition, Language, Sources, has_errors};
use ravand_formats::bpmn::{read_bpmn, write_bpmn};
use ravand_formats::diagram::{layout, svg};
use ravand_formats::xml::write_xml;
use ravand_formats::{print_process, read_process};
use ravand_kernel::CompiledProcess;

/// Processes of one input that are looked at.
const PROCESSES_MAX: usize = 4;

/// Runs the target on one input; says whether a process came of it.
pub fn run(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let mut sources = Sources::new();
    let id = sources.add("fuzz.bpmn", text);
    let read = read_bpmn(&sources, id);
    crate::shown(&read.diagnostics, &sources);
    let Some(file) = read.value else { return false };
    let again = sources.add("again.bpmn", write_xml(&file.document));
    let again = read_bpmn(&sources, again);
    assert!(again.value.is_some_and(|again| again.document.means_the_same(&file.document)), "a document differs");
    if has_errors(&read.diagnostics) {
        return false;
    }
    file.processes.iter().take(PROCESSES_MAX).for_each(|process| of_process(process, &mut sources));
    !file.processes.is_empty()
}

fn of_process(process: &Definition, sources: &mut Sources) {
    let yaml = sources.add("fuzz.yaml", print_process(process));
    crate::shown(&read_process(sources, yaml).diagnostics, sources);
    let Ok(xml) = write_bpmn(process, Language::En) else { return };
    let xml = sources.add("written.bpmn", xml);
    let written = read_bpmn(sources, xml);
    crate::shown(&written.diagnostics, sources);
    assert!(written.value.is_some(), "what was written is not read");
    if let Some(graph) = &process.flow.graph {
        assert!(svg(&layout(process, graph), process, graph, Language::Fa).ends_with("</svg>\n"));
    }
    match CompiledProcess::compile(process) {
        Ok(compiled) => drive(&compiled, &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
        Err(found) => crate::shown(&found, sources),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_sample_gets_all_the_way_through() {
        assert!(super::run(include_bytes!("sample.bpmn")));
    }

    #[test]
    fn what_is_no_drawing_is_refused_at_the_door() {
        assert!(!super::run(b"<a/>"));
        assert!(!super::run(b"<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"));
    }

    #[test]
    fn ten_megabytes_of_one_attribute_are_read() {
        let sample = std::str::from_utf8(include_bytes!("sample.bpmn")).unwrap_or_default();
        let long = sample.replace("Write it", &"w".repeat(10_000_000));
        super::run(long.as_bytes());
    }
}
