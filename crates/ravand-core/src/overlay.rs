//! A variant or a reform: a *set* of operations on a definition. They name ids, never
//! positions, and do not depend on the order in which they are written.
//!
//! Whatever a definition can say, an overlay can change: [`diff`](crate::diff) writes one
//! from any consistent definition to any other of the same id.

use crate::definition::{
    Block, DataDeclaration, Decision, DocumentDeclaration, EndDeclaration, Order, Provenance, RoleDeclaration, Sla,
};
use crate::digest::DigestPrefix;
use crate::id::{
    CalendarId, DataName, DecisionId, DocumentId, EndId, OutcomeName, OverlayId, ProcessId, RoleId, StageId, StepId,
};
use crate::span::{Span, Spanned};
use crate::step::{AttributeName, Attributes, Step, Target};
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
    /// The digest of the process that it was written for, as far as somebody wrote it out.
    pub base: Option<Spanned<DigestPrefix>>,
    /// What it is.
    pub kind: OverlayKind,
    /// Where the knowledge about it comes from.
    pub provenance: Option<Spanned<Provenance>>,
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
    /// Ends that it brings.
    pub ends: IndexMap<EndId, EndDeclaration>,
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
    /// A new step.
    Add {
        /// The new step's id.
        step: Spanned<StepId>,
        /// Where it stands in the flow; `None` if an [`Action::Order`] of the same overlay
        /// writes the flow out and names it.
        at: Option<Spot>,
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
    /// Steps stand elsewhere in the flow.
    Move {
        /// The steps, in the order in which they stand there.
        steps: Vec<Spanned<StepId>>,
        /// Where.
        at: Spot,
    },
    /// The order of the process or of a stage changes.
    Order {
        /// The stage; `None` for the process.
        stage: Option<Spanned<StageId>>,
        /// What orders it.
        order: Option<Spanned<Order>>,
        /// Its blocks, written out in place of those that it has.
        blocks: Option<Vec<Block>>,
        /// Where it was written.
        span: Span,
    },
    /// Steps that follow each other come into a gateway.
    Gateway {
        /// Of which sort.
        kind: GatewayKind,
        /// The branches; of an exclusive gateway the one that its condition opens.
        branches: Vec<Vec<Spanned<StepId>>>,
    },
    /// Steps that follow each other become a stage.
    Stage {
        /// The new stage.
        stage: Spanned<StageId>,
        /// Its name for people.
        title: Title,
        /// What orders it.
        order: Spanned<Order>,
        /// The steps.
        around: Vec<Spanned<StepId>>,
    },
    /// A stage has another name.
    ChangeStage {
        /// The stage.
        stage: Spanned<StageId>,
        /// Its name for people.
        title: Title,
    },
    /// A stage goes; its steps stay where they are.
    RemoveStage {
        /// The stage.
        stage: Spanned<StageId>,
    },
    /// Attributes of the process change.
    ChangeProcess {
        /// The process.
        process: Spanned<ProcessId>,
        /// Its new attributes.
        to: Box<ProcessPatch>,
    },
    /// A role, document, datum, end or table is declared anew.
    Redeclare {
        /// Where it was written.
        span: Span,
        /// Its whole new declaration.
        to: Box<Declaration>,
    },
    /// A role, document, datum, end or table is declared no more.
    Withdraw {
        /// Which.
        subject: Spanned<Subject>,
    },
}

impl Action {
    /// Whether it changes how steps are joined, and not only what one says.
    pub fn joins_anew(&self) -> bool {
        match self {
            Action::Change { .. } | Action::Automate { .. } | Action::Decide { .. } | Action::ChangeProcess { .. } => {
                false
            }
            Action::Add { .. }
            | Action::Remove { .. }
            | Action::Merge { .. }
            | Action::Move { .. }
            | Action::Order { .. }
            | Action::Gateway { .. }
            | Action::Stage { .. }
            | Action::ChangeStage { .. }
            | Action::RemoveStage { .. } => true,
            _ => false,
        }
    }
}

/// A place in a flow, named by what stands there.
#[derive(Debug, Clone, PartialEq)]
pub enum Spot {
    /// Right behind a step.
    After(Spanned<StepId>),
    /// Right before a step.
    Before(Spanned<StepId>),
    /// The first of a stage; `None` for the flow.
    First(Spanned<Option<StageId>>),
    /// The last of a stage or, `None`, of the flow; but before an end that closes it.
    Last(Spanned<Option<StageId>>),
}

