//! Events and what triggers them.

use super::Import;
use super::process::Scope;
use crate::bpmn::{RAVAND, codes};
use crate::xml::ElementNumber;
use ravand_core::graph::{ElementKind, TimerSpec, Trigger};
use ravand_core::{Args, Diagnostic, Spanned};

impl Import<'_> {
    /// An event of that name; whether it is one.
    pub(super) fn event(&mut self, number: ElementNumber, name: &str, parent: Option<&str>, scope: &mut Scope) -> bool {
        let kind = match name {
            "startEvent" => ElementKind::Start {
                triggers: self.triggers(number),
                gather: self.gather(number),
                interrupting: self.is_true(number, "isInterrupting", true),
            },
            "intermediateCatchEvent" => {
                ElementKind::Catch { triggers: self.triggers(number), gather: self.gather(number) }
            }
            "intermediateThrowEvent" | "implicitThrowEvent" => ElementKind::Throw { triggers: self.triggers(number) },
            "endEvent" => {
                let triggers = self.triggers(number);
                let end = if parent.is_none() { self.end(number, &triggers, scope) } else { None };
                ElementKind::End { triggers, end }
            }
            "boundaryEvent" => match self.boundary(number) {
                Some(kind) => kind,
                None => return true,
            },
            _ => return false,
        };
        self.put(number, kind, parent, scope);
        true
    }

    fn boundary(&mut self, number: ElementNumber) -> Option<ElementKind> {
        let triggers = self.triggers(number);
        let host = self.reference(number, "attachedToRef")?;
        let host = self.index.name_of(host);
        let compensates = triggers.iter().any(|one| matches!(one.value, Trigger::Compensation { .. }));
        let handler = if compensates { self.handler(number) } else { None };
        if compensates && handler.is_none() {
            self.incomplete(number, "association");
        }
        Some(ElementKind::Boundary {
            host: host.as_str().into(),
            triggers,
            gather: self.gather(number),
            interrupting: self.is_true(number, "cancelActivity", true),
            handler,
        })
    }

    /// The activity that an association leads to from a compensation event.
    fn handler(&mut self, event: ElementNumber) -> Option<ravand_core::ElementId> {
        let id = self.attribute(event, "id")?.to_owned();
        let associations = self.document.iter().filter(|(_, element)| element.name == "association");
        let of_event = |element: &crate::xml::Element| {
            let local = |name: &str| element.attribute(name).map(|text| text.rsplit(':').next().unwrap_or(text));
            match (local("sourceRef"), local("targetRef")) {
                (Some(from), Some(to)) if from == id => Some(to.to_owned()),
                (Some(from), Some(to)) if to == id => Some(from.to_owned()),
                _ => None,
            }
        };
        let other = associations.filter_map(|(_, element)| of_event(element));
        let activity = other.into_iter().find(|other| {
            self.index.get(other).is_some_and(|number| self.is_true(number, "isForCompensation", false))
        })?;
        Some(self.index.called(&activity).as_str().into())
    }

    /// What an event waits for or throws: its own definitions and those that it refers to.
    pub(super) fn triggers(&mut self, number: ElementNumber) -> Vec<Spanned<Trigger>> {
        let children: Vec<ElementNumber> = self.document.children(number).map(|(child, _)| child).collect();
        let mut triggers = Vec::new();
        for child in children {
            let name = self.document.element(child).name.clone();
            if name == "eventDefinitionRef" {
                let text = self.document.text(child).trim().to_owned();
                match self.index.get(&text) {
                    Some(definition) => triggers.extend(self.trigger(definition)),
                    None => {
                        let args = Args::new().with("element", self.shown(number)).with("id", &text);
                        let args = args.with("attribute", "eventDefinitionRef");
                        self.problems.push(Diagnostic::at(&codes::NO_SUCH_ID, self.span(child), args));
                    }
                }
            } else if name.ends_with("EventDefinition") {
                triggers.extend(self.trigger(child));
            }
        }
        triggers
    }

    /// One event definition.
    pub(super) fn trigger(&mut self, number: ElementNumber) -> Option<Spanned<Trigger>> {
        let span = self.span(number);
        let name = self.document.element(number).name.clone();
        let trigger = match name.as_str() {
            "messageEventDefinition" => self.message(number),
            "signalEventDefinition" => match self.reference(number, "signalRef") {
                Some(signal) => Trigger::Signal { name: self.named(signal) },
                None => {
                    self.incomplete(number, "signalRef");
                    Trigger::Signal { name: self.shown(number) }
                }
            },
            "errorEventDefinition" => Trigger::Error { code: self.code(number, "errorRef", "errorCode") },
            "escalationEventDefinition" => {
                Trigger::Escalation { code: self.code(number, "escalationRef", "escalationCode") }
            }
            "timerEventDefinition" => Trigger::Timer(self.timer(number)?),
            "conditionalEventDefinition" => match self.expression(number, "condition") {
                Some(when) => Trigger::Conditional(when),
                None => {
                    self.not_said(number, "condition");
                    return None;
                }
            },
            "compensateEventDefinition" => Trigger::Compensation {
                activity: self
                    .reference(number, "activityRef")
                    .map(|activity| self.index.name_of(activity).as_str().into()),
                wait: self.is_true(number, "waitForCompletion", true),
            },
            "cancelEventDefinition" => Trigger::Cancel,
            "terminateEventDefinition" => Trigger::Terminate,
            "linkEventDefinition" => Trigger::Link { name: self.named(number) },
            _ => return None,
        };
        Some(Spanned::new(trigger, span))
    }

    fn named(&self, number: ElementNumber) -> String {
        let element = self.document.element(number);
        let name = element.attribute("name").map(str::trim).filter(|name| !name.is_empty());
        name.or(element.attribute("id")).unwrap_or_default().to_owned()
    }

    /// The message of an event or a task, named itself or through its operation.
    pub(super) fn message(&mut self, number: ElementNumber) -> Trigger {
        if let Some(message) = self.reference(number, "messageRef") {
            let key = self.correlation(message);
            return Trigger::Message { name: self.named(message), key };
        }
        if let Some(operation) = self
            .reference(number, "operationRef")
            .filter(|_| self.attribute(number, "operationRef") != Some("##WebService"))
            && let Some(message) = self.reference(operation, "inMessageRef")
        {
            return self.message_named(self.named(message));
        }
        let own = self.shown(number);
        self.incomplete(number, "messageRef");
        self.message_named(own)
    }

    /// Zeebe's correlation key of a message.
    fn correlation(&mut self, message: ElementNumber) -> Option<Spanned<String>> {
        let (extensions, _) = self.document.first(message, "extensionElements")?;
        let (_, subscription) = self.document.first(extensions, "subscription")?;
        let key = subscription.attribute("correlationKey")?.to_owned();
        let span = subscription.place_of("correlationKey");
        Some(self.feel(&key, span))
    }

    fn code(&mut self, number: ElementNumber, reference: &str, code: &str) -> Option<String> {
        let found = self.reference(number, reference)?;
        let said = self.attribute(found, code).map(str::trim).filter(|code| !code.is_empty());
        Some(said.map_or_else(|| self.shown(found), str::to_owned))
    }

    fn timer(&mut self, number: ElementNumber) -> Option<TimerSpec> {
        for name in ["timeDate", "timeDuration", "timeCycle"] {
            let Some((child, element)) = self.document.first(number, name) else { continue };
            let (text, span) = (self.document.text(child).trim().to_owned(), element.span);
            if let Some(said) = element.vendor("term").filter(|said| said.namespace == RAVAND)
                && let Ok(term) = crate::term::term_of(&said.value)
            {
                return Some(TimerSpec::Term(term));
            }
            if text.is_empty() {
                self.not_said(number, name);
                return None;
            }
            let known = iso(name, &text).or_else(|| {
                let written = text.starts_with("${") || text.starts_with("#{") || text.starts_with('=');
                let feel = written.then(|| self.feel(&text, span).value)?;
                Some(match name {
                    "timeDate" => Time::Date(feel),
                    _ => Time::Duration(feel),
                })
            });
            let Some(known) = known else {
                let args = Args::new().with("text", &text);
                self.problems.push(Diagnostic::at(&codes::TIMER_UNREADABLE, span, args));
                return None;
            };
            return Some(match known {
                Time::Date(at) => TimerSpec::Date(Spanned::new(at, span)),
                Time::Duration(after) => TimerSpec::Duration(Spanned::new(after, span)),
                Time::Cycle(times, every) => TimerSpec::Cycle { times, every: Spanned::new(every, span) },
            });
        }
        self.not_said(number, "timeDate, timeDuration, timeCycle");
        None
    }
}

enum Time {
    Date(String),
    Duration(String),
    Cycle(Option<u32>, String),
}

/// A time of ISO 8601 as FEEL.
fn iso(name: &str, text: &str) -> Option<Time> {
    let duration = |text: &str| text.starts_with('P').then(|| format!("duration(\"{text}\")"));
    match name {
        "timeDate" if text.starts_with(|c: char| c.is_ascii_digit()) => {
            Some(Time::Date(format!("date and time(\"{text}\")")))
        }
        "timeDuration" => duration(text).map(Time::Duration),
        "timeCycle" => {
            let Some(repeated) = text.strip_prefix('R') else {
                return duration(text).map(|every| Time::Cycle(None, every));
            };
            let (times, every) = repeated.split_once('/')?;
            let times = if times.is_empty() { None } else { Some(times.parse().ok()?) };
            let feel = || every.strip_prefix('=').map(|every| every.trim().to_owned());
            Some(Time::Cycle(times, duration(every).or_else(feel)?))
        }
        _ => None,
    }
}
