//! The compiled form: a typed tree over slots.
//!
//! Names are slots, types are settled, so evaluating asks no question twice: a tree for
//! each type, whose leaves borrow from the slots. Comparing allocates nothing. (A flat
//! program for a stack machine was considered: a condition has some five nodes, and its
//! dispatch costs what following a pointer does.)
//!
//! Truth has three values, as FEEL wants: `None` is null, "not known". `and` and `or`
//! read from left to right and stop where the result is certain, so an error behind that
//! point is never met.

use std::sync::Arc;

use crate::ast::{Bounds, Comparison, Operator};
use crate::general::{self, General, State};
use crate::limits::EXPONENT_MAX;
use crate::number::Number;
use crate::problem::EvalError;
use crate::types::{EnumType, Type};
use crate::value::{EnumValue, Value};

/// The slot that stands for `?`. No schema has a slot of this number.
pub(crate) const INPUT: u16 = u16::MAX;

/// What an evaluation reads.
pub(crate) struct Env<'a> {
    pub(crate) slots: &'a [Value],
    /// The value under test.
    pub(crate) input: &'a Value,
    pub(crate) state: &'a State,
}

impl<'a> Env<'a> {
    pub(crate) fn get(&self, slot: u16) -> Result<&'a Value, EvalError> {
        match self.slots.get(usize::from(slot)) {
            Some(value) => Ok(value),
            None if slot == INPUT => Ok(self.input),
            None => Err(EvalError::MissingSlot(slot)),
        }
    }
}

type Evaluated<T> = Result<Option<T>, EvalError>;

/// A tree of any type.
#[derive(Debug)]
pub(crate) enum Node {
    Bool(BoolNode),
    Number(NumberNode),
    Text(TextNode),
    Enum(EnumNode, Arc<EnumType>),
    /// A value of any other kind, or a text that is not simply there.
    General(General, Type),
    /// A null of no known type.
    Null,
}

#[derive(Debug)]
pub(crate) enum BoolNode {
    Const(Option<bool>),
    Slot(u16),
    Numbers(Comparison, Box<[NumberNode; 2]>),
    Texts(Comparison, Box<[TextNode; 2]>),
    Enums(Comparison, Box<[EnumNode; 2]>),
    Bools(Comparison, Box<[BoolNode; 2]>),
    NumberWithin(Box<(NumberNode, Bounds<NumberNode>)>),
    TextWithin(Box<(TextNode, Bounds<TextNode>)>),
    /// Whether nothing is known; always itself known.
    IsNull(Box<Node>),
    Not(Box<BoolNode>),
    And(Box<[BoolNode]>),
    Or(Box<[BoolNode]>),
    If(Box<(BoolNode, BoolNode, BoolNode)>),
    /// A test in which the value of the node is `?`.
    In(Box<(Node, BoolNode)>),
    /// Where truth is a value of the general tree.
    General(Box<General>),
    Values(Comparison, Box<[General; 2]>),
    ValueWithin(Box<(General, Bounds<General>)>),
    /// `value in list`, `value in range`.
    Member(Box<[General; 2]>),
    /// `None` asks for null itself.
    InstanceOf(Box<(General, Option<Type>)>),
}

#[derive(Debug)]
pub(crate) enum NumberNode {
    Const(Option<Number>),
    Slot(u16),
    Negate(Box<NumberNode>),
    Arithmetic(Operator, Box<[NumberNode; 2]>),
    If(Box<(BoolNode, NumberNode, NumberNode)>),
    General(Box<General>),
}

#[derive(Debug)]
pub(crate) enum TextNode {
    Const(Option<Arc<str>>),
    Slot(u16),
    If(Box<(BoolNode, TextNode, TextNode)>),
}

#[derive(Debug)]
pub(crate) enum EnumNode {
    Const(Option<EnumValue>),
    Slot(u16),
    If(Box<(BoolNode, EnumNode, EnumNode)>),
    General(Box<General>),
}

impl Node {
    /// A slot of that type.
    pub(crate) fn slot(slot: u16, ty: &Type) -> Node {
        match ty {
            Type::Bool => Node::Bool(BoolNode::Slot(slot)),
            Type::Number => Node::Number(NumberNode::Slot(slot)),
            Type::Text => Node::Text(TextNode::Slot(slot)),
            Type::Enum(names) => Node::Enum(EnumNode::Slot(slot), names.clone()),
            ty => Node::General(General::Slot(slot), ty.clone()),
        }
    }

