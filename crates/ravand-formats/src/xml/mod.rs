//! XML as a tree of our own: every element and attribute with its place,
//! so that what a program does not understand can be written back. Only blank text between
//! elements is left out: the writer lays them out anew.
//!
//! Entities beyond the predefined ones are refused: a file can neither grow nor read others.
//! Deliberately absent: schemas, and any knowledge of what the elements mean.

mod codes;
mod name;
mod read;
mod write;

pub use codes::ALL as CODES;
pub use name::Name;
pub use read::{ELEMENTS_MAX, XML_DEPTH_MAX, decode_xml, read_xml};
pub use write::write_xml;

use ravand_core::Span;

/// A document: one tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    elements: Vec<Element>,
}

/// An element's number in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementNumber(pub(crate) u32);

/// An element.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// Its namespace; empty for none.
    pub namespace: Name,
    /// The prefix that it was written with; empty for none.
    pub prefix: Name,
    /// Its name without a prefix.
    pub name: Name,
    /// Its attributes in their order.
    pub attributes: Vec<Attribute>,
    /// The namespaces that it declares: prefix and address.
    pub declares: Vec<(String, String)>,
    /// What is in it, in order.
    pub children: Vec<Child>,
    /// The element that it is in.
    pub parent: Option<ElementNumber>,
    /// Its start tag.
    pub span: Span,
}

/// An attribute.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribute {
    /// Its namespace; empty for none.
    pub namespace: Name,
    /// The prefix that it was written with; empty for none.
    pub prefix: Name,
    /// Its name without a prefix.
    pub name: Name,
    /// Its value.
    pub value: String,
    /// Where its value stands.
    pub span: Span,
}

/// A part of an element's content.
#[derive(Debug, Clone, PartialEq)]
pub enum Child {
    /// An element.
    Element(ElementNumber),
    /// Text.
    Text(String),
    /// A comment.
    Comment(String),
}

impl Document {
    /// A document of one element.
    pub fn new(root: Element) -> Self {
        Self { elements: vec![root] }
    }

    /// The outermost element.
    pub fn root(&self) -> ElementNumber {
        ElementNumber(0)
    }

    /// All elements in the order of their start tags.
    pub fn iter(&self) -> impl Iterator<Item = (ElementNumber, &Element)> {
        self.elements.iter().enumerate().map(|(at, element)| (ElementNumber(at as u32), element))
    }

    /// One element.
    ///
    /// # Panics
    /// If the number comes from another document.
    pub fn element(&self, number: ElementNumber) -> &Element {
        &self.elements[number.0 as usize]
    }

    /// Puts an element at the end of another.
    pub fn append(&mut self, parent: ElementNumber, mut element: Element) -> ElementNumber {
        let number = ElementNumber(self.elements.len() as u32);
        element.parent = Some(parent);
        self.elements.push(element);
        self.elements[parent.0 as usize].children.push(Child::Element(number));
        number
    }

    /// The elements in an element, in order.
    pub fn children(&self, of: ElementNumber) -> impl Iterator<Item = (ElementNumber, &Element)> {
        self.element(of).children.iter().filter_map(|child| match child {
            Child::Element(number) => Some((*number, self.element(*number))),
            _ => None,
        })
    }

    /// The elements of a name in an element, of whatever namespace.
    pub fn named<'a>(&'a self, of: ElementNumber, name: &'a str) -> impl Iterator<Item = (ElementNumber, &'a Element)> {
        self.children(of).filter(move |(_, element)| element.name == name)
    }

    /// The first element of a name in an element.
    pub fn first(&self, of: ElementNumber, name: &str) -> Option<(ElementNumber, &Element)> {
        self.children(of).find(|(_, element)| element.name == name)
    }

    /// The text in an element and in what it holds.
    pub fn text(&self, of: ElementNumber) -> String {
        let mut text = String::new();
        let mut open = vec![Child::Element(of)];
        while let Some(child) = open.pop() {
            match child {
                Child::Text(part) => text.push_str(&part),
                Child::Element(number) => open.extend(self.element(number).children.iter().rev().cloned()),
                Child::Comment(_) => {}
            }
        }
        text
    }

    /// The namespace that a prefix stands for at an element.
    pub fn namespace_of(&self, at: ElementNumber, prefix: &str) -> Option<&str> {
        let mut at = Some(at);
        while let Some(number) = at {
            let element = self.element(number);
            if let Some((_, namespace)) = element.declares.iter().find(|(declared, _)| declared == prefix) {
                return Some(namespace);
            }
            at = element.parent;
        }
        None
    }

    /// The same tree but for where it stands and how its text is laid out.
    pub fn means_the_same(&self, other: &Self) -> bool {
        self.elements.len() == other.elements.len()
            && self.elements.iter().zip(&other.elements).all(|(one, two)| {
                let attributes = |element: &Element| -> Vec<(Name, Name, String)> {
                    let all = element.attributes.iter();
                    all.map(|a| (a.namespace.clone(), a.name.clone(), a.value.clone())).collect()
                };
                one.namespace == two.namespace
                    && one.name == two.name
                    && attributes(one) == attributes(two)
                    && one.parent == two.parent
                    && one.children == two.children
            })
    }
}

