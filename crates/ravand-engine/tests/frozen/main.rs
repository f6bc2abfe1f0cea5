//! Stored events are a contract: files that a release has written are read by every later one.
//!
//! `v1.jsonl` is what a store held after a few hundred commands: definitions, and the entries of
//! every case with their chains and their lines. `v1-kinds.jsonl` has one event of each kind. Both
//! are never changed; what a release adds is a pair of files beside them, with names of their own:
//! `cargo test -p ravand-engine --test frozen -- --ignored` writes `next.jsonl` and
//! `next-kinds.jsonl`.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says why and fails")]
#![allow(clippy::disallowed_methods, reason = "reads and writes its own files")]

mod kinds;
#[path = "../support/mod.rs"]
mod support;

use kinds::every_kind;
use ravand_core::Timestamp;
use ravand_engine::record::{ENTRY_VERSION, Entry, Link};
use ravand_engine::store::{Batch, CaseRow, CaseStatus, DefinitionRow, EntryRow, MemoryStore, Store};
use ravand_engine::{CaseId, Completion, Engine, Finding, NewCase, Request, WorkQuery};
use ravand_feel::Value;
use serde_json::{Value as Json, json};
use std::path::PathBuf;
use std::sync::Arc;
use support::{Count, HOUR, Hand, builder, value_of};

const STEPS: u64 = 260;

fn file(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/frozen")).join(name)
}

/// The lines of every file, those with one event of each kind or the others.
fn files(of_kinds: bool) -> Vec<Vec<String>> {
    let mut found: Vec<PathBuf> =
        std::fs::read_dir(file("")).expect("a folder").map(|entry| entry.expect("a file").path()).collect();
    found.sort();
    let name = |path: &PathBuf| path.to_string_lossy().into_owned();
    found.retain(|path| name(path).ends_with(".jsonl") && name(path).ends_with("-kinds.jsonl") == of_kinds);
    assert!(!found.is_empty());
    let lines = |path| std::fs::read_to_string(path).expect("a frozen file").lines().map(str::to_owned).collect();
    found.into_iter().map(lines).collect()
}

fn text(json: &Json) -> String {
    json.as_str().expect("a text").to_owned()
}

#[test]
fn what_was_written_is_replayed() {
    files(false).into_iter().for_each(replay);
}

fn replay(lines: Vec<String>) {
    let store = Arc::new(MemoryStore::default());
    let mut expected: Vec<(CaseId, Vec<String>)> = Vec::new();
    for line in lines {
        let line: Json = serde_json::from_str(&line).expect("JSON");
        if let Some(definition) = line.get("definition") {
            let row = DefinitionRow {
                digest: text(&definition["digest"]),
                process: text(&definition["process"]),
                number: 1,
                deployed_at: 0,
                text: Some(text(&definition["text"])),
            };
            store.commit(&Batch { definition: Some(row), ..Batch::default() }).expect("committed");
            continue;
        }
        let id: CaseId = text(&line["case"]).parse().expect("a number");
        let entries = line["entries"].as_array().expect("entries");
        let entry = |(at, entry): (usize, &Json)| EntryRow {
            case: id.number(),
            seq: at as u64 + 1,
            text: text(&entry[0]),
            link: Link(unhex(&text(&entry[1]))),
        };
        let entries: Vec<EntryRow> = entries.iter().enumerate().map(entry).collect();
        let last = entries.last().expect("an entry");
        let row = CaseRow {
            id: id.number(),
            process: text(&line["process"]),
            digest: text(&line["digest"]),
            unit: None,
            subject: None,
            status: CaseStatus::Running,
            end: None,
            suspended: false,
            version: last.seq,
            head: last.link,
            opened_at: 0,
            changed_at: 0,
        };
        store.commit(&Batch { cases: vec![row], entries, ..Batch::default() }).expect("committed");
        expected.push((id, line["lines"].as_array().expect("lines").iter().map(text).collect()));
    }
    assert!(expected.len() > 20, "only {} cases", expected.len());
    let (clock, count) = (Hand::default(), Count::default());
    let engine = builder(&clock, &count).on_shared(store);
    for (case, lines) in expected {
        let history = engine.history(case).expect("a history");
        assert_eq!(history.into_iter().map(|entry| entry.line).collect::<Vec<_>>(), lines);
        // The file has no lists: they are made of the entries, and then they are true.
        engine.rebuild(case).expect("made anew");
        let findings = engine.verify(case).expect("verified");
        assert!(findings.iter().all(|finding| matches!(finding, Finding::Receivers)), "{findings:?}");
    }
}

#[test]
fn every_kind_is_read_and_written_as_it_was() {
    let kinds = files(true).concat();
    for line in &kinds {
        let entry = Entry::parse(line).unwrap_or_else(|why| panic!("{why}"));
        assert_eq!(entry.text().expect("a text"), *line);
    }
    let named: std::collections::BTreeSet<String> = kinds.iter().map(|line| kind(line)).collect();
    for event in every_kind() {
        let entry = Entry { v: ENTRY_VERSION, at: 1, by: None, event };
        let line = entry.text().expect("a text");
        assert!(named.contains(&kind(&line)), "{line} is in no frozen file");
    }
}

