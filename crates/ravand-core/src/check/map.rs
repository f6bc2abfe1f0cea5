//! Where each step stands in a flow: its position, the branches around it, and the set
//! that documents order, if it is in one.
//!
//! Also finds what is wrong with the shape of a flow itself, because it walks it anyway.

use super::codes::{self, notes};
use crate::definition::{Block, Definition, Order, Stage};
use crate::diagnostic::Diagnostic;
use crate::documents::DocumentOrder;
use crate::id::{StageId, StepId};
use crate::span::{Span, Spanned};
use crate::step::Target;
use crate::suggest::suggest;
use indexmap::IndexMap;
use ravand_feel::Args;
use std::collections::BTreeSet;

/// The place of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// Its position in the order of writing.
    pub(super) position: usize,
    /// The branches around it that run beside others, outermost first.
    pub(super) parallel: Vec<Arm>,
    /// The branches around it that exclude others, outermost first.
    pub(super) exclusive: Vec<Arm>,
    /// The set that documents order.
    pub(super) set: Option<usize>,
    /// Where the flow names it.
    pub(super) span: Span,
}

/// A branch: which gateway, which of its branches.
pub(super) type Arm = (usize, usize);

/// Where everything stands.
#[derive(Default)]
pub(super) struct Map {
    pub(super) places: IndexMap<StepId, Place>,
    /// The sets that documents order; `None` if steps of it wait for each other.
    pub(super) orders: Vec<Option<DocumentOrder>>,
}

impl Map {
    /// Walks the flow; adds what is wrong with it.
    pub(super) fn of(definition: &Definition, problems: &mut Vec<Diagnostic>) -> Map {
        let mut walker = Walker {
            definition,
            map: Map::default(),
            sets: Vec::new(),
            stages: IndexMap::new(),
            targets: targets(definition),
            gateways: 0,
            around: Around::default(),
            problems,
        };
        if definition.flow.order.value == Order::ByDocuments {
            walker.open_set();
        }
        walker.walk(&definition.flow.blocks);
        let (mut map, sets) = (walker.map, walker.sets);
        for set in sets {
            map.orders.push(match DocumentOrder::of(definition, &set) {
                Ok(order) => Some(order),
                Err(rings) => {
                    problems.extend(rings);
                    None
                }
            });
        }
        map
    }

    /// Whether no case does both steps, because a gateway sends it to one of them.
    pub(super) fn exclude_each_other(&self, a: &StepId, b: &StepId) -> bool {
        let (Some(a), Some(b)) = (self.places.get(a), self.places.get(b)) else {
            return false;
        };
        a.exclusive.iter().any(|(gateway, arm)| b.exclusive.iter().any(|(other, its)| gateway == other && arm != its))
    }
}

/// What is around the block that is being walked.
#[derive(Default)]
struct Around {
    parallel: Vec<Arm>,
    exclusive: Vec<Arm>,
    set: Option<usize>,
}

struct Walker<'a, 'p> {
    definition: &'a Definition,
    map: Map,
    sets: Vec<Vec<StepId>>,
    stages: IndexMap<&'a StageId, Span>,
    /// Steps that an outcome leads to.
    targets: BTreeSet<&'a StepId>,
    gateways: usize,
    around: Around,
    problems: &'p mut Vec<Diagnostic>,
}

