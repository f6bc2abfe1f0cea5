//! A diagnostic as people see it: the line, what is wrong in it, and the way out.
//!
//! Words of the file stand in messages and help: nothing in them reaches the terminal as a
//! control character.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str as harmless};
use ravand_core::{Diagnostic, Language, Severity, Sources, Span};

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
        let mut snippet = snippet(sources, span).annotation(AnnotationKind::Primary.span(range(sources, span)));
        for note in diagnostic.notes.iter().filter(|n| n.span.source == span.source) {
            let label = harmless(&note.words.fill(language, &note.args));
            snippet = snippet.annotation(AnnotationKind::Context.span(range(sources, note.span)).label(label));
        }
        group = group.element(snippet);
    }
    for note in &diagnostic.notes {
        if diagnostic.span.is_none_or(|s| s.source != note.span.source) {
            let label = harmless(&note.words.fill(language, &note.args));
            let place = AnnotationKind::Context.span(range(sources, note.span)).label(label);
            group = group.element(snippet(sources, note.span).annotation(place));
        }
    }
    group = group.element(Level::HELP.with_name(words.help).message(harmless(&diagnostic.help(language))));
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
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

fn snippet<'s>(sources: &'s Sources, span: Span) -> Snippet<'s, annotate_snippets::Annotation<'s>> {
    Snippet::source(sources.text(span.source)).path(sources.name(span.source))
}

/// The span in bytes of its text, at letters' borders and no longer than its first line.
fn range(sources: &Sources, span: Span) -> std::ops::Range<usize> {
    let text = sources.text(span.source);
    let border = |at: u32| {
        let at = (at as usize).min(text.len());
        (0..=at).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
    };
    let (start, end) = (border(span.start), border(span.end.max(span.start)));
    let line = text[start..].find(['\r', '\n']).map_or(text.len(), |i| start + i);
    start..end.min(line).max(start)
}
