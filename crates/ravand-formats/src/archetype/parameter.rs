//! Typed parameters of an archetype, and what can be given for them.
//!
//! An argument is checked by the same readers that read a process, so that it is wrong in
//! the same words. Nothing here knows where a parameter stands in the archetype.

use super::codes as ar;
use crate::codes as ya;
use crate::ident::{id, name, name_of};
use crate::length;
use crate::reader::{Cx, Fields, Keys, Place};
use crate::step::legal_basis;
use crate::value::{number, percent, title, yes_no};
use crate::yaml::{Key, Mapping, Node, NodeKind, Scalar};
use indexmap::IndexMap;
use ravand_core::{Args, DataName, Span, Title};
use ravand_feel::nearest;
use std::fmt;

/// Parameters of one archetype.
pub const PARAMETERS_MAX: usize = 200;

/// Keys of a parameter.
pub(crate) static PARAMETER: Keys = Keys { known: &["type", "one_of", "default", "optional", "title"], later: &[] };

/// What a parameter can be.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParameterType {
    /// `yes` or `no`.
    YesNo,
    /// A decimal number.
    Number,
    /// A share: `25%`.
    Percent,
    /// Any text.
    Text,
    /// A title in one or two languages.
    Title,
    /// A length: `3 working days`.
    Duration,
    /// A time that varies: `1 .. 2 .. 4 h`.
    Time,
    /// A role.
    Role,
    /// A document.
    Document,
    /// What a step rests on: `act/55(24)`, or `not-found`.
    Law,
    /// A datum of a case.
    Data,
    /// A decision table.
    Decision,
    /// A process.
    Process,
    /// The name of an outcome.
    Outcome,
    /// A step, written out.
    Step,
    /// One of some names.
    OneOf(Vec<String>),
    /// Several of one type.
    List(Box<ParameterType>),
}

/// Types of one word, as they are written.
const WORDS: &[(&str, ParameterType)] = &[
    ("yes_no", ParameterType::YesNo),
    ("number", ParameterType::Number),
    ("percent", ParameterType::Percent),
    ("text", ParameterType::Text),
    ("title", ParameterType::Title),
    ("duration", ParameterType::Duration),
    ("time", ParameterType::Time),
    ("role", ParameterType::Role),
    ("document", ParameterType::Document),
    ("law", ParameterType::Law),
    ("data", ParameterType::Data),
    ("decision", ParameterType::Decision),
    ("process", ParameterType::Process),
    ("outcome", ParameterType::Outcome),
    ("step", ParameterType::Step),
];

impl fmt::Display for ParameterType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ParameterType::OneOf(names) => write!(f, "one of {}", names.join(", ")),
            ParameterType::List(of) => write!(f, "list of {of}"),
            plain => f.write_str(WORDS.iter().find(|(_, ty)| ty == plain).map_or("", |(word, _)| word)),
        }
    }
}

/// A parameter of an archetype.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// What can be given for it.
    pub ty: ParameterType,
    /// Whether it can be left away; what it stands for is then left away as well.
    pub optional: bool,
    /// Its name for people.
    pub title: Title,
    /// Where it was declared.
    pub span: Span,
    pub(crate) default: Option<Node>,
}

impl Parameter {
    /// Whether a process can be made without giving it.
    pub fn may_be_left_out(&self) -> bool {
        self.optional || self.default.is_some()
    }
}

/// `parameters: { … }`.
pub(crate) fn parameters(place: &Place<'_>, cx: &mut Cx) -> Option<IndexMap<String, Parameter>> {
    let mut all = IndexMap::new();
    for (key, field) in place.entries(cx)? {
        let name = name_of::<DataName>(&key, &place.path, cx);
        if all.len() == PARAMETERS_MAX {
            cx.report(&ar::TOO_MANY, key.span, Args::new().with("max", PARAMETERS_MAX));
            break;
        }
        // One with a mistake still exists: what uses it need not be a mistake too.
        let parameter = parameter(&field, cx).unwrap_or_else(|| unclear(&field));
        if let Some(name) = name {
            all.insert(name.value.as_str().to_owned(), parameter);
        }
    }
    Some(all)
}

