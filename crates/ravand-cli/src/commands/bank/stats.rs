//! `ravand bank stats`: how much there is of everything.

use super::domain;
use crate::args::Format;
use crate::output::{cell, digits, figure, heading, println, word};
use crate::place::Place;
use crate::{Failure, Verdict};
use ravand_core::{Kind, OverlayKind, count};
use serde_json::json;
use std::collections::BTreeMap;

const NAME_WIDTH: usize = 34;
const FIGURE_WIDTH: usize = 8;

pub(super) fn run(place: &Place<'_>) -> Result<Verdict, Failure> {
    let bank = &place.bank;
    let mut domains: BTreeMap<&str, usize> = BTreeMap::new();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut steps, mut discretionary, mut signatures) = (0, 0, 0);
    for definition in bank.processes.values() {
        *domains.entry(domain(definition)).or_default() += 1;
        let counts = count(definition);
        steps += counts.steps;
        discretionary += counts.discretionary_steps;
        for step in definition.steps.values() {
            let Some(kind) = &step.attributes.kind else { continue };
            *kinds.entry(kind.value.as_str()).or_default() += 1;
            signatures += usize::from(kind.value == Kind::Approve);
        }
    }
    let of_kind = |kind| bank.overlays.values().filter(|overlay| overlay.kind == kind).count();
    let figures = [
        ("processes", "فرایند", bank.processes.len()),
        ("of_catalogues", "ساختهٔ فهرست‌ها", bank.origins.len()),
        ("archetypes", "الگو", bank.archetypes.len()),
        ("steps", "گام", steps),
        ("discretionary_steps", "گام با صلاحدید", discretionary),
        ("signatures", "امضا", signatures),
        ("roles", "نقش", bank.roles.len()),
        ("documents", "مدرک", bank.documents.len()),
        ("laws", "قانون", bank.laws.len()),
        ("decisions", "جدول مشترک", bank.decisions.len()),
        ("reforms", "اصلاح", of_kind(OverlayKind::Reform)),
        ("variants", "گونه", of_kind(OverlayKind::Variant)),
        ("scenarios", "سناریو", bank.scenarios.len()),
    ];
    let language = place.common.lang.language();
    match place.common.format {
        Format::Text => {
            let line = |name: &str, value: usize| {
                let value = figure(&digits(&value.to_string(), language), FIGURE_WIDTH, language);
                println!("  {}{value}", cell(name, NAME_WIDTH, language));
            };
            for (en, fa, value) in figures {
                line(&word(language, en, fa).replace('_', " "), value);
            }
            heading(word(language, "By domain", "به تفکیک حوزه"));
            domains.iter().for_each(|(domain, count)| line(domain, *count));
            heading(word(language, "Steps by kind", "گام‌ها به تفکیک نوع"));
            kinds.iter().for_each(|(kind, count)| line(kind, *count));
        }
        Format::Json => {
            let figures: BTreeMap<&str, usize> = figures.into_iter().map(|(name, _, value)| (name, value)).collect();
            println!("{:#}", json!({ "figures": figures, "domains": domains, "kinds": kinds }));
        }
    }
    Ok(Verdict::Fine)
}
