//! A model as DMN 1.5: the graph, the boxed expressions, and a simple diagram.
//!
//! Invariant: every element of the graph has an id, which is the one that it was read with,
//! or made of its name; the same model gives the same text. What DMN cannot say is written as
//! an attribute of our own (a title in Persian, several data of one decision).

use super::diagram;
use super::logic::POLICIES;
use super::types::{Names, built_in};
use super::{DC, DI, DMNDI, Dmn, Kept, MODEL, RAVAND, Written, codes, key};
use indexmap::{IndexMap, IndexSet};
use quick_xml::escape::escape;
use ravand_core::decision::{Each, Logic};
use ravand_core::{Args, DataDeclaration, DataName, Decision, DecisionId, Diagnostic, Rule, Title};
use ravand_feel::Type;
use std::fmt::Write as _;

/// Writes a model as DMN 1.5.
///
/// ```
/// use ravand_core::Sources;
/// use ravand_formats::dmn::{Dmn, read_dmn, write_dmn};
/// let written = write_dmn(&Dmn::default());
/// let mut sources = Sources::new();
/// let id = sources.add("empty.dmn", written.xml);
/// assert_eq!(read_dmn(&sources, id).value.map(|dmn| dmn.model.decisions.len()), Some(0));
/// ```
pub fn write_dmn(dmn: &Dmn) -> Written {
    let mut writer = Writer {
        dmn,
        xml: Xml::default(),
        names: Names::of(&dmn.model.types),
        ids: IndexMap::new(),
        taken: dmn.kept.ids.values().cloned().collect(),
        diagnostics: Vec::new(),
    };
    writer.name_all();
    // What types are needed is known when all else was written.
    let body = writer.body();
    let head = writer.head();
    let types = writer.types();
    let xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{head}{types}{body}</definitions>\n");
    Written { xml, diagnostics: writer.diagnostics }
}

/// Elements, a line each.
#[derive(Default)]
pub(super) struct Xml {
    out: String,
    depth: usize,
}

impl Xml {
    fn line(&mut self, line: &str) {
        let _ = writeln!(self.out, "{}{line}", "  ".repeat(self.depth + 1));
    }

    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.line(&format!("<{name}{}>", written(attributes)));
        self.depth += 1;
    }

    pub(super) fn close(&mut self, name: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.line(&format!("</{name}>"));
    }

    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.line(&format!("<{name}{}/>", written(attributes)));
    }

    /// An element that holds a text in an element `text`.
    fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.line(&format!("<text>{}</text>", escape(text)));
        self.close(name);
    }

    fn raw(&mut self, raw: &str) {
        self.line(raw);
    }
}

/// A line break in an attribute is written so that a reader does not make a space of it.
fn written(attributes: &[(&str, &str)]) -> String {
    let quoted = |value: &str| escape(value).replace('\n', "&#10;").replace('\r', "&#13;").replace('\t', "&#9;");
    attributes.iter().map(|(name, value)| format!(" {name}=\"{}\"", quoted(value))).collect()
}

struct Writer<'d> {
    dmn: &'d Dmn,
    xml: Xml,
    names: Names,
    /// Ids of what requirements name, by the name.
    ids: IndexMap<String, String>,
    taken: IndexSet<String>,
    diagnostics: Vec<Diagnostic>,
}

