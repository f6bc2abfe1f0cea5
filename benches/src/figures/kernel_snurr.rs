//! Instances of a small process per second on one core, beside snurr, which keeps no state:
//! there is nothing to wait, to replay or to store, and a task is a function that is called.
//! Here each task is created, waits, and is completed by a command; every event is given out.

use crate::cpu;
use crate::figure::{Aim, BenchError, Better, Figure, Measured, Peer, Series, chain};
use crate::model::root;
use ravand::core::calendar::WorkingCalendar;
use ravand::core::{Sources, Spanned, Timestamp};
use ravand::feel::{Number, Value};
use ravand::formats::bpmn::read_bpmn;
use ravand::kernel::{Command, CompiledProcess, Context, Forget, Instance, Status, handle};
use serde_json::Value as Json;
use std::hint::black_box;
use std::process::Command as Program;

const RUNS: usize = 7;
const INSTANCES: u32 = 20_000;
const PEER_INSTANCES: u32 = 200_000;
const TASKS: u32 = 13;
const FILE: &str = "benches/data/small.bpmn";

pub(super) static FIGURE: Figure = Figure {
    name: "kernel.snurr",
    about: "instances per second on one core: ten tasks, a choice, a task, two beside each other; beside snurr",
    measure,
};

fn measure() -> Result<Measured, BenchError> {
    let process = process()?;
    let value = Series::of(RUNS, || {
        let mut case = Instance::new(&process);
        let (nanoseconds, done) =
            cpu::of_this_process(|| (0..INSTANCES).map(|_| run(&process, &mut case)).sum::<Result<u32, BenchError>>())?;
        if done? != INSTANCES * TASKS {
            return Err(BenchError::broken(FILE, "not every task was done"));
        }
        Ok(f64::from(INSTANCES) / nanoseconds * 1e9)
    })?;
    Ok(Measured {
        value,
        unit: "instances/s",
        better: Better::More,
        aim: Aim::TimesPeer(5.0),
        peers: vec![snurr()],
        note: format!(
            "{TASKS} tasks, each completed by a command of its own; one instance at a time, its memory reused"
        ),
    })
}

fn process() -> Result<CompiledProcess, BenchError> {
    let text = std::fs::read_to_string(root().join(FILE)).map_err(|why| BenchError::broken(FILE, why))?;
    let mut sources = Sources::new();
    let id = sources.add(FILE, text);
    let broken = |found: usize| BenchError::broken(FILE, format!("{found} mistakes"));
    let mut file = read_bpmn(&sources, id).ok().map_err(|found| broken(found.len()))?;
    let mut definition = file.processes.pop().ok_or_else(|| BenchError::broken(FILE, "no process"))?;
    let graph = definition.flow.graph.as_mut().ok_or_else(|| BenchError::broken(FILE, "no graph"))?;
    for flow in graph.flows.values_mut().filter(|flow| flow.to.as_str() == "yes") {
        flow.when = Some(Spanned::nowhere("x = 1".to_owned()));
    }
    CompiledProcess::compile(&definition).map_err(|found| broken(found.len()))
}

/// One instance from its start to its end; how many tasks were done.
fn run(process: &CompiledProcess, case: &mut Instance) -> Result<u32, BenchError> {
    let calendar = WorkingCalendar::around_the_clock();
    let context = Context { now: Timestamp::from_micros(0), actor: None, calendar: &calendar, entropy: 1 };
    let refused = |why| BenchError::broken(FILE, format!("{why}"));
    case.reset(process);
    let slot = process.schema().slot("x").ok_or_else(|| BenchError::broken(FILE, "no x"))?;
    let data = [(slot, Value::Number(Number::from(1)))];
    handle(&context, process, case, Command::Start { data: &data }, &mut Forget).map_err(refused)?;
    let mut done = 0;
    while let Some(task) = case.tasks().first() {
        let complete = Command::complete(task.id);
        handle(&context, process, case, complete, &mut Forget).map_err(refused)?;
        done += 1;
    }
    if !matches!(black_box(case.status()), Status::Ended(_)) {
        return Err(BenchError::broken(FILE, "an instance did not end"));
    }
    Ok(done)
}

fn snurr() -> Peer {
    let program = root().join("target/peers/snurr/release/ravand-peer-snurr");
    if !program.is_file() {
        return Peer { name: "snurr".to_owned(), value: Err("not installed: benches/peers/install.sh".to_owned()) };
    }
    let mut version = String::new();
    let value = Series::of(RUNS, || {
        let output = Program::new(&program)
            .arg(root().join(FILE))
            .arg(PEER_INSTANCES.to_string())
            .output()
            .map_err(|source| BenchError::Program { program: program.display().to_string(), source })?;
        let broken = |why: String| BenchError::broken("snurr", why);
        if !output.status.success() {
            return Err(broken(String::from_utf8_lossy(&output.stderr).into_owned()));
        }
        let read: Json = serde_json::from_slice(&output.stdout).map_err(|why| broken(why.to_string()))?;
        version = read["version"].as_str().unwrap_or_default().to_owned();
        read["instances_per_s"].as_f64().ok_or_else(|| broken("it does not say how many".to_owned()))
    });
    Peer { name: format!("snurr {version}"), value: value.map_err(|why| chain(&why)) }
}
