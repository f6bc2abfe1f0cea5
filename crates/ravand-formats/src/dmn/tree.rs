//! An XML text as a tree of elements with their places.
//!
//! Invariant: bounded in depth and number, and no entity is ever expanded but the five that
//! every XML has: a document type declaration is refused, so no text can grow when it is
//! read. Comments and processing instructions are no part of the tree.

use super::codes;
use crate::reader::Cx;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use ravand_core::{Args, SourceId, Span};
use std::collections::BTreeMap;
use std::rc::Rc;

/// How deep elements may stand in each other.
pub const XML_DEPTH_MAX: usize = 100;
/// Elements and attributes in one file.
pub const XML_NODES_MAX: usize = 500_000;
/// Attributes of one element.
pub const ATTRIBUTES_MAX: usize = 200;

/// An element.
#[derive(Debug)]
pub(super) struct Element {
    /// Its name without a prefix.
    pub(super) name: String,
    /// The namespace of its name.
    pub(super) namespace: Rc<str>,
    pub(super) attributes: Vec<Attribute>,
    pub(super) children: Vec<Element>,
    /// Its own text, all pieces of it.
    pub(super) text: String,
    /// Its opening tag.
    pub(super) span: Span,
    /// From its opening to its closing tag.
    pub(super) whole: Span,
    /// Where its text begins in the file, if it stands there letter for letter.
    pub(super) text_at: Option<u32>,
}

/// An attribute.
#[derive(Debug)]
pub(super) struct Attribute {
    /// Its name as it was written, with a prefix.
    pub(super) name: String,
    pub(super) value: String,
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|attribute| attribute.name == name).map(|attribute| attribute.value.as_str())
    }

    /// The children of that name in the namespace of the element itself.
    pub(super) fn all<'e>(&'e self, name: &str) -> impl Iterator<Item = &'e Element> {
        self.children.iter().filter(move |child| child.name == name && child.namespace == self.namespace)
    }

    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.all(name).next()
    }
}

