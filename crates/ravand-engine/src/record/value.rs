//! Values in stored events: JSON in which every kind is told apart, so that a value is read back
//! as what it was without asking what was wanted.
//!
//! | value | stored |
//! |---|---|
//! | null, yes or no, a text | `null`, `true`, `"…"` |
//! | a number | `{"number": "12.50"}`: exact, whatever a reader makes of JSON's numbers |
//! | a name of a list | `{"enum": "main"}`; its position where no type says its name |
//! | a day, a time, a length | `{"date": …}`, `{"time": …}`, `{"date_time": …}`, `{"days": …}`, `{"months": …}` |
//! | a list | `[…]` |
//! | a range | `{"range": [low, low is open, high, high is open]}` |
//! | named values | `{"context": [[name, value], …]}`, in their order |

use super::{Unreadable, Unstorable};
use ravand_feel::{EnumValue, Type, Value};
use serde_json::{Value as Json, json};

/// A value as it is stored; `ty` is its type as far as one is known.
pub(crate) fn write(value: &Value, ty: &Type) -> Result<Json, Unstorable> {
    Ok(match value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Text(text) => Json::String(text.to_string()),
        Value::Number(number) => json!({ "number": number.to_string() }),
        Value::Enum(value) => match ty {
            Type::Enum(names) => names.name(*value).map_or(json!({ "enum": value.0 }), |name| json!({ "enum": name })),
            _ => json!({ "enum": value.0 }),
        },
        Value::Date(date) => json!({ "date": date.to_string() }),
        Value::Time(time) => json!({ "time": time.to_string() }),
        Value::DateTime(instant) => json!({ "date_time": instant.to_string() }),
        Value::Days(length) => json!({ "days": length.to_string() }),
        Value::Months(length) => json!({ "months": length.to_string() }),
        Value::List(list) => {
            let of = match ty {
                Type::List(of) => of,
                _ => &Type::Any,
            };
            Json::Array(list.items().iter().map(|item| write(item, of)).collect::<Result<_, _>>()?)
        }
        Value::Range(range) => {
            let of = match ty {
                Type::Range(of) => of,
                _ => &Type::Any,
            };
            let (low, high) = (write(range.low(), of)?, write(range.high(), of)?);
            json!({ "range": [low, range.low_open(), high, range.high_open()] })
        }
        Value::Context(context) => {
            let entry = |(name, value): (&str, &Value)| {
                let of = match ty {
                    Type::Context(fields) => fields.get(name).unwrap_or(&Type::Any),
                    _ => &Type::Any,
                };
                Ok(json!([name, write(value, of)?]))
            };
            json!({ "context": context.iter().map(entry).collect::<Result<Vec<Json>, Unstorable>>()? })
        }
        // A function, and whatever the language gets later: nothing is stored half.
        other => return Err(Unstorable(format!("the value {other}"))),
    })
}

/// A value that was stored.
pub(crate) fn read(stored: &Json, ty: &Type) -> Result<Value, Unreadable> {
    let wrong = || Unreadable::new("a value", stored);
    match stored {
        Json::Null => return Ok(Value::Null),
        Json::Bool(value) => return Ok(Value::Bool(*value)),
        Json::String(text) => return Ok(Value::from(text.as_str())),
        Json::Array(items) => {
            let of = match ty {
                Type::List(of) => of,
                _ => &Type::Any,
            };
            let items = items.iter().map(|item| read(item, of)).collect::<Result<Vec<_>, _>>()?;
            return Value::list(items).map_err(|_| wrong());
        }
        _ => {}
    }
    let fields = stored.as_object().filter(|fields| fields.len() == 1).ok_or_else(wrong)?;
    let (kind, inner) = fields.iter().next().ok_or_else(wrong)?;
    tagged(kind, inner, ty).ok_or_else(wrong)?
}

