//! A variant or a reform: a *set* of operations on a definition. They name ids, never
//! positions, and do not depend on the order in which they are written.

use crate::definition::{DataDeclaration, Decision, DocumentDeclaration, Order, RoleDeclaration};
use crate::id::{DataName, DecisionId, DocumentId, OutcomeName, OverlayId, ProcessId, RoleId, StageId, StepId};
use crate::span::{Span, Spanned};
use crate::step::{Attributes, Step, Target};
use crate::title::Title;
use chrono::NaiveDate;
use indexmap::IndexMap;

/// An overlay.
#[derive(Debug, Clone, PartialEq)]
pub struct Overlay {
    /// Its id.
    pub id: Spanned<OverlayId>,
    /// Its name for people.
    pub title: Title,
    /// The process that it changes.
    pub of: Spanned<ProcessId>,
    /// What it is.
    pub kind: OverlayKind,
    /// Why it exists.
    pub reason: Option<Spanned<Title>>,
    /// Until when: a variant is a debt.
    pub expires: Option<Spanned<NaiveDate>>,
    /// Its operations.
    pub changes: Vec<Operation>,
    /// Roles that it brings.
    pub roles: IndexMap<RoleId, RoleDeclaration>,
    /// Documents that it brings.
    pub documents: IndexMap<DocumentId, DocumentDeclaration>,
    /// Data that it brings.
    pub data: IndexMap<DataName, DataDeclaration>,
    /// Decision tables that it brings.
    pub decisions: IndexMap<DecisionId, Decision>,
}

/// What an overlay is. Overlays stack in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OverlayKind {
    /// A change of the mechanism for all.
    Reform,
    /// How one office differs.
    Variant,
}

/// One operation and its reasons.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// What is done.
    pub action: Action,
    /// Why.
    pub why: Option<Spanned<Title>>,
    /// Who would have to decide it: the id of a role, whose title is shown, or words.
    pub decided_by: Option<Spanned<Title>>,
    /// What must exist first.
    pub needs_first: Option<Spanned<Title>>,
    /// What finds now what the removed check found: the id of a step, or words.
    pub caught_by: Option<Spanned<Title>>,
    /// Whether it is a claim about the world instead of a change of the rules.
    pub assumed: bool,
    /// Where it was written.
    pub span: Span,
}

/// What an operation does.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Action {
    /// A new step, behind another in the flow.
    Add {
        /// The new step's id.
        step: Spanned<StepId>,
        /// The step that it follows in the flow.
        after: Spanned<StepId>,
        /// Its content.
        content: Box<Step>,
    },
    /// A step goes; its neighbours join.
    Remove {
        /// The step.
        step: Spanned<StepId>,
        /// What becomes of those who need its documents.
        documents: IndexMap<DocumentId, Spanned<DocumentFate>>,
    },
    /// Steps go into another one.
    Merge {
        /// The steps that go.
        steps: Vec<Spanned<StepId>>,
        /// The step that takes them in.
        into: Spanned<StepId>,
        /// What becomes of those who need their documents.
        documents: IndexMap<DocumentId, Spanned<DocumentFate>>,
    },
    /// Attributes of a step change.
    Change {
        /// The step.
        step: Spanned<StepId>,
        /// Its new attributes.
        to: Box<StepPatch>,
    },
    /// A machine does it: role `system`, no discretion, no contact, unless `to` says otherwise.
    Automate {
        /// The step.
        step: Spanned<StepId>,
        /// Further attributes.
        to: Box<StepPatch>,
    },
    /// A table decides: kind `decide`, role `system`, no discretion, no contact, unless `to` says otherwise.
    Decide {
        /// The step.
        step: Spanned<StepId>,
        /// The table.
        by: Spanned<DecisionId>,
        /// Further attributes.
        to: Box<StepPatch>,
    },
    /// The order of the process or of a stage changes.
    Order {
        /// The stage; `None` for the process.
        stage: Option<Spanned<StageId>>,
        /// The new order.
        order: Spanned<Order>,
    },
}

/// What becomes of a document whose maker goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentFate {
    /// Nobody needs it any more.
    Dropped,
    /// Who needed it needs another one.
    ReplacedBy(DocumentId),
}

/// New attributes of a step.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StepPatch {
    /// Attributes of one value that change.
    pub attributes: Attributes,
    /// Change of the documents needed.
    pub needs: Option<ListEdit<DocumentId>>,
    /// Change of the documents used if there.
    pub may_use: Option<ListEdit<DocumentId>>,
    /// Change of the documents made.
    pub produces: Option<ListEdit<DocumentId>>,
    /// Change of the data filled in.
    pub asks: Option<ListEdit<DataName>>,
    /// Change of the evidence.
    pub evidence: Option<ListEdit<DocumentId>>,
    /// Change of the explicit predecessors.
    pub after: Option<ListEdit<StepId>>,
    /// Outcomes that change; `None` drops the outcome and its chance.
    pub outcomes: IndexMap<OutcomeName, Spanned<Option<Target>>>,
    /// Chances that change.
    pub chances: IndexMap<OutcomeName, Spanned<f64>>,
}

/// A change of a list.
#[derive(Debug, Clone, PartialEq)]
pub enum ListEdit<T> {
    /// These in place of what is there.
    Replace(Vec<Spanned<T>>),
    /// Some more, some fewer.
    Edit {
        /// What comes.
        add: Vec<Spanned<T>>,
        /// What goes.
        drop: Vec<Spanned<T>>,
    },
}

/// An operation that touched a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The overlay.
    pub overlay: OverlayId,
    /// The operation's position in it, from 0.
    pub operation: usize,
}

impl Action {
    /// The operation's word: `remove`.
    pub const fn verb(&self) -> &'static str {
        match self {
            Action::Add { .. } => "add",
            Action::Remove { .. } => "remove",
            Action::Merge { .. } => "merge",
            Action::Change { .. } => "change",
            Action::Automate { .. } => "automate",
            Action::Decide { .. } => "decide",
            Action::Order { .. } => "order",
        }
    }
}
