//! The YAML that a file of ours carries along, joined with what its drawing says now.
//!
//! Nobody may have touched the drawing: then the process is what its YAML says, blocks and
//! all. Or somebody did, in an editor that knows nothing of us: then the drawing says the
//! flow, who does what and what things are called, and the YAML everything else.

use super::{RAVAND, codes};
use crate::process::{PROCESS, process};
use crate::reader::read_tree;
use crate::xml::{Document, ElementNumber};
use crate::yaml;
use ravand_core::graph::Graph;
use ravand_core::{Args, Definition, Diagnostic, Language, SourceId, Span, Spanned, Title, has_errors};

/// What a process element carries along.
pub(super) struct Carried {
    definition: Definition,
    /// The language of the names in the drawing.
    language: Language,
}

impl Carried {
    /// Reads it; `None` if there is none, or none that can be read.
    pub(super) fn of(document: &Document, process_: ElementNumber, problems: &mut Vec<Diagnostic>) -> Option<Self> {
        let (extensions, _) = document.first(process_, "extensionElements")?;
        let (number, element) =
            document.named(extensions, "definition").find(|(_, element)| element.namespace == RAVAND)?;
        // Places in it are none of the file's: its text stands there escaped.
        let (root, mut found) = yaml::parse(SourceId::default(), &document.text(number));
        let file = root.and_then(|root| {
            let read = read_tree(&root, "process", &PROCESS, process);
            found.extend(read.diagnostics);
            read.value
        });
        match file {
            Some(file) if !has_errors(&found) => {
                let language = if element.attribute("names") == Some("fa") { Language::Fa } else { Language::En };
                Some(Self { definition: file.definition, language })
            }
            _ => {
                problems.push(Diagnostic::at(&codes::CARRIED_UNREADABLE, element.span, Args::new()));
                None
            }
        }
    }

    /// The process, given what its drawing says.
    pub(super) fn join(self, drawn: Definition, span: Span, problems: &mut Vec<Diagnostic>) -> Definition {
        let Ok(mut expected) = self.definition.as_graph() else { return drawn };
        let (Some(now), Some(before)) = (drawn.flow.graph.clone(), expected.flow.graph.clone()) else { return drawn };
        let same_roles = drawn.steps.iter().all(|(id, step)| {
            let before = expected.steps.get(id).and_then(|step| step.role());
            step.role().is_none_or(|now| before == Some(now))
        });
        if same_roles && bare(&now) == bare(&before) {
            let mut definition = self.definition;
            definition.id = drawn.id.clone();
            rename(&mut definition, &drawn, self.language);
            return definition;
        }
        if self.definition.flow.graph.is_none() {
            let args = Args::new().with("process", &drawn.id);
            problems.push(Diagnostic::at(&codes::DRAWING_CHANGED, span, args));
        }
        rename(&mut expected, &drawn, self.language);
        with_drawing(expected, drawn, self.language)
    }
}

/// What the YAML says of what is drawn now, and what is drawn beyond it.
fn with_drawing(before: Definition, drawn: Definition, language: Language) -> Definition {
    let known = before.flow.graph.clone().unwrap_or_default();
    let mut after = Definition { id: drawn.id, flow: drawn.flow, step_spans: drawn.step_spans, ..before };
    if let Some(graph) = &mut after.flow.graph {
        keep_titles(graph, &known, language);
    }
    let known = std::mem::take(&mut after.steps);
    after.steps = (drawn.steps.into_iter())
        .map(|(id, step)| match known.get(&id) {
            Some(before) => {
                let mut kept = before.clone();
                kept.attributes.role = step.attributes.role.or(kept.attributes.role);
                (id, kept)
            }
            None => (id, step),
        })
        .collect();
    let known = std::mem::take(&mut after.ends);
    after.ends = drawn.ends.into_iter().map(|(id, end)| (id.clone(), known.get(&id).cloned().unwrap_or(end))).collect();
    for (id, role) in drawn.roles {
        after.roles.entry(id).or_insert(role);
    }
    for (name, datum) in drawn.data {
        after.data.entry(name).or_insert(datum);
    }
    after
}

/// What is called as it was has the title that it had, in both languages; what had none was
/// called by its id or its condition.
fn keep_titles(graph: &mut Graph, known: &Graph, language: Language) {
    for (id, element) in &mut graph.elements {
        let Some(before) = known.elements.get(id) else { continue };
        if element.title.get(language) == before.title.or_id(language, &id.as_str().replace('-', " ")) {
            element.title = before.title.clone();
        }
    }
    for (id, flow) in &mut graph.flows {
        let Some(before) = known.flows.get(id) else { continue };
        let condition = before.when.as_ref().map_or("", |when| when.value.as_str());
        if flow.title.get(language) == before.title.or_id(language, condition) {
            flow.title = before.title.clone();
        }
    }
}

/// Steps are called as the drawing calls them now.
fn rename(definition: &mut Definition, drawn: &Definition, language: Language) {
    for (id, step) in &mut definition.steps {
        let Some(now) = drawn.steps.get(id).and_then(|step| step.attributes.title.as_ref()) else { continue };
        let before = step.attributes.title.as_ref().map(|title| title.value.clone()).unwrap_or_default();
        let drawn_before = before.or_id(language, &id.as_str().replace('-', " ")).to_owned();
        let text = now.value.get(Language::En);
        if text != drawn_before {
            let mut title = before;
            *(match language {
                Language::En => &mut title.en,
                Language::Fa => &mut title.fa,
            }) = Some(text.to_owned());
            step.attributes.title = Some(Spanned::new(title, now.span));
        }
    }
}

/// A graph without what a drawing may say in other words: titles and places.
fn bare(graph: &Graph) -> Graph {
    let mut bare = graph.clone();
    for element in bare.elements.values_mut() {
        (element.title, element.span) = (Title::default(), Span::default());
    }
    for flow in bare.flows.values_mut() {
        (flow.title, flow.span) = (Title::default(), Span::default());
    }
    bare
}
