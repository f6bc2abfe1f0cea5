//! The general tree: what gives values of any kind.
//!
//! Conditions over numbers, texts, names and truth have trees of their own
//! ([`node`](crate::node)), which allocate nothing. All else is here: lists, contexts,
//! times, loops, calls. A value that does not fit where it comes is null, as the standard
//! wants; the checker has seen to it that this happens only to what is not known before.
//!
//! Invariant: every round of a loop and every item that is looked at is paid for in steps,
//! so that no evaluation takes longer than [`STEPS_MAX`](crate::STEPS_MAX) of them.

mod host;
mod loops;
mod operators;
mod paths;

use std::cell::{Cell, RefCell};
use std::sync::Arc;

pub use host::Budget;
pub(crate) use operators::{arithmetic, compare, equal, includes, is_member, negate, ordering};

use crate::ast::{Bounds, Operator};
use crate::builtins::Function;
use crate::limits::{CALL_DEPTH_MAX, STEPS_MAX};
use crate::node::{BoolNode, EnumNode, Env, Node};
use crate::problem::EvalError;
use crate::types::EnumType;
use crate::value::{self, Context, Extent, RangeValue, Value};

/// What one evaluation remembers while it runs.
#[derive(Debug, Default)]
pub(crate) struct State {
    /// Values of loop variables, items under a filter, entries of a context, parameters.
    locals: RefCell<Vec<Value>>,
    steps: Cell<u32>,
    depth: Cell<u32>,
}

impl State {
    /// Pays for work.
    pub(crate) fn spend(&self, steps: u32) -> Result<(), EvalError> {
        let spent = self.steps.get().saturating_add(steps);
        self.steps.set(spent);
        if spent > STEPS_MAX { Err(EvalError::TooMuchWork) } else { Ok(()) }
    }

    fn push(&self, value: Value) {
        self.locals.borrow_mut().push(value);
    }

    fn pop(&self) {
        self.locals.borrow_mut().pop();
    }

    fn local(&self, at: u16) -> Value {
        self.locals.borrow().get(usize::from(at)).cloned().unwrap_or_default()
    }

    fn set_local(&self, at: u16, value: Value) {
        if let Some(local) = self.locals.borrow_mut().get_mut(usize::from(at)) {
            *local = value;
        }
    }

    /// Runs `body` with one more local; it is gone after, whatever happens.
    fn with<T>(&self, value: Value, body: impl FnOnce() -> Result<T, EvalError>) -> Result<T, EvalError> {
        self.push(value);
        let result = body();
        self.pop();
        result
    }
}

