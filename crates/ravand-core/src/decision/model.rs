//! A file of decisions: data that come from outside, decisions and knowledge models, as a DMN
//! model has them; and how such a file is evaluated by itself, without a process.
//!
//! Invariant: here a decision sees what it requires and nothing else, as the standard wants.
//! In a process it sees the data of the case as well: there the schema of the process counts.

use super::codes;
use super::compile::{CompiledLogic, Library, Strictness};
use super::order::{REQUIRED_MAX, required_first, requires_too_many};
use super::run::DecisionError;
use crate::definition::{DataDeclaration, Decision, Definition};
use crate::diagnostic::Diagnostic;
use crate::id::{DataName, DecisionId};
use crate::span::{Span, Spanned};
use crate::title::Title;
use indexmap::IndexMap;
use ravand_feel::{Args, Message, Schema, Type, Value};
use std::collections::BTreeMap;

/// Decisions with what they read, by themselves.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DecisionModel {
    /// Its name.
    pub id: Spanned<String>,
    /// Its name for people.
    pub title: Title,
    /// What makes its names unique in the world, as DMN writes it.
    pub namespace: Option<String>,
    /// Types that have a name.
    pub types: IndexMap<String, TypeDeclaration>,
    /// What comes from outside.
    pub data: IndexMap<DataName, DataDeclaration>,
    /// Decisions and knowledge models.
    pub decisions: IndexMap<DecisionId, Decision>,
}

/// A type that has a name.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeDeclaration {
    /// What it is.
    pub ty: Type,
    /// The values that it allows, as unary tests.
    pub allowed: Option<Spanned<String>>,
    /// Where it was declared.
    pub span: Span,
}

/// A file of decisions that can be evaluated.
#[derive(Debug, Clone)]
pub struct CompiledModel {
    decisions: IndexMap<DecisionId, Compiled>,
    /// What was compiled, for what requires what.
    source: IndexMap<DecisionId, Decision>,
    data: IndexMap<DataName, Type>,
}

#[derive(Debug, Clone)]
struct Compiled {
    logic: CompiledLogic,
    schema: Schema,
}

impl DecisionModel {
    /// The decisions of a process, each saying what it requires, as a file of its own has to.
    pub fn of(definition: &Definition) -> DecisionModel {
        let schema = definition.schema();
        let (library, _) = Library::compile(&definition.decisions, Strictness::Strict);
        let mut model = DecisionModel {
            id: Spanned::new(definition.id.to_string(), definition.id.span),
            title: definition.title.clone(),
            decisions: definition.decisions.clone(),
            ..DecisionModel::default()
        };
        for (id, decision) in &mut model.decisions {
            let compiled = CompiledLogic::compile(id, decision, &schema, &library, Strictness::Strict);
            let reads = compiled.as_ref().map(CompiledLogic::reads).unwrap_or_default();
            for name in reads.iter().filter_map(|slot| schema.name(*slot)) {
                let giver = definition.decisions.iter().find(|(other, decision)| {
                    *other != id && !decision.is_knowledge() && decision.outputs.contains_key(name)
                });
                let required = match giver {
                    Some((giver, _)) => giver.as_str(),
                    None => name,
                };
                if !decision.is_knowledge() && decision.requires.iter().all(|known| known.as_str() != required) {
                    decision.requires.push(Spanned::new(required.into(), decision.span));
                }
            }
        }
        // What informs stands before what is called: so the standard wants it.
        let is_model = |name: &str| definition.decisions.get(name).is_some_and(Decision::is_knowledge);
        model.decisions.values_mut().for_each(|it| it.requires.sort_by_key(|name| is_model(name.as_str())));
        let given = |name: &str| {
            let mut deciding = model.decisions.values().filter(|decision| !decision.is_knowledge());
            deciding.any(|decision| decision.outputs.contains_key(name))
        };
        let read = |name: &str| model.decisions.values().any(|it| it.requires.iter().any(|id| id.as_str() == name));
        model.data = definition
            .slots()
            .filter(|(name, _)| read(name.as_str()) && !given(name.as_str()))
            .map(|(name, declaration)| (name.clone(), declaration.clone()))
            .collect();
        model
    }

