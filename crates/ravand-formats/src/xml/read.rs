//! Text to tree, and bytes to text by the encoding that the file declares.

use super::{Attribute, Child, Document, Element, ElementNumber, codes};
use crate::reader::Read;
use crate::yaml::FILE_BYTES_MAX;
use ravand_core::{Args, Diagnostic, SourceId, Sources, Span};
use roxmltree::{Error, Node, NodeType, ParsingOptions};

/// Elements, texts and comments of one file.
pub const ELEMENTS_MAX: usize = 1_000_000;
/// How deep elements may lie in each other.
pub const XML_DEPTH_MAX: usize = 256;

/// The bytes of an XML file as a text of `sources`: UTF-8, UTF-16 with a byte-order mark,
/// ISO-8859-1 and Windows-1252 as the file declares them.
///
/// # Errors
/// A diagnostic if the file is too large or is not written as it declares.
pub fn decode_xml(bytes: Vec<u8>, name: &str, sources: &mut Sources) -> Result<SourceId, Diagnostic> {
    if bytes.len() > FILE_BYTES_MAX {
        return Err(crate::kind::too_large(bytes.len() as u64, name, sources));
    }
    let wide = |bytes: &[u8], of: fn([u8; 2]) -> u16| {
        let units = bytes[2..].chunks_exact(2).map(|pair| of([pair[0], pair[1]]));
        char::decode_utf16(units).collect::<Result<String, _>>().ok()
    };
    let (encoding, text) = match bytes.as_slice() {
        [0xff, 0xfe, ..] => ("UTF-16".to_owned(), wide(&bytes, u16::from_le_bytes)),
        [0xfe, 0xff, ..] => ("UTF-16".to_owned(), wide(&bytes, u16::from_be_bytes)),
        _ => {
            let declared = declared_encoding(&bytes);
            let text = match declared.to_ascii_lowercase().as_str() {
                "iso-8859-1" | "latin1" | "us-ascii" => Some(bytes.iter().map(|byte| char::from(*byte)).collect()),
                "windows-1252" => Some(bytes.iter().map(|byte| windows_1252(*byte)).collect()),
                _ => String::from_utf8(bytes).ok(),
            };
            (declared, text)
        }
    };
    match text {
        Some(text) => Ok(sources.add(name, text)),
        None => {
            let source = sources.add(name, "");
            let args = Args::new().with("encoding", encoding);
            Err(Diagnostic::at(&codes::ENCODING, Span { source, start: 0, end: 0 }, args))
        }
    }
}

/// What the XML declaration says; UTF-8 where it says nothing.
fn declared_encoding(bytes: &[u8]) -> String {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let declaration = head.split_once("?>").map_or("", |(declaration, _)| declaration);
    let after = declaration.split_once("encoding").map_or("", |(_, after)| after);
    let quoted = after.split(['"', '\'']).nth(1).unwrap_or_default();
    if quoted.is_empty() { "UTF-8".to_owned() } else { quoted.to_owned() }
}

/// The upper half of Windows-1252 where it differs from ISO-8859-1.
fn windows_1252(byte: u8) -> char {
    const NAMED: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    match byte {
        0x80..=0x9f => NAMED.chars().nth(usize::from(byte) - 0x80).unwrap_or(char::from(byte)),
        _ => char::from(byte),
    }
}

/// Reads an XML text. A syntax error ends the reading.
///
/// ```
/// use ravand_core::Sources;
/// use ravand_formats::xml::read_xml;
/// let mut sources = Sources::new();
/// let id = sources.add("a.xml", "<a b='1'><c/></a>");
/// let document = read_xml(&sources, id).ok().unwrap();
/// assert_eq!(document.element(document.root()).attribute("b"), Some("1"));
/// ```
pub fn read_xml(sources: &Sources, source: SourceId) -> Read<Document> {
    let text = sources.text(source);
    let options = ParsingOptions { allow_dtd: false, nodes_limit: ELEMENTS_MAX as u32, ..ParsingOptions::default() };
    let found = match roxmltree::Document::parse_with_options(text, options) {
        Ok(parsed) => match lower(&parsed, source) {
            Some(document) => return Read { value: Some(document), diagnostics: Vec::new() },
            None => at(&codes::TOO_DEEP, source, text, 0, Args::new().with("max", XML_DEPTH_MAX)),
        },
        Err(Error::DtdDetected) => at(&codes::DTD, source, text, text.find("<!DOCTYPE").unwrap_or(0), Args::new()),
        Err(Error::NodesLimitReached) => at(&codes::TOO_MANY, source, text, 0, Args::new().with("max", ELEMENTS_MAX)),
        Err(why) => {
            let place = why.pos();
            let offset = offset_of(text, place.row as usize, place.col as usize);
            at(&codes::BROKEN, source, text, offset, Args::new().with("why", why))
        }
    };
    Read { value: None, diagnostics: vec![found] }
}

