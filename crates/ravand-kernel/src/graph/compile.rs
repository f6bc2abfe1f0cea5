//! Graph → [`CompiledGraph`]. What [`ravand_core::check`] found in order compiles; an
//! expression that fails here all the same is reported and never left out.

use super::element::*;
use crate::ids::*;
use ravand_core::graph::{self as model, COUNTERS, Gateway, Graph, SubProcess, TaskType, TimerSpec, is_feel};
use ravand_core::schema::expression;
use ravand_core::{Definition, Diagnostic, ElementId, ProcessId, Spanned, StepId};
use ravand_feel::{Expression, Schema, Type};
use std::collections::BTreeMap;

/// How often a worker may fail before an incident, where nothing is said.
pub const RETRIES: u32 = 3;

/// What a graph needs of the process that it is part of.
pub(crate) struct Surroundings<'a> {
    pub(crate) definition: &'a Definition,
    pub(crate) schema: &'a Schema,
    pub(crate) called: &'a mut dyn FnMut(&ProcessId) -> CalledIndex,
    pub(crate) diagnostics: &'a mut Vec<Diagnostic>,
}

/// Compiles a graph.
pub(crate) fn compile<'a>(graph: &'a Graph, surroundings: Surroundings<'a>) -> CompiledGraph {
    let mut compiler = Compiler { graph, around: surroundings };
    let mut compiled = CompiledGraph {
        elements: graph.elements.iter().map(|(id, element)| compiler.element(id, element)).collect(),
        counters: compiler.counters(),
        fallback_end: EndIndex(compiler.around.definition.ends.len().saturating_sub(1) as u16),
        ..CompiledGraph::default()
    };
    compiler.flows(&mut compiled);
    compiler.link(&mut compiled);
    compiler.levels(&mut compiled);
    upstream(&mut compiled);
    compiled
}

struct Compiler<'a> {
    graph: &'a Graph,
    around: Surroundings<'a>,
}

