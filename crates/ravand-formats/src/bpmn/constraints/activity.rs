//! Activities, subprocesses and their expressions.

use super::{Check, codes, is_activity, is_event_subprocess, is_formal, is_uri};
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
            "subProcess" | "transaction"
                if is_event_subprocess(element) && document.named(number, "startEvent").count() != 1 =>
            {
                self.report(&codes::R058, element);
            }
            "adHocSubProcess" => self.ad_hoc(number, element),
            "scriptTask" if element.attribute("scriptFormat").is_none() => {
                // A bare name is the same in every language.
                let name = |text: String| text.trim().chars().all(|part| part.is_alphanumeric() || part == '_');
                let script = document.first(number, "script").map(|(script, _)| document.text(script));
                if script.is_some_and(|text| !name(text)) && !self.is_for_an_engine() {
                    self.report(&codes::R053, element);
                }
            }
            "receiveTask"
                if element.attribute("instantiate") == Some("true") && !self.flows(element, "targetRef").is_empty() =>
            {
                self.report(&codes::R049, element);
            }
            "multiInstanceLoopCharacteristics" if self.in_executable(element) && !self.is_for_an_engine() => {
                let counted = |name: &str| document.first(number, name).is_some();
                if !counted("loopCardinality") && !counted("loopDataInputRef") {
                    let activity = self.parent(element).map_or(element, |(_, activity)| activity);
                    self.report(&codes::R067, activity);
                }
            }
            "callActivity" => self.call(number, element),
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

    /// What is called can be started by a call.
    fn call(&mut self, number: ElementNumber, element: &Element) {
        let Some((called, process)) = self.referred(element, "calledElement") else { return };
        let mut starts = self.document.named(called, "startEvent");
        if process.name == "process"
            && self.index.holds(called, "startEvent")
            && starts.all(|(start, _)| !self.definitions(start).is_empty())
        {
            self.report(&codes::R099, element);
        }
        self.called_data(number, element, called);
    }

    fn ad_hoc(&mut self, number: ElementNumber, element: &Element) {
        let document = self.document;
        let holder = element.attribute("id").unwrap_or_default();
        let never = ["startEvent", "endEvent", "choreographyTask", "subChoreography", "callChoreography"];
        for (_, held) in document.children(number).filter(|(_, held)| never.contains(&held.name.as_str())) {
            self.report_with(&codes::R062, held, Args::new().with("holder", holder));
        }
        if !document.children(number).any(|(_, held)| is_activity(held)) {
            self.report(&codes::R061, element);
        }
    }

    fn formal(&mut self, number: ElementNumber, element: &Element) {
        if element.attribute("language").is_some_and(|language| !is_uri(language)) {
            self.report(&codes::R014, element);
        }
        let always = ["dataPath", "messagePath", "transformation"].contains(&element.name.as_str());
        let empty = (is_formal(element) || always) && self.document.text(number).trim().is_empty();
        if empty && self.in_executable(element) {
            self.report(&codes::R013, element);
        }
        if !FORMAL.contains(&element.name.as_str()) || !self.in_executable(element) {
            return;
        }
        let typed = is_formal(element);
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
