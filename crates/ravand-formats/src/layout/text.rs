//! The text itself: cut into the lines that belong to each key, and put together again.

use super::order::{of_items, of_keys};
use crate::shape::Shape;
use crate::yaml::{Piece, PieceKind, pieces};
use std::ops::Range;

/// The text with one line break at its end and no spaces at the ends of its lines, except
/// where they are part of a value.
pub(super) fn tidy(text: &str) -> Option<String> {
    let root = pieces(text)?;
    let mut values: Vec<Range<usize>> = Vec::new();
    root.leaves(&mut |leaf| values.push(leaf.start..leaf.end));
    let mut out = String::with_capacity(text.len() + 1);
    let (mut at, mut next) = (0, 0);
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let content = line.trim_end_matches(['\n', '\r', ' ', '\t']);
        let bare = at + content.len();
        while values.get(next).is_some_and(|value| value.end <= bare) {
            next += 1;
        }
        // Spaces inside a value are its own.
        if values.get(next).is_some_and(|value| value.start < end) {
            out.push_str(line);
        } else {
            out.push_str(content);
            out.push_str(if line.ends_with("\r\n") {
                "\r\n"
            } else if line.ends_with('\n') {
                "\n"
            } else {
                ""
            });
        }
        at = end;
    }
    let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
    out.truncate(out.trim_end_matches(['\n', '\r']).len());
    out.push_str(line_break);
    Some(out)
}

/// The text with the language's keys in their order.
pub(super) fn put_in_order(text: &str, shape: &Shape) -> Option<String> {
    let root = pieces(text)?;
    let mut out = String::with_capacity(text.len());
    let writer = Writer { text, line_break: if text.contains("\r\n") { "\r\n" } else { "\n" } };
    writer.write(&root, Some(shape), 0..text.len(), &mut out);
    Some(out)
}

/// Every comment of a text, without the spaces behind it.
pub(super) fn comments(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut values: Vec<Range<usize>> = Vec::new();
    if let Some(root) = pieces(text) {
        root.leaves(&mut |leaf| values.push(leaf.start..leaf.end));
    }
    values.push(text.len()..text.len());
    let mut from = 0;
    for value in values {
        found.extend(comments_between(text, from..value.start));
        from = from.max(value.end);
    }
    found
}

/// Comments in a part of a text that holds no value.
fn comments_between(text: &str, range: Range<usize>) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text.get(range).unwrap_or("");
    let mut begins = true;
    while let Some(at) = rest.find('#') {
        let (before, comment) = rest.split_at(at);
        let apart = before.chars().next_back().map_or(begins, |c| c.is_whitespace() || c == '\u{FEFF}');
        let end = if apart { comment.find('\n').unwrap_or(comment.len()) } else { 1 };
        if apart {
            found.extend(comment.get(..end).map(str::trim_end));
        }
        rest = comment.get(end..).unwrap_or("");
        begins = apart;
    }
    found
}

struct Writer<'t> {
    text: &'t str,
    line_break: &'static str,
}

/// The lines of one key of a group.
struct Chunk<'t> {
    /// Comments and empty lines above it.
    lead: String,
    key: &'t Piece,
    value: &'t Piece,
    /// From the key to the end of what belongs to it.
    range: Range<usize>,
}

impl<'t> Writer<'t> {
    /// Writes a range of the text in which a piece stands.
    fn write(&self, piece: &Piece, shape: Option<&Shape>, range: Range<usize>, out: &mut String) {
        match &piece.kind {
            PieceKind::List(items, flow) => self.list(items, *flow, piece.start, shape, range, out),
            PieceKind::Map(entries, _) if entries.is_empty() => out.push_str(self.slice(range)),
            PieceKind::Map(entries, true) => self.braces(entries, piece.end, shape, range, out),
            PieceKind::Map(entries, false) => self.block(entries, shape, range, out),
            PieceKind::Scalar(_) | PieceKind::Alias => out.push_str(self.slice(range)),
        }
    }

    fn list(
        &self,
        items: &[Piece],
        flow: bool,
        start: usize,
        shape: Option<&Shape>,
        range: Range<usize>,
        out: &mut String,
    ) {
        let shape = shape.and_then(of_items);
        // Not asked in brackets: a whole file may be one line of them.
        let column = if flow { 0 } else { start - self.line_start(start) };
        let mut from = range.start;
        for (index, item) in items.iter().enumerate() {
            let next = items.get(index + 1).map_or(range.end, |next| next.start);
            let end = if flow { item.end.max(from) } else { self.own_end(item.end.max(from), column, next) };
            self.write(item, shape, from..end, out);
            from = end;
        }
        out.push_str(self.slice(from..range.end));
    }

    /// A group in braces: its entries change places, what stands between them does not.
    fn braces(
        &self,
        entries: &[(Piece, Piece)],
        end: usize,
        shape: Option<&Shape>,
        range: Range<usize>,
        out: &mut String,
    ) {
        let keys: Vec<String> = entries.iter().map(|(key, _)| key.text().to_owned()).collect();
        let known = of_keys(shape, &keys);
        let places: Vec<Range<usize>> =
            entries.iter().map(|(key, value)| key.start..if value.is_empty() { key.end } else { value.end }).collect();
        let gaps = places.windows(2).map(|pair| pair[0].end..pair[1].start);
        // A comment between two entries is about one of them, and nobody can say which.
        let last = places.last().map_or(end, |place| place.end);
        let movable = entries.iter().all(|(_, value)| !value.is_empty())
            && gaps.chain(std::iter::once(last..end)).all(|gap| comments_between(self.text, gap).is_empty());
        let order = if movable { known.order(&keys) } else { (0..entries.len()).collect() };
        let mut from = range.start;
        for (place, index) in places.iter().zip(order) {
            out.push_str(self.slice(from..place.start));
            let (key, value) = &entries[index];
            out.push_str(self.slice(key.start..key.end));
            if !value.is_empty() {
                self.write(value, known.shape(key.text()), key.end..value.end, out);
            }
            from = place.end;
        }
        out.push_str(self.slice(from..range.end));
    }

