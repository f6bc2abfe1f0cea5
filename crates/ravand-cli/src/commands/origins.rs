//! `ravand show PROCESS --step STEP`: everything that is said of a step, with the line that
//! says it and the operations that made it so.

use crate::args::Format;
use crate::codes::NO_STEP;
use crate::output::{heading, println, prose, style, word};
use crate::place::Place;
use crate::{Failure, Verdict};
use ravand_core::provenance::{Origin, of_step};
use ravand_core::{Applied, Args, Definition, Language, Operation, Overlay, StepId, Title};
use serde_json::{Value, json};

pub(crate) fn run(place: &Place<'_>, definition: &Definition, step: &str) -> Result<Verdict, Failure> {
    let language = place.common.lang.language();
    let id = StepId::from(step);
    let Some(content) = definition.steps.get(&id) else {
        let args = Args::new().with("step", step).with("process", &definition.id);
        return Err(Failure::said(&NO_STEP, &args, language));
    };
    let overlays: Vec<&Overlay> =
        definition.overlays.iter().filter_map(|id| place.bank.overlay(definition.id.as_str(), id.as_str())).collect();
    let origins = of_step(definition, &overlays, &id);
    match place.common.format {
        Format::Text => {
            heading(&format!("{}  {id}", content.title(language, &id)));
            origins.iter().for_each(|origin| print(place, &overlays, origin, language));
        }
        Format::Json => {
            let origins: Vec<Value> = origins.iter().map(|origin| as_json(place, &overlays, origin)).collect();
            println!("{:#}", json!({ "process": definition.id.as_str(), "step": id.as_str(), "attributes": origins }));
        }
    }
    Ok(Verdict::Fine)
}

fn print(place: &Place<'_>, overlays: &[&Overlay], origin: &Origin, language: Language) {
    println!("  {} {}  {}{}{}", origin.attribute, origin.value, style::DIM, line_of(place, origin), style::OFF);
    for applied in &origin.operations {
        let Some(operation) = operation(overlays, applied) else { continue };
        let by = format!("{} {}", applied.overlay, operation.action.verb());
        let why = operation.why.as_ref().map_or("", |why| why.get(language));
        let decided = operation.decided_by.as_ref().map_or("", |by| by.get(language));
        let decided = if decided.is_empty() {
            String::new()
        } else {
            format!(" ({} {decided})", word(language, "decided by", "تصمیم با"))
        };
        println!("      {}", prose(&format!("`{by}`: {why}{decided}"), language));
    }
}

/// `building-permit.yaml:12:5`, or nothing for what no text holds.
fn line_of(place: &Place<'_>, origin: &Origin) -> String {
    let sources = &place.bank.sources;
    if origin.span == Default::default() {
        return String::new();
    }
    let (line, column) = sources.line_column(origin.span);
    format!("{}:{line}:{column}", sources.name(origin.span.source))
}

fn operation<'a>(overlays: &[&'a Overlay], applied: &Applied) -> Option<&'a Operation> {
    let overlay = overlays.iter().find(|overlay| overlay.id.value == applied.overlay)?;
    overlay.changes.get(applied.operation)
}

fn as_json(place: &Place<'_>, overlays: &[&Overlay], origin: &Origin) -> Value {
    let said = |title: Option<&Title>| title.map(|title| json!({ "en": title.en, "fa": title.fa }));
    let by = origin.operations.iter().filter_map(|applied| {
        let operation = operation(overlays, applied)?;
        Some(json!({
            "overlay": applied.overlay.as_str(),
            "operation": applied.operation + 1,
            "do": operation.action.verb(),
            "why": said(operation.why.as_ref().map(|why| &why.value)),
            "decided_by": said(operation.decided_by.as_ref().map(|by| &by.value)),
        }))
    });
    json!({
        "attribute": origin.attribute,
        "value": origin.value,
        "at": line_of(place, origin),
        "by": by.collect::<Vec<_>>(),
    })
}
