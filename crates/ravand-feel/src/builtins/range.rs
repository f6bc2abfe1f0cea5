//! The relations between values and ranges, after the standard's table of them.
//!
//! Each is told by where the ends of the two lie to each other; an end that is null, or of
//! another kind, makes the answer null.

use std::cmp::Ordering;

use super::{Evaluated, Function, Gives, Signature, Takes, arg, function, need, with};
use crate::general::{includes, ordering};
use crate::value::{RangeValue, Value};

const POINTS: &[Signature] = &[with(&[need("point1", Takes::Point), need("point2", Takes::Point)], Gives::Bool)];
const RANGES: &[Signature] = &[with(&[need("range1", Takes::Range), need("range2", Takes::Range)], Gives::Bool)];
const IN_RANGE: &[Signature] = &[with(&[need("point", Takes::Point), need("range", Takes::Range)], Gives::Bool)];
const OF_RANGE: &[Signature] = &[with(&[need("range", Takes::Range), need("point", Takes::Point)], Gives::Bool)];

pub(super) static FUNCTIONS: &[Function] = &[
    function("before", POINTS, |args, _| answer(before(arg(args, 0), arg(args, 1)))),
    function("after", POINTS, |args, _| answer(before(arg(args, 1), arg(args, 0)))),
    function("meets", RANGES, |args, _| ranges(args, meets)),
    function("met by", RANGES, |args, _| ranges(args, |a, b| meets(b, a))),
    function("overlaps", RANGES, |args, _| ranges(args, overlaps)),
    function("overlaps before", RANGES, |args, _| ranges(args, overlaps_before)),
    function("overlaps after", RANGES, |args, _| ranges(args, |a, b| overlaps_before(b, a))),
    function("finishes", IN_RANGE, |args, _| answer(finishes(arg(args, 0), arg(args, 1)))),
    function("finished by", OF_RANGE, |args, _| answer(finishes(arg(args, 1), arg(args, 0)))),
    function("includes", OF_RANGE, |args, _| answer(holds(arg(args, 0), arg(args, 1)))),
    function("during", IN_RANGE, |args, _| answer(holds(arg(args, 1), arg(args, 0)))),
    function("starts", IN_RANGE, |args, _| answer(starts(arg(args, 0), arg(args, 1)))),
    function("started by", OF_RANGE, |args, _| answer(starts(arg(args, 1), arg(args, 0)))),
    function("coincides", POINTS, |args, _| answer(coincides(arg(args, 0), arg(args, 1)))),
];

type Known = Option<bool>;

fn answer(known: Known) -> Evaluated {
    Ok(known.map_or(Value::Null, Value::Bool))
}

fn ranges(args: &[Value], relation: impl Fn(&RangeValue, &RangeValue) -> Known) -> Evaluated {
    match (arg(args, 0), arg(args, 1)) {
        (Value::Range(a), Value::Range(b)) => answer(relation(a, b)),
        _ => Ok(Value::Null),
    }
}

/// Before, at or behind; where they meet, whether that counts.
fn order(left: &Value, right: &Value, wanted: Ordering, where_equal: bool) -> Known {
    let found = ordering(left, right)?;
    Some(found == wanted || (found.is_eq() && where_equal))
}

fn both(left: Known, right: Known) -> Known {
    Some(left? && right?)
}

fn before(left: &Value, right: &Value) -> Known {
    match (left, right) {
        (Value::Range(a), Value::Range(b)) => order(&a.high, &b.low, Ordering::Less, a.high_open || b.low_open),
        (Value::Range(a), point) => order(&a.high, point, Ordering::Less, a.high_open),
        (point, Value::Range(b)) => order(point, &b.low, Ordering::Less, b.low_open),
        (a, b) => order(a, b, Ordering::Less, false),
    }
}

fn meets(a: &RangeValue, b: &RangeValue) -> Known {
    Some(ordering(&a.high, &b.low)?.is_eq() && !a.high_open && !b.low_open)
}

fn overlaps(a: &RangeValue, b: &RangeValue) -> Known {
    let begins = order(&a.low, &b.high, Ordering::Less, !a.low_open && !b.high_open);
    let ends = order(&a.high, &b.low, Ordering::Greater, !a.high_open && !b.low_open);
    both(begins, ends)
}

fn overlaps_before(a: &RangeValue, b: &RangeValue) -> Known {
    let begins = order(&a.low, &b.low, Ordering::Less, !a.low_open && b.low_open);
    let reaches = order(&a.high, &b.low, Ordering::Greater, !a.high_open && !b.low_open);
    let ends = order(&a.high, &b.high, Ordering::Less, a.high_open || !b.high_open);
    both(both(begins, reaches), ends)
}

fn finishes(left: &Value, right: &Value) -> Known {
    match (left, right) {
        (Value::Range(a), Value::Range(b)) => {
            let together = ordering(&a.high, &b.high)?.is_eq() && a.high_open == b.high_open;
            both(Some(together), order(&a.low, &b.low, Ordering::Greater, a.low_open || !b.low_open))
        }
        (point, Value::Range(b)) => Some(ordering(&b.high, point)?.is_eq() && !b.high_open),
        _ => None,
    }
}

fn starts(left: &Value, right: &Value) -> Known {
    match (left, right) {
        (Value::Range(a), Value::Range(b)) => {
            let together = ordering(&a.low, &b.low)?.is_eq() && a.low_open == b.low_open;
            both(Some(together), order(&a.high, &b.high, Ordering::Less, a.high_open || !b.high_open))
        }
        (point, Value::Range(b)) => Some(ordering(&b.low, point)?.is_eq() && !b.low_open),
        _ => None,
    }
}

fn holds(range: &Value, inner: &Value) -> Known {
    match (range, inner) {
        (Value::Range(a), Value::Range(b)) => {
            let begins = order(&a.low, &b.low, Ordering::Less, !a.low_open || b.low_open);
            both(begins, order(&a.high, &b.high, Ordering::Greater, !a.high_open || b.high_open))
        }
        (Value::Range(a), point) => includes(a, point),
        _ => None,
    }
}

fn coincides(left: &Value, right: &Value) -> Known {
    match (left, right) {
        (Value::Range(a), Value::Range(b)) => {
            let ends = ordering(&a.low, &b.low)?.is_eq() && ordering(&a.high, &b.high)?.is_eq();
            Some(ends && a.low_open == b.low_open && a.high_open == b.high_open)
        }
        (a, b) => Some(ordering(a, b)?.is_eq()),
    }
}
