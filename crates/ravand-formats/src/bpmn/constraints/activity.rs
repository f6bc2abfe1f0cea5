//! Activities, subprocesses and their expressions.

use super::{Check, codes, is_uri};
use crate::xml::{Element, ElementNumber};
use ravand_core::Args;

/// Expressions that an executable process must give in a formal language.
const FORMAL: &[&str] = &[
    "completionCondition",
    "activationCondition",
    "loopCardinality",
    "conditionExpression",
    "loopCondition",
    "from",
    "to",
    "timeDate",
    "timeDuration",
    "timeCycle",
];

impl Check<'_> {
    pub(super) fn activity(&mut self, number: ElementNumber, element: &Element) {
        let document = self.document;
        match element.name.as_str() {
            "callChoreography" | "choreographyTask" | "subChoreography" => {
                match self.parent(element).map(|(_, holder)| holder.name.as_str()) {
                    Some("process") => self.report(&codes::R036, element),
                    Some("subProcess" | "transaction" | "adHocSubProcess") => self.report(&codes::R056, element),
                    _ => {}
                }
            }
            "subProcess" | "transaction" if element.attribute("triggeredByEvent") == Some("true") => {
                if document.named(number, "startEvent").count() != 1 {
                    self.report(&codes::R058, element);
                }
                if !self.flows(element, "sourceRef").is_empty() || !self.flows(element, "targetRef").is_empty() {
                    self.report(&codes::R022, element);
                }
            }
            "adHocSubProcess" => self.ad_hoc(number, element),
            _ => {}
        }
        for (quantity, code) in [("startQuantity", &codes::R037), ("completionQuantity", &codes::R038)] {
            let count = element.attribute(quantity).and_then(|text| text.trim().parse::<i64>().ok());
            if count.is_some_and(|count| count < 1) {
                self.report(code, element);
            }
        }
        if document.first(number, "standardLoopCharacteristics").is_some()
            && document.first(number, "multiInstanceLoopCharacteristics").is_some()
        {
            self.report(&codes::R054, element);
        }
        if element.name == "transaction" && element.attribute("method").is_some_and(|method| !is_uri(method)) {
            self.report(&codes::R060, element);
        }
        self.formal(number, element);
    }

    fn ad_hoc(&mut self, number: ElementNumber, element: &Element) {
        let document = self.document;
        let holder = element.attribute("id").unwrap_or_default();
        let never = ["startEvent", "endEvent", "choreographyTask", "subChoreography", "callChoreography"];
        for (_, held) in document.children(number).filter(|(_, held)| never.contains(&held.name.as_str())) {
            self.report_with(&codes::R062, held, Args::new().with("holder", holder));
        }
    }

    fn formal(&mut self, number: ElementNumber, element: &Element) {
        if element.attribute("language").is_some_and(|language| !is_uri(language)) {
            self.report(&codes::R014, element);
        }
        if !FORMAL.contains(&element.name.as_str()) || !self.in_executable(element) {
            return;
        }
        let typed = element.attributes.iter().any(|a| a.name == "type" && a.value.ends_with("tFormalExpression"));
        // Conditions of flows are often written without it, and are read all the same if they
        // can be.
        let text = self.document.text(number);
        let readable = element.name == "conditionExpression" && !reads_as_prose(&text);
        if !typed && !readable && !self.is_for_an_engine() {
            self.report(&codes::R012, element);
        }
    }
}

/// Whether a text is words for people rather than an expression: words follow each other
/// with nothing between them.
fn reads_as_prose(text: &str) -> bool {
    let word = |part: &str| part.chars().all(char::is_alphanumeric) && part.chars().any(char::is_alphabetic);
    let parts: Vec<&str> = text.split_whitespace().collect();
    let operators = ["and", "or", "not", "in", "between"];
    parts.windows(2).any(|pair| pair.iter().all(|part| word(part) && !operators.contains(part)))
}
