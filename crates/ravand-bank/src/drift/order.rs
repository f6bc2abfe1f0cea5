//! How the steps of a process are ordered, read from its drawing.

use crate::codes::NOT_COMPARED;
use ravand_core::graph::{ElementKind, Gateway, Graph};
use ravand_core::{Args, Definition, Diagnostic, ElementId, StepId};
use std::collections::{BTreeMap, BTreeSet};

/// Elements of a drawing that is compared: each is compared with each.
pub const ELEMENTS_MAX: usize = 5_000;

/// Which element can be reached from which, and which run beside each other.
pub(crate) struct Relations {
    /// The elements that are steps.
    steps: BTreeMap<StepId, usize>,
    /// The elements that an element leads to directly.
    next: Vec<Vec<usize>>,
    /// Of two elements, whether the second may come after the first: by a way through the
    /// drawing, or because both run at once.
    may_follow: Table,
}

impl Relations {
    pub(crate) fn of(definition: &Definition) -> Result<Self, Vec<Diagnostic>> {
        let drawn = definition.as_graph()?;
        let graph = drawn.flow.graph.as_deref().cloned().unwrap_or_default();
        if graph.elements.len() > ELEMENTS_MAX {
            let args = Args::new().with("process", &definition.id).with("count", graph.elements.len());
            return Err(vec![Diagnostic::at(&NOT_COMPARED, definition.id.span, args.with("max", ELEMENTS_MAX))]);
        }
        let ways = Ways::of(&graph);
        let numbers = graph.elements.keys().enumerate().map(|(at, id)| (id.as_str(), at));
        let numbers: BTreeMap<&str, usize> = numbers.collect();
        let steps = definition.steps.keys().filter_map(|id| Some((id.clone(), *numbers.get(id.as_str())?)));
        let steps = steps.collect();
        let mut reached = Table::new(ways.next.len());
        (0..ways.next.len()).for_each(|from| reach(&ways.next, from, &mut reached));
        let mut may_follow = reached.clone();
        for fork in &ways.forks {
            beside_each_other(fork, &reached, &mut may_follow);
        }
        Ok(Self { steps, next: ways.next, may_follow })
    }

    /// The pairs of these steps of which the second follows the first with none of them between.
    pub(crate) fn follows<'a>(&self, among: &BTreeSet<&'a StepId>) -> BTreeSet<(&'a StepId, &'a StepId)> {
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
                let here = (self.may_follow.has(first.0, second.0), self.may_follow.has(second.0, first.0));
                let there = (other.may_follow.has(first.1, second.1), other.may_follow.has(second.1, first.1));
                differ += usize::from(here != there);
            }
        }
        let pairs = both.len() * both.len().saturating_sub(1) / 2;
        if pairs == 0 { 0.0 } else { differ as f64 / pairs as f64 }
    }
}

/// Pairs of elements, a bit for each.
#[derive(Clone)]
struct Table {
    row: usize,
    bits: Vec<u64>,
}

impl Table {
    fn new(elements: usize) -> Self {
        let row = elements.div_ceil(64);
        Self { row, bits: vec![0; row * elements] }
    }

    fn has(&self, one: usize, other: usize) -> bool {
        self.bits[one * self.row + other / 64] >> (other % 64) & 1 == 1
    }

    fn put(&mut self, one: usize, other: usize) {
        self.bits[one * self.row + other / 64] |= 1 << (other % 64);
    }
}

/// How tokens move through a drawing.
struct Ways {
    /// What each element leads to: along sequence flows, into a subprocess and out of it, and
    /// to the events at its boundary.
    next: Vec<Vec<usize>>,
    /// Ways that may be taken at once.
    forks: Vec<Vec<usize>>,
}

