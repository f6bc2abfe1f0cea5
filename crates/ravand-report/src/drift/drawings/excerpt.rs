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
/// Elements that are kept: a bit is enough for each.
pub(super) const KEPT_MAX: usize = 80;
const _: () = assert!(KEPT_MAX <= u128::BITS as usize);

pub(super) struct Excerpt {
    pub(super) graph: Graph,
    /// What stands for what was left out.
    pub(super) hidden: BTreeSet<ElementId>,
}

/// The excerpt of a graph with these elements, called by the roots of their units, no more than
/// [`KEPT_MAX`]; `called` names what stands for so many steps.
pub(super) fn excerpt(units: &Units<'_>, kept: &BTreeSet<ElementId>, called: &dyn Fn(usize) -> Title) -> Excerpt {
    let cut = Cut::of(units, kept);
    let mut found = Excerpt { graph: Graph::default(), hidden: BTreeSet::new() };
    for (id, element) in &units.graph.elements {
        match cut.fate(id) {
            Fate::Drawn => _ = found.graph.elements.insert(id.clone(), element.clone()),
            Fate::Within(part) if cut.is_first(id, part) => {
                let title = called(cut.steps(part));
                let element = Element { title, ..Element::new(ElementKind::Task(TaskType::Abstract)) };
                found.graph.elements.insert(stand_in(part), element);
                found.hidden.insert(stand_in(part));
            }
            Fate::Within(_) | Fate::Gone => {}
        }
    }
    let mut drawn = BTreeSet::new();
    for (id, flow) in &units.graph.flows {
        let (from, to) = (cut.fate(&flow.from), cut.fate(&flow.to));
        let abridged = match (from, to) {
            (Fate::Gone, _) | (_, Fate::Gone) => continue,
            (Fate::Within(one), Fate::Within(other)) if one == other || cut.leads_back(&flow.from, &flow.to) => {
                continue;
            }
            (Fate::Drawn, Fate::Drawn) => false,
            _ => true,
        };
        let named =
            |fate: Fate, id: &ElementId| if let Fate::Within(part) = fate { stand_in(part) } else { id.clone() };
        let mut flow = flow.clone();
        (flow.from, flow.to) = (named(from, &flow.from), named(to, &flow.to));
        if abridged && !drawn.insert((flow.from.clone(), flow.to.clone())) {
            continue;
        }
        if from != Fate::Drawn {
            // Which of its ways it is cannot be seen here, nor why it is taken.
            (flow.title, flow.when, flow.default) = (Title::default(), None, false);
        }
        found.graph.flows.insert(id.clone(), flow);
    }
    found
}

/// What is drawn for a part that is left out.
fn stand_in(part: usize) -> ElementId {
    ElementId::from(format!("… {part}").as_str())
}

/// What becomes of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It is drawn as it is.
    Drawn,
    /// It is drawn with the part that this unit is the first of.
    Within(usize),
    /// It is not drawn at all.
    Gone,
}

/// What becomes of each unit.
struct Cut<'a> {
    units: &'a Units<'a>,
    /// Of the units that are not drawn as they are.
    left_out: BTreeMap<usize, Fate>,
}

impl<'a> Cut<'a> {
    fn of(units: &'a Units<'a>, kept: &BTreeSet<ElementId>) -> Self {
        let (here, rest): (BTreeSet<usize>, BTreeSet<usize>) =
            units.all().partition(|unit| kept.contains(units.name(*unit)));
        let mut left_out = BTreeMap::new();
        for part in alike(units, &here, &rest) {
            let near = |unit: &usize| units.next[*unit].union(&units.before[*unit]).any(|to| here.contains(to));
            let is_near = part.iter().any(near);
            if is_near && part.len() <= SMALL {
                continue;
            }
            let leaves = |ways: &[BTreeSet<usize>]| part.iter().any(|unit| !ways[*unit].is_subset(&part));
            let is_passed = is_near || (leaves(&units.next) && leaves(&units.before));
            let is_drawn = is_passed || part.iter().any(|unit| units.active[*unit]);
            let fate = part.first().copied().filter(|_| is_drawn).map_or(Fate::Gone, Fate::Within);
            left_out.extend(part.iter().map(|unit| (*unit, fate)));
        }
        Self { units, left_out }
    }

    fn fate(&self, id: &ElementId) -> Fate {
        let Some(unit) = self.units.unit(id) else { return Fate::Gone };
        self.left_out.get(&unit).copied().unwrap_or(Fate::Drawn)
    }

    fn is_first(&self, id: &ElementId, part: usize) -> bool {
        self.units.name(part) == id
    }

    fn leads_back(&self, from: &ElementId, to: &ElementId) -> bool {
        let (from, to) = (self.units.unit(from), self.units.unit(to));
        from.zip(to).is_some_and(|(from, to)| !self.units.forward[from].contains(&to))
    }

    /// How many steps a part stands for.
    fn steps(&self, part: usize) -> usize {
        self.units.graph.tasks().filter(|(id, _)| self.fate(id) == Fate::Within(part)).count()
    }
}

/// The units of `rest` in parts that are joined and lie alike to all of `here`.
fn alike(units: &Units<'_>, here: &BTreeSet<usize>, rest: &BTreeSet<usize>) -> Vec<BTreeSet<usize>> {
    let (forward, backward) = (&units.forward, &units.backward);
    let (before, behind) = (reached(backward, here), reached(forward, here));
    let alike = |one: usize, other: usize| before[one] == before[other] && behind[one] == behind[other];
    let mut seen = vec![false; forward.len()];
    let mut parts = Vec::new();
    for first in rest {
        let (mut part, mut open) = (BTreeSet::new(), vec![*first]);
        while let Some(at) = open.pop() {
            if !std::mem::replace(&mut seen[at], true) {
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

/// For each unit from which of `from` it is reached, a bit for each in their order.
fn reached(ways: &[Vec<usize>], from: &BTreeSet<usize>) -> Vec<u128> {
    let mut found = vec![0; ways.len()];
    for (place, begin) in from.iter().take(KEPT_MAX).enumerate() {
        let bit = 1 << place;
        let mut open = vec![*begin];
        while let Some(at) = open.pop() {
            if found[at] & bit == 0 {
                found[at] |= bit;
                open.extend(&ways[at]);
            }
        }
    }
    found
}

/// The parts of two graphs in which these elements lie, each with what stands next to it in
/// one or the other: what belongs together in either is one part.
pub(super) fn parts(both: [&Units<'_>; 2], touched: &BTreeSet<ElementId>) -> Vec<BTreeSet<ElementId>> {
    let mut kept: BTreeSet<&ElementId> = BTreeSet::new();
    for units in both {
        let seeds = touched.iter().filter_map(|id| units.unit(id));
        kept.extend(seeds.flat_map(|unit| units.around(unit)).map(|unit| units.name(unit)));
    }
    let mut joined: BTreeMap<&ElementId, BTreeSet<&ElementId>> = BTreeMap::new();
    for units in both {
        for unit in units.all().filter(|unit| kept.contains(units.name(*unit))) {
            let near = units.next[unit].iter().chain(&units.before[unit]).map(|to| units.name(*to));
            joined.entry(units.name(unit)).or_default().extend(near.filter(|id| kept.contains(*id)));
        }
    }
    let mut found = Vec::new();
    let mut seen: BTreeSet<&ElementId> = BTreeSet::new();
    // In the order of the process, and then of what only the other has.
    for first in both.into_iter().flat_map(|units| units.graph.elements.keys()).filter(|id| kept.contains(*id)) {
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
