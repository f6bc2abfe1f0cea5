//! The answer for people.

use super::Report;
use crate::output::{cell, comma, days, digits, figure, heading, paragraph, println, prose, style, word};
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
    let title = |title: &str| prose(title, language);
    println!(
        "{}{}{}: {}",
        style::BOLD,
        title(base.title.or_id(language, base.id.as_str())),
        style::OFF,
        title(reform.title.or_id(language, reform.id.as_str()))
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
            "سناریوی «{}»، {} تکرار {} پرونده‌ای، بذر {}",
            report.scenario.id, answer.replications, answer.cases, report.run.seed
        ),
    };
    println!("  {}{}{}", style::DIM, prose(&digits(&run, language), language), style::OFF);
}

fn sides(report: &Report<'_>) {
    let language = report.place.common.lang.language();
    let answer = &report.answer;
    let columns = [&answer.before, &answer.after, &answer.after_without_assumptions];
    let (as_is, reformed, ruled) = match language {
        Language::En => ("as it is", "reformed", "… without what is assumed"),
        Language::Fa => ("وضع موجود", "پس از اصلاح", "… بدون فرض‌ها"),
    };
    let heads = [(as_is, 18), (reformed, 18), (ruled, 27)].map(|(name, width)| figure(name, width, language));
    println!("\n{}{:34}{}{}", style::BOLD, "", heads.concat(), style::OFF);
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
    for (en, fa, value) in rows {
        let label = word(language, en, fa);
        let indent = label.len() - label.trim_start().len();
        let label = " ".repeat(indent) + &cell(label.trim_start(), 34 - indent, language);
        let [before, after, ruled] = columns.map(value);
        let [before, after] = [before, after].map(|text| figure(&text, 18, language));
        println!("{label}{before}{after}{}", figure(&ruled, 27, language));
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
    let heads = match language {
        Language::En => "risk  veto delay    P    H    D    T   Av   Ad".to_owned(),
        Language::Fa => {
            let named = [("ریسک", 4), ("وتو", 6), ("تأخیر", 6)].map(|(name, width)| figure(name, width, language));
            format!("{}    P    H    D    T   Av   Ad", named.concat())
        }
    };
    println!("  {}{heads}{}", style::DIM, style::OFF);
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
        paragraph(&steps.join(comma(language)), "        ", WIDTH);
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
            let (after, what) = (format!("{:.0}", offset.score_after), offset.what(language));
            let text = match language {
                Language::En => format!("→ {after} with {what}"),
                Language::Fa => prose(&digits(&format!("با {what}: {after}"), language), language),
            };
            format!("   {}{text}{}", style::DIM, style::OFF)
        }
        None => String::new(),
    };
    match language {
        Language::En => factors + &offset,
        // Figures with nothing but figures around them run from left to right.
        Language::Fa => format!("\u{2066}{}\u{2069}{offset}", digits(&factors, language)),
    }
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
    let (alone, lost) = (figure(alone, 5, language), figure(lost, 12, language));
    let operation_head = prose(word(language, "operation", "عمل"), language);
    println!("  {}{alone}  {lost}  {operation_head}{}", style::DIM, style::OFF);
    let shown = if all { effects.len() } else { OPERATIONS_SHOWN };
    for effect in effects.iter().take(shown) {
        operation(report, effect, language);
    }
    if effects.len() > shown {
        let more = effects.len() - shown;
        let line = match language {
            Language::En => format!("… {more} more: --all shows them"),
            Language::Fa => digits(&format!("… {more} عمل دیگر؛ با `--all` همه نشان داده می‌شود"), language),
        };
        println!("  {}{}{}", style::DIM, prose(&line, language), style::OFF);
    }
}

fn operation(report: &Report<'_>, effect: &Effect, language: Language) {
    let operation = &report.reform.changes[effect.operation];
    let saved = |estimate: &Option<Estimate>, width| match estimate {
        Some(estimate) => figure(&format!("{:.1}", estimate.value), width, language),
        None => figure("–", width, language),
    };
    println!(
        "  {}  {}  {}{}",
        saved(&effect.saves_alone_days, 5),
        saved(&effect.lost_without_it_days, 12),
        if operation.assumed { "~ " } else { "" },
        prose(&format!("{} {}", verb(&operation.action, language), subject(operation, language)), language),
    );
    if let Some(why) = &operation.why {
        let mut text = why.get(language).to_owned();
        if let Some(decided_by) = &operation.decided_by {
            text.push_str(&format!(" [{}]", report.decider(decided_by, language)));
        }
        if let Some(first) = &operation.needs_first {
            text.push_str(&format!(" ({}: {})", word(language, "first", "پیش‌نیاز"), first.get(language)));
        }
        println!("  {}{:23}{}{}", style::DIM, "", prose(&text, language), style::OFF);
    }
    let numbers = |list: &[usize]| {
        let each = |index: &usize| match language {
            Language::En => format!("#{}", index + 1),
            Language::Fa => digits(&format!("شمارهٔ {}", index + 1), language),
        };
        list.iter().map(each).collect::<Vec<_>>().join(comma(language))
    };
    let related = [
        (word(language, "cannot stand without", "ممکن نیست بدون"), &effect.needs),
        (word(language, "needed by", "لازم است برای"), &effect.needed_by),
    ];
    for (how, others) in related.into_iter().filter(|(_, others)| !others.is_empty()) {
        let line = format!("{how} {}", numbers(others));
        println!("  {}{:23}{}{}", style::DIM, "", prose(&line, language), style::OFF);
    }
}

