//! How an archetype uses its parameters, on the tree of what was written.
//!
//! | written | becomes |
//! |---|---|
//! | `$term` | what was given for `term`; where nothing was, its key or entry goes |
//! | `office of $role` | text with what was given inside; `$$` is a dollar sign |
//! | `$checks` in a list | its entries; for steps, their ids |
//! | `{ if: visit, …keys }` | the keys, if it holds; else nothing |
//! | `{ if: visit, then: a, else: b }` | one of the two; a list stands for its entries |
//!
//! What comes from an argument keeps the place where the argument was written, everything
//! else its place in the archetype: a merged process says of each part where it is from.
//! Arguments are put in as they are and never looked through for parameters. A step that
//! is not there is left out of the flow too, and of `after` and the `…same_person_as`; a
//! stage without a step goes, and what is left alone in `all` stands by itself.

use super::codes as ar;
use super::condition;
use super::parameter::{Parameter, ParameterType, steps_of};
use crate::codes as ya;
use crate::reader::Cx;
use crate::yaml::{Key, Mapping, Node, NodeKind, Scalar};
use indexmap::IndexMap;
use ravand_core::{Args, Diagnostic, Span};
use ravand_feel::nearest;
use std::cell::Cell;
use std::collections::BTreeSet;

/// A part of a text.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'t> {
    Words(&'t str),
    Name(&'t str),
}

/// The parts of a text. A dollar sign without a name is itself; two are one.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('$') {
        let (before, from) = rest.split_at(at);
        let after = &from[1..];
        let length = after.bytes().take_while(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'_').count();
        if !before.is_empty() {
            found.push(Piece::Words(before));
        }
        if after.starts_with(|c: char| c.is_ascii_lowercase()) {
            found.push(Piece::Name(&after[..length]));
            rest = &after[length..];
        } else {
            found.push(Piece::Words("$"));
            rest = after.strip_prefix('$').unwrap_or(after);
        }
    }
    if !rest.is_empty() {
        found.push(Piece::Words(rest));
    }
    found
}

/// The parameter that a text is, if it is one and nothing else.
pub(super) fn whole(text: &str) -> Option<&str> {
    match pieces(text)[..] {
        [Piece::Name(name)] => Some(name),
        _ => None,
    }
}

/// Whether a part of a tree names a parameter.
pub(super) fn names_any(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Absent => false,
        NodeKind::Scalar(scalar) => scalar.text.contains('$'),
        NodeKind::Sequence(items) => items.iter().any(names_any),
        NodeKind::Mapping(mapping) => {
            mapping.entries.iter().any(|(key, node)| key.text == IF || key.text.contains('$') || names_any(node))
        }
    }
}

const IF: &str = "if";
const THEN: &str = "then";
const ELSE: &str = "else";

/// What an archetype says wrongly about its parameters, and where it uses which.
pub(super) struct Uses<'a> {
    parameters: &'a IndexMap<String, Parameter>,
    used: BTreeSet<String>,
    /// The places of whole values.
    pub(super) places: Vec<(Span, String)>,
}

impl<'a> Uses<'a> {
    pub(super) fn new(parameters: &'a IndexMap<String, Parameter>) -> Self {
        Self { parameters, used: BTreeSet::new(), places: Vec::new() }
    }

