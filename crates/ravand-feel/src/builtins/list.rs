//! Functions of lists. Positions count from 1, or from the end with -1.

use std::cmp::Ordering;

use super::{
    Evaluated, Function, Gives, Signature, Takes, arg, function, items_of, many, may, need, or_null, spread, whole_of,
    with,
};
use crate::ast::Operator;
use crate::general::{apply, arithmetic, equal, ordering};
use crate::limits::VALUE_DEPTH_MAX;
use crate::node::Env;
use crate::number::Number;
use crate::problem::EvalError;
use crate::value::Value;

const NUMBERS: &[Signature] =
    &[with(&[need("list", Takes::Numbers)], Gives::Number), many(&[need("n", Takes::Number)], Gives::Number)];
const BOOLS: &[Signature] =
    &[with(&[need("list", Takes::Bools)], Gives::Bool), many(&[need("b", Takes::Bool)], Gives::Bool)];
const ORDERED: &[Signature] =
    &[with(&[need("list", Takes::List)], Gives::Item), many(&[need("c", Takes::Ordered)], Gives::Item)];

pub(super) static FUNCTIONS: &[Function] = &[
    function(
        "list contains",
        &[with(&[need("list", Takes::List), need("element", Takes::Any)], Gives::Bool)],
        |args, env| match items_of(args, 0) {
            Some(items) => contains(items, arg(args, 1), env).map(Value::Bool),
            None => Ok(Value::Null),
        },
    ),
    function("count", &[with(&[need("list", Takes::List)], Gives::Number)], |args, _| {
        or_null(items_of(args, 0).map(|items| Value::from(items.len() as i64)))
    }),
    function("min", ORDERED, |args, _| extreme(args, Ordering::Less)),
    function("max", ORDERED, |args, _| extreme(args, Ordering::Greater)),
    function(
        "sum",
        &[
            with(&[need("list", Takes::Numbers)], Gives::Number),
            with(&[need("list", Takes::List)], Gives::Item),
            many(&[need("n", Takes::Number)], Gives::Number),
            many(&[need("n", Takes::Duration)], Gives::Item),
        ],
        sum,
    ),
    function(
        "mean",
        &[
            with(&[need("list", Takes::Numbers)], Gives::Number),
            with(&[need("list", Takes::List)], Gives::Item),
            many(&[need("n", Takes::Number)], Gives::Number),
        ],
        |args, env| match (sum(args, env)?, spread(args)) {
            (Value::Null, _) | (_, None) => Ok(Value::Null),
            (sum, Some(items)) => arithmetic(Operator::Divide, &sum, &Value::from(items.len() as i64), env),
        },
    ),
    function("product", NUMBERS, |args, _| {
        let Some(numbers) = numbers(args).filter(|numbers| !numbers.is_empty()) else { return Ok(Value::Null) };
        let product = numbers.iter().try_fold(Number::from(1), |product, number| product.checked_mul(*number));
        product.map(Value::Number).ok_or(EvalError::Overflow)
    }),
    function("median", NUMBERS, |args, _| median(args)),
    function("stddev", NUMBERS, |args, _| deviation(args)),
    function(
        "mode",
        &[with(&[need("list", Takes::Numbers)], Gives::Numbers), many(&[need("n", Takes::Number)], Gives::Numbers)],
        |args, _| mode(args),
    ),
    function("all", BOOLS, |args, _| truth(args, false)),
    function("any", BOOLS, |args, _| truth(args, true)),
    function(
        "sublist",
        &[with(
            &[need("list", Takes::List), need("start position", Takes::Number), may("length", Takes::Number)],
            Gives::Items,
        )],
        sublist,
    ),
    function("append", &[many(&[need("list", Takes::List), need("item", Takes::Any)], Gives::AllItems)], |args, _| {
        match (items_of(args, 0), args.get(1..)) {
            (Some(items), Some(more)) => Value::list(items.iter().chain(more).cloned()),
            _ => Ok(Value::Null),
        }
    }),
    function("concatenate", &[many(&[need("list", Takes::List)], Gives::AllItems)], |args, _| {
        match args.iter().enumerate().map(|(at, _)| items_of(args, at)).collect::<Option<Vec<_>>>() {
            Some(lists) => Value::list(lists.into_iter().flatten().cloned()),
            None => Ok(Value::Null),
        }
    }),
    function("union", &[many(&[need("list", Takes::List)], Gives::AllItems)], |args, env| {
        match args.iter().enumerate().map(|(at, _)| items_of(args, at)).collect::<Option<Vec<_>>>() {
            Some(lists) => distinct(lists.into_iter().flatten(), env),
            None => Ok(Value::Null),
        }
    }),
    function("distinct values", &[with(&[need("list", Takes::List)], Gives::Items)], |args, env| {
        match items_of(args, 0) {
            Some(items) => distinct(items.iter(), env),
            None => Ok(Value::Null),
        }
    }),
    function(
        "insert before",
        &[with(
            &[need("list", Takes::List), need("position", Takes::Number), need("newItem", Takes::Any)],
            Gives::Items,
        )],
        |args, _| {
            edited(args, |items, at| {
                let (before, behind) = items.split_at(at);
                before.iter().chain([arg(args, 2)]).chain(behind).cloned().collect()
            })
        },
    ),
    function(
        "remove",
        &[with(&[need("list", Takes::List), need("position", Takes::Number)], Gives::Items)],
        |args, _| {
            edited(args, |items, at| {
                items.iter().enumerate().filter(|(index, _)| *index != at).map(|(_, item)| item.clone()).collect()
            })
        },
    ),
    function(
        "list replace",
        &[
            with(
                &[need("list", Takes::List), need("position", Takes::Number), need("newItem", Takes::Any)],
                Gives::Items,
            ),
            with(
                &[need("list", Takes::List), need("match", Takes::Function), need("newItem", Takes::Any)],
                Gives::Items,
            ),
        ],
        list_replace,
    ),
    function("reverse", &[with(&[need("list", Takes::List)], Gives::Items)], |args, _| match items_of(args, 0) {
        Some(items) => Value::list(items.iter().rev().cloned()),
        None => Ok(Value::Null),
    }),
    function(
        "index of",
        &[with(&[need("list", Takes::List), need("match", Takes::Any)], Gives::Numbers)],
        |args, env| {
            let Some(items) = items_of(args, 0) else { return Ok(Value::Null) };
            let wanted = arg(args, 1);
            env.state.spend(work(wanted, items.len()))?;
            let found = items.iter().zip(1..).filter(|(item, _)| equal(item, wanted) == Some(true));
            Value::list(found.map(|(_, position)| Value::from(position)))
        },
    ),
    function("flatten", &[with(&[need("list", Takes::List)], Gives::Any)], |args, _| match items_of(args, 0) {
        Some(items) => {
            let mut flat = Vec::new();
            flatten(items, 0, &mut flat);
            Value::list(flat)
        }
        None => Ok(Value::Null),
    }),
    function("sort", &[with(&[need("list", Takes::List), may("precedes", Takes::Function)], Gives::Items)], sort),
];

