//! A definition in FEEL's terms: the schema that its expressions are checked against, its
//! decision tables as sources, and FEEL's problems as diagnostics at their place in a file.
//!
//! Invariant: whoever compiles an expression of a definition (the check, the kernel, the
//! simulator) takes the schema from here, so that a slot means the same to all of them.

use crate::definition::{DataDeclaration, Decision, Definition, Rule};
use crate::diagnostic::Diagnostic;
use crate::graph::COUNTERS;
use crate::id::{DataName, StepId};
use crate::span::{Span, Spanned};
use ravand_feel::{Cell, Expression, Problem, RuleSource, Schema, TableSource, Type, When};
use std::collections::BTreeSet;

impl Definition {
    /// The slots of a case: the data in the order of their declaration, then the outputs
    /// of decision tables that are not declared among them. Personal data have a slot that
    /// no expression reads.
    pub fn schema(&self) -> Schema {
        let mut schema = Schema::new();
        for (name, declaration) in self.slots() {
            schema.add(name.as_str(), declaration.ty.clone(), !declaration.personal);
        }
        for (name, ty) in self.implied_data() {
            schema.add(name, ty, true);
        }
        schema
    }

    /// What the flows of a graph can ask though nobody declared it: for each step with outcomes
    /// its last one, as the datum `<step in snake_case>_outcome`; and what activities that are
    /// repeated and complex gateways count ([`COUNTERS`](crate::graph::COUNTERS)). They follow
    /// the [slots](Definition::slots); a datum of that name that somebody declared is hers.
    pub fn implied_data(&self) -> Vec<(String, Type)> {
        let Some(graph) = &self.flow.graph else { return Vec::new() };
        let mut taken: BTreeSet<String> = self.slots().map(|(name, _)| name.as_str().to_owned()).collect();
        let with_outcomes = self.steps.iter().filter(|(_, step)| !step.outcomes.is_empty());
        let named = with_outcomes.map(|(id, step)| (outcome_datum(id), step));
        let fresh = named.filter(|(name, _)| taken.insert(name.clone()));
        let mut implied: Vec<(String, Type)> = fresh
            .map(|(name, step)| (name, Type::one_of(step.outcomes.keys().map(|outcome| outcome.as_str()))))
            .collect();
        if graph.counts() {
            let counters = COUNTERS.iter().filter(|(standard, ours)| {
                ![standard, ours].into_iter().any(|name| self.data.contains_key(*name) || taken.contains(*name))
            });
            implied.extend(counters.map(|(_, ours)| ((*ours).to_owned(), Type::Number)));
        }
        implied
    }

    /// The declaration behind each slot of [`Definition::schema`], in the same order.
    pub fn slots(&self) -> impl Iterator<Item = (&DataName, &DataDeclaration)> {
        let decisions = self.decisions.values().filter(|decision| !decision.is_knowledge());
        let outputs = decisions.flat_map(|decision| &decision.outputs);
        let undeclared = outputs.filter(|(name, _)| !self.data.contains_key(*name));
        let mut seen = BTreeSet::new();
        self.data.iter().chain(undeclared).filter(move |(name, _)| seen.insert(name.as_str()))
    }
}

/// The datum that holds the outcome of a step of a graph: `site-visit` has `site_visit_outcome`.
pub fn outcome_datum(step: &StepId) -> String {
    format!("{}_outcome", step.as_str().replace('-', "_"))
}

/// A decision as FEEL compiles it. The `at` of its cells is understood by [`table_place`].
///
/// ```
/// use ravand_core::{Definition, schema::table_source};
/// use ravand_feel::Table;
/// # fn show(permit: &Definition) {
/// let schema = permit.schema();
/// for (id, decision) in &permit.decisions {
///     match Table::compile(&table_source(decision), &schema) {
///         Ok(table) => println!("{id} writes {} data", table.outputs().len()),
///         Err(problems) => println!("{id} has {} problems", problems.len()),
///     }
/// }
/// # }
/// ```
pub fn table_source(decision: &Decision) -> TableSource {
    let places = Places::of(decision);
    let inputs = decision.inputs.iter().enumerate();
    let outputs = decision.outputs.keys().enumerate();
    TableSource {
        hit: decision.hit.value,
        inputs: inputs.map(|(column, text)| Cell::new(text.value.as_str(), 1 + column)).collect(),
        outputs: outputs.map(|(column, name)| Cell::new(name.as_str(), places.outputs + column)).collect(),
        priorities: priorities(decision, &places),
        rules: decision.rules.iter().enumerate().map(|(row, rule)| rule_source(rule, &places, row)).collect(),
        at: 0,
    }
}

