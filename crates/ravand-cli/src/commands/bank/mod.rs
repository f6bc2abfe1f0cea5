//! `ravand bank`: what a bank holds.

mod drift;
mod export;
mod list;
mod show;
mod stats;
mod unify;

use crate::args::{BankArgs, BankCommand, Common, Format};
use crate::output::{digits, println, prose};
use crate::place::Place;
use crate::{Failure, Verdict};
use ravand_core::check::check as check_process;
use ravand_core::{Definition, Diagnostic, Language};
use serde_json::{Value, json};

pub(crate) fn run(common: &Common, args: &BankArgs) -> Result<Verdict, Failure> {
    let place = &mut Place::open(common)?;
    match &args.command {
        BankCommand::List(args) => list::run(place, args),
        BankCommand::Search(args) => list::search(place, args),
        BankCommand::Show(args) => show::run(place, args),
        BankCommand::Stats => stats::run(place),
        BankCommand::Check => check(place),
        BankCommand::Drift(args) => drift::run(place, args),
        BankCommand::Unify(args) => unify::run(place, args),
        BankCommand::Export(args) => export::run(place, args),
        BankCommand::Diff(args) => super::diff::run(place, args),
        BankCommand::Rebase(args) => super::rebase::run(place, args),
    }
}

/// What is wrong in the files, alone and together; `ravand lint` judges the processes too.
fn check(place: &Place<'_>) -> Result<Verdict, Failure> {
    let mut found = place.bank.diagnostics.clone();
    found.extend(place.bank.processes.values().flat_map(check_process).filter(Diagnostic::is_error));
    found.extend(super::lint::across(&place.bank));
    match place.common.format {
        Format::Text if found.is_empty() => {
            let count = place.bank.sources.count();
            said(
                place,
                &format!("{}, nothing wrong in them", of(count, "file", "files")),
                &format!("{count} فایل، بی هیچ ایراد"),
            );
        }
        Format::Text => println!("{}", place.drawn(&found)),
        Format::Json => {
            let findings: Vec<Value> = found.iter().map(|found| super::lint::finding(place, found)).collect();
            println!("{:#}", json!({ "files": place.bank.sources.count(), "findings": findings }));
        }
    }
    Ok(if found.iter().any(Diagnostic::is_error) { Verdict::Findings } else { Verdict::Fine })
}

/// Prints a line in the language that was asked for, figures in its own digits.
fn said(place: &Place<'_>, en: &str, fa: &str) {
    let language = place.common.lang.language();
    let text = match language {
        Language::En => en,
        Language::Fa => fa,
    };
    println!("{}", prose(&digits(text, language), language));
}

/// So many of them, in English: `1 variant`, `2 variants`.
fn of(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

/// The code of a process's domain.
fn domain(definition: &Definition) -> &str {
    definition.domain.as_ref().map_or("–", |domain| domain.value.as_str())
}
