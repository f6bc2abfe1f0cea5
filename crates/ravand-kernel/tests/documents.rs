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
