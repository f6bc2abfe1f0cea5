//! Applies overlays to a definition: pure, and the same in whatever order their operations
//! stand.
//!
//! Everything that forbids an overlay is reported at once, in two sittings: first what of
//! the operations does not go together, and only where they do, what is left over once
//! they are applied (a need that nobody meets, a loop to nowhere). Whether the result is a
//! good process is not asked here: see [`check`](crate::check).

mod claims;
pub mod codes;
mod compose;
mod declare;
mod edit;
mod fates;
mod flow;
mod places;
mod plan;
#[cfg(test)]
mod tests;

use crate::definition::{Block, Branch, Definition, Flow, Holders, Party, RoleDeclaration, Stage, steps};
use crate::diagnostic::Diagnostic;
use crate::id::{RoleId, StepId};
use crate::overlay::{Applied, GatewayKind, Overlay};
use crate::span::Spanned;
use crate::step::Target;
use crate::title::Title;
use codes::notes;
pub use compose::compose;
use flow::Anchor;
use places::{Wrap, WrapKind};
use plan::Plan;
use ravand_feel::Args;
use std::collections::{BTreeMap, BTreeSet};

/// The definition that all operations of an overlay make of `base`.
///
/// ```
/// use ravand_core::{Definition, Overlay, merge};
/// # fn show(permit: &Definition, reform: &Overlay) {
/// match merge::apply(permit, reform) {
///     Ok(reformed) => println!("{} steps stay", reformed.steps.len()),
///     Err(problems) => println!("{} things forbid it", problems.len()),
/// }
/// # }
/// ```
pub fn apply(base: &Definition, overlay: &Overlay) -> Result<Definition, Vec<Diagnostic>> {
    apply_selected(base, overlay, |_| true)
}

/// The same with only those operations, by their position, that `selected` takes. What the
/// overlay brings besides (roles, documents, data, decisions) comes in any case.
pub fn apply_selected(
    base: &Definition,
    overlay: &Overlay,
    selected: impl Fn(usize) -> bool,
) -> Result<Definition, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    if overlay.of.value != base.id.value {
        let args = Args::new().with("of", &overlay.of).with("process", &base.id);
        problems.push(Diagnostic::at(&codes::OF_ANOTHER, overlay.of.span, args));
    }
    if base.flow.graph.is_some() {
        let chosen = overlay.changes.iter().enumerate().filter(|(index, _)| selected(*index));
        for (_, operation) in chosen.filter(|(_, operation)| operation.action.joins_anew()) {
            let args = Args::new().with("process", &base.id);
            problems.push(Diagnostic::at(&codes::JOINS_ANEW, operation.span, args));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
    }
    let mut result = base.clone();
    let operations = overlay.changes.iter().enumerate().filter(|(index, _)| selected(*index));
    declare::apply(&mut result, overlay, operations.map(|(_, operation)| operation), &mut problems);
    let plan = match Plan::of(base, overlay, &selected, &result.decisions) {
        Ok(plan) if problems.is_empty() => plan,
        Ok(_) => return Err(problems),
        Err(more) => {
            problems.extend(more);
            return Err(problems);
        }
    };
    let mut work = Work { base, plan: &plan, result, touched: BTreeSet::new(), problems };
    work.add();
    work.place();
    work.patch();
    work.take_out();
    work.retarget();
    work.reorder();
    fates::apply(&mut work);
    work.finish(overlay)
}

/// All overlays on one base, in the one order in which overlays stack: reforms before
/// variants, by id among each other. Stops at the first that cannot be applied.
pub fn stack(base: &Definition, overlays: &[&Overlay]) -> Result<Definition, Vec<Diagnostic>> {
    let mut overlays = overlays.to_vec();
    overlays.sort_by(|a, b| (a.kind, &a.id.value).cmp(&(b.kind, &b.id.value)));
    overlays.into_iter().try_fold(base.clone(), |definition, overlay| apply(&definition, overlay))
}

/// Steps in a line, into which others come anywhere; `None` stands before the first and
/// behind the last.
#[derive(Default)]
struct Line {
    next: BTreeMap<Option<StepId>, Option<StepId>>,
    before: BTreeMap<Option<StepId>, Option<StepId>>,
}

impl Line {
    fn of<'a>(ids: impl Iterator<Item = &'a StepId>) -> Self {
        let mut line = Self::default();
        line.join(None, None);
        for id in ids {
            let last = line.before(None);
            line.insert(id.clone(), last);
        }
        line
    }

    fn has(&self, id: &StepId) -> bool {
        self.next.contains_key(&Some(id.clone()))
    }

    fn before(&self, id: Option<&StepId>) -> Option<StepId> {
        self.before.get(&id.cloned()).cloned().flatten()
    }

    fn insert(&mut self, id: StepId, behind: Option<StepId>) {
        let next = self.next.get(&behind).cloned().flatten();
        self.join(behind, Some(id.clone()));
        self.join(Some(id), next);
    }

    fn join(&mut self, one: Option<StepId>, next: Option<StepId>) {
        self.before.insert(next.clone(), one.clone());
        self.next.insert(one, next);
    }

    fn ids(&self) -> Vec<StepId> {
        let mut ids = Vec::with_capacity(self.next.len());
        let mut at = None;
        while let Some(Some(next)) = self.next.get(&at) {
            ids.push(next.clone());
            at = Some(next.clone());
        }
        ids
    }
}

