//! Hit policies: what to do when several rules match.

use std::fmt;
use std::str::FromStr;

use super::{Decided, Table, TableError, decide, in_rule};
use crate::ast::Operator;
use crate::codes;
use crate::general::{Budget, State, arithmetic, ordering};
use crate::node::Env;
use crate::problem::EvalError;
use crate::types::Type;
use crate::value::{NotAValue, Value};
use crate::words::Code;

/// What to do when several rules match.
///
/// ```
/// use ravand_feel::{Aggregator, HitPolicy};
/// let policy: HitPolicy = "collect sum".parse().unwrap();
/// assert_eq!(policy, HitPolicy::Collect(Some(Aggregator::Sum)));
/// assert_eq!(policy.to_string(), "collect sum");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum HitPolicy {
    /// No two rules may match; DMN's default.
    #[default]
    Unique,
    /// All that match must say the same.
    Any,
    /// The one whose outputs are most important counts.
    Priority,
    /// The first in order decides.
    First,
    /// What all of them say, as lists, in no order that means something; or reckoned together.
    Collect(Option<Aggregator>),
    /// What all of them say, as lists, in the order of the rules.
    RuleOrder,
    /// What all of them say, as lists, the most important first.
    OutputOrder,
}

/// How the outputs of all matching rules become one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Aggregator {
    /// Their sum.
    Sum,
    /// The smallest.
    Min,
    /// The largest.
    Max,
    /// How many there are.
    Count,
}

impl HitPolicy {
    /// Every policy with the word of `hit:`.
    pub const WORDS: &'static [(&'static str, HitPolicy)] = &[
        ("unique", HitPolicy::Unique),
        ("any", HitPolicy::Any),
        ("priority", HitPolicy::Priority),
        ("first", HitPolicy::First),
        ("collect", HitPolicy::Collect(None)),
        ("collect sum", HitPolicy::Collect(Some(Aggregator::Sum))),
        ("collect min", HitPolicy::Collect(Some(Aggregator::Min))),
        ("collect max", HitPolicy::Collect(Some(Aggregator::Max))),
        ("collect count", HitPolicy::Collect(Some(Aggregator::Count))),
        ("rule order", HitPolicy::RuleOrder),
        ("output order", HitPolicy::OutputOrder),
    ];

    /// Whether it gives lists.
    pub fn gives_lists(self) -> bool {
        matches!(self, HitPolicy::Collect(None) | HitPolicy::RuleOrder | HitPolicy::OutputOrder)
    }

    /// Whether a case that no rule matches is an error.
    pub(super) fn wants_a_rule(self) -> bool {
        matches!(self, HitPolicy::Unique | HitPolicy::Any | HitPolicy::Priority | HitPolicy::First)
    }

    pub(super) fn wants_priorities(self) -> bool {
        matches!(self, HitPolicy::Priority | HitPolicy::OutputOrder)
    }

    /// What a rule says for an output of type `output`; `None` for anything.
    pub(super) fn cell_type(self, output: &Type) -> Result<Option<Type>, &'static Code> {
        match (self, output) {
            (_, Type::Any) => Ok(Some(Type::Any)),
            (HitPolicy::Collect(None) | HitPolicy::RuleOrder | HitPolicy::OutputOrder, Type::List(of)) => {
                Ok(Some((**of).clone()))
            }
            (HitPolicy::Collect(None) | HitPolicy::RuleOrder | HitPolicy::OutputOrder, _) => {
                Err(&codes::NOT_A_LIST_OUTPUT)
            }
            (HitPolicy::Collect(Some(Aggregator::Count)), Type::Number) => Ok(None),
            (HitPolicy::Collect(Some(Aggregator::Sum)), Type::Number | Type::Days | Type::Months) => {
                Ok(Some(output.clone()))
            }
            (HitPolicy::Collect(Some(Aggregator::Min | Aggregator::Max)), ty) if ty.is_ordered() => {
                Ok(Some(output.clone()))
            }
            (HitPolicy::Collect(Some(_)), _) => Err(&codes::NOT_AGGREGABLE),
            _ => Ok(Some(output.clone())),
        }
    }
}

