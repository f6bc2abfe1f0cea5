//! A process as a person wrote it, after its overlays were merged.
//!
//! A `Definition` is complete in itself: the roles, documents and decisions that it names
//! stand in it, wherever they were declared. It knows nothing of calendars' days, of
//! running cases and of files.

use crate::graph::Graph;
use crate::id::{CalendarId, DataName, DecisionId, DocumentId, EndId, OverlayId, ProcessId, RoleId, StageId, StepId};
use crate::span::{Span, Spanned};
use crate::step::Step;
use crate::term::Term;
use crate::title::Title;
use chrono::NaiveDate;
use indexmap::IndexMap;
use ravand_feel::{HitPolicy, Type, Value};

/// A process.
#[derive(Debug, Clone, PartialEq)]
pub struct Definition {
    /// Its id in the bank.
    pub id: Spanned<ProcessId>,
    /// Its name for people.
    pub title: Title,
    /// The city's domain that it belongs to.
    pub domain: Option<Spanned<String>>,
    /// The unit that answers for it.
    pub owner: Option<Spanned<String>>,
    /// Where the knowledge about it comes from.
    pub provenance: Spanned<Provenance>,
    /// From when it holds.
    pub valid_from: Option<Spanned<NaiveDate>>,
    /// The calendar of its offices.
    pub calendar: Option<Spanned<CalendarId>>,
    /// The promise to the citizen.
    pub sla: Option<Sla>,
    /// What a case knows.
    pub data: IndexMap<DataName, DataDeclaration>,
    /// Documents that come from outside, and titles of those made inside.
    pub documents: IndexMap<DocumentId, DocumentDeclaration>,
    /// Who takes part.
    pub roles: IndexMap<RoleId, RoleDeclaration>,
    /// How a case can end.
    pub ends: IndexMap<EndId, EndDeclaration>,
    /// The steps.
    pub steps: IndexMap<StepId, Step>,
    /// Where each step's id was written as a key.
    pub step_spans: IndexMap<StepId, Span>,
    /// Their order.
    pub flow: Flow,
    /// The decision tables.
    pub decisions: IndexMap<DecisionId, Decision>,
    /// Overlays that were merged, oldest first.
    pub overlays: Vec<OverlayId>,
}

/// Where the knowledge about a process comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Provenance {
    /// A published source states it.
    Sourced,
    /// Constructed from public knowledge.
    Modelled,
    /// Made up for tests and examples.
    Synthetic,
}

/// The promise to the citizen.
#[derive(Debug, Clone, PartialEq)]
pub struct Sla {
    /// The whole case's term.
    pub due: Spanned<Term>,
    /// Warn when this share of the term has passed, from 0 to 1.
    pub warn_at: Option<Spanned<f64>>,
    /// What happens when it is broken.
    pub on_breach: Option<Spanned<crate::step::OnBreach>>,
}

/// A datum of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct DataDeclaration {
    /// Its type.
    pub ty: Type,
    /// Whether it belongs to a person: kept in the vault, not read by conditions.
    pub personal: bool,
    /// Its value until a step fills it in.
    pub default: Option<Value>,
    /// Its name for people.
    pub title: Title,
    /// Where it was declared.
    pub span: Span,
}

/// A document of a process.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DocumentDeclaration {
    /// Its name for people.
    pub title: Title,
    /// Whether the applicant brings it.
    pub from_applicant: bool,
    /// Whether a case can go on without it.
    pub optional: bool,
    /// Where it was declared.
    pub span: Span,
}

/// A role of a process.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RoleDeclaration {
    /// Its name for people.
    pub title: Title,
    /// How many hold it; `None` if nobody said.
    pub holders: Option<Holders>,
    /// Whether the number of holders is assumed.
    pub assumed: bool,
    /// On whose side it stands.
    pub party: Party,
    /// Where it was declared.
    pub span: Span,
}

/// How many people hold a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holders {
    /// This many; at least one.
    Count(u32),
    /// As many as are wanted: a system.
    Unlimited,
}

/// On whose side a role stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Party {
    /// An office of the city.
    #[default]
    City,
    /// The citizen and those who work for her.
    Applicant,
    /// Another public body or a private one.
    OtherBody,
    /// A machine.
    System,
}

/// One way in which a case ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndDeclaration {
    /// Its name for people.
    pub title: Title,
    /// Whether the applicant got what she asked for.
    pub favourable: bool,
    /// Where it was declared.
    pub span: Span,
}

/// The order of the steps.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Flow {
    /// How the blocks are ordered among each other. Under [`Order::ByDocuments`] every
    /// step of every block is one set and stages are only names.
    pub order: Spanned<Order>,
    /// From top to bottom.
    pub blocks: Vec<Block>,
    /// The flow as a graph, where blocks cannot say it; there are no blocks then.
    pub graph: Option<Box<Graph>>,
}

/// What orders the steps of a flow or a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Order {
    /// As they are written.
    #[default]
    AsWritten,
    /// A step starts when the documents that it needs were made.
    ByDocuments,
}

/// A part of a flow.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Block {
    /// A step.
    Step(Spanned<StepId>),
    /// A named group.
    Stage(Stage),
    /// Every branch, then on: a parallel gateway.
    All {
        /// The branches.
        branches: Vec<Vec<Block>>,
        /// Where it was written.
        span: Span,
    },
    /// The first branch whose condition holds: an exclusive gateway.
    One {
        /// The branches in order.
        branches: Vec<Branch>,
        /// Where it was written.
        span: Span,
    },
    /// Into another process, then on.
    Call(Spanned<ProcessId>),
    /// The case ends here.
    End(Spanned<EndId>),
}

