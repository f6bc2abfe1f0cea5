//! What steps name, and what of it is not there.

use crate::definition::Definition;
use crate::id::{DataName, DecisionId, DocumentId, EndId, RoleId, StepId};
use crate::span::Span;
use crate::step::{Step, Target};
use std::collections::BTreeSet;

/// A name in a step that nothing bears.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hanging {
    pub(super) step: StepId,
    pub(super) what: &'static str,
    pub(super) item: String,
}

/// Everything that steps name and that is not there, with its place.
pub(super) fn hanging(definition: &Definition) -> impl Iterator<Item = (Hanging, Span)> {
    let made = definition.steps.values().flat_map(|step| &step.produces).map(|made| &made.value);
    let brought = definition.documents.iter().filter(|(_, document)| document.from_applicant).map(|(id, _)| id);
    let there: BTreeSet<&DocumentId> = made.chain(brought).collect();
    let data: BTreeSet<&DataName> = definition.slots().map(|(name, _)| name).collect();
    definition.steps.iter().flat_map(move |(id, step)| {
        let hangs = |what, name: &str, span| (Hanging { step: id.clone(), what, item: name.to_owned() }, span);
        let chances = step.chances.iter().filter(|(outcome, _)| !step.outcomes.contains_key(*outcome));
        let mut found: Vec<_> =
            chances.map(|(outcome, chance)| hangs("chances", outcome.as_str(), chance.span)).collect();
        for (what, name, span) in names(step) {
            let bears = match name {
                Name::Step(step) => definition.steps.contains_key(step),
                Name::Document(document) => there.contains(document),
                Name::Role(role) => definition.roles.contains_key(role),
                Name::Datum(datum) => data.contains(datum),
                Name::End(end) => definition.ends.contains_key(end),
                Name::Decision(table) => definition.decisions.contains_key(table),
            };
            found.extend((!bears).then(|| hangs(what, name.as_str(), span)));
        }
        found
    })
}

/// What a step names.
#[derive(Clone, Copy)]
pub(super) enum Name<'a> {
    Step(&'a StepId),
    Document(&'a DocumentId),
    Role(&'a RoleId),
    Datum(&'a DataName),
    End(&'a EndId),
    Decision(&'a DecisionId),
}

impl<'a> Name<'a> {
    pub(super) fn as_str(self) -> &'a str {
        match self {
            Name::Step(id) => id.as_str(),
            Name::Document(id) => id.as_str(),
            Name::Role(id) => id.as_str(),
            Name::Datum(id) => id.as_str(),
            Name::End(id) => id.as_str(),
            Name::Decision(id) => id.as_str(),
        }
    }
}

/// Every name in a step: under which word, and where.
pub(super) fn names(step: &Step) -> Vec<(&'static str, Name<'_>, Span)> {
    let mut names = Vec::new();
    for (what, list) in step.lists_of_steps() {
        names.extend(list.iter().map(|it| (what, Name::Step(&it.value), it.span)));
    }
    for (what, list) in [("needs", &step.needs), ("may_use", &step.may_use), ("evidence", &step.evidence)] {
        names.extend(list.iter().map(|it| (what, Name::Document(&it.value), it.span)));
    }
    names.extend(step.asks.iter().map(|it| ("asks", Name::Datum(&it.value), it.span)));
    for target in step.outcomes.values() {
        match &target.value {
            Target::BackTo(to) | Target::SkipTo(to) => names.push(("outcomes", Name::Step(to), target.span)),
            Target::End(end) => names.push(("outcomes", Name::End(end), target.span)),
            Target::On | Target::Call(_) => {}
        }
    }
    let attributes = &step.attributes;
    for (what, role) in [("role", &attributes.role), ("objection", &attributes.objection), ("to", &attributes.to)] {
        names.extend(role.iter().map(|it| (what, Name::Role(&it.value), it.span)));
    }
    names.extend(attributes.decision.iter().map(|it| ("decision", Name::Decision(&it.value), it.span)));
    names
}
