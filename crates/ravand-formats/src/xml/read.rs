//! Text to tree, and bytes to text by the encoding that the file declares.

use super::name::Names;
use super::{Attribute, Child, Document, Element, ElementNumber, codes};
use crate::reader::Read;
use crate::yaml::FILE_BYTES_MAX;
use ravand_core::{Args, Diagnostic, SourceId, Sources, Span};
use roxmltree::{Error, Node, NodeType, ParsingOptions};
use std::collections::BTreeSet;
use std::ops::Range;

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
        let units = bytes[2..].chunks_exact(2);
        // Half a letter at the end is no text.
        let whole = units.remainder().is_empty();
        let text = char::decode_utf16(units.map(|pair| of([pair[0], pair[1]]))).collect::<Result<String, _>>();
        text.ok().filter(|_| whole)
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

/// Copies the tree without recursion; `None` if it is too deep. Blank text is kept only
/// where it is all there is, or stands between words.
fn lower(parsed: &roxmltree::Document<'_>, source: SourceId) -> Option<Document> {
    let mut names = Names::new();
    let root = parsed.root_element();
    let mut document = Document::new(element(root, source, &mut names));
    let mut open: Vec<(Node<'_, '_>, ElementNumber, usize)> = Vec::new();
    open.extend(content(root).rev().map(|child| (child, document.root(), 1)));
    while let Some((node, parent, depth)) = open.pop() {
        if depth > XML_DEPTH_MAX {
            return None;
        }
        let text = || node.text().unwrap_or_default().to_owned();
        let child = match node.node_type() {
            NodeType::Element => {
                let number = document.append(parent, element(node, source, &mut names));
                open.extend(content(node).rev().map(|child| (child, number, depth + 1)));
                continue;
            }
            NodeType::Text => Child::Text(text()),
            NodeType::Comment => Child::Comment(text()),
            _ => continue,
        };
        document.elements[parent.0 as usize].children.push(child);
    }
    Some(document)
}

fn content<'a, 'i>(of: Node<'a, 'i>) -> impl DoubleEndedIterator<Item = Node<'a, 'i>> {
    let blank = |child: &Node<'_, '_>| child.is_text() && child.text().is_none_or(|text| text.trim().is_empty());
    let layout =
        of.children().any(|child| !child.is_text()) && of.children().all(|child| !child.is_text() || blank(&child));
    of.children().filter(move |child| !(layout && blank(child)))
}

fn element(node: Node<'_, '_>, source: SourceId, names: &mut Names) -> Element {
    let Range { start, end } = node.range();
    let text = node.document().input_text();
    let tag = start_tag(&text[start..end]);
    let attributes = node.attributes().map(|a| Attribute {
        namespace: names.name(a.namespace().unwrap_or_default()),
        prefix: names.name(prefix(&text[a.range_qname()])),
        name: names.name(a.name()),
        value: a.value().to_owned(),
        span: Span { source, start: a.range_value().start as u32, end: a.range_value().end as u32 },
    });
    Element {
        attributes: attributes.collect(),
        namespace: names.name(node.tag_name().namespace().unwrap_or_default()),
        prefix: names.name(prefix(tag.trim_start_matches('<'))),
        name: names.name(node.tag_name().name()),
        declares: if declares(tag) { declared(node) } else { Vec::new() },
        children: Vec::new(),
        parent: None,
        span: Span { source, start: start as u32, end: (start + tag.len()) as u32 },
    }
}

/// The bytes of a text that no quotes hold, with their places.
fn outside_of_quotes(text: &str) -> impl Iterator<Item = (usize, u8)> {
    let mut quote = None;
    text.bytes().enumerate().filter(move |(_, byte)| {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), close) if open == *close => quote = None,
            _ => {}
        }
        quote.is_none()
    })
}

/// What of an element's text is its start tag.
fn start_tag(element: &str) -> &str {
    let end = outside_of_quotes(element).find(|(_, byte)| *byte == b'>');
    end.map_or(element, |(end, _)| &element[..=end])
}

/// Whether a start tag declares a namespace. Most do not, and need not be compared with
/// what surrounds them.
fn declares(tag: &str) -> bool {
    tag.contains("xmlns")
        && outside_of_quotes(tag).any(|(at, byte)| byte == b'x' && tag.as_bytes()[at..].starts_with(b"xmlns"))
}

/// What stands before the colon of a name that begins the text.
fn prefix(text: &str) -> &str {
    match text.find([':', '/', '>', '=', ' ', '\t', '\n', '\r']) {
        Some(end) if text[end..].starts_with(':') => &text[..end],
        _ => "",
    }
}

/// The namespaces that an element declares and its surroundings do not.
fn declared(node: Node<'_, '_>) -> Vec<(String, String)> {
    let parts = |one: &roxmltree::Namespace<'_>| (one.name().unwrap_or_default().to_owned(), one.uri().to_owned());
    let outer: BTreeSet<_> = node.parent_element().iter().flat_map(|parent| parent.namespaces()).map(parts).collect();
    node.namespaces().map(parts).filter(|one| !outer.contains(one)).collect()
}
