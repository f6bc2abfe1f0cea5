//! Where a person wrote something.

use std::fmt;
use std::ops::Deref;

/// A source text, by its number in the [`Sources`] that read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct SourceId(pub u32);

/// A range of bytes in one source text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The text.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Whether another range lies in this one.
    pub fn holds(self, other: Span) -> bool {
        self.source == other.source && self.start <= other.start && other.end <= self.end
    }
}

/// A value and where it was written. Equality looks at the value alone: moving a line
/// does not change a process.
#[derive(Debug, Clone, Copy, Default)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value with its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// A value that no text holds (built by a program).
    pub fn nowhere(value: T) -> Self {
        Self { value, span: Span::default() }
    }

    /// The same place with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: f(self.value), span: self.span }
    }
}

impl<T> Deref for Spanned<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Spanned<T> {}

impl<T: fmt::Display> fmt::Display for Spanned<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

/// The texts that were read, so that a [`Span`] can be shown.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Source>,
}

#[derive(Debug, Clone, Default)]
struct Source {
    name: String,
    text: String,
    /// Where each line begins, in bytes: a text with as many mistakes as lines is asked for
    /// as many lines, and counting them anew each time would take minutes.
    lines: Vec<u32>,
}

impl Source {
    fn new(name: String, text: String) -> Self {
        let behind = text.match_indices('\n').map(|(newline, _)| newline as u32 + 1);
        let lines = std::iter::once(0).chain(behind).collect();
        Self { name, text, lines }
    }
}

impl Sources {
    /// No texts. Number 0 is reserved for what a program built.
    pub fn new() -> Self {
        Self { files: vec![Source::new("<built>".to_owned(), String::new())] }
    }

    /// Keeps a text under the name that messages show (a path as the user gave it).
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        if self.files.is_empty() {
            *self = Self::new();
        }
        self.files.push(Source::new(name.into(), text.into()));
        SourceId(self.files.len() as u32 - 1)
    }

    /// The number that the next text will have: a place with it or a higher one is in a text
    /// that was read later than now.
    pub fn next_id(&self) -> SourceId {
        SourceId(self.files.len().max(1) as u32)
    }

    /// How many texts there are.
    pub fn count(&self) -> usize {
        self.files.len().saturating_sub(1)
    }

    /// The name of a text.
    pub fn name(&self, id: SourceId) -> &str {
        self.files.get(id.0 as usize).map_or("<built>", |f| &f.name)
    }

    /// The text itself.
    pub fn text(&self, id: SourceId) -> &str {
        self.files.get(id.0 as usize).map_or("", |f| &f.text)
    }

    /// The text under a span; empty if the span does not lie in it.
    pub fn slice(&self, span: Span) -> &str {
        self.text(span.source).get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// Line and column of a span's first byte, both from 1, the column in characters.
    pub fn line_column(&self, span: Span) -> (usize, usize) {
        let Some(source) = self.files.get(span.source.0 as usize) else {
            return (1, 1);
        };
        let mut at = (span.start as usize).min(source.text.len());
        while !source.text.is_char_boundary(at) {
            at -= 1;
        }
        // The first line begins at 0, so that there is always one.
        let line = source.lines.partition_point(|start| *start as usize <= at);
        let start = source.lines.get(line.saturating_sub(1)).map_or(0, |start| *start as usize);
        (line, source.text[start..at].chars().count() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::{SourceId, Sources, Span};
    use proptest::prelude::*;

    /// Line and column by counting, as plainly as it can be said.
    fn counted(text: &str, at: usize) -> (usize, usize) {
        let before: String = text.char_indices().take_while(|(i, c)| i + c.len_utf8() <= at).map(|(_, c)| c).collect();
        let line = before.rsplit('\n').next().unwrap_or_default();
        (before.matches('\n').count() + 1, line.chars().count() + 1)
    }

    proptest! {
        #[test]
        fn lines_are_those_that_one_counts(text in "[a\n\rیб]{0,40}", at in 0_u32..60) {
            let mut sources = Sources::new();
            let source = sources.add("x", text.as_str());
            let found = sources.line_column(Span { source, start: at, end: at });
            prop_assert_eq!(found, counted(&text, at as usize));
        }
    }

    #[test]
    fn what_no_text_holds_stands_at_the_beginning() {
        let nowhere = Span { source: SourceId(7), start: 3, end: 4 };
        assert_eq!(Sources::default().line_column(nowhere), (1, 1));
        assert_eq!(Sources::new().line_column(Span::default()), (1, 1));
    }
}
