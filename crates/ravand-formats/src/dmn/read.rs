//! A DMN file as a model: the graph around the boxed expressions.
//!
//! A decision's id in the model is its name in the file, since that is how expressions speak
//! of it; the ids of the XML are kept beside. A table of one output is the decision's own, as
//! in the YAML; one of several gives a context under the decision's name, as the standard has
//! it.

use super::logic::{Reader, declaration, inside, name_of};
use super::tree::{self, Element};
use super::types::Types;
use super::{DC, DI, DMNDI, Dmn, Kept, MODEL, RAVAND, VERSIONS, codes, key};
use crate::Read;
use crate::reader::Cx;
use indexmap::IndexMap;
use ravand_core::decision::{DecisionModel, Logic};
use ravand_core::{Args, DataName, Decision, DecisionId, SourceId, Sources, Spanned, Title};
use ravand_feel::{HitPolicy, Type};

/// Elements of the root that mean nothing to an evaluation.
const KEPT: [&str; 9] = [
    "knowledgeSource",
    "textAnnotation",
    "association",
    "group",
    "organizationUnit",
    "performanceIndicator",
    "elementCollection",
    "businessContextElement",
    "decisionService",
];

/// Reads a DMN file.
///
/// ```
/// use ravand_core::Sources;
/// use ravand_formats::dmn::read_dmn;
/// let mut sources = Sources::new();
/// let text = r##"<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="fees" namespace="x">
///   <inputData name="area" id="a"><variable name="area" typeRef="number"/></inputData>
///   <decision name="fee" id="f">
///     <variable name="fee" typeRef="number"/>
///     <informationRequirement><requiredInput href="#a"/></informationRequirement>
///     <literalExpression><text>area * 12</text></literalExpression>
///   </decision>
/// </definitions>"##;
/// let id = sources.add("fees.dmn", text);
/// let dmn = read_dmn(&sources, id).ok().expect("no mistakes");
/// assert!(dmn.model.decisions.contains_key("fee"));
/// ```
pub fn read_dmn(sources: &Sources, id: SourceId) -> Read<Dmn> {
    let mut cx = Cx::new();
    let text = sources.text(id);
    let value = if text.len() > crate::FILE_BYTES_MAX {
        let args = Args::new().with("found", text.len()).with("max", crate::FILE_BYTES_MAX);
        cx.report(&crate::yaml::codes::TOO_LARGE, ravand_core::Span { source: id, start: 0, end: 0 }, args);
        None
    } else {
        tree::parse(id, text, &mut cx).and_then(|root| definitions(&root, text, &mut cx))
    };
    Read { value, diagnostics: cx.finish(id) }
}

fn definitions(root: &Element, text: &str, cx: &mut Cx) -> Option<Dmn> {
    let known = VERSIONS.iter().any(|(uri, of)| **uri == *root.namespace && *of == MODEL);
    if root.name != "definitions" || !known {
        let args = Args::new().with("found", &root.name).with("namespace", &root.namespace);
        cx.report(&codes::NOT_DMN, root.span, args);
        return None;
    }
    let mut types = Types::of(root);
    let declared = types.declarations(cx);
    let mut file = File { targets: targets(root), types, text, cx, dmn: Dmn::default(), names: IndexMap::new() };
    file.dmn.model.types = declared;
    file.head(root);
    for element in root.children.iter().filter(|child| child.namespace == root.namespace) {
        file.element(element);
    }
    file.diagrams(root);
    Some(file.dmn)
}

/// What stands in the root, by its id.
fn targets(root: &Element) -> IndexMap<&str, &Element> {
    root.children.iter().filter_map(|child| Some((child.attribute("id")?, child))).collect()
}

struct File<'e, 'c> {
    targets: IndexMap<&'e str, &'e Element>,
    types: Types<'e>,
    text: &'e str,
    cx: &'c mut Cx,
    dmn: Dmn,
    names: IndexMap<String, ()>,
}

