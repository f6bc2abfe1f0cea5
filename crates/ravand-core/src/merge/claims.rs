//! Who sets what of a step: no two operations may set the same thing.
//!
//! Edits of different items of one list commute and are fine beside each other; replacing
//! a list leaves no room for another edit of it.

use super::codes::{self, notes};
use super::plan::Patch;
use crate::diagnostic::Diagnostic;
use crate::id::StepId;
use crate::overlay::ListEdit;
use crate::span::Span;
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
    pub(super) fn add(&mut self, step: &StepId, patch: &Patch<'_>, problems: &mut Vec<Diagnostic>) {
        let to = &patch.patch;
        let mut things: Vec<String> = to.attributes.said().into_iter().map(str::to_owned).collect();
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
        self.list(step, patch, "needs", to.needs.as_ref(), problems);
        self.list(step, patch, "may_use", to.may_use.as_ref(), problems);
        self.list(step, patch, "produces", to.produces.as_ref(), problems);
        self.list(step, patch, "asks", to.asks.as_ref(), problems);
        self.list(step, patch, "evidence", to.evidence.as_ref(), problems);
        self.list(step, patch, "after", to.after.as_ref(), problems);
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