    /// A group whose keys stand on lines of their own.
    fn block(&self, entries: &[(Piece, Piece)], shape: Option<&Shape>, range: Range<usize>, out: &mut String) {
        let keys: Vec<String> = entries.iter().map(|(key, _)| key.text().to_owned()).collect();
        let known = of_keys(shape, &keys);
        let first = entries[0].0.start;
        let line = self.line_start(first);
        let column = first - line;
        let on_its_line = line >= range.start && self.slice(line..first).chars().all(|c| c == ' ');
        let head = if on_its_line { self.head_end(range.start, line) } else { first };
        let mut chunks = self.chunks(entries, range.end, head, column, on_its_line);
        let tail = chunks.last().map_or(range.end, |chunk| chunk.range.end);
        let order = known.order(&keys);
        let order = if self.movable(&chunks, column) { order } else { (0..chunks.len()).collect() };
        self.keep_empty_lines(&mut chunks, &order);
        out.push_str(self.slice(range.start..head));
        for (place, index) in order.into_iter().enumerate() {
            let chunk = &chunks[index];
            if place == 0 && !on_its_line {
                if !chunk.lead.is_empty() {
                    // `- ` and the comment below it, then the key.
                    out.truncate(out.trim_end_matches(' ').len());
                    out.push_str(self.line_break);
                    out.push_str(&chunk.lead);
                    out.push_str(&" ".repeat(column));
                }
            } else {
                out.push_str(&chunk.lead);
                out.push_str(&" ".repeat(column));
            }
            out.push_str(self.slice(chunk.key.start..chunk.key.end));
            self.write(chunk.value, known.shape(chunk.key.text()), chunk.key.end..chunk.range.end, out);
        }
        out.push_str(self.slice(tail..range.end));
    }

    fn chunks<'p>(
        &self,
        entries: &'p [(Piece, Piece)],
        end: usize,
        head: usize,
        column: usize,
        on_its_line: bool,
    ) -> Vec<Chunk<'p>> {
        let mut chunks = Vec::with_capacity(entries.len());
        let mut from = head;
        for (index, (key, value)) in entries.iter().enumerate() {
            let next = entries.get(index + 1).map_or(end, |(next, _)| self.line_start(next.start));
            let content = if value.is_empty() { key.end } else { value.end.max(key.end) };
            let own = self.own_end(content, column, next.max(content));
            let lead = if index == 0 && !on_its_line { 0..0 } else { from..self.line_start(key.start) };
            chunks.push(Chunk { lead: self.slice(lead).to_owned(), key, value, range: key.start..own });
            from = own;
        }
        chunks
    }

    /// Whether the keys may change places: each begins its line, at the same column.
    fn movable(&self, chunks: &[Chunk<'_>], column: usize) -> bool {
        chunks.iter().skip(1).all(|chunk| {
            let line = self.line_start(chunk.key.start);
            let indent = self.slice(line..chunk.key.start);
            indent.len() == column && indent.chars().all(|c| c == ' ')
        }) && chunks.iter().all(|chunk| self.slice(chunk.range.clone()).ends_with('\n'))
    }

    /// An empty line above a key that comes to the top goes above the one that was there.
    fn keep_empty_lines(&self, chunks: &mut [Chunk<'_>], order: &[usize]) {
        let Some(&top) = order.first().filter(|top| **top != 0) else { return };
        let lead = std::mem::take(&mut chunks[top].lead);
        let comment = lead.find(|c: char| !c.is_whitespace()).unwrap_or(lead.len());
        let empty = lead.get(..comment).and_then(|lines| lines.rfind('\n')).map_or(0, |at| at + 1);
        let (empty, rest) = lead.split_at(empty);
        chunks[0].lead.insert_str(0, empty);
        chunks[top].lead = rest.to_owned();
    }

    /// Where the lines that belong to a value end: its own, and comments below it that are
    /// indented deeper than the keys around it.
    fn own_end(&self, content: usize, column: usize, limit: usize) -> usize {
        let mut end = self.line_end(content).min(limit.max(content));
        let mut at = end;
        while at < limit {
            let next = self.line_end(at).min(limit);
            let line = self.slice(at..next);
            let indent = line.len() - line.trim_start().len();
            if !line.trim().is_empty() {
                if !line.trim_start().starts_with('#') || indent <= column {
                    break;
                }
                end = next;
            }
            at = next;
        }
        end
    }

    /// Where the comments that belong to the first key begin: below the last empty line
    /// above it. What stands higher is about the whole.
    fn head_end(&self, from: usize, line: usize) -> usize {
        let first = if from == 0 { 0 } else { self.line_end(from).min(line) };
        let mut head = first;
        let mut at = first;
        while at < line {
            let next = self.line_end(at).min(line);
            if self.slice(at..next).trim().is_empty() {
                head = next;
            }
            at = next;
        }
        head
    }

    fn slice(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or("")
    }

    fn line_start(&self, at: usize) -> usize {
        self.slice(0..at).rfind('\n').map_or(0, |i| i + 1)
    }

    /// One past the line break that ends the line of `at`.
    fn line_end(&self, at: usize) -> usize {
        self.text.get(at..).and_then(|rest| rest.find('\n')).map_or(self.text.len(), |i| at + i + 1)
    }
}
