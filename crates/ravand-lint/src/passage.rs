//! Whether every way to a favourable end leads through a step.
//!
//! The flow is laid out as a graph whose joins wait for *all* that leads into them; a step
//! is passed always if no favourable end can be reached once it is blocked. So a step
//! inside a parallel branch is found too, which dominators alone would miss.
//!
//! Conditions and chances are not weighed here: what may be passed over can be passed over.

use indexmap::{IndexMap, IndexSet};
use ravand_core::documents::DocumentOrder;
use ravand_core::{Block, Definition, EndId, Order, Stage, Step, StepId, Target};
use std::collections::VecDeque;

/// The ways through a definition.
pub(crate) struct Ways {
    nodes: Vec<Node>,
    start: usize,
    /// Where each step of the flow is done.
    done: IndexMap<StepId, usize>,
    /// What counts as getting there.
    goals: Vec<usize>,
    /// From where a goal can be reached.
    leads_to_goal: Vec<bool>,
    /// What can be reached at all.
    reached: Vec<bool>,
}

/// How ways to a favourable end meet a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meets {
    Every,
    Some,
    None,
}

#[derive(Default)]
struct Node {
    successors: Vec<usize>,
    /// How many ways must have arrived before it goes on; any one, if 0.
    waits_for: usize,
}

impl Ways {
    pub(crate) fn of(definition: &Definition) -> Self {
        let mut layout = Layout::new(definition);
        let flow = &definition.flow;
        let off = layout.off;
        let start = match flow.order.value {
            Order::AsWritten => layout.sequence(&flow.blocks, off),
            Order::ByDocuments => layout.by_documents(&flow.blocks, off),
        };
        layout.finish(start)
    }

    /// How the ways to a favourable end meet a step.
    pub(crate) fn meet(&self, step: &StepId) -> Meets {
        let Some(&done) = self.done.get(step) else { return Meets::None };
        if !self.reached[done] || !self.leads_to_goal[done] {
            return Meets::None;
        }
        let without = reach(&self.nodes, self.start, Some(done));
        if self.goals.iter().any(|goal| without[*goal]) { Meets::Some } else { Meets::Every }
    }
}

/// The graph while it is laid out, from the last block to the first.
struct Layout<'a> {
    definition: &'a Definition,
    nodes: Vec<Node>,
    entries: IndexMap<StepId, usize>,
    done: IndexMap<StepId, usize>,
    ends: IndexMap<EndId, usize>,
    /// Where a flow without an end runs out.
    off: usize,
}

impl<'a> Layout<'a> {
    fn new(definition: &'a Definition) -> Self {
        let mut layout = Layout {
            definition,
            nodes: vec![Node::default()],
            entries: IndexMap::new(),
            done: IndexMap::new(),
            ends: IndexMap::new(),
            off: 0,
        };
        // Jumps lead to steps that are laid out later: every step has its place first.
        for step in definition.flow.steps() {
            let (entry, done) = (layout.node(), layout.node());
            layout.entries.insert(step.value.clone(), entry);
            layout.done.insert(step.value.clone(), done);
        }
        layout
    }

    fn node(&mut self) -> usize {
        self.nodes.push(Node::default());
        self.nodes.len() - 1
    }

    fn link(&mut self, from: usize, to: usize) {
        self.nodes[from].successors.push(to);
    }

    fn sequence(&mut self, blocks: &'a [Block], next: usize) -> usize {
        blocks.iter().rev().fold(next, |next, block| self.block(block, next))
    }

    fn block(&mut self, block: &'a Block, next: usize) -> usize {
        match block {
            Block::Step(id) => self.step(id, next),
            Block::Stage(Stage { order, blocks, .. }) => match order.value {
                Order::AsWritten => self.sequence(blocks, next),
                Order::ByDocuments => self.by_documents(blocks, next),
            },
            Block::All { branches, .. } => self.parallel(branches, next),
            Block::One { branches, .. } => {
                let fork = self.node();
                for branch in branches {
                    let entry = self.sequence(&branch.blocks, next);
                    self.link(fork, entry);
                }
                fork
            }
            Block::End(end) => self.end(end),
            _ => next,
        }
    }

    fn end(&mut self, end: &EndId) -> usize {
        if let Some(&node) = self.ends.get(end) {
            return node;
        }
        let node = self.node();
        self.ends.insert(end.clone(), node);
        node
    }

    fn parallel(&mut self, branches: &'a [Vec<Block>], next: usize) -> usize {
        if branches.is_empty() {
            return next;
        }
        let (fork, join) = (self.node(), self.node());
        self.nodes[join].waits_for = branches.len();
        self.link(join, next);
        for branch in branches {
            // A branch arrives once, by however many ways it comes to its end.
            let arrival = self.node();
            self.link(arrival, join);
            let entry = self.sequence(branch, arrival);
            self.link(fork, entry);
        }
        fork
    }

