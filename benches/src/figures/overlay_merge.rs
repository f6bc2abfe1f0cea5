//! Merging the permit's reform into the permit, beside copying the permit: a merge gives a
//! definition of its own, so that the copy is what it cannot go below.

use crate::cpu;
use crate::figure::{Aim, BenchError, Better, Figure, Measured, Peer, Series};
use crate::model::Bench;
use ravand::core::merge;
use std::hint::black_box;

const RUNS: usize = 11;
const ROUNDS: usize = 200;

pub(super) static FIGURE: Figure = Figure {
    name: "overlay.merge",
    about: "microseconds to merge the permit's reform, checks of all pairs of operations included",
    measure,
};

fn measure() -> Result<Measured, BenchError> {
    let bench = Bench::open(&[])?;
    let (permit, reform) = (bench.definition("building-permit")?, bench.overlay("building-permit", "permit-1401")?);
    let micros = |nanoseconds: f64| nanoseconds / 1e3 / ROUNDS as f64;
    let mut steps = 0;
    let value = Series::of(RUNS, || {
        let (nanoseconds, merged) = cpu::of_this_process(|| {
            let mut last = Ok(0);
            for _ in 0..ROUNDS {
                last = merge::apply(black_box(permit), black_box(reform)).map(|merged| black_box(merged).steps.len());
            }
            last
        })?;
        steps = merged.map_err(|found| BenchError::broken("permit-1401", format!("{} mistakes", found.len())))?;
        Ok(micros(nanoseconds))
    })?;
    let copy = Series::of(RUNS, || {
        let (nanoseconds, ()) = cpu::of_this_process(|| {
            for _ in 0..ROUNDS {
                black_box(black_box(permit).clone());
            }
        })?;
        Ok(micros(nanoseconds))
    })?;
    Ok(Measured {
        value,
        unit: "µs",
        better: Better::Less,
        aim: Aim::TimesPeer(10.0),
        peers: vec![Peer { name: "copying the permit".to_owned(), value: Ok(copy) }],
        note: format!("{} operations, {} steps to {steps}", reform.changes.len(), permit.steps.len()),
    })
}
