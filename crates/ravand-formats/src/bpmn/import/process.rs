//! Processes, global tasks and what they declare.

use super::Import;
use crate::bpmn::carried::Carried;
use crate::bpmn::index::{kebab, snake};
use crate::bpmn::{RAVAND, codes};
use crate::xml::ElementNumber;
use ravand_core::graph::{Assignment, Element, ElementKind, Gather, Graph, SequenceFlow, Trigger};
use ravand_core::{
    Args, DataDeclaration, DataName, Definition, Diagnostic, ElementId, EndDeclaration, EndId, Flow, FlowId, ProcessId,
    Provenance, RoleDeclaration, RoleId, Span, Spanned, Title,
};
use ravand_feel::Type;
use std::collections::{BTreeMap, BTreeSet};

/// Elements of a process that execute nothing and change no meaning.
const SILENT: &[&str] = &[
    "documentation",
    "extensionElements",
    "laneSet",
    "association",
    "textAnnotation",
    "group",
    "dataObject",
    "dataObjectReference",
    "dataStoreReference",
    "property",
    "auditing",
    "monitoring",
    "incoming",
    "outgoing",
    "ioSpecification",
    "dataInputAssociation",
    "dataOutputAssociation",
    "supports",
    "supportedInterfaceRef",
    "standardLoopCharacteristics",
    "multiInstanceLoopCharacteristics",
    "completionCondition",
    "resourceRole",
    "performer",
    "humanPerformer",
    "potentialOwner",
    "ioBinding",
    "correlationSubscription",
];

/// A process under way.
pub(super) struct Scope {
    pub(super) definition: Definition,
    pub(super) graph: Graph,
    /// The role of each element that lies in a lane.
    pub(super) lanes: BTreeMap<String, RoleId>,
}

