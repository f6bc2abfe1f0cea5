//! `for`, `some` and `every`.

use super::{Domain, Loop};
use crate::limits::VALUE_SIZE_MAX;
use crate::node::Env;
use crate::number::Number;
use crate::problem::EvalError;
use crate::temporal::Date;
use crate::value::{List, Value};

/// What a round says: go on or not.
type Round<'r> = dyn FnMut() -> Result<bool, EvalError> + 'r;

/// The results of all rounds. Null where a domain is none.
pub(super) fn collect(body: &Loop, env: &Env<'_>) -> Result<Value, EvalError> {
    let mut made: Vec<Value> = Vec::new();
    let mut size = 0_u32;
    if let Some(partial) = body.partial {
        env.state.push(Value::Null);
        env.state.set_local(partial, List::new(Vec::new()).map(Value::List)?);
    }
    let result = rounds(&body.domains, env, &mut || {
        let value = body.body.eval(env)?;
        size = size.saturating_add(value.size());
        if size > VALUE_SIZE_MAX {
            return Err(EvalError::TooLarge);
        }
        made.push(value);
        if let Some(partial) = body.partial {
            // Each round sees a list of its own: the copy is paid for.
            env.state.spend(made.len() as u32)?;
            env.state.set_local(partial, List::new(made.clone()).map(Value::List)?);
        }
        Ok(true)
    });
    if body.partial.is_some() {
        env.state.pop();
    }
    Ok(if result? { List::new(made).map(Value::List)? } else { Value::Null })
}

/// `some` is decided by the first true, `every` by the first false; else a null wins.
pub(super) fn quantified(some: bool, body: &Loop, env: &Env<'_>) -> Result<Value, EvalError> {
    let mut result = Some(!some);
    let known = rounds(&body.domains, env, &mut || {
        match body.body.eval(env)? {
            Value::Bool(value) if value == some => {
                result = Some(some);
                return Ok(false);
            }
            Value::Bool(_) => {}
            _ => result = None,
        }
        Ok(true)
    })?;
    Ok(if known { result.map_or(Value::Null, Value::Bool) } else { Value::Null })
}

/// Runs the rounds of the domains. `false` if one of them is no domain.
fn rounds(domains: &[Domain], env: &Env<'_>, round: &mut Round<'_>) -> Result<bool, EvalError> {
    let mut going = true;
    nest(domains, env, &mut going, round)
}

fn nest(domains: &[Domain], env: &Env<'_>, going: &mut bool, round: &mut Round<'_>) -> Result<bool, EvalError> {
    let Some((first, rest)) = domains.split_first() else {
        *going = round()?;
        return Ok(true);
    };
    let Some(values) = values(first, env)? else { return Ok(false) };
    let mut known = true;
    values.each(&mut |value| {
        env.state.spend(1)?;
        known &= env.state.with(value, || nest(rest, env, going, round))?;
        Ok(*going && known)
    })?;
    Ok(known)
}

/// The values of a domain, in their order.
enum Values {
    List(List),
    One(Value),
    Whole(i64, i64),
    Days(i64, i64),
}

fn values(domain: &Domain, env: &Env<'_>) -> Result<Option<Values>, EvalError> {
    let (low, high, low_open, high_open) = match domain {
        Domain::Span(from, to) => (from.eval(env)?, to.eval(env)?, false, false),
        Domain::Of(node) => match node.eval(env)? {
            Value::List(list) => return Ok(Some(Values::List(list))),
            Value::Range(range) => (range.low.clone(), range.high.clone(), range.low_open, range.high_open),
            Value::Null => return Ok(None),
            value => return Ok(Some(Values::One(value))),
        },
    };
    let inner = |from: i64, to: i64| {
        let step = if from <= to { 1 } else { -1 };
        (from + if low_open { step } else { 0 }, to - if high_open { step } else { 0 })
    };
    Ok(match (low, high) {
        (Value::Number(from), Value::Number(to)) => {
            let (Some(from), Some(to)) = (near(from), near(to)) else { return Ok(None) };
            let (from, to) = inner(from, to);
            Some(Values::Whole(from, to))
        }
        (Value::Date(from), Value::Date(to)) => {
            let (from, to) = inner(from.days(), to.days());
            Some(Values::Days(from, to))
        }
        _ => None,
    })
}

/// A whole number within what a loop could ever reach.
fn near(number: Number) -> Option<i64> {
    number.to_i64().filter(|whole| whole.unsigned_abs() < 1 << 60)
}

impl Values {
    /// Calls `round` with each value until it says no.
    fn each(self, round: &mut dyn FnMut(Value) -> Result<bool, EvalError>) -> Result<(), EvalError> {
        let (from, to, value): (i64, i64, fn(i64) -> Value) = match self {
            Values::List(list) => {
                for item in list.items() {
                    if !round(item.clone())? {
                        break;
                    }
                }
                return Ok(());
            }
            Values::One(value) => return round(value).map(drop),
            Values::Whole(from, to) => (from, to, |at| Value::from(at)),
            Values::Days(from, to) => (from, to, |at| Date::of_days(at).map_or(Value::Null, Value::Date)),
        };
        let step = if from <= to { 1 } else { -1 };
        let mut at = from;
        // A range whose open ends leave nothing was turned around by them.
        while (to - at) * step >= 0 {
            if !round(value(at))? {
                break;
            }
            at += step;
        }
        Ok(())
    }
}
