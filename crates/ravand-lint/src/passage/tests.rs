//! Which steps every way to a favourable end passes.

use super::*;
use crate::testing::definition_with;

/// Every step of `a` to `z` by how it is met: `every`, `some`, `none`.
fn check(steps: &str, flow: &str, expected: &str) {
    let definition = definition_with(steps, flow);
    let ways = Ways::of(&definition);
    let met = definition.steps.keys().map(|id| {
        let met = match ways.meet(id) {
            Meets::Every => "every",
            Meets::Some => "some",
            Meets::None => "none",
        };
        format!("{id} {met}")
    });
    assert_eq!(met.collect::<Vec<_>>().join(", "), expected, "{steps}\n{flow}");
}

const THREE: &str = "
    a: { role: clerk }
    b: { role: clerk }
    c: { role: clerk }
";

#[test]
fn one_after_another() {
    check(THREE, "[a, b, c, { end: issued }]", "a every, b every, c every");
    check(THREE, "[a, { stage: s, do: [b, c] }, { end: issued }]", "a every, b every, c every");
}

#[test]
fn every_parallel_branch_is_passed() {
    check(THREE, "[a, { all: [[b], [c]] }, { end: issued }]", "a every, b every, c every");
}

#[test]
fn one_of_two_branches_is_passed() {
    check(
        THREE,
        "[a, { one: [{ when: 1 = 1, do: [b] }, { otherwise: [c] }] }, { end: issued }]",
        "a every, b some, c some",
    );
}

#[test]
fn a_condition_passes_over() {
    let steps = "
        a: { role: clerk }
        b: { role: clerk, when: 1 = 1 }
    ";
    check(steps, "[a, b, { end: issued }]", "a every, b some");
    check(steps, "[{ all: [[a], [b]] }, { end: issued }]", "a every, b some");
}

#[test]
fn a_skip_jumps_over_and_a_loop_does_not() {
    let skip = "
        a: { role: clerk, outcomes: { go: on, over: skip to c } }
        b: { role: clerk }
        c: { role: clerk, outcomes: { good: on, bad: back to a } }
    ";
    check(skip, "[a, b, c, { end: issued }]", "a every, b some, c every");
}

#[test]
fn a_way_out_counts_if_it_is_favourable() {
    let out = |end| {
        format!(
            "
        a: {{ role: clerk, outcomes: {{ go: on, out: end {end} }} }}
        b: {{ role: clerk }}
    "
        )
    };
    check(&out("issued"), "[a, b, { end: issued }]", "a every, b some");
    check(&out("refused"), "[a, b, { end: issued }]", "a every, b every");
}

#[test]
fn an_early_end_in_a_branch_passes_by_the_others() {
    let steps = "
        a: { role: clerk }
        b: { role: clerk, outcomes: { go: on, out: end issued } }
        c: { role: clerk }
    ";
    check(steps, "[a, { all: [[b], [c]] }, { end: issued }]", "a every, b every, c some");
}

#[test]
fn who_only_refuses_stands_on_no_way_to_a_favourable_end() {
    check(
        THREE,
        "[a, { one: [{ when: 1 = 1, do: [b, { end: refused }] }, { otherwise: [] }] }, c, { end: issued }]",
        "a every, b none, c every",
    );
}

#[test]
fn where_nobody_says_what_is_favourable_every_end_counts() {
    check(THREE, "[a, b, { end: refused }]", "a every, b every, c none");
    check(THREE, "[a, b]", "a every, b every, c none");
}

#[test]
fn a_set_ordered_by_documents_is_passed_whole() {
    let steps = "
        a: { role: clerk, produces: [x] }
        b: { role: clerk, needs: [x], produces: [y] }
        c: { role: clerk, when: 1 = 1, needs: [x], produces: [z] }
        d: { role: clerk, needs: [y, z] }
    ";
    check(
        steps,
        "[{ stage: s, order: by documents, do: [d, c, b, a] }, { end: issued }]",
        "a every, b every, c some, d every",
    );
}

#[test]
fn an_early_end_passes_only_what_its_documents_need() {
    let steps = "
        a: { role: clerk, produces: [x] }
        b: { role: clerk, needs: [x], produces: [y], outcomes: { go: on, out: end issued } }
        c: { role: clerk, needs: [x], produces: [z] }
    ";
    check(steps, "[{ stage: s, order: by documents, do: [a, b, c] }, { end: issued }]", "a every, b every, c some");
}
