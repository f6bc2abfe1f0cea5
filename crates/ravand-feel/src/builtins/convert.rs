//! Functions that make a value of one kind from another.

use super::{Evaluated, Function, Gives, Takes, arg, function, may, need, number_of, or_null, text_of, with};
use crate::ast::Kind;
use crate::general::make_range;
use crate::node::Env;
use crate::number::{Number, Rounding};
use crate::temporal::{Date, DateTime, DaysDuration, MonthsDuration, Time};
use crate::value::Value;

pub(super) static FUNCTIONS: &[Function] = &[
    function(
        "date",
        &[
            with(&[need("from", Takes::Text)], Gives::Date),
            with(&[need("from", Takes::Day)], Gives::Date),
            with(&[need("year", Takes::Number), need("month", Takes::Number), need("day", Takes::Number)], Gives::Date),
        ],
        date,
    ),
    function(
        "time",
        &[
            with(&[need("from", Takes::Text)], Gives::Time),
            with(&[need("from", Takes::Time)], Gives::Time),
            with(&[need("from", Takes::Day)], Gives::Time),
            with(
                &[
                    need("hour", Takes::Number),
                    need("minute", Takes::Number),
                    need("second", Takes::Number),
                    may("offset", Takes::Days),
                ],
                Gives::Time,
            ),
        ],
        time,
    ),
    function(
        "date and time",
        &[
            with(&[need("from", Takes::Text)], Gives::DateTime),
            with(&[need("date", Takes::Day), need("time", Takes::Time)], Gives::DateTime),
        ],
        moment,
    ),
    function("duration", &[with(&[need("from", Takes::Text)], Gives::Any)], |args, _| {
        let read = |text: &str| {
            let days = || text.parse::<DaysDuration>().ok().map(Value::Days);
            text.parse::<MonthsDuration>().ok().map(Value::Months).or_else(days)
        };
        or_null(text_of(args, 0).and_then(read))
    }),
    function(
        "years and months duration",
        &[with(&[need("from", Takes::Day), need("to", Takes::Day)], Gives::Months)],
        |args, _| {
            let months = day_of(arg(args, 0)).zip(day_of(arg(args, 1))).map(|(from, to)| from.months_until(to));
            or_null(months.and_then(MonthsDuration::of_months).map(Value::Months))
        },
    ),
    function(
        "number",
        &[
            with(&[need("from", Takes::Text)], Gives::Number),
            with(&[need("from", Takes::Number)], Gives::Number),
            with(
                &[
                    need("from", Takes::Text),
                    need("grouping separator", Takes::Text),
                    need("decimal separator", Takes::Text),
                ],
                Gives::Number,
            ),
        ],
        number,
    ),
    function("string", &[with(&[need("from", Takes::Any)], Gives::Text)], |args, _| match arg(args, 0) {
        Value::Null => Ok(Value::Null),
        value => Value::text(plain(value)),
    }),
    function("range", &[with(&[need("from", Takes::Text)], Gives::Range)], range),
];

/// Whether a function makes values from constants that are worth knowing beforehand.
pub(super) fn makes_constants(function: &Function) -> bool {
    FUNCTIONS.iter().any(|known| known.name == function.name)
}

fn day_of(value: &Value) -> Option<Date> {
    match value {
        Value::Date(date) => Some(*date),
        Value::DateTime(moment) => Some(moment.date()),
        _ => None,
    }
}

fn small(args: &[Value], at: usize) -> Option<u32> {
    number_of(args, at)?.to_i64().and_then(|whole| u32::try_from(whole).ok())
}

fn date(args: &[Value], _: &Env<'_>) -> Evaluated {
    or_null(match args {
        [Value::Text(text)] => text.parse().ok().map(Value::Date),
        [value] => day_of(value).map(Value::Date),
        _ => {
            let year = number_of(args, 0).and_then(Number::to_i64).and_then(|year| i32::try_from(year).ok());
            year.zip(small(args, 1).zip(small(args, 2))).and_then(|(y, (m, d))| Date::new(y, m, d)).map(Value::Date)
        }
    })
}

fn time(args: &[Value], _: &Env<'_>) -> Evaluated {
    or_null(match args {
        [Value::Text(text)] => text.parse().ok().map(Value::Time),
        [Value::Time(time)] => Some(Value::Time(*time)),
        [Value::DateTime(moment)] => Some(Value::Time(moment.time())),
        [Value::Date(_)] => Some(Value::Time(Time::midnight(Some(0)))),
        _ => time_of_parts(args).map(Value::Time),
    })
}