impl<'d> Writer<'d> {
    fn kept(&self) -> &'d Kept {
        &self.dmn.kept
    }

    /// The id of an element: the one that it had, or one made of its name.
    fn id(&mut self, key: String, name: &str) -> String {
        if let Some(id) = self.kept().ids.get(&key) {
            return id.clone();
        }
        let letters = |c: char| if c.is_alphanumeric() || matches!(c, '_' | '-' | '.') { c } else { '_' };
        let plain: String = name.chars().map(letters).collect();
        let begins = plain.starts_with(|c: char| c.is_alphabetic() || c == '_');
        let plain = if begins { plain } else { format!("_{plain}") };
        let mut id = plain.clone();
        let mut number = 1;
        while !self.taken.insert(id.clone()) {
            number += 1;
            id = format!("{plain}_{number}");
        }
        id
    }

    fn name_all(&mut self) {
        let dmn = self.dmn;
        for name in dmn.model.data.keys() {
            let id = self.id(key("input", name.as_str(), ""), &format!("input_{name}"));
            self.ids.insert(name.to_string(), id);
        }
        for (name, decision) in &dmn.model.decisions {
            let kind = kind(decision);
            let id = self.id(key(kind, name.as_str(), ""), &format!("{kind}_{name}"));
            self.ids.insert(name.to_string(), id);
        }
    }

    fn head(&mut self) -> String {
        let model = &self.dmn.model;
        let id = self.id(key("root", "", ""), "definitions");
        let namespace = model.namespace.as_deref().unwrap_or(RAVAND);
        let mut attributes: Vec<(String, String)> =
            [("xmlns", MODEL), ("xmlns:dmndi", DMNDI), ("xmlns:dc", DC), ("xmlns:di", DI), ("xmlns:ravand", RAVAND)]
                .iter()
                .map(|(name, uri)| ((*name).to_owned(), (*uri).to_owned()))
                .collect();
        for (prefix, uri) in &self.kept().prefixes {
            let name = format!("xmlns:{prefix}");
            if attributes.iter().all(|(known, _)| *known != name) {
                attributes.push((name, uri.clone()));
            }
        }
        attributes.push(("id".to_owned(), id));
        attributes.push(("name".to_owned(), model.id.value.clone()));
        if model.namespace.is_some() || !model.decisions.is_empty() {
            attributes.push(("namespace".to_owned(), namespace.to_owned()));
        }
        attributes.extend(labels(&model.title));
        attributes.extend(self.kept().attributes.get(&key("root", "", "")).cloned().unwrap_or_default());
        let attributes: Vec<(&str, &str)> =
            attributes.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let extension = self.kept().extensions.get(&key("root", "", "")).map(|raw| format!("  {raw}\n"));
        format!("<definitions{}>\n{}", written(&attributes), extension.unwrap_or_default())
    }

    /// The item definitions: those of the model, then those that its types need besides.
    fn types(&mut self) -> String {
        let mut xml = Xml::default();
        let dmn = self.dmn;
        for (name, declaration) in &dmn.model.types {
            let id = self.id(key("type", name, ""), &format!("type_{name}"));
            let attributes = [("id", id.as_str()), ("name", name.as_str())];
            let allowed = declaration.allowed.as_ref().map(|text| text.value.as_str());
            item(&mut xml, "itemDefinition", &attributes, &declaration.ty, allowed);
        }
        for (name, ty) in std::mem::take(&mut self.names.new) {
            let id = self.id(key("type", &name, ""), &format!("type_{name}"));
            item(&mut xml, "itemDefinition", &[("id", id.as_str()), ("name", name.as_str())], &ty, None);
        }
        xml.out
    }

    fn word(&mut self, ty: &Type) -> Option<String> {
        self.names.word(ty, &self.dmn.model.types)
    }

    fn body(&mut self) -> String {
        let dmn = self.dmn;
        for (name, datum) in &dmn.model.data {
            self.input(name, datum);
        }
        for (id, decision) in &dmn.model.decisions {
            match &decision.parameters {
                Some(parameters) => self.knowledge(id, decision, parameters),
                None => self.decision(id, decision),
            }
        }
        for raw in &dmn.kept.elements {
            self.xml.raw(raw);
        }
        match &dmn.kept.diagrams {
            Some(raw) if self.is_drawn(raw) => self.xml.raw(raw),
            _ => diagram::write(&dmn.model, &self.ids, &mut self.xml),
        }
        std::mem::take(&mut self.xml.out)
    }

    /// Whether a kept diagram still shows every element of the graph.
    fn is_drawn(&self, raw: &str) -> bool {
        let shown: IndexSet<&str> =
            raw.split("dmnElementRef=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        self.ids.values().all(|id| shown.contains(id.as_str()))
    }

    fn variable(&mut self, name: &str, ty: &Type) {
        let word = self.word(ty);
        let mut attributes = vec![("name", name)];
        attributes.extend(word.as_deref().map(|word| ("typeRef", word)));
        self.xml.empty("variable", &attributes);
    }

    /// Opens an element of the graph, with what other tools wrote about it.
    fn open(&mut self, element: &str, key: &str, name: &str, title: &Title, more: &[(&str, &str)]) {
        let id = self.ids.get(name).cloned().unwrap_or_default();
        let mut all = vec![("id".to_owned(), id), ("name".to_owned(), name.to_owned())];
        all.extend(labels(title));
        all.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        all.extend(self.kept().attributes.get(key).cloned().unwrap_or_default());
        let all: Vec<(&str, &str)> = all.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.xml.open(element, &all);
    }

    fn described(&mut self, key: &str, decision: Option<&Decision>) {
        if let Some(basis) = decision.and_then(|decision| decision.basis.as_ref()) {
            self.xml.line(&format!("<description>{}</description>", escape(basis.trim())));
        }
        if let Some(raw) = self.kept().extensions.get(key) {
            self.xml.raw(raw);
        }
    }

    fn input(&mut self, name: &DataName, datum: &DataDeclaration) {
        let key = key("input", name.as_str(), "");
        self.open("inputData", &key, name.as_str(), &datum.title, &[]);
        self.described(&key, None);
        self.variable(name.as_str(), &datum.ty);
        self.xml.close("inputData");
    }

    fn decision(&mut self, id: &DecisionId, decision: &Decision) {
        let key = key("decision", id.as_str(), "");
        let several = decision.logic.is_none() && decision.outputs.len() > 1;
        if several {
            let args = Args::new().with("decision", id);
            self.diagnostics.push(Diagnostic::at(&codes::SEVERAL_OUTPUTS, decision.span, args));
        }
        let more: &[(&str, &str)] = if several { &[("ravand:outputs", "data")] } else { &[] };
        self.open("decision", &key, id.as_str(), &decision.title, more);
        self.described(&key, Some(decision));
        match decision.outputs.first() {
            Some((name, output)) if !several => self.variable(name.as_str(), &output.ty),
            _ => self.variable(id.as_str(), &Type::Any),
        }
        self.requires(id, decision);
        match &decision.logic {
            Some(logic) => self.logic(logic),
            None => self.table(decision),
        }
        self.xml.close("decision");
    }

    fn knowledge(&mut self, id: &DecisionId, decision: &Decision, parameters: &IndexMap<DataName, DataDeclaration>) {
        let key = key("knowledge", id.as_str(), "");
        self.open("businessKnowledgeModel", &key, id.as_str(), &decision.title, &[]);
        self.described(&key, Some(decision));
        let ty = match decision.outputs.first() {
            Some((_, only)) if decision.outputs.len() == 1 && decision.logic.is_some() => only.ty.clone(),
            _ => Type::Any,
        };
        self.variable(id.as_str(), &ty);
        self.xml.open("encapsulatedLogic", &[]);
        self.parameters(parameters);
        match &decision.logic {
            Some(logic) => self.logic(logic),
            None => self.table(decision),
        }
        self.xml.close("encapsulatedLogic");
        self.requires(id, decision);
        self.xml.close("businessKnowledgeModel");
    }

    fn parameters(&mut self, parameters: &IndexMap<DataName, DataDeclaration>) {
        for (name, parameter) in parameters {
            let word = self.word(&parameter.ty);
            let mut attributes = vec![("name", name.as_str())];
            attributes.extend(word.as_deref().map(|word| ("typeRef", word)));
            self.xml.empty("formalParameter", &attributes);
        }
    }

    fn requires(&mut self, of: &DecisionId, decision: &Decision) {
        let model = &self.dmn.model;
        // What informs stands before what is called.
        let is_model = |id: &DecisionId| model.decisions.get(id).is_some_and(Decision::is_knowledge);
        let mut all: Vec<_> = decision.requires.iter().collect();
        all.sort_by_key(|required| is_model(&required.value));
        for required in all {
            let Some(target) = self.ids.get(required.as_str()).cloned() else { continue };
            let (element, inner) = match model.decisions.get(&required.value) {
                Some(other) if other.is_knowledge() => ("knowledgeRequirement", "requiredKnowledge"),
                Some(_) => ("informationRequirement", "requiredDecision"),
                None => ("informationRequirement", "requiredInput"),
            };
            let id = self.id(key("requirement", of.as_str(), required.as_str()), &format!("{of}_requires_{required}"));
            self.xml.open(element, &[("id", id.as_str())]);
            self.xml.empty(inner, &[("href", format!("#{target}").as_str())]);
            self.xml.close(element);
        }
    }

    fn logic(&mut self, logic: &Logic) {
        match logic {
            Logic::Literal(text) => self.xml.text("literalExpression", &[], text),
            Logic::Table(table) => self.table(table),
            Logic::Context { entries, result, .. } => {
                self.xml.open("context", &[]);
                for entry in entries {
                    self.xml.open("contextEntry", &[]);
                    self.variable(&entry.name, &entry.ty);
                    self.logic(&entry.logic);
                    self.xml.close("contextEntry");
                }
                if let Some(result) = result {
                    self.within("contextEntry", result);
                }
                self.xml.close("context");
            }
            Logic::Call { callee, with, .. } => {
                self.xml.open("invocation", &[]);
                self.xml.text("literalExpression", &[], callee);
                for (name, value) in with {
                    self.xml.open("binding", &[]);
                    self.xml.empty("parameter", &[("name", name.as_str())]);
                    self.logic(value);
                    self.xml.close("binding");
                }
                self.xml.close("invocation");
            }
            Logic::List { items, .. } => {
                self.xml.open("list", &[]);
                items.iter().for_each(|item| self.logic(item));
                self.xml.close("list");
            }
            Logic::Relation { columns, rows, .. } => {
                self.xml.open("relation", &[]);
                columns.iter().for_each(|column| self.xml.empty("column", &[("name", column.as_str())]));
                for row in rows {
                    self.xml.open("row", &[]);
                    row.iter().for_each(|cell| self.logic(cell));
                    self.xml.close("row");
                }
                self.xml.close("relation");
            }
            Logic::Function { parameters, body, .. } => {
                self.xml.open("functionDefinition", &[]);
                self.parameters(parameters);
                self.logic(body);
                self.xml.close("functionDefinition");
            }
            Logic::If { condition, then, otherwise, .. } => {
                self.parts("conditional", &[], &[("if", condition), ("then", then), ("else", otherwise)]);
            }
            Logic::Filter { list, keep, .. } => self.parts("filter", &[], &[("in", list), ("match", keep)]),
            Logic::Each { what, variable, list, body, .. } => {
                let (element, inner) = match what {
                    Each::For => ("for", "return"),
                    Each::Some => ("some", "satisfies"),
                    Each::Every => ("every", "satisfies"),
                };
                let attributes = [("iteratorVariable", variable.as_str())];
                self.parts(element, &attributes, &[("in", list), (inner, body)]);
            }
            // Whatever core learns before this writer does.
            _ => {}
        }
    }

    fn within(&mut self, element: &str, logic: &Logic) {
        self.xml.open(element, &[]);
        self.logic(logic);
        self.xml.close(element);
    }

    fn parts(&mut self, element: &str, attributes: &[(&str, &str)], parts: &[(&str, &Logic)]) {
        self.xml.open(element, attributes);
        parts.iter().for_each(|(name, part)| self.within(name, part));
        self.xml.close(element);
    }

    fn table(&mut self, table: &Decision) {
        let hit = table.hit.value;
        let policy = POLICIES.iter().find(|(_, _, known)| *known == hit);
        let mut attributes = vec![("hitPolicy", policy.map_or("UNIQUE", |(word, ..)| *word))];
        attributes.extend(policy.and_then(|(_, aggregation, _)| *aggregation).map(|word| ("aggregation", word)));
        self.xml.open("decisionTable", &attributes);
        for input in &table.inputs {
            self.xml.open("input", &[]);
            self.xml.text("inputExpression", &[], input);
            self.xml.close("input");
        }
        let otherwise = table.rules.last().filter(|rule| rule.otherwise);
        for (at, (name, output)) in table.outputs.iter().enumerate() {
            let word = self.word(crate::decision::item_of(&output.ty, hit));
            let mut attributes = vec![("name", name.as_str())];
            attributes.extend(word.as_deref().map(|word| ("typeRef", word)));
            self.xml.open("output", &attributes);
            if let Some(values) = table.priorities.get(name) {
                let values: Vec<&str> = values.iter().map(|value| value.value.as_str()).collect();
                self.xml.text("outputValues", &[], &values.join(", "));
            }
            if let Some(default) = otherwise.and_then(|rule| rule.outputs.get(at)) {
                let whole = default.value.trim();
                // The default of a list is written as its one item.
                let item =
                    whole.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).filter(|_| hit.gives_lists());
                self.xml.text("defaultOutputEntry", &[], item.unwrap_or(whole));
            }
            self.xml.close("output");
        }
        let rules = table.rules.iter().filter(|rule| !rule.otherwise);
        rules.for_each(|rule| self.rule(rule));
        self.xml.close("decisionTable");
    }

    fn rule(&mut self, rule: &Rule) {
        self.xml.open("rule", &[]);
        for test in &rule.inputs {
            self.xml.text("inputEntry", &[], test.as_ref().map_or("-", |test| test.value.as_str()));
        }
        rule.outputs.iter().for_each(|result| self.xml.text("outputEntry", &[], result));
        self.xml.close("rule");
    }
}

