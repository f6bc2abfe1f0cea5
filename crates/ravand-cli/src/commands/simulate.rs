//! `ravand simulate`: how long cases take, where they wait, who is busy.

use crate::args::{Common, Format, RunArgs, SimulateArgs};
use crate::commands::calibrate;
use crate::commands::reform::{library, stopped};
use crate::output::{cell, days, digits, figure, heading, paragraph, println, prose, row, style, word};
use crate::place::Place;
use crate::{Failure, Verdict};
use indicatif::{ProgressBar, ProgressStyle};
use ravand_core::{Definition, Language, Scenario};
use ravand_sim::{
    Calibrated, CalibrationReport, CompiledProcess, Estimate, Model, Outcome, Sample, Settings, StepOutcome, simulate,
};
use serde_json::{Value, json};

const WIDTH: usize = 92;
/// Steps that are listed, the slowest first.
const STEPS_SHOWN: usize = 15;
/// Names in a list of assumptions.
const NAMES_SHOWN: usize = 4;
const HOUR_S: f64 = 3600.0;

/// Everything that is printed.
struct Report<'a> {
    definition: &'a Definition,
    scenario: &'a Scenario,
    outcome: &'a Outcome,
    model: &'a Model<'a>,
    /// How the scenario's staff fits, if it says that it was calibrated.
    calibration: Option<CalibrationReport>,
    language: Language,
}

pub(crate) fn run(common: &Common, args: &SimulateArgs) -> Result<Verdict, Failure> {
    let mut place = Place::open(common)?;
    let process = place.process(&args.process)?;
    let scenario = place.scenario(&process, args.scenario.as_deref())?;
    let definition = place.definition(process.as_str(), args.with.as_deref())?;
    let called = library(&place, &[&definition])?;
    let compiled = CompiledProcess::compile(&definition).map_err(|found| place.failed(&found))?;
    let model = Model::build(&definition, &compiled, &scenario, &place.bank.calendars, &called)
        .map_err(|found| place.failed(&found))?;
    let settings = settings(&args.run);
    let world = Calibrated {
        definition: &definition,
        process: &compiled,
        scenario: &scenario,
        calendars: &place.bank.calendars,
        called: &called,
    };
    if args.calibrate {
        return calibrate::run(&place, &world, &settings);
    }
    let bar = progress_bar(common);
    let outcome = simulate(&model, &settings, &|progress| {
        bar.set_length(u64::from(progress.total));
        bar.set_position(u64::from(progress.done));
    });
    bar.finish_and_clear();
    let outcome = outcome.map_err(|error| stopped(&error, common.lang.language()))?;
    let calibration = match &scenario.calibration {
        Some(_) => Some(calibrate::measure(&place, &world, &settings)?),
        None => None,
    };
    let report = Report {
        definition: &definition,
        scenario: &scenario,
        outcome: &outcome,
        model: &model,
        calibration,
        language: common.lang.language(),
    };
    match common.format {
        Format::Text => text(&report),
        Format::Json => println!("{:#}", as_json(&report)),
    }
    Ok(Verdict::Fine)
}

fn settings(run: &RunArgs) -> Settings {
    Settings { seed: run.seed, threads: run.threads.map(usize::from), replications: run.replications, cases: None }
}

