//! Boxed expressions: what a decision says under `value`.
//!
//! A text is a FEEL expression; a group of keys is one of the other forms, told by the key
//! that names it. Nothing is compiled here: what names mean is checked on the whole.

use crate::codes as ya;
use crate::decision;
use crate::reader::{Cx, Fields, Keys, Place};
use crate::registry::{any_type, data};
use indexmap::IndexMap;
use ravand_core::decision::{ContextEntry, Each, Logic};
use ravand_core::{Args, Spanned};
use ravand_feel::Type;

/// Keys of a boxed expression, the one that names the form first.
pub(crate) static LOGIC: Keys = Keys {
    known: &[
        "context",
        "result",
        "call",
        "with",
        "list",
        "relation",
        "rows",
        "function",
        "if",
        "then",
        "else",
        "filter",
        "match",
        "for",
        "some",
        "every",
        "in",
        "return",
        "satisfies",
        "table",
        "type",
        "value",
    ],
    later: &[],
};

/// The key that names a form, and those that belong to it.
const FORMS: &[(&str, &[&str])] = &[
    ("context", &["result"]),
    ("call", &["with"]),
    ("list", &[]),
    ("relation", &["rows"]),
    ("function", &["value"]),
    ("if", &["then", "else"]),
    ("filter", &["match"]),
    ("for", &["in", "return"]),
    ("some", &["in", "satisfies"]),
    ("every", &["in", "satisfies"]),
    ("table", &[]),
    // What stands in an entry that says its type.
    ("value", &[]),
];

/// A boxed expression.
pub(crate) fn logic(place: &Place<'_>, cx: &mut Cx) -> Option<Logic> {
    if place.mapping().is_none() {
        return place.string(cx).map(Logic::Literal);
    }
    let fields = Fields::open(place, &LOGIC, cx)?;
    form(&fields, place, false, cx)
}

fn form(fields: &Fields<'_>, place: &Place<'_>, in_entry: bool, cx: &mut Cx) -> Option<Logic> {
    let Some((name, others)) = FORMS.iter().find(|(name, _)| fields.wrote(name)) else {
        let known: Vec<&str> = FORMS.iter().map(|(name, _)| *name).collect();
        place.report(cx, &ya::NO_FORM, Args::new().with("known", known.join(", ")));
        return None;
    };
    for key in LOGIC.known.iter().filter(|key| *key != name && !others.contains(key)) {
        if in_entry && *key == "type" {
            continue;
        }
        if let Some(stray) = fields.get(key) {
            let args = Args::new().with("key", key).with("at", &fields.path).with("form", name);
            cx.report(&ya::NOT_IN_FORM, stray.key, args);
        }
    }
    let span = place.node.span;
    let boxed = |key: &str, cx: &mut Cx| fields.require(key, cx, logic).map(Box::new);
    Some(match *name {
        "context" => {
            let entries = fields.read(name, cx, |place, cx| {
                let entries = place.entries(cx)?;
                Some(entries.iter().filter_map(|(name, place)| entry(name, place, cx)).collect())
            });
            let result = fields.read("result", cx, logic).map(Box::new);
            Logic::Context { entries: entries?, result, span }
        }
        "call" => {
            let callee = fields.read(name, cx, |place, cx| place.string(cx));
            let with = fields.read("with", cx, |place, cx| {
                let entries = place.entries(cx)?;
                let read =
                    |(name, place): &(Spanned<&str>, Place<'_>)| Some((name.value.to_owned(), logic(place, cx)?));
                Some(entries.iter().filter_map(read).collect::<IndexMap<_, _>>())
            });
            Logic::Call { callee: callee?, with: with.unwrap_or_default(), span }
        }
        "list" => Logic::List { items: fields.read(name, cx, |place, cx| place.list(cx, logic))?, span },
        "relation" => {
            let columns = fields.read(name, cx, |place, cx| place.list(cx, |place, cx| place.string(cx)));
            let rows = fields.require("rows", cx, |place, cx| place.list(cx, |row, cx| row.list(cx, logic)));
            Logic::Relation { columns: columns?, rows: rows?, span }
        }
        "function" => {
            let parameters = fields.read(name, cx, data);
            let body = boxed("value", cx);
            Logic::Function { parameters: parameters?, body: body?, span }
        }
        "if" => {
            let (condition, then, otherwise) = (boxed("if", cx), boxed("then", cx), boxed("else", cx));
            Logic::If { condition: condition?, then: then?, otherwise: otherwise?, span }
        }
        "filter" => {
            let (list, keep) = (boxed("filter", cx), boxed("match", cx));
            Logic::Filter { list: list?, keep: keep?, span }
        }
        "table" => Logic::Table(Box::new(fields.read(name, cx, decision::table)?)),
        "value" => *boxed("value", cx)?,
        what => {
            let (what, result) = match what {
                "for" => (Each::For, "return"),
                "some" => (Each::Some, "satisfies"),
                _ => (Each::Every, "satisfies"),
            };
            let variable = fields.read(name, cx, |place, cx| place.string(cx));
            let (list, body) = (boxed("in", cx), boxed(result, cx));
            Logic::Each { what, variable: variable?, list: list?, body: body?, span }
        }
    })
}

/// An entry of a context: a boxed expression, or one beside its type.
fn entry(name: &Spanned<&str>, place: &Place<'_>, cx: &mut Cx) -> Option<ContextEntry> {
    let name = Spanned::new(name.value.to_owned(), name.span);
    if place.mapping().is_none() {
        return Some(ContextEntry { name, ty: Type::Any, logic: logic(place, cx)? });
    }
    let fields = Fields::open(place, &LOGIC, cx)?;
    let ty = fields.read("type", cx, any_type);
    Some(ContextEntry { name, ty: ty.unwrap_or(Type::Any), logic: form(&fields, place, true, cx)? })
}