fn time_of_parts(args: &[Value]) -> Option<Time> {
    let offset = match arg(args, 3) {
        Value::Null => None,
        Value::Days(offset) => Some(i32::try_from(offset.seconds()?.to_i64()?).ok()?),
        _ => return None,
    };
    let second = number_of(args, 2)?;
    let part = second.checked_sub(second.floor())?.checked_mul(Number::from(1_000_000_000))?;
    let nanos = u32::try_from(part.checked_round(0, Rounding::Down)?.to_i64()?).ok()?;
    let whole = u32::try_from(second.floor().to_i64()?).ok()?;
    Time::new(small(args, 0)?, small(args, 1)?, whole, nanos, offset)
}

fn moment(args: &[Value], _: &Env<'_>) -> Evaluated {
    or_null(match args {
        [Value::Text(text)] => text.parse().ok().map(Value::DateTime),
        [day, Value::Time(time)] => day_of(day).map(|date| Value::DateTime(DateTime::new(date, *time))),
        _ => None,
    })
}

fn number(args: &[Value], _: &Env<'_>) -> Evaluated {
    if let [Value::Number(number)] = args {
        return Ok(Value::Number(*number));
    }
    let Some(text) = text_of(args, 0) else { return Ok(Value::Null) };
    let separator = |at: usize| match arg(args, at) {
        Value::Null => Some(None),
        Value::Text(separator) if matches!(&**separator, " " | "," | ".") => Some(Some(separator.clone())),
        _ => None,
    };
    let (Some(grouping), Some(decimal)) = (separator(1), separator(2)) else { return Ok(Value::Null) };
    if grouping.is_some() && grouping == decimal {
        return Ok(Value::Null);
    }
    let mut plain = text.to_owned();
    if let Some(grouping) = grouping {
        plain = plain.replace(&*grouping, "");
    }
    if let Some(decimal) = decimal {
        plain = plain.replace(&*decimal, ".");
    }
    or_null(read_number(&plain).map(Value::Number))
}

/// As the standard's number literals, with a sign: `-12.5`, `.5`, `1.2e3`.
fn read_number(text: &str) -> Option<Number> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).map_or((text, "0"), |(m, e)| (m, e));
    let (sign, digits) = mantissa.strip_prefix('-').map_or(("", mantissa), |digits| ("-", digits));
    let zero = if digits.starts_with('.') { "0" } else { "" };
    let number: Number = format!("{sign}{zero}{digits}").parse().ok()?;
    let exponent: i32 = exponent.strip_prefix('+').unwrap_or(exponent).parse().ok()?;
    if exponent == 0 {
        return Some(number);
    }
    // 10 to a negative power would lose digits that a division keeps.
    let tens = Number::from(10).checked_pow(exponent.checked_abs()?)?;
    if exponent > 0 { number.checked_mul(tens) } else { number.checked_div(tens) }
}

/// As `string` gives it: without the quotes of a text and the sign of a time.
fn plain(value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Date(value) => value.to_string(),
        Value::Time(value) => value.to_string(),
        Value::DateTime(value) => value.to_string(),
        Value::Days(value) => value.to_string(),
        Value::Months(value) => value.to_string(),
        Value::Number(value) => value.to_string(),
        value => value.to_string(),
    }
}

/// A text as the range that it writes, its ends constants.
fn range(args: &[Value], env: &Env<'_>) -> Evaluated {
    let Some(text) = text_of(args, 0) else { return Ok(Value::Null) };
    env.state.spend(1_000)?;
    let mut problems = Vec::new();
    let tree = crate::parse::expression(text, &crate::schema::Schema::new(), &mut problems);
    let Some(Kind::Range(bounds)) = tree.filter(|_| problems.is_empty()).map(|tree| tree.kind) else {
        return Ok(Value::Null);
    };
    let (Some(low), Some(high)) = (constant(&bounds.low.kind), constant(&bounds.high.kind)) else {
        return Ok(Value::Null);
    };
    or_null(make_range(low, bounds.low_open, high, bounds.high_open))
}

fn constant(kind: &Kind) -> Option<Value> {
    Some(match kind {
        Kind::Null => Value::Null,
        Kind::Number(number) => Value::Number(*number),
        Kind::Text(text) => Value::Text(text.clone()),
        Kind::At(value) => value.clone(),
        Kind::Negate(inner) => crate::general::negate(&constant(&inner.kind)?),
        // `date("2024-03-20")` and its like.
        Kind::Call(callee, arguments) => match (&callee.kind, arguments.as_slice()) {
            (Kind::Name(name), [only]) if matches!(name.as_str(), "date" | "time" | "date and time" | "duration") => {
                match &only.value.kind {
                    Kind::Text(text) => crate::parse::at_value(text)?,
                    _ => return None,
                }
            }
            _ => return None,
        },
        _ => return None,
    })
}
