//! Where two processes differ, step by step: what a distance is made of.

use super::Outline;
use ravand_core::{Definition, Diagnostic, StepId};
use std::collections::BTreeSet;

/// The steps in which two processes differ, the same things that [`Distance`](super::Distance)
/// measures.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contrast {
    /// Steps that only the second has.
    pub added: BTreeSet<StepId>,
    /// Steps that only the first has.
    pub removed: BTreeSet<StepId>,
    /// Steps of both that say something else than their titles differently.
    pub changed: BTreeSet<StepId>,
    /// Steps of both that another step of both follows directly, or that follow another one.
    pub reordered: BTreeSet<StepId>,
}

impl Contrast {
    /// Compares two processes.
    ///
    /// ```
    /// use ravand_bank::Contrast;
    /// use ravand_core::{Block, Definition, Spanned, Step};
    /// let mut base = Definition::empty("shop-sign-permit");
    /// for step in ["register", "visit"] {
    ///     base.steps.insert(step.into(), Step::default());
    ///     base.flow.blocks.push(Block::Step(Spanned::nowhere(step.into())));
    /// }
    /// let mut other = base.clone();
    /// other.flow.blocks.reverse();
    /// let found = Contrast::of(&base, &other).expect("both can be drawn");
    /// assert!(found.added.is_empty() && found.reordered.len() == 2);
    /// ```
    ///
    /// # Errors
    /// What stands against drawing one of them: steps that wait for each other in a ring, or
    /// more elements than [`ELEMENTS_MAX`](super::ELEMENTS_MAX).
    pub fn of(base: &Definition, other: &Definition) -> Result<Self, Vec<Diagnostic>> {
        Ok(Self::between(&Outline::of(base)?, &Outline::of(other)?))
    }

    pub(super) fn between(one: &Outline, other: &Outline) -> Self {
        let shared: BTreeSet<&StepId> = one.steps.keys().filter(|id| other.steps.contains_key(*id)).collect();
        let only = |of: &Outline, than: &Outline| {
            of.steps.keys().filter(|id| !than.steps.contains_key(*id)).cloned().collect::<BTreeSet<_>>()
        };
        let changed = shared.iter().filter(|id| one.steps[**id] != other.steps[**id]);
        let (here, there) = (one.relations.follows(&shared), other.relations.follows(&shared));
        let turned = here.symmetric_difference(&there).flat_map(|(before, after)| [*before, *after]);
        Self {
            added: only(other, one),
            removed: only(one, other),
            changed: changed.map(|id| (*id).clone()).collect(),
            reordered: turned.cloned().collect(),
        }
    }

    /// Whether they differ in nothing that is compared.
    pub fn is_empty(&self) -> bool {
        [&self.added, &self.removed, &self.changed, &self.reordered].into_iter().all(BTreeSet::is_empty)
    }
}
