//! Surgery on a flow: steps come in and go out, blocks come around them, and what follows
//! a step that goes.
//!
//! Neighbours join where a step goes. A stage or branch that becomes empty stays: it is a
//! place that a person wrote. Nesting is as deep as a text may be, so that walking down
//! needs no limit of its own.

use crate::definition::{Block, Flow, Order, Stage, lists};
use crate::id::{StageId, StepId};
use crate::span::Spanned;
use std::collections::BTreeMap;

/// Where something is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Anchor<'a> {
    /// Right behind a step.
    After(&'a StepId),
    /// Right before a step.
    Before(&'a StepId),
    /// The first of a stage, or of the flow.
    First(Option<&'a StageId>),
    /// The last of a stage or of the flow, but before an end that closes it.
    Last(Option<&'a StageId>),
}

fn lists_mut(block: &mut Block) -> Vec<&mut Vec<Block>> {
    match block {
        Block::Stage(stage) => vec![&mut stage.blocks],
        Block::All { branches, .. } => branches.iter_mut().collect(),
        Block::One { branches, .. } => branches.iter_mut().map(|branch| &mut branch.blocks).collect(),
        Block::Step(_) | Block::Call(_) | Block::End(_) => Vec::new(),
    }
}

fn position(blocks: &[Block], step: &StepId) -> Option<usize> {
    blocks.iter().position(|block| matches!(block, Block::Step(id) if id.value == *step))
}

/// Puts steps at a place; whether the place was found.
pub(super) fn insert(blocks: &mut Vec<Block>, anchor: Anchor<'_>, steps: &[Spanned<StepId>]) -> bool {
    let new = steps.iter().cloned().map(Block::Step);
    match anchor {
        Anchor::After(step) => beside(blocks, step, &|list, at| drop(list.splice(at + 1..at + 1, new.clone()))),
        Anchor::Before(step) => beside(blocks, step, &|list, at| drop(list.splice(at..at, new.clone()))),
        Anchor::First(stage) => inside(blocks, stage, |list| drop(list.splice(0..0, new))),
        Anchor::Last(stage) => inside(blocks, stage, |list| {
            let closed = matches!(list.last(), Some(Block::End(_)));
            let at = list.len() - usize::from(closed);
            list.splice(at..at, new);
        }),
    }
}

/// Does something with the list in which a step stands, and its position there.
fn beside(blocks: &mut Vec<Block>, step: &StepId, what: &dyn Fn(&mut Vec<Block>, usize)) -> bool {
    if let Some(at) = position(blocks, step) {
        what(blocks, at);
        return true;
    }
    blocks.iter_mut().any(|block| lists_mut(block).into_iter().any(|list| beside(list, step, what)))
}

fn inside(blocks: &mut Vec<Block>, stage: Option<&StageId>, what: impl FnOnce(&mut Vec<Block>)) -> bool {
    let list = match stage {
        None => Some(blocks),
        Some(id) => stage_mut(blocks, id).map(|stage| &mut stage.blocks),
    };
    list.map(what).is_some()
}

/// The first stage of that id.
pub(super) fn stage_mut<'a>(blocks: &'a mut [Block], id: &StageId) -> Option<&'a mut Stage> {
    for block in blocks {
        if matches!(block, Block::Stage(stage) if stage.id.value == *id) {
            return match block {
                Block::Stage(stage) => Some(stage),
                _ => None,
            };
        }
        for list in lists_mut(block) {
            if let Some(found) = stage_mut(list, id) {
                return Some(found);
            }
        }
    }
    None
}

/// Whether these steps stand directly behind each other in one list.
pub(super) fn is_run(blocks: &[Block], run: &[&StepId]) -> bool {
    let Some(first) = run.first() else { return false };
    match position(blocks, first) {
        Some(at) => run
            .iter()
            .enumerate()
            .all(|(offset, step)| matches!(blocks.get(at + offset), Some(Block::Step(id)) if id.value == **step)),
        None => blocks.iter().any(|block| lists(block).into_iter().any(|list| is_run(list, run))),
    }
}

/// Puts a block in the place of steps that stand directly behind each other.
pub(super) fn wrap(blocks: &mut Vec<Block>, run: &[&StepId], around: &dyn Fn(Vec<Block>) -> Block) -> bool {
    let Some(first) = run.first() else { return false };
    beside(blocks, first, &|list, at| {
        let end = (at + run.len()).min(list.len());
        let taken = list.splice(at..end, []).collect();
        list.insert(at, around(taken));
    })
}

/// Puts the blocks of a stage in its place.
pub(super) fn unwrap_stage(blocks: &mut Vec<Block>, id: &StageId) -> bool {
    let here = blocks.iter().position(|block| matches!(block, Block::Stage(stage) if stage.id.value == *id));
    if let Some(at) = here {
        let inner = match blocks.get_mut(at) {
            Some(Block::Stage(stage)) => std::mem::take(&mut stage.blocks),
            _ => Vec::new(),
        };
        blocks.splice(at..=at, inner);
        return true;
    }
    blocks.iter_mut().any(|block| lists_mut(block).into_iter().any(|list| unwrap_stage(list, id)))
}

/// Takes every step out that is gone.
pub(super) fn remove(blocks: &mut Vec<Block>, gone: &dyn Fn(&StepId) -> bool) {
    blocks.retain(|block| !matches!(block, Block::Step(id) if gone(id)));
    for block in blocks {
        lists_mut(block).into_iter().for_each(|list| remove(list, gone));
    }
}

/// The first step behind `step` that stays. None if a gateway, a call or an end comes
/// before it, or the end of a parallel branch: an outcome leads to a step, and never out
/// of such a branch.
pub(super) fn following(flow: &Flow, step: &StepId, gone: &dyn Fn(&StepId) -> bool) -> Option<StepId> {
    match search(&flow.blocks, step, gone) {
        Search::Found(next) => Some(next),
        Search::Absent | Search::Open | Search::Blocked => None,
    }
}

/// Sets the order of the process, or of the stage; whether it was found.
pub(super) fn set_order(flow: &mut Flow, stage: Option<&StageId>, order: &Spanned<Order>) -> bool {
    match stage {
        None => {
            flow.order = *order;
            true
        }
        Some(id) => stage_mut(&mut flow.blocks, id).map(|stage| stage.order = *order).is_some(),
    }
}

/// The stages around each step and each stage, outer ones first.
#[derive(Default)]
pub(super) struct Around<'a> {
    steps: BTreeMap<&'a StepId, Vec<&'a StageId>>,
    stages: BTreeMap<&'a StageId, Vec<&'a StageId>>,
}

