//! Banks that are in order, and banks that are not.
#![allow(clippy::expect_used, reason = "a test that cannot go on says why and fails")]
#![allow(clippy::disallowed_methods, reason = "these tests write the banks that they read")]

use ravand_bank::{Bank, BankError, Loaded};
use ravand_core::{Language, ProcessId};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const PROCESS: &str = "
process: tea
title: { en: Tea, fa: چای }
provenance: synthetic
calendar: always
ends: { drunk: { favourable: yes } }
steps: { brew: { kind: work, role: host, legal_basis: tea-act/1 } }
flow: [brew, { end: drunk }]
";

/// A bank in order, with these files written over it.
fn bank(files: &[(&str, &str)]) -> (TempDir, Result<Bank, BankError>) {
    let directory = tempfile::tempdir().expect("a directory");
    let base = [
        ("bank.yaml", "bank: small\ntitle: { en: Small, fa: کوچک }\nlanguages: [fa, en]\ncalendar: always\n"),
        ("roles.yaml", "roles: { host: { title: { en: Host, fa: میزبان }, holders: 1 } }\n"),
        ("laws.yaml", "laws: { tea-act: { title: { en: Tea Act, fa: قانون چای } } }\n"),
        (
            "calendars/always.yaml",
            "calendar: always\ntitle: { en: Always, fa: همیشه }\nzone: UTC\nweekends: []\nhours:\n  - { from: 2001-03-21, open: 00:00-24:00 }\n",
        ),
        ("services/tea.yaml", PROCESS),
    ];
    for (path, text) in base.iter().chain(files) {
        write(directory.path(), path, text);
    }
    let opened = Bank::open(directory.path());
    (directory, opened)
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("created");
    fs::write(path, text).expect("written");
}

/// The findings of a bank with these files, one a line, paths cut to file names.
fn check(files: &[(&str, &str)], expected: &[&str]) {
    let (_directory, opened) = bank(files);
    let bank = opened.expect("a bank");
    let found: Vec<_> = bank.diagnostics.iter().map(|d| d.one_line(&bank.sources, Language::En)).collect();
    let all = found.join("\n");
    for part in expected {
        assert!(all.contains(part), "`{part}` is not in:\n{all}");
    }
    assert_eq!(found.is_empty(), expected.is_empty(), "{all}");
}

#[test]
fn a_bank_in_order_has_no_findings() {
    check(&[], &[]);
}

#[test]
fn a_definition_is_complete_with_what_the_registries_know() {
    let (_directory, opened) = bank(&[]);
    let bank = opened.expect("a bank");
    let tea = &bank.processes["tea"];
    assert!(tea.roles.contains_key("host"));
    assert!(bank.calendars.contains_key("always"));
}

#[test]
fn one_broken_file_never_hides_the_rest() {
    let broken = "process: coffee\nsteps: [\n";
    let (_directory, opened) = bank(&[("services/coffee.yaml", broken)]);
    let bank = opened.expect("a bank");
    assert!(bank.processes.contains_key("tea"));
    assert!(bank.diagnostics.iter().any(|d| d.is_error()));
}

#[test]
fn what_is_named_must_be_there() {
    check(
        &[("services/tea.yaml", &PROCESS.replace("tea-act", "milk-act").replace("always", "never"))],
        &["BK005", "`milk-act`", "BK003", "`never`"],
    );
    check(
        &[("services/tea.yaml", &PROCESS.replace("flow: [brew", "flow: [brew, { call: coffee }"))],
        &["BK006", "`coffee`"],
    );
    check(
        &[("services/tea.yaml", &PROCESS.replace("flow: [brew", "flow: [brew, { call: tea }"))],
        &["BK008", "`tea` → `tea`"],
    );
}

#[test]
fn one_id_in_two_files_is_refused() {
    check(&[("services/tee.yaml", PROCESS)], &["BK002", "tee.yaml", "process `tea`"]);
}

const TABLE: &str = "
decision: sweetness
inputs: [cups]
outputs: { sugar: number }
rules: [{ otherwise: yes, sugar: 1 }]
";

#[test]
fn see_means_the_file_that_it_names() {
    let sees = |path: &str| {
        let data = format!("data: {{ cups: number }}\ndecisions: {{ sweetness: {{ see: {path} }} }}\n");
        format!("{PROCESS}{data}")
    };
    check(&[("decisions/s.yaml", TABLE), ("services/tea.yaml", &sees("decisions/s.yaml"))], &[]);
    check(
        &[("decisions/s.yaml", TABLE), ("services/tea.yaml", &sees("decisions/other.yaml"))],
        &["BK004", "`decisions/other.yaml`"],
    );
}

