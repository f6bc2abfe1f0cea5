//! A process in another form and back: whether it is still the same.

use ravand::core::graph::Graph;
use ravand::core::{Definition, Diagnostic, Language, Sources, Span};
use ravand::formats::bpmn::{read_bpmn, write_bpmn};
use ravand::formats::{print_process, read_process};

/// Whether a process comes back from YAML, and from a drawing of our own.
///
/// # Errors
/// What differs, or what the reader found.
pub fn agree(definition: &Definition) -> Result<(), String> {
    let yaml = print_process(definition);
    let mut sources = Sources::new();
    let source = sources.add("printed.yaml", yaml.as_str());
    let again = read_process(&sources, source).ok().map_err(|found| said(&found, &sources))?.definition;
    same("YAML", &again, definition)?;
    let xml = write_bpmn(definition, Language::En).map_err(|found| said(&found, &sources))?;
    let source = sources.add("written.bpmn", xml);
    let mut file = read_bpmn(&sources, source).ok().map_err(|found| said(&found, &sources))?;
    let again = file.processes.pop().ok_or("the drawing holds no process")?;
    same("BPMN", &again, definition)
}

fn same(form: &str, again: &Definition, definition: &Definition) -> Result<(), String> {
    if print_process(again) != print_process(definition) || graph(again) != graph(definition) {
        return Err(format!("`{}` differs after it was {form}", definition.id));
    }
    Ok(())
}

/// The graph without its places.
fn graph(definition: &Definition) -> Option<Graph> {
    let mut graph = definition.flow.graph.as_deref()?.clone();
    graph.elements.values_mut().for_each(|element| element.span = Span::default());
    graph.flows.values_mut().for_each(|flow| flow.span = Span::default());
    Some(graph)
}

fn said(found: &[Diagnostic], sources: &Sources) -> String {
    let errors = found.iter().filter(|one| one.is_error()).take(3);
    errors.map(|one| one.one_line(sources, Language::En)).collect::<Vec<_>>().join(" / ")
}