    /// Looks through a part of an archetype.
    pub(super) fn look(&mut self, node: &Node, at: &str, cx: &mut Cx) {
        match &node.kind {
            NodeKind::Absent => {}
            NodeKind::Scalar(scalar) => self.text(&scalar.text, node.span, at, false, cx),
            NodeKind::Sequence(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.look(item, &format!("{at}[{}]", index + 1), cx);
                }
            }
            NodeKind::Mapping(mapping) => self.group(mapping, at, cx),
        }
    }

    fn group(&mut self, mapping: &Mapping, at: &str, cx: &mut Cx) {
        let conditions: Vec<_> = mapping.entries.iter().filter(|(key, _)| key.text == IF).collect();
        for (key, _) in conditions.iter().skip(1) {
            cx.report(&ya::DUPLICATE_KEY, key.span, Args::new().with("key", IF).with("at", at));
        }
        let chooses = !conditions.is_empty() && mapping.entries.iter().any(|(key, _)| key.text == THEN);
        for (key, node) in &mapping.entries {
            if key.text == IF {
                condition::check(node, self.parameters, &mut self.used, &format!("{at}.{IF}"), cx);
                continue;
            }
            if chooses && key.text != THEN && key.text != ELSE {
                let args = Args::new().with("key", &key.text).with("at", at).with("known", "if, then, else");
                cx.report(&ya::UNKNOWN_KEY, key.span, args);
            }
            self.text(&key.text, key.span, at, true, cx);
            self.look(node, &format!("{at}.{}", key.text), cx);
        }
    }

    fn text(&mut self, text: &str, span: Span, at: &str, is_key: bool, cx: &mut Cx) {
        if !text.contains('$') {
            return;
        }
        let whole = whole(text);
        for piece in pieces(text) {
            let Piece::Name(name) = piece else { continue };
            let Some(parameter) = self.parameters.get(name) else {
                unknown(name, span, self.parameters, at, cx);
                continue;
            };
            self.used.insert(name.to_owned());
            let plain = !matches!(parameter.ty, ParameterType::List(_) | ParameterType::Title | ParameterType::Law);
            if (is_key || whole.is_none()) && !plain {
                let args = Args::new().with("name", name).with("type", &parameter.ty).with("at", at);
                cx.report(&ar::PART_OF_TEXT, span, args);
            } else if whole.is_some() && !is_key {
                self.places.push((span, name.to_owned()));
            }
        }
    }

    /// Reports the parameters that were looked for and not found.
    pub(super) fn finish(self, cx: &mut Cx) -> Vec<(Span, String)> {
        for (name, parameter) in self.parameters.iter().filter(|(name, _)| !self.used.contains(*name)) {
            cx.report(&ar::UNUSED, parameter.span, Args::new().with("name", name));
        }
        self.places
    }
}

/// Reports a parameter that nobody declared.
pub(super) fn unknown(name: &str, span: Span, parameters: &IndexMap<String, Parameter>, at: &str, cx: &mut Cx) {
    let args = Args::new().with("name", name).with("at", at);
    match nearest(name, parameters.keys().map(String::as_str)) {
        Some(near) => {
            let found = Diagnostic::at(&ar::MISSPELT, span, args.with("suggestion", near));
            let place = parameters.get(near).map_or(span, |parameter| parameter.span);
            cx.push(found.note(place, &ar::DECLARED, Args::new()));
        }
        None => {
            let known: Vec<_> = parameters.keys().map(|name| format!("`{name}`")).collect();
            let known = if known.is_empty() { "–".to_owned() } else { known.join(", ") };
            cx.report(&ar::UNKNOWN, span, args.with("known", known));
        }
    }
}

/// What was given for the parameters of an archetype.
#[derive(Debug)]
pub(super) struct Arguments<'a> {
    pub(super) parameters: &'a IndexMap<String, Parameter>,
    pub(super) given: IndexMap<String, Node>,
}

impl Arguments<'_> {
    pub(super) fn get(&self, name: &str) -> Option<&Node> {
        self.given.get(name)
    }

    pub(super) fn ty(&self, name: &str) -> Option<&ParameterType> {
        self.parameters.get(name).map(|parameter| &parameter.ty)
    }

    /// Steps that were given, as `steps` holds them.
    pub(super) fn steps(&self) -> impl Iterator<Item = &(Key, Node)> {
        self.given.iter().filter_map(|(name, node)| Some(steps_of(self.ty(name)?, node))).flatten()
    }

    /// Decision tables that were named.
    pub(super) fn tables(&self) -> impl Iterator<Item = (&str, Span)> {
        let is_table = |ty: &ParameterType| match ty {
            ParameterType::List(of) => **of == ParameterType::Decision,
            ty => *ty == ParameterType::Decision,
        };
        let nodes = self.given.iter().filter(move |(name, _)| self.ty(name).is_some_and(is_table));
        let flat = nodes.flat_map(|(_, node)| match &node.kind {
            NodeKind::Sequence(items) => items.iter().collect(),
            _ => vec![node],
        });
        flat.filter_map(|node| match &node.kind {
            NodeKind::Scalar(scalar) => Some((scalar.text.as_str(), node.span)),
            _ => None,
        })
    }
}