/// A definition on its way from `base` to what the plan makes of it.
struct Work<'a> {
    base: &'a Definition,
    plan: &'a Plan<'a>,
    result: Definition,
    /// Which operation touched which step.
    touched: BTreeSet<(usize, StepId)>,
    problems: Vec<Diagnostic>,
}

impl Work<'_> {
    /// Steps that come, in the order in which somebody would look for them: each stands
    /// behind what it follows.
    fn add(&mut self) {
        let mut line = Line::of(self.result.steps.keys());
        for (anchor, sequence) in &self.plan.places.sequences {
            let mut behind = match anchor {
                Anchor::After(step) if line.has(step) => Some((*step).clone()),
                Anchor::Before(step) if line.has(step) => line.before(Some(step)),
                Anchor::First(None) => None,
                _ => line.before(None),
            };
            for step in sequence {
                if self.plan.added.contains_key(&step.value) {
                    line.insert(step.value.clone(), behind);
                }
                behind = if line.has(&step.value) { Some(step.value.clone()) } else { line.before(None) };
            }
        }
        // What a written flow places comes last.
        for id in self.plan.added.keys() {
            if !line.has(id) {
                let last = line.before(None);
                line.insert((*id).clone(), last);
            }
        }
        let mut before = std::mem::take(&mut self.result.steps);
        for id in line.ids() {
            if let Some(added) = self.plan.added.get(&id) {
                self.result.step_spans.insert(id.clone(), added.place);
                self.touched.insert((added.operation, id.clone()));
                self.result.steps.insert(id, added.content.clone());
            } else if let Some(step) = before.swap_remove(&id) {
                self.result.steps.insert(id, step);
            }
        }
    }

    /// Blocks come around steps, and steps to their places.
    fn place(&mut self) {
        let places = &self.plan.places;
        let blocks = &mut self.result.flow.blocks;
        for wrap in &places.wraps {
            let run = wrap.branches.concat();
            flow::wrap(blocks, &run, &|taken| around(wrap, taken));
            self.touched.extend(run.into_iter().map(|step| (wrap.at.operation, step.clone())));
        }
        if places.placed.values().any(|placed| placed.moves) {
            flow::remove(blocks, &|step| places.moves(step));
        }
        for (anchor, steps) in &places.sequences {
            flow::insert(blocks, *anchor, steps);
        }
        let moved = places.placed.iter().filter(|(_, placed)| placed.moves);
        self.touched.extend(moved.map(|(step, placed)| (placed.at.operation, (*step).clone())));
    }

    fn patch(&mut self) {
        for (id, patches) in &self.plan.patches {
            let Some(step) = self.result.steps.get_mut(*id) else {
                continue;
            };
            edit::apply(id, step, patches, &self.result.decisions, &mut self.problems);
            self.touched.extend(patches.iter().map(|patch| (patch.operation, (*id).clone())));
        }
        for (stage, _, order) in &self.plan.places.orders {
            flow::set_order(&mut self.result.flow, *stage, order);
        }
        for to in &self.plan.process {
            declare::patch_process(&mut self.result, to, &mut self.problems);
        }
    }

    fn take_out(&mut self) {
        self.result.steps.retain(|id, _| !self.plan.gone.contains_key(id));
        self.result.step_spans.retain(|id, _| !self.plan.gone.contains_key(id));
        for gone in self.plan.gone.values() {
            if let Some(into) = gone.into {
                self.touched.insert((gone.operation, into.value.clone()));
            }
        }
    }

    /// Whoever led to a step that goes leads on to what followed it; whoever had to come
    /// after it, or be another person, is asked so of the step that took it in.
    fn retarget(&mut self) {
        let plan = self.plan;
        let gone = |id: &StepId| plan.gone.contains_key(id);
        let written = self.written_out();
        for (id, step) in &mut self.result.steps {
            for (outcome, target) in &mut step.outcomes {
                let (Target::BackTo(to) | Target::SkipTo(to)) = &mut target.value else {
                    continue;
                };
                let Some(lost) = plan.gone.get(to) else {
                    continue;
                };
                self.touched.insert((lost.operation, id.clone()));
                let next = flow::following(&self.base.flow, to, &gone);
                // What no flow of the result names any more cannot be followed there.
                let then = [Some(&self.result.flow), written.as_ref()].into_iter().flatten();
                let then = then.filter(|flow| flow.steps().iter().any(|step| step.value == *to));
                let moved = then.map(|flow| flow::following(flow, to, &gone)).find(|then| *then != next);
                if let Some(moved) = moved {
                    let names = Args::new().with("step", &*to).with("outcome", outcome).with("from", id);
                    let mover = [&moved, &next].into_iter().flatten().find_map(|step| plan.places.said_by(step));
                    let mover = mover.or_else(|| plan.places.written.first().map(|written| written.at));
                    let found = Diagnostic::at(&codes::JUMP_DEPENDS, lost.place, names);
                    let other = mover.map_or(target.span, |at| at.span);
                    self.problems.push(found.note(other, &notes::OTHER, Args::new()));
                    continue;
                }
                match next {
                    Some(next) => *to = next,
                    None => {
                        let args = Args::new().with("step", &*to).with("outcome", outcome).with("from", id);
                        let leads = Args::new().with("step", id);
                        let found = Diagnostic::at(&codes::NOTHING_FOLLOWS, lost.place, args);
                        self.problems.push(found.note(target.span, &notes::LEADS, leads));
                    }
                }
            }
            for list in [&mut step.after, &mut step.not_same_person_as, &mut step.same_person_as] {
                self.touched.extend(move_entries(list, id, plan).into_iter().map(|operation| (operation, id.clone())));
            }
        }
        flow::remove(&mut self.result.flow.blocks, &gone);
    }

    /// Stages go or have other names, and what is written out stands in place of what was.
    fn reorder(&mut self) {
        let places = &self.plan.places;
        let flow = &mut self.result.flow;
        for (stage, (_, title)) in &places.titles {
            if let Some(stage) = flow::stage_mut(&mut flow.blocks, stage) {
                stage.title = (*title).clone();
            }
        }
        for stage in places.unwrapped.keys() {
            flow::unwrap_stage(&mut flow.blocks, stage);
        }
        if let Some(written) = self.written_out() {
            self.result.flow = written;
        }
        for written in &places.written {
            let steps = steps(written.blocks).into_iter();
            self.touched.extend(steps.map(|step| (written.at.operation, step.value.clone())));
        }
    }

    /// The flow with what operations write out in place of what was, if one does.
    fn written_out(&self) -> Option<Flow> {
        let places = &self.plan.places;
        if places.written.is_empty() {
            return None;
        }
        let mut flow = self.result.flow.clone();
        for written in &places.written {
            let blocks = match written.stage {
                None => Some(&mut flow.blocks),
                Some(id) => flow::stage_mut(&mut flow.blocks, id).map(|stage| &mut stage.blocks),
            };
            if let Some(blocks) = blocks {
                *blocks = written.blocks.to_vec();
            }
        }
        Some(flow)
    }

    fn finish(mut self, overlay: &Overlay) -> Result<Definition, Vec<Diagnostic>> {
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        let system = RoleId::from(plan::SYSTEM);
        if self.plan.needs_system && !self.result.roles.contains_key(&system) {
            let declaration = RoleDeclaration {
                title: Title { en: Some("System".to_owned()), fa: Some("سامانه".to_owned()) },
                holders: Some(Holders::Unlimited),
                party: Party::System,
                ..RoleDeclaration::default()
            };
            self.result.roles.insert(system, declaration);
        }
        for (operation, id) in self.touched {
            if let Some(step) = self.result.steps.get_mut(&id) {
                step.history.push(Applied { overlay: overlay.id.value.clone(), operation });
            }
        }
        self.result.overlays.push(overlay.id.value.clone());
        Ok(self.result)
    }
}

