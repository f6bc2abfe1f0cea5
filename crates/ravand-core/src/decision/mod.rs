//! What a decision is made of, after DMN: its logic as a tree of boxed expressions, the
//! decisions and knowledge models that it requires, and how all of it is compiled and
//! evaluated.
//!
//! A decision whose [`logic`](crate::Decision::logic) is absent is its own table; everything
//! else that DMN knows stands here. One with [`parameters`](crate::Decision::parameters) is a
//! business knowledge model: nobody decides by it, decisions call it.
//!
//! Invariant: evaluating is pure and bounded. A tree is at most [`LOGIC_DEPTH_MAX`] deep,
//! what one decision does is paid for from one [`Budget`](ravand_feel::Budget), and decisions
//! are evaluated one after another, never inside each other. Deliberately absent: what DMN
//! leaves to a host (Java functions, PMML models, decision services called as functions).

pub mod codes;
mod compile;
mod forms;
mod model;
mod order;
mod run;
#[cfg(test)]
mod tests;

pub use compile::{CompiledLogic, Library, Strictness};
pub use model::{CompiledModel, DecisionModel, TypeDeclaration};
pub use order::{REQUIRED_MAX, circle, required_first, requires_too_many};
pub use run::{Decided, DecisionError};

use crate::definition::{DataDeclaration, Decision};
use crate::id::DataName;
use crate::span::{Span, Spanned};
use indexmap::IndexMap;
use ravand_feel::Type;

/// How deep boxed expressions may stand in each other.
pub const LOGIC_DEPTH_MAX: usize = 20;
/// Boxed expressions in one decision.
pub const LOGIC_NODES_MAX: usize = 10_000;

/// A boxed expression.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Logic {
    /// A FEEL expression.
    Literal(Spanned<String>),
    /// A table as a value: of one output its value, of several a context of them; lists of
    /// these where the policy gives lists. Only the parts that make a table are looked at.
    Table(Box<Decision>),
    /// Entries by name, each seeing those before it.
    Context {
        /// The entries.
        entries: Vec<ContextEntry>,
        /// What the whole gives, instead of a context of the entries.
        result: Option<Box<Logic>>,
        /// Where it was written.
        span: Span,
    },
    /// A knowledge model or a function, called with named arguments.
    Call {
        /// What is called.
        callee: Spanned<String>,
        /// The arguments by the names of the parameters.
        with: IndexMap<String, Logic>,
        /// Where it was written.
        span: Span,
    },
    /// Values in an order.
    List {
        /// The values.
        items: Vec<Logic>,
        /// Where it was written.
        span: Span,
    },
    /// Rows of the same columns: a list of contexts.
    Relation {
        /// The names of the columns.
        columns: Vec<Spanned<String>>,
        /// A value for each column.
        rows: Vec<Vec<Logic>>,
        /// Where it was written.
        span: Span,
    },
    /// A function as a value.
    Function {
        /// Its parameters.
        parameters: IndexMap<DataName, DataDeclaration>,
        /// What it gives.
        body: Box<Logic>,
        /// Where it was written.
        span: Span,
    },
    /// One of two.
    If {
        /// The condition; what is not known is no.
        condition: Box<Logic>,
        /// What holds where it is true.
        then: Box<Logic>,
        /// What holds where it is not.
        otherwise: Box<Logic>,
        /// Where it was written.
        span: Span,
    },
    /// The items of a list for which a condition over `item` holds.
    Filter {
        /// The list.
        list: Box<Logic>,
        /// The condition.
        keep: Box<Logic>,
        /// Where it was written.
        span: Span,
    },
    /// Something for each item of a list.
    Each {
        /// What is made of the items.
        what: Each,
        /// The name of the item.
        variable: Spanned<String>,
        /// The list.
        list: Box<Logic>,
        /// What is evaluated for each.
        body: Box<Logic>,
        /// Where it was written.
        span: Span,
    },
}

/// What is made of the items of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Each {
    /// A list of what each gives.
    For,
    /// Whether it holds for some.
    Some,
    /// Whether it holds for every one.
    Every,
}

/// An entry of a boxed context.
#[derive(Debug, Clone, PartialEq)]
pub struct ContextEntry {
    /// Its name.
    pub name: Spanned<String>,
    /// Its type; [`Type::Any`] if nobody said.
    pub ty: Type,
    /// Its value.
    pub logic: Logic,
}

impl Logic {
    /// An expression that no text holds.
    ///
    /// ```
    /// use ravand_core::decision::Logic;
    /// assert_eq!(Logic::literal("area_m2 * 2").count(), 1);
    /// ```
    pub fn literal(text: &str) -> Logic {
        Logic::Literal(Spanned::nowhere(text.to_owned()))
    }

