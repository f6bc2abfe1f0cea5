//! Data, conditions and decision tables: whether what they speak of is declared and typed.

use super::codes::{self, notes};
use crate::decision::{CompiledLogic, Library, Strictness, required_first};
use crate::definition::{Block, Definition};
use crate::diagnostic::Diagnostic;
use crate::schema::{condition, problem_at};
use crate::span::{Span, Spanned};
use crate::step::Kind;
use crate::suggest::suggest;
use indexmap::IndexMap;
use ravand_feel::{Args, SLOTS_MAX, Schema};
use std::collections::{BTreeMap, BTreeSet};

/// What conditions and tables read: each datum with the first reader's name and place.
pub(super) type Reads = IndexMap<String, (String, Span)>;

/// Checks data, conditions and tables.
pub(super) fn check(definition: &Definition, problems: &mut Vec<Diagnostic>) {
    let outcomes = definition.implied_data();
    let slots = definition.slots().count() + outcomes.len();
    if slots > SLOTS_MAX {
        let args = Args::new().with("found", slots).with("max", SLOTS_MAX);
        problems.push(Diagnostic::at(&codes::TOO_MUCH_DATA, definition.id.span, args));
        return;
    }
    super::decisions::check(definition, problems);
    let schema = definition.schema();
    check_steps(definition, &schema, problems);
    check_outputs(definition, &schema, problems);
    let reads = reads(definition, &schema, problems);
    let mut filled = filled(definition);
    filled.extend(outcomes.iter().map(|(name, _)| name.as_str()));
    let declared: BTreeMap<&str, Span> =
        definition.slots().map(|(slot, declaration)| (slot.as_str(), declaration.span)).collect();
    for (name, (_, span)) in reads.iter().filter(|(name, _)| !filled.contains(name.as_str())) {
        let place = declared.get(name.as_str()).copied().unwrap_or(*span);
        let found = Diagnostic::at(&codes::READ_UNFILLED, place, Args::new().with("data", name));
        problems.push(found.note(*span, &notes::READ, Args::new()));
    }
}

/// Everything that conditions and tables read; their problems on the way.
pub(super) fn reads(definition: &Definition, schema: &Schema, problems: &mut Vec<Diagnostic>) -> Reads {
    let mut reads = Reads::new();
    let mut note = |slots: &[u16], reader: &str, span: Span| {
        for name in slots.iter().filter_map(|slot| schema.name(*slot)) {
            reads.entry(name.to_owned()).or_insert_with(|| (reader.to_owned(), span));
        }
    };
    let steps = definition.steps.iter();
    let of_steps = steps.filter_map(|(id, step)| Some((id.as_str(), step.attributes.when.as_ref()?)));
    let conditions = of_steps.chain(branches(&definition.flow.blocks).into_iter().map(|when| ("one", when)));
    for (reader, when) in conditions {
        match condition(when, schema) {
            Ok(expression) => {
                note(expression.reads(), reader, when.span);
                problems.extend(expression.warnings().iter().map(|found| problem_at(when, found.clone())));
            }
            Err(found) => problems.extend(found),
        }
    }
    // A decision that no step takes reads nothing, but it must be right all the same.
    let used = decided(definition);
    let (library, found) = Library::compile(&definition.decisions, Strictness::Strict);
    problems.extend(found);
    for (id, decision) in definition.decisions.iter().filter(|(_, decision)| !decision.is_knowledge()) {
        match CompiledLogic::compile(id, decision, schema, &library, Strictness::Strict) {
            Ok(compiled) => {
                if used.contains(id.as_str()) {
                    note(compiled.reads(), id.as_str(), decision.span);
                }
                problems.extend(compiled.warnings().iter().cloned());
            }
            Err(found) => problems.extend(found),
        }
    }
    reads
}

