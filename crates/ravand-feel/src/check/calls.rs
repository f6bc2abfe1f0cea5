//! Calls: which function, which of its signatures, which argument where.

use super::{Checker, type_of};
use crate::ast::{Argument, Expr, Kind};
use crate::builtins::{self, CLOCK, Function, Gives, Signature};
use crate::codes;
use crate::general::{General, State};
use crate::nearest::nearest;
use crate::node::{Env, Node};
use crate::problem::Problem;
use crate::types::Type;
use crate::value::Value;

/// Of a signature's parameters, the argument for each.
type Placed = Vec<Option<usize>>;

impl Checker<'_> {
    pub(super) fn call(&mut self, callee: &Expr, arguments: &[Argument], whole: &Expr) -> Option<Node> {
        if let Kind::Name(name) = &callee.kind
            && !self.in_scope(name)
        {
            return match builtins::find(name) {
                Some(function) => self.builtin(function, arguments, whole),
                None => {
                    let problem = no_function(name, callee);
                    self.problems.push(problem);
                    None
                }
            };
        }
        let node = self.infer(callee, None)?;
        match node.ty().unwrap_or(Type::Any) {
            Type::Function(Some(count)) if usize::from(count) != arguments.len() => {
                let args = Problem::new(&codes::WRONG_COUNT, whole.span.clone()).with("found", arguments.len());
                self.problems.push(args.with("name", "function").with("expected", count));
                None
            }
            Type::Function(_) | Type::Any => {
                let values: Option<Vec<_>> = arguments
                    .iter()
                    .map(|argument| {
                        let name = argument.name.as_ref().map(|field| field.name.clone());
                        Some((name, self.infer(&argument.value, None)?.nameless()))
                    })
                    .collect();
                Some(Node::General(General::Apply(Box::new(node.general()), values?.into()), Type::Any))
            }
            found => {
                let problem = Problem::new(&codes::NOT_CALLABLE, callee.span.clone());
                self.problems.push(problem.with("found", found));
                None
            }
        }
    }

    /// Whether a name that is called is data or a local, and no function of the standard.
    fn in_scope(&self, name: &str) -> bool {
        let callable = |ty: &Type| matches!(ty, Type::Function(_) | Type::Any);
        let local = self.locals.iter().rev().find(|local| *local.name == *name);
        match local {
            Some(local) => callable(&local.ty) || builtins::find(name).is_none(),
            None => {
                let ty = self.schema.slot(name).and_then(|slot| self.schema.ty(slot));
                let of_item = |local: &super::Local| match &local.ty {
                    Type::Context(fields) => local.item && fields.get(name).is_some_and(callable),
                    ty => local.item && *ty == Type::Any && builtins::find(name).is_none() && !CLOCK.contains(&name),
                };
                ty.is_some_and(|ty| callable(ty) || builtins::find(name).is_none()) || self.locals.iter().any(of_item)
            }
        }
    }

    fn builtin(&mut self, function: &'static Function, arguments: &[Argument], whole: &Expr) -> Option<Node> {
        let fitting: Vec<(&Signature, Placed)> =
            function.signatures.iter().filter_map(|s| Some((s, placed(s, arguments)?))).collect();
        if fitting.is_empty() {
            let problem = wrong_arguments(function, arguments, whole);
            self.problems.push(problem);
            return None;
        }
        // What stands beside a list of names may be one of its names.
        let item = arguments.first().and_then(|argument| self.natural(&argument.value));
        let hint = match item {
            Some(Type::List(of)) => Some((*of).clone()).filter(|of| matches!(of, Type::Enum(_))),
            ty => ty.filter(|ty| matches!(ty, Type::Enum(_)) && function.name == "is"),
        };
        let nodes: Vec<Option<Node>> = arguments
            .iter()
            .enumerate()
            .map(|(at, argument)| self.infer(&argument.value, hint.as_ref().filter(|_| at > 0)))
            .collect();
        let nodes: Vec<Node> = nodes.into_iter().collect::<Option<_>>()?;
        let types: Vec<Option<Type>> = nodes.iter().map(Node::ty).collect();
        let chosen = fitting.iter().position(|(signature, placed)| unfit(signature, placed, &types).is_none());
        let Some((signature, placed)) = chosen.and_then(|at| fitting.get(at)) else {
            let at = fitting.iter().filter_map(|(s, placed)| unfit(s, placed, &types)).max_by_key(|(at, _)| *at);
            let (at, takes) = at?;
            let words: Vec<&str> = match fitting.len() {
                1 => vec![takes.word()],
                _ => alternatives(&fitting, at, &types),
            };
            let problem = Problem::new(&codes::WRONG_ARGUMENT, arguments.get(at)?.value.span.clone());
            let found = types.get(at).cloned().flatten().unwrap_or(Type::Any);
            let problem = problem.with("name", function.name).with("found", found);
            self.problems.push(problem.with("expected", words.join(", ")));
            return None;
        };
        let gives = result(signature, &types);
        let names_kept = hint.is_some() && function.name != "is";
        let mut values: Vec<Option<General>> =
            nodes.into_iter().map(|node| Some(if names_kept { node.general() } else { node.nameless() })).collect();
        let mut ordered: Vec<General> = placed
            .iter()
            .map(|at| at.and_then(|at| values.get_mut(at)?.take()).unwrap_or(General::Const(Value::Null)))
            .collect();
        // What is not said at the end is not there, so that a function can tell.
        while placed.get(ordered.len().wrapping_sub(1)) == Some(&None) {
            ordered.pop();
        }
        self.folded(function, ordered, gives, whole)
    }

    /// A value made of constants is a constant: `date("2024-03-20")`. One that is none is
    /// a mistake that need not wait for a case.
    fn folded(
        &mut self,
        function: &'static Function,
        arguments: Vec<General>,
        gives: Type,
        whole: &Expr,
    ) -> Option<Node> {
        let constants: Option<Vec<Value>> = arguments
            .iter()
            .map(|argument| match argument {
                General::Const(value) => Some(value.clone()),
                _ => None,
            })
            .collect();
        if let Some(constants) = constants.filter(|_| builtins::makes_constants(function)) {
            let state = State::default();
            let env = Env { slots: &[], input: &Value::Null, state: &state };
            match (function.run)(&constants, &env) {
                Ok(Value::Null) if wants_time(function) && !constants.iter().any(Value::is_null) => {
                    let found: Vec<String> = constants.iter().map(Value::to_string).collect();
                    let problem = Problem::new(&codes::BAD_TIME, whole.span.clone());
                    self.problems.push(problem.with("found", found.join(", ")));
                    return None;
                }
                Ok(value) if !value.is_null() => {
                    let ty = type_of(&value);
                    return Some(Node::typed(General::Const(value), ty));
                }
                _ => {}
            }
        }
        Some(Node::typed(General::Call(function, arguments.into()), gives))
    }
}

