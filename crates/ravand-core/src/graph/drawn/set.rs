//! A set of steps ordered by documents, with the gateways that follow from it.

use super::{Drawing, Loose, Way};
use crate::definition::Block;
use crate::diagnostic::Diagnostic;
use crate::documents::DocumentOrder;
use crate::graph::Gateway;
use crate::id::StepId;
use crate::span::Spanned;
use crate::title::Title;
use indexmap::{IndexMap, IndexSet};

impl Drawing<'_> {
    /// One set of all the steps in these blocks; what stands behind an `end` is its end.
    pub(super) fn by_documents(&mut self, blocks: &[Block], open: Vec<Loose>) -> Result<Vec<Loose>, Vec<Diagnostic>> {
        let (mut members, mut end) = (Vec::new(), None);
        gather(blocks, &mut members, &mut end);
        let order = DocumentOrder::of(self.definition, &members)?;
        let before = reduced(&order);
        let mut ways = self.set_out(&before, open);
        let mut left = Vec::new();
        self.beside += 1;
        for step in order.steps() {
            let Some(waits) = before.get(step) else { continue };
            let span = self.definition.step_span(step);
            let arriving = if waits.is_empty() {
                ways.roots.pop().into_iter().collect()
            } else {
                waits.iter().filter_map(|other| ways.behind.get_mut(other)?.pop()).map(|way| vec![way]).collect()
            };
            let arriving = self.joined(&format!("{step}-join"), arriving, span);
            let Some(part) = self.step(step) else { continue };
            let exits = self.after(arriving, part);
            let followers = before.values().filter(|waits| waits.contains(step)).count();
            match followers {
                0 => left.push(exits),
                1 => _ = ways.behind.insert(step.clone(), self.merged(exits, span)),
                _ => {
                    let split = self.gateway(&format!("{step}-split"), Gateway::Parallel, Title::default(), span);
                    self.lead(exits, &split);
                    let way = Loose { from: split, way: Way::default() };
                    ways.behind.insert(step.clone(), vec![way; followers]);
                }
            }
        }
        self.beside -= 1;
        let span = self.definition.flow.order.span;
        let exits = self.joined("join", left, span);
        match end {
            Some(end) => {
                self.end(Some(&end.value), end.span, exits);
                Ok(Vec::new())
            }
            None => Ok(exits),
        }
    }

    /// The ways to those that wait for nobody.
    fn set_out(&mut self, before: &IndexMap<StepId, Vec<StepId>>, open: Vec<Loose>) -> Ways {
        let first = before.values().filter(|waits| waits.is_empty()).count();
        if first < 2 {
            return Ways { roots: vec![open], behind: IndexMap::new() };
        }
        let split = self.gateway("split", Gateway::Parallel, Title::default(), self.definition.flow.order.span);
        self.lead(open, &split);
        Ways { roots: vec![vec![Loose { from: split, way: Way::default() }]; first], behind: IndexMap::new() }
    }
}

/// Ways that lead to steps of the set which are not drawn yet.
struct Ways {
    roots: Vec<Vec<Loose>>,
    behind: IndexMap<StepId, Vec<Loose>>,
}

fn gather(blocks: &[Block], into: &mut Vec<StepId>, end: &mut Option<Spanned<crate::id::EndId>>) {
    for block in blocks {
        match block {
            Block::Step(id) => into.push(id.value.clone()),
            Block::Stage(stage) => gather(&stage.blocks, into, end),
            Block::End(named) => *end = Some(named.clone()),
            _ => {}
        }
    }
}

/// For each step those that it waits for and no other of them waits for.
fn reduced(order: &DocumentOrder) -> IndexMap<StepId, Vec<StepId>> {
    let mut all: IndexMap<StepId, IndexSet<StepId>> = IndexMap::new();
    let mut near = IndexMap::new();
    for step in order.steps() {
        let waits: Vec<StepId> = order.predecessors(step).cloned().collect();
        let far: IndexSet<StepId> = waits.iter().filter_map(|other| all.get(other)).flatten().cloned().collect();
        near.insert(step.clone(), waits.iter().filter(|other| !far.contains(*other)).cloned().collect());
        all.insert(step.clone(), far.into_iter().chain(waits).collect());
    }
    near
}
