//! The functions of the standard, each with what it takes and gives.
//!
//! A function is found by its name; the checker picks the signature that fits what it is
//! given. An argument of another kind than a signature wants, or a null where a value is
//! needed, gives null: the standard's rule, left for what is not known before a case runs.
//! Deliberately absent: `now()` and `today()`, because nothing here reads a clock.

mod context;
mod convert;
mod list;
mod numeric;
mod range;
mod text;
mod time;

use crate::node::Env;
use crate::problem::EvalError;
use crate::types::Type;
use crate::value::Value;

type Evaluated = Result<Value, EvalError>;
type Run = fn(&[Value], &Env<'_>) -> Evaluated;

/// A function of the standard.
pub(crate) struct Function {
    pub(crate) name: &'static str,
    pub(crate) signatures: &'static [Signature],
    pub(crate) run: Run,
}

impl std::fmt::Debug for Function {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// One way to call a function.
pub(crate) struct Signature {
    pub(crate) params: &'static [Param],
    /// Whether the last parameter may be given any number of times.
    pub(crate) repeats: bool,
    pub(crate) gives: Gives,
}

pub(crate) struct Param {
    pub(crate) name: &'static str,
    pub(crate) takes: Takes,
    pub(crate) optional: bool,
}

/// What a parameter takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Takes {
    Any,
    Number,
    Text,
    Bool,
    Time,
    /// A date, or a moment, whose date it is.
    Day,
    Days,
    Duration,
    /// What has an order.
    Ordered,
    List,
    Numbers,
    Texts,
    Bools,
    Range,
    /// A range, or a value that could lie in one.
    Point,
    Context,
    Contexts,
    Function,
}

/// The kind of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gives {
    Any,
    Number,
    Text,
    Bool,
    Date,
    Time,
    DateTime,
    Months,
    Texts,
    Numbers,
    Contexts,
    /// That of the first argument.
    First,
    /// That of the items of the first argument, or of the arguments.
    Item,
    /// A list of what the first argument, or the arguments, hold.
    Items,
    /// A list of what all arguments hold.
    AllItems,
    /// A range of the first argument's kind is not known before.
    Range,
}

impl Takes {
    pub(crate) fn admits(self, ty: &Type) -> bool {
        let list_of = |wanted: &Type| match ty {
            Type::List(of) => of.fits(wanted),
            _ => false,
        };
        match (self, ty) {
            (_, Type::Any) | (Takes::Any, _) => true,
            (Takes::Number, ty) => *ty == Type::Number,
            (Takes::Text, ty) => *ty == Type::Text,
            (Takes::Bool, ty) => *ty == Type::Bool,
            (Takes::Time, ty) => *ty == Type::Time,
            (Takes::Day, ty) => matches!(ty, Type::Date | Type::DateTime),
            (Takes::Days, ty) => *ty == Type::Days,
            (Takes::Duration, ty) => matches!(ty, Type::Days | Type::Months),
            (Takes::Ordered, ty) => ty.is_ordered(),
            (Takes::List, ty) => matches!(ty, Type::List(_)),
            (Takes::Numbers, _) => list_of(&Type::Number),
            (Takes::Texts, _) => list_of(&Type::Text),
            (Takes::Bools, _) => list_of(&Type::Bool),
            (Takes::Range, ty) => matches!(ty, Type::Range(_)),
            (Takes::Point, ty) => matches!(ty, Type::Range(_)) || ty.is_ordered(),
            (Takes::Context, ty) => matches!(ty, Type::Context(_)),
            (Takes::Contexts, Type::List(of)) => matches!(**of, Type::Context(_) | Type::Any),
            (Takes::Contexts, _) => false,
            (Takes::Function, ty) => matches!(ty, Type::Function(_)),
        }
    }