    /// Everything that is wrong with what it requires and how it decides.
    pub fn check(&self) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        crate::check::decisions::requirements(&self.decisions, &self.data, &mut problems);
        if !crate::diagnostic::has_errors(&problems)
            && let Err(found) = self.compile(Strictness::Strict)
        {
            problems.extend(found);
        }
        problems
    }

    /// Compiles every decision against what it requires.
    ///
    /// # Errors
    /// Everything that is wrong. Under [`Strictness::Standard`] a mistake of types is none.
    pub fn compile(&self, strictness: Strictness) -> Result<CompiledModel, Vec<Diagnostic>> {
        let mut problems = Vec::new();
        crate::check::decisions::requirements(&self.decisions, &self.data, &mut problems);
        if crate::diagnostic::has_errors(&problems) {
            return Err(problems);
        }
        let (library, found) = Library::compile(&self.decisions, strictness);
        problems.extend(found);
        let mut decisions = IndexMap::new();
        for (id, decision) in self.decisions.iter().filter(|(_, decision)| !decision.is_knowledge()) {
            let schema = self.seen_by(decision);
            match CompiledLogic::compile(id, decision, &schema, &library, strictness) {
                Ok(logic) => drop(decisions.insert(id.clone(), Compiled { logic, schema })),
                Err(found) => problems.extend(found),
            }
        }
        if crate::diagnostic::has_errors(&problems) {
            return Err(problems);
        }
        let data = self.data.iter().map(|(name, datum)| (name.clone(), datum.ty.clone())).collect();
        Ok(CompiledModel { decisions, source: self.decisions.clone(), data })
    }

    /// The names that a decision sees, with its own outputs. Numbers have no units here:
    /// names are those of other people.
    fn seen_by(&self, decision: &Decision) -> Schema {
        let mut schema = Schema::new();
        let mut add = |name: &DataName, declaration: &DataDeclaration| {
            let slot = schema.add(name.as_str(), declaration.ty.clone(), true);
            schema.set_unit(slot, None);
        };
        for required in &decision.requires {
            if let Some((name, datum)) = self.data.get_key_value(required.as_str()) {
                add(name, datum);
            }
            let other = self.decisions.get(&required.value).filter(|other| !other.is_knowledge());
            other.iter().flat_map(|other| &other.outputs).for_each(|(name, output)| add(name, output));
        }
        decision.outputs.iter().for_each(|(name, output)| add(name, output));
        schema
    }
}

impl CompiledModel {
    /// What a decision gives for these inputs, by the names of its outputs; what it requires
    /// is decided before. An input that is not there is null.
    ///
    /// # Errors
    /// That of the first decision that failed, or that there is none of this name.
    pub fn evaluate(
        &self,
        decision: &str,
        inputs: &BTreeMap<String, Value>,
    ) -> Result<IndexMap<String, Value>, DecisionError> {
        let failed = |code, args| {
            let why = Message::new(code, args);
            Err(DecisionError { decision: decision.into(), expression: None, why })
        };
        if !self.decisions.contains_key(decision) {
            return failed(&codes::NO_DECISION, Args::new().with("decision", decision));
        }
        if requires_too_many(&self.source, decision) {
            let args = Args::new().with("decision", decision).with("max", REQUIRED_MAX);
            return failed(&codes::REQUIRES_TOO_MANY, args);
        }
        let order = required_first(&self.source, decision);
        let mut known: BTreeMap<&str, Value> = BTreeMap::new();
        for (name, ty) in &self.data {
            let value = inputs.get(name.as_str()).cloned().unwrap_or_default();
            known.insert(name.as_str(), super::run::fitted(value, ty));
        }
        for (id, compiled) in order.into_iter().filter_map(|id| self.decisions.get_key_value(id)) {
            let schema = &compiled.schema;
            let slots: Vec<Value> =
                schema.iter().map(|(_, name, _)| known.get(name).cloned().unwrap_or_default()).collect();
            let decided = compiled.logic.evaluate(&slots)?;
            let named = |(slot, value): (u16, Value)| Some((schema.name(slot)?, value));
            let values: Vec<(&str, Value)> = decided.values.into_iter().filter_map(named).collect();
            if id.as_str() == decision {
                return Ok(values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect());
            }
            known.extend(values);
        }
        Ok(IndexMap::new())
    }
}
