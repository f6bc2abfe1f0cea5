//! Who is decided before whom, and circles of requirements.
//!
//! Both walk with a stack of their own: a chain of requirements as long as a file can hold
//! must not be a chain of calls.

use crate::definition::Decision;
use crate::id::DecisionId;
use indexmap::IndexMap;
use std::collections::BTreeSet;

/// Decisions that one decision may require, directly or not.
pub const REQUIRED_MAX: usize = 1_000;
/// Requirements that are followed for one decision: some of a thousand decisions may require
/// many of the others.
const FOLLOWED_MAX: usize = 20 * REQUIRED_MAX;

/// A decision and all that it requires, directly or not, each once and after what it requires
/// itself; knowledge models among them. Data and names that nobody defined are passed over.
/// Beyond [`REQUIRED_MAX`] the rest is missing ([`requires_too_many`]); in a circle
/// ([`circle`]) the order means nothing.
pub fn required_first<'a>(decisions: &'a IndexMap<DecisionId, Decision>, of: &str) -> Vec<&'a DecisionId> {
    let mut walk = Walk { decisions, seen: BTreeSet::new(), order: Vec::new(), followed: 0 };
    walk.from(of, FOLLOWED_MAX);
    walk.order
}

/// Whether a decision requires more than [`REQUIRED_MAX`] others.
pub fn requires_too_many(decisions: &IndexMap<DecisionId, Decision>, of: &str) -> bool {
    let mut walk = Walk { decisions, seen: BTreeSet::new(), order: Vec::new(), followed: 0 };
    !walk.from(of, FOLLOWED_MAX)
}

/// Every decision after those that it requires.
pub(super) fn all_required_first(decisions: &IndexMap<DecisionId, Decision>) -> Vec<&DecisionId> {
    let mut walk = Walk { decisions, seen: BTreeSet::new(), order: Vec::new(), followed: 0 };
    for id in decisions.keys() {
        walk.from(id.as_str(), usize::MAX);
    }
    walk.order
}

struct Walk<'a> {
    decisions: &'a IndexMap<DecisionId, Decision>,
    seen: BTreeSet<usize>,
    order: Vec<&'a DecisionId>,
    followed: usize,
}

impl<'a> Walk<'a> {
    /// Whether the whole was seen before `limit` requirements were followed.
    fn from(&mut self, start: &str, limit: usize) -> bool {
        let start = self.decisions.get_index_of(start).filter(|at| self.seen.insert(*at));
        let mut stack: Vec<(usize, usize)> = start.map(|at| (at, 0)).into_iter().collect();
        while let Some((at, next)) = stack.pop() {
            let Some((id, decision)) = self.decisions.get_index(at) else { continue };
            let Some(required) = decision.requires.get(next) else {
                self.order.push(id);
                continue;
            };
            self.followed += 1;
            if self.followed > limit || (limit < usize::MAX && self.seen.len() > REQUIRED_MAX) {
                return false;
            }
            stack.push((at, next + 1));
            if let Some(index) = self.decisions.get_index_of(&required.value)
                && self.seen.insert(index)
            {
                stack.push((index, 0));
            }
        }
        true
    }
}

/// The decisions of the first circle that there is, in the order in which each requires the
/// next; the last requires the first.
pub fn circle(decisions: &IndexMap<DecisionId, Decision>) -> Option<Vec<&DecisionId>> {
    let mut done = vec![false; decisions.len()];
    let mut on_path = vec![false; decisions.len()];
    for start in 0..decisions.len() {
        let mut path: Vec<(usize, usize)> = if done[start] { Vec::new() } else { vec![(start, 0)] };
        while let Some((at, next)) = path.last().copied() {
            on_path[at] = true;
            let required = decisions.get_index(at).and_then(|(_, decision)| decision.requires.get(next));
            let Some(required) = required else {
                on_path[at] = false;
                done[at] = true;
                path.pop();
                continue;
            };
            if let Some(last) = path.last_mut() {
                last.1 += 1;
            }
            let Some(index) = decisions.get_index_of(&required.value) else { continue };
            if on_path[index] {
                let members = path.iter().map(|(at, _)| *at).skip_while(|at| *at != index);
                return Some(members.filter_map(|at| decisions.get_index(at).map(|(id, _)| id)).collect());
            }
            if !done[index] {
                path.push((index, 0));
            }
        }
    }
    None
}
