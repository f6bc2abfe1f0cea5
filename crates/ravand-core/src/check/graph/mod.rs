//! A flow that is a graph: whether its elements, flows and expressions fit together.
//!
//! What the standard demands of a file is `ravand-formats`' to check; here stands what the
//! kernel relies on, whoever made the graph.

pub mod codes;

use super::codes as common;
use crate::definition::Definition;
use crate::diagnostic::Diagnostic;
use crate::graph::*;
use crate::id::{DataName, ElementId};
use crate::schema::{expression, problem_at};
use crate::span::{Span, Spanned};
use crate::step::Target;
use crate::suggest::suggest;
use ravand_feel::{Args, Schema, Type};
use std::collections::BTreeSet;

/// Checks a graph against its definition.
pub(super) fn check(definition: &Definition, graph: &Graph, problems: &mut Vec<Diagnostic>) {
    let schema = definition.schema();
    let mut check = Check { definition, graph, schema: &schema, problems };
    for (id, element) in &graph.elements {
        check.element(id, element);
    }
    for (id, flow) in &graph.flows {
        check.flow(id.as_str(), flow);
    }
    check.defaults();
    check.steps();
    check.joined();
}

struct Check<'a> {
    definition: &'a Definition,
    graph: &'a Graph,
    schema: &'a Schema,
    problems: &'a mut Vec<Diagnostic>,
}

