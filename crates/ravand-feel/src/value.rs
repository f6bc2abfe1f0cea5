//! Values and their types.
//!
//! A value does not carry its type: an enum value is a bare index, so that comparing two
//! is comparing two small numbers. Whoever holds a value knows its type from the
//! [`Schema`](crate::Schema); [`Type::show`] puts the two together again.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use crate::number::Number;

/// What a slot holds, or an expression gives.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Value {
    /// Not known, or not said.
    #[default]
    Null,
    /// Yes or no.
    Bool(bool),
    /// An exact decimal.
    Number(Number),
    /// A text.
    Text(Arc<str>),
    /// One of the names of an [`EnumType`].
    Enum(EnumValue),
}

/// The position of a name in its [`EnumType`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EnumValue(pub u16);

impl Value {
    /// Whether nothing is known.
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }
}

/// As an expression would write it; an enum value, whose name only its type knows, as `#2`.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Null => f.write_str("null"),
            Value::Bool(value) => value.fmt(f),
            Value::Number(value) => value.fmt(f),
            Value::Text(value) => write!(f, "\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"")),
            Value::Enum(EnumValue(index)) => write!(f, "#{index}"),
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Value::Number(value.into())
    }
}

impl From<Number> for Value {
    fn from(value: Number) -> Self {
        Value::Number(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Value::Text(value.into())
    }
}

impl From<EnumValue> for Value {
    fn from(value: EnumValue) -> Self {
        Value::Enum(value)
    }
}

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
}

impl Type {
    /// A type with these names, in their order.
    pub fn one_of<S: Into<Arc<str>>>(names: impl IntoIterator<Item = S>) -> Type {
        Type::Enum(Arc::new(EnumType::new(names)))
    }

    /// Whether `value` is null or of this type.
    pub fn admits(&self, value: &Value) -> bool {
        match (self, value) {
            (_, Value::Null) => true,
            (Type::Bool, Value::Bool(_)) | (Type::Number, Value::Number(_)) | (Type::Text, Value::Text(_)) => true,
            (Type::Enum(names), Value::Enum(value)) => names.name(*value).is_some(),
            _ => false,
        }
    }

    /// `value` as an expression would write it, enum values by their name.
    pub fn show(&self, value: &Value) -> String {
        match (self, value) {
            (Type::Enum(names), Value::Enum(index)) => {
                names.name(*index).map_or_else(|| value.to_string(), str::to_owned)
            }
            _ => value.to_string(),
        }
    }
}

/// As `data` declares it: `yes_no`, `number`, `text`, `one_of [main, side]`.
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Type::Bool => f.write_str("yes_no"),
            Type::Number => f.write_str("number"),
            Type::Text => f.write_str("text"),
            Type::Enum(names) => write!(f, "one_of [{names}]"),
        }
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
