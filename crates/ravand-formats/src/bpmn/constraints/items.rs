//! What data are: item definitions, and what activities, events and messages say of them.

use super::{Check, codes};
use crate::bpmn::MODEL;
use crate::xml::{Element, ElementNumber};
use ravand_core::{Args, Code};

impl<'d> Check<'d> {
    pub(super) fn items(&mut self, number: ElementNumber, element: &'d Element) {
        match element.name.as_str() {
            "dataInput" | "dataOutput" | "dataObject" | "dataStore" => self.collection(element),
            "dataObjectReference" => self.state(number, element),
            "property" => self.property(element),
            "dataInputAssociation" => {
                self.ends(number, element, ("sourceRef", "dataOutput"), &codes::R082);
                self.same_item(number, element);
            }
            "dataOutputAssociation" => {
                self.ends(number, element, ("targetRef", "dataInput"), &codes::R080);
                self.same_item(number, element);
            }
            "serviceTask" => self.operation(number, element),
            "sendTask" => {
                let message = self.referred(element, "messageRef").map(|(message, _)| message);
                self.carries(number, element, message, "dataInput", (None, &codes::R048));
            }
            "receiveTask" => {
                let message = self.referred(element, "messageRef").map(|(message, _)| message);
                self.carries(number, element, message, "dataOutput", (None, &codes::R052));
            }
            "intermediateThrowEvent" | "endEvent" => self.of_event(number, element, "dataInput"),
            "intermediateCatchEvent" | "startEvent" | "boundaryEvent" => self.of_event(number, element, "dataOutput"),
            "multiInstanceLoopCharacteristics" => self.instances(number, element),
            "complexBehaviorDefinition" => self.behaviour(number, element),
            "process" => {
                if element.attribute("processType") == Some("Public")
                    && element.attribute("isExecutable") == Some("true")
                {
                    self.report(&codes::R035, element);
                }
                self.interface(number, element);
            }
            "choreography" | "globalConversation" if self.document.first(number, "choreographyRef").is_some() => {
                self.report(&codes::R027, element);
            }
            "collaboration" => {
                let choreography = self.document.first(number, "choreographyRef").map(|(at, _)| self.document.text(at));
                let closed = |element: &Element| element.attribute("isClosed") == Some("true");
                let other = choreography.and_then(|id| self.get(&id)).map(|(_, other)| closed(other));
                if other.is_some_and(|other| other != closed(element)) {
                    self.report(&codes::R033, element);
                }
            }
            "conversation" | "subConversation" | "callConversation" => {
                let holder = self.parent(element).filter(|(_, holder)| holder.name == "globalConversation");
                if let Some((_, holder)) = holder {
                    let holder = holder.attribute("id").unwrap_or_default();
                    self.report_with(&codes::R032, element, Args::new().with("holder", holder));
                }
            }
            name if name.starts_with("global") && name.ends_with("Task") => self.interface(number, element),
            _ => {}
        }
    }

    /// An element and its item definition agree on whether there are several.
    fn collection(&mut self, element: &Element) {
        let Some((_, item)) = self.referred(element, "itemSubjectRef") else { return };
        let several = |element: &Element| element.attribute("isCollection") == Some("true");
        if several(item) != several(element) {
            self.report(&codes::R020, element);
        }
    }

    /// A reference to a data object in a state is called after both.
    fn state(&mut self, number: ElementNumber, element: &Element) {
        let state = self.document.first(number, "dataState").and_then(|(_, state)| state.attribute("name"));
        let (Some(state), Some(name)) = (state, element.attribute("name")) else { return };
        let object = self.referred(element, "dataObjectRef").and_then(|(_, object)| object.attribute("name"));
        if object.is_some_and(|object| name != format!("{object} [{state}]")) {
            self.report(&codes::R076, element);
        }
    }

    /// Properties belong to processes, activities and events.
    fn property(&mut self, element: &Element) {
        let holds = |name: &str| {
            name == "process" || name.ends_with("Event") || name == "callActivity" || {
                let lower = name.to_ascii_lowercase();
                lower.ends_with("task") || lower.ends_with("subprocess") || name == "transaction"
            }
        };
        if !self.parent(element).is_some_and(|(_, parent)| holds(&parent.name)) {
            self.report(&codes::R078, element);
        }
    }

