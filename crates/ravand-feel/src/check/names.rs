//! What a name means, and what an expression will be before it is looked into.

use std::sync::Arc;

use super::Checker;
use crate::ast::{Expr, Kind};
use crate::builtins;
use crate::codes;
use crate::general::General;
use crate::nearest::nearest;
use crate::node::{EnumNode, Node};
use crate::problem::Problem;
use crate::types::Type;

impl Checker<'_> {
    pub(super) fn name(&mut self, name: &str, expr: &Expr, hint: Option<&Type>) -> Option<Node> {
        if let Some(node) = self.local(self.locals.len(), name, expr, hint) {
            return node;
        }
        let data = self.schema.slot(name);
        let problem = |code| Problem::new(code, expr.span.clone()).with("name", name);
        if let Some(Type::Enum(names)) = hint
            && let Some(value) = names.value(name)
        {
            if data.and_then(|slot| self.schema.ty(slot)) == hint {
                self.problems.push(problem(&codes::AMBIGUOUS_NAME).with("values", names));
                return None;
            }
            return Some(Node::Enum(EnumNode::Const(Some(value)), names.clone()));
        }
        let Some(slot) = data else {
            let problem = self.unknown(name, expr, hint);
            self.problems.push(problem);
            return None;
        };
        if !self.schema.readable(slot) {
            self.problems.push(problem(&codes::PERSONAL));
            return None;
        }
        self.reads.insert(slot);
        self.schema.ty(slot).map(|ty| Node::slot(slot, ty))
    }

    /// What the name means among the first `count` locals: `None` if nothing there has it.
    /// Of an item whose fields nobody knows beforehand it may be a field; what it would
    /// mean outside stands in for the case that it is not.
    fn local(&mut self, count: usize, name: &str, expr: &Expr, hint: Option<&Type>) -> Option<Option<Node>> {
        for at in (0..count).rev() {
            let local = self.locals.get(at)?;
            let place = u16::try_from(at).ok()?;
            if *local.name == *name {
                return Some(Some(Node::typed(General::Local(place), local.ty.clone())));
            }
            if !local.item {
                continue;
            }
            match &local.ty {
                Type::Context(fields) => {
                    if let Some(ty) = fields.get(name) {
                        let field = General::Field(Box::new(General::Local(place)), name.into());
                        return Some(Some(Node::typed(field, ty.clone())));
                    }
                }
                Type::Any => {
                    let outer = self.outside(at, name, expr, hint);
                    let outer = outer.map(|node| Box::new(node.nameless()));
                    let field = General::OfItem(place, Arc::from(name), outer);
                    return Some(Some(Node::General(field, Type::Any)));
                }
                _ => {}
            }
        }
        None
    }

    /// What the name means outside of a filter, without complaint if it means nothing.
    fn outside(&mut self, count: usize, name: &str, expr: &Expr, hint: Option<&Type>) -> Option<Node> {
        if let Some(node) = self.local(count, name, expr, hint) {
            return node;
        }
        let slot = self.schema.slot(name).filter(|slot| self.schema.readable(*slot))?;
        self.reads.insert(slot);
        self.schema.ty(slot).map(|ty| Node::slot(slot, ty))
    }

    fn unknown(&self, name: &str, expr: &Expr, hint: Option<&Type>) -> Problem {
        let problem = |code| Problem::new(code, expr.span.clone()).with("name", name);
        if let Some(Type::Enum(names)) = hint {
            let problem = |code| problem(code).with("values", names);
            return match nearest(name, names.names().iter().map(|name| &**name)) {
                Some(near) => problem(&codes::NOT_A_VALUE_NEAR).with("near", near),
                None => problem(&codes::NOT_A_VALUE),
            };
        }
        let owner = self.schema.iter().find(|(_, _, ty)| match ty {
            Type::Enum(names) => names.value(name).is_some(),
            _ => false,
        });
        if let Some((_, data, _)) = owner {
            return problem(&codes::LONE_VALUE).with("data", data);
        }
        match nearest(name, self.names_in_scope()) {
            Some(near) => problem(&codes::UNKNOWN_NAME_NEAR).with("near", near),
            None => problem(&codes::UNKNOWN_NAME),
        }
    }

    fn names_in_scope(&self) -> impl Iterator<Item = &str> {
        let data = self.schema.iter().filter(|(slot, ..)| self.schema.readable(*slot)).map(|(_, name, _)| name);
        let fields = self.locals.iter().filter(|local| local.item).flat_map(|local| match &local.ty {
            Type::Context(fields) => fields.iter().map(|(name, _)| name).collect(),
            _ => Vec::new(),
        });
        self.locals.iter().map(|local| &*local.name).chain(fields).chain(data)
    }

    /// The type that `expr` has by itself, without looking for mistakes and without going
    /// into what is long. `None` for a null and for a name that is no data: their
    /// surroundings settle those.
    pub(super) fn natural(&self, expr: &Expr) -> Option<Type> {
        match &expr.kind {
            Kind::Null | Kind::Context(_) | Kind::For(..) | Kind::Function(..) => None,
            Kind::Name(name) => match self.locals.iter().rev().find(|local| *local.name == **name) {
                Some(local) => Some(local.ty.clone()),
                None => self.field_in_scope(name).or_else(|| self.schema.ty(self.schema.slot(name)?).cloned()),
            },
            Kind::Input => self.input.clone(),
            Kind::Text(_) => Some(Type::Text),
            Kind::At(value) => Some(super::type_of(value)),
            Kind::Number(_) => Some(Type::Number),
            Kind::Negate(inner) => self.natural(inner),
            Kind::Arithmetic(operator, pair) => match (self.natural(&pair[0]), self.natural(&pair[1])) {
                (Some(left), Some(right)) => super::forms::result_of(*operator, &left, &right),
                (left, right) => left.or(right).or(Some(Type::Number)),
            },
            Kind::Bool(_)
            | Kind::Not(_)
            | Kind::And(_)
            | Kind::Or(_)
            | Kind::Compare(..)
            | Kind::Between(_)
            | Kind::In(..)
            | Kind::Quantified(..)
            | Kind::InstanceOf(..) => Some(Type::Bool),
            Kind::If(parts) => self.natural(&parts[1]).or_else(|| self.natural(&parts[2])),
            Kind::List(items) => items.first().and_then(|item| self.natural(item)).map(Type::list),
            Kind::Range(bounds) => self.natural(&bounds.low).or_else(|| self.natural(&bounds.high)).map(Type::range),
            Kind::Path(of, field) => super::forms::field_type(&self.natural(of)?, &field.name),
            Kind::Filter(pair) => match (self.natural(&pair[0])?, &pair[1].kind) {
                (Type::List(of), Kind::Number(_) | Kind::Negate(_)) => Some((*of).clone()),
                (ty, _) => Some(ty),
            },
            Kind::Call(callee, _) => match &callee.kind {
                Kind::Name(name) => super::calls::plain_result(builtins::find(name)?),
                _ => None,
            },
        }
    }

    fn field_in_scope(&self, name: &str) -> Option<Type> {
        self.locals.iter().rev().filter(|local| local.item).find_map(|local| match &local.ty {
            Type::Context(fields) => fields.get(name).cloned(),
            _ => None,
        })
    }
}

/// Whether a name stands anywhere in an expression.
pub(super) fn mentions(expr: &Expr, name: &str) -> bool {
    matches!(&expr.kind, Kind::Name(found) if found == name) || expr.children().any(|child| mentions(child, name))
}