impl Compiler<'_> {
    fn index(&self, id: &ElementId) -> Option<ElementIndex> {
        self.graph.elements.get_index_of(id).map(|at| ElementIndex(at as u32))
    }

    fn element(&mut self, id: &ElementId, element: &model::Element) -> CompiledElement {
        CompiledElement {
            id: id.clone(),
            parent: element.parent.as_ref().and_then(|parent| self.index(parent)),
            kind: self.kind(element),
            incoming: Vec::new(),
            outgoing: Vec::new(),
            boundaries: Vec::new(),
            level: Level::default(),
            repeat: element.repeat.as_ref().map(|repeat| Box::new(self.repeat(repeat))),
            start_quantity: element.start_quantity.max(1),
            completion_quantity: element.completion_quantity.max(1),
            inputs: self.settings(&element.inputs),
            outputs: self.settings(&element.outputs),
            step: match element.kind {
                model::ElementKind::Task(_) => self.step(id),
                _ => None,
            },
            handler: None,
            upstream: Vec::new(),
        }
    }

    fn step(&self, id: &ElementId) -> Option<StepIndex> {
        let steps = &self.around.definition.steps;
        steps.get_index_of(&StepId::from(id.as_str())).map(|at| StepIndex(at as u32))
    }

    fn kind(&mut self, element: &model::Element) -> Kind {
        match &element.kind {
            model::ElementKind::Start { triggers, gather, interrupting } => {
                Kind::Start { triggers: self.triggers(triggers), gather: *gather, interrupting: *interrupting }
            }
            model::ElementKind::Catch { triggers, gather } => {
                Kind::Catch { triggers: self.triggers(triggers), gather: *gather }
            }
            model::ElementKind::Throw { triggers } => Kind::Throw { triggers: self.triggers(triggers) },
            model::ElementKind::End { triggers, end } => {
                let end = end.as_ref().and_then(|end| self.around.definition.ends.get_index_of(end));
                Kind::End { triggers: self.triggers(triggers), end: end.map(|at| EndIndex(at as u16)) }
            }
            model::ElementKind::Boundary { triggers, gather, interrupting, host, .. } => Kind::Boundary {
                triggers: self.triggers(triggers),
                gather: *gather,
                interrupting: *interrupting,
                host: self.index(host).unwrap_or_default(),
            },
            model::ElementKind::Task(task) => self.task(task),
            model::ElementKind::Call(process) => Kind::Call((self.around.called)(process)),
            model::ElementKind::SubProcess(sub) => {
                let completion = match sub {
                    SubProcess::AdHoc { completion: Some(enough), .. } => self.condition(enough).map(Box::new),
                    _ => None,
                };
                Kind::SubProcess(sub.clone(), completion)
            }
            model::ElementKind::Gateway(gateway) => match gateway {
                Gateway::Exclusive => Kind::Exclusive,
                Gateway::Parallel => Kind::Parallel,
                Gateway::Inclusive => Kind::Inclusive,
                Gateway::EventBased { parallel, .. } => Kind::EventBased { parallel: *parallel },
                Gateway::Complex { activation } => {
                    let activation = activation.as_ref().and_then(|when| self.condition(when));
                    Kind::Complex { activation: activation.map(Box::new) }
                }
            },
        }
    }

    fn task(&mut self, task: &TaskType) -> Kind {
        let job = |topic: &str, language: &str, text: &str| Job {
            topic: topic.into(),
            language: language.into(),
            text: text.into(),
            retries: RETRIES,
            backoff: None,
        };
        match task {
            TaskType::Abstract | TaskType::Manual => Kind::Pass,
            TaskType::User => Kind::Work(None),
            TaskType::Service { topic, retries, backoff } => {
                let backoff = backoff.as_ref().and_then(|backoff| self.value(backoff));
                let retries = retries.unwrap_or(RETRIES).max(1);
                Kind::Work(Some(Box::new(Job { retries, backoff, ..job(topic, "", "") })))
            }
            TaskType::Send(message) => Kind::Send(self.trigger(&message.value)),
            TaskType::Receive { message, .. } => Kind::Receive { message: self.trigger(&message.value) },
            TaskType::Script { language, text, result } if is_feel(language) => {
                let result = result.as_ref().and_then(|name| self.around.schema.slot(name.as_str()));
                match self.value(text) {
                    Some(text) => Kind::Script { text: Box::new(text), result },
                    None => Kind::Pass,
                }
            }
            TaskType::Script { language, text, .. } => {
                Kind::Work(Some(Box::new(job("script", language, text.value.trim()))))
            }
            TaskType::BusinessRule => Kind::Rule,
        }
    }

    fn triggers(&mut self, triggers: &[Spanned<model::Trigger>]) -> Vec<Trigger> {
        triggers.iter().map(|trigger| self.trigger(&trigger.value)).collect()
    }

    fn trigger(&mut self, trigger: &model::Trigger) -> Trigger {
        let code = |code: &Option<String>| code.as_deref().map(Into::into);
        match trigger {
            model::Trigger::Message { name, key } => {
                Trigger::Message { name: name.as_str().into(), key: key.as_ref().and_then(|key| self.value(key)) }
            }
            model::Trigger::Timer(timer) => match self.timer(timer) {
                Some(timer) => Trigger::Timer(timer),
                None => Trigger::Cancel,
            },
            model::Trigger::Signal { name } => Trigger::Signal { name: name.as_str().into() },
            model::Trigger::Error { code: thrown } => Trigger::Error { code: code(thrown) },
            model::Trigger::Escalation { code: thrown } => Trigger::Escalation { code: code(thrown) },
            model::Trigger::Conditional(when) => match self.condition(when) {
                Some(when) => Trigger::Conditional(Box::new(when)),
                None => Trigger::Cancel,
            },
            model::Trigger::Compensation { activity, wait } => {
                let activity = activity.as_ref().and_then(|activity| self.index(activity));
                Trigger::Compensation { activity, wait: *wait }
            }
            model::Trigger::Cancel => Trigger::Cancel,
            model::Trigger::Terminate => Trigger::Terminate,
            model::Trigger::Link { name } => Trigger::Link(self.link_target(name)),
        }
    }

    /// The catch event of a link, in whatever scope: a link leads within one.
    fn link_target(&self, name: &str) -> Option<ElementIndex> {
        let catches = |element: &model::Element| match &element.kind {
            model::ElementKind::Catch { triggers, .. } => triggers
                .iter()
                .any(|trigger| matches!(&trigger.value, model::Trigger::Link { name: other } if other == name)),
            _ => false,
        };
        self.graph.elements.values().position(catches).map(|at| ElementIndex(at as u32))
    }

    fn timer(&mut self, timer: &TimerSpec) -> Option<Timer> {
        Some(match timer {
            TimerSpec::Date(at) => Timer::Date(Box::new(self.value(at)?)),
            TimerSpec::Duration(after) => Timer::Duration(Box::new(self.value(after)?)),
            TimerSpec::Cycle { times, every } => Timer::Cycle { times: *times, every: Box::new(self.value(every)?) },
            TimerSpec::Term(term) => Timer::Term(*term),
        })
    }

    fn repeat(&mut self, repeat: &model::Repeat) -> CompiledRepeat {
        match repeat {
            model::Repeat::Loop { condition, test_before, maximum } => CompiledRepeat::Loop {
                condition: condition.as_ref().and_then(|when| self.condition(when)),
                test_before: *test_before,
                maximum: maximum.as_ref().and_then(|most| self.value(most)),
            },
            model::Repeat::Multi(multi) => CompiledRepeat::Multi(Box::new(self.multi(multi))),
        }
    }

    fn multi(&mut self, multi: &model::MultiInstance) -> Multi {
        let over = match &multi.over {
            model::Over::Count(count) => self.value(count).map(Over::Count),
            model::Over::Collection(list) => self.value(list).map(Over::Collection),
        };
        let mut thrown = |event: &Option<model::Trigger>| event.as_ref().map(|event| self.trigger(event));
        let behaviour = match &multi.behaviour {
            model::Behaviour::All => Behaviour::All,
            model::Behaviour::One(event) => Behaviour::One(thrown(event)),
            model::Behaviour::None(event) => Behaviour::None(thrown(event)),
            model::Behaviour::Complex(cases) => Behaviour::Complex(
                cases.iter().filter_map(|(when, event)| Some((self.condition(when)?, self.trigger(event)))).collect(),
            ),
        };
        Multi {
            sequential: multi.sequential,
            over: over.unwrap_or(Over::Missing),
            item: multi.item.as_ref().and_then(|name| self.around.schema.slot(name.as_str())),
            collect: multi.collect.as_ref().and_then(|collect| self.setting(collect)),
            completion: multi.completion.as_ref().and_then(|enough| self.condition(enough)),
            behaviour,
        }
    }

    fn settings(&mut self, assignments: &[model::Assignment]) -> Vec<Setting> {
        assignments.iter().filter_map(|assignment| self.setting(assignment)).collect()
    }

    fn setting(&mut self, assignment: &model::Assignment) -> Option<Setting> {
        let slot = self.around.schema.slot(assignment.to.value.as_str())?;
        Some(Setting { slot, value: self.value(&assignment.value)? })
    }

    fn condition(&mut self, text: &Spanned<String>) -> Option<Expression> {
        self.typed(text, Some(&Type::Bool))
    }

    fn value(&mut self, text: &Spanned<String>) -> Option<Expression> {
        self.typed(text, None)
    }

    fn typed(&mut self, text: &Spanned<String>, expected: Option<&Type>) -> Option<Expression> {
        match expression(text, self.around.schema, expected) {
            Ok(expression) => Some(expression),
            Err(found) => {
                self.around.diagnostics.extend(found);
                None
            }
        }
    }

    fn counters(&self) -> Counters {
        let slot = |at: usize| {
            let (standard, ours) = COUNTERS[at];
            self.around.schema.slot(standard).or_else(|| self.around.schema.slot(ours))
        };
        Counters {
            loop_counter: slot(0),
            instances: slot(1),
            active: slot(2),
            completed: slot(3),
            terminated: slot(4),
            activation: slot(5),
        }
    }

    fn flows(&mut self, compiled: &mut CompiledGraph) {
        for (id, flow) in &self.graph.flows {
            let (Some(from), Some(to)) = (self.index(&flow.from), self.index(&flow.to)) else { continue };
            let when = flow.when.as_ref().and_then(|when| self.condition(when));
            let index = FlowIndex(compiled.flows.len() as u32);
            compiled.flows.push(CompiledFlow { id: id.clone(), from, to, when, default: flow.default });
            compiled.elements[from.index()].outgoing.push(index);
            compiled.elements[to.index()].incoming.push(index);
        }
    }

    /// Boundary events to their hosts, handlers to what they compensate.
    fn link(&mut self, compiled: &mut CompiledGraph) {
        for (at, element) in self.graph.elements.values().enumerate() {
            let at = ElementIndex(at as u32);
            match &element.kind {
                model::ElementKind::Boundary { host, handler, .. } => {
                    let Some(host) = self.index(host) else { continue };
                    match handler.as_ref().and_then(|handler| self.index(handler)) {
                        Some(handler) => compiled.elements[host.index()].handler = Some(handler),
                        None => compiled.elements[host.index()].boundaries.push(at),
                    }
                }
                model::ElementKind::Start { triggers, .. } => {
                    let compensates = triggers.iter().any(|t| matches!(t.value, model::Trigger::Compensation { .. }));
                    let own = compiled.elements[at.index()].parent.filter(|_| compensates);
                    let outer = own.and_then(|own| compiled.elements[own.index()].parent);
                    if let (Some(own), Some(outer)) = (own, outer) {
                        compiled.elements[outer.index()].handler = Some(own);
                    }
                }
                _ => {}
            }
        }
    }

    /// What begins every scope.
    fn levels(&mut self, compiled: &mut CompiledGraph) {
        let mut levels: BTreeMap<Option<ElementIndex>, Level> = BTreeMap::new();
        for (at, element) in self.graph.elements.values().enumerate() {
            let index = ElementIndex(at as u32);
            let level = levels.entry(compiled.elements[at].parent).or_default();
            if element.is_event_subprocess() {
                level.event_subprocesses.push(index);
            } else if self.begins(element, &compiled.elements[at]) {
                level.starts.push(index);
            }
        }
        for (parent, level) in levels {
            match parent {
                Some(parent) => compiled.elements[parent.index()].level = level,
                None => compiled.top = level,
            }
        }
    }

    /// Whether a token begins there when its scope is entered: the standard gives one to
    /// everything that nothing leads to, start events with a trigger and handlers aside.
    fn begins(&self, element: &model::Element, compiled: &CompiledElement) -> bool {
        if element.for_compensation || !compiled.incoming.is_empty() {
            return false;
        }
        match &element.kind {
            model::ElementKind::Start { triggers, .. } => triggers.is_empty(),
            model::ElementKind::Boundary { .. } => false,
            model::ElementKind::Catch { triggers, .. } => {
                !triggers.iter().any(|trigger| matches!(trigger.value, model::Trigger::Link { .. }))
            }
            model::ElementKind::Task(TaskType::Receive { instantiate, .. }) => !instantiate,
            model::ElementKind::Gateway(Gateway::EventBased { instantiate, .. }) => !instantiate,
            _ => true,
        }
    }
}

