//! The tree as written to the tree that runs: names become slots, types are settled.
//!
//! A bare name is a value of a list where the other side of a comparison (or the place
//! itself: an output, a branch) wants that list and knows the name; otherwise it is
//! declared data. Where both readings would fit, the writer is asked to rename one.
//!
//! Every mistake is reported, each once: a part that is wrong yields `None`, and nobody
//! complains about a `None` again.

mod calls;
mod forms;
mod names;
mod never;

pub(crate) use never::never;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::ast::{Bounds, Comparison, Expr, Kind, Operator, Test, Tests};
use crate::codes;
use crate::general::{General, ordering};
use crate::node::{BoolNode, EnumNode, INPUT, Node, NumberNode, TextNode};
use crate::problem::Problem;
use crate::schema::Schema;
use crate::types::{EnumType, Type};
use crate::value::Value;

pub(crate) struct Checker<'a> {
    schema: &'a Schema,
    /// The type of `?`.
    input: Option<Type>,
    /// What loops, filters, contexts and functions bring into scope, innermost last. A
    /// value's position here is its position when the tree runs.
    locals: Vec<Local>,
    /// The slots that are read.
    pub(crate) reads: BTreeSet<u16>,
    problems: &'a mut Vec<Problem>,
}

/// A name in scope, or the item that a filter looks at.
struct Local {
    name: Arc<str>,
    ty: Type,
    /// Whether its fields can be named as well.
    item: bool,
}

impl<'a> Checker<'a> {
    pub(crate) fn new(schema: &'a Schema, input: Option<Type>, problems: &'a mut Vec<Problem>) -> Self {
        Checker { schema, input, locals: Vec::new(), reads: BTreeSet::new(), problems }
    }

    /// A whole expression of any type, or of the one expected.
    pub(crate) fn expression(&mut self, expr: &Expr, expected: Option<&Type>) -> Option<Node> {
        match expected {
            Some(expected) => self.expect(expr, expected),
            None => self.infer(expr, None),
        }
    }

    /// A cell, as one condition over `?`. The type of `?` is the checker's input.
    pub(crate) fn cell(&mut self, tests: &Tests) -> Option<BoolNode> {
        match tests {
            Tests::Any => Some(BoolNode::Const(Some(true))),
            Tests::AnyOf(tests) => self.any_of(tests),
            Tests::NoneOf(tests) => Some(BoolNode::Not(Box::new(self.any_of(tests)?))),
        }
    }

    // Expressions.

    /// The node of `expr` with a type of its own; `hint` only says which list a bare name
    /// may belong to.
    fn infer(&mut self, expr: &Expr, hint: Option<&Type>) -> Option<Node> {
        let node = match &expr.kind {
            Kind::Null => hint.map_or(Node::Null, Node::null),
            Kind::Bool(value) => Node::Bool(BoolNode::Const(Some(*value))),
            Kind::Number(value) => Node::Number(NumberNode::Const(Some(*value))),
            Kind::Text(value) => Node::Text(TextNode::Const(Some(value.clone()))),
            Kind::Name(name) => return self.name(name, expr, hint),
            Kind::Input => Node::slot(INPUT, self.input.as_ref()?),
            Kind::Not(inner) => Node::Bool(BoolNode::Not(Box::new(self.condition(inner)?))),
            Kind::And(items) => Node::Bool(BoolNode::And(self.conditions(items)?)),
            Kind::Or(items) => Node::Bool(BoolNode::Or(self.conditions(items)?)),
            Kind::Negate(inner) => return self.negation(inner),
            Kind::Arithmetic(operator, pair) => return self.arithmetic(*operator, pair, &expr.span),
            Kind::Compare(comparison, pair) => Node::Bool(self.comparison(*comparison, pair, &expr.span)?),
            Kind::Between(parts) => Node::Bool(self.between(parts)?),
            Kind::In(subject, tests) => Node::Bool(self.within(subject, tests)?),
            Kind::If(parts) => return self.choice(parts, hint),
            Kind::At(value) => Node::General(General::Const(value.clone()), type_of(value)),
            Kind::List(items) => return self.list(items, hint),
            Kind::Context(entries) => return self.context(entries),
            Kind::Range(bounds) => return self.range_value(bounds, &expr.span, hint),
            Kind::Path(of, field) => return self.path(of, field),
            Kind::Filter(pair) => return self.filter(pair, hint),
            Kind::For(iterators, body) => return self.iteration(iterators, body),
            Kind::Quantified(some, iterators, body) => return self.quantified(*some, iterators, body),
            Kind::InstanceOf(value, ty) => {
                let node = self.infer(value, None)?;
                let wants_name = matches!(ty, Some(Type::Enum(_)));
                let value = if wants_name { node.general() } else { node.nameless() };
                Node::Bool(BoolNode::InstanceOf(Box::new((value, ty.clone()))))
            }
            Kind::Call(callee, arguments) => return self.call(callee, arguments, expr),
            Kind::Function(params, body) => return self.function(params, body),
        };
        Some(node)
    }

