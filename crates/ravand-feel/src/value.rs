//! What a slot holds and an expression gives.
//!
//! A value does not carry its type: an enum value is a bare index, so that comparing two
//! is comparing two small numbers. Whoever holds a value knows its type from the
//! [`Schema`](crate::Schema); [`Type::show`](crate::Type::show) puts the two together.
//!
//! Invariant: a list or context knows how deep and how large it is, counting what it
//! shares each time, and none is deeper than [`VALUE_DEPTH_MAX`](crate::VALUE_DEPTH_MAX)
//! or larger than [`VALUE_SIZE_MAX`](crate::VALUE_SIZE_MAX). So every reader may recurse,
//! and none can be made to read for ever.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::general::Lambda;
use crate::limits::{VALUE_DEPTH_MAX, VALUE_SIZE_MAX};
use crate::number::Number;
use crate::problem::EvalError;
use crate::temporal::{Date, DateTime, DaysDuration, MonthsDuration, Time};

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
    /// One of the names of an [`EnumType`](crate::EnumType).
    Enum(EnumValue),
    /// A day.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// A day with a time.
    DateTime(DateTime),
    /// A length in days, hours, minutes and seconds.
    Days(DaysDuration),
    /// A length in years and months.
    Months(MonthsDuration),
    /// Values in an order.
    List(List),
    /// All values between two.
    Range(Arc<RangeValue>),
    /// Named values.
    Context(Context),
    /// What an expression can call.
    Function(Function),
}

/// The position of a name in its [`EnumType`](crate::EnumType).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EnumValue(pub u16);

/// A text that is no value of the kind that was wanted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is no {expected}")]
pub struct NotAValue {
    /// What was read.
    pub text: String,
    /// What was wanted.
    pub expected: &'static str,
}

impl NotAValue {
    pub(crate) fn new(text: &str, expected: &'static str) -> NotAValue {
        NotAValue { text: text.chars().take(80).collect(), expected }
    }
}

/// Values in an order. Cheap to clone.
#[derive(Debug, Clone)]
pub struct List(Arc<Measured<[Value]>>);

/// Named values, in the order of their naming. Two are equal if they have the same names
/// with the same values, in whatever order. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Context(Arc<Measured<[Entry]>>);

/// A name with its value.
type Entry = (Arc<str>, Value);

/// A function that an expression defined. Equal to itself only.
#[derive(Debug, Clone)]
pub struct Function(pub(crate) Arc<Lambda>);

#[derive(Debug)]
struct Measured<T: ?Sized> {
    extent: Extent,
    items: Box<T>,
}

/// How deep and how large a value is.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Extent {
    depth: u16,
    size: u32,
}

impl Extent {
    /// That of a whole with these parts.
    pub(crate) fn around<'v>(parts: impl IntoIterator<Item = &'v Value>) -> Result<Extent, EvalError> {
        let mut whole = Extent { depth: 0, size: 1 };
        for part in parts {
            let part = part.extent();
            whole = Extent { depth: whole.depth.max(part.depth), size: whole.size.saturating_add(part.size) };
        }
        whole.depth += 1;
        if whole.depth > VALUE_DEPTH_MAX || whole.size > VALUE_SIZE_MAX {
            return Err(EvalError::TooLarge);
        }
        Ok(whole)
    }
}

impl Value {
    /// Whether nothing is known.
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    /// A list.
    ///
    /// # Errors
    /// [`EvalError::TooLarge`] beyond the limits of a value.
    pub fn list(items: impl IntoIterator<Item = Value>) -> Result<Value, EvalError> {
        List::new(items.into_iter().collect()).map(Value::List)
    }

    /// A context; of a repeated name the last value counts.
    ///
    /// # Errors
    /// [`EvalError::TooLarge`] beyond the limits of a value.
    pub fn context<S: Into<Arc<str>>>(entries: impl IntoIterator<Item = (S, Value)>) -> Result<Value, EvalError> {
        let entries: indexmap::IndexMap<Arc<str>, Value> =
            entries.into_iter().map(|(name, value)| (name.into(), value)).collect();
        Context::new(entries.into_iter().collect()).map(Value::Context)
    }

    /// All values between two; an open end does not belong to it, a null end is no end.
    ///
    /// # Errors
    /// [`EvalError::TooLarge`] beyond the limits of a value.
    pub fn range(low: Value, low_open: bool, high: Value, high_open: bool) -> Result<Value, EvalError> {
        Extent::around([&low, &high])?;
        Ok(Value::Range(Arc::new(RangeValue { low, low_open, high, high_open })))
    }

    pub(crate) fn text(text: impl Into<Arc<str>>) -> Result<Value, EvalError> {
        let text = text.into();
        if text.len() > crate::limits::TEXT_BYTES_MAX {
            return Err(EvalError::TooLarge);
        }
        Ok(Value::Text(text))
    }

    pub(crate) fn extent(&self) -> Extent {
        match self {
            Value::List(list) => list.0.extent,
            Value::Context(context) => context.0.extent,
            Value::Function(function) => function.0.extent,
            Value::Range(range) => {
                let (low, high) = (range.low.extent(), range.high.extent());
                Extent { depth: low.depth.max(high.depth) + 1, size: low.size.saturating_add(high.size) }
            }
            Value::Text(text) => Extent { depth: 0, size: 1 + (text.len() / 32) as u32 },
            _ => Extent { depth: 0, size: 1 },
        }
    }