impl<'e> File<'e, '_> {
    fn head(&mut self, root: &'e Element) {
        let name = name_of(root).unwrap_or_default();
        let DecisionModel { id, title, namespace, .. } = &mut self.dmn.model;
        *id = Spanned::new(name, root.span);
        *namespace = root.attribute("namespace").map(str::to_owned);
        let words = |name: &str| root.attribute(name).map(str::to_owned);
        *title = Title { en: words("label"), fa: words("ravand:label-fa") };
        for attribute in &root.attributes {
            let Some(prefix) = attribute.name.strip_prefix("xmlns:") else { continue };
            let known = [MODEL, DMNDI, DI, DC, RAVAND].contains(&attribute.value.as_str());
            let old = VERSIONS.iter().any(|(uri, _)| *uri == attribute.value);
            if !known && !old {
                self.dmn.kept.prefixes.insert(prefix.to_owned(), attribute.value.clone());
            }
        }
        self.keep(root, key("root", "", ""));
    }

    /// Keeps what other tools wrote about an element.
    fn keep(&mut self, element: &Element, key: String) {
        let Kept { ids, attributes, extensions, prefixes, .. } = &mut self.dmn.kept;
        if let Some(id) = element.attribute("id") {
            ids.insert(key.clone(), id.to_owned());
        }
        let theirs: Vec<(String, String)> = element
            .attributes
            .iter()
            .filter(|it| it.name.split_once(':').is_some_and(|(prefix, _)| prefixes.contains_key(prefix)))
            .map(|it| (it.name.clone(), it.value.clone()))
            .collect();
        if !theirs.is_empty() {
            attributes.insert(key.clone(), theirs);
        }
        if let Some(extension) = element.child("extensionElements")
            && let Some(raw) = raw(self.text, extension, prefixes)
        {
            extensions.insert(key, raw);
        }
    }

    fn element(&mut self, element: &'e Element) {
        match element.name.as_str() {
            "inputData" => self.input(element),
            "decision" => self.decision(element),
            "businessKnowledgeModel" => self.knowledge(element),
            "itemDefinition" => {
                let name = element.attribute("name").unwrap_or_default().trim();
                self.keep(element, key("type", name, ""));
            }
            "description" | "extensionElements" => {}
            "import" => {
                self.cx.report(&codes::NOT_SUPPORTED, element.span, Args::new().with("element", "import"));
            }
            name if KEPT.contains(&name) => {
                let args = Args::new().with("element", name);
                match raw(self.text, element, &self.dmn.kept.prefixes) {
                    Some(raw) => {
                        self.dmn.kept.elements.push(raw);
                        self.cx.report(&codes::KEPT_ONLY, element.span, args);
                    }
                    None => self.cx.report(&codes::LEFT_OUT, element.span, args),
                }
            }
            name => self.cx.report(&codes::NOT_SUPPORTED, element.span, Args::new().with("element", name)),
        }
    }

    /// The name of an element of the graph, which no other may have.
    fn name(&mut self, element: &Element) -> Option<String> {
        let Some(name) = name_of(element) else {
            self.cx.report(&codes::NO_NAME, element.span, Args::new().with("element", &element.name));
            return None;
        };
        if self.names.insert(name.clone(), ()).is_some() {
            self.cx.report(&codes::NAME_TWICE, element.span, Args::new().with("name", name));
            return None;
        }
        Some(name)
    }

    fn input(&mut self, element: &'e Element) {
        let Some(name) = self.name(element) else { return };
        let ty = self.types.of_attribute(element.child("variable"), self.cx);
        let mut datum = declaration(ty, element.span);
        datum.title = title(element);
        self.keep(element, key("input", &name, ""));
        self.dmn.model.data.insert(DataName::from(name.as_str()), datum);
    }

    fn decision(&mut self, element: &'e Element) {
        let Some(name) = self.name(element) else { return };
        self.keep(element, key("decision", &name, ""));
        let variable = element.child("variable");
        let ty = self.types.of_attribute(variable, self.cx);
        let output = variable.and_then(name_of).unwrap_or_else(|| name.clone());
        let requires = self.requires(element, &name);
        let Some(logic) = inside(element) else {
            self.cx.report(&codes::NO_LOGIC, element.span, Args::new().with("name", &name));
            return;
        };
        let several = element.attribute("ravand:outputs") == Some("data");
        let mut reader = Reader { types: &mut self.types, cx: self.cx };
        let decided = match logic.name.as_str() {
            "decisionTable" => {
                reader.table(logic, &ty, Some(&output)).map(|table| own_or_boxed(table, &output, &ty, several))
            }
            _ => reader.logic(logic, &ty).map(|logic| by_value(logic, &output, &ty)),
        };
        let Some(decided) = decided else { return };
        let decision =
            Decision { title: title(element), basis: basis(element), requires, span: element.span, ..decided };
        self.dmn.model.decisions.insert(DecisionId::from(name.as_str()), decision);
    }

    fn knowledge(&mut self, element: &'e Element) {
        let Some(name) = self.name(element) else { return };
        self.keep(element, key("knowledge", &name, ""));
        let ty = self.types.of_attribute(element.child("variable"), self.cx);
        let requires = self.requires(element, &name);
        let Some(function) = element.child("encapsulatedLogic") else {
            self.cx.report(&codes::NO_LOGIC, element.span, Args::new().with("name", &name));
            return;
        };
        let own = match inside(function) {
            Some(body) => self.types.of_attribute(Some(body), self.cx),
            None => Type::Any,
        };
        // The type of a model is that of the function, or of what it gives.
        let ty = if matches!(ty, Type::Any | Type::Function(_)) { own } else { ty };
        let mut reader = Reader { types: &mut self.types, cx: self.cx };
        let Some((parameters, body)) = reader.function(function, &ty) else { return };
        let mut decision = by_value(body, "result", &ty);
        if ty == Type::Any {
            decision.outputs.clear();
        }
        let decision = Decision {
            title: title(element),
            basis: basis(element),
            requires,
            parameters: Some(parameters),
            span: element.span,
            ..decision
        };
        self.dmn.model.decisions.insert(DecisionId::from(name.as_str()), decision);
    }

    fn requires(&mut self, element: &'e Element, of: &str) -> Vec<Spanned<DecisionId>> {
        let mut all: Vec<Spanned<DecisionId>> = Vec::new();
        for requirement in &element.children {
            let names: &[&str] = match requirement.name.as_str() {
                "informationRequirement" => &["requiredInput", "requiredDecision"],
                "knowledgeRequirement" => &["requiredKnowledge"],
                "authorityRequirement" => {
                    let args = Args::new().with("element", "authorityRequirement");
                    self.cx.report(&codes::LEFT_OUT, requirement.span, args);
                    continue;
                }
                _ => continue,
            };
            for required in requirement.children.iter().filter(|child| names.contains(&child.name.as_str())) {
                let href = required.attribute("href").unwrap_or_default().trim();
                let target = href.strip_prefix('#').and_then(|id| self.targets.get(id)).copied();
                let Some(name) = target.and_then(name_of) else {
                    self.cx.report(&codes::NO_TARGET, required.span, Args::new().with("id", href));
                    continue;
                };
                self.keep(requirement, key("requirement", of, &name));
                all.push(Spanned::new(name.as_str().into(), required.span));
            }
        }
        all
    }

    /// Diagrams are kept of a file in the version that is written; of others a new one is drawn.
    fn diagrams(&mut self, root: &Element) {
        let found = root.children.iter().find(|child| child.name == "DMNDI");
        let Some(found) = found.filter(|found| *found.namespace == *DMNDI) else { return };
        let prefixes: IndexMap<String, String> = root
            .attributes
            .iter()
            .filter_map(|it| Some((it.name.strip_prefix("xmlns:")?.to_owned(), it.value.clone())))
            .collect();
        let standard = [("dmndi", DMNDI), ("di", DI), ("dc", DC)];
        // As they stand, their prefixes must mean what those of the written file mean.
        let mut usual = standard.iter().map(|(prefix, uri)| prefixes.get(*prefix).is_none_or(|found| found == uri));
        if usual.all(|usual| usual) {
            let mut all = self.dmn.kept.prefixes.clone();
            all.extend(standard.map(|(prefix, uri)| (prefix.to_owned(), uri.to_owned())));
            self.dmn.kept.diagrams = raw(self.text, found, &all);
        }
    }
}

