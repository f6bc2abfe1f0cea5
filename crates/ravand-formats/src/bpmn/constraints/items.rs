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
            "dataInputAssociation" => self.ends(number, element, ("sourceRef", "dataOutput"), &codes::R082),
            "dataOutputAssociation" => self.ends(number, element, ("targetRef", "dataInput"), &codes::R080),
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
            "process" => self.interface(number, element),
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

    fn operation(&mut self, number: ElementNumber, element: &Element) {
        let Some((operation, _)) = self.referred(element, "operationRef") else { return };
        for (message, data) in [("inMessageRef", "dataInput"), ("outMessageRef", "dataOutput")] {
            let named = self.document.first(operation, message).map(|(child, _)| self.document.text(child));
            let message = named.and_then(|named| self.get(&named)).map(|(message, _)| message);
            self.carries(number, element, message, data, (Some(&codes::R042), &codes::R044));
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
        let fits = items.len() == held.len() && items.iter().zip(&held).all(|(item, datum)| self.is_of(datum, item));
        if !items.is_empty() && !fits {
            self.report(&codes::R094, element);
        }
    }

    /// What instances are made of is a datum, and an instance gets one of it.
    fn instances(&mut self, number: ElementNumber, element: &Element) {
        let document = self.document;
        for (reference, item) in [("loopDataInputRef", "inputDataItem"), ("loopDataOutputRef", "outputDataItem")] {
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
                self.report(&codes::R070, element);
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
        if has("supportedInterfaceRef") && has("ioSpecification") && !has("ioBinding") {
            self.report(&codes::R064, element);
        }
    }
}