impl Check<'_> {
    fn element(&mut self, id: &ElementId, element: &Element) {
        self.parents(id, element);
        self.assignments(element.inputs.iter().chain(&element.outputs));
        match &element.kind {
            ElementKind::Start { triggers, .. } | ElementKind::Catch { triggers, .. } => self.triggers(triggers),
            ElementKind::Throw { triggers } => self.triggers(triggers),
            ElementKind::End { triggers, end } => {
                self.triggers(triggers);
                if let Some(end) = end.as_ref().filter(|end| !self.definition.ends.contains_key(*end)) {
                    self.unknown(id.as_str(), end.as_str(), element.span);
                }
            }
            ElementKind::Boundary { host, triggers, handler, .. } => {
                self.triggers(triggers);
                self.boundary(id, element, host, handler.as_ref());
            }
            ElementKind::Task(task) => {
                if !self.definition.steps.contains_key(id.as_str()) {
                    let args = Args::new().with("element", id);
                    self.problems.push(Diagnostic::at(&codes::TASK_WITHOUT_STEP, element.span, args));
                }
                self.task(task);
            }
            ElementKind::SubProcess(SubProcess::AdHoc { completion: Some(completion), .. }) => {
                self.expression(completion, Some(&Type::Bool));
            }
            ElementKind::Gateway(Gateway::Complex { activation: Some(activation) }) => {
                self.expression(activation, Some(&Type::Bool));
            }
            ElementKind::SubProcess(_) | ElementKind::Call(_) | ElementKind::Gateway(_) => {}
        }
        if let Some(repeat) = &element.repeat {
            self.repeat(repeat);
        }
    }

    fn parents(&mut self, id: &ElementId, element: &Element) {
        let mut depth = 0;
        let mut at = element.parent.as_ref();
        while let Some(parent) = at {
            depth += 1;
            let holder = self.graph.elements.get(parent);
            let Some(holder) = holder.filter(|holder| matches!(holder.kind, ElementKind::SubProcess(_))) else {
                return self.unknown(id.as_str(), parent.as_str(), element.span);
            };
            if depth > SUBPROCESS_DEPTH_MAX {
                let args = Args::new().with("element", id).with("max", SUBPROCESS_DEPTH_MAX);
                return self.problems.push(Diagnostic::at(&codes::TOO_DEEP, element.span, args));
            }
            at = holder.parent.as_ref();
        }
    }

    fn boundary(&mut self, id: &ElementId, element: &Element, host: &ElementId, handler: Option<&ElementId>) {
        for named in std::iter::once(host).chain(handler) {
            match self.graph.elements.get(named) {
                None => self.unknown(id.as_str(), named.as_str(), element.span),
                Some(other) if !other.is_activity() || other.parent != element.parent => {
                    let args = Args::new().with("element", id).with("other", named);
                    self.problems.push(Diagnostic::at(&codes::NOT_AN_ACTIVITY_BESIDE, element.span, args));
                }
                Some(_) => {}
            }
        }
    }

    fn flow(&mut self, id: &str, flow: &SequenceFlow) {
        for end in [&flow.from, &flow.to] {
            if !self.graph.elements.contains_key(end) {
                self.unknown(id, end.as_str(), flow.span);
            }
        }
        let scope = |end| self.graph.elements.get(end).map(|element| &element.parent);
        if let (Some(from), Some(to)) = (scope(&flow.from), scope(&flow.to))
            && from != to
        {
            let args = Args::new().with("flow", id);
            self.problems.push(Diagnostic::at(&codes::FLOW_ACROSS, flow.span, args));
        }
        if let Some(when) = &flow.when {
            self.expression(when, Some(&Type::Bool));
        }
    }

    /// Of several nodes in a scope each is joined with others. Not so what begins by itself:
    /// event subprocesses, what compensates, and what an ad-hoc subprocess holds.
    fn joined(&mut self) {
        let ends = self.graph.flows.values().flat_map(|flow| [&flow.from, &flow.to]);
        let joined: BTreeSet<&ElementId> = ends.collect();
        for (id, element) in &self.graph.elements {
            let holder = element.parent.as_ref().and_then(|parent| self.graph.elements.get(parent));
            let apart = element.for_compensation
                || element.is_event_subprocess()
                || matches!(element.kind, ElementKind::Boundary { .. })
                || matches!(holder.map(|holder| &holder.kind), Some(ElementKind::SubProcess(SubProcess::AdHoc { .. })));
            let alone = self.graph.within(element.parent.as_ref()).nth(1).is_none();
            if !apart && !alone && !joined.contains(id) {
                let args = Args::new().with("element", id);
                self.problems.push(Diagnostic::at(&codes::JOINED_WITH_NOTHING, element.span, args));
            }
        }
    }

    /// At most one way out of an element is the default.
    fn defaults(&mut self) {
        let mut taken = BTreeSet::new();
        for flow in self.graph.flows.values().filter(|flow| flow.default) {
            if !taken.insert(&flow.from) {
                let args = Args::new().with("element", &flow.from);
                self.problems.push(Diagnostic::at(&codes::SEVERAL_DEFAULTS, flow.span, args));
            }
        }
    }

    /// Every step is a task of the graph, and its outcomes lead on: the flows decide.
    fn steps(&mut self) {
        for (id, step) in &self.definition.steps {
            let place = self.definition.step_span(id);
            if !self.graph.elements.contains_key(id.as_str()) {
                let args = Args::new().with("step", id);
                self.problems.push(Diagnostic::at(&common::STEP_NOT_IN_FLOW, place, args));
            }
            for (outcome, target) in step.outcomes.iter().filter(|(_, target)| target.value != Target::On) {
                let args = Args::new().with("step", id).with("outcome", outcome);
                self.problems.push(Diagnostic::at(&codes::OUTCOME_IN_GRAPH, target.span, args));
            }
        }
    }

    fn task(&mut self, task: &TaskType) {
        match task {
            TaskType::Service { backoff: Some(backoff), .. } => self.expression(backoff, None),
            TaskType::Send(message) | TaskType::Receive { message, .. } => {
                self.triggers(std::slice::from_ref(message));
            }
            TaskType::Script { language, text, result } if is_feel(language) => {
                self.expression(text, None);
                if let Some(result) = result {
                    self.datum(result, text.span);
                }
            }
            _ => {}
        }
    }

    fn repeat(&mut self, repeat: &Repeat) {
        match repeat {
            Repeat::Loop { condition, maximum, .. } => {
                condition.iter().for_each(|condition| self.expression(condition, Some(&Type::Bool)));
                maximum.iter().for_each(|maximum| self.expression(maximum, Some(&Type::Number)));
            }
            Repeat::Multi(multi) => {
                match &multi.over {
                    Over::Count(count) => self.expression(count, Some(&Type::Number)),
                    Over::Collection(list) => self.expression(list, None),
                }
                multi.completion.iter().for_each(|enough| self.expression(enough, Some(&Type::Bool)));
                self.assignments(multi.collect.iter());
                if let Behaviour::Complex(cases) = &multi.behaviour {
                    cases.iter().for_each(|(when, _)| self.expression(when, Some(&Type::Bool)));
                }
            }
        }
    }

    fn triggers(&mut self, triggers: &[Spanned<Trigger>]) {
        for trigger in triggers {
            match &trigger.value {
                Trigger::Message { key: Some(key), .. } => self.expression(key, None),
                Trigger::Conditional(when) => self.expression(when, Some(&Type::Bool)),
                Trigger::Timer(TimerSpec::Date(at)) => self.expression(at, None),
                Trigger::Timer(TimerSpec::Duration(every) | TimerSpec::Cycle { every, .. }) => {
                    self.expression(every, None);
                }
                Trigger::Compensation { activity: Some(activity), .. }
                    if !self.graph.elements.contains_key(activity) =>
                {
                    self.unknown("compensation", activity.as_str(), trigger.span);
                }
                _ => {}
            }
        }
    }

    fn assignments<'a>(&mut self, assignments: impl Iterator<Item = &'a Assignment>) {
        for assignment in assignments {
            self.datum(&assignment.to.value, assignment.to.span);
            self.expression(&assignment.value, None);
        }
    }

    fn datum(&mut self, name: &DataName, span: Span) {
        if self.schema.slot(name.as_str()).is_none() {
            let found = Diagnostic::at(&codes::DATUM_UNKNOWN, span, Args::new().with("data", name));
            let known = self.definition.slots().map(|(name, datum)| (name.as_str(), datum.span));
            self.problems.push(suggest(found, name.as_str(), known, self.problems.len()));
        }
    }

    fn expression(&mut self, text: &Spanned<String>, expected: Option<&Type>) {
        match expression(text, self.schema, expected) {
            Ok(fine) => self.problems.extend(fine.warnings().iter().map(|found| problem_at(text, found.clone()))),
            Err(found) => self.problems.extend(found),
        }
    }

    fn unknown(&mut self, from: &str, name: &str, span: Span) {
        let args = Args::new().with("element", from).with("other", name);
        let found = Diagnostic::at(&codes::ELEMENT_UNKNOWN, span, args);
        let known = self.graph.elements.iter().map(|(id, element)| (id.as_str(), element.span));
        self.problems.push(suggest(found, name, known, self.problems.len()));
    }
}
