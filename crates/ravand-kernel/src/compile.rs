//! Definition → [`CompiledProcess`]: names become positions, text becomes expressions,
//! blocks become nodes. Blocks are laid from the last to the first, so that every node
//! knows what follows it when it is made.
//!
//! [`ravand_core::check`] found every expression and table in order; one that fails here all
//! the same is reported and never left out: a step without its condition would run always.

use crate::codes;
use crate::decision::CompiledDecision;
use crate::graph::{self, compile::Surroundings};
use crate::ids::*;
use crate::process::*;
use crate::term;
use crate::vote::CompiledVote;
use indexmap::IndexSet;
use ravand_core::check::check;
use ravand_core::documents::DocumentOrder;
use ravand_core::schema::{condition, outcome_datum};
use ravand_core::{
    Args, Block, Branch, Code, Definition, Diagnostic, DocumentId, EndId, Kind, Order, Party, ProcessId, Spanned, Step,
    StepId, Target, Vote, has_errors,
};
use ravand_feel::{Expression, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Steps of one process.
pub const STEPS_MAX: usize = 10_000;
/// Ends of one process.
pub const ENDS_MAX: usize = 1_000;
/// Outcomes of one step.
pub const OUTCOMES_MAX: usize = 1_000;
/// Other processes that one process calls.
pub const CALLED_MAX: usize = 10_000;
/// Steps that all the redos of one process repeat, each redo counted for itself: a set in
/// which every step sends back to the first would need their square.
pub const REDO_STEPS_MAX: usize = 1_000_000;

impl CompiledProcess {
    /// Compiles a definition whose overlays were merged.
    ///
    /// # Errors
    /// Everything that [`ravand_core::check`] holds against it, or the limit that it passes
    /// ([`STEPS_MAX`], [`ENDS_MAX`], [`OUTCOMES_MAX`], [`CALLED_MAX`], [`REDO_STEPS_MAX`]).
    pub fn compile(definition: &Definition) -> Result<Self, Vec<Diagnostic>> {
        let found = check(definition);
        if has_errors(&found) {
            return Err(found);
        }
        let found = too_large(definition);
        if has_errors(&found) {
            return Err(found);
        }
        let mut compiler = Compiler::new(definition);
        compiler.steps();
        compiler.decisions();
        let off = compiler.node(Node::Off);
        compiler.graph();
        compiler.process.start = match definition.flow.order.value {
            Order::AsWritten => compiler.sequence(&definition.flow.blocks, off),
            Order::ByDocuments => compiler.by_documents(&definition.flow.blocks, off),
        };
        compiler.outcomes();
        term::compile::compile(definition, &mut compiler.process, &mut compiler.diagnostics);
        if has_errors(&compiler.diagnostics) { Err(compiler.diagnostics) } else { Ok(compiler.process) }
    }
}

/// What has more of something than can run, be it consistent or not: [`STEPS_MAX`],
/// [`ENDS_MAX`], [`OUTCOMES_MAX`], [`CALLED_MAX`]. Whoever looks at a definition without
/// running it asks this, so that nothing is called fine that cannot run.
pub fn too_large(definition: &Definition) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut limit = |count: usize, max: usize, code: &'static Code, span, of: &str| {
        if count > max {
            let args = Args::new().with("count", count).with("limit", max).with("of", of);
            found.push(Diagnostic::at(code, span, args));
        }
    };
    let (id, place) = (definition.id.as_str(), definition.id.span);
    limit(definition.steps.len(), STEPS_MAX, &codes::TOO_MANY_STEPS, place, id);
    limit(definition.ends.len(), ENDS_MAX, &codes::TOO_MANY_ENDS, place, id);
    limit(called(definition), CALLED_MAX, &codes::TOO_MANY_CALLED, place, id);
    for (id, step) in &definition.steps {
        let place = definition.step_span(id);
        limit(step.outcomes.len(), OUTCOMES_MAX, &codes::TOO_MANY_OUTCOMES, place, id.as_str());
    }
    found
}

/// How many other processes a definition calls.
fn called(definition: &Definition) -> usize {
    fn walk<'a>(blocks: &'a [Block], into: &mut BTreeSet<&'a ProcessId>) {
        for block in blocks {
            match block {
                Block::Call(process) => _ = into.insert(&process.value),
                Block::Stage(stage) => walk(&stage.blocks, into),
                Block::All { branches, .. } => branches.iter().for_each(|branch| walk(branch, into)),
                Block::One { branches, .. } => branches.iter().for_each(|branch| walk(&branch.blocks, into)),
                _ => {}
            }
        }
    }
    let mut called = BTreeSet::new();
    walk(&definition.flow.blocks, &mut called);
    let targets = definition.steps.values().flat_map(|step| step.outcomes.values());
    called.extend(targets.filter_map(|target| match &target.value {
        Target::Call(process) => Some(process),
        _ => None,
    }));
    called.len()
}

