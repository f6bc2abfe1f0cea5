//! What a person wrote wrongly: code, arguments, place. Its words stand beside its code,
//! in every language; nothing here formats text before it is asked to.

use crate::span::{Sources, Span};
use ravand_feel::{Args, Code, Language, Severity, Words};

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code with its words.
    pub code: &'static Code,
    /// What the words speak of.
    pub args: Args,
    /// Where; `None` if it concerns no one place (a missing file).
    pub span: Option<Span>,
    /// Other places that belong to it.
    pub notes: Vec<Note>,
}

/// A second place of a [`Diagnostic`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Where.
    pub span: Span,
    /// What is there.
    pub words: &'static Words,
    /// What the words speak of.
    pub args: Args,
}

impl Diagnostic {
    /// A finding at a place.
    pub fn at(code: &'static Code, span: Span, args: Args) -> Self {
        Self { code, args, span: Some(span), notes: Vec::new() }
    }

    /// A finding without a place.
    pub fn general(code: &'static Code, args: Args) -> Self {
        Self { code, args, span: None, notes: Vec::new() }
    }

    /// With a second place.
    #[must_use]
    pub fn note(mut self, span: Span, words: &'static Words, args: Args) -> Self {
        self.notes.push(Note { span, words, args });
        self
    }

    /// What is wrong, in `language`.
    pub fn message(&self, language: Language) -> String {
        self.code.message.fill(language, &self.args)
    }

    /// How to mend it, in `language`.
    pub fn help(&self, language: Language) -> String {
        self.code.help.fill(language, &self.args)
    }

    /// Whether it forbids going on.
    pub fn is_error(&self) -> bool {
        self.code.severity == Severity::Error
    }

    /// `file:line:column: error[YA003]: message` on one line, for logs and tests.
    pub fn one_line(&self, sources: &Sources, language: Language) -> String {
        let severity = self.code.severity;
        let id = self.code.id;
        let message = self.message(language);
        match self.span {
            Some(span) => {
                let (line, column) = sources.line_column(span);
                let name = sources.name(span.source);
                format!("{name}:{line}:{column}: {severity}[{id}]: {message}")
            }
            None => format!("{severity}[{id}]: {message}"),
        }
    }
}

/// Whether any of these forbids going on.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(Diagnostic::is_error)
}