fn plain(ty: ParameterType, place: &Place<'_>) -> Parameter {
    Parameter { ty, optional: false, title: Title::default(), span: place.key, default: None }
}

/// A parameter of which nobody can say what it is: no use of it is a second mistake.
fn unclear(place: &Place<'_>) -> Parameter {
    Parameter { optional: true, ..plain(ParameterType::Text, place) }
}

/// `visit: yes_no`, or with more said about it.
fn parameter(place: &Place<'_>, cx: &mut Cx) -> Option<Parameter> {
    if place.mapping().is_none() {
        return parameter_type(place, cx).map(|ty| plain(ty, place));
    }
    let fields = Fields::open(place, &PARAMETER, cx)?;
    let ty = if fields.wrote("one_of") {
        if let Some(both) = fields.get("type") {
            let args = Args::new().with("key", "type").with("at", &fields.path).with("known", "one_of");
            cx.report(&ya::UNKNOWN_KEY, both.key, args);
        }
        fields.read("one_of", cx, one_of)
    } else {
        fields.require("type", cx, parameter_type)
    };
    let optional = fields.read("optional", cx, yes_no).is_some_and(|o| o.value);
    let title = fields.read("title", cx, title).unwrap_or_default();
    let ty = ty?;
    let default = fields.get("default");
    if let Some(default) = default {
        if optional {
            cx.report(&ar::DEFAULT_AND_OPTIONAL, default.key, Args::new().with("at", &fields.path));
        }
        check(&ty, default, cx);
    }
    Some(Parameter { ty, optional, title, span: place.key, default: default.map(|place| place.node.clone()) })
}

fn one_of(place: &Place<'_>, cx: &mut Cx) -> Option<ParameterType> {
    let names = place.list(cx, name::<DataName>)?;
    if names.is_empty() {
        place.report(cx, &ya::EMPTY_TEXT, Args::new());
        return None;
    }
    Some(ParameterType::OneOf(names.into_iter().map(|name| name.value.as_str().to_owned()).collect()))
}

fn parameter_type(place: &Place<'_>, cx: &mut Cx) -> Option<ParameterType> {
    let text = place.text(cx)?;
    let (list, word) = match text.value.strip_prefix("list of ") {
        Some(rest) => (true, rest.trim()),
        None => (false, text.value),
    };
    let Some((_, ty)) = WORDS.iter().find(|(known, _)| *known == word) else {
        let words = || WORDS.iter().map(|(word, _)| *word);
        let known = words().chain(["list of …"]).collect::<Vec<_>>().join(", ");
        let args = Args::new().with("found", text.value).with("known", known);
        match nearest(word, words()) {
            Some(near) => {
                let near = if list { format!("list of {near}") } else { near.to_owned() };
                place.report(cx, &ya::MISSPELT_VALUE, args.with("suggestion", near));
            }
            None => place.report(cx, &ya::NOT_ONE_OF, args),
        }
        return None;
    };
    Some(if list { ParameterType::List(Box::new(ty.clone())) } else { ty.clone() })
}

