//! A part of a drawing: some elements as they are, and for the rest how much is left out.
//!
//! Invariant: what is left out is drawn together only where it lies alike to everything that
//! is kept: all of it before the same elements and behind the same. So no excerpt shows a way
//! back that the process does not have, and nothing that runs beside something stands before it.
//! Ways back within what is left out, and ends that only it leads to, are left out with it.

use super::units::Units;
use ravand_core::graph::{Element, ElementKind, Graph, TaskType};
use ravand_core::{ElementId, Title};
use std::collections::{BTreeMap, BTreeSet};

/// What is left out is drawn after all if it is no more units than this.
const SMALL: usize = 2;

pub(super) struct Excerpt {
    pub(super) graph: Graph,
    /// What stands for what was left out.
    pub(super) hidden: BTreeSet<ElementId>,
}

/// The excerpt of a graph with these elements, called by the roots of their units; `called`
/// names what stands for so many steps.
pub(super) fn excerpt(graph: &Graph, kept: &BTreeSet<ElementId>, called: &dyn Fn(usize) -> Title) -> Excerpt {
    let cut = Cut::of(graph, kept);
    let mut found = Excerpt { graph: Graph::default(), hidden: BTreeSet::new() };
    for (id, element) in &graph.elements {
        let Some((name, part)) = cut.drawn_as(id) else { continue };
        let Some(part) = part else {
            found.graph.elements.insert(name, element.clone());
            continue;
        };
        if found.hidden.insert(name.clone()) {
            let title = called(cut.steps(graph, part));
            let element = Element { title, ..Element::new(ElementKind::Task(TaskType::Abstract)) };
            found.graph.elements.insert(name, element);
        }
    }
    let mut drawn = BTreeSet::new();
    for (id, flow) in &graph.flows {
        let (Some((from, part)), Some((to, into))) = (cut.drawn_as(&flow.from), cut.drawn_as(&flow.to)) else {
            continue;
        };
        let back = || part.is_some() && into.is_some() && cut.leads_back(&flow.from, &flow.to);
        let once = part.is_some() || into.is_some();
        if once && (from == to || back() || !drawn.insert((from.clone(), to.clone()))) {
            continue;
        }
        let mut flow = flow.clone();
        if part.is_some() {
            // Which of its ways it is cannot be seen here, nor why it is taken.
            (flow.title, flow.when, flow.default) = (Title::default(), None, false);
        }
        (flow.from, flow.to) = (from, to);
        found.graph.flows.insert(id.clone(), flow);
    }
    found
}

/// What becomes of each unit.
struct Cut<'a> {
    units: Units<'a>,
    forward: Vec<Vec<usize>>,
    /// The units that are not drawn as they are: with which part, called by its first unit,
    /// they are drawn, or `None` where they are not drawn at all.
    left_out: BTreeMap<usize, Option<usize>>,
}

impl<'a> Cut<'a> {
    fn of(graph: &'a Graph, kept: &BTreeSet<ElementId>) -> Self {
        let units = Units::of(graph);
        let (here, rest): (BTreeSet<usize>, BTreeSet<usize>) =
            units.all().partition(|unit| kept.contains(units.name(*unit)));
        let forward = units.forward();
        let mut left_out = BTreeMap::new();
        for part in alike(&forward, &here, &rest) {
            let near = |unit: &usize| units.next[*unit].union(&units.before[*unit]).any(|to| here.contains(to));
            let is_near = part.iter().any(near);
            if is_near && part.len() <= SMALL {
                continue;
            }
            let leaves = |ways: &[BTreeSet<usize>]| part.iter().any(|unit| !ways[*unit].is_subset(&part));
            let is_passed = is_near || (leaves(&units.next) && leaves(&units.before));
            let is_drawn = is_passed || part.iter().any(|unit| units.active[*unit]);
            let name = part.first().copied().filter(|_| is_drawn);
            left_out.extend(part.iter().map(|unit| (*unit, name)));
        }
        Self { units, forward, left_out }
    }

