//! What the operations of an overlay want, sorted by what they touch, and whether they can
//! all be had at once.
//!
//! Invariant: in a plan no two operations touch the same thing, so that applying it in any
//! order gives the same definition. Nothing is changed here.

use super::claims::Claims;
use super::codes::{self, notes};
use super::flow;
use crate::definition::{Decision, Definition, Order};
use crate::diagnostic::Diagnostic;
use crate::id::{DecisionId, DocumentId, RoleId, StageId, StepId};
use crate::overlay::{Action, DocumentFate, Operation, Overlay, StepPatch};
use crate::span::{Span, Spanned};
use crate::step::{Attributes, Contact, Discretion, Kind, Step};
use crate::suggest::suggest;
use indexmap::{IndexMap, IndexSet};
use ravand_feel::Args;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The role of a machine.
pub(super) const SYSTEM: &str = "system";

/// Operations that go together.
pub(super) struct Plan<'a> {
    pub(super) gone: IndexMap<&'a StepId, Gone<'a>>,
    pub(super) added: IndexMap<&'a StepId, Added<'a>>,
    pub(super) patches: IndexMap<&'a StepId, Vec<Patch<'a>>>,
    pub(super) orders: Vec<(Option<&'a StageId>, &'a Spanned<Order>)>,
    pub(super) fates: IndexMap<&'a DocumentId, Fate<'a>>,
    /// Whether something is automated, so that there must be a role for it.
    pub(super) needs_system: bool,
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
    pub(super) after: &'a Spanned<StepId>,
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
        let mut planner = Planner { base, decisions, plan: Plan::empty(), problems: Vec::new() };
        operations.iter().for_each(|(index, operation)| planner.come_and_go(*index, &operation.action));
        planner.check_places();
        operations.iter().for_each(|(index, operation)| planner.rest(*index, &operation.action));
        planner.check_claims();
        if planner.problems.is_empty() { Ok(planner.plan) } else { Err(planner.problems) }
    }

    fn empty() -> Plan<'a> {
        Plan {
            gone: IndexMap::new(),
            added: IndexMap::new(),
            patches: IndexMap::new(),
            orders: Vec::new(),
            fates: IndexMap::new(),
            needs_system: false,
        }
    }
}

struct Planner<'a, 'd> {
    base: &'a Definition,
    decisions: &'d IndexMap<DecisionId, Decision>,
    plan: Plan<'a>,
    problems: Vec<Diagnostic>,
}

impl<'a> Planner<'a, '_> {
    /// Steps that come and steps that go: everything else is measured by them.
    fn come_and_go(&mut self, operation: usize, action: &'a Action) {
        match action {
            Action::Add { step, after, content } => {
                let added = Added { operation, place: step.span, after, content };
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

    /// Whether the steps that come have each a place of their own, in the flow.
    fn check_places(&mut self) {
        let mut taken: IndexMap<&StepId, (&StepId, Span)> = IndexMap::new();
        for (step, added) in &self.plan.added {
            match taken.get(&added.after.value) {
                Some((other, place)) => {
                    let args = Args::new().with("a", other).with("b", step).with("step", added.after);
                    self.problems.push(Diagnostic::at(&codes::ADDED_AT_ONE_PLACE, added.place, args).note(
                        *place,
                        &notes::OTHER,
                        Args::new(),
                    ));
                }
                None => {
                    taken.insert(&added.after.value, (step, added.place));
                }
            }
        }
        let in_flow: std::collections::BTreeSet<&StepId> =
            self.base.flow.steps().into_iter().map(|step| &step.value).collect();
        let anchors = self.anchors();
        for (step, added) in &self.plan.added {
            let at = anchors.get(step).copied().unwrap_or(&added.after.value);
            if let Some(gone) = self.plan.gone.get(at) {
                let args = Args::new().with("verb", "add").with("step", at).with("other", gone.verb);
                self.problems.push(Diagnostic::at(&codes::CHANGED_AND_GONE, added.after.span, args).note(
                    gone.place,
                    &notes::TAKEN_OUT,
                    Args::new().with("step", at),
                ));
            } else if !in_flow.contains(at) {
                let args = Args::new().with("step", step).with("after", added.after);
                let found = Diagnostic::at(&codes::NOT_IN_FLOW, added.after.span, args);
                let known = in_flow.iter().map(|id| (id.as_str(), self.base.step_span(id)));
                self.problems.push(suggest(found, added.after.as_str(), known, self.problems.len()));
            }
        }
    }

    /// For each step that comes, the first that it stands behind and that does not come too;
    /// or any of them, where they stand behind each other in a ring. Each link of a chain of
    /// additions is followed once: one can be as long as the overlay.
    fn anchors(&self) -> BTreeMap<&'a StepId, &'a StepId> {
        let mut anchors: BTreeMap<&StepId, &StepId> = BTreeMap::new();
        for (step, added) in &self.plan.added {
            let mut chain: IndexSet<&StepId> = IndexSet::from([*step]);
            let mut at = &added.after.value;
            let anchor = loop {
                if let Some(known) = anchors.get(at) {
                    break *known;
                }
                match self.plan.added.get(at) {
                    Some(next) if chain.insert(at) => at = &next.after.value,
                    _ => break at,
                }
            };
            anchors.extend(chain.into_iter().map(|link| (link, anchor)));
        }
        anchors
    }

    fn rest(&mut self, operation: usize, action: &'a Action) {
        match action {
            Action::Add { .. } => {}
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
            Action::Order { stage, order } => self.order(stage.as_ref(), order),
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
            let patch = Patch { operation, place: step.span, patch, table };
            self.plan.patches.entry(&step.value).or_default().push(patch);
        }
    }

    fn order(&mut self, stage: Option<&'a Spanned<StageId>>, order: &'a Spanned<Order>) {
        let id = stage.map(|stage| &stage.value);
        let stages = flow::stages(&self.base.flow.blocks);
        if let Some(stage) = stage.filter(|stage| !stages.iter().any(|known| known.id.value == stage.value)) {
            let args = Args::new().with("stage", stage).with("process", &self.base.id);
            let found = Diagnostic::at(&codes::UNKNOWN_STAGE, stage.span, args);
            let known = stages.iter().map(|stage| (stage.id.as_str(), stage.id.span));
            self.problems.push(suggest(found, stage.as_str(), known, self.problems.len()));
        } else if let Some((_, other)) = self.plan.orders.iter().find(|(known, _)| *known == id) {
            let subject = id.map_or(self.base.id.as_str(), StageId::as_str);
            let args = Args::new().with("what", "order").with("step", subject);
            let found = Diagnostic::at(&codes::SET_TWICE, order.span, args);
            self.problems.push(found.note(other.span, &notes::OTHER, Args::new()));
        } else {
            self.plan.orders.push((id, order));
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
    fn exists(&mut self, verb: &'static str, step: &Spanned<StepId>) -> bool {
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
    fn stays(&mut self, verb: &'static str, step: &Spanned<StepId>) -> bool {
        let Some(gone) = self.plan.gone.get(&step.value) else {
            return true;
        };
        let args = Args::new().with("verb", verb).with("step", step).with("other", gone.verb);
        let found = Diagnostic::at(&codes::CHANGED_AND_GONE, step.span, args);
        self.problems.push(found.note(gone.place, &notes::TAKEN_OUT, Args::new().with("step", step)));
        false
    }

    /// Whether no two operations set the same thing of one step.
    fn check_claims(&mut self) {
        for (step, patches) in &self.plan.patches {
            let mut claims = Claims::default();
            for patch in patches {
                claims.add(step, patch, &mut self.problems);
            }
        }
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