impl<'a> Around<'a> {
    pub(super) fn of(blocks: &'a [Block]) -> Self {
        let mut around = Self::default();
        around.walk(blocks, &mut Vec::new());
        around
    }

    fn walk(&mut self, blocks: &'a [Block], path: &mut Vec<&'a StageId>) {
        for block in blocks {
            match block {
                Block::Step(step) => _ = self.steps.entry(&step.value).or_insert_with(|| path.clone()),
                Block::Stage(stage) => {
                    self.stages.entry(&stage.id.value).or_insert_with(|| path.clone());
                    path.push(&stage.id.value);
                    self.walk(&stage.blocks, path);
                    path.pop();
                }
                _ => lists(block).into_iter().for_each(|list| self.walk(list, path)),
            }
        }
    }

    pub(super) fn has_step(&self, step: &StepId) -> bool {
        self.steps.contains_key(step)
    }

    /// Whether a step stands in a stage, or in the flow if `scope` is none.
    pub(super) fn step_in(&self, step: &StepId, scope: Option<&StageId>) -> bool {
        scope.is_none_or(|scope| self.steps.get(step).is_some_and(|path| path.contains(&scope)))
    }

    /// Whether a stage stands inside another one, or in the flow if `scope` is none.
    pub(super) fn stage_in(&self, stage: &StageId, scope: Option<&StageId>) -> bool {
        scope.is_none_or(|scope| self.stages.get(stage).is_some_and(|path| path.contains(&scope)))
    }
}

enum Search {
    /// Not in these blocks.
    Absent,
    /// Here, and nothing of these blocks follows it.
    Open,
    /// Here, and this step follows.
    Found(StepId),
    /// Here, and something follows that is no step.
    Blocked,
}

fn search(blocks: &[Block], step: &StepId, gone: &dyn Fn(&StepId) -> bool) -> Search {
    for (index, block) in blocks.iter().enumerate() {
        let inside = match block {
            Block::Step(id) if id.value == *step => Search::Open,
            Block::Step(_) | Block::Call(_) | Block::End(_) => Search::Absent,
            Block::Stage(stage) => search(&stage.blocks, step, gone),
            Block::All { branches, .. } => {
                let found = branches.iter().map(|branch| search(branch, step, gone));
                match first_present(found) {
                    Search::Open => Search::Blocked,
                    other => other,
                }
            }
            Block::One { branches, .. } => {
                first_present(branches.iter().map(|branch| search(&branch.blocks, step, gone)))
            }
        };
        match inside {
            Search::Absent => {}
            Search::Open => return first(&blocks[index + 1..], gone),
            other => return other,
        }
    }
    Search::Absent
}

fn first_present(mut found: impl Iterator<Item = Search>) -> Search {
    found.find(|search| !matches!(search, Search::Absent)).unwrap_or(Search::Absent)
}

/// The first step of these blocks that stays.
fn first(blocks: &[Block], gone: &dyn Fn(&StepId) -> bool) -> Search {
    for block in blocks {
        match block {
            Block::Step(id) if gone(id) => {}
            Block::Step(id) => return Search::Found(id.value.clone()),
            Block::Stage(stage) => match first(&stage.blocks, gone) {
                Search::Open => {}
                other => return other,
            },
            Block::All { .. } | Block::One { .. } | Block::Call(_) | Block::End(_) => {
                return Search::Blocked;
            }
        }
    }
    Search::Open
}
