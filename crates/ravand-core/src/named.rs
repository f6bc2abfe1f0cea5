//! Which of the roles and documents that a process could name it does name.

use crate::definition::Definition;
use crate::id::{DocumentId, RoleId};
use crate::span::Spanned;
use crate::step::{OnBreach, SecondSignatory};
use std::collections::BTreeSet;

impl Definition {
    /// The same process without roles and documents that nothing in it names: a bank gives
    /// every process all of its own. Those that somebody declared in the process's file go too.
    #[must_use]
    pub fn with_named_only(mut self) -> Self {
        let before = self.clone();
        let named = Named::of(&before);
        self.roles.retain(|id, _| named.roles.contains(id));
        self.documents.retain(|id, _| named.documents.contains(id));
        self
    }
}

/// The roles and documents that something names.
pub(crate) struct Named<'a> {
    pub(crate) roles: BTreeSet<&'a RoleId>,
    pub(crate) documents: BTreeSet<&'a DocumentId>,
}

impl<'a> Named<'a> {
    pub(crate) fn of(definition: &'a Definition) -> Self {
        let mut named = Self { roles: BTreeSet::new(), documents: BTreeSet::new() };
        named.breach(definition.sla.as_ref().and_then(|sla| sla.on_breach.as_ref()));
        for step in definition.steps.values() {
            let attributes = &step.attributes;
            let roles = [&attributes.role, &attributes.objection, &attributes.to];
            named.roles.extend(roles.into_iter().flatten().map(|role| &role.value));
            if let Some(Spanned { value: SecondSignatory::Role(role), .. }) = &attributes.second_signatory {
                named.roles.insert(role);
            }
            let members = attributes.vote.iter().flat_map(|vote| &vote.value.members);
            named.roles.extend(members.map(|role| &role.value));
            named.breach(attributes.on_breach.as_ref());
            let lists = [&step.needs, &step.may_use, &step.produces, &step.evidence];
            named.documents.extend(lists.into_iter().flatten().map(|document| &document.value));
        }
        named
    }

    fn breach(&mut self, breach: Option<&'a Spanned<OnBreach>>) {
        if let Some(OnBreach::Escalate(role) | OnBreach::Notify(role)) = breach.map(|breach| &breach.value) {
            self.roles.insert(role);
        }
    }
}