fn progress_bar(common: &Common) -> ProgressBar {
    if common.format == Format::Json {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(1);
    let template = match common.lang.language() {
        Language::En => "{bar:30} {pos}/{len} runs, {eta} left",
        Language::Fa => "{bar:30} \u{2067}{pos} از {len} اجرا، {eta} مانده\u{2069}",
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}

fn text(report: &Report<'_>) {
    let (language, outcome) = (report.language, report.outcome);
    let title = report.definition.title.or_id(language, report.definition.id.as_str());
    let scenario = match language {
        Language::En => format!(", scenario {}", report.scenario.id),
        Language::Fa => prose(&format!("، سناریوی «{}»", report.scenario.id), language),
    };
    println!("{}{}{}{scenario}", style::BOLD, prose(title, language), style::OFF);
    for assumption in &report.scenario.assumptions {
        paragraph(assumption.get(language), "  ", WIDTH);
    }
    let (replications, cases, seed) = (outcome.replications, outcome.cases, outcome.seed);
    let run = match language {
        Language::En => format!(
            "{replications} replications of {cases} cases, seed {seed}; ± is half of a 95 % interval between replications"
        ),
        Language::Fa => {
            format!("{replications} تکرار {cases} پرونده‌ای، بذر {seed}؛ ± نیمی از بازهٔ اطمینان ۹۵ درصدی میان تکرارهاست")
        }
    };
    println!("  {}{}{}", style::DIM, prose(&digits(&run, language), language), style::OFF);
    distribution(word(language, "calendar days", "روز تقویمی"), &outcome.metrics.calendar_days, language);
    distribution(word(language, "working days", "روز کاری"), &outcome.metrics.working_days, language);
    where_the_time_goes(report);
    ends(report);
    pools(report);
    slowest(report);
    rests_on(report);
    if let Some(calibration) = &report.calibration {
        calibrate::text(calibration, language);
    }
}

fn distribution(name: &str, sample: &Sample, language: Language) {
    let summary = sample.summary();
    let mean = plus_minus(&summary.mean);
    let [p10, p50, p90, p95] = [summary.p10, summary.p50, summary.p90, summary.p95].map(|p| days(p.value));
    let line = match language {
        Language::En => format!("{name:14} mean {mean}, p10 {p10}, p50 {p50}, p90 {p90}, p95 {p95}"),
        Language::Fa => {
            format!("{name}؛ میانگین: {mean}، صدک ۱۰: {p10}، میانه: {p50}، صدک ۹۰: {p90}، صدک ۹۵: {p95}")
        }
    };
    println!("{}", prose(&digits(&line, language), language));
}

fn plus_minus(estimate: &Estimate) -> String {
    match &estimate.interval {
        Some(interval) => format!("{} ±{:.1}", days(estimate.value), interval.half_width()),
        None => days(estimate.value),
    }
}

fn where_the_time_goes(report: &Report<'_>) {
    let metrics = &report.outcome.metrics;
    heading(word(
        report.language,
        "Hours by the clock per case, over all its tasks",
        "ساعت‌های هر پرونده، روی هم برای همهٔ کارهایش",
    ));
    let parts = [
        ("in a queue", "در صف", &metrics.queue_s),
        ("somebody busy", "در دست انجام", &metrics.work_s),
        ("in hand, office closed", "در دست، اداره بسته", &metrics.closed_s),
        ("waiting, nobody busy", "در انتظار", &metrics.wait_s),
    ];
    for (en, fa, sample) in parts {
        let name = word(report.language, en, fa);
        let hours = sample.summary().mean.value / HOUR_S;
        let hours = format!("{hours:.1}");
        println!("  {}{}", cell(name, 24, report.language), figure(&hours, 10, report.language));
    }
}

fn ends(report: &Report<'_>) {
    heading(word(report.language, "Ends", "پایان‌ها"));
    for end in report.outcome.ends.iter().filter(|end| end.cases > 0) {
        let percent = word(report.language, " %", "%");
        let share = format!("{:.1}{percent}", end.share.value * 100.0);
        println!("  {}{}", cell(end.end.as_str(), 24, report.language), figure(&share, 10, report.language));
    }
}

fn pools(report: &Report<'_>) {
    if report.outcome.pools.is_empty() {
        return;
    }
    heading(word(report.language, "Staff", "کارکنان"));
    const WIDTHS: [usize; 5] = [32, 8, 8, 8, 14];
    let names = match report.language {
        Language::En => ["role", "people", "share", "load", "queue, hours"],
        Language::Fa => ["نقش", "نفر", "سهم", "مشغول", "صف، ساعت"],
    };
    println!("  {}{}{}", style::DIM, row(&names.map(str::to_owned), &WIDTHS, report.language), style::OFF);
    for pool in &report.outcome.pools {
        let cells = [
            pool.role.to_string(),
            pool.holders.to_string(),
            format!("{:.1}%", pool.share * 100.0),
            format!("{:.1}%", pool.load.value * 100.0),
            format!("{:.1}", pool.queue_s.value / HOUR_S),
        ];
        println!("  {}", row(&cells, &WIDTHS, report.language));
    }
}

fn slowest(report: &Report<'_>) {
    heading(word(report.language, "Slowest steps, hours by the clock per case", "کندترین گام‌ها، ساعت برای هر پرونده"));
    const WIDTHS: [usize; 6] = [32, 8, 10, 10, 10, 10];
    let names = match report.language {
        Language::En => ["step", "visits", "queue", "busy", "closed", "waiting"],
        Language::Fa => ["گام", "بار", "صف", "کار", "تعطیل", "انتظار"],
    };
    println!("  {}{}{}", style::DIM, row(&names.map(str::to_owned), &WIDTHS, report.language), style::OFF);
    let mut steps: Vec<&StepOutcome> = report.outcome.steps.iter().collect();
    steps.sort_by(|a, b| (b.elapsed_s * b.visits).total_cmp(&(a.elapsed_s * a.visits)));
    for step in steps.iter().take(STEPS_SHOWN) {
        let hours = |seconds: f64| format!("{:.1}", seconds * step.visits / HOUR_S);
        let cells = [
            step.step.to_string(),
            format!("{:.2}", step.visits),
            hours(step.queue_s),
            hours(step.work_s),
            hours(step.closed_s),
            hours(step.wait_s),
        ];
        println!("  {}", row(&cells, &WIDTHS, report.language));
    }
}

/// What the scenario put in place of the process's own; long lists are cut here and whole
/// in the JSON.
fn rests_on(report: &Report<'_>) {
    let assumptions = report.model.assumptions();
    if assumptions.is_empty() {
        return;
    }
    heading(match report.language {
        Language::En => "What this rests on beside the assumptions above (--format json lists all names)",
        Language::Fa => "آنچه این نتیجه افزون بر فرض‌های بالا بر آن استوار است (فهرست کامل با --format json)",
    });
    for assumption in assumptions {
        let mut args = assumption.args.clone();
        if let Some(list) = assumption.args.get("list") {
            args = args.with("list", shortened(list));
        }
        paragraph(&digits(&assumption.code.message.fill(report.language, &args), report.language), "  ", WIDTH);
    }
}

fn shortened(list: &str) -> String {
    let names: Vec<_> = list.split(", ").collect();
    match names.get(..NAMES_SHOWN) {
        Some(first) if names.len() > NAMES_SHOWN => format!("{} …", first.join(", ")),
        _ => list.to_owned(),
    }
}

fn as_json(report: &Report<'_>) -> Value {
    let outcome = report.outcome;
    let hours = |seconds: f64| round(seconds / HOUR_S);
    let stated = report.scenario.assumptions.iter().map(|a| json!({ "en": a.en, "fa": a.fa }));
    let derived = report
        .model
        .assumptions()
        .iter()
        .map(|a| json!({ "en": a.message(Language::En), "fa": a.message(Language::Fa) }));
    json!({
        "process": outcome.process.as_str(),
        "overlays": report.definition.overlays.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "scenario": outcome.scenario.as_str(),
        "seed": outcome.seed,
        "replications": outcome.replications,
        "cases": outcome.cases,
        "assumptions": stated.chain(derived).collect::<Vec<_>>(),
        "calendar_days": summary(&outcome.metrics.calendar_days),
        "working_days": summary(&outcome.metrics.working_days),
        "ends": outcome.ends.iter().map(|end| json!({
            "end": end.end.as_str(), "favourable": end.favourable, "cases": end.cases, "share": round(end.share.value),
        })).collect::<Vec<_>>(),
        "pools": outcome.pools.iter().map(|pool| json!({
            "role": pool.role.as_str(), "holders": pool.holders, "share": pool.share,
            "load": round(pool.load.value), "queue_h": hours(pool.queue_s.value),
        })).collect::<Vec<_>>(),
        "calibration": report.calibration.as_ref().map(calibrate::as_json),
        "steps": outcome.steps.iter().map(|step| json!({
            "process": step.process.as_str(), "step": step.step.as_str(), "visits": round(step.visits),
            "queue_h": hours(step.queue_s), "work_h": hours(step.work_s),
            "closed_h": hours(step.closed_s), "wait_h": hours(step.wait_s),
        })).collect::<Vec<_>>(),
    })
}

fn summary(sample: &Sample) -> Value {
    let s = sample.summary();
    let figures = [("mean", s.mean), ("sd", s.sd), ("p10", s.p10), ("p50", s.p50), ("p90", s.p90), ("p95", s.p95)];
    let mut object = serde_json::Map::new();
    let mut intervals = serde_json::Map::new();
    for (name, estimate) in figures {
        object.insert(name.into(), json!(round(estimate.value)));
        let interval = estimate.interval.map(|i| json!([round(i.low), round(i.high)]));
        intervals.insert(name.into(), json!(interval));
    }
    object.insert("intervals".into(), Value::Object(intervals));
    Value::Object(object)
}

fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
