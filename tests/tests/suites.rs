//! The suites of others, where they are at hand.

#![allow(clippy::panic, reason = "a test's helpers fail as the test does")]

use ravand_tests::dmn::Outcome;
use std::path::Path;

fn check(folder: &str, run: fn(&Path) -> std::io::Result<Outcome>, known_to_fail: &[&str]) {
    let Some(suites) = std::env::var_os("RAVAND_SUITES") else {
        eprintln!("skipped: RAVAND_SUITES names no folder of suites");
        return;
    };
    let folder = Path::new(&suites).join(folder);
    let outcome = run(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let surprising = outcome.failures.iter().filter(|line| !known_to_fail.iter().any(|known| line.starts_with(known)));
    assert_eq!(surprising.collect::<Vec<_>>(), Vec::<&String>::new());
    assert!(outcome.passed > 0, "nothing was run");
}

#[test]
fn the_processes_of_betsy_run_as_expected() {
    // Both expect a word that no script of their files writes.
    check("betsy", ravand_tests::betsy::run, &["AD_HOC_SUB_PROCESS_SEQUENTIAL", "AD_HOC_SUB_PROCESS_PARALLEL"]);
}

#[test]
fn the_files_of_the_miwg_come_back_as_they_were() {
    check("miwg", ravand_tests::miwg::run, &[]);
}

#[test]
fn broken_files_are_refused_by_their_rule_and_good_ones_accepted() {
    check("betsy", ravand_tests::constraints::run, &[]);
}

#[test]
fn broken_files_are_accepted_once_the_one_thing_is_mended() {
    check("betsy", ravand_tests::constraints::run_repaired, &[]);
}

#[test]
fn decisions_give_what_the_dmn_suite_expects() {
    check("dmn-tck", ravand_tests::dmn::run, &[]);
}
