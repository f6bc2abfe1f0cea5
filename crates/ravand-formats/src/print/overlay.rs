//! A variant or a reform.

use super::decision::decisions;
use super::process::order_word;
use super::registry::{data, documents, roles};
use super::step::{patch, step};
use super::value::{date, ids, keyed, title, word};
use super::yaml::{Doc, Map, Style};
use crate::OverlayFile;
use crate::overlay::KINDS;
use crate::process::PROVENANCES;
use indexmap::IndexMap;
use ravand_core::{
    Action, DecisionId, DocumentFate, DocumentId, Operation, Overlay, OverlayKind, Provenance, Spanned, StepPatch,
    Title,
};

/// An overlay as YAML.
///
/// ```
/// use ravand_core::Sources;
/// use ravand_formats::{print_overlay, read_overlay};
/// let mut sources = Sources::new();
/// let text = "\
/// overlay: quick-sign
/// of: shop-sign-permit
///
/// changes:
///   - change: visit
///     to: { due: 5 working days }
///     why: four inspectors short
/// ";
/// let id = sources.add("reform.yaml", text);
/// let overlay = read_overlay(&sources, id).ok().unwrap().overlay;
/// assert_eq!(print_overlay(&overlay), text);
/// ```
pub fn print_overlay(overlay: &Overlay) -> String {
    doc(overlay, None, &IndexMap::new()).print()
}

/// An overlay as its file says it: tables in files of their own stay there.
pub fn print_overlay_file(file: &OverlayFile) -> String {
    let OverlayFile { overlay, provenance, see } = file;
    doc(overlay, provenance.as_ref().map(|p| p.value), see).print()
}

fn doc(overlay: &Overlay, provenance: Option<Provenance>, see: &IndexMap<DecisionId, Spanned<String>>) -> Doc {
    let Overlay {
        id,
        title: name,
        of,
        kind,
        reason,
        expires,
        changes,
        roles: people,
        documents: papers,
        data: known,
        decisions: tables,
    } = overlay;
    let mut map = Map::new(Style::Spaced);
    map.put("overlay", Doc::text(&id.value));
    map.say("title", title(name));
    map.put("of", Doc::text(&of.value));
    if *kind != OverlayKind::Variant {
        map.say("kind", word(KINDS, kind));
    }
    map.say("provenance", provenance.and_then(|p| word(PROVENANCES, &p)));
    map.say("reason", words(reason));
    map.say("expires", expires.as_ref().map(|day| date(day.value)));
    map.put("changes", Doc::styled_list(changes.iter().filter_map(operation), Style::Spaced));
    map.group("roles", roles(people));
    map.group("documents", documents(papers));
    map.group("data", data(known));
    map.group("decisions", decisions(tables, see));
    Doc::Map(map)
}

fn operation(operation: &Operation) -> Option<Doc> {
    let Operation { action, why, decided_by, needs_first, caught_by, assumed, span: _ } = operation;
    let mut map = Map::new(Style::Open);
    self::action(action, &mut map)?;
    map.say("assumed", assumed.then(|| Doc::yes_no(true)));
    map.say("why", words(why));
    map.say("caught_by", words(caught_by));
    map.say("needs_first", words(needs_first));
    map.say("decided_by", words(decided_by));
    Some(Doc::Map(map))
}

/// A reason, in one language or both.
fn words(words: &Option<Spanned<Title>>) -> Option<Doc> {
    words.as_ref().and_then(|words| title(words))
}

/// What is done, and the keys that go with it. A kind of operation that is not known here
/// prints nothing; the examples of `docs/language.md` are printed and read again, so none
/// stays so.
fn action(action: &Action, map: &mut Map) -> Option<()> {
    let verb = action.verb();
    match action {
        Action::Add { step: id, after, content } => {
            map.put(verb, Doc::text(&id.value));
            map.put("after", Doc::text(&after.value));
            map.put("step", step(content));
        }
        Action::Remove { step, documents } => {
            map.put(verb, Doc::text(&step.value));
            map.group("documents", fates(documents));
        }
        Action::Merge { steps, into, documents } => {
            map.put(verb, ids(steps));
            map.put("into", Doc::text(&into.value));
            map.group("documents", fates(documents));
        }
        Action::Change { step, to } => {
            map.put(verb, Doc::text(&step.value));
            map.put("to", patch(to));
        }
        Action::Automate { step, to } => {
            map.put(verb, Doc::text(&step.value));
            more(to, map);
        }
        Action::Decide { step, by, to } => {
            map.put(verb, Doc::text(&step.value));
            map.put("by", Doc::text(&by.value));
            more(to, map);
        }
        Action::Order { stage: None, order } => map.put(verb, Doc::text(order_word(order.value))),
        Action::Order { stage: Some(stage), order } => {
            let mut of = Map::new(Style::Fit);
            of.put("stage", Doc::text(&stage.value));
            of.put("order", Doc::text(order_word(order.value)));
            map.put(verb, Doc::Map(of));
        }
        _ => return None,
    }
    Some(())
}

/// Further attributes, where there are any.
fn more(to: &StepPatch, map: &mut Map) {
    map.group("to", patch(to));
}

fn fates(documents: &IndexMap<DocumentId, Spanned<DocumentFate>>) -> Doc {
    keyed(documents, Style::Fit, |fate| {
        let mut map = Map::new(Style::Fit);
        match &fate.value {
            DocumentFate::Dropped => map.put("dropped", Doc::yes_no(true)),
            DocumentFate::ReplacedBy(by) => map.put("replaced_by", Doc::text(by)),
        }
        Doc::Map(map)
    })
}
