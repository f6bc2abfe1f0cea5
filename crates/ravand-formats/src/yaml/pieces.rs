//! A YAML text as nested ranges of bytes, for who changes the text and not its meaning.
//!
//! Unlike a [`Node`](super::Node) a piece reaches over its quotes, and an alias stays one.

use super::parse::events;
use granit_parser::{Event, StructureStyle};

/// A part of a text.
#[derive(Debug)]
pub(crate) struct Piece {
    /// First byte.
    pub(crate) start: usize,
    /// One past the last byte; of a block, of its last part.
    pub(crate) end: usize,
    pub(crate) kind: PieceKind,
}

#[derive(Debug)]
pub(crate) enum PieceKind {
    /// A scalar, quotes included; its text without them.
    Scalar(String),
    Alias,
    /// Entries, and whether brackets stand around them.
    List(Vec<Piece>, bool),
    /// Keys with values, and whether braces stand around them.
    Map(Vec<(Piece, Piece)>, bool),
}

/// The pieces of the first document of a text; `None` if it is no YAML or empty.
pub(crate) fn pieces(text: &str) -> Option<Piece> {
    let mut open: Vec<Open> = Vec::new();
    for event in events(text) {
        let (event, at) = event.ok()?;
        let range = at.byte_range()?;
        let leaf = |kind| Piece { start: range.start, end: range.end.max(range.start), kind };
        let done = match event {
            Event::Scalar(written, style, ..) => {
                let mut piece = leaf(PieceKind::Scalar(written.into_owned()));
                if matches!(style, granit_parser::ScalarStyle::Literal | granit_parser::ScalarStyle::Folded) {
                    // The parser counts the empty lines behind a block to it.
                    let inside = text.get(piece.start..piece.end).unwrap_or("");
                    piece.end = piece.start + inside.trim_end().len();
                }
                piece
            }
            Event::Alias(_) => leaf(PieceKind::Alias),
            Event::SequenceStart(style, ..) => {
                open.push(Open::new(range.start, style, false));
                continue;
            }
            Event::MappingStart(style, ..) => {
                open.push(Open::new(range.start, style, true));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => open.pop()?.close(range.end),
            Event::DocumentEnd => return None,
            _ => continue,
        };
        match open.last_mut() {
            Some(parent) => parent.parts.push(done),
            None => return Some(done),
        }
    }
    None
}

/// A collection that is not closed yet.
struct Open {
    start: usize,
    flow: bool,
    map: bool,
    parts: Vec<Piece>,
}

impl Open {
    fn new(start: usize, style: StructureStyle, map: bool) -> Open {
        Open { start, flow: style == StructureStyle::Flow, map, parts: Vec::new() }
    }

    fn close(self, closing: usize) -> Piece {
        let last = self.parts.iter().map(|part| part.end).max().unwrap_or(self.start);
        let end = if self.flow { closing.max(last) } else { last };
        let kind = if self.map {
            let mut entries = Vec::with_capacity(self.parts.len() / 2);
            let mut parts = self.parts.into_iter();
            while let (Some(key), Some(value)) = (parts.next(), parts.next()) {
                entries.push((key, value));
            }
            PieceKind::Map(entries, self.flow)
        } else {
            PieceKind::List(self.parts, self.flow)
        };
        Piece { start: self.start, end, kind }
    }
}

impl Piece {
    /// Whether nothing was written here.
    pub(crate) fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// The text of a scalar.
    pub(crate) fn text(&self) -> &str {
        match &self.kind {
            PieceKind::Scalar(text) => text,
            _ => "",
        }
    }

    /// Calls `leaf` with every scalar and alias, in the order of the text.
    pub(crate) fn leaves(&self, leaf: &mut impl FnMut(&Piece)) {
        match &self.kind {
            PieceKind::Scalar(_) | PieceKind::Alias => leaf(self),
            PieceKind::List(items, _) => items.iter().for_each(|item| item.leaves(leaf)),
            PieceKind::Map(entries, _) => entries.iter().for_each(|(key, value)| {
                key.leaves(leaf);
                value.leaves(leaf);
            }),
        }
    }
}
