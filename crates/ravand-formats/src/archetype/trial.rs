//! Tries an archetype before anybody uses it: once with everything given and every
//! condition met, once with as little as can be given. Its mistakes are found so without a
//! row, and where a parameter does not fit its place it is the parameter that is named.

use super::Archetype;
use super::codes as ar;
use super::expand::{EXPANDED_MAX, assemble, lower_changes};
use super::parameter::sample;
use super::template::{Arguments, Filler, Uses};
use crate::process::{PROCESS, process};
use crate::reader::{Cx, read_tree};
use ravand_core::{Args, Diagnostic, Span};
use std::cell::Cell;
use std::collections::BTreeMap;

/// Reports what an archetype says wrongly.
///
/// `mark` is where in `cx` the findings about its parameters begin.
pub(super) fn try_out(archetype: &Archetype, builds_on: bool, mark: usize, cx: &mut Cx) {
    let mut uses = Uses::new(&archetype.parameters);
    for (key, node) in archetype.body.iter().chain(&archetype.changes) {
        uses.look(node, &key.text, cx);
    }
    if let Some(with) = &archetype.with {
        uses.look(with, "with", cx);
    }
    let places: BTreeMap<Span, String> = uses.finish(cx).into_iter().collect();
    if cx.has_errors_since(mark) {
        // What is put in for a parameter that nobody declared would only be a riddle.
        return;
    }
    let mut found: Vec<Diagnostic> = Vec::new();
    for last in [false, true] {
        for diagnostic in try_with(archetype, builds_on, last) {
            let diagnostic = named(diagnostic, archetype, &places);
            if !found.iter().any(|known| (known.code.id, known.span) == (diagnostic.code.id, diagnostic.span)) {
                found.push(diagnostic);
            }
        }
    }
    found.into_iter().for_each(|diagnostic| cx.push(diagnostic));
}

fn try_with(archetype: &Archetype, builds_on: bool, last: bool) -> Vec<Diagnostic> {
    let given = archetype.parameters.iter().filter(|(_, parameter)| !(last && parameter.optional));
    let given = given.map(|(name, parameter)| (name.clone(), sample(name, &parameter.ty, last, parameter.span)));
    let arguments = Arguments { parameters: &archetype.parameters, given: given.collect() };
    let budget = Cell::new(EXPANDED_MAX);
    let mut found = Vec::new();
    let body = Filler::new(&arguments, &budget, true).root(&archetype.body);
    if !builds_on {
        let root = assemble(&archetype.id.clone().map(|id| id.to_string()), body, &arguments);
        found.extend(read_tree(&root, "process", &PROCESS, process).diagnostics);
    }
    if let Some((key, changes)) = &archetype.changes {
        found.extend(lower_changes(key, changes, &arguments, &budget, true).1);
    }
    if budget.get() == 0 {
        let args = Args::new().with("at", &archetype.id).with("max", EXPANDED_MAX);
        found = vec![Diagnostic::at(&ar::GROWN, archetype.id.span, args)];
    }
    found
}

/// The same finding, in words about the parameter whose sample caused it.
fn named(found: Diagnostic, archetype: &Archetype, places: &BTreeMap<Span, String>) -> Diagnostic {
    let Some((span, name)) = found.span.and_then(|span| places.get_key_value(&span)) else {
        return found;
    };
    let Some(parameter) = archetype.parameters.get(name) else { return found };
    let args = Args::new().with("name", name).with("type", &parameter.ty);
    let args = args.with("at", found.args.get("at").unwrap_or(archetype.id.as_str()));
    Diagnostic::at(&ar::MISFIT, *span, args).note(parameter.span, &ar::DECLARED, Args::new())
}