/// An element as it was written, if all its prefixes are known where it is written again.
fn raw(text: &str, element: &Element, prefixes: &IndexMap<String, String>) -> Option<String> {
    fn known(element: &Element, tag: &str, prefixes: &IndexMap<String, String>) -> bool {
        let prefix = tag.trim_start_matches('<').split([' ', '>', '/', '\t', '\n', '\r']).next().unwrap_or_default();
        let own = prefix.split_once(':').is_none_or(|(prefix, _)| prefixes.contains_key(prefix));
        let attributes = element.attributes.iter().all(|attribute| match attribute.name.split_once(':') {
            Some((prefix, _)) => prefix == "xml" || prefix == "xmlns" || prefixes.contains_key(prefix),
            None => attribute.name != "xmlns",
        });
        own && attributes
    }
    fn all_known(text: &str, element: &Element, prefixes: &IndexMap<String, String>) -> bool {
        let tag = text.get(element.span.start as usize..element.span.end as usize).unwrap_or_default();
        known(element, tag, prefixes) && element.children.iter().all(|child| all_known(text, child, prefixes))
    }
    let whole = text.get(element.whole.start as usize..element.whole.end as usize)?;
    all_known(text, element, prefixes).then(|| whole.to_owned())
}

/// The name of an element for people.
fn title(element: &Element) -> Title {
    let words = |name: &str| element.attribute(name).map(str::to_owned);
    Title { en: words("label"), fa: words("ravand:label-fa") }
}

fn basis(element: &Element) -> Option<Spanned<String>> {
    let text = element.child("description")?;
    let words = text.text.trim();
    (!words.is_empty()).then(|| Spanned::new(words.to_owned(), text.span))
}

/// A table as the decision's own where it gives what the decision gives, else as its value.
fn own_or_boxed(table: Decision, output: &str, ty: &Type, several: bool) -> Decision {
    let only = table.outputs.first().filter(|_| table.outputs.len() == 1).map(|(_, only)| &only.ty);
    let same = only.is_some_and(|only| *ty == Type::Any || only == ty);
    // Of a list that nobody typed it is not known whether it is one.
    let plain = !table.hit.gives_lists() || *ty != Type::Any;
    let counts = !matches!(table.hit.value, HitPolicy::Collect(Some(_)));
    if several || (same && plain && counts) {
        return table;
    }
    by_value(Logic::Table(Box::new(table)), output, ty)
}

fn by_value(logic: Logic, output: &str, ty: &Type) -> Decision {
    let span = logic.span();
    let outputs = IndexMap::from([(DataName::from(output), declaration(ty.clone(), span))]);
    Decision { logic: Some(Box::new(logic)), outputs, ..Decision::empty(span) }
}
