//! The shipped bank goes through the printer and through the order and stays what it is.
#![allow(clippy::expect_used, reason = "a test that cannot go on says why and fails")]

use ravand_bank::Bank;
use ravand_core::{Definition, SourceId, Sources, merge};
use ravand_formats::{Read, print_overlay, print_process, print_scenario, read_overlay, read_process, read_scenario};
use std::fmt::Debug;

fn bank() -> Bank {
    let bank = Bank::open(concat!(env!("CARGO_MANIFEST_DIR"), "/../../processes").as_ref()).expect("the bank");
    assert!(bank.diagnostics.is_empty(), "{:?}", bank.diagnostics);
    bank
}

/// A value without the places of its parts, which are new in what was printed.
fn shape(value: &impl Debug) -> String {
    let text = format!("{value:?}");
    let mut parts = text.split("Span { source: SourceId(");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push('_');
        out.push_str(part.split_once(" }").map_or("", |(_, rest)| rest));
    }
    out
}

/// The printed text, read without a mistake.
#[track_caller]
fn read<T>(text: &str, reader: fn(&Sources, SourceId) -> Read<T>) -> T {
    let mut sources = Sources::new();
    let id = sources.add("printed.yaml", text);
    let read = reader(&sources, id);
    assert!(read.diagnostics.is_empty(), "{:?}\n{text}", read.diagnostics);
    read.value.expect("a value")
}

/// A definition without what no file says: which overlays were merged into it.
fn without_history(definition: &Definition) -> Definition {
    let mut definition = definition.clone();
    definition.overlays.clear();
    definition.steps.values_mut().for_each(|step| step.history.clear());
    definition.step_spans = definition.steps.keys().map(|id| (id.clone(), Default::default())).collect();
    definition
}

#[track_caller]
fn a_process(definition: &Definition) {
    let again = read(&print_process(definition), read_process).definition;
    assert_eq!(shape(&without_history(definition)), shape(&without_history(&again)));
}

#[test]
fn processes_and_their_reforms_read_as_what_was_printed() {
    let bank = bank();
    bank.processes.values().for_each(a_process);
    for overlay in bank.overlays.values() {
        let base = &bank.processes[&overlay.of.value];
        a_process(&merge::apply(base, overlay).expect("the overlay fits"));
        assert_eq!(shape(overlay), shape(&read(&print_overlay(overlay), read_overlay).overlay));
    }
    for scenario in bank.scenarios.values() {
        assert_eq!(shape(scenario), shape(&read(&print_scenario(scenario), read_scenario)));
    }
}

#[test]
fn every_file_is_in_canonical_order() {
    let bank = bank();
    // Number 0 is what a program built.
    for id in (1..).map(SourceId).take_while(|id| bank.sources.name(*id) != "<built>") {
        let after = ravand_formats::format(&bank.sources, id).expect("a file of the language");
        assert!(after == bank.sources.text(id), "`ravand fmt {}` would change it", bank.sources.name(id));
    }
}
