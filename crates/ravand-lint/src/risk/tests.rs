//! The formula by hand, and what holds for every step.

use super::*;
use crate::testing::definition;
use proptest::prelude::*;

fn risk_with(steps: &str, holders_factor: f64) -> Risk {
    let weights = Weights::default();
    let context = RiskContext { holders_factor, ..RiskContext::new(&weights) };
    let (_, risk) = assess_all(&definition(steps), &context).swap_remove_index(0).unwrap();
    risk
}

/// The first step's veto, delay, score (to two digits) and band.
fn check(step: &str, veto: f64, delay: f64, score: f64, band: Band) {
    let risk = risk_with(step, 1.0);
    let close = |a: f64, b: f64| (a - b).abs() < 0.005;
    assert!(close(risk.veto, veto), "veto {} of {step}", risk.veto);
    assert!(close(risk.delay, delay), "delay {} of {step}", risk.delay);
    assert!(close(risk.score, score), "score {} of {step}", risk.score);
    assert_eq!(risk.band, band, "{step}");
}

#[test]
fn a_free_choice_of_one_person_is_all_there_is() {
    check("a: { kind: approve, role: deputy, discretion: free }", 1.0, 1.0, 100.0, Band::Golden);
}

#[test]
fn a_signature_that_decides_nothing_is_a_stamp() {
    check("a: { kind: approve, role: deputy, discretion: none }", 0.0, 1.0, 60.0, Band::Stamp);
}

#[test]
fn judgement_of_one_of_six() {
    // H = 1/√6 = 0.408; veto = 0.408 · 0.7; delay = 0.408: 1 − 0.714 · 0.755.
    check("a: { kind: judge, role: clerk, discretion: judgement }", 0.286, 0.408, 46.07, Band::Suspect);
}

#[test]
fn other_work_holds_up_half_as_much() {
    // H = 1/√2; veto = 0.707 · 0.2; delay = 0.707 · 0.5: 1 − 0.859 · 0.788.
    check("a: { kind: check, role: board, discretion: criteria }", 0.141, 0.354, 32.36, Band::Low);
}

#[test]
fn published_criteria_count_twice_for_a_judgement() {
    // D = 0.4, Av = 0.25: veto = 0.3; 1 − 0.7 · 0.4.
    let step = "a: { kind: judge, role: deputy, discretion: judgement, criteria: { see: r, published: yes } }";
    check(step, 0.3, 1.0, 72.0, Band::Golden);
    let unpublished = "a: { kind: judge, role: deputy, discretion: judgement, criteria: { see: r, published: no } }";
    check(unpublished, 0.7, 1.0, 88.0, Band::Golden);
}

#[test]
fn every_safeguard_against_a_delay() {
    let step = |more| format!("a: {{ kind: approve, role: deputy, discretion: none, {more} }}");
    check(&step("due: 3 days"), 0.0, 0.7, 42.0, Band::Suspect);
    check(&step("due: 3 days, on_breach: escalate to board"), 0.0, 0.3, 18.0, Band::Low);
    check(&step("assign: random, queue: fifo"), 0.0, 0.7, 42.0, Band::Suspect);
    check(&step("due: 3 days, on_breach: reassign, assign: round-robin, queue: fifo"), 0.0, 0.0, 0.0, Band::None);
}

#[test]
fn what_looks_like_a_safeguard_and_is_none() {
    let step = |more| format!("a: {{ kind: approve, role: deputy, discretion: none, {more} }}");
    check(&step("on_breach: reassign"), 0.0, 1.0, 60.0, Band::Stamp);
    check(&step("due: 3 days, on_breach: refuse"), 0.0, 0.7, 42.0, Band::Suspect);
    check(&step("assign: pull, queue: holder picks"), 0.0, 1.0, 60.0, Band::Stamp);
    let free = |more| format!("a: {{ kind: approve, role: deputy, discretion: free, {more} }}");
    check(&free("objection: deputy, second_signatory: deputy"), 1.0, 1.0, 100.0, Band::Golden);
}

#[test]
fn every_safeguard_against_a_veto_leaves_a_stamp() {
    let step = "a: { kind: approve, role: deputy, discretion: free, reason_required: yes,
        criteria: { see: r, published: yes }, objection: board, second_signatory: board, evidence: [x] }";
    check(step, 0.0, 1.0, 60.0, Band::Stamp);
}

#[test]
fn machines_and_applicants_have_no_power() {
    let none = |step| check(step, 0.0, 0.0, 0.0, Band::None);
    none("a: { kind: work, role: system, discretion: none }");
    none("a: { kind: decide, role: deputy, decision: table, discretion: none }");
    none("a: { kind: judge, role: applicant, discretion: free }");
    assert_eq!(risk_with("a: { kind: pay, role: applicant }", 1.0).doer, Doer::Applicant);
    assert_eq!(risk_with("a: { kind: pay, role: system }", 1.0).doer, Doer::Machine);
}

#[test]
fn holders_that_nobody_knows_are_one_and_marked() {
    let nobody = "a: { kind: approve, discretion: free }";
    let risk = risk_with(nobody, 1.0);
    assert_eq!((risk.holders, risk.holders.is_assumed()), (HolderCount::Unknown, true));
    assert_eq!(risk.score, 100.0);
    // 1 − (1 − 0.707) · (1 − 0.6 · 0.707)
    assert!((risk_with(nobody, 2.0).score - 83.14).abs() < 0.005);
    let known = "a: { kind: approve, role: deputy, discretion: free }";
    assert_eq!(risk_with(known, 2.0).score, 100.0, "what is known is not doubled");
}

