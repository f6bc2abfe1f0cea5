//! Bytes of a running instance of the permit: what a host holds in memory for each open case.

use crate::figure::{Aim, BenchError, Better, Figure, Measured, Series};
use crate::model::{Bench, known, onward};
use ravand::core::Timestamp;
use ravand::core::calendar::WorkingCalendar;
use ravand::kernel::{Command, CompiledProcess, Context, Forget, Instance, handle};
use std::hint::black_box;

const RUNS: usize = 5;
const CASES: usize = 20_000;
/// Tasks that were done before it is weighed.
const DONE: usize = 20;
const PAGE: f64 = 4096.0;

pub(super) static FIGURE: Figure = Figure {
    name: "kernel.bytes",
    about: "bytes of memory for a running instance of the permit, twenty tasks done",
    measure,
};

fn measure() -> Result<Measured, BenchError> {
    let bench = Bench::open(&[])?;
    let mut definition = bench.definition("building-permit")?.clone();
    // What is asked is not what is measured.
    definition.steps.values_mut().for_each(|step| step.asks.clear());
    let process = CompiledProcess::compile(&definition)
        .map_err(|found| BenchError::broken("building-permit", format!("{} mistakes", found.len())))?;
    // Of each run all instances stay, so that none lies where another has been.
    let mut all: Vec<Vec<Instance>> = Vec::new();
    let value = Series::of(RUNS, || {
        let before = resident()?;
        let cases = (0..CASES).map(|_| running(&process)).collect::<Result<Vec<_>, _>>()?;
        let bytes = (resident()? - before) / CASES as f64;
        all.push(black_box(cases));
        Ok(bytes)
    })?;
    Ok(Measured {
        value,
        unit: "bytes",
        better: Better::Less,
        // A million open cases in ten gigabytes.
        aim: Aim::Value(10_000.0),
        peers: Vec::new(),
        note: format!("resident memory of {CASES} instances, by instance"),
    })
}

fn running(process: &CompiledProcess) -> Result<Instance, BenchError> {
    let calendar = WorkingCalendar::around_the_clock();
    let context = Context { now: Timestamp::from_micros(0), actor: None, calendar: &calendar, entropy: 1 };
    let refused = |why| BenchError::broken("building-permit", format!("{why}"));
    let mut case = Instance::new(process);
    handle(&context, process, &mut case, Command::Start { data: &known(process) }, &mut Forget).map_err(refused)?;
    for _ in 0..DONE {
        let Some(task) = case.tasks().first() else { break };
        let outcome = onward(process, task);
        let complete = Command::CompleteTask { task: task.id, outcome, data: &[] };
        handle(&context, process, &mut case, complete, &mut Forget).map_err(refused)?;
    }
    Ok(case)
}

/// Bytes of this process that are in memory.
fn resident() -> Result<f64, BenchError> {
    const FILE: &str = "/proc/self/statm";
    let text = std::fs::read_to_string(FILE).map_err(|why| BenchError::broken(FILE, why))?;
    let pages = text.split_whitespace().nth(1).and_then(|pages| pages.parse::<f64>().ok());
    pages.map(|pages| pages * PAGE).ok_or_else(|| BenchError::broken(FILE, "it says nothing"))
}