    /// In the words of a declaration.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Takes::Any => "any",
            Takes::Number => "number",
            Takes::Text => "text",
            Takes::Bool => "yes_no",
            Takes::Time => "time",
            Takes::Day => "date, date_time",
            Takes::Days => "duration",
            Takes::Duration => "duration, months_duration",
            Takes::Ordered => "number, text, date, time, duration",
            Takes::List => "list",
            Takes::Numbers => "list of number",
            Takes::Texts => "list of text",
            Takes::Bools => "list of yes_no",
            Takes::Range => "range",
            Takes::Point => "range, number, text, date, time, duration",
            Takes::Context => "context",
            Takes::Contexts => "list of context",
            Takes::Function => "function",
        }
    }
}

/// Every function, by groups.
static GROUPS: [&[Function]; 7] = [
    convert::FUNCTIONS,
    text::FUNCTIONS,
    list::FUNCTIONS,
    numeric::FUNCTIONS,
    range::FUNCTIONS,
    context::FUNCTIONS,
    time::FUNCTIONS,
];

/// Names of the standard that read a clock.
pub(crate) const CLOCK: [&str; 2] = ["now", "today"];

pub(crate) fn all() -> impl Iterator<Item = &'static Function> {
    GROUPS.iter().flat_map(|group| group.iter())
}

/// Whether a call of it with constants is a constant worth knowing beforehand.
pub(crate) fn makes_constants(function: &Function) -> bool {
    convert::makes_constants(function)
}

/// The function of that name.
pub(crate) fn find(name: &str) -> Option<&'static Function> {
    all().find(|function| function.name == name)
}

/// Names of functions that are several words.
pub(crate) fn spaced_names() -> impl Iterator<Item = &'static str> {
    all().map(|function| function.name).filter(|name| name.contains(' '))
}

/// The names of all functions, in the order of the groups of the standard.
///
/// ```
/// assert!(ravand_feel::function_names().any(|name| name == "string length"));
/// ```
pub fn function_names() -> impl Iterator<Item = &'static str> {
    all().map(|function| function.name)
}

// What the tables of functions are written with.

const fn need(name: &'static str, takes: Takes) -> Param {
    Param { name, takes, optional: false }
}

const fn may(name: &'static str, takes: Takes) -> Param {
    Param { name, takes, optional: true }
}

const fn with(params: &'static [Param], gives: Gives) -> Signature {
    Signature { params, repeats: false, gives }
}

const fn many(params: &'static [Param], gives: Gives) -> Signature {
    Signature { params, repeats: true, gives }
}

const fn function(name: &'static str, signatures: &'static [Signature], run: Run) -> Function {
    Function { name, signatures, run }
}

// What functions read their arguments with.

/// The argument, null where there is none.
fn arg(args: &[Value], at: usize) -> &Value {
    args.get(at).unwrap_or(&Value::Null)
}

fn text_of(args: &[Value], at: usize) -> Option<&str> {
    match arg(args, at) {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn number_of(args: &[Value], at: usize) -> Option<crate::number::Number> {
    match arg(args, at) {
        Value::Number(number) => Some(*number),
        _ => None,
    }
}

/// A whole number; a broken one is cut, as the standard's positions are.
fn whole_of(args: &[Value], at: usize) -> Option<i64> {
    number_of(args, at)?.checked_round(0, crate::number::Rounding::Down)?.to_i64()
}

/// The items of a list; what is no list is a list of one, null is none.
fn items_of(args: &[Value], at: usize) -> Option<&[Value]> {
    match args.get(at)? {
        Value::List(list) => Some(list.items()),
        Value::Null => None,
        value => Some(std::slice::from_ref(value)),
    }
}

/// The items of the only argument, or the arguments themselves.
fn spread(args: &[Value]) -> Option<&[Value]> {
    match args {
        [_] => items_of(args, 0),
        args => Some(args),
    }
}

/// The value of a computation that may have none: null then.
fn or_null(value: Option<Value>) -> Evaluated {
    Ok(value.unwrap_or_default())
}
