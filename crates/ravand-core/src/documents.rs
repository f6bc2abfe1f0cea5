//! Order by documents: which step waits for which, as far as documents and `after` say.
//!
//! Invariant: steps are kept in a topological order, so that a step's index is larger than
//! that of everything that it waits for. Knows nothing of conditions: a step that a case
//! passes over counts as done.

use crate::check::codes;
use crate::definition::Definition;
use crate::diagnostic::Diagnostic;
use crate::id::StepId;
use indexmap::{IndexMap, IndexSet};
use ravand_feel::{Args, Words};
use std::collections::BTreeSet;

static MEMBER: Words = Words { en: "`{step}` is in the ring", fa: "«{step}» در این حلقه است" };

/// Pairs of a step and one that it waits for, in one set. Many makers of one document times
/// many users of it would otherwise fill the memory.
pub const WAITS_MAX: usize = 250_000;

/// Steps of a ring that a diagnostic tells one by one.
const RING_SHOWN_MAX: usize = 20;

/// Who waits for whom in a set of steps under `order: by documents`.
///
/// A step waits for every step of the set that makes a document which it needs or may use
/// (for all makers, where there are several), and for those that it names in `after`.
/// Makers outside the set, and a document's maker that needs an earlier version of it
/// itself, hold nobody up.
///
/// ```
/// use ravand_core::{Definition, documents::DocumentOrder};
/// # fn show(permit: &Definition) {
/// let steps: Vec<_> = permit.flow.steps().into_iter().map(|s| s.value.clone()).collect();
/// if let Ok(order) = DocumentOrder::of(permit, &steps) {
///     for step in order.steps() {
///         println!("{step} waits for {}", order.predecessors(step).count());
///     }
/// }
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentOrder {
    steps: IndexSet<StepId>,
    predecessors: Vec<Vec<usize>>,
    successors: Vec<Vec<usize>>,
}

impl DocumentOrder {
    /// The order of `steps`. Among steps that do not wait for each other the order given
    /// is kept.
    ///
    /// # Errors
    /// One diagnostic for each ring of steps that wait for each other; or one, if more than
    /// [`WAITS_MAX`] pairs wait.
    pub fn of(definition: &Definition, steps: &[StepId]) -> Result<DocumentOrder, Vec<Diagnostic>> {
        let given: IndexSet<StepId> = steps.iter().cloned().collect();
        let waits = waits(definition, &given).ok_or_else(|| {
            let args = Args::new().with("process", &definition.id).with("max", WAITS_MAX);
            vec![Diagnostic::at(&codes::TOO_MANY_WAITS, definition.id.span, args)]
        })?;
        let sorted = sort(&waits)
            .map_err(|rings| rings.iter().map(|ring| describe(definition, &given, ring)).collect::<Vec<_>>())?;

        let mut new_index = vec![0; given.len()];
        for (new, old) in sorted.iter().enumerate() {
            new_index[*old] = new;
        }
        let mut order = DocumentOrder {
            steps: sorted.iter().filter_map(|old| given.get_index(*old).cloned()).collect(),
            predecessors: vec![Vec::new(); given.len()],
            successors: vec![Vec::new(); given.len()],
        };
        for (new, old) in sorted.iter().enumerate() {
            let mut before: Vec<usize> = waits[*old].iter().map(|old| new_index[*old]).collect();
            before.sort_unstable();
            before.iter().for_each(|index| order.successors[*index].push(new));
            order.predecessors[new] = before;
        }
        Ok(order)
    }

    /// The steps; each stands behind all that it waits for.
    pub fn steps(&self) -> impl Iterator<Item = &StepId> {
        self.steps.iter()
    }

    /// Whether a step is in the set.
    pub fn contains(&self, step: &StepId) -> bool {
        self.steps.contains(step)
    }

    /// The steps that `step` waits for; none if it is not in the set.
    pub fn predecessors(&self, step: &StepId) -> impl Iterator<Item = &StepId> {
        self.linked(&self.predecessors, step)
    }

    /// The steps that wait for `step`; none if it is not in the set.
    pub fn successors(&self, step: &StepId) -> impl Iterator<Item = &StepId> {
        self.linked(&self.successors, step)
    }

