//! Random graphs: whatever the flow is, its drawing keeps to the rules.

use super::kept::broken;
use super::*;
use proptest::prelude::*;
use ravand_core::graph::{Element, ElementKind, Gateway, Gather, SequenceFlow, SubProcess, TaskType};
use ravand_core::{ElementId, FlowId, RoleId, Spanned, Step, StepId, Title};

/// An element: what it is, in which of the subprocesses before it, in whose lane.
type Drawn = (u8, u8, u8);

fn element() -> impl Strategy<Value = Drawn> {
    (0..8_u8, any::<u8>(), 0..4_u8)
}

fn graph(elements: &[Drawn], flows: &[(u8, u8)]) -> (Definition, Graph) {
    let (mut definition, mut graph) = (Definition::empty("p"), Graph::default());
    let mut holders: Vec<(ElementId, usize)> = Vec::new();
    for (at, &(kind, holder, role)) in elements.iter().enumerate() {
        let id = ElementId::from(format!("e{at}").as_str());
        let kind = match kind {
            0 => ElementKind::Start { triggers: vec![], gather: Gather::Any, interrupting: true },
            1 => ElementKind::End { triggers: vec![], end: None },
            2 => ElementKind::Gateway(Gateway::Exclusive),
            3 => ElementKind::SubProcess(SubProcess::Embedded),
            4 => boundary(&graph, holder).unwrap_or(ElementKind::Gateway(Gateway::Parallel)),
            _ => ElementKind::Task(TaskType::User),
        };
        let parent = match &kind {
            ElementKind::Boundary { host, .. } => graph.elements[host].parent.clone(),
            _ => {
                let open: Vec<_> = holders.iter().filter(|(_, depth)| *depth < 3).collect();
                let chosen = open.get(usize::from(holder) % (open.len() + 1));
                chosen.map(|(id, _)| id.clone())
            }
        };
        if matches!(kind, ElementKind::SubProcess(_)) {
            let depth = holders.iter().find(|(id, _)| Some(id) == parent.as_ref()).map_or(0, |(_, depth)| depth + 1);
            holders.push((id.clone(), depth));
        }
        if matches!(kind, ElementKind::Task(_)) {
            let mut step = Step::default();
            if role > 0 {
                step.attributes.role = Some(Spanned::nowhere(RoleId::from(format!("r{role}").as_str())));
            }
            definition.steps.insert(StepId::from(id.as_str()), step);
        }
        let title = Title::plain("a name of some length".repeat(usize::from(holder % 4)));
        graph.elements.insert(id, Element { parent, title, ..Element::new(kind) });
    }
    for (number, &(from, to)) in flows.iter().enumerate() {
        let name =
            |at: u8| graph.elements.get_index(usize::from(at) % graph.elements.len().max(1)).map(|(id, _)| id.clone());
        let (Some(from), Some(to)) = (name(from), name(to)) else { continue };
        let (one, two) = (&graph.elements[&from], &graph.elements[&to]);
        if one.parent == two.parent && !matches!(two.kind, ElementKind::Boundary { .. }) {
            graph.flows.insert(FlowId::from(format!("f{number}").as_str()), SequenceFlow::new(from, to));
        }
    }
    (definition, graph)
}

fn boundary(graph: &Graph, which: u8) -> Option<ElementKind> {
    let hosts: Vec<_> = graph.elements.iter().filter(|(_, element)| element.is_activity()).collect();
    let (host, _) = hosts.get(usize::from(which) % hosts.len().max(1))?;
    Some(ElementKind::Boundary {
        host: (*host).clone(),
        triggers: vec![],
        gather: Gather::Any,
        interrupting: true,
        handler: None,
    })
}

proptest! {
    #[test]
    fn every_drawing_keeps_to_the_rules(
        elements in prop::collection::vec(element(), 0..40),
        flows in prop::collection::vec((any::<u8>(), any::<u8>()), 0..60),
    ) {
        let (definition, graph) = graph(&elements, &flows);
        let diagram = layout(&definition, &graph);
        prop_assert_eq!(broken(&diagram, &graph), Vec::<String>::new());
        prop_assert_eq!(&diagram, &layout(&definition, &graph));
        let mirrored = diagram.clone().mirrored();
        prop_assert_eq!(broken(&mirrored, &graph), Vec::<String>::new());
        prop_assert_eq!(mirrored.mirrored(), diagram);
    }
}
