//! The forms of boxed expressions that bring names of their own or call something.
//!
//! Invariant: a part with a mistake does not hide those of the others: all are looked at
//! before the whole is given up.

use super::codes;
use super::compile::{Compiler, EntryNode, FunctionNode, Knowledge, Node, item_of, known};
use super::{ContextEntry, Logic};
use crate::definition::DataDeclaration;
use crate::diagnostic::Diagnostic;
use crate::id::DataName;
use crate::span::{Span, Spanned};
use indexmap::IndexMap;
use ravand_feel::{Args, Expression, Schema, Type};
use std::collections::BTreeSet;
use std::sync::Arc;

impl Compiler<'_> {
    pub(super) fn context(
        &mut self,
        entries: &[ContextEntry],
        result: Option<&Logic>,
        schema: &Schema,
        ty: &Type,
        depth: usize,
    ) -> Option<(Node, Type)> {
        let mut inner = schema.clone();
        let mut seen = BTreeSet::new();
        let (mut nodes, mut types, mut whole) = (Vec::new(), Vec::new(), true);
        for entry in entries {
            if !seen.insert(entry.name.value.as_str()) {
                self.report(&codes::ENTRY_TWICE, entry.name.span, Args::new().with("name", &entry.name));
                whole = false;
            }
            let wanted = match (&entry.ty, ty) {
                (Type::Any, Type::Context(fields)) if result.is_none() => {
                    fields.get(&entry.name.value).cloned().unwrap_or(Type::Any)
                }
                (wanted, _) => wanted.clone(),
            };
            let Some((node, given)) = self.logic(&entry.logic, &inner, &wanted, depth) else {
                // Later entries are looked at all the same: whatever this one is.
                self.add(&mut inner, &entry.name, wanted);
                whole = false;
                continue;
            };
            let given = known(&wanted, given);
            let slot = self.add(&mut inner, &entry.name, given.clone());
            types.push((entry.name.value.clone(), given));
            nodes.push(EntryNode { name: entry.name.as_str().into(), slot, ty: wanted, node });
        }
        let result = match result {
            Some(result) => Some(self.logic(result, &inner, ty, depth)?),
            None => None,
        };
        let (result, given) = match result {
            Some((node, given)) => (Some(Box::new(node)), given),
            None => (None, Type::context(types)),
        };
        whole.then(|| (Node::Context(nodes, result, inner.len()), known(ty, given)))
    }

    pub(super) fn call(
        &mut self,
        callee: &Spanned<String>,
        with: &IndexMap<String, Logic>,
        span: Span,
        schema: &Schema,
        depth: usize,
    ) -> Option<(Node, Type)> {
        let name = callee.trim();
        let model = self.library.models.get(name).filter(|_| schema.slot(name).is_some());
        match model.cloned() {
            Some(model) => self.call_knowledge(&model, with, span, schema, depth),
            None => self.apply(callee, with, schema, depth),
        }
    }

    fn call_knowledge(
        &mut self,
        model: &Arc<Knowledge>,
        with: &IndexMap<String, Logic>,
        span: Span,
        schema: &Schema,
        depth: usize,
    ) -> Option<(Node, Type)> {
        let (mut arguments, mut whole) = (Vec::new(), true);
        for (name, logic) in with {
            let Some(at) = model.params.iter().position(|(param, _)| **param == **name) else {
                let known: Vec<&str> = model.params.iter().map(|(name, _)| &**name).collect();
                let args = Args::new().with("callee", &model.id).with("name", name).with("known", known.join(", "));
                self.report(&codes::NO_ARGUMENT, logic.span(), args);
                whole = false;
                continue;
            };
            match self.logic(logic, schema, &model.params[at].1, depth) {
                Some((node, _)) => arguments.push((at, node)),
                None => whole = false,
            }
        }
        if self.strict {
            for (name, _) in model.params.iter().filter(|(name, _)| !with.contains_key(&**name)) {
                let args = Args::new().with("callee", &model.id).with("name", name);
                self.report(&codes::ARGUMENT_MISSING, span, args);
                whole = false;
            }
        }
        whole.then(|| (Node::Call(model.clone(), arguments), model.ty.clone()))
    }

    /// Any other function, called by the names of its parameters.
    fn apply(
        &mut self,
        callee: &Spanned<String>,
        with: &IndexMap<String, Logic>,
        schema: &Schema,
        depth: usize,
    ) -> Option<(Node, Type)> {
        let mut inner = schema.clone();
        let (mut arguments, mut text) = (Vec::new(), format!("{}(", callee.trim()));
        let mut whole = true;
        for (name, logic) in with {
            let Some((node, given)) = self.logic(logic, schema, &Type::Any, depth) else {
                whole = false;
                continue;
            };
            // A name of its own, so that an argument hides nothing that the callee is named by.
            let place = format!("argument_{}_of_this_call", arguments.len());
            let slot = self.add(&mut inner, &Spanned::new(place.clone(), callee.span), given);
            let comma = if arguments.is_empty() { "" } else { ", " };
            text.push_str(&format!("{comma}{name}: {place}"));
            arguments.push((slot, node));
        }
        text.push(')');
        if !whole {
            return None;
        }
        match Expression::compile(&text, &inner, None) {
            Ok(expression) => {
                self.reads.extend(expression.reads());
                let ty = expression.ty().clone();
                Some((Node::Apply(arguments, expression, inner.len()), ty))
            }
            Err(found) => self.mistaken(found, |problem| Diagnostic::at(problem.code, callee.span, problem.args)),
        }
    }

    pub(super) fn relation(
        &mut self,
        columns: &[Spanned<String>],
        rows: &[Vec<Logic>],
        span: Span,
        schema: &Schema,
        ty: &Type,
        depth: usize,
    ) -> Option<(Node, Type)> {
        let row_type = item_of(ty);
        let mut whole = true;
        let mut nodes = Vec::new();
        for row in rows {
            if row.len() != columns.len() {
                let args = Args::new().with("found", row.len()).with("expected", columns.len());
                self.report(&codes::RELATION_WIDTH, row.first().map_or(span, Logic::span), args);
                whole = false;
            }
            let mut cells = Vec::new();
            for (cell, column) in row.iter().zip(columns) {
                let wanted = match &row_type {
                    Type::Context(fields) => fields.get(&column.value).cloned().unwrap_or(Type::Any),
                    _ => Type::Any,
                };
                match self.logic(cell, schema, &wanted, depth) {
                    Some((node, _)) => cells.push(node),
                    None => whole = false,
                }
            }
            nodes.push(cells);
        }
        let given = Type::list(Type::context(columns.iter().map(|name| (name.value.as_str(), Type::Any))));
        let columns = columns.iter().map(|name| Arc::from(name.as_str())).collect();
        whole.then(|| (Node::Relation(columns, nodes), known(ty, given)))
    }

    pub(super) fn function(
        &mut self,
        parameters: &IndexMap<DataName, DataDeclaration>,
        body: &Logic,
        schema: &Schema,
        depth: usize,
    ) -> Option<(Node, Type)> {
        let mut inner = schema.clone();
        let params: Vec<(u16, Arc<str>, Type)> = parameters
            .iter()
            .map(|(name, declared)| {
                let slot = inner.add(name.as_str(), declared.ty.clone(), true);
                (slot, Arc::from(name.as_str()), declared.ty.clone())
            })
            .collect();
        let count = u16::try_from(params.len()).unwrap_or(u16::MAX);
        let (body, _) = self.logic(body, &inner, &Type::Any, depth)?;
        let function = FunctionNode { params, body, slots: inner.len(), strict: self.strict };
        Some((Node::Function(Arc::new(function)), Type::Function(Some(count))))
    }

    pub(super) fn filter(
        &mut self,
        list: &Logic,
        keep: &Logic,
        schema: &Schema,
        ty: &Type,
        depth: usize,
    ) -> Option<(Node, Type)> {
        let (list, given) = self.logic(list, schema, &Type::Any, depth)?;
        let mut inner = schema.clone();
        let item = item_of(&given);
        let mut fields = Vec::new();
        if let Type::Context(context) = &item {
            for (name, ty) in context.iter() {
                fields.push((inner.add(name, ty.clone(), true), Arc::from(name)));
            }
        }
        let slot = inner.add("item", item, true);
        let (keep, _) = self.logic(keep, &inner, &Type::Bool, depth)?;
        Some((Node::Filter(Box::new([list, keep]), slot, fields, inner.len()), known(ty, given)))
    }
}