/// The conditions of all exclusive gateways.
fn branches(blocks: &[Block]) -> Vec<&Spanned<String>> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Stage(stage) => found.extend(branches(&stage.blocks)),
            Block::All { branches: arms, .. } => found.extend(arms.iter().flat_map(|arm| branches(arm))),
            Block::One { branches: arms, .. } => {
                for arm in arms {
                    found.extend(&arm.when);
                    found.extend(branches(&arm.blocks));
                }
            }
            Block::Step(_) | Block::Call(_) | Block::End(_) => {}
        }
    }
    found
}

/// The decisions that steps decide by, and all that these require.
fn decided(definition: &Definition) -> BTreeSet<&str> {
    let steps = definition.steps.values().filter_map(|step| Some(step.attributes.decision.as_ref()?.as_str()));
    let mut all = BTreeSet::new();
    for id in steps {
        // What is in the set came with all that it requires.
        if !all.contains(id) {
            all.extend(required_first(&definition.decisions, id).into_iter().map(|id| id.as_str()));
        }
    }
    all
}

/// What a step asks for, a decision gives or a default fills.
fn filled(definition: &Definition) -> BTreeSet<&str> {
    let asked = definition.steps.values().flat_map(|step| &step.asks).map(|name| name.as_str());
    let given = decided(definition)
        .into_iter()
        .filter_map(|id| definition.decisions.get(id))
        .filter(|decision| !decision.is_knowledge())
        .flat_map(|decision| decision.outputs.keys())
        .map(|name| name.as_str());
    let default = definition.slots().filter(|(_, declaration)| declaration.default.is_some());
    asked.chain(given).chain(default.map(|(name, _)| name.as_str())).collect()
}

fn check_steps(definition: &Definition, schema: &Schema, problems: &mut Vec<Diagnostic>) {
    for (id, step) in &definition.steps {
        for name in step.asks.iter().filter(|name| schema.slot(name.as_str()).is_none()) {
            let args = Args::new().with("step", id).with("data", name);
            let found = Diagnostic::at(&codes::ASKS_UNDECLARED, name.span, args);
            let known = definition.slots().map(|(name, declaration)| (name.as_str(), declaration.span));
            problems.push(suggest(found, name.as_str(), known, problems.len()));
        }
        match &step.attributes.decision {
            Some(table) if !definition.decisions.contains_key(&table.value) => {
                let args = Args::new().with("step", id).with("table", table);
                let found = Diagnostic::at(&codes::TABLE_UNKNOWN, table.span, args);
                let known = definition.decisions.iter().map(|(id, decision)| (id.as_str(), decision.span));
                problems.push(suggest(found, table.as_str(), known, problems.len()));
            }
            None if step.kind() == Kind::Decide => {
                let place = step.attributes.kind.as_ref().map_or(definition.step_span(id), |kind| kind.span);
                problems.push(Diagnostic::at(&codes::DECIDES_BY_NOTHING, place, Args::new().with("step", id)));
            }
            _ => {}
        }
    }
}

/// Whether tables give data in the type in which they are declared, by `data` or by the
/// first table that gives them.
fn check_outputs(definition: &Definition, schema: &Schema, problems: &mut Vec<Diagnostic>) {
    for (id, decision) in definition.decisions.iter().filter(|(_, decision)| !decision.is_knowledge()) {
        for (name, output) in &decision.outputs {
            let declared = schema.slot(name.as_str()).and_then(|slot| schema.ty(slot));
            let Some(declared) = declared.filter(|declared| **declared != output.ty) else {
                continue;
            };
            let args = Args::new().with("table", id).with("data", name);
            let args = args.with("given", &output.ty).with("declared", declared);
            let place = definition.slots().find(|(slot, _)| *slot == name);
            let place = place.map_or(output.span, |(_, declaration)| declaration.span);
            let found = Diagnostic::at(&codes::OUTPUT_TYPE, output.span, args);
            problems.push(found.note(place, &notes::DECLARED, Args::new()));
        }
    }
}