/// Where in the file the `at` of a cell of [`table_source`] is; the table itself if it is
/// none of them.
pub fn table_place(decision: &Decision, at: usize) -> Span {
    let places = Places::of(decision);
    let found = if at == 0 {
        None
    } else if at < places.outputs {
        decision.inputs.get(at - 1).map(|text| text.span)
    } else if at < places.rules {
        decision.outputs.get_index(at - places.outputs).map(|(_, output)| output.span)
    } else {
        let (row, column) = ((at - places.rules) / places.row, (at - places.rules) % places.row);
        decision.rules.get(row).map(|rule| rule_place(rule, column, decision.inputs.len()))
    };
    found.unwrap_or(decision.span)
}

/// A problem of an expression at its place in the file.
pub fn problem_at(text: &Spanned<String>, problem: Problem) -> Diagnostic {
    Diagnostic::at(problem.code, within(text.span, &problem.span), problem.args)
}

/// A problem of a decision table at its place in the file.
pub fn table_problem(decision: &Decision, at: usize, problem: Problem) -> Diagnostic {
    Diagnostic::at(problem.code, within(table_place(decision, at), &problem.span), problem.args)
}

/// Compiles a condition of a definition.
pub fn condition(text: &Spanned<String>, schema: &Schema) -> Result<Expression, Vec<Diagnostic>> {
    expression(text, schema, Some(&Type::Bool))
}

/// Compiles an expression of a definition, of any type for `None`.
pub fn expression(
    text: &Spanned<String>,
    schema: &Schema,
    expected: Option<&Type>,
) -> Result<Expression, Vec<Diagnostic>> {
    Expression::compile(&text.value, schema, expected)
        .map_err(|problems| problems.into_iter().map(|problem| problem_at(text, problem)).collect())
}

/// The numbering of a table's places: 0 the table, then inputs, outputs, and for each rule
/// the rule, its tests and its results.
struct Places {
    outputs: usize,
    rules: usize,
    row: usize,
}

impl Places {
    fn of(decision: &Decision) -> Places {
        let (inputs, outputs) = (decision.inputs.len(), decision.outputs.len());
        Places { outputs: 1 + inputs, rules: 1 + inputs + outputs, row: 1 + inputs + outputs }
    }
}

/// The values of each output by their importance; a mistake in one is shown at the output.
fn priorities(decision: &Decision, places: &Places) -> Vec<Vec<Cell>> {
    if decision.priorities.is_empty() {
        return Vec::new();
    }
    let of = |(column, name): (usize, &DataName)| {
        let values = decision.priorities.get(name).map(Vec::as_slice).unwrap_or_default();
        values.iter().map(|value| Cell::new(value.value.as_str(), places.outputs + column)).collect()
    };
    decision.outputs.keys().enumerate().map(of).collect()
}

fn rule_source(rule: &Rule, places: &Places, row: usize) -> RuleSource {
    let at = places.rules + row * places.row;
    let cell = |text: &Spanned<String>, column: usize| Cell::new(text.value.as_str(), at + column);
    let tests = rule.inputs.iter().enumerate();
    let results = rule.outputs.iter().enumerate();
    let when = if rule.otherwise {
        When::Otherwise
    } else {
        When::Cells(tests.map(|(column, text)| Some(cell(text.as_ref()?, 1 + column))).collect())
    };
    let outputs = results.map(|(column, text)| Some(cell(text, places.outputs + column))).collect();
    RuleSource { when, outputs, at }
}

fn rule_place(rule: &Rule, column: usize, inputs: usize) -> Span {
    let text = match column {
        0 => None,
        column if column <= inputs => rule.inputs.get(column - 1).and_then(Option::as_ref),
        column => rule.outputs.get(column - 1 - inputs),
    };
    text.map_or(rule.span, |text| text.span)
}

/// A range of an expression's text within the place of that text. An escape in the file
/// can make the place longer than the text: the result never leaves the place.
fn within(place: Span, range: &std::ops::Range<u32>) -> Span {
    let start = place.start.saturating_add(range.start).min(place.end);
    let end = place.start.saturating_add(range.end).clamp(start, place.end.max(start));
    Span { start, end, ..place }
}
