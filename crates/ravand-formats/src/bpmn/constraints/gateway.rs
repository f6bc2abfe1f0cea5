//! Gateways, defaults and participants.

use super::{Check, codes};
use crate::xml::{Element, ElementNumber};
use ravand_core::Args;

impl Check<'_> {
    pub(super) fn gateway(&mut self, _: ElementNumber, element: &Element) {
        if let Some(default) = element.attribute("default") {
            let own = self.flows(element, "sourceRef");
            let local = default.rsplit(':').next();
            if !own.iter().any(|flow| flow.attribute("id") == local) {
                self.report(&codes::R026, element);
            }
        }
        match element.name.as_str() {
            "eventBasedGateway" => self.event_based(element),
            name if name.ends_with("Gateway") => self.direction(element),
            _ => {}
        }
        if element.name == "participantMultiplicity" {
            let number = |name: &str| element.attribute(name).and_then(|text| text.trim().parse::<i64>().ok());
            let (least, most) = (number("minimum"), number("maximum"));
            if least.is_some_and(|least| least < 0) {
                self.report(&codes::R029, element);
            }
            if most.is_some_and(|most| most < least.unwrap_or(0).max(1)) {
                self.report(&codes::R030, element);
            }
        }
    }

    fn direction(&mut self, element: &Element) {
        let (incoming, outgoing) = (self.flows(element, "targetRef").len(), self.flows(element, "sourceRef").len());
        if incoming < 2 && outgoing < 2 && self.in_executable(element) && !self.is_for_an_engine() {
            return self.report(&codes::R135, element);
        }
        let code = match element.attribute("gatewayDirection") {
            Some("Diverging") if incoming > 1 || outgoing < 2 => &codes::R018,
            Some("Converging") if outgoing > 1 => &codes::R017,
            Some("Converging") if incoming < 2 => &codes::R018,
            Some("Mixed") if incoming < 2 || outgoing < 2 => &codes::R019,
            _ => return,
        };
        self.report(code, element);
    }

    fn event_based(&mut self, element: &Element) {
        let ways = self.flows(element, "sourceRef");
        if ways.len() < 2 {
            self.report(&codes::R136, element);
        }
        if element.attribute("instantiate") == Some("true") && !self.flows(element, "targetRef").is_empty() {
            self.report(&codes::R142, element);
        }
        let gateway = element.attribute("id").unwrap_or_default();
        let (mut receives, mut catches) = (false, false);
        for way in ways {
            let Some((number, target)) = self.referred(way, "targetRef") else { continue };
            receives |= target.name == "receiveTask";
            catches |= target.name == "intermediateCatchEvent" && self.definitions(number).contains(&"message");
            if self.flows(target, "targetRef").len() > 1 {
                self.report(&codes::R141, target);
            }
            let fits = match target.name.as_str() {
                "receiveTask" => true,
                "intermediateCatchEvent" => self
                    .definitions(number)
                    .iter()
                    .all(|kind| matches!(*kind, "message" | "signal" | "timer" | "conditional")),
                _ => false,
            };
            if !fits {
                self.report_with(&codes::R138, target, Args::new().with("gateway", gateway));
            }
            if target.name == "receiveTask" && target.attribute("id").is_some_and(|id| self.index.is_host(id)) {
                self.report(&codes::R140, target);
            }
        }
        if receives && catches {
            self.report(&codes::R139, element);
        }
    }
}