/// The sort of a gateway that an overlay puts around steps.
#[derive(Debug, Clone, PartialEq)]
pub enum GatewayKind {
    /// Every branch, then on.
    All,
    /// Its one branch if the condition holds; otherwise past it.
    One {
        /// The condition.
        when: Spanned<String>,
    },
}

/// What a process declares by an id, beside its steps.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A role.
    Role(RoleId),
    /// A document.
    Document(DocumentId),
    /// A datum.
    Datum(DataName),
    /// An end.
    End(EndId),
    /// A decision table.
    Decision(DecisionId),
}

impl Subject {
    /// The word that names its kind in a file: `role`.
    pub const fn word(&self) -> &'static str {
        match self {
            Subject::Role(_) => "role",
            Subject::Document(_) => "document",
            Subject::Datum(_) => "data",
            Subject::End(_) => "end",
            Subject::Decision(_) => "decision",
        }
    }

    /// Its id.
    pub fn id(&self) -> &str {
        match self {
            Subject::Role(id) => id.as_str(),
            Subject::Document(id) => id.as_str(),
            Subject::Datum(id) => id.as_str(),
            Subject::End(id) => id.as_str(),
            Subject::Decision(id) => id.as_str(),
        }
    }
}

/// A declaration with its id.
#[allow(clippy::large_enum_variant, reason = "a few of them live for the length of a merge")]
#[derive(Debug, Clone, PartialEq)]
pub enum Declaration {
    /// Of a role.
    Role(RoleId, RoleDeclaration),
    /// Of a document.
    Document(DocumentId, DocumentDeclaration),
    /// Of a datum.
    Datum(DataName, DataDeclaration),
    /// Of an end.
    End(EndId, EndDeclaration),
    /// Of a table.
    Decision(DecisionId, Decision),
}

impl Declaration {
    /// What it declares.
    pub fn subject(&self) -> Subject {
        match self {
            Declaration::Role(id, _) => Subject::Role(id.clone()),
            Declaration::Document(id, _) => Subject::Document(id.clone()),
            Declaration::Datum(id, _) => Subject::Datum(id.clone()),
            Declaration::End(id, _) => Subject::End(id.clone()),
            Declaration::Decision(id, _) => Subject::Decision(id.clone()),
        }
    }
}

/// New attributes of a process.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ProcessPatch {
    /// Its name for people.
    pub title: Option<Spanned<Title>>,
    /// The city's domain that it belongs to.
    pub domain: Option<Spanned<String>>,
    /// The unit that answers for it.
    pub owner: Option<Spanned<String>>,
    /// Where the knowledge about it comes from.
    pub provenance: Option<Spanned<Provenance>>,
    /// From when it holds.
    pub valid_from: Option<Spanned<NaiveDate>>,
    /// The calendar of its offices.
    pub calendar: Option<Spanned<CalendarId>>,
    /// The promise to the citizen.
    pub sla: Option<Spanned<Sla>>,
    /// Attributes that are said no more, of [`ProcessPatch::NAMES`].
    pub unset: Vec<Spanned<&'static str>>,
}

impl ProcessPatch {
    /// The names of the attributes of a process.
    pub const NAMES: [&'static str; 7] = ["title", "domain", "owner", "provenance", "valid_from", "calendar", "sla"];

    /// The names of the attributes that it says or takes back.
    pub fn said(&self) -> Vec<&'static str> {
        let said = [
            self.title.is_some(),
            self.domain.is_some(),
            self.owner.is_some(),
            self.provenance.is_some(),
            self.valid_from.is_some(),
            self.calendar.is_some(),
            self.sla.is_some(),
        ];
        let said = Self::NAMES.into_iter().zip(said).filter(|(_, said)| *said).map(|(name, _)| name);
        said.chain(self.unset.iter().map(|name| name.value)).collect()
    }
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
    /// Attributes of one value that are said no more.
    pub unset: Vec<Spanned<AttributeName>>,
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
    /// Change of the steps whose person may not do it.
    pub not_same_person_as: Option<ListEdit<StepId>>,
    /// Change of the steps whose person is to do it too.
    pub same_person_as: Option<ListEdit<StepId>>,
    /// Outcomes that change; `None` drops the outcome and its chance.
    pub outcomes: IndexMap<OutcomeName, Spanned<Option<Target>>>,
    /// Chances that change; `None` drops the chance.
    pub chances: IndexMap<OutcomeName, Spanned<Option<f64>>>,
    /// Errors that it is for; `None` drops one.
    pub catches: IndexMap<String, Spanned<Option<f64>>>,
}

