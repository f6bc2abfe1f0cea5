//! `ravand show`: a process, step by step.

use crate::args::{Common, Format, ShowArgs};
use crate::codes::NOT_ALL_SHOWN;
use crate::output::{comma, digits, heading, println, prose, style, word};
use crate::place::Place;
use crate::{Failure, Verdict};
use ravand_core::check::check;
use ravand_core::documents::DocumentOrder;
use ravand_core::graph::Graph;
use ravand_core::{
    Args, Block, Contact, Definition, Discretion, Language, Order, Provenance, Step, StepId, Target, count,
};
use ravand_formats::diagram::{layout, svg, title_of};
use ravand_sim::too_large;
use serde_json::{Value, json};
use std::path::Path;

pub(crate) fn run(common: &Common, args: &ShowArgs) -> Result<Verdict, Failure> {
    let mut place = Place::open(common)?;
    let definition = place.definition(&args.process, args.with.as_deref())?;
    if let Some(step) = &args.step {
        return super::origins::run(&place, &definition, step);
    }
    if let Some(path) = &args.svg {
        return picture(&place, &definition, path, common.lang.language());
    }
    match common.format {
        Format::Text => text(&definition, common.lang.language()),
        Format::Json => println!("{:#}", as_json(&definition)),
    }
    let found = check(&definition).into_iter().chain(too_large(&definition));
    let errors = found.filter(|found| found.is_error()).count();
    if errors == 0 {
        return Ok(Verdict::Fine);
    }
    let args = Args::new().with("process", &definition.id).with("count", errors);
    anstream::eprintln!("{}", crate::said(&NOT_ALL_SHOWN, &args, common.lang.language()));
    Ok(Verdict::Findings)
}

/// Writes the process as a picture; like a page, it takes the place of the last one.
fn picture(place: &Place<'_>, definition: &Definition, path: &Path, language: Language) -> Result<Verdict, Failure> {
    let drawn = definition.as_graph().map_err(|found| place.failed(&found))?;
    let graph = drawn.flow.graph.as_deref().cloned().unwrap_or_default();
    let text = svg(&layout(&drawn, &graph), &drawn, &graph, language);
    crate::files::write(path, &text, true, language)?;
    println!("{}", path.display());
    Ok(Verdict::Fine)
}

fn text(definition: &Definition, language: Language) {
    let id = definition.id.as_str();
    let title = definition.title.or_id(language, id);
    println!("{}{}{}  {id}", style::BOLD, prose(title, language), style::OFF);
    let counts = count(definition);
    let summary = match language {
        Language::En => format!(
            "{} steps, {} of them discretionary; {} roles; the applicant brings {} documents; {}",
            counts.steps,
            counts.discretionary_steps,
            counts.roles,
            counts.documents,
            provenance(definition.provenance.value, language),
        ),
        Language::Fa => format!(
            "{} گام، {} گام با صلاحدید؛ {} نقش؛ متقاضی {} مدرک می‌آورد؛ {}",
            counts.steps,
            counts.discretionary_steps,
            counts.roles,
            counts.documents,
            provenance(definition.provenance.value, language),
        ),
    };
    println!("{}", prose(&digits(&summary, language), language));
    for overlay in &definition.overlays {
        let merged = match language {
            Language::En => format!("with {overlay} merged"),
            Language::Fa => format!("با ادغام «{overlay}»"),
        };
        println!("{}", prose(&merged, language));
    }
    if let Some(graph) = &definition.flow.graph {
        return elements(definition, graph, language);
    }
    let waits = waits(definition);
    blocks(definition, &definition.flow.blocks, language, &waits, 0);
}

/// Each element of a graph with the ways that lead from it.
fn elements(definition: &Definition, graph: &Graph, language: Language) {
    for (id, element) in &graph.elements {
        let title = title_of(definition, id, element);
        let depth = if element.parent.is_some() { "    " } else { "  " };
        let name = title.or_id(language, id.as_str());
        println!("{depth}{id}  {}{}{}", style::DIM, prose(name, language), style::OFF);
        for flow in graph.flows.values().filter(|flow| flow.from == *id) {
            let when = flow.when.as_ref().map(|when| format!("  {when}")).unwrap_or_default();
            println!("{depth}  → {}{when}", flow.to);
        }
    }
}

fn provenance(provenance: Provenance, language: Language) -> &'static str {
    match (provenance, language) {
        (Provenance::Sourced, Language::En) => "sourced",
        (Provenance::Modelled, Language::En) => "modelled: constructed, nobody has published it",
        (Provenance::Synthetic, Language::En) => "synthetic: made up",
        (Provenance::Sourced, Language::Fa) => "مستند",
        (Provenance::Modelled, Language::Fa) => "مدل‌شده: ساختهٔ ماست، کسی آن را منتشر نکرده است",
        (Provenance::Synthetic, Language::Fa) => "ساختگی",
    }
}

/// The order that follows from documents, if the process has one.
fn waits(definition: &Definition) -> Option<DocumentOrder> {
    if definition.flow.order.value != Order::ByDocuments {
        return None;
    }
    let steps: Vec<StepId> = definition.flow.steps().into_iter().map(|s| s.value.clone()).collect();
    DocumentOrder::of(definition, &steps).ok()
}