/// Where a value stands, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    /// Anywhere.
    Anywhere,
    /// Among the names of steps: the flow, `after`, `not_same_person_as`, `same_person_as`.
    Steps,
    /// Among what is given to another archetype: a step is handed on whole.
    Given,
}

/// Puts arguments into an archetype.
pub(super) struct Filler<'a> {
    pub(super) arguments: &'a Arguments<'a>,
    /// How much may still be made; at 0 everything is left out.
    pub(super) budget: &'a Cell<usize>,
    /// Steps whose condition does not hold.
    gone: BTreeSet<&'a str>,
    /// Arguments are samples, and stand where they are used.
    trial: bool,
}

impl<'a> Filler<'a> {
    pub(super) fn new(arguments: &'a Arguments<'a>, budget: &'a Cell<usize>, trial: bool) -> Self {
        Self { arguments, budget, gone: BTreeSet::new(), trial }
    }

    /// The keys of a whole archetype.
    pub(super) fn root(mut self, entries: &'a [(Key, Node)]) -> Vec<(Key, Node)> {
        for (_, node) in entries.iter().filter(|(key, _)| key.text == "steps") {
            let NodeKind::Mapping(steps) = &node.kind else { continue };
            let gone = steps.entries.iter().filter(|(_, step)| self.is_gone(step));
            self.gone = gone.map(|(key, _)| key.text.as_str()).collect();
        }
        self.entries(entries, At::Anywhere)
    }

    fn is_gone(&self, step: &Node) -> bool {
        match &step.kind {
            NodeKind::Mapping(mapping) => {
                let otherwise = value_of(mapping, THEN).and_then(|_| value_of(mapping, ELSE));
                self.condition(mapping) == Some(false) && otherwise.is_none()
            }
            NodeKind::Scalar(scalar) => whole(&scalar.text).is_some_and(|name| self.arguments.get(name).is_none()),
            _ => false,
        }
    }

    fn condition(&self, mapping: &Mapping) -> Option<bool> {
        value_of(mapping, IF).map(|condition| condition::holds(condition, self.arguments))
    }

    fn entries(&self, entries: &[(Key, Node)], at: At) -> Vec<(Key, Node)> {
        let mut filled = Vec::with_capacity(entries.len());
        for (key, node) in entries.iter().filter(|(key, _)| key.text != IF) {
            let inner = match key.text.as_str() {
                "flow" | "after" | "not_same_person_as" | "same_person_as" if at == At::Anywhere => At::Steps,
                _ => at,
            };
            let text = if key.text.contains('$') { self.text(&key.text) } else { Some(key.text.clone()) };
            if let (Some(text), Some(value)) = (text, self.value(node, inner)) {
                filled.push((Key { text, span: key.span }, value));
            }
        }
        filled
    }

    /// What stands for one value.
    pub(super) fn value(&self, node: &Node, at: At) -> Option<Node> {
        self.spend(1)?;
        match &node.kind {
            NodeKind::Absent => Some(node.clone()),
            NodeKind::Scalar(scalar) => self.scalar(node, scalar, at),
            NodeKind::Sequence(items) => {
                Some(Node { span: node.span, kind: NodeKind::Sequence(self.items(items, at)) })
            }
            NodeKind::Mapping(mapping) => self.group(node, mapping, at),
        }
    }

    fn scalar(&self, node: &Node, scalar: &Scalar, at: At) -> Option<Node> {
        if !scalar.text.contains('$') {
            self.spend(scalar.text.len() / TEXT_PER_NODE)?;
            return Some(node.clone());
        }
        if let Some(name) = whole(&scalar.text) {
            return self.argument(name, node.span, at);
        }
        let text = self.text(&scalar.text)?;
        Some(Node { span: node.span, kind: NodeKind::Scalar(Scalar { text, plain: scalar.plain }) })
    }

