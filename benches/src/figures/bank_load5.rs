//! A bank of the five main processes with all their variants, read from its files.

use crate::cpu;
use crate::figure::{Aim, BenchError, Better, Figure, Measured, Series};
use crate::model::root;
use ravand::bank::Bank;
use std::fs;
use std::path::Path;

const RUNS: usize = 7;
const SERVICES: [&str; 7] = [
    "building-permit",
    "completion-certificate",
    "transfer-answer",
    "renewal-settlement",
    "business-duty",
    // Called by these.
    "article-100",
    "article-77",
];

pub(super) static FIGURE: Figure = Figure {
    name: "bank.load5",
    about: "CPU milliseconds: the five main processes with all their variants and registries, from files",
    measure,
};

fn measure() -> Result<Measured, BenchError> {
    let (from, to) = (root().join("processes"), root().join("target/benches/bank5"));
    let files = copied(&from, &to).map_err(|why| BenchError::broken("the bank", why))?;
    let mut variants = 0;
    let value = Series::of(RUNS, || {
        let (nanoseconds, bank) = cpu::of_this_process(|| Bank::open(&to))?;
        let bank = bank?;
        if let Some(found) = bank.diagnostics.iter().find(|found| found.is_error()) {
            return Err(BenchError::broken("the bank", found.code.id));
        }
        variants = bank.overlays.len();
        Ok(nanoseconds / 1e6)
    })?;
    Ok(Measured {
        value,
        unit: "ms",
        better: Better::Less,
        aim: Aim::Value(100.0),
        peers: Vec::new(),
        note: format!("{files} files, {variants} variants"),
    })
}

/// A bank with only what the five need; how many files it has.
fn copied(from: &Path, to: &Path) -> std::io::Result<usize> {
    if to.exists() {
        fs::remove_dir_all(to)?;
    }
    let mut files = 0;
    let mut copy = |folder: &str, wanted: &dyn Fn(&str) -> bool| -> std::io::Result<()> {
        fs::create_dir_all(to.join(folder))?;
        for entry in fs::read_dir(from.join(folder))? {
            let path = entry?.path();
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_file() && wanted(&name) {
                fs::copy(&path, to.join(folder).join(path.file_name().unwrap_or_default()))?;
                files += 1;
            }
        }
        Ok(())
    };
    for folder in ["", "calendars", "decisions"] {
        copy(folder, &|_| true)?;
    }
    copy("services", &|name| SERVICES.contains(&name))?;
    for office in fs::read_dir(from.join("variants"))? {
        copy(&format!("variants/{}", office?.file_name().to_string_lossy()), &|_| true)?;
    }
    Ok(files)
}
