//! The answer for people.

use super::Report;
use super::json::subjects;
use crate::output::{days, digits, heading, paragraph, style};
use anstream::println;
use ravand_core::{Action, Language, Operation, Order, Provenance, StepPatch};
use ravand_lint::{Band, RISK_NOTE, Risk};
use ravand_reform::{Effect, Estimate, Side};

/// Risks that are listed in full.
const RISKS_SHOWN: usize = 15;
/// Operations that are listed unless all are asked for.
const OPERATIONS_SHOWN: usize = 20;
const WIDTH: usize = 92;

pub(super) fn print(report: &Report<'_>, all: bool) {
    head(report);
    sides(report);
    risks(report);
    operations(report, all);
}

fn head(report: &Report<'_>) {
    let language = report.place.common.lang.language();
    let (base, reform) = (report.base, report.reform);
    println!(
        "{}{}{}: {}",
        style::BOLD,
        base.title.or_id(language, base.id.as_str()),
        style::OFF,
        reform.title.or_id(language, reform.id.as_str())
    );
    // What was assumed stands before every figure.
    for assumption in &report.scenario.assumptions {
        paragraph(assumption.get(language), "  ", WIDTH);
    }
    if base.provenance.value != Provenance::Sourced {
        let note = match language {
            Language::En => "The steps are modelled from public knowledge: nobody has published the city's own.",
            Language::Fa => "گام‌ها از دانسته‌های عمومی مدل شده‌اند: کسی گام‌های خود شهر را منتشر نکرده است.",
        };
        paragraph(note, "  ", WIDTH);
    }
    let answer = &report.answer;
    let run = match language {
        Language::En => format!(
            "scenario {}, {} replications of {} cases, seed {}",
            report.scenario.id, answer.replications, answer.cases, report.run.seed
        ),
        Language::Fa => format!(
            "سناریوی {}، {} تکرار {} پرونده‌ای، بذر {}",
            report.scenario.id, answer.replications, answer.cases, report.run.seed
        ),
    };
    println!("  {}{}{}", style::DIM, digits(&run, language), style::OFF);
}

fn sides(report: &Report<'_>) {
    let language = report.place.common.lang.language();
    let answer = &report.answer;
    let columns = [&answer.before, &answer.after, &answer.after_without_assumptions];
    let (as_is, reformed, ruled) = match language {
        Language::En => ("as it is", "reformed", "… without what is assumed"),
        Language::Fa => ("امروز", "پس از اصلاح", "… بدون فرض‌ها"),
    };
    println!("\n{}{:34}{as_is:>18}{reformed:>18}{ruled:>27}{}", style::BOLD, "", style::OFF);
    type Cell = fn(&Side) -> String;
    let rows: [(&str, &str, Cell); 11] = [
        ("steps", "گام‌ها", |s| s.counts.steps.to_string()),
        ("  discretionary (judged or free)", "  با صلاحدید", |s| s.counts.discretionary_steps.to_string()),
        ("  golden signatures", "  امضای طلایی", |s| s.golden.as_declared.to_string()),
        ("    if assumed holders double", "    اگر دارندگان فرضی دو برابر شوند", |s| {
            s.golden.with_assumed_holders_doubled.to_string()
        }),
        ("  approval signatures", "  امضاها", |s| s.counts.approvals.to_string()),
        ("  face to face", "  حضوری", |s| s.counts.face_to_face.to_string()),
        ("documents that the applicant brings", "مدارک متقاضی", |s| s.counts.documents.to_string()),
        ("roles", "نقش‌ها", |s| s.counts.roles.to_string()),
        ("calendar days, mean", "روز تقویمی، میانگین", |s| estimate(&s.calendar_days.mean)),
        ("  median", "  میانه", |s| estimate(&s.calendar_days.p50)),
        ("  p10 to p90", "  از صدک ۱۰ تا ۹۰", |s| {
            format!("{} to {}", days(s.calendar_days.p10.value), days(s.calendar_days.p90.value))
        }),
    ];
    for (en, fa, cell) in rows {
        let label = match language {
            Language::En => en,
            Language::Fa => fa,
        };
        let cells = columns.map(|side| digits(&cell(side), language));
        println!("{label:34}{:>18}{:>18}{:>27}", cells[0], cells[1], cells[2]);
    }
}

/// A figure with half the width of its interval.
fn estimate(estimate: &Estimate) -> String {
    match &estimate.interval {
        Some(interval) => format!("{} ±{:.1}", days(estimate.value), interval.half_width()),
        None => days(estimate.value),
    }
}

