//! Blocks as the graph that BPMN draws for them.
//!
//! Every split and every merge has a gateway of its own, so that a drawing shows how tokens
//! go. A step's condition is a gateway before it; what its outcomes lead to, one behind it,
//! which asks for the datum that a graph keeps of it. An `end` beside other branches
//! terminates, as it does in blocks.
//!
//! Deliberately absent: stages, which are names and order nothing; and what `back to` of a
//! set ordered by documents spares: its redo repeats one branch, the drawing shows the way back.

mod gateways;
mod set;

use super::{Element, ElementKind, Gateway, Graph, SequenceFlow, TaskType, Trigger};
use crate::definition::{Block, Branch, Definition, Flow, Order, Party};
use crate::diagnostic::Diagnostic;
use crate::id::{ElementId, EndId, FlowId, OutcomeName, StepId};
use crate::schema::outcome_datum;
use crate::span::{Span, Spanned};
use crate::step::{Kind, Step, Target};
use crate::title::Title;
use indexmap::IndexMap;

impl Definition {
    /// The same process with its flow as a graph; a flow that is one already stays.
    ///
    /// ```
    /// use ravand_core::{Block, Definition, Spanned, Step};
    /// let mut letter = Definition::empty("letter");
    /// letter.steps.insert("write".into(), Step::default());
    /// letter.flow.blocks.push(Block::Step(Spanned::nowhere("write".into())));
    /// let drawn = letter.as_graph().unwrap();
    /// let graph = drawn.flow.graph.unwrap();
    /// assert_eq!(graph.elements.keys().map(|id| id.as_str()).collect::<Vec<_>>(), ["start", "write", "completed"]);
    /// ```
    ///
    /// # Errors
    /// Steps of a set that wait for each other in a ring.
    pub fn as_graph(&self) -> Result<Definition, Vec<Diagnostic>> {
        if self.flow.graph.is_some() {
            return Ok(self.clone());
        }
        let mut drawing = Drawing::new(self);
        drawing.flow()?;
        drawing.gateways_at_merges();
        let mut drawn = self.clone();
        drawn.flow = Flow::of_graph(drawing.graph);
        for step in drawn.steps.values_mut() {
            step.attributes.when = None;
            step.after.clear();
            step.outcomes.values_mut().for_each(|target| target.value = Target::On);
        }
        Ok(drawn)
    }
}

/// Whether it matters for the flow with which outcome a step is done.
fn leads_away(step: &Step) -> bool {
    step.outcomes.values().any(|target| target.value != Target::On)
}

/// A way that leads out of what is drawn, and nowhere yet.
#[derive(Debug, Clone)]
struct Loose {
    from: ElementId,
    way: Way,
}

/// What a sequence flow says.
#[derive(Debug, Clone, Default)]
struct Way {
    title: Title,
    when: Option<Spanned<String>>,
    default: bool,
}

impl Way {
    fn when(title: Title, when: Spanned<String>) -> Self {
        Self { title, when: Some(when), default: false }
    }

    fn otherwise(title: Title) -> Self {
        Self { title, when: None, default: true }
    }
}

/// What a part of a flow is entered by and left by.
struct Part {
    entry: ElementId,
    exits: Vec<Loose>,
}

struct Drawing<'a> {
    definition: &'a Definition,
    graph: Graph,
    /// Where a token for each step goes first.
    entries: IndexMap<StepId, ElementId>,
    /// Ways to steps, which may not be drawn yet.
    jumps: Vec<(Loose, StepId)>,
    /// How many branches lie beside each other here.
    beside: usize,
}

impl<'a> Drawing<'a> {
    fn new(definition: &'a Definition) -> Self {
        let (graph, entries, jumps) = (Graph::default(), IndexMap::new(), Vec::new());
        Self { definition, graph, entries, jumps, beside: 0 }
    }

    fn flow(&mut self) -> Result<(), Vec<Diagnostic>> {
        let triggers = Vec::new();
        let kind = ElementKind::Start { triggers, gather: super::Gather::Any, interrupting: true };
        let start = self.put("start", kind, title("Start", "آغاز"), self.definition.id.span);
        let exits = vec![Loose { from: start, way: Way::default() }];
        let flow = &self.definition.flow;
        let exits = match flow.order.value {
            Order::AsWritten => self.sequence(&flow.blocks, exits)?,
            Order::ByDocuments => self.by_documents(&flow.blocks, exits)?,
        };
        if !exits.is_empty() {
            self.end(None, self.definition.id.span, exits);
        }
        for (loose, step) in std::mem::take(&mut self.jumps) {
            if let Some(entry) = self.entries.get(&step).cloned() {
                self.lead(vec![loose], &entry);
            }
        }
        Ok(())
    }

    fn sequence(&mut self, blocks: &[Block], mut open: Vec<Loose>) -> Result<Vec<Loose>, Vec<Diagnostic>> {
        for block in blocks {
            open = self.block(block, open)?;
        }
        Ok(open)
    }

