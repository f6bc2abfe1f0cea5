//! Runs a third party's conformance suite against the public interface.
//!
//! `conform betsy|constraints|miwg|dmn FOLDER` prints a line for each failure with its reason, then
//! `N passed, M failed`.

use std::path::Path;
use std::process::ExitCode;

use ravand_tests::dmn::Outcome;

type Run = fn(&Path) -> std::io::Result<Outcome>;

const SUITES: &[(&str, Run)] = &[
    ("betsy", ravand_tests::betsy::run),
    ("constraints", ravand_tests::constraints::run),
    ("miwg", ravand_tests::miwg::run),
    ("dmn", ravand_tests::dmn::run),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let known = || SUITES.iter().map(|(name, _)| *name).collect::<Vec<_>>().join("|");
    let [kind, folder] = arguments.as_slice() else {
        eprintln!("usage: conform {} FOLDER", known());
        return ExitCode::from(2);
    };
    let Some((_, run)) = SUITES.iter().find(|(name, _)| name == kind) else {
        eprintln!("`{kind}` is no suite that is known; known: {}", known());
        return ExitCode::from(2);
    };
    match run(Path::new(folder)) {
        Ok(outcome) => {
            outcome.failures.iter().for_each(|line| println!("{line}"));
            println!("{} passed, {} failed", outcome.passed, outcome.failures.len());
            ExitCode::from(u8::from(!outcome.failures.is_empty()))
        }
        Err(why) => {
            eprintln!("{folder}: {why}");
            ExitCode::from(2)
        }
    }
}
