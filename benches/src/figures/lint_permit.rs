//! CPU of a cold `ravand lint building-permit`: what an analyst waits for, as a process of
//! its own that reads the whole bank. Its files may still be in the system's memory.

use crate::cpu;
use crate::figure::{Aim, BenchError, Better, Figure, Measured, Series};
use crate::model::root;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const RUNS: usize = 11;
/// Findings are no failure; only what could not run is.
const COULD_NOT_RUN: i32 = 2;

pub(super) static FIGURE: Figure =
    Figure { name: "lint.permit", about: "CPU milliseconds of a cold `ravand lint building-permit`", measure };

fn measure() -> Result<Measured, BenchError> {
    let program = build()?;
    let value = Series::of(RUNS, || {
        let mut command = Command::new(&program);
        command.arg("lint").arg("building-permit").arg("--bank").arg(root().join("processes"));
        command.stdin(Stdio::null()).stdout(Stdio::null());
        let (milliseconds, output) = cpu::of_children(|| command.output())?;
        let output = output.map_err(|source| program_error(&program, source))?;
        match output.status.code() {
            Some(code) if code < COULD_NOT_RUN => Ok(milliseconds),
            _ => Err(BenchError::broken("ravand lint", String::from_utf8_lossy(&output.stderr))),
        }
    })?;
    Ok(Measured {
        value,
        unit: "ms CPU",
        better: Better::Less,
        aim: Aim::Value(50.0),
        peers: Vec::new(),
        note: "user and system time of the child; the whole bank is read".to_owned(),
    })
}

/// The command line as it is now: an old binary would give an old figure.
fn build() -> Result<PathBuf, BenchError> {
    let cargo = env!("CARGO");
    let output = Command::new(cargo)
        .args(["build", "--release", "--quiet", "--package", "ravand-cli"])
        .current_dir(root())
        .stdin(Stdio::null())
        .output()
        .map_err(|source| BenchError::Program { program: cargo.to_owned(), source })?;
    if !output.status.success() {
        return Err(BenchError::broken("building ravand-cli", String::from_utf8_lossy(&output.stderr)));
    }
    let here = std::env::current_exe().map_err(|source| program_error(Path::new("ravand"), source))?;
    let profiles = here.parent().and_then(|profile| profile.parent());
    let built = profiles.map(|target| target.join("release").join("ravand"));
    built
        .filter(|path| path.is_file())
        .ok_or_else(|| BenchError::broken("ravand-cli", "its program is not where it was built"))
}

fn program_error(program: &Path, source: std::io::Error) -> BenchError {
    BenchError::Program { program: program.display().to_string(), source }
}
