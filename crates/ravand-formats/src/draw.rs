//! A diagnostic as people see it: the line, what is wrong in it, and the way out.
//!
//! Words of the file stand in messages and help: nothing in them reaches the terminal as a
//! control character.

use crate::codes;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str as harmless};
use ravand_core::{Args, Diagnostic, Language, Note, Severity, SourceId, Sources, Span, persian};

/// Findings that are drawn one by one; of the rest only the number is told. Nobody mends
/// more before asking again, and a bank can have a hundred thousand.
pub const DRAWN_MAX: usize = 200;

/// Bytes of the lines of one finding that are drawn around it; a line can be as long as its
/// file. A second place that is farther away is drawn by itself.
const WINDOW_BYTES_MAX: usize = 4_000;
/// How much of them stands before the finding.
const WINDOW_BYTES_BEFORE: usize = 1_000;

/// Several findings, a blank line between them, as [`draw`] draws each; [`DRAWN_MAX`] at most.
pub fn draw_all<'a>(
    found: impl IntoIterator<Item = &'a Diagnostic>,
    sources: &Sources,
    language: Language,
    colour: bool,
) -> String {
    let mut found = found.into_iter();
    let mut drawn: Vec<String> =
        found.by_ref().take(DRAWN_MAX).map(|one| draw(one, sources, language, colour)).collect();
    let left = found.count();
    if left > 0 {
        let more = Diagnostic::general(&codes::NOT_DRAWN, Args::new().with("count", left));
        drawn.push(draw(&more, sources, language, colour));
    }
    drawn.join("\n\n")
}

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
    let window = diagnostic.span.map(|span| (span, Window::around(sources, span, &diagnostic.notes)));
    let beside = |note: &Note| window.as_ref().is_some_and(|(_, window)| window.holds(note.span));
    if let Some((span, window)) = &window {
        let mut snippet = window.snippet().annotation(AnnotationKind::Primary.span(window.range(*span)));
        for note in diagnostic.notes.iter().filter(|note| beside(note)) {
            let label = harmless(&note.words.fill(language, &note.args));
            snippet = snippet.annotation(AnnotationKind::Context.span(window.range(note.span)).label(label));
        }
        if window.is_cut {
            // The renderer counts columns from where the window begins.
            let (line, column) = sources.line_column(*span);
            let place = Origin::path(sources.name(span.source)).line(line).char_column(column);
            group = group.element(place).element(snippet.path(None::<&str>));
        } else {
            group = group.element(snippet);
        }
    }
    for note in diagnostic.notes.iter().filter(|note| !beside(note)) {
        let label = harmless(&note.words.fill(language, &note.args));
        let window = Window::around(sources, note.span, &[]);
        let place = AnnotationKind::Context.span(window.range(note.span)).label(label);
        group = group.element(window.snippet().annotation(place));
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

/// The lines of a text that hold some spans, whole unless they are very long. The renderer
/// looks at every line that it is given, so it is given no others.
struct Window<'s> {
    path: &'s str,
    text: &'s str,
    source: SourceId,
    /// Where it begins in the text, in bytes.
    start: usize,
    /// Where it ends.
    end: usize,
    /// The number of its first line.
    line: usize,
    /// Whether it begins within a line.
    is_cut: bool,
}

impl<'s> Window<'s> {
    /// The lines of `span` and of those second places that are near to it.
    fn around(sources: &'s Sources, span: Span, notes: &[Note]) -> Self {
        let text = sources.text(span.source);
        let at = border(text, span.start);
        let (mut first, mut last) = (at, at);
        for note in notes.iter().filter(|note| note.span.source == span.source) {
            let other = border(text, note.span.start);
            if last.max(other) - first.min(other) <= WINDOW_BYTES_MAX {
                (first, last) = (first.min(other), last.max(other));
            }
        }
        let start = text[..first].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[last..].find('\n').map_or(text.len(), |newline| last + newline);
        let line = sources.line_column(Span { start: start as u32, end: start as u32, ..span }).0;
        let whole =
            Self { path: sources.name(span.source), text, source: span.source, start, end, line, is_cut: false };
        if end - start <= WINDOW_BYTES_MAX { whole } else { whole.cut(at) }
    }

