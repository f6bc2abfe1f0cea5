//! The kinds of values: what `data` declares and an expression gives.
//!
//! A type is written as people declare it (`number`, `list of text`), and its
//! [`Display`](fmt::Display) reads back as the same type.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use crate::expression::Expression;
use crate::schema::Schema;
use crate::value::{EnumValue, Value};

/// The kind of a value. Every type has [`Value::Null`] besides.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Type {
    /// Yes or no.
    Bool,
    /// An exact decimal.
    Number,
    /// A text.
    Text,
    /// One of the names listed.
    Enum(Arc<EnumType>),
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A day with a time.
    DateTime,
    /// A length in days, hours, minutes and seconds.
    Days,
    /// A length in years and months.
    Months,
    /// Values of one type, in an order.
    List(Arc<Type>),
    /// All values between two.
    Range(Arc<Type>),
    /// Named values.
    Context(Arc<ContextType>),
    /// What can be called, with so many arguments.
    Function(Option<u16>),
    /// Nothing is known about it before it is there; what does not fit then is null.
    Any,
}

/// What a context has; it may have more.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContextType {
    fields: Vec<(Arc<str>, Type)>,
}

impl Type {
    /// A type with these names, in their order.
    pub fn one_of<S: Into<Arc<str>>>(names: impl IntoIterator<Item = S>) -> Type {
        Type::Enum(Arc::new(EnumType::new(names)))
    }

    /// A list of values of one type.
    pub fn list(of: Type) -> Type {
        Type::List(Arc::new(of))
    }

    /// A range of values of one type.
    pub fn range(of: Type) -> Type {
        Type::Range(Arc::new(of))
    }

    /// A context with these fields.
    pub fn context<S: Into<Arc<str>>>(fields: impl IntoIterator<Item = (S, Type)>) -> Type {
        Type::Context(Arc::new(ContextType::new(fields)))
    }

    /// Whether `value` is null or of this type.
    pub fn admits(&self, value: &Value) -> bool {
        match (self, value) {
            (_, Value::Null) | (Type::Any, _) => true,
            (Type::Bool, Value::Bool(_))
            | (Type::Number, Value::Number(_))
            | (Type::Text, Value::Text(_))
            | (Type::Date, Value::Date(_))
            | (Type::Time, Value::Time(_))
            | (Type::DateTime, Value::DateTime(_))
            | (Type::Days, Value::Days(_))
            | (Type::Months, Value::Months(_)) => true,
            (Type::Function(count), Value::Function(function)) => {
                count.is_none_or(|count| usize::from(count) == function.params().len())
            }
            (Type::Enum(names), Value::Enum(value)) => names.name(*value).is_some(),
            (Type::List(of), Value::List(list)) => list.items().iter().all(|item| of.admits(item)),
            (Type::Range(of), Value::Range(range)) => of.admits(range.low()) && of.admits(range.high()),
            (Type::Context(fields), Value::Context(context)) => {
                fields.iter().all(|(name, ty)| context.get(name).is_none_or(|value| ty.admits(value)))
            }
            _ => false,
        }
    }

