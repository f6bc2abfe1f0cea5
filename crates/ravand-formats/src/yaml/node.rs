//! A YAML text as a tree that keeps what was written.
//!
//! A scalar is text, never a number or a truth value: `07`, `on` and `1e3` stay as they
//! are until a reader knows what the place wants. A mapping keeps its repeated keys.

use ravand_core::Span;

/// A part of a YAML text.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    /// Where its content stands: without the quotes of a quoted scalar, with the brackets
    /// of a `{ }` or `[ ]`.
    pub(crate) span: Span,
    pub(crate) kind: NodeKind,
}

#[derive(Debug, Clone)]
pub(crate) enum NodeKind {
    /// A place where a value belongs and nothing was written.
    Absent,
    Scalar(Scalar),
    Sequence(Vec<Node>),
    Mapping(Mapping),
}

#[derive(Debug, Clone)]
pub(crate) struct Scalar {
    /// The text, its quotes and escapes resolved.
    pub(crate) text: String,
    /// Whether it was written without quotes and not as a block.
    pub(crate) plain: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Mapping {
    /// In the order of writing, repeated keys included.
    pub(crate) entries: Vec<(Key, Node)>,
    /// Whether it was written in `{ }`, where a comma ends an entry.
    pub(crate) braces: bool,
}

/// The key of an entry, as text.
#[derive(Debug, Clone)]
pub(crate) struct Key {
    pub(crate) text: String,
    pub(crate) span: Span,
}

impl Node {
    /// Whether this is a `null` that somebody wrote.
    pub(crate) fn is_written_null(&self) -> bool {
        matches!(&self.kind, NodeKind::Scalar(s) if s.plain && matches!(s.text.as_str(), "~" | "null" | ""))
    }
}
