//! The order of the steps: `flow` and everything that stands in it.
//!
//! Nesting needs no limit of its own: the text's depth is limited where it is parsed.

use crate::codes as ya;
use crate::ident::{id, step_id_of};
use crate::reader::{Cx, Fields, Keys, Place};
use crate::registry::end_fields;
use crate::value::title;
use indexmap::IndexMap;
use ravand_core::{Args, Block, Branch, EndDeclaration, EndId, Order, Spanned, Stage};
use ravand_feel::nearest;

/// Keys of an entry of a flow.
pub(crate) static ITEM: Keys = Keys {
    known: &["stage", "title", "order", "do", "all", "one", "call", "end"],
    later: &[
        "some",
        "first",
        "wait for",
        "send",
        "for each",
        "vote",
        "within",
        "else",
        "on error",
        "on message",
        "on cancel",
        "undo",
    ],
};

/// Keys of a stage.
pub(crate) static STAGE: Keys = Keys { known: &["stage", "title", "order", "do"], later: &[] };
/// Keys of a branch.
pub(crate) static BRANCH: Keys = Keys { known: &["when", "do", "otherwise"], later: &[] };
/// Keys of an end that is declared in the flow.
pub(crate) static INLINE_END: Keys = Keys { known: &["id", "title", "favourable"], later: &[] };

/// The words that say what an entry is.
const WORDS: &[&str] = &["stage", "all", "one", "call", "end"];

/// The orders, as they are written.
pub(crate) const ORDERS: &[(&str, Order)] = &[("by documents", Order::ByDocuments), ("as written", Order::AsWritten)];

/// Ends that the flow declares where it uses them.
pub(crate) type Ends = IndexMap<EndId, EndDeclaration>;