    /// `value` as an expression would write it, enum values by their name.
    ///
    /// ```
    /// use ravand_feel::{Expression, Schema, Type, Value};
    /// let ty = Type::list(Type::Date);
    /// let day = Value::Date("2024-03-20".parse().unwrap());
    /// let days = Value::list([day]).unwrap();
    /// assert_eq!(ty.show(&days), "[@\"2024-03-20\"]");
    /// let back = Expression::compile(&ty.show(&days), &Schema::new(), Some(&ty)).unwrap();
    /// assert_eq!(back.evaluate(&[]), Ok(days));
    /// ```
    pub fn show(&self, value: &Value) -> String {
        struct Shown<'a>(&'a Type, &'a Value);
        impl fmt::Display for Shown<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.write(self.1, f)
            }
        }
        Shown(self, value).to_string()
    }

    /// The value that a plain word means for a datum of this type, as a default, a form or a
    /// scenario writes it: `yes`, `12.5`, `2024-03-20`, `P3D`, a text without quotes; for
    /// lists, ranges and contexts an expression of constants.
    ///
    /// ```
    /// use ravand_feel::{Type, Value};
    /// assert_eq!(Type::Bool.read("yes"), Some(Value::from(true)));
    /// assert_eq!(Type::Date.read("2024-03-20").map(|d| d.to_string()), Some("@\"2024-03-20\"".into()));
    /// assert_eq!(Type::Date.read("2024-02-30"), None);
    /// ```
    pub fn read(&self, text: &str) -> Option<Value> {
        match self {
            Type::Bool => match text {
                "yes" | "true" => Some(true.into()),
                "no" | "false" => Some(false.into()),
                _ => None,
            },
            Type::Text => Some(text.into()),
            Type::Number => text.parse().ok().map(Value::Number),
            Type::Enum(names) => names.value(text).map(Value::Enum),
            Type::Date => text.parse().ok().map(Value::Date),
            Type::Time => text.parse().ok().map(Value::Time),
            Type::DateTime => text.parse().ok().map(Value::DateTime),
            Type::Days => text.parse().ok().map(Value::Days),
            Type::Months => text.parse().ok().map(Value::Months),
            Type::Function(_) => None,
            Type::List(_) | Type::Range(_) | Type::Context(_) | Type::Any => {
                let expression = Expression::compile(text, &Schema::new(), Some(self)).ok()?;
                expression.evaluate(&[]).ok().filter(|value| !value.is_null() && self.admits(value))
            }
        }
    }

    fn write(&self, value: &Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, value) {
            (Type::Enum(names), Value::Enum(index)) => match names.name(*index) {
                Some(name) => f.write_str(name),
                None => write!(f, "{value}"),
            },
            (Type::List(of), Value::List(list)) => {
                f.write_str("[")?;
                for (index, item) in list.items().iter().enumerate() {
                    f.write_str(if index > 0 { ", " } else { "" })?;
                    of.write(item, f)?;
                }
                f.write_str("]")
            }
            (Type::Context(fields), Value::Context(context)) => {
                f.write_str("{")?;
                for (index, (name, value)) in context.iter().enumerate() {
                    f.write_str(if index > 0 { ", " } else { "" })?;
                    crate::value::write_key(name, f)?;
                    f.write_str(": ")?;
                    fields.get(name).unwrap_or(&Type::Any).write(value, f)?;
                }
                f.write_str("}")
            }
            _ => write!(f, "{value}"),
        }
    }

    /// The word by which an error names the kind.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Type::Bool => "yes_no",
            Type::Number => "number",
            Type::Text => "text",
            Type::Enum(_) => "one_of",
            Type::Date => "date",
            Type::Time => "time",
            Type::DateTime => "date_time",
            Type::Days => "duration",
            Type::Months => "months_duration",
            Type::List(_) => "list",
            Type::Range(_) => "range",
            Type::Context(_) => "context",
            Type::Function(_) => "function",
            Type::Any => "any",
        }
    }

    /// Whether two values of it are before or after each other.
    pub(crate) fn is_ordered(&self) -> bool {
        matches!(
            self,
            Type::Number
                | Type::Text
                | Type::Date
                | Type::Time
                | Type::DateTime
                | Type::Days
                | Type::Months
                | Type::Any
        )
    }

    /// Whether a value of this type can stand where `wanted` is wanted; what is not known
    /// before it is there can.
    pub(crate) fn fits(&self, wanted: &Type) -> bool {
        match (self, wanted) {
            (Type::Any, _) | (_, Type::Any) => true,
            (Type::List(a), Type::List(b)) | (Type::Range(a), Type::Range(b)) => a.fits(b),
            (Type::Context(a), Type::Context(b)) => {
                b.iter().all(|(name, wanted)| a.get(name).is_some_and(|found| found.fits(wanted)))
            }
            (Type::Function(a), Type::Function(b)) => a.is_none() || b.is_none() || a == b,
            _ => self == wanted,
        }
    }

    /// The type of which both are; [`Type::Any`] where there is none nearer.
    pub(crate) fn common(&self, other: &Type) -> Type {
        match (self, other) {
            (a, b) if a == b => a.clone(),
            (Type::List(a), Type::List(b)) if **a == Type::Any && a != b => Type::List(b.clone()),
            (Type::List(a), Type::List(b)) if **b == Type::Any && a != b => Type::List(a.clone()),
            (Type::List(a), Type::List(b)) => Type::list(a.common(b)),
            _ => Type::Any,
        }
    }
}

