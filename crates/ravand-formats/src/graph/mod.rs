//! A flow as a graph: `elements`, and the `edges` between them.
//!
//! What an element is stands in `is`; a step that is no element is a user task of the top
//! level. Whether names lead anywhere and expressions are in order is checked on the
//! definition, as it is for drawings.

mod edge;
mod element;
mod repeat;
mod trigger;

pub(crate) use edge::{EDGE, edge_id, edges};
pub(crate) use element::{ELEMENT, IS, Is, elements};
pub(crate) use repeat::{ASSIGNMENT, CASE, REPEAT, THROWS};
pub(crate) use trigger::TRIGGER;

use crate::reader::{Cx, Place};
use indexmap::IndexMap;
use ravand_core::Spanned;
use ravand_core::graph::{Element, ElementKind, Graph, TaskType};
use ravand_core::{ElementId, Span, Step, StepId};

/// The word that means without end, and nothing at all.
pub(crate) const ALWAYS: &str = "always";
pub(crate) const NOTHING: &str = "nothing";

/// A graph of what was written; steps that are no elements are user tasks.
pub(crate) fn graph(
    elements: IndexMap<ElementId, Element>,
    edges: Vec<edge::Edge>,
    steps: &IndexMap<StepId, Step>,
    spans: &IndexMap<StepId, Span>,
) -> Graph {
    let mut graph = Graph { elements, flows: IndexMap::new() };
    for id in steps.keys() {
        let span = spans.get(id).copied().unwrap_or_default();
        let task = || Element { span, ..Element::new(ElementKind::Task(TaskType::User)) };
        graph.elements.entry(ElementId::from(id.as_str())).or_insert_with(task);
    }
    for edge::Edge { id, flow } in edges {
        let id = id.unwrap_or_else(|| edge_id(&flow, &graph.flows));
        graph.flows.insert(id, flow);
    }
    graph
}

/// An expression, as it is written.
fn feel(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<String>> {
    place.string(cx)
}
