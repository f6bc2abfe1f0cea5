//! Ids of one text in the words of another.

use ravand_core::{Attributes, Branch};
use ravand_core::{
    Block, Definition, DocumentId, EndId, OnBreach, RoleId, SecondSignatory, Sla, Spanned, Stage, StageId, Step,
    StepId, Target, Vote,
};
use std::collections::BTreeMap;

/// New ids for old ones; what is not named keeps its id. Data and decision tables keep theirs,
/// since expressions name them; so do the processes that are called.
///
/// ```
/// use ravand_bank::unify::Names;
/// use ravand_core::{Block, Definition, Spanned, Step};
/// let mut permit = Definition::empty("shop-sign-permit");
/// permit.steps.insert("s1".into(), Step::default());
/// permit.flow.blocks.push(Block::Step(Spanned::nowhere("s1".into())));
/// let mut names = Names::default();
/// names.steps.insert("s1".into(), "visit".into());
/// let renamed = names.apply(&permit);
/// assert!(renamed.steps.contains_key("visit"));
/// assert_eq!(names.inverse().apply(&renamed), permit);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// Steps.
    pub steps: BTreeMap<StepId, StepId>,
    /// Stages.
    pub stages: BTreeMap<StageId, StageId>,
    /// Roles.
    pub roles: BTreeMap<RoleId, RoleId>,
    /// Documents.
    pub documents: BTreeMap<DocumentId, DocumentId>,
    /// Ends.
    pub ends: BTreeMap<EndId, EndId>,
}

impl Names {
    /// The old ids for the new ones.
    #[must_use]
    pub fn inverse(&self) -> Self {
        fn turned<T: Clone + Ord>(names: &BTreeMap<T, T>) -> BTreeMap<T, T> {
            names.iter().map(|(old, new)| (new.clone(), old.clone())).collect()
        }
        Self {
            steps: turned(&self.steps),
            stages: turned(&self.stages),
            roles: turned(&self.roles),
            documents: turned(&self.documents),
            ends: turned(&self.ends),
        }
    }

    /// A definition under its new ids. The names must not bring two things together. The
    /// elements of a graph are not renamed.
    #[must_use]
    pub fn apply(&self, definition: &Definition) -> Definition {
        let mut renamed = definition.clone();
        rename_keys(&mut renamed.roles, &self.roles);
        rename_keys(&mut renamed.documents, &self.documents);
        rename_keys(&mut renamed.ends, &self.ends);
        rename_keys(&mut renamed.steps, &self.steps);
        rename_keys(&mut renamed.step_spans, &self.steps);
        renamed.steps.values_mut().for_each(|step| self.step(step));
        self.blocks(&mut renamed.flow.blocks);
        if let Some(Sla { due: _, warn_at: _, on_breach: Some(breach) }) = &mut renamed.sla {
            self.on_breach(&mut breach.value);
        }
        renamed
    }

    fn blocks(&self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Step(step) => rename(step, &self.steps),
                Block::Stage(Stage { id, title: _, order: _, blocks }) => {
                    rename(id, &self.stages);
                    self.blocks(blocks);
                }
                Block::All { branches, span: _ } => branches.iter_mut().for_each(|branch| self.blocks(branch)),
                Block::One { branches, span: _ } => {
                    branches.iter_mut().for_each(|Branch { when: _, blocks }| self.blocks(blocks));
                }
                Block::End(end) => rename(end, &self.ends),
                // A call keeps its process; a block that comes later has nothing to rename yet.
                _ => {}
            }
        }
    }

    /// Taken apart with all of its fields, so that a new one does not compile before somebody
    /// has decided whether it names something.
    fn step(&self, step: &mut Step) {
        let Step {
            attributes,
            needs,
            may_use,
            produces,
            asks: _,
            evidence,
            after,
            not_same_person_as,
            same_person_as,
            outcomes,
            chances: _,
            catches: _,
            history: _,
        } = step;
        for document in needs.iter_mut().chain(may_use).chain(produces).chain(evidence) {
            rename(document, &self.documents);
        }
        for step in after.iter_mut().chain(not_same_person_as).chain(same_person_as) {
            rename(step, &self.steps);
        }
        for target in outcomes.values_mut() {
            match &mut target.value {
                Target::BackTo(step) | Target::SkipTo(step) => change(step, &self.steps),
                Target::End(end) => change(end, &self.ends),
                Target::On | Target::Call(_) => {}
            }
        }
        self.attributes(attributes);
    }

    fn attributes(&self, attributes: &mut Attributes) {
        let Attributes {
            title: _,
            kind: _,
            role,
            discretion: _,
            legal_basis: _,
            work: _,
            wait: _,
            elapsed: _,
            contact: _,
            assign: _,
            criteria: _,
            due: _,
            on_breach,
            silence_basis: _,
            safeguard: _,
            irreversible: _,
            decision: _,
            reason_required: _,
            objection,
            second_signatory,
            queue: _,
            when: _,
            to,
            vote,
        } = attributes;
        [role, objection, to].into_iter().flatten().for_each(|role| rename(role, &self.roles));
        on_breach.iter_mut().for_each(|breach| self.on_breach(&mut breach.value));
        if let Some(Spanned { value: SecondSignatory::Role(role), .. }) = second_signatory {
            change(role, &self.roles);
        }
        if let Some(Spanned { value: Vote { members, carried_by: _, quorum: _ }, .. }) = vote {
            members.iter_mut().for_each(|role| rename(role, &self.roles));
        }
    }

    fn on_breach(&self, breach: &mut OnBreach) {
        match breach {
            OnBreach::Escalate(role) | OnBreach::Notify(role) => change(role, &self.roles),
            OnBreach::Reassign | OnBreach::Consent | OnBreach::Withdraw | OnBreach::Refuse => {}
        }
    }
}

fn change<T: Clone + Ord>(id: &mut T, names: &BTreeMap<T, T>) {
    if let Some(new) = names.get(id) {
        id.clone_from(new);
    }
}

fn rename<T: Clone + Ord>(id: &mut Spanned<T>, names: &BTreeMap<T, T>) {
    change(&mut id.value, names);
}

fn rename_keys<T: Clone + Ord + std::hash::Hash, V>(map: &mut indexmap::IndexMap<T, V>, names: &BTreeMap<T, T>) {
    let renamed = std::mem::take(map).into_iter().map(|(mut id, value)| {
        change(&mut id, names);
        (id, value)
    });
    *map = renamed.collect();
}
