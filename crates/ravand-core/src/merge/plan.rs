//! What the operations of an overlay want, sorted by what they touch, and whether they can
//! all be had at once.
//!
//! Invariant: in a plan no two operations touch the same thing, so that applying it in any
//! order gives the same definition. Nothing is changed here.

use super::claims::Claims;
use super::codes::{self, notes};
use super::places::Places;
use crate::definition::{Decision, Definition};
use crate::diagnostic::Diagnostic;
use crate::id::{DecisionId, DocumentId, RoleId, StepId};
use crate::overlay::{
    Action, Declaration, DocumentFate, ListEdit, Operation, Overlay, ProcessPatch, StepPatch, Subject,
};
use crate::span::{Span, Spanned};
use crate::step::{Attributes, Contact, Discretion, Kind, Step, Target};
use crate::suggest::suggest;
use indexmap::IndexMap;
use ravand_feel::Args;
use std::borrow::Cow;

/// The role of a machine.
pub(super) const SYSTEM: &str = "system";

/// Operations that go together.
#[derive(Default)]
pub(super) struct Plan<'a> {
    pub(super) gone: IndexMap<&'a StepId, Gone<'a>>,
    pub(super) added: IndexMap<&'a StepId, Added<'a>>,
    pub(super) places: Places<'a>,
    pub(super) patches: IndexMap<&'a StepId, Vec<Patch<'a>>>,
    pub(super) process: Vec<&'a ProcessPatch>,
    pub(super) fates: IndexMap<&'a DocumentId, Fate<'a>>,
    /// Whether something is automated, so that there must be a role for it.
    pub(super) needs_system: bool,
}

/// An operation, where it speaks of something.
#[derive(Clone, Copy)]
pub(super) struct At {
    pub(super) operation: usize,
    pub(super) verb: &'static str,
    pub(super) span: Span,
}

/// A step that goes.
pub(super) struct Gone<'a> {
    pub(super) operation: usize,
    pub(super) place: Span,
    pub(super) verb: &'static str,
    pub(super) into: Option<&'a Spanned<StepId>>,
}

/// A step that comes.
pub(super) struct Added<'a> {
    pub(super) operation: usize,
    pub(super) place: Span,
    pub(super) content: &'a Step,
}

/// A change of a step.
pub(super) struct Patch<'a> {
    pub(super) operation: usize,
    pub(super) place: Span,
    pub(super) patch: Cow<'a, StepPatch>,
    /// The table whose outputs leave `asks`.
    pub(super) table: Option<&'a DecisionId>,
}

/// What becomes of a document.
pub(super) struct Fate<'a> {
    pub(super) operation: usize,
    pub(super) fate: &'a Spanned<DocumentFate>,
}

impl<'a> Plan<'a> {
    /// The plan of the operations that `selected` takes; or everything that forbids it.
    pub(super) fn of(
        base: &'a Definition,
        overlay: &'a Overlay,
        selected: &dyn Fn(usize) -> bool,
        decisions: &IndexMap<DecisionId, Decision>,
    ) -> Result<Plan<'a>, Vec<Diagnostic>> {
        let operations: Vec<(usize, &Operation)> =
            overlay.changes.iter().enumerate().filter(|(index, _)| selected(*index)).collect();
        let mut planner = Planner { base, decisions, plan: Plan::default(), problems: Vec::new() };
        let each = |planner: &mut Planner<'a, '_>, what: &dyn Fn(&mut Planner<'a, '_>, At, &'a Action)| {
            for (index, operation) in &operations {
                let at = At { operation: *index, verb: operation.action.verb(), span: operation.span };
                what(planner, at, &operation.action);
            }
        };
        each(&mut planner, &|planner, at, action| planner.come_and_go(at.operation, action));
        each(&mut planner, &|planner, at, action| planner.wish(at, action));
        planner.check_places();
        each(&mut planner, &|planner, at, action| planner.rest(at, action));
        planner.check_claims();
        planner.check_declarations(&operations);
        if planner.problems.is_empty() { Ok(planner.plan) } else { Err(planner.problems) }
    }
}

pub(super) struct Planner<'a, 'd> {
    pub(super) base: &'a Definition,
    pub(super) decisions: &'d IndexMap<DecisionId, Decision>,
    pub(super) plan: Plan<'a>,
    pub(super) problems: Vec<Diagnostic>,
}

