//! The answer for programs. The shape is documented in `docs/json.md` and held by a
//! snapshot.

use super::Report;
use crate::commands::lint::risk_json;
use ravand_core::{Language, Spanned, Title};
use ravand_reform::{Effect, Estimate, Side};
use serde_json::{Map, Value, json};

pub(super) fn answer(report: &Report<'_>) -> Value {
    let answer = &report.answer;
    let effects = answer.operations.iter().map(|effect| operation(report, effect));
    json!({
        "process": report.base.id.as_str(),
        "provenance": format!("{:?}", report.base.provenance.value).to_lowercase(),
        "reform": report.reform.id.as_str(),
        "scenario": report.scenario.id.as_str(),
        "seed": report.run.seed,
        "replications": answer.replications,
        "cases": answer.cases,
        "cases_per_operation": answer.cases_per_operation,
        "assumptions": report.scenario.assumptions.iter()
            .map(|title| json!({ "en": title.en, "fa": title.fa })).collect::<Vec<_>>(),
        "note": ravand_lint::RISK_NOTE.en,
        "before": side(&answer.before),
        "after": side(&answer.after),
        "after_without_assumptions": side(&answer.after_without_assumptions),
        "operations": effects.collect::<Vec<_>>(),
        "risks": report.risks().into_iter().map(|(step, risk)| risk_json(step, risk)).collect::<Vec<_>>(),
    })
}

fn side(side: &Side) -> Value {
    let days = &side.calendar_days;
    json!({
        "steps": side.counts.steps,
        "discretionary_steps": side.counts.discretionary_steps,
        "golden_signatures": side.golden.as_declared,
        "golden_signatures_holders_doubled": side.golden.with_assumed_holders_doubled,
        "approvals": side.counts.approvals,
        "face_to_face": side.counts.face_to_face,
        "documents": side.counts.documents,
        "roles": side.counts.roles,
        "calendar_days": {
            "mean": round(days.mean.value),
            "p10": round(days.p10.value),
            "p50": round(days.p50.value),
            "p90": round(days.p90.value),
            "intervals": {
                "mean": interval(&days.mean),
                "p10": interval(&days.p10),
                "p50": interval(&days.p50),
                "p90": interval(&days.p90),
            },
        },
    })
}

fn operation(report: &Report<'_>, effect: &Effect) -> Value {
    let operation = &report.reform.changes[effect.operation];
    let text = |text: &Option<Spanned<Title>>| text.as_ref().map(|t| json!({ "en": t.en, "fa": t.fa }));
    let mut object = Map::new();
    object.insert("operation".into(), json!(effect.operation + 1));
    object.insert("do".into(), json!(operation.action.verb()));
    object.insert("steps".into(), json!(operation.action.subjects()));
    object.insert("line".into(), json!(report.place.bank.sources.line_column(operation.span).0));
    object.insert("why".into(), json!(text(&operation.why)));
    object.insert("decided_by".into(), json!(operation.decided_by.as_ref().map(|who| who.get(Language::En))));
    object.insert("needs_first".into(), json!(text(&operation.needs_first)));
    object.insert("caught_by".into(), json!(text(&operation.caught_by)));
    object.insert("assumed".into(), json!(operation.assumed));
    let (alone, lost) = (&effect.saves_alone_days, &effect.lost_without_it_days);
    object.insert("saves_alone_days".into(), json!(alone.as_ref().map(|e| round(e.value))));
    object.insert("saves_alone_interval".into(), json!(alone.as_ref().map(interval)));
    object.insert("lost_without_it_days".into(), json!(lost.as_ref().map(|e| round(e.value))));
    object.insert("lost_without_it_interval".into(), json!(lost.as_ref().map(interval)));
    let numbers = |list: &[usize]| list.iter().map(|index| index + 1).collect::<Vec<_>>();
    if !effect.needs.is_empty() {
        object.insert("needs".into(), json!(numbers(&effect.needs)));
    }
    if !effect.needed_by.is_empty() {
        object.insert("needed_by".into(), json!(numbers(&effect.needed_by)));
    }
    Value::Object(object)
}

pub(crate) fn interval(estimate: &Estimate) -> Value {
    match &estimate.interval {
        Some(interval) => json!([round(interval.low), round(interval.high)]),
        None => Value::Null,
    }
}

/// Three decimals of a day are a minute and a half: more would only look exact.
pub(crate) fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