impl Element {
    /// An element without anything.
    pub fn new(namespace: &str, prefix: &str, name: &str) -> Self {
        Self {
            namespace: namespace.into(),
            prefix: prefix.into(),
            name: name.into(),
            attributes: Vec::new(),
            declares: Vec::new(),
            children: Vec::new(),
            parent: None,
            span: Span::default(),
        }
    }

    /// The same with an attribute.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        let (namespace, prefix) = (Name::from(""), Name::from(""));
        let (name, value, span) = (name.into(), value.into(), Span::default());
        self.attributes.push(Attribute { namespace, prefix, name, value, span });
        self
    }

    /// The same with an attribute of a vendor.
    #[must_use]
    pub fn with_vendor(mut self, namespace: &str, prefix: &str, name: &str, value: &str) -> Self {
        let (namespace, prefix) = (namespace.into(), prefix.into());
        let (name, value, span) = (name.into(), value.to_owned(), Span::default());
        self.attributes.push(Attribute { namespace, prefix, name, value, span });
        self
    }

    /// The same with text.
    #[must_use]
    pub fn with_text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Child::Text(text.into()));
        self
    }

    /// The value of an attribute without a namespace.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|a| a.name == name && a.namespace.is_empty()).map(|a| a.value.as_str())
    }

    /// The value of an attribute of a vendor, whatever its namespace.
    pub fn vendor(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|a| a.name == name && !a.namespace.is_empty())
    }

    /// The place of an attribute's value; of the start tag if it is not there.
    pub fn place_of(&self, name: &str) -> Span {
        self.attributes.iter().find(|a| a.name == name).map_or(self.span, |a| a.span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ravand_core::Sources;

    fn read(text: &str) -> (Sources, Document) {
        let mut sources = Sources::new();
        let id = sources.add("a.xml", text);
        let document = read_xml(&sources, id).ok().expect("well-formed");
        (sources, document)
    }

    #[test]
    fn prefixes_are_those_that_were_written() {
        let text = "<a:x xmlns:a=\"urn:n\" xmlns:b=\"urn:n\"><b:y b:of=\"1\" a:in=\"2\"/><z/></a:x>";
        let (_, document) = read(text);
        let prefixes: Vec<_> = document.iter().map(|(_, element)| element.prefix.as_str()).collect();
        assert_eq!(prefixes, ["a", "b", ""]);
        let attributes = &document.element(ElementNumber(1)).attributes;
        assert_eq!([attributes[0].prefix.as_str(), attributes[1].prefix.as_str()], ["b", "a"]);
        assert_eq!(write_xml(&document).lines().nth(2), Some("  <b:y b:of=\"1\" a:in=\"2\"/>"));
    }

    #[test]
    fn a_start_tag_ends_where_no_quotes_hold_its_end() {
        let (sources, document) = read("<a b='x > \"y\"' xmlns:c=\">\"\n c:d='>'>words</a>");
        let span = document.element(document.root()).span;
        assert_eq!(sources.slice(span), "<a b='x > \"y\"' xmlns:c=\">\"\n c:d='>'>");
        assert_eq!(document.element(document.root()).declares, [("c".to_owned(), ">".to_owned())]);
    }

    #[test]
    fn blank_text_stays_where_it_may_mean_something() {
        for (text, written) in [
            ("<a> <b/>\n <c/> </a>", "<a>\n  <b/>\n  <c/>\n</a>"),
            ("<a>one <b/> <c/></a>", "<a>one <b/> <c/></a>"),
            ("<a>  </a>", "<a>  </a>"),
            ("<a> <!--why--> </a>", "<a>\n  <!--why-->\n</a>"),
        ] {
            let (_, document) = read(text);
            let out = write_xml(&document);
            assert_eq!(out.split_once('\n').map(|(_, rest)| rest.trim_end()), Some(written), "{text}");
            assert!(read(&out).1.means_the_same(&document), "{text}");
        }
    }
}
