//! What is in an element, by its kind.

use super::{Export, bpmn, ravand};
use crate::bpmn::RAVAND;
use crate::xml::{Element, ElementNumber};
use ravand_core::ElementId;
use ravand_core::graph::{
    self, Assignment, Behaviour, ElementKind, Gateway, Gather, MultiInstance, Over, Repeat, SubProcess, TaskType,
};

impl Export<'_> {
    /// The attributes that only elements of that kind have.
    pub(super) fn attributes(&mut self, element: Element, kind: &ElementKind) -> Element {
        let gathered = |element: Element, gather: &Gather| match gather {
            Gather::Any => element,
            Gather::All => element.with("parallelMultiple", "true"),
        };
        match kind {
            ElementKind::Start { gather, interrupting, .. } => {
                let element = gathered(element, gather);
                if *interrupting { element } else { element.with("isInterrupting", "false") }
            }
            ElementKind::Catch { gather, .. } => gathered(element, gather),
            ElementKind::Boundary { host, gather, interrupting, handler, .. } => {
                let element = gathered(element, gather).with("attachedToRef", self.id(host.as_str()));
                // A compensation event never interrupts: the attribute means nothing there.
                if *interrupting || handler.is_some() { element } else { element.with("cancelActivity", "false") }
            }
            ElementKind::Call(process) => element.with("calledElement", process.as_str()),
            ElementKind::SubProcess(SubProcess::Event) => element.with("triggeredByEvent", "true"),
            ElementKind::SubProcess(SubProcess::AdHoc { sequential, cancel_remaining, .. }) => element
                .with("ordering", if *sequential { "Sequential" } else { "Parallel" })
                .with("cancelRemainingInstances", cancel_remaining.to_string()),
            ElementKind::Gateway(Gateway::EventBased { instantiate, parallel }) => element
                .with("instantiate", instantiate.to_string())
                .with("eventGatewayType", if *parallel { "Parallel" } else { "Exclusive" }),
            ElementKind::Task(TaskType::Receive { message, instantiate }) => {
                let element = element.with("instantiate", instantiate.to_string());
                self.with_message(element, message)
            }
            ElementKind::Task(TaskType::Send(message)) => self.with_message(element, message),
            ElementKind::Task(TaskType::Script { language, result, .. }) => {
                let element = element.with("scriptFormat", language.as_str());
                match result {
                    Some(datum) => element.with_vendor(RAVAND, "ravand", "resultVariable", datum.as_str()),
                    None => element,
                }
            }
            _ => element,
        }
    }

    fn with_message(&mut self, element: Element, message: &graph::Trigger) -> Element {
        match self.root(message) {
            Some(id) => element.with("messageRef", id),
            None => element,
        }
    }

    /// What BPMN leaves to vendors: topics of jobs, collections of multi-instance.
    pub(super) fn extensions(&mut self, id: &ElementId, element: &graph::Element, into: ElementNumber) {
        let mut own = Vec::new();
        if let ElementKind::Task(TaskType::Service { topic, retries, backoff }) = &element.kind {
            let mut definition = ravand("taskDefinition").with("type", topic.as_str());
            if let Some(retries) = retries {
                definition = definition.with("retries", retries.to_string());
            }
            if let Some(backoff) = backoff {
                definition = definition.with("backoff", backoff.value.as_str());
            }
            own.push(definition);
        }
        match &element.kind {
            ElementKind::End { end: Some(end), .. } if end.as_str() != id.as_str() => {
                own.push(ravand("end").with("id", end.as_str()));
            }
            // Of none of the declared ends: an end event alone would be one of its own.
            ElementKind::End { end: None, .. } if element.parent.is_none() => own.push(ravand("end")),
            _ => {}
        }
        own.extend(assigned("input", &element.inputs));
        own.extend(assigned("output", &element.outputs));
        if own.is_empty() {
            return;
        }
        let extensions = self.document.append(into, bpmn("extensionElements"));
        for element in own {
            self.document.append(extensions, element);
        }
    }

    /// Event definitions, conditions and scripts.
    pub(super) fn content(&mut self, kind: &ElementKind, into: ElementNumber) {
        match kind {
            ElementKind::Start { triggers, .. }
            | ElementKind::Catch { triggers, .. }
            | ElementKind::Throw { triggers }
            | ElementKind::End { triggers, .. }
            | ElementKind::Boundary { triggers, .. } => self.triggers(triggers, into),
            ElementKind::Gateway(Gateway::Complex { activation: Some(activation) }) => {
                self.expression(into, "activationCondition", activation);
            }
            ElementKind::Task(TaskType::Script { text, .. }) => {
                self.document.append(into, bpmn("script").with_text(text.value.as_str()));
            }
            _ => {}
        }
    }

    /// Of an ad-hoc subprocess, behind all that it holds.
    pub(super) fn completion(&mut self, kind: &ElementKind, into: ElementNumber) {
        if let ElementKind::SubProcess(SubProcess::AdHoc { completion: Some(completion), .. }) = kind {
            self.expression(into, "completionCondition", completion);
        }
    }

    pub(super) fn repeat(&mut self, element: &graph::Element, into: ElementNumber) {
        match &element.repeat {
            Some(Repeat::Loop { condition, test_before, maximum }) => {
                let mut own = bpmn("standardLoopCharacteristics").with("testBefore", test_before.to_string());
                if let Some(maximum) = maximum {
                    own = own.with("loopMaximum", maximum.value.as_str());
                }
                let number = self.document.append(into, own);
                if let Some(condition) = condition {
                    self.expression(number, "loopCondition", condition);
                }
            }
            Some(Repeat::Multi(multi)) => self.multi(multi, into),
            None => {}
        }
    }

    fn multi(&mut self, multi: &MultiInstance, into: ElementNumber) {
        let mut own = bpmn("multiInstanceLoopCharacteristics").with("isSequential", multi.sequential.to_string());
        match &multi.behaviour {
            Behaviour::All => {}
            Behaviour::One(trigger) => own = self.behaviour(own, "One", "oneBehaviorEventRef", trigger.as_ref()),
            Behaviour::None(trigger) => own = self.behaviour(own, "None", "noneBehaviorEventRef", trigger.as_ref()),
            Behaviour::Complex(_) => own = own.with("behavior", "Complex"),
        }
        let number = self.document.append(into, own);
        self.collection(multi, number);
        if let Over::Count(count) = &multi.over {
            self.expression(number, "loopCardinality", count);
        }
        if let Behaviour::Complex(cases) = &multi.behaviour {
            for (when, trigger) in cases {
                let case = self.document.append(number, bpmn("complexBehaviorDefinition"));
                self.expression(case, "condition", when);
                let id = self.free("event");
                let event = self.document.append(case, bpmn("event").with("id", id));
                self.trigger(trigger, event);
            }
        }
        if let Some(completion) = &multi.completion {
            self.expression(number, "completionCondition", completion);
        }
    }

    /// An event definition of its own at the root, for the boundary to catch.
    fn behaviour(&mut self, own: Element, word: &str, attribute: &str, trigger: Option<&graph::Trigger>) -> Element {
        let own = own.with("behavior", word);
        let Some(trigger) = trigger else { return own };
        let root = self.document.root();
        let definition = self.trigger(trigger, root);
        let id = self.document.element(definition).attribute("id").unwrap_or_default().to_owned();
        own.with(attribute, id)
    }

    fn collection(&mut self, multi: &MultiInstance, into: ElementNumber) {
        let mut own = ravand("loopCharacteristics");
        if let Over::Collection(list) = &multi.over {
            own = own.with("inputCollection", format!("= {list}"));
        }
        if let Some(item) = &multi.item {
            own = own.with("inputElement", item.as_str());
        }
        if let Some(collect) = &multi.collect {
            own =
                own.with("outputCollection", collect.to.as_str()).with("outputElement", format!("= {}", collect.value));
        }
        if !own.attributes.is_empty() {
            let extensions = self.document.append(into, bpmn("extensionElements"));
            self.document.append(extensions, own);
        }
    }
}

fn assigned(name: &'static str, assignments: &[Assignment]) -> impl Iterator<Item = Element> {
    assignments
        .iter()
        .map(move |one| ravand(name).with("target", one.to.as_str()).with("source", format!("= {}", one.value)))
}
