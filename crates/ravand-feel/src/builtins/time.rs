//! Functions of dates and times.

use super::{Evaluated, Function, Gives, Signature, Takes, arg, function, need, or_null, with};
use crate::general::equal;
use crate::temporal::Date;
use crate::value::Value;

const DAY: &[Signature] = &[with(&[need("date", Takes::Day)], Gives::Number)];
const NAMED_DAY: &[Signature] = &[with(&[need("date", Takes::Day)], Gives::Text)];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(super) static FUNCTIONS: &[Function] = &[
    function("day of year", DAY, |args, _| of_day(args, |date| Value::from(i64::from(date.day_of_year())))),
    function("week of year", DAY, |args, _| of_day(args, |date| Value::from(i64::from(date.week_of_year())))),
    function("day of week", NAMED_DAY, |args, _| of_day(args, |date| named(&WEEKDAYS, date.weekday()))),
    function("month of year", NAMED_DAY, |args, _| of_day(args, |date| named(&MONTHS, date.month()))),
    function("is", &[with(&[need("value1", Takes::Any), need("value2", Takes::Any)], Gives::Bool)], |args, _| {
        Ok(Value::Bool(is(arg(args, 0), arg(args, 1))))
    }),
];

fn named(names: &[&str], from_one: u32) -> Value {
    names.get(from_one as usize - 1).map_or(Value::Null, |name| Value::from(*name))
}

fn of_day(args: &[Value], read: impl Fn(Date) -> Value) -> Evaluated {
    or_null(match arg(args, 0) {
        Value::Date(date) => Some(read(*date)),
        Value::DateTime(moment) => Some(read(moment.date())),
        _ => None,
    })
}

/// The same element of the same domain: a time with an offset is no time without one.
fn is(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Time(a), Value::Time(b)) => a == b,
        (Value::DateTime(a), Value::DateTime(b)) => a == b,
        (left, right) => equal(left, right) == Some(true),
    }
}
