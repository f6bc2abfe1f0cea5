//! Boxed expressions in the canonical form: one text for each tree.
//!
//! Invariant: two trees that differ in anything but places have different texts. What people
//! wrote stands in quotes, so that no text of theirs can look like the form itself.

use super::canonical::rule_text;
use super::words::quoted;
use crate::decision::{Each, Logic};
use crate::definition::{DataDeclaration, Decision};
use crate::id::DataName;
use indexmap::IndexMap;

/// A tree on one line.
pub(super) fn logic_text(logic: &Logic) -> String {
    match logic {
        Logic::Literal(text) => quoted(text.trim()),
        Logic::Table(table) => table_text(table),
        Logic::Context { entries, result, .. } => {
            let entry = |entry: &crate::decision::ContextEntry| {
                format!("{}: {} = {}", quoted(&entry.name), quoted(&entry.ty.to_string()), logic_text(&entry.logic))
            };
            let result = result.as_ref().map(|result| format!(" => {}", logic_text(result))).unwrap_or_default();
            format!("context({}{result})", list(entries.iter().map(entry)))
        }
        Logic::Call { callee, with, .. } => {
            let mut with: Vec<String> =
                with.iter().map(|(name, logic)| format!("{}: {}", quoted(name), logic_text(logic))).collect();
            // By name: their order means nothing.
            with.sort();
            format!("call({} {})", quoted(callee.trim()), list(with))
        }
        Logic::List { items, .. } => format!("list({})", list(items.iter().map(logic_text))),
        Logic::Relation { columns, rows, .. } => {
            let rows = rows.iter().map(|row| format!("({})", list(row.iter().map(logic_text))));
            format!("relation({}; {})", list(columns.iter().map(|name| quoted(name))), list(rows))
        }
        Logic::Function { parameters, body, .. } => format!("function({}; {})", data(parameters), logic_text(body)),
        Logic::If { condition, then, otherwise, .. } => {
            format!("if({})", list([condition, then, otherwise].map(|part| logic_text(part))))
        }
        Logic::Filter { list: of, keep, .. } => format!("filter({}, {})", logic_text(of), logic_text(keep)),
        Logic::Each { what, variable, list, body, .. } => {
            let what = match what {
                Each::For => "for",
                Each::Some => "some",
                Each::Every => "every",
            };
            format!("{what}({}, {}, {})", quoted(variable), logic_text(list), logic_text(body))
        }
    }
}

fn table_text(table: &Decision) -> String {
    let names: Vec<&str> = table.outputs.keys().map(|name| name.as_str()).collect();
    let priorities = table.priorities.iter().map(|(name, values)| {
        format!("{}: ({})", quoted(name.as_str()), list(values.iter().map(|value| quoted(value.trim()))))
    });
    format!(
        "table({}; {}; {}; {}; {})",
        table.hit.value,
        list(table.inputs.iter().map(|input| quoted(input.trim()))),
        data(&table.outputs),
        list(priorities),
        list(table.rules.iter().map(|rule| rule_text(rule, &names))),
    )
}

fn data(data: &IndexMap<DataName, DataDeclaration>) -> String {
    list(data.iter().map(|(name, datum)| format!("{}: {}", quoted(name.as_str()), quoted(&datum.ty.to_string()))))
}

fn list(items: impl IntoIterator<Item = String>) -> String {
    items.into_iter().collect::<Vec<_>>().join(", ")
}