    /// As what an element is drawn, and the part for which that stands; `None` if not at all.
    fn drawn_as(&self, id: &ElementId) -> Option<(ElementId, Option<usize>)> {
        match self.left_out.get(&self.units.unit(id)?) {
            None => Some((id.clone(), None)),
            Some(None) => None,
            Some(Some(part)) => Some((ElementId::from(format!("… {part}").as_str()), Some(*part))),
        }
    }

    fn leads_back(&self, from: &ElementId, to: &ElementId) -> bool {
        let (from, to) = (self.units.unit(from), self.units.unit(to));
        from.zip(to).is_some_and(|(from, to)| !self.forward[from].contains(&to))
    }

    /// How many steps a part stands for.
    fn steps(&self, graph: &Graph, part: usize) -> usize {
        let inside = |id: &ElementId| {
            self.units.unit(id).and_then(|unit| self.left_out.get(&unit)).is_some_and(|found| *found == Some(part))
        };
        graph.tasks().filter(|(id, _)| inside(id)).count()
    }
}

/// The units of `rest` in parts that are joined and lie alike to all of `here`.
fn alike(forward: &[Vec<usize>], here: &BTreeSet<usize>, rest: &BTreeSet<usize>) -> Vec<BTreeSet<usize>> {
    let mut backward = vec![Vec::new(); forward.len()];
    for (from, ways) in forward.iter().enumerate() {
        ways.iter().for_each(|to| backward[*to].push(from));
    }
    let (before, behind) = (reached(&backward, here), reached(forward, here));
    let alike = |one: usize, other: usize| before[one] == before[other] && behind[one] == behind[other];
    let mut seen = BTreeSet::new();
    let mut parts = Vec::new();
    for first in rest {
        let (mut part, mut open) = (BTreeSet::new(), vec![*first]);
        while let Some(at) = open.pop() {
            if seen.insert(at) {
                part.insert(at);
                open.extend(forward[at].iter().chain(&backward[at]).filter(|to| rest.contains(to) && alike(at, **to)));
            }
        }
        if !part.is_empty() {
            parts.push(part);
        }
    }
    parts
}

/// For each unit the places in `from` of those from which it is reached.
fn reached(ways: &[Vec<usize>], from: &BTreeSet<usize>) -> Vec<BTreeSet<usize>> {
    let mut found = vec![BTreeSet::new(); ways.len()];
    for (place, begin) in from.iter().enumerate() {
        let mut open = vec![*begin];
        while let Some(at) = open.pop() {
            if found[at].insert(place) {
                open.extend(&ways[at]);
            }
        }
    }
    found
}

/// The parts of two graphs in which these elements lie, each with what stands next to it in
/// one or the other: what belongs together in either is one part.
pub(super) fn parts(base: &Graph, other: &Graph, touched: &BTreeSet<ElementId>) -> Vec<BTreeSet<ElementId>> {
    let both = [Units::of(base), Units::of(other)];
    let mut kept: BTreeSet<&ElementId> = BTreeSet::new();
    for units in &both {
        let seeds = touched.iter().filter_map(|id| units.unit(id));
        kept.extend(seeds.flat_map(|unit| units.around(unit)).map(|unit| units.name(unit)));
    }
    let mut joined: BTreeMap<&ElementId, BTreeSet<&ElementId>> = BTreeMap::new();
    for units in &both {
        for unit in units.all().filter(|unit| kept.contains(units.name(*unit))) {
            let near = units.next[unit].iter().chain(&units.before[unit]).map(|to| units.name(*to));
            joined.entry(units.name(unit)).or_default().extend(near.filter(|id| kept.contains(*id)));
        }
    }
    let mut found = Vec::new();
    let mut seen: BTreeSet<&ElementId> = BTreeSet::new();
    // In the order of the process, and then of what only the other has.
    for first in base.elements.keys().chain(other.elements.keys()).filter(|id| kept.contains(*id)) {
        let (mut part, mut open) = (BTreeSet::new(), vec![first]);
        while let Some(at) = open.pop() {
            if seen.insert(at) {
                part.insert(at.clone());
                open.extend(joined.get(at).into_iter().flatten());
            }
        }
        if !part.is_empty() {
            found.push(part);
        }
    }
    found
}
