//! What a test matches, as a set of regions of its input.
//!
//! The constants of all tests of one input cut its values into regions: each constant by
//! itself, and what lies between two neighbours. A test that only compares the input with
//! constants says the same about all of a region, so asking it about one value of each is
//! exact. Nothing here interprets a test: the value is given to the very test that runs.

use crate::general::{General, ordering};
use crate::node::{BoolNode, EnumNode, INPUT, Node, NumberNode, TextNode};
use crate::number::Number;
use crate::temporal::{Date, DaysDuration, MonthsDuration};
use crate::types::Type;
use crate::value::Value;

/// Gathers the constants that a test compares its input with. `false` if the test does
/// anything else with it, so that regions say nothing.
pub(super) fn constants(test: &BoolNode, into: &mut Vec<Value>) -> bool {
    match test {
        BoolNode::Const(_) | BoolNode::Slot(INPUT) => true,
        BoolNode::Not(inner) => constants(inner, into),
        BoolNode::And(parts) | BoolNode::Or(parts) => parts.iter().all(|part| constants(part, into)),
        BoolNode::Numbers(_, pair) => pair.iter().all(|node| number(node, into)),
        BoolNode::Texts(_, pair) => pair.iter().all(|node| text(node, into)),
        BoolNode::Enums(_, pair) => {
            pair.iter().all(|node| matches!(node, EnumNode::Const(Some(_)) | EnumNode::Slot(INPUT)))
        }
        BoolNode::Bools(_, pair) => pair.iter().all(|node| constants(node, into)),
        BoolNode::NumberWithin(range) => {
            let (value, bounds) = &**range;
            [value, &bounds.low, &bounds.high].into_iter().all(|node| number(node, into))
        }
        BoolNode::TextWithin(range) => {
            let (value, bounds) = &**range;
            [value, &bounds.low, &bounds.high].into_iter().all(|node| text(node, into))
        }
        BoolNode::Values(_, pair) => pair.iter().all(|node| general(node, into)),
        BoolNode::ValueWithin(range) => {
            let (value, bounds) = &**range;
            [value, &bounds.low, &bounds.high].into_iter().all(|node| general(node, into))
        }
        // No value of a region is null.
        BoolNode::IsNull(node) => is_input(node),
        _ => false,
    }
}

fn is_input(node: &Node) -> bool {
    node.as_slot() == Some(INPUT)
}

fn number(node: &NumberNode, into: &mut Vec<Value>) -> bool {
    match node {
        NumberNode::Const(Some(value)) => {
            into.push(Value::Number(*value));
            true
        }
        NumberNode::Slot(slot) => *slot == INPUT,
        _ => false,
    }
}

fn text(node: &TextNode, into: &mut Vec<Value>) -> bool {
    match node {
        TextNode::Const(Some(value)) => {
            into.push(Value::Text(value.clone()));
            true
        }
        TextNode::Slot(slot) => *slot == INPUT,
        _ => false,
    }
}

fn general(node: &General, into: &mut Vec<Value>) -> bool {
    match node {
        General::Const(value) if ordering(value, value).is_some() => {
            into.push(value.clone());
            true
        }
        General::Slot(slot) => *slot == INPUT,
        _ => false,
    }
}

/// One value of each region, in their order; `None` where a type has too many kinds of
/// values, or none with an order.
pub(super) fn samples(ty: &Type, mut constants: Vec<Value>) -> Option<Vec<Value>> {
    match ty {
        Type::Bool => return Some(vec![Value::Bool(true), Value::Bool(false)]),
        Type::Enum(names) => {
            return Some(names.names().iter().filter_map(|name| names.value(name)).map(Value::Enum).collect());
        }
        Type::Number | Type::Text | Type::Date | Type::Days | Type::Months => {}
        _ => return None,
    }
    constants.sort_by(|a, b| ordering(a, b).unwrap_or(std::cmp::Ordering::Equal));
    constants.dedup();
    let (Some(first), Some(last)) = (constants.first(), constants.last()) else {
        return Some(vec![anything(ty)?]);
    };
    let mut all = Vec::new();
    all.extend(beside(first, -1));
    for (at, value) in constants.iter().enumerate() {
        all.push(value.clone());
        all.extend(constants.get(at + 1).and_then(|next| between(value, next)));
    }
    all.extend(beside(last, 1));
    Some(all)
}

/// Some value, where no test cares which.
fn anything(ty: &Type) -> Option<Value> {
    Some(match ty {
        Type::Number => Value::from(1),
        Type::Text => Value::from("a"),
        Type::Date => Value::Date(Date::new(2024, 3, 20)?),
        Type::Days => Value::Days(DaysDuration::of_seconds(86_400)?),
        Type::Months => Value::Months(MonthsDuration::of_months(1)?),
        _ => return None,
    })
}

/// A value beyond all constants: before the first or behind the last.
fn beside(value: &Value, side: i64) -> Option<Value> {
    match value {
        Value::Number(number) => number.checked_add(Number::from(side)).map(Value::Number),
        Value::Date(date) => Date::of_days(date.days() + side).map(Value::Date),
        Value::Days(length) => length.checked_add(DaysDuration::of_seconds(side * 86_400)?).map(Value::Days),
        Value::Months(length) => MonthsDuration::of_months(length.months() + side).map(Value::Months),
        // Before the first text lies the empty one, behind the last a longer one.
        Value::Text(text) if side < 0 => (!text.is_empty()).then(|| Value::from("")),
        Value::Text(text) => Some(Value::from(format!("{text}…").as_str())),
        _ => None,
    }
}

/// A value between two neighbours, if there is one; a whole number where one will do.
fn between(low: &Value, high: &Value) -> Option<Value> {
    match (low, high) {
        (Value::Number(low), Value::Number(high)) => {
            let next = low.floor().checked_add(Number::from(1))?;
            if next < *high {
                return Some(Value::Number(next));
            }
            let middle = low.checked_add(high.checked_sub(*low)?.checked_div(Number::from(2))?)?;
            (*low < middle && middle < *high).then_some(Value::Number(middle))
        }
        (Value::Date(low), Value::Date(high)) => {
            let next = low.days() + 1;
            (next < high.days()).then(|| Date::of_days(next).map(Value::Date)).flatten()
        }
        (Value::Days(low), Value::Days(high)) => {
            let middle = (low.nanos() + high.nanos()).div_euclid(2);
            (low.nanos() < middle).then(|| DaysDuration::of_nanos(middle).map(Value::Days)).flatten()
        }
        (Value::Months(low), Value::Months(high)) => {
            let next = low.months() + 1;
            (next < high.months()).then(|| MonthsDuration::of_months(next).map(Value::Months)).flatten()
        }
        (Value::Text(low), Value::Text(high)) => {
            let shown = Value::from(format!("{low}…").as_str());
            let least = Value::from(format!("{low}\u{0}").as_str());
            let high = Value::Text(high.clone());
            [shown, least].into_iter().find(|middle| ordering(middle, &high).is_some_and(std::cmp::Ordering::is_lt))
        }
        _ => None,
    }
}
