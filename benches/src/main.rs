//! Figures: how fast Ravand is, beside a limit or a peer that is measured in the same run.
//!
//! ```text
//! cargo run --release -p ravand-benches -- [NAME…] [--json]
//! ```
//!
//! A figure that has a peer says the ratio: an absolute number grows old with the machine,
//! a ratio does not. A peer that is not installed is named and left out;
//! `benches/peers/install.sh` installs them. Exit codes: 0 measured (whether or not an aim
//! was reached), 2 could not run.
#![allow(clippy::disallowed_methods, reason = "a bench reads its data from files and asks for its arguments")]

mod cpu;
mod figure;
mod figures;
mod model;
mod print;

use figure::{BenchError, Figure, Measured};
use std::process::ExitCode;

const USAGE: &str = "\
Usage: cargo run --release -p ravand-benches -- [NAME…] [--json]

Measures the figures with these names, or whose names begin with NAME; all if none is
given. --json prints an array instead of a table.

Figures:";

fn main() -> ExitCode {
    let mut names = Vec::new();
    let mut json = false;
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--json" => json = true,
            "-h" | "--help" => {
                print!("{}", usage());
                return ExitCode::SUCCESS;
            }
            option if option.starts_with('-') => {
                eprint!("error: there is no option {option}\n\n{}", usage());
                return ExitCode::from(2);
            }
            name => names.push(name.to_owned()),
        }
    }
    match select(&names) {
        Ok(chosen) => run(&chosen, json),
        Err(name) => {
            eprint!("error: there is no figure {name}\n\n{}", usage());
            ExitCode::from(2)
        }
    }
}

fn usage() -> String {
    let lines = figures::ALL.iter().map(|figure| format!("  {:<16} {}\n", figure.name, figure.about));
    format!("{USAGE}\n{}", lines.collect::<String>())
}

/// The figures with these names, in their own order; the first name that fits none.
fn select(names: &[String]) -> Result<Vec<&'static Figure>, &String> {
    let fits = |figure: &Figure, name: &String| figure.name.starts_with(name.as_str());
    if let Some(unknown) = names.iter().find(|name| !figures::ALL.iter().any(|f| fits(f, name))) {
        return Err(unknown);
    }
    let wanted = |figure: &&Figure| names.is_empty() || names.iter().any(|name| fits(figure, name));
    Ok(figures::ALL.iter().copied().filter(wanted).collect())
}

fn run(chosen: &[&Figure], json: bool) -> ExitCode {
    if cfg!(debug_assertions) {
        eprintln!("warning: built without --release: these figures say nothing");
    }
    let mut measured: Vec<(&Figure, Result<Measured, BenchError>)> = Vec::new();
    for figure in chosen {
        eprintln!("measuring {} …", figure.name);
        measured.push((figure, (figure.measure)()));
    }
    print!("{}", if json { print::json(&measured) } else { print::table(&measured) });
    let mut failed = false;
    for (figure, result) in &measured {
        if let Err(why) = result {
            failed = true;
            eprintln!("error: {}: {}", figure.name, figure::chain(why));
        }
    }
    if failed { ExitCode::from(2) } else { ExitCode::SUCCESS }
}