/// What an operation does: the word that is written, or in Persian what it means.
fn verb(action: &Action, language: Language) -> &'static str {
    match (language, action.verb()) {
        (Language::Fa, "add") => "افزودن",
        (Language::Fa, "remove") => "حذف",
        (Language::Fa, "merge") => "ادغام",
        (Language::Fa, "change") => "تغییر",
        (Language::Fa, "automate") => "خودکارسازی",
        (Language::Fa, "decide") => "تصمیم با جدول در",
        (Language::Fa, "order") => "ترتیب",
        (Language::Fa, "move") => "جابه‌جایی",
        (Language::Fa, "gateway") => "درگاه",
        (Language::Fa, "stage") => "مرحله",
        (_, verb) => verb,
    }
}

/// What an operation is about, in words.
fn subject(operation: &Operation, language: Language) -> String {
    let steps = operation.action.subjects().join(" → ");
    match &operation.action {
        Action::Order { order, .. } => {
            let order = match order.as_ref().map(|order| order.value) {
                Some(Order::AsWritten) => word(language, "as written", "به همان شکل نوشته‌شده"),
                Some(Order::ByDocuments) => word(language, "by documents", "بر پایهٔ مدارک"),
                None => word(language, "written out anew", "از نو نوشته‌شده"),
            };
            format!("{steps}{}{order}", if steps.is_empty() { "" } else { " " })
        }
        Action::Decide { by, .. } => format!("{steps} {} {by}", word(language, "by", "با جدول")),
        Action::Change { to, .. } => format!("{steps}: {}", changed(to, language)),
        _ => steps,
    }
}

/// The attributes that a change is about: in English the keys, in Persian what they mean.
fn changed(to: &StepPatch, language: Language) -> String {
    let shown = to.said().into_iter().map(|name| match language {
        Language::En => name.to_owned(),
        Language::Fa => persian_key(name).map_or_else(|| format!("`{name}`"), str::to_owned),
    });
    shown.collect::<Vec<_>>().join(comma(language))
}

/// The key of a step, as the glossary has it.
fn persian_key(key: &str) -> Option<&'static str> {
    Some(match key {
        "title" => "عنوان",
        "kind" => "نوع",
        "role" => "نقش",
        "assign" => "شیوهٔ ارجاع",
        "discretion" => "صلاحدید",
        "criteria" => "معیارها",
        "legal_basis" => "مبنای قانونی",
        "needs" => "مدارک لازم",
        "may_use" => "مدارک اختیاری",
        "produces" => "مدارکی که می‌سازد",
        "asks" => "داده‌هایی که می‌پرسد",
        "evidence" => "مستندات",
        "after" => "گام‌های پیش از آن",
        "not_same_person_as" => "گام‌هایی با شخص دیگر",
        "same_person_as" => "گام‌هایی با همان شخص",
        "work" => "مدت کار",
        "wait" => "مدت انتظار",
        "elapsed" => "مدت سپری‌شده",
        "due" => "مهلت",
        "on_breach" => "پیامد گذشتن مهلت",
        "silence_basis" => "مبنای سکوت",
        "contact" => "شیوهٔ تماس",
        "safeguard" => "پادمان",
        "irreversible" => "برگشت‌ناپذیری",
        "decision" => "جدول تصمیم",
        "reason_required" => "دلیل مکتوب",
        "objection" => "مرجع اعتراض",
        "second_signatory" => "امضای دوم",
        "vote" => "رأی‌گیری",
        "queue" => "ترتیب صف",
        "when" => "شرط",
        "outcomes" => "نتیجه‌ها",
        "chances" => "احتمال‌ها",
        "to" => "دستگاه طرف پرسش",
        _ => return None,
    })
}
