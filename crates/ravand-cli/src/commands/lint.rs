//! `ravand lint`: rules that processes break, and the risk of each step.

use crate::args::{Common, Format, LintArgs};
use crate::codes::{NO_RULE, STEPS_ONLY};
use crate::commands::reform::{library, stopped, weights};
use crate::output::{cell, comma, digits, figure, heading, println, prose, style, word};
use crate::place::Place;
use crate::{Failure, Verdict};
use indexmap::IndexMap;
use ravand_bank::Bank;
use ravand_core::check::{check, check_scenario_with_calls};
use ravand_core::{Args, Definition, Diagnostic, Language, OverlayId, ProcessId, Span, StepId, merge};
use ravand_formats::draw_all;
use ravand_lint::{Band, Input, RISK_NOTE, Risk, RiskContext, Weights, assess_all, explain, lint};
use ravand_sim::{CompiledProcess, Model, Settings, passages, too_large};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::IsTerminal;

/// What was found in one process.
struct Linted {
    process: ProcessId,
    overlays: Vec<OverlayId>,
    findings: Vec<Found>,
    risks: IndexMap<StepId, Risk>,
}

/// A finding of a rule, or of the check that comes before every rule.
struct Found {
    rule: Option<&'static str>,
    step: Option<StepId>,
    diagnostic: Diagnostic,
}

pub(crate) fn run(common: &Common, args: &LintArgs) -> Result<Verdict, Failure> {
    if let Some(code) = &args.explain {
        return manual(common, code);
    }
    let mut place = Place::open(common)?;
    let weights = weights(&place)?;
    let mut linted = Vec::new();
    match &args.process {
        Some(process) => linted.push(one(&mut place, process, args, &weights)?),
        None => {
            let processes: Vec<_> = place.bank.processes.keys().cloned().collect();
            for process in processes {
                let findings = lint_one(&place.bank.processes[&process], None, None, &weights);
                linted.push(findings);
            }
        }
    }
    // Without a process the whole bank was meant, files that hold none included.
    let broken: Vec<Diagnostic> = match args.process {
        None => place.bank.diagnostics.iter().cloned().chain(across(&place.bank)).collect(),
        Some(_) => Vec::new(),
    };
    match common.format {
        Format::Text => text(&place, &linted, &broken),
        Format::Json => println!("{:#}", as_json(&place, &linted, &broken)),
    }
    let clean = broken.is_empty() && linted.iter().all(|l| l.findings.is_empty());
    Ok(if clean { Verdict::Fine } else { Verdict::Findings })
}

/// What the bank's overlays and scenarios say wrongly of its processes.
pub(crate) fn across(bank: &Bank) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for overlay in bank.overlays.values() {
        // That there is no such process was said already.
        let Some(base) = bank.processes.get(&overlay.of.value) else { continue };
        match merge::apply(base, overlay) {
            Err(problems) => found.extend(problems),
            Ok(merged) => {
                let before = check(base);
                // Sorted by code and place: each of thousands would be compared with each.
                let mut known: BTreeMap<(&str, Option<Span>), Vec<&Diagnostic>> = BTreeMap::new();
                before.iter().for_each(|d| known.entry((d.code.id, d.span)).or_default().push(d));
                let is_new = |d: &Diagnostic| !known.get(&(d.code.id, d.span)).is_some_and(|same| same.contains(&d));
                found.extend(check(&merged).into_iter().filter(|d| d.is_error() && is_new(d)));
            }
        }
    }
    for scenario in bank.scenarios.values() {
        let definitions = bank.with_called(&scenario.process.value);
        let Some((base, called)) = definitions.split_first() else { continue };
        found.extend(check_scenario_with_calls(scenario, base, called).into_iter().filter(Diagnostic::is_error));
    }
    found
}

fn manual(common: &Common, code: &str) -> Result<Verdict, Failure> {
    let Some(rule) = explain(code) else {
        return Err(Failure::said(&NO_RULE, &Args::new().with("code", code), common.lang.language()));
    };
    let manual = rule.manual(common.lang.language());
    match common.format {
        Format::Text => println!("{manual}"),
        Format::Json => println!("{:#}", json!({ "code": code, "manual": manual })),
    }
    Ok(Verdict::Fine)
}

