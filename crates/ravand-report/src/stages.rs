//! The steps of a definition by the stage in which they stand, in the order of the flow.
//!
//! Gateways inside a stage are passed through: a picture of the whole asks who has a say, not
//! which branch a case takes. Steps outside every stage stand in a group without a name.

use ravand_core::{Block, Contact, Definition, DocumentId, Kind, RoleId, StageId, Step, StepId, Title};
use std::collections::BTreeSet;

/// Steps of one stage.
#[derive(Debug, Clone)]
pub(crate) struct Group<'a> {
    /// `None` for what stands outside every stage.
    pub(crate) stage: Option<(&'a StageId, &'a Title)>,
    pub(crate) steps: Vec<(&'a StepId, &'a Step)>,
}

/// What can be counted of some steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) steps: usize,
    pub(crate) signatures: usize,
    pub(crate) discretionary: usize,
    pub(crate) face_to_face: usize,
    pub(crate) documents: usize,
    pub(crate) roles: usize,
}

/// The groups of a definition; each stage once, in the order in which the flow reaches it.
pub(crate) fn groups(definition: &Definition) -> Vec<Group<'_>> {
    let mut groups = Vec::new();
    walk(definition, &definition.flow.blocks, None, &mut groups);
    groups
}

fn walk<'a>(
    definition: &'a Definition,
    blocks: &'a [Block],
    stage: Option<(&'a StageId, &'a Title)>,
    groups: &mut Vec<Group<'a>>,
) {
    for block in blocks {
        match block {
            Block::Step(id) => {
                let Some((id, step)) = definition.steps.get_key_value(&id.value) else { continue };
                let named = stage.map(|(id, _)| id);
                match groups.iter_mut().find(|group| group.stage.map(|(id, _)| id) == named) {
                    Some(group) => group.steps.push((id, step)),
                    None => groups.push(Group { stage, steps: vec![(id, step)] }),
                }
            }
            Block::Stage(inner) => {
                let of = (&inner.id.value, &inner.title);
                if !groups.iter().any(|group| group.stage.is_some_and(|(id, _)| id == of.0)) {
                    groups.push(Group { stage: Some(of), steps: Vec::new() });
                }
                walk(definition, &inner.blocks, Some(of), groups);
            }
            Block::All { branches, .. } => branches.iter().for_each(|b| walk(definition, b, stage, groups)),
            Block::One { branches, .. } => branches.iter().for_each(|b| walk(definition, &b.blocks, stage, groups)),
            _ => {}
        }
    }
}

/// Each stage of the process as it is with what is left of it, and then new ones.
pub(crate) fn side_by_side<'a>(
    before: &'a Definition,
    after: &'a Definition,
) -> Vec<(Option<Group<'a>>, Option<Group<'a>>)> {
    let name = |group: &Group<'_>| group.stage.map(|(id, _)| id.clone());
    let mut left: Vec<Option<Group<'a>>> = groups(after).into_iter().map(Some).collect();
    let mut rows: Vec<(Option<Group<'a>>, Option<Group<'a>>)> = Vec::new();
    for group in groups(before) {
        let same = left.iter_mut().find(|other| other.as_ref().is_some_and(|other| name(other) == name(&group)));
        let other = same.and_then(Option::take);
        rows.push((Some(group), other));
    }
    rows.extend(left.into_iter().flatten().map(|group| (None, Some(group))));
    rows
}

impl Tally {
    pub(crate) fn of(definition: &Definition, steps: &[(&StepId, &Step)]) -> Self {
        let count = |wanted: &dyn Fn(&Step) -> bool| steps.iter().filter(|(_, step)| wanted(step)).count();
        let roles: BTreeSet<&RoleId> = steps.iter().filter_map(|(_, step)| step.role()).collect();
        Self {
            steps: steps.len(),
            signatures: count(&|step| step.kind() == Kind::Approve),
            discretionary: count(&|step| step.discretion().is_discretionary()),
            face_to_face: count(&|step| step.contact() == Contact::FaceToFace),
            documents: brought(definition, steps.iter().map(|(_, step)| *step)).len(),
            roles: roles.len(),
        }
    }
}

/// The documents that the applicant brings and these steps need or may use.
pub(crate) fn brought<'a>(
    definition: &Definition,
    steps: impl IntoIterator<Item = &'a Step>,
) -> BTreeSet<&'a DocumentId> {
    let used = steps.into_iter().flat_map(|step| step.needs.iter().chain(&step.may_use));
    used.map(|id| &id.value).filter(|id| definition.is_from_applicant(id)).collect()
}
