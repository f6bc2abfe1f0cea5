//! What is different about one step.

use super::{Both, Differs};
use crate::digest::part;
use crate::id::{OutcomeName, StepId};
use crate::overlay::{ListEdit, StepPatch};
use crate::span::Spanned;
use crate::step::{AttributeName, Step};
use indexmap::IndexMap;
use std::collections::BTreeSet;

/// The change that makes the second of two steps of the first. What a list loses because a
/// step is `gone` goes by itself.
pub(super) fn patch(both: &Both<'_>, id: &StepId, (a, b): (&Step, &Step), gone: &BTreeSet<&StepId>) -> StepPatch {
    let mut to = StepPatch::default();
    for name in AttributeName::ALL {
        match both.differs(&format!("steps/{}/{}", part(id.as_str()), name.as_str())) {
            Differs::Not => {}
            Differs::Says => to.attributes.take_over(&b.attributes, *name),
            Differs::IsSilent => to.unset.push(Spanned::nowhere(*name)),
        }
    }
    to.needs = list(&a.needs, &b.needs, |_| false);
    to.may_use = list(&a.may_use, &b.may_use, |_| false);
    to.produces = list(&a.produces, &b.produces, |_| false);
    to.asks = list(&a.asks, &b.asks, |_| false);
    to.evidence = list(&a.evidence, &b.evidence, |_| false);
    to.after = list(&a.after, &b.after, |step| gone.contains(step));
    to.not_same_person_as = list(&a.not_same_person_as, &b.not_same_person_as, |step| gone.contains(step));
    to.same_person_as = list(&a.same_person_as, &b.same_person_as, |step| gone.contains(step));
    for (name, target) in &b.outcomes {
        if a.outcomes.get(name) != Some(target) {
            to.outcomes.insert(name.clone(), target.clone().map(Some));
        }
    }
    for (name, target) in a.outcomes.iter().filter(|(name, _)| !b.outcomes.contains_key(*name)) {
        to.outcomes.insert(name.clone(), Spanned::new(None, target.span));
    }
    let went = |name: &OutcomeName| a.outcomes.contains_key(name) && !b.outcomes.contains_key(name);
    to.chances = shares(&a.chances, &b.chances, went);
    to.catches = shares(&a.catches, &b.catches, |_| false);
    to
}

/// The change of a list that is a set.
fn list<T: Clone + Ord>(a: &[Spanned<T>], b: &[Spanned<T>], goes: impl Fn(&T) -> bool) -> Option<ListEdit<T>> {
    let set = |list: &[Spanned<T>]| list.iter().map(|item| item.value.clone()).collect::<BTreeSet<T>>();
    let (before, after) = (set(a), set(b));
    let mut seen = BTreeSet::new();
    let mut not_in = |list: &[Spanned<T>], other: &BTreeSet<T>| -> Vec<Spanned<T>> {
        seen.clear();
        list.iter().filter(|item| !other.contains(&item.value) && seen.insert(item.value.clone())).cloned().collect()
    };
    let add = not_in(b, &before);
    let drop: Vec<_> = not_in(a, &after).into_iter().filter(|item| !goes(&item.value)).collect();
    if add.is_empty() && drop.is_empty() {
        return None;
    }
    if add.len() + drop.len() > b.len() {
        let whole = b.iter().filter(|item| !goes(&item.value)).cloned().collect();
        return Some(ListEdit::Replace(whole));
    }
    Some(ListEdit::Edit { add, drop })
}

/// The change of named shares; one that goes with something else needs no word.
fn shares<K: Clone + Eq + std::hash::Hash>(
    a: &IndexMap<K, Spanned<f64>>,
    b: &IndexMap<K, Spanned<f64>>,
    went: impl Fn(&K) -> bool,
) -> IndexMap<K, Spanned<Option<f64>>> {
    let mut to = IndexMap::new();
    for (name, share) in b {
        // Shares are compared as they are written: what was read from one text is one number.
        if a.get(name) != Some(share) || went(name) {
            to.insert(name.clone(), share.map(Some));
        }
    }
    for (name, share) in a.iter().filter(|(name, _)| !b.contains_key(*name) && !went(name)) {
        to.insert(name.clone(), Spanned::new(None, share.span));
    }
    to
}
