//! The top level of a graph as units: what is drawn as one, or left out as one.
//!
//! A subprocess goes with what it holds, an activity with the events at its boundary and with
//! what compensates it. A unit is called by its root, which both sides of a comparison share.

use ravand_core::ElementId;
use ravand_core::graph::{ElementKind, Graph, SUBPROCESS_DEPTH_MAX};
use std::collections::{BTreeMap, BTreeSet};

pub(super) struct Units<'a> {
    pub(super) graph: &'a Graph,
    /// The elements of the graph in their order.
    elements: BTreeMap<&'a ElementId, usize>,
    /// The unit of each, as the place of its root.
    root: Vec<usize>,
    ids: Vec<&'a ElementId>,
    /// Units that hold an activity.
    pub(super) active: Vec<bool>,
    pub(super) next: Vec<BTreeSet<usize>>,
    pub(super) before: Vec<BTreeSet<usize>>,
    /// The ways on, without those that lead back to where one came from; and the same from behind.
    pub(super) forward: Vec<Vec<usize>>,
    pub(super) backward: Vec<Vec<usize>>,
}

impl<'a> Units<'a> {
    pub(super) fn of(graph: &'a Graph) -> Self {
        let ids: Vec<&ElementId> = graph.elements.keys().collect();
        let elements: BTreeMap<&ElementId, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let hosts = hosts(graph);
        let root: Vec<usize> = ids
            .iter()
            .enumerate()
            .map(|(at, id)| elements.get(root(graph, &hosts, id)).copied().unwrap_or(at))
            .collect();
        let mut active = vec![false; ids.len()];
        for (at, element) in graph.elements.values().enumerate() {
            active[root[at]] |= element.is_activity();
        }
        let mut next = vec![BTreeSet::new(); ids.len()];
        let mut before = vec![BTreeSet::new(); ids.len()];
        for flow in graph.flows.values() {
            let (Some(from), Some(to)) = (elements.get(&flow.from), elements.get(&flow.to)) else { continue };
            let (from, to) = (root[*from], root[*to]);
            if from != to {
                next[from].insert(to);
                before[to].insert(from);
            }
        }
        let (forward, backward) = (Vec::new(), Vec::new());
        let mut units = Self { graph, elements, root, ids, active, next, before, forward, backward };
        units.forward = units.ways_on();
        units.backward = vec![Vec::new(); units.ids.len()];
        for (from, ways) in units.forward.iter().enumerate() {
            ways.iter().for_each(|to| units.backward[*to].push(from));
        }
        units
    }

    /// The unit of an element.
    pub(super) fn unit(&self, id: &ElementId) -> Option<usize> {
        self.elements.get(id).map(|at| self.root[*at])
    }

    /// What a unit is called by.
    pub(super) fn name(&self, unit: usize) -> &'a ElementId {
        self.ids[unit]
    }

    /// All units, in the order of the graph.
    pub(super) fn all(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.ids.len()).filter(|at| self.root[*at] == *at)
    }

    /// The units to the next activities before and behind one, what lies between included.
    pub(super) fn around(&self, unit: usize) -> BTreeSet<usize> {
        let mut found = BTreeSet::from([unit]);
        for ways in [&self.next, &self.before] {
            let mut open: Vec<usize> = ways[unit].iter().copied().collect();
            let mut seen = BTreeSet::new();
            while let Some(at) = open.pop() {
                if seen.insert(at) && !self.active[at] {
                    open.extend(&ways[at]);
                }
            }
            found.extend(seen);
        }
        found
    }

    fn ways_on(&self) -> Vec<Vec<usize>> {
        let mut forward = vec![Vec::new(); self.ids.len()];
        let (mut seen, mut on_way) = (vec![false; self.ids.len()], vec![false; self.ids.len()]);
        let begins = self.all().filter(|at| self.before[*at].is_empty()).chain(self.all());
        for begin in begins.collect::<Vec<_>>() {
            if std::mem::replace(&mut seen[begin], true) {
                continue;
            }
            on_way[begin] = true;
            let mut way = vec![(begin, self.next[begin].iter())];
            while let Some((at, rest)) = way.last_mut() {
                let at = *at;
                match rest.next() {
                    Some(to) if on_way[*to] => {}
                    Some(to) => {
                        forward[at].push(*to);
                        if !std::mem::replace(&mut seen[*to], true) {
                            on_way[*to] = true;
                            way.push((*to, self.next[*to].iter()));
                        }
                    }
                    None => {
                        on_way[at] = false;
                        way.pop();
                    }
                }
            }
        }
        forward
    }
}

/// What holds each element, or carries it: its subprocess, its activity, what it compensates.
fn hosts(graph: &Graph) -> BTreeMap<&ElementId, &ElementId> {
    let mut hosts = BTreeMap::new();
    for (id, element) in &graph.elements {
        if let ElementKind::Boundary { host, handler, .. } = &element.kind {
            hosts.insert(id, host);
            hosts.extend(handler.iter().map(|handler| (handler, host)));
        }
    }
    let held = graph.elements.iter().filter_map(|(id, element)| Some((id, element.parent.as_ref()?)));
    hosts.extend(held);
    hosts
}

fn root<'a>(graph: &Graph, hosts: &BTreeMap<&'a ElementId, &'a ElementId>, id: &'a ElementId) -> &'a ElementId {
    let mut at = id;
    // Twice: each subprocess may be reached over an event at its boundary.
    for _ in 0..2 * SUBPROCESS_DEPTH_MAX {
        match hosts.get(at).filter(|host| graph.elements.contains_key(**host)) {
            Some(host) => at = host,
            None => return at,
        }
    }
    at
}
