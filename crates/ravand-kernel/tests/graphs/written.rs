//! Random graphs written in the language and as drawings, and read again.

use crate::model::graph;
use crate::properties::lines;
use proptest::prelude::*;
use ravand_core::check::check;
use ravand_core::{Definition, Digest, Language, Sources, has_errors};
use ravand_formats::bpmn::{read_bpmn, write_bpmn};
use ravand_formats::{print_process, read_process};

/// A drawing has room for one default flow of an element.
fn one_default(definition: &Definition) -> bool {
    let flows = definition.flow.graph.iter().flat_map(|graph| graph.flows.values());
    let mut defaults: Vec<_> = flows.filter(|flow| flow.default).map(|flow| &flow.from).collect();
    let all = defaults.len();
    defaults.sort_unstable();
    defaults.dedup();
    defaults.len() == all
}

fn same(again: &Definition, definition: &Definition) -> Result<(), TestCaseError> {
    prop_assert_eq!(print_process(again), print_process(definition));
    prop_assert_eq!(Digest::of(again), Digest::of(definition));
    Ok(())
}

proptest! {
    #[test]
    fn a_graph_comes_back_from_yaml_and_from_a_drawing(lines in lines()) {
        let definition = graph(&lines);
        prop_assume!(!has_errors(&check(&definition)));
        prop_assume!(one_default(&definition));
        let mut sources = Sources::new();
        let yaml = sources.add("a.yaml", print_process(&definition));
        let read = read_process(&sources, yaml);
        let found: Vec<String> = read.diagnostics.iter().map(|one| one.one_line(&sources, Language::En)).collect();
        prop_assert_eq!(found, Vec::<String>::new());
        same(&read.value.ok_or_else(|| TestCaseError::fail("nothing was read"))?.definition, &definition)?;
        let xml = write_bpmn(&definition, Language::En).map_err(|found| TestCaseError::fail(format!("{found:?}")))?;
        let drawing = sources.add("a.bpmn", xml);
        let file = read_bpmn(&sources, drawing).value.ok_or_else(|| TestCaseError::fail("no drawing was read"))?;
        same(&file.processes[0], &definition)?;
    }
}