fn vote_of(vote: &Vote) -> CompiledVote {
    CompiledVote {
        members: vote.members.iter().map(|role| role.value.clone()).collect(),
        carried_by: vote.carried_by.value as usize,
        quorum: vote.quorum(),
    }
}

/// Every document that the process speaks of.
fn documents(definition: &Definition) -> BTreeSet<DocumentId> {
    let of_steps =
        definition.steps.values().flat_map(|step| step.needs.iter().chain(&step.may_use).chain(&step.produces));
    definition.documents.keys().chain(of_steps.map(|document| &document.value)).cloned().collect()
}

struct Compiler<'a> {
    definition: &'a Definition,
    process: CompiledProcess,
    diagnostics: Vec<Diagnostic>,
    /// For each set, its order, to plan redos.
    orders: Vec<DocumentOrder>,
    /// Steps in all plans.
    redo_steps: usize,
    /// Processes that are called, each with its number.
    called: BTreeMap<ProcessId, CalledIndex>,
    /// Where in the flow blocks are being laid.
    path: Vec<usize>,
}

impl<'a> Compiler<'a> {
    fn new(definition: &'a Definition) -> Self {
        let schema = definition.schema();
        let slots = definition.slots();
        // Outcomes of a graph's tasks follow, which nobody declared.
        let (mut personal, mut defaults): (Vec<bool>, Vec<Value>) =
            slots.map(|(_, datum)| (datum.personal, datum.default.clone().unwrap_or(Value::Null))).unzip();
        personal.resize(schema.len(), false);
        defaults.resize(schema.len(), Value::Null);
        let process = CompiledProcess {
            id: definition.id.value.clone(),
            steps: Vec::new(),
            nodes: Vec::new(),
            node_ids: Vec::new(),
            start: NodeIndex(0),
            scopes: Vec::new(),
            plans: Vec::new(),
            decisions: Vec::new(),
            ends: definition
                .ends
                .iter()
                .map(|(id, end)| CompiledEnd { id: id.clone(), favourable: end.favourable })
                .collect(),
            called: Vec::new(),
            sla: None,
            documents: documents(definition),
            personal,
            graph: None,
            defaults,
            schema,
            join_count: 0,
        };
        Self {
            definition,
            process,
            diagnostics: Vec::new(),
            orders: Vec::new(),
            redo_steps: 0,
            called: BTreeMap::new(),
            path: Vec::new(),
        }
    }

    fn graph(&mut self) {
        let Some(graph) = &self.definition.flow.graph else { return };
        let mut diagnostics = Vec::new();
        let (definition, schema) = (self.definition, self.process.schema.clone());
        let mut called = |process: &ProcessId| self.called(process);
        let around = Surroundings { definition, schema: &schema, called: &mut called, diagnostics: &mut diagnostics };
        let compiled = graph::compile::compile(graph, around);
        self.process.graph = Some(Box::new(compiled));
        if self.process.ends.is_empty() {
            self.process.ends.push(CompiledEnd { id: EndId::from("completed"), favourable: true });
        }
        self.diagnostics.extend(diagnostics);
    }

    fn node(&mut self, node: Node) -> NodeIndex {
        let at: Vec<String> = self.path.iter().map(usize::to_string).collect();
        let at = at.join("/");
        self.process.node_ids.push(match node {
            // It stands where its fork does.
            Node::Join { .. } => format!("{at}/join").into(),
            Node::Off => "off".into(),
            // A flow that is one set as a whole.
            _ if at.is_empty() => "flow".into(),
            _ => at.into(),
        });
        self.process.nodes.push(node);
        NodeIndex(self.process.nodes.len() as u32 - 1)
    }

    fn steps(&mut self) {
        for (id, step) in &self.definition.steps {
            let when = step.attributes.when.as_ref();
            let compiled = CompiledStep {
                id: id.clone(),
                role: step.role().cloned(),
                automatic: self.is_automatic(step),
                outcomes: Vec::new(),
                asks: step.asks.iter().filter_map(|d| self.process.schema.slot(d.as_str())).collect(),
                decision: step
                    .attributes
                    .decision
                    .as_ref()
                    .and_then(|d| self.definition.decisions.get_index_of(&d.value)),
                when: when.and_then(|w| self.condition(w)),
                due: step.attributes.due.as_ref().map(|d| d.value),
                on_breach: None,
                vote: step.attributes.vote.as_ref().map(|vote| vote_of(vote)),
                party: self.party(step),
                not_same_person_as: self.step_indices(&step.not_same_person_as),
                same_person_as: self.step_indices(&step.same_person_as),
                remember_actor: false,
                outcome_slot: self.outcome_slot(id),
                seat: Seat::Nowhere,
            };
            self.process.steps.push(compiled);
        }
        let remembered: Vec<StepIndex> = self
            .process
            .steps
            .iter()
            .flat_map(|s| s.not_same_person_as.iter().chain(&s.same_person_as).copied())
            .collect();
        for step in remembered {
            self.process.steps[step.index()].remember_actor = true;
        }
    }

