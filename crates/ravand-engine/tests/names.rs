//! Names that stored events stand on: every position of every process has one of its
//! own, which leads back to it, whatever the order in which the process was declared.
#![allow(clippy::expect_used, reason = "a test that cannot go on says why and fails")]

mod support;

use ravand_core::{Definition, Digest};
use ravand_kernel::{CompiledProcess, ElementIndex, FlowIndex, NodeIndex, ScopeIndex};

/// Those of the bank, and those of the tests: in these are sets ordered by documents.
fn definitions() -> Vec<Definition> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../processes");
    let bank = ravand_bank::Bank::open(root.as_ref()).expect("the bank");
    bank.processes.into_values().chain(support::definitions()).collect()
}

fn compile(definition: &Definition) -> CompiledProcess {
    CompiledProcess::compile(definition).expect("compiles")
}

/// Every node with its name.
fn nodes(process: &CompiledProcess) -> Vec<String> {
    (0_u32..).map_while(|at| process.node_id(NodeIndex::from(at)).map(str::to_owned)).collect()
}

#[test]
fn every_position_has_a_name_of_its_own() {
    let (mut seen, mut sets) = (0, 0);
    for definition in &definitions() {
        let process = compile(definition);
        for (at, name) in (0_u32..).zip(nodes(&process)) {
            assert_eq!(process.node_index(&name), Some(NodeIndex::from(at)), "{} at {name}", process.id());
            seen += 1;
        }
        for at in (0_u32..).map(ScopeIndex::from).take_while(|scope| process.scope_id(*scope).is_some()) {
            let name = process.scope_id(at).expect("a name");
            assert_eq!(process.scope_index(name), Some(at), "{} at {name}", process.id());
            sets += 1;
        }
        for (at, end) in (0_u16..).zip(process.ends()) {
            assert_eq!(process.end_index(end.id.as_str()), Some(at.into()));
        }
        for (at, called) in (0_u16..).zip(process.called()) {
            assert_eq!(process.called_index(called.as_str()), Some(at.into()));
        }
        let Some(graph) = process.graph() else { continue };
        for (at, element) in (0_u32..).zip(graph.elements()) {
            assert_eq!(graph.element_index(element.id.as_str()), Some(ElementIndex::from(at)));
        }
        for (at, flow) in (0_u32..).zip(graph.flows()) {
            assert_eq!(
                graph.flow_index(flow.id.as_str()),
                Some(FlowIndex::from(at)),
                "{} at {}",
                process.id(),
                flow.id
            );
        }
    }
    assert!(seen > 200 && sets > 0, "{seen} nodes and {sets} sets are too few to say anything");
}

#[test]
fn names_follow_from_the_definition_whatever_the_order_of_its_declarations() {
    let mut moved = 0;
    for definition in &definitions() {
        let mut turned = definition.clone();
        turned.steps.reverse();
        turned.ends.reverse();
        // A vote and a table speak of positions; what has them is left as it is.
        if Digest::of(&turned) != Digest::of(definition) {
            continue;
        }
        let (process, other) = (compile(definition), compile(&turned));
        assert_eq!(nodes(&process), nodes(&other), "{}", process.id());
        moved +=
            usize::from(process.steps().first().map(|step| &step.id) != other.steps().first().map(|step| &step.id));
    }
    assert!(moved > 5, "only {moved} processes have steps to turn around");
}
