//! The command `ravand`. It reads arguments, opens the bank, asks the libraries and prints:
//! nothing is decided here.
//!
//! Exit codes: 0 fine, 1 findings, 2 could not run.
#![allow(
    clippy::disallowed_methods,
    reason = "the command line is where the outside world (current directory, terminal, clock of the progress bar) is met"
)]

mod args;
mod codes;
mod commands;
mod files;
mod help;
mod output;
mod place;
mod refused;

use args::Command;
use place::Place;
use ravand_core::{Args, Code, Language, Severity};
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<_> = std::env::args_os().collect();
    let language = help::asked(&words);
    output::speak(language);
    let cli = match help::parse(&words, language) {
        Ok(cli) => cli,
        Err(answer) => return refused::print(&answer, language),
    };
    let result = match &cli.command {
        Command::Reform(args) => commands::reform::run(&cli.common, args),
        Command::Lint(args) => commands::lint::run(&cli.common, args),
        Command::Simulate(args) => commands::simulate::run(&cli.common, args),
        Command::Show(args) => commands::show::run(&cli.common, args),
        Command::Run(args) => commands::run::run(&cli.common, args),
        Command::Convert(args) => commands::convert::run(&cli.common, args),
        Command::Fmt(args) => commands::fmt::run(&cli.common, args),
        Command::Schema(args) => commands::schema::run(args),
        Command::Digest(args) => commands::digest::run(&cli.common, args),
        Command::Diff(args) => Place::open(&cli.common).and_then(|mut place| commands::diff::run(&mut place, args)),
        Command::Rebase(args) => Place::open(&cli.common).and_then(|mut place| commands::rebase::run(&mut place, args)),
        Command::New(args) => commands::new::run(&cli.common, args),
        Command::Bank(args) => commands::bank::run(&cli.common, args),
    };
    match result {
        Ok(Verdict::Fine) => ExitCode::SUCCESS,
        Ok(Verdict::Findings) => ExitCode::from(1),
        Ok(Verdict::Broken) => ExitCode::from(2),
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
    /// Something that could not be done, and was said.
    Broken,
}

/// Why a command could not run, in words that say how to mend it.
struct Failure(String);

impl Failure {
    fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// A message of the command's own, with its way out.
    fn said(code: &Code, args: &Args, language: Language) -> Self {
        Self(said(code, args, language))
    }

    /// The same with what belongs to it below.
    fn with(mut self, below: &str) -> Self {
        if !below.is_empty() {
            self.0.push_str("\n\n");
            self.0.push_str(below);
        }
        self
    }

    fn text(&self) -> &str {
        &self.0
    }
}

/// A message without a place in a file.
fn said(code: &Code, args: &Args, language: Language) -> String {
    let (severity, way_out) = match (language, code.severity) {
        (Language::En, Severity::Error) => ("error", "help"),
        (Language::En, Severity::Warning) => ("warning", "help"),
        (Language::En, Severity::Info) => ("note", "help"),
        (Language::Fa, Severity::Error) => ("خطا", "راهنما"),
        (Language::Fa, Severity::Warning) => ("هشدار", "راهنما"),
        (Language::Fa, Severity::Info) => ("یادداشت", "راهنما"),
    };
    let message = output::prose(&code.message.fill(language, args), language);
    let help = output::prose(&code.help.fill(language, args), language);
    format!("{severity}[{}]: {message}\n  {way_out}: {help}", code.id)
}