#[test]
fn an_entry_of_a_later_version_or_with_something_unknown_is_not_half_read() {
    let line = files(true).concat().swap_remove(0);
    assert!(Entry::parse(&line.replace("\"v\":1", "\"v\":2")).is_err());
    assert!(Entry::parse(&line.replace("\"kind\"", "\"more\":1,\"kind\"")).is_err());
    assert!(Entry::parse(&line.replace("\"at\"", "\"more\":1,\"at\"")).is_err());
}

fn kind(line: &str) -> String {
    let entry: Json = serde_json::from_str(line).expect("JSON");
    text(&entry["event"]["kind"])
}

fn unhex(digits: &str) -> [u8; 32] {
    let mut bytes = [0; 32];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).expect("digits");
    }
    bytes
}

/// Runs the processes of the tests for a while, always in the same way.
fn run() -> (Arc<MemoryStore>, Engine) {
    let store = Arc::new(MemoryStore::default());
    let (clock, count) = (Hand::default(), Count::default());
    clock.set(Timestamp::from_micros(490_000 * HOUR));
    let engine = builder(&clock, &count).on_shared(store.clone());
    for definition in support::definitions() {
        engine.deploy(&definition).expect("deployed");
    }
    let mut seed = 7_u64;
    let mut roll = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    for number in 0..STEPS {
        let key = format!("step {number}");
        let request = Request::new(&key);
        engine.run_due(clock.pass(HOUR * (1 + roll(12) as i64))).expect("rung");
        match roll(12) {
            0 => {
                let process = ["permit", "letter", "fees", "season", "court"][roll(5) as usize];
                let new = NewCase::of(process).in_unit("district-05").about("پلاک ۱۲").with("area", 7.into());
                let new = if process == "letter" { NewCase::of(process) } else { new };
                engine.start(&request, &new).expect("started");
            }
            1 => {
                let name = ["money", "told"][roll(2) as usize];
                let key = if roll(2) == 0 { Value::Null } else { Value::from("a") };
                engine.correlate(&request, name, &key, &[("area".to_owned(), 5.into())], None).expect("sent");
            }
            2 => engine.broadcast(&request, "holiday", &[]).expect("given"),
            3 => {
                let open = engine.incidents(None, 1).expect("incidents");
                let Some(open) = open.first() else { continue };
                let data = if open.process == "letter" { "pages" } else { "garden" };
                let value = if data == "pages" { Value::from(3) } else { Value::from(true) };
                // Some are not mended by that, and wait on.
                _ = engine.retry(&request, open.case, open.incident, &[(data.to_owned(), value)]);
            }
            _ => complete(&engine, &request, &mut roll),
        }
    }
    (store, engine)
}

/// Does one of the tasks that are open, somehow.
fn complete(engine: &Engine, request: &Request<'_>, roll: &mut impl FnMut(u64) -> u64) {
    let open = engine.worklist(&WorkQuery::all()).expect("a worklist").tasks;
    if open.is_empty() {
        return;
    }
    let item = &open[roll(open.len() as u64) as usize];
    let case = engine.case(item.case).expect("a case");
    let step = case.process().step(case.process().step_index(&item.step).expect("a step"));
    let outcome = (!step.outcomes.is_empty()).then(|| roll(step.outcomes.len() as u64) as usize);
    let outcome = outcome.map(|at| step.outcomes[at].name.to_string());
    if step.vote.is_some() {
        let choice = outcome.expect("a vote has outcomes");
        // A seat that has voted does not vote again.
        _ = engine.vote(request, item.case, item.task, roll(3) as u16, &choice);
        return;
    }
    let schema = case.process().schema();
    let value = roll(9) as u8;
    let datum = |slot: &ravand_kernel::Slot| {
        (schema.name(*slot).expect("a name").to_owned(), value_of(schema.ty(*slot).expect("a type"), value))
    };
    let completion = Completion { outcome, data: step.asks.iter().map(datum).collect() };
    engine.complete(request, item.case, item.task, &completion).expect("done");
}

#[test]
#[ignore = "writes files for a new release"]
fn write() {
    let (store, engine) = run();
    let mut lines: Vec<String> = Vec::new();
    for row in store.latest_of_all().expect("definitions") {
        let text = row.text.expect("a text");
        lines.push(json!({ "definition": { "process": row.process, "digest": row.digest, "text": text } }).to_string());
    }
    for case in engine.cases(None, usize::MAX).expect("cases") {
        let rows = store.entries_after(case.number(), 0, usize::MAX).expect("entries");
        let entries: Vec<Json> = rows.iter().map(|row| json!([row.text, row.link.to_string()])).collect();
        let told = engine.history(case).expect("a history").into_iter().map(|entry| entry.line);
        let row = engine.case(case).expect("a case").row();
        let line = json!({
            "case": case.to_string(), "process": row.process, "digest": row.digest,
            "entries": entries, "lines": told.collect::<Vec<_>>(),
        });
        lines.push(line.to_string());
    }
    std::fs::write(file("next.jsonl"), lines.join("\n") + "\n").expect("written");
    let entry = |event| Entry { v: ENTRY_VERSION, at: 1, by: Some("maryam".to_owned()), event }.text().expect("a text");
    let kinds: Vec<String> = every_kind().into_iter().map(entry).collect();
    std::fs::write(file("next-kinds.jsonl"), kinds.join("\n") + "\n").expect("written");
}
