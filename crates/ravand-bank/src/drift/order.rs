//! How the steps of a process are ordered, read from its drawing.

use ravand_core::graph::{ElementKind, Gateway, Graph};
use ravand_core::{Definition, Diagnostic, ElementId, StepId};
use std::collections::{BTreeMap, BTreeSet};

/// Which element can be reached from which, and which run beside each other.
pub(super) struct Relations {
    /// The elements that are steps.
    steps: BTreeMap<StepId, usize>,
    /// The elements that an element leads to directly.
    next: Vec<Vec<usize>>,
    /// Of two elements, whether the second may come after the first: by a way through the
    /// drawing, or because both run at once.
    may_follow: Vec<Vec<bool>>,
}

impl Relations {
    pub(super) fn of(definition: &Definition) -> Result<Self, Vec<Diagnostic>> {
        let drawn = definition.as_graph()?;
        let graph = drawn.flow.graph.as_deref().cloned().unwrap_or_default();
        let number: BTreeMap<&ElementId, usize> = graph.elements.keys().enumerate().map(|(at, id)| (id, at)).collect();
        let next = next(&graph, &number);
        let steps = (definition.steps.keys())
            .filter_map(|id| Some((id.clone(), *number.get(&ElementId::from(id.as_str()))?)))
            .collect();
        let reached: Vec<Vec<bool>> = (0..next.len()).map(|from| reachable(&next, from)).collect();
        let mut may_follow = reached.clone();
        for (fork, element) in graph.elements.values().enumerate() {
            if splits_tokens(&element.kind) {
                beside_each_other(&next[fork], &reached, &mut may_follow);
            }
        }
        Ok(Self { steps, next, may_follow })
    }

    /// The pairs of these steps of which the second follows the first with none of them between.
    pub(super) fn follows<'a>(&self, among: &BTreeSet<&'a StepId>) -> BTreeSet<(&'a StepId, &'a StepId)> {
        let known: BTreeMap<usize, &StepId> =
            among.iter().filter_map(|id| Some((*self.steps.get(*id)?, *id))).collect();
        let mut pairs = BTreeSet::new();
        for (from, id) in &known {
            let mut seen = vec![false; self.next.len()];
            let mut open = self.next[*from].clone();
            while let Some(at) = open.pop() {
                if std::mem::replace(&mut seen[at], true) {
                    continue;
                }
                match known.get(&at) {
                    Some(next) => _ = pairs.insert((*id, *next)),
                    None => open.extend(&self.next[at]),
                }
            }
        }
        pairs
    }

    /// The share of the pairs of these steps whose relation is another one.
    pub(super) fn disagreement(&self, other: &Self, among: &BTreeSet<&StepId>) -> f64 {
        let both: Vec<(usize, usize)> =
            among.iter().filter_map(|id| Some((*self.steps.get(*id)?, *other.steps.get(*id)?))).collect();
        let mut differ = 0_usize;
        for (at, first) in both.iter().enumerate() {
            for second in &both[at + 1..] {
                let here = (self.may_follow[first.0][second.0], self.may_follow[second.0][first.0]);
                let there = (other.may_follow[first.1][second.1], other.may_follow[second.1][first.1]);
                differ += usize::from(here != there);
            }
        }
        let pairs = both.len() * both.len().saturating_sub(1) / 2;
        if pairs == 0 { 0.0 } else { differ as f64 / pairs as f64 }
    }
}

/// What each element leads to: along sequence flows, into a subprocess and out of it, and
/// from an activity to the events at its boundary.
fn next(graph: &Graph, number: &BTreeMap<&ElementId, usize>) -> Vec<Vec<usize>> {
    let mut next = vec![Vec::new(); number.len()];
    let mut entered = vec![false; number.len()];
    for flow in graph.flows.values() {
        if let (Some(from), Some(to)) = (number.get(&flow.from), number.get(&flow.to)) {
            next[*from].push(*to);
            entered[*to] = true;
        }
    }
    for (at, element) in graph.elements.values().enumerate() {
        if let ElementKind::Boundary { host, .. } = &element.kind
            && let Some(host) = number.get(host)
        {
            next[*host].push(at);
            entered[at] = true;
        }
    }
    for (at, element) in graph.elements.values().enumerate() {
        let Some(holder) = element.parent.as_ref().and_then(|parent| number.get(parent)) else { continue };
        if next[at].is_empty() {
            next[at] = graph_ways_out(graph, number, *holder);
        }
        if !entered[at] {
            next[*holder].push(at);
        }
    }
    next
}

/// Where the sequence flows out of a subprocess lead.
fn graph_ways_out(graph: &Graph, number: &BTreeMap<&ElementId, usize>, holder: usize) -> Vec<usize> {
    let leaves = graph.flows.values().filter(|flow| number.get(&flow.from) == Some(&holder));
    leaves.filter_map(|flow| number.get(&flow.to).copied()).collect()
}

fn reachable(next: &[Vec<usize>], from: usize) -> Vec<bool> {
    let mut reached = vec![false; next.len()];
    let mut open = next[from].clone();
    while let Some(at) = open.pop() {
        if !std::mem::replace(&mut reached[at], true) {
            open.extend(&next[at]);
        }
    }
    reached
}

/// Whether several ways out of it may be taken at once.
fn splits_tokens(kind: &ElementKind) -> bool {
    match kind {
        ElementKind::Gateway(Gateway::Exclusive) => false,
        ElementKind::Gateway(Gateway::EventBased { parallel, .. }) => *parallel,
        ElementKind::Gateway(_) => true,
        _ => false,
    }
}

/// What can be reached on one way out of a fork only runs beside what can be reached on
/// another one only.
fn beside_each_other(ways: &[usize], reached: &[Vec<bool>], may_follow: &mut [Vec<bool>]) {
    let on = |way: usize, at: usize| way == at || reached[way][at];
    for (place, one) in ways.iter().enumerate() {
        for other in &ways[place + 1..] {
            let only = |this: usize, that: usize| {
                (0..reached.len()).filter(|at| on(this, *at) && !on(that, *at)).collect::<Vec<_>>()
            };
            let others = only(*other, *one);
            for left in only(*one, *other) {
                for right in &others {
                    may_follow[left][*right] = true;
                    may_follow[*right][left] = true;
                }
            }
        }
    }
}
