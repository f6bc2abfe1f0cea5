//! Lists, contexts, ranges, paths, filters, loops and functions.

use std::ops::Range;
use std::sync::Arc;

use super::names::mentions;
use super::{Checker, Local};
use crate::ast::{Bounds, Expr, Field, Iterator, Operator};
use crate::codes;
use crate::general::{Code, Domain, General, Loop};
use crate::nearest::nearest;
use crate::node::{BoolNode, Node};
use crate::problem::Problem;
use crate::types::Type;

/// The local of a loop that holds what was made so far.
const PARTIAL: &str = "partial";
/// The local of a filter.
const ITEM: &str = "item";

impl Checker<'_> {
    pub(super) fn list(&mut self, items: &[Expr], hint: Option<&Type>) -> Option<Node> {
        let wanted = match hint {
            Some(Type::List(of)) => Some((**of).clone()),
            _ => items.iter().find_map(|item| self.natural(item)),
        };
        let nodes: Vec<Option<Node>> = items.iter().map(|item| self.infer(item, wanted.as_ref())).collect();
        let nodes: Vec<Node> = nodes.into_iter().collect::<Option<_>>()?;
        let types = nodes.iter().filter_map(Node::ty);
        let of = types.reduce(|a, b| a.common(&b)).unwrap_or(Type::Any);
        let keep = of != Type::Any;
        let items = nodes.into_iter().map(|node| if keep { node.general() } else { node.nameless() });
        Some(Node::General(General::List(items.collect()), Type::list(of)))
    }

    pub(super) fn context(&mut self, entries: &[(Field, Expr)]) -> Option<Node> {
        let outer = self.locals.len();
        let (mut made, mut fields, mut complete) = (Vec::new(), Vec::new(), true);
        for (field, value) in entries {
            let node = self.infer(value, None);
            complete &= node.is_some();
            let ty = node.as_ref().and_then(Node::ty).unwrap_or(Type::Any);
            self.locals.push(Local { name: field.name.clone(), ty: ty.clone(), item: false });
            fields.push((field.name.clone(), ty));
            made.extend(node.map(|node| (field.name.clone(), node.general())));
        }
        self.locals.truncate(outer);
        complete.then(|| Node::General(General::Context(made.into()), Type::context(fields)))
    }

    pub(super) fn range_value(
        &mut self,
        bounds: &Bounds<Expr>,
        span: &Range<u32>,
        hint: Option<&Type>,
    ) -> Option<Node> {
        let wanted = match hint {
            Some(Type::Range(of)) => Some((**of).clone()),
            _ => self.natural(&bounds.low).or_else(|| self.natural(&bounds.high)),
        };
        let (low, high) = (self.infer(&bounds.low, wanted.as_ref()), self.infer(&bounds.high, wanted.as_ref()));
        let (low, high) = (low?, high?);
        let types = (low.ty().unwrap_or(Type::Any), high.ty().unwrap_or(Type::Any));
        if !types.0.fits(&types.1) {
            let problem = Problem::new(&codes::DIFFERENT_TYPES, span.clone());
            self.problems.push(problem.with("left", types.0).with("right", types.1));
            return None;
        }
        let of = if types.0 == Type::Any { types.1 } else { types.0 };
        if !of.is_ordered() {
            self.report_no_order(&of, span);
            return None;
        }
        let (low, high) = (low.general(), high.general());
        if let (General::Const(low), General::Const(high)) = (&low, &high) {
            let at =
                Bounds { low: &bounds.low, high: &bounds.high, low_open: bounds.low_open, high_open: bounds.high_open };
            // `(1..1)` holds nothing and is a range all the same; only a turned one is none.
            self.report_empty(low, high, false, &at);
        }
        let range = Bounds { low, low_open: bounds.low_open, high, high_open: bounds.high_open };
        Some(Node::General(General::Range(Box::new(range)), Type::range(of)))
    }

    pub(super) fn path(&mut self, of: &Expr, field: &Field) -> Option<Node> {
        let node = self.infer(of, None)?;
        let ty = node.ty().unwrap_or(Type::Any);
        match field_type(&ty, &field.name) {
            Some(result) => Some(Node::typed(General::Field(Box::new(node.general()), field.name.clone()), result)),
            None => {
                let problem = |code| {
                    let problem = Problem::new(code, field.span.clone());
                    problem.with("name", &field.name).with("found", &ty)
                };
                let known = field_names(&ty);
                self.problems.push(match nearest(&field.name, known.iter().copied()) {
                    Some(near) => problem(&codes::NO_FIELD_NEAR).with("near", near),
                    None => problem(&codes::NO_FIELD).with("known", known.join(", ")),
                });
                None
            }
        }
    }

    pub(super) fn filter(&mut self, pair: &[Expr; 2], hint: Option<&Type>) -> Option<Node> {
        let [of, by] = pair;
        let node = self.infer(of, hint)?;
        let item = match node.ty() {
            Some(Type::List(item)) => (*item).clone(),
            Some(ty) => ty,
            None => Type::Any,
        };
        self.locals.push(Local { name: ITEM.into(), ty: item.clone(), item: true });
        let filter = self.infer(by, None);
        self.locals.pop();
        let filter = filter?;
        let result = match (filter.ty(), node.ty()) {
            (Some(Type::Number), Some(Type::Any)) | (Some(Type::Any) | None, _) | (_, None) => Type::Any,
            (Some(Type::Number), _) => item,
            (Some(Type::Bool), _) => Type::list(item),
            (Some(found), _) => {
                let problem = Problem::new(&codes::NOT_A_CONDITION, by.span.clone());
                self.problems.push(problem.with("found", found).with("expected", Type::Bool));
                return None;
            }
        };
        Some(Node::typed(General::Filter(Box::new((node.general(), filter.general()))), result))
    }

    pub(super) fn iteration(&mut self, iterators: &[Iterator], body: &Expr) -> Option<Node> {
        let outer = self.locals.len();
        let partial = mentions(body, PARTIAL);
        let place = u16::try_from(outer).ok().filter(|_| partial);
        if partial {
            self.locals.push(Local { name: PARTIAL.into(), ty: Type::list(Type::Any), item: false });
        }
        let domains = self.domains(iterators);
        let body = self.infer(body, None);
        self.locals.truncate(outer);
        let (domains, body) = (domains?, body?);
        let ty = body.ty().unwrap_or(Type::Any);
        let whole = Loop { domains, body: body.general(), partial: place };
        Some(Node::General(General::For(Box::new(whole)), Type::list(ty)))
    }

    pub(super) fn quantified(&mut self, some: bool, iterators: &[Iterator], body: &Expr) -> Option<Node> {
        let outer = self.locals.len();
        let domains = self.domains(iterators);
        let body = self.expect(body, &Type::Bool);
        self.locals.truncate(outer);
        let whole = Loop { domains: domains?, body: body?.general(), partial: None };
        let node = General::Quantified(some, Box::new(whole));
        Some(Node::Bool(BoolNode::General(Box::new(node))))
    }

    /// Each domain sees the variables before it. All variables are in scope after.
    fn domains(&mut self, iterators: &[Iterator]) -> Option<Box<[Domain]>> {
        let mut domains = Vec::with_capacity(iterators.len());
        for Iterator { name, domain, to } in iterators {
            let (domain, ty) = match to {
                Some(to) => self.span(domain, to),
                None => self.domain(domain),
            };
            domains.push(domain);
            self.locals.push(Local { name: name.name.clone(), ty, item: false });
        }
        domains.into_iter().collect()
    }

    fn span(&mut self, from: &Expr, to: &Expr) -> (Option<Domain>, Type) {
        let (low, high) = (self.infer(from, None), self.infer(to, None));
        let (Some(low), Some(high)) = (low, high) else { return (None, Type::Any) };
        match (low.ty(), high.ty()) {
            (Some(Type::Date), Some(Type::Date | Type::Any)) | (Some(Type::Any), Some(Type::Date)) => {
                (Some(Domain::Span(low.general(), high.general())), Type::Date)
            }
            (Some(Type::Any) | None, Some(Type::Any) | None) => {
                (Some(Domain::Span(low.general(), high.general())), Type::Any)
            }
            (Some(Type::Number | Type::Any) | None, Some(Type::Number | Type::Any) | None) => {
                (Some(Domain::Span(low.general(), high.general())), Type::Number)
            }
            (low, high) => {
                let wrong = |ty: &Option<Type>| ty.clone().filter(|ty| !matches!(ty, Type::Number | Type::Any));
                let (at, found) = if let Some(found) = wrong(&low) { (from, Some(found)) } else { (to, wrong(&high)) };
                let problem = Problem::new(&codes::WRONG_TYPE, at.span.clone()).with("expected", Type::Number);
                self.problems.push(problem.with("found", found.unwrap_or(Type::Any)));
                (None, Type::Any)
            }
        }
    }

    fn domain(&mut self, domain: &Expr) -> (Option<Domain>, Type) {
        let Some(node) = self.infer(domain, None) else { return (None, Type::Any) };
        match node.ty() {
            Some(Type::List(of)) => (Some(Domain::Of(node.general())), (*of).clone()),
            Some(Type::Range(of)) if matches!(*of, Type::Number | Type::Date | Type::Any) => {
                (Some(Domain::Of(node.general())), (*of).clone())
            }
            Some(Type::Any) | None => (Some(Domain::Of(node.general())), Type::Any),
            Some(found) => {
                let problem = Problem::new(&codes::NOT_A_LIST, domain.span.clone());
                self.problems.push(problem.with("found", found));
                (None, Type::Any)
            }
        }
    }

    pub(super) fn function(&mut self, params: &[(Field, Option<Type>)], body: &Expr) -> Option<Node> {
        let outer = self.locals.len();
        for (field, ty) in params {
            let ty = ty.clone().unwrap_or(Type::Any);
            self.locals.push(Local { name: field.name.clone(), ty, item: false });
        }
        let height = body.height;
        let read_before = std::mem::take(&mut self.reads);
        let body = self.infer(body, None);
        let reads = !self.reads.is_empty();
        self.reads.extend(read_before);
        self.locals.truncate(outer);
        let names: Box<[Arc<str>]> = params.iter().map(|(field, _)| field.name.clone()).collect();
        let count = u16::try_from(names.len()).ok();
        let code = Code { params: names, body: body?.general(), height, reads };
        Some(Node::General(General::Lambda(Arc::new(code)), Type::Function(count)))
    }
}