/// Reports what is wrong with `place` as an argument of type `ty`.
pub(crate) fn check(ty: &ParameterType, place: &Place<'_>, cx: &mut Cx) {
    match ty {
        ParameterType::YesNo => drop(yes_no(place, cx)),
        ParameterType::Number => drop(number(place, cx)),
        ParameterType::Percent => drop(percent(place, cx)),
        ParameterType::Text => drop(place.text(cx)),
        ParameterType::Title => drop(title(place, cx)),
        ParameterType::Duration => drop(length::length(place, cx)),
        ParameterType::Time => drop(length::variable(place, cx)),
        ParameterType::Role | ParameterType::Document | ParameterType::Decision | ParameterType::Process => {
            drop(id::<String>(place, cx));
        }
        ParameterType::Law => drop(legal_basis(place, cx)),
        ParameterType::Data | ParameterType::Outcome => drop(name::<String>(place, cx)),
        ParameterType::OneOf(names) => {
            let words: Vec<(&str, ())> = names.iter().map(|name| (name.as_str(), ())).collect();
            one_of_names(place, &words, cx);
        }
        ParameterType::Step => {
            // What the step says is read where it comes to stand.
            if place.entries(cx).is_some_and(|entries| entries.len() != 1) {
                cx.report(&ar::ONE_STEP, place.key, Args::new().with("at", &place.path));
            }
        }
        ParameterType::List(of) if **of == ParameterType::Step => {
            if !(place.is_list() && place.items(cx).is_some_and(|items| items.is_empty())) {
                place.entries(cx);
            }
        }
        ParameterType::List(of) => {
            for item in place.items(cx).unwrap_or_default() {
                check(of, &item, cx);
            }
        }
    }
}

fn one_of_names(place: &Place<'_>, words: &[(&str, ())], cx: &mut Cx) {
    let Some(text) = place.text(cx) else { return };
    if words.iter().any(|(word, ())| *word == text.value) {
        return;
    }
    let known: Vec<&str> = words.iter().map(|(word, ())| *word).collect();
    let args = Args::new().with("found", text.value).with("known", known.join(", "));
    match nearest(text.value, known) {
        Some(near) => {
            let near = near.to_owned();
            place.report(cx, &ya::MISSPELT_VALUE, args.with("suggestion", near));
        }
        None => place.report(cx, &ya::NOT_ONE_OF, args),
    }
}

/// Something of a type, so that an archetype can be tried before anybody uses it; `last`
/// takes the other side where there is one: `no`, the last name, no entry.
pub(crate) fn sample(name: &str, ty: &ParameterType, last: bool, span: Span) -> Node {
    let scalar = |text: &str| Node { span, kind: NodeKind::Scalar(Scalar { text: text.to_owned(), plain: true }) };
    let kebab = || format!("some-{}", name.replace('_', "-"));
    let step = || Mapping {
        entries: vec![(
            Key { text: kebab(), span },
            Node { span, kind: NodeKind::Mapping(Mapping { entries: Vec::new(), braces: true }) },
        )],
        braces: true,
    };
    match ty {
        ParameterType::YesNo => scalar(if last { "no" } else { "yes" }),
        ParameterType::Number => scalar("1"),
        ParameterType::Percent => scalar("1%"),
        ParameterType::Text | ParameterType::Title => scalar(&format!("some {name}")),
        ParameterType::Duration => scalar("1 working day"),
        ParameterType::Time => scalar("exactly 1 working day"),
        ParameterType::Role | ParameterType::Document | ParameterType::Decision | ParameterType::Process => {
            scalar(&kebab())
        }
        ParameterType::Law => scalar("not-found"),
        ParameterType::Data | ParameterType::Outcome => scalar(&format!("some_{name}")),
        ParameterType::OneOf(names) => {
            let name = if last { names.last() } else { names.first() };
            scalar(name.map_or("", String::as_str))
        }
        ParameterType::Step => Node { span, kind: NodeKind::Mapping(step()) },
        ParameterType::List(of) if **of == ParameterType::Step => {
            let mapping = if last { Mapping { entries: Vec::new(), braces: true } } else { step() };
            Node { span, kind: NodeKind::Mapping(mapping) }
        }
        ParameterType::List(of) => {
            let items = if last { Vec::new() } else { vec![sample(name, of, last, span)] };
            Node { span, kind: NodeKind::Sequence(items) }
        }
    }
}

/// The keys and values of a step argument, as `steps` holds them; none for anything else.
pub(crate) fn steps_of<'n>(ty: &ParameterType, node: &'n Node) -> &'n [(Key, Node)] {
    match (ty, &node.kind) {
        (ParameterType::Step, NodeKind::Mapping(steps)) => &steps.entries,
        (ParameterType::List(of), NodeKind::Mapping(steps)) if **of == ParameterType::Step => &steps.entries,
        _ => &[],
    }
}