fn wants_time(function: &Function) -> bool {
    matches!(function.name, "date" | "time" | "date and time" | "duration")
}

fn no_function(name: &str, callee: &Expr) -> Problem {
    let problem = |code| Problem::new(code, callee.span.clone()).with("name", name);
    if CLOCK.contains(&name) {
        return problem(&codes::CLOCK);
    }
    match nearest(name, builtins::function_names()) {
        Some(near) => problem(&codes::NO_FUNCTION_NEAR).with("near", near),
        None => problem(&codes::NO_FUNCTION),
    }
}

/// Which argument stands for which parameter; `None` where the numbers or names do not fit.
/// Behind a parameter that repeats as many follow as are given.
fn placed(signature: &Signature, arguments: &[Argument]) -> Option<Placed> {
    let params = signature.params;
    let mut placed: Placed = vec![None; params.len()];
    for (at, argument) in arguments.iter().enumerate() {
        let position = match &argument.name {
            Some(field) => params.iter().position(|param| *param.name == *field.name)?,
            None => at,
        };
        match placed.get_mut(position) {
            Some(place @ None) => *place = Some(at),
            None if signature.repeats && argument.name.is_none() => placed.push(Some(at)),
            _ => return None,
        }
    }
    let complete = params.iter().zip(&placed).all(|(param, place)| param.optional || place.is_some());
    complete.then_some(placed)
}