    /// The node of `expr`, which must be of type `expected` or null.
    fn expect(&mut self, expr: &Expr, expected: &Type) -> Option<Node> {
        let node = self.infer(expr, Some(expected))?;
        self.fitting(node, expr, expected)
    }

    /// The node that was made of `expr`, if it is of type `expected` or null. What is not
    /// known beforehand is taken for what is expected, and is null if it is not.
    fn fitting(&mut self, node: Node, expr: &Expr, expected: &Type) -> Option<Node> {
        let Some(found) = node.ty() else {
            return Some(Node::null(expected));
        };
        if found == *expected {
            return Some(node);
        }
        if found.fits(expected) {
            let general = if matches!(found, Type::Enum(_)) { node.nameless() } else { node.general() };
            return Some(Node::typed(general, expected.clone()));
        }
        if !self.report_quoted(expr, expected) {
            let code = match expected {
                Type::Bool => &codes::NOT_A_CONDITION,
                _ => &codes::WRONG_TYPE,
            };
            let problem = Problem::new(code, expr.span.clone());
            self.problems.push(problem.with("found", found).with("expected", expected));
        }
        None
    }

    fn condition(&mut self, expr: &Expr) -> Option<BoolNode> {
        match self.expect(expr, &Type::Bool)? {
            Node::Bool(node) => Some(node),
            _ => None,
        }
    }

    fn conditions(&mut self, exprs: &[Expr]) -> Option<Box<[BoolNode]>> {
        all(exprs.iter().map(|expr| self.condition(expr)))
    }

    fn negation(&mut self, inner: &Expr) -> Option<Node> {
        Some(match self.infer(inner, Some(&Type::Number))? {
            Node::Number(NumberNode::Const(value)) => Node::Number(NumberNode::Const(value.map(|value| -value))),
            Node::Number(node) => Node::Number(NumberNode::Negate(Box::new(node))),
            Node::General(node, ty @ (Type::Days | Type::Months | Type::Any)) => {
                Node::General(General::Negate(Box::new(node)), ty)
            }
            node => return self.report_no_number(&node.ty()?, inner, Operator::Subtract),
        })
    }

    fn report_no_number(&mut self, found: &Type, expr: &Expr, operator: Operator) -> Option<Node> {
        let problem = Problem::new(&codes::NOT_A_NUMBER, expr.span.clone());
        self.problems.push(problem.with("operator", operator.sign()).with("found", found));
        None
    }