    /// What the general tree gives, as a node of its type.
    pub(crate) fn typed(general: General, ty: Type) -> Node {
        match ty {
            Type::Bool => Node::Bool(BoolNode::General(Box::new(general))),
            Type::Number => Node::Number(NumberNode::General(Box::new(general))),
            Type::Enum(names) => Node::Enum(EnumNode::General(Box::new(general)), names),
            ty => Node::General(general, ty),
        }
    }

    /// The same as a part of the general tree.
    pub(crate) fn general(self) -> General {
        match self {
            Node::General(general, _) => general,
            Node::Bool(BoolNode::General(general))
            | Node::Number(NumberNode::General(general))
            | Node::Enum(EnumNode::General(general), _) => *general,
            Node::Bool(BoolNode::Const(Some(value))) => General::Const(value.into()),
            Node::Number(NumberNode::Const(Some(value))) => General::Const(value.into()),
            Node::Text(TextNode::Const(Some(value))) => General::Const(Value::Text(value)),
            Node::Null => General::Const(Value::Null),
            node => match node.as_slot() {
                Some(slot) => General::Slot(slot),
                None => General::Fast(Box::new(node)),
            },
        }
    }

    /// The same for those who know no lists of names: a name becomes text.
    pub(crate) fn nameless(self) -> General {
        match self {
            Node::Enum(node, names) => General::NameOf(Box::new(node), names),
            node => node.general(),
        }
    }

    /// The null of that type.
    pub(crate) fn null(ty: &Type) -> Node {
        match ty {
            Type::Bool => Node::Bool(BoolNode::Const(None)),
            Type::Number => Node::Number(NumberNode::Const(None)),
            Type::Text => Node::Text(TextNode::Const(None)),
            Type::Enum(names) => Node::Enum(EnumNode::Const(None), names.clone()),
            ty => Node::General(General::Const(Value::Null), ty.clone()),
        }
    }

    pub(crate) fn ty(&self) -> Option<Type> {
        Some(match self {
            Node::Bool(_) => Type::Bool,
            Node::Number(_) => Type::Number,
            Node::Text(_) => Type::Text,
            Node::Enum(_, names) => Type::Enum(names.clone()),
            Node::General(_, ty) => ty.clone(),
            Node::Null => return None,
        })
    }

    pub(crate) fn eval(&self, env: &Env<'_>) -> Result<Value, EvalError> {
        Ok(match self {
            Node::Bool(node) => node.eval(env)?.map(Value::Bool),
            Node::Number(node) => node.eval(env)?.map(Value::Number),
            Node::Text(node) => node.eval(env)?.cloned().map(Value::Text),
            Node::Enum(node, _) => node.eval(env)?.map(Value::Enum),
            Node::General(node, _) => return node.eval(env),
            Node::Null => None,
        }
        .unwrap_or_default())
    }

    /// The slot, where this is nothing but one.
    pub(crate) fn as_slot(&self) -> Option<u16> {
        match self {
            Node::Bool(BoolNode::Slot(slot))
            | Node::Number(NumberNode::Slot(slot))
            | Node::Text(TextNode::Slot(slot))
            | Node::Enum(EnumNode::Slot(slot), _)
            | Node::General(General::Slot(slot), _) => Some(*slot),
            _ => None,
        }
    }
}