/// A tree whose value can be of any kind.
#[derive(Debug)]
pub(crate) enum General {
    Const(Value),
    Slot(u16),
    /// By its position from the outermost, which is known when the tree is made.
    Local(u16),
    /// An entry of the item under the filter; where it has none, what the name means outside.
    OfItem(u16, Arc<str>, Option<Box<General>>),
    Fast(Box<Node>),
    /// A name as text, for those who know no lists of names.
    NameOf(Box<EnumNode>, Arc<EnumType>),
    List(Box<[General]>),
    Context(Box<[(Arc<str>, General)]>),
    Range(Box<Bounds<General>>),
    Field(Box<General>, Arc<str>),
    /// By the position, or by a condition over the item.
    Filter(Box<(General, General)>),
    For(Box<Loop>),
    Quantified(bool, Box<Loop>),
    If(Box<(BoolNode, General, General)>),
    Negate(Box<General>),
    Arithmetic(Operator, Box<[General; 2]>),
    Call(&'static Function, Box<[General]>),
    Apply(Box<General>, Box<[(Option<Arc<str>>, General)]>),
    Lambda(Arc<Code>),
    /// What is called from outside, its arguments being the locals.
    Host(host::Host),
}

/// A loop over the domains, the last fastest.
#[derive(Debug)]
pub(crate) struct Loop {
    pub(crate) domains: Box<[Domain]>,
    pub(crate) body: General,
    /// The local that holds what was made so far, if the body reads it.
    pub(crate) partial: Option<u16>,
}

/// Where a loop variable takes its values from.
#[derive(Debug)]
pub(crate) enum Domain {
    Of(General),
    /// From one to the other, up or down.
    Span(General, General),
}

/// A function as written.
#[derive(Debug)]
pub(crate) struct Code {
    pub(crate) params: Box<[Arc<str>]>,
    pub(crate) body: General,
    /// Levels of the body.
    pub(crate) height: u16,
    /// Whether the body may read data.
    pub(crate) reads: bool,
}

/// A function with what it saw when it was made.
#[derive(Debug)]
pub(crate) struct Lambda {
    pub(crate) code: Arc<Code>,
    captured: Vec<Value>,
    /// The data that it saw: it may be called where other data are declared.
    slots: Vec<Value>,
    pub(crate) extent: Extent,
}

impl Lambda {
    /// A function that saw nothing when it was made.
    fn without_surroundings(code: Code) -> Lambda {
        Lambda { code: Arc::new(code), captured: Vec::new(), slots: Vec::new(), extent: Extent::default() }
    }
}

impl General {
    pub(crate) fn eval(&self, env: &Env<'_>) -> Result<Value, EvalError> {
        match self {
            General::Const(value) => Ok(value.clone()),
            General::Slot(slot) => env.get(*slot).cloned(),
            General::Local(at) => Ok(env.state.local(*at)),
            General::OfItem(at, name, outer) => match (env.state.local(*at), outer) {
                (Value::Context(context), _) if context.get(name).is_some() => {
                    Ok(context.get(name).cloned().unwrap_or_default())
                }
                (_, Some(outer)) => outer.eval(env),
                (item, None) => Ok(paths::field(&item, name, env)?),
            },
            General::Fast(node) => node.eval(env),
            General::NameOf(node, names) => {
                let name = node.eval(env)?.and_then(|value| names.shared_name(value));
                Ok(name.map_or(Value::Null, Value::Text))
            }
            General::List(items) => {
                env.state.spend(items.len() as u32)?;
                let items = items.iter().map(|item| item.eval(env)).collect::<Result<Vec<_>, _>>()?;
                value::List::new(items).map(Value::List)
            }
            General::Context(entries) => context(entries, env),
            General::Range(bounds) => range(bounds, env),
            General::Field(of, name) => paths::field(&of.eval(env)?, name, env),
            General::Filter(parts) => paths::filter(&parts.0.eval(env)?, &parts.1, env),
            General::For(body) => loops::collect(body, env),
            General::Quantified(some, body) => loops::quantified(*some, body, env),
            General::If(parts) => {
                let (condition, then, other) = &**parts;
                if condition.holds(env)? { then.eval(env) } else { other.eval(env) }
            }
            General::Negate(inner) => Ok(negate(&inner.eval(env)?)),
            General::Arithmetic(operator, pair) => arithmetic(*operator, &pair[0].eval(env)?, &pair[1].eval(env)?, env),
            General::Call(function, arguments) => {
                let arguments = arguments.iter().map(|a| a.eval(env)).collect::<Result<Vec<_>, _>>()?;
                let work = arguments.iter().map(Value::size).fold(1, u32::saturating_add);
                env.state.spend(work)?;
                (function.run)(&arguments, env)
            }
            General::Apply(callee, arguments) => {
                let Value::Function(function) = callee.eval(env)? else { return Ok(Value::Null) };
                apply_named(&function.0, arguments, env)
            }
            General::Host(host) => host.call(env.state),
            General::Lambda(code) => {
                let captured = env.state.locals.borrow().clone();
                let slots = if code.reads { env.slots.to_vec() } else { Vec::new() };
                env.state.spend((captured.len() + slots.len()) as u32)?;
                let extent = Extent::around(captured.iter().chain(&slots))?;
                let lambda = Lambda { code: code.clone(), captured, slots, extent };
                Ok(Value::Function(value::Function(Arc::new(lambda))))
            }
        }
    }
}

/// Each entry sees those before it.
fn context(entries: &[(Arc<str>, General)], env: &Env<'_>) -> Result<Value, EvalError> {
    env.state.spend(entries.len() as u32)?;
    let mut found = Vec::with_capacity(entries.len());
    let mut problem = None;
    for (name, node) in entries {
        match node.eval(env) {
            Ok(value) => {
                env.state.push(value.clone());
                found.push((name.clone(), value));
            }
            Err(error) => {
                problem = Some(error);
                break;
            }
        }
    }
    for _ in &found {
        env.state.pop();
    }
    match problem {
        Some(error) => Err(error),
        None => Context::new(found).map(Value::Context),
    }
}

fn range(bounds: &Bounds<General>, env: &Env<'_>) -> Result<Value, EvalError> {
    let (low, high) = (bounds.low.eval(env)?, bounds.high.eval(env)?);
    let (low_open, high_open) = (bounds.low_open, bounds.high_open);
    Ok(make_range(low, low_open, high, high_open).unwrap_or_default())
}

/// A range, if its ends are of one kind and in order; a null end makes it endless.
pub(crate) fn make_range(low: Value, low_open: bool, high: Value, high_open: bool) -> Option<Value> {
    let fits = match (&low, &high) {
        (Value::Null, Value::Null) => false,
        (Value::Null, end) | (end, Value::Null) => ordering(end, end).is_some(),
        (low, high) => ordering(low, high).is_some_and(std::cmp::Ordering::is_le),
    };
    fits.then(|| Value::Range(Arc::new(RangeValue { low, low_open, high, high_open })))
}

/// Calls a function that an expression made, its arguments in order.
pub(crate) fn apply(lambda: &Lambda, arguments: &[Value], env: &Env<'_>) -> Result<Value, EvalError> {
    let code = &lambda.code;
    if code.params.len() != arguments.len() {
        return Ok(Value::Null);
    }
    let depth = env.state.depth.get() + u32::from(code.height) + 1;
    if depth > CALL_DEPTH_MAX {
        return Err(EvalError::TooDeep);
    }
    env.state.spend(1 + (lambda.captured.len() + arguments.len()) as u32)?;
    let locals = lambda.captured.iter().chain(arguments).cloned().collect();
    let state = State { locals: RefCell::new(locals), steps: env.state.steps.clone(), depth: Cell::new(depth) };
    let result = code.body.eval(&Env { slots: &lambda.slots, input: &Value::Null, state: &state });
    env.state.steps.set(state.steps.get());
    result
}

fn apply_named(lambda: &Lambda, arguments: &[(Option<Arc<str>>, General)], env: &Env<'_>) -> Result<Value, EvalError> {
    let params = &lambda.code.params;
    let mut values = vec![None; params.len()];
    for (position, (name, node)) in arguments.iter().enumerate() {
        let position = match name {
            Some(name) => params.iter().position(|param| param == name),
            None => Some(position),
        };
        let value = node.eval(env)?;
        match position.and_then(|position| values.get_mut(position)) {
            Some(place @ None) => *place = Some(value),
            _ => return Ok(Value::Null),
        }
    }
    match values.into_iter().collect::<Option<Vec<_>>>() {
        Some(values) => apply(lambda, &values, env),
        None => Ok(Value::Null),
    }
}
