//! Flows as graphs: what a graph may not be, and what its digest was.
#![allow(clippy::expect_used, reason = "a test that cannot go on says why and fails")]

use ravand::core::{Digest, Sources, check::check};
use ravand::formats::read_process;

/// A graph of two ways; the edits put mistakes into it.
const GOOD: &str = r#"process: two-ways
title: { en: Two ways, fa: دو راه }
data: { area_m2: number }
roles: { clerk: { holders: 1 } }
ends: { done: { favourable: yes } }
steps:
  small: { title: { en: Small, fa: کوچک }, kind: check, role: clerk, outcomes: { fine: on } }
  large: { title: { en: Large, fa: بزرگ }, kind: check, role: clerk }
elements:
  asked: { is: start }
  small: { is: user task, outputs: [{ to: area_m2, value: "1" }] }
  large: { is: user task }
  late: { is: boundary, on: large, after: 5 working days }
  which: { is: exclusive }
  inner: { is: subprocess }
  begin: { is: start, in: inner }
  finished: { is: end, ends: done }
edges:
  - asked -> which
  - which -> small when area_m2 < 60
  - which -> large otherwise
  - small -> inner
  - large -> inner
  - late -> finished
  - inner -> finished
"#;

/// The codes found in the graph with an edit; the sample's own words must be there to edit.
fn found(from: &str, to: &str) -> Vec<&'static str> {
    assert!(GOOD.contains(from), "{from}");
    let mut sources = Sources::new();
    let id = sources.add("graph.yaml", GOOD.replacen(from, to, 1));
    let read = read_process(&sources, id);
    let mut codes: Vec<_> = read.diagnostics.iter().map(|found| found.code.id).collect();
    if let Some(file) = read.value {
        codes.extend(check(&file.definition).iter().map(|found| found.code.id));
    }
    codes.sort_unstable();
    codes.dedup();
    codes.retain(|id| id.starts_with("GR") || id.starts_with("YA"));
    codes
}

#[test]
fn each_mistake_of_a_graph_has_its_code() {
    assert!(found("asked", "asked").is_empty());
    let mistakes = [
        ("asked -> which", "asked ->", "YA211"),
        ("asked -> which", "-> which", "YA211"),
        ("asked -> which", "asked -> nowhere", "GR001"),
        ("large: { is: user task }", "large: { is: user task }\n  more: { is: user task }", "GR002"),
        ("on: large", "on: which", "GR003"),
        ("asked -> which", "asked -> which\n  - small -> begin", "GR004"),
        ("{ fine: on }", "{ fine: end done }", "GR005"),
        ("to: area_m2", "to: area", "GR006"),
        ("inner: { is: subprocess }", "inner: { is: subprocess, in: inner }", "GR007"),
        ("which: { is: exclusive }", "which: { is: exclusive }\n  alone: { is: exclusive }", "GR008"),
        ("which -> small when area_m2 < 60", "which -> small otherwise", "GR009"),
    ];
    for (from, to, code) in mistakes {
        let codes = found(from, to);
        assert!(codes.contains(&code), "{from} → {to}: {code} is not among {codes:?}");
    }
}

#[test]
fn a_mistake_in_a_condition_is_shown_where_it_stands() {
    let mut sources = Sources::new();
    let id = sources.add("graph.yaml", GOOD.replacen("area_m2 < 60", "area_m3 < 60", 1));
    let read = read_process(&sources, id);
    let file = read.value.expect("a graph");
    let all = read.diagnostics.into_iter().chain(check(&file.definition));
    let places: Vec<_> = all.filter_map(|found| Some((found.code.id, sources.slice(found.span?).to_owned()))).collect();
    assert!(places.iter().any(|(_, place)| place == "area_m3"), "{places:?}");
}

#[test]
fn the_digest_of_a_graph_stays_what_it_was() {
    let digest = |text: String| {
        let mut sources = Sources::new();
        let id = sources.add("graph.yaml", text);
        let file = read_process(&sources, id).ok().expect("a graph without mistakes");
        Digest::of(&file.definition).to_string()
    };
    let own = digest(GOOD.to_owned());
    assert_eq!(own, "v1:sha256:cd88453ad3bed19f76d2241996d3ba0d70d622f23062e478179243047ef841e1");
    for (from, to) in [
        ("< 60", "< 61"),
        ("5 working days", "6 working days"),
        ("is: exclusive", "is: inclusive"),
        ("small -> inner", "small -> finished"),
    ] {
        assert_ne!(digest(GOOD.replacen(from, to, 1)), own, "{from} → {to}");
    }
}
