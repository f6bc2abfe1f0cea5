//! One changed file of the whole bank, read again: a process with what the registries say of it.

use crate::cpu;
use crate::figure::{Aim, BenchError, Better, Figure, Measured, Series};
use crate::model::root;
use ravand::bank::Bank;

const RUNS: usize = 11;
const FILE: &str = "services/business-duty.yaml";

pub(super) static FIGURE: Figure = Figure {
    name: "bank.reload",
    about: "CPU milliseconds: a process of the whole bank read again, references of all files checked anew",
    measure,
};

fn measure() -> Result<Measured, BenchError> {
    let folder = root().join("processes");
    let mut bank = Bank::open(&folder)?;
    let value = Series::of(RUNS, || {
        let (nanoseconds, loaded) = cpu::of_this_process(|| bank.add_file(&folder.join(FILE)))?;
        loaded?;
        Ok(nanoseconds / 1e6)
    })?;
    Ok(Measured {
        value,
        unit: "ms",
        better: Better::Less,
        aim: Aim::Value(5.0),
        peers: Vec::new(),
        note: format!("{} processes, {} overlays", bank.processes.len(), bank.overlays.len()),
    })
}
