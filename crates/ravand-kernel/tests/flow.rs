//! Sequence, gateways, outcomes, conditions, decisions, calls, ends, incidents.

mod support;

use ravand_kernel::{Actor, Command, Event, Gate, Recorded, Rejection, may};
use support::{World, check};

const LETTER: &str = "
process: letter
title: Letter
provenance: synthetic
data:
  pages: number
  kind: { one_of: [plain, sealed] }
  secret_name: { type: text, personal: yes }
  fee: { type: number, default: 0 }
ends:
  sent: { favourable: yes }
  torn: { favourable: no }
steps:
  write: { kind: work, asks: [pages, kind] }
  read:
    kind: check
    outcomes: { good: on, bad: back to write, hopeless: end torn }
  price: { kind: decide, decision: fee-table }
  seal: { kind: work, when: kind = sealed }
  post: { kind: work }
flow: [write, read, price, seal, post, { end: sent }]
decisions:
  fee-table:
    hit: first
    inputs: [pages]
    outputs: { fee: number }
    rules:
      - { pages: '<= 2', fee: 10 }
      - { pages: '(2..10]', fee: 25 }
";

#[test]
fn a_case_runs_to_its_end() {
    check(
        LETTER,
        "start, write pages=2 kind=sealed, read: good, price, seal, post",
        "started
         todo write
         done write
         set pages = 2
         set kind = sealed
         todo read
         done read: good
         todo price
         done price
         rule 1 of price
         set fee = 10
         todo seal
         done seal
         todo post
         done post
         ended sent",
    );
}

#[test]
fn a_condition_that_does_not_hold_passes_the_step_over() {
    check(
        LETTER,
        "start, write pages=3 kind=plain, read: good, price",
        "started
         todo write
         done write
         set pages = 3
         set kind = plain
         todo read
         done read: good
         todo price
         done price
         rule 2 of price
         set fee = 25
         passed over seal
         todo post",
    );
}

#[test]
fn back_to_jumps_and_runs_on() {
    check(
        LETTER,
        "start, write pages=1 kind=plain, read: bad, write pages=2 kind=plain, read: good",
        "started
         todo write
         done write
         set pages = 1
         set kind = plain
         todo read
         done read: bad
         jump read -> write
         todo write #2
         done write
         set pages = 2
         set kind = plain
         todo read #2
         done read: good
         todo price",
    );
}

#[test]
fn an_outcome_can_end_the_case() {
    check(
        LETTER,
        "start, write pages=1 kind=plain, read: hopeless",
        "started
         todo write
         done write
         set pages = 1
         set kind = plain
         todo read
         done read: hopeless
         ended torn",
    );
}

#[test]
fn a_table_without_an_answer_waits_to_be_mended() {
    let mut world = World::new(LETTER);
    for words in ["start", "write pages=99 kind=plain", "read: good", "price"] {
        world.say(words).expect("accepted");
    }
    assert_eq!(world.case.incidents().len(), 1);
    assert!(world.case.tasks().is_empty());
    world.say("retry pages=5").expect("mended");
    assert!(
        world
            .transcript()
            .ends_with("resolved\nset pages = 5\nrule 2 of price\nset fee = 25\npassed over seal\ntodo post")
    );
    world.check_replay();
}

