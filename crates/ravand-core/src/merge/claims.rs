//! Who sets what of a step: no two operations may set the same thing.
//!
//! Edits of different items of one list commute and are fine beside each other; replacing
//! a list leaves no room for another edit of it.

use super::codes::{self, notes};
use super::plan::Patch;
use crate::definition::Decision;
use crate::diagnostic::Diagnostic;
use crate::id::{DecisionId, StepId};
use crate::overlay::ListEdit;
use crate::span::Span;
use indexmap::IndexMap;
use ravand_feel::Args;
use std::collections::BTreeMap;
use std::fmt;

/// What the operations so far set of one step.
#[derive(Default)]
pub(super) struct Claims {
    things: BTreeMap<String, (usize, Span)>,
    lists: BTreeMap<&'static str, (Span, bool)>,
}

impl Claims {
    /// Adds what a patch sets; reports what was set before by another operation.
    pub(super) fn add(
        &mut self,
        step: &StepId,
        patch: &Patch<'_>,
        decisions: &IndexMap<DecisionId, Decision>,
        problems: &mut Vec<Diagnostic>,
    ) {
        let to = &patch.patch;
        let mut things: Vec<String> = to.attributes.said().into_iter().map(str::to_owned).collect();
        things.extend(to.unset.iter().map(|name| name.as_str().to_owned()));
        things.extend(to.catches.keys().map(|error| format!("catches.{error}")));
        for (outcome, target) in &to.outcomes {
            things.push(format!("outcomes.{outcome}"));
            if target.value.is_none() {
                // Its chance goes with it.
                things.push(format!("chances.{outcome}"));
            }
        }
        things.extend(to.chances.keys().map(|outcome| format!("chances.{outcome}")));
        for thing in things {
            self.thing(step, patch, thing, problems);
        }
        self.asked(step, patch, decisions, problems);
        self.list(step, patch, "needs", to.needs.as_ref(), problems);
        self.list(step, patch, "may_use", to.may_use.as_ref(), problems);
        self.list(step, patch, "produces", to.produces.as_ref(), problems);
        self.list(step, patch, "asks", to.asks.as_ref(), problems);
        self.list(step, patch, "evidence", to.evidence.as_ref(), problems);
        self.list(step, patch, "after", to.after.as_ref(), problems);
        self.list(step, patch, "not_same_person_as", to.not_same_person_as.as_ref(), problems);
        self.list(step, patch, "same_person_as", to.same_person_as.as_ref(), problems);
    }

    /// What a table gives leaves `asks`; an operation that lets it be asked is another view.
    fn asked(
        &mut self,
        step: &StepId,
        patch: &Patch<'_>,
        decisions: &IndexMap<DecisionId, Decision>,
        problems: &mut Vec<Diagnostic>,
    ) {
        let asks = match &patch.patch.asks {
            Some(ListEdit::Replace(items)) => items.as_slice(),
            Some(ListEdit::Edit { add, .. }) => add.as_slice(),
            None => &[],
        };
        let given = patch.table.and_then(|table| decisions.get(table));
        let given = given.into_iter().flat_map(|decision| decision.outputs.keys());
        for name in asks.iter().map(|name| &name.value).chain(given) {
            self.thing(step, patch, format!("asks: {name}"), problems);
        }
    }

    fn thing(&mut self, step: &StepId, patch: &Patch<'_>, thing: String, problems: &mut Vec<Diagnostic>) {
        match self.things.get(&thing) {
            Some((operation, _)) if *operation == patch.operation => {}
            Some((_, place)) => {
                let args = Args::new().with("what", &thing).with("step", step);
                let found = Diagnostic::at(&codes::SET_TWICE, patch.place, args);
                problems.push(found.note(*place, &notes::OTHER, Args::new()));
            }
            None => {
                self.things.insert(thing, (patch.operation, patch.place));
            }
        }
    }

    fn list<T: fmt::Display>(
        &mut self,
        step: &StepId,
        patch: &Patch<'_>,
        what: &'static str,
        edit: Option<&ListEdit<T>>,
        problems: &mut Vec<Diagnostic>,
    ) {
        let Some(edit) = edit else { return };
        let replaces = matches!(edit, ListEdit::Replace(_));
        match self.lists.get(what) {
            Some((place, other_replaces)) if replaces || *other_replaces => {
                let args = Args::new().with("what", what).with("step", step);
                let found = Diagnostic::at(&codes::LIST_REPLACED, patch.place, args);
                problems.push(found.note(*place, &notes::OTHER, Args::new()));
            }
            _ => {
                self.lists.insert(what, (patch.place, replaces));
            }
        }
        if let ListEdit::Edit { add, drop } = edit {
            for item in add.iter().chain(drop) {
                self.thing(step, patch, format!("{what}.{item}"), problems);
            }
        }
    }
}