impl<'a> Walker<'a, '_> {
    fn walk(&mut self, blocks: &'a [Block]) {
        let mut ended = false;
        for block in blocks {
            if ended && !self.is_jumped_to(block) {
                self.problems.push(Diagnostic::at(&codes::UNREACHABLE, place_of(block), Args::new()));
            }
            match block {
                Block::Step(step) => self.step(step),
                Block::Stage(stage) => self.stage(stage),
                Block::All { branches, span } => {
                    self.by_documents("all", *span);
                    let gateway = self.next_gateway();
                    for (index, branch) in branches.iter().enumerate() {
                        self.around.parallel.push((gateway, index));
                        self.walk(branch);
                        self.around.parallel.pop();
                    }
                }
                Block::One { branches, span } => {
                    self.by_documents("one", *span);
                    let gateway = self.next_gateway();
                    for (index, branch) in branches.iter().enumerate() {
                        self.around.exclusive.push((gateway, index));
                        self.walk(&branch.blocks);
                        self.around.exclusive.pop();
                    }
                }
                Block::Call(process) => self.by_documents("call", process.span),
                Block::End(end) => self.end(end),
            }
            ended = ends(block);
        }
    }

    /// Whether an outcome leads to where this block begins, over whatever stands before.
    fn is_jumped_to(&self, block: &Block) -> bool {
        let first = match block {
            Block::Step(step) => step,
            Block::Stage(stage) => {
                return stage.blocks.first().is_some_and(|block| self.is_jumped_to(block));
            }
            _ => return false,
        };
        self.targets.contains(&first.value)
    }

    fn step(&mut self, step: &Spanned<StepId>) {
        let steps = &self.definition.steps;
        if !steps.contains_key(&step.value) {
            let found = Diagnostic::at(&codes::STEP_UNKNOWN, step.span, Args::new().with("step", step));
            let known = steps.keys().map(|id| (id.as_str(), self.definition.step_span(id)));
            self.problems.push(suggest(found, step.as_str(), known, self.problems.len()));
            return;
        }
        if let Some(first) = self.map.places.get(&step.value) {
            let found = Diagnostic::at(&codes::STEP_TWICE, step.span, Args::new().with("step", step));
            self.problems.push(found.note(first.span, &notes::FIRST, Args::new()));
            return;
        }
        if let Some(set) = self.around.set.and_then(|set| self.sets.get_mut(set)) {
            set.push(step.value.clone());
        }
        let place = Place {
            position: self.map.places.len(),
            parallel: self.around.parallel.clone(),
            exclusive: self.around.exclusive.clone(),
            set: self.around.set,
            span: step.span,
        };
        self.map.places.insert(step.value.clone(), place);
    }

    fn stage(&mut self, stage: &'a Stage) {
        match self.stages.get(&stage.id.value) {
            Some(first) => {
                let args = Args::new().with("stage", &stage.id);
                let found = Diagnostic::at(&codes::STAGE_TWICE, stage.id.span, args);
                self.problems.push(found.note(*first, &notes::FIRST, Args::new()));
            }
            None => {
                self.stages.insert(&stage.id.value, stage.id.span);
            }
        }
        // Inside a set a stage is only a name.
        let opens = stage.order.value == Order::ByDocuments && self.around.set.is_none();
        if opens {
            self.open_set();
        }
        self.walk(&stage.blocks);
        if opens {
            self.around.set = None;
            self.around.parallel.pop();
        }
    }

    fn end(&mut self, end: &Spanned<crate::id::EndId>) {
        let ends = &self.definition.ends;
        if !ends.contains_key(&end.value) {
            let found = Diagnostic::at(&codes::END_UNKNOWN, end.span, Args::new().with("end", end));
            let known = ends.iter().map(|(id, declaration)| (id.as_str(), declaration.span));
            self.problems.push(suggest(found, end.as_str(), known, self.problems.len()));
        }
    }

    /// What documents order runs side by side, as the branches of a gateway do.
    fn open_set(&mut self) {
        let gateway = self.next_gateway();
        self.around.parallel.push((gateway, 0));
        self.around.set = Some(self.sets.len());
        self.sets.push(Vec::new());
    }

    fn next_gateway(&mut self) -> usize {
        self.gateways += 1;
        self.gateways
    }

    fn by_documents(&mut self, word: &'static str, span: Span) {
        if self.around.set.is_some() {
            let args = Args::new().with("word", word);
            self.problems.push(Diagnostic::at(&codes::GATEWAY_BY_DOCUMENTS, span, args));
        }
    }
}

/// Steps that an outcome leads to, other than by going on.
fn targets(definition: &Definition) -> BTreeSet<&StepId> {
    let targets = definition.steps.values().flat_map(|step| step.outcomes.values());
    let steps = targets.filter_map(|target| match &target.value {
        Target::SkipTo(to) | Target::BackTo(to) => Some(to),
        _ => None,
    });
    steps.collect()
}

/// Whether every case that comes to these blocks ends in them.
pub(super) fn all_end(blocks: &[Block]) -> bool {
    blocks.iter().any(ends)
}

fn ends(block: &Block) -> bool {
    match block {
        Block::Step(_) | Block::Call(_) => false,
        Block::End(_) => true,
        Block::Stage(stage) => all_end(&stage.blocks),
        Block::All { branches, .. } => !branches.is_empty() && branches.iter().all(|branch| all_end(branch)),
        Block::One { branches, .. } => {
            // Without an `otherwise` a case can pass all conditions by.
            branches.iter().any(|branch| branch.when.is_none()) && branches.iter().all(|branch| all_end(&branch.blocks))
        }
    }
}

fn place_of(block: &Block) -> Span {
    match block {
        Block::Step(step) => step.span,
        Block::Stage(stage) => stage.id.span,
        Block::All { span, .. } | Block::One { span, .. } => *span,
        Block::Call(process) => process.span,
        Block::End(end) => end.span,
    }
}
