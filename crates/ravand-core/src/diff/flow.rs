//! Ways from one flow to another, smallest first: steps that come and move, a stage written
//! out, everything written out.
//!
//! A way is a proposal. Whether it leads there is seen by applying it.

use crate::definition::{Block, Definition, Order, Stage, stages};
use crate::digest::flow_text;
use crate::id::{StageId, StepId};
use crate::overlay::{Action, Operation, Overlay, Spot};
use crate::span::{Span, Spanned};
use crate::title::Title;
use std::collections::{BTreeMap, BTreeSet};

/// Operations on the flow, and the places of new steps.
#[derive(Default)]
pub(super) struct Ways {
    changes: Vec<Operation>,
    spots: BTreeMap<StepId, Spot>,
}

impl Ways {
    /// Adds them to an overlay in which new steps have no place yet.
    pub(super) fn extend(self, overlay: &mut Overlay, b: &Definition) {
        let Ways { changes, mut spots } = self;
        for operation in &mut overlay.changes {
            if let Action::Add { step, at, .. } = &mut operation.action {
                *at = spots.remove(&step.value);
            }
        }
        overlay.changes.extend(changes);
        debug_assert!(spots.keys().all(|step| b.steps.contains_key(step)));
    }

    fn push(&mut self, action: Action, why: impl Into<String>) {
        self.changes.push(Operation::because(action, why));
    }
}

/// The whole flow written out.
pub(super) fn whole(b: &Definition) -> Ways {
    let mut ways = Ways::default();
    let action = Action::Order {
        stage: None,
        order: Some(b.flow.order),
        blocks: Some(b.flow.blocks.clone()),
        span: Span::default(),
    };
    ways.push(action, "the steps stand in another order");
    ways
}

/// Steps that come and move, stages that come, go and change.
pub(super) fn by_steps(a: &Definition, b: &Definition) -> Option<Ways> {
    Comparison::of(a, b, BTreeSet::new()).ways()
}

/// The same, where every outermost stage that is different inside is written out.
pub(super) fn by_stages(a: &Definition, b: &Definition) -> Option<Ways> {
    let outer = |blocks: &[Block]| -> BTreeMap<StageId, String> {
        let stages = blocks.iter().filter_map(|block| match block {
            Block::Stage(stage) => Some((stage.id.value.clone(), inside(stage))),
            _ => None,
        });
        stages.collect()
    };
    let (before, after) = (outer(&a.flow.blocks), outer(&b.flow.blocks));
    let written: BTreeSet<StageId> =
        after.into_iter().filter(|(id, text)| before.get(id).is_some_and(|it| it != text)).map(|(id, _)| id).collect();
    if written.is_empty() { None } else { Comparison::of(a, b, written).ways() }
}

/// What a stage holds, with the orders and titles of the stages in it.
fn inside(stage: &Stage) -> String {
    let mut text = flow_text(&stage.blocks);
    for stage in stages(&stage.blocks) {
        text.push_str(&format!("\n{} {:?} {:?}", stage.id, stage.order.value, stage.title));
    }
    text
}

/// A flow as a row: steps, and between them everything that is no step.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Step(StepId),
    Other(String),
    /// A stage opens; it closes with `Other(")")`.
    Stage(StageId),
}

struct Comparison<'a> {
    a: &'a Definition,
    b: &'a Definition,
    /// Stages that are written out.
    written: BTreeSet<StageId>,
    /// Stages that only one of the two has.
    gone: BTreeSet<StageId>,
    new: BTreeSet<StageId>,
    /// Steps that need not be put anywhere.
    fixed: BTreeSet<StepId>,
}

impl<'a> Comparison<'a> {
    fn of(a: &'a Definition, b: &'a Definition, written: BTreeSet<StageId>) -> Self {
        let ids = |definition: &Definition| -> BTreeSet<StageId> {
            stages(&definition.flow.blocks).into_iter().map(|stage| stage.id.value.clone()).collect()
        };
        let (before, after) = (ids(a), ids(b));
        let gone = before.difference(&after).cloned().collect();
        let new = after.difference(&before).cloned().collect();
        Self { a, b, written, gone, new, fixed: BTreeSet::new() }
    }

    fn ways(mut self) -> Option<Ways> {
        let mut row_a = Vec::new();
        self.row(&self.a.flow.blocks, &mut row_a);
        let mut row_b = Vec::new();
        self.row(&self.b.flow.blocks, &mut row_b);
        self.fixed = fixed(&row_a, &row_b)?;
        let mut ways = Ways::default();
        if self.a.flow.order != self.b.flow.order {
            let order = Some(self.b.flow.order);
            let action = Action::Order { stage: None, order, blocks: None, span: Span::default() };
            ways.push(action, "the process is ordered otherwise");
        }
        let gone: Vec<&Stage> =
            stages(&self.a.flow.blocks).into_iter().filter(|stage| self.gone.contains(&stage.id.value)).collect();
        for stage in gone {
            ways.push(Action::RemoveStage { stage: stage.id.clone() }, format!("the stage {} is gone", stage.id));
        }
        self.stages(&mut ways)?;
        self.place(&self.b.flow.blocks, None, &mut ways)?;
        Some(ways)
    }

