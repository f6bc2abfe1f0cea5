//! The parser's events to nodes, within limits.
//!
//! Only a syntax error ends the reading; tags, several documents and keys that are no
//! words are reported and read past. An alias is put in as a copy whose size was counted
//! when its anchor was read, so a bomb is refused before it grows; the copy that an anchor
//! keeps is counted too, because anchors nest.

use super::codes as ya;
use super::node::{Key, Mapping, Node, NodeKind, Scalar};
use super::{DEPTH_MAX, NODES_MAX, TEXT_BYTES_MAX};
use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, StrInput, StructureStyle};
use ravand_core::{Args, Code, Diagnostic, SourceId, Span};
use std::collections::BTreeMap;

/// The tree of a text, if it is YAML, and what is wrong with it.
pub(crate) fn parse(source: SourceId, text: &str) -> (Option<Node>, Vec<Diagnostic>) {
    let mut builder = Builder::new(source, text);
    match builder.run() {
        Ok(()) => {}
        Err(diagnostic) => {
            builder.diagnostics.push(*diagnostic);
            builder.root = None;
        }
    }
    (builder.root, builder.diagnostics)
}

/// The first key of the first document, without reading on.
pub(crate) fn first_key(text: &str) -> Option<String> {
    let mut inside = false;
    for event in events(text) {
        match event.ok()?.0 {
            Event::StreamStart | Event::DocumentStart(..) => {}
            Event::MappingStart(..) if !inside => inside = true,
            Event::Scalar(key, ..) if inside => return Some(key.into_owned()),
            _ => return None,
        }
    }
    None
}

pub(super) fn events(text: &str) -> Parser<'_, StrInput<'_>> {
    let options = granit_parser::options! {
        emit_comments: false,
        flow_nesting_limit: DEPTH_MAX,
        block_nesting_limit: DEPTH_MAX,
    };
    Parser::new_from_str_with_options(text, options)
}

struct Builder<'t> {
    source: SourceId,
    text: &'t str,
    /// Collections that are not closed yet, outermost first.
    open: Vec<Open>,
    anchors: BTreeMap<usize, Anchored>,
    /// What was built so far, copies included.
    size: Size,
    root: Option<Node>,
    diagnostics: Vec<Diagnostic>,
}

struct Open {
    start: u32,
    anchor: usize,
    size_before: Size,
    depth: usize,
    parts: Parts,
}

enum Parts {
    Sequence { items: Vec<Node>, brackets: bool },
    Mapping { mapping: Mapping, key: Option<Key>, skip: bool },
}

struct Anchored {
    node: Node,
    size: Size,
    depth: usize,
}

/// What a part costs.
#[derive(Debug, Clone, Copy, Default)]
struct Size {
    nodes: usize,
    /// Bytes of its scalars and keys.
    text: usize,
}

impl Size {
    fn since(self, before: Size) -> Size {
        Size { nodes: self.nodes - before.nodes, text: self.text - before.text }
    }
}

/// Boxed, because it is rare and large.
type Fatal = Box<Diagnostic>;

impl<'t> Builder<'t> {
    fn new(source: SourceId, text: &'t str) -> Self {
        Self {
            source,
            text,
            open: Vec::new(),
            anchors: BTreeMap::new(),
            size: Size::default(),
            root: None,
            diagnostics: Vec::new(),
        }
    }

