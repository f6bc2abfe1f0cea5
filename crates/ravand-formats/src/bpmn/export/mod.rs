//! Definition → BPMN document.
//!
//! What BPMN has a word for is written in its words; what it has none for (discretion, legal
//! basis, times, the blocks that the graph was drawn from) is carried along in an extension
//! element as the YAML that an analyst would write, so that nothing is lost on the way back.
//! Invariants: every id of the file belongs to one thing; where it could not be the name that
//! we use, that name stands beside it; the same definition gives the same file.

mod activity;
mod event;
mod lanes;

use self::lanes::Lanes;
use super::index::usable;
use super::{MODEL, RAVAND};
use crate::diagram::{self, Diagram};
use crate::print::print_process;
use crate::xml::{Document, Element, ElementNumber, write_xml};
use ravand_core::graph::{self, ElementKind, Graph, SubProcess, Trigger};
use ravand_core::{Definition, Diagnostic, ElementId, FlowId, Language, Spanned, Title};
use std::collections::{BTreeMap, BTreeSet};

/// The namespace of the types in an attribute `xsi:type`.
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
/// FEEL, as BPMN files name it.
const FEEL: &str = "https://www.omg.org/spec/DMN/20191111/FEEL/";

/// Writes a process as BPMN 2.0 XML with a diagram; names are in `language`, where they are
/// written in it.
///
/// ```
/// use ravand_core::{Language, Sources};
/// use ravand_formats::bpmn::{read_bpmn, write_bpmn};
/// use ravand_formats::{print_process, read_process};
/// let mut sources = Sources::new();
/// let id = sources.add("letter.yaml", "
/// process: letter
/// steps: { write: { role: clerk, work: 10 min .. 20 min .. 40 min } }
/// flow: [write]
/// ");
/// let letter = read_process(&sources, id).value.unwrap().definition;
/// let xml = write_bpmn(&letter, Language::En).unwrap();
/// let id = sources.add("letter.bpmn", xml);
/// let again = read_bpmn(&sources, id).value.unwrap().processes.remove(0);
/// assert_eq!(print_process(&again), print_process(&letter));
/// ```
///
/// # Errors
/// Steps that wait for each other in a ring, which nothing can draw.
pub fn write_bpmn(definition: &Definition, language: Language) -> Result<String, Vec<Diagnostic>> {
    let drawn = definition.as_graph()?;
    let empty = Graph::default();
    let graph = drawn.flow.graph.as_deref().unwrap_or(&empty);
    let mut export = Export::new(&drawn, graph, language);
    let process = export.process(definition);
    let diagram = diagram::layout(&drawn, graph);
    let plane = export.lanes(process, &diagram);
    export.inside(None, process);
    export.write_roots();
    export.diagram(&diagram, &plane);
    Ok(write_xml(&export.document))
}

struct Export<'a> {
    definition: &'a Definition,
    graph: &'a Graph,
    language: Language,
    document: Document,
    /// The id in the file of each element, flow, lane and root of ours.
    ids: BTreeMap<String, String>,
    taken: BTreeSet<String>,
    /// What events name, known when all of them are written.
    roots: Vec<Root>,
}

/// Something at the root of the file that events name, and for a message its key.
struct Root {
    element: Element,
    key: Option<String>,
}

/// An element of BPMN.
fn bpmn(name: &str) -> Element {
    Element::new(MODEL, "bpmn", name)
}

/// An element of our own.
fn ravand(name: &str) -> Element {
    Element::new(RAVAND, "ravand", name)
}

impl<'a> Export<'a> {
    fn new(definition: &'a Definition, graph: &'a Graph, language: Language) -> Self {
        let mut root = bpmn("definitions");
        for (prefix, namespace) in [
            ("bpmn", MODEL),
            ("bpmndi", diagram::BPMNDI),
            ("dc", diagram::DC),
            ("di", diagram::DI),
            ("xsi", XSI),
            ("ravand", RAVAND),
        ] {
            root.declares.push((prefix.to_owned(), namespace.to_owned()));
        }
        let root = root
            .with("id", "definitions")
            .with("targetNamespace", "https://ravand.dev/processes")
            .with("exporter", "Ravand")
            .with("exporterVersion", env!("CARGO_PKG_VERSION"));
        let mut export = Self {
            definition,
            graph,
            language,
            document: Document::new(root),
            ids: BTreeMap::new(),
            taken: BTreeSet::from(["definitions".to_owned()]),
            roots: Vec::new(),
        };
        for id in graph.elements.keys() {
            export.id(id.as_str());
        }
        for id in graph.flows.keys() {
            export.id(id.as_str());
        }
        export
    }