    fn row(&self, blocks: &[Block], row: &mut Vec<Token>) {
        for block in blocks {
            match block {
                Block::Step(step) => row.push(Token::Step(step.value.clone())),
                Block::Stage(stage) if self.written.contains(&stage.id.value) => {
                    row.push(Token::Stage(stage.id.value.clone()));
                }
                // Those that only one has come and go around what stays.
                Block::Stage(stage) if self.gone.contains(&stage.id.value) || self.new.contains(&stage.id.value) => {
                    self.row(&stage.blocks, row);
                }
                Block::Stage(stage) => {
                    row.push(Token::Stage(stage.id.value.clone()));
                    self.row(&stage.blocks, row);
                    row.push(Token::Other(")".to_owned()));
                }
                Block::All { branches, .. } => {
                    row.push(Token::Other(format!("all {}", branches.len())));
                    for branch in branches {
                        self.row(branch, row);
                        row.push(Token::Other(")".to_owned()));
                    }
                }
                Block::One { branches, .. } => {
                    row.push(Token::Other(format!("one {}", branches.len())));
                    for branch in branches {
                        let when = branch.when.as_ref().map_or("otherwise".to_owned(), |when| format!("when {when}"));
                        row.push(Token::Other(when));
                        self.row(&branch.blocks, row);
                        row.push(Token::Other(")".to_owned()));
                    }
                }
                Block::Call(_) | Block::End(_) => row.push(Token::Other(flow_text(std::slice::from_ref(block)))),
            }
        }
    }

    /// Stages that both have and that differ in title or order, and stages that are new.
    fn stages(&self, ways: &mut Ways) -> Option<()> {
        let before: BTreeMap<&StageId, &Stage> =
            stages(&self.a.flow.blocks).into_iter().map(|stage| (&stage.id.value, stage)).collect();
        let mut open: Vec<&[Block]> = vec![&self.b.flow.blocks];
        while let Some(blocks) = open.pop() {
            for block in blocks {
                match block {
                    Block::Stage(stage) if self.new.contains(&stage.id.value) => new_stage(stage, ways)?,
                    Block::Stage(stage) => {
                        let written = self.written.contains(&stage.id.value);
                        changed_stage(before.get(&stage.id.value)?, stage, written, ways);
                        if !written {
                            open.push(&stage.blocks);
                        }
                    }
                    Block::All { branches, .. } => open.extend(branches.iter().map(Vec::as_slice)),
                    Block::One { branches, .. } => open.extend(branches.iter().map(|branch| branch.blocks.as_slice())),
                    Block::Step(_) | Block::Call(_) | Block::End(_) => {}
                }
            }
        }
        Some(())
    }

    /// Says where the steps of one list stand that are not fixed. `stage` is the stage whose
    /// list it is, `Some(None)` the flow; a branch has no name.
    fn place_list(&self, blocks: &[Block], named: Option<Option<&StageId>>, ways: &mut Ways) -> Option<()> {
        let mut at = 0;
        while at < blocks.len() {
            let run = blocks[at..].iter().map_while(|block| self.loose(block)).collect::<Vec<_>>();
            if run.is_empty() {
                at += 1;
                continue;
            }
            let step_at = |index: Option<usize>| match index.and_then(|index| blocks.get(index)) {
                Some(Block::Step(step)) => Some(step.value.clone()),
                _ => None,
            };
            let end = at + run.len();
            let closed = end == blocks.len() || end + 1 == blocks.len() && matches!(blocks[end], Block::End(_));
            let spot = if let Some(before) = step_at(at.checked_sub(1)) {
                Spot::After(Spanned::nowhere(before))
            } else if let Some(behind) = step_at(Some(end)) {
                Spot::Before(Spanned::nowhere(behind))
            } else if at == 0 {
                Spot::First(Spanned::nowhere(named?.cloned()))
            } else if closed {
                Spot::Last(Spanned::nowhere(named?.cloned()))
            } else {
                return None;
            };
            self.put(&run, spot, ways);
            at = end;
        }
        Some(())
    }

    fn place(&self, blocks: &[Block], stage: Option<&StageId>, ways: &mut Ways) -> Option<()> {
        self.place_list(blocks, Some(stage), ways)?;
        self.place_inner(blocks, ways)
    }

    fn place_inner(&self, blocks: &[Block], ways: &mut Ways) -> Option<()> {
        for block in blocks {
            match block {
                Block::Stage(stage) if self.written.contains(&stage.id.value) => {}
                Block::Stage(stage) => self.place(&stage.blocks, Some(&stage.id.value), ways)?,
                Block::All { branches, .. } => {
                    for branch in branches {
                        self.place_list(branch, None, ways)?;
                        self.place_inner(branch, ways)?;
                    }
                }
                Block::One { branches, .. } => {
                    for branch in branches {
                        self.place_list(&branch.blocks, None, ways)?;
                        self.place_inner(&branch.blocks, ways)?;
                    }
                }
                Block::Step(_) | Block::Call(_) | Block::End(_) => {}
            }
        }
        Some(())
    }