    /// What comes into a process is read and what it gives is written, not the other way.
    fn ends(&mut self, number: ElementNumber, element: &Element, (end, wrong): (&str, &str), code: &'static Code) {
        let Some((reference, _)) = self.document.first(number, end) else { return };
        let named = self.get(&self.document.text(reference));
        let of_process = |item: &Element| {
            let io = self.parent(item).filter(|(_, io)| io.name == "ioSpecification");
            io.and_then(|(_, io)| self.parent(io)).is_some_and(|(_, owner)| owner.name == "process")
        };
        if named.is_some_and(|(_, item)| item.name == wrong && of_process(item)) {
            self.report(code, element);
        }
    }

    /// What an association joins is of one item, where both say of which.
    fn same_item(&mut self, number: ElementNumber, element: &Element) {
        let document = self.document;
        if document.first(number, "transformation").is_some() || document.first(number, "assignment").is_some() {
            return;
        }
        let item = |end: &str| {
            let (reference, _) = document.first(number, end)?;
            let (_, mut datum) = self.get(&document.text(reference))?;
            for shows in ["dataObjectRef", "dataStoreRef"] {
                datum = self.referred(datum, shows).map_or(datum, |(_, shown)| shown);
            }
            Some(datum).zip(self.referred(datum, "itemSubjectRef").map(|(_, item)| item))
        };
        if let (Some((_, item)), Some((target, _))) = (item("sourceRef"), item("targetRef"))
            && !self.is_of(target, item)
        {
            self.report(&codes::R091, element);
        }
    }

    /// A call has the data of what it calls: as many inputs, outputs and sets, of the same items.
    pub(super) fn called_data(&mut self, number: ElementNumber, element: &Element, called: ElementNumber) {
        let document = self.document;
        let (own, its) = match (self.index.io(number), self.index.io(called)) {
            (Some(own), Some(its)) => (own, its),
            (None, None) => return,
            _ if self.is_for_an_engine() || !self.in_executable(element) => return,
            _ => return self.report(&codes::R063, element),
        };
        let structures = |io: ElementNumber, name: &'d str| -> Vec<Option<&'d str>> {
            let data = document.named(io, name);
            let structure = |datum| self.referred(datum, "itemSubjectRef")?.1.attribute("structureRef");
            let mut all: Vec<_> = data.map(|(_, datum)| structure(datum)).collect();
            all.sort_unstable();
            all
        };
        let held = |io: ElementNumber, set: &'d str, refs: &'d str| -> usize {
            document.named(io, set).map(|(set, _)| document.named(set, refs).count()).sum()
        };
        let same = ["dataInput", "dataOutput", "inputSet", "outputSet"]
            .iter()
            .all(|name| structures(own, name) == structures(its, name))
            && [("inputSet", "dataInputRefs"), ("outputSet", "dataOutputRefs")]
                .iter()
                .all(|(set, refs)| held(own, set, refs) == held(its, set, refs));
        if !same {
            self.report(&codes::R063, element);
        }
    }

    fn operation(&mut self, number: ElementNumber, element: &Element) {
        let Some((operation, _)) = self.referred(element, "operationRef") else { return };
        for (message, data, other) in
            [("inMessageRef", "dataInput", &codes::R044), ("outMessageRef", "dataOutput", &codes::R045)]
        {
            let named = self.document.first(operation, message).map(|(child, _)| self.document.text(child));
            let message = named.and_then(|named| self.get(&named)).map(|(message, _)| message);
            self.carries(number, element, message, data, (Some(&codes::R042), other));
        }
    }

    /// A task with a message has one datum for it, of the same item.
    fn carries(
        &mut self,
        number: ElementNumber,
        element: &Element,
        message: Option<ElementNumber>,
        data: &str,
        (missing, other): (Option<&'static Code>, &'static Code),
    ) {
        let Some(message) = message.filter(|_| self.in_executable(element) && !self.is_for_an_engine()) else { return };
        let document = self.document;
        let Some((_, item)) = self.referred(document.element(message), "itemRef") else { return };
        let io = document.first(number, "ioSpecification").map(|(io, _)| io);
        let held: Vec<&Element> =
            io.into_iter().flat_map(|io| document.named(io, data)).map(|(_, datum)| datum).collect();
        if held.is_empty() {
            return missing.into_iter().for_each(|code| self.report(code, element));
        }
        if !held.iter().any(|datum| self.is_of(datum, item)) {
            self.report(other, element);
        }
    }

    /// Whether a datum is of an item: the same, or one with the same structure.
    fn is_of(&self, datum: &Element, item: &Element) -> bool {
        let Some((_, own)) = self.referred(datum, "itemSubjectRef") else { return false };
        let structure = own.attribute("structureRef");
        own.attribute("id") == item.attribute("id")
            || (structure.is_some() && structure == item.attribute("structureRef"))
    }

