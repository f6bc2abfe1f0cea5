//! Comparisons that can never hold: `x > 10 and x < 5`, `3 > 4`.
//!
//! They are warnings, because what never holds is still a condition. Looked at are
//! comparisons of one name with constants that stand together in one `and`; what needs
//! reckoning is left alone.

use std::cmp::Ordering;
use std::ops::Range;

use crate::ast::{Comparison, Expr, Kind, Test};
use crate::codes;
use crate::general::ordering;
use crate::problem::Problem;
use crate::schema::Schema;
use crate::types::Type;
use crate::value::Value;

/// Reports what can never hold in an expression.
pub(crate) fn never(expr: &Expr, schema: &Schema, problems: &mut Vec<Problem>) {
    match &expr.kind {
        Kind::And(items) => {
            let mut known = Vec::new();
            items.iter().for_each(|item| demands(item, &mut known));
            contradiction(&known, schema, problems);
        }
        Kind::Compare(comparison, pair) => {
            if let (Some(left), Some(right)) = (constant(&pair[0]), constant(&pair[1]))
                && ordering(&left, &right).is_some_and(|order| !comparison.holds(order))
            {
                problems.push(Problem::new(&codes::NEVER, expr.span.clone()));
            }
        }
        _ => {}
    }
    expr.children().for_each(|child| never(child, schema, problems));
}

/// What a comparison demands of a name.
struct Demand<'e> {
    name: &'e str,
    comparison: Comparison,
    value: Bound<'e>,
    span: Range<u32>,
}

enum Bound<'e> {
    Known(Value),
    /// A bare name: one of the values of a list, or data.
    Word(&'e str),
}

fn constant(expr: &Expr) -> Option<Value> {
    match &expr.kind {
        Kind::Number(number) => Some(Value::Number(*number)),
        Kind::Text(text) => Some(Value::Text(text.clone())),
        Kind::At(value) => Some(value.clone()),
        Kind::Negate(inner) => match constant(inner)? {
            Value::Number(number) => Some(Value::Number(-number)),
            _ => None,
        },
        _ => None,
    }
}

/// The datum that an expression is, with the path to it.
fn subject(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        Kind::Name(name) => Some(name),
        Kind::Input => Some("?"),
        _ => None,
    }
}

fn demands<'e>(expr: &'e Expr, known: &mut Vec<Demand<'e>>) {
    let mut demand = |name, comparison, value| known.push(Demand { name, comparison, value, span: expr.span.clone() });
    match &expr.kind {
        Kind::And(items) => items.iter().for_each(|item| demands(item, known)),
        Kind::Compare(comparison, pair) => match (subject(&pair[0]), subject(&pair[1])) {
            (Some(name), None) => {
                if let Some(value) = constant(&pair[1]) {
                    demand(name, *comparison, Bound::Known(value));
                }
            }
            (None, Some(name)) => {
                if let Some(value) = constant(&pair[0]) {
                    demand(name, comparison.turned(), Bound::Known(value));
                }
            }
            (Some(name), Some(word)) if *comparison == Comparison::Equal => {
                demand(name, *comparison, Bound::Word(word))
            }
            _ => {}
        },
        Kind::Between(parts) => {
            if let (Some(name), Some(low), Some(high)) = (subject(&parts[0]), constant(&parts[1]), constant(&parts[2]))
            {
                demand(name, Comparison::GreaterOrEqual, Bound::Known(low));
                demand(name, Comparison::LessOrEqual, Bound::Known(high));
            }
        }
        Kind::In(of, tests) => {
            if let (Some(name), [Test::Range(bounds)]) = (subject(of), tests.as_slice())
                && let (Some(low), Some(high)) = (constant(&bounds.low), constant(&bounds.high))
            {
                let above = if bounds.low_open { Comparison::Greater } else { Comparison::GreaterOrEqual };
                let below = if bounds.high_open { Comparison::Less } else { Comparison::LessOrEqual };
                demand(name, above, Bound::Known(low));
                demand(name, below, Bound::Known(high));
            }
        }
        _ => {}
    }
}

/// Reports the first demand that contradicts one before it.
fn contradiction(known: &[Demand<'_>], schema: &Schema, problems: &mut Vec<Problem>) {
    for (index, later) in known.iter().enumerate() {
        let before = known.iter().take(index).filter(|earlier| earlier.name == later.name);
        if before.clone().any(|earlier| !together(earlier, later, schema)) {
            problems.push(Problem::new(&codes::CONTRADICTION, later.span.clone()).with("name", later.name));
            return;
        }
    }
}

/// Whether one value can meet both.
fn together(a: &Demand<'_>, b: &Demand<'_>, schema: &Schema) -> bool {
    use Comparison::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual};
    let (low, high) = match (&a.value, &b.value) {
        (Bound::Known(low), Bound::Known(high)) => (low, high),
        // Two words may be two data that happen to be equal; two names of one list are not.
        (Bound::Word(one), Bound::Word(other)) => {
            let names = match schema.slot(a.name).and_then(|slot| schema.ty(slot)) {
                Some(Type::Enum(names)) => names,
                _ => return true,
            };
            return one == other || names.value(one).is_none() || names.value(other).is_none();
        }
        _ => return true,
    };
    let Some(order) = ordering(low, high) else { return true };
    match (a.comparison, b.comparison) {
        (Equal, comparison) => comparison.holds(order),
        (comparison, Equal) => comparison.holds(order.reverse()),
        (Greater | GreaterOrEqual, Less | LessOrEqual) => {
            order == Ordering::Less || (order.is_eq() && a.comparison == GreaterOrEqual && b.comparison == LessOrEqual)
        }
        (Less | LessOrEqual, Greater | GreaterOrEqual) => {
            order == Ordering::Greater
                || (order.is_eq() && a.comparison == LessOrEqual && b.comparison == GreaterOrEqual)
        }
        _ => true,
    }
}