#[test]
fn a_share_counts_only_where_some_pass_by() {
    let definition = definition(
        "
        a: { kind: approve, role: deputy, discretion: free }
        b: { kind: approve, role: deputy, discretion: free, when: 1 = 1 }
    ",
    );
    let weights = Weights::default();
    let context = RiskContext::new(&weights);
    let assumed = assess(&definition, &"b".into(), &context).unwrap();
    assert_eq!((assumed.passage, assumed.factors.p), (Passage::Assumed, 1.0));
    let shares = IndexMap::from([("a".into(), 0.1), ("b".into(), 0.15)]);
    let context = RiskContext { shares: Some(&shares), ..context };
    let all = assess_all(&definition, &context);
    assert_eq!((all["a"].passage, all["a"].factors.p), (Passage::Every, 1.0));
    assert_eq!((all["b"].passage, all["b"].factors.p), (Passage::Share, 0.15));
    assert!(assess(&definition, &"c".into(), &context).is_none());
}

#[test]
fn the_best_offset_is_the_one_that_lowers_most() {
    let best = |step| risk_with(step, 1.0).best_offset.map(|offset| offset.safeguard);
    let free = "a: { kind: approve, role: deputy, discretion: free }";
    assert_eq!(best(free), Some(Safeguard::Reasons));
    let judged = "a: { kind: approve, role: deputy, discretion: judgement }";
    assert_eq!(best(judged), Some(Safeguard::PublishedCriteria));
    assert_eq!(best("a: { kind: approve, role: deputy, discretion: none }"), Some(Safeguard::Deadline));
    let with_deadline = "a: { kind: approve, role: deputy, discretion: none, due: 1 day }";
    assert_eq!(best(with_deadline), Some(Safeguard::Consequence));
    assert_eq!(best("a: { kind: work, role: system }"), None);
    // 1 − (1 − 0.4 · 0.75) · 0.4
    let after = risk_with(judged, 1.0).best_offset.unwrap().score_after;
    assert!((after - 72.0).abs() < 0.005, "{after}");
}

#[test]
fn a_bank_moves_the_bands() {
    let mut weights = Weights::default();
    weights.set("golden_from", 90.0).unwrap();
    weights.set("suspect_from", 89.0).unwrap();
    let definition = definition("a: { kind: judge, role: deputy, discretion: judgement }");
    let risk = assess(&definition, &"a".into(), &RiskContext::new(&weights)).unwrap();
    assert_eq!(risk.band, Band::Low);
}

fn features() -> impl Strategy<Value = Features> {
    let discretion =
        prop::sample::select(&[Discretion::None, Discretion::Criteria, Discretion::Judgement, Discretion::Free]);
    let doer = prop::sample::select(&[Doer::Person, Doer::Applicant, Doer::Machine]);
    let safeguards = prop::sample::subsequence(Safeguard::ALL.to_vec(), 0..=Safeguard::ALL.len());
    (0.0..=1.0, 0.0..=1.0, doer, discretion, any::<bool>(), safeguards).prop_map(
        |(p, h, doer, discretion, decides, safeguards)| Features {
            p,
            h,
            doer,
            holders: HolderCount::Unknown,
            passage: Passage::Share,
            discretion,
            decides,
            safeguards: safeguards.into_iter().fold(Safeguards::default(), Safeguards::with),
        },
    )
}

proptest! {
    #[test]
    fn a_safeguard_never_raises_the_score(
        features in features(),
        safeguard in prop::sample::select(&Safeguard::ALL),
    ) {
        let weights = Weights::default();
        let with = Features { safeguards: features.safeguards.with(safeguard), ..features };
        prop_assert!(with.score(&weights) <= features.score(&weights) + NOTHING);
    }

    #[test]
    fn discretion_never_lowers_the_score(
        features in features(),
        discretion in prop::sample::select(&[Discretion::Criteria, Discretion::Judgement, Discretion::Free]),
    ) {
        let weights = Weights::default();
        prop_assume!(discretion > features.discretion);
        let freer = Features { discretion, ..features };
        prop_assert!(freer.score(&weights) >= features.score(&weights) - NOTHING);
    }

    #[test]
    fn powers_are_shares_and_the_offset_keeps_its_word(features in features()) {
        let weights = Weights::default();
        let risk = features.risk(&weights);
        prop_assert!((0.0..=1.0).contains(&risk.veto) && (0.0..=1.0).contains(&risk.delay));
        prop_assert!((0.0..=100.0).contains(&risk.score));
        prop_assert_eq!(risk.band == Band::None, risk.score <= NOTHING);
        if let Some(offset) = risk.best_offset {
            let with = Features { safeguards: features.safeguards.with(offset.safeguard), ..features };
            prop_assert_eq!(with.score(&weights), offset.score_after);
            let deadline = features.safeguards.has(Safeguard::Deadline);
            let possible = |other: &Safeguard| deadline || *other != Safeguard::Consequence;
            for other in features.safeguards.missing().filter(possible) {
                let with = Features { safeguards: features.safeguards.with(other), ..features };
                prop_assert!(offset.score_after <= with.score(&weights) + NOTHING);
            }
        }
    }
}
