//! What runs: dense, immutable, shared by every case and thread.

use crate::decision::CompiledDecision;
use crate::graph::element::{CompiledGraph, Job, Trigger};
use crate::graph::state::Wait;
use crate::ids::*;
use crate::instance::Instance;
use crate::term::{Breach, CompiledSla};
use crate::vote::CompiledVote;
use ravand_core::{DocumentId, EndId, OutcomeName, Party, ProcessId, RoleId, StepId, Term};
use ravand_feel::{Expression, Schema, Value};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A process that can be executed.
#[derive(Debug, Clone)]
pub struct CompiledProcess {
    pub(crate) id: ProcessId,
    pub(crate) steps: Vec<CompiledStep>,
    pub(crate) nodes: Vec<Node>,
    /// For each node, where it stands in the definition's flow.
    pub(crate) node_ids: Vec<Arc<str>>,
    pub(crate) start: NodeIndex,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) plans: Vec<RedoPlan>,
    pub(crate) decisions: Vec<CompiledDecision>,
    pub(crate) ends: Vec<CompiledEnd>,
    pub(crate) called: Vec<ProcessId>,
    pub(crate) sla: Option<CompiledSla>,
    /// What an applicant can be asked for.
    pub(crate) documents: BTreeSet<DocumentId>,
    pub(crate) schema: Schema,
    pub(crate) personal: Vec<bool>,
    pub(crate) defaults: Vec<Value>,
    pub(crate) join_count: usize,
    /// The flow, if it is a graph; there are no nodes then.
    pub(crate) graph: Option<Box<CompiledGraph>>,
}

/// A step that can be executed.
#[derive(Debug, Clone)]
pub struct CompiledStep {
    /// Its own id.
    pub id: StepId,
    /// Who does it.
    pub role: Option<RoleId>,
    /// Whether no person does it: its role is a system, or a table decides.
    pub automatic: bool,
    /// How it can come out.
    pub outcomes: Vec<CompiledOutcome>,
    /// The data that it fills in.
    pub asks: Vec<Slot>,
    /// The table that decides when it is completed.
    pub decision: Option<usize>,
    /// The condition under which it is done.
    pub when: Option<Expression>,
    /// By when it is to be done, from its start.
    pub due: Option<Term>,
    /// What follows when it is not done by then.
    pub on_breach: Option<Breach>,
    /// Who votes on it.
    pub vote: Option<CompiledVote>,
    /// On whose side its role stands.
    pub party: Party,
    /// Steps whose people may not do it.
    pub not_same_person_as: Vec<StepIndex>,
    /// Steps whose person is to do it too.
    pub same_person_as: Vec<StepIndex>,
    /// Whether a separation or a binding of duties names it.
    pub(crate) remember_actor: bool,
    /// In a graph, the datum that says how it came out.
    pub(crate) outcome_slot: Option<Slot>,
    pub(crate) seat: Seat,
}

/// An outcome of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompiledOutcome {
    /// Its name.
    pub name: OutcomeName,
    /// Where it leads.
    pub target: CompiledTarget,
    /// Order by documents: what a redo repeats.
    pub(crate) plan: Option<u32>,
}

/// Where an outcome leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompiledTarget {
    /// On.
    On,
    /// Back to a step.
    BackTo(StepIndex),
    /// Forward to a step.
    SkipTo(StepIndex),
    /// Into another process, then on.
    Call(CalledIndex),
    /// To an end.
    End(EndIndex),
}

/// A way to end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompiledEnd {
    /// Its own id.
    pub id: EndId,
    /// Whether the applicant got what she asked for.
    pub favourable: bool,
}

/// Where a step sits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seat {
    /// In the flow, before a node.
    Flow { node: NodeIndex, next: NodeIndex },
    /// In a set ordered by documents.
    Member { scope: ScopeIndex, member: u16 },
    /// Nowhere: the flow does not name it.
    Nowhere,
}

/// A point of the flow.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    Step(StepIndex),
    Exclusive(Vec<Choice>),
    /// To its branches, never none.
    Fork(Vec<NodeIndex>),
    Join {
        join: u32,
        incoming: u32,
        next: NodeIndex,
    },
    Call {
        process: CalledIndex,
        next: NodeIndex,
    },
    Scope(ScopeIndex),
    End(EndIndex),
    /// The flow stops here without an end.
    Off,
}

/// A branch of an exclusive gateway; without a condition it is taken if none before it is.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    pub(crate) when: Option<Expression>,
    pub(crate) to: NodeIndex,
}

/// A set of steps ordered by documents; never empty.
#[derive(Debug, Clone)]
pub(crate) struct Scope {
    pub(crate) members: Vec<StepIndex>,
    /// For each member, how many others it waits for.
    pub(crate) waits: Vec<u16>,
    /// For each member, who waits for it.
    pub(crate) successors: Vec<Vec<u16>>,
    pub(crate) next: NodeIndex,
}

