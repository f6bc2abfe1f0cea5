//! DMN files: decision requirement graphs as XML, read and written.
//!
//! DMN 1.2, 1.3, 1.4 and 1.5 are read, 1.5 is written. What means something becomes a
//! [`DecisionModel`]; what belongs to other tools (vendor attributes and extensions, knowledge
//! sources, annotations, the diagram of a file in version 1.5) is kept beside it and written
//! back. Whatever changes the meaning and is not supported is a diagnostic at its element.
//!
//! Invariant: what [`write_dmn`] wrote, [`read_dmn`] reads as the same model. Deliberately
//! absent: imports of other files, decision services, functions in Java or PMML; each is
//! named where it stands.

pub(crate) mod codes;
mod diagram;
mod logic;
mod read;
#[cfg(test)]
mod tests;
mod tree;
mod types;
mod write;

pub use read::read_dmn;
pub use tree::{ATTRIBUTES_MAX, XML_DEPTH_MAX, XML_NODES_MAX};
pub use types::{TYPE_DEPTH_MAX, TYPE_PARTS_MAX};
pub use write::write_dmn;

use indexmap::IndexMap;
use ravand_core::Diagnostic;
use ravand_core::decision::DecisionModel;

/// The namespace of the version that is written.
const MODEL: &str = "https://www.omg.org/spec/DMN/20230324/MODEL/";
/// Its diagrams.
const DMNDI: &str = "https://www.omg.org/spec/DMN/20230324/DMNDI/";
/// Namespaces of all versions that are read, with that of the newest.
const VERSIONS: [(&str, &str); 8] = [
    ("http://www.omg.org/spec/DMN/20180521/MODEL/", MODEL),
    ("https://www.omg.org/spec/DMN/20191111/MODEL/", MODEL),
    ("https://www.omg.org/spec/DMN/20211108/MODEL/", MODEL),
    (MODEL, MODEL),
    ("http://www.omg.org/spec/DMN/20180521/DMNDI/", DMNDI),
    ("https://www.omg.org/spec/DMN/20191111/DMNDI/", DMNDI),
    ("https://www.omg.org/spec/DMN/20211108/DMNDI/", DMNDI),
    (DMNDI, DMNDI),
];
const DI: &str = "http://www.omg.org/spec/DMN/20180521/DI/";
const DC: &str = "http://www.omg.org/spec/DMN/20180521/DC/";
/// What DMN has no word for: a title in Persian, several data that one decision gives.
const RAVAND: &str = "https://ravand.dev/dmn/1";

/// A DMN file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Dmn {
    /// What it means.
    pub model: DecisionModel,
    /// What else stood in it.
    pub kept: Kept,
}

/// What belongs to other tools: nobody here looks at it, and it is written back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kept {
    /// Prefixes that the root declares, with their namespaces.
    prefixes: IndexMap<String, String>,
    /// Ids of elements, by [`key`].
    ids: IndexMap<String, String>,
    /// Attributes of other namespaces, by the key of their element.
    attributes: IndexMap<String, Vec<(String, String)>>,
    /// `extensionElements`, by the key of their element, as they were written.
    extensions: IndexMap<String, String>,
    /// Elements of the root that mean nothing here, as they were written.
    elements: Vec<String>,
    /// Diagrams, as they were written.
    diagrams: Option<String>,
}

/// A model and what is to be said about the text that it was written as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The XML.
    pub xml: String,
    /// What other tools will understand differently.
    pub diagnostics: Vec<Diagnostic>,
}

/// By what an element of the graph is found again: what it is, its name, and what it requires.
fn key(kind: &str, name: &str, requires: &str) -> String {
    format!("{kind}\u{1}{name}\u{1}{requires}")
}
