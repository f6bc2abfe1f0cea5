//! Operators on values of any kind. What does not go together gives null.

use std::cmp::Ordering;

use crate::ast::{Comparison, Operator};
use crate::node::Env;
use crate::number::Number;
use crate::problem::EvalError;
use crate::temporal::{DateTime, DaysDuration, MonthsDuration, Time};
use crate::value::{RangeValue, Value};

/// Which comes first; `None` where they have no order among each other.
pub(crate) fn ordering(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Number(a), Value::Number(b)) => Some(a.cmp(b)),
        (Value::Text(a), Value::Text(b)) => Some(a.cmp(b)),
        (Value::Date(a), Value::Date(b)) => Some(a.cmp(b)),
        (Value::Time(a), Value::Time(b)) => a.compare(*b),
        (Value::DateTime(a), Value::DateTime(b)) => a.compare(*b),
        (Value::Days(a), Value::Days(b)) => Some(a.cmp(b)),
        (Value::Months(a), Value::Months(b)) => Some(a.cmp(b)),
        _ => None,
    }
}

/// Whether they are the same; not known between values of different kinds. Null is the
/// same as null and as nothing else.
pub(crate) fn equal(left: &Value, right: &Value) -> Option<bool> {
    match (left, right) {
        (Value::Null, Value::Null) => Some(true),
        (Value::Null, _) | (_, Value::Null) => Some(false),
        (Value::Time(_), Value::Time(_)) | (Value::DateTime(_), Value::DateTime(_)) => {
            ordering(left, right).map(Ordering::is_eq)
        }
        (Value::List(a), Value::List(b)) => {
            let (a, b) = (a.items(), b.items());
            if a.len() != b.len() {
                return Some(false);
            }
            all(a.iter().zip(b).map(|(a, b)| equal(a, b)))
        }
        (Value::Context(a), Value::Context(b)) => {
            let (a, b) = (a.entries(), b.entries());
            if a.len() != b.len() {
                return Some(false);
            }
            let other = |name: &str| b.iter().find(|(known, _)| **known == *name).map(|(_, value)| value);
            all(a.iter().map(|(name, value)| other(name).map_or(Some(false), |found| equal(value, found))))
        }
        (a, b) if std::mem::discriminant(a) == std::mem::discriminant(b) => Some(a == b),
        _ => None,
    }
}

/// False if one is, else null if one is, else true.
fn all(mut parts: impl std::iter::Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut result = Some(true);
    parts
        .find_map(|part| match part {
            Some(false) => Some(Some(false)),
            Some(true) => None,
            None => {
                result = None;
                None
            }
        })
        .unwrap_or(result)
}

/// A comparison of two values.
pub(crate) fn compare(comparison: Comparison, left: &Value, right: &Value) -> Option<bool> {
    match comparison {
        Comparison::Equal => equal(left, right),
        Comparison::NotEqual => equal(left, right).map(|same| !same),
        Comparison::Matches if left.is_null() || right.is_null() => None,
        Comparison::Matches => equal(left, right),
        _ => ordering(left, right).map(|order| comparison.holds(order)),
    }
}

