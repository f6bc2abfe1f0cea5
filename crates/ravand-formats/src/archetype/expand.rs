//! A row and its archetype to a process.
//!
//! Arguments go down: from the row to the archetype that it uses, from that one to the one
//! that it builds on, until one is written out. Its tree is filled and read as a process;
//! then the changes come up the same way, as overlays in place. What they are merged on is
//! the bank's business, which has the registries and the tables in files of their own.

use super::codes as ar;
use super::parameter::{Parameter, check, sample};
use super::template::{Arguments, At, Filler, names_any, whole};
use super::{Archetype, Catalogue, Row};
use crate::overlay::operations;
use crate::process::{PROCESS, ProcessFile, process};
use crate::reader::{Cx, Place, Read, read_tree};
use crate::yaml::{Key, Mapping, Node, NodeKind, Scalar};
use indexmap::IndexMap;
use ravand_core::{
    ArchetypeId, Args, DecisionId, Diagnostic, Operation, Overlay, OverlayKind, ProcessId, Span, Spanned,
};
use ravand_feel::nearest;
use std::cell::Cell;

/// How many archetypes may build on each other.
pub const ARCHETYPE_DEPTH_MAX: usize = 16;
/// Parts (keys, values, entries) of the process that one row makes.
pub const EXPANDED_MAX: usize = 200_000;
/// Names that a message lists.
const LISTED_MAX: usize = 20;

/// What a row makes.
#[derive(Debug, Clone, PartialEq)]
pub struct Expanded {
    /// The process, as its archetype and the arguments make it.
    pub file: ProcessFile,
    /// Changes in place, in the order in which they are merged: those of the archetypes
    /// first, then the row's own.
    pub changes: Vec<Overlay>,
    /// Decision tables that were given as arguments; where the process does not hold one,
    /// it is meant to be one of the bank's.
    pub tables: Vec<Spanned<DecisionId>>,
    /// What was made, in parts, for whoever limits the whole.
    pub parts: usize,
}

/// Makes the process of a row.
///
/// A mistake in an argument stands at the row. What is found in an archetype that was read
/// with mistakes is left out: it was said there.
pub fn expand(row: &Row, catalogue: &Catalogue, archetypes: &IndexMap<ArchetypeId, Archetype>) -> Read<Expanded> {
    let mut cx = Cx::new();
    let value = expanded(row, catalogue, archetypes, &mut cx);
    Read { value, diagnostics: cx.finish(row.span.source) }
}

fn expanded(
    row: &Row,
    catalogue: &Catalogue,
    archetypes: &IndexMap<ArchetypeId, Archetype>,
    cx: &mut Cx,
) -> Option<Expanded> {
    let budget = Cell::new(EXPANDED_MAX);
    let Some(mut archetype) = archetypes.get(&row.uses.value) else {
        no_archetype(&row.uses, archetypes, cx);
        return None;
    };
    let id = ProcessId::from(row.id.as_str());
    let mut sound = true;
    let mut head = row.head.clone();
    take_over(&mut head, catalogue.head.clone());
    let mut changes = Vec::new();
    if !row.changes.is_empty() {
        changes.push(in_place(row.id.as_str(), row.id.span, &row.id, row.changes.clone()));
    }
    let mut tables = Vec::new();
    let mut with = row.with.clone();
    let mut from = row.uses.span;
    for _ in 0..=ARCHETYPE_DEPTH_MAX {
        sound &= archetype.sound;
        let given = bind(archetype, with.as_ref(), from, &|_| true, cx);
        let arguments = Arguments { parameters: &archetype.parameters, given };
        tables.extend(arguments.tables().map(|(id, span)| Spanned::new(DecisionId::from(id), span)));
        let body = Filler::new(&arguments, &budget, false).root(&archetype.body);
        if let Some((key, written)) = &archetype.changes {
            let (operations, found) = lower_changes(key, written, &arguments, &budget, false);
            found.into_iter().filter(|_| sound).for_each(|diagnostic| cx.push(diagnostic));
            changes.push(in_place(archetype.id.as_str(), key.span, &row.id, operations));
        }
        take_over(&mut head, body);
        let Some(base) = &archetype.builds_on else {
            let root = assemble(&row.id.clone().map(|id| id.to_string()), head, &arguments);
            return finish(row, root, id, (changes, tables), sound, &budget, cx);
        };
        let filler = Filler::new(&arguments, &budget, false);
        let handed = archetype.with.as_ref().and_then(|with| filler.value(with, At::Given));
        // That it is not there, or builds on itself, was said of the archetype.
        let next = archetypes.get(&base.value)?;
        (from, with) = (base.span, handed);
        archetype = next;
    }
    None
}