fn risks(report: &Report<'_>) {
    let language = report.place.common.lang.language();
    let risks = report.risks();
    let count = |band| risks.iter().filter(|(_, risk)| risk.band == band).count();
    let (golden, suspect, stamp) = (count(Band::Golden), count(Band::Suspect), count(Band::Stamp));
    heading(&match language {
        Language::En => {
            format!("Golden signatures as it is: {golden}, suspects: {suspect}, stamps: {stamp} ({})", RISK_NOTE.en)
        }
        Language::Fa => {
            digits(&format!("امضای طلایی امروز: {golden}، مشکوک: {suspect}، مُهر: {stamp} ({})", RISK_NOTE.fa), language)
        }
    });
    println!("  {}risk  veto delay    P    H    D    T   Av   Ad  step{}", style::DIM, style::OFF);
    for (step, risk) in risks.iter().filter(|(_, risk)| risk.band == Band::Golden).take(RISKS_SHOWN) {
        let offset = match &risk.best_offset {
            Some(offset) => format!("  {:.0} with {}", offset.score_after, offset.what(language)),
            None => String::new(),
        };
        let assumed = if risk.holders.is_assumed() { "*" } else { " " };
        println!(
            "  {}{assumed} {:26}{}{}{}",
            digits(&risk_line(risk), language),
            step.as_str(),
            style::DIM,
            digits(&offset, language),
            style::OFF
        );
    }
    if golden > RISKS_SHOWN {
        println!(
            "  {}… {} more; ravand lint {} shows why{}",
            style::DIM,
            golden - RISKS_SHOWN,
            report.base.id,
            style::OFF
        );
    }
    let legend = "P favourable ends that pass here, H 1/√holders (* assumed), D power to decide, T power to hold up, \
                  Av safeguards against a wrong refusal, Ad safeguards against delay";
    paragraph(legend, "  ", WIDTH);
}

fn risk_line(risk: &Risk) -> String {
    let f = &risk.factors;
    format!(
        "{:4.0}  {:4.2} {:5.2} {:4.2} {:4.2} {:4.2} {:4.2} {:4.2} {:4.2}",
        risk.score, risk.veto, risk.delay, f.p, f.h, f.d, f.t, f.av, f.ad
    )
}

fn operations(report: &Report<'_>, all: bool) {
    let language = report.place.common.lang.language();
    let mut effects: Vec<&Effect> = report.answer.operations.iter().collect();
    let alone = |effect: &Effect| effect.saves_alone_days.map_or(f64::NEG_INFINITY, |e| e.value);
    effects.sort_by(|a, b| alone(b).total_cmp(&alone(a)));
    heading(&match language {
        Language::En => {
            format!("{} operations, by the days that each saves alone (~ marks a claim about the world)", effects.len())
        }
        Language::Fa => digits(
            &format!(
                "{} عملیات، به ترتیب روزهایی که هر کدام به‌تنهایی کم می‌کند (~ یعنی فرض دربارهٔ جهان)",
                effects.len()
            ),
            language,
        ),
    });
    println!("  {}alone  lost without  operation{}", style::DIM, style::OFF);
    let shown = if all { effects.len() } else { OPERATIONS_SHOWN };
    for effect in effects.iter().take(shown) {
        operation(report, effect, language);
    }
    if effects.len() > shown {
        println!("  {}… {} more: --all shows them{}", style::DIM, effects.len() - shown, style::OFF);
    }
}

fn operation(report: &Report<'_>, effect: &Effect, language: Language) {
    let operation = &report.reform.changes[effect.operation];
    let figure = |estimate: &Option<Estimate>| match estimate {
        Some(estimate) => digits(&format!("{:.1}", estimate.value), language),
        None => "–".to_owned(),
    };
    println!(
        "  {:>5}  {:>12}  {}{} {}",
        figure(&effect.saves_alone_days),
        figure(&effect.lost_without_it_days),
        if operation.assumed { "~ " } else { "" },
        operation.action.verb(),
        subject(operation),
    );
    if let Some(why) = &operation.why {
        let mut text = why.value.clone();
        if let Some(decided_by) = &operation.decided_by {
            text.push_str(&format!(" [{decided_by}]"));
        }
        if let Some(first) = &operation.needs_first {
            text.push_str(&format!(" (first: {first})"));
        }
        println!("  {}{:23}{text}{}", style::DIM, "", style::OFF);
    }
    let numbers = |list: &[usize]| list.iter().map(|i| format!("#{}", i + 1)).collect::<Vec<_>>().join(", ");
    if !effect.needs.is_empty() {
        println!("  {}{:23}cannot stand without {}{}", style::DIM, "", numbers(&effect.needs), style::OFF);
    }
    if !effect.needed_by.is_empty() {
        println!("  {}{:23}needed by {}{}", style::DIM, "", numbers(&effect.needed_by), style::OFF);
    }
}

/// What an operation is about, in words.
fn subject(operation: &Operation) -> String {
    let steps = subjects(operation).join(" → ");
    match &operation.action {
        Action::Order { order, .. } => {
            let order = match order.value {
                Order::AsWritten => "as written",
                Order::ByDocuments => "by documents",
            };
            format!("{steps}{}{order}", if steps.is_empty() { "" } else { " " })
        }
        Action::Decide { by, .. } => format!("{steps} by {by}"),
        Action::Change { to, .. } => format!("{steps}: {}", changed(to)),
        _ => steps,
    }
}

/// The attributes that a change is about.
fn changed(to: &StepPatch) -> String {
    let mut names = to.attributes.said();
    let lists = [
        ("needs", to.needs.is_some()),
        ("may_use", to.may_use.is_some()),
        ("produces", to.produces.is_some()),
        ("asks", to.asks.is_some()),
        ("evidence", to.evidence.is_some()),
        ("after", to.after.is_some()),
        ("outcomes", !to.outcomes.is_empty()),
        ("chances", !to.chances.is_empty()),
    ];
    names.extend(lists.iter().filter(|(_, said)| *said).map(|(name, _)| *name));
    names.join(", ")
}
