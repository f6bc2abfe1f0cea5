//! Applies the patches of one step.
//!
//! The patches touch different things, so that only the order in which *new* items stand
//! could depend on theirs: items of one operation stay as written, and operations are
//! ordered by the first item that each brings.

use super::codes;
use super::plan::Patch;
use crate::definition::Decision;
use crate::diagnostic::Diagnostic;
use crate::id::{DecisionId, OutcomeName, StepId};
use crate::overlay::ListEdit;
use crate::span::{Span, Spanned};
use crate::step::Step;
use indexmap::IndexMap;
use ravand_feel::Args;
use std::fmt;

/// Changes `step` as all patches say.
pub(super) fn apply(
    id: &StepId,
    step: &mut Step,
    patches: &[Patch<'_>],
    decisions: &IndexMap<DecisionId, Decision>,
    problems: &mut Vec<Diagnostic>,
) {
    for patch in patches {
        step.attributes.overwrite_with(&patch.patch.attributes);
        for name in &patch.patch.unset {
            if !step.attributes.unset(name.value) {
                let args = Args::new().with("what", name.as_str()).with("step", id);
                problems.push(Diagnostic::at(&codes::NOT_SAID, name.span, args));
            }
        }
    }
    macro_rules! edit_lists {
        ($($list:ident)+) => {$(
            let edits = patches.iter().filter_map(|patch| Some((patch.place, patch.patch.$list.as_ref()?)));
            edit_list(&mut step.$list, edits.collect(), (id, stringify!($list)), problems);
        )+};
    }
    edit_lists!(needs may_use produces asks evidence after not_same_person_as same_person_as);
    edit_outcomes(id, step, patches, problems);
    edit_catches(id, step, patches, problems);
    for decision in patches.iter().filter_map(|patch| decisions.get(patch.table?)) {
        step.asks.retain(|name| !decision.outputs.contains_key(&name.value));
    }
}

fn edit_list<T: Clone + Ord + fmt::Display>(
    list: &mut Vec<Spanned<T>>,
    edits: Vec<(Span, &ListEdit<T>)>,
    (step, what): (&StepId, &'static str),
    problems: &mut Vec<Diagnostic>,
) {
    let args = |item: &T| Args::new().with("item", item).with("what", what).with("step", step);
    let mut comes = Vec::new();
    for (_, edit) in edits {
        match edit {
            ListEdit::Replace(items) => list.clone_from(items),
            ListEdit::Edit { add, drop } => {
                for item in drop {
                    let before = list.len();
                    list.retain(|there| there.value != item.value);
                    if list.len() == before {
                        problems.push(Diagnostic::at(&codes::NOT_THERE, item.span, args(&item.value)));
                    }
                }
                comes.push(add.iter().map(|item| (&item.value, item)).collect());
            }
        }
    }
    for (_, item) in in_order(comes) {
        if list.iter().any(|there| there.value == item.value) {
            problems.push(Diagnostic::at(&codes::THERE_ALREADY, item.span, args(&item.value)));
        } else {
            list.push(item.clone());
        }
    }
}

fn edit_outcomes(id: &StepId, step: &mut Step, patches: &[Patch<'_>], problems: &mut Vec<Diagnostic>) {
    let mut new_outcomes = Vec::new();
    let mut new_chances = Vec::new();
    for patch in patches.iter().map(|patch| &patch.patch) {
        let mut comes = Vec::new();
        for (name, target) in &patch.outcomes {
            let there = step.outcomes.contains_key(name);
            match &target.value {
                Some(to) => {
                    let to = Spanned::new(to.clone(), target.span);
                    match step.outcomes.get_mut(name) {
                        Some(target) => *target = to,
                        None => comes.push((name, to)),
                    }
                }
                None if there => {
                    step.outcomes.shift_remove(name);
                    step.chances.shift_remove(name);
                }
                None => {
                    let args = Args::new().with("item", name).with("what", "outcomes").with("step", id);
                    problems.push(Diagnostic::at(&codes::NOT_THERE, target.span, args));
                }
            }
        }
        new_outcomes.push(comes);
        let mut comes: Vec<(&OutcomeName, Spanned<f64>)> = Vec::new();
        for (name, chance) in &patch.chances {
            match (chance.value, step.chances.get_mut(name)) {
                (Some(value), Some(there)) => *there = Spanned::new(value, chance.span),
                (Some(value), None) => comes.push((name, Spanned::new(value, chance.span))),
                (None, Some(_)) => drop(step.chances.shift_remove(name)),
                // It has gone with its outcome.
                (None, None) if patch.outcomes.get(name).is_some_and(|target| target.value.is_none()) => {}
                (None, None) => {
                    let args = Args::new().with("item", name).with("what", "chances").with("step", id);
                    problems.push(Diagnostic::at(&codes::NOT_THERE, chance.span, args));
                }
            }
        }
        new_chances.push(comes);
    }
    for (name, target) in in_order(new_outcomes) {
        step.outcomes.insert(name.clone(), target);
    }
    for (name, chance) in in_order(new_chances) {
        step.chances.insert(name.clone(), chance);
    }
}

fn edit_catches(id: &StepId, step: &mut Step, patches: &[Patch<'_>], problems: &mut Vec<Diagnostic>) {
    let mut new = Vec::new();
    for patch in patches.iter().map(|patch| &patch.patch) {
        let mut comes: Vec<(&String, Spanned<f64>)> = Vec::new();
        for (error, share) in &patch.catches {
            match (share.value, step.catches.get_mut(error)) {
                (Some(value), Some(there)) => *there = Spanned::new(value, share.span),
                (Some(value), None) => comes.push((error, Spanned::new(value, share.span))),
                (None, Some(_)) => drop(step.catches.shift_remove(error)),
                (None, None) => {
                    let args = Args::new().with("item", error).with("what", "catches").with("step", id);
                    problems.push(Diagnostic::at(&codes::NOT_THERE, share.span, args));
                }
            }
        }
        new.push(comes);
    }
    for (error, share) in in_order(new) {
        step.catches.insert(error.clone(), share);
    }
}

/// What several operations bring, in an order that does not depend on theirs.
fn in_order<K: Ord, V>(mut groups: Vec<Vec<(K, V)>>) -> Vec<(K, V)> {
    groups.sort_by(|a, b| a.first().map(|item| &item.0).cmp(&b.first().map(|item| &item.0)));
    groups.into_iter().flatten().collect()
}
