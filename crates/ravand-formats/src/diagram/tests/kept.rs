//! The invariants, each as a list of what breaks it.

use super::*;
use ravand_core::ElementId;
use ravand_core::graph::ElementKind;
use std::collections::BTreeMap;

/// Everything that is wrong with a drawing.
pub(super) fn broken(diagram: &Diagram, graph: &Graph) -> Vec<String> {
    let mut wrong = Vec::new();
    let bounds: BTreeMap<&ElementId, Bounds> = diagram.shapes.iter().map(|shape| (&shape.id, shape.bounds)).collect();
    for id in graph.elements.keys().filter(|id| !bounds.contains_key(id)) {
        wrong.push(format!("{id} is not drawn"));
    }
    overlaps(diagram, graph, &mut wrong);
    for (id, element) in &graph.elements {
        let (Some(own), Some(outer)) = (bounds.get(id), element.parent.as_ref().and_then(|parent| bounds.get(parent)))
        else {
            continue;
        };
        if !holds(outer, own) {
            wrong.push(format!("{id} lies outside of its subprocess"));
        }
    }
    for edge in &diagram.edges {
        of_edge(edge, diagram, graph, &bounds, &mut wrong);
    }
    for lane in &diagram.lanes {
        for id in &lane.elements {
            if !holds(&lane.bounds, &bounds[id]) {
                wrong.push(format!("{id} lies outside of its lane"));
            }
        }
    }
    let all = Bounds { x: 0, y: 0, width: diagram.width, height: diagram.height };
    wrong.extend(
        diagram.shapes.iter().filter(|shape| !holds(&all, &shape.bounds)).map(|s| format!("{} is outside", s.id)),
    );
    wrong
}

fn holds(outer: &Bounds, inner: &Bounds) -> bool {
    outer.x <= inner.x
        && outer.y <= inner.y
        && inner.x + inner.width <= outer.x + outer.width
        && inner.y + inner.height <= outer.y + outer.height
}

fn ancestors<'g>(graph: &'g Graph, id: &ElementId) -> Vec<&'g ElementId> {
    let mut found = Vec::new();
    let mut at = graph.elements[id].parent.as_ref();
    while let Some(parent) = at {
        found.push(parent);
        at = graph.elements[parent].parent.as_ref();
    }
    found
}

fn host<'g>(graph: &'g Graph, id: &ElementId) -> Option<&'g ElementId> {
    match &graph.elements[id].kind {
        ElementKind::Boundary { host, .. } => Some(host),
        _ => None,
    }
}

fn overlaps(diagram: &Diagram, graph: &Graph, wrong: &mut Vec<String>) {
    for (at, one) in diagram.shapes.iter().enumerate() {
        for two in &diagram.shapes[at + 1..] {
            let (a, b) = (&one.bounds, &two.bounds);
            let apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
            let (up, down) = (ancestors(graph, &one.id), ancestors(graph, &two.id));
            let (one_host, two_host) = (host(graph, &one.id), host(graph, &two.id));
            let belongs = up.contains(&&two.id)
                || down.contains(&&one.id)
                || one_host == Some(&two.id)
                || two_host == Some(&one.id);
            if !apart && !belongs {
                wrong.push(format!("{} lies on {}", one.id, two.id));
            }
        }
    }
}

fn of_edge(
    edge: &Edge,
    diagram: &Diagram,
    graph: &Graph,
    bounds: &BTreeMap<&ElementId, Bounds>,
    wrong: &mut Vec<String>,
) {
    let (from, to) = match &edge.link {
        Link::Flow(flow) => (&graph.flows[flow].from, &graph.flows[flow].to),
        Link::Compensation { event, handler } => (event, handler),
    };
    let (Some(first), Some(last)) = (edge.points.first(), edge.points.last()) else {
        return wrong.push(format!("{from} -> {to} has no ends"));
    };
    if !touches(&bounds[from], first) || !touches(&bounds[to], last) {
        wrong.push(format!("{from} -> {to} does not end at its shapes"));
    }
    for pair in edge.points.windows(2) {
        if pair[0].x != pair[1].x && pair[0].y != pair[1].y {
            wrong.push(format!("{from} -> {to} is slanted: {pair:?}"));
        }
        for shape in &diagram.shapes {
            let inside = ancestors(graph, from).contains(&&shape.id);
            let own = shape.id == *from || shape.id == *to || host(graph, from) == Some(&shape.id);
            let beside =
                host(graph, &shape.id) == Some(to) || host(graph, &shape.id).is_some_and(|host| *host == *from);
            if !inside && !own && !beside && crosses(&shape.bounds, pair[0], pair[1]) {
                wrong.push(format!("{from} -> {to} crosses {}", shape.id));
            }
        }
    }
}

fn touches(bounds: &Bounds, point: &Point) -> bool {
    let within = |at: i32, from: i32, size: i32| (from..=from + size).contains(&at);
    within(point.x, bounds.x, bounds.width) && within(point.y, bounds.y, bounds.height)
}

fn crosses(bounds: &Bounds, one: Point, two: Point) -> bool {
    let (left, right) = (one.x.min(two.x), one.x.max(two.x));
    let (top, bottom) = (one.y.min(two.y), one.y.max(two.y));
    left < bounds.x + bounds.width && bounds.x < right && top < bounds.y + bounds.height && bounds.y < bottom
        || left == right
            && bounds.x < left
            && left < bounds.x + bounds.width
            && top < bounds.y + bounds.height
            && bounds.y < bottom
        || top == bottom
            && bounds.y < top
            && top < bounds.y + bounds.height
            && left < bounds.x + bounds.width
            && bounds.x < right
}
