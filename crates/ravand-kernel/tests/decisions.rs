//! Decisions that are more than one table: what they require, what they call, how they fail.

mod support;

use ravand_core::Language;
use support::{World, definition};

const PERMIT: &str = "
process: permit
title: Permit
provenance: synthetic
data:
  area_m2: number
ends:
  issued: { favourable: yes }
steps:
  ask: { kind: work, asks: [area_m2] }
  price: { kind: decide, decision: fee }
  post: { kind: work }
flow: [ask, price, post, { end: issued }]
decisions:
  band:
    inputs: [area_m2]
    outputs: { band: number }
    rules:
      - { area_m2: '< 100', band: 1 }
      - { area_m2: '>= 100', band: 2 }
  share:
    parameters: { n: number, whole: number }
    outputs: { share: number }
    value: n / whole
  fee:
    requires: [band, share]
    outputs: { fee_rial: number, half_rial: number }
    value:
      context:
        fee_rial: { type: number, value: band * 1000 }
        half_rial: { call: share, with: { n: fee_rial, whole: 100 / area_m2 } }
";

#[test]
fn what_is_required_is_decided_before_and_all_of_it_is_written() {
    let mut world = World::new(PERMIT);
    for words in ["start", "ask area_m2=100", "price"] {
        world.say(words).expect("allowed");
    }
    let lines = world.transcript();
    let set: Vec<&str> = lines.lines().filter(|line| line.starts_with("set ") && !line.contains("area")).collect();
    assert_eq!(set, ["set band = 2", "set fee_rial = 2000", "set half_rial = 2000"]);
    world.check_replay();
}

#[test]
fn a_failure_is_an_incident_that_names_the_decision_and_the_expression() {
    let mut world = World::new(PERMIT);
    for words in ["start", "ask area_m2=0", "price"] {
        world.say(words).expect("allowed");
    }
    let why = world.case.incidents()[0].cause.message().message(Language::En);
    assert!(why.contains("`fee`") && why.contains("100 / area_m2"), "{why}");
    world.say("retry area_m2=50").expect("allowed");
    assert!(world.transcript().contains("set fee_rial = 1000"), "{}", world.transcript());
    world.check_replay();
}

/// The codes of what a change makes wrong.
fn check(from: &str, to: &str, expected: &[&str]) {
    assert!(PERMIT.contains(from), "{from}");
    let found = ravand_core::check::check(&definition(&PERMIT.replace(from, to)));
    let errors: Vec<&str> = found.iter().filter(|it| it.is_error()).map(|it| it.code.id).collect();
    assert_eq!(errors, expected, "{to}");
}

#[test]
fn what_cannot_run_is_said_before() {
    check("requires: [band, share]", "requires: [band, share, bond]", &["DE001"]);
    check("    inputs: [area_m2]", "    requires: [fee]\n    inputs: [area_m2]", &["DE002"]);
    check("decision: fee }", "decision: share }", &["DE003"]);
    check("call: share", "call: shard", &["FE015"]);
    check("value: band * 1000", "value: bond * 1000", &["FE021"]);
    check("whole: 100 / area_m2", "hole: 1", &["DE008", "DE012"]);
}
