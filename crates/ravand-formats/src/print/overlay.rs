//! A variant or a reform.

use super::action;
use super::decision::decisions;
use super::registry::{data, documents, ends, roles};
use super::value::{date, shown, title, word};
use super::yaml::{Doc, Map, Style};
use crate::OverlayFile;
use crate::overlay::KINDS;
use crate::process::PROVENANCES;
use indexmap::IndexMap;
use ravand_core::{DecisionId, Operation, Overlay, OverlayKind, Spanned, Title};

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
    doc(overlay, &IndexMap::new()).print()
}

/// An overlay as its file says it: tables in files of their own stay there.
pub fn print_overlay_file(file: &OverlayFile) -> String {
    doc(&file.overlay, &file.see).print()
}

fn doc(overlay: &Overlay, see: &IndexMap<DecisionId, Spanned<String>>) -> Doc {
    let Overlay {
        id,
        title: name,
        of,
        base,
        kind,
        provenance,
        reason,
        expires,
        changes,
        roles: people,
        documents: papers,
        data: known,
        decisions: tables,
        ends: ways_out,
    } = overlay;
    let mut map = Map::new(Style::Spaced);
    map.put("overlay", Doc::text(&id.value));
    map.say("title", title(name));
    map.put("of", Doc::text(&of.value));
    map.say("base", shown(base));
    if *kind != OverlayKind::Variant {
        map.say("kind", word(KINDS, kind));
    }
    map.say("provenance", provenance.as_ref().and_then(|said| word(PROVENANCES, &said.value)));
    map.say("reason", words(reason));
    map.say("expires", expires.as_ref().map(|day| date(day.value)));
    map.put("changes", Doc::styled_list(changes.iter().filter_map(operation), Style::Spaced));
    map.group("roles", roles(people));
    map.group("documents", documents(papers));
    map.group("data", data(known));
    map.group("ends", ends(ways_out));
    map.group("decisions", decisions(tables, see));
    Doc::Map(map)
}

fn operation(operation: &Operation) -> Option<Doc> {
    let Operation { action, why, decided_by, needs_first, caught_by, assumed, span: _ } = operation;
    let mut map = Map::new(Style::Open);
    action::action(action, &mut map)?;
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