/// `by documents` or `as written`.
pub(crate) fn order(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<Order>> {
    place.word(cx, ORDERS)
}

/// A list of entries.
pub(crate) fn blocks(place: &Place<'_>, ends: &mut Ends, cx: &mut Cx) -> Option<Vec<Block>> {
    let items = place.items(cx)?;
    Some(items.iter().filter_map(|item| block(item, ends, cx)).collect())
}

fn block(place: &Place<'_>, ends: &mut Ends, cx: &mut Cx) -> Option<Block> {
    let Some(mapping) = place.mapping() else {
        let text = place.text(cx)?;
        return step_id_of(&text, &place.path, cx).map(Block::Step);
    };
    let words: Vec<&str> = mapping.entries.iter().map(|(k, _)| k.text.as_str()).filter(|k| WORDS.contains(k)).collect();
    if let [first, second, ..] = words[..]
        && first != second
    {
        let args = Args::new().with("first", first).with("second", second);
        place.report(cx, &ya::FLOW_WORDS, args);
        return None;
    }
    match words.first() {
        Some(&"stage") => stage(place, ends, cx),
        Some(_) => {
            let fields = Fields::open(place, &ITEM, cx)?;
            plain_block(&fields, ends, cx)
        }
        None => {
            no_word(place, cx);
            None
        }
    }
}

/// Says what is wrong with an entry that begins with none of the words.
fn no_word(place: &Place<'_>, cx: &mut Cx) {
    let Some((first, _)) = place.mapping().and_then(|m| m.entries.first()) else {
        place.report(cx, &ya::EMPTY_TEXT, Args::new());
        return;
    };
    let args = Args::new().with("key", &first.text).with("at", &place.path);
    if ITEM.later.contains(&first.text.as_str()) {
        cx.report(&ya::NOT_BUILT, first.span, args.with("known", WORDS.join(", ")));
    } else if let Some(suggestion) = nearest(&first.text, WORDS.iter().copied()) {
        cx.report(&ya::MISSPELT_KEY, first.span, args.with("suggestion", suggestion));
    } else {
        cx.report(&ya::FLOW_ITEM, first.span, args.with("found", &first.text));
    }
}

fn plain_block(fields: &Fields<'_>, ends: &mut Ends, cx: &mut Cx) -> Option<Block> {
    for key in ["title", "order", "do"] {
        if let Some(place) = fields.get(key) {
            let args = Args::new().with("key", key).with("at", &fields.path).with("known", WORDS.join(", "));
            cx.report(&ya::UNKNOWN_KEY, place.key, args);
        }
    }
    if let Some(place) = fields.get("all") {
        let branches = place.list(cx, |p, cx| Some(p.clone()).filter(|_| is_branch(p, cx)))?;
        let branches: Vec<_> = branches.iter().filter_map(|p| blocks(p, ends, cx)).collect();
        two_at_least(place, branches.len(), cx)?;
        return Some(Block::All { branches, span: place.key });
    }
    if let Some(place) = fields.get("one") {
        return one(place, ends, cx);
    }
    if let Some(place) = fields.get("call") {
        return id(place, cx).map(Block::Call);
    }
    fields.get("end").and_then(|place| end(place, ends, cx)).map(Block::End)
}

fn is_branch(place: &Place<'_>, cx: &mut Cx) -> bool {
    place.is_list() || place.items(cx).is_some()
}

fn two_at_least(place: &Place<'_>, count: usize, cx: &mut Cx) -> Option<()> {
    if count >= 2 {
        return Some(());
    }
    cx.report(&ya::TOO_FEW_BRANCHES, place.key, Args::new().with("at", &place.path).with("count", count));
    None
}

fn stage(place: &Place<'_>, ends: &mut Ends, cx: &mut Cx) -> Option<Block> {
    let fields = Fields::open(place, &STAGE, cx)?;
    let id = fields.require("stage", cx, id);
    let title = fields.read("title", cx, title).unwrap_or_default();
    let order = fields.read("order", cx, order).unwrap_or_default();
    let blocks = fields.require("do", cx, |p, cx| blocks(p, ends, cx));
    Some(Block::Stage(Stage { id: id?, title, order, blocks: blocks? }))
}

fn one(place: &Place<'_>, ends: &mut Ends, cx: &mut Cx) -> Option<Block> {
    let mut branches: Vec<Branch> = Vec::new();
    let items = place.items(cx)?;
    let count = items.len();
    for item in items {
        let Some(fields) = Fields::open(&item, &BRANCH, cx) else {
            continue;
        };
        if branches.last().is_some_and(|b| b.when.is_none()) {
            cx.report(&ya::OTHERWISE_LAST, item.key, Args::new().with("at", &place.path));
        }
        if !fields.wrote("when") && !fields.wrote("otherwise") {
            cx.report(&ya::NO_CONDITION, item.key, Args::new().with("at", &place.path));
            continue;
        }
        let branch = if let Some(rest) = fields.get("otherwise") {
            for extra in ["when", "do"].into_iter().filter_map(|key| fields.get(key).map(|place| (key, place.key))) {
                let args = Args::new().with("key", extra.0).with("at", &fields.path);
                cx.report(&ya::NOT_IN_BRANCH, extra.1, args);
            }
            blocks(rest, ends, cx).map(|blocks| Branch { when: None, blocks })
        } else {
            let when = fields.read("when", cx, |p, cx| p.string(cx));
            let blocks = fields.require("do", cx, |p, cx| blocks(p, ends, cx));
            when.zip(blocks).map(|(when, blocks)| Branch { when: Some(when), blocks })
        };
        branches.extend(branch);
    }
    two_at_least(place, count, cx)?;
    Some(Block::One { branches, span: place.key })
}

/// `end: issued`, or with its declaration: `end: { id: issued, favourable: yes }`.
fn end(place: &Place<'_>, ends: &mut Ends, cx: &mut Cx) -> Option<Spanned<EndId>> {
    if place.mapping().is_none() {
        return id(place, cx);
    }
    let fields = Fields::open(place, &INLINE_END, cx)?;
    let id: Option<Spanned<EndId>> = fields.require("id", cx, id);
    let declaration = end_fields(&fields, cx);
    let (id, declaration) = (id?, declaration?);
    if let Some(first) = ends.get(&id.value) {
        let twice = ravand_core::Diagnostic::at(&ya::END_TWICE, id.span, Args::new().with("found", &id.value));
        cx.push(twice.note(first.span, &ya::FIRST_HERE, Args::new()));
    } else {
        ends.insert(id.value.clone(), EndDeclaration { span: id.span, ..declaration });
    }
    Some(id)
}
