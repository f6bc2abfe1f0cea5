//! A process.

use super::decision::decisions;
use super::graph::{edges, elements};
use super::registry::{data, documents, ends, roles};
use super::step::{breach_text, step};
use super::value::{date, declared, percent, shown, term, title, word};
use super::yaml::{Doc, Map, Style};
use crate::ProcessFile;
use crate::process::PROVENANCES;
use indexmap::IndexMap;
use ravand_core::{Block, Branch, DecisionId, Definition, Flow, Order, Provenance, Sla, Spanned, Stage};

/// A process as YAML, complete in itself: roles, documents and decisions that were declared
/// elsewhere stand in it.
///
/// ```
/// use ravand_core::Sources;
/// use ravand_formats::{print_process, read_process};
/// let mut sources = Sources::new();
/// let id = sources.add("sign.yaml", "
/// process: shop-sign-permit
/// flow: [register]
/// steps: { register: { work: 10 min .. 20 min .. 40 min, role: clerk } }
/// ");
/// let definition = read_process(&sources, id).ok().unwrap().definition;
/// assert_eq!(print_process(&definition), "\
/// process: shop-sign-permit
///
/// steps:
///   register: { role: clerk, work: 10 .. 20 .. 40 min }
///
/// flow:
///   - register
/// ");
/// ```
pub fn print_process(definition: &Definition) -> String {
    doc(definition, &IndexMap::new()).print()
}

/// A process as its file says it: tables in files of their own stay there.
pub fn print_process_file(file: &ProcessFile) -> String {
    let ProcessFile { definition, see } = file;
    doc(definition, see).print()
}

fn doc(definition: &Definition, see: &IndexMap<DecisionId, Spanned<String>>) -> Doc {
    let Definition {
        id,
        title: name,
        domain,
        owner,
        provenance,
        valid_from,
        calendar,
        sla,
        data: known,
        documents: papers,
        roles: people,
        ends: ways_out,
        steps,
        step_spans: _,
        flow,
        decisions: tables,
        // What was merged is in it.
        overlays: _,
    } = definition;
    let Flow { order, blocks, graph } = flow;
    let mut map = Map::new(Style::Spaced);
    map.put("process", Doc::text(&id.value));
    map.say("title", title(name));
    map.say("domain", shown(domain));
    map.say("owner", shown(owner));
    if provenance.value != Provenance::Synthetic {
        map.say("provenance", word(PROVENANCES, &provenance.value));
    }
    map.say("valid_from", valid_from.as_ref().map(|day| date(day.value)));
    map.say("calendar", shown(calendar));
    map.say("sla", sla.as_ref().map(self::sla));
    map.say("order", self::order(order.value));
    map.group("data", data(known));
    map.group("documents", documents(papers));
    map.group("roles", roles(people));
    map.group("ends", ends(ways_out));
    match graph {
        Some(graph) => {
            map.group("steps", declared(steps, step));
            map.group("elements", elements(definition, graph));
            map.put("edges", edges(graph));
        }
        None => {
            map.put("steps", declared(steps, step));
            map.put("flow", Doc::styled_list(blocks.iter().filter_map(block), Style::Open));
        }
    }
    map.group("decisions", decisions(tables, see));
    Doc::Map(map)
}

pub(crate) fn sla(sla: &Sla) -> Doc {
    let Sla { due, warn_at, on_breach } = sla;
    let mut map = Map::new(Style::Fit);
    map.put("due", term(&due.value));
    map.say("warn_at", warn_at.as_ref().map(|share| percent(share.value)));
    map.say("on_breach", on_breach.as_ref().map(|breach| Doc::Text(breach_text(&breach.value))));
    Doc::Map(map)
}

/// The word of an order, unless it is the one that holds if nothing is said.
fn order(order: Order) -> Option<Doc> {
    (order != Order::AsWritten).then(|| Doc::text(order_word(order)))
}

pub(crate) fn order_word(order: Order) -> &'static str {
    match order {
        Order::AsWritten => "as written",
        Order::ByDocuments => "by documents",
    }
}

pub(crate) fn blocks(blocks: &[Block]) -> Doc {
    Doc::list(blocks.iter().filter_map(block))
}

/// An entry of a flow. A kind of entry that is not known here prints nothing; the examples
/// of `docs/language.md` are printed and read again, so none stays so.
fn block(block: &Block) -> Option<Doc> {
    Some(match block {
        Block::Step(id) => Doc::text(&id.value),
        Block::Stage(Stage { id, title: name, order, blocks: inside }) => {
            let mut map = Map::new(Style::Fit);
            map.put("stage", Doc::text(&id.value));
            map.say("title", title(name));
            map.say("order", self::order(order.value));
            map.put("do", blocks(inside));
            Doc::Map(map)
        }
        Block::All { branches, span: _ } => {
            let mut map = Map::new(Style::Fit);
            map.put("all", Doc::styled_list(branches.iter().map(|inside| blocks(inside)), Style::Open));
            Doc::Map(map)
        }
        Block::One { branches, span: _ } => {
            let mut map = Map::new(Style::Fit);
            map.put("one", Doc::styled_list(branches.iter().map(branch), Style::Open));
            Doc::Map(map)
        }
        Block::Call(process) => single("call", &process.value),
        Block::End(end) => single("end", &end.value),
        _ => return None,
    })
}

/// `end: issued`, on a line of its own.
fn single(word: &str, id: &impl std::fmt::Display) -> Doc {
    let mut map = Map::new(Style::Open);
    map.put(word, Doc::text(id));
    Doc::Map(map)
}

fn branch(branch: &Branch) -> Doc {
    let Branch { when, blocks: inside } = branch;
    let mut map = Map::new(Style::Fit);
    match when {
        Some(when) => {
            map.put("when", Doc::text(&when.value));
            map.put("do", blocks(inside));
        }
        None => map.put("otherwise", blocks(inside)),
    }
    Doc::Map(map)
}