/// The root element; `None` where the text is no XML.
pub(super) fn parse(source: SourceId, text: &str, cx: &mut Cx) -> Option<Element> {
    let mut parser =
        Parser { source, text, prefixes: BTreeMap::new(), scopes: Vec::new(), open: Vec::new(), nodes: 0, root: None };
    // The library passes over a byte order mark and does not count it.
    let body = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mark = (text.len() - body.len()) as u64;
    let position = |at: u64| position(at.saturating_add(mark));
    let mut reader = Reader::from_str(body);
    loop {
        let start = position(reader.buffer_position());
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(why) => {
                let at = position(reader.error_position());
                cx.report(&codes::NOT_XML, parser.span(at, at), Args::new().with("why", why));
                return None;
            }
        };
        let end = position(reader.buffer_position());
        let span = parser.span(start, end);
        match event {
            Event::Start(tag) => parser.start(&tag, span, cx)?,
            Event::Empty(tag) => {
                parser.start(&tag, span, cx)?;
                parser.close(end);
            }
            Event::End(_) => parser.close(end),
            Event::Text(piece) => parser.piece(&piece.xml10_content(), start),
            Event::CData(piece) => parser.piece(&piece.xml10_content(), start.saturating_add(9)),
            Event::GeneralRef(name) => {
                let letter = match name.resolve_char_ref() {
                    Ok(Some(letter)) => Some(letter.to_string()),
                    _ => quick_xml::escape::resolve_predefined_entity(&name).map(str::to_owned),
                };
                let Some(letter) = letter else {
                    cx.report(&codes::ENTITY, span, Args::new().with("name", &*name));
                    return None;
                };
                parser.letter(&letter);
            }
            Event::DocType(_) => {
                cx.report(&codes::DOCTYPE, span, Args::new());
                return None;
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if parser.root.is_none() || !parser.open.is_empty() {
        let at = position(body.len() as u64);
        let args = Args::new().with("why", "the text ends before its elements do");
        cx.report(&codes::NOT_XML, parser.span(at, at), args);
        return None;
    }
    parser.root
}

/// A place in a text; none is longer than a file may be.
fn position(at: u64) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

struct Parser<'t> {
    source: SourceId,
    text: &'t str,
    /// For each prefix the namespaces that it stands for, the innermost last.
    prefixes: BTreeMap<String, Vec<Rc<str>>>,
    /// For each open element the prefixes that it declares.
    scopes: Vec<Vec<String>>,
    open: Vec<Element>,
    nodes: usize,
    root: Option<Element>,
}

impl Parser<'_> {
    fn span(&self, start: u32, end: u32) -> Span {
        let len = position(self.text.len() as u64);
        Span { source: self.source, start: start.min(len), end: end.min(len) }
    }

    fn start(&mut self, tag: &BytesStart<'_>, span: Span, cx: &mut Cx) -> Option<()> {
        if self.root.is_some() && self.open.is_empty() {
            cx.report(&codes::NOT_XML, span, Args::new().with("why", "a second root element"));
            return None;
        }
        if self.open.len() >= XML_DEPTH_MAX {
            cx.report(&codes::XML_TOO_DEEP, span, Args::new().with("max", XML_DEPTH_MAX));
            return None;
        }
        let (mut attributes, mut declared) = (Vec::new(), Vec::new());
        for attribute in tag.attributes() {
            let value = attribute.map_err(|why| why.to_string()).and_then(|attribute| {
                let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
                Ok((attribute.key.0.to_owned(), value.map_err(|why| why.to_string())?.into_owned()))
            });
            let (name, value) = match value {
                Ok(attribute) => attribute,
                Err(why) => {
                    cx.report(&codes::NOT_XML, span, Args::new().with("why", why));
                    return None;
                }
            };
            // Each is compared with those before it.
            if attributes.len() >= ATTRIBUTES_MAX {
                cx.report(&codes::XML_TOO_LARGE, span, Args::new().with("max", ATTRIBUTES_MAX));
                return None;
            }
            if let Some(prefix) = name.strip_prefix("xmlns").filter(|rest| rest.is_empty() || rest.starts_with(':')) {
                let prefix = prefix.trim_start_matches(':').to_owned();
                self.prefixes.entry(prefix.clone()).or_default().push(Rc::from(value.as_str()));
                declared.push(prefix);
            }
            attributes.push(Attribute { name, value });
        }
        self.nodes += 1 + attributes.len();
        if self.nodes > XML_NODES_MAX {
            cx.report(&codes::XML_TOO_LARGE, span, Args::new().with("max", XML_NODES_MAX));
            return None;
        }
        self.scopes.push(declared);
        let full = tag.name().0;
        let (prefix, name) = full.split_once(':').unwrap_or(("", full));
        let namespace = self.prefixes.get(prefix).and_then(|uris| uris.last()).cloned();
        let namespace = namespace.unwrap_or_else(|| Rc::from(""));
        let name = name.to_owned();
        let (children, text) = (Vec::new(), String::new());
        self.open.push(Element { name, namespace, attributes, children, text, span, whole: span, text_at: None });
        Some(())
    }

    fn close(&mut self, end: u32) {
        for prefix in self.scopes.pop().into_iter().flatten() {
            if let Some(uris) = self.prefixes.get_mut(&prefix) {
                uris.pop();
            }
        }
        let Some(mut element) = self.open.pop() else { return };
        element.whole.end = end;
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None => self.root = Some(element),
        }
    }

    fn piece(&mut self, piece: &str, at: u32) {
        if let Some(element) = self.open.last_mut() {
            element.text_at = if element.text.is_empty() { Some(at) } else { None };
            element.text.push_str(piece);
        }
    }

    fn letter(&mut self, letter: &str) {
        if let Some(element) = self.open.last_mut() {
            element.text_at = None;
            element.text.push_str(letter);
        }
    }
}
