//! `a.b` and `a[b]`: into contexts, lists, dates and durations.

use super::General;
use crate::node::Env;
use crate::number::Number;
use crate::problem::EvalError;
use crate::temporal::{Date, DateTime, DaysDuration, MonthsDuration, Time};
use crate::value::{List, Value};

/// The entry or property of that name; of a list, those of its items.
pub(super) fn field(value: &Value, name: &str, env: &Env<'_>) -> Result<Value, EvalError> {
    if let Value::List(list) = value {
        env.state.spend(list.items().len() as u32)?;
        let items = list.items().iter().map(|item| field(item, name, env)).collect::<Result<Vec<_>, _>>()?;
        return List::new(items).map(Value::List);
    }
    Ok(property(value, name).unwrap_or_default())
}

fn property(value: &Value, name: &str) -> Option<Value> {
    match value {
        Value::Context(context) => context.get(name).cloned(),
        Value::Date(date) => of_date(*date, name),
        Value::Time(time) => of_time(*time, name),
        Value::DateTime(moment) => of_moment(*moment, name),
        Value::Days(length) => of_days(*length, name),
        Value::Months(length) => of_months(*length, name),
        Value::Range(range) => match name {
            "start" => Some(range.low.clone()),
            "end" => Some(range.high.clone()),
            "start included" => Some((!range.low_open).into()),
            "end included" => Some((!range.high_open).into()),
            _ => None,
        },
        _ => None,
    }
}

fn whole(value: impl Into<i64>) -> Option<Value> {
    Some(Value::from(value.into()))
}

fn of_date(date: Date, name: &str) -> Option<Value> {
    match name {
        "year" => whole(date.year()),
        "month" => whole(date.month()),
        "day" => whole(date.day()),
        "weekday" => whole(date.weekday()),
        _ => None,
    }
}

fn of_time(time: Time, name: &str) -> Option<Value> {
    match name {
        "hour" => whole(time.hour()),
        "minute" => whole(time.minute()),
        "second" => {
            let part = Number::from(i64::from(time.nanos())).checked_div(Number::from(1_000_000_000))?;
            Number::from(i64::from(time.second())).checked_add(part).map(Value::Number)
        }
        "time offset" => DaysDuration::of_seconds(time.offset()?.into()).map(Value::Days),
        _ => None,
    }
}

fn of_moment(moment: DateTime, name: &str) -> Option<Value> {
    of_date(moment.date(), name).or_else(|| of_time(moment.time(), name))
}

fn of_days(length: DaysDuration, name: &str) -> Option<Value> {
    let sign = if length.is_negative() { -1 } else { 1 };
    let (days, hours, minutes, seconds, nanos) = length.parts();
    match name {
        "days" => whole(sign * days),
        "hours" => whole(sign * hours),
        "minutes" => whole(sign * minutes),
        "seconds" => {
            let part = Number::from(i64::from(nanos)).checked_div(Number::from(1_000_000_000))?;
            let seconds = Number::from(seconds).checked_add(part)?;
            Some(Value::Number(if sign < 0 { -seconds } else { seconds }))
        }
        _ => None,
    }
}

fn of_months(length: MonthsDuration, name: &str) -> Option<Value> {
    match name {
        "years" => whole(length.months() / 12),
        "months" => whole(length.months() % 12),
        _ => None,
    }
}

/// By position, from 1 or from the end with -1; or all items for which the condition holds.
/// What is no list is a list of one.
pub(super) fn filter(value: &Value, by: &General, env: &Env<'_>) -> Result<Value, EvalError> {
    let single;
    let items = match value {
        Value::List(list) => list.items(),
        Value::Null => &[],
        value => {
            single = [value.clone()];
            &single[..]
        }
    };
    let mut kept = Vec::new();
    if items.is_empty() {
        // Without an item the filter may still be a position; it is asked once with nothing.
        let position = matches!(env.state.with(Value::Null, || by.eval(env))?, Value::Number(_));
        return if position || value.is_null() { Ok(Value::Null) } else { List::new(kept).map(Value::List) };
    }
    for item in items {
        env.state.spend(1)?;
        match env.state.with(item.clone(), || by.eval(env))? {
            Value::Bool(true) => kept.push(item.clone()),
            Value::Number(position) => return Ok(at(items, position)),
            _ => {}
        }
    }
    List::new(kept).map(Value::List)
}

fn at(items: &[Value], position: Number) -> Value {
    let Some(position) = position.to_i64() else { return Value::Null };
    let index = match position {
        1.. => position - 1,
        _ => (items.len() as i64).saturating_add(position),
    };
    let known = usize::try_from(index).ok().filter(|_| position != 0);
    known.and_then(|index| items.get(index)).cloned().unwrap_or_default()
}
