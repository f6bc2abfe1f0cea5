//! [`Expression`] and [`UnaryTests`]: text in, values out.
//!
//! Both are compiled once against a [`Schema`] and then read slots only. They hold no
//! values and change nothing.

use std::sync::Arc;

use crate::ast::Tests;
use crate::check::{Checker, never};
use crate::general::{Budget, State};
use crate::node::{BoolNode, Env, Node};
use crate::parse;
use crate::problem::{EvalError, Problem};
use crate::schema::Schema;
use crate::types::Type;
use crate::units::Units;
use crate::value::Value;
use crate::words::Severity;

/// A compiled expression. Cheap to clone; equal to another with the same text.
///
/// ```
/// use ravand_feel::{Expression, Schema, Type, Value};
/// let mut schema = Schema::new();
/// schema.add("area_m2", Type::Number, true);
/// let frontage = Type::one_of(["main", "side"]);
/// schema.add("frontage", frontage.clone(), true);
///
/// let source = "area_m2 > 12 and frontage = main";
/// let condition = Expression::compile(source, &schema, Some(&Type::Bool)).unwrap();
/// let Type::Enum(names) = frontage else { unreachable!() };
/// let main = names.value("main").map_or(Value::Null, Value::Enum);
/// assert_eq!(condition.evaluate_bool(&[Value::from(40), main]), Ok(Some(true)));
/// // Nothing is known about the frontage, but the area decides:
/// assert_eq!(condition.evaluate_bool(&[Value::from(4), Value::Null]), Ok(Some(false)));
///
/// let problems = Expression::compile("area > 12 && frontage = mian", &schema, None);
/// let ids: Vec<_> = problems.unwrap_err().iter().map(|p| p.code.id).collect();
/// assert_eq!(ids, ["FE020", "FE004", "FE024"]);       // all three, by their place
/// ```
#[derive(Debug, Clone)]
pub struct Expression {
    source: Arc<str>,
    ty: Type,
    root: Arc<Node>,
    reads: Arc<[u16]>,
    unit: Option<Arc<str>>,
    warnings: Arc<[Problem]>,
}

impl Expression {
    /// Compiles `source` against the declared data. A condition expects [`Type::Bool`];
    /// without an expectation any type will do, and a bare `null` counts as a condition.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the text.
    pub fn compile(source: &str, schema: &Schema, expected: Option<&Type>) -> Result<Expression, Vec<Problem>> {
        let mut problems = Vec::new();
        let tree = parse::expression(source, schema, &mut problems);
        let mut checker = Checker::new(schema, None, &mut problems);
        let node = tree.as_ref().and_then(|tree| checker.expression(tree, expected));
        let reads: Arc<[u16]> = checker.reads.iter().copied().collect();
        let mut unit = None;
        if let Some(tree) = tree.filter(|_| node.is_some()) {
            unit = Units::new(schema, None, &mut problems).of(&tree).map(Arc::from);
            if problems.is_empty() {
                never(&tree, schema, &mut problems);
            }
        }
        let (root, warnings) = finish(node, problems)?;
        let ty = root.ty().unwrap_or(Type::Bool);
        Ok(Expression { source: source.into(), ty, root: Arc::new(root), reads, unit, warnings: warnings.into() })
    }

    /// The text that was compiled.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The type of its values.
    pub fn ty(&self) -> &Type {
        &self.ty
    }

    /// The slots that it reads, ascending.
    pub fn reads(&self) -> &[u16] {
        &self.reads
    }

    /// The unit of its numbers, where its data have one: see [`Schema::unit`].
    pub fn unit(&self) -> Option<&str> {
        self.unit.as_deref()
    }

    /// What is not wrong but cannot be meant: a comparison that never holds.
    pub fn warnings(&self) -> &[Problem] {
        &self.warnings
    }

    pub(crate) fn root(&self) -> &Node {
        &self.root
    }

    /// Its value, where `slots` holds the declared data in the order of the schema.
    ///
    /// # Errors
    /// What arithmetic cannot do, and slots that do not fit the schema.
    pub fn evaluate(&self, slots: &[Value]) -> Result<Value, EvalError> {
        self.root.eval(&Env { slots, input: &Value::Null, state: &State::default() })
    }

    /// The same on what is left of a budget that several evaluations share.
    ///
    /// # Errors
    /// As [`evaluate`](Expression::evaluate).
    pub fn evaluate_within(&self, slots: &[Value], budget: &Budget) -> Result<Value, EvalError> {
        budget.run(|state| self.root.eval(&Env { slots, input: &Value::Null, state }))
    }

