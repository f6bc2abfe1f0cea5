//! The answer for people.

use super::Report;
use super::json::subjects;
use crate::output::{days, digits, heading, paragraph, println, style, word};
use ravand_core::{Action, Language, Operation, Order, Provenance, StepPatch};
use ravand_lint::{Band, RISK_NOTE, Risk};
use ravand_reform::{Effect, Estimate, Side};

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
    if base.provenance.value == Provenance::Modelled {
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
        Language::Fa => ("وضع موجود", "پس از اصلاح", "… بدون فرض‌ها"),
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
        ("  approval signatures", "  امضاهای تأیید", |s| s.counts.approvals.to_string()),
        ("  face to face", "  حضوری", |s| s.counts.face_to_face.to_string()),
        ("documents that the applicant brings", "مدارکی که متقاضی می‌آورد", |s| {
            s.counts.documents.to_string()
        }),
        ("roles", "نقش‌ها", |s| s.counts.roles.to_string()),
        ("calendar days, mean", "روز تقویمی، میانگین", |s| estimate(&s.calendar_days.mean)),
        ("  median", "  میانه", |s| estimate(&s.calendar_days.p50)),
        ("  p10 – p90", "  صدک ۱۰ – صدک ۹۰", |s| {
            format!("{} – {}", days(s.calendar_days.p10.value), days(s.calendar_days.p90.value))
        }),
    ];
    for (en, fa, cell) in rows {
        let label = word(language, en, fa);
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
        Language::Fa => digits(
            &format!("امضای طلایی در وضع موجود: {golden}، مشکوک: {suspect}، مُهر: {stamp} ({})", RISK_NOTE.fa),
            language,
        ),
    });
    let legend = word(
        language,
        "P favourable ends that pass here, H 1/√holders (* assumed), D power to decide, T power to hold up, \
         Av safeguards against a wrong refusal, Ad safeguards against delay",
        "P سهم پایان‌های مساعدی که از این‌جا می‌گذرد، H یک بر ریشهٔ شمار دارندگان (* فرضی)، D توان تصمیم، \
         T توان نگه‌داشتن، Av پادمان‌های رد نادرست، Ad پادمان‌های تأخیر",
    );
    paragraph(legend, "  ", WIDTH);
    println!("  {}risk  veto delay    P    H    D    T   Av   Ad{}", style::DIM, style::OFF);
    // Steps that share every factor stand together: a row apiece would say the same thing.
    let mut rows: Vec<(String, Vec<&str>)> = Vec::new();
    for (step, risk) in risks.iter().filter(|(_, risk)| risk.band == Band::Golden) {
        let line = risk_line(risk, language);
        match rows.iter_mut().find(|(known, _)| *known == line) {
            Some((_, steps)) => steps.push(step.as_str()),
            None => rows.push((line, vec![step.as_str()])),
        }
    }
    for (line, steps) in &rows {
        println!("  {line}");
        paragraph(&steps.join(", "), "        ", WIDTH);
    }
}

fn risk_line(risk: &Risk, language: Language) -> String {
    let f = &risk.factors;
    let assumed = if risk.holders.is_assumed() { "*" } else { " " };
    let factors = format!(
        "{:4.0}  {:4.2} {:5.2} {:4.2} {:4.2}{assumed}{:4.2} {:4.2} {:4.2} {:4.2}",
        risk.score, risk.veto, risk.delay, f.p, f.h, f.d, f.t, f.av, f.ad
    );
    let offset = match &risk.best_offset {
        Some(offset) => {
            let with = word(language, "with", "با");
            format!("   {}→ {:.0} {with} {}{}", style::DIM, offset.score_after, offset.what(language), style::OFF)
        }
        None => String::new(),
    };
    digits(&factors, language) + &digits(&offset, language)
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
            &format!("{} عمل، به ترتیب روزهایی که هر یک به‌تنهایی کم می‌کند (~ یعنی فرضی دربارهٔ جهان)", effects.len()),
            language,
        ),
    });
    let (alone, lost) = (word(language, "alone", "تنها"), word(language, "lost without", "بدون آن"));
    println!("  {}{alone:>5}  {lost:>12}  {}{}", style::DIM, word(language, "operation", "عمل"), style::OFF);
    let shown = if all { effects.len() } else { OPERATIONS_SHOWN };
    for effect in effects.iter().take(shown) {
        operation(report, effect, language);
    }
    if effects.len() > shown {
        let more = digits(&(effects.len() - shown).to_string(), language);
        let all = word(language, "more: --all shows them", "عمل دیگر؛ --all همه را نشان می‌دهد");
        println!("  {}… {more} {all}{}", style::DIM, style::OFF);
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
        let mut text = why.get(language).to_owned();
        if let Some(decided_by) = &operation.decided_by {
            text.push_str(&format!(" [{}]", report.decider(decided_by, language)));
        }
        if let Some(first) = &operation.needs_first {
            text.push_str(&format!(" ({}: {})", word(language, "first", "پیش‌نیاز"), first.get(language)));
        }
        println!("  {}{:23}{text}{}", style::DIM, "", style::OFF);
    }
    let numbers = |list: &[usize]| list.iter().map(|i| format!("#{}", i + 1)).collect::<Vec<_>>().join(", ");
    if !effect.needs.is_empty() {
        let without = word(language, "cannot stand without", "بدون این‌ها ممکن نیست:");
        println!("  {}{:23}{without} {}{}", style::DIM, "", numbers(&effect.needs), style::OFF);
    }
    if !effect.needed_by.is_empty() {
        let by = word(language, "needed by", "لازم برای");
        println!("  {}{:23}{by} {}{}", style::DIM, "", numbers(&effect.needed_by), style::OFF);
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
