//! Where everything of a drawing lies: layout, BPMN DI and SVG of a flow.
//!
//! Layered from left to right. Elements stand in the cells of a grid, at most one in each; an
//! edge that is longer than one layer has cells of its own, and every turn lies in the channel
//! between two columns. Invariants: two shapes overlap only if one holds the other; edges are
//! horizontal and vertical; no edge crosses a shape; the same flow gives the same drawing.
//!
//! Deliberately absent: keeping somebody else's layout. A BPMN file that was only read keeps
//! its own, in its document.

mod di;
mod layers;
mod scope;
mod svg;
#[cfg(test)]
mod tests;
mod tracks;

pub(crate) use di::{BPMNDI, DC, DI, Named, di};
pub use svg::{Inline, Mark, Marks, inline_svg, style, svg};

use ravand_core::graph::{Element, ElementKind, Graph};
use ravand_core::{Definition, ElementId, FlowId, RoleId, Title};
use scope::{Places, scope};
use std::collections::{BTreeMap, BTreeSet};

/// Room for the name at the left edge of a pool and of a lane.
const HEADER: i32 = 30;

/// A rectangle; x grows to the right, y downwards, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bounds {
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width.
    pub width: i32,
    /// Height.
    pub height: i32,
}

/// A corner or an end of an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// From the left.
    pub x: i32,
    /// From above.
    pub y: i32,
}

/// An element in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// The element.
    pub id: ElementId,
    /// Where it lies.
    pub bounds: Bounds,
    /// Where its name lies, if that is not inside.
    pub label: Option<Bounds>,
}

/// What an edge stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// A sequence flow.
    Flow(FlowId),
    /// What joins a compensation event with the activity that compensates.
    Compensation {
        /// The event.
        event: ElementId,
        /// The activity.
        handler: ElementId,
    },
}

/// An edge in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// What it stands for.
    pub link: Link,
    /// Its ends and corners.
    pub points: Vec<Point>,
    /// Where its name lies, if it has one.
    pub label: Option<Bounds>,
}

/// What one role does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// The role; `None` for what nobody's role does.
    pub role: Option<RoleId>,
    /// The elements of the top level in it.
    pub elements: Vec<ElementId>,
    /// Where it lies.
    pub bounds: Bounds,
}

/// A drawing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Diagram {
    /// The pool, if there are lanes.
    pub pool: Option<Bounds>,
    /// The lanes, from above.
    pub lanes: Vec<Lane>,
    /// The elements; what holds others comes before them.
    pub shapes: Vec<Shape>,
    /// The edges.
    pub edges: Vec<Edge>,
    /// Width of the whole.
    pub width: i32,
    /// Height of the whole.
    pub height: i32,
}

/// Lays a flow out from left to right, in a lane for each role if any step has one.
///
/// ```
/// use ravand_core::{Block, Definition, Spanned, Step};
/// use ravand_formats::diagram::layout;
/// let mut letter = Definition::empty("letter");
/// letter.steps.insert("write".into(), Step::default());
/// letter.flow.blocks.push(Block::Step(Spanned::nowhere("write".into())));
/// let drawn = letter.as_graph().unwrap();
/// let diagram = layout(&drawn, drawn.flow.graph.as_ref().unwrap());
/// assert_eq!((diagram.shapes.len(), diagram.edges.len()), (3, 2));
/// ```
pub fn layout(definition: &Definition, graph: &Graph) -> Diagram {
    let lanes = lanes(definition, graph);
    let roles: BTreeSet<_> = lanes.values().flatten().collect();
    let order = in_order(graph, &lanes);
    let number = |id: &ElementId| {
        let role = lanes.get(id).cloned().flatten();
        order.iter().position(|known| *known == role).unwrap_or(0)
    };
    let places = Places { definition, graph };
    let drawn = scope(&places, None, &number);
    let mut diagram = Diagram {
        pool: None,
        lanes: Vec::new(),
        shapes: drawn.shapes,
        edges: drawn.edges,
        width: drawn.width,
        height: drawn.height,
    };
    if roles.is_empty() {
        return diagram;
    }
    diagram.shift(2 * HEADER, 0);
    diagram.width += 2 * HEADER;
    diagram.pool = Some(Bounds { x: 0, y: 0, width: diagram.width, height: diagram.height });
    for (number_, role) in order.iter().cloned().enumerate() {
        let (from, to) = drawn.lanes.get(number_).copied().unwrap_or((0, 0));
        let here = |id: &&ElementId| graph.elements[*id].parent.is_none() && number(id) == number_;
        let elements = graph.elements.keys().filter(here).cloned().collect();
        let bounds = Bounds { x: HEADER, y: from, width: diagram.width - HEADER, height: to - from };
        diagram.lanes.push(Lane { role, elements, bounds });
    }
    diagram
}

