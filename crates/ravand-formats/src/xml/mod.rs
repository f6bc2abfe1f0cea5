//! XML as a tree of our own: every element and attribute with its place, nothing thrown away,
//! so that what a program does not understand can be written back.
//!
//! Entities beyond the predefined ones are refused: a file can neither grow nor read others.
//! Deliberately absent: schemas, and any knowledge of what the elements mean.

mod codes;
mod read;
mod write;

pub use codes::ALL as CODES;
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
    pub namespace: String,
    /// The prefix that it was written with; empty for none.
    pub prefix: String,
    /// Its name without a prefix.
    pub name: String,
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
    pub namespace: String,
    /// The prefix that it was written with; empty for none.
    pub prefix: String,
    /// Its name without a prefix.
    pub name: String,
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
                let attributes = |element: &Element| -> Vec<(String, String, String)> {
                    let all = element.attributes.iter();
                    all.map(|a| (a.namespace.clone(), a.name.clone(), a.value.clone())).collect()
                };
                one.namespace == two.namespace
                    && one.name == two.name
                    && attributes(one) == attributes(two)
                    && one.parent == two.parent
                    && content(one) == content(two)
            })
    }
}

/// What an element holds, blank text between elements aside.
fn content(element: &Element) -> Vec<&Child> {
    let blank = |child: &&Child| matches!(child, Child::Text(text) if text.trim().is_empty());
    let mixed = element.children.iter().any(|child| matches!(child, Child::Element(_)));
    element.children.iter().filter(|child| !(mixed && blank(child))).collect()
}

impl Element {
    /// An element without anything.
    pub fn new(namespace: &str, prefix: &str, name: &str) -> Self {
        Self {
            namespace: namespace.to_owned(),
            prefix: prefix.to_owned(),
            name: name.to_owned(),
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
        let (namespace, prefix) = (String::new(), String::new());
        let (name, value, span) = (name.to_owned(), value.into(), Span::default());
        self.attributes.push(Attribute { namespace, prefix, name, value, span });
        self
    }

    /// The same with an attribute of a vendor.
    #[must_use]
    pub fn with_vendor(mut self, namespace: &str, prefix: &str, name: &str, value: &str) -> Self {
        let (namespace, prefix) = (namespace.to_owned(), prefix.to_owned());
        let (name, value, span) = (name.to_owned(), value.to_owned(), Span::default());
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