    /// What was given for a parameter.
    fn argument(&self, name: &str, place: Span, at: At) -> Option<Node> {
        let given = self.arguments.get(name)?;
        let ty = self.arguments.ty(name)?;
        let steps = match ty {
            ParameterType::Step => true,
            ParameterType::List(of) => **of == ParameterType::Step,
            _ => false,
        };
        let mut node = if steps && at != At::Given {
            let mut ids = steps_of(ty, given).iter().map(|(key, _)| Node {
                span: key.span,
                kind: NodeKind::Scalar(Scalar { text: key.text.clone(), plain: true }),
            });
            match ty {
                ParameterType::Step => ids.next()?,
                _ => Node { span: given.span, kind: NodeKind::Sequence(ids.collect()) },
            }
        } else {
            self.spend(size(given))?;
            given.clone()
        };
        if self.trial {
            stand_at(&mut node, place);
        }
        Some(node)
    }

    /// A text with what was given inside; `None` if something in it was not given.
    fn text(&self, text: &str) -> Option<String> {
        let mut filled = String::with_capacity(text.len());
        for piece in pieces(text) {
            match piece {
                Piece::Words(words) => filled.push_str(words),
                Piece::Name(name) => {
                    let given = self.arguments.get(name)?;
                    let step = self.arguments.ty(name).and_then(|ty| steps_of(ty, given).first());
                    let words = match (&given.kind, step) {
                        (_, Some((key, _))) => key.text.as_str(),
                        (NodeKind::Scalar(scalar), None) => scalar.text.as_str(),
                        _ => return None,
                    };
                    self.spend(words.len() / TEXT_PER_NODE)?;
                    filled.push_str(words);
                }
            }
        }
        self.spend(text.len() / TEXT_PER_NODE)?;
        Some(filled)
    }

    fn group(&self, node: &Node, mapping: &Mapping, at: At) -> Option<Node> {
        let holds = self.condition(mapping);
        if let (Some(holds), Some(then)) = (holds, value_of(mapping, THEN)) {
            return self.value(if holds { then } else { value_of(mapping, ELSE)? }, at);
        }
        if holds == Some(false) {
            return None;
        }
        let entries = self.entries(&mapping.entries, at);
        if at == At::Steps && is_emptied_stage(mapping, &entries) {
            return None;
        }
        Some(Node { span: node.span, kind: NodeKind::Mapping(Mapping { entries, braces: mapping.braces }) })
    }

    /// The entries of a list.
    fn items(&self, items: &[Node], at: At) -> Vec<Node> {
        let mut filled = Vec::with_capacity(items.len());
        for item in items {
            let Some(node) = self.value(item, at) else { continue };
            if self.stands_for_several(item)
                && let NodeKind::Sequence(several) = node.kind
            {
                filled.extend(several.into_iter().filter(|node| !self.names_gone(node, at)));
            } else if !self.names_gone(&node, at) {
                match self.gateway(item, node, at) {
                    Branches::Kept(node) => filled.push(node),
                    Branches::Alone(entries) => filled.extend(entries),
                }
            }
        }
        filled
    }

    fn stands_for_several(&self, item: &Node) -> bool {
        match &item.kind {
            NodeKind::Scalar(scalar) => whole(&scalar.text).is_some(),
            NodeKind::Mapping(mapping) => value_of(mapping, IF).is_some() && value_of(mapping, THEN).is_some(),
            _ => false,
        }
    }

    fn names_gone(&self, node: &Node, at: At) -> bool {
        at == At::Steps && matches!(&node.kind, NodeKind::Scalar(scalar) if self.gone.contains(scalar.text.as_str()))
    }