/// Comparing a value so many times.
fn work(value: &Value, times: usize) -> u32 {
    value.size().saturating_mul(u32::try_from(times).unwrap_or(u32::MAX))
}

fn contains(items: &[Value], value: &Value, env: &Env<'_>) -> Result<bool, EvalError> {
    env.state.spend(work(value, items.len()))?;
    Ok(items.iter().any(|item| equal(item, value) == Some(true)))
}

fn extreme(args: &[Value], wanted: Ordering) -> Evaluated {
    let Some(items) = spread(args) else { return Ok(Value::Null) };
    let mut items = items.iter();
    let Some(mut best) = items.next() else { return Ok(Value::Null) };
    if ordering(best, best).is_none() {
        return Ok(Value::Null);
    }
    for item in items {
        match ordering(item, best) {
            Some(order) if order == wanted => best = item,
            Some(_) => {}
            None => return Ok(Value::Null),
        }
    }
    Ok(best.clone())
}

/// Of numbers or of durations.
fn sum(args: &[Value], env: &Env<'_>) -> Evaluated {
    let Some((first, rest)) = spread(args).and_then(<[Value]>::split_first) else { return Ok(Value::Null) };
    if !matches!(first, Value::Number(_) | Value::Days(_) | Value::Months(_)) {
        return Ok(Value::Null);
    }
    rest.iter().try_fold(first.clone(), |sum, item| arithmetic(Operator::Add, &sum, item, env))
}

