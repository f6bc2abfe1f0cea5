//! Order by documents: parallelism that follows from needs, and redo.

mod support;

use support::{World, check};

/// `survey` and `deed` both need the request; `check-a` and `check-b` need the survey;
/// `permit` needs everything.
const SITE: &str = "
process: site
title: Site
provenance: synthetic
order: by documents
data: { garden: yes_no }
documents: { form: { from: applicant } }
ends: { issued: { favourable: yes } }
steps:
  request: { needs: [form], produces: [record], asks: [garden] }
  survey: { needs: [record], produces: [map] }
  deed: { needs: [record], produces: [deed-copy] }
  trees: { needs: [record], produces: [tree-note], when: garden }
  frontage: { needs: [map], produces: [sheet] }
  check-a: { needs: [sheet], produces: [a-note], outcomes: { good: on, bad: back to survey } }
  check-b: { needs: [map], produces: [b-note], outcomes: { good: on, bad: back to survey } }
  permit: { needs: [a-note, b-note, deed-copy, tree-note] }
flow: [request, survey, deed, trees, frontage, check-a, check-b, permit, { end: issued }]
";

#[test]
fn a_step_starts_when_its_documents_are_there() {
    check(
        SITE,
        "start, request garden=no, survey, frontage, check-a: good, deed, check-b: good, permit",
        "started
         todo request
         done request
         set garden = false
         todo survey
         todo deed
         passed over trees
         done survey
         todo frontage
         todo check-b
         done frontage
         todo check-a
         done check-a: good
         done deed
         done check-b: good
         todo permit
         done permit
         ended issued",
    );
}

#[test]
fn a_failed_check_repeats_its_own_branch_only() {
    check(
        SITE,
        "start, request garden=no, survey, frontage, check-b: good, check-a: bad, survey, frontage, check-a: good, deed",
        "started
         todo request
         done request
         set garden = false
         todo survey
         todo deed
         passed over trees
         done survey
         todo frontage
         todo check-b
         done frontage
         todo check-a
         done check-b: good
         done check-a: bad
         redo 6 for check-a
         todo survey #2 in redo 6
         done survey
         todo frontage #2 in redo 6
         done frontage
         todo check-a #2 in redo 6
         done check-a: good
         redo 6 finished
         done deed
         todo permit",
    );
}

#[test]
fn redos_nest_and_two_may_repeat_one_step_at_once() {
    let mut world = World::new(SITE);
    let words = [
        "start",
        "request garden=no",
        "survey",
        "frontage",
        "check-b: bad",
        "check-a: bad",
        // Two redos of `survey` are open now, one for each check.
        "survey",
        "survey",
        "check-b: good",
        "frontage",
        // The check fails again inside its redo: a redo within the redo.
        "check-a: bad",
        "survey",
        "frontage",
        "check-a: good",
        "deed",
        "permit",
    ];
    for word in words {
        world.say(word).unwrap_or_else(|why| panic!("{word}: {why}\n{}", world.transcript()));
        world.check_replay();
    }
    assert!(world.transcript().ends_with("ended issued"), "{}", world.transcript());
    let surveys = world.transcript().matches("todo survey").count();
    assert_eq!(surveys, 4);
}