    /// The id in the file of something that we call `ours`.
    fn id(&mut self, ours: &str) -> String {
        if let Some(id) = self.ids.get(ours) {
            return id.clone();
        }
        let id = self.free(ours);
        self.ids.insert(ours.to_owned(), id.clone());
        id
    }

    /// An id that nothing in the file has yet.
    fn free(&mut self, wanted: &str) -> String {
        let numbered = (2..).map(|number| format!("{wanted}-{number}"));
        let free = std::iter::once(wanted.to_owned()).chain(numbered).find(|id| !self.taken.contains(id));
        let id = free.unwrap_or_default();
        self.taken.insert(id.clone());
        id
    }

    /// An element that has our name as its id, and as a name of ours where it cannot.
    fn named(&mut self, name: &str, ours: &str) -> Element {
        let id = self.id(ours);
        let element = bpmn(name).with("id", id.as_str());
        if usable(&id) == ours { element } else { element.with_vendor(RAVAND, "ravand", "id", ours) }
    }

    fn titled(&self, element: Element, title: &Title) -> Element {
        match title.get(self.language) {
            "" => element,
            text => element.with("name", text),
        }
    }

    /// The same for what every drawing names: by its id, if nobody gave it a name. A gateway
    /// with one way out, a parallel one and one that waits for events say all by their form.
    fn called(&self, element: Element, title: &Title, id: &str) -> Element {
        let plain = match element.name.as_str() {
            "parallelGateway" | "eventBasedGateway" => true,
            "exclusiveGateway" | "inclusiveGateway" | "complexGateway" => {
                self.graph.flows.values().filter(|flow| flow.from.as_str() == id).count() < 2
            }
            _ => false,
        };
        match title.get(self.language) {
            "" if plain => element,
            "" => element.with("name", id.replace('-', " ")),
            text => element.with("name", text),
        }
    }

    fn process(&mut self, carried: &Definition) -> ElementNumber {
        let id = self.definition.id.as_str();
        let wanted = self.named("process", id);
        let wanted = self.titled(wanted, &self.definition.title).with("isExecutable", "true");
        let root = self.document.root();
        let process = self.document.append(root, wanted);
        let extensions = self.document.append(process, bpmn("extensionElements"));
        let language = match self.language {
            Language::En => "en",
            Language::Fa => "fa",
        };
        let text = print_process(carried);
        self.document.append(extensions, ravand("definition").with("names", language).with_text(text));
        for (name, datum) in &self.definition.data {
            let id = self.free(name.as_str());
            let shown = self.titled(bpmn("property").with("id", id), &datum.title);
            let shown = if shown.attribute("name").is_some() { shown } else { shown.with("name", name.as_str()) };
            self.document.append(process, shown.with_vendor(RAVAND, "ravand", "name", name.as_str()));
        }
        process
    }

    /// What a process or a subprocess holds.
    fn inside(&mut self, parent: Option<&ElementId>, into: ElementNumber) {
        let graph = self.graph;
        for (id, element) in graph.within(parent) {
            let number = self.element(id, element, into);
            if matches!(element.kind, ElementKind::SubProcess(_)) {
                self.inside(Some(id), number);
                self.completion(&element.kind, number);
            }
        }
        let here = |end: &ElementId| graph.elements.get(end).is_some_and(|element| element.parent.as_ref() == parent);
        for (id, flow) in graph.flows.iter().filter(|(_, flow)| here(&flow.from)) {
            self.flow(id, flow, into);
        }
        for (id, element) in graph.within(parent) {
            if let ElementKind::Boundary { handler: Some(handler), .. } = &element.kind {
                let association = self.named("association", &association(id.as_str(), handler.as_str()));
                let (from, to) = (self.id(id.as_str()), self.id(handler.as_str()));
                let ends = association.with("associationDirection", "One").with("sourceRef", from);
                self.document.append(into, ends.with("targetRef", to));
            }
        }
    }

    fn element(&mut self, id: &ElementId, element: &graph::Element, into: ElementNumber) -> ElementNumber {
        let (name, title) = (name_of(&element.kind), diagram::title_of(self.definition, id, element));
        let named = self.named(name, id.as_str());
        let mut written = self.called(named, &title, id.as_str());
        if let Some(default) = self.graph.flows.iter().find(|(_, flow)| flow.from == *id && flow.default) {
            written = written.with("default", self.id(default.0.as_str()));
        }
        if element.for_compensation {
            written = written.with("isForCompensation", "true");
        }
        for (name, count) in
            [("startQuantity", element.start_quantity), ("completionQuantity", element.completion_quantity)]
        {
            if count != 1 {
                written = written.with(name, count.to_string());
            }
        }
        let written = self.attributes(written, &element.kind);
        let number = self.document.append(into, written);
        self.extensions(id, element, number);
        self.ways(id, number);
        self.content(&element.kind, number);
        self.repeat(element, number);
        number
    }