/// A named group of steps.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    /// Its id.
    pub id: Spanned<StageId>,
    /// Its name for people.
    pub title: Title,
    /// How its blocks are ordered.
    pub order: Spanned<Order>,
    /// Its blocks.
    pub blocks: Vec<Block>,
}

/// A branch of an exclusive gateway.
#[derive(Debug, Clone, PartialEq)]
pub struct Branch {
    /// Its condition; `None` for `otherwise`.
    pub when: Option<Spanned<String>>,
    /// Its blocks.
    pub blocks: Vec<Block>,
}

/// A decision as it is written: a table whose cells are FEEL text, or any other
/// [logic](crate::decision::Logic) that DMN knows.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// Its name for people.
    pub title: Title,
    /// What it rests on, in words.
    pub basis: Option<Spanned<String>>,
    /// The decisions that are decided before, the knowledge models that it calls, and data
    /// that it reads, as far as somebody said so.
    pub requires: Vec<Spanned<DecisionId>>,
    /// Of a business knowledge model the parameters. It is called by its id; its outputs are
    /// the parts of what it gives, and no data of the case.
    pub parameters: Option<IndexMap<DataName, DataDeclaration>>,
    /// How it decides, where it is no table of its own; the parts of a table below are then
    /// empty, `outputs` aside.
    pub logic: Option<Box<crate::decision::Logic>>,
    /// Which matching rule counts.
    pub hit: Spanned<HitPolicy>,
    /// Expressions of its input columns.
    pub inputs: Vec<Spanned<String>>,
    /// Its output columns with their types.
    pub outputs: IndexMap<DataName, DataDeclaration>,
    /// For an output its values, the most important first, as expressions.
    pub priorities: IndexMap<DataName, Vec<Spanned<String>>>,
    /// Its rules in order.
    pub rules: Vec<Rule>,
    /// Where it was written.
    pub span: Span,
}

/// A row of a decision table.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// A unary test for each input column; `None` where anything goes.
    pub inputs: Vec<Option<Spanned<String>>>,
    /// An expression for each output column.
    pub outputs: Vec<Spanned<String>>,
    /// Whether it holds when no other does.
    pub otherwise: bool,
    /// Where it was written.
    pub span: Span,
}

impl Flow {
    /// A flow that is a graph.
    pub fn of_graph(graph: Graph) -> Self {
        Self { graph: Some(Box::new(graph)), ..Self::default() }
    }

    /// Every step that the blocks name, in the order of writing.
    pub fn steps(&self) -> Vec<&Spanned<StepId>> {
        steps(&self.blocks)
    }

    /// Its stages of every depth, outer ones first.
    pub fn stages(&self) -> Vec<&Stage> {
        stages(&self.blocks)
    }
}

impl Stage {
    /// Every step in it, in the order of writing.
    pub fn steps(&self) -> Vec<&Spanned<StepId>> {
        steps(&self.blocks)
    }
}

/// The lists of blocks directly inside a block.
pub(crate) fn lists(block: &Block) -> Vec<&Vec<Block>> {
    match block {
        Block::Stage(stage) => vec![&stage.blocks],
        Block::All { branches, .. } => branches.iter().collect(),
        Block::One { branches, .. } => branches.iter().map(|branch| &branch.blocks).collect(),
        Block::Step(_) | Block::Call(_) | Block::End(_) => Vec::new(),
    }
}

/// The stages of a flow, outer ones first.
pub(crate) fn stages(blocks: &[Block]) -> Vec<&Stage> {
    let mut found = Vec::new();
    for block in blocks {
        if let Block::Stage(stage) = block {
            found.push(stage);
        }
        found.extend(lists(block).into_iter().flat_map(|list| stages(list)));
    }
    found
}

/// The steps that blocks name, in the order of writing.
pub(crate) fn steps(blocks: &[Block]) -> Vec<&Spanned<StepId>> {
    let mut found = Vec::new();
    for block in blocks {
        if let Block::Step(step) = block {
            found.push(step);
        }
        found.extend(lists(block).into_iter().flat_map(|list| steps(list)));
    }
    found
}

impl Provenance {
    /// The word that stands for it in a file: `modelled`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sourced => "sourced",
            Self::Modelled => "modelled",
            Self::Synthetic => "synthetic",
        }
    }
}

impl EndDeclaration {
    /// An end at which the applicant got what she asked for.
    pub fn favourable() -> Self {
        Self { title: Title::default(), favourable: true, span: Span::default() }
    }
}

impl Definition {
    /// A process with an id and nothing else, to be filled by a program.
    pub fn empty(id: &str) -> Self {
        Self {
            id: Spanned::nowhere(id.into()),
            title: Title::default(),
            domain: None,
            owner: None,
            provenance: Spanned::nowhere(Provenance::Synthetic),
            valid_from: None,
            calendar: None,
            sla: None,
            data: IndexMap::new(),
            documents: IndexMap::new(),
            roles: IndexMap::new(),
            ends: IndexMap::new(),
            steps: IndexMap::new(),
            step_spans: IndexMap::new(),
            flow: Flow::default(),
            decisions: IndexMap::new(),
            overlays: Vec::new(),
        }
    }

    /// The place where a step was declared.
    pub fn step_span(&self, id: &StepId) -> Span {
        self.step_spans.get(id).copied().unwrap_or_default()
    }

    /// Whether the applicant brings a document.
    pub fn is_from_applicant(&self, id: &DocumentId) -> bool {
        self.documents.get(id).is_some_and(|document| document.from_applicant)
    }
}
