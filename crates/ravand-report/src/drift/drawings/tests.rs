//! What an excerpt keeps, and that it shows no way that the process does not have.
#![allow(clippy::expect_used, reason = "a test that cannot go on says why and fails")]

use super::Side;
use super::excerpt::{Excerpt, KEPT_MAX, excerpt, parts};
use super::units::Units;
use ravand_bank::{Bank, Contrast};
use ravand_core::graph::{Element, ElementKind, Gateway, Graph, SequenceFlow, SubProcess, TaskType};
use ravand_core::{ElementId, Title, merge};
use ravand_formats::diagram::layout;
use std::collections::BTreeSet;

/// A graph of flows; `+x` is a gateway, every other element a task.
fn graph(flows: &[(&str, &str)]) -> Graph {
    let mut graph = Graph::default();
    for (from, to) in flows {
        for id in [from, to] {
            let kind = match id.starts_with('+') {
                true => ElementKind::Gateway(Gateway::Parallel),
                false => ElementKind::Task(TaskType::User),
            };
            graph.elements.entry((*id).into()).or_insert_with(|| Element::new(kind));
        }
        graph.flows.insert(format!("{from}-{to}").as_str().into(), SequenceFlow::new(*from, *to));
    }
    graph
}

fn ids(names: &[&str]) -> BTreeSet<ElementId> {
    names.iter().map(|name| ElementId::from(*name)).collect()
}

fn cut(graph: &Graph, kept: &[&str]) -> Excerpt {
    excerpt(&Units::of(graph), &ids(kept), &|steps| Title::plain(steps.to_string()))
}

/// The flows of an excerpt; what stands for others is called by how many steps they are.
fn flows(excerpt: &Excerpt) -> String {
    let name = |id: &ElementId| match excerpt.hidden.contains(id) {
        true => excerpt.graph.elements[id].title.en.clone().unwrap_or_default(),
        false => id.to_string(),
    };
    let flows = excerpt.graph.flows.values().map(|flow| format!("{}>{}", name(&flow.from), name(&flow.to)));
    flows.collect::<Vec<_>>().join(" ")
}

