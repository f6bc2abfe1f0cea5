//! Evaluating compiled logic.
//!
//! Invariant: nothing here looks at what was written any more, and every round of a loop and
//! every entry is paid for from the budget of the decision.

use super::Each;
use super::codes;
use super::compile::{CompiledLogic, EntryNode, FunctionNode, How, Knowledge, Node, TableNode};
use crate::id::DecisionId;
use ravand_feel::{Args, Budget, Code, EvalError, Function, Message, TableError, Type, Value};
use std::sync::Arc;

/// What a decision decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    /// Slots of the case with their values.
    pub values: Vec<(u16, Value)>,
    /// The rule that counted, from 0, where a table of its own decided.
    pub rule: Option<usize>,
}

/// Why a decision gave nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .why.message(ravand_feel::Language::En))]
pub struct DecisionError {
    /// The decision.
    pub decision: DecisionId,
    /// The expression that failed; `None` where a table found no answer.
    pub expression: Option<String>,
    /// What happened there.
    pub why: Message,
}

impl DecisionError {
    /// Its words in every language: they name the decision and the expression.
    pub fn code(&self) -> &'static Code {
        if self.expression.is_some() { &codes::FAILED_AT } else { &codes::FAILED }
    }

    /// The arguments of those words.
    pub fn args(&self) -> Args {
        let args = Args::new().with("decision", &self.decision).with_message("why", &self.why);
        match &self.expression {
            Some(expression) => args.with("expression", expression),
            None => args,
        }
    }
}

/// What failed, on its way out of the tree.
#[derive(Debug)]
struct Failure {
    expression: Option<String>,
    why: Message,
}

impl Failure {
    fn of(why: &EvalError) -> Failure {
        Failure { expression: None, why: Message::new(why.code(), why.args()) }
    }

    fn at(expression: &str, why: &EvalError) -> Failure {
        Failure { expression: Some(expression.to_owned()), ..Failure::of(why) }
    }

    fn of_table(why: &TableError) -> Failure {
        let expression = match why {
            TableError::Input { input, .. } => Some(input.clone()),
            _ => None,
        };
        Failure { expression, why: Message::new(why.code(), why.args()) }
    }

    fn wrong(value: &Value, ty: &Type) -> Failure {
        let args = Args::new().with("found", ty.show(value)).with("expected", ty);
        Failure { expression: None, why: Message::new(&codes::WRONG_RESULT, args) }
    }

    fn named(self, decision: &DecisionId) -> DecisionError {
        DecisionError { decision: decision.clone(), expression: self.expression, why: self.why }
    }
}

type Found = Result<Value, Failure>;

impl CompiledLogic {
    /// Decides, where `slots` holds the data of the case. What it requires must stand there.
    ///
    /// # Errors
    /// What failed, by its decision and expression. Under
    /// [`Standard`](super::Strictness::Standard) nothing does: it is null.
    pub fn evaluate(&self, slots: &[Value]) -> Result<Decided, DecisionError> {
        let budget = Budget::default();
        let own;
        let slots = if self.functions.is_empty() && slots.len() >= self.slots {
            slots
        } else {
            own = extended(slots, self.slots, &self.functions);
            own.as_slice()
        };
        match &self.how {
            How::Table(table) => self.by_table(table, slots, &budget),
            How::Logic(node, outputs) => {
                let run = Run { budget: &budget, strict: self.strict };
                let value = run.eval(node, slots).map_err(|failure| failure.named(&self.id))?;
                self.spread(&run, value, outputs)
            }
        }
    }

    fn by_table(&self, table: &ravand_feel::Table, slots: &[Value], budget: &Budget) -> Result<Decided, DecisionError> {
        match table.evaluate_within(slots, budget) {
            Ok(decided) => {
                let values = table.outputs().iter().copied().zip(decided.outputs).collect();
                Ok(Decided { values, rule: Some(decided.rule) })
            }
            Err(why) if self.strict => Err(Failure::of_table(&why).named(&self.id)),
            Err(_) => {
                Ok(Decided { values: table.outputs().iter().map(|slot| (*slot, Value::Null)).collect(), rule: None })
            }
        }
    }

