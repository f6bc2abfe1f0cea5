//! Events per second on one core: the permit from its start to its end, event after event to a
//! sink that forgets them, and beside it to a buffer that is used again.

use crate::cpu;
use crate::figure::{Aim, BenchError, Better, Figure, Measured, Peer, Series};
use crate::model::{Bench, known, onward};
use ravand::core::Timestamp;
use ravand::core::calendar::WorkingCalendar;
use ravand::kernel::{Command, CompiledProcess, Context, Event, EventSink, Forget, Instance, Status, handle};

const RUNS: usize = 7;
const CASES: usize = 400;
/// Steps of one case: the permit has 129, and its checks pass here.
const STEPS_MAX: usize = 1_000;

pub(super) static FIGURE: Figure = Figure {
    name: "kernel.events",
    about: "events per second on one core: the permit to its end, with a sink that forgets and a reused buffer",
    measure,
};

fn measure() -> Result<Measured, BenchError> {
    let bench = Bench::open(&[])?;
    let mut definition = bench.definition("building-permit")?.clone();
    // What is asked is not what is measured.
    definition.steps.values_mut().for_each(|step| step.asks.clear());
    let process = CompiledProcess::compile(&definition)
        .map_err(|found| BenchError::broken("building-permit", format!("{} mistakes", found.len())))?;
    let mut counted: Vec<Event> = Vec::new();
    run(&process, &mut Instance::new(&process), &mut counted)?;
    let events = counted.len();
    let per_second = |nanoseconds: f64| (events * CASES) as f64 / nanoseconds * 1e9;
    let value = Series::of(RUNS, || {
        let mut case = Instance::new(&process);
        let (nanoseconds, done) =
            cpu::of_this_process(|| (0..CASES).try_for_each(|_| run(&process, &mut case, &mut Forget)))?;
        done?;
        Ok(per_second(nanoseconds))
    })?;
    let mut buffer: Vec<Event> = Vec::with_capacity(events);
    let kept = Series::of(RUNS, || {
        let mut case = Instance::new(&process);
        let (nanoseconds, done) = cpu::of_this_process(|| {
            (0..CASES).try_for_each(|_| {
                buffer.clear();
                run(&process, &mut case, &mut buffer)
            })
        })?;
        done?;
        Ok(per_second(nanoseconds))
    })?;
    Ok(Measured {
        value,
        unit: "events/s",
        better: Better::More,
        aim: Aim::Value(10_000_000.0),
        peers: vec![Peer { name: "the same to a reused buffer".to_owned(), value: Ok(kept) }],
        note: format!("{events} events for each case; due dates on an always open calendar"),
    })
}

/// One case, every task completed in the order in which it came, with the outcome that leads on.
fn run(process: &CompiledProcess, case: &mut Instance, sink: &mut impl EventSink) -> Result<(), BenchError> {
    let calendar = WorkingCalendar::around_the_clock();
    let context = Context { now: Timestamp::from_micros(0), actor: None, calendar: &calendar, entropy: 1 };
    let refused = |why| BenchError::broken("building-permit", format!("{why}"));
    case.reset(process);
    handle(&context, process, case, Command::Start { data: &known(process) }, sink).map_err(refused)?;
    for _ in 0..STEPS_MAX {
        let Some(task) = case.tasks().first() else { break };
        let outcome = onward(process, task);
        let complete = Command::CompleteTask { task: task.id, outcome, data: &[] };
        handle(&context, process, case, complete, sink).map_err(refused)?;
    }
    match case.status() {
        Status::Ended(_) => Ok(()),
        status => Err(BenchError::broken("building-permit", format!("a case did not end: {status:?}"))),
    }
}