    fn arithmetic(&mut self, operator: Operator, pair: &[Expr; 2], span: &Range<u32>) -> Option<Node> {
        if operator == Operator::Subtract && self.report_dashed(pair) {
            return None;
        }
        let (left, right) = (self.infer(&pair[0], None), self.infer(&pair[1], None));
        let number = || Node::null(&Type::Number);
        let (left, right) = match (left?, right?) {
            (Node::Null, Node::Null) => (number(), number()),
            (Node::Null, node @ Node::Number(_)) => (number(), node),
            (node @ Node::Number(_), Node::Null) => (node, number()),
            both => both,
        };
        match (left, right) {
            (Node::Number(left), Node::Number(right)) => {
                Some(Node::Number(NumberNode::Arithmetic(operator, Box::new([left, right]))))
            }
            (left, right) => {
                let types = (left.ty().unwrap_or(Type::Any), right.ty().unwrap_or(Type::Any));
                match forms::result_of(operator, &types.0, &types.1) {
                    Some(ty) => {
                        let pair = Box::new([left.nameless(), right.nameless()]);
                        Some(Node::typed(General::Arithmetic(operator, pair), ty))
                    }
                    None => self.report_operands(operator, pair, &types, span),
                }
            }
        }
    }

    /// Says which side is wrong where numbers are meant, else that the two do not go together.
    fn report_operands(
        &mut self,
        operator: Operator,
        pair: &[Expr; 2],
        types: &(Type, Type),
        span: &Range<u32>,
    ) -> Option<Node> {
        let simple = |ty: &Type| matches!(ty, Type::Number | Type::Text | Type::Bool | Type::Enum(_));
        if types.0 == Type::Number && simple(&types.1) {
            return self.report_no_number(&types.1, &pair[1], operator);
        }
        if simple(&types.0) && simple(&types.1) {
            self.report_no_number(&types.0, &pair[0], operator);
            return if types.1 == Type::Number { None } else { self.report_no_number(&types.1, &pair[1], operator) };
        }
        let problem = Problem::new(&codes::WRONG_OPERANDS, span.clone()).with("operator", operator.sign());
        self.problems.push(problem.with("left", &types.0).with("right", &types.1));
        None
    }

    fn choice(&mut self, parts: &[Expr; 3], hint: Option<&Type>) -> Option<Node> {
        let [condition, then, other] = parts;
        let condition = self.condition(condition);
        // Each branch may settle what a bare name or a null in the other one means.
        let settled = hint.cloned().or_else(|| self.natural(then)).or_else(|| self.natural(other));
        let first = self.infer(then, settled.as_ref());
        let second = self.infer(other, settled.as_ref());
        match same_type(first?, second?) {
            Ok(Pair::Bools([a, b])) => Some(Node::Bool(BoolNode::If(Box::new((condition?, a, b))))),
            Ok(Pair::Numbers([a, b])) => Some(Node::Number(NumberNode::If(Box::new((condition?, a, b))))),
            Ok(Pair::Texts([a, b])) => Some(Node::Text(TextNode::If(Box::new((condition?, a, b))))),
            Ok(Pair::Enums([a, b], names)) => Some(Node::Enum(EnumNode::If(Box::new((condition?, a, b))), names)),
            Ok(Pair::Generals([a, b], ty)) => Some(Node::typed(General::If(Box::new((condition?, a, b))), ty)),
            // Nothing either way, but the condition may still fail.
            Ok(Pair::Nulls) => {
                let null = || General::Const(Value::Null);
                Some(Node::typed(General::If(Box::new((condition?, null(), null()))), Type::Any))
            }
            Err((expected, found)) => {
                let problem = Problem::new(&codes::WRONG_TYPE, other.span.clone());
                self.problems.push(problem.with("expected", expected).with("found", found));
                None
            }
        }
    }

    // Comparisons and tests.

    fn comparison(&mut self, comparison: Comparison, pair: &[Expr; 2], span: &Range<u32>) -> Option<BoolNode> {
        let [left, right] = pair;
        let (of_left, of_right) = (self.natural(left), self.natural(right));
        let left_node = self.infer(left, of_right.as_ref());
        let right_node = self.infer(right, of_left.as_ref());
        let (left_node, right_node) = (left_node?, right_node?);
        if let (Some(a), Some(b)) = (left_node.ty(), right_node.ty())
            && a != b
            && (self.report_quoted(left, &b) || self.report_quoted(right, &a))
        {
            return None;
        }
        self.compare(comparison, left_node, right_node, span)
    }