    /// Where it was written.
    pub fn span(&self) -> Span {
        match self {
            Logic::Literal(text) => text.span,
            Logic::Table(table) => table.span,
            Logic::Context { span, .. }
            | Logic::Call { span, .. }
            | Logic::List { span, .. }
            | Logic::Relation { span, .. }
            | Logic::Function { span, .. }
            | Logic::If { span, .. }
            | Logic::Filter { span, .. }
            | Logic::Each { span, .. } => *span,
        }
    }

    /// The boxed expressions directly inside, in the order of writing.
    pub fn parts(&self) -> Vec<&Logic> {
        match self {
            Logic::Literal(_) | Logic::Table(_) => Vec::new(),
            Logic::Context { entries, result, .. } => {
                entries.iter().map(|entry| &entry.logic).chain(result.as_deref()).collect()
            }
            Logic::Call { with, .. } => with.values().collect(),
            Logic::List { items, .. } => items.iter().collect(),
            Logic::Relation { rows, .. } => rows.iter().flatten().collect(),
            Logic::Function { body, .. } => vec![body],
            Logic::If { condition, then, otherwise, .. } => vec![condition, then, otherwise],
            Logic::Filter { list, keep, .. } => vec![list, keep],
            Logic::Each { list, body, .. } => vec![list, body],
        }
    }

    /// How many boxed expressions it has, itself included.
    pub fn count(&self) -> usize {
        1 + self.parts().into_iter().map(Logic::count).sum::<usize>()
    }

    /// The same as if no text held it: moving a line does not make another decision of it.
    #[must_use]
    pub fn without_places(&self) -> Logic {
        let mut logic = self.clone();
        logic.forget_places();
        logic
    }

    fn forget_places(&mut self) {
        let of_parts = |parts: &mut Vec<Logic>| parts.iter_mut().for_each(Logic::forget_places);
        match self {
            Logic::Literal(_) => {}
            Logic::Table(table) => **table = table.without_places(),
            Logic::Context { entries, result, span } => {
                entries.iter_mut().for_each(|entry| entry.logic.forget_places());
                result.iter_mut().for_each(|result| result.forget_places());
                *span = Span::default();
            }
            Logic::Call { with, span, .. } => {
                with.values_mut().for_each(Logic::forget_places);
                *span = Span::default();
            }
            Logic::List { items, span } => {
                of_parts(items);
                *span = Span::default();
            }
            Logic::Relation { rows, span, .. } => {
                rows.iter_mut().for_each(of_parts);
                *span = Span::default();
            }
            Logic::Function { parameters, body, span } => {
                parameters.values_mut().for_each(|parameter| parameter.span = Span::default());
                body.forget_places();
                *span = Span::default();
            }
            Logic::If { condition, then, otherwise, span } => {
                [condition, then, otherwise].into_iter().for_each(|part| part.forget_places());
                *span = Span::default();
            }
            Logic::Filter { list, keep, span } => {
                [list, keep].into_iter().for_each(|part| part.forget_places());
                *span = Span::default();
            }
            Logic::Each { list, body, span, .. } => {
                [list, body].into_iter().for_each(|part| part.forget_places());
                *span = Span::default();
            }
        }
    }
}

impl Decision {
    /// A decision that is a table and nothing else, to be filled by a program.
    pub fn empty(span: Span) -> Decision {
        Decision {
            title: crate::Title::default(),
            basis: None,
            requires: Vec::new(),
            parameters: None,
            logic: None,
            hit: Spanned::new(ravand_feel::HitPolicy::default(), span),
            inputs: Vec::new(),
            outputs: IndexMap::new(),
            priorities: IndexMap::new(),
            rules: Vec::new(),
            span,
        }
    }

    /// Whether it is a business knowledge model: called, not decided by.
    pub fn is_knowledge(&self) -> bool {
        self.parameters.is_some()
    }

    /// A decision as if no text held it.
    #[must_use]
    pub fn without_places(&self) -> Decision {
        let mut decision = Decision { span: Span::default(), ..self.clone() };
        decision.rules.iter_mut().for_each(|rule| rule.span = Span::default());
        decision.outputs.values_mut().for_each(|output| output.span = Span::default());
        let parameters = decision.parameters.iter_mut().flat_map(|parameters| parameters.values_mut());
        parameters.for_each(|parameter| parameter.span = Span::default());
        decision.logic.iter_mut().for_each(|logic| logic.forget_places());
        decision
    }
}
