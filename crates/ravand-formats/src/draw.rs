//! A diagnostic as people see it: the line, what is wrong in it, and the way out.
//!
//! Words of the file stand in messages and help: nothing in them reaches the terminal as a
//! control character.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str as harmless};
use ravand_core::{Diagnostic, Language, Severity, Sources, Span, persian};

/// The diagnostic with its source line, notes and help, without a line break at its end.
///
/// ```
/// use ravand_core::{Language, Sources};
/// let mut sources = Sources::new();
/// let id = sources.add("sign.yaml", "process: Sign\n");
/// let read = ravand_formats::read_process(&sources, id);
/// let text = ravand_formats::draw(&read.diagnostics[0], &sources, Language::En, false);
/// assert!(text.starts_with("error[YA"));
/// assert!(text.contains("sign.yaml:1:"));
/// ```
pub fn draw(diagnostic: &Diagnostic, sources: &Sources, language: Language, colour: bool) -> String {
    let words = Names::of(language);
    let level = match diagnostic.code.severity {
        Severity::Error => Level::ERROR.with_name(words.error),
        Severity::Warning => Level::WARNING.with_name(words.warning),
        Severity::Info => Level::INFO.with_name(words.info),
    };
    let title = level.primary_title(diagnostic.message(language)).id(diagnostic.code.id);
    let mut group = Group::with_title(title);
    if let Some(span) = diagnostic.span {
        let beside = || diagnostic.notes.iter().filter(|note| note.span.source == span.source);
        let window = Window::around(sources, span, beside().map(|note| note.span));
        let mut snippet = window.snippet().annotation(AnnotationKind::Primary.span(window.range(span)));
        for note in beside() {
            let label = harmless(&note.words.fill(language, &note.args));
            snippet = snippet.annotation(AnnotationKind::Context.span(window.range(note.span)).label(label));
        }
        group = group.element(snippet);
    }
    for note in &diagnostic.notes {
        if diagnostic.span.is_none_or(|s| s.source != note.span.source) {
            let label = harmless(&note.words.fill(language, &note.args));
            let window = Window::around(sources, note.span, []);
            let place = AnnotationKind::Context.span(window.range(note.span)).label(label);
            group = group.element(window.snippet().annotation(place));
        }
    }
    group = group.element(Level::HELP.with_name(words.help).message(harmless(&diagnostic.help(language))));
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let drawn = renderer.render(&[group]);
    match language {
        Language::En => drawn,
        Language::Fa => right_to_left(drawn, diagnostic),
    }
}

/// The same with the message and the way out in their own direction. Marks of direction are
/// put in after drawing, which lets none through: one in a file could show code as what it
/// is not.
fn right_to_left(mut drawn: String, diagnostic: &Diagnostic) -> String {
    let help = harmless(&diagnostic.help(Language::Fa));
    if let Some(at) = drawn.rfind(&help) {
        drawn.replace_range(at..at + help.len(), &persian::sentence(&help));
    }
    let message = harmless(&diagnostic.message(Language::Fa));
    if let Some(at) = drawn.find(&message) {
        drawn.replace_range(at..at + message.len(), &persian::sentence(&message));
    }
    drawn
}

struct Names {
    error: &'static str,
    warning: &'static str,
    info: &'static str,
    help: &'static str,
}

impl Names {
    const fn of(language: Language) -> Self {
        match language {
            Language::En => Self { error: "error", warning: "warning", info: "info", help: "help" },
            Language::Fa => {
                Self { error: "خطا", warning: "هشدار", info: "یادداشت", help: "راهنما" }
            }
        }
    }
}

/// The whole lines of a text that hold some spans. The renderer looks at every line that it
/// is given, so it is given no others.
struct Window<'s> {
    path: &'s str,
    text: &'s str,
    /// Where it begins in the text, in bytes.
    start: usize,
    /// Where it ends.
    end: usize,
}

impl<'s> Window<'s> {
    fn around(sources: &'s Sources, span: Span, others: impl IntoIterator<Item = Span>) -> Self {
        let text = sources.text(span.source);
        let (mut first, mut last) = (border(text, span.start), border(text, span.start));
        for other in others {
            first = first.min(border(text, other.start));
            last = last.max(border(text, other.start));
        }
        let start = text[..first].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[last..].find('\n').map_or(text.len(), |newline| last + newline);
        Self { path: sources.name(span.source), text, start, end }
    }

    fn snippet(&self) -> Snippet<'s, annotate_snippets::Annotation<'s>> {
        let before = self.text.as_bytes()[..self.start].iter().filter(|byte| **byte == b'\n').count();
        Snippet::source(&self.text[self.start..self.end]).path(self.path).line_start(before + 1)
    }

    /// The span in bytes of the window, at letters' borders and no longer than its first line.
    fn range(&self, span: Span) -> std::ops::Range<usize> {
        let (start, end) = (border(self.text, span.start), border(self.text, span.end.max(span.start)));
        let line = self.text[start..].find(['\r', '\n']).map_or(self.text.len(), |i| start + i);
        start - self.start..end.min(line).max(start) - self.start
    }
}

/// The border between letters at a byte or just before it.
fn border(text: &str, at: u32) -> usize {
    let at = (at as usize).min(text.len());
    (0..=at).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}
