//! Functions that are not written in FEEL: a knowledge model that decides by a table, called
//! from an expression by its name.
//!
//! Invariant: what such a function does is paid for from the evaluation that calls it, in
//! steps and in depth ([`Budget`]); a table called in a loop costs what the loop may cost.
//! What it reads it was given when it was made: it sees neither slots nor locals.

use std::cell::Cell;
use std::fmt;
use std::sync::Arc;

use super::{Code, General, Lambda, State};
use crate::problem::EvalError;
use crate::value::{Function, Value};

/// Levels that a call from outside counts for, so that a chain of them ends long before the
/// stack does.
const HOST_LEVELS: u16 = 40;

/// What an evaluation has used of its steps and of its depth. Evaluations that share one
/// come to an end together.
///
/// ```
/// use ravand_feel::{Budget, Expression, Schema, Value};
/// let sum = Expression::compile("sum(for x in 1..10 return x)", &Schema::new(), None).unwrap();
/// let budget = Budget::default();
/// assert_eq!(sum.evaluate_within(&[], &budget), Ok(Value::from(55)));
/// ```
#[derive(Debug, Default)]
pub struct Budget {
    steps: Cell<u32>,
    depth: Cell<u32>,
}

impl Budget {
    /// Pays for work that is done outside of expressions.
    ///
    /// # Errors
    /// [`EvalError::TooMuchWork`] when nothing is left.
    pub fn spend(&self, steps: u32) -> Result<(), EvalError> {
        let state = State { steps: self.steps.clone(), ..State::default() };
        let paid = state.spend(steps);
        self.steps.set(state.steps.get());
        paid
    }

    /// Runs an evaluation on what is left.
    pub(crate) fn run<T>(&self, run: impl FnOnce(&State) -> T) -> T {
        let state = State { steps: self.steps.clone(), depth: self.depth.clone(), ..State::default() };
        let result = run(&state);
        self.steps.set(state.steps.get());
        result
    }
}

type Run = dyn Fn(&[Value], &Budget) -> Result<Value, EvalError> + Send + Sync;

/// The body of a function from outside.
pub(crate) struct Host(Arc<Run>);

impl fmt::Debug for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Host(…)")
    }
}

impl Host {
    pub(super) fn call(&self, state: &State) -> Result<Value, EvalError> {
        let arguments = state.locals.borrow().clone();
        let budget = Budget { steps: state.steps.clone(), depth: state.depth.clone() };
        let result = (self.0)(&arguments, &budget);
        state.steps.set(budget.steps.get());
        result
    }
}

impl Function {
    /// A function that expressions call like one of their own. `run` gets as many arguments
    /// as there are names, and pays for its work from the budget.
    ///
    /// ```
    /// use ravand_feel::{Expression, Function, Schema, Type, Value};
    /// let mut schema = Schema::new();
    /// schema.add("first of", Type::Function(Some(2)), true);
    /// let first = Function::host(["a", "b"], |given, _| Ok(given[0].clone()));
    /// let call = Expression::compile("first of(7, 8)", &schema, None).unwrap();
    /// assert_eq!(call.evaluate(&[Value::Function(first)]), Ok(Value::from(7)));
    /// ```
    pub fn host<S: Into<Arc<str>>>(
        params: impl IntoIterator<Item = S>,
        run: impl Fn(&[Value], &Budget) -> Result<Value, EvalError> + Send + Sync + 'static,
    ) -> Function {
        let params = params.into_iter().map(Into::into).collect();
        let body = General::Host(Host(Arc::new(run)));
        let code = Code { params, body, height: HOST_LEVELS, reads: false };
        Function(Arc::new(Lambda::without_surroundings(code)))
    }
}