fn one(place: &mut Place<'_>, process: &str, args: &LintArgs, weights: &Weights) -> Result<Linted, Failure> {
    let definition = place.definition(process, args.with.as_deref())?;
    let shares = match &args.scenario {
        Some(scenario) => Some(shares(place, &definition, scenario)?),
        None => None,
    };
    let base = place.bank.processes.get(&definition.id.value);
    let of = definition.id.as_str();
    let overlay = definition.overlays.last().and_then(|id| place.bank.overlay(of, id.as_str()));
    Ok(lint_one(&definition, base.zip(overlay), shares.as_ref(), weights))
}

/// The share of favourable cases that pass each step, by a short simulation.
fn shares(place: &mut Place<'_>, definition: &Definition, scenario: &str) -> Result<IndexMap<StepId, f64>, Failure> {
    let scenario = place.scenario(&definition.id.value, Some(scenario))?;
    let called = library(place, &[definition])?;
    let compiled = CompiledProcess::compile(definition).map_err(|found| place.failed(&found))?;
    let model = Model::build(definition, &compiled, &scenario, &place.bank.calendars, &called)
        .map_err(|found| place.failed(&found))?;
    passages(&model, &Settings { seed: 1, ..Settings::default() })
        .map_err(|error| stopped(&error, place.common.lang.language()))
}

fn lint_one(
    definition: &Definition,
    reform: Option<(&Definition, &ravand_core::Overlay)>,
    shares: Option<&IndexMap<StepId, f64>>,
    weights: &Weights,
) -> Linted {
    let too_large = too_large(definition);
    if !too_large.is_empty() {
        // What cannot run is not weighed: the ways through it would be looked at for minutes.
        let all = check(definition).into_iter().chain(too_large);
        return Linted {
            process: definition.id.value.clone(),
            overlays: definition.overlays.clone(),
            findings: all.map(|diagnostic| Found { rule: None, step: None, diagnostic }).collect(),
            risks: IndexMap::new(),
        };
    }
    let risks = assess_all(definition, &RiskContext { shares, ..RiskContext::new(weights) });
    let mut input = Input::new(definition, &risks);
    if let Some((base, overlay)) = reform {
        input = input.reformed_from(base, overlay);
    }
    let steps_only = definition
        .flow
        .graph
        .as_ref()
        .map(|_| Diagnostic::at(&STEPS_ONLY, definition.id.span, Args::new().with("process", &definition.id)));
    let checked =
        check(definition).into_iter().chain(steps_only).map(|diagnostic| Found { rule: None, step: None, diagnostic });
    let ruled = lint(&input).into_iter().map(|finding| Found {
        rule: Some(finding.rule.name),
        step: finding.step,
        diagnostic: finding.diagnostic,
    });
    Linted {
        process: definition.id.value.clone(),
        overlays: definition.overlays.clone(),
        findings: checked.chain(ruled).collect(),
        risks,
    }
}

fn text(place: &Place<'_>, linted: &[Linted], broken: &[Diagnostic]) {
    let language = place.common.lang.language();
    let colour = std::io::stdout().is_terminal();
    let found = broken.iter().chain(linted.iter().flat_map(|l| l.findings.iter().map(|f| &f.diagnostic)));
    let drawn = draw_all(found, &place.bank.sources, language, colour);
    if !drawn.is_empty() {
        println!("{drawn}\n");
    }
    for process in linted {
        summary(process, language);
    }
    if !broken.is_empty() {
        let count = broken.len();
        let line = match language {
            Language::En => format!("{count} findings in the bank's files"),
            Language::Fa => digits(&format!("{count} یافته در فایل‌های بانک"), language),
        };
        println!("{}", prose(&line, language));
    }
}

/// That an overlay was merged, behind the process's id.
fn merged(overlay: &OverlayId, language: Language) -> String {
    match language {
        Language::En => format!(" with {overlay}"),
        Language::Fa => format!(" با ادغام «{overlay}»"),
    }
}

