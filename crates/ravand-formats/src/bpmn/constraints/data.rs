//! Data, their sets, and texts.

use super::{Check, codes, is_media_type};
use crate::xml::{Element, ElementNumber};
use ravand_core::{Args, Code};

impl Check<'_> {
    pub(super) fn data(&mut self, number: ElementNumber, element: &Element) {
        let document = self.document;
        match element.name.as_str() {
            "documentation" if element.attribute("textFormat").is_some_and(|format| !is_media_type(format)) => {
                self.report(&codes::R004, element);
            }
            "textAnnotation" if element.attribute("textFormat").is_some_and(|format| !is_media_type(format)) => {
                self.report(&codes::R010, element);
            }
            "dataState" if element.attribute("name").is_none() => {
                if let Some((_, holder)) = self.parent(element) {
                    self.report(&codes::R076, holder);
                }
            }
            "dataInputAssociation" | "dataOutputAssociation"
                if document.named(number, "sourceRef").count() > 1
                    && document.first(number, "transformation").is_none() =>
            {
                self.report(&codes::R092, element);
            }
            "performer" | "humanPerformer" | "potentialOwner" | "resourceRole"
                if document.first(number, "resourceAssignmentExpression").is_some()
                    && document.first(number, "resourceParameterBinding").is_some() =>
            {
                self.report(&codes::R040, element);
            }
            "ioSpecification" => {
                self.one_set(number);
                self.sets(number, ("dataInput", "inputSet", "dataInputRefs"), &codes::R084);
                self.sets(number, ("dataOutput", "outputSet", "dataOutputRefs"), &codes::R088);
                self.held(number, ("inputSet", "optionalInputRefs", "dataInputRefs"), &codes::R085);
                self.held(number, ("inputSet", "whileExecutingInputRefs", "dataInputRefs"), &codes::R086);
                self.held(number, ("outputSet", "optionalOutputRefs", "dataOutputRefs"), &codes::R089);
                self.held(number, ("outputSet", "whileExecutingOutputRefs", "dataOutputRefs"), &codes::R090);
                self.paired(number, ("inputSet", "outputSetRefs"), "inputSetRefs");
                self.paired(number, ("outputSet", "inputSetRefs"), "outputSetRefs");
            }
            _ => {}
        }
    }

    /// A message fills one set.
    fn one_set(&mut self, io: ElementNumber) {
        let (document, io_element) = (self.document, self.document.element(io));
        let Some((_, task)) = self.parent(io_element) else { return };
        let several = |name: &str| document.named(io, name).count() > 1;
        let operation = task.attribute("operationRef").is_some();
        let one_of: &[(&str, &'static Code)] = match task.name.as_str() {
            "sendTask" => &[("inputSet", &codes::R046), ("dataInput", &codes::R047)],
            "receiveTask" => &[("outputSet", &codes::R050), ("dataOutput", &codes::R051)],
            "serviceTask" if operation => &[("outputSet", &codes::R043)],
            "subProcess" | "transaction" | "adHocSubProcess" => return self.report(&codes::R079, task),
            _ => &[],
        };
        for (name, code) in one_of {
            if several(name) {
                self.report(code, task);
            }
        }
    }

    fn refs(&self, set: ElementNumber, name: &str) -> Vec<String> {
        let document = self.document;
        let texts = document.children(set).filter(|(_, child)| child.name == name);
        texts.map(|(child, _)| document.text(child).trim().to_owned()).collect()
    }

    /// Every datum is in a set.
    fn sets(&mut self, io: ElementNumber, (data, set, refs): (&str, &str, &str), code: &'static Code) {
        let document = self.document;
        let sets = document.children(io).filter(|(_, child)| child.name == set);
        let named: Vec<String> = sets.flat_map(|(set, _)| self.refs(set, refs)).collect();
        for (_, datum) in document.children(io).filter(|(_, child)| child.name == data) {
            if !datum.attribute("id").is_some_and(|id| named.iter().any(|other| other == id)) {
                self.report(code, datum);
            }
        }
    }

    /// An input set and an output set that belong together name each other.
    fn paired(&mut self, io: ElementNumber, (set, refs): (&str, &str), back: &str) {
        let document = self.document;
        for (number, element) in document.children(io).filter(|(_, child)| child.name == set) {
            let own = element.attribute("id").unwrap_or_default();
            for other in self.refs(number, refs) {
                let named = self.get(&other).is_some_and(|(at, _)| self.refs(at, back).iter().any(|id| id == own));
                if !named {
                    self.report_with(&codes::R087, element, Args::new().with("other", &other));
                }
            }
        }
    }

    /// What a set says more of is in it.
    fn held(&mut self, io: ElementNumber, (set, named, refs): (&str, &str, &str), code: &'static Code) {
        let document = self.document;
        for (number, element) in document.children(io).filter(|(_, child)| child.name == set) {
            let held = self.refs(number, refs);
            for id in self.refs(number, named).into_iter().filter(|id| !held.contains(id)) {
                self.report_at(code, element.span, Args::new().with("id", id));
            }
        }
    }
}
