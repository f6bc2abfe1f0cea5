//! Whether a BPMN file is well formed, beyond what its schema says: rules of the standard,
//! each with a code, at the element that breaks it.
//!
//! A rule is about the model and not about who wrote it. Of the list, 005 and some that no
//! published checker has either are not here.

mod activity;
mod codes;
mod data;
mod event;
mod flow;
mod gateway;
mod index;
mod items;
#[cfg(test)]
mod tests;

pub use codes::ALL as CODES;

use super::MODEL;
use crate::xml::{Document, Element, ElementNumber};
use index::Index;
use ravand_core::{Args, Code, Diagnostic, Span};
use std::collections::BTreeMap;

/// The numbers that a finding's rule has in the list of constraints, which has some rules twice;
/// empty if it is of no rule.
pub fn rule_numbers(finding: &Diagnostic) -> Vec<u32> {
    let id = finding.code.id;
    let own = id.strip_prefix("BR").and_then(|number| number.parse().ok());
    let also = codes::ALSO.iter().filter(|(rule, _)| *rule == id).flat_map(|(_, others)| *others);
    own.into_iter().chain(also.copied()).collect()
}

/// The imports of files that are not there (rule 001). Whoever has the file system says what
/// `exists` at a location, which is relative to the file that was read; addresses of the web
/// are not looked up.
pub fn missing_imports(document: &Document, exists: impl Fn(&str) -> bool) -> Vec<Diagnostic> {
    let imports = document.named(document.root(), "import").filter(|(_, import)| import.namespace == MODEL);
    let missing = imports.filter_map(|(_, import)| {
        let location = import.attribute("location").unwrap_or_default();
        let found = location.contains("://") || exists(location);
        (!found).then(|| Diagnostic::at(&codes::R001, import.span, Args::new().with("location", location)))
    });
    missing.collect()
}

/// Everything that is not well formed.
pub(super) fn check(document: &Document, problems: &mut Vec<Diagnostic>) {
    let mut check = Check { document, by_id: BTreeMap::new(), index: Index::of(document), problems };
    check.ids();
    for (number, element) in document.iter().filter(|(_, element)| element.namespace == MODEL) {
        check.flow(number, element);
        check.gateway(number, element);
        check.event(number, element);
        check.activity(number, element);
        check.data(number, element);
        check.items(number, element);
    }
}

/// Elements that a token can be on.
const FLOW_NODES: &[&str] = &[
    "task",
    "userTask",
    "manualTask",
    "serviceTask",
    "sendTask",
    "receiveTask",
    "scriptTask",
    "businessRuleTask",
    "callActivity",
    "subProcess",
    "transaction",
    "adHocSubProcess",
    "startEvent",
    "endEvent",
    "boundaryEvent",
    "intermediateCatchEvent",
    "intermediateThrowEvent",
    "implicitThrowEvent",
    "exclusiveGateway",
    "parallelGateway",
    "inclusiveGateway",
    "complexGateway",
    "eventBasedGateway",
    "choreographyTask",
    "subChoreography",
    "callChoreography",
];

struct Check<'d> {
    document: &'d Document,
    by_id: BTreeMap<&'d str, ElementNumber>,
    index: Index<'d>,
    problems: &'d mut Vec<Diagnostic>,
}

impl<'d> Check<'d> {
    fn ids(&mut self) {
        let document = self.document;
        for (number, element) in document.iter().filter(|(_, element)| element.namespace == MODEL) {
            let Some(id) = element.attribute("id") else {
                if FLOW_NODES.contains(&element.name.as_str()) {
                    self.report(&codes::R003, element);
                }
                continue;
            };
            if self.by_id.insert(id, number).is_some() {
                self.report_at(&codes::R002, element.place_of("id"), Args::new().with("id", id));
            }
        }
    }