    fn step(&mut self, id: &StepId, next: usize) -> usize {
        let (Some(&entry), Some(&done)) = (self.entries.get(id), self.done.get(id)) else {
            return next;
        };
        self.link(entry, done);
        let Some(step) = self.definition.steps.get(id) else {
            self.link(done, next);
            return entry;
        };
        if step.attributes.when.is_some() {
            self.link(entry, next);
        }
        for target in targets(step) {
            let to = match target {
                Target::On | Target::Call(_) => Some(next),
                Target::BackTo(step) | Target::SkipTo(step) => self.entries.get(step).copied(),
                Target::End(end) => Some(self.end(end)),
            };
            if let Some(to) = to {
                self.link(done, to);
            }
        }
        entry
    }

    /// All steps below as one set, each waiting for those that make what it needs.
    fn by_documents(&mut self, blocks: &'a [Block], next: usize) -> usize {
        let mut members = IndexSet::new();
        let next = self.gather(blocks, &mut members, next);
        if members.is_empty() {
            return next;
        }
        // Steps in a ring can never begin; the check says so, and here they wait for nobody.
        let order = DocumentOrder::of(self.definition, &members.iter().cloned().collect::<Vec<_>>()).ok();
        let (fork, join) = (self.node(), self.node());
        self.nodes[join].waits_for = members.len();
        self.link(join, next);
        let exits: IndexMap<StepId, usize> = members.iter().map(|id| (id.clone(), self.node())).collect();
        for (id, &exit) in &exits {
            self.link(exit, join);
            let entry = self.step(id, exit);
            let wait = self.node();
            self.link(wait, entry);
            let before = order.iter().flat_map(|order| order.predecessors(id));
            let before: Vec<usize> = before.filter_map(|id| exits.get(id).copied()).collect();
            self.nodes[wait].waits_for = before.len();
            before.iter().for_each(|exit| self.link(*exit, wait));
            if before.is_empty() {
                self.link(fork, wait);
            }
        }
        fork
    }

    fn gather(&mut self, blocks: &'a [Block], into: &mut IndexSet<StepId>, next: usize) -> usize {
        let mut behind = next;
        for block in blocks {
            match block {
                Block::Step(id) => {
                    into.insert(id.value.clone());
                }
                Block::Stage(stage) => behind = self.gather(&stage.blocks, into, behind),
                Block::End(end) => behind = self.end(end),
                _ => {}
            }
        }
        behind
    }

    fn finish(self, start: usize) -> Ways {
        let Layout { definition, nodes, done, ends, off, .. } = self;
        let reached = reach(&nodes, start, None);
        let is_favourable = |end: &EndId| definition.ends.get(end).is_some_and(|e| e.favourable);
        let favourable = ends.iter().filter(|(end, _)| is_favourable(end)).map(|(_, node)| *node);
        let mut goals: Vec<usize> = favourable.filter(|goal| reached[*goal]).collect();
        if goals.is_empty() {
            // Nobody said what is favourable: then getting to any end is.
            goals = ends.values().copied().chain([off]).filter(|goal| reached[*goal]).collect();
        }
        let leads_to_goal = reach_back(&nodes, &goals);
        Ways { nodes, start, done, goals, leads_to_goal, reached }
    }
}

/// Where a step may lead: on, if it says nothing.
fn targets(step: &Step) -> impl Iterator<Item = &Target> {
    let on = step.outcomes.is_empty().then_some(&Target::On);
    step.outcomes.values().map(|target| &target.value).chain(on)
}

/// What can be reached from `start` if nobody gets past `blocked`.
fn reach(nodes: &[Node], start: usize, blocked: Option<usize>) -> Vec<bool> {
    let mut reached = vec![false; nodes.len()];
    let mut arrived = vec![0_usize; nodes.len()];
    let mut queue = VecDeque::from([start]);
    reached[start] = true;
    while let Some(node) = queue.pop_front() {
        if Some(node) == blocked {
            continue;
        }
        for &next in &nodes[node].successors {
            arrived[next] += 1;
            if !reached[next] && arrived[next] >= nodes[next].waits_for {
                reached[next] = true;
                queue.push_back(next);
            }
        }
    }
    reached
}

/// From where any of `goals` can be reached, whoever else has to arrive besides.
fn reach_back(nodes: &[Node], goals: &[usize]) -> Vec<bool> {
    let mut predecessors = vec![Vec::new(); nodes.len()];
    for (node, Node { successors, .. }) in nodes.iter().enumerate() {
        successors.iter().for_each(|next| predecessors[*next].push(node));
    }
    let mut leads = vec![false; nodes.len()];
    let mut queue: VecDeque<usize> = goals.iter().copied().collect();
    while let Some(node) = queue.pop_front() {
        if !std::mem::replace(&mut leads[node], true) {
            queue.extend(&predecessors[node]);
        }
    }
    leads
}

#[cfg(test)]
mod tests;