    /// Only what is near to `at`, on its own line.
    fn cut(self, at: usize) -> Self {
        let line_start = self.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = self.text[at..].find('\n').map_or(self.text.len(), |newline| at + newline);
        let start = near(self.text, at.saturating_sub(WINDOW_BYTES_BEFORE).max(line_start));
        let end = near(self.text, (start + WINDOW_BYTES_MAX).min(line_end)).max(at);
        let skipped = self.text[self.start..line_start].bytes().filter(|byte| *byte == b'\n').count();
        Self { start, end, line: self.line + skipped, is_cut: start > line_start, ..self }
    }

    /// Whether a place begins in it.
    fn holds(&self, span: Span) -> bool {
        span.source == self.source && (self.start..=self.end).contains(&border(self.text, span.start))
    }

    fn snippet(&self) -> Snippet<'s, annotate_snippets::Annotation<'s>> {
        Snippet::source(&self.text[self.start..self.end]).path(self.path).line_start(self.line)
    }

    /// The span in bytes of the window, at letters' borders and no longer than its first line.
    fn range(&self, span: Span) -> std::ops::Range<usize> {
        let start = border(self.text, span.start).clamp(self.start, self.end);
        let end = border(self.text, span.end.max(span.start));
        let line = self.text[start..self.end].find(['\r', '\n']).map_or(self.end, |i| start + i);
        start - self.start..end.min(line).max(start) - self.start
    }
}

/// The border between letters at a byte or just before it.
fn border(text: &str, at: u32) -> usize {
    near(text, at as usize)
}

/// The same for a byte that was computed.
fn near(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{DRAWN_MAX, draw, draw_all};
    use crate::codes;
    use ravand_core::{Args, Diagnostic, Language, Sources, Span, Words};

    static THERE: Words = Words { en: "there", fa: "آن‌جا" };

    /// A finding at the first `^` of a text with a second place at its first `~`.
    fn drawn(text: &str) -> String {
        let mut sources = Sources::new();
        let source = sources.add("x.yaml", text);
        let span = |sign| text.find(sign).map(|at| Span { source, start: at as u32, end: at as u32 + 1 });
        let mut found = Diagnostic::at(&codes::NO_VALUE, span('^').unwrap(), Args::new());
        if let Some(second) = span('~') {
            found = found.note(second, &THERE, Args::new());
        }
        draw(&found, &sources, Language::En, false)
    }

    /// What is drawn is short, whatever the text, and says where.
    fn check(text: &str, parts: &[&str]) {
        let drawn = drawn(text);
        assert!(drawn.len() < 20_000, "{} bytes", drawn.len());
        for part in parts {
            assert!(drawn.contains(part), "`{part}` is not in\n{drawn}");
        }
    }

    #[test]
    fn a_line_as_long_as_a_file_is_cut_around_the_place() {
        check(&format!("a\n{}^{}", "ی".repeat(300_000), "x".repeat(300_000)), &["x.yaml:2:300001", "2 |"]);
        check(&format!("a\n^{}", "x".repeat(300_000)), &["x.yaml:2:1"]);
        check(&format!("a\n{}^\nb", "x".repeat(300_000)), &["x.yaml:2:300001"]);
    }

    #[test]
    fn a_second_place_far_away_is_drawn_by_itself() {
        check(&format!("~\n{}^", "a\n".repeat(100_000)), &["x.yaml:100002:1", "x.yaml:1:1", "there"]);
        check(&format!("^\n{}~", "a\n".repeat(100_000)), &["x.yaml:1:1", "x.yaml:100002:1", "there"]);
        check(&format!("~{}^", "a".repeat(100_000)), &["x.yaml:1:100002", "there"]);
        check("~\n a\n^", &["x.yaml:3:1", "there"]);
    }

    #[test]
    fn of_very_many_findings_the_number_is_told() {
        let found = vec![Diagnostic::general(&codes::NO_VALUE, Args::new()); DRAWN_MAX + 7];
        let all = draw_all(&found, &Sources::new(), Language::En, false);
        assert_eq!(all.matches("YA").count(), DRAWN_MAX + 1);
        assert!(all.contains("7 more"), "{all}");
        let few = draw_all(&found[..2], &Sources::new(), Language::En, false);
        assert!(!few.contains("more"), "{few}");
    }
}
