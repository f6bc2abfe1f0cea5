//! The shapes of `docs/json.md`, held by snapshots: whole answers of a small bank, whose
//! figures follow from the seed on every machine, and the types alone of the permit's.

use crate::bank::{ELAPSED, LESS, bank, file, run, run_here};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The whole answer.
fn whole(name: &str, args: &str) {
    let directory = bank(&[]);
    let answer = run(directory.path(), &format!("{args} --format json")).json();
    snapshot(name, &answer);
}

/// The types of an answer about the permit that ships.
fn types(name: &str, args: &str) {
    let answer = run_here(&format!("{args} --format json")).json();
    snapshot(name, &shape(&answer));
}

fn snapshot(name: &str, value: &Value) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_json_snapshot!(name, value));
}

/// What kinds of values stand at each key; the entries of a list are one.
fn shape(value: &Value) -> Value {
    match value {
        Value::Object(map) => Value::Object(map.iter().map(|(key, value)| (key.clone(), shape(value))).collect()),
        Value::Array(items) => {
            json!([items.iter().map(shape).reduce(either).unwrap_or_else(|| json!("nothing"))])
        }
        Value::Null => json!("null"),
        Value::Bool(_) => json!("yes or no"),
        Value::Number(_) => json!("number"),
        Value::String(_) => json!("text"),
    }
}

/// A shape that covers both.
fn either(a: Value, b: Value) -> Value {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            let mut both: Map<String, Value> = a;
            for (key, shape) in b {
                let known = both.get(&key).cloned();
                both.insert(key, known.map_or_else(|| shape.clone(), |known| either(known, shape.clone())));
            }
            Value::Object(both)
        }
        (Value::Array(mut a), Value::Array(mut b)) => match (a.pop(), b.pop()) {
            (Some(a), Some(b)) => json!([either(a, b)]),
            (one, other) => json!([one.or(other)]),
        },
        (Value::String(a), Value::String(b)) => {
            let words: BTreeSet<_> = a.split(" | ").chain(b.split(" | ")).filter(|w| *w != "nothing").collect();
            if words.is_empty() { json!("nothing") } else { json!(words.into_iter().collect::<Vec<_>>().join(" | ")) }
        }
        (Value::String(null), other) | (other, Value::String(null)) if null == "null" || null == "nothing" => other,
        (a, b) => json!({ "one of": [a, b] }),
    }
}

#[test]
fn reform_of_a_small_process() {
    whole("reform", "reform sign");
}

/// `seal` needs what `look` makes: one of these operations cannot stand without the other.
#[test]
fn reform_of_operations_that_need_each_other() {
    let changes = "  - remove: look\n    why: a machine looks\n    decided_by: city\n  \
                   - change: seal\n    to: { needs: { drop: [report] } }\n    why: as above\n    decided_by: city\n";
    let head = LESS.split_once("  - remove").map_or("", |(head, _)| head);
    let directory = bank(&[file("reforms/less.yaml", format!("{head}{changes}"))]);
    let answer = run(directory.path(), "reform sign --format json").json();
    snapshot("reform_needs", &answer["operations"]);
}

#[test]
fn calibration_of_a_small_process() {
    let queues = ELAPSED.replace("times: elapsed", "times: work_and_wait").replace(
        "data:",
        "staff: { clerk: 1 }\nwork_by_kind: { receive: exactly 1 h, judge: exactly 2 h, approve: exactly 1 h }\n\
         calibration: { to: elapsed, load_at_most: 90% }\ndata:",
    );
    let queues = queues.replace("at start", "{ every: exponential(8 h) }");
    let directory = bank(&[file("scenarios/elapsed.yaml", queues)]);
    let answer = run(directory.path(), "simulate sign --calibrate --format json").json();
    snapshot("calibrate", &shape(&answer));
}

#[test]
fn a_rule_explained() {
    let directory = bank(&[]);
    let answer = run(directory.path(), "lint --explain GS001 --format json").json();
    assert_eq!(answer["code"], "GS001");
    assert!(answer["manual"].as_str().is_some_and(|text| text.contains("golden")));
}

#[test]
fn lint_of_a_small_process() {
    whole("lint", "lint sign");
}

#[test]
fn lint_of_a_bank_with_a_broken_file() {
    use crate::bank::edit;
    let directory = bank(&[edit("reforms/less.yaml", "of: sign", "of: sgn")]);
    snapshot("lint_bank", &shape(&run(directory.path(), "lint --format json").json()));
}

#[test]
fn simulation_of_a_small_process() {
    whole("simulate", "simulate sign");
}

#[test]
fn a_small_process_shown() {
    whole("show", "show sign");
}

#[test]
fn a_small_process_shown_with_its_reform() {
    whole("show_with", "show sign --with less");
}

#[test]
fn reform_of_the_permit() {
    types("permit_reform", "reform building-permit --replications 2");
}

#[test]
fn reform_from_a_single_replication_has_no_intervals() {
    let directory = bank(&[]);
    let answer = run(directory.path(), "reform sign --replications 1 --format json").json();
    assert_eq!(answer["before"]["calendar_days"]["intervals"]["mean"], Value::Null);
    assert!(answer["before"]["calendar_days"]["mean"].is_number());
}

#[test]
fn lint_of_the_permit() {
    types("permit_lint", "lint building-permit");
}

#[test]
fn simulation_of_the_permit_with_queues() {
    types("permit_simulate", "simulate building-permit --scenario district --replications 2");
}

#[test]
fn the_permit_shown() {
    types("permit_show", "show building-permit");
}