impl StepPatch {
    /// The names of everything that it changes, each once.
    pub fn said(&self) -> Vec<&'static str> {
        let mut names = self.attributes.said();
        names.extend(self.unset.iter().map(|name| name.as_str()));
        let lists = [
            ("needs", self.needs.is_some()),
            ("may_use", self.may_use.is_some()),
            ("produces", self.produces.is_some()),
            ("asks", self.asks.is_some()),
            ("evidence", self.evidence.is_some()),
            ("after", self.after.is_some()),
            ("not_same_person_as", self.not_same_person_as.is_some()),
            ("same_person_as", self.same_person_as.is_some()),
            ("outcomes", !self.outcomes.is_empty()),
            ("chances", !self.chances.is_empty()),
            ("catches", !self.catches.is_empty()),
        ];
        names.extend(lists.into_iter().filter(|(_, said)| *said).map(|(name, _)| name));
        names
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.said().is_empty()
    }
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

impl Operation {
    /// An operation that a program makes, with its reason.
    pub fn because(action: Action, why: impl Into<String>) -> Self {
        Self {
            action,
            why: Some(Spanned::nowhere(Title { en: Some(why.into()), fa: None })),
            decided_by: None,
            needs_first: None,
            caught_by: None,
            assumed: false,
            span: Span::default(),
        }
    }
}

impl Overlay {
    /// Whether it changes nothing and brings nothing.
    pub fn is_empty(&self) -> bool {
        let brings = [
            self.roles.len(),
            self.documents.len(),
            self.data.len(),
            self.decisions.len(),
            self.ends.len(),
            self.changes.len(),
        ];
        brings.iter().sum::<usize>() == 0
    }

    /// An overlay of a process that changes nothing, to be filled by a program.
    pub fn empty(id: &str, of: &ProcessId) -> Self {
        Self {
            id: Spanned::nowhere(id.into()),
            title: Title::default(),
            of: Spanned::nowhere(of.clone()),
            base: None,
            kind: OverlayKind::Variant,
            provenance: None,
            reason: None,
            expires: None,
            changes: Vec::new(),
            roles: IndexMap::new(),
            documents: IndexMap::new(),
            data: IndexMap::new(),
            decisions: IndexMap::new(),
            ends: IndexMap::new(),
        }
    }
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
            Action::Move { .. } => "move",
            Action::Gateway { .. } => "gateway",
            Action::Stage { .. } => "stage",
            Action::ChangeStage { .. } | Action::ChangeProcess { .. } | Action::Redeclare { .. } => "change",
            Action::RemoveStage { .. } | Action::Withdraw { .. } => "remove",
        }
    }

    /// The steps that it names as what it works on, in the order of writing.
    pub fn steps(&self) -> Vec<&Spanned<StepId>> {
        match self {
            Action::Add { step, .. }
            | Action::Remove { step, .. }
            | Action::Change { step, .. }
            | Action::Automate { step, .. }
            | Action::Decide { step, .. } => vec![step],
            Action::Merge { steps, into, .. } => steps.iter().chain([into]).collect(),
            Action::Move { steps, .. } | Action::Stage { around: steps, .. } => steps.iter().collect(),
            Action::Gateway { branches, .. } => branches.iter().flatten().collect(),
            Action::Order { .. }
            | Action::ChangeStage { .. }
            | Action::RemoveStage { .. }
            | Action::ChangeProcess { .. }
            | Action::Redeclare { .. }
            | Action::Withdraw { .. } => Vec::new(),
        }
    }

    /// The ids that it works on: steps, a stage, or what it declares.
    pub fn subjects(&self) -> Vec<String> {
        match self {
            Action::Order { stage, .. } => stage.iter().map(ToString::to_string).collect(),
            Action::Stage { stage, around, .. } => {
                std::iter::once(stage.to_string()).chain(around.iter().map(ToString::to_string)).collect()
            }
            Action::ChangeStage { stage, .. } | Action::RemoveStage { stage } => vec![stage.to_string()],
            Action::ChangeProcess { process, .. } => vec![process.to_string()],
            Action::Redeclare { to, .. } => vec![to.subject().id().to_owned()],
            Action::Withdraw { subject } => vec![subject.id().to_owned()],
            _ => self.steps().into_iter().map(ToString::to_string).collect(),
        }
    }
}
