//! A drawing as a part of a page, with what is different in it marked.
//!
//! How a mark looks is the page's: it has a class, and a sign, so that it is told without
//! colours too.

use super::{Diagram, Frame, Picture};
use ravand_core::graph::Graph;
use ravand_core::{Definition, ElementId, FlowId, Language};
use std::collections::BTreeMap;

/// What is said of an element or a flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It says something else.
    Changed,
    /// It stands elsewhere.
    Moved,
    /// It stands for what is not drawn.
    Hidden,
}

impl Mark {
    /// Its class in a style sheet.
    pub const fn class(self) -> &'static str {
        match self {
            Mark::Added => "k-added",
            Mark::Removed => "k-removed",
            Mark::Changed => "k-changed",
            Mark::Moved => "k-moved",
            Mark::Hidden => "k-hidden",
        }
    }

    /// The sign at the corner of a shape, around the origin.
    pub const fn sign(self) -> &'static str {
        match self {
            Mark::Added => "<circle class=\"k\" r=\"9\"/><path class=\"v\" d=\"M0 -5V5M-5 0H5\"/>",
            Mark::Removed => "<circle class=\"k\" r=\"9\"/><path class=\"v\" d=\"M-5 0H5\"/>",
            Mark::Changed => "<circle class=\"k\" r=\"9\"/><path class=\"v\" d=\"M-5 -2H5M-5 2H5M3 -6L-3 6\"/>",
            Mark::Moved => {
                "<circle class=\"k\" r=\"9\"/><path class=\"v\" d=\"M-6 0H6M-3 -3L-6 0L-3 3M3 -3L6 0L3 3\"/>"
            }
            Mark::Hidden => "",
        }
    }
}

/// What is marked in a drawing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks {
    /// Elements.
    pub elements: BTreeMap<ElementId, Mark>,
    /// Flows.
    pub flows: BTreeMap<FlowId, Mark>,
}

/// How a drawing stands in a page.
#[derive(Debug, Clone, Copy)]
pub struct Inline<'a> {
    /// The language of its names; Persian is drawn from right to left.
    pub language: Language,
    /// What its ids begin with; no other drawing of the page may have it.
    pub prefix: &'a str,
    /// What a screen reader says of the whole.
    pub told: &'a str,
    /// What is marked.
    pub marks: &'a Marks,
}

/// Draws a process as SVG for a page that has its [`style`](super::style).
///
/// ```
/// use ravand_core::{Block, Definition, Language, Spanned, Step};
/// use ravand_formats::diagram::{Inline, Mark, Marks, inline_svg, layout};
/// let mut letter = Definition::empty("letter");
/// letter.steps.insert("write".into(), Step::default());
/// letter.flow.blocks.push(Block::Step(Spanned::nowhere("write".into())));
/// let drawn = letter.as_graph().unwrap();
/// let graph = drawn.flow.graph.as_ref().unwrap();
/// let mut marks = Marks::default();
/// marks.elements.insert("write".into(), Mark::Added);
/// let inline = Inline { language: Language::En, prefix: "one-", told: "A letter", marks: &marks };
/// let svg = inline_svg(&layout(&drawn, graph), &drawn, graph, &inline);
/// assert!(svg.contains("<g class=\"k-added\">") && svg.contains("id=\"one-a\"") && !svg.contains("<style"));
/// ```
pub fn inline_svg(diagram: &Diagram, definition: &Definition, graph: &Graph, inline: &Inline<'_>) -> String {
    let Inline { language, prefix, told, marks } = *inline;
    let frame = Frame { title: told, namespace: "", style: "" };
    Picture { definition, graph, language, prefix, marks, out: String::new() }.drawn(diagram, &frame)
}