    /// Reckoned as work: how many parts it has.
    pub(crate) fn size(&self) -> u32 {
        self.extent().size
    }
}

impl List {
    pub(crate) fn new(items: Vec<Value>) -> Result<List, EvalError> {
        let extent = Extent::around(&items)?;
        Ok(List(Arc::new(Measured { extent, items: items.into() })))
    }

    /// Its values.
    pub fn items(&self) -> &[Value] {
        &self.0.items
    }
}

impl PartialEq for List {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.items == other.0.items
    }
}

impl Eq for List {}

impl Hash for List {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.items.hash(state);
    }
}

impl Context {
    /// Entries with distinct names.
    pub(crate) fn new(entries: Vec<(Arc<str>, Value)>) -> Result<Context, EvalError> {
        let extent = Extent::around(entries.iter().map(|(_, value)| value))?;
        Ok(Context(Arc::new(Measured { extent, items: entries.into() })))
    }

    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.items.iter().find(|(known, _)| **known == *name).map(|(_, value)| value)
    }

    /// Every name with its value, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.items.iter().map(|(name, value)| (&**name, value))
    }

    pub(crate) fn entries(&self) -> &[Entry] {
        &self.0.items
    }
}

impl PartialEq for Context {
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (self.entries(), other.entries());
        // Same place, mostly: only then does a longer context cost more than its length.
        let same = |(index, (name, value)): (usize, &(Arc<str>, Value))| match b.get(index) {
            Some((other, found)) if other == name => found == value,
            _ => b.iter().any(|(other, found)| other == name && found == value),
        };
        a.len() == b.len() && a.iter().enumerate().all(same)
    }
}

impl Eq for Context {}

impl Hash for Context {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Whatever depended on the order would set apart what is equal.
        self.0.items.len().hash(state);
    }
}

impl Function {
    /// The names of its parameters.
    pub fn params(&self) -> &[Arc<str>] {
        &self.0.code.params
    }
}

impl PartialEq for Function {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Function {}

impl Hash for Function {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.0).hash(state);
    }
}

/// All values between two; an open end does not belong to it, a null end is no end.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RangeValue {
    pub(crate) low: Value,
    pub(crate) low_open: bool,
    pub(crate) high: Value,
    pub(crate) high_open: bool,
}

impl RangeValue {
    /// The lower end, null if there is none.
    pub fn low(&self) -> &Value {
        &self.low
    }

    /// The upper end, null if there is none.
    pub fn high(&self) -> &Value {
        &self.high
    }

    /// Whether the lower end does not belong to it.
    pub fn low_open(&self) -> bool {
        self.low_open
    }

    /// Whether the upper end does not belong to it.
    pub fn high_open(&self) -> bool {
        self.high_open
    }
}

/// As an expression would write it; an enum value, whose name only its type knows, as `#2`.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Null => f.write_str("null"),
            Value::Bool(value) => value.fmt(f),
            Value::Number(value) => value.fmt(f),
            Value::Text(value) => write_text(value, f),
            Value::Enum(EnumValue(index)) => write!(f, "#{index}"),
            Value::Date(value) => write!(f, "@\"{value}\""),
            Value::Time(value) => write!(f, "@\"{value}\""),
            Value::DateTime(value) => write!(f, "@\"{value}\""),
            Value::Days(value) => write!(f, "@\"{value}\""),
            Value::Months(value) => write!(f, "@\"{value}\""),
            Value::List(list) => {
                f.write_str("[")?;
                for (index, item) in list.items().iter().enumerate() {
                    write!(f, "{}{item}", if index > 0 { ", " } else { "" })?;
                }
                f.write_str("]")
            }
            Value::Range(range) => range.fmt(f),
            Value::Context(context) => {
                f.write_str("{")?;
                for (index, (name, value)) in context.iter().enumerate() {
                    f.write_str(if index > 0 { ", " } else { "" })?;
                    write_key(name, f)?;
                    write!(f, ": {value}")?;
                }
                f.write_str("}")
            }
            Value::Function(function) => write!(f, "function({}) …", function.params().join(", ")),
        }
    }
}

impl fmt::Display for RangeValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let low = if self.low_open { '(' } else { '[' };
        let high = if self.high_open { ')' } else { ']' };
        write!(f, "{low}{}..{}{high}", self.low, self.high)
    }
}

fn write_text(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The name of a field; what is no name to an expression stands in quotes.
pub(crate) fn write_key(name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if crate::token::is_name(name) { f.write_str(name) } else { write_text(name, f) }
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

impl From<Date> for Value {
    fn from(value: Date) -> Self {
        Value::Date(value)
    }
}

impl From<Time> for Value {
    fn from(value: Time) -> Self {
        Value::Time(value)
    }
}

impl From<DateTime> for Value {
    fn from(value: DateTime) -> Self {
        Value::DateTime(value)
    }
}

impl From<DaysDuration> for Value {
    fn from(value: DaysDuration) -> Self {
        Value::Days(value)
    }
}

impl From<MonthsDuration> for Value {
    fn from(value: MonthsDuration) -> Self {
        Value::Months(value)
    }
}