    /// Whether the file is meant for one of the engines that execute messages without
    /// operations, and know an expression without being told that it is formal: what they
    /// never write is not missed in their files.
    fn is_for_an_engine(&self) -> bool {
        let engines = [
            "camunda.org",
            "operaton.org",
            "flowable.org",
            "activiti.org",
            "spiffworkflow.org",
            "jboss.org",
            crate::bpmn::RAVAND,
        ];
        let root = self.document.element(self.document.root());
        root.declares.iter().any(|(_, namespace)| engines.iter().any(|engine| namespace.contains(engine)))
    }

    fn report(&mut self, code: &'static Code, at: &Element) {
        self.report_with(code, at, Args::new());
    }

    fn report_with(&mut self, code: &'static Code, at: &Element, args: Args) {
        let shown = at.attribute("id").unwrap_or(&at.name);
        self.report_at(code, at.span, args.with("element", shown));
    }

    fn report_at(&mut self, code: &'static Code, span: Span, args: Args) {
        self.problems.push(Diagnostic::at(code, span, args));
    }

    fn get(&self, reference: &str) -> Option<(ElementNumber, &'d Element)> {
        let local = reference.rsplit(':').next().unwrap_or(reference).trim();
        let number = *self.by_id.get(reference.trim()).or_else(|| self.by_id.get(local))?;
        Some((number, self.document.element(number)))
    }

    /// What an attribute refers to.
    fn referred(&self, element: &Element, attribute: &str) -> Option<(ElementNumber, &'d Element)> {
        self.get(element.attribute(attribute)?)
    }

    fn parent(&self, element: &Element) -> Option<(ElementNumber, &'d Element)> {
        element.parent.map(|parent| (parent, self.document.element(parent)))
    }

    /// The process that an element is in.
    fn process_of(&self, element: &Element) -> Option<(ElementNumber, &'d Element)> {
        let mut at = self.parent(element);
        while let Some((number, outer)) = at {
            if outer.name == "process" {
                return Some((number, outer));
            }
            at = self.parent(outer);
        }
        None
    }

    fn in_executable(&self, element: &Element) -> bool {
        self.process_of(element).is_some_and(|(_, process)| process.attribute("isExecutable") == Some("true"))
    }

    /// The sequence flows beside an element that name it as their source or target.
    fn flows(&self, element: &Element, end: &'static str) -> Vec<&'d Element> {
        let (Some(id), Some(scope)) = (element.attribute("id"), element.parent) else { return Vec::new() };
        self.index.flows(scope, end, id).iter().map(|number| self.document.element(*number)).collect()
    }

    /// The kinds of an event's definitions, its own and those that it refers to.
    fn definitions(&self, number: ElementNumber) -> Vec<&'d str> {
        let document = self.document;
        let kinds = document.children(number).filter_map(|(child, element)| match element.name.as_str() {
            "eventDefinitionRef" => self.get(&document.text(child)).map(|(_, referred)| referred.name.as_str()),
            name if name.ends_with("EventDefinition") => Some(name),
            _ => None,
        });
        kinds.map(|name| name.trim_end_matches("EventDefinition")).collect()
    }
}

fn is_event_subprocess(element: &Element) -> bool {
    element.attribute("triggeredByEvent") == Some("true")
}

/// Whether a flow node is neither a gateway nor an event.
fn is_activity(element: &Element) -> bool {
    let name = element.name.as_str();
    FLOW_NODES.contains(&name)
        && !name.ends_with("Gateway")
        && !name.ends_with("Event")
        && !name.contains("horeography")
}

/// Whether an element says that it is an expression of a formal language.
fn is_formal(element: &Element) -> bool {
    element.attributes.iter().any(|a| a.name == "type" && a.value.rsplit(':').next() == Some("tFormalExpression"))
}

/// Whether a text can be an address.
fn is_uri(text: &str) -> bool {
    let hex = |rest: &str| rest.len() >= 2 && rest.as_bytes()[..2].iter().all(u8::is_ascii_hexdigit);
    !text.contains(char::is_whitespace) && text.match_indices('%').all(|(at, _)| text.get(at + 1..).is_some_and(hex))
}

fn is_media_type(text: &str) -> bool {
    text.split_once('/').is_some_and(|(kind, format)| !kind.is_empty() && !format.is_empty())
}