    /// Its truth: `None` where it is null, or of another type than [`Type::Bool`].
    ///
    /// # Errors
    /// As [`evaluate`](Expression::evaluate).
    pub fn evaluate_bool(&self, slots: &[Value]) -> Result<Option<bool>, EvalError> {
        match &*self.root {
            Node::Bool(node) => node.eval(&Env { slots, input: &Value::Null, state: &State::default() }),
            Node::General(node, _) => {
                let value = node.eval(&Env { slots, input: &Value::Null, state: &State::default() })?;
                Ok(if let Value::Bool(value) = value { Some(value) } else { None })
            }
            _ => Ok(None),
        }
    }
}

impl PartialEq for Expression {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for Expression {}

/// A compiled cell of a decision table: a test of one value.
///
/// `-` anything; `<= 4`; `(4..12]`; `main`; `main, side` one of them; `not(main)`; or a
/// condition in which `?` stands for the value: `? > 3 and ? < area_m2`.
///
/// A test of a null is null, which is no match; only `-`, `null` and a condition that
/// asks (`? = null`) see it.
///
/// ```
/// use ravand_feel::{Schema, Type, UnaryTests, Value};
/// let test = UnaryTests::compile("(4..12], > 40", &Type::Number, &Schema::new()).unwrap();
/// assert_eq!(test.matches(&Value::from(12), &[]), Ok(Some(true)));
/// assert_eq!(test.matches(&Value::from(4), &[]), Ok(Some(false)));
/// assert_eq!(test.matches(&Value::Null, &[]), Ok(None));
/// ```
#[derive(Debug, Clone)]
pub struct UnaryTests {
    source: Arc<str>,
    root: Arc<BoolNode>,
    reads: Arc<[u16]>,
}

impl UnaryTests {
    /// Compiles a cell that tests a value of type `input`.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the text.
    pub fn compile(source: &str, input: &Type, schema: &Schema) -> Result<UnaryTests, Vec<Problem>> {
        UnaryTests::with_unit(source, input, None, schema)
    }

    /// The same for an input whose numbers have a unit.
    pub(crate) fn with_unit(
        source: &str,
        input: &Type,
        unit: Option<&str>,
        schema: &Schema,
    ) -> Result<UnaryTests, Vec<Problem>> {
        let mut problems = Vec::new();
        let tree = parse::cell(source, schema, &mut problems);
        let mut checker = Checker::new(schema, Some(input.clone()), &mut problems);
        let node = tree.as_ref().and_then(|tree| checker.cell(tree));
        let reads: Arc<[u16]> = checker.reads.iter().copied().collect();
        if let Some(Tests::AnyOf(tests) | Tests::NoneOf(tests)) = tree.filter(|_| node.is_some()) {
            Units::new(schema, unit, &mut problems).tests(&tests);
        }
        let (root, _) = finish(node, problems)?;
        Ok(UnaryTests { source: source.into(), root: Arc::new(root), reads })
    }

    /// The text that was compiled.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The slots that it reads besides the value under test, ascending.
    pub fn reads(&self) -> &[u16] {
        &self.reads
    }

    /// Whether it matches everything, as `-` does.
    pub fn is_any(&self) -> bool {
        matches!(*self.root, BoolNode::Const(Some(true)))
    }

    /// Whether `input` passes the test.
    ///
    /// # Errors
    /// What arithmetic cannot do, and slots or an input that do not fit their types; the
    /// input is then named as slot 65535.
    pub fn matches(&self, input: &Value, slots: &[Value]) -> Result<Option<bool>, EvalError> {
        self.root.eval(&Env { slots, input, state: &State::default() })
    }

    /// The same on what is left of a budget.
    pub(crate) fn matches_within(
        &self,
        input: &Value,
        slots: &[Value],
        budget: &Budget,
    ) -> Result<Option<bool>, EvalError> {
        budget.run(|state| self.root.eval(&Env { slots, input, state }))
    }

    pub(crate) fn root(&self) -> &BoolNode {
        &self.root
    }
}

impl PartialEq for UnaryTests {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for UnaryTests {}

/// The result with its warnings if nothing is wrong, else every problem in the order of the
/// text.
fn finish<T>(result: Option<T>, mut problems: Vec<Problem>) -> Result<(T, Vec<Problem>), Vec<Problem>> {
    problems.sort_by_key(|problem| (problem.span.start, problem.span.end, problem.code.id));
    problems.dedup();
    match result {
        Some(result) if problems.iter().all(|problem| problem.code.severity < Severity::Error) => {
            Ok((result, problems))
        }
        _ => Err(problems),
    }
}
