//! Measures how well unification finds what is the same.
//!
//! `matching logs FILES…` on event logs of one process in several towns, their activity codes
//! hidden; `matching mutants` on mutants of the bank's five main processes.

use ravand::bank::Bank;
use ravand::bank::matching::Weights;
use ravand::bank::unify::{Answers, unify};
use ravand::core::OverlayId;
use ravand_tests::matching::mutants::{HARMS, Mutant, by_titles, judge, mutant};
use ravand_tests::matching::{FIVE, Score, logs::Log, measure};
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

/// As many of each town's most frequent activities.
const ACTIVITIES: [usize; 4] = [30, 60, 100, 200];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.split_first() {
        Some((kind, files)) if kind == "logs" && files.len() > 1 => logs(files),
        Some((kind, [])) if kind == "mutants" => mutants(),
        _ => {
            eprintln!("usage: matching logs FILE FILE… | matching mutants");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn logs(files: &[String]) -> Result<(), Box<dyn Error>> {
    let logs = files.iter().map(|file| Log::read(Path::new(file))).collect::<Result<Vec<_>, _>>()?;
    for count in ACTIVITIES {
        let (texts, truth): (Vec<_>, Vec<_>) = logs.iter().map(|log| log.sketch(count)).unzip();
        println!("the {count} most frequent activities of each");
        println!("  titles alone    {}", measure(&texts, &truth, &Weights::TITLES)?);
        println!("  all             {}", measure(&texts, &truth, &Weights::ALL)?);
    }
    Ok(())
}

/// Texts of each process.
const TEXTS: u64 = 22;

fn mutants() -> Result<(), Box<dyn Error>> {
    let bank = Bank::open(Path::new("processes"))?;
    for harm in &HARMS {
        let (mut all, mut titles) = (Score::default(), Score::default());
        println!("{}", harm.name);
        for id in FIVE {
            let process = bank.processes.get(id).ok_or("run me where `processes` is")?;
            let mutants: Vec<Mutant> = (0..TEXTS).map(|seed| mutant(process, harm, seed)).collect();
            let names = (0..TEXTS).map(|number| OverlayId::from(format!("office-{number:02}").as_str()));
            let texts: Vec<_> = names.zip(mutants.iter().map(|mutant| &mutant.definition)).collect();
            let unified =
                unify(&bank, &texts, &id.into(), &Answers::default()).map_err(|found| format!("{found:?}"))?;
            let (found, by_titles) = (judge(&mutants, &unified), by_titles(&mutants)?);
            println!("  {id}, {} steps; the base has {}", process.steps.len(), unified.base.steps.len());
            println!("    titles alone  {by_titles}");
            println!("    all           {found}");
            (all, titles) = (all.and(found), titles.and(by_titles));
        }
        println!("  all five");
        println!("    titles alone  {titles}");
        println!("    all           {all}");
    }
    Ok(())
}