impl BoolNode {
    pub(crate) fn eval(&self, env: &Env<'_>) -> Evaluated<bool> {
        match self {
            BoolNode::Const(value) => Ok(*value),
            BoolNode::Slot(slot) => match env.get(*slot)? {
                Value::Bool(value) => Ok(Some(*value)),
                Value::Null => Ok(None),
                _ => Err(EvalError::wrong(*slot, &Type::Bool)),
            },
            BoolNode::Numbers(comparison, pair) => Ok(compare(*comparison, &pair[0].eval(env)?, &pair[1].eval(env)?)),
            BoolNode::Texts(comparison, pair) => Ok(compare(*comparison, &pair[0].eval(env)?, &pair[1].eval(env)?)),
            BoolNode::Enums(comparison, pair) => Ok(compare(*comparison, &pair[0].eval(env)?, &pair[1].eval(env)?)),
            BoolNode::Bools(comparison, pair) => Ok(compare(*comparison, &pair[0].eval(env)?, &pair[1].eval(env)?)),
            BoolNode::NumberWithin(range) => {
                let (value, bounds) = &**range;
                let value = value.eval(env)?;
                let (low, high) = (bounds.low.eval(env)?, bounds.high.eval(env)?);
                Ok(within(&value, bounds, &low, &high))
            }
            BoolNode::TextWithin(range) => {
                let (value, bounds) = &**range;
                let value = value.eval(env)?;
                let (low, high) = (bounds.low.eval(env)?, bounds.high.eval(env)?);
                Ok(within(&value, bounds, &low, &high))
            }
            BoolNode::IsNull(node) => Ok(Some(node.eval(env)?.is_null())),
            BoolNode::Not(node) => Ok(node.eval(env)?.map(|value| !value)),
            BoolNode::And(nodes) => junction(nodes, env, false),
            BoolNode::Or(nodes) => junction(nodes, env, true),
            BoolNode::If(parts) => {
                let (condition, then, other) = &**parts;
                if condition.holds(env)? { then.eval(env) } else { other.eval(env) }
            }
            BoolNode::In(parts) => {
                let (subject, test) = &**parts;
                let computed;
                let input = match subject.as_slot() {
                    Some(slot) => env.get(slot)?,
                    None => {
                        computed = subject.eval(env)?;
                        &computed
                    }
                };
                test.eval(&Env { input, ..*env })
            }
            general => general.eval_values(env),
        }
    }

    /// The kinds whose parts are in the general tree.
    fn eval_values(&self, env: &Env<'_>) -> Evaluated<bool> {
        match self {
            BoolNode::General(node) => Ok(match node.eval(env)? {
                Value::Bool(value) => Some(value),
                _ => None,
            }),
            BoolNode::Values(comparison, pair) => {
                let (left, right) = (pair[0].eval(env)?, pair[1].eval(env)?);
                env.state.spend(left.size().min(right.size()))?;
                Ok(general::compare(*comparison, &left, &right))
            }
            BoolNode::ValueWithin(range) => {
                let (value, bounds) = &**range;
                let value = value.eval(env)?;
                let (low, high) = (bounds.low.eval(env)?, bounds.high.eval(env)?);
                let above = if bounds.low_open { Comparison::Greater } else { Comparison::GreaterOrEqual };
                let below = if bounds.high_open { Comparison::Less } else { Comparison::LessOrEqual };
                Ok(both(general::compare(above, &value, &low), general::compare(below, &value, &high)))
            }
            BoolNode::Member(pair) => {
                let (value, test) = (pair[0].eval(env)?, pair[1].eval(env)?);
                env.state.spend(value.size().min(test.size()))?;
                general::is_member(&value, &test, env)
            }
            BoolNode::InstanceOf(parts) => {
                let (node, ty) = &**parts;
                let value = node.eval(env)?;
                env.state.spend(value.size())?;
                Ok(Some(match ty {
                    Some(ty) => !value.is_null() && ty.admits(&value),
                    None => value.is_null(),
                }))
            }
            _ => Ok(None),
        }
    }

    /// Whether it is certainly true: what `if` asks.
    pub(crate) fn holds(&self, env: &Env<'_>) -> Result<bool, EvalError> {
        Ok(self.eval(env)? == Some(true))
    }
}

impl NumberNode {
    fn eval(&self, env: &Env<'_>) -> Evaluated<Number> {
        match self {
            NumberNode::Const(value) => Ok(*value),
            NumberNode::Slot(slot) => match env.get(*slot)? {
                Value::Number(value) => Ok(Some(*value)),
                Value::Null => Ok(None),
                _ => Err(EvalError::wrong(*slot, &Type::Number)),
            },
            NumberNode::Negate(node) => Ok(node.eval(env)?.map(|value| -value)),
            NumberNode::Arithmetic(operator, pair) => match (pair[0].eval(env)?, pair[1].eval(env)?) {
                (Some(left), Some(right)) => operator.apply(left, right).map(Some),
                _ => Ok(None),
            },
            NumberNode::If(parts) => {
                let (condition, then, other) = &**parts;
                if condition.holds(env)? { then.eval(env) } else { other.eval(env) }
            }
            NumberNode::General(node) => Ok(match node.eval(env)? {
                Value::Number(value) => Some(value),
                _ => None,
            }),
        }
    }
}