fn row(names: &str) -> Vec<(&str, &str)> {
    let names: Vec<&str> = names.split(' ').collect();
    names.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

#[test]
fn what_lies_before_and_behind_is_counted() {
    let graph = graph(&row("a b c d e f g h i"));
    assert_eq!(flows(&cut(&graph, &["d", "e"])), "3>d d>e e>4");
    // Two steps take no more room than a box that stands for them.
    assert_eq!(flows(&cut(&graph, &["c", "d"])), "a>b b>c c>d d>5");
}

#[test]
fn what_runs_beside_something_stands_neither_before_nor_behind_it() {
    let mut all = row("a b c +f x y z +j k l m");
    all.extend(row("+f o p q +j"));
    // The other branch may be passed before `y` or behind it: it is a box of its own.
    assert_eq!(flows(&cut(&graph(&all), &["x", "y", "z"])), "3>x x>y y>z z>3 3>3 3>3");
}

#[test]
fn no_way_back_appears_that_is_none_and_none_is_lost_that_is_one() {
    let mut all = row("a b c d e f g h i");
    all.push(("h", "b"));
    assert_eq!(flows(&cut(&graph(&all), &["e"])), "4>e e>4", "it leads from what is left out to what is left out");
    assert_eq!(flows(&cut(&graph(&all), &["b", "c"])), "a>b b>c c>6 6>b");
}

#[test]
fn an_end_that_only_the_rest_leads_to_goes_with_it() {
    let mut all = row("a b c d e f");
    all.push(("b", "refused"));
    let mut graph = graph(&all);
    graph.elements["refused"].kind = ElementKind::End { triggers: Vec::new(), end: None };
    assert_eq!(flows(&cut(&graph, &["e"])), "4>e e>f");
    // One that something kept leads to stays.
    assert_eq!(flows(&cut(&graph, &["b"])), "a>b b>4 b>refused");
}

#[test]
fn a_subprocess_is_one_whole_and_takes_its_boundary_with_it() {
    let mut graph = graph(&row("a b c sub d e f late g h i"));
    graph.flows.shift_remove("f-late");
    graph.elements["sub"].kind = ElementKind::SubProcess(SubProcess::Embedded);
    graph.elements["late"].kind = ElementKind::Boundary {
        host: "sub".into(),
        triggers: Vec::new(),
        gather: ravand_core::graph::Gather::Any,
        interrupting: true,
        handler: None,
    };
    let inner = Element { parent: Some("sub".into()), ..Element::new(ElementKind::Task(TaskType::User)) };
    graph.elements.insert("inner".into(), inner);
    let kept = cut(&graph, &["sub"]);
    assert_eq!(flows(&kept), "3>sub sub>3 late>3");
    assert!(kept.graph.elements.contains_key("inner"));
    let left = cut(&graph, &["a"]);
    assert_eq!(flows(&left), "a>9", "nine tasks, the one within counted: {:?}", left.graph.elements.keys());
}

#[test]
fn a_place_has_its_neighbours_of_both_sides() {
    let base = graph(&row("a b c d e f g h"));
    let other = graph(&row("a b x c d e f y g h"));
    let found = parts([&Units::of(&base), &Units::of(&other)], &ids(&["x", "y"]));
    assert_eq!(found, [ids(&["b", "c", "x"]), ids(&["f", "g", "y"])]);
    let near = graph(&row("a b x c y d e f g h"));
    assert_eq!(parts([&Units::of(&base), &Units::of(&near)], &ids(&["x", "y"])), [ids(&["b", "c", "d", "x", "y"])]);
}

#[test]
fn every_shipped_variant_is_drawn_with_all_its_steps_accounted_for() {
    let bank = Bank::open(concat!(env!("CARGO_MANIFEST_DIR"), "/../../processes").as_ref()).expect("the bank");
    let mut drawn = 0;
    for base in bank.processes.values() {
        for variant in bank.variants_of(&base.id.value) {
            let merged = merge::apply(base, variant).expect("it fits");
            let contrast = Contrast::of(base, &merged).expect("both are drawn");
            let sides = [Side::of(base).expect("drawn"), Side::of(&merged).expect("drawn")];
            let units = [Units::of(&sides[0].graph), Units::of(&sides[1].graph)];
            let touched = [&contrast.added, &contrast.removed, &contrast.changed, &contrast.reordered];
            let touched: BTreeSet<ElementId> = touched.into_iter().flatten().map(|id| id.as_str().into()).collect();
            let places = parts([&units[0], &units[1]], &touched);
            let kept: BTreeSet<&ElementId> = places.iter().flatten().collect();
            assert!(touched.iter().all(|id| kept.contains(id)), "{}/{}: {touched:?}", base.id, variant.id);
            for place in places.iter().filter(|place| place.len() <= KEPT_MAX) {
                for (side, units) in sides.iter().zip(&units) {
                    let found = excerpt(units, place, &|steps| Title::plain(steps.to_string()));
                    let counted = |id: &ElementId, element: &Element| match found.hidden.contains(id) {
                        true => element.title.en.as_deref().and_then(|steps| steps.parse().ok()).unwrap_or(0),
                        false => 1,
                    };
                    let steps: usize = found.graph.tasks().map(|(id, element)| counted(id, element)).sum();
                    assert_eq!(steps, side.graph.tasks().count(), "{}/{}: {place:?}", base.id, variant.id);
                    let diagram = layout(&side.definition, &found.graph);
                    assert_eq!(diagram.shapes.len(), found.graph.elements.len());
                    drawn += 1;
                }
            }
        }
    }
    assert!(drawn > 300, "{drawn}");
}