    fn block(&mut self, block: &Block, open: Vec<Loose>) -> Result<Vec<Loose>, Vec<Diagnostic>> {
        match block {
            Block::Step(id) => Ok(self.step(&id.value).map_or(open.clone(), |part| self.after(open, part))),
            Block::Stage(stage) => match stage.order.value {
                Order::AsWritten => self.sequence(&stage.blocks, open),
                Order::ByDocuments => self.by_documents(&stage.blocks, open),
            },
            Block::All { branches, span } => self.parallel(branches, *span, open),
            Block::One { branches, span } => self.exclusive(branches, *span, open),
            Block::Call(process) => {
                let title = Title::default();
                let call = self.put(process.as_str(), ElementKind::Call(process.clone()), title, process.span);
                Ok(self
                    .after(open, Part { exits: vec![Loose { from: call.clone(), way: Way::default() }], entry: call }))
            }
            Block::End(end) => {
                self.end(Some(&end.value), end.span, open);
                Ok(Vec::new())
            }
        }
    }

    fn after(&mut self, open: Vec<Loose>, part: Part) -> Vec<Loose> {
        self.lead(open, &part.entry);
        part.exits
    }

    /// A step with its condition before it and its outcomes behind it.
    fn step(&mut self, id: &StepId) -> Option<Part> {
        let step = self.definition.steps.get(id)?;
        let span = self.definition.step_span(id);
        let task = ElementId::from(id.as_str());
        self.graph.elements.insert(task.clone(), Element { span, ..Element::new(ElementKind::Task(self.task(step))) });
        let mut exits = self.outcomes(id, step, &task);
        let Some(when) = &step.attributes.when else {
            self.entries.insert(id.clone(), task.clone());
            return Some(Part { entry: task, exits });
        };
        let gateway = self.gateway(&format!("{id}-when"), Gateway::Exclusive, question(&when.value), when.span);
        let way = Way::when(Title::plain(when.value.as_str()), when.clone());
        self.lead(vec![Loose { from: gateway.clone(), way }], &task);
        exits.push(Loose { from: gateway.clone(), way: Way::otherwise(otherwise()) });
        self.entries.insert(id.clone(), gateway.clone());
        Some(Part { entry: gateway, exits })
    }

    fn task(&self, step: &Step) -> TaskType {
        let system = step
            .role()
            .and_then(|role| self.definition.roles.get(role))
            .is_some_and(|role| role.party == Party::System);
        match (step.kind(), &step.attributes.decision) {
            (_, Some(_)) => TaskType::BusinessRule,
            (Kind::Decide, None) => TaskType::Abstract,
            _ if system => TaskType::Abstract,
            _ => TaskType::User,
        }
    }

    /// The ways out of a step: one for each outcome that leads elsewhere, one for all others.
    fn outcomes(&mut self, id: &StepId, step: &Step, task: &ElementId) -> Vec<Loose> {
        let loose = |from: &ElementId, way| Loose { from: from.clone(), way };
        if !leads_away(step) {
            return vec![loose(task, Way::default())];
        }
        let gateway = self.gateway(&format!("{id}-outcome"), Gateway::Exclusive, asked(id, step), step_span(step));
        self.lead(vec![loose(task, Way::default())], &gateway);
        let mut on = Vec::new();
        let mut exits = Vec::new();
        for (name, target) in &step.outcomes {
            let way = loose(&gateway, outcome_way(id, name, target.span));
            match &target.value {
                Target::On => on.push(name),
                Target::BackTo(step) | Target::SkipTo(step) => self.jumps.push((way, step.clone())),
                Target::Call(process) => {
                    let process = Spanned::new(process.clone(), target.span);
                    let name = format!("{id}-{}-call", name.as_str().replace('_', "-"));
                    let call = self.put(&name, ElementKind::Call(process), Title::default(), target.span);
                    self.lead(vec![way], &call);
                    exits.push(loose(&call, Way::default()));
                }
                Target::End(end) => self.end(Some(end), target.span, vec![way]),
            }
        }
        if !on.is_empty() {
            let names: Vec<_> = on.into_iter().map(|name| words(name.as_str())).collect();
            exits.insert(0, loose(&gateway, Way::otherwise(Title::plain(names.join(", ")))));
        }
        exits
    }

    fn parallel(
        &mut self,
        branches: &[Vec<Block>],
        span: Span,
        open: Vec<Loose>,
    ) -> Result<Vec<Loose>, Vec<Diagnostic>> {
        let [_, _, ..] = branches else {
            return branches.first().map_or(Ok(open.clone()), |only| self.sequence(only, open));
        };
        let split = self.gateway("split", Gateway::Parallel, Title::default(), span);
        self.lead(open, &split);
        self.beside += 1;
        let mut ends = Vec::new();
        for branch in branches {
            ends.push(self.sequence(branch, vec![Loose { from: split.clone(), way: Way::default() }])?);
        }
        self.beside -= 1;
        Ok(self.joined("join", ends, span))
    }

