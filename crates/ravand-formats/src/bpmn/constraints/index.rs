//! What rules look up of the whole file, gathered once: a file may be large.

use crate::xml::{Document, Element, ElementNumber};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Default)]
pub(super) struct Index<'d> {
    /// Sequence flows by the scope that they lie in and by what they name at which end.
    flows: BTreeMap<(ElementNumber, &'static str, &'d str), Vec<ElementNumber>>,
    /// Whether anything lists the flows that come in and go out.
    pub(super) lists_flows: bool,
    /// Processes and subprocesses that hold a start event, or an end event.
    ends: BTreeSet<(ElementNumber, &'d str)>,
    /// Data inputs and outputs, by what has them.
    io: BTreeMap<ElementNumber, ElementNumber>,
    /// Activities with an event on their edge.
    hosts: BTreeSet<&'d str>,
    /// Associations by what they leave.
    associations: BTreeMap<&'d str, Vec<ElementNumber>>,
    /// What an association leaves or leads to.
    associated: BTreeSet<&'d str>,
    /// Names of links that are thrown.
    pub(super) thrown: BTreeSet<&'d str>,
    /// Ids of links that others are thrown to.
    pub(super) targets: BTreeSet<String>,
    /// Names of links that are caught and say no source.
    pub(super) caught: BTreeSet<&'d str>,
}

impl<'d> Index<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        let mut index = Self::default();
        for (number, element) in document.iter() {
            match element.name.as_str() {
                "incoming" | "outgoing" => index.lists_flows = true,
                "sequenceFlow" => index.sequence_flow(number, element),
                name @ ("startEvent" | "endEvent") => index.ends.extend(element.parent.map(|scope| (scope, name))),
                "ioSpecification" => index.io.extend(element.parent.map(|holder| (holder, number))),
                "boundaryEvent" => index.hosts.extend(element.attribute("attachedToRef").map(str::trim)),
                "association" => {
                    let ends = ["sourceRef", "targetRef"].map(|end| element.attribute(end).map(str::trim));
                    index.associated.extend(ends.into_iter().flatten());
                    if let Some(source) = ends[0] {
                        index.associations.entry(source).or_default().push(number);
                    }
                }
                "linkEventDefinition" => index.link(document, number, element),
                _ => {}
            }
        }
        index
    }

    fn sequence_flow(&mut self, number: ElementNumber, flow: &'d Element) {
        for end in ["sourceRef", "targetRef"] {
            if let (Some(scope), Some(named)) = (flow.parent, flow.attribute(end)) {
                // A prefix is a namespace of the file and does not tell ids apart.
                let local = named.rsplit(':').next().unwrap_or(named).trim();
                self.flows.entry((scope, end, local)).or_default().push(number);
            }
        }
    }

    fn link(&mut self, document: &'d Document, number: ElementNumber, link: &'d Element) {
        let event = link.parent.map(|event| document.element(event).name.as_str());
        match event {
            Some("intermediateThrowEvent") => {
                self.thrown.extend(link.attribute("name"));
                let targets = document.named(number, "target");
                self.targets.extend(targets.map(|(target, _)| document.text(target).trim().to_owned()));
            }
            Some("intermediateCatchEvent") if document.first(number, "source").is_none() => {
                self.caught.extend(link.attribute("name"));
            }
            _ => {}
        }
    }

    /// The sequence flows in a scope that name an id at an end.
    pub(super) fn flows(&self, scope: ElementNumber, end: &'static str, id: &'d str) -> &[ElementNumber] {
        self.flows.get(&(scope, end, id)).map_or(&[], Vec::as_slice)
    }

    /// Whether a process or subprocess holds a `startEvent` or an `endEvent`.
    pub(super) fn holds(&self, scope: ElementNumber, name: &'d str) -> bool {
        self.ends.contains(&(scope, name))
    }

    /// The data inputs and outputs of an element.
    pub(super) fn io(&self, of: ElementNumber) -> Option<ElementNumber> {
        self.io.get(&of).copied()
    }

    /// Whether an event sits on the edge of an activity.
    pub(super) fn is_host(&self, id: &str) -> bool {
        self.hosts.contains(id)
    }

    /// The associations that leave an element.
    pub(super) fn associations(&self, id: &str) -> &[ElementNumber] {
        self.associations.get(id).map_or(&[], Vec::as_slice)
    }

    /// Whether an association joins an element.
    pub(super) fn is_associated(&self, id: &str) -> bool {
        self.associated.contains(id)
    }
}
