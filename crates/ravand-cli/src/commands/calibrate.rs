//! The calibration of a scenario: made on request, and measured again with every result of
//! a scenario that says it was calibrated.

use crate::args::Format;
use crate::codes::NOT_FITTED;
use crate::commands::reform::stopped;
use crate::output::{cell, digits, println, prose, row, style, word};
use crate::place::Place;
use crate::{Failure, Verdict};
use ravand_core::{Args, Language, Scenario};
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
    let language = place.common.lang.language();
    let (process, seed) = (&world.definition.id, settings.seed);
    let fitted_to = match language {
        Language::En => format!("Fitted to the elapsed times of `{process}`, seed {seed}."),
        Language::Fa => format!("برازش با مدت‌های سپری‌شدهٔ «{process}»، بذر {}.", digits(&seed.to_string(), language)),
    };
    println!("# {}", prose(&fitted_to, language));
    println!("staff:");
    for (role, staff) in &fitted.staff {
        println!("  {role}: {} at {}%", staff.holders, (staff.share * 10_000.0).round() / 100.0);
    }
    let unexplained = word(
        language,
        "What touch time and queues do not explain of the elapsed times.",
        "آنچه کار و صف از مدت‌های سپری‌شده توضیح نمی‌دهند.",
    );
    println!("\n# {}\nwait:", prose(unexplained, language));
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
    let title = word(
        language,
        "Calibration: working days of each role's tasks, simulated beside elapsed",
        "کالیبره‌سازی: روزهای کاری کارهای هر نقش، شبیه‌سازی‌شده در کنار سپری‌شده",
    );
    println!("\n{}# {}{}", style::BOLD, prose(title, language), style::OFF);
    pools(report, language);
    let FitTotals { elapsed_days, touch_days, queue_days, wait_days } = report.totals;
    let sum = touch_days + queue_days + wait_days;
    let line = match language {
        Language::En => format!(
            "Per case: {touch_days:.1} working days of touch + {queue_days:.1} queue + {wait_days:.1} residual, kept as \
             waiting = {sum:.1}, beside {elapsed_days:.1} elapsed"
        ),
        Language::Fa => format!(
            "هر پرونده: {touch_days:.1} روز کاری کار + {queue_days:.1} صف + {wait_days:.1} باقی‌مانده که انتظار به شمار \
             می‌آید = {sum:.1}، در برابر {elapsed_days:.1} سپری‌شده"
        ),
    };
    println!("# {}", prose(&digits(&line, language), language));
    println!("# {}", prose(word(language, "Largest residuals:", "بزرگ‌ترین باقی‌مانده‌ها:"), language));
    let mut steps: Vec<_> = report.steps.iter().collect();
    steps.sort_by(|a, b| b.wait_days.total_cmp(&a.wait_days));
    for step in steps.iter().take(RESIDUALS_SHOWN) {
        let elapsed = step.elapsed_days.map_or_else(|| "?".to_owned(), |days| format!("{days:.2}"));
        let (touch, queue, wait) = (step.touch_days, step.queue_days, step.wait_days);
        let line = match language {
            Language::En => {
                format!("elapsed {elapsed}, touch {touch:.2}, queue {queue:.2}, residual {wait:.2}")
            }
            Language::Fa => {
                format!("سپری‌شده {elapsed}، کار {touch:.2}، صف {queue:.2}، باقی‌مانده {wait:.2}")
            }
        };
        println!("#   {}{}", cell(step.step.as_str(), 28, language), prose(&digits(&line, language), language));
    }
}

fn pools(report: &CalibrationReport, language: Language) {
    const WIDTHS: [usize; 7] = [28, 8, 9, 8, 10, 11, 10];
    let names = match language {
        Language::En => ["role", "people", "share", "load", "elapsed", "simulated", "residual"],
        Language::Fa => ["نقش", "نفر", "سهم", "مشغول", "سپری‌شده", "شبیه‌سازی", "باقی‌مانده"],
    };
    println!("#   {}{}{}", style::DIM, row(&names.map(str::to_owned), &WIDTHS, language), style::OFF);
    for pool in &report.pools {
        let cells = [
            pool.role.to_string(),
            pool.holders.to_string(),
            format!("{:.2}%", pool.share * 100.0),
            format!("{:.1}%", pool.load * 100.0),
            format!("{:.2}", pool.target_days),
            format!("{:.2}", pool.simulated_days),
            format!("{:.2}", pool.residual_days),
        ];
        println!("#   {}", row(&cells, &WIDTHS, language));
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
        other => {
            let args = Args::new().with("why", other);
            Failure::said(&NOT_FITTED, &args, place.common.lang.language())
        }
    }
}