fn numbers(args: &[Value]) -> Option<Vec<Number>> {
    let number = |item: &Value| match item {
        Value::Number(number) => Some(*number),
        _ => None,
    };
    spread(args)?.iter().map(number).collect()
}

fn median(args: &[Value]) -> Evaluated {
    let Some(mut numbers) = numbers(args).filter(|numbers| !numbers.is_empty()) else { return Ok(Value::Null) };
    numbers.sort_unstable();
    let middle = numbers.len() / 2;
    let median = if numbers.len() % 2 == 1 {
        numbers.get(middle).copied()
    } else {
        let pair = numbers.get(middle - 1).zip(numbers.get(middle));
        pair.and_then(|(low, high)| low.checked_add(*high)?.checked_div(Number::from(2)))
    };
    median.map(Value::Number).ok_or(EvalError::Overflow)
}

/// Of a sample: divided by one less than there are.
fn deviation(args: &[Value]) -> Evaluated {
    let Some(numbers) = numbers(args).filter(|numbers| numbers.len() > 1) else { return Ok(Value::Null) };
    let count = Number::from(numbers.len() as i64);
    let reckon = || {
        let sum = numbers.iter().try_fold(Number::ZERO, |sum, number| sum.checked_add(*number))?;
        let mean = sum.checked_div(count)?;
        let squares = numbers.iter().try_fold(Number::ZERO, |sum, number| {
            let off = number.checked_sub(mean)?;
            sum.checked_add(off.checked_mul(off)?)
        })?;
        squares.checked_div(count.checked_sub(Number::from(1))?)?.checked_sqrt()
    };
    reckon().map(Value::Number).ok_or(EvalError::Overflow)
}

/// The most frequent numbers, ascending.
fn mode(args: &[Value]) -> Evaluated {
    let Some(mut numbers) = numbers(args) else { return Ok(Value::Null) };
    numbers.sort_unstable();
    let runs: Vec<&[Number]> = numbers.chunk_by(|a, b| a == b).collect();
    let most = runs.iter().map(|run| run.len()).max().unwrap_or(0);
    Value::list(runs.iter().filter(|run| run.len() == most).filter_map(|run| run.first().copied()).map(Value::Number))
}

/// `any` is decided by the first true, `all` by the first false; else what is no truth
/// makes it null.
fn truth(args: &[Value], deciding: bool) -> Evaluated {
    let Some(items) = spread(args) else { return Ok(Value::Null) };
    let mut result = Value::Bool(!deciding);
    for item in items {
        match item {
            Value::Bool(value) if *value == deciding => return Ok(Value::Bool(deciding)),
            Value::Bool(_) => {}
            _ => result = Value::Null,
        }
    }
    Ok(result)
}

/// The index of a position in a list of that length; one behind the end where `end`.
fn index(position: i64, length: usize, end: bool) -> Option<usize> {
    let index = match position {
        1.. => position - 1,
        0 => return None,
        _ => (length as i64).checked_add(position)?,
    };
    usize::try_from(index).ok().filter(|index| *index < length + usize::from(end))
}