impl Import<'_> {
    /// A process; `None` if it is only drawn and does not say what executing it needs.
    pub(super) fn process(&mut self, number: ElementNumber) -> Option<Definition> {
        self.executable = self.is_true(number, "isExecutable", false);
        self.unfinished = false;
        let known = std::mem::take(&mut self.names);
        let carried = Carried::of(self.document, number, self.problems);
        self.own = carried.is_some();
        let mut scope = self.scope(number);
        self.lanes(number, &mut scope);
        self.inside(number, None, &mut scope);
        let mut definition = self.close(scope, known);
        self.own = false;
        if let Some(carried) = carried {
            definition = carried.join(definition, self.span(number), self.problems);
        }
        (!self.unfinished).then_some(definition)
    }

    /// A task that is called like a process: a process of that one task.
    pub(super) fn global_task(&mut self, number: ElementNumber) -> Definition {
        let known = std::mem::take(&mut self.names);
        let mut scope = self.scope(number);
        let id = self.index.name_of(number);
        let kind = self.document.element(number).name.trim_start_matches("global").to_owned();
        let kind = format!("{}{}", kind[..1].to_ascii_lowercase(), &kind[1..]);
        let task = self.task(number, &kind, &format!("{id}-task"), &mut scope);
        if let Some(task) = task {
            scope.graph.elements.insert(
                format!("{id}-task").as_str().into(),
                Element { span: self.span(number), ..Element::new(task) },
            );
        }
        self.close(scope, known)
    }

    fn scope(&mut self, number: ElementNumber) -> Scope {
        let id = self.index.name_of(number);
        let mut definition = Definition::empty(&id);
        definition.id = Spanned::new(ProcessId::from(id.as_str()), self.span(number));
        definition.title = self.title(number);
        definition.provenance = Spanned::nowhere(Provenance::Modelled);
        Scope { definition, graph: Graph::default(), lanes: BTreeMap::new() }
    }

    fn close(&mut self, scope: Scope, known: BTreeMap<String, String>) -> Definition {
        let Scope { mut definition, graph, .. } = scope;
        let own = std::mem::take(&mut self.names);
        self.names = own.clone();
        self.declare(&mut definition, &BTreeMap::new());
        self.names.extend(known);
        let left: BTreeSet<&ElementId> = graph.flows.values().map(|flow| &flow.from).collect();
        let open = graph.elements.iter().any(|(id, element)| {
            element.parent.is_none()
                && !matches!(element.kind, ElementKind::End { .. })
                && !element.is_event_subprocess()
                && !element.for_compensation
                && !left.contains(id)
        });
        if open || definition.ends.is_empty() {
            definition.ends.entry(EndId::from("completed")).or_insert_with(EndDeclaration::favourable);
        }
        definition.flow = Flow::of_graph(graph);
        definition
    }

    /// Lanes name who does what is in them.
    fn lanes(&mut self, process: ElementNumber, scope: &mut Scope) {
        let mut sets: Vec<ElementNumber> = self.document.named(process, "laneSet").map(|(number, _)| number).collect();
        while let Some(set) = sets.pop() {
            for (lane, element) in self.document.named(set, "lane") {
                let title = self.title(lane);
                let named = element.attribute("name").filter(|name| !name.trim().is_empty());
                let said = element.vendor("role").filter(|said| said.namespace == RAVAND);
                if said.is_some_and(|said| said.value.is_empty()) {
                    continue;
                }
                let id = said.map_or_else(|| kebab(named.unwrap_or("lane")), |said| said.value.clone());
                let role = RoleId::from(id.as_str());
                for (reference, _) in self.document.named(lane, "flowNodeRef") {
                    let text = self.document.text(reference).trim().to_owned();
                    scope.lanes.insert(text, role.clone());
                }
                let declared = RoleDeclaration { title, span: element.span, ..RoleDeclaration::default() };
                scope.definition.roles.entry(role).or_insert(declared);
                sets.extend(self.document.named(lane, "childLaneSet").map(|(number, _)| number));
            }
        }
    }

    /// What a process or a subprocess holds.
    pub(super) fn inside(&mut self, number: ElementNumber, parent: Option<&str>, scope: &mut Scope) {
        let children: Vec<ElementNumber> = self.document.children(number).map(|(child, _)| child).collect();
        for &child in &children {
            self.data(child, scope);
        }
        for &child in &children {
            let element = self.document.element(child);
            if element.namespace != crate::bpmn::MODEL {
                continue;
            }
            let name = element.name.clone();
            match name.as_str() {
                "sequenceFlow" => self.sequence_flow(child, scope),
                "subProcess" | "transaction" | "adHocSubProcess" => self.subprocess(child, &name, parent, scope),
                _ if SILENT.contains(&name.as_str()) => {}
                _ if self.event(child, &name, parent, scope) || self.activity(child, &name, parent, scope) => {}
                _ => self.not_executed(child),
            }
        }
    }

    /// Data objects, properties, inputs and outputs are data of the case.
    fn data(&mut self, number: ElementNumber, scope: &mut Scope) {
        let element = self.document.element(number);
        match element.name.as_str() {
            "dataObject" | "property" | "dataInput" | "dataOutput" => {
                let named = element.attribute("name").filter(|name| !name.trim().is_empty());
                let Some(name) = named.or(element.attribute("id")).map(str::to_owned) else { return };
                let said = element.vendor("name").filter(|said| said.namespace == RAVAND);
                let ours = said.map_or_else(|| snake(&name), |said| said.value.clone());
                for known in [Some(name.as_str()), element.attribute("id")].into_iter().flatten() {
                    self.names.insert(known.to_owned(), ours.clone());
                }
                declare(&mut scope.definition, &ours, &name);
            }
            "ioSpecification" => {
                let inner: Vec<_> = self.document.children(number).map(|(child, _)| child).collect();
                inner.into_iter().for_each(|child| self.data(child, scope));
            }
            _ => {}
        }
    }

    fn sequence_flow(&mut self, number: ElementNumber, scope: &mut Scope) {
        let (Some(from), Some(to)) = (self.reference(number, "sourceRef"), self.reference(number, "targetRef")) else {
            return;
        };
        let id = self.index.name_of(number);
        let default = self.attribute(from, "default").is_some_and(|named| self.index.get(named) == Some(number));
        let (from, to) = (self.index.name_of(from), self.index.name_of(to));
        let when = self.expression(number, "conditionExpression");
        let flow = SequenceFlow {
            title: self.title(number),
            when: if default { None } else { when },
            default,
            span: self.span(number),
            ..SequenceFlow::new(from.as_str(), to.as_str())
        };
        scope.graph.flows.insert(FlowId::from(id.as_str()), flow);
    }

    /// Puts an element into the graph.
    pub(super) fn put(&mut self, number: ElementNumber, kind: ElementKind, parent: Option<&str>, scope: &mut Scope) {
        let id = self.index.name_of(number);
        let (start_quantity, completion_quantity) =
            (self.count(number, "startQuantity"), self.count(number, "completionQuantity"));
        if let Some((io, _)) = self.document.first(number, "ioSpecification") {
            self.data(io, scope);
        }
        let element = Element {
            // A task's stands at its step.
            title: if matches!(kind, ElementKind::Task(_)) { Title::default() } else { self.title(number) },
            parent: parent.map(Into::into),
            repeat: self.repeat(number),
            for_compensation: self.is_true(number, "isForCompensation", false),
            start_quantity,
            completion_quantity,
            inputs: self.assignments(number, "dataInputAssociation", "input"),
            outputs: self.assignments(number, "dataOutputAssociation", "output"),
            span: self.span(number),
            ..Element::new(kind)
        };
        scope.graph.elements.insert(id.as_str().into(), element);
    }

    /// What is set as an activity begins or is done: by the standard's associations, or by
    /// vendors' mappings.
    fn assignments(&mut self, number: ElementNumber, standard: &str, mapping: &str) -> Vec<Assignment> {
        let mut found = self.associations(number, standard);
        let document = self.document;
        let own: Vec<_> = self.extensions(number).collect();
        let mapped = own.iter().filter(|(_, own)| own.name == "ioMapping").flat_map(|(at, _)| document.children(*at));
        for (_, one) in own.iter().copied().chain(mapped).filter(|(_, one)| one.name == mapping) {
            if let (Some(to), Some(value)) = (one.attribute("target"), one.attribute("source")) {
                let (to, value) = (self.variable(to), self.feel(value, one.place_of("source")));
                found.push(Assignment { to: Spanned::new(to, one.span), value });
            }
        }
        let parameter = format!("{mapping}Parameter");
        let camunda = own.iter().filter(|(_, own)| own.name == "inputOutput");
        for (at, one) in camunda.flat_map(|(at, _)| document.children(*at)).filter(|(_, one)| one.name == *parameter) {
            let text = document.text(at);
            if let Some(to) = one.attribute("name").filter(|_| !text.trim().is_empty()) {
                let literal = !text.trim_start().starts_with(['$', '#']);
                let value = if literal {
                    Spanned::new(format!("{:?}", text.trim()), one.span)
                } else {
                    self.feel(&text, one.span)
                };
                let to = self.variable(to);
                found.push(Assignment { to: Spanned::new(to, one.span), value });
            }
        }
        found
    }

    /// Data that go from one place to another as an activity begins or is done.
    fn associations(&mut self, number: ElementNumber, name: &str) -> Vec<Assignment> {
        let all: Vec<ElementNumber> = self.document.named(number, name).map(|(child, _)| child).collect();
        let mut found = Vec::new();
        for association in all {
            let (Some(from), Some(to)) = (self.datum(association, "sourceRef"), self.datum(association, "targetRef"))
            else {
                continue;
            };
            let span = self.span(association);
            let value = self.expression(association, "transformation").unwrap_or(Spanned::new(from, span));
            found.push(Assignment { to: Spanned::new(DataName::from(to.as_str()), span), value });
        }
        found
    }

    /// What the data that an association names are called here.
    fn datum(&mut self, association: ElementNumber, end: &str) -> Option<String> {
        let mut named = self.reference(association, end)?;
        if self.document.element(named).name == "dataObjectReference" {
            named = self.reference(named, "dataObjectRef")?;
        }
        let id = self.attribute(named, "id")?;
        self.names.get(id).cloned()
    }

    /// An end of the case for an end event on the top level. A file of ours says which; or
    /// that it is none of the declared ones.
    pub(super) fn end(
        &mut self,
        number: ElementNumber,
        triggers: &[Spanned<Trigger>],
        scope: &mut Scope,
    ) -> Option<EndId> {
        let said = self.extensions(number).find(|(_, own)| own.namespace == RAVAND && own.name == "end");
        let id = match said {
            Some((_, said)) => EndId::from(said.attribute("id")?),
            None => EndId::from(self.index.name_of(number).as_str()),
        };
        let bad = |trigger: &Spanned<Trigger>| matches!(trigger.value, Trigger::Error { .. } | Trigger::Cancel);
        let favourable = !triggers.iter().any(bad);
        let declared = EndDeclaration { title: self.title(number), favourable, span: self.span(number) };
        scope.definition.ends.insert(id.clone(), declared);
        Some(id)
    }

    pub(super) fn gather(&self, number: ElementNumber) -> Gather {
        if self.is_true(number, "parallelMultiple", false) { Gather::All } else { Gather::Any }
    }

    pub(super) fn incomplete(&mut self, number: ElementNumber, what: &str) {
        let args = Args::new().with("element", self.shown(number)).with("what", what);
        self.problems.push(Diagnostic::at(&codes::INCOMPLETE, self.span(number), args));
    }
}

/// Declares a datum of any type, unless it is there.
pub(super) fn declare(definition: &mut Definition, ours: &str, title: &str) {
    definition.data.entry(DataName::from(ours)).or_insert_with(|| DataDeclaration {
        ty: Type::Any,
        personal: false,
        default: None,
        title: Title::plain(title),
        span: Span::default(),
    });
}