    /// A step that must be put somewhere.
    fn loose<'b>(&self, block: &'b Block) -> Option<&'b Spanned<StepId>> {
        match block {
            Block::Step(step) if !self.fixed.contains(&step.value) => Some(step),
            _ => None,
        }
    }

    /// Puts a run of steps at a place: new ones each by their own operation, those that move
    /// together by one.
    fn put(&self, run: &[&Spanned<StepId>], spot: Spot, ways: &mut Ways) {
        let mut spot = spot;
        let mut moving: Option<(Vec<Spanned<StepId>>, Spot)> = None;
        for step in run {
            let behind = Spot::After((*step).clone());
            let here = std::mem::replace(&mut spot, behind);
            if self.a.steps.contains_key(&step.value) {
                moving.get_or_insert_with(|| (Vec::new(), here)).0.push((*step).clone());
            } else {
                flush(&mut moving, ways);
                ways.spots.insert(step.value.clone(), here);
            }
        }
        flush(&mut moving, ways);
    }
}

fn flush(moving: &mut Option<(Vec<Spanned<StepId>>, Spot)>, ways: &mut Ways) {
    if let Some((steps, at)) = moving.take() {
        let ids: Vec<&str> = steps.iter().map(|step| step.as_str()).collect();
        let verb = if ids.len() == 1 { "stands" } else { "stand" };
        let why = format!("{} {verb} elsewhere", ids.join(", "));
        ways.push(Action::Move { steps, at }, why);
    }
}

fn new_stage(stage: &Stage, ways: &mut Ways) -> Option<()> {
    let around: Option<Vec<Spanned<StepId>>> = stage
        .blocks
        .iter()
        .map(|block| match block {
            Block::Step(step) => Some(step.clone()),
            _ => None,
        })
        .collect();
    let around = around.filter(|around| !around.is_empty())?;
    let action = Action::Stage { stage: stage.id.clone(), title: stage.title.clone(), order: stage.order, around };
    ways.push(action, format!("the stage {} is new", stage.id));
    Some(())
}

fn changed_stage(before: &Stage, stage: &Stage, written: bool, ways: &mut Ways) {
    if before.title != stage.title {
        let title: Title = stage.title.clone();
        ways.push(
            Action::ChangeStage { stage: stage.id.clone(), title },
            format!("the stage {} has another name", stage.id),
        );
    }
    let order: Option<Spanned<Order>> = (before.order != stage.order).then_some(stage.order);
    if written || order.is_some() {
        let blocks = written.then(|| stage.blocks.clone());
        let action = Action::Order { stage: Some(stage.id.clone()), order, blocks, span: Span::default() };
        ways.push(action, format!("the stage {} is ordered otherwise", stage.id));
    }
}

/// The steps that stand between the same neighbours that are no steps, in the same order:
/// as many as can be. None if what is between the steps differs.
fn fixed(a: &[Token], b: &[Token]) -> Option<BTreeSet<StepId>> {
    let between = |row: &[Token]| -> Vec<Token> {
        row.iter().filter(|token| !matches!(token, Token::Step(_))).cloned().collect()
    };
    if between(a) != between(b) {
        return None;
    }
    let mut places: BTreeMap<&StepId, (usize, usize)> = BTreeMap::new();
    let mut segment = 0;
    for (index, token) in a.iter().enumerate() {
        match token {
            Token::Step(step) => _ = places.insert(step, (segment, index)),
            Token::Other(_) | Token::Stage(_) => segment += 1,
        }
    }
    let mut fixed = BTreeSet::new();
    let mut row: Vec<(&StepId, usize)> = Vec::new();
    segment = 0;
    for token in b {
        match token {
            Token::Step(step) => {
                row.extend(places.get(step).filter(|(there, _)| *there == segment).map(|(_, index)| (step, *index)));
            }
            Token::Other(_) | Token::Stage(_) => {
                fixed.extend(longest_ascending(&row).into_iter().cloned());
                row.clear();
                segment += 1;
            }
        }
    }
    fixed.extend(longest_ascending(&row).into_iter().cloned());
    Some(fixed)
}

/// The longest part of a row whose numbers ascend (patience sorting).
fn longest_ascending<'a>(row: &[(&'a StepId, usize)]) -> Vec<&'a StepId> {
    let mut piles: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(row.len());
    for (index, (_, number)) in row.iter().enumerate() {
        let pile = piles.partition_point(|top| row[*top].1 < *number);
        before.push(pile.checked_sub(1).map(|pile| piles[pile]));
        if pile == piles.len() {
            piles.push(index);
        } else {
            piles[pile] = index;
        }
    }
    let mut longest = Vec::new();
    let mut at = piles.last().copied();
    while let Some(index) = at {
        longest.push(row[index].0);
        at = before[index];
    }
    longest
}
