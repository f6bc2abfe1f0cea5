//! Boxed expressions as YAML: a text where one will do, else the keys of the form.

use super::decision;
use super::registry::data;
use super::yaml::{Doc, Map, Style};
use ravand_core::decision::{ContextEntry, Each, Logic};
use ravand_feel::Type;

/// What stands under `value`.
pub(crate) fn logic(logic: &Logic) -> Doc {
    let mut map = Map::new(Style::Fit);
    match logic {
        Logic::Literal(text) => return Doc::text(&text.value),
        Logic::Table(table) => map.put("table", decision::table(table)),
        Logic::Context { entries, result, .. } => {
            let mut all = Map::new(Style::Open);
            entries.iter().for_each(|entry| all.put(&entry.name, self::entry(entry)));
            map.put("context", Doc::Map(all));
            map.say("result", result.as_deref().map(self::logic));
        }
        Logic::Call { callee, with, .. } => {
            map.put("call", Doc::text(callee));
            let mut all = Map::new(Style::Fit);
            with.iter().for_each(|(name, value)| all.put(name, self::logic(value)));
            map.group("with", Doc::Map(all));
        }
        Logic::List { items, .. } => map.put("list", Doc::list(items.iter().map(self::logic))),
        Logic::Relation { columns, rows, .. } => {
            map.put("relation", Doc::list(columns.iter().map(|name| Doc::text(&name.value))));
            let rows = rows.iter().map(|row| Doc::list(row.iter().map(self::logic)));
            map.put("rows", Doc::styled_list(rows, Style::Open));
        }
        Logic::Function { parameters, body, .. } => {
            map.put("function", data(parameters));
            map.put("value", self::logic(body));
        }
        Logic::If { condition, then, otherwise, .. } => {
            map.put("if", self::logic(condition));
            map.put("then", self::logic(then));
            map.put("else", self::logic(otherwise));
        }
        Logic::Filter { list, keep, .. } => {
            map.put("filter", self::logic(list));
            map.put("match", self::logic(keep));
        }
        Logic::Each { what, variable, list, body, .. } => {
            let (key, result) = match what {
                Each::For => ("for", "return"),
                Each::Some => ("some", "satisfies"),
                Each::Every => ("every", "satisfies"),
            };
            map.put(key, Doc::text(variable));
            map.put("in", self::logic(list));
            map.put(result, self::logic(body));
        }
        // Whatever core learns before this printer does.
        _ => {}
    }
    Doc::Map(map)
}

/// An entry, with its type where somebody said it.
fn entry(entry: &ContextEntry) -> Doc {
    let value = logic(&entry.logic);
    if entry.ty == Type::Any {
        return value;
    }
    let mut map = Map::new(Style::Fit);
    map.put("type", super::registry::type_of(&entry.ty));
    map.put("value", value);
    Doc::Map(map)
}
