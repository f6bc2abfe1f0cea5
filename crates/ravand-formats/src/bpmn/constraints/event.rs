//! Events: where they may stand and what they may wait for or throw.

use super::{Check, codes};
use crate::xml::{Element, ElementNumber};
use ravand_core::Args;

impl Check<'_> {
    pub(super) fn event(&mut self, number: ElementNumber, element: &Element) {
        match element.name.as_str() {
            "startEvent" => self.start(number, element),
            "endEvent" => self.end_event(number, element),
            "boundaryEvent" => self.boundary(number, element),
            "intermediateCatchEvent" => self.catch(number, element),
            "intermediateThrowEvent" => {
                self.thrown_link(number, element);
                let link = self.definitions(number) == ["link"];
                if !link && self.in_executable(element) && self.flows(element, "sourceRef").is_empty() {
                    self.report(&codes::R116, element);
                }
            }
            "messageEventDefinition"
                if self.in_executable(element)
                    && !self.is_for_an_engine()
                    && element.attribute("operationRef").is_none()
                    && self.document.first(number, "operationRef").is_none() =>
            {
                self.report(&codes::R128, element);
            }
            "timeDate" => {
                self.time(number, element, &codes::R132, |text| text.starts_with(|c: char| c.is_ascii_digit()))
            }
            "timeDuration" => self.time(number, element, &codes::R134, is_duration),
            _ => {}
        }
    }

    fn start(&mut self, number: ElementNumber, element: &Element) {
        if !self.flows(element, "targetRef").is_empty() {
            self.report(&codes::R096, element);
        }
        let kinds = self.definitions(number);
        let Some((_, scope)) = self.parent(element) else { return };
        if scope.name == "process" {
            let outside = |kind: &&str| !matches!(*kind, "message" | "timer" | "signal" | "conditional");
            if kinds.iter().any(outside) {
                self.report(&codes::R098, element);
            }
        } else if scope.attribute("triggeredByEvent") != Some("true") && !kinds.is_empty() {
            self.report(&codes::R100, element);
        }
    }

    fn end_event(&mut self, number: ElementNumber, element: &Element) {
        if !self.flows(element, "sourceRef").is_empty() {
            self.report(&codes::R104, element);
        }
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

    fn boundary(&mut self, number: ElementNumber, element: &Element) {
        if !self.flows(element, "targetRef").is_empty() {
            self.report(&codes::R112, element);
        }
        let kinds = self.definitions(number);
        let cancels = element.attribute("cancelActivity") != Some("false");
        let never = |kind: &&str| matches!(*kind, "link" | "terminate");
        let only_ending = |kind: &&str| matches!(*kind, "cancel" | "compensate" | "error");
        if kinds.is_empty() || kinds.iter().any(never) || (!cancels && kinds.iter().any(only_ending)) {
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
        for (_, association) in document.iter().filter(|(_, element)| element.name == "association") {
            if association.attribute("sourceRef") != Some(id) {
                continue;
            }
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
        if self.in_executable(element) && self.flows(element, "sourceRef").is_empty() {
            self.report(&codes::R116, element);
        }
        if kinds == ["link"] && self.in_executable(element) {
            self.link(number, element);
        }
    }

    /// A link that is thrown to a target is one of its sources, in the same scope.
    fn thrown_link(&mut self, number: ElementNumber, element: &Element) {
        let document = self.document;
        let Some((own, definition)) = document.first(number, "linkEventDefinition") else { return };
        let Some((target, _)) = document.first(own, "target") else { return };
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
        let thrown = |(at, other): (ElementNumber, &Element)| {
            other.name == "intermediateThrowEvent"
                && document.first(at, "linkEventDefinition").is_some_and(|(link, thrown)| {
                    let target = document.first(link, "target").map(|(target, _)| document.text(target));
                    let same =
                        thrown.attribute("name").is_some() && thrown.attribute("name") == definition.attribute("name");
                    same || target.as_deref().map(str::trim) == definition.attribute("id")
                })
        };
        if !named && !document.iter().any(thrown) {
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

fn is_duration(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let Some(parts) = text.strip_prefix('P') else { return false };
    let letters = |part: char| matches!(part, 'Y' | 'M' | 'W' | 'D' | 'T' | 'H' | 'S' | '.');
    !parts.is_empty()
        && parts.chars().all(|part| part.is_ascii_digit() || letters(part))
        && parts.ends_with(|part: char| part.is_ascii_alphabetic() && part != 'T')
}