    /// A value as that of one output, or a context as those of several.
    fn spread(&self, run: &Run<'_>, value: Value, outputs: &[(u16, Arc<str>, Type)]) -> Result<Decided, DecisionError> {
        let parts: Vec<(u16, Value, &Type)> = match (outputs, value) {
            ([(slot, _, ty)], value) => vec![(*slot, value, ty)],
            (outputs, value) => {
                let part = |name: &str| match &value {
                    Value::Context(context) => context.get(name).cloned().unwrap_or_default(),
                    _ => Value::Null,
                };
                outputs.iter().map(|(slot, name, ty)| (*slot, part(name), ty)).collect()
            }
        };
        let fitted = parts.into_iter().map(|(slot, value, ty)| Ok((slot, run.fit(value, ty)?)));
        let values = fitted.collect::<Result<_, Failure>>().map_err(|failure| failure.named(&self.id))?;
        Ok(Decided { values, rule: None })
    }
}

/// The slots of the case with room for more behind them.
fn extended(slots: &[Value], len: usize, functions: &[(u16, Value)]) -> Vec<Value> {
    let mut own = Vec::with_capacity(len.max(slots.len()));
    own.extend_from_slice(slots);
    own.resize(len.max(slots.len()), Value::Null);
    for (slot, function) in functions {
        put(&mut own, *slot, function.clone());
    }
    own
}

fn put(slots: &mut [Value], slot: u16, value: Value) {
    if let Some(place) = slots.get_mut(usize::from(slot)) {
        *place = value;
    }
}

impl Knowledge {
    /// The model as what an expression can call.
    pub(super) fn value(model: &Arc<Knowledge>) -> Value {
        let names: Vec<Arc<str>> = model.params.iter().map(|(name, _)| name.clone()).collect();
        let model = model.clone();
        Value::Function(Function::host(names, move |arguments, budget| {
            let run = Run { budget, strict: model.strict };
            run.called(&model, arguments.to_vec())
        }))
    }
}

/// One evaluation.
struct Run<'a> {
    budget: &'a Budget,
    strict: bool,
}