impl Diagram {
    /// The same from right to left.
    #[must_use]
    pub fn mirrored(mut self) -> Self {
        let width = self.width;
        let turn = |bounds: &mut Bounds| bounds.x = width - bounds.x - bounds.width;
        self.lanes.iter_mut().for_each(|lane| turn(&mut lane.bounds));
        for shape in &mut self.shapes {
            turn(&mut shape.bounds);
            shape.label.iter_mut().for_each(turn);
        }
        for edge in &mut self.edges {
            edge.points.iter_mut().for_each(|point| point.x = width - point.x);
            edge.label.iter_mut().for_each(turn);
        }
        self
    }

    fn shift(&mut self, x: i32, y: i32) {
        scope::shift(&mut self.shapes, &mut self.edges, x, y);
    }
}

/// An element's name for people: a task's stands at its step, an activity without one is
/// called by its id.
pub fn title_of(definition: &Definition, id: &ElementId, element: &Element) -> Title {
    let step = definition.steps.get(id.as_str()).filter(|_| element.is_activity());
    match step.and_then(|step| step.attributes.title.as_ref()) {
        Some(title) => title.value.clone(),
        None if element.title.is_blank() && element.is_activity() => Title::plain(id.as_str().replace('-', " ")),
        None => element.title.clone(),
    }
}

/// The role in whose lane each element of the top level lies: its own, else that of the
/// nearest element that has one.
fn lanes(definition: &Definition, graph: &Graph) -> BTreeMap<ElementId, Option<RoleId>> {
    let mut lanes: BTreeMap<ElementId, Option<RoleId>> = BTreeMap::new();
    for (id, element) in graph.within(None) {
        let role = definition.steps.get(id.as_str()).and_then(|step| step.role());
        if element.is_activity()
            && let Some(role) = role
        {
            lanes.insert(id.clone(), Some(role.clone()));
        }
    }
    // A boundary event lies where its activity does.
    let host = |id: &ElementId| match graph.elements.get(id).map(|element| &element.kind) {
        Some(ElementKind::Boundary { host, .. }) => host.clone(),
        _ => id.clone(),
    };
    let mut near: BTreeMap<ElementId, Vec<ElementId>> = BTreeMap::new();
    // What leads to something counts before what it leads to.
    for flow in graph.flows.values() {
        near.entry(flow.to.clone()).or_default().push(host(&flow.from));
    }
    for flow in graph.flows.values() {
        near.entry(host(&flow.from)).or_default().push(flow.to.clone());
    }
    spread(&mut lanes, &near);
    for (id, _) in graph.within(None) {
        let role = lanes.get(&host(id)).cloned().flatten();
        lanes.insert(id.clone(), role);
    }
    lanes
}

/// Gives what has no role that of its nearest neighbour, nearer ones first.
fn spread(lanes: &mut BTreeMap<ElementId, Option<RoleId>>, near: &BTreeMap<ElementId, Vec<ElementId>>) {
    loop {
        let found: Vec<(ElementId, Option<RoleId>)> = near
            .iter()
            .filter(|(id, _)| !lanes.contains_key(*id))
            .filter_map(|(id, near)| Some((id.clone(), near.iter().find_map(|other| lanes.get(other))?.clone())))
            .collect();
        if found.is_empty() {
            return;
        }
        lanes.extend(found);
    }
}

/// Roles in the order in which their first element is written.
fn in_order(graph: &Graph, lanes: &BTreeMap<ElementId, Option<RoleId>>) -> Vec<Option<RoleId>> {
    let mut order = Vec::new();
    for (id, _) in graph.within(None) {
        let role = lanes.get(id).cloned().flatten();
        if !order.contains(&role) {
            order.push(role);
        }
    }
    order
}
