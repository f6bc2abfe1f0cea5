//! Tasks of the loan model per second on one core, beside the same model in SimPy.
//!
//! Both programs also say how long a case takes on average. If they do not agree, they do
//! not simulate the same thing, and there is no figure.

use crate::cpu;
use crate::figure::{Aim, BenchError, Better, Figure, Measured, Peer, Series, chain};
use crate::model::{Bench, root};
use ravand::sim::Settings;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

const RUNS: usize = 5;
const CASES: u32 = 200_000;
/// Ten times fewer cases for the slower one: a figure per second needs no more.
const PEER_CASES: u32 = 20_000;
/// Seconds of a case around the clock, from ten million cases.
const CYCLE_S: f64 = 5_240.0;
/// How far the mean of a run may be from it. Cases queue behind each other, so that the
/// mean of twenty thousand varies by some percent.
const TOLERANCE: f64 = 0.1;

pub(super) static FIGURE: Figure =
    Figure { name: "sim.loan", about: "tasks per second on one core: the loan model, beside SimPy", measure };

fn measure() -> Result<Measured, BenchError> {
    let settings = Settings { seed: 1, cases: Some(CASES), replications: Some(1), ..Settings::default() };
    let mut cycle_s = 0.0;
    let value = Bench::open(&["loan.yaml", "loan-around-the-clock.yaml"])?.simulate(
        "loan",
        "around-the-clock",
        settings,
        |run| {
            Series::of(RUNS, || {
                let (nanoseconds, outcome) = cpu::of_this_process(run)?;
                let outcome = outcome?;
                cycle_s = outcome.metrics.elapsed_s.summary().mean.value;
                agrees("Ravand", cycle_s)?;
                Ok(outcome.tasks as f64 / nanoseconds * 1e9)
            })
        },
    )?;
    let (peer, peer_cycle_s) = simpy();
    let beside = peer_cycle_s.map_or(String::new(), |s| format!(", in SimPy {s:.0} s"));
    Ok(Measured {
        value,
        unit: "tasks/s",
        better: Better::More,
        aim: Aim::TimesPeer(15.0),
        peers: vec![peer],
        note: format!("a case takes {cycle_s:.0} s on average{beside}; expected {CYCLE_S:.0} s"),
    })
}

fn agrees(who: &str, cycle_s: f64) -> Result<(), BenchError> {
    if (cycle_s / CYCLE_S - 1.0).abs() <= TOLERANCE {
        return Ok(());
    }
    let why = format!("a case takes {cycle_s:.0} s on average, not about {CYCLE_S:.0} s: another model");
    Err(BenchError::broken(who, why))
}

/// SimPy, and the mean cycle time that it found last.
fn simpy() -> (Peer, Option<f64>) {
    let peers = root().join("benches/peers");
    let python = root().join("target/peers/simpy/bin/python");
    let name = |version: &str| format!("SimPy{version}");
    if !python.is_file() {
        let why = "not installed: benches/peers/install.sh".to_owned();
        return (Peer { name: name(""), value: Err(why) }, None);
    }
    let mut last = None;
    let mut seed = 0;
    let value = Series::of(RUNS, || {
        seed += 1;
        let answer = ask(&python, &peers.join("loan.py"), seed)?;
        agrees("SimPy", answer.cycle_s)?;
        let tasks_per_s = answer.tasks_per_s;
        last = Some(answer);
        Ok(tasks_per_s)
    });
    let value = value.map_err(|why| chain(&why));
    let version = last.as_ref().map_or(String::new(), |answer| format!(" {}", answer.version));
    (Peer { name: name(&version), value }, last.map(|answer| answer.cycle_s))
}

struct Answer {
    version: String,
    tasks_per_s: f64,
    cycle_s: f64,
}

fn ask(python: &PathBuf, program: &Path, seed: u32) -> Result<Answer, BenchError> {
    let output = Command::new(python)
        .arg(program)
        .args([PEER_CASES.to_string(), seed.to_string()])
        .output()
        .map_err(|source| BenchError::Program { program: python.display().to_string(), source })?;
    let broken = |why: &str| BenchError::broken(program.display().to_string(), why);
    if !output.status.success() {
        return Err(broken(&String::from_utf8_lossy(&output.stderr)));
    }
    let read: Value = serde_json::from_slice(&output.stdout).map_err(|why| broken(&why.to_string()))?;
    let number = |key: &str| read[key].as_f64().ok_or_else(|| broken(&format!("it does not say {key}")));
    Ok(Answer {
        version: read["version"].as_str().unwrap_or_default().to_owned(),
        tasks_per_s: number("tasks")? / number("cpu_s")?,
        cycle_s: number("mean_cycle_s")?,
    })
}