impl Run<'_> {
    /// A knowledge model called from an expression.
    fn called(&self, model: &Knowledge, arguments: Vec<Value>) -> Result<Value, EvalError> {
        self.knowledge(model, arguments).map_err(|failure| {
            let error = failure.named(&model.id);
            EvalError::Outside { code: error.code(), args: error.args() }
        })
    }

    fn knowledge(&self, model: &Knowledge, arguments: Vec<Value>) -> Found {
        let Node::Function(function) = &model.body else { return Ok(Value::Null) };
        let slots = extended(&[], model.slots, &model.functions);
        let value = self.body(function, slots, &arguments)?;
        self.fit(value, &model.ty)
    }

    /// The body of a function where its arguments are known.
    fn body(&self, function: &FunctionNode, mut slots: Vec<Value>, arguments: &[Value]) -> Found {
        self.pay(1 + slots.len())?;
        for ((slot, _, ty), value) in function.params.iter().zip(arguments) {
            put(&mut slots, *slot, self.fit(value.clone(), ty)?);
        }
        self.eval(&function.body, &slots)
    }

    fn pay(&self, steps: usize) -> Result<(), Failure> {
        let steps = u32::try_from(steps).unwrap_or(u32::MAX);
        self.budget.spend(steps).map_err(|why| Failure::of(&why))
    }

    /// What an evaluation gave; in the standard's way null where it failed.
    fn given(&self, result: Found) -> Found {
        match result {
            Err(_) if !self.strict => Ok(Value::Null),
            other => other,
        }
    }

    /// A value as its type wants it; what does not fit at all is an error, or null.
    fn fit(&self, value: Value, ty: &Type) -> Found {
        let value = coerced(value, ty);
        match ty.admits(&value) {
            true => Ok(value),
            false => self.given(Err(Failure::wrong(&value, ty))),
        }
    }

    fn eval(&self, node: &Node, slots: &[Value]) -> Found {
        match node {
            Node::Null => Ok(Value::Null),
            Node::Literal(expression) => {
                let value = expression.evaluate_within(slots, self.budget);
                self.given(value.map_err(|why| Failure::at(expression.source(), &why)))
            }
            Node::Table(table) => {
                let value = self.table(table, slots);
                self.given(value)
            }
            Node::Context(entries, result, len) => self.context(entries, result.as_deref(), slots, *len),
            Node::Call(model, arguments) => {
                let mut values = vec![Value::Null; model.params.len()];
                for (at, node) in arguments {
                    let value = self.eval(node, slots)?;
                    if let Some(place) = values.get_mut(*at) {
                        *place = value;
                    }
                }
                let value = self.knowledge(model, values);
                self.given(value)
            }
            Node::Apply(arguments, expression, len) => {
                let mut inner = self.room(slots, *len)?;
                for (slot, node) in arguments {
                    let value = self.eval(node, slots)?;
                    put(&mut inner, *slot, value);
                }
                let value = expression.evaluate_within(&inner, self.budget);
                self.given(value.map_err(|why| Failure::at(expression.source(), &why)))
            }
            Node::List(items) => {
                let items = items.iter().map(|item| self.eval(item, slots)).collect::<Result<Vec<_>, _>>()?;
                self.list(items)
            }
            Node::Relation(columns, rows) => self.relation(columns, rows, slots),
            Node::Function(function) => Ok(function_value(function, slots)),
            Node::If(parts) => {
                let [condition, then, otherwise] = &**parts;
                let holds = self.eval(condition, slots)? == Value::Bool(true);
                self.eval(if holds { then } else { otherwise }, slots)
            }
            Node::Filter(parts, slot, fields, len) => self.filter(parts, *slot, fields, slots, *len),
            Node::Each(what, parts, slot, len) => self.each(*what, parts, *slot, slots, *len),
        }
    }

    /// A copy of the slots that can be written to.
    fn room(&self, slots: &[Value], len: usize) -> Result<Vec<Value>, Failure> {
        self.pay(1 + len)?;
        Ok(extended(slots, len, &[]))
    }

    fn list(&self, items: Vec<Value>) -> Found {
        self.pay(items.len())?;
        self.given(Value::list(items).map_err(|why| Failure::of(&why)))
    }

    fn named<'v>(&self, entries: impl IntoIterator<Item = (&'v Arc<str>, Value)>) -> Found {
        let entries = entries.into_iter().map(|(name, value)| (name.clone(), value));
        self.given(Value::context(entries).map_err(|why| Failure::of(&why)))
    }

    fn table(&self, node: &TableNode, slots: &[Value]) -> Found {
        let inner = self.room(slots, node.slots)?;
        let decided = node.table.evaluate_within(&inner, self.budget);
        let decided = decided.map_err(|why| Failure::of_table(&why))?;
        if node.names.len() == 1 {
            return Ok(decided.outputs.into_iter().next().unwrap_or_default());
        }
        if !node.table.hit().gives_lists() {
            return self.named(node.names.iter().zip(decided.outputs));
        }
        // A list for each output becomes a list of rows.
        let lists: Vec<&[Value]> = decided
            .outputs
            .iter()
            .map(|column| match column {
                Value::List(list) => list.items(),
                _ => &[],
            })
            .collect();
        let count = lists.iter().map(|list| list.len()).max().unwrap_or(0);
        let row = |at: usize| {
            let cells = lists.iter().map(|list| list.get(at).cloned().unwrap_or_default());
            self.named(node.names.iter().zip(cells))
        };
        let rows = (0..count).map(row).collect::<Result<Vec<_>, _>>()?;
        self.list(rows)
    }

    fn context(&self, entries: &[EntryNode], result: Option<&Node>, slots: &[Value], len: usize) -> Found {
        let mut inner = self.room(slots, len)?;
        let mut found = Vec::with_capacity(entries.len());
        for entry in entries {
            let value = self.eval(&entry.node, &inner)?;
            let value = self.fit(value, &entry.ty)?;
            put(&mut inner, entry.slot, value.clone());
            found.push((&entry.name, value));
        }
        match result {
            Some(result) => self.eval(result, &inner),
            None => self.named(found),
        }
    }

    fn relation(&self, columns: &[Arc<str>], rows: &[Vec<Node>], slots: &[Value]) -> Found {
        let mut found = Vec::with_capacity(rows.len());
        for row in rows {
            let cells = row.iter().map(|cell| self.eval(cell, slots)).collect::<Result<Vec<_>, _>>()?;
            found.push(self.named(columns.iter().zip(cells))?);
        }
        self.list(found)
    }

    fn filter(&self, parts: &[Node; 2], slot: u16, fields: &[(u16, Arc<str>)], slots: &[Value], len: usize) -> Found {
        let [list, keep] = parts;
        let items = self.eval(list, slots)?;
        let mut inner = self.room(slots, len)?;
        let mut kept = Vec::new();
        for item in items_of(&items) {
            self.pay(1)?;
            for (slot, name) in fields {
                let field = match item {
                    Value::Context(context) => context.get(name).cloned().unwrap_or_default(),
                    _ => Value::Null,
                };
                put(&mut inner, *slot, field);
            }
            put(&mut inner, slot, item.clone());
            if self.eval(keep, &inner)? == Value::Bool(true) {
                kept.push(item.clone());
            }
        }
        self.list(kept)
    }

    fn each(&self, what: Each, parts: &[Node; 2], slot: u16, slots: &[Value], len: usize) -> Found {
        let [list, body] = parts;
        let items = self.eval(list, slots)?;
        let mut inner = self.room(slots, len)?;
        let mut found = Vec::new();
        for item in items_of(&items) {
            self.pay(1)?;
            put(&mut inner, slot, item.clone());
            let value = self.eval(body, &inner)?;
            match (what, &value) {
                (Each::For, _) => found.push(value),
                (Each::Some, Value::Bool(true)) => return Ok(Value::Bool(true)),
                (Each::Every, Value::Bool(false)) => return Ok(Value::Bool(false)),
                (Each::Some | Each::Every, Value::Bool(_)) => {}
                // Neither yes nor no: unless another decides, nobody knows.
                (Each::Some | Each::Every, _) => found.push(Value::Null),
            }
        }
        match what {
            Each::For => self.list(found),
            _ if !found.is_empty() => Ok(Value::Null),
            Each::Some => Ok(Value::Bool(false)),
            Each::Every => Ok(Value::Bool(true)),
        }
    }
}