fn sublist(args: &[Value], _: &Env<'_>) -> Evaluated {
    let (Some(items), Some(start)) = (items_of(args, 0), whole_of(args, 1)) else { return Ok(Value::Null) };
    let Some(from) = index(start, items.len(), false) else { return Ok(Value::Null) };
    let rest = items.get(from..).unwrap_or_default();
    let length = match args.get(2) {
        None | Some(Value::Null) => Some(rest.len()),
        Some(_) => whole_of(args, 2).and_then(|length| usize::try_from(length).ok()),
    };
    match length.and_then(|length| rest.get(..length)) {
        Some(part) => Value::list(part.iter().cloned()),
        None => Ok(Value::Null),
    }
}

fn edited(args: &[Value], edit: impl Fn(&[Value], usize) -> Vec<Value>) -> Evaluated {
    let (Some(items), Some(position)) = (items_of(args, 0), whole_of(args, 1)) else { return Ok(Value::Null) };
    match index(position, items.len(), false) {
        Some(at) => Value::list(edit(items, at)),
        None => Ok(Value::Null),
    }
}

fn list_replace(args: &[Value], env: &Env<'_>) -> Evaluated {
    let Value::Function(function) = arg(args, 1) else {
        return edited(args, |items, at| {
            let mut items = items.to_vec();
            if let Some(item) = items.get_mut(at) {
                *item = arg(args, 2).clone();
            }
            items
        });
    };
    let Some(items) = items_of(args, 0) else { return Ok(Value::Null) };
    let mut replaced = Vec::with_capacity(items.len());
    for item in items {
        let chosen = match apply(&function.0, &[item.clone(), arg(args, 2).clone()], env)? {
            Value::Bool(chosen) => chosen,
            _ => return Ok(Value::Null),
        };
        replaced.push(if chosen { arg(args, 2).clone() } else { item.clone() });
    }
    Value::list(replaced)
}

/// The first of each that are equal, in their order.
fn distinct<'v>(items: impl Iterator<Item = &'v Value>, env: &Env<'_>) -> Evaluated {
    let mut kept: Vec<Value> = Vec::new();
    for item in items {
        if !contains(&kept, item, env)? {
            kept.push(item.clone());
        }
    }
    Value::list(kept)
}

fn flatten(items: &[Value], depth: u16, into: &mut Vec<Value>) {
    for item in items {
        match item {
            Value::List(inner) if depth <= VALUE_DEPTH_MAX => flatten(inner.items(), depth + 1, into),
            item => into.push(item.clone()),
        }
    }
}

/// By the function, or by the order that the items have. Stable: what neither precedes
/// keeps its place. A merge sort, so that a function that contradicts itself does no harm.
fn sort(args: &[Value], env: &Env<'_>) -> Evaluated {
    let Some(items) = items_of(args, 0) else { return Ok(Value::Null) };
    let precedes = |a: &Value, b: &Value| -> Result<Option<bool>, EvalError> {
        env.state.spend(1)?;
        match arg(args, 1) {
            Value::Function(function) => Ok(match apply(&function.0, &[a.clone(), b.clone()], env)? {
                Value::Bool(first) => Some(first),
                _ => None,
            }),
            _ => Ok(ordering(a, b).map(Ordering::is_lt)),
        }
    };
    match merge_sort(items.to_vec(), &precedes)? {
        Some(sorted) => Value::list(sorted),
        None => Ok(Value::Null),
    }
}

type Precedes<'p> = dyn Fn(&Value, &Value) -> Result<Option<bool>, EvalError> + 'p;

/// `None` where two items cannot be put in order.
fn merge_sort(mut items: Vec<Value>, precedes: &Precedes<'_>) -> Result<Option<Vec<Value>>, EvalError> {
    if items.len() < 2 {
        return Ok(Some(items));
    }
    let behind = items.split_off(items.len() / 2);
    let (Some(left), Some(right)) = (merge_sort(items, precedes)?, merge_sort(behind, precedes)?) else {
        return Ok(None);
    };
    let mut merged = Vec::with_capacity(left.len() + right.len());
    let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        match precedes(b, a)? {
            Some(true) => merged.extend(right.next()),
            Some(false) => merged.extend(left.next()),
            None => return Ok(None),
        }
    }
    merged.extend(left);
    merged.extend(right);
    Ok(Some(merged))
}