impl<'a> Planner<'a, '_> {
    /// Steps that come and steps that go: everything else is measured by them.
    fn come_and_go(&mut self, operation: usize, action: &'a Action) {
        match action {
            Action::Add { step, content, .. } => {
                let added = Added { operation, place: step.span, content };
                let there = self.base.steps.contains_key(&step.value).then(|| self.base.step_span(&step.value));
                match there.or_else(|| self.plan.added.get(&step.value).map(|other| other.place)) {
                    Some(place) => self.problems.push(
                        Diagnostic::at(&codes::ADDED_AGAIN, step.span, Args::new().with("step", step)).note(
                            place,
                            &notes::EXISTS,
                            Args::new(),
                        ),
                    ),
                    None => {
                        self.plan.added.insert(&step.value, added);
                    }
                }
            }
            Action::Remove { step, .. } => self.goes(operation, action.verb(), step, None),
            Action::Merge { steps, into, .. } => {
                steps.iter().for_each(|step| self.goes(operation, action.verb(), step, Some(into)));
            }
            _ => {}
        }
    }

    fn goes(
        &mut self,
        operation: usize,
        verb: &'static str,
        step: &'a Spanned<StepId>,
        into: Option<&'a Spanned<StepId>>,
    ) {
        if let Some(other) = self.plan.gone.get(&step.value) {
            let found = Diagnostic::at(&codes::GONE_TWICE, step.span, Args::new().with("step", step));
            self.problems.push(found.note(other.place, &notes::OTHER, Args::new()));
            return;
        }
        self.plan.gone.insert(&step.value, Gone { operation, place: step.span, verb, into });
    }

    fn rest(&mut self, at: At, action: &'a Action) {
        let operation = at.operation;
        match action {
            Action::Remove { step, documents } => {
                self.exists(action.verb(), step);
                self.fates(operation, action.verb(), std::slice::from_ref(step), documents);
            }
            Action::Merge { steps, into, documents } => {
                steps.iter().for_each(|step| {
                    self.exists(action.verb(), step);
                });
                if steps.iter().any(|step| step.value == into.value) {
                    let args = Args::new().with("step", into);
                    self.problems.push(Diagnostic::at(&codes::INTO_ITSELF, into.span, args));
                } else if !self.plan.added.contains_key(&into.value) && self.exists(action.verb(), into) {
                    self.stays(action.verb(), into);
                }
                self.fates(operation, action.verb(), steps, documents);
            }
            Action::Change { step, to } => self.patch(operation, action.verb(), step, Cow::Borrowed(to), None),
            Action::Automate { step, to } => {
                self.plan.needs_system = true;
                self.patch(operation, action.verb(), step, Cow::Owned(implied(step.span, None, to)), None);
            }
            Action::Decide { step, by, to } => {
                self.plan.needs_system = true;
                if !self.decisions.contains_key(&by.value) {
                    let args = Args::new().with("step", step).with("table", by);
                    let found = Diagnostic::at(&codes::UNKNOWN_TABLE, by.span, args);
                    let known = self.decisions.iter().map(|(id, decision)| (id.as_str(), decision.span));
                    self.problems.push(suggest(found, by.as_str(), known, self.problems.len()));
                }
                let patch = implied(step.span, Some(by), to);
                self.patch(operation, action.verb(), step, Cow::Owned(patch), Some(&by.value));
            }
            Action::ChangeProcess { process, to } if process.value != self.base.id.value => {
                let args = Args::new().with("of", process).with("process", &self.base.id);
                self.problems.push(Diagnostic::at(&codes::OF_ANOTHER, process.span, args));
            }
            Action::ChangeProcess { to, .. } => self.plan.process.push(to),
            Action::Add { step, content, .. } => self.names_gone(at.verb, &step.value, step_names(content)),
            // Wished for, or declared.
            Action::Move { .. }
            | Action::Order { .. }
            | Action::Gateway { .. }
            | Action::Stage { .. }
            | Action::ChangeStage { .. }
            | Action::RemoveStage { .. }
            | Action::Redeclare { .. }
            | Action::Withdraw { .. } => {}
        }
    }

    fn patch(
        &mut self,
        operation: usize,
        verb: &'static str,
        step: &'a Spanned<StepId>,
        patch: Cow<'a, StepPatch>,
        table: Option<&'a DecisionId>,
    ) {
        if self.exists(verb, step) && self.stays(verb, step) {
            self.names_gone(verb, step, patch_names(&patch));
            let patch = Patch { operation, place: step.span, patch, table };
            self.plan.patches.entry(&step.value).or_default().push(patch);
        }
    }

    fn fates(
        &mut self,
        operation: usize,
        verb: &'static str,
        makers: &'a [Spanned<StepId>],
        documents: &'a IndexMap<DocumentId, Spanned<DocumentFate>>,
    ) {
        let made = || {
            let steps = makers.iter().filter_map(|maker| self.base.steps.get(&maker.value));
            steps.flat_map(|step| &step.produces)
        };
        for (document, fate) in documents {
            if !made().any(|made| made.value == *document) {
                let step = makers.iter().map(|maker| maker.as_str()).collect::<Vec<_>>().join(", ");
                let args = Args::new().with("verb", verb).with("document", document).with("step", step);
                let found = Diagnostic::at(&codes::NOT_ITS_DOCUMENT, fate.span, args);
                let known = made().map(|made| (made.as_str(), made.span));
                self.problems.push(suggest(found, document.as_str(), known, self.problems.len()));
                continue;
            }
            match self.plan.fates.get(document) {
                Some(other) if other.fate != fate => {
                    let args = Args::new().with("document", document);
                    let found = Diagnostic::at(&codes::FATE_TWICE, fate.span, args);
                    self.problems.push(found.note(other.fate.span, &notes::OTHER, Args::new()));
                }
                Some(_) => {}
                None => {
                    self.plan.fates.insert(document, Fate { operation, fate });
                }
            }
        }
    }

    /// Whether the base has this step; says so if not.
    pub(super) fn exists(&mut self, verb: &'static str, step: &Spanned<StepId>) -> bool {
        if self.base.steps.contains_key(&step.value) {
            return true;
        }
        if let Some(added) = self.plan.added.get(&step.value) {
            let args = Args::new().with("verb", verb).with("step", step);
            let note = Args::new().with("step", step);
            let found = Diagnostic::at(&codes::CHANGES_ADDED, step.span, args);
            self.problems.push(found.note(added.place, &notes::ADDED, note));
            return false;
        }
        let args = Args::new().with("verb", verb).with("step", step).with("process", &self.base.id);
        let found = Diagnostic::at(&codes::UNKNOWN_STEP, step.span, args);
        let known = self.base.steps.keys().map(|id| (id.as_str(), self.base.step_span(id)));
        self.problems.push(suggest(found, step.as_str(), known, self.problems.len()));
        false
    }

    /// Whether no other operation takes this step out; says so if one does.
    pub(super) fn stays(&mut self, verb: &'static str, step: &Spanned<StepId>) -> bool {
        let Some(gone) = self.plan.gone.get(&step.value) else {
            return true;
        };
        let args = Args::new().with("verb", verb).with("step", step).with("other", gone.verb);
        let found = Diagnostic::at(&codes::CHANGED_AND_GONE, step.span, args);
        self.problems.push(found.note(gone.place, &notes::TAKEN_OUT, Args::new().with("step", step)));
        false
    }

    /// Reports what an operation newly names and another one takes out: whether it leads on
    /// or into nothing would depend on which comes first.
    fn names_gone(&mut self, verb: &'static str, step: &StepId, named: Vec<(StepId, Span)>) {
        for (name, span) in named {
            if let Some(gone) = self.plan.gone.get(&name) {
                let args = Args::new().with("verb", verb).with("step", step).with("item", &name);
                let found = Diagnostic::at(&codes::NAMES_GONE, span, args);
                self.problems.push(found.note(gone.place, &notes::TAKEN_OUT, Args::new().with("step", &name)));
            }
        }
    }

    /// Whether no two operations set the same thing of one step.
    fn check_claims(&mut self) {
        for (step, patches) in &self.plan.patches {
            let mut claims = Claims::default();
            for patch in patches {
                claims.add(step, patch, self.decisions, &mut self.problems);
            }
        }
    }

    /// Whether no two operations set the same attribute of the process, and nothing rests on
    /// a declaration that another operation changes.
    fn check_declarations(&mut self, operations: &[(usize, &'a Operation)]) {
        let mut said: IndexMap<&'static str, (usize, Span)> = IndexMap::new();
        for (index, operation) in operations {
            let Action::ChangeProcess { to, .. } = &operation.action else { continue };
            for name in to.said() {
                let other = said.insert(name, (*index, operation.span));
                if let Some((_, other)) = other.filter(|(other, _)| other != index) {
                    let args = Args::new().with("what", name).with("step", &self.base.id);
                    let found = Diagnostic::at(&codes::SET_TWICE, operation.span, args);
                    self.problems.push(found.note(other, &notes::OTHER, Args::new()));
                }
            }
        }
        for (_, operation) in operations {
            let (subject, span) = match &operation.action {
                Action::Withdraw { subject } => (subject.value.clone(), subject.span),
                Action::Redeclare { to, span } if !self.keeps_columns(to) => (to.subject(), *span),
                _ => continue,
            };
            let rests = operations.iter().find(|(_, other)| match (&other.action, &subject) {
                (Action::Decide { by, .. }, Subject::Decision(id)) => by.value == *id,
                (Action::Automate { .. } | Action::Decide { .. }, Subject::Role(id)) => id.as_str() == SYSTEM,
                _ => false,
            });
            if let Some((_, other)) = rests {
                let args = Args::new().with("verb", other.action.verb()).with("subject", subject.id());
                let found = Diagnostic::at(&codes::RESTS_ON_CHANGED, span, args);
                self.problems.push(found.note(other.span, &notes::OTHER, Args::new()));
            }
        }
    }

    /// Whether a new declaration leaves what others can rest on: a role is there, a table
    /// gives the same data.
    fn keeps_columns(&self, to: &Declaration) -> bool {
        let Declaration::Decision(id, table) = to else { return true };
        let before = self.base.decisions.get(id);
        before.is_none_or(|before| {
            before.outputs.len() == table.outputs.len()
                && before.outputs.keys().all(|name| table.outputs.contains_key(name))
        })
    }
}

/// The steps that a patch newly names, with their places.
fn patch_names(patch: &StepPatch) -> Vec<(StepId, Span)> {
    let mut named: Vec<(StepId, Span)> = Vec::new();
    for edit in [&patch.after, &patch.not_same_person_as, &patch.same_person_as].into_iter().flatten() {
        let (ListEdit::Replace(comes) | ListEdit::Edit { add: comes, .. }) = edit;
        named.extend(comes.iter().map(|item| (item.value.clone(), item.span)));
    }
    let targets = patch.outcomes.values().filter_map(|target| Some((target.value.as_ref()?, target.span)));
    named.extend(targets.filter_map(jump));
    named
}

/// The steps that a step names, with their places.
fn step_names(step: &Step) -> Vec<(StepId, Span)> {
    let lists = step.lists_of_steps().into_iter().flat_map(|(_, list)| list);
    let targets = step.outcomes.values().map(|target| (&target.value, target.span));
    lists.map(|item| (item.value.clone(), item.span)).chain(targets.filter_map(jump)).collect()
}

fn jump((target, span): (&Target, Span)) -> Option<(StepId, Span)> {
    match target {
        Target::BackTo(step) | Target::SkipTo(step) => Some((step.clone(), span)),
        Target::On | Target::Call(_) | Target::End(_) => None,
    }
}

/// What automating (and deciding by a table) means, with what the operation says besides.
fn implied(place: Span, table: Option<&Spanned<DecisionId>>, to: &StepPatch) -> StepPatch {
    let mut attributes = Attributes {
        role: Some(Spanned::new(RoleId::from(SYSTEM), place)),
        discretion: Some(Spanned::new(Discretion::None, place)),
        contact: Some(Spanned::new(Contact::None, place)),
        ..Attributes::default()
    };
    if let Some(table) = table {
        attributes.kind = Some(Spanned::new(Kind::Decide, place));
        attributes.decision = Some(table.clone());
    }
    attributes.overwrite_with(&to.attributes);
    StepPatch { attributes, ..to.clone() }
}
