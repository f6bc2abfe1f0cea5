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
                self.executing(number, ("inputSet", "whileExecutingInputRefs", "dataInputRefs"), &codes::R086);
                self.executing(number, ("outputSet", "whileExecutingOutputRefs", "dataOutputRefs"), &codes::R090);
            }
            _ => {}
        }
    }

    /// A message fills one set.
    fn one_set(&mut self, io: ElementNumber) {
        let (document, io_element) = (self.document, self.document.element(io));
        let Some((_, task)) = self.parent(io_element) else { return };
        let several = |set: &str| document.children(io).filter(|(_, child)| child.name == set).count() > 1;
        if task.name == "sendTask" && several("inputSet") {
            self.report(&codes::R046, task);
        }
        if task.name == "receiveTask" && several("outputSet") {
            self.report(&codes::R050, task);
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

    /// What a set uses while executing is in it.
    fn executing(&mut self, io: ElementNumber, (set, executing, refs): (&str, &str, &str), code: &'static Code) {
        let document = self.document;
        for (number, element) in document.children(io).filter(|(_, child)| child.name == set) {
            let held = self.refs(number, refs);
            for id in self.refs(number, executing).into_iter().filter(|id| !held.contains(id)) {
                self.report_at(code, element.span, Args::new().with("id", id));
            }
        }
    }
}