    fn compare(&mut self, comparison: Comparison, left: Node, right: Node, span: &Range<u32>) -> Option<BoolNode> {
        let (unordered, node) = match same_type(left, right) {
            Err((left, right)) => {
                let problem = Problem::new(&codes::DIFFERENT_TYPES, span.clone());
                self.problems.push(problem.with("left", left).with("right", right));
                return None;
            }
            Ok(Pair::Numbers(pair)) => (None, BoolNode::Numbers(comparison, Box::new(pair))),
            Ok(Pair::Texts(pair)) => (None, BoolNode::Texts(comparison, Box::new(pair))),
            Ok(Pair::Enums(pair, names)) => (Some(Type::Enum(names)), BoolNode::Enums(comparison, Box::new(pair))),
            Ok(Pair::Bools(pair)) => (Some(Type::Bool), BoolNode::Bools(comparison, Box::new(pair))),
            Ok(Pair::Generals(pair, ty)) => {
                (Some(ty).filter(|ty| !ty.is_ordered()), BoolNode::Values(comparison, Box::new(pair)))
            }
            // Two nulls written out: any type gives the same answer.
            Ok(Pair::Nulls) => {
                let pair = [NumberNode::Const(None), NumberNode::Const(None)];
                (None, BoolNode::Numbers(comparison, Box::new(pair)))
            }
        };
        match unordered.filter(|_| comparison.wants_order()) {
            Some(ty) => self.report_no_order(&ty, span),
            None => Some(node),
        }
    }

    fn between(&mut self, parts: &[Expr; 3]) -> Option<BoolNode> {
        let [value, low, high] = parts;
        let settled = [value, low, high].iter().find_map(|part| self.natural(part));
        let node = self.infer(value, settled.as_ref())?;
        let bounds = Bounds { low, low_open: false, high, high_open: false };
        self.range(node, &bounds, &value.span)
    }

    /// `subject in (tests)`: the tests see the subject as `?`.
    fn within(&mut self, subject: &Expr, tests: &[Test]) -> Option<BoolNode> {
        let hint = tests.iter().find_map(|test| match test {
            Test::Value(expr) => match self.natural(expr)? {
                Type::List(of) | Type::Range(of) => Some((*of).clone()),
                ty => Some(ty),
            },
            _ => None,
        });
        let node = self.infer(subject, hint.as_ref())?;
        let outer = self.input.take();
        self.input = node.ty().or(hint).or(Some(Type::Number));
        let test = self.any_of(tests);
        self.input = outer;
        Some(BoolNode::In(Box::new((node, test?))))
    }

    fn any_of(&mut self, tests: &[Test]) -> Option<BoolNode> {
        let nodes = all(tests.iter().map(|test| self.test(test)))?;
        match <[BoolNode; 1]>::try_from(nodes.into_vec()) {
            Ok([only]) => Some(only),
            Err(nodes) => Some(BoolNode::Or(nodes.into())),
        }
    }

    fn test(&mut self, test: &Test) -> Option<BoolNode> {
        let ty = self.input.clone()?;
        let input = Node::slot(INPUT, &ty);
        match test {
            Test::Condition(expr) => self.condition(expr),
            Test::Range(bounds) => {
                let span = bounds.low.span.start..bounds.high.span.end;
                let bounds = Bounds {
                    low: &bounds.low,
                    low_open: bounds.low_open,
                    high: &bounds.high,
                    high_open: bounds.high_open,
                };
                self.range(input, &bounds, &span)
            }
            Test::Value(Expr { kind: Kind::Null, .. }) => Some(BoolNode::IsNull(Box::new(input))),
            Test::Value(expr) => {
                let value = self.infer(expr, Some(&ty))?;
                if let Some(member) = member(&ty, value.ty()) {
                    if !member {
                        let (left, right) = (&ty, value.ty()?);
                        let problem = Problem::new(&codes::DIFFERENT_TYPES, expr.span.clone());
                        self.problems.push(problem.with("left", left).with("right", right));
                        return None;
                    }
                    return Some(BoolNode::Member(Box::new([input.general(), value.general()])));
                }
                let value = self.fitting(value, expr, &ty)?;
                self.compare(Comparison::Matches, input, value, &expr.span)
            }
            Test::Compare(comparison, expr) => {
                let value = self.expect(expr, &ty)?;
                self.compare(*comparison, input, value, &expr.span)
            }
        }
    }

