//! A variant or a reform: operations, each with its reasons.

use crate::codes as ya;
use crate::decision::decisions;
use crate::flow::order;
use crate::ident::{id, id_of, step_id_of};
use crate::process::provenance;
use crate::reader::{Cx, Fields, Keys, Later, Place, Read, read_file};
use crate::registry::{data, declared, documents, roles};
use crate::step::{patch, step};
use crate::value::{date, title, yes_no};
use crate::yaml::NodeKind;
use indexmap::IndexMap;
use ravand_core::{
    Action, Args, DecisionId, DocumentFate, DocumentId, Operation, Overlay, OverlayKind, Provenance, SourceId, Sources,
    Spanned, StepId, Title,
};

/// Keys of an overlay.
pub(crate) static OVERLAY: Keys = Keys {
    known: &[
        "overlay",
        "title",
        "of",
        "kind",
        "provenance",
        "reason",
        "expires",
        "changes",
        "roles",
        "documents",
        "data",
        "decisions",
    ],
    later: &[("base", Later::NotChecked)],
};
/// Keys of an operation.
pub(crate) static CHANGE: Keys = Keys {
    known: &[
        "add",
        "remove",
        "merge",
        "change",
        "automate",
        "decide",
        "order",
        "after",
        "into",
        "by",
        "step",
        "to",
        "documents",
        "assumed",
        "why",
        "caught_by",
        "needs_first",
        "decided_by",
    ],
    later: &[("move", Later::Error), ("gateway", Later::Error)],
};
/// Keys of an order of a stage.
pub(crate) static STAGE_ORDER: Keys = Keys { known: &["stage", "order"], later: &[] };
/// Keys of a document's fate.
pub(crate) static FATE: Keys = Keys { known: &["dropped", "replaced_by"], later: &[] };

/// The kinds of overlays, as they are written.
pub(crate) const KINDS: &[(&str, OverlayKind)] = &[("reform", OverlayKind::Reform), ("variant", OverlayKind::Variant)];

/// What an operation can do, and the keys that go with it.
const VERBS: &[(&str, &[&str])] = &[
    ("add", &["after", "step"]),
    ("remove", &["documents"]),
    ("merge", &["into", "documents"]),
    ("change", &["to"]),
    ("automate", &["to"]),
    ("decide", &["by", "to"]),
    ("order", &[]),
];

/// Keys that go with every operation.
const REASONS: &[&str] = &["assumed", "why", "caught_by", "needs_first", "decided_by"];

/// An overlay as one file writes it.
#[derive(Debug, Clone, PartialEq)]
pub struct OverlayFile {
    /// The overlay.
    pub overlay: Overlay,
    /// Where the knowledge about it comes from.
    pub provenance: Option<Spanned<Provenance>>,
    /// Decision tables that stand in files of their own: paths from the bank's folder on.
    pub see: IndexMap<DecisionId, Spanned<String>>,
}

/// Operations of one overlay.
pub const CHANGES_MAX: usize = 10_000;

/// Reads an overlay.
///
/// ```
/// use ravand_core::Sources;
/// let mut sources = Sources::new();
/// let id = sources.add("reform.yaml", "
/// overlay: quick-sign
/// of: shop-sign-permit
/// changes:
///   - change: visit
///     to: { due: 5 working days }
///     why: four inspectors short
/// ");
/// let read = ravand_formats::read_overlay(&sources, id);
/// assert!(read.diagnostics.is_empty());
/// assert_eq!(read.value.unwrap().overlay.changes[0].action.verb(), "change");
/// ```
pub fn read_overlay(sources: &Sources, id: SourceId) -> Read<OverlayFile> {
    read_file(sources, id, "overlay", &OVERLAY, overlay)
}

fn overlay(fields: &Fields<'_>, cx: &mut Cx) -> Option<OverlayFile> {
    let id = fields.require("overlay", cx, id);
    let of = fields.require("of", cx, crate::ident::id);
    let kind = fields.read("kind", cx, |p, cx| p.word(cx, KINDS)).map_or(OverlayKind::Variant, |k| k.value);
    let title = fields.read("title", cx, title).unwrap_or_default();
    let reason = fields.read("reason", cx, words);
    let expires = fields.read("expires", cx, date);
    let provenance = fields.read("provenance", cx, provenance);
    let changes = fields.require("changes", cx, |p, cx| {
        fits(p, cx)?;
        p.list(cx, |p, cx| operation(p, kind, cx))
    });
    let tables = fields.read("decisions", cx, decisions).unwrap_or_default();
    let overlay = Overlay {
        id: id?,
        title,
        of: of?,
        kind,
        reason,
        expires,
        changes: changes.unwrap_or_default(),
        roles: fields.read("roles", cx, roles).unwrap_or_default(),
        documents: fields.read("documents", cx, documents).unwrap_or_default(),
        data: fields.read("data", cx, data).unwrap_or_default(),
        decisions: tables.written,
    };
    Some(OverlayFile { overlay, provenance, see: tables.see })
}

/// Whether there are no more operations than can be compared with each other in time.
fn fits(place: &Place<'_>, cx: &mut Cx) -> Option<()> {
    let count = match &place.node.kind {
        NodeKind::Sequence(nodes) => nodes.len(),
        _ => 0,
    };
    if count <= CHANGES_MAX {
        return Some(());
    }
    let args = Args::new().with("at", &place.path).with("count", count).with("max", CHANGES_MAX);
    cx.report(&ya::TOO_MANY_CHANGES, place.key, args);
    None
}

