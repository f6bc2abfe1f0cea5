//! Decision tables: in a process, in an overlay, or in a file of their own.
//!
//! The reader makes FEEL of what an analyst writes in a cell (`yes` becomes `true`, words
//! become a text in quotes); here it is taken back where nothing else would be read.

use super::logic::logic;
use super::registry::data;
use super::value::{shown, title};
use super::yaml::{Doc, Map, Style};
use crate::decision::{OTHERWISE, feel_text, item_of};
use indexmap::IndexMap;
use ravand_core::{Decision, DecisionId, Rule, Spanned};
use ravand_feel::{HitPolicy, Type};

/// A decision table as YAML, in a file of its own.
pub fn print_decision(id: &DecisionId, decision: &Decision) -> String {
    let mut map = Map::new(Style::Spaced);
    map.put("decision", Doc::text(id));
    keys(decision, &mut map);
    Doc::Map(map).print()
}

/// Tables that are written out, and references to files.
pub(crate) fn decisions(written: &IndexMap<DecisionId, Decision>, see: &IndexMap<DecisionId, Spanned<String>>) -> Doc {
    let mut all = Map::new(Style::Open);
    for (id, decision) in written {
        all.put(id, self::decision(decision));
    }
    for (id, path) in see {
        let mut map = Map::new(Style::Fit);
        map.put("see", Doc::text(&path.value));
        all.put(id, Doc::Map(map));
    }
    Doc::Map(all)
}

/// A table that stands where it is written.
pub(crate) fn decision(decision: &Decision) -> Doc {
    let mut map = Map::new(Style::Open);
    keys(decision, &mut map);
    Doc::Map(map)
}

/// A table inside of an expression.
pub(crate) fn table(decision: &Decision) -> Doc {
    let mut map = Map::new(Style::Open);
    table_keys(decision, &mut map);
    Doc::Map(map)
}

fn keys(decision: &Decision, map: &mut Map) {
    let Decision {
        title: name,
        basis,
        requires,
        parameters,
        logic,
        hit: _,
        inputs: _,
        outputs,
        priorities: _,
        rules: _,
        span: _,
    } = decision;
    map.say("title", title(name));
    map.say("basis", shown(basis));
    map.group("requires", Doc::list(requires.iter().map(|required| Doc::text(&required.value))));
    map.say("parameters", parameters.as_ref().map(data));
    match logic {
        None => table_keys(decision, map),
        Some(logic) => {
            if parameters.is_none() || !outputs.is_empty() {
                map.put("outputs", data(outputs));
            }
            map.put("value", self::logic(logic));
        }
    }
}

fn table_keys(decision: &Decision, map: &mut Map) {
    let Decision { hit, inputs, outputs, priorities, rules, .. } = decision;
    if hit.value != HitPolicy::default() {
        map.put("hit", Doc::text(hit.value));
    }
    map.put("inputs", Doc::list(inputs.iter().map(|input| Doc::text(&input.value))));
    map.put("outputs", data(outputs));
    let mut all = Map::new(Style::Fit);
    for (name, values) in priorities {
        let ty = outputs.get(name).map_or(&Type::Any, |output| item_of(&output.ty, hit.value));
        all.put(name, Doc::list(values.iter().map(|value| Doc::Text(output(&value.value, ty)))));
    }
    map.group("priorities", Doc::Map(all));
    map.put("rules", Doc::styled_list(rules.iter().map(|rule| self::rule(rule, decision)), Style::Open));
}

fn rule(rule: &Rule, decision: &Decision) -> Doc {
    let Rule { inputs, outputs, otherwise, span: _ } = rule;
    let mut map = Map::new(Style::Fit);
    if *otherwise {
        map.put(OTHERWISE, Doc::yes_no(true));
    }
    for (column, test) in decision.inputs.iter().zip(inputs) {
        map.say(&column.value, test.as_ref().map(|test| Doc::Text(truth(&test.value))));
    }
    for ((name, declaration), cell) in decision.outputs.iter().zip(outputs) {
        map.put(name, Doc::Text(output(&cell.value, item_of(&declaration.ty, decision.hit.value))));
    }
    Doc::Map(map)
}

fn output(cell: &str, ty: &Type) -> String {
    match ty {
        Type::Bool => truth(cell),
        Type::Text => words(cell).unwrap_or_else(|| cell.to_owned()),
        _ => cell.to_owned(),
    }
}

/// `true` as an analyst writes it.
fn truth(cell: &str) -> String {
    match cell {
        "true" => "yes",
        "false" => "no",
        other => other,
    }
    .to_owned()
}

/// The words of a FEEL text, if the reader makes the same text of them.
fn words(cell: &str) -> Option<String> {
    let inside = cell.strip_prefix('"')?.strip_suffix('"')?;
    let mut words = String::with_capacity(inside.len());
    let mut letters = inside.chars();
    while let Some(letter) = letters.next() {
        words.push(if letter == '\\' { letters.next()? } else { letter });
    }
    let bare = !words.starts_with('"') && words != "null" && !words.trim().is_empty();
    (bare && feel_text(&words) == cell).then_some(words)
}