/// What an operator makes of two types; `None` where they do not go together.
pub(super) fn result_of(operator: Operator, left: &Type, right: &Type) -> Option<Type> {
    use Operator::{Add, Divide, Multiply, Subtract};
    use Type::{Any, Date, DateTime, Days, Months, Number, Text, Time};
    Some(match (operator, left, right) {
        (_, Any, _) | (_, _, Any) => Any,
        (_, Number, Number) => Number,
        (Add, Text, Text) => Text,
        (Add | Subtract, Days, Days) => Days,
        (Add | Subtract, Months, Months) => Months,
        (Add | Subtract, Date, Days | Months) | (Add, Days | Months, Date) => Date,
        (Add | Subtract, DateTime, Days | Months) | (Add, Days | Months, DateTime) => DateTime,
        (Add | Subtract, Time, Days) | (Add, Days, Time) => Time,
        (Subtract, Date | DateTime, Date | DateTime) | (Subtract, Time, Time) => Days,
        (Multiply, Days, Number) | (Multiply, Number, Days) | (Divide, Days, Number) => Days,
        (Multiply, Months, Number) | (Multiply, Number, Months) | (Divide, Months, Number) => Months,
        (Divide, Days, Days) | (Divide, Months, Months) => Number,
        _ => return None,
    })
}

