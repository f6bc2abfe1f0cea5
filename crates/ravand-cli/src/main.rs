//! The command `ravand`. It reads arguments, opens the bank, asks the libraries and prints:
//! nothing is decided here.
//!
//! Exit codes: 0 fine, 1 findings, 2 could not run.
#![allow(
    clippy::disallowed_methods,
    reason = "the command line is where the outside world (current directory, terminal, clock of the progress bar) is met"
)]

mod args;
mod commands;
mod output;
mod place;

use args::{Cli, Command};
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let result = match &cli.command {
        Command::Reform(args) => commands::reform::run(&cli.common, args),
        Command::Lint(args) => commands::lint::run(&cli.common, args),
        Command::Simulate(args) => commands::simulate::run(&cli.common, args),
        Command::Show(args) => commands::show::run(&cli.common, args),
    };
    match result {
        Ok(Verdict::Fine) => ExitCode::SUCCESS,
        Ok(Verdict::Findings) => ExitCode::from(1),
        Err(failure) => {
            anstream::eprintln!("{}", failure.text());
            ExitCode::from(2)
        }
    }
}

/// What a command found.
enum Verdict {
    /// Nothing to mend.
    Fine,
    /// Something to mend.
    Findings,
}

/// Why a command could not run, in words that say how to mend it.
struct Failure(String);

impl Failure {
    fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    fn text(&self) -> &str {
        &self.0
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        let mut text = format!("error: {error}");
        let mut source = error.source();
        while let Some(inner) = source {
            text.push_str(&format!("\n  because: {inner}"));
            source = inner.source();
        }
        Self(text)
    }
}