    /// Takes branches that became empty out of `all`.
    fn gateway(&self, before: &Node, after: Node, at: At) -> Branches {
        let (NodeKind::Mapping(was), NodeKind::Mapping(is)) = (&before.kind, &after.kind) else {
            return Branches::Kept(after);
        };
        let (Some(was), Some(is), true) = (branches(was), branches(is), at == At::Steps) else {
            return Branches::Kept(after);
        };
        let empty = |branch: &&Node| matches!(&branch.kind, NodeKind::Sequence(entries) if entries.is_empty());
        let left: Vec<&Node> = is.iter().filter(|branch| !empty(branch)).collect();
        if left.len() >= was.len() || was.iter().any(|branch| empty(&branch)) {
            return Branches::Kept(after);
        }
        match left[..] {
            [] => Branches::Alone(Vec::new()),
            [one] => match &one.kind {
                NodeKind::Sequence(entries) => Branches::Alone(entries.clone()),
                _ => Branches::Alone(vec![one.clone()]),
            },
            _ => {
                let branches = Node { span: after.span, kind: NodeKind::Sequence(left.into_iter().cloned().collect()) };
                let NodeKind::Mapping(mut mapping) = after.kind else { return Branches::Alone(Vec::new()) };
                for (key, value) in &mut mapping.entries {
                    if key.text == ALL {
                        value.kind.clone_from(&branches.kind);
                    }
                }
                Branches::Kept(Node { span: branches.span, kind: NodeKind::Mapping(mapping) })
            }
        }
    }

    fn spend(&self, cost: usize) -> Option<()> {
        let left = self.budget.get().saturating_sub(cost);
        self.budget.set(left);
        (left > 0).then_some(())
    }
}

/// What is left of a gateway.
enum Branches {
    Kept(Node),
    Alone(Vec<Node>),
}

/// Bytes of text that cost as much as a node.
const TEXT_PER_NODE: usize = 32;

const ALL: &str = "all";

fn branches(mapping: &Mapping) -> Option<&[Node]> {
    match &value_of(mapping, ALL)?.kind {
        NodeKind::Sequence(branches) => Some(branches),
        _ => None,
    }
}

/// Whether a stage had entries before, and has none now.
fn is_emptied_stage(before: &Mapping, after: &[(Key, Node)]) -> bool {
    let is_empty = |node: &Node| matches!(&node.kind, NodeKind::Sequence(items) if items.is_empty());
    let now = after.iter().find(|(key, _)| key.text == "do").map(|(_, node)| node);
    value_of(before, "stage").is_some()
        && value_of(before, "do").is_some_and(|node| !is_empty(node))
        && now.is_none_or(is_empty)
}

fn value_of<'n>(mapping: &'n Mapping, name: &str) -> Option<&'n Node> {
    mapping.entries.iter().find(|(key, _)| key.text == name).map(|(_, node)| node)
}

/// What a part of a tree costs.
fn size(node: &Node) -> usize {
    match &node.kind {
        NodeKind::Absent => 1,
        NodeKind::Scalar(scalar) => 1 + scalar.text.len() / TEXT_PER_NODE,
        NodeKind::Sequence(items) => 1 + items.iter().map(size).sum::<usize>(),
        NodeKind::Mapping(mapping) => {
            let entry = |(key, node): &(Key, Node)| 1 + key.text.len() / TEXT_PER_NODE + size(node);
            1 + mapping.entries.iter().map(entry).sum::<usize>()
        }
    }
}

/// Gives a part of a tree, and all that stands in it, another place.
fn stand_at(node: &mut Node, place: Span) {
    node.span = place;
    match &mut node.kind {
        NodeKind::Absent | NodeKind::Scalar(_) => {}
        NodeKind::Sequence(items) => items.iter_mut().for_each(|item| stand_at(item, place)),
        NodeKind::Mapping(mapping) => {
            for (key, node) in &mut mapping.entries {
                key.span = place;
                stand_at(node, place);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, pieces};

    #[test]
    fn a_text_falls_into_words_and_names() {
        let check = |text: &str, want: &[Piece<'_>]| assert_eq!(pieces(text), want, "{text}");
        check("$term", &[Piece::Name("term")]);
        check("back to $first_step!", &[Piece::Words("back to "), Piece::Name("first_step"), Piece::Words("!")]);
        check(
            "a $$b$ $9",
            &[
                Piece::Words("a "),
                Piece::Words("$"),
                Piece::Words("b"),
                Piece::Words("$"),
                Piece::Words(" "),
                Piece::Words("$"),
                Piece::Words("9"),
            ],
        );
        check("", &[]);
        check("$گام", &[Piece::Words("$"), Piece::Words("گام")]);
    }
}