fn kind(decision: &Decision) -> &'static str {
    if decision.is_knowledge() { "knowledge" } else { "decision" }
}

fn labels(title: &Title) -> Vec<(String, String)> {
    let all = [("label", &title.en), ("ravand:label-fa", &title.fa)];
    all.into_iter().filter_map(|(name, words)| Some((name.to_owned(), words.clone()?))).collect()
}

/// An item definition, or a component of one, with all that its type is made of.
fn item(xml: &mut Xml, element: &str, attributes: &[(&str, &str)], ty: &Type, allowed: Option<&str>) {
    let (of, many) = match ty {
        Type::List(of) => (&**of, true),
        ty => (ty, false),
    };
    let mut attributes = attributes.to_vec();
    if many {
        attributes.push(("isCollection", "true"));
    }
    let names = match of {
        Type::Enum(names) => Some(names.to_string()),
        _ => None,
    };
    attributes.extend(names.as_deref().map(|names| ("ravand:one-of", names)));
    xml.open(element, &attributes);
    match of {
        Type::Context(fields) => {
            for (name, ty) in fields.iter() {
                item(xml, "itemComponent", &[("name", name)], ty, None);
            }
        }
        Type::Enum(names) => {
            // To DMN a list of names is a text with allowed values.
            xml.line("<typeRef>string</typeRef>");
            let names: Vec<String> = names.names().iter().map(|name| format!("\"{name}\"")).collect();
            xml.text("allowedValues", &[], &names.join(", "));
        }
        Type::Function(count) => {
            xml.open("functionItem", &[]);
            (0..count.unwrap_or(0)).for_each(|at| xml.empty("parameters", &[("name", format!("p{at}").as_str())]));
            xml.close("functionItem");
        }
        ty => {
            let word = built_in(ty).unwrap_or("Any");
            xml.line(&format!("<typeRef>{word}</typeRef>"));
        }
    }
    if let Some(allowed) = allowed {
        xml.text("allowedValues", &[], allowed);
    }
    xml.close(element);
}