    /// The sequence flows that come in and go out.
    fn ways(&mut self, id: &ElementId, number: ElementNumber) {
        let graph = self.graph;
        let coming = graph.flows.iter().filter(|(_, flow)| flow.to == *id).map(|(flow, _)| ("incoming", flow));
        let going = graph.flows.iter().filter(|(_, flow)| flow.from == *id).map(|(flow, _)| ("outgoing", flow));
        for (name, flow) in coming.chain(going) {
            let reference = self.id(flow.as_str());
            self.document.append(number, bpmn(name).with_text(reference));
        }
    }

    fn flow(&mut self, id: &FlowId, flow: &graph::SequenceFlow, into: ElementNumber) {
        let named = self.named("sequenceFlow", id.as_str());
        let written = match &flow.when {
            Some(when) => self.called(named, &flow.title, when),
            None => self.titled(named, &flow.title),
        };
        let (from, to) = (self.id(flow.from.as_str()), self.id(flow.to.as_str()));
        let number = self.document.append(into, written.with("sourceRef", from).with("targetRef", to));
        if let Some(when) = &flow.when {
            self.expression(number, "conditionExpression", when);
        }
    }

    /// A child that is an expression.
    fn expression(&mut self, into: ElementNumber, name: &str, feel: &Spanned<String>) {
        let expression = bpmn(name).with_vendor(XSI, "xsi", "type", "bpmn:tFormalExpression").with("language", FEEL);
        self.document.append(into, expression.with_text(feel.value.as_str()));
    }

    fn diagram(&mut self, diagram: &Diagram, lanes: &Lanes) {
        let ids = &self.ids;
        let id = |ours: &str| ids.get(ours).cloned().unwrap_or_default();
        let named = diagram::Named {
            plane: lanes.plane.clone(),
            participant: lanes.participant.clone(),
            lanes: lanes.ids.clone(),
            id: &id,
            association: &|event, handler| id(&association(event, handler)),
        };
        diagram::di(diagram, self.graph, &mut self.document, &named);
    }

    /// What events name.
    fn write_roots(&mut self) {
        for root in std::mem::take(&mut self.roots) {
            root.write(&mut self.document);
        }
    }
}

/// What joins a compensation event with the activity that compensates.
fn association(event: &str, handler: &str) -> String {
    format!("{event}-{handler}-association")
}

/// What BPMN calls it.
fn name_of(kind: &ElementKind) -> &'static str {
    use graph::{Gateway, TaskType};
    match kind {
        ElementKind::Start { .. } => "startEvent",
        ElementKind::Catch { .. } => "intermediateCatchEvent",
        ElementKind::Throw { .. } => "intermediateThrowEvent",
        ElementKind::End { .. } => "endEvent",
        ElementKind::Boundary { .. } => "boundaryEvent",
        ElementKind::Call(_) => "callActivity",
        ElementKind::Task(task) => match task {
            TaskType::Abstract => "task",
            TaskType::User => "userTask",
            TaskType::Manual => "manualTask",
            TaskType::Service { .. } => "serviceTask",
            TaskType::Send(_) => "sendTask",
            TaskType::Receive { .. } => "receiveTask",
            TaskType::Script { .. } => "scriptTask",
            TaskType::BusinessRule => "businessRuleTask",
        },
        ElementKind::SubProcess(sub) => match sub {
            SubProcess::Embedded | SubProcess::Event => "subProcess",
            SubProcess::Transaction => "transaction",
            SubProcess::AdHoc { .. } => "adHocSubProcess",
        },
        ElementKind::Gateway(gateway) => match gateway {
            Gateway::Exclusive => "exclusiveGateway",
            Gateway::Parallel => "parallelGateway",
            Gateway::Inclusive => "inclusiveGateway",
            Gateway::EventBased { .. } => "eventBasedGateway",
            Gateway::Complex { .. } => "complexGateway",
        },
    }
}

/// A trigger that several elements may share is named once at the root of the file.
fn root_key(trigger: &Trigger) -> Option<String> {
    Some(match trigger {
        Trigger::Message { name, key } => {
            format!("message {name} {}", key.as_ref().map_or("", |key| key.value.as_str()))
        }
        Trigger::Signal { name } => format!("signal {name}"),
        Trigger::Error { code } => format!("error {}", code.as_ref()?),
        Trigger::Escalation { code } => format!("escalation {}", code.as_ref()?),
        _ => return None,
    })
}