#[test]
fn what_cannot_be_is_refused_without_a_trace() {
    let mut world = World::new(LETTER);
    assert_eq!(world.say("cancel"), Err(Rejection::NotStarted));
    world.say("start").expect("started");
    let before = (world.case.clone(), world.events.len());
    assert_eq!(world.say("start"), Err(Rejection::AlreadyStarted));
    assert!(matches!(world.say("write pages=1"), Err(Rejection::DataMissing { name, .. }) if name == "kind"));
    assert!(matches!(world.say("read: good"), Err(Rejection::UnknownTask(_))));
    let task = world.case.tasks()[0].id;
    let wrong = [(0, ravand_feel::Value::Bool(true))];
    let refused = world.give(Command::CompleteTask { task, outcome: None, data: &wrong });
    assert!(matches!(refused, Err(Rejection::WrongType { name, .. }) if name == "pages"));
    let unknown = [(99, ravand_feel::Value::Null)];
    let refused = world.give(Command::CompleteTask { task, outcome: None, data: &unknown });
    assert_eq!(refused, Err(Rejection::UnknownData(99)));
    assert_eq!((world.case.clone(), world.events.len()), before);
    world.say("write pages=1 kind=plain").expect("accepted");
    assert!(matches!(world.say("read"), Err(Rejection::OutcomeMissing { .. })));
    world.say("cancel").expect("cancelled");
    assert_eq!(world.say("read: good"), Err(Rejection::Over));
    assert!(world.case.tasks().is_empty());
}

#[test]
fn a_personal_value_is_a_commitment_in_the_event() {
    let mut world = World::new(LETTER);
    world.say("start secret_name=Maryam").expect("started");
    let slot = world.process.schema().slot("secret_name").expect("declared");
    assert!(world.case.data()[usize::from(slot)].is_null());
    assert!(world.case.commitment(slot).is_some());
    assert!(world.events.iter().any(|e| matches!(e, Event::DataSet { value: Recorded::Commitment(_), .. })));
    assert!(!format!("{:?}", world.events).contains("Maryam"));
    world.check_replay();
}

#[test]
fn a_personal_value_of_the_wrong_type_is_not_repeated() {
    let mut world = World::new(&LETTER.replace("type: text, personal", "type: number, personal"));
    let slot = world.process.schema().slot("secret_name").expect("declared");
    let refused = world.give(Command::Start { data: &[(slot, ravand_feel::Value::from("Maryam"))] });
    let words = refused.expect_err("no number").to_string();
    assert!(words.contains("secret_name") && !words.contains("Maryam"), "{words}");
}

#[test]
fn a_null_behind_a_value_takes_it_back() {
    use ravand_feel::{EnumValue, Number, Value};
    let mut world = World::new(LETTER);
    world.say("start").expect("started");
    let task = world.case.tasks()[0].id;
    let data = [(0, Value::Number(Number::from(1))), (1, Value::Enum(EnumValue(0))), (0, Value::Null)];
    let refused = world.give(Command::CompleteTask { task, outcome: None, data: &data });
    assert!(matches!(refused, Err(Rejection::DataMissing { ref name, .. }) if name == "pages"), "{refused:?}");
}

#[test]
fn a_loop_around_a_parallel_gateway_waits_for_every_branch_again() {
    check(
        "
process: p
title: P
provenance: synthetic
ends: { over: { favourable: yes } }
steps: { a: {}, b: {}, c: {}, d: { outcomes: { good: on, bad: back to a } } }
flow:
  - a
  - all: [[b], [c]]
  - d
  - end: over
",
        "start, a, c, b, d: bad, a, b, c, d: good",
        "started
         todo a
         done a
         todo b
         todo c
         done c
         done b
         todo d
         done d: bad
         jump d -> a
         todo a #2
         done a
         todo b #2
         todo c #2
         done b
         done c
         todo d #2
         done d: good
         ended over",
    );
}

#[test]
fn all_waits_for_every_branch() {
    check(
        "
process: p
title: P
provenance: synthetic
ends: { over: { favourable: yes } }
steps: { a: {}, b: {}, c: {}, d: {} }
flow:
  - all: [[a, b], [c]]
  - d
  - end: over
",
        "start, c, a, b, d",
        "started
         todo a
         todo c
         done c
         done a
         todo b
         done b
         todo d
         done d
         ended over",
    );
}

