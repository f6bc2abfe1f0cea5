//! Sequence flows, message flows and what they join.

use super::{Check, FLOW_NODES, codes};
use crate::xml::{Element, ElementNumber};

impl Check<'_> {
    pub(super) fn flow(&mut self, number: ElementNumber, element: &Element) {
        match element.name.as_str() {
            "sequenceFlow" => self.sequence_flow(element),
            "messageFlow" => self.message_flow(element),
            name if FLOW_NODES.contains(&name) => {
                self.lists(number, element);
                self.joined(number, element);
            }
            _ => {}
        }
    }

    fn sequence_flow(&mut self, element: &Element) {
        let ends = [self.referred(element, "sourceRef"), self.referred(element, "targetRef")];
        let nodes = ends.iter().flatten().filter(|(_, end)| FLOW_NODES.contains(&end.name.as_str()));
        if nodes.count() < 2 {
            self.report(&codes::R006, element);
        } else if let [Some((_, from)), Some((_, to))] = ends {
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
    }

    fn message_flow(&mut self, element: &Element) {
        let ends = ["sourceRef", "targetRef"].map(|end| self.referred(element, end).map(|(_, found)| found));
        let artifact = |end: &Element| matches!(end.name.as_str(), "association" | "group" | "textAnnotation");
        if ends.iter().flatten().any(|end| artifact(end)) {
            self.report(&codes::R008, element);
        }
        if let Some(start) = ends[0].filter(|end| end.name == "startEvent") {
            self.report(&codes::R102, start);
        }
        if let Some(end) = ends[1].filter(|end| end.name == "endEvent") {
            self.report(&codes::R108, end);
        }
    }

    /// In a subprocess that has start events, every other node is come to; where it has end
    /// events, every other is left.
    fn joined(&mut self, number: ElementNumber, element: &Element) {
        let Some((scope, holder)) = self.parent(element) else { return };
        let apart = element.attribute("triggeredByEvent") == Some("true")
            || element.attribute("isForCompensation") == Some("true")
            || self.definitions(number).iter().any(|kind| matches!(*kind, "link" | "compensate"));
        if apart || holder.name != "subProcess" || !self.in_executable(element) || self.is_for_an_engine() {
            return;
        }
        let document = self.document;
        let has = |name: &str| document.named(scope, name).next().is_some();
        let not_entered = !matches!(element.name.as_str(), "startEvent" | "boundaryEvent")
            && has("startEvent")
            && self.flows(element, "targetRef").is_empty();
        let not_left = element.name != "endEvent" && has("endEvent") && self.flows(element, "sourceRef").is_empty();
        if not_entered || not_left {
            self.report(&codes::R150, element);
        }
    }

    /// What a node lists as incoming and outgoing, and the flows that name it. A file in
    /// which nothing lists anything says it by the flows alone.
    fn lists(&mut self, number: ElementNumber, element: &Element) {
        if !self.lists_flows || !self.in_executable(element) {
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
                self.report(&codes::R150, element);
            }
        }
    }
}