    fn range(&mut self, value: Node, bounds: &Bounds<&Expr>, span: &Range<u32>) -> Option<BoolNode> {
        // A null of no known type: the bounds may still be wrong, or fail.
        let ty = value.ty().unwrap_or(Type::Number);
        let value = if matches!(value, Node::Null) { Node::null(&ty) } else { value };
        if !ty.is_ordered() {
            return self.report_no_order(&ty, span);
        }
        let (low, high) = (self.expect(bounds.low, &ty), self.expect(bounds.high, &ty));
        let (low_open, high_open) = (bounds.low_open, bounds.high_open);
        match (value, low?, high?) {
            (Node::Number(value), Node::Number(low), Node::Number(high)) => {
                if let (NumberNode::Const(Some(low)), NumberNode::Const(Some(high))) = (&low, &high) {
                    self.report_empty(&Value::Number(*low), &Value::Number(*high), low_open || high_open, bounds);
                }
                let bounds = Bounds { low, low_open, high, high_open };
                Some(BoolNode::NumberWithin(Box::new((value, bounds))))
            }
            (Node::Text(value), Node::Text(low), Node::Text(high)) => {
                let bounds = Bounds { low, low_open, high, high_open };
                Some(BoolNode::TextWithin(Box::new((value, bounds))))
            }
            (value, low, high) => {
                let (low, high) = (low.general(), high.general());
                if let (General::Const(low), General::Const(high)) = (&low, &high) {
                    self.report_empty(low, high, low_open || high_open, bounds);
                }
                let bounds = Bounds { low, low_open, high, high_open };
                Some(BoolNode::ValueWithin(Box::new((value.general(), bounds))))
            }
        }
    }

    // Reports that need a look around.

    /// `frontage = "main"`: a value of the list, written as text.
    fn report_quoted(&mut self, expr: &Expr, expected: &Type) -> bool {
        let (Kind::Text(text), Type::Enum(names)) = (&expr.kind, expected) else {
            return false;
        };
        let known = names.value(text).is_some();
        if known {
            let problem = Problem::new(&codes::QUOTED_VALUE, expr.span.clone());
            self.problems.push(problem.with("name", text));
        }
        known
    }

    /// `arch-rules` without spaces, where neither part is anybody's name.
    fn report_dashed(&mut self, pair: &[Expr; 2]) -> bool {
        let [left, right] = pair;
        let Some(parts) = dashed(left, right) else {
            return false;
        };
        if parts.iter().any(|part| self.schema.slot(part).is_some()) {
            return false;
        }
        let problem = Problem::new(&codes::DASHED_NAME, left.span.start..right.span.end);
        let problem = problem.with("name", parts.join("-")).with("snake", parts.join("_"));
        self.problems.push(problem);
        true
    }

    fn report_no_order(&mut self, ty: &Type, span: &Range<u32>) -> Option<BoolNode> {
        self.problems.push(Problem::new(&codes::NO_ORDER, span.clone()).with("found", ty));
        None
    }

    /// A range of two constants in which nothing lies.
    fn report_empty(&mut self, low: &Value, high: &Value, open: bool, at: &Bounds<&Expr>) {
        if let Some(order) = ordering(low, high)
            && (order.is_gt() || (order.is_eq() && open))
        {
            let problem = Problem::new(&codes::EMPTY_RANGE, at.low.span.start..at.high.span.end);
            self.problems.push(problem.with("low", low).with("high", high));
        }
    }
}

