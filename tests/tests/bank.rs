//! The bank that ships: every process and every variant of it is read, runs, and opens
//! elsewhere.
#![allow(clippy::expect_used, reason = "a test that cannot go on says why and fails")]

use ravand::bank::{Bank, Drift};
use ravand::core::{Definition, Diagnostic, Language, OverlayKind, Sources, check, has_errors, merge};
use ravand::formats::bpmn::{read_bpmn, write_bpmn};
use ravand_tests::matching::FIVE;
use ravand_tests::world;
use std::collections::BTreeMap;

const OFFICES: usize = 22;
const CASES: u32 = 1_000;

fn bank() -> Bank {
    Bank::open(concat!(env!("CARGO_MANIFEST_DIR"), "/../processes").as_ref()).expect("the bank that ships")
}

/// Every process as it is, and with each variant merged; with a name for messages.
fn all(bank: &Bank) -> Vec<(String, Definition)> {
    let mut all: Vec<_> = bank.processes.iter().map(|(id, process)| (id.to_string(), process.clone())).collect();
    for ((of, id), overlay) in bank.overlays.iter().filter(|(_, overlay)| overlay.kind == OverlayKind::Variant) {
        let merged =
            merge::apply(&bank.processes[of], overlay).unwrap_or_else(|found| worst(&format!("{id} of {of}"), &found));
        all.push((format!("{id} of {of}"), merged));
    }
    all
}

#[allow(clippy::panic, reason = "a test that cannot go on says why and fails")]
fn worst<T>(what: &str, found: &[Diagnostic]) -> T {
    panic!("{what}: {:?}", found.iter().find(|one| one.is_error()))
}

#[test]
fn five_processes_are_run_by_22_offices_in_their_own_way() {
    let bank = bank();
    for process in FIVE {
        let process = &bank.processes[process].id.value;
        let variants = bank.variants_of(process);
        assert_eq!(variants.len(), OFFICES, "{process}");
        for variant in &variants {
            assert!(!variant.changes.is_empty() && variant.reason.is_some() && variant.expires.is_some());
            assert!(variant.changes.iter().all(|operation| operation.why.is_some()), "{}", variant.id);
            let said = variant.provenance.as_ref().map(|said| said.value.as_str());
            assert_eq!(said, Some("synthetic"), "{}", variant.id);
        }
        let drift = Drift::measure(&bank.processes[process], &variants).expect("they fit");
        let apart = |one: f64| (0.0..=1.0).contains(&one);
        for distance in drift.from_base.iter().chain(drift.between.iter().flatten()) {
            assert!(apart(distance.steps) && apart(distance.follows) && apart(distance.profile), "{distance:?}");
        }
        let still = drift.from_base.iter().filter(|it| it.steps + it.follows + it.profile == 0.0).count();
        // More staff is a difference of no step and of no order.
        assert!(still <= 2, "{process}: {still} variants are no different");
    }
}

#[test]
fn every_process_and_variant_runs_to_an_end_and_leaves_no_step_out() {
    let bank = bank();
    let mut never: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, definition) in all(&bank) {
        let found = check::check(&definition);
        assert!(!has_errors(&found), "{name}: {found:?}");
        let outcome = world::run(&bank, &definition, CASES).unwrap_or_else(|why| worst_of(&name, &why));
        let ended: f64 = outcome.ends.iter().map(|end| end.share.value).sum();
        assert!((ended - 1.0).abs() < 1e-9, "{name}: {ended} of the cases ended");
        let unseen = outcome.steps.iter().filter(|step| step.process == definition.id.value && step.visits == 0.0);
        for step in unseen {
            never.entry(step.step.to_string()).or_default().push(name.clone());
        }
    }
    assert!(never.is_empty(), "steps that no case came to: {never:#?}");
}

#[allow(clippy::panic, reason = "a test that cannot go on says why and fails")]
fn worst_of<T>(what: &str, why: &world::WorldError) -> T {
    panic!("{what}: {why}")
}

#[test]
fn every_process_and_variant_opens_as_bpmn() {
    for (name, definition) in all(&bank()) {
        let text = write_bpmn(&definition, Language::En).unwrap_or_else(|found| worst(&name, &found));
        let mut sources = Sources::new();
        let id = sources.add("exported.bpmn", text);
        let read = read_bpmn(&sources, id);
        if has_errors(&read.diagnostics) {
            worst::<()>(&name, &read.diagnostics);
        }
        let file = read.value.expect("it was read");
        assert_eq!(file.processes.len(), 1, "{name}");
        assert_eq!(file.processes[0].steps.len(), definition.steps.len(), "{name}");
    }
}

#[test]
fn no_two_processes_have_one_title() {
    let bank = bank();
    for language in [Language::En, Language::Fa] {
        let mut seen = BTreeMap::new();
        for (id, process) in &bank.processes {
            let title = ravand::bank::fold(process.title.get(language));
            if let Some(other) = seen.insert(title, id) {
                assert_eq!(other, id, "two processes are called {:?}", process.title.get(language));
            }
        }
    }
}
