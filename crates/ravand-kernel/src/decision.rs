//! What a step decides by: one table, or a decision with all that it requires.
//!
//! Invariant: a decision reads the data of the case and writes nothing; what it gives is
//! handed back, so that the caller can make events of it. What it requires is decided before
//! it, each once, on a copy of the data. A plain table has a way of its own without any copy,
//! because a simulation goes it millions of times.

use crate::ids::Slot;
use ravand_core::decision::{CompiledLogic, Library, Strictness, required_first};
use ravand_core::schema::{table_problem, table_source};
use ravand_core::{Decision, DecisionId, Definition, Diagnostic, Message};
use ravand_feel::{Schema, Table, Value};
use std::collections::BTreeMap;

/// A decision of a process with all that it requires.
#[derive(Debug, Clone)]
pub(crate) struct CompiledDecision(Kind);

#[derive(Debug, Clone)]
enum Kind {
    Table(Table),
    /// In the order in which they are decided, with the slots that they write one after another.
    Graph(Box<[CompiledLogic]>, Box<[Slot]>),
}

/// What was decided.
#[derive(Debug)]
pub(crate) struct Decided<'a> {
    /// The rule that counted, where a table decided.
    pub(crate) rule: Option<usize>,
    /// The data that get values.
    pub(crate) slots: &'a [Slot],
    /// The values, in the same order.
    pub(crate) values: Vec<Value>,
}

impl CompiledDecision {
    /// Every decision of a process, in their order; a knowledge model decides nothing. Only
    /// those that steps decide by bring what they require along.
    ///
    /// # Errors
    /// What is wrong with any of them.
    pub(crate) fn compile_all(definition: &Definition, schema: &Schema) -> Result<Vec<Self>, Vec<Diagnostic>> {
        if definition.decisions.values().all(is_plain) {
            return definition.decisions.values().map(|decision| CompiledDecision::plain(decision, schema)).collect();
        }
        let (library, mut problems) = Library::compile(&definition.decisions, Strictness::Strict);
        let mut logics: BTreeMap<&DecisionId, CompiledLogic> = BTreeMap::new();
        for (id, decision) in definition.decisions.iter().filter(|(_, decision)| !decision.is_knowledge()) {
            match CompiledLogic::compile(id, decision, schema, &library, Strictness::Strict) {
                Ok(logic) => drop(logics.insert(id, logic)),
                Err(found) => problems.extend(found),
            }
        }
        if ravand_core::has_errors(&problems) {
            return Err(problems);
        }
        let of_steps = definition.steps.values().filter_map(|step| step.attributes.decision.as_ref());
        let used: std::collections::BTreeSet<&str> = of_steps.map(|id| id.as_str()).collect();
        let graph = |id: &DecisionId| {
            let order = if used.contains(id.as_str()) {
                required_first(&definition.decisions, id.as_str())
            } else {
                Vec::new()
            };
            CompiledDecision::of(order.into_iter().filter_map(|id| logics.get(id)).cloned().collect())
        };
        Ok(definition.decisions.keys().map(graph).collect())
    }

    fn plain(decision: &Decision, schema: &Schema) -> Result<Self, Vec<Diagnostic>> {
        let table = Table::compile(&table_source(decision), schema).map_err(|found| {
            found.into_iter().map(|(at, problem)| table_problem(decision, at, problem)).collect::<Vec<_>>()
        })?;
        Ok(CompiledDecision(Kind::Table(table)))
    }

    fn of(logics: Vec<CompiledLogic>) -> Self {
        if let [only] = logics.as_slice()
            && let Some(table) = only.plain_table()
        {
            return CompiledDecision(Kind::Table(table.clone()));
        }
        let slots = logics.iter().flat_map(|logic| logic.outputs().iter().copied()).collect();
        CompiledDecision(Kind::Graph(logics.into(), slots))
    }

    /// Decides, where `data` are those of the case.
    ///
    /// # Errors
    /// Why there is no answer, in words that name the decision and the expression.
    pub(crate) fn evaluate(&self, data: &[Value]) -> Result<Decided<'_>, Message> {
        match &self.0 {
            Kind::Table(table) => match table.evaluate(data) {
                Ok(decided) => {
                    Ok(Decided { rule: Some(decided.rule), slots: table.outputs(), values: decided.outputs })
                }
                Err(why) => Err(Message::new(why.code(), why.args())),
            },
            Kind::Graph(logics, slots) => {
                let mut known = data.to_vec();
                let mut values = Vec::with_capacity(slots.len());
                let mut rule = None;
                for logic in logics {
                    let decided = logic.evaluate(&known).map_err(|why| Message::new(why.code(), why.args()))?;
                    rule = decided.rule;
                    for (slot, value) in decided.values {
                        if let Some(place) = known.get_mut(usize::from(slot)) {
                            *place = value.clone();
                        }
                        values.push(value);
                    }
                }
                Ok(Decided { rule, slots, values })
            }
        }
    }
}

/// Whether a decision is a table that needs nothing else.
fn is_plain(decision: &Decision) -> bool {
    decision.logic.is_none() && decision.parameters.is_none() && decision.requires.is_empty()
}
