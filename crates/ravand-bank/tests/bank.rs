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
fn a_folder_that_nobody_reads_is_named() {
    check(&[("service/coffee.yaml", PROCESS)], &["BK023", "service`"]);
    check(&[("notes/readme.txt", "to do")], &[]);
}

#[test]
fn what_a_merged_definition_calls_is_found() {
    let coffee =
        PROCESS.replace("process: tea", "process: coffee").replace("Tea,", "Coffee,").replace("چای }", "قهوه }");
    let (_directory, opened) = bank(&[("services/coffee.yaml", &coffee)]);
    let bank = opened.expect("a bank");
    let mut merged = bank.processes["tea"].clone();
    merged.flow.blocks.insert(0, ravand_core::Block::Call(ravand_core::Spanned::nowhere("coffee".into())));
    let called: Vec<&str> = bank.called_by(&[&merged]).iter().map(|it| it.id.as_str()).collect();
    assert_eq!(called, ["coffee"]);
    assert!(bank.called_by(&[&bank.processes["tea"]]).is_empty());
    assert_eq!(bank.with_called(&"tea".into()).len(), 1);
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
        &[("services/tea.yaml", &PROCESS.replace("flow: [brew", "flow: [brew, { call: teas }"))],
        &["BK009", "`teas`"],
    );
    let overlay = |of: &str| format!("overlay: o\n{of}changes: []\n");
    check(&[("variants/o.yaml", &overlay("of: coffee\n"))], &["variants/o.yaml:2:5: error[BK006]", "`coffee`"]);
    check(&[("variants/o.yaml", &overlay(""))], &["variants/o.yaml:1:1: error[YA034]", "`of`"]);
    check(&[("archetypes/hot-drink.yaml", DRINK), ("variants/o.yaml", &overlay("of: hot-drink\n"))], &["BK010"]);
}

#[test]
fn calls_do_not_run_in_a_ring() {
    let calls = |id: &str, called: &str| {
        let text = PROCESS.replace("process: tea", &format!("process: {id}"));
        text.replace("flow: [brew", &format!("flow: [brew, {{ call: {called} }}"))
    };
    let ring = |files: &[(&str, &str)], expected: &str| {
        let texts: Vec<_> =
            files.iter().map(|(id, called)| (format!("services/{id}.yaml"), calls(id, called))).collect();
        let texts: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let (_directory, opened) = bank(&texts);
        let bank = opened.expect("a bank");
        let found: Vec<_> = bank.diagnostics.iter().map(|d| d.one_line(&bank.sources, Language::En)).collect();
        assert_eq!(found.len(), 1, "a ring is said once: {found:#?}");
        assert!(found[0].contains("BK008") && found[0].ends_with(expected), "{found:#?}");
        let notes = &bank.diagnostics[0].notes;
        assert_eq!(notes.len(), expected.matches('→').count() - 1, "each other call of the ring is shown");
    };
    ring(&[("tea", "tea")], "in a ring: `tea` → `tea`");
    ring(&[("tea", "mint"), ("mint", "oat"), ("oat", "tea")], "`mint` → `oat` → `tea` → `mint`");
    ring(&[("tea", "mint"), ("mint", "oat"), ("oat", "mint")], "`mint` → `oat` → `mint`");
}

const DRINK: &str = "
archetype: hot-drink
title: { en: Hot drink, fa: نوشیدنی گرم }
parameters:
  sugar: { type: decision, optional: yes }
  milk: { type: yes_no, default: no }
provenance: modelled
data: { cups: number }
ends: { drunk: { favourable: yes } }
steps:
  brew: { role: host, legal_basis: tea-act/1, asks: [cups], needs: [{ if: milk, then: milk-jug }] }
  sweeten: { if: sugar, kind: decide, role: host, decision: $sugar }
  serve: { role: host }
documents: { milk-jug: { from: applicant } }
flow: [brew, sweeten, serve, { end: drunk }]
";

const MENU: &str = "
catalogue: menu
rows:
  - id: mint
    title: { en: Mint, fa: نعنا }
    use: hot-drink
    with: { sugar: sweetness }
    changes:
      - { add: smell, after: brew, step: { role: host }, why: it smells }
  - { id: cocoa, title: { en: Cocoa, fa: کاکائو }, use: hot-drink, with: { milk: yes } }
";

#[test]
fn a_row_becomes_a_process_like_any_other() {
    let files = [("archetypes/hot-drink.yaml", DRINK), ("catalogue/menu.yaml", MENU), ("decisions/s.yaml", TABLE)];
    check(&files, &[]);
    let (_directory, opened) = bank(&files);
    let bank = opened.expect("a bank");
    let mint = &bank.processes["mint"];
    let steps: Vec<_> = mint.steps.keys().map(ToString::to_string).collect();
    assert_eq!(steps, ["brew", "smell", "sweeten", "serve"], "the change is merged in place");
    assert!(mint.overlays.is_empty(), "nothing lies on top of it");
    assert!(mint.roles["host"].holders.is_some(), "it is complete with the registries");
    assert!(mint.decisions.contains_key("sweetness"), "a table that is given by its id is the bank's");
    assert!(ravand_core::check::check(mint).is_empty(), "{:#?}", ravand_core::check::check(mint));
    assert_eq!(bank.origins["mint"].archetype.as_str(), "hot-drink");
    assert_eq!(bank.origins["cocoa"].catalogue.as_str(), "menu");
    assert_eq!(bank.processes["cocoa"].steps.len(), 2);
}

/// The findings of a bank with the drinks and these other files.
fn drinks(drink: &str, menu: &str, expected: &[&str]) {
    let files = [("archetypes/hot-drink.yaml", drink), ("catalogue/menu.yaml", menu), ("decisions/s.yaml", TABLE)];
    check(&files, expected);
    let (_directory, opened) = bank(&files);
    assert_eq!(opened.expect("a bank").diagnostics.len(), expected.len(), "each is said once");
}