fn finish(
    row: &Row,
    root: Node,
    id: ProcessId,
    (mut changes, mut tables): (Vec<Overlay>, Vec<Spanned<DecisionId>>),
    sound: bool,
    budget: &Cell<usize>,
    cx: &mut Cx,
) -> Option<Expanded> {
    if budget.get() == 0 {
        cx.report(&ar::GROWN, row.id.span, Args::new().with("at", &row.id).with("max", EXPANDED_MAX));
        return None;
    }
    let read = read_tree(&root, "process", &PROCESS, process);
    // What a broken archetype makes of a right argument can be anything.
    read.diagnostics.into_iter().filter(|_| sound).for_each(|found| cx.push(found));
    let file = read.value?;
    changes.reverse();
    changes.iter_mut().for_each(|overlay| overlay.of.value = id.clone());
    tables.dedup();
    Some(Expanded { file, changes, tables, parts: EXPANDED_MAX - budget.get() })
}

/// Changes as an overlay on the process that they belong to.
fn in_place(id: &str, span: Span, of: &Spanned<ProcessId>, changes: Vec<Operation>) -> Overlay {
    Overlay { id: Spanned::new(id.into(), span), of: of.clone(), changes, ..Overlay::empty(id, &of.value) }
}

/// The operations of an archetype's `changes`, and what is wrong with them.
pub(super) fn lower_changes(
    key: &Key,
    written: &Node,
    arguments: &Arguments<'_>,
    budget: &Cell<usize>,
    trial: bool,
) -> (Vec<Operation>, Vec<Diagnostic>) {
    let mut cx = Cx::new();
    let Some(node) = Filler::new(arguments, budget, trial).value(written, At::Anywhere) else {
        return (Vec::new(), Vec::new());
    };
    let place = Place { path: key.text.clone(), key: key.span, node: &node };
    // A row's flow names ends that its archetype declares.
    let operations = operations(&place, OverlayKind::Variant, &mut IndexMap::new(), &mut cx);
    (operations.unwrap_or_default(), cx.finish(key.span.source))
}

/// The tree of a process: its id, the filled keys, and the steps that were given.
pub(super) fn assemble(id: &Spanned<String>, mut entries: Vec<(Key, Node)>, arguments: &Arguments<'_>) -> Node {
    let given: Vec<_> = arguments.steps().cloned().collect();
    if let Some((first, _)) = given.first() {
        let span = first.span;
        let steps = entries.iter_mut().find(|(key, _)| key.text == "steps").map(|(_, node)| &mut node.kind);
        match steps {
            Some(NodeKind::Mapping(steps)) => steps.entries.extend(given),
            Some(_) => {}
            None => {
                let steps = NodeKind::Mapping(Mapping { entries: given, braces: false });
                entries.push((Key { text: "steps".to_owned(), span }, Node { span, kind: steps }));
            }
        }
    }
    let scalar = Scalar { text: id.value.clone(), plain: true };
    let key = Key { text: "process".to_owned(), span: id.span };
    entries.insert(0, (key, Node { span: id.span, kind: NodeKind::Scalar(scalar) }));
    Node { span: id.span, kind: NodeKind::Mapping(Mapping { entries, braces: false }) }
}

/// Groups of declarations, to which each level adds its own.
const DECLARATIONS: [&str; 5] = ["data", "documents", "roles", "ends", "decisions"];

/// Puts the keys of a lower level under those of a higher one: a declaration or a key that
/// stands higher holds.
fn take_over(head: &mut Vec<(Key, Node)>, lower: Vec<(Key, Node)>) {
    for (key, node) in lower {
        let Some((_, own)) = head.iter_mut().find(|(own, _)| own.text == key.text) else {
            head.push((key, node));
            continue;
        };
        if let (NodeKind::Mapping(own), NodeKind::Mapping(lower)) = (&mut own.kind, node.kind)
            && DECLARATIONS.contains(&key.text.as_str())
        {
            let mut entries = lower.entries;
            entries.retain(|(key, _)| !own.entries.iter().any(|(own, _)| own.text == key.text));
            entries.append(&mut own.entries);
            own.entries = entries;
        }
    }
}

