//! How often do 95 % intervals cover the truth? A thousand seeds of each model whose exact
//! result is known, at half-widths of about 5 %; honest intervals cover 93–97 % of the time.
//! Minutes of work, so it is run on demand and prints what it found:
//!
//! `cargo run --release -p ravand-sim --example coverage`

#![allow(clippy::expect_used, reason = "a program for the developers of this crate")]

#[path = "../tests/models/mod.rs"]
mod models;

use models::*;
use ravand_sim::{Estimate, Outcome};

const SEEDS: u64 = 1000;
const HOUR: f64 = 3600.0;

/// A figure of an outcome with its exact value.
type Figure = (&'static str, fn(&Outcome) -> Estimate, f64);

fn main() {
    let queue: fn(&Outcome) -> Estimate = |o| o.metrics.queue_s.summary().mean;
    let mean: fn(&Outcome) -> Estimate = |o| o.metrics.elapsed_s.summary().mean;
    let p95: fn(&Outcome) -> Estimate = |o| o.metrics.elapsed_s.summary().p95;
    let tasks: fn(&Outcome) -> Estimate = |o| o.metrics.tasks.summary().mean;
    check(
        "M/M/1",
        &m_m_1().size(20_000, 20),
        &[
            ("Wq", queue, 4.0 * HOUR),
            ("W", mean, 5.0 * HOUR),
            ("W p95", p95, 14.978_661 * HOUR),
            ("P(W > 10)", |o| o.metrics.elapsed_s.share_above(10.0 * HOUR), 0.135_335),
            ("L", |o| o.in_progress, 4.0),
        ],
    );
    check(
        "M/M/3",
        &m_m_3().size(15_000, 20),
        &[
            ("Wq", queue, 0.757_009 * HOUR),
            ("P(wait)", |o| o.pools[0].queued, 0.567_757),
            ("P(Wq > 2)", |o| o.metrics.queue_s.share_above(2.0 * HOUR), 0.126_684),
            ("L", |o| o.in_progress, 3.953_271),
        ],
    );
    check("M/D/1", &m_d_1().size(10_000, 20), &[("Wq", queue, 2.0 * HOUR), ("L", |o| o.in_progress, 2.4)]);
    check("AND-join", &and_join().size(200, 10), &[("mean", mean, 2.283_333 * HOUR), ("p95", p95, 4.584_758 * HOUR)]);
    check(
        "129 in a row",
        &in_a_row().size(40, 10),
        &[("mean", mean, 387.0 * HOUR), ("sd", |o| o.metrics.elapsed_s.summary().sd, 12.267_844 * HOUR)],
    );
    check("rework", &rework().size(60, 20), &[("visits", tasks, 1.0 / 0.7), ("mean", mean, 3.0 / 0.7 * HOUR)]);
}

fn check(name: &str, world: &World, figures: &[Figure]) {
    let mut covered = vec![0_u64; figures.len()];
    let mut half_widths = vec![0.0; figures.len()];
    for seed in 0..SEEDS {
        let outcome = world.simulate(seed);
        for ((_, figure, truth), (covered, half)) in figures.iter().zip(covered.iter_mut().zip(&mut half_widths)) {
            let interval = figure(&outcome).interval.expect("several replications");
            *covered += u64::from(interval.contains(*truth));
            *half += interval.half_width() / truth;
        }
    }
    for ((figure, _, _), (covered, half)) in figures.iter().zip(covered.iter().zip(&half_widths)) {
        let share = 100.0 * *covered as f64 / SEEDS as f64;
        let verdict = if (93.0..=97.0).contains(&share) { "" } else { "   <- not 93-97 %" };
        println!("{name:13} {figure:10} covers {share:.1} % at ±{:.1} %{verdict}", 100.0 * half / SEEDS as f64);
    }
}
