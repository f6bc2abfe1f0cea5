//! Exact results of queueing theory, met by the simulator with fixed seeds. Each figure is
//! checked in two ways: its interval is narrow enough to mean something, and the true
//! value is near. How often intervals cover the truth is the long check of
//! `examples/coverage.rs`.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

mod models;

use models::*;
use ravand_sim::Estimate;

/// `found` is within `tolerance` of the truth, relatively, and its interval's half-width
/// is at most that too.
fn check(name: &str, found: Estimate, truth: f64, tolerance: f64) {
    let half = found.interval.expect("several replications").half_width();
    let error = found.value / truth - 1.0;
    assert!(half <= tolerance * truth, "{name}: {} ± {half} is too wide for {truth}", found.value);
    assert!(error.abs() <= tolerance, "{name}: {} ± {half}, not {truth}", found.value);
}

const HOUR: f64 = 3600.0;

#[test]
fn m_m_1_waits_as_theory_says() {
    let outcome = m_m_1().size(60_000, 24).simulate(1);
    let metrics = &outcome.metrics;
    check("Wq", metrics.queue_s.summary().mean, 4.0 * HOUR, 0.03);
    check("W", metrics.elapsed_s.summary().mean, 5.0 * HOUR, 0.025);
    check("W p95", metrics.elapsed_s.summary().p95, 14.978_661 * HOUR, 0.04);
    check("P(W > 10)", metrics.elapsed_s.share_above(10.0 * HOUR), 0.135_335, 0.05);
    check("L", outcome.in_progress, 4.0, 0.03);
    check("load", outcome.pools[0].load, 0.8, 0.01);
    check("P(queued)", outcome.pools[0].queued, 0.8, 0.01);
    check("throughput", outcome.ended_per_day, 0.8 * 24.0, 0.01);
}

#[test]
fn m_m_3_waits_as_erlang_says() {
    let outcome = m_m_3().size(60_000, 16).simulate(2);
    check("P(wait)", outcome.pools[0].queued, 0.567_757, 0.02);
    check("Wq", outcome.pools[0].queue_s, 0.757_009 * HOUR, 0.04);
    check("L", outcome.in_progress, 3.953_271, 0.02);
    check("P(Wq > 2)", outcome.metrics.queue_s.share_above(2.0 * HOUR), 0.126_684, 0.06);
}

#[test]
fn m_d_1_waits_half_as_long() {
    let outcome = m_d_1().size(60_000, 16).simulate(3);
    check("Wq", outcome.pools[0].queue_s, 2.0 * HOUR, 0.03);
    check("L", outcome.in_progress, 2.4, 0.03);
}

#[test]
fn m_g_1_waits_as_pollaczek_and_khinchine_say() {
    let outcome = m_g_1().size(100_000, 30).simulate(4);
    check("Wq", outcome.pools[0].queue_s, 5.833_333 * HOUR, 0.06);
}

#[test]
fn five_exponential_branches_join() {
    let outcome = and_join().size(20_000, 20).simulate(5);
    let summary = outcome.metrics.elapsed_s.summary();
    check("mean", summary.mean, 2.283_333 * HOUR, 0.005);
    check("sd", summary.sd, 1.463_611_f64.sqrt() * HOUR, 0.01);
    check("p95", summary.p95, 4.584_758 * HOUR, 0.02);
}

#[test]
fn one_hundred_and_twenty_nine_in_a_row() {
    let outcome = in_a_row().size(500, 20).simulate(6);
    let summary = outcome.metrics.elapsed_s.summary();
    check("mean", summary.mean, 387.0 * HOUR, 0.005);
    check("sd", summary.sd, 12.267_844 * HOUR, 0.05);
    check("tasks", outcome.metrics.tasks.summary().mean, 129.0, 1e-9);
}

#[test]
fn rework_comes_back_three_times_in_ten() {
    let outcome = rework().size(20_000, 20).simulate(7);
    check("visits", outcome.metrics.tasks.summary().mean, 1.428_571, 0.005);
    check("mean", outcome.metrics.elapsed_s.summary().mean, 4.285_714 * HOUR, 0.005);
    assert!((outcome.steps[0].visits / 1.428_571 - 1.0).abs() < 0.005);
}

#[test]
fn a_loan_takes_as_long_as_elsewhere() {
    let outcome = loan().size(15_000, 20).simulate(8);
    check("cycle time", outcome.metrics.elapsed_s.summary().mean, 5240.0, 0.015);
    check("tasks", outcome.metrics.tasks.summary().mean, 4.29, 0.01);
}
