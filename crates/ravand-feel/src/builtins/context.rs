//! Functions of contexts.

use std::sync::Arc;

use super::{Evaluated, Function, Gives, Takes, arg, function, items_of, need, or_null, text_of, with};
use crate::node::Env;
use crate::value::Value;

pub(super) static FUNCTIONS: &[Function] = &[
    function(
        "get value",
        &[with(&[need("m", Takes::Context), need("key", Takes::Text)], Gives::Any)],
        |args, _| match (arg(args, 0), text_of(args, 1)) {
            (Value::Context(context), Some(key)) => or_null(context.get(key).cloned()),
            _ => Ok(Value::Null),
        },
    ),
    function("get entries", &[with(&[need("m", Takes::Context)], Gives::Contexts)], |args, _| match arg(args, 0) {
        Value::Context(context) => {
            let entry =
                |(name, value): (&str, &Value)| Value::context([("key", Value::from(name)), ("value", value.clone())]);
            Value::list(context.iter().map(entry).collect::<Result<Vec<_>, _>>()?)
        }
        _ => Ok(Value::Null),
    }),
    function(
        "context put",
        &[
            with(&[need("context", Takes::Context), need("key", Takes::Text), need("value", Takes::Any)], Gives::Any),
            with(&[need("context", Takes::Context), need("keys", Takes::Texts), need("value", Takes::Any)], Gives::Any),
        ],
        context_put,
    ),
    function("context merge", &[with(&[need("contexts", Takes::Contexts)], Gives::Any)], context_merge),
    function("context", &[with(&[need("entries", Takes::Contexts)], Gives::Any)], context),
];

fn context_put(args: &[Value], env: &Env<'_>) -> Evaluated {
    let keys: Option<Vec<Arc<str>>> = match arg(args, 1) {
        Value::Text(key) => Some(vec![key.clone()]),
        Value::List(keys) => keys.items().iter().map(key_of).collect(),
        _ => None,
    };
    match keys.filter(|keys| !keys.is_empty()) {
        Some(keys) => put(arg(args, 0), &keys, arg(args, 2), env),
        None => Ok(Value::Null),
    }
}

fn key_of(value: &Value) -> Option<Arc<str>> {
    match value {
        Value::Text(key) => Some(key.clone()),
        _ => None,
    }
}

/// The context with that value where the keys lead. Contexts nest no deeper than values do.
fn put(into: &Value, keys: &[Arc<str>], value: &Value, env: &Env<'_>) -> Evaluated {
    env.state.spend(into.size())?;
    let (Value::Context(context), Some((key, rest))) = (into, keys.split_first()) else { return Ok(Value::Null) };
    let value = match (rest, context.get(key)) {
        ([], _) => value.clone(),
        (rest, Some(inner)) => put(inner, rest, value, env)?,
        _ => return Ok(Value::Null),
    };
    let entries = context.entries().iter().map(|(name, value)| (name.clone(), value.clone()));
    Value::context(entries.chain([(key.clone(), value)]))
}

fn context_merge(args: &[Value], _: &Env<'_>) -> Evaluated {
    let Some(items) = items_of(args, 0) else { return Ok(Value::Null) };
    let mut entries = Vec::new();
    for item in items {
        let Value::Context(context) = item else { return Ok(Value::Null) };
        entries.extend(context.entries().iter().cloned());
    }
    Value::context(entries)
}

/// From `[{key: …, value: …}]`; a key that comes twice gives null.
fn context(args: &[Value], _: &Env<'_>) -> Evaluated {
    let Some(items) = items_of(args, 0) else { return Ok(Value::Null) };
    let mut entries: Vec<(Arc<str>, Value)> = Vec::with_capacity(items.len());
    let mut seen = std::collections::BTreeSet::new();
    for item in items {
        let Value::Context(entry) = item else { return Ok(Value::Null) };
        let (Some(Value::Text(key)), Some(value)) = (entry.get("key"), entry.get("value")) else {
            return Ok(Value::Null);
        };
        if !seen.insert(key.clone()) {
            return Ok(Value::Null);
        }
        entries.push((key.clone(), value.clone()));
    }
    Value::context(entries)
}