fn summary(linted: &Linted, language: Language) {
    let mut codes: IndexMap<&str, usize> = IndexMap::new();
    for found in &linted.findings {
        *codes.entry(found.diagnostic.code.id).or_default() += 1;
    }
    codes.sort_keys();
    let with: String = linted.overlays.iter().map(|overlay| merged(overlay, language)).collect();
    let count = linted.findings.len();
    heading(&match language {
        Language::En => format!("{}{with}: {count} findings", linted.process),
        Language::Fa => digits(&format!("«{}»{with}: {count} یافته", linted.process), language),
    });
    for (code, count) in &codes {
        let rule = linted.findings.iter().find(|f| f.diagnostic.code.id == *code).and_then(|f| f.rule);
        let (count, code) = (figure(&count.to_string(), 4, language), cell(code, 5, language));
        println!("  {count}  {code}  {}{}{}", style::DIM, rule.unwrap_or(""), style::OFF);
    }
    let bands = [Band::Golden, Band::Suspect, Band::Stamp];
    let bands: Vec<String> = bands
        .into_iter()
        .map(|band| (band, linted.risks.values().filter(|r| r.band == band).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(band, count)| format!("{count} {}", band.name(language)))
        .collect();
    let assumed = linted.risks.values().filter(|risk| risk.passage.is_assumed()).count();
    if !bands.is_empty() {
        let note = RISK_NOTE.of(language);
        let line = format!("{}: {} ({note})", word(language, "risk", "ریسک"), bands.join(comma(language)));
        println!("  {}", prose(&digits(&line, language), language));
    }
    if assumed > 0 {
        let line = match language {
            Language::En => format!(
                "every case is assumed to pass {assumed} steps that not every path leads through: --scenario says how many do"
            ),
            Language::Fa => format!(
                "فرض شده است همهٔ پرونده‌ها از {assumed} گامی می‌گذرند که همهٔ مسیرها از آن‌ها نمی‌گذرند؛ با `--scenario` می‌توان گفت چند پرونده می‌گذرد"
            ),
        };
        println!("  {}{}{}", style::DIM, prose(&digits(&line, language), language), style::OFF);
    }
}

fn as_json(place: &Place<'_>, linted: &[Linted], broken: &[Diagnostic]) -> Value {
    let found = |found: &Found| diagnostic_json(place, &found.diagnostic, found.rule, found.step.as_ref());
    json!({
        "note": RISK_NOTE.en,
        "files": broken.iter().map(|d| finding(place, d)).collect::<Vec<_>>(),
        "processes": linted.iter().map(|l| json!({
            "process": l.process.as_str(),
            "overlays": l.overlays.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "findings": l.findings.iter().map(found).collect::<Vec<_>>(),
            "risks": l.risks.iter().map(|(step, risk)| risk_json(step, risk)).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
    })
}

/// A finding that stands in the bank's files.
pub(crate) fn finding(place: &Place<'_>, found: &Diagnostic) -> Value {
    diagnostic_json(place, found, None, None)
}

fn diagnostic_json(place: &Place<'_>, found: &Diagnostic, rule: Option<&str>, step: Option<&StepId>) -> Value {
    let (sources, language) = (&place.bank.sources, place.common.lang.language());
    let at = found.span.map(|span| (sources.name(span.source).to_owned(), sources.line_column(span)));
    json!({
        "code": found.code.id,
        "severity": found.code.severity.to_string(),
        "rule": rule,
        "step": step.map(ToString::to_string),
        "file": at.as_ref().map(|(file, _)| file),
        "line": at.as_ref().map(|(_, (line, _))| line),
        "column": at.as_ref().map(|(_, (_, column))| column),
        "message": found.message(language),
        "help": found.help(language),
    })
}

/// The risk of a step with its factors.
pub(crate) fn risk_json(step: &StepId, risk: &Risk) -> Value {
    let round = |value: f64| (value * 1000.0).round() / 1000.0;
    let f = &risk.factors;
    json!({
        "step": step.as_str(),
        "score": round(risk.score),
        "band": risk.band.name(Language::En),
        "veto": round(risk.veto),
        "delay": round(risk.delay),
        "factors": { "p": round(f.p), "h": round(f.h), "d": f.d, "t": f.t, "av": round(f.av), "ad": round(f.ad) },
        "holders_assumed": risk.holders.is_assumed(),
        "passage_assumed": risk.passage.is_assumed(),
        "best_offset": risk.best_offset.as_ref().map(|offset| json!({
            "what": offset.what(Language::En), "score_after": round(offset.score_after),
        })),
    })
}
