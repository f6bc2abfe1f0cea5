//! Sequence flows, message flows and what they join.

use super::{Check, FLOW_NODES, codes, is_activity, is_event_subprocess};
use crate::xml::{Element, ElementNumber};

impl<'d> Check<'d> {
    pub(super) fn flow(&mut self, number: ElementNumber, element: &Element) {
        match element.name.as_str() {
            "sequenceFlow" => self.sequence_flow(number, element),
            "messageFlow" => self.message_flow(element),
            name if FLOW_NODES.contains(&name) => {
                self.lists(number, element);
                self.joined(number, element);
            }
            _ => {}
        }
    }

    fn sequence_flow(&mut self, number: ElementNumber, element: &Element) {
        let [from, to] = self.ends_of(element);
        let mut joins = true;
        for (end, artifact, other) in [(from, &codes::R007, &codes::R021), (to, &codes::R006, &codes::R022)] {
            let code = match end {
                Some(end) if is_artifact(end) => artifact,
                Some(end) if !FLOW_NODES.contains(&end.name.as_str()) || is_event_subprocess(end) => other,
                _ => continue,
            };
            joins = false;
            self.report(code, element);
        }
        if let (Some(from), Some(to), true) = (from, to, joins) {
            let process = |of| self.process_of(of).map(|(number, _)| number);
            if process(from) != process(to) {
                self.report(&codes::R028, element);
            } else if from.parent != to.parent {
                self.report(&codes::R152, element);
            }
        }
        if element.attribute("isImmediate") == Some("false") && self.in_executable(element) {
            self.report(&codes::R024, element);
        }
        if self.document.first(number, "conditionExpression").is_some() {
            self.conditional(element, from);
        }
    }

    /// A condition chooses among several ways.
    fn conditional(&mut self, flow: &Element, from: Option<&Element>) {
        let Some(from) = from else { return };
        if from.name == "eventBasedGateway" {
            self.report(&codes::R137, flow);
        } else if is_activity(from) && self.flows(from, "sourceRef").len() == 1 && !self.is_for_an_engine() {
            self.report(&codes::R025, from);
        }
    }

    fn message_flow(&mut self, element: &Element) {
        let [from, to] = self.ends_of(element);
        if from.is_some_and(is_artifact) {
            self.report(&codes::R009, element);
        }
        if to.is_some_and(is_artifact) {
            self.report(&codes::R008, element);
        }
        if let (Some(from), Some(to)) = (from, to) {
            let pool = self.pool_of(from);
            let itself = from.attribute("id") == to.attribute("id");
            if itself || (pool.is_some() && pool == self.pool_of(to)) {
                self.report(&codes::R031, element);
            }
        }
        for (event, beyond, silent, other_way) in [
            (from, ("startEvent", &codes::R102), ("endEvent", &codes::R109), "intermediateCatchEvent"),
            (to, ("endEvent", &codes::R108), ("startEvent", &codes::R103), "intermediateThrowEvent"),
        ] {
            let Some(event) = event else { continue };
            let code = match event.name.as_str() {
                name if name == beyond.0 => beyond.1,
                name if name == silent.0 && !self.is_of_message(event) => silent.1,
                name if name == other_way && self.is_of_message(event) => &codes::R119,
                _ => continue,
            };
            self.report(code, event);
        }
    }

    fn is_of_message(&self, event: &Element) -> bool {
        let number = event.attribute("id").and_then(|id| self.get(id)).map(|(number, _)| number);
        number.is_some_and(|number| self.definitions(number).contains(&"message"))
    }

    /// The process that an element is, is in, or shows as a pool.
    fn pool_of(&self, element: &Element) -> Option<ElementNumber> {
        if element.name == "participant" {
            return self.referred(element, "processRef").map(|(number, _)| number);
        }
        self.process_of(element).map(|(number, _)| number)
    }

    fn ends_of(&self, flow: &Element) -> [Option<&'d Element>; 2] {
        ["sourceRef", "targetRef"].map(|end| self.referred(flow, end).map(|(_, found)| found))
    }

    /// Where there are start events, every other node is come to; where there are end events,
    /// every other is left.
    fn joined(&mut self, number: ElementNumber, element: &Element) {
        let Some((scope, _)) = self.parent(element) else { return };
        if !self.in_executable(element) || is_event_subprocess(element) {
            return;
        }
        let (incoming, outgoing) = (self.flows(element, "targetRef").len(), self.flows(element, "sourceRef").len());
        if element.attribute("isForCompensation") == Some("true") {
            if incoming + outgoing > 0 {
                self.report(&codes::R145, element);
            }
            return;
        }
        let has = |name: &'static str| self.index.holds(scope, name);
        let kinds = self.definitions(number);
        let link = kinds.contains(&"link");
        let entered_by = match element.name.as_str() {
            "startEvent" | "boundaryEvent" => None,
            "intermediateCatchEvent" if link => None,
            "intermediateCatchEvent" | "intermediateThrowEvent" => Some(&codes::R115),
            "endEvent" => Some(&codes::R107),
            _ => Some(&codes::R150).filter(|_| has("startEvent")),
        };
        let left_by = match element.name.as_str() {
            "endEvent" => None,
            "intermediateThrowEvent" if link => None,
            "boundaryEvent" => Some(&codes::R113).filter(|_| !kinds.contains(&"compensate")),
            "intermediateCatchEvent" | "intermediateThrowEvent" => Some(&codes::R116),
            "startEvent" => Some(&codes::R101),
            _ => Some(&codes::R151).filter(|_| has("endEvent")),
        };
        for (code, ways) in [(entered_by, incoming), (left_by, outgoing)] {
            let always = code.is_some_and(|code| code.id == codes::R116.id);
            if let Some(code) = code.filter(|_| ways == 0 && (always || !self.is_for_an_engine())) {
                self.report(code, element);
            }
        }
    }

    /// What a node lists as incoming and outgoing, and the flows that name it. A file in
    /// which nothing lists anything says it by the flows alone.
    fn lists(&mut self, number: ElementNumber, element: &Element) {
        if !self.index.lists_flows || !self.in_executable(element) {
            return;
        }
        let document = self.document;
        for (list, end) in [("incoming", "targetRef"), ("outgoing", "sourceRef")] {
            let listed: Vec<String> =
                document.named(number, list).map(|(child, _)| document.text(child).trim().to_owned()).collect();
            let dangling = listed.iter().any(|id| {
                let id_of =
                    |flow: &Element| flow.attribute(end).map(|text| text.rsplit(':').next() == element.attribute("id"));
                self.get(id).is_none_or(|(_, flow)| id_of(flow) != Some(true))
            });
            let unlisted = self
                .flows(element, end)
                .iter()
                .any(|flow| !listed.iter().any(|id| id.rsplit(':').next() == flow.attribute("id")));
            if dangling || unlisted {
                self.report(&codes::R023, element);
            }
        }
    }
}

fn is_artifact(element: &Element) -> bool {
    matches!(element.name.as_str(), "association" | "group" | "textAnnotation")
}
