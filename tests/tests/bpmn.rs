//! Every process of the bank goes to BPMN and comes back as it was.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on says why and fails")]

use ravand::bank::Bank;
use ravand::core::{Definition, Language, Sources, check, has_errors, merge};
use ravand::formats::bpmn::{read_bpmn, write_bpmn};
use ravand::formats::print_process;
use std::path::Path;

fn bank() -> Bank {
    Bank::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../processes")).expect("the bank that ships")
}

fn comes_back(definition: &Definition, language: Language) {
    let definition = definition.clone().with_named_only();
    let xml = write_bpmn(&definition, language).unwrap();
    let mut sources = Sources::new();
    let id = sources.add("a.bpmn", xml.as_str());
    let read = read_bpmn(&sources, id);
    let said: Vec<String> = read.diagnostics.iter().map(|one| one.one_line(&sources, Language::En)).collect();
    assert_eq!(said, [""; 0], "{}", definition.id);
    assert_eq!(print_process(&read.value.unwrap().processes[0]), print_process(&definition));
}

#[test]
fn every_process_of_the_bank_comes_back() {
    for definition in bank().processes.values() {
        comes_back(definition, Language::En);
        comes_back(definition, Language::Fa);
    }
}

#[test]
fn a_reformed_process_ordered_by_documents_comes_back() {
    let bank = bank();
    let permit = merge::apply(&bank.processes["building-permit"], &bank.overlays["permit-1401"]).unwrap();
    comes_back(&permit, Language::En);
}

#[test]
fn what_is_drawn_of_the_bank_is_in_order() {
    for definition in bank().processes.values() {
        let drawn = definition.as_graph().unwrap();
        let found = check::check(&drawn);
        assert!(!has_errors(&found), "{}: {found:?}", definition.id);
    }
}