pub(crate) fn operation(place: &Place<'_>, kind: OverlayKind, cx: &mut Cx) -> Option<Operation> {
    let fields = Fields::open(place, &CHANGE, cx)?;
    let verb = verb(place, &fields, cx)?;
    let (word, with) = verb;
    let what = fields.get(word)?;
    for key in CHANGE.known {
        let misplaced = !with.contains(key) && !REASONS.contains(key) && *key != word;
        if let Some(extra) = fields.get(key).filter(|_| misplaced) {
            let args = Args::new().with("key", key).with("at", &fields.path).with("verb", word);
            let known = [with, REASONS].concat().join(", ");
            cx.report(&ya::NOT_WITH_VERB, extra.key, args.with("known", known));
        }
    }
    let why = fields.read("why", cx, words);
    let decided_by = fields.read("decided_by", cx, words);
    let at = || Args::new().with("at", format_args!("{word} {}", subject(what)));
    if !fields.wrote("why") {
        cx.report(&ya::NO_WHY, what.key, at());
    }
    if kind == OverlayKind::Reform && !fields.wrote("decided_by") {
        cx.report(&ya::NO_DECIDER, what.key, at());
    }
    let action = action(word, what, &fields, cx);
    let needs_first = fields.read("needs_first", cx, words);
    let caught_by = fields.read("caught_by", cx, words);
    let assumed = fields.read("assumed", cx, yes_no).is_some_and(|a| a.value);
    Some(Operation { action: action?, why, decided_by, needs_first, caught_by, assumed, span: what.key })
}

/// A reason, in one language or both.
fn words(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<Title>> {
    title(place, cx).map(|title| Spanned::new(title, place.node.span))
}

/// The one thing that an operation does, and the keys that go with it.
fn verb(place: &Place<'_>, fields: &Fields<'_>, cx: &mut Cx) -> Option<(&'static str, &'static [&'static str])> {
    let mut verbs = VERBS.iter().filter(|(verb, _)| fields.wrote(verb));
    match (verbs.next(), verbs.next()) {
        (Some(one), None) => Some(*one),
        (Some((first, _)), Some((second, _))) => {
            let args = Args::new().with("first", first).with("second", second).with("at", &place.path);
            let span = fields.get(second).map_or(place.key, |p| p.key);
            cx.report(&ya::TWO_VERBS, span, args);
            None
        }
        _ => {
            // A verb that is not built yet was reported with the keys.
            if !CHANGE.later.iter().any(|(verb, _)| fields.wrote(verb)) {
                cx.report(&ya::NO_VERB, first_key(place), Args::new().with("at", &place.path));
            }
            None
        }
    }
}

fn first_key(place: &Place<'_>) -> ravand_core::Span {
    place.mapping().and_then(|m| m.entries.first()).map_or(place.key, |(key, _)| key.span)
}

/// What a message calls the thing that an operation touches.
fn subject(what: &Place<'_>) -> String {
    match &what.node.kind {
        crate::yaml::NodeKind::Scalar(scalar) => scalar.text.clone(),
        crate::yaml::NodeKind::Sequence(items) => {
            let ids = items.iter().filter_map(|item| match &item.kind {
                crate::yaml::NodeKind::Scalar(scalar) => Some(scalar.text.as_str()),
                _ => None,
            });
            ids.collect::<Vec<_>>().join(", ")
        }
        _ => String::new(),
    }
}

fn action(word: &str, what: &Place<'_>, fields: &Fields<'_>, cx: &mut Cx) -> Option<Action> {
    match word {
        "add" => {
            let text = what.text(cx)?;
            let id = step_id_of::<StepId>(&text, &what.path, cx);
            let after = fields.require("after", cx, id_at);
            let content = fields.require("step", cx, step);
            Some(Action::Add { step: id?, after: after?, content: Box::new(content?) })
        }
        "remove" => {
            let documents = fields.read("documents", cx, fates).unwrap_or_default();
            Some(Action::Remove { step: id(what, cx)?, documents })
        }
        "merge" => {
            let steps = what.list(cx, id);
            let into = fields.require("into", cx, id_at);
            let documents = fields.read("documents", cx, fates).unwrap_or_default();
            Some(Action::Merge { steps: steps?, into: into?, documents })
        }
        "change" => {
            let to = fields.require("to", cx, patch);
            Some(Action::Change { step: id(what, cx)?, to: Box::new(to?) })
        }
        "automate" => {
            let to = fields.read("to", cx, patch).unwrap_or_default();
            Some(Action::Automate { step: id(what, cx)?, to: Box::new(to) })
        }
        "decide" => {
            let by = fields.require("by", cx, id);
            let to = fields.read("to", cx, patch).unwrap_or_default();
            Some(Action::Decide { step: id(what, cx)?, by: by?, to: Box::new(to) })
        }
        _ => {
            if what.mapping().is_none() {
                return order(what, cx).map(|order| Action::Order { stage: None, order });
            }
            let of = Fields::open(what, &STAGE_ORDER, cx)?;
            let stage = of.require("stage", cx, id);
            let order = of.require("order", cx, order);
            Some(Action::Order { stage: Some(stage?), order: order? })
        }
    }
}

fn id_at(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<StepId>> {
    id(place, cx)
}

fn fates(place: &Place<'_>, cx: &mut Cx) -> Option<IndexMap<DocumentId, Spanned<DocumentFate>>> {
    declared(place, cx, id_of, fate)
}

fn fate(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<DocumentFate>> {
    let fields = Fields::open(place, &FATE, cx)?;
    let dropped = fields.read("dropped", cx, yes_no).is_some_and(|d| d.value);
    let replaced_by = fields.read("replaced_by", cx, id);
    let fate = match (dropped, replaced_by) {
        (true, None) => DocumentFate::Dropped,
        (false, Some(by)) => DocumentFate::ReplacedBy(by.value),
        _ => {
            cx.report(&ya::FATE, place.key, Args::new().with("at", &place.path));
            return None;
        }
    };
    Some(Spanned::new(fate, place.key))
}