fn blocks(definition: &Definition, blocks_: &[Block], language: Language, waits: &Option<DocumentOrder>, depth: usize) {
    let indent = "  ".repeat(depth);
    for block in blocks_ {
        match block {
            Block::Step(id) => {
                if let Some(step) = definition.steps.get(&id.value) {
                    println!("{indent}  {}", line(definition, &id.value, step, language, waits));
                }
            }
            Block::Stage(stage) => {
                heading(&format!("{indent}{}", stage.title.or_id(language, stage.id.as_str())));
                blocks(definition, &stage.blocks, language, waits, depth);
            }
            Block::All { branches, .. } => {
                println!("{indent}  {}", prose(word(language, "all of", "همهٔ این‌ها"), language));
                for branch in branches {
                    blocks(definition, branch, language, waits, depth + 1);
                    println!("{indent}  –");
                }
            }
            Block::One { branches, .. } => {
                for branch in branches {
                    match &branch.when {
                        Some(when) => println!("{indent}  {}", with(language, "when", "اگر", when)),
                        None => println!("{indent}  {}", prose(word(language, "otherwise", "وگرنه"), language)),
                    }
                    blocks(definition, &branch.blocks, language, waits, depth + 1);
                }
            }
            Block::Call(process) => println!("{indent}  {}", with(language, "call", "فراخوانی", process)),
            Block::End(end) => println!("\n{indent}{}", with(language, "end", "پایان", end)),
            _ => {}
        }
    }
}

/// A word of the language with what it is about.
fn with(language: Language, en: &'static str, fa: &'static str, what: &impl std::fmt::Display) -> String {
    match language {
        Language::En => format!("{en} {what}"),
        Language::Fa => prose(&format!("{fa} `{what}`"), language),
    }
}

fn line(
    definition: &Definition,
    id: &StepId,
    step: &Step,
    language: Language,
    waits: &Option<DocumentOrder>,
) -> String {
    let (colour, mark) = match step.discretion() {
        Discretion::Free => (style::RED, "●"),
        Discretion::Judgement => (style::YELLOW, "◐"),
        Discretion::Criteria => ("", "○"),
        Discretion::None => ("", "·"),
    };
    let role = step.role().map_or("", |role| {
        definition.roles.get(role).map_or(role.as_str(), |r| r.title.or_id(language, role.as_str()))
    });
    let title = prose(step.title(language, id), language);
    let mut facts = vec![id.to_string()];
    facts.extend((!role.is_empty() || language == Language::En).then(|| role.to_owned()));
    facts.extend(step.attributes.elapsed.as_ref().map(|elapsed| elapsed.in_words(language)));
    if step.contact() == Contact::FaceToFace {
        facts.push(word(language, "face to face", "حضوری").to_owned());
    }
    let code = |what: &dyn std::fmt::Display| match language {
        Language::En => what.to_string(),
        Language::Fa => format!("`{what}`"),
    };
    facts.extend(step.attributes.when.as_ref().map(|when| format!("{} {}", word(language, "when", "اگر"), code(when))));
    if let Some(decision) = &step.attributes.decision {
        facts.push(format!("{} {}", word(language, "by table", "با جدول"), code(decision)));
    }
    for (outcome, target) in &step.outcomes {
        if let Some(way) = way(&target.value, language) {
            let chance = step.chances.get(outcome).map(|c| format!(" ({}%)", (c.value * 1000.0).round() / 10.0));
            let chance = digits(&chance.unwrap_or_default(), language);
            facts.push(format!("{}{chance}: {way}", code(outcome)));
        }
    }
    if let Some(order) = waits {
        let before: Vec<_> = order.predecessors(id).map(|step| code(step)).collect();
        if !before.is_empty() {
            let gap = word(language, " ", "، ");
            facts.push(format!("{} {}", word(language, "after", "پس از"), before.join(gap)));
        }
    }
    let facts = prose(&facts.join(comma(language)), language);
    format!("{colour}{mark}{} {title}  {}{facts}{}", style::OFF, style::DIM, style::OFF)
}

fn way(target: &Target, language: Language) -> Option<String> {
    Some(match target {
        Target::On => return None,
        Target::BackTo(step) => format!("{} {step}", word(language, "back to", "بازگشت به")),
        Target::SkipTo(step) => format!("{} {step}", word(language, "skip to", "پرش به")),
        Target::Call(process) => format!("{} {process}", word(language, "call", "فراخوانی")),
        Target::End(end) => format!("{} {end}", word(language, "end", "پایان")),
    })
}

fn as_json(definition: &Definition) -> Value {
    let steps: Vec<Value> = definition
        .flow
        .steps()
        .into_iter()
        .filter_map(|id| Some((id, definition.steps.get(&id.value)?)))
        .map(|(id, step)| {
            let names = |list: &[ravand_core::Spanned<ravand_core::DocumentId>]| -> Vec<String> {
                list.iter().map(ToString::to_string).collect()
            };
            json!({
                "id": id.as_str(),
                "title": { "en": step.attributes.title.as_ref().and_then(|t| t.en.clone()),
                           "fa": step.attributes.title.as_ref().and_then(|t| t.fa.clone()) },
                "role": step.role().map(ToString::to_string),
                "discretion": discretion(step.discretion()),
                "elapsed": step.attributes.elapsed.as_ref().map(ToString::to_string),
                "needs": names(&step.needs),
                "may_use": names(&step.may_use),
                "produces": names(&step.produces),
            })
        })
        .collect();
    let counts = count(definition);
    json!({
        "process": definition.id.as_str(),
        "title": { "en": definition.title.en, "fa": definition.title.fa },
        "overlays": definition.overlays.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "order": match definition.flow.order.value { Order::AsWritten => "as written", Order::ByDocuments => "by documents" },
        "counts": { "steps": counts.steps, "discretionary_steps": counts.discretionary_steps,
                    "face_to_face": counts.face_to_face, "documents": counts.documents, "roles": counts.roles },
        "steps": steps,
    })
}

/// The word of the language.
pub(crate) fn discretion(discretion: Discretion) -> &'static str {
    match discretion {
        Discretion::None => "none",
        Discretion::Criteria => "criteria",
        Discretion::Judgement => "judgement",
        Discretion::Free => "free",
    }
}
