//! The drawing as BPMN DI.

use super::{Bounds, Diagram, Link, Point};
use crate::xml::{Document, Element, ElementNumber};
use ravand_core::graph::{ElementKind, Gateway, Graph};

/// The namespace of BPMN's diagrams.
pub(crate) const BPMNDI: &str = "http://www.omg.org/spec/BPMN/20100524/DI";
/// The namespace of points and bounds.
pub(crate) const DC: &str = "http://www.omg.org/spec/DD/20100524/DC";
/// The namespace of what edges are made of.
pub(crate) const DI: &str = "http://www.omg.org/spec/DD/20100524/DI";

/// What the export calls things.
pub(crate) struct Named<'a> {
    /// What the plane shows: the process, or the collaboration that its pool stands in.
    pub(crate) plane: String,
    /// The pool's participant.
    pub(crate) participant: String,
    /// The lanes, from above.
    pub(crate) lanes: Vec<String>,
    /// Elements and flows.
    pub(crate) id: &'a dyn Fn(&str) -> String,
    /// The association of a compensation event.
    pub(crate) association: &'a dyn Fn(&str, &str) -> String,
}

/// Appends the drawing to a document.
pub(crate) fn di(diagram: &Diagram, graph: &Graph, document: &mut Document, named: &Named<'_>) {
    let root = document.root();
    let outer = document.append(root, element("BPMNDiagram").with("id", "diagram"));
    let plane = element("BPMNPlane").with("id", "plane").with("bpmnElement", named.plane.as_str());
    let plane = document.append(outer, plane);
    let mut writer = Writer { document, plane };
    if let Some(pool) = &diagram.pool {
        writer.shape(&named.participant, pool, &[("isHorizontal", "true")], None);
    }
    for (lane, id) in diagram.lanes.iter().zip(&named.lanes) {
        writer.shape(id, &lane.bounds, &[("isHorizontal", "true")], None);
    }
    for shape in &diagram.shapes {
        let id = (named.id)(shape.id.as_str());
        let said: &[(&str, &str)] = match graph.elements.get(&shape.id).map(|element| &element.kind) {
            Some(ElementKind::SubProcess(_)) => &[("isExpanded", "true")],
            Some(ElementKind::Gateway(Gateway::Exclusive)) => &[("isMarkerVisible", "true")],
            _ => &[],
        };
        writer.shape(&id, &shape.bounds, said, shape.label.as_ref());
    }
    for edge in &diagram.edges {
        let id = match &edge.link {
            Link::Flow(flow) => (named.id)(flow.as_str()),
            Link::Compensation { event, handler } => (named.association)(event.as_str(), handler.as_str()),
        };
        writer.edge(&id, &edge.points, edge.label.as_ref());
    }
}

fn element(name: &str) -> Element {
    Element::new(BPMNDI, "bpmndi", name)
}

struct Writer<'d> {
    document: &'d mut Document,
    plane: ElementNumber,
}

impl Writer<'_> {
    fn shape(&mut self, id: &str, bounds: &Bounds, said: &[(&str, &str)], label: Option<&Bounds>) {
        let mut shape = element("BPMNShape").with("id", format!("{id}-shape")).with("bpmnElement", id);
        for (name, value) in said {
            shape = shape.with(name, *value);
        }
        let shape = self.document.append(self.plane, shape);
        self.bounds(shape, bounds);
        self.label(shape, label);
    }

    fn edge(&mut self, id: &str, points: &[Point], label: Option<&Bounds>) {
        let edge = element("BPMNEdge").with("id", format!("{id}-edge")).with("bpmnElement", id);
        let edge = self.document.append(self.plane, edge);
        for point in points {
            let point =
                Element::new(DI, "di", "waypoint").with("x", point.x.to_string()).with("y", point.y.to_string());
            self.document.append(edge, point);
        }
        self.label(edge, label);
    }

    fn label(&mut self, of: ElementNumber, label: Option<&Bounds>) {
        if let Some(label) = label {
            let number = self.document.append(of, element("BPMNLabel"));
            self.bounds(number, label);
        }
    }

    fn bounds(&mut self, of: ElementNumber, bounds: &Bounds) {
        let own = Element::new(DC, "dc", "Bounds").with("x", bounds.x.to_string()).with("y", bounds.y.to_string());
        let own = own.with("width", bounds.width.to_string()).with("height", bounds.height.to_string());
        self.document.append(of, own);
    }
}