/// What a redo repeats: the paths from one step to a check, as a set of its own.
#[derive(Debug, Clone)]
pub(crate) struct RedoPlan {
    /// In topological order: the first is where the redo begins, the last is the check.
    pub(crate) members: Vec<StepIndex>,
    pub(crate) waits: Vec<u16>,
    /// By position in `members`.
    pub(crate) successors: Vec<Vec<u16>>,
}

impl CompiledProcess {
    /// Its id in the bank.
    pub fn id(&self) -> &ProcessId {
        &self.id
    }

    /// What a case knows.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// What a case knows before anything is filled in, by slot.
    pub fn defaults(&self) -> &[Value] {
        &self.defaults
    }

    /// Its steps.
    pub fn steps(&self) -> &[CompiledStep] {
        &self.steps
    }

    /// One of its steps.
    ///
    /// # Panics
    /// If the index comes from another process.
    pub fn step(&self, index: StepIndex) -> &CompiledStep {
        &self.steps[index.index()]
    }

    /// The step with that id.
    pub fn step_index(&self, id: &str) -> Option<StepIndex> {
        let position = self.steps.iter().position(|s| s.id.as_str() == id)?;
        Some(StepIndex(position as u32))
    }

    /// Where a node stands in the flow, by positions of blocks from 0: `2/0/1` is the second block
    /// in the first branch of the third. It follows from the definition alone, so that whoever
    /// stores what happened at a node names it so.
    pub fn node_id(&self, node: NodeIndex) -> Option<&str> {
        self.node_ids.get(node.index()).map(|id| &**id)
    }

    /// The node that stands there.
    pub fn node_index(&self, id: &str) -> Option<NodeIndex> {
        self.node_ids.iter().position(|known| **known == *id).map(|at| NodeIndex(at as u32))
    }

    /// Where a set of steps ordered by documents stands in the flow, as [`CompiledProcess::node_id`].
    pub fn scope_id(&self, scope: ScopeIndex) -> Option<&str> {
        let of_scope = |node: &Node| matches!(node, Node::Scope(own) if *own == scope);
        self.node_ids.get(self.nodes.iter().position(of_scope)?).map(|id| &**id)
    }

    /// The set of steps that stands there.
    pub fn scope_index(&self, id: &str) -> Option<ScopeIndex> {
        match self.nodes.get(self.node_index(id)?.index())? {
            Node::Scope(scope) => Some(*scope),
            _ => None,
        }
    }

    /// The end with that id.
    pub fn end_index(&self, id: &str) -> Option<EndIndex> {
        self.ends.iter().position(|end| end.id.as_str() == id).map(|at| EndIndex(at as u16))
    }

    /// The called process with that id.
    pub fn called_index(&self, id: &str) -> Option<CalledIndex> {
        self.called.iter().position(|called| called.as_str() == id).map(|at| CalledIndex(at as u16))
    }

    /// How it can end.
    pub fn ends(&self) -> &[CompiledEnd] {
        &self.ends
    }

    /// The processes that it may call.
    pub fn called(&self) -> &[ProcessId] {
        &self.called
    }

    /// The promise to the citizen.
    pub fn sla(&self) -> Option<&CompiledSla> {
        self.sla.as_ref()
    }

    /// Its flow, if that is a graph.
    pub fn graph(&self) -> Option<&CompiledGraph> {
        self.graph.as_deref()
    }

    /// What a step is for workers of the host; `None` if somebody does it from a worklist.
    pub fn job(&self, step: StepIndex) -> Option<&Job> {
        let id = self.steps.get(step.index())?.id.as_str();
        let graph = self.graph.as_deref()?;
        match &graph.element(graph.element_index(id)?).kind {
            crate::graph::element::Kind::Work(job) => job.as_deref(),
            _ => None,
        }
    }

    /// The name of the message or signal that is waited for; `None` for other waits.
    pub fn wait_name(&self, wait: &Wait) -> Option<&str> {
        let graph = self.graph.as_deref()?;
        match graph.triggers(wait.element).get(usize::from(wait.trigger))? {
            Trigger::Message { name, .. } | Trigger::Signal { name } => Some(name),
            _ => None,
        }
    }

    /// Whether a datum belongs to a person: its value stays in the vault.
    pub fn is_personal(&self, slot: Slot) -> bool {
        self.personal.get(usize::from(slot)).copied().unwrap_or(false)
    }
}

impl CompiledStep {
    /// The outcome with that name.
    pub fn outcome(&self, name: &str) -> Option<OutcomeIndex> {
        let position = self.outcomes.iter().position(|o| o.name.as_str() == name)?;
        Some(OutcomeIndex(position as u16))
    }
}

/// What a called case knows from the start: its caller's data of the same name and type.
/// Personal data do not travel.
pub fn carry_over(parent: &CompiledProcess, case: &Instance, child: &CompiledProcess) -> Vec<(Slot, Value)> {
    let known = |(slot, name, ty): (Slot, &str, &ravand_feel::Type)| {
        let from = parent.schema().slot(name)?;
        if parent.schema().ty(from)? != ty || child.is_personal(slot) {
            return None;
        }
        let value = case.data().get(usize::from(from))?;
        (!value.is_null()).then(|| (slot, value.clone()))
    };
    child.schema().iter().filter_map(known).collect()
}
