//! BPMN 2.0 XML: the document as it stands, and the processes that it describes.
//!
//! The document keeps everything (diagram, lanes, pools, vendors' extensions) and is written
//! back as it was. The processes are what executes of it; whatever does not, or means
//! something else here, is named with its place.

mod carried;
mod codes;
pub mod constraints;
mod export;
mod expression;
mod import;
mod index;

pub use codes::ALL as CODES;
pub use export::write_bpmn;
pub use index::kebab;

use crate::reader::Read;
use crate::xml::{Document, read_xml};
use ravand_core::{Definition, SourceId, Sources};
use std::collections::BTreeMap;

/// The namespace of BPMN's elements.
pub const MODEL: &str = "http://www.omg.org/spec/BPMN/20100524/MODEL";

/// The namespace of what BPMN has no word for.
pub const RAVAND: &str = "https://ravand.dev/bpmn/1";

/// A BPMN file.
#[derive(Debug, Clone, PartialEq)]
pub struct BpmnFile {
    /// Everything that it says.
    pub document: Document,
    /// Its processes and global tasks, as they execute.
    pub processes: Vec<Definition>,
    /// The ids of the file, and what they became: kebab-case for elements.
    pub ids: BTreeMap<String, String>,
    /// The names of variables in the file, and what they became: snake_case.
    pub names: BTreeMap<String, String>,
}

/// Reads a BPMN file.
///
/// ```
/// use ravand_core::Sources;
/// use ravand_formats::bpmn::read_bpmn;
/// let mut sources = Sources::new();
/// let id = sources.add("a.bpmn", r#"
/// <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="a">
///   <process id="Letter">
///     <startEvent id="Start"/>
///     <userTask id="Write"/>
///     <endEvent id="Sent"/>
///     <sequenceFlow id="f1" sourceRef="Start" targetRef="Write"/>
///     <sequenceFlow id="f2" sourceRef="Write" targetRef="Sent"/>
///   </process>
/// </definitions>"#);
/// let file = read_bpmn(&sources, id).ok().unwrap();
/// assert_eq!(file.processes[0].id.as_str(), "letter");
/// assert!(file.processes[0].steps.contains_key("write"));
/// ```
pub fn read_bpmn(sources: &Sources, source: SourceId) -> Read<BpmnFile> {
    let Read { value, mut diagnostics } = read_xml(sources, source);
    let Some(document) = value else { return Read { value: None, diagnostics } };
    constraints::check(&document, &mut diagnostics);
    let value = import::import(document, &mut diagnostics);
    diagnostics.sort_by_key(|found| found.span.map_or(0, |span| span.start));
    Read { value, diagnostics }
}

#[cfg(test)]
mod tests;