#[test]
fn what_is_named_is_read_first_wherever_it_lies() {
    let tea = format!("{PROCESS}data: {{ cups: number }}\ndecisions: {{ sweetness: {{ see: decisions/s.yaml }} }}\n");
    let files =
        [("a-first.yaml", tea.replace("process: tea", "process: mint")), ("decisions/s.yaml", TABLE.to_owned())];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    check(&files, &[]);
    let (_directory, opened) = bank(&files);
    assert!(opened.expect("a bank").processes["mint"].roles.contains_key("host"));
}

#[test]
fn a_second_registry_adds_and_never_replaces() {
    let more = "roles: { guest: { holders: 2 }, host: { holders: 3 } }\n";
    check(&[("teams.yaml", more)], &["teams.yaml:1:", "BK002", "role `host`"]);
    let (_directory, opened) = bank(&[("teams.yaml", more)]);
    let roles = opened.expect("a bank").roles;
    assert_eq!(roles.keys().map(ToString::to_string).collect::<Vec<_>>(), ["host", "guest"]);
    check(&[("second.yaml", "bank: other\n")], &["second.yaml:1:", "BK002", "bank `other`"]);
}

#[test]
fn a_folder_that_cannot_be_listed_is_said_to_be() {
    check(&[("scenarios", "no folder")], &["BK001", "scenarios"]);
}

#[test]
fn a_file_that_is_added_can_mend_what_was_found() {
    let calls = PROCESS.replace("flow: [brew", "flow: [brew, { call: coffee }");
    let (directory, opened) = bank(&[("services/tea.yaml", &calls)]);
    let mut bank = opened.expect("a bank");
    let found = |bank: &Bank| bank.diagnostics.iter().map(|d| d.code.id).collect::<Vec<_>>().join(" ");
    write(directory.path(), "mint.yaml", &PROCESS.replace("process: tea", "process: mint"));
    bank.add_file(&directory.path().join("mint.yaml")).expect("read");
    assert_eq!(found(&bank), "BK006");
    write(directory.path(), "coffee.yaml", &PROCESS.replace("process: tea", "process: coffee"));
    bank.add_file(&directory.path().join("coffee.yaml")).expect("read");
    assert_eq!(found(&bank), "");
}

#[test]
fn a_file_that_is_no_text_or_no_file_is_said_to_be() {
    let (directory, _) = bank(&[]);
    fs::write(directory.path().join("services/bad.yaml"), [0x70, 0xff, 0xfe]).expect("written");
    fs::create_dir(directory.path().join("services/dir.yaml")).expect("created");
    let bank = Bank::open(directory.path()).expect("a bank");
    let found: Vec<_> = bank.diagnostics.iter().map(|d| d.message(Language::En)).collect();
    assert!(found.iter().any(|m| m.contains("dir.yaml") && m.contains("directory")), "{found:?}");
    assert_eq!(bank.diagnostics.len(), 2, "{found:?}");
    assert!(bank.processes.contains_key("tea"));
}

#[test]
fn a_place_without_a_bank_says_so() {
    let empty = tempfile::tempdir().expect("a directory");
    assert!(matches!(Bank::open(empty.path()), Err(BankError::NoBank { .. })));
    assert!(matches!(Bank::open(&empty.path().join("nowhere")), Err(BankError::NoDirectory { .. })));
    let file = empty.path().join("file");
    fs::write(&file, "x").expect("written");
    assert!(matches!(Bank::open(&file), Err(BankError::NoDirectory { .. })));
}

#[test]
fn a_file_from_elsewhere_can_be_added() {
    let (directory, opened) = bank(&[]);
    let mut bank = opened.expect("a bank");
    write(directory.path(), "mine.yaml", &PROCESS.replace("process: tea", "process: mint"));
    let loaded = bank.add_file(&directory.path().join("mine.yaml")).expect("read");
    assert_eq!(loaded, Loaded::Process(ProcessId::from("mint")));
    assert!(bank.processes["mint"].roles.contains_key("host"));
    assert!(matches!(bank.add_file(&directory.path().join("none.yaml")), Err(BankError::Unreadable { .. })));
    assert!(matches!(bank.add_file(directory.path()), Err(BankError::Unreadable { .. })));
}

#[test]
fn the_bank_that_ships_with_the_project_is_in_order() {
    let bank = Bank::open(concat!(env!("CARGO_MANIFEST_DIR"), "/../../processes").as_ref()).expect("a bank");
    let found: Vec<_> = bank.diagnostics.iter().map(|d| d.one_line(&bank.sources, Language::En)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert!(bank.processes.len() >= 3);
}