fn at(code: &'static ravand_core::Code, source: SourceId, text: &str, offset: usize, args: Args) -> Diagnostic {
    let width = text.get(offset..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Diagnostic::at(code, Span { source, start: offset as u32, end: (offset + width) as u32 }, args)
}

/// The byte of a row and a column in characters, both from 1.
fn offset_of(text: &str, row: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(row.saturating_sub(1)).map(str::len).sum();
    let line = text.get(start..).unwrap_or_default();
    let within = line.char_indices().nth(column.saturating_sub(1)).map_or(line.len(), |(at, _)| at);
    start + within
}

/// Copies the tree without recursion; `None` if it is too deep.
fn lower(parsed: &roxmltree::Document<'_>, source: SourceId) -> Option<Document> {
    let mut document: Option<Document> = None;
    let mut open: Vec<(Node<'_, '_>, Option<ElementNumber>, usize)> = vec![(parsed.root_element(), None, 0)];
    while let Some((node, parent, depth)) = open.pop() {
        if depth > XML_DEPTH_MAX {
            return None;
        }
        match (node.node_type(), &mut document) {
            (NodeType::Element, None) => {
                document = Some(Document::new(element(node, source)));
                open.extend(node.children().rev().map(|child| (child, Some(ElementNumber(0)), depth + 1)));
            }
            (NodeType::Element, Some(document)) => {
                let number = document.append(parent.unwrap_or(ElementNumber(0)), element(node, source));
                open.extend(node.children().rev().map(|child| (child, Some(number), depth + 1)));
            }
            (kind @ (NodeType::Text | NodeType::Comment), Some(document)) => {
                let text = node.text().unwrap_or_default().to_owned();
                let child = if kind == NodeType::Text { Child::Text(text) } else { Child::Comment(text) };
                document.elements[parent?.0 as usize].children.push(child);
            }
            _ => {}
        }
    }
    document
}

fn element(node: Node<'_, '_>, source: SourceId) -> Element {
    let tag = node.tag_name();
    let prefix = |namespace: Option<&str>| {
        namespace.and_then(|namespace| node.lookup_prefix(namespace)).unwrap_or_default().to_owned()
    };
    let outer: Vec<_> = node
        .parent_element()
        .map_or_else(Vec::new, |parent| parent.namespaces().map(|one| (one.name(), one.uri())).collect());
    let declares = node.namespaces().filter(|one| !outer.contains(&(one.name(), one.uri())));
    let range = node.range();
    let text = node.document().input_text();
    let tag_end = text[range.clone()].find('>').map_or(range.end, |at| range.start + at + 1);
    Element {
        namespace: tag.namespace().unwrap_or_default().to_owned(),
        prefix: prefix(tag.namespace()),
        name: tag.name().to_owned(),
        attributes: node
            .attributes()
            .map(|a| Attribute {
                namespace: a.namespace().unwrap_or_default().to_owned(),
                prefix: prefix(a.namespace()),
                name: a.name().to_owned(),
                value: a.value().to_owned(),
                span: Span { source, start: a.range_value().start as u32, end: a.range_value().end as u32 },
            })
            .collect(),
        declares: declares.map(|one| (one.name().unwrap_or_default().to_owned(), one.uri().to_owned())).collect(),
        children: Vec::new(),
        parent: None,
        span: Span { source, start: range.start as u32, end: tag_end as u32 },
    }
}
