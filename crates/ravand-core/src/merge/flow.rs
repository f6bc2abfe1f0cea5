//! Surgery on a flow: a step comes in, steps go out, and what follows one that goes.
//!
//! Neighbours join where a step goes. A stage or branch that becomes empty stays: it is a
//! place that a person wrote.

use crate::definition::{Block, Flow, Order, Stage};
use crate::id::{StageId, StepId};
use crate::span::Spanned;

/// Puts behind every step what `comes` behind it.
pub(super) fn insert(blocks: &mut Vec<Block>, comes: &dyn Fn(&StepId) -> Vec<Spanned<StepId>>) {
    for block in std::mem::take(blocks) {
        let mut behind = Vec::new();
        let block = match block {
            Block::Step(id) => {
                behind = comes(&id.value);
                Block::Step(id)
            }
            Block::Stage(mut stage) => {
                insert(&mut stage.blocks, comes);
                Block::Stage(stage)
            }
            Block::All { mut branches, span } => {
                branches.iter_mut().for_each(|branch| insert(branch, comes));
                Block::All { branches, span }
            }
            Block::One { mut branches, span } => {
                branches.iter_mut().for_each(|branch| insert(&mut branch.blocks, comes));
                Block::One { branches, span }
            }
            Block::Call(_) | Block::End(_) => block,
        };
        blocks.push(block);
        blocks.extend(behind.into_iter().map(Block::Step));
    }
}

/// Takes every step out that is gone.
pub(super) fn remove(blocks: &mut Vec<Block>, gone: &dyn Fn(&StepId) -> bool) {
    blocks.retain(|block| !matches!(block, Block::Step(id) if gone(id)));
    for block in blocks {
        match block {
            Block::Stage(stage) => remove(&mut stage.blocks, gone),
            Block::All { branches, .. } => branches.iter_mut().for_each(|branch| remove(branch, gone)),
            Block::One { branches, .. } => {
                branches.iter_mut().for_each(|branch| remove(&mut branch.blocks, gone));
            }
            Block::Step(_) | Block::Call(_) | Block::End(_) => {}
        }
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
        Some(id) => order_stage(&mut flow.blocks, id, order),
    }
}

/// The stages of a flow, outer ones first.
pub(super) fn stages(blocks: &[Block]) -> Vec<&Stage> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Stage(stage) => {
                found.push(stage);
                found.extend(stages(&stage.blocks));
            }
            Block::All { branches, .. } => found.extend(branches.iter().flat_map(|branch| stages(branch))),
            Block::One { branches, .. } => {
                found.extend(branches.iter().flat_map(|branch| stages(&branch.blocks)));
            }
            Block::Step(_) | Block::Call(_) | Block::End(_) => {}
        }
    }
    found
}

/// Orders the first stage of that name; whether there was one.
fn order_stage(blocks: &mut [Block], id: &StageId, order: &Spanned<Order>) -> bool {
    blocks.iter_mut().any(|block| match block {
        Block::Stage(stage) if stage.id.value == *id => {
            stage.order = *order;
            true
        }
        Block::Stage(stage) => order_stage(&mut stage.blocks, id, order),
        Block::All { branches, .. } => branches.iter_mut().any(|branch| order_stage(branch, id, order)),
        Block::One { branches, .. } => branches.iter_mut().any(|branch| order_stage(&mut branch.blocks, id, order)),
        Block::Step(_) | Block::Call(_) | Block::End(_) => false,
    })
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
