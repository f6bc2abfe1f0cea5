//! The tree of an expression as written: names are not resolved, nothing is typed.
//!
//! Invariant: no tree is higher than [`DEPTH_MAX`](crate::DEPTH_MAX), so every reader may
//! recurse. Parentheses leave no trace.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::Arc;

use crate::number::Number;

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