/// The block that comes around steps.
fn around(wrap: &Wrap<'_>, mut taken: Vec<Block>) -> Block {
    match &wrap.around {
        WrapKind::Stage(id, title, order) => {
            Block::Stage(Stage { id: (*id).clone(), title: (*title).clone(), order: *order, blocks: taken })
        }
        WrapKind::Gateway(GatewayKind::All) => {
            let mut branches = Vec::new();
            for branch in &wrap.branches {
                let behind = taken.split_off(branch.len().min(taken.len()));
                branches.push(std::mem::replace(&mut taken, behind));
            }
            Block::All { branches, span: wrap.at.span }
        }
        WrapKind::Gateway(GatewayKind::One { when }) => {
            let opened = Branch { when: Some(when.clone()), blocks: taken };
            let past = Branch { when: None, blocks: Vec::new() };
            Block::One { branches: vec![opened, past], span: wrap.at.span }
        }
    }
}

/// Moves entries that name a step which goes to the step that takes it in; drops them
/// where there is none, or where it is the entry's own step. The operations that did so.
fn move_entries(list: &mut Vec<Spanned<StepId>>, own: &StepId, plan: &Plan<'_>) -> BTreeSet<usize> {
    let mut by = BTreeSet::new();
    let mut taken: BTreeSet<StepId> = list.iter().map(|entry| entry.value.clone()).collect();
    taken.insert(own.clone());
    list.retain_mut(|entry| {
        let Some(gone) = plan.gone.get(&entry.value) else {
            return true;
        };
        by.insert(gone.operation);
        let Some(into) = gone.into.filter(|into| taken.insert(into.value.clone())) else {
            return false;
        };
        entry.value.clone_from(&into.value);
        true
    });
    by
}