    fn is_automatic(&self, step: &Step) -> bool {
        step.kind() == Kind::Decide || self.party(step) == Party::System
    }

    /// Where flows of a graph read how the step came out.
    fn outcome_slot(&self, step: &StepId) -> Option<Slot> {
        self.definition.flow.graph.as_ref()?;
        self.process.schema.slot(&outcome_datum(step))
    }

    fn party(&self, step: &Step) -> Party {
        step.role().and_then(|role| self.definition.roles.get(role)).map_or(Party::City, |role| role.party)
    }

    fn step_indices(&self, ids: &[Spanned<StepId>]) -> Vec<StepIndex> {
        ids.iter().filter_map(|id| self.step_index(id)).collect()
    }

    fn step_index(&self, id: &StepId) -> Option<StepIndex> {
        self.definition.steps.get_index_of(id).map(|i| StepIndex(i as u32))
    }

    fn decisions(&mut self) {
        match CompiledDecision::compile_all(self.definition, &self.process.schema) {
            Ok(decisions) => self.process.decisions = decisions,
            Err(found) => self.diagnostics.extend(found),
        }
    }

    fn condition(&mut self, when: &Spanned<String>) -> Option<Expression> {
        match condition(when, &self.process.schema) {
            Ok(expression) => Some(expression),
            Err(found) => {
                self.diagnostics.extend(found);
                None
            }
        }
    }

    /// Lays blocks one after another before `next` and says where they begin.
    fn sequence(&mut self, blocks: &'a [Block], next: NodeIndex) -> NodeIndex {
        let laid = |next, (at, block)| self.within(at, |compiler| compiler.block(block, next));
        blocks.iter().enumerate().rev().fold(next, laid)
    }

    /// Does something one level deeper in the flow.
    fn within<T>(&mut self, at: usize, lay: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(at);
        let laid = lay(self);
        self.path.pop();
        laid
    }

    fn block(&mut self, block: &'a Block, next: NodeIndex) -> NodeIndex {
        match block {
            Block::Step(id) => {
                let Some(step) = self.step_index(id) else { return next };
                let node = self.node(Node::Step(step));
                self.process.steps[step.index()].seat = Seat::Flow { node, next };
                node
            }
            Block::Stage(stage) => match stage.order.value {
                Order::AsWritten => self.sequence(&stage.blocks, next),
                Order::ByDocuments => self.by_documents(&stage.blocks, next),
            },
            Block::All { branches, .. } => self.parallel(branches, next),
            Block::One { branches, .. } => self.exclusive(branches, next),
            Block::Call(process) => {
                let process = self.called(process);
                self.node(Node::Call { process, next })
            }
            Block::End(end) => match self.end_index(end) {
                Some(end) => self.node(Node::End(end)),
                None => next,
            },
            _ => next,
        }
    }

    fn parallel(&mut self, branches: &'a [Vec<Block>], next: NodeIndex) -> NodeIndex {
        if branches.is_empty() {
            return next;
        }
        let join = self.process.join_count as u32;
        self.process.join_count += 1;
        let incoming = branches.len() as u32;
        let join = self.node(Node::Join { join, incoming, next });
        let branches = branches.iter().enumerate();
        let targets =
            branches.map(|(at, branch)| self.within(at, |compiler| compiler.sequence(branch, join))).collect();
        self.node(Node::Fork(targets))
    }

    fn exclusive(&mut self, branches: &'a [Branch], next: NodeIndex) -> NodeIndex {
        let mut choices = Vec::with_capacity(branches.len());
        for (at, branch) in branches.iter().enumerate() {
            let to = self.within(at, |compiler| compiler.sequence(&branch.blocks, next));
            let when = branch.when.as_ref().and_then(|w| self.condition(w));
            choices.push(Choice { when, to });
        }
        self.node(Node::Exclusive(choices))
    }