    /// All steps on any path from `from` to `to`, both with them, each behind all that it
    /// waits for: the branch that a redo repeats. Empty if `to` does not depend on `from`.
    pub fn between(&self, from: &StepId, to: &StepId) -> Vec<StepId> {
        let (Some(from), Some(to)) = (self.steps.get_index_of(from), self.steps.get_index_of(to)) else {
            return Vec::new();
        };
        if from > to {
            return Vec::new();
        }
        // What lies between two steps lies between their indices.
        let mut reached = vec![false; to + 1];
        reached[from] = true;
        for index in from + 1..=to {
            reached[index] = self.predecessors[index].iter().any(|before| reached[*before]);
        }
        let mut leads = vec![false; to + 1];
        leads[to] = true;
        for index in (from..to).rev() {
            leads[index] = self.successors[index].iter().any(|behind| leads.get(*behind) == Some(&true));
        }
        let on_path = (from..=to).filter(|index| reached[*index] && leads[*index]);
        on_path.filter_map(|index| self.steps.get_index(index).cloned()).collect()
    }

    fn linked(&self, links: &[Vec<usize>], step: &StepId) -> impl Iterator<Item = &StepId> {
        let indices = self.steps.get_index_of(step).and_then(|index| links.get(index)).cloned().unwrap_or_default();
        indices.into_iter().filter_map(|index| self.steps.get_index(index))
    }
}

/// For each step those that it waits for; `None` if they are too many.
fn waits(definition: &Definition, steps: &IndexSet<StepId>) -> Option<Vec<BTreeSet<usize>>> {
    let mut makers: IndexMap<&str, Vec<usize>> = IndexMap::new();
    for (index, id) in steps.iter().enumerate() {
        for document in definition.steps.get(id).into_iter().flat_map(|step| &step.produces) {
            makers.entry(document.as_str()).or_default().push(index);
        }
    }
    let mut waits = Vec::with_capacity(steps.len());
    let mut pairs = 0;
    for (index, id) in steps.iter().enumerate() {
        let Some(step) = definition.steps.get(id) else {
            waits.push(BTreeSet::new());
            continue;
        };
        let documents = step.needs.iter().chain(&step.may_use);
        let made = documents.filter_map(|document| makers.get(document.as_str())).flatten().copied();
        let named = step.after.iter().filter_map(|id| steps.get_index_of(&id.value));
        // A step that makes a new version of what it needs does not wait for itself.
        let before: BTreeSet<usize> = made.filter(|maker| *maker != index).chain(named).collect();
        pairs += before.len();
        if pairs > WAITS_MAX {
            return None;
        }
        waits.push(before);
    }
    Some(waits)
}

/// A topological order, the smallest index first where there is a choice; or else rings
/// that have no step in common.
fn sort(waits: &[BTreeSet<usize>]) -> Result<Vec<usize>, Vec<Vec<usize>>> {
    let mut behind = vec![Vec::new(); waits.len()];
    let mut open: Vec<usize> = waits.iter().map(BTreeSet::len).collect();
    for (index, before) in waits.iter().enumerate() {
        before.iter().for_each(|before| behind[*before].push(index));
    }
    let mut ready: BTreeSet<usize> = (0..waits.len()).filter(|index| open[*index] == 0).collect();
    let mut left: BTreeSet<usize> = (0..waits.len()).collect();
    let mut sorted = Vec::with_capacity(waits.len());
    let mut rings = Vec::new();
    loop {
        while let Some(next) = ready.pop_first() {
            left.remove(&next);
            sorted.push(next);
            for waiting in &behind[next] {
                open[*waiting] -= 1;
                if open[*waiting] == 0 && left.contains(waiting) {
                    ready.insert(*waiting);
                }
            }
        }
        let Some(start) = left.first() else { break };
        // Everything left waits for something left, so that walking back comes round.
        let ring = walk_back(*start, waits, &left);
        // As if the ring were done: what waits behind it may hold a ring of its own.
        for member in &ring {
            left.remove(member);
            for waiting in &behind[*member] {
                open[*waiting] -= 1;
                if open[*waiting] == 0 && left.contains(waiting) {
                    ready.insert(*waiting);
                }
            }
        }
        ready.retain(|index| left.contains(index));
        rings.push(ring);
    }
    if rings.is_empty() { Ok(sorted) } else { Err(rings) }
}

/// A ring that is reached by walking from step to predecessor, in the order of waiting.
fn walk_back(start: usize, waits: &[BTreeSet<usize>], left: &BTreeSet<usize>) -> Vec<usize> {
    let mut path = IndexSet::from([start]);
    let mut at = start;
    while let Some(before) = waits[at].iter().find(|before| left.contains(before)) {
        if let Some(first) = path.get_index_of(before) {
            path.drain(..first);
            break;
        }
        path.insert(*before);
        at = *before;
    }
    path.into_iter().rev().collect()
}