/// For each gateway that waits for what may still come: from where a token can reach each of
/// its incoming flows without passing the gateway itself.
fn upstream(compiled: &mut CompiledGraph) {
    for at in 0..compiled.elements.len() {
        let element = &compiled.elements[at];
        if !matches!(element.kind, Kind::Inclusive | Kind::Complex { .. }) || element.incoming.len() < 2 {
            continue;
        }
        let reaches = element.incoming.iter().map(|flow| reach(compiled, ElementIndex(at as u32), *flow)).collect();
        compiled.elements[at].upstream = reaches;
    }
}

/// Everything from which a token can come to a flow without passing `gateway`.
fn reach(compiled: &CompiledGraph, gateway: ElementIndex, flow: FlowIndex) -> Reach {
    let mut reach = Reach::none(compiled.elements.len());
    let mut open = vec![compiled.flow(flow).from];
    while let Some(at) = open.pop() {
        if at == gateway || !reach.add(at) {
            continue;
        }
        let element = compiled.element(at);
        open.extend(element.incoming.iter().map(|flow| compiled.flow(*flow).from));
        match &element.kind {
            // A token on the host can still leave by the event on its edge.
            Kind::Boundary { host, .. } => open.push(*host),
            Kind::Catch { triggers, .. } if matches!(triggers.as_slice(), [Trigger::Link(_)]) => {
                let throws = |e: &CompiledElement| match &e.kind {
                    Kind::Throw { triggers } => {
                        triggers.iter().any(|t| matches!(t, Trigger::Link(Some(to)) if *to == at))
                    }
                    _ => false,
                };
                let from = compiled.elements.iter().enumerate().filter(|(_, e)| throws(e));
                open.extend(from.map(|(at, _)| ElementIndex(at as u32)));
            }
            _ => {}
        }
    }
    reach
}