    fn run(&mut self) -> Result<(), Fatal> {
        let mut documents = 0;
        for event in events(self.text) {
            let (event, at) = event.map_err(|error| Box::new(self.syntax(&error)))?;
            let range = at.byte_range().unwrap_or_default();
            let span = self.span(range.start, range.end);
            match event {
                Event::DocumentStart(..) => {
                    documents += 1;
                    if documents > 1 {
                        self.diagnostics.push(Diagnostic::at(&ya::DOCUMENTS, span, Args::new()));
                        return Ok(());
                    }
                }
                Event::Scalar(text, style, anchor, tag) => {
                    self.refuse_tag(tag.is_some(), span);
                    let size = Size { nodes: 1, text: text.len() };
                    self.count(size, span)?;
                    let node = self.scalar(text.into_owned(), style, span);
                    self.finish(node, anchor, size, 0)?;
                }
                Event::SequenceStart(style, anchor, tag) => {
                    self.refuse_tag(tag.is_some(), span);
                    let brackets = style == StructureStyle::Flow;
                    self.begin(Parts::Sequence { items: Vec::new(), brackets }, anchor, span)?;
                }
                Event::MappingStart(style, anchor, tag) => {
                    self.refuse_tag(tag.is_some(), span);
                    let mapping = Mapping { entries: Vec::new(), braces: style == StructureStyle::Flow };
                    self.begin(Parts::Mapping { mapping, key: None, skip: false }, anchor, span)?;
                }
                Event::SequenceEnd | Event::MappingEnd => self.end(span)?,
                Event::Alias(anchor) => self.alias(anchor, span)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span { source: self.source, start: start as u32, end: end.max(start) as u32 }
    }

    fn refuse_tag(&mut self, tagged: bool, span: Span) {
        if tagged {
            self.diagnostics.push(Diagnostic::at(&ya::TAG, span, Args::new()));
        }
    }

    fn count(&mut self, more: Size, span: Span) -> Result<(), Fatal> {
        self.size.nodes = self.size.nodes.saturating_add(more.nodes);
        self.size.text = self.size.text.saturating_add(more.text);
        if self.size.nodes > NODES_MAX {
            return Err(fatal(&ya::TOO_MANY_NODES, span, Args::new().with("max", NODES_MAX)));
        }
        if self.size.text > TEXT_BYTES_MAX {
            return Err(fatal(&ya::TOO_MUCH_TEXT, span, Args::new().with("max", TEXT_BYTES_MAX)));
        }
        Ok(())
    }

    fn scalar(&self, mut text: String, style: ScalarStyle, mut span: Span) -> Node {
        let plain = style == ScalarStyle::Plain;
        match style {
            ScalarStyle::Plain if span.start == span.end => {
                return Node { span, kind: NodeKind::Absent };
            }
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted if span.end - span.start >= 2 => {
                span.start += 1;
                span.end -= 1;
            }
            ScalarStyle::Literal | ScalarStyle::Folded => {
                text.truncate(text.trim_end().len());
                let written = self.text.get(span.start as usize..span.end as usize).unwrap_or("");
                span.end = span.start + written.trim_end().len() as u32;
            }
            _ => {}
        }
        Node { span, kind: NodeKind::Scalar(Scalar { text, plain }) }
    }

    fn begin(&mut self, parts: Parts, anchor: usize, span: Span) -> Result<(), Fatal> {
        let size_before = self.size;
        self.count(Size { nodes: 1, text: 0 }, span)?;
        if self.open.len() >= DEPTH_MAX {
            return Err(too_deep(span));
        }
        self.open.push(Open { start: span.start, anchor, size_before, depth: 1, parts });
        Ok(())
    }

    fn end(&mut self, closing: Span) -> Result<(), Fatal> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        let (kind, closed, last) = match open.parts {
            Parts::Sequence { items, brackets } => {
                let last = items.last().map_or(open.start, |n| n.span.end);
                (NodeKind::Sequence(items), brackets, last)
            }
            Parts::Mapping { mapping, .. } => {
                let last = mapping.entries.last().map_or(open.start, |(_, n)| n.span.end);
                let braces = mapping.braces;
                (NodeKind::Mapping(mapping), braces, last)
            }
        };
        // A block has no closing sign of its own: it ends with its last part.
        let end = if closed { closing.end } else { last };
        let node = Node { span: self.span(open.start as usize, end as usize), kind };
        self.finish(node, open.anchor, self.size.since(open.size_before), open.depth)
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), Fatal> {
        let Some((size, depth)) = self.anchors.get(&anchor).map(|anchored| (anchored.size, anchored.depth)) else {
            return Err(fatal(&ya::ALIAS_INSIDE, span, Args::new()));
        };
        // Counted before it is copied.
        self.count(size, span)?;
        if self.open.len() + depth > DEPTH_MAX {
            return Err(too_deep(span));
        }
        match self.anchors.get(&anchor).map(|anchored| anchored.node.clone()) {
            Some(node) => self.finish(node, 0, size, depth),
            None => Ok(()),
        }
    }

    /// Puts a whole node where it belongs.
    fn finish(&mut self, node: Node, anchor: usize, size: Size, depth: usize) -> Result<(), Fatal> {
        if anchor != 0 {
            self.count(size, node.span)?;
            self.anchors.insert(anchor, Anchored { node: node.clone(), size, depth });
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        open.depth = open.depth.max(depth + 1);
        match &mut open.parts {
            Parts::Sequence { items, .. } => items.push(node),
            Parts::Mapping { skip, .. } if *skip => *skip = false,
            Parts::Mapping { mapping, key, skip } => match key.take() {
                Some(key) => mapping.entries.push((key, node)),
                None => match node.kind {
                    NodeKind::Scalar(scalar) => *key = Some(Key { text: scalar.text, span: node.span }),
                    _ => {
                        *skip = true;
                        self.diagnostics.push(Diagnostic::at(&ya::KEY_IS_NO_WORD, node.span, Args::new()));
                    }
                },
            },
        }
        Ok(())
    }

    /// The parser's error in words of ours, at its place.
    fn syntax(&self, error: &ScanError) -> Diagnostic {
        let at = error.marker().byte_offset().unwrap_or(0).min(self.text.len());
        let at = (0..=at).rev().find(|i| self.text.is_char_boundary(*i)).unwrap_or(0);
        let found = self.text[at..].chars().next();
        let width = found.filter(|c| !c.is_control()).map_or(0, char::len_utf8);
        let line_start = self.text[..at].rfind('\n').map_or(0, |i| i + 1);
        let line = self.text[line_start..].lines().next().unwrap_or("");
        let indent = line.len() - line.trim_start().len();
        if line[..indent].contains('\t') && is_about_indentation(error.kind()) {
            let tab = line_start + line.find('\t').unwrap_or(0);
            return Diagnostic::at(&ya::TAB, self.span(tab, tab + 1), Args::new());
        }
        // The parser notices a line that was indented by a tab only when the line before
        // it has turned out not to end there.
        if let Some(tab) = tab_of_next_line(self.text, line_start) {
            return Diagnostic::at(&ya::TAB, self.span(tab, tab + 1), Args::new());
        }
        if let Some(unseen) = found.filter(|c| c.is_control() && !c.is_whitespace()) {
            let args = Args::new().with("code", format_args!("U+{:04X}", u32::from(unseen)));
            return Diagnostic::at(&ya::UNSEEN, self.span(at, at), args);
        }
        let args = Args::new().with("found", found.map_or_else(String::new, |c| c.to_string()));
        let second_colon = self.text[line_start..at].contains(": ");
        Diagnostic::at(code_of(error.kind(), second_colon), self.span(at, at + width), args)
    }
}

fn fatal(code: &'static Code, span: Span, args: Args) -> Fatal {
    Box::new(Diagnostic::at(code, span, args))
}

fn too_deep(span: Span) -> Fatal {
    fatal(&ya::TOO_DEEP, span, Args::new().with("max", DEPTH_MAX))
}

fn is_about_indentation(kind: &ErrorKind) -> bool {
    !matches!(kind, ErrorKind::UnclosedQuotedScalar | ErrorKind::UnknownAnchor | ErrorKind::RecursionLimitExceeded)
}

/// The first tab in the indentation of the line after the one that begins at `line_start`.
fn tab_of_next_line(text: &str, line_start: usize) -> Option<usize> {
    let next = line_start + text.get(line_start..)?.find('\n')? + 1;
    let line = text.get(next..)?.lines().next()?;
    let indent = line.len() - line.trim_start().len();
    line[..indent].find('\t').map(|i| next + i)
}

fn code_of(kind: &ErrorKind, second_colon: bool) -> &'static Code {
    use ErrorKind as K;
    match kind {
        K::TabNotAllowed
        | K::TabInBlockIndentation
        | K::TabInIndentation
        | K::TabAtBlockScalarStart
        | K::TabInPlainScalar => &ya::TAB,
        K::MappingValueNotAllowed | K::MappingKeyNotAllowed | K::InvalidColonPlacement if second_colon => {
            &ya::SECOND_COLON
        }
        K::UnclosedQuotedScalar | K::DocumentIndicatorInQuotedScalar => &ya::OPEN_QUOTE,
        K::UnclosedFlowCollection { .. } | K::MisplacedFlowCollectionEnd | K::MismatchedFlowCollectionEnd { .. } => {
            &ya::BRACKET
        }
        K::ExpectedFlowMappingSeparator
        | K::ExpectedFlowSequenceSeparator
        | K::UnexpectedEofFlowMapping
        | K::UnexpectedEofFlowSequence
        | K::UnexpectedEofImplicitFlowMapping => &ya::SEPARATOR,
        K::InvalidTrailingSingleQuotedScalar | K::InvalidTrailingDoubleQuotedScalar => &ya::AFTER_QUOTE,
        K::UnexpectedCharacter { .. }
        | K::InvalidBlockScalarHeader
        | K::PlainScalarStartsWithDashFlowIndicator
        | K::MissingAnchorOrAliasName
        | K::ZeroBlockScalarIndent => &ya::QUOTE_IT,
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidUnicodeEscape
        | K::InvalidLowSurrogate
        | K::InvalidLowSurrogateHexEscape
        | K::MissingLowSurrogate
        | K::UnpairedLowSurrogate => &ya::ESCAPE,
        K::UnknownAnchor => &ya::UNKNOWN_ALIAS,
        K::RecursionLimitExceeded => &ya::TOO_DEEP,
        K::ExpectedBlockMappingKey
        | K::ExpectedBlockSequenceEntry
        | K::InvalidIndentation
        | K::MappingValueNotAllowed
        | K::MappingKeyNotAllowed
        | K::InvalidColonPlacement
        | K::BlockSequenceEntryNotAllowed
        | K::InvalidBlockScalarIndent
        | K::InvalidQuotedScalarIndent
        | K::InvalidFlowScalarIndent
        | K::UnexpectedEofBlockMapping
        | K::UnexpectedEofBlockSequence
        | K::SimpleKeyExpected
        | K::InvalidSimpleKey => &ya::INDENTATION,
        _ => &ya::NOT_YAML,
    }
}
