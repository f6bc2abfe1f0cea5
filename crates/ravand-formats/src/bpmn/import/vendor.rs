//! What other engines say of a person's task beyond the standard.

use super::super::codes;
use super::Import;
use crate::xml::ElementNumber;

use ravand_core::{Args, Diagnostic, Length, Span, Spanned, Step, Term, Unit};

/// What is said as an attribute of the task, or as an attribute of an element beside it; and
/// nothing here acts on.
const KEPT: &[(&str, &str)] = &[
    ("assignee", "assignmentDefinition"),
    ("candidateUsers", "assignmentDefinition"),
    ("formKey", "formDefinition"),
    ("formRef", ""),
    ("formId", "formDefinition"),
    ("followUpDate", "taskSchedule"),
];

impl Import<'_> {
    /// Takes over a task's term, and names what is kept without meaning anything here.
    pub(super) fn vendors_task(&mut self, number: ElementNumber, step: &mut Step) {
        if let Some((text, span)) = self.said(number, "dueDate", "taskSchedule") {
            match term(text.trim()) {
                Some(term) => step.attributes.due = Some(Spanned::new(term, span)),
                None => self.kept(number, "dueDate", span),
            }
        }
        for (name, holder) in KEPT {
            if let Some((_, span)) = self.said(number, name, holder) {
                self.kept(number, name, span);
            }
        }
    }

    fn said(&self, number: ElementNumber, name: &str, holder: &str) -> Option<(String, Span)> {
        let own = self.document.element(number).vendor(name).map(|said| (said.value.clone(), said.span));
        own.or_else(|| self.extension(number, holder, name))
    }

    fn kept(&mut self, number: ElementNumber, what: &str, span: Span) {
        let args = Args::new().with("element", self.shown(number)).with("what", what);
        self.problems.push(Diagnostic::at(&codes::KEPT_OF_ANOTHER, span, args));
    }
}

/// A duration of ISO 8601 in one unit; dates and expressions are no terms.
fn term(text: &str) -> Option<Term> {
    let rest = text.strip_prefix('P')?;
    let (number, unit) = match rest.strip_prefix('T') {
        None => (rest.strip_suffix(['D', 'W'])?, if rest.ends_with('W') { Unit::Week } else { Unit::Day }),
        Some(rest) => (rest.strip_suffix(['H', 'M'])?, if rest.ends_with('H') { Unit::Hour } else { Unit::Minute }),
    };
    let amount: u32 = number.parse().ok()?;
    (amount > 0).then(|| Length::new(f64::from(amount), unit).into())
}