/// What is given for each parameter of an archetype. What is wrong or missing is reported,
/// and a sample stands for it, so that the rest can be read. Arguments that `is_settled`
/// refuses are not checked.
fn bind(
    archetype: &Archetype,
    with: Option<&Node>,
    from: Span,
    is_settled: &dyn Fn(&Node) -> bool,
    cx: &mut Cx,
) -> IndexMap<String, Node> {
    let entries = with.map(|node| Place { path: "with".to_owned(), key: node.span, node }.entries(cx));
    let entries = entries.flatten().unwrap_or_default();
    let mut given = IndexMap::new();
    for (name, place) in &entries {
        let Some(parameter) = archetype.parameters.get(name.value) else {
            no_parameter(archetype, name, cx);
            continue;
        };
        let mark = cx.mark();
        if is_settled(place.node) {
            check(&parameter.ty, place, cx);
            cx.note_since(mark, parameter.span, &ar::DECLARED);
        }
        let node = if cx.has_errors_since(mark) {
            sample(name.value, &parameter.ty, false, place.node.span)
        } else {
            place.node.clone()
        };
        given.insert(name.value.to_owned(), node);
    }
    let without_value = |name: &str| match with.map(|node| &node.kind) {
        Some(NodeKind::Mapping(mapping)) => mapping.entries.iter().any(|(key, _)| key.text == name),
        _ => false,
    };
    for (name, parameter) in &archetype.parameters {
        if given.contains_key(name) {
            continue;
        }
        if let Some(default) = &parameter.default {
            given.insert(name.clone(), default.clone());
        } else if !parameter.optional {
            if !without_value(name) {
                not_given(archetype, name, parameter, from, cx);
            }
            given.insert(name.clone(), sample(name, &parameter.ty, false, from));
        }
    }
    given
}

fn not_given(archetype: &Archetype, name: &str, parameter: &Parameter, from: Span, cx: &mut Cx) {
    let args = Args::new().with("name", name).with("archetype", &archetype.id).with("type", &parameter.ty);
    cx.push(Diagnostic::at(&ar::NOT_GIVEN, from, args).note(parameter.span, &ar::DECLARED, Args::new()));
}

fn no_parameter(archetype: &Archetype, name: &Spanned<&str>, cx: &mut Cx) {
    let args = Args::new().with("name", name).with("archetype", &archetype.id);
    match nearest(name.value, archetype.parameters.keys().map(String::as_str)) {
        Some(near) => cx.report(&ar::MISSPELT_ARGUMENT, name.span, args.with("suggestion", near)),
        None => {
            let known = listed(archetype.parameters.keys().map(String::as_str));
            cx.report(&ar::NO_PARAMETER, name.span, args.with("known", known));
        }
    }
}

fn no_archetype(id: &Spanned<ArchetypeId>, archetypes: &IndexMap<ArchetypeId, Archetype>, cx: &mut Cx) {
    let args = Args::new().with("id", id);
    match nearest(id.as_str(), archetypes.keys().map(ArchetypeId::as_str)) {
        Some(near) => cx.report(&ar::MISSPELT_ARCHETYPE, id.span, args.with("suggestion", near)),
        None => {
            let known = listed(archetypes.keys().map(ArchetypeId::as_str));
            cx.report(&ar::NO_ARCHETYPE, id.span, args.with("known", known));
        }
    }
}

fn listed<'a>(mut names: impl Iterator<Item = &'a str>) -> String {
    let mut shown: Vec<_> = names.by_ref().take(LISTED_MAX).map(|name| format!("`{name}`")).collect();
    if names.next().is_some() {
        shown.push("…".to_owned());
    }
    if shown.is_empty() { "–".to_owned() } else { shown.join(", ") }
}