/// A value as its type wants it; null where it does not fit.
pub(super) fn fitted(value: Value, ty: &Type) -> Value {
    let value = coerced(value, ty);
    if ty.admits(&value) { value } else { Value::Null }
}

/// The standard's conversions: a list of one for what is no list, its item for a list of
/// one, a date as its midnight.
fn coerced(value: Value, ty: &Type) -> Value {
    match (value, ty) {
        (value @ (Value::List(_) | Value::Null), Type::List(_)) => value,
        (value, Type::List(of)) if of.admits(&value) => Value::list([value]).unwrap_or_default(),
        (Value::List(list), ty) if *ty != Type::Any && list.items().len() == 1 => {
            list.items().first().cloned().unwrap_or_default()
        }
        (Value::Date(date), Type::DateTime) => Type::DateTime.read(&format!("{date}T00:00:00Z")).unwrap_or_default(),
        (value, _) => value,
    }
}

/// What is no list is one of itself; null has no items.
fn items_of(value: &Value) -> &[Value] {
    match value {
        Value::List(list) => list.items(),
        Value::Null => &[],
        other => std::slice::from_ref(other),
    }
}

/// A function that sees what stands around it.
fn function_value(function: &Arc<FunctionNode>, slots: &[Value]) -> Value {
    let names: Vec<Arc<str>> = function.params.iter().map(|(_, name, _)| name.clone()).collect();
    let (function, seen) = (function.clone(), extended(slots, function.slots, &[]));
    Value::Function(Function::host(names, move |arguments, budget| {
        let run = Run { budget, strict: function.strict };
        run.body(&function, seen.clone(), arguments).map_err(|failure| {
            let (code, args) = match failure.expression {
                None => (failure.why.code, failure.why.args),
                Some(expression) => {
                    let args = Args::new().with("decision", "function").with("expression", expression);
                    (&codes::FAILED_AT as &'static Code, args.with_message("why", &failure.why))
                }
            };
            EvalError::Outside { code, args }
        })
    }))
}