    /// One set of all the steps in these blocks; what stands behind an `end` is its end.
    fn by_documents(&mut self, blocks: &'a [Block], next: NodeIndex) -> NodeIndex {
        let mut members = Vec::new();
        let next = self.gather(blocks, &mut members, next);
        if members.is_empty() {
            return next;
        }
        let order = match DocumentOrder::of(self.definition, &members) {
            Ok(order) => order,
            Err(found) => {
                self.diagnostics.extend(found);
                return next;
            }
        };
        let positions: IndexSet<&StepId> = members.iter().collect();
        let position = |id: &StepId| positions.get_index_of(id).map(|p| p as u16);
        let scope = ScopeIndex(self.process.scopes.len() as u32);
        let compiled = Scope {
            members: members.iter().filter_map(|id| self.step_index(id)).collect(),
            waits: members.iter().map(|id| order.predecessors(id).count() as u16).collect(),
            successors: members.iter().map(|id| order.successors(id).filter_map(position).collect()).collect(),
            next,
        };
        for (member, step) in compiled.members.iter().enumerate() {
            self.process.steps[step.index()].seat = Seat::Member { scope, member: member as u16 };
        }
        self.process.scopes.push(compiled);
        self.orders.push(order);
        self.node(Node::Scope(scope))
    }

    fn gather(&mut self, blocks: &'a [Block], into: &mut Vec<StepId>, next: NodeIndex) -> NodeIndex {
        let mut after = next;
        for (at, block) in blocks.iter().enumerate() {
            match block {
                Block::Step(id) => into.push(id.value.clone()),
                Block::Stage(stage) => {
                    after = self.within(at, |compiler| compiler.gather(&stage.blocks, into, after));
                }
                Block::End(end) => {
                    if let Some(end) = self.end_index(end) {
                        after = self.within(at, |compiler| compiler.node(Node::End(end)));
                    }
                }
                _ => {}
            }
        }
        after
    }

    /// Outcomes come last: what they lead to must have its place.
    fn outcomes(&mut self) {
        for (index, (_, step)) in self.definition.steps.iter().enumerate() {
            let check = StepIndex(index as u32);
            let mut outcomes = Vec::with_capacity(step.outcomes.len());
            for (name, target) in &step.outcomes {
                let Some((target, plan)) = self.target(check, &target.value) else {
                    continue;
                };
                outcomes.push(CompiledOutcome { name: name.clone(), target, plan });
            }
            self.process.steps[index].outcomes = outcomes;
        }
    }

    fn target(&mut self, check: StepIndex, target: &Target) -> Option<(CompiledTarget, Option<u32>)> {
        Some(match target {
            Target::On => (CompiledTarget::On, None),
            Target::BackTo(step) => {
                let step = self.step_index(step)?;
                (CompiledTarget::BackTo(step), self.plan(step, check))
            }
            Target::SkipTo(step) => (CompiledTarget::SkipTo(self.step_index(step)?), None),
            Target::Call(process) => (CompiledTarget::Call(self.called(process)), None),
            Target::End(end) => (CompiledTarget::End(self.end_index(end)?), None),
        })
    }

    /// What is repeated when `check` sends its branch back to `from`; `None` outside of a
    /// set ordered by documents, where the token simply jumps.
    fn plan(&mut self, from: StepIndex, check: StepIndex) -> Option<u32> {
        let Seat::Member { scope, .. } = self.process.steps[check.index()].seat else { return None };
        if self.redo_steps > REDO_STEPS_MAX {
            return None;
        }
        let order = &self.orders[scope.index()];
        let id = |step: StepIndex| &self.process.steps[step.index()].id;
        let path = IndexSet::<StepId>::from_iter(order.between(id(from), id(check)));
        self.redo_steps += path.len();
        if self.redo_steps > REDO_STEPS_MAX {
            let args = Args::new().with("limit", REDO_STEPS_MAX);
            let place = self.definition.step_span(id(check));
            self.diagnostics.push(Diagnostic::at(&codes::TOO_MUCH_REDO, place, args));
            return None;
        }
        let position = |id: &StepId| path.get_index_of(id).map(|p| p as u16);
        let successors: Vec<Vec<u16>> =
            path.iter().map(|id| order.successors(id).filter_map(position).collect()).collect();
        let mut waits = vec![0_u16; path.len()];
        for &next in successors.iter().flatten() {
            waits[usize::from(next)] += 1;
        }
        let members = path.iter().filter_map(|id| self.step_index(id)).collect();
        self.process.plans.push(RedoPlan { members, waits, successors });
        Some(self.process.plans.len() as u32 - 1)
    }

    fn called(&mut self, process: &ProcessId) -> CalledIndex {
        let next = CalledIndex(self.called.len() as u16);
        let index = *self.called.entry(process.clone()).or_insert(next);
        if index == next {
            self.process.called.push(process.clone());
        }
        index
    }

    fn end_index(&self, end: &EndId) -> Option<EndIndex> {
        self.definition.ends.get_index_of(end).map(|i| EndIndex(i as u16))
    }
}