impl Table {
    /// What the matching rules decide together, by the policy. There are none only where
    /// the policy does not want one.
    pub(super) fn reckon(
        &self,
        hits: &[usize],
        slots: &[Value],
        budget: Option<&Budget>,
    ) -> Result<Decided, TableError> {
        let rows = hits.iter().filter_map(|index| {
            let rule = self.rules.get(*index)?;
            Some(decide(*index, &rule.outputs, slots, budget))
        });
        let mut rows = rows.collect::<Result<Vec<Decided>, TableError>>()?;
        if self.hit.wants_priorities() {
            self.by_priority(&mut rows)?;
        }
        let first = rows.first().map_or(self.len(), |row| row.rule);
        if let HitPolicy::Any = self.hit
            && let Some(other) = rows.iter().find(|row| rows.first().is_some_and(|first| first.outputs != row.outputs))
        {
            return Err(TableError::Differ { first: first + 1, second: other.rule + 1 });
        }
        if self.hit.wants_a_rule() {
            return Ok(rows.into_iter().next().unwrap_or(Decided { rule: first, outputs: Vec::new() }));
        }
        let columns = 0..self.outputs.len();
        let column = |at: usize| rows.iter().filter_map(|row| row.outputs.get(at).cloned()).collect::<Vec<_>>();
        let outputs = match self.hit {
            HitPolicy::Collect(Some(aggregator)) => columns.map(|at| aggregator.reckon(&column(at))).collect(),
            _ => columns.map(|at| Value::list(column(at))).collect::<Result<Vec<_>, _>>(),
        };
        Ok(Decided { rule: first, outputs: outputs.map_err(in_rule(first))? })
    }

    /// Puts the most important first; what is equally important keeps its order.
    fn by_priority(&self, rows: &mut Vec<Decided>) -> Result<(), TableError> {
        let mut ranked = Vec::with_capacity(rows.len());
        for row in rows.drain(..) {
            let mut rank = Vec::new();
            for (column, (values, value)) in self.priorities.iter().zip(&row.outputs).enumerate() {
                if values.is_empty() {
                    continue;
                }
                match values.iter().position(|known| known == value) {
                    Some(place) => rank.push(place),
                    None => return Err(self.no_priority(&row, column)),
                }
            }
            ranked.push((rank, row));
        }
        ranked.sort_by(|(a, _), (b, _)| a.cmp(b));
        rows.extend(ranked.into_iter().map(|(_, row)| row));
        Ok(())
    }

    fn no_priority(&self, row: &Decided, column: usize) -> TableError {
        let cell = self.rules.get(row.rule).and_then(|rule| rule.outputs.get(column));
        let shown = cell.zip(row.outputs.get(column)).map(|(cell, value)| cell.ty().show(value));
        let name = self.names.get(column).map(|name| name.to_string()).unwrap_or_default();
        TableError::NoPriority { rule: row.rule + 1, value: shown.unwrap_or_default(), name }
    }
}

impl Aggregator {
    /// Of nothing: 0 for a count, else null.
    fn reckon(self, values: &[Value]) -> Result<Value, EvalError> {
        let state = State::default();
        let env = Env { slots: &[], input: &Value::Null, state: &state };
        let best = |wanted: std::cmp::Ordering| {
            let better = |best: &Value, value: &Value| ordering(value, best).map(|order| order == wanted);
            let mut values = values.iter().filter(|value| !value.is_null());
            let first = values.next()?;
            values.try_fold(first, |best, value| Some(if better(best, value)? { value } else { best })).cloned()
        };
        match self {
            Aggregator::Count => Ok(Value::from(values.len() as i64)),
            Aggregator::Min => Ok(best(std::cmp::Ordering::Less).unwrap_or_default()),
            Aggregator::Max => Ok(best(std::cmp::Ordering::Greater).unwrap_or_default()),
            Aggregator::Sum => match values.split_first() {
                Some((first, rest)) => {
                    rest.iter().try_fold(first.clone(), |sum, value| arithmetic(Operator::Add, &sum, value, &env))
                }
                None => Ok(Value::Null),
            },
        }
    }
}

/// The word of `hit:`.
impl fmt::Display for HitPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = HitPolicy::WORDS.iter().find(|(_, policy)| policy == self).map(|(word, _)| *word);
        f.write_str(word.unwrap_or_default())
    }
}

impl FromStr for HitPolicy {
    type Err = NotAValue;

    fn from_str(text: &str) -> Result<Self, NotAValue> {
        let found = HitPolicy::WORDS.iter().find(|(word, _)| *word == text).map(|(_, policy)| *policy);
        found.ok_or_else(|| NotAValue::new(text, "hit policy"))
    }
}