#[test]
fn what_rows_say_wrongly_stands_at_the_row_and_hides_nothing() {
    drinks(DRINK, &MENU.replace("with: { milk: yes }", "with: { milk: 3 }"), &["menu.yaml:10:82: error[YA043]"]);
    drinks(DRINK, &MENU.replace("sugar: sweetness", "sugar: salt"), &["menu.yaml:7:20: error[BK013]"]);
    drinks(DRINK, &MENU.replace("after: brew", "after: brow"), &["menu.yaml:9:30: error["]);
    drinks(DRINK, &MENU.replace("id: mint", "id: tea"), &["menu.yaml:4:9: error[BK002]"]);
}

#[test]
fn what_an_archetype_says_wrongly_is_said_once_however_many_rows_there_are() {
    drinks(&DRINK.replace("tea-act/1", "milk-act"), MENU, &["hot-drink.yaml:11:36: error[BK005]"]);
    drinks(&DRINK.replace("steps:\n", "calendar: never\nsteps:\n"), MENU, &["hot-drink.yaml:10:11: error[BK003]"]);
    drinks(&DRINK.replace("legal_basis", "legal_bases"), MENU, &["hot-drink.yaml:11:23: error[YA032]"]);
    let derived = DRINK.split("provenance").next().expect("the head").replace("hot-drink", "warm-drink");
    let derived = format!(
        "{derived}use: hot-drink\nwith: {{ sugar: $sugar, milk: $milk }}\nchanges: [{{ remove: boil, why: x }}]\n"
    );
    let files = [
        ("archetypes/hot-drink.yaml", DRINK.to_owned()),
        ("archetypes/warm-drink.yaml", derived),
        ("catalogue/menu.yaml", MENU.replace("use: hot", "use: warm")),
        ("decisions/s.yaml", TABLE.to_owned()),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let (_directory, opened) = bank(&files);
    let bank = opened.expect("a bank");
    let found: Vec<_> = bank.diagnostics.iter().map(|d| d.one_line(&bank.sources, Language::En)).collect();
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].contains("warm-drink.yaml:9:21"), "{found:#?}");
    let last = bank.diagnostics[0].notes.last().expect("the row with which it was found");
    assert!(bank.sources.name(last.span.source).ends_with("menu.yaml"));
    assert!(bank.processes.contains_key("mint"), "the process is there without the change");
}

#[test]
fn a_thousand_rows_are_a_thousand_processes() {
    let rows: String = (0..1093)
        .map(|i| {
            format!(
                "  - {{ id: drink-{i}, title: {{ en: D{i}, fa: نوشیدنی }}, use: hot-drink, with: {{ milk: yes }} }}\n"
            )
        })
        .collect();
    let files =
        [("archetypes/hot-drink.yaml", DRINK), ("catalogue/menu.yaml", &format!("catalogue: menu\nrows:\n{rows}")[..])];
    check(&files, &[]);
    let (_directory, opened) = bank(&files);
    assert_eq!(opened.expect("a bank").processes.len(), 1094);
}

#[test]
fn mistakes_of_a_catalogue_are_counted_where_they_are_many() {
    let rows: String = (0..500).map(|i| format!("  - {{ id: d{i}, title: D, use: cold-drink }}\n")).collect();
    let (_directory, opened) = bank(&[("catalogue/menu.yaml", &format!("catalogue: menu\nrows:\n{rows}"))]);
    let bank = opened.expect("a bank");
    assert_eq!(bank.diagnostics.len(), 201);
    assert!(bank.diagnostics.iter().any(|d| d.code.id == "BK015" && d.message(Language::En).contains("300")));
}

#[test]
fn the_head_of_a_bank_names_units_and_languages() {
    let units = "bank: small\nlanguages: [fa, en]\ncalendar: always\nunits: { kitchen: { title: K } }\n";
    let owner = |id: &str| PROCESS.replace("provenance:", &format!("owner: {id}\nprovenance:"));
    check(&[("bank.yaml", units), ("services/tea.yaml", &owner("kitchen"))], &[]);
    check(&[("bank.yaml", units), ("services/tea.yaml", &owner("kitchens"))], &["tea.yaml:4:8: warning[BK011]"]);
    check(&[("services/tea.yaml", &owner("anybody"))], &[]);
    check(&[("services/tea.yaml", &PROCESS.replace(", fa: چای", ""))], &["tea.yaml:2:10: warning[BK012]", "`fa`"]);
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_or_round_in_a_ring() {
    use std::os::unix::fs::symlink;
    let (directory, _) = bank(&[]);
    let at = |path: &str| directory.path().join(path);
    symlink(at("services/self.yaml"), at("services/self.yaml")).expect("linked");
    symlink(at("services/gone"), at("services/dangling.yaml")).expect("linked");
    symlink(at("variants"), at("variants")).expect("linked");
    symlink(directory.path(), at("services/root.yaml")).expect("linked");
    let bank = Bank::open(directory.path()).expect("a bank");
    let found: Vec<_> = bank.diagnostics.iter().map(|d| d.one_line(&bank.sources, Language::Fa)).collect();
    let expected = [("BK017", "variants"), ("BK017", "self.yaml"), ("BK017", "dangling.yaml"), ("BK001", "root.yaml")];
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (code, name) in expected {
        assert!(found.iter().any(|f| f.contains(code) && f.contains(name)), "{code} {name}: {found:#?}");
    }
    assert!(bank.processes.contains_key("tea"));
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
    check(&[("scenarios", "no folder")], &["BK016", "scenarios"]);
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
