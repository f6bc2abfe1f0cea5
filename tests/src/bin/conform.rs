//! Runs a third party's conformance suite against the public interface.
//!
//! `conform dmn FOLDER` prints a line for each failure with its reason, then
//! `N passed, M failed`.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [kind, folder] = arguments.as_slice() else {
        eprintln!("usage: conform dmn FOLDER");
        return ExitCode::from(2);
    };
    if kind != "dmn" {
        eprintln!("`{kind}` is no suite that is known; known: dmn");
        return ExitCode::from(2);
    }
    match ravand_tests::dmn::run(Path::new(folder)) {
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
