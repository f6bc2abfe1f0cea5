//! The tree of an expression as written: names are not resolved, nothing is typed.
//!
//! Invariant: no tree is higher than [`DEPTH_MAX`](crate::DEPTH_MAX), so every reader may
//! recurse. Parentheses leave no trace.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::Arc;

use crate::number::Number;
use crate::types::Type;
use crate::value::Value;

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Expr {
    pub(crate) kind: Kind,
    pub(crate) span: Range<u32>,
    /// One more than the highest child.
    pub(crate) height: u16,
}

#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub(crate) enum Kind {
    Null,
    Bool(bool),
    Number(Number),
    Text(Arc<str>),
    /// `@"2024-03-20"`
    At(Value),
    Name(String),
    /// `?`, the value under test.
    Input,
    Not(Box<Expr>),
    Negate(Box<Expr>),
    /// Two or more.
    And(Vec<Expr>),
    /// Two or more.
    Or(Vec<Expr>),
    Compare(Comparison, Box<[Expr; 2]>),
    Arithmetic(Operator, Box<[Expr; 2]>),
    /// Value, low, high.
    Between(Box<[Expr; 3]>),
    In(Box<Expr>, Vec<Test>),
    /// Condition, then, else.
    If(Box<[Expr; 3]>),
    List(Vec<Expr>),
    /// Names in the order of writing, each with its value.
    Context(Vec<(Field, Expr)>),
    Range(Box<Bounds<Expr>>),
    /// `a.b`
    Path(Box<Expr>, Field),
    /// `a[b]`
    Filter(Box<[Expr; 2]>),
    For(Vec<Iterator>, Box<Expr>),
    /// `some` (true) or `every`.
    Quantified(bool, Vec<Iterator>, Box<Expr>),
    InstanceOf(Box<Expr>, Option<Type>),
    /// A function by its name, or what a name or an expression gives.
    Call(Box<Expr>, Vec<Argument>),
    Function(Vec<(Field, Option<Type>)>, Box<Expr>),
}

/// A name in a place where only a name can be.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Field {
    pub(crate) name: Arc<str>,
    pub(crate) span: Range<u32>,
}

/// `x in xs`, `x in 1..10`
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Iterator {
    pub(crate) name: Field,
    pub(crate) domain: Expr,
    /// The end, where the domain is the beginning of a range without brackets.
    pub(crate) to: Option<Expr>,
}

/// An argument, with its name if it was said.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Argument {
    pub(crate) name: Option<Field>,
    pub(crate) value: Expr,
}

/// One test of a value, as after `in` or in a cell of a decision table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Test {
    /// `<= 4`
    Compare(Comparison, Expr),
    /// `(4..12]`
    Range(Bounds<Expr>),
    /// A value to be equal to.
    Value(Expr),
    /// A condition over `?`.
    Condition(Expr),
}

/// The two ends of a range; an open end does not belong to it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bounds<T> {
    pub(crate) low: T,
    pub(crate) low_open: bool,
    pub(crate) high: T,
    pub(crate) high_open: bool,
}

/// A whole cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Tests {
    /// `-`
    Any,
    /// At least one of them.
    AnyOf(Vec<Test>),
    /// `not(…)`: none of them.
    NoneOf(Vec<Test>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    /// FEEL's `=`: null equals null and nothing else.
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    /// The equality of a test: not known where either side is not known.
    Matches,
}

impl Comparison {
    pub(crate) fn of_sign(sign: &str) -> Option<Comparison> {
        Some(match sign {
            "=" => Comparison::Equal,
            "!=" => Comparison::NotEqual,
            "<" => Comparison::Less,
            "<=" => Comparison::LessOrEqual,
            ">" => Comparison::Greater,
            ">=" => Comparison::GreaterOrEqual,
            _ => return None,
        })
    }

    /// The same with the sides changed.
    pub(crate) fn turned(self) -> Comparison {
        match self {
            Comparison::Less => Comparison::Greater,
            Comparison::LessOrEqual => Comparison::GreaterOrEqual,
            Comparison::Greater => Comparison::Less,
            Comparison::GreaterOrEqual => Comparison::LessOrEqual,
            same => same,
        }
    }

    pub(crate) fn wants_order(self) -> bool {
        !matches!(self, Comparison::Equal | Comparison::NotEqual | Comparison::Matches)
    }

    /// Whether it holds between two known values in this order.
    pub(crate) fn holds(self, order: Ordering) -> bool {
        match self {
            Comparison::Equal | Comparison::Matches => order.is_eq(),
            Comparison::NotEqual => order.is_ne(),
            Comparison::Less => order.is_lt(),
            Comparison::LessOrEqual => order.is_le(),
            Comparison::Greater => order.is_gt(),
            Comparison::GreaterOrEqual => order.is_ge(),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

impl Operator {
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Operator::Add => "+",
            Operator::Subtract => "-",
            Operator::Multiply => "*",
            Operator::Divide => "/",
            Operator::Power => "**",
        }
    }
}

impl Expr {
    /// The expressions directly inside.
    pub(crate) fn children(&self) -> impl std::iter::Iterator<Item = &Expr> {
        let mut all: Vec<&Expr> = Vec::new();
        match &self.kind {
            Kind::Null
            | Kind::Bool(_)
            | Kind::Number(_)
            | Kind::Text(_)
            | Kind::At(_)
            | Kind::Name(_)
            | Kind::Input => {}
            Kind::Not(inner) | Kind::Negate(inner) | Kind::Path(inner, _) | Kind::InstanceOf(inner, _) => {
                all.push(inner)
            }
            Kind::And(items) | Kind::Or(items) | Kind::List(items) => all.extend(items),
            Kind::Compare(_, pair) | Kind::Arithmetic(_, pair) | Kind::Filter(pair) => all.extend(pair.iter()),
            Kind::Between(parts) | Kind::If(parts) => all.extend(parts.iter()),
            Kind::In(subject, tests) => {
                all.push(subject);
                for test in tests {
                    match test {
                        Test::Compare(_, expr) | Test::Value(expr) | Test::Condition(expr) => all.push(expr),
                        Test::Range(bounds) => all.extend([&bounds.low, &bounds.high]),
                    }
                }
            }
            Kind::Context(entries) => all.extend(entries.iter().map(|(_, value)| value)),
            Kind::Range(bounds) => all.extend([&bounds.low, &bounds.high]),
            Kind::For(iterators, body) | Kind::Quantified(_, iterators, body) => {
                for iterator in iterators {
                    all.push(&iterator.domain);
                    all.extend(&iterator.to);
                }
                all.push(body);
            }
            Kind::Call(callee, arguments) => {
                all.push(callee);
                all.extend(arguments.iter().map(|argument| &argument.value));
            }
            Kind::Function(_, body) => all.push(body),
        }
        all.into_iter()
    }
}