    /// Behind branches that all must come here.
    fn joined(&mut self, name: &str, mut branches: Vec<Vec<Loose>>, span: Span) -> Vec<Loose> {
        branches.retain(|branch| !branch.is_empty());
        if branches.len() < 2 {
            return branches.pop().unwrap_or_default();
        }
        let join = self.gateway(name, Gateway::Parallel, Title::default(), span);
        for branch in branches {
            let one = self.merged(branch, span);
            self.lead(one, &join);
        }
        vec![Loose { from: join, way: Way::default() }]
    }

    fn exclusive(&mut self, branches: &[Branch], span: Span, open: Vec<Loose>) -> Result<Vec<Loose>, Vec<Diagnostic>> {
        let asked = match branches {
            [Branch { when: Some(when), .. }] | [Branch { when: Some(when), .. }, Branch { when: None, .. }] => {
                question(&when.value)
            }
            _ => title("Which of these?", "کدام یک؟"),
        };
        let split = self.gateway("choice", Gateway::Exclusive, asked, span);
        self.lead(open, &split);
        let mut exits = Vec::new();
        for branch in branches {
            let way = match &branch.when {
                Some(when) => Way::when(Title::plain(when.value.as_str()), when.clone()),
                None => Way::otherwise(otherwise()),
            };
            exits.extend(self.sequence(&branch.blocks, vec![Loose { from: split.clone(), way }])?);
        }
        Ok(exits)
    }

    fn end(&mut self, end: Option<&EndId>, span: Span, open: Vec<Loose>) {
        if open.is_empty() {
            return;
        }
        let declared = end.and_then(|end| self.definition.ends.get(end));
        let written = declared.map(|end| end.title.clone()).filter(|title| !title.is_blank());
        let titled = match (written, end) {
            (Some(title), _) => title,
            (None, Some(end)) => Title::plain(words(end.as_str())),
            (None, None) => title("Completed", "پایان"),
        };
        let name = end.map_or("completed", |end| end.as_str());
        let terminate = Spanned::new(Trigger::Terminate, span);
        let triggers = if self.beside > 0 { vec![terminate] } else { Vec::new() };
        let end = self.put(name, ElementKind::End { triggers, end: end.cloned() }, titled, span);
        self.lead(open, &end);
    }

    /// Puts an element in under its name, or under one with a number if that is taken.
    fn put(&mut self, name: &str, kind: ElementKind, title: Title, span: Span) -> ElementId {
        let id = ElementId::from(self.free(name).as_str());
        self.graph.elements.insert(id.clone(), Element { title, span, ..Element::new(kind) });
        id
    }

    fn gateway(&mut self, name: &str, gateway: Gateway, title: Title, span: Span) -> ElementId {
        self.put(name, ElementKind::Gateway(gateway), title, span)
    }

    /// A name that no element, sequence flow or step has: in a file all of them are ids.
    fn free(&self, name: &str) -> String {
        let Graph { elements, flows } = &self.graph;
        let taken = |name: &str| {
            elements.contains_key(name) || flows.contains_key(name) || self.definition.steps.contains_key(name)
        };
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        std::iter::once(name.to_owned()).chain(numbered).find(|name| !taken(name)).unwrap_or_default()
    }

    fn lead(&mut self, open: Vec<Loose>, to: &ElementId) {
        for Loose { from, way } in open {
            let id = FlowId::from(self.free(&format!("{from}-{to}")).as_str());
            let span = way.when.as_ref().map(|when| when.span).unwrap_or_default();
            let flow =
                SequenceFlow { title: way.title, when: way.when, default: way.default, from, to: to.clone(), span };
            self.graph.flows.insert(id, flow);
        }
    }
}

fn step_span(step: &Step) -> Span {
    step.outcomes.values().next().map(|target| target.span).unwrap_or_default()
}

fn outcome_way(step: &StepId, outcome: &OutcomeName, span: Span) -> Way {
    let when = format!("{} = {outcome}", outcome_datum(step));
    Way::when(Title::plain(words(outcome.as_str())), Spanned::new(when, span))
}

fn words(id: &str) -> String {
    id.replace(['_', '-'], " ")
}

fn title(en: &str, fa: &str) -> Title {
    Title { en: Some(en.to_owned()), fa: Some(fa.to_owned()) }
}

fn otherwise() -> Title {
    title("otherwise", "وگرنه")
}

fn question(text: &str) -> Title {
    title(&format!("{text}?"), &format!("{text}؟"))
}

/// What the gateway behind a step asks.
fn asked(id: &StepId, step: &Step) -> Title {
    let written = step.attributes.title.as_ref().map(|title| &title.value);
    let en = written.and_then(|title| title.en.clone()).unwrap_or_else(|| words(id.as_str()));
    let fa = written.and_then(|title| title.fa.clone());
    Title { en: Some(format!("{en}?")), fa: fa.map(|fa| format!("{fa}؟")) }
}
