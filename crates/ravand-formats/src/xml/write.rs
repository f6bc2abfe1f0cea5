//! Tree to text: indented where an element holds elements, as it stands where it holds text.

use super::{Child, Document, ElementNumber};
use std::fmt::Write;

/// Writes a document in UTF-8.
pub fn write_xml(document: &Document) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    element(document, document.root(), 0, &mut out);
    out.push('\n');
    out
}

/// One element; the depth of a document is bounded by whoever made it.
fn element(document: &Document, number: ElementNumber, depth: usize, out: &mut String) {
    let element_ = document.element(number);
    let name = qualified(&element_.prefix, &element_.name);
    _ = write!(out, "<{name}");
    for (prefix, namespace) in &element_.declares {
        let declared = if prefix.is_empty() { "xmlns".to_owned() } else { format!("xmlns:{prefix}") };
        _ = write!(out, " {declared}=\"{}\"", escaped(namespace, true));
    }
    for attribute in &element_.attributes {
        let name = qualified(&attribute.prefix, &attribute.name);
        _ = write!(out, " {name}=\"{}\"", escaped(&attribute.value, true));
    }
    if element_.children.is_empty() {
        return out.push_str("/>");
    }
    out.push('>');
    let lines = !element_.children.iter().any(|child| matches!(child, Child::Text(_)));
    for part in &element_.children {
        if lines {
            _ = write!(out, "\n{:width$}", "", width = 2 * (depth + 1));
        }
        match part {
            Child::Element(number) => element(document, *number, depth + 1, out),
            Child::Text(text) => out.push_str(&escaped(text, false)),
            Child::Comment(text) => _ = write!(out, "<!--{text}-->"),
        }
    }
    if lines {
        _ = write!(out, "\n{:width$}", "", width = 2 * depth);
    }
    _ = write!(out, "</{name}>");
}

fn qualified(prefix: &str, name: &str) -> String {
    if prefix.is_empty() { name.to_owned() } else { format!("{prefix}:{name}") }
}

fn escaped(text: &str, in_attribute: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            '"' if in_attribute => out.push_str("&quot;"),
            '\n' if in_attribute => out.push_str("&#10;"),
            '\t' if in_attribute => out.push_str("&#9;"),
            other => out.push(other),
        }
    }
    out
}
