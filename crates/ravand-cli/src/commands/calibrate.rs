//! The calibration of a scenario: made on request, and measured again with every result of
//! a scenario that says it was calibrated.

use crate::args::Format;
use crate::commands::reform::stopped;
use crate::output::{digits, heading, println, style, word};
use crate::place::Place;
use crate::{Failure, Verdict};
use ravand_core::{Language, Scenario};
use ravand_sim::{Calibrated, CalibrationError, CalibrationReport, FitTotals, Settings, calibrate, report};
use serde_json::{Map, Value, json};

/// Steps with a residual that are listed, the largest first.
const RESIDUALS_SHOWN: usize = 10;

/// Fits the staff and prints what belongs into the scenario's file.
pub(super) fn run(place: &Place<'_>, world: &Calibrated<'_>, settings: &Settings) -> Result<Verdict, Failure> {
    let (fitted, found) = calibrate(world, settings, &|_| {}).map_err(|error| explain(place, error))?;
    if place.common.format == Format::Json {
        println!("{:#}", fitted_json(world, settings, &fitted, &found));
        return Ok(Verdict::Fine);
    }
    println!("# Fitted to the elapsed times of `{}`, seed {}.", world.definition.id, settings.seed);
    println!("staff:");
    for (role, staff) in &fitted.staff {
        println!("  {role}: {} at {}%", staff.holders, (staff.share * 10_000.0).round() / 100.0);
    }
    println!("\n# What touch time and queues do not explain of the elapsed times.\nwait:");
    for (step, wait) in &fitted.wait {
        println!("  {step}: {wait}");
    }
    text(&found, place.common.lang.language());
    Ok(Verdict::Fine)
}

/// What belongs into the scenario's file, for programs.
fn fitted_json(world: &Calibrated<'_>, settings: &Settings, fitted: &Scenario, report: &CalibrationReport) -> Value {
    let staff = fitted.staff.iter().map(|(role, staff)| {
        let share = (staff.share * 10_000.0).round() / 10_000.0;
        (role.to_string(), json!({ "holders": staff.holders, "share": share }))
    });
    let wait = fitted.wait.iter().map(|(step, wait)| (step.to_string(), json!(wait.to_string())));
    json!({
        "process": world.definition.id.as_str(),
        "scenario": fitted.id.as_str(),
        "seed": settings.seed,
        "staff": staff.collect::<Map<_, _>>(),
        "wait": wait.collect::<Map<_, _>>(),
        "calibration": as_json(report),
    })
}

/// Measures a scenario that holds its numbers already.
pub(super) fn measure(
    place: &Place<'_>,
    world: &Calibrated<'_>,
    settings: &Settings,
) -> Result<CalibrationReport, Failure> {
    report(world, settings, &|_| {}).map_err(|error| explain(place, error))
}

/// The report as comments, so that the printed YAML stays YAML.
pub(super) fn text(report: &CalibrationReport, language: Language) {
    heading(word(
        language,
        "# Calibration: working days of each role's tasks, simulated beside elapsed",
        "# کالیبره‌سازی: روزهای کاری کارهای هر نقش، شبیه‌سازی‌شده در کنار سپری‌شده",
    ));
    let column = |en, fa| word(language, en, fa);
    println!(
        "#   {}{:28}{:>8}{:>9}{:>8}{:>10}{:>11}{:>10}{}",
        style::DIM,
        column("role", "نقش"),
        column("people", "نفر"),
        column("share", "سهم"),
        column("load", "بار"),
        column("elapsed", "سپری‌شده"),
        column("simulated", "شبیه‌سازی"),
        column("residual", "باقی‌مانده"),
        style::OFF
    );
    for pool in &report.pools {
        let line = format!(
            "#   {:28}{:>8}{:>8.2}%{:>7.1}%{:>10.2}{:>11.2}{:>10.2}",
            pool.role.as_str(),
            pool.holders,
            pool.share * 100.0,
            pool.load * 100.0,
            pool.target_days,
            pool.simulated_days,
            pool.residual_days
        );
        println!("{}", digits(&line, language));
    }
    let FitTotals { elapsed_days, touch_days, queue_days, wait_days } = report.totals;
    let sum = touch_days + queue_days + wait_days;
    let line = match language {
        Language::En => format!(
            "# Per case: {touch_days:.1} working days of touch + {queue_days:.1} queue + {wait_days:.1} residual, kept as \
             waiting = {sum:.1}, beside {elapsed_days:.1} elapsed"
        ),
        Language::Fa => format!(
            "# هر پرونده: {touch_days:.1} روز کاری کار + {queue_days:.1} صف + {wait_days:.1} باقی‌مانده که انتظار می‌ماند = \
             {sum:.1}، در برابر {elapsed_days:.1} سپری‌شده"
        ),
    };
    println!("{}", digits(&line, language));
    let mut steps: Vec<_> = report.steps.iter().collect();
    steps.sort_by(|a, b| b.wait_days.total_cmp(&a.wait_days));
    println!("{}", word(language, "# Largest residuals:", "# بزرگ‌ترین باقی‌مانده‌ها:"));
    for step in steps.iter().take(RESIDUALS_SHOWN) {
        let elapsed = step.elapsed_days.map_or_else(|| "?".to_owned(), |days| format!("{days:.2}"));
        let line = format!(
            "#   {:28}{} {elapsed}, {} {:.2}, {} {:.2}, {} {:.2}",
            step.step.as_str(),
            column("elapsed", "سپری‌شده"),
            column("touch", "کار"),
            step.touch_days,
            column("queue", "صف"),
            step.queue_days,
            column("residual", "باقی‌مانده"),
            step.wait_days
        );
        println!("{}", digits(&line, language));
    }
}

/// The report for programs.
pub(super) fn as_json(report: &CalibrationReport) -> Value {
    let round = |value: f64| (value * 1000.0).round() / 1000.0;
    json!({
        "pools": report.pools.iter().map(|pool| json!({
            "role": pool.role.as_str(), "holders": pool.holders, "share": pool.share, "load": round(pool.load),
            "elapsed_days": round(pool.target_days), "simulated_days": round(pool.simulated_days),
            "residual_days": round(pool.residual_days),
        })).collect::<Vec<_>>(),
        "steps": report.steps.iter().map(|step| json!({
            "step": step.step.as_str(), "role": step.role.as_str(), "visits": round(step.visits),
            "elapsed_days": step.elapsed_days.map(round), "touch_days": round(step.touch_days),
            "queue_days": round(step.queue_days), "wait_days": round(step.wait_days),
        })).collect::<Vec<_>>(),
        "totals": {
            "elapsed_days": round(report.totals.elapsed_days), "touch_days": round(report.totals.touch_days),
            "queue_days": round(report.totals.queue_days), "wait_days": round(report.totals.wait_days),
        },
    })
}

fn explain(place: &Place<'_>, error: CalibrationError) -> Failure {
    match error {
        CalibrationError::Scenario(found) => place.failed(&found),
        CalibrationError::Simulation(error) => stopped(&error, place.common.lang.language()),
        other => Failure::from(other),
    }
}