/// What stands under a word for its kind; `None` if it is not of that kind.
fn tagged(kind: &str, inner: &Json, ty: &Type) -> Option<Result<Value, Unreadable>> {
    let value = match (kind, inner) {
        ("number", Json::String(text)) => Value::Number(text.parse().ok()?),
        ("enum", Json::Number(index)) => Value::Enum(EnumValue(u16::try_from(index.as_u64()?).ok()?)),
        ("enum", Json::String(name)) => match ty {
            Type::Enum(names) => Value::Enum(names.value(name)?),
            _ => return None,
        },
        ("date", Json::String(text)) => Value::Date(text.parse().ok()?),
        ("time", Json::String(text)) => Value::Time(text.parse().ok()?),
        ("date_time", Json::String(text)) => Value::DateTime(text.parse().ok()?),
        ("days", Json::String(text)) => Value::Days(text.parse().ok()?),
        ("months", Json::String(text)) => Value::Months(text.parse().ok()?),
        ("range", Json::Array(parts)) => {
            let of = match ty {
                Type::Range(of) => of,
                _ => &Type::Any,
            };
            let [low, Json::Bool(low_open), high, Json::Bool(high_open)] = parts.as_slice() else { return None };
            let ends = read(low, of).and_then(|low| Ok((low, read(high, of)?)));
            let (low, high) = match ends {
                Ok(ends) => ends,
                Err(why) => return Some(Err(why)),
            };
            Value::range(low, *low_open, high, *high_open).ok()?
        }
        ("context", Json::Array(entries)) => {
            let mut read_in = Vec::with_capacity(entries.len());
            for entry in entries {
                let [Json::String(name), value] = entry.as_array()?.as_slice() else { return None };
                let of = match ty {
                    Type::Context(fields) => fields.get(name).unwrap_or(&Type::Any),
                    _ => &Type::Any,
                };
                match read(value, of) {
                    Ok(value) => read_in.push((name.as_str(), value)),
                    Err(why) => return Some(Err(why)),
                }
            }
            Value::context(read_in).ok()?
        }
        _ => return None,
    };
    Some(Ok(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ravand_feel::{Expression, Schema};

    #[test]
    fn every_kind_of_value_comes_back() {
        let side = Type::one_of(["main", "side"]);
        let cases = [
            (Type::Any, "null"),
            (Type::Bool, "true"),
            (Type::Number, "-12.50"),
            (Type::Text, "\"\u{200c}روند\""),
            (Type::Date, "@\"2024-03-20\""),
            (Type::Time, "@\"12:30:00+03:30\""),
            (Type::DateTime, "@\"2024-03-20T08:00:00\""),
            (Type::Days, "@\"P1DT2H\""),
            (Type::Months, "@\"P1Y2M\""),
            (Type::list(Type::Number), "[1, 2.5, null]"),
            (Type::range(Type::Number), "(1..5]"),
            (Type::context([("price", Type::Number)]), "{price: 5, \"a b\": [\"c\"]}"),
        ];
        for (ty, text) in cases {
            let value = Expression::compile(text, &Schema::new(), Some(&ty)).unwrap().evaluate(&[]).unwrap();
            let stored = write(&value, &ty).unwrap();
            assert_eq!(read(&stored, &ty).unwrap(), value, "{stored}");
            assert_eq!(read(&stored, &Type::Any).unwrap(), value, "{stored} tells its kind without a type");
        }
        let value = Value::list([side.read("side").unwrap()]).unwrap();
        let sides = Type::list(side.clone());
        assert_eq!(write(&value, &sides).unwrap(), json!([{ "enum": "side" }]));
        assert_eq!(read(&json!([{ "enum": "side" }]), &sides).unwrap(), value);
        assert!(read(&json!({ "enum": "roof" }), &side).is_err());
        assert!(read(&json!({ "number": "x" }), &Type::Any).is_err());
        assert!(read(&json!({ "number": "1", "date": "2024-03-20" }), &Type::Any).is_err());
    }

    #[test]
    fn a_function_is_not_stored_half() {
        let function = Expression::compile("function(a) a + 1", &Schema::new(), None).unwrap().evaluate(&[]).unwrap();
        assert!(write(&Value::list([function]).unwrap(), &Type::Any).is_err());
    }
}
