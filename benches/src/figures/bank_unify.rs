//! One permit out of 22 that nobody wrote together: every variant merged, its ids lost.

use crate::cpu;
use crate::figure::{Aim, BenchError, Better, Figure, Measured, Series};
use crate::model::Bench;
use ravand::bank::Bank;
use ravand::bank::unify::{Answers, Names, Sort, ids, unify};
use ravand::core::{Definition, OverlayId, merge};
use std::collections::BTreeMap;
use std::hint::black_box;

const RUNS: usize = 5;

pub(super) static FIGURE: Figure = Figure {
    name: "bank.unify",
    about: "CPU milliseconds: one base and 22 overlays out of 22 permits without shared ids",
    measure,
};

fn measure() -> Result<Measured, BenchError> {
    let bench = Bench::open(&[])?;
    let permit = bench.definition("building-permit")?;
    let mut written: Vec<(OverlayId, Definition)> = Vec::new();
    for variant in bench.variants(permit) {
        let merged = merge::apply(permit, variant);
        let merged =
            merged.map_err(|found| BenchError::broken(variant.id.as_str(), format!("{} mistakes", found.len())))?;
        written.push((variant.id.value.clone(), without_ids(&merged)));
    }
    let texts: Vec<(OverlayId, &Definition)> = written.iter().map(|(id, text)| (id.clone(), text)).collect();
    let registries = Bank::default();
    let value = Series::of(RUNS, || {
        let (nanoseconds, unified) = cpu::of_this_process(|| {
            black_box(unify(&registries, black_box(&texts), &permit.id.value, &Answers::default()))
        })?;
        unified.map_err(|found| BenchError::broken("building-permit", format!("{} mistakes", found.len())))?;
        Ok(nanoseconds / 1e6)
    })?;
    Ok(Measured {
        value,
        unit: "ms",
        better: Better::Less,
        aim: Aim::Value(2_000.0),
        peers: Vec::new(),
        note: format!("{} texts of some {} steps", texts.len(), permit.steps.len()),
    })
}

fn without_ids(text: &Definition) -> Definition {
    fn numbered<T: Ord + for<'a> From<&'a str>>(letter: char, text: &Definition, sort: Sort) -> BTreeMap<T, T> {
        let ids = ids(text, sort).into_iter().enumerate();
        ids.map(|(number, id)| (T::from(&*id), T::from(&*format!("{letter}{number}")))).collect()
    }
    let names = Names {
        steps: numbered('s', text, Sort::Step),
        stages: numbered('g', text, Sort::Stage),
        roles: numbered('r', text, Sort::Role),
        documents: numbered('d', text, Sort::Document),
        ends: numbered('e', text, Sort::End),
    };
    names.apply(text)
}
