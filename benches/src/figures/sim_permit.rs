//! Tasks of the building permit per second on one core, with calendars, staff and queues.

use crate::cpu;
use crate::figure::{Aim, BenchError, Better, Figure, Measured, Series};
use crate::model::Bench;
use ravand::sim::Settings;

const RUNS: usize = 5;
/// Counted cases of a run: some hundred thousand tasks with those of the warm-up.
const CASES: u32 = 2_000;

pub(super) static FIGURE: Figure = Figure {
    name: "sim.permit",
    about: "tasks per second on one core: the building permit with calendars, staff and queues",
    measure,
};

fn measure() -> Result<Measured, BenchError> {
    let settings = Settings { seed: 1, cases: Some(CASES), replications: Some(1), ..Settings::default() };
    let mut tasks = 0;
    let value = Bench::open(&[])?.simulate("building-permit", "district", settings, |run| {
        Series::of(RUNS, || {
            let (nanoseconds, outcome) = cpu::of_this_process(run)?;
            tasks = outcome?.tasks;
            Ok(tasks as f64 / nanoseconds * 1e9)
        })
    })?;
    Ok(Measured {
        value,
        unit: "tasks/s",
        better: Better::More,
        aim: Aim::Value(1e6),
        peers: Vec::new(),
        note: format!("scenario `district`, {CASES} cases and the warm-up: {tasks} tasks a run"),
    })
}
