//! Events: what they wait for and throw.

use super::{Export, bpmn, ravand, root_key};
use crate::bpmn::RAVAND;
use crate::bpmn::index::kebab;
use crate::print::term_text;
use crate::xml::ElementNumber;
use ravand_core::graph::{TimerSpec, Trigger};
use ravand_core::{Spanned, Term};

impl Export<'_> {
    pub(super) fn triggers(&mut self, triggers: &[Spanned<Trigger>], into: ElementNumber) {
        for trigger in triggers {
            self.trigger(trigger, into);
        }
    }

    /// One event definition.
    pub(super) fn trigger(&mut self, trigger: &Trigger, into: ElementNumber) -> ElementNumber {
        let named = self.root(trigger);
        let refers = |element: crate::xml::Element, attribute: &str| match &named {
            Some(id) => element.with(attribute, id.as_str()),
            None => element,
        };
        let element = match trigger {
            Trigger::Message { .. } => refers(bpmn("messageEventDefinition"), "messageRef"),
            Trigger::Signal { .. } => refers(bpmn("signalEventDefinition"), "signalRef"),
            Trigger::Error { .. } => refers(bpmn("errorEventDefinition"), "errorRef"),
            Trigger::Escalation { .. } => refers(bpmn("escalationEventDefinition"), "escalationRef"),
            Trigger::Timer(_) => bpmn("timerEventDefinition"),
            Trigger::Conditional(_) => bpmn("conditionalEventDefinition"),
            Trigger::Compensation { activity, wait } => {
                let element = bpmn("compensateEventDefinition").with("waitForCompletion", wait.to_string());
                match activity {
                    Some(activity) => element.with("activityRef", self.id(activity.as_str())),
                    None => element,
                }
            }
            Trigger::Cancel => bpmn("cancelEventDefinition"),
            Trigger::Terminate => bpmn("terminateEventDefinition"),
            Trigger::Link { name } => bpmn("linkEventDefinition").with("name", name.as_str()),
        };
        let id = self.free("event-definition");
        let number = self.document.append(into, element.with("id", id));
        match trigger {
            Trigger::Conditional(when) => self.expression(number, "condition", when),
            Trigger::Timer(timer) => self.timer(timer, number),
            _ => {}
        }
        number
    }

    /// The id of what a trigger names at the root of the file.
    pub(super) fn root(&mut self, trigger: &Trigger) -> Option<String> {
        let key = root_key(trigger)?;
        if let Some(known) = self.ids.get(&key) {
            return Some(known.clone());
        }
        let (element, name) = match trigger {
            Trigger::Message { name, .. } => (bpmn("message").with("name", name.as_str()), name),
            Trigger::Signal { name } => (bpmn("signal").with("name", name.as_str()), name),
            Trigger::Error { code: Some(code) } => {
                (bpmn("error").with("name", code.as_str()).with("errorCode", code.as_str()), code)
            }
            Trigger::Escalation { code: Some(code) } => {
                (bpmn("escalation").with("name", code.as_str()).with("escalationCode", code.as_str()), code)
            }
            _ => return None,
        };
        let id = self.free(&format!("{}-{}", element.name, kebab(name)));
        self.ids.insert(key, id.clone());
        let mut element = element;
        element.attributes.insert(0, bpmn("").with("id", id.as_str()).attributes.remove(0));
        let key = match trigger {
            Trigger::Message { key: Some(key), .. } => Some(format!("= {}", key.value)),
            _ => None,
        };
        self.roots.push(super::Root { element, key });
        Some(id)
    }

    fn timer(&mut self, timer: &TimerSpec, into: ElementNumber) {
        let literal = |text: &str, function: &str| {
            let inner = text.trim().strip_prefix(function)?.trim_start().strip_prefix("(\"")?.strip_suffix("\")")?;
            (!inner.contains('"')).then(|| inner.to_owned())
        };
        let (name, text) = match timer {
            TimerSpec::Date(at) => ("timeDate", literal(at, "date and time").unwrap_or_else(|| format!("= {at}"))),
            TimerSpec::Duration(after) => {
                ("timeDuration", literal(after, "duration").unwrap_or_else(|| format!("= {after}")))
            }
            TimerSpec::Cycle { times, every } => {
                let times = times.map(|times| times.to_string()).unwrap_or_default();
                let every = literal(every, "duration").unwrap_or_else(|| format!("= {every}"));
                ("timeCycle", format!("R{times}/{every}"))
            }
            TimerSpec::Term(term) => return self.term(term, into),
        };
        let element = bpmn(name).with_vendor(super::XSI, "xsi", "type", "bpmn:tFormalExpression");
        self.document.append(into, element.with_text(text));
    }

    /// Working time and what a statute counts are ours; others read the nearest that they know.
    fn term(&mut self, term: &Term, into: ElementNumber) {
        let element = bpmn("timeDuration").with_vendor(super::XSI, "xsi", "type", "bpmn:tFormalExpression");
        let element = element.with_vendor(RAVAND, "ravand", "term", &term_text(term));
        self.document.append(into, element.with_text(nearest(term)));
    }
}

/// The calendar time that is nearest to a term.
fn nearest(term: &Term) -> String {
    use ravand_core::{TermLength, Unit};
    match &term.length {
        TermLength::Months { count, .. } => format!("P{count}M"),
        TermLength::Length(length) => {
            let whole = length.amount.ceil().max(1.0);
            match length.unit {
                Unit::Minute => format!("PT{whole}M"),
                Unit::Hour => format!("PT{whole}H"),
                Unit::Month => format!("P{whole}M"),
                Unit::Week => format!("P{}D", whole * 7.0),
                _ => format!("P{whole}D"),
            }
        }
    }
}

impl super::Root {
    /// Appends it to the root of the file.
    pub(super) fn write(self, document: &mut crate::xml::Document) {
        let root = document.root();
        let number = document.append(root, self.element);
        if let Some(key) = self.key {
            let extensions = document.append(number, bpmn("extensionElements"));
            document.append(extensions, ravand("subscription").with("correlationKey", key));
        }
    }
}