    /// An event that throws or catches data has a datum of the item of each of its definitions.
    fn of_event(&mut self, number: ElementNumber, element: &Element, data: &str) {
        let document = self.document;
        let held: Vec<&Element> = document.named(number, data).map(|(_, datum)| datum).collect();
        if held.is_empty() {
            return;
        }
        let items = document.children(number).filter_map(|(child, definition)| {
            let reference = match definition.name.as_str() {
                "messageEventDefinition" => "messageRef",
                "signalEventDefinition" => "signalRef",
                "errorEventDefinition" => "errorRef",
                "escalationEventDefinition" => "escalationRef",
                _ => return None,
            };
            let named = definition.attribute(reference).map(str::to_owned);
            let named = named.or_else(|| Some(document.text(document.first(child, reference)?.0)));
            let (_, root) = self.get(&named?)?;
            self.referred(root, if root.name == "message" { "itemRef" } else { "structureRef" })
        });
        let items: Vec<&Element> = items.map(|(_, item)| item).collect();
        if self.definitions(number).len() != held.len() && self.in_executable(element) {
            self.report(&codes::R093, element);
        }
        let fits = items.len() == held.len() && items.iter().zip(&held).all(|(item, datum)| self.is_of(datum, item));
        if !items.is_empty() && !fits {
            self.report(&codes::R094, element);
        }
    }

    /// What instances are made of is a datum, and an instance gets one of it.
    fn instances(&mut self, number: ElementNumber, element: &Element) {
        let document = self.document;
        for (reference, item, code) in
            [("loopDataInputRef", "inputDataItem", &codes::R070), ("loopDataOutputRef", "outputDataItem", &codes::R069)]
        {
            let Some((child, _)) = document.first(number, reference) else { continue };
            let Some((_, list)) = self.get(&document.text(child)) else { continue };
            if list.name == "itemDefinition" {
                self.report(&codes::R068, element);
                continue;
            }
            let one = document.first(number, item).and_then(|(_, one)| self.referred(one, "itemSubjectRef"));
            let (Some((_, all)), Some((_, one))) = (self.referred(list, "itemSubjectRef"), one) else { continue };
            let same = all.attribute("structureRef") == one.attribute("structureRef");
            if one.attribute("isCollection") == Some("true") || !same {
                self.report(code, element);
            }
        }
    }

    /// The condition of a complex behaviour is one, and no number or text.
    fn behaviour(&mut self, number: ElementNumber, element: &Element) {
        let Some((condition, _)) = self.document.first(number, "condition") else { return };
        let text = self.document.text(condition);
        let text = text.trim();
        let quoted = text.len() > 1 && text.starts_with('"') && text.ends_with('"');
        if text.parse::<f64>().is_ok() || quoted {
            self.report_at(&codes::R072, element.span, Args::new().with("text", text));
        }
    }

    /// What can be called through an interface binds its data to the interface's operations.
    fn interface(&mut self, number: ElementNumber, element: &Element) {
        let document = self.document;
        let has = |name: &str| document.first(number, name).is_some_and(|(_, child)| child.namespace == MODEL);
        if !has("supportedInterfaceRef") || !has("ioSpecification") {
            return;
        }
        if !has("ioBinding") {
            self.report(&codes::R064, element);
        }
        for (_, binding) in document.named(number, "ioBinding") {
            let Some((operation, _)) = self.referred(binding, "operationRef") else { continue };
            for (message, data) in [("inMessageRef", "inputDataRef"), ("outMessageRef", "outputDataRef")] {
                let named = document.first(operation, message).map(|(child, _)| document.text(child));
                let message = named.and_then(|named| self.get(&named)).map(|(_, message)| message);
                let item = message.and_then(|message| self.referred(message, "itemRef"));
                // Data are bound themselves, or by the set that they are in.
                let bound = self.referred(binding, data).map(|(at, bound)| {
                    let sets = document.children(at).filter(|(_, refs)| refs.name.ends_with("putRefs"));
                    let held = sets.filter_map(|(refs, _)| self.get(&document.text(refs))).map(|(_, datum)| datum);
                    if bound.name.ends_with("Set") { held.collect() } else { vec![bound] }
                });
                let (Some((_, item)), Some(bound)) = (item, bound) else { continue };
                if !bound.iter().any(|datum| self.is_of(datum, item)) {
                    self.report(&codes::R065, element);
                }
            }
        }
    }
}