/// Whether a range holds a value; certain where one end decides.
pub(crate) fn includes(range: &RangeValue, value: &Value) -> Option<bool> {
    let above = match &range.low {
        Value::Null => Some(true),
        low => ordering(value, low).map(|order| order.is_gt() || (order.is_eq() && !range.low_open)),
    };
    let below = match &range.high {
        Value::Null => Some(true),
        high => ordering(value, high).map(|order| order.is_lt() || (order.is_eq() && !range.high_open)),
    };
    match (above, below) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// `value in test`, where the test is a value: in a range, among a list (whose ranges are
/// looked into), or the same.
pub(crate) fn is_member(value: &Value, test: &Value, env: &Env<'_>) -> Result<Option<bool>, EvalError> {
    Ok(match test {
        Value::Range(range) if !matches!(value, Value::Range(_)) => includes(range, value),
        Value::List(list) => {
            env.state.spend(list.items().len() as u32)?;
            if matches!(value, Value::List(_)) && equal(value, test) == Some(true) {
                return Ok(Some(true));
            }
            let mut result = Some(false);
            for item in list.items() {
                let found = match (value, item) {
                    (Value::Range(_), Value::Range(_)) => equal(value, item),
                    (_, Value::Range(range)) => includes(range, value),
                    (value, item) => equal(value, item),
                };
                match found {
                    Some(true) => return Ok(Some(true)),
                    Some(false) => {}
                    None => result = result.filter(|_| !value.is_null()),
                }
            }
            result
        }
        test => compare(Comparison::Matches, value, test),
    })
}

pub(crate) fn negate(value: &Value) -> Value {
    match value {
        Value::Number(number) => Value::Number(-*number),
        Value::Days(length) => length.checked_neg().map_or(Value::Null, Value::Days),
        Value::Months(length) => Value::Months(length.neg()),
        _ => Value::Null,
    }
}

/// Arithmetic on numbers, texts, times and durations.
pub(crate) fn arithmetic(operator: Operator, left: &Value, right: &Value, env: &Env<'_>) -> Result<Value, EvalError> {
    Ok(match (operator, left, right) {
        (_, Value::Null, _) | (_, _, Value::Null) => Value::Null,
        (_, Value::Number(a), Value::Number(b)) => Value::Number(operator.apply(*a, *b)?),
        (Operator::Add, Value::Text(a), Value::Text(b)) => {
            env.state.spend(1 + ((a.len() + b.len()) / 32) as u32)?;
            Value::text([&**a, &**b].concat())?
        }
        (Operator::Add, _, _) => sum(left, right)?,
        (Operator::Subtract, _, _) => difference(left, right)?,
        (Operator::Multiply, Value::Number(factor), length) | (Operator::Multiply, length, Value::Number(factor)) => {
            scaled(length, *factor)?
        }
        (Operator::Divide, Value::Days(a), Value::Days(b)) => ratio(a.seconds(), b.seconds())?,
        (Operator::Divide, Value::Months(a), Value::Months(b)) => {
            ratio(Some(Number::from(a.months())), Some(Number::from(b.months())))?
        }
        (Operator::Divide, length, Value::Number(by)) => divided(length, *by)?,
        _ => Value::Null,
    })
}

/// The value, or an overflow where it is beyond what its kind holds.
fn within<T: Into<Value>>(value: Option<T>) -> Result<Value, EvalError> {
    value.map(Into::into).ok_or(EvalError::Overflow)
}

fn sum(left: &Value, right: &Value) -> Result<Value, EvalError> {
    match (left, right) {
        (Value::Days(a), Value::Days(b)) => within(a.checked_add(*b)),
        (Value::Months(a), Value::Months(b)) => within(a.checked_add(*b)),
        (Value::Days(_) | Value::Months(_), Value::Date(_) | Value::Time(_) | Value::DateTime(_)) => {
            later(right, left, false)
        }
        _ => later(left, right, false),
    }
}

fn difference(left: &Value, right: &Value) -> Result<Value, EvalError> {
    let midnight = |date, offset| DateTime::new(date, Time::midnight(offset));
    Ok(match (left, right) {
        (Value::Days(a), Value::Days(b)) => within(b.checked_neg().and_then(|b| a.checked_add(b)))?,
        (Value::Months(a), Value::Months(b)) => within(a.checked_add(b.neg()))?,
        (Value::Date(a), Value::Date(b)) => within(midnight(*a, None).since(midnight(*b, None)))?,
        // A date beside a moment is its midnight, of universal time if the moment has an offset.
        (Value::DateTime(a), Value::Date(b)) => {
            a.since(midnight(*b, a.time().offset().map(|_| 0))).map_or(Value::Null, Value::Days)
        }
        (Value::Date(a), Value::DateTime(b)) => {
            midnight(*a, b.time().offset().map(|_| 0)).since(*b).map_or(Value::Null, Value::Days)
        }
        (Value::DateTime(a), Value::DateTime(b)) => a.since(*b).map_or(Value::Null, Value::Days),
        (Value::Time(a), Value::Time(b)) => a.since(*b).map_or(Value::Null, Value::Days),
        _ => later(left, right, true)?,
    })
}

/// A date, time or moment so much later, or earlier.
fn later(from: &Value, length: &Value, back: bool) -> Result<Value, EvalError> {
    let days = |length: DaysDuration| if back { length.checked_neg() } else { Some(length) };
    let months = |length: MonthsDuration| if back { length.neg() } else { length };
    match (from, length) {
        (Value::Date(date), Value::Days(length)) => within(days(*length).and_then(|l| date.checked_add_days(l))),
        (Value::Date(date), Value::Months(length)) => within(date.checked_add_months(months(*length))),
        (Value::DateTime(at), Value::Days(length)) => within(days(*length).and_then(|l| at.checked_add_days(l))),
        (Value::DateTime(at), Value::Months(length)) => within(at.checked_add_months(months(*length))),
        (Value::Time(time), Value::Days(length)) => within(days(*length).map(|l| time.plus(l))),
        _ => Ok(Value::Null),
    }
}

fn scaled(length: &Value, factor: Number) -> Result<Value, EvalError> {
    match length {
        Value::Days(length) => {
            let seconds = length.seconds().and_then(|seconds| seconds.checked_mul(factor));
            within(seconds.and_then(DaysDuration::of_number))
        }
        Value::Months(length) => {
            let months = Number::from(length.months()).checked_mul(factor);
            within(months.and_then(whole_months))
        }
        _ => Ok(Value::Null),
    }
}

fn divided(length: &Value, by: Number) -> Result<Value, EvalError> {
    match length {
        Value::Days(_) | Value::Months(_) if by.is_zero() => Err(EvalError::DivisionByZero),
        Value::Days(length) => {
            let seconds = length.seconds().and_then(|seconds| seconds.checked_div(by));
            within(seconds.and_then(DaysDuration::of_number))
        }
        Value::Months(length) => within(Number::from(length.months()).checked_div(by).and_then(whole_months)),
        _ => Ok(Value::Null),
    }
}

/// A part of a month is cut off.
fn whole_months(months: Number) -> Option<MonthsDuration> {
    let whole = if months < Number::ZERO { -(-months).floor() } else { months.floor() };
    MonthsDuration::of_months(whole.to_i64()?)
}

fn ratio(left: Option<Number>, right: Option<Number>) -> Result<Value, EvalError> {
    match (left, right) {
        (Some(left), Some(right)) => Operator::Divide.apply(left, right).map(Value::Number),
        _ => Err(EvalError::Overflow),
    }
}