impl Ways {
    fn of(graph: &Graph) -> Self {
        let number: BTreeMap<&ElementId, usize> = graph.elements.keys().enumerate().map(|(at, id)| (id, at)).collect();
        let parent: Vec<Option<usize>> =
            graph.elements.values().map(|element| number.get(element.parent.as_ref()?).copied()).collect();
        let mut flows = vec![Vec::new(); number.len()];
        let mut events = vec![Vec::new(); number.len()];
        let mut entered = vec![false; number.len()];
        for flow in graph.flows.values() {
            if let (Some(from), Some(to)) = (number.get(&flow.from), number.get(&flow.to)) {
                flows[*from].push(*to);
                entered[*to] = true;
            }
        }
        let mut forks = Vec::new();
        for (at, element) in graph.elements.values().enumerate() {
            if let ElementKind::Boundary { host, interrupting, .. } = &element.kind
                && let Some(host) = number.get(host)
            {
                events[*host].push(at);
                entered[at] = true;
                if !interrupting {
                    forks.push(flows[*host].iter().copied().chain([at]).collect());
                }
            }
            if flows[at].len() > 1 && splits_tokens(&element.kind) {
                forks.push(flows[at].clone());
            }
        }
        let mut next = flows.clone();
        for at in 0..next.len() {
            next[at].extend(&events[at]);
            // What ends a subprocess leads to where the subprocess, or what holds it, leads.
            let mut holder = parent[at];
            while let Some(above) = holder {
                next[at].extend(&events[above]);
                if flows[at].is_empty() && !flows[above].is_empty() {
                    next[at].extend(&flows[above]);
                    break;
                }
                holder = parent[above];
            }
        }
        // A subprocess leads into what it holds, and only through it to what follows.
        let mut holds = vec![Vec::new(); next.len()];
        for (at, holder) in parent.iter().enumerate() {
            if let Some(holder) = holder.filter(|_| !entered[at]) {
                holds[holder].push(at);
            }
        }
        for (holder, held) in holds.into_iter().enumerate().filter(|(_, held)| !held.is_empty()) {
            next[holder] = held.into_iter().chain(events[holder].iter().copied()).collect();
        }
        Self { next, forks }
    }
}

fn reach(next: &[Vec<usize>], from: usize, reached: &mut Table) {
    let mut open = next[from].clone();
    while let Some(at) = open.pop() {
        if !reached.has(from, at) {
            reached.put(from, at);
            open.extend(&next[at]);
        }
    }
}

/// Whether several sequence flows out of it may be taken at once.
fn splits_tokens(kind: &ElementKind) -> bool {
    match kind {
        ElementKind::Gateway(Gateway::Exclusive) => false,
        ElementKind::Gateway(Gateway::EventBased { parallel, .. }) => *parallel,
        _ => true,
    }
}

/// What can be reached on one way out of a fork only runs beside what can be reached on
/// another one only.
fn beside_each_other(fork: &[usize], reached: &Table, may_follow: &mut Table) {
    let words = fork.len().div_ceil(64);
    let on = |at: usize| {
        let mut set = vec![0_u64; words];
        let taken = fork.iter().enumerate().filter(|(_, way)| **way == at || reached.has(**way, at));
        taken.for_each(|(place, _)| set[place / 64] |= 1 << (place % 64));
        set
    };
    let count = |set: &[u64]| set.iter().map(|word| word.count_ones() as usize).sum::<usize>();
    // Before the fork and behind its join everything is on no way, or on every one.
    let elements = may_follow.bits.len() / may_follow.row.max(1);
    let inside: Vec<(usize, Vec<u64>)> =
        (0..elements).map(|at| (at, on(at))).filter(|(_, set)| (1..fork.len()).contains(&count(set))).collect();
    let lacks = |one: &[u64], other: &[u64]| one.iter().zip(other).any(|(one, other)| one & !other != 0);
    for (place, (one, ways)) in inside.iter().enumerate() {
        for (other, others) in &inside[place + 1..] {
            if lacks(ways, others) && lacks(others, ways) {
                may_follow.put(*one, *other);
                may_follow.put(*other, *one);
            }
        }
    }
}
