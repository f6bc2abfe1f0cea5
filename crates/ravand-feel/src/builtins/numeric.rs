//! Functions of numbers.

use super::{
    Evaluated, Function, Gives, Signature, Takes, arg, function, may, need, number_of, or_null, whole_of, with,
};
use crate::node::Env;
use crate::number::{Number, Rounding};
use crate::problem::EvalError;
use crate::value::Value;

const ONE: &[Signature] = &[with(&[need("number", Takes::Number)], Gives::Number)];
const SCALED: &[Signature] = &[with(&[need("n", Takes::Number), need("scale", Takes::Number)], Gives::Number)];
const MAYBE_SCALED: &[Signature] = &[with(&[need("n", Takes::Number), may("scale", Takes::Number)], Gives::Number)];

pub(super) static FUNCTIONS: &[Function] = &[
    function("decimal", SCALED, |args, _| rounded(args, Rounding::HalfEven)),
    function("floor", MAYBE_SCALED, |args, _| rounded(args, Rounding::Floor)),
    function("ceiling", MAYBE_SCALED, |args, _| rounded(args, Rounding::Ceiling)),
    function("round up", SCALED, |args, _| rounded(args, Rounding::Up)),
    function("round down", SCALED, |args, _| rounded(args, Rounding::Down)),
    function("round half up", SCALED, |args, _| rounded(args, Rounding::HalfUp)),
    function("round half down", SCALED, |args, _| rounded(args, Rounding::HalfDown)),
    function(
        "abs",
        &[with(&[need("n", Takes::Number)], Gives::Number), with(&[need("n", Takes::Duration)], Gives::First)],
        abs,
    ),
    function(
        "modulo",
        &[with(&[need("dividend", Takes::Number), need("divisor", Takes::Number)], Gives::Number)],
        modulo,
    ),
    function("sqrt", ONE, |args, _| or_null(number_of(args, 0).and_then(Number::checked_sqrt).map(Value::Number))),
    function("log", ONE, |args, _| or_null(number_of(args, 0).and_then(Number::checked_ln).map(Value::Number))),
    function("exp", ONE, exp),
    function("odd", &[with(&[need("number", Takes::Number)], Gives::Bool)], |args, _| parity(args, 1)),
    function("even", &[with(&[need("number", Takes::Number)], Gives::Bool)], |args, _| parity(args, 0)),
];

/// Scales that the standard's numbers have.
const SCALES: std::ops::RangeInclusive<i64> = -6_111..=6_176;

fn rounded(args: &[Value], rounding: Rounding) -> Evaluated {
    let scale = match args.get(1) {
        None => Some(0),
        Some(_) => whole_of(args, 1).filter(|scale| SCALES.contains(scale)),
    };
    match (number_of(args, 0), scale) {
        (Some(number), Some(scale)) => {
            number.checked_round(scale, rounding).map(Value::Number).ok_or(EvalError::Overflow)
        }
        _ => Ok(Value::Null),
    }
}

fn abs(args: &[Value], _: &Env<'_>) -> Evaluated {
    Ok(match arg(args, 0) {
        Value::Number(number) => Value::Number(number.abs()),
        value @ Value::Days(length) if length.is_negative() => crate::general::negate(value),
        value @ Value::Months(length) if length.months() < 0 => crate::general::negate(value),
        value @ (Value::Days(_) | Value::Months(_)) => value.clone(),
        _ => Value::Null,
    })
}

fn modulo(args: &[Value], _: &Env<'_>) -> Evaluated {
    match (number_of(args, 0), number_of(args, 1)) {
        (Some(_), Some(divisor)) if divisor.is_zero() => Err(EvalError::DivisionByZero),
        (Some(dividend), Some(divisor)) => {
            dividend.checked_modulo(divisor).map(Value::Number).ok_or(EvalError::Overflow)
        }
        _ => Ok(Value::Null),
    }
}

fn exp(args: &[Value], _: &Env<'_>) -> Evaluated {
    match number_of(args, 0) {
        Some(number) => number.checked_exp().map(Value::Number).ok_or(EvalError::Overflow),
        None => Ok(Value::Null),
    }
}

fn parity(args: &[Value], wanted: i64) -> Evaluated {
    let rest = number_of(args, 0).and_then(|number| number.checked_modulo(Number::from(2)));
    let rest = rest.and_then(|rest| rest.checked_round(0, Rounding::Down)).and_then(Number::to_i64);
    or_null(rest.map(|rest| Value::Bool(rest == wanted)))
}
