//! A process.

use crate::codes as ya;
use crate::decision::decisions;
use crate::flow::{blocks, order};
use crate::ident::{id, step_id_of, twins};
use crate::reader::{Cx, Fields, Keys, Place, Read, read_file};
use crate::registry::{data, documents, ends, roles};
use crate::step::{on_breach, step};
use crate::term::term;
use crate::value::{date, percent, title};
use indexmap::IndexMap;
use ravand_core::graph::Graph;
use ravand_core::{
    Args, DecisionId, Definition, Flow, Order, Provenance, Sla, SourceId, Sources, Span, Spanned, Step, StepId,
};

/// Keys of a process.
pub(crate) static PROCESS: Keys = Keys {
    known: &[
        "process",
        "title",
        "domain",
        "owner",
        "provenance",
        "valid_from",
        "calendar",
        "sla",
        "order",
        "data",
        "documents",
        "roles",
        "ends",
        "steps",
        "flow",
        "elements",
        "edges",
        "decisions",
    ],
    later: &["parameters", "archetype"],
};
/// Keys of the promise to the citizen.
pub(crate) static SLA: Keys = Keys { known: &["due", "warn_at", "on_breach"], later: &[] };

/// Where knowledge comes from, as it is written.
pub(crate) const PROVENANCES: &[(&str, Provenance)] =
    &[("sourced", Provenance::Sourced), ("modelled", Provenance::Modelled), ("synthetic", Provenance::Synthetic)];

/// A process as one file writes it.
#[derive(Debug, Clone, PartialEq)]
pub struct ProcessFile {
    /// The process. What the bank's registries declare is not in it yet.
    pub definition: Definition,
    /// Decision tables that stand in files of their own: paths from the bank's folder on.
    pub see: IndexMap<DecisionId, Spanned<String>>,
}

/// Reads a process.
///
/// ```
/// use ravand_core::Sources;
/// let mut sources = Sources::new();
/// let id = sources.add("sign.yaml", "
/// process: shop-sign-permit
/// steps:
///   register: { title: Register the request, role: clerk, work: 10 .. 20 .. 40 min }
/// flow:
///   - register
///   - end: { id: issued, favourable: yes }
/// ");
/// let read = ravand_formats::read_process(&sources, id);
/// assert!(read.diagnostics.is_empty());
/// assert_eq!(read.value.unwrap().definition.steps.len(), 1);
/// ```
pub fn read_process(sources: &Sources, id: SourceId) -> Read<ProcessFile> {
    read_file(sources, id, "process", &PROCESS, process)
}

pub(crate) fn process(fields: &Fields<'_>, cx: &mut Cx) -> Option<ProcessFile> {
    let id = fields.require("process", cx, id);
    let is_graph = fields.wrote("elements") || fields.wrote("edges");
    let written = if is_graph { fields.read("steps", cx, steps) } else { fields.require("steps", cx, steps) };
    let (steps, step_spans) = written.unwrap_or_default();
    let mut ends = fields.read("ends", cx, ends).unwrap_or_default();
    let order = fields.read("order", cx, order).unwrap_or_default();
    let flow = if is_graph {
        Flow::of_graph(graph(fields, order, (&steps, &step_spans), cx))
    } else {
        let blocks = fields.require("flow", cx, |p, cx| blocks(p, &mut ends, cx));
        Flow { order, blocks: blocks.unwrap_or_default(), graph: None }
    };
    let tables = fields.read("decisions", cx, decisions).unwrap_or_default();
    let definition = Definition {
        id: id?,
        title: fields.read("title", cx, title).unwrap_or_default(),
        domain: fields.read("domain", cx, |p, cx| p.string(cx)),
        owner: fields.read("owner", cx, |p, cx| p.string(cx)),
        // What nobody vouches for counts as made up.
        provenance: fields
            .read("provenance", cx, provenance)
            .unwrap_or_else(|| Spanned::new(Provenance::Synthetic, fields.key)),
        valid_from: fields.read("valid_from", cx, date),
        calendar: fields.read("calendar", cx, crate::ident::id),
        sla: fields.read("sla", cx, sla),
        data: fields.read("data", cx, data).unwrap_or_default(),
        documents: fields.read("documents", cx, documents).unwrap_or_default(),
        roles: fields.read("roles", cx, roles).unwrap_or_default(),
        ends,
        steps,
        step_spans,
        flow,
        decisions: tables.written,
        overlays: Vec::new(),
    };
    Some(ProcessFile { definition, see: tables.see })
}

/// The flow as a graph; blocks and their order say nothing beside it.
fn graph(
    fields: &Fields<'_>,
    order: Spanned<Order>,
    (steps, spans): (&IndexMap<StepId, Step>, &IndexMap<StepId, Span>),
    cx: &mut Cx,
) -> Graph {
    let beside = fields.get("flow").map(|place| ("flow", place.key));
    let ordered = (order.value != Order::AsWritten).then_some(("order", order.span));
    for (key, span) in beside.into_iter().chain(ordered) {
        let args = Args::new().with("at", &fields.path).with("first", key).with("second", "edges");
        cx.report(&ya::NOT_BOTH, span, args);
    }
    let elements = fields.read("elements", cx, crate::graph::elements).unwrap_or_default();
    let edges = fields.read("edges", cx, crate::graph::edges).unwrap_or_default();
    crate::graph::graph(elements, edges, steps, spans)
}

/// `sourced`, `modelled` or `synthetic`.
pub(crate) fn provenance(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<Provenance>> {
    place.word(cx, PROVENANCES)
}

pub(crate) fn sla(place: &Place<'_>, cx: &mut Cx) -> Option<Sla> {
    let fields = Fields::open(place, &SLA, cx)?;
    let due = fields.require("due", cx, term);
    let warn_at = fields.read("warn_at", cx, percent);
    let on_breach = fields.read("on_breach", cx, on_breach);
    Some(Sla { due: due?, warn_at, on_breach })
}

type Steps = (IndexMap<StepId, Step>, IndexMap<StepId, Span>);

fn steps(place: &Place<'_>, cx: &mut Cx) -> Option<Steps> {
    let (mut steps, mut spans) = Steps::default();
    twins(place, cx);
    let entries = place.entries(cx)?;
    if entries.is_empty() {
        cx.report(&ya::EMPTY_TEXT, place.key, ravand_core::Args::new().with("at", &place.path));
    }
    for (key, field) in entries {
        let id = step_id_of::<StepId>(&key, &place.path, cx);
        // A step with a mistake still exists: what names it need not be a mistake too.
        let step = step(&field, cx).unwrap_or_default();
        if let Some(id) = id {
            spans.insert(id.value.clone(), id.span);
            steps.insert(id.value, step);
        }
    }
    Some((steps, spans))
}
