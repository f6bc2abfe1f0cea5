//! Events: where they may stand and what they may wait for or throw.

use super::{Check, codes, is_event_subprocess, is_formal};
use crate::xml::{Element, ElementNumber};
use ravand_core::Args;

impl Check<'_> {
    pub(super) fn event(&mut self, number: ElementNumber, element: &Element) {
        match element.name.as_str() {
            "startEvent" => self.start(number, element),
            "endEvent" => self.end_event(number, element),
            "boundaryEvent" => self.boundary(number, element),
            "intermediateCatchEvent" => self.catch(number, element),
            "intermediateThrowEvent" => self.throw(number, element),
            "messageEventDefinition" if self.in_executable(element) => self.message(number, element),
            "timerEventDefinition" if self.in_executable(element) => {
                let times = self.document.children(number).filter(|(_, time)| time.name.starts_with("time"));
                if times.count() != 1 {
                    self.report(&codes::R131, element);
                }
            }
            "conditionalEventDefinition" if self.in_executable(element) => {
                let condition = self.document.first(number, "condition");
                let written = condition.is_some_and(|(condition, _)| !self.document.text(condition).trim().is_empty());
                let formal = condition.is_some_and(|(_, condition)| is_formal(condition));
                if !written || !(formal || self.is_for_an_engine()) {
                    self.report(&codes::R123, element);
                }
            }
            "eventDefinitionRef" => self.shared(number, element),
            "timeDate" => {
                self.time(number, element, &codes::R132, |text| text.starts_with(|c: char| c.is_ascii_digit()))
            }
            "timeDuration" => self.time(number, element, &codes::R134, is_duration),
            "timeCycle" => self.time(number, element, &codes::R133, is_cycle),
            _ => {}
        }
    }

    /// What an executable process throws or catches is a message that is declared.
    fn message(&mut self, number: ElementNumber, element: &Element) {
        let says = |name: &str| element.attribute(name).is_some() || self.document.first(number, name).is_some();
        let (message, operation) = (says("messageRef"), says("operationRef"));
        if !message {
            self.report(&codes::R127, element);
        }
        if !operation && !self.is_for_an_engine() {
            self.report(&codes::R128, element);
        }
    }

    /// What one event throws is its own: others may share what stands at the root of the file.
    fn shared(&mut self, number: ElementNumber, element: &Element) {
        let Some((_, definition)) = self.get(&self.document.text(number)) else { return };
        let thrower = self.parent(definition).map(|(_, holder)| holder);
        let throws = |holder: &&Element| matches!(holder.name.as_str(), "endEvent" | "intermediateThrowEvent");
        if let (Some(_), Some((_, event))) = (thrower.filter(throws), self.parent(element)) {
            self.report(&codes::R095, event);
        }
    }

    fn start(&mut self, number: ElementNumber, element: &Element) {
        if !self.flows(element, "targetRef").is_empty() {
            self.report(&codes::R096, element);
        }
        let kinds = self.definitions(number);
        let Some((level, scope)) = self.parent(element) else { return };
        if scope.name == "process" {
            let outside = |kind: &&str| !matches!(*kind, "message" | "timer" | "signal" | "conditional");
            if kinds.iter().any(outside) {
                self.report(&codes::R098, element);
            }
        } else if is_event_subprocess(scope) {
            let interrupts = element.attribute("isInterrupting") != Some("false");
            let never = |kind: &&str| match *kind {
                "link" | "cancel" | "terminate" => true,
                "error" | "compensate" => !interrupts,
                _ => false,
            };
            if kinds.is_empty() || kinds.iter().any(never) {
                let holder = scope.attribute("id").unwrap_or_default();
                self.report_with(&codes::R059, element, Args::new().with("holder", holder));
            }
        } else if !kinds.is_empty() {
            self.report(&codes::R100, element);
        }
        if !self.index.holds(level, "endEvent") && self.in_executable(element) && !self.is_for_an_engine() {
            self.report(&codes::R105, element);
        }
    }

    fn end_event(&mut self, number: ElementNumber, element: &Element) {
        if !self.flows(element, "sourceRef").is_empty() {
            self.report(&codes::R104, element);
        }
        let level = element.parent.filter(|_| self.in_executable(element) && !self.is_for_an_engine());
        if level.is_some_and(|level| !self.index.holds(level, "startEvent")) {
            self.report(&codes::R097, element);
        }
        self.escalation(number, element);
        let kinds = self.definitions(number);
        if kinds.iter().any(|kind| matches!(*kind, "timer" | "conditional" | "link")) {
            self.report(&codes::R146, element);
        }
        let mut scope = self.parent(element).map(|(_, scope)| scope);
        while let Some(outer) = scope.filter(|outer| outer.name != "transaction" && outer.name != "process") {
            scope = self.parent(outer).map(|(_, outer)| outer);
        }
        if kinds.contains(&"cancel") && scope.is_none_or(|outer| outer.name != "transaction") {
            self.report(&codes::R106, element);
        }
    }

    /// An escalation that is thrown has a code by which it is caught.
    fn escalation(&mut self, number: ElementNumber, element: &Element) {
        let Some((_, thrown)) = self.document.first(number, "escalationEventDefinition") else { return };
        let coded = self
            .referred(thrown, "escalationRef")
            .is_some_and(|(_, one)| one.attribute("escalationCode").is_some_and(|code| !code.trim().is_empty()));
        if !coded && self.in_executable(element) && !self.is_for_an_engine() {
            self.report(&codes::R011, element);
        }
    }

    fn throw(&mut self, number: ElementNumber, element: &Element) {
        let kinds = self.definitions(number);
        let wrong = |kind: &&str| matches!(*kind, "timer" | "error" | "cancel" | "conditional" | "terminate");
        if kinds.iter().any(wrong) {
            self.report(&codes::R149, element);
        }
        self.escalation(number, element);
        if kinds == ["link"] {
            self.thrown_link(number, element);
        }
    }

    fn boundary(&mut self, number: ElementNumber, element: &Element) {
        if !self.flows(element, "targetRef").is_empty() {
            self.report(&codes::R112, element);
        }
        let kinds = self.definitions(number);
        let cancels = element.attribute("cancelActivity") != Some("false");
        let never = |kind: &&str| matches!(*kind, "link" | "terminate");
        let only_ending = |kind: &&str| matches!(*kind, "cancel" | "compensate" | "error");
        if kinds.iter().any(never) || (!cancels && kinds.iter().any(only_ending)) {
            self.report(&codes::R110, element);
        }
        if kinds.is_empty() {
            self.report(&codes::R130, element);
        }
        let host = self.referred(element, "attachedToRef").map(|(_, host)| host);
        if kinds.contains(&"cancel") && host.is_some_and(|host| host.name != "transaction") {
            self.report(&codes::R120, element);
        }
        if kinds.contains(&"compensate") {
            if !self.flows(element, "sourceRef").is_empty() {
                self.report(&codes::R114, element);
            }
            self.handler(element);
        }
    }

    /// An association from a compensation event leads to an activity that compensates.
    fn handler(&mut self, event: &Element) {
        let Some(id) = event.attribute("id") else { return };
        let document = self.document;
        if !self.index.is_associated(id) && self.in_executable(event) {
            self.report(&codes::R143, event);
        }
        for association in self.index.associations(id).to_vec() {
            let association = document.element(association);
            let target = self.referred(association, "targetRef").map(|(_, target)| target);
            let Some(target) = target.filter(|target| super::FLOW_NODES.contains(&target.name.as_str())) else {
                continue;
            };
            if target.attribute("isForCompensation") != Some("true") {
                self.report_with(&codes::R144, target, Args::new().with("event", id));
            }
        }
    }

    fn catch(&mut self, number: ElementNumber, element: &Element) {
        let kinds = self.definitions(number);
        let wrong = |kind: &&str| matches!(*kind, "cancel" | "compensate" | "error" | "escalation" | "terminate");
        if kinds.is_empty() || kinds.iter().any(wrong) {
            self.report(&codes::R148, element);
        }
        if kinds.contains(&"compensate") {
            self.report(&codes::R122, element);
        }
        if kinds.contains(&"link") && !self.flows(element, "targetRef").is_empty() {
            self.report(&codes::R117, element);
        }
        if kinds == ["link"] && self.in_executable(element) {
            self.link(number, element);
        }
    }

    /// A link that is thrown leads nowhere else, and to one target, in the same scope, of which
    /// it is a source. Editors that join links by their names write no targets at all.
    fn thrown_link(&mut self, number: ElementNumber, element: &Element) {
        if !self.flows(element, "sourceRef").is_empty() {
            self.report(&codes::R117, element);
        }
        let document = self.document;
        let Some((own, definition)) = document.first(number, "linkEventDefinition") else { return };
        let targets: Vec<_> = document.named(own, "target").collect();
        let by_name = definition.attribute("name").is_some_and(|name| self.index.caught.contains(name));
        if targets.len() != 1 && !(targets.is_empty() && by_name) && self.in_executable(element) {
            self.report(&codes::R125, element);
        }
        let Some((target, _)) = targets.first().copied() else { return };
        let Some((target, caught)) = self.get(&document.text(target)) else { return };
        let Some((_, event)) = self.parent(caught) else { return };
        if event.parent != element.parent {
            return self.report(&codes::R126, element);
        }
        let mut sources = document.named(target, "source").map(|(source, _)| document.text(source));
        let named =
            |source: String| Some(source.trim().rsplit(':').next().unwrap_or_default()) == definition.attribute("id");
        if !sources.any(named) {
            let other = event.attribute("id").unwrap_or_default();
            self.report_with(&codes::R118, element, Args::new().with("other", other));
        }
    }

    /// A link that is caught is thrown somewhere.
    fn link(&mut self, number: ElementNumber, element: &Element) {
        let document = self.document;
        let Some((own, definition)) = document.first(number, "linkEventDefinition") else { return };
        let named = document.first(own, "source").is_some();
        let thrown = definition.attribute("name").is_some_and(|name| self.index.thrown.contains(name))
            || definition.attribute("id").is_some_and(|id| self.index.targets.contains(id));
        if !named && !thrown {
            self.report(&codes::R124, element);
        }
    }

    fn time(
        &mut self,
        number: ElementNumber,
        element: &Element,
        code: &'static ravand_core::Code,
        fits: fn(&str) -> bool,
    ) {
        let text = self.document.text(number).trim().to_owned();
        let expression = ["${", "#{", "="].iter().any(|open| text.starts_with(open));
        if !text.is_empty() && !expression && !fits(&text) {
            self.report_at(code, element.span, Args::new().with("text", text));
        }
    }
}

/// `R3/PT10H`, with a start or an end; `R/…` without a bound. What engines also write is read:
/// a duration alone, and an expression behind `/`.
fn is_cycle(text: &str) -> bool {
    if is_duration(text) {
        return true;
    }
    let Some((times, rest)) = text.strip_prefix('R').and_then(|rest| rest.split_once('/')) else { return false };
    if rest.starts_with('=') {
        return true;
    }
    let (first, second) = rest.split_once('/').map_or((rest, None), |(first, second)| (first, Some(second)));
    let begins = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    times.chars().all(|digit| digit.is_ascii_digit())
        && match second {
            None => is_duration(first),
            Some(second) => {
                (begins(first) && (begins(second) || is_duration(second))) || (is_duration(first) && begins(second))
            }
        }
}

fn is_duration(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let Some(parts) = text.strip_prefix('P') else { return false };
    let letters = |part: char| matches!(part, 'Y' | 'M' | 'W' | 'D' | 'T' | 'H' | 'S' | '.');
    !parts.is_empty()
        && parts.chars().all(|part| part.is_ascii_digit() || letters(part))
        && parts.ends_with(|part: char| part.is_ascii_alphabetic() && part != 'T')
}
