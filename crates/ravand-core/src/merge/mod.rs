//! Applies overlays to a definition: pure, and the same in whatever order their operations
//! stand.
//!
//! Everything that forbids an overlay is reported at once, in two sittings: first what of
//! the operations does not go together, and only where they do, what is left over once
//! they are applied (a need that nobody meets, a loop to nowhere). Whether the result is a
//! good process is not asked here: see [`check`](crate::check).

mod claims;
pub mod codes;
mod edit;
mod fates;
mod flow;
mod plan;
#[cfg(test)]
mod tests;

use crate::definition::{DataDeclaration, Decision, Definition, DocumentDeclaration, Holders, Party, RoleDeclaration};
use crate::diagnostic::Diagnostic;
use crate::id::{RoleId, StepId};
use crate::overlay::{Applied, Overlay};
use crate::span::{Span, Spanned};
use crate::step::Target;
use crate::title::Title;
use codes::notes;
use indexmap::IndexMap;
use plan::{Added, Plan};
use ravand_feel::Args;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::hash::Hash;

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
    let mut result = base.clone();
    bring_in(&mut result, overlay, &mut problems);
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
    work.patch();
    work.take_out();
    work.retarget();
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
    /// Steps that come. Each stands behind its anchor among the steps too, so that a list
    /// of steps reads in the order of the flow. All come in one pass: putting them in one by
    /// one moves what stands behind each of them.
    fn add(&mut self) {
        if self.plan.added.is_empty() {
            return;
        }
        // No two steps come behind the same one, so that additions form chains.
        let behind: Behind<'_> = self.plan.added.iter().map(|(id, added)| (&added.after.value, (*id, added))).collect();
        flow::insert(&mut self.result.flow.blocks, &|anchor| {
            chain(&behind, anchor).map(|(id, added)| Spanned::new(id.clone(), added.place)).collect()
        });
        let there = std::mem::take(&mut self.result.steps);
        // The flow may name an anchor that nobody defined: what comes behind it comes first.
        let undefined =
            behind.keys().filter(|anchor| !there.contains_key(**anchor) && !self.plan.added.contains_key(**anchor));
        for (id, added) in undefined.flat_map(|anchor| chain(&behind, anchor)) {
            self.result.steps.insert(id.clone(), added.content.clone());
        }
        for (id, step) in there {
            self.result.steps.insert(id.clone(), step);
            for (id, added) in chain(&behind, &id) {
                self.result.steps.insert(id.clone(), added.content.clone());
            }
        }
        for (id, added) in &self.plan.added {
            self.result.step_spans.insert((*id).clone(), added.place);
            self.touched.insert((added.operation, (*id).clone()));
        }
    }

    fn patch(&mut self) {
        for (id, patches) in &self.plan.patches {
            let Some(step) = self.result.steps.get_mut(*id) else {
                continue;
            };
            edit::apply(id, step, patches, &self.result.decisions, &mut self.problems);
            self.touched.extend(patches.iter().map(|patch| (patch.operation, (*id).clone())));
        }
        for (stage, order) in &self.plan.orders {
            flow::set_order(&mut self.result.flow, *stage, order);
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
        for (id, step) in &mut self.result.steps {
            for (outcome, target) in &mut step.outcomes {
                let (Target::BackTo(to) | Target::SkipTo(to)) = &mut target.value else {
                    continue;
                };
                let Some(lost) = plan.gone.get(to) else {
                    continue;
                };
                self.touched.insert((lost.operation, id.clone()));
                match flow::following(&self.result.flow, to, &gone) {
                    Some(next) => *to = next,
                    None => {
                        let args = Args::new().with("step", &*to).with("outcome", outcome).with("from", id);
                        let leads = Args::new().with("step", id);
                        let found = Diagnostic::at(&codes::NOTHING_FOLLOWS, lost.place, args);
                        self.problems.push(found.note(target.span, &notes::LEADS, leads));
                    }
                }
            }
            for list in [&mut step.after, &mut step.not_same_person_as] {
                self.touched.extend(move_entries(list, id, plan).into_iter().map(|operation| (operation, id.clone())));
            }
        }
        flow::remove(&mut self.result.flow.blocks, &gone);
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

/// Steps that come, each by the one that it comes behind.
type Behind<'a> = BTreeMap<&'a StepId, (&'a StepId, &'a Added<'a>)>;

/// The steps that come behind `anchor`, one behind the other.
fn chain<'a>(behind: &'a Behind<'a>, anchor: &StepId) -> impl Iterator<Item = (&'a StepId, &'a Added<'a>)> {
    std::iter::successors(behind.get(anchor), |(id, _)| behind.get(*id)).copied()
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

/// What the overlay brings besides its operations.
fn bring_in(result: &mut Definition, overlay: &Overlay, problems: &mut Vec<Diagnostic>) {
    bring(&mut result.roles, &overlay.roles, ("roles", problems), |there, new| {
        let said = new.holders.is_some() || new.assumed;
        agrees(&there.title, &new.title)
            && (!said || (there.holders, there.assumed) == (new.holders, new.assumed))
            && (new.party == Party::default() || new.party == there.party)
    });
    bring(&mut result.documents, &overlay.documents, ("documents", problems), |there, new| {
        agrees(&there.title, &new.title) && there.from_applicant >= new.from_applicant && there.optional >= new.optional
    });
    bring(&mut result.data, &overlay.data, ("data", problems), |there, new| {
        agrees(&there.title, &new.title)
            && (&there.ty, there.personal, &there.default) == (&new.ty, new.personal, &new.default)
    });
    bring(&mut result.decisions, &overlay.decisions, ("decisions", problems), |there, new| {
        without_places(there) == without_places(new)
    });
}

/// Takes over what is new. What is there already must say the same; it stays as it is.
fn bring<K: Clone + Eq + Hash + fmt::Display, V: Clone + Placed>(
    there: &mut IndexMap<K, V>,
    new: &IndexMap<K, V>,
    (what, problems): (&'static str, &mut Vec<Diagnostic>),
    same: impl Fn(&V, &V) -> bool,
) {
    for (id, new) in new {
        match there.get(id) {
            Some(there) if same(there, new) => {}
            Some(there) => {
                let args = Args::new().with("id", id).with("what", what);
                let found = Diagnostic::at(&codes::REDEFINED, new.place(), args);
                problems.push(found.note(there.place(), &notes::EXISTS, Args::new()));
            }
            None => {
                there.insert(id.clone(), new.clone());
            }
        }
    }
}

/// Whether a title says nothing else than another.
fn agrees(there: &Title, new: &Title) -> bool {
    let agrees = |there: &Option<String>, new: &Option<String>| new.is_none() || there == new;
    agrees(&there.en, &new.en) && agrees(&there.fa, &new.fa)
}

/// A decision as if no text held it: moving a line does not make another decision of it.
fn without_places(decision: &Decision) -> Decision {
    let mut decision = Decision { span: Span::default(), ..decision.clone() };
    decision.rules.iter_mut().for_each(|rule| rule.span = Span::default());
    decision.outputs.values_mut().for_each(|output| output.span = Span::default());
    decision
}

/// What was written somewhere.
trait Placed {
    fn place(&self) -> Span;
}

macro_rules! placed {
    ($($name:ident)+) => {$(
        impl Placed for $name {
            fn place(&self) -> Span {
                self.span
            }
        }
    )+};
}

placed!(RoleDeclaration DocumentDeclaration DataDeclaration Decision);