/// The names of `a-b-c`, if that is all there is and nothing is spaced out.
fn dashed<'e>(left: &'e Expr, right: &'e Expr) -> Option<Vec<&'e str>> {
    let mut parts = match &left.kind {
        Kind::Name(name) => vec![name.as_str()],
        Kind::Arithmetic(Operator::Subtract, pair) => dashed(&pair[0], &pair[1])?,
        _ => return None,
    };
    match &right.kind {
        Kind::Name(name) if right.span.start == left.span.end + 1 => parts.push(name),
        _ => return None,
    }
    Some(parts)
}

/// Every item, or `None` if one is missing; all are looked at either way, so that each
/// reports its problems.
fn all<T>(items: impl Iterator<Item = Option<T>>) -> Option<Box<[T]>> {
    let items: Vec<Option<T>> = items.collect();
    items.into_iter().collect()
}

enum Pair {
    Bools([BoolNode; 2]),
    Numbers([NumberNode; 2]),
    Texts([TextNode; 2]),
    Enums([EnumNode; 2], Arc<EnumType>),
    Generals([General; 2], Type),
    Nulls,
}

/// Whether a test with a value of type `value` asks whether the input is in it; `None`
/// where it asks whether the two are the same. `Some(false)` if nothing of the input's
/// type could be in it.
fn member(input: &Type, value: Option<Type>) -> Option<bool> {
    match value? {
        Type::Any => Some(true),
        Type::List(of) => {
            let inside = match &*of {
                Type::Range(ends) => input.fits(ends) || input.fits(&of),
                of => input.fits(of),
            };
            Some(inside || input.fits(&Type::List(of)))
        }
        Type::Range(of) if !matches!(input, Type::Range(_)) => Some(input.fits(&of)),
        _ if *input == Type::Any => Some(true),
        _ => None,
    }
}

/// The type of a constant.
pub(crate) fn type_of(value: &Value) -> Type {
    match value {
        Value::Bool(_) => Type::Bool,
        Value::Number(_) => Type::Number,
        Value::Text(_) => Type::Text,
        Value::Date(_) => Type::Date,
        Value::Time(_) => Type::Time,
        Value::DateTime(_) => Type::DateTime,
        Value::Days(_) => Type::Days,
        Value::Months(_) => Type::Months,
        Value::Range(range) if range.low.is_null() => Type::range(type_of(&range.high)),
        Value::Range(range) => Type::range(type_of(&range.low)),
        _ => Type::Any,
    }
}

/// Two nodes as a pair of one type; a null takes the type of the other.
fn same_type(left: Node, right: Node) -> Result<Pair, (Type, Type)> {
    match (left, right) {
        (Node::Null, Node::Null) => Ok(Pair::Nulls),
        (Node::Bool(a), Node::Bool(b)) => Ok(Pair::Bools([a, b])),
        (Node::Number(a), Node::Number(b)) => Ok(Pair::Numbers([a, b])),
        (Node::Text(a), Node::Text(b)) => Ok(Pair::Texts([a, b])),
        (Node::Enum(a, names), Node::Enum(b, others)) if names == others => Ok(Pair::Enums([a, b], names)),
        (left, right) => match (left.ty(), right.ty()) {
            (Some(a), Some(b)) if a.fits(&b) || b.fits(&a) => {
                let ty = if a == b { a.clone() } else { a.common(&b) };
                let keep = ty != Type::Any || matches!(&a, Type::List(_) | Type::Context(_));
                let pair = if keep { [left.general(), right.general()] } else { [left.nameless(), right.nameless()] };
                Ok(Pair::Generals(pair, ty))
            }
            (Some(a), Some(b)) => Err((a, b)),
            (Some(ty), None) => same_type(left, Node::null(&ty)),
            (None, Some(ty)) => same_type(Node::null(&ty), right),
            (None, None) => Ok(Pair::Nulls),
        },
    }
}
