//! How far 22 offices are from the permit and from each other: merged, drawn and compared.

use crate::cpu;
use crate::figure::{Aim, BenchError, Better, Figure, Measured, Series};
use crate::model::Bench;
use ravand::bank::Drift;
use std::hint::black_box;

const RUNS: usize = 7;

pub(super) static FIGURE: Figure = Figure {
    name: "bank.drift",
    about: "CPU milliseconds: every variant of the permit against it and against each other, nothing simulated",
    measure,
};

fn measure() -> Result<Measured, BenchError> {
    let bench = Bench::open(&[])?;
    let permit = bench.definition("building-permit")?;
    let variants = bench.variants(permit);
    let value = Series::of(RUNS, || {
        let (nanoseconds, drift) = cpu::of_this_process(|| black_box(Drift::measure(black_box(permit), &variants)))?;
        drift.map_err(|found| BenchError::broken("building-permit", format!("{} mistakes", found.len())))?;
        Ok(nanoseconds / 1e6)
    })?;
    Ok(Measured {
        value,
        unit: "ms",
        better: Better::Less,
        aim: Aim::Value(1_000.0),
        peers: Vec::new(),
        note: format!("{} variants, {} steps", variants.len(), permit.steps.len()),
    })
}