/// The properties of times and ranges with their kinds.
const PROPERTIES: [(&[&str], &[&str], Type); 4] = [
    (&["date", "date_time"], &["year", "month", "day", "weekday"], Type::Number),
    (&["time", "date_time"], &["hour", "minute", "second"], Type::Number),
    (&["duration"], &["days", "hours", "minutes", "seconds"], Type::Number),
    (&["months_duration"], &["years", "months"], Type::Number),
];

/// The type of an entry or property; `None` where a value of that type has none such.
pub(super) fn field_type(of: &Type, name: &str) -> Option<Type> {
    match of {
        Type::Any => Some(Type::Any),
        Type::Context(fields) => fields.get(name).cloned(),
        Type::List(item) => field_type(item, name).map(Type::list),
        Type::Range(ends) => match name {
            "start" | "end" => Some((**ends).clone()),
            "start included" | "end included" => Some(Type::Bool),
            _ => None,
        },
        Type::Time | Type::DateTime if name == "time offset" => Some(Type::Days),
        ty => {
            let mut known = PROPERTIES.iter().filter(|(kinds, ..)| kinds.contains(&ty.word()));
            known.find(|(_, names, _)| names.contains(&name)).map(|(.., ty)| ty.clone())
        }
    }
}

fn field_names(of: &Type) -> Vec<&str> {
    match of {
        Type::Context(fields) => fields.iter().map(|(name, _)| name).collect(),
        Type::List(item) => field_names(item),
        Type::Range(_) => vec!["start", "end", "start included", "end included"],
        ty => {
            let known = PROPERTIES.iter().filter(|(kinds, ..)| kinds.contains(&ty.word()));
            known.flat_map(|(_, names, _)| names.iter().copied()).collect()
        }
    }
}