/// `a (x) → b → a`: b needs a's document x, a comes after b. Of a long ring only the first
/// steps are told; nobody mends it by reading thousands.
fn describe(definition: &Definition, steps: &IndexSet<StepId>, ring: &[usize]) -> Diagnostic {
    let ids: Vec<&StepId> = ring.iter().filter_map(|index| steps.get_index(*index)).collect();
    let mut text = String::new();
    for (position, id) in ids.iter().enumerate().take(RING_SHOWN_MAX) {
        text.push_str(id.as_str());
        let next = ids[(position + 1) % ids.len()];
        if let Some(document) = handed_over(definition, id, next) {
            text.push_str(&format!(" ({document})"));
        }
        text.push_str(" → ");
    }
    if ids.len() > RING_SHOWN_MAX {
        text.push_str("… → ");
    }
    let Some(first) = ids.first() else {
        return Diagnostic::general(&codes::RING, Args::new().with("ring", text));
    };
    text.push_str(first.as_str());
    let diagnostic = Diagnostic::at(&codes::RING, definition.step_span(first), Args::new().with("ring", text));
    ids.iter().take(RING_SHOWN_MAX).skip(1).fold(diagnostic, |diagnostic, id| {
        diagnostic.note(definition.step_span(id), &MEMBER, Args::new().with("step", id))
    })
}

/// A document of `maker` that `user` waits for.
fn handed_over<'a>(definition: &'a Definition, maker: &StepId, user: &StepId) -> Option<&'a str> {
    let (maker, user) = (definition.steps.get(maker)?, definition.steps.get(user)?);
    let used = |document: &str| user.needs.iter().chain(&user.may_use).any(|used| used.as_str() == document);
    maker.produces.iter().map(|document| document.as_str()).find(|document| used(document))
}

#[cfg(test)]
mod tests {
    use super::DocumentOrder;
    use crate::id::StepId;
    use crate::testing::{ids, process};

    /// d needs what b and c make of a's document; e is alone, f comes after e.
    const PROCESS: &str = "f: @e\nd: y z? > w\nc: x > z\nb: x > y\na: in-form > x\ne: > v v2";

    fn order(text: &str) -> Result<DocumentOrder, Vec<crate::Diagnostic>> {
        let definition = process(text);
        let steps: Vec<StepId> = definition.steps.keys().cloned().collect();
        DocumentOrder::of(&definition, &steps)
    }

    fn check<'a>(steps: impl IntoIterator<Item = &'a StepId>, expected: &str) {
        assert_eq!(steps.into_iter().map(StepId::as_str).collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn a_step_waits_for_the_makers_of_its_documents_and_for_after() {
        let order = order(PROCESS).unwrap();
        check(order.steps(), "a c b d e f");
        check(order.predecessors(&"d".into()), "c b");
        check(order.successors(&"a".into()), "c b");
        check(order.predecessors(&"f".into()), "e");
        check(order.predecessors(&"a".into()), "");
        check(order.predecessors(&"unknown".into()), "");
    }

    #[test]
    fn a_redo_repeats_what_lies_between() {
        let order = order(PROCESS).unwrap();
        check(&order.between(&"a".into(), &"d".into()), "a c b d");
        check(&order.between(&"b".into(), &"d".into()), "b d");
        check(&order.between(&"d".into(), &"d".into()), "d");
        check(&order.between(&"e".into(), &"d".into()), "");
        check(&order.between(&"d".into(), &"a".into()), "");
        check(&order.between(&"d".into(), &"unknown".into()), "");
    }

    #[test]
    fn all_makers_come_first_and_a_new_version_waits_for_the_old() {
        let order = order("c: x\nb: x > x\na: > x").unwrap();
        check(order.steps(), "a b c");
        check(order.predecessors(&"c".into()), "a b");
    }

    #[test]
    fn makers_outside_the_set_hold_nobody_up() {
        let definition = process(PROCESS);
        let order = DocumentOrder::of(&definition, &["d".into(), "b".into()]).unwrap();
        check(order.steps(), "b d");
        assert!(!order.contains(&"a".into()));
    }

    #[test]
    fn too_many_that_wait_are_refused_before_they_fill_the_memory() {
        let text: String = (0..600).map(|i| format!("s{i}: x > x\n")).collect();
        assert_eq!(ids(&order(&text).unwrap_err()), "DF061");
    }

    #[test]
    fn every_ring_is_reported() {
        let rings = order("a: x > y\nb: y > x\nc: y > z\nd: @d\ne: @d z").unwrap_err();
        assert_eq!(ids(&rings), "DF060 DF060");
        let texts: Vec<_> = rings.iter().filter_map(|ring| ring.args.get("ring")).collect();
        assert_eq!(texts, ["b (x) → a (y) → b", "d → d"]);
    }
}