#[test]
fn one_takes_the_first_branch_that_holds() {
    let yaml = "
process: p
title: P
provenance: synthetic
data: { n: number }
ends: { over: { favourable: yes } }
steps: { a: {}, b: {}, c: {} }
flow:
  - one:
      - { when: n > 10, do: [a] }
      - { when: n > 5, do: [b] }
      - { otherwise: [c] }
  - end: over
";
    check(yaml, "start n=7", "started\nset n = 7\ntodo b");
    check(yaml, "start n=70", "started\nset n = 70\ntodo a");
    check(yaml, "start n=1, c", "started\nset n = 1\ntodo c\ndone c\nended over");
    let mut world = World::new(yaml);
    world.say("start").expect("started");
    assert!(world.transcript().contains("Unknown"), "a missing value is nobody's to guess");
    world.say("retry n=6").expect("mended");
    assert!(world.transcript().ends_with("todo b"));
}

#[test]
fn skip_to_jumps_forward_and_a_call_comes_back() {
    let yaml = "
process: p
title: P
provenance: synthetic
ends: { over: { favourable: yes } }
steps:
  a: { outcomes: { short: skip to c, dispute: call court, normal: on } }
  b: {}
  c: {}
flow: [a, b, c, { end: over }]
";
    check(yaml, "start, a: short, c", "started\ntodo a\ndone a: short\njump a -> c\ntodo c\ndone c\nended over");
    check(
        yaml,
        "start, a: dispute, return unfavourable, b",
        "started\ntodo a\ndone a: dispute\ncall 1: court\ncall 1 returned, unfavourable\ntodo b\ndone b\ntodo c",
    );
}

#[test]
fn a_skip_can_lead_past_an_end_to_another() {
    let yaml = "
process: loan
title: Loan
provenance: synthetic
ends: { granted: { favourable: yes }, refused: { favourable: no } }
steps:
  assess: { outcomes: { good: on, poor: skip to regret } }
  offer: {}
  regret: {}
flow: [assess, offer, { end: granted }, regret, { end: refused }]
";
    check(
        yaml,
        "start, assess: good, offer",
        "started\ntodo assess\ndone assess: good\ntodo offer\ndone offer\nended granted",
    );
    check(
        yaml,
        "start, assess: poor, regret",
        "started\ntodo assess\ndone assess: poor\njump assess -> regret\ntodo regret\ndone regret\nended refused",
    );
}

#[test]
fn gates_ask_for_the_role_and_keep_people_apart() {
    let yaml = "
process: p
title: P
provenance: synthetic
roles: { clerk: { holders: 2 }, head: { holders: 1 } }
ends: { over: { favourable: yes } }
steps:
  prepare: { role: clerk }
  approve: { role: head, not_same_person_as: [prepare] }
flow: [prepare, approve, { end: over }]
";
    let mut world = World::new(yaml);
    let actor = |id: &str, roles: &[&str]| Actor {
        id: id.into(),
        roles: roles.iter().map(|r| (*r).into()).collect(),
        units: Vec::new(),
    };
    let both = actor("maryam", &["clerk", "head"]);
    world.say("start").expect("started");
    let task = Command::complete(world.case.tasks()[0].id);
    let gate = may(&world.process, &world.case, &task, &actor("reza", &["head"]));
    assert!(matches!(gate, Err(Gate::Role { role, .. }) if role.as_str() == "clerk"));
    assert_eq!(may(&world.process, &world.case, &task, &both), Ok(()));

    let calendar = ravand_core::calendar::WorkingCalendar::around_the_clock();
    let context = ravand_kernel::Context { now: world.now, actor: Some(&both), calendar: &calendar, entropy: 2 };
    ravand_kernel::handle(&context, &world.process, &mut world.case, task, &mut world.events).expect("done");
    let task = Command::complete(world.case.tasks()[0].id);
    let gate = may(&world.process, &world.case, &task, &both);
    assert!(matches!(gate, Err(Gate::SamePerson { other, .. }) if other.as_str() == "prepare"));
    assert_eq!(may(&world.process, &world.case, &task, &actor("reza", &["head"])), Ok(()));
    world.check_replay();
}
