//! BPMN document → definitions.

mod activity;
mod event;
mod process;
mod vendor;

use super::index::Index;
use super::{BpmnFile, codes};
use crate::xml::{Document, Element, ElementNumber};
use ravand_core::graph::Trigger;
use ravand_core::{Args, Definition, Diagnostic, Span, Spanned, Title};
use std::collections::BTreeMap;

/// Tasks that are called like a process.
const GLOBAL_TASKS: [&str; 5] =
    ["globalTask", "globalUserTask", "globalManualTask", "globalScriptTask", "globalBusinessRuleTask"];

/// Elements beside processes that execute nothing and change no meaning.
const KEPT: &[&str] = &[
    "collaboration",
    "choreography",
    "globalChoreographyTask",
    "conversation",
    "globalConversation",
    "category",
    "correlationProperty",
    "dataStore",
    "endPoint",
    "resource",
    "partnerEntity",
    "partnerRole",
    "extension",
    "relationship",
    "interface",
    "itemDefinition",
    "message",
    "signal",
    "error",
    "escalation",
    "extensionElements",
    "documentation",
];

/// Lowers a document; `None` if it is no BPMN at all.
pub(super) fn import(document: Document, problems: &mut Vec<Diagnostic>) -> Option<BpmnFile> {
    let root = document.element(document.root());
    if root.name != "definitions" || root.namespace != super::MODEL {
        let args = Args::new().with("name", &root.name);
        problems.push(Diagnostic::at(&codes::NOT_BPMN, root.span, args));
        return None;
    }
    let index = Index::of(&document);
    let mut import = Import {
        document: &document,
        index,
        problems,
        names: BTreeMap::new(),
        executable: true,
        own: false,
        unfinished: false,
    };
    let mut processes = Vec::new();
    for (number, element) in document.children(document.root()) {
        match element.name.as_str() {
            "process" => processes.extend(import.process(number)),
            name if element.namespace == super::MODEL && GLOBAL_TASKS.contains(&name) => {
                processes.push(import.global_task(number));
            }
            "import" if element.namespace == super::MODEL => {
                let args = Args::new().with("location", element.attribute("location").unwrap_or_default());
                import.problems.push(Diagnostic::at(&codes::IMPORT_NOT_READ, element.span, args));
            }
            name if element.namespace == super::MODEL
                && !KEPT.contains(&name)
                && !name.ends_with("EventDefinition") =>
            {
                import.not_executed(number);
            }
            _ => {}
        }
    }
    if processes.is_empty() {
        problems_of(&mut import, root.span);
    }
    let (ids, names) = (import.index.ours.clone(), import.names);
    Some(BpmnFile { document, processes, ids, names })
}

fn problems_of(import: &mut Import<'_>, span: Span) {
    import.problems.push(Diagnostic::at(&codes::NO_PROCESS, span, Args::new()));
}

struct Import<'d> {
    document: &'d Document,
    index: Index<'d>,
    problems: &'d mut Vec<Diagnostic>,
    /// Variables, by their name in the file.
    names: BTreeMap<String, String>,
    /// Whether the process under way is meant to be executed.
    executable: bool,
    /// Whether its expressions are ours already.
    own: bool,
    /// Whether something that is needed to execute it is missing.
    unfinished: bool,
}

impl<'d> Import<'d> {
    /// The elements that vendors put into an element.
    fn extensions(&self, number: ElementNumber) -> impl Iterator<Item = (ElementNumber, &'d Element)> + use<'d> {
        let document = self.document;
        let extensions = document.first(number, "extensionElements").map(|(number, _)| number);
        extensions.into_iter().flat_map(|number| document.children(number))
    }
}

impl Import<'_> {
    fn attribute(&self, number: ElementNumber, name: &str) -> Option<&str> {
        self.document.element(number).attribute(name)
    }

    fn is_true(&self, number: ElementNumber, name: &str, otherwise: bool) -> bool {
        self.attribute(number, name).map_or(otherwise, |text| matches!(text.trim(), "true" | "1"))
    }

    fn count(&self, number: ElementNumber, name: &str) -> u32 {
        self.attribute(number, name).and_then(|text| text.trim().parse().ok()).unwrap_or(1)
    }

    fn title(&self, number: ElementNumber) -> Title {
        match self.attribute(number, "name").map(str::trim) {
            Some(name) if !name.is_empty() => Title::plain(name),
            _ => Title::default(),
        }
    }

    fn span(&self, number: ElementNumber) -> Span {
        self.document.element(number).span
    }

    /// How a message speaks of an element.
    fn shown(&self, number: ElementNumber) -> String {
        let element = self.document.element(number);
        element.attribute("id").unwrap_or(&element.name).to_owned()
    }

    fn not_executed(&mut self, number: ElementNumber) {
        let element = self.document.element(number);
        let args = Args::new().with("name", &element.name);
        self.problems.push(Diagnostic::at(&codes::NOT_EXECUTED, element.span, args));
    }

    /// What cannot be executed without; a model that is only drawn need not say it.
    fn not_said(&mut self, number: ElementNumber, what: &str) {
        let args = Args::new().with("element", self.shown(number)).with("what", what);
        let code = if self.executable { &codes::NOT_SAID } else { &codes::NOT_SAID_YET };
        self.unfinished = true;
        self.problems.push(Diagnostic::at(code, self.span(number), args));
    }

    /// The element that an attribute or a child of that name refers to.
    fn reference(&mut self, number: ElementNumber, name: &str) -> Option<ElementNumber> {
        let (text, span) = self.referring(number, name)?;
        let found = self.index.get(&text);
        if found.is_none() {
            let args = Args::new().with("element", self.shown(number)).with("id", &text).with("attribute", name);
            self.problems.push(Diagnostic::at(&codes::NO_SUCH_ID, span, args));
        }
        found
    }

    fn referring(&self, number: ElementNumber, name: &str) -> Option<(String, Span)> {
        if let Some(text) = self.attribute(number, name) {
            return Some((text.trim().to_owned(), self.document.element(number).place_of(name)));
        }
        let (child, element) = self.document.first(number, name)?;
        Some((self.document.text(child).trim().to_owned(), element.span))
    }

    /// The expression in a child of that name, as FEEL.
    fn expression(&mut self, number: ElementNumber, name: &str) -> Option<Spanned<String>> {
        let (child, element) = self.document.first(number, name)?;
        let (text, span) = (self.document.text(child), element.span);
        (!text.trim().is_empty()).then(|| self.feel(&text, span))
    }

    fn feel(&mut self, text: &str, span: Span) -> Spanned<String> {
        let text = text.trim();
        let feel = if self.own {
            text.strip_prefix('=').unwrap_or(text).trim_start().to_owned()
        } else {
            super::expression::feel(text, &mut self.names)
        };
        Spanned::new(feel, span)
    }

    fn message_named(&self, name: String) -> Trigger {
        Trigger::Message { name, key: None }
    }

    /// Variables that expressions read and nobody declared are declared: of any type.
    fn declare(&self, definition: &mut Definition, before: &BTreeMap<String, String>) {
        for (name, ours) in self.names.iter().filter(|(name, _)| !before.contains_key(*name)) {
            process::declare(definition, ours, name);
        }
    }
}