/// What archetypes say wrongly of each other: one that is not there, a ring, a wrong
/// argument. To be asked once all are read.
pub fn check_archetypes(archetypes: &IndexMap<ArchetypeId, Archetype>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut in_a_ring: Vec<&ArchetypeId> = Vec::new();
    for (id, archetype) in archetypes {
        let Some(base) = &archetype.builds_on else { continue };
        let mut cx = Cx::new();
        match archetypes.get(&base.value) {
            None => no_archetype(base, archetypes, &mut cx),
            Some(_) if in_a_ring.contains(&id) => {}
            Some(below) => match ring(archetype, archetypes) {
                Way::Ends => handed_on(archetype, below, base.span, &mut cx),
                Way::IntoARing => {}
                Way::TooLong => {
                    let args = Args::new().with("id", id).with("max", ARCHETYPE_DEPTH_MAX);
                    cx.report(&ar::TOO_DEEP, base.span, args);
                }
                Way::Around(members) => {
                    cx.push(ring_found(&members, archetypes));
                    in_a_ring.extend(members);
                }
            },
        }
        found.extend(cx.finish(archetype.id.span.source));
    }
    found
}

/// Where following what an archetype builds on leads.
enum Way<'a> {
    Ends,
    TooLong,
    /// Back to the archetype itself, over these.
    Around(Vec<&'a ArchetypeId>),
    /// Into a ring of others.
    IntoARing,
}

fn ring<'a>(start: &'a Archetype, archetypes: &'a IndexMap<ArchetypeId, Archetype>) -> Way<'a> {
    let mut members = vec![&start.id.value];
    let mut at = start;
    while let Some(next) = at.builds_on.as_ref().and_then(|base| archetypes.get(&base.value)) {
        if next.id.value == start.id.value {
            return Way::Around(members);
        }
        if members.contains(&&next.id.value) {
            return Way::IntoARing;
        }
        if members.len() > archetypes.len() {
            return Way::TooLong;
        }
        members.push(&next.id.value);
        at = next;
    }
    if members.len() > ARCHETYPE_DEPTH_MAX { Way::TooLong } else { Way::Ends }
}

fn ring_found(members: &[&ArchetypeId], archetypes: &IndexMap<ArchetypeId, Archetype>) -> Diagnostic {
    let around = members.iter().chain(members.first());
    let names = around.clone().take(LISTED_MAX).map(|id| format!("`{id}`")).collect::<Vec<_>>().join(" → ");
    let names = if members.len() >= LISTED_MAX { format!("{names} → …") } else { names };
    let uses = members.iter().filter_map(|id| archetypes.get(*id)?.builds_on.as_ref().map(|base| (*id, base)));
    let mut uses = uses.take(LISTED_MAX);
    let first = uses.next().map_or_else(Span::default, |(_, base)| base.span);
    let found = Diagnostic::at(&ar::RING, first, Args::new().with("ring", names));
    uses.fold(found, |found, (id, base)| {
        found.note(base.span, &ar::BUILDS_ON, Args::new().with("id", id).with("base", base))
    })
}

/// Checks what an archetype gives to the one that it builds on.
fn handed_on(archetype: &Archetype, base: &Archetype, from: Span, cx: &mut Cx) {
    bind(base, archetype.with.as_ref(), from, &|node| !names_any(node), cx);
    let Some(NodeKind::Mapping(with)) = archetype.with.as_ref().map(|node| &node.kind) else { return };
    for (key, node) in &with.entries {
        let NodeKind::Scalar(scalar) = &node.kind else { continue };
        let given = whole(&scalar.text).and_then(|name| Some((name, archetype.parameters.get(name)?)));
        let (Some((name, given)), Some(wanted)) = (given, base.parameters.get(&key.text)) else { continue };
        let args = Args::new().with("given", name).with("name", &key.text).with("archetype", &base.id);
        if given.ty != wanted.ty {
            let args = args.with("found", &given.ty).with("type", &wanted.ty);
            let found = Diagnostic::at(&ar::HANDED_ON, node.span, args);
            cx.push(found.note(wanted.span, &ar::DECLARED, Args::new()));
        } else if given.optional && !wanted.may_be_left_out() {
            let found = Diagnostic::at(&ar::MAY_BE_MISSING, node.span, args);
            cx.push(found.note(wanted.span, &ar::DECLARED, Args::new()));
        }
    }
}