/// The first argument that a signature does not take.
fn unfit(signature: &Signature, placed: &Placed, types: &[Option<Type>]) -> Option<(usize, builtins::Takes)> {
    let last = signature.params.last();
    placed.iter().enumerate().find_map(|(position, at)| {
        let (at, param) = ((*at)?, signature.params.get(position).or(last)?);
        let ty = types.get(at)?.as_ref()?;
        // A name is a text to those who know no lists of names, but not where text is wanted.
        (!param.takes.admits(ty)).then_some((at, param.takes))
    })
}

/// What the signatures take in that place, each said once.
fn alternatives(fitting: &[(&Signature, Placed)], at: usize, types: &[Option<Type>]) -> Vec<&'static str> {
    let mut words = Vec::new();
    for (signature, placed) in fitting {
        if let Some((place, takes)) = unfit(signature, placed, types)
            && place == at
            && !words.contains(&takes.word())
        {
            words.push(takes.word());
        }
    }
    words
}

/// Says whether the number, a name or a place is wrong.
fn wrong_arguments(function: &Function, arguments: &[Argument], whole: &Expr) -> Problem {
    let known: Vec<&str> = function.signatures.iter().flat_map(|s| s.params).map(|param| param.name).collect();
    let stranger = arguments.iter().find_map(|argument| {
        let field = argument.name.as_ref()?;
        (!known.contains(&&*field.name)).then_some(field)
    });
    if let Some(field) = stranger {
        let mut distinct: Vec<&str> = Vec::new();
        known.iter().for_each(|name| {
            if !distinct.contains(name) {
                distinct.push(name)
            }
        });
        let problem = Problem::new(&codes::NO_PARAMETER, field.span.clone()).with("name", function.name);
        return problem.with("found", &field.name).with("known", distinct.join(", "));
    }
    let mut counts: Vec<String> = function.signatures.iter().map(count).collect();
    counts.dedup();
    let problem = Problem::new(&codes::WRONG_COUNT, whole.span.clone()).with("name", function.name);
    problem.with("found", arguments.len()).with("expected", counts.join(", "))
}

/// How many arguments a signature wants: `2`, `2..3`, `1+`.
fn count(signature: &Signature) -> String {
    let needed = signature.params.iter().filter(|param| !param.optional).count();
    match signature.params.len() {
        _ if signature.repeats => format!("{needed}+"),
        all if all == needed => needed.to_string(),
        all => format!("{needed}..{all}"),
    }
}

/// The type of a call's result.
fn result(signature: &Signature, types: &[Option<Type>]) -> Type {
    let first = types.first().cloned().flatten().unwrap_or(Type::Any);
    let item_of = |ty: &Type| match ty {
        Type::List(of) => (**of).clone(),
        ty => ty.clone(),
    };
    match signature.gives {
        Gives::First => first,
        Gives::Item => {
            let all = types.iter().map(|ty| ty.as_ref().map_or(Type::Any, item_of));
            all.reduce(|a, b| a.common(&b)).unwrap_or(Type::Any)
        }
        Gives::Items => Type::list(item_of(&first)),
        Gives::AllItems => {
            let all = types.iter().map(|ty| ty.as_ref().map_or(Type::Any, item_of));
            Type::list(all.reduce(|a, b| a.common(&b)).unwrap_or(Type::Any))
        }
        gives => plain(gives).unwrap_or(Type::Any),
    }
}

fn plain(gives: Gives) -> Option<Type> {
    Some(match gives {
        Gives::Number => Type::Number,
        Gives::Text => Type::Text,
        Gives::Bool => Type::Bool,
        Gives::Date => Type::Date,
        Gives::Time => Type::Time,
        Gives::DateTime => Type::DateTime,
        Gives::Months => Type::Months,
        Gives::Texts => Type::list(Type::Text),
        Gives::Numbers => Type::list(Type::Number),
        Gives::Contexts => Type::list(Type::context([("key", Type::Text), ("value", Type::Any)])),
        Gives::Range => Type::range(Type::Any),
        Gives::Any | Gives::First | Gives::Item | Gives::Items | Gives::AllItems => return None,
    })
}

/// The type of a function's result, where it is the same for all that it is called with.
pub(super) fn plain_result(function: &Function) -> Option<Type> {
    let mut all = function.signatures.iter().map(|signature| plain(signature.gives));
    let first = all.next()??;
    all.all(|other| other.as_ref() == Some(&first)).then_some(first)
}