/// As `data` declares it: `yes_no`, `number`, `one_of [main, side]`, `list of date`,
/// `context {price: number}`.
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Type::Enum(names) => write!(f, "one_of [{names}]"),
            Type::List(of) => write!(f, "list of {of}"),
            Type::Range(of) => write!(f, "range of {of}"),
            Type::Context(fields) => {
                f.write_str("context {")?;
                for (index, (name, ty)) in fields.iter().enumerate() {
                    f.write_str(if index > 0 { ", " } else { "" })?;
                    crate::value::write_key(name, f)?;
                    write!(f, ": {ty}")?;
                }
                f.write_str("}")
            }
            simple => f.write_str(simple.word()),
        }
    }
}

impl ContextType {
    /// These fields; of a repeated name the last counts.
    pub fn new<S: Into<Arc<str>>>(fields: impl IntoIterator<Item = (S, Type)>) -> ContextType {
        let mut distinct: Vec<(Arc<str>, Type)> = Vec::new();
        for (name, ty) in fields {
            let name = name.into();
            distinct.retain(|(known, _)| *known != name);
            distinct.push((name, ty));
        }
        ContextType { fields: distinct }
    }

    /// The type of a field.
    pub fn get(&self, name: &str) -> Option<&Type> {
        self.fields.iter().find(|(known, _)| **known == *name).map(|(_, ty)| ty)
    }

    /// Every field, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Type)> {
        self.fields.iter().map(|(name, ty)| (&**name, ty))
    }
}

/// A list of names, of which a value is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumType {
    names: Vec<Arc<str>>,
    /// Positions in the order of the names, to find one among thousands.
    sorted: Vec<u16>,
}

impl EnumType {
    /// These names, in their order; a repeated name counts once. Beyond the 65,536th a name
    /// has no value.
    pub fn new<S: Into<Arc<str>>>(names: impl IntoIterator<Item = S>) -> EnumType {
        let mut seen = BTreeSet::new();
        let names: Vec<Arc<str>> = names.into_iter().map(Into::into).filter(|name| seen.insert(name.clone())).collect();
        let mut sorted: Vec<u16> = (0..=u16::MAX).take(names.len()).collect();
        sorted.sort_unstable_by_key(|index| &names[usize::from(*index)]);
        EnumType { names, sorted }
    }

    /// The names.
    pub fn names(&self) -> &[Arc<str>] {
        &self.names
    }

    /// The value of that name.
    pub fn value(&self, name: &str) -> Option<EnumValue> {
        let place = self.sorted.binary_search_by_key(&name, |index| &*self.names[usize::from(*index)]).ok()?;
        self.sorted.get(place).copied().map(EnumValue)
    }

    /// The name of a value.
    pub fn name(&self, value: EnumValue) -> Option<&str> {
        self.names.get(usize::from(value.0)).map(|name| &**name)
    }

    /// The name of a value, to be kept.
    pub(crate) fn shared_name(&self, value: EnumValue) -> Option<Arc<str>> {
        self.names.get(usize::from(value.0)).cloned()
    }
}

/// The names, separated by commas.
impl fmt::Display for EnumType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, name) in self.names.iter().enumerate() {
            if index > 0 {
                f.write_str(", ")?;
            }
            f.write_str(name)?;
        }
        Ok(())
    }
}