impl TextNode {
    fn eval<'a>(&'a self, env: &Env<'a>) -> Evaluated<&'a Arc<str>> {
        match self {
            TextNode::Const(value) => Ok(value.as_ref()),
            TextNode::Slot(slot) => match env.get(*slot)? {
                Value::Text(value) => Ok(Some(value)),
                Value::Null => Ok(None),
                _ => Err(EvalError::wrong(*slot, &Type::Text)),
            },
            TextNode::If(parts) => {
                let (condition, then, other) = &**parts;
                if condition.holds(env)? { then.eval(env) } else { other.eval(env) }
            }
        }
    }
}

impl EnumNode {
    pub(crate) fn eval(&self, env: &Env<'_>) -> Evaluated<EnumValue> {
        match self {
            EnumNode::Const(value) => Ok(*value),
            EnumNode::Slot(slot) => match env.get(*slot)? {
                Value::Enum(value) => Ok(Some(*value)),
                Value::Null => Ok(None),
                _ => Err(EvalError::WrongValue { slot: *slot, expected: "one_of" }),
            },
            EnumNode::If(parts) => {
                let (condition, then, other) = &**parts;
                if condition.holds(env)? { then.eval(env) } else { other.eval(env) }
            }
            EnumNode::General(node) => Ok(match node.eval(env)? {
                Value::Enum(value) => Some(value),
                _ => None,
            }),
        }
    }
}

impl Operator {
    pub(crate) fn apply(self, left: Number, right: Number) -> Result<Number, EvalError> {
        let result = match self {
            Operator::Add => left.checked_add(right),
            Operator::Subtract => left.checked_sub(right),
            Operator::Multiply => left.checked_mul(right),
            Operator::Divide if right.is_zero() => return Err(EvalError::DivisionByZero),
            Operator::Divide => left.checked_div(right),
            Operator::Power => return power(left, right),
        };
        result.ok_or(EvalError::Overflow)
    }
}

fn power(base: Number, exponent: Number) -> Result<Number, EvalError> {
    let whole = exponent.to_i64().and_then(|whole| i32::try_from(whole).ok());
    match whole.filter(|whole| whole.unsigned_abs() <= EXPONENT_MAX.unsigned_abs()) {
        None => Err(EvalError::Exponent(exponent)),
        Some(whole) if whole < 0 && base.is_zero() => Err(EvalError::DivisionByZero),
        Some(whole) => base.checked_pow(whole).ok_or(EvalError::Overflow),
    }
}

#[inline]
fn compare<T: Ord>(comparison: Comparison, left: &Option<T>, right: &Option<T>) -> Option<bool> {
    match (left, right) {
        (Some(left), Some(right)) => Some(comparison.holds(left.cmp(right))),
        (left, right) => match comparison {
            Comparison::Equal => Some(left.is_none() && right.is_none()),
            Comparison::NotEqual => Some(left.is_some() || right.is_some()),
            _ => None,
        },
    }
}

/// Null if the value is; where only an end is not known, certain if the other end decides.
fn within<T: Ord, N>(value: &Option<T>, bounds: &Bounds<N>, low: &Option<T>, high: &Option<T>) -> Option<bool> {
    let above = if bounds.low_open { Comparison::Greater } else { Comparison::GreaterOrEqual };
    let below = if bounds.high_open { Comparison::Less } else { Comparison::LessOrEqual };
    both(compare(above, value, low), compare(below, value, high))
}

/// `and` of two.
fn both(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (left, right) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// `and` is decided by the first false, `or` by the first true; else a null wins.
fn junction(nodes: &[BoolNode], env: &Env<'_>, deciding: bool) -> Evaluated<bool> {
    let mut result = Some(!deciding);
    for node in nodes {
        match node.eval(env)? {
            Some(value) if value == deciding => return Ok(Some(deciding)),
            Some(_) => {}
            None => result = None,
        }
    }
    Ok(result)
}
