//! A variant or a reform: operations, each with its reasons.

use crate::action::{VERBS, action};
use crate::codes as ya;
use crate::decision::decisions;
use crate::flow::Ends;
use crate::ident::id;
use crate::process::provenance;
use crate::reader::{Cx, Fields, Keys, Place, Read, read_file};
use crate::registry::{data, documents, ends, roles};
use crate::value::{date, title, yes_no};
use crate::yaml::NodeKind;
use indexmap::IndexMap;
use ravand_core::digest::PREFIX_DIGITS_MIN;
use ravand_core::{Args, DecisionId, DigestPrefix, Operation, Overlay, OverlayKind, SourceId, Sources, Spanned, Title};

/// Keys of an overlay.
pub(crate) static OVERLAY: Keys = Keys {
    known: &[
        "overlay",
        "title",
        "of",
        "base",
        "kind",
        "provenance",
        "reason",
        "expires",
        "changes",
        "roles",
        "documents",
        "data",
        "ends",
        "decisions",
    ],
    later: &[],
};
/// Keys of an operation.
pub(crate) static CHANGE: Keys = Keys {
    known: &[
        "add",
        "remove",
        "merge",
        "move",
        "change",
        "automate",
        "decide",
        "order",
        "gateway",
        "stage",
        "after",
        "before",
        "first_in",
        "last_in",
        "around",
        "when",
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
    later: &[],
};
/// The kinds of overlays, as they are written.
pub(crate) const KINDS: &[(&str, OverlayKind)] = &[("reform", OverlayKind::Reform), ("variant", OverlayKind::Variant)];

/// Keys that go with every operation.
const REASONS: &[&str] = &["assumed", "why", "caught_by", "needs_first", "decided_by"];

/// An overlay as one file writes it.
#[derive(Debug, Clone, PartialEq)]
pub struct OverlayFile {
    /// The overlay.
    pub overlay: Overlay,
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
    let mut ends = fields.read("ends", cx, ends).unwrap_or_default();
    let changes = fields.require("changes", cx, |p, cx| operations(p, kind, &mut ends, cx));
    let tables = fields.read("decisions", cx, decisions).unwrap_or_default();
    let overlay = Overlay {
        id: id?,
        title,
        of: of?,
        base: fields.read("base", cx, base),
        kind,
        provenance,
        reason,
        expires,
        changes: changes.unwrap_or_default(),
        roles: fields.read("roles", cx, roles).unwrap_or_default(),
        documents: fields.read("documents", cx, documents).unwrap_or_default(),
        data: fields.read("data", cx, data).unwrap_or_default(),
        decisions: tables.written,
        ends,
    };
    Some(OverlayFile { overlay, see: tables.see })
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

/// The operations of a list. Ends that a written flow declares in place come to `ends`.
pub(crate) fn operations(place: &Place<'_>, kind: OverlayKind, ends: &mut Ends, cx: &mut Cx) -> Option<Vec<Operation>> {
    fits(place, cx)?;
    let items = place.items(cx)?;
    Some(items.iter().filter_map(|item| operation(item, kind, ends, cx)).collect())
}

/// The digest of the process that it was written for.
fn base(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<DigestPrefix>> {
    let text = place.text(cx)?;
    match DigestPrefix::parse(text.value) {
        Some(digest) => Some(Spanned::new(digest, text.span)),
        None => {
            let args = Args::new().with("found", text.value).with("digits", PREFIX_DIGITS_MIN);
            place.report(cx, &ya::NOT_A_DIGEST, args);
            None
        }
    }
}

fn operation(place: &Place<'_>, kind: OverlayKind, ends: &mut Ends, cx: &mut Cx) -> Option<Operation> {
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
    let action = action(word, what, &fields, ends, cx);
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
            cx.report(&ya::NO_VERB, first_key(place), Args::new().with("at", &place.path));
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