#[test]
fn in_a_redo_conditions_are_asked_again_and_incidents_and_calls_come_back_to_it() {
    check(
        "
process: p
title: P
provenance: synthetic
order: by documents
data: { garden: yes_no, rooms: number }
documents: { form: { from: applicant } }
ends: { over: { favourable: yes } }
steps:
  survey: { needs: [form], produces: [map], asks: [garden] }
  trees: { needs: [map], produces: [note], when: garden }
  count: { needs: [map], produces: [sum], when: rooms > 2 }
  judge: { needs: [note, sum], outcomes: { good: on, bad: back to survey, dispute: call court } }
flow: [survey, trees, count, judge, { end: over }]
",
        // `rooms` is not known: the case waits there, in the first round and in the redo.
        "start, survey garden=no, retry rooms=1, judge: bad, survey garden=yes, trees, judge: dispute, return",
        "started
         todo survey
         done survey
         set garden = false
         passed over trees
         incident 1: Unknown { source: \"rooms > 2\", values: \"rooms = null\" }
         incident 1 resolved
         set rooms = 1
         passed over count
         todo judge
         done judge: bad
         redo 3 for judge
         todo survey #2 in redo 3
         done survey
         set garden = true
         todo trees in redo 3
         passed over count
         done trees
         todo judge #2 in redo 3
         done judge: dispute
         call 7: court
         call 7 returned, favourable
         redo 3 finished
         ended over",
    );
}

#[test]
fn an_incident_in_a_redo_goes_on_in_that_redo() {
    let mut world = World::new(
        "
process: p
title: P
provenance: synthetic
order: by documents
data: { rooms: number }
ends: { over: { favourable: yes } }
steps:
  draw: { produces: [plan], asks: [rooms] }
  fee: { needs: [plan], produces: [bill], kind: decide, decision: fees }
  judge: { needs: [bill], outcomes: { good: on, bad: back to draw } }
decisions:
  fees: { hit: first, inputs: [rooms], outputs: { fee: number }, rules: [{ rooms: '<= 9', fee: 1 }] }
flow: [draw, fee, judge, { end: over }]
",
    );
    for words in ["start", "draw rooms=1", "fee", "judge: bad", "draw rooms=99", "fee"] {
        world.say(words).unwrap_or_else(|why| panic!("{words}: {why}"));
    }
    assert_eq!((world.case.incidents().len(), world.case.tasks().len()), (1, 0));
    for words in ["retry rooms=2", "judge: good"] {
        world.say(words).unwrap_or_else(|why| panic!("{words}: {why}"));
        world.check_replay();
    }
    assert!(world.transcript().ends_with("done judge: good\nredo 3 finished\nended over"), "{}", world.transcript());
}

#[test]
fn a_refusal_in_a_redo_ends_everything() {
    let mut world = World::new(
        &SITE
            .replace("bad: back to survey } }\n  check-b", "bad: back to survey, never: end refused } }\n  check-b")
            .replace("issued: { favourable: yes }", "issued: { favourable: yes }, refused: { favourable: no }"),
    );
    for words in ["start", "request garden=no", "survey", "check-b: bad", "frontage", "check-a: bad", "survey"] {
        world.say(words).unwrap_or_else(|why| panic!("{words}: {why}"));
    }
    for words in ["survey", "frontage", "check-a: never"] {
        world.say(words).unwrap_or_else(|why| panic!("{words}: {why}"));
        world.check_replay();
    }
    assert!(world.case.tasks().is_empty());
    assert!(world.transcript().ends_with("done check-a: never\nended refused"), "{}", world.transcript());
}

#[test]
fn a_check_may_repeat_itself() {
    check(
        "
process: p
title: P
provenance: synthetic
order: by documents
ends: { over: { favourable: yes } }
steps: { draw: { outcomes: { taken: on, declined: back to draw } } }
flow: [draw, { end: over }]
",
        "start, draw: declined, draw: declined, draw: taken",
        "started
         todo draw
         done draw: declined
         redo 1 for draw
         todo draw #2 in redo 1
         done draw: declined
         redo 3 for draw
         todo draw #3 in redo 3
         done draw: taken
         redo 3 finished
         redo 1 finished
         ended over",
    );
}

#[test]
fn a_stage_can_be_ordered_by_documents_alone() {
    check(
        "
process: p
title: P
provenance: synthetic
ends: { over: { favourable: yes } }
steps: { a: {}, b: { needs: [x] }, c: { produces: [x] }, d: {} }
flow:
  - a
  - { stage: middle, order: by documents, do: [b, c] }
  - d
  - end: over
",
        "start, a, c, b, d",
        "started\ntodo a\ndone a\ntodo c\ndone c\ntodo b\ndone b\ntodo d\ndone d\nended over",
    );
}
